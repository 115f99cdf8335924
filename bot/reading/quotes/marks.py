"""Quotation spans: which stretches of a text stand between quotation marks.

Marks are paired paragraph by paragraph, so a missing or doubled mark in one paragraph never spoils another. Read are
typographic and straight double marks, British single marks, guillemets both ways, low-high marks, corner brackets and
the doubled backtick or apostrophe of wire copy, also where two styles are mixed in one pair. Apostrophes ("don't",
"workers'", "'90s", "rock 'n' roll") open and close nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from bot.reading.text import Document
from storage.records import Span

# A mark, or two backticks or apostrophes in a row. It begins with all the characters that may begin one, which lets the
# search run over the others fast.
_MARK = re.compile(r"[\"“”„‟«»‘’‚'‛‹›「」『』`](?:(?<=`)`|(?<=')'|(?<!`))")
_OPENERS = frozenset("“„‟«「『")
_SINGLES = frozenset("‘’‚'‛‹›")
# What closes a quotation that was opened with the key: mixed pairs are common in copy that passed several systems.
_CLOSED_BY = {
    "“": '”"“',
    "”": '”"',
    "„": '”“"‟',
    "‟": '”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "``": "''\"”",
    "''": "''\"”",
}
_ALIKE = frozenset({'"', "''"})  # marks that look the same at both ends
# Words that begin with an apostrophe.
_ELISIONS = frozenset("em til tis twas cause bout n round neath gainst s t d re ve ll m".split())
_WORD = re.compile(r"\w*")
# A single mark is looked for this far; longer quotations in single marks are taken as unclosed and left alone.
_SINGLE_REACH = 3000
_SINGLE_TRIES = 60
MOST_QUOTED = 20_000  # quotations of one article


class _Mark(NamedTuple):
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """One stretch between quotation marks. ``inner`` is without the marks, ``outer`` with them.

    ``closed`` is false where the paragraph ended before the closing mark. ``reopened`` is true where the paragraph
    before this one ended inside a quotation and this one opens again, as a speech over several paragraphs does.
    ``nested`` are the quotations inside this one, without their marks. ``style`` is the opening mark.
    """

    inner: Span
    outer: Span
    paragraph: int
    style: str
    closed: bool = True
    reopened: bool = False
    nested: tuple[Span, ...] = ()


def find_quoted(document: Document) -> list[Quoted]:
    """Return the outermost quotations of ``document`` in order. Linear; never raises.

    At most ``MOST_QUOTED`` are looked at: a text with more is no news, and none may keep the reader for minutes.
    """
    found: list[Quoted] = []
    left_open = False
    for index, paragraph in enumerate(document.paragraphs):
        spans = _in_paragraph(document.text, paragraph, index)
        if spans and left_open and not document.text[paragraph.start : spans[0].outer.start].strip():
            first = spans[0]
            spans[0] = Quoted(first.inner, first.outer, index, first.style, first.closed, True, first.nested)
        left_open = bool(spans) and not spans[-1].closed
        found += spans
        if len(found) >= MOST_QUOTED:
            return found[:MOST_QUOTED]
    return found


def _in_paragraph(text: str, paragraph: Span, index: int) -> list[Quoted]:
    marks = [_Mark(m.start(), m.group()) for m in _MARK.finditer(text, paragraph.start, paragraph.end)]
    found: list[Quoted] = []
    at = 0
    while at < len(marks):
        mark = marks[at]
        if not _opens(text, mark, paragraph):
            at += 1
            continue
        if mark.text in _SINGLES:
            close = _single_close(text, marks, at, paragraph)
            if close is None:
                at += 1
                continue
            found.append(_quoted(text, mark, marks[close], paragraph, index, ()))
            at = close + 1
            continue
        close, nested = _double_close(text, marks, at, paragraph)
        ending = marks[close] if close < len(marks) else None
        if ending is not None and _reopens(text, mark, ending, paragraph):
            # Never closed: a new one starts here. The first keeps its words up to the new mark, or to a single one.
            single = _typed_for_double(text, marks, at, close, paragraph) if not nested else None
            if single is not None:
                found.append(_quoted(text, mark, marks[single], paragraph, index, ()))
                at = close
                continue
            found.append(_quoted(text, mark, _Mark(ending.start, ""), paragraph, index, nested))
            at = close
            continue
        found.append(_quoted(text, mark, ending, paragraph, index, nested))
        at = close + 1
    return [quoted for quoted in found if quoted.inner.start < quoted.inner.end]


def _quoted(
    text: str, mark: _Mark, ending: _Mark | None, paragraph: Span, index: int, nested: tuple[Span, ...]
) -> Quoted:
    start = mark.start + len(mark.text)
    end = ending.start if ending else paragraph.end
    outer = Span(mark.start, ending.start + len(ending.text) if ending else paragraph.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quoted(Span(start, max(start, end)), outer, index, mark.text, ending is not None, False, nested)


def _around(text: str, mark: _Mark, paragraph: Span) -> tuple[str, str]:
    """The characters before and after a mark inside its paragraph, a space at the edges."""
    after = mark.start + len(mark.text)
    before = text[mark.start - 1] if mark.start > paragraph.start else " "
    return before, text[after] if after < paragraph.end else " "


def _opens(text: str, mark: _Mark, paragraph: Span) -> bool:
    """Whether a mark found outside any quotation opens one."""
    before, after = _around(text, mark, paragraph)
    kind = mark.text
    if kind in _OPENERS or kind == "``":
        return True
    if after.isspace():
        return False
    if before == "=":  # an attribute of markup left in the copy: author="..."
        return False
    free = not before.isalnum() and before not in ".,?!%)’'"
    if kind in {"”", "''"}:  # a closing mark typed for an opening one; two apostrophes for a double mark
        return free
    if kind == '"':
        return not before.isalnum() and before not in "%)"
    if kind == "»":
        return free
    if kind in {"‘", "‚", "‛", "‹"}:
        return not before.isalnum()
    if kind == "'" and (before.isspace() or before in '([—–-"“:'):
        word = _WORD.match(text, mark.start + 1, paragraph.end)
        first = word.group().lower() if word else ""
        return bool(first) and first not in _ELISIONS and not first[0].isdigit()
    return False


def _double_close(text: str, marks: list[_Mark], opened: int, paragraph: Span) -> tuple[int, tuple[Span, ...]]:
    """The mark that ends the quotation opened at ``opened`` (``len(marks)`` where none does), and what is nested."""
    style = marks[opened].text
    closers = _CLOSED_BY[style]
    nested: list[Span] = []
    inside: int | None = None  # start of a nested quotation
    inside_style = ""
    at = opened + 1
    while at < len(marks):
        mark = marks[at]
        before, after = _around(text, mark, paragraph)
        opening_shape = not after.isspace() and not before.isalnum() and before not in ".,?!…%)"
        if mark.text in _SINGLES:
            if inside is None and mark.text in "‘‚'‛‹" and opening_shape and not after.isdigit():
                inside, inside_style = mark.start + 1, mark.text
            elif inside is not None and mark.text in "’'›" and not after.isalnum() and inside_style not in _OPENERS:
                nested.append(Span(inside, mark.start))
                inside = None
            at += 1
            continue
        if mark.text in closers:
            if mark.text == style and opening_shape and mark.text not in _ALIKE:  # “ again inside “
                if inside is None and _two_closers_follow(marks, at, closers):
                    inside, inside_style = mark.start + 1, mark.text
                    at += 1
                    continue
                return at, tuple(nested)
            if inside is not None and inside_style in _OPENERS:
                nested.append(Span(inside, mark.start))
                inside = None
                at += 1
                continue
            return at, tuple(nested)
        if mark.text in _OPENERS and mark.text != style and opening_shape and inside is None and style != '"':
            inside, inside_style = mark.start + 1, mark.text
        at += 1
    return len(marks), tuple(nested)


def _typed_for_double(text: str, marks: list[_Mark], opened: int, close: int, paragraph: Span) -> int | None:
    """The single mark at the end of a sentence that was typed for the double one (“Be calm.’ She left.), or None."""
    for at in range(opened + 1, min(close, opened + 1 + _SINGLE_TRIES)):
        before, after = _around(text, marks[at], paragraph)
        if marks[at].text in "’'" and before in ".,?!" and after.isspace():
            return at
    return None


def _two_closers_follow(marks: list[_Mark], at: int, closers: str) -> bool:
    """Whether the next two double marks after ``at`` both close: then the one at ``at`` opens a nested quotation."""
    seen = 0
    for mark in marks[at + 1 : at + 1 + _SINGLE_TRIES]:
        if mark.text in _SINGLES:
            continue
        if mark.text in _OPENERS or mark.text not in closers:
            return False
        seen += 1
        if seen == 2:
            return True
    return False


def _reopens(text: str, mark: _Mark, ending: _Mark, paragraph: Span) -> bool:
    before, after = _around(text, ending, paragraph)
    if after.isspace() or not before.isspace():
        return False
    return (ending.text == "“" and mark.text in {"“", "”"}) or (ending.text == mark.text and ending.text in _ALIKE)


def _single_close(text: str, marks: list[_Mark], opened: int, paragraph: Span) -> int | None:
    """The mark that closes a quotation in single marks, or None where the mark at ``opened`` was an apostrophe."""
    style = marks[opened].text
    closer = {"'": "'’", "‘": "’'", "‚": "‘’", "‛": "’'", "‹": "›"}.get(style, "’")
    fallback: int | None = None
    limit = marks[opened].start + _SINGLE_REACH
    for at in range(opened + 1, min(len(marks), opened + 1 + _SINGLE_TRIES)):
        mark = marks[at]
        if mark.start > limit:
            break
        before, after = _around(text, mark, paragraph)
        if mark.text not in closer:
            if mark.text == style and not before.isalnum() and not after.isspace():
                break
            continue
        if after.isalnum() or before.isspace():
            continue
        if before in '.,?!…—–-"”':
            return at
        if before in "sS" and after == " " and text[mark.start + 2 : mark.start + 3].islower():
            fallback = fallback or at  # may be a plural's apostrophe: take a later mark if there is one
            continue
        if fallback is None or mark.start - marks[fallback].start < 400:
            return at
    return fallback
