"""The sentences of an article that tell its news: best first, each able to stand by itself.

A sentence is worth more the nearer it stands to the beginning (news puts the news first), the more it shares of the
article's own key terms, and the less it repeats of the sentences already chosen (maximal marginal relevance: Carbonell
and Goldstein, 1998). Only spans are returned, so every sentence is verbatim.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.standalone import Standing
from bot.reading.terms import terms
from bot.reading.text import Document
from storage.records import Person, Quote, Span

MOST = 12  # sentences
# Tuned on the development data named in docs/ACCURACY.md; a wide range around each gives nearly the same scores.
POSITION_WEIGHT = 2.0
CENTRALITY_WEIGHT = 1.0
REPETITION_WEIGHT = 0.3
LEANING_COST = 0.1
_READ = 400  # sentences of a text that are looked at: a summary of a book is not what this is for


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be shown, with its place among the article's sentences (from 0) and its terms' weights."""

    span: Span
    place: int
    vector: dict[str, float]
    leans: bool


def summarise(document: Document, people: Sequence[Person] = (), quotes: Sequence[Quote] = ()) -> tuple[Span, ...]:
    """Return up to 12 sentences that tell what the article says, best first; fewer when few can stand alone."""
    found = candidates(document, people, quotes)
    centre = centroid([candidate.vector for candidate in found])
    scores = [
        POSITION_WEIGHT * position_score(candidate.place)
        + CENTRALITY_WEIGHT * cosine(candidate.vector, centre)
        - LEANING_COST * candidate.leans
        for candidate in found
    ]
    return tuple(found[index].span for index in choose(found, scores, MOST))


def candidates(document: Document, people: Sequence[Person] = (), quotes: Sequence[Quote] = ()) -> list[Candidate]:
    """Return the sentences that can be shown by themselves, in order."""
    standing = Standing(document, people, quotes)
    found: list[Candidate] = []
    place = 0
    for sentence in document.sentences[:_READ]:
        if not standing.is_whole(sentence):
            continue
        if standing.dangling(sentence) is None:
            found.append(
                Candidate(
                    sentence, place, vector(document.text[sentence.start : sentence.end]), standing.leans(sentence)
                )
            )
        place += 1
    return found


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
    product = sum(weight * other.get(term, 0.0) for term, weight in one.items())
    if not product:
        return 0.0
    return product / math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))


def choose(found: Sequence[Candidate], scores: Sequence[float], most: int) -> list[int]:
    """Return indices into ``found``, best first: by score less the likeness to what was chosen before."""
    chosen: list[int] = []
    likeness = [0.0] * len(found)
    left = set(range(len(found)))
    while left and len(chosen) < most:
        best = max(left, key=lambda i: (scores[i] - REPETITION_WEIGHT * likeness[i], -i))
        left.discard(best)
        chosen.append(best)
        for index in left:
            likeness[index] = max(likeness[index], cosine(found[index].vector, found[best].vector))
        left = {index for index in left if likeness[index] < SAME}
    return chosen


SAME = 0.7  # cosine from which two sentences say the same
