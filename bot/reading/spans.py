"""Stretches of a text, and which quotation mark opens one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from storage.records import Span


class Spans:
    """Spans of a text in order, asked for by sentence."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def near(self, sentence: Span) -> list[Span]:
        """Return the spans that begin inside the sentence, and the two before them, which may reach into it."""
        low = bisect_left(self._starts, sentence.start)
        return self._spans[max(0, low - 2) : bisect_left(self._starts, sentence.end, low)]


def opens(text: str, at: int, inside: bool) -> bool:
    """Tell whether the quotation mark at ``at`` opens; ``inside``: another is open."""
    if text[at] in "“«":
        return True
    if text[at] in "”»":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    spaced_before = not before or before.isspace() or before in "([-–—"
    spaced_after = not after or after.isspace() or after in ")],.;:!?-–—"
    return not inside if spaced_before == spaced_after else spaced_before
