"""What a set of articles says together: the best sentences of all, nothing twice.

A sentence counts for more the nearer it stands to the beginning of its article and the more it shares with all the
articles, terms that several of them use above all; for less the more it repeats what was chosen before, and the more
its article was heard already. Weights were tuned on development data (tests/benchmarks/summary.py); a wide range around
each gives nearly the same scores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from bot.reading.summary import MOST, SAME, Candidate, candidates, centroid, cosine, position_score
from bot.reading.text import Document
from storage.records import Person, Quote, Span


class _Weights(NamedTuple):
    position: float
    centrality: float
    repetition: float
    heard: float  # taken off for each sentence that the article gave before


_TOGETHER = _Weights(position=3.0, centrality=1.5, repetition=1.2, heard=0.1)
_ALONE = _Weights(position=2.0, centrality=1.0, repetition=0.3, heard=0.0)  # one article puts its news first
SHARED_TERMS = 1.0  # how much more a term weighs that all the other articles use too
LEANING_COST = 0.3
_FIRST_SENTENCES = 60  # of an article that are weighed


@dataclass(frozen=True, slots=True)
class BriefArticle:
    """An article with what was read from it."""

    id: str
    document: Document
    people: Sequence[Person] = ()
    quotes: Sequence[Quote] = ()


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence, or several that follow one another, of one article: ``text`` is the slice of ``span``."""

    article: str
    span: Span
    text: str


@dataclass(slots=True)
class _Item:
    """A sentence with its article's index, its weighed terms and the likeness to what was chosen."""

    article: int
    candidate: Candidate
    vector: dict[str, float]
    score: float = 0.0
    likeness: float = 0.0


def brief_articles(articles: Sequence[BriefArticle], words: int | None = None) -> tuple[BriefSentence, ...]:
    """Return the sentences that tell what ``articles`` say, best first.

    Without ``words`` these are up to 12 single sentences, each of which stands by itself. With ``words`` there are as
    many as it takes to reach that number of words; then a sentence that leans on the one before it ("He added ...") may
    come too, joined to that one as one passage, so that it still has its holder with it.
    """
    weights = _ALONE if len(articles) == 1 else _TOGETHER
    items = _weighed(articles, weights)
    by_number = {(item.article, item.candidate.number): index for index, item in enumerate(items)}
    open_ = {index for index, item in enumerate(items) if not item.candidate.dangles}
    heard: Counter[int] = Counter()
    passages: list[list[int]] = []
    length = 0
    for given in count():
        if not open_ or (given >= MOST if words is None else length >= words):
            break

        def worth(index: int) -> tuple[float, int]:
            item = items[index]
            return item.score - weights.repetition * item.likeness - weights.heard * heard[item.article], -index

        best = max(open_, key=worth)
        open_.discard(best)
        chosen = items[best]
        heard[chosen.article] += 1
        span = chosen.candidate.span
        length += len(articles[chosen.article].document.text[span.start : span.end].split())
        _add(passages, best, by_number.get((chosen.article, chosen.candidate.number - 1)), chosen.candidate.dangles)
        follower = by_number.get((chosen.article, chosen.candidate.number + 1))
        if words is not None and follower is not None and items[follower].candidate.dangles:
            open_.add(follower)
        taken = {index for passage in passages for index in passage}
        for index, item in enumerate(items):
            if index not in taken:
                item.likeness = max(item.likeness, cosine(item.vector, chosen.vector))
        open_ = {index for index in open_ if items[index].likeness < SAME}
    return tuple(_sentence(articles, items, passage) for passage in passages)


def _weighed(articles: Sequence[BriefArticle], weights: _Weights) -> list[_Item]:
    read = [candidates(a.document, a.people, a.quotes)[:_FIRST_SENTENCES] for a in articles]
    used_by = Counter(term for found in read for term in {term for one in found for term in one.vector})
    others = max(1, len(articles) - 1)

    def weigh(vector: dict[str, float]) -> dict[str, float]:
        return {term: weight * (1 + SHARED_TERMS * (used_by[term] - 1) / others) for term, weight in vector.items()}

    items = [_Item(number, one, weigh(one.vector)) for number, found in enumerate(read) for one in found]
    centre = centroid([item.vector for item in items])
    for item in items:
        item.score = (
            weights.position * position_score(item.candidate.place)
            + weights.centrality * cosine(item.vector, centre)
            - LEANING_COST * item.candidate.leans
        )
    return items


def _add(passages: list[list[int]], index: int, before: int | None, dangles: bool) -> None:
    if dangles:
        next(passage for passage in passages if passage[-1] == before).append(index)
    else:
        passages.append([index])


def _sentence(articles: Sequence[BriefArticle], items: Sequence[_Item], passage: list[int]) -> BriefSentence:
    article = articles[items[passage[0]].article]
    span = Span(items[passage[0]].candidate.span.start, items[passage[-1]].candidate.span.end)
    return BriefSentence(article.id, span, article.document.text[span.start : span.end])
