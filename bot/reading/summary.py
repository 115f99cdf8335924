"""The sentences of an article that tell its news, and what the briefing of several weighs sentences by.

News puts the news first, and a sentence from further down is understood with certainty only by who read those above it:
so an article is told by its beginning (``beginnings``). Only spans are returned, so every sentence is verbatim.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.beginnings import head, near_beginning, stands_alone
from bot.reading.longer import lead, longer
from bot.reading.onward import run_on
from bot.reading.standalone import Standing
from bot.reading.terms import terms
from bot.reading.text import Document
from storage.records import Person, Quote, Span

MOST = 3  # sentences
SAME = 0.7  # cosine from which two sentences say the same
_READ = 40  # sentences of a text that are looked at: what stands below them is hardly ever the news


@dataclass(frozen=True, slots=True)
class Candidate:
    """Sentences to be shown as one: one of the running text, or the two of a beginning that need each other.

    ``place`` counts the whole sentences of the article before it. ``vector`` holds its terms' weights. ``follows``: it
    is shown only behind the candidate before it, else it can be shown alone. ``unsure``: nothing tells that it can.
    """

    sentences: tuple[Span, ...]
    place: int
    vector: dict[str, float]
    follows: bool
    unsure: bool = False

    @property
    def span(self) -> Span:
        """The stretch that its sentences make."""
        return Span(self.sentences[0].start, self.sentences[-1].end)


def summarise(document: Document, people: Sequence[Person] = (), quotes: Sequence[Quote] = ()) -> tuple[Span, ...]:
    """Return up to 3 stretches that tell what the article says, each of which needs those before it, none if all fail.

    The first can be shown alone: the article's first sentence or two, else a sentence near them that stands alone. The
    others follow right behind it.
    """
    standing = Standing(document, people, quotes)
    first = head(standing)
    if first is not None:
        return (first, *run_on(standing, first, MOST - 1))
    # What goes on behind a sentence from further down may go on from what stands above it.
    near = longer(standing) or near_beginning(standing)
    return () if near is None else (near,)


def candidates(document: Document, people: Sequence[Person] = (), quotes: Sequence[Quote] = ()) -> list[Candidate]:
    """Return what tells the article, in order: its beginning, all that goes on behind that, and what stands alone.

    Where nobody can tell that its beginning can be shown (``head``), there is what stands in for it, and unsure its
    first sentences, of which the first few are one stretch.
    """
    standing = Standing(document, people, quotes)
    sentences = document.sentences[:_READ]
    whole = [sentence for sentence in sentences if standing.is_whole(sentence)]
    first = head(standing)
    if first is None:
        near = longer(standing) or near_beginning(standing)
        found = [] if near is None else [(near, False, False)]
        rest = [span for span in lead(standing, MOST, _READ) if near is None or not span.start <= near.start < span.end]
        found += [(span, number > 0, True) for number, span in enumerate(rest)]
    else:
        chain = [first, *run_on(standing, first, _READ)]
        found = [(span, number > 0, False) for number, span in enumerate(chain)]
        found += [
            (span, False, False) for span in whole if span.start >= chain[-1].end and stands_alone(standing, span)
        ]
    return [
        Candidate(
            sentences=(span,) if unsure else _parts(standing, span),
            place=bisect_left(whole, span),
            vector=vector(document.text[span.start : span.end]),
            follows=follows,
            unsure=unsure,
        )
        for span, follows, unsure in found
    ]


def _parts(standing: Standing, span: Span) -> tuple[Span, ...]:
    """Return the sentences of a stretch, the stretch itself where one quotation runs through them."""
    sentences = standing.document.sentences
    inside = sentences[bisect_left(sentences, span.start, key=lambda each: each.start) :]
    found = tuple(each for each in inside if each.start < span.end)
    return (span,) if any(standing.is_cut(each) for each in found) else found


def vector(text: str) -> dict[str, float]:
    """Return the terms of ``text`` with damped counts."""
    return {term: 1.0 + math.log(count) for term, count in Counter(terms(text)).items()}


def position_score(place: int) -> float:
    """Return what a sentence is worth for standing at ``place`` (from 0): 1 for the first, then falling."""
    return 1.0 / (1.0 + place)


def centroid(vectors: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the sum of ``vectors``."""
    total: Counter[str] = Counter()
    for one in vectors:
        total.update(one)
    return dict(total)


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the cosine of the angle between two weighted sets of terms, 0 where one is empty."""
    if len(one) > len(other):
        one, other = other, one
    product = sum([weight * other[term] for term, weight in one.items() if term in other])
    return product / math.sqrt(square(one) * square(other)) if product else 0.0


def square(one: dict[str, float]) -> float:
    """Return the square of the length of a weighted set of terms."""
    return sum([weight * weight for weight in one.values()])
