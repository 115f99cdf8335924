"""Speakers of quotations, in small examples written for these tests."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.quotes import read_quotes
from bot.reading.text import analyse
from storage.records import Person
from tests.reading.naming import person, speakers, words

SEED = Path(__file__).parents[2] / "seeds" / "india-us-2026-01-13.txt"


def test_the_seed_gives_gor_and_jaishankar_their_words() -> None:
    text = SEED.read_text(encoding="utf-8")
    people = (
        person(text, "S Jaishankar", "m", ("External Affairs Minister",)),
        person(text, "Marco Rubio", "m", ("Secretary of State",)),
        person(text, "Sergio Gor", "m", ("US Ambassador to India",)),
    )
    quotes = read_quotes(analyse(text), people)
    said = {words(text, quote)[:28]: quote.speaker_name for quote in quotes}
    assert said["concluded a good conversatio"] == "S Jaishankar"
    assert said["Trade, critical minerals, nu"] == "S Jaishankar"
    assert said["Just concluded a good conver"] == "S Jaishankar"
    assert said["In fact, the next call on tr"] == "Sergio Gor"
    assert said["The United States and India "] == "Sergio Gor"
    assert said["In the end, last week, our g"] == "Sergio Gor"
    assert not any(words(text, quote) == "reciprocal" for quote in quotes)


def test_cue_before_after_and_in_the_middle() -> None:
    text = (
        "Maria Lopez opened the new bridge on Friday.\n"
        "“It took nine years,” Lopez said.\n"
        "“Nobody believed us,” she told reporters, “and nobody paid us.”\n"
        "Her rival, Peter Hahn, replied: “The bridge leads nowhere at all.”\n"
    )
    people = person(text, "Maria Lopez", "f"), person(text, "Peter Hahn", "m")
    assert speakers(text, *people) == [
        ("It took nine years,", "Maria Lopez"),
        ("Nobody believed us, / and nobody paid us.", "Maria Lopez"),
        ("The bridge leads nowhere at all.", "Peter Hahn"),
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("“”„«»‘’'\"`.,?! \nAabHe said\ud800\u202e😀\x00（"), max_size=200))
def test_any_text_is_read_and_every_offset_is_in_range(text: str) -> None:
    for quote in read_quotes(analyse(text), (Person("He", mentions=()),)):
        for start, end in (*quote.content, *quote.cue, *quote.speaker):
            assert 0 <= start < end <= len(text)
