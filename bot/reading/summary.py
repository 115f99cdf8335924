"""The sentences of an article that tell its news, and what the briefing of several weighs sentences by.

News puts the news first, and a sentence from further down is understood with certainty only by who read those above it:
so an article is told by its beginning (``beginnings``). Only spans are returned, so every sentence is verbatim.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.reading.anchors import Lack
from bot.reading.beginnings import head, near_beginning, run_on
from bot.reading.definites import Name
from bot.reading.holders import opening_holder
from bot.reading.standalone import Standing
from bot.reading.terms import terms
from bot.reading.text import Document
from storage.records import Person, Quote, Span

MOST = 3  # sentences
SAME = 0.7  # cosine from which two sentences say the same
_READ = 40  # sentences of a text that are looked at: what stands below them is hardly ever the news


@dataclass(frozen=True, slots=True)
class Candidate:
    """A whole sentence of the running text.

    ``number`` counts all sentences of the document, ``place`` the whole ones (both from 0). ``vector`` holds its terms'
    weights. ``dangles``: it can't be shown without the sentence before it. ``known``: the thing that it speaks of as
    named before ("the video"), None where there is none. ``leans``: it can be shown, but reads as a part.
    ``lacks``: what a reader who meets it alone would miss. ``signs``: how many lesser ones there are of that.
    """

    span: Span
    number: int
    place: int
    vector: dict[str, float]
    dangles: bool
    known: str | None
    leans: bool
    lacks: Lack | None
    signs: int


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
    near = near_beginning(standing)
    return () if near is None else (near,)


def candidates(document: Document, people: Sequence[Person] = (), quotes: Sequence[Quote] = ()) -> list[Candidate]:
    """Return the whole sentences of the running text, in order."""
    standing = Standing(document, people, quotes)
    found: list[Candidate] = []
    for number, sentence in enumerate(document.sentences[:_READ]):
        if not standing.is_whole(sentence):
            continue
        opening = _opening(standing, sentence)
        dangles = standing.dangling(sentence, opening) is not None
        lacks = None if dangles else standing.lack(sentence)
        if not dangles and lacks is None and standing.is_doubtful(sentence):
            lacks = "doubtful"
        found.append(
            Candidate(
                span=sentence,
                number=number,
                place=len(found),
                vector=vector(document.text[sentence.start : sentence.end]),
                dangles=dangles,
                known=None if dangles else standing.known(sentence),
                leans=opening is not None or standing.leans(sentence),
                lacks=lacks,
                signs=0 if sentence == standing.opening else standing.signs(sentence),
            )
        )
    return found


def _opening(standing: Standing, sentence: Span) -> Name | None:
    """Return the "He" at the beginning of a sentence as a name, where it is certain who that is."""
    holder = opening_holder(standing, sentence)
    if holder is None:
        return None
    end = holder.span.end - sentence.start
    gender: Literal["m", "f"] = "m" if standing.document.text[slice(*holder.span)] in {"He", "His"} else "f"
    return Name(0, end, gender, read=True)


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
