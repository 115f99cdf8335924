"""Stretches of a text, and those between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from bot.reading.text import Document
from storage.records import Span

# It begins with all the characters that may begin a mark, which lets the search run over the others fast.
_MARKS = re.compile(r"[\"“”«»'](?:(?<!')|(?<!\w')'(?=\w)|(?<=[\w.,!?]')')")


class Spans:
    """Spans of a text in order, asked for by sentence."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def near(self, sentence: Span) -> list[Span]:
        """Return the spans that begin inside the sentence, and the two before them, which may reach into it."""
        low = bisect_left(self._starts, sentence.start)
        return self._spans[max(0, low - 2) : bisect_left(self._starts, sentence.end, low)]


def quoted(document: Document) -> Spans:
    """Return the stretches from an opening double quotation mark to its closing one, within a paragraph each.

    A straight mark opens when a word follows it directly, and closes otherwise. A quotation that is never closed is
    taken to end with its sentence when another opens later in the paragraph, else with the paragraph.
    """
    text = document.text
    found: list[Span] = []
    for start, end in document.paragraphs:
        opening: int | None = None
        for mark in _MARKS.finditer(text, start, end):
            at = mark.start()
            if _opens(text, at, opening is not None):
                if opening is not None:
                    found.append(Span(opening, _sentence_end(document, opening)))
                opening = at
            elif opening is not None:
                found.append(Span(opening, mark.end()))
                opening = None
        if opening is not None:
            found.append(Span(opening, end))
    return Spans(found)


def _sentence_end(document: Document, offset: int) -> int:
    sentence = document.sentence_at(offset)
    return sentence.end if sentence is not None else offset + 1


def _opens(text: str, at: int, inside: bool) -> bool:
    """Tell whether the quotation mark at ``at`` opens; ``inside``: another is open."""
    if text[at] in "“«":
        return True
    if text[at] in "”»":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    spaced_before = not before or before.isspace() or before in "([-–—"
    spaced_after = not after or after.isspace() or after in ")],.;:!?-–—"
    return not inside if spaced_before == spaced_after else spaced_before
