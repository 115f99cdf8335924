"""The sentences of an article that tell its news: best first, each able to stand by itself.

A sentence is worth more the nearer it stands to the beginning (news puts the news first), the more it shares of the
article's own key terms, and the less it repeats of the sentences already chosen (maximal marginal relevance: Carbonell
and Goldstein, 1998). Only spans are returned, so every sentence is verbatim.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.reading.anchors import Lack
from bot.reading.definites import Name
from bot.reading.holders import has_stranger, opening_holder
from bot.reading.standalone import Standing
from bot.reading.terms import terms
from bot.reading.text import Document
from storage.records import Person, Quote, Span

MOST = 12  # sentences
# Tuned on development data (tests/benchmarks/summary.py); a wide range around each gives nearly the same scores.
POSITION_WEIGHT = 2.0
CENTRALITY_WEIGHT = 1.0
REPETITION_WEIGHT = 0.3
LEANING_COST = 0.8
SIGN_COST = 0.25
PLACE_COST = 0.02  # of one sentence more before it: the further down, the more it takes as known
_FAR = 20
SAME = 0.7  # cosine from which two sentences say the same
_MILD = frozenset({None, "broken", "doubtful"})
# Where an article has nothing that can be understood alone, the least of it.
LACKING_COST: dict[Lack, float] = {
    "broken": 0.0,
    "doubtful": 0.3,
    "given": 0.5,
    "adding": 0.5,
    "bare": 1.0,
    "speech": 3.0,
    "scene": 3.0,
    "call": 3.0,
}
_FEW_SIGNS = 1
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
    """Return up to 12 sentences that tell what the article says, best first; fewer when few can stand alone.

    Those with a surname that nothing explains are left out where there are others.
    """
    standing = Standing(document, people, quotes)
    # What reads as a part of something, or is hard to understand alone, is shown only where there is nothing else.
    whole = _candidates(standing, alone=True, leaning=False) or _candidates(standing, alone=True)
    clear = [each for each in whole if each.lacks is None]
    if not clear:
        return _least_open(standing)
    clear = _weighed(standing, clear)
    centre = centroid([candidate.vector for candidate in clear])
    scores = [score(candidate, centre) for candidate in clear]
    best = [clear[index].span for index in choose([each.vector for each in clear], scores, MOST)]
    known = [span for span in best if not has_stranger(standing, span)]
    if len(known) > 1:
        return tuple(known)
    if not known:
        return _least_open(standing)
    beginning = None if known[0] == standing.opening else _beginning(standing)
    if beginning is None:
        return tuple(known)
    # One sentence from far below is hard to place: an article's first two explain one another.
    signs = next(each.signs for each in clear if each.span == known[0])
    return (beginning, *(known if known[0].start > beginning.end and signs <= _FEW_SIGNS else ()))


def _beginning(standing: Standing) -> Span | None:
    """Return the first two sentences as one stretch, None where the first needs more than that to be understood."""
    first = standing.opening
    if first is None or not standing.is_whole(first) or standing.dangling(first) is not None:
        return None
    stretch = _with_next(standing, first)
    return stretch if stretch is not None and stretch != first and standing.holds(stretch) else None


def _with_next(standing: Standing, sentence: Span) -> Span | None:
    """Return a sentence with the next as one stretch, itself where it is the last, None where the next is torn."""
    following = next((each for each in standing.document.sentences if each.start > sentence.start), sentence)
    return Span(sentence.start, following.end) if standing.is_whole(following) else None


def _least_open(standing: Standing) -> tuple[Span, ...]:
    """Return what stands for an article none of whose sentences can well be understood alone.

    Its first sentence; where that asks or reads as if it went on, the first two as one stretch, as they were written to
    be read; where nobody could tell whom they speak of, a sentence that is only torn or doubtful.
    """
    first = standing.opening
    found = _candidates(standing, alone=True)
    alone = next((each for each in found if each.span == first), None)
    asks = first is not None and standing.document.text[: first.end].endswith("?")
    if alone is not None and alone.lacks in _MILD and not asks:
        return (alone.span,)
    mild = [each for each in found if each.lacks in _MILD and not each.leans and not has_stranger(standing, each.span)]
    if first is not None and standing.is_whole(first) and (alone is not None or not mild):
        stretch = _with_next(standing, first)
        if stretch is not None:
            return (stretch,)
    rest = _weighed(standing, mild or found)
    centre = centroid([candidate.vector for candidate in rest])
    return tuple([max(rest, key=lambda each: (score(each, centre), -each.number)).span] if rest else [])


def _weighed(standing: Standing, found: Sequence[Candidate]) -> list[Candidate]:
    return [replace(each, vector=_vector(standing, each.span), signs=_signs(standing, each.span)) for each in found]


def _vector(standing: Standing, sentence: Span) -> dict[str, float]:
    return vector(standing.document.text[sentence.start : sentence.end])


def _signs(standing: Standing, sentence: Span) -> int:
    return 0 if sentence == standing.opening else standing.signs(sentence)


def candidates(document: Document, people: Sequence[Person] = (), quotes: Sequence[Quote] = ()) -> list[Candidate]:
    """Return the whole sentences of the running text, in order."""
    return _candidates(Standing(document, people, quotes), alone=False)


def _candidates(standing: Standing, *, alone: bool, leaning: bool = True) -> list[Candidate]:
    """Return the whole sentences in order, with ``alone`` only those that need none before them.

    Of those that stand alone only few are weighed, and most of the time goes into their terms: they have neither terms
    nor signs as yet. Without ``leaning`` those that read as a part of something are left out.
    """
    document = standing.document
    found: list[Candidate] = []
    place = -1
    for number, sentence in enumerate(document.sentences[:_READ]):
        if standing.is_whole(sentence):
            place += 1
            opening = _opening(standing, sentence)
            leans = opening is not None or standing.leans(sentence)
            if leans and not leaning:
                continue
            dangles = standing.dangling(sentence, opening) is not None
            known = None if dangles else standing.known(sentence)
            if alone and (dangles or known is not None):
                continue
            lacks = None if dangles else standing.lack(sentence)
            if not dangles and lacks is None and standing.is_doubtful(sentence):
                lacks = "doubtful"
            words = {} if alone else _vector(standing, sentence)
            signs = 0 if alone else _signs(standing, sentence)
            found.append(Candidate(sentence, number, place, words, dangles, known, leans, lacks, signs))
    return found


def _opening(standing: Standing, sentence: Span) -> Name | None:
    """Return the "He" at the beginning of a sentence as a name, where it is certain who that is."""
    holder = opening_holder(standing, sentence)
    if holder is None:
        return None
    end = holder.span.end - sentence.start
    gender: Literal["m", "f"] = "m" if standing.document.text[slice(*holder.span)] in {"He", "His"} else "f"
    return Name(0, end, gender, read=True)


def score(candidate: Candidate, centre: dict[str, float]) -> float:
    """Return what a sentence is worth for its place and for its likeness to ``centre``, the terms of the whole."""
    return (
        POSITION_WEIGHT * position_score(candidate.place)
        + CENTRALITY_WEIGHT * cosine(candidate.vector, centre)
        - LEANING_COST * candidate.leans
        - SIGN_COST * candidate.signs
        - PLACE_COST * min(candidate.place, _FAR)
        - (LACKING_COST[candidate.lacks] if candidate.lacks is not None else 0.0)
    )


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


def choose(vectors: Sequence[dict[str, float]], scores: Sequence[float], most: int) -> list[int]:
    """Return indices, best first: by score less the likeness to what was chosen before; nothing that says the same."""
    chosen: list[int] = []
    likeness = [0.0] * len(vectors)
    left = set(range(len(vectors)))
    squares = [square(each) for each in vectors]
    while left and len(chosen) < most:
        best = max(left, key=lambda i: (scores[i] - REPETITION_WEIGHT * likeness[i], -i))
        left.discard(best)
        chosen.append(best)
        there = vectors[best]
        terms_there = there.keys()
        for index in left:
            if terms_there.isdisjoint(vectors[index]):
                continue
            # The smaller one is gone through, as by cosine(): both give the same number to the last bit.
            one, other = (there, vectors[index]) if len(there) < len(vectors[index]) else (vectors[index], there)
            product = sum([one[term] * other[term] for term in one if term in other])
            likeness[index] = max(likeness[index], product / math.sqrt(squares[index] * squares[best]))
        left = {index for index in left if likeness[index] < SAME}
    return chosen
