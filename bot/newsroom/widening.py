"""A sentence that answers a search, with the one that it leans on or leads to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.newsroom.hiding import fit
from bot.newsroom.texts import document, passage_alone
from bot.searching.differing import goes_on_otherwise
from bot.searching.passages import Passage
from bot.searching.wanting import gives_reason
from bot.wording.excerpts import SENTENCE_WORDS
from storage.correcting import overlap
from storage.records import Span

# A sentence of so few words is the title of what follows.
_TITLE = 3
# A sentence that goes on with what the one before it speaks of.
_GOES_ON = re.compile(r"(?:It|They|He|She|This|That|These|Those|Each|Both|Neither|None|All of them)\b")


def widened(
    text: str, best: Sequence[Passage], unfit: Sequence[Span], *, every: bool, why: bool, figures: bool = False
) -> list[Passage]:
    """Return the passages of an article with what they lean on or lead to, each place once; if not ``every`` one, then
    those that are a mere title: "Sofas." says nothing. ``unfit`` are places that nobody may see; ``why`` tells that a
    reason was asked for, ``figures`` that a figure was: a next sentence that gives another one goes with it.
    """
    kept: list[Passage] = []
    for each in best:
        title = len(text[each.span.start : each.span.end].split()) <= _TITLE
        wide = _with_neighbours(text, each, unfit, why=why, figures=figures) if every or title else each
        if not any(overlap(wide.span, other.span) for other in kept):
            kept.append(wide)
    return kept


def _with_neighbours(text: str, best: Passage, unfit: Sequence[Span], *, why: bool, figures: bool) -> Passage:
    """Return a passage with the sentence that it leans on, or with the next that goes on with it: "It hangs on a nail".

    Asked ``why``, the next is shown where the reason stands there. Never more than is shown in one line.
    """
    following = next((each for each in document(text).sentences if each.start >= best.span.end), None)
    another = figures and following is not None and goes_on_otherwise(text, best.span, following)
    reason = why and following is not None and not gives_reason(text[best.span.start : best.span.end])
    if following is not None and (another or reason):
        span = Span(best.span.start, following.end)
    else:
        alone, _ = passage_alone(text, best.span)
        span = alone or best.span
        if (
            span == best.span
            and following is not None
            and "\n" not in text[span.end : following.start]
            and (len(text[span.start : span.end].split()) <= _TITLE or _GOES_ON.match(text, following.start))
        ):
            span = Span(span.start, following.end)
    shown = len(text[span.start : span.end].split()) <= SENTENCE_WORDS and fit(span, unfit)
    return best._replace(span=span) if shown else best
