# ruff: noqa: E501
"""Interviews in questions and answers: what stands behind "A:" is said by whom the interview is with, if that is clear."""

from __future__ import annotations

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.text import analyse

_TURNS = "\n\nQ: How deep is the well?\n\nA: Ninety feet. My father dug it.\n\nQ: And dry?\n\nA: Every August.\n\nQ: Why stay?\n\nA: The roses."


def said(text: str) -> list[tuple[str, str | None, bool]]:
    document = analyse(text)
    quotes = read_quotes(document, find_people(document))
    return [(text[q.content[0].start : q.content[-1].end], q.speaker_name, q.shown) for q in quotes]


def test_the_one_introduced_answers_and_the_questions_are_nobodys() -> None:
    answers = ["Ninety feet. My father dug it.", "Every August.", "The roses."]
    assert said(f"Dr Tamsin Orme keeps the gardens at Hale.{_TURNS}") == [
        (each, "Tamsin Orme", True) for each in answers
    ]


def test_who_asks_is_not_who_answers() -> None:
    for asker in (
        "She spoke to Jonas Petri.",
        "She sat down with our Jonas Petri in May.",
        "Questions by Jonas Petri asked in May.",
    ):
        found = said(f"Dr Tamsin Orme keeps the gardens at Hale. {asker}{_TURNS}")
        assert {name for _, name, _ in found} <= {"Tamsin Orme"}, asker
    assert said(f"Dr Tamsin Orme keeps the gardens at Hale. She spoke to Jonas Petri.{_TURNS}")


def test_of_two_who_are_introduced_neither_is_given_the_answers() -> None:
    assert said(f"Tamsin Orme and Rhys Calder keep the gardens at Hale.{_TURNS}") == []


def test_where_nobody_is_introduced_nobody_answers() -> None:
    assert said(f"The gardens at Hale are open again.{_TURNS}") == []


def test_a_letter_as_a_label_alone_is_no_interview() -> None:
    text = "Tamsin Orme keeps the gardens at Hale.\n\nA: The gate.\n\nB: The well.\n\nA: The gate again.\n\nB: The well again."
    assert all(name != "Tamsin Orme" for _, name, _ in said(text))
