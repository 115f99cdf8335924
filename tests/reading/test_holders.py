"""Whom a sentence speaks of when it is shown by itself: said where it is certain, and only there."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.reading.author import AUTHOR
from bot.reading.holders import _is_whole, has_stranger, holders
from bot.reading.people import find_people
from bot.reading.standalone import Standing
from bot.reading.text import analyse


def meant(text: str, place: int) -> list[tuple[str, str]]:
    """Return the words and the names of the sentence number ``place``, from 0 (negative from the end)."""
    document = analyse(text)
    found = holders(Standing(document, find_people(document), ()), document.sentences[place])
    return [(text[slice(*each.span)], each.name) for each in found]


INTRODUCED = "Harbour master Tamsin Orme closed the lock on Monday.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INTRODUCED + "The gates leak, Orme said.", [("Orme", "Tamsin Orme")]),
        (INTRODUCED + "Orme's deputy and Orme's brother agreed on Friday.", [("Orme", "Tamsin Orme")]),
        (INTRODUCED + "The gates leak, Tamsin Orme said.", []),
        (INTRODUCED + "“The gates leak and Orme knows,” a sailor said.", []),
        (INTRODUCED + "The sailor said that “it leaks and Orme\u2019s men know” on Friday.", []),
        (INTRODUCED + "The Orme family lives beside the lock.", []),
        (INTRODUCED + "Orme v. Port of Wexcombe is about the lock.", []),
        (INTRODUCED + "Orme and Orme's pro-Orme friends met.", [("Orme", "Tamsin Orme")]),
        (INTRODUCED + "A pro-Orme crowd met at the lock.", []),
        (INTRODUCED + "Her brother Piers Orme disagreed.\nThe gates leak, Orme said.", []),
    ],
)
def test_a_surname_is_explained_where_it_can_only_be_one_person(text: str, expected: list[tuple[str, str]]) -> None:
    assert meant(text, -1) == expected


def test_a_surname_before_the_full_name_needs_a_title() -> None:
    assert meant("The gates leak, Ms Orme said.\nTamsin Orme is the harbour master.", 0) == [("Orme", "Tamsin Orme")]
    assert meant("Mercury is a small planet near the sun.\nFreddie Mercury sang on Monday.", 0) == []


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("Tamsin Orme is the harbour master.", "Tamsin Orme"),
        ("Tamsin Vale is a sailor.\nTamsin Orme is the harbour master.", None),  # two of that name
        ("Boats pass.\n" * 200 + "Tamsin Orme is the harbour master.", None),  # too far down
        ("Tamsin is the harbour master.", None),
    ],
)
def test_whose_first_name_a_text_opens_with_it_names_in_full_below(below: str, name: str | None) -> None:
    expected = [] if name is None else [("Tamsin", name)]
    assert meant(f"Tamsin has closed the lock for nine days.\nBoats wait.\n{below}", 0) == expected
    # Nothing but the beginning:
    assert meant(f"Boats wait.\nTamsin has closed the lock for nine days.\n{below}", 1) == []


def test_what_may_be_no_first_name_is_not_told() -> None:
    below = "Boats wait.\nZantho Orme, 34, is the harbour master, Zantho Orme said."
    assert meant(f"Zantho has closed the lock for nine days.\n{below}", 0) == []


def test_a_surname_that_a_text_opens_with_may_be_something_else() -> None:
    below = "Boats wait.\nTamsin Orme is the harbour master."
    assert meant(f"As rivers go, Orme is hardly a long one.\n{below}", 0) == []


@pytest.mark.parametrize(
    ("before", "sentence", "name"),
    [
        ("Ms Tamsin Orme closed the lock on Monday.", "She plans to open it in May.", "Tamsin Orme"),
        ("Ms Tamsin Orme closed the lock on Monday.", "Her plan costs nine million euros.", "Tamsin Orme"),
        ("Ms Tamsin Orme closed the lock on Monday.", "He plans to open it in May.", None),  # of another gender
        ("Ms Tamsin Orme met Ms Petra Vale on Monday.", "She plans to open it in May.", None),  # two to choose from
        ("Ms Tamsin Orme met a skipper on Monday.", "She plans to open it in May.", None),  # and somebody unnamed
        ("Ms Tamsin Orme sacked the engineer on Monday.", "She plans to sue.", None),
        ("The lock was closed by Ms Tamsin Orme.", "She plans to open it in May.", None),  # not the subject
        ('Ms Tamsin Orme said: "Petra knows."', "She plans to open it in May.", None),
        ("Ms Tamsin Orme closed the lock on Monday.", "In May she plans to open it.", None),  # not at the beginning
    ],
)
def test_who_she_is_at_the_beginning(before: str, sentence: str, name: str | None) -> None:
    found = meant(f"{before}\n{sentence}", -1)
    assert found == ([] if name is None else [(sentence.split()[0], name)])


@given(st.text(alphabet=st.sampled_from("HeShe Ana Cruz Ms.,“”'\"-\n said the")), st.text())
@example("Me", ":Me")
def test_for_any_text_a_holder_lies_in_what_is_shown_and_is_named_by_the_article(one: str, other: str) -> None:
    text = f"Ms Ana Cruz came. {one}\nCruz said {other} She said. {one}"
    document = analyse(text)
    people = find_people(document)
    standing = Standing(document, people, ())
    for sentence in document.sentences:
        for holder in holders(standing, sentence):
            assert sentence.start <= holder.span.start < holder.span.end <= sentence.end
            # "I" and "me" of a column are its author's
            author = text[slice(*holder.span)].casefold() in {"i", "me", "my", "mine", "myself"}
            assert holder.name in ({AUTHOR} if author else {person.name for person in people})
            told = holders(standing, sentence, {holder.name})
            assert holder not in told or text[slice(*holder.span)] in {"He", "His", "She", "Her"}


@pytest.mark.parametrize(
    ("name", "whole"),
    [("Tamsin Orme", True), ("Americans Francis", False), ("President’s Chief", False), ("Orme", False)],
)
def test_what_is_no_full_name_is_never_put_in_brackets(name: str, whole: bool) -> None:
    assert _is_whole(name) is whole


@pytest.mark.parametrize(
    ("sentence", "stranger"),
    [
        ("Boats were sold by the Marine Club on Monday.", True),
        ("Boats were sold by the Reef Marine Club on Monday.", False),
        ("A judge wrote to the Ramdins on Monday.", True),
        ("Plume’s boat was sold on Monday.", True),
        ("Zantho, 41, of Grand Baie sold a boat.", True),
    ],
)
def test_names_cut_short(sentence: str, stranger: bool) -> None:
    document = analyse(f"Then Anil Ramdin and a dog, Plume Grise, saw the Reef Marine Club. {sentence}")
    standing = Standing(document, find_people(document), ())
    assert has_stranger(standing, document.sentences[1]) is stranger


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Tamsin Orme, a poet, spoke on Friday.\nThe lock is shut, President Orme said.", False),
        ("President Tamsin Orme spoke on Friday.\nThe lock is shut, President Orme said.", True),
        ("Tamsin Orme, the president, spoke on Friday.\nThe lock is shut, President Orme said.", True),
        ("Governor Tamsin Orme spoke on Friday.\nThe lock is shut, Gov. Orme said.", True),
        ("Tamsin Orme, wife of President Orme, spoke on Friday.\nThe lock is shut, Orme said.", False),
        ("Tamsin Orme spoke on Friday.\nThe lock is shut, Ms Orme said.", True),
        ("Tamsin Orme Jr. spoke on Friday.\nThe lock is shut, Orme said.", False),
    ],
)
def test_an_office_before_a_surname_is_that_of_the_person_named(text: str, named: bool) -> None:
    assert bool(meant(text, -1)) is named


def test_a_man_s_title_is_no_woman_s() -> None:
    text = "Michelle Orme spoke on Friday.\nThe lock is shut, Mr Orme said."
    assert meant(text, -1) == []


def test_a_rank_before_two_names_is_no_first_name() -> None:
    assert not _is_whole("Marine John Orme")
    assert _is_whole("John Paul Orme")
