"""Quotation spans: every style of marks, and faults that stay in their paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.quotes.marks import find_quoted
from bot.reading.text import analyse


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in find_quoted(analyse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we go on” and left.", ["we go on"]),
        ('He said "we go on" and left.', ["we go on"]),
        ("'We go on,' he said.", ["We go on,"]),
        ("‘We go on,’ he said.", ["We go on,"]),
        ("Il dit «on continue» hier.", ["on continue"]),
        ("Er sagte „wir gehen“ und ging.", ["wir gehen"]),
        ("Er sagte »wir gehen« und ging.", ["wir gehen"]),
        ("彼は「行く」と言った。", ["行く"]),
        ("He said ``we go on'' and left.", ["we go on"]),
        ("''We go on,'' he said. ''And on.''", ["We go on,", "And on."]),
        ("''We go on. ''And on,'' he said.", ["We go on.", "And on,"]),
        ("He called it ''a 'rush' job'' on Monday.", ["a 'rush' job"]),
        ("The workers'' union and the boys'' club, a slip of the key.", []),
        ('“Mixed marks here," he said.', ["Mixed marks here,"]),
        ("The workers' union and the '90s don't open anything.", []),
        ("rock 'n' roll", []),
        ("'The workers' union is strong,' he said.", ["The workers' union is strong,"]),
    ],
)
def test_styles(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_nested_quotation_stays_inside() -> None:
    (quote,) = find_quoted(analyse("“Her letter said, ‘Let us begin.’ So we began,” he said."))
    assert len(quote.nested) == 1


def test_a_fault_in_one_paragraph_does_not_spoil_the_next() -> None:
    text = "“This one never closes, he said.\nShe said “this one does” today."
    assert inner(text)[-1] == "this one does"


def test_a_speech_over_paragraphs_is_reopened() -> None:
    quotes = find_quoted(analyse("“One.\n“Two,” she said."))
    assert [q.closed for q in quotes] == [False, True]
    assert quotes[1].reopened
    quotes = find_quoted(analyse("''One.\n''Two,'' she said."))
    assert [(q.closed, q.reopened) for q in quotes] == [(False, False), (True, True)]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("“”„‟«»‘’‚'\"`‹›「」., \nab"), max_size=120))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    position = 0
    for quote in find_quoted(analyse(text)):
        assert position <= quote.outer.start <= quote.inner.start < quote.inner.end <= quote.outer.end <= len(text)
        position = quote.outer.end
