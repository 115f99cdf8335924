"""Names that an article's words leave out, in square brackets that aren't the article's."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.values import Brief, BriefItem, Meant, Passage, Source
from bot.wording.names import folded, with_names
from bot.wording.news import word_brief

NOW = dt.datetime(2026, 3, 15, tzinfo=dt.UTC)


def shown(text: str, word: str, name: str) -> str:
    start = text.index(word)
    return "".join(part.text for part in with_names(text, [Meant(start, start + len(word), name)]))


@pytest.mark.parametrize(
    ("text", "word", "name", "expected"),
    [
        ("Locks leak, Orme said.", "Orme", "Tamsin Orme", "Locks leak, [Tamsin] Orme said."),
        ("Ms Orme’s lock leaks.", "Ms Orme", "Tamsin Orme", "Ms [Tamsin] Orme’s lock leaks."),
        ("In all, Del Piero won.", "Del Piero", "Alessandro Del Piero", "In all, [Alessandro] Del Piero won."),
        ("Police say Park left.", "Park", "Park Min-ji", "Police say Park [Min-ji] left."),
        ("She left.", "She", "Tamsin Orme", "She [Tamsin Orme] left."),
        ("His lock leaks.", "His", "Piers Orme", "His [Piers Orme’s] lock leaks."),
        ("Orme said so.", "Orme", "Piers Orme Jr.", "Orme [Piers Orme Jr.] said so."),
    ],
)
def test_the_name_stands_in_brackets_at_the_word(text: str, word: str, name: str, expected: str) -> None:
    assert shown(text, word, name) == expected


@given(st.text(), st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30), st.text(min_size=1))))
def test_without_what_is_ours_the_text_is_the_articles_own(text: str, places: list[tuple[int, int, str]]) -> None:
    parts = with_names(text, [Meant(*place) for place in places])
    assert "".join(part.text for part in parts if part.style == "article") == text
    assert all(part.text.strip().startswith("[") for part in parts if part.style == "plain")


def test_places_are_kept_where_white_space_is_folded() -> None:
    text = "The  gate\n leaks, Orme said."
    start = text.index("Orme")
    (place,) = folded(text, [Meant(start, start + 4, "Tamsin Orme")])
    assert " ".join(text.split())[place.start : place.end] == "Orme"


@pytest.mark.parametrize(
    ("title", "sentence", "expected"),
    [
        ("Lock closed", "The gates leak, Orme said.", "The gates leak, [Tamsin] Orme said."),
        ("Tamsin Orme closes lock", "The gates leak, Orme said.", "The gates leak, Orme said."),  # told by the title
        ("Tamsin Orme closes lock", "She shut it.", "She [Tamsin Orme] shut it."),
    ],
)
def test_a_brief_names_whom_neither_title_nor_sentence_names(title: str, sentence: str, expected: str) -> None:
    word = "Orme" if "Orme" in sentence else "She"
    start = sentence.index(word)
    meant = (Meant(start, start + len(word), "Tamsin Orme"),)
    source = Source("a", title, NOW, False, "Outlet", None, None, (), "en", 280)
    item = BriefItem(title, (Passage("a", 0, len(sentence), sentence, 1, meant=meant),), ("a",))
    reply = word_brief(Brief(None, None, NOW, True, NOW, (item,), 0, (source,)), NOW)
    assert any(expected in line.text for line in reply.lines)
