"""People of one article, told from small texts of our own."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.people import find_people
from bot.reading.text import analyse
from storage.records import Person


def people(text: str) -> dict[str, Person]:
    return {person.name: person for person in find_people(analyse(text))}


def test_short_forms_and_handles_belong_to_the_full_name() -> None:
    found = people(
        "Quito: Foreign Minister Elena Vargas on Monday praised @TomasHale. Vargas met US Ambassador Tomas Hale twice."
    )
    assert set(found) == {"Elena Vargas", "Tomas Hale"}
    assert "Vargas" in found["Elena Vargas"].aliases
    assert "@TomasHale" in found["Tomas Hale"].aliases
    assert [role.text for role in found["Elena Vargas"].roles] == ["Foreign Minister"]
    assert [role.text for role in found["Tomas Hale"].roles] == ["US Ambassador"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400) | st.text(alphabet="Mr. Bell,JSO'’“”@- \n\ud800Éal", max_size=400))
def test_any_text_is_read_and_every_span_is_in_range(text: str) -> None:
    for person in find_people(analyse(text)):
        assert person.mentions
        for start, end in (*person.mentions, *(role.span for role in person.roles)):
            assert 0 <= start < end <= len(text)
        assert all(role.text == text[role.span.start : role.span.end] for role in person.roles)
