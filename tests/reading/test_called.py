"""What an article calls people besides their names: nicknames, handles, and whose they are."""

from __future__ import annotations

import pytest

from bot.reading.people import find_people
from bot.reading.text import analyse
from storage.records import Person

ANNA = "Harbour Pilot Anna Brask spoke. "


def people_of(text: str) -> tuple[Person, ...]:
    """The people of a text."""
    return find_people(analyse(text))


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (ANNA + "Nanna, as the whole of the coast calls the harbour pilot, has a boat.", "Anna Brask", "Nanna"),
        (ANNA + "“The Gull”, as everybody calls her, has a boat.", "Anna Brask", "The Gull"),
        (ANNA + "Nanna, as they called Anna Brask, has a boat.", "Anna Brask", "Nanna"),
        (
            "Anna Brask, who rowed for the island as a girl, is known to her crew as “the Gull”.",
            "Anna Brask",
            "the Gull",
        ),
        ("Anna Brask, a pilot since 1999, is known as “the Gull”.", "Anna Brask", "the Gull"),
        ('Anna Brask is a pilot. When it was over she posted from @GullRocks: "All home."', "Anna Brask", "@GullRocks"),
        ("Anna Brask, a pilot, has posted a picture of the pier from @gullrocks.", "Anna Brask", "@gullrocks"),
    ],
)
def test_a_name_beside_the_name_is_a_form_of_it(text: str, name: str, alias: str) -> None:
    assert alias in {person.name: person.aliases for person in people_of(text)}[name]


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Pilot Anna Brask and Harbour Pilot Tom Reed spoke. Nanna, as all call the harbour pilot, has a boat.",
        "Anna Brask and Berta Holm spoke. “The Gull”, as everybody calls her, has a boat.",
        "Harbour Pilot Anna Brask spoke. Then, as everybody calls her, the ferry came.",
        "Anna Brask spoke. The crew posted a picture from @gullrocks.",
    ],
)
def test_what_may_be_anothers_is_nobodys(text: str) -> None:
    assert all(len(person.aliases) == 0 for person in people_of(text))


def test_a_nickname_behind_a_clause_is_not_that_of_whom_the_clause_names() -> None:
    found = people_of("Tom Reed, a baker who followed Ruth Gatt, is known as “the Oven”.")
    assert {person.name: person.aliases for person in found} == {"Tom Reed": ("the Oven",), "Ruth Gatt": ()}


def test_a_country_that_begins_like_an_honorific_is_nobody_and_belongs_to_the_office() -> None:
    found = people_of("Anna Bell was sworn in as Sri Lanka’s trade minister. Sri Lanka’s envoy Tom Reed left.")
    roles = {person.name: [role.text for role in person.roles] for person in found}
    assert roles == {"Anna Bell": ["Sri Lanka’s trade minister"], "Tom Reed": ["Sri Lanka’s envoy"]}


def test_whom_somebody_sends_a_thing_is_another() -> None:
    found = people_of("Bo Lindqvist, head of the mission, sent her a signed note. Bo Lindqvist left.")
    assert [person.gender for person in found] == [None]


def test_an_unknown_name_that_speaks_right_behind_marks_is_a_person() -> None:
    found = people_of('"We forgot to count them," Folorunsa Oyedokan told this paper.')
    assert [person.name for person in found] == ["Folorunsa Oyedokan"]
    assert people_of('"We are glad," Folorunsa Oyedokan said in a statement.') == ()
