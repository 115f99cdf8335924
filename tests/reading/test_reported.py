"""Reported speech: whose clause it is, where it begins and ends, and what may be shown as said."""

from __future__ import annotations

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.text import analyse
from storage.records import Quote


def clauses(text: str) -> list[tuple[str, str, Quote]]:
    """Speaker as worded, words and quote of each reported clause."""
    document = analyse(text)
    return [
        (
            " ".join(text[span.start : span.end] for span in quote.speaker),
            text[quote.span.start : quote.span.end],
            quote,
        )
        for quote in read_quotes(document, find_people(document))
        if quote.kind == "indirect"
    ]


def test_a_title_with_a_full_stop_belongs_to_the_name() -> None:
    text = "Anna Holt met farmers. Mrs. Holt has said that the dam would be finished by June."
    ((speaker, words, _),) = clauses(text)
    assert (speaker, words) == ("Mrs. Holt", "the dam would be finished by June")


def test_what_stands_in_brackets_is_nobody_who_speaks() -> None:
    text = "Rep. Paula Renner (D-Ohio) said that the bill would not pass this year."
    ((speaker, words, quote),) = clauses(text)
    assert (speaker, words) == ("Rep. Paula Renner", "the bill would not pass this year")
    assert quote.speaker_name == "Paula Renner"
