"""What a set of articles says together: the best sentences of all, nothing twice.

A sentence counts for more the nearer it stands to the beginning of its article and the more it shares with all the
articles, terms that several of them use above all; for less the more it repeats what was chosen before, and the more
its article was heard already. Weights were tuned on development data (tests/benchmarks/summary.py); a wide range around
each gives nearly the same scores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.reading.author import AUTHOR, author_name
from bot.reading.holders import Holder, holders
from bot.reading.standalone import Standing
from bot.reading.summary import SAME, Candidate, candidates, centroid, cosine, position_score
from bot.reading.text import Document
from bot.reading.titles import says
from storage.records import Person, Quote, Span


class _Weights(NamedTuple):
    position: float
    centrality: float
    repetition: float
    heard: float  # taken off for each sentence that the article gave before


_TOGETHER = _Weights(position=3.0, centrality=1.0, repetition=1.2, heard=0.05)
_ALONE = _Weights(position=4.0, centrality=2.0, repetition=0.2, heard=0.0)  # one article puts its news first
MOST = 12  # sentences of a list
SHARED_TERMS = 1.0  # how much more a term weighs that all the other articles use too


@dataclass(frozen=True, slots=True)
class BriefArticle:
    """An article with what was read from it. ``author`` is what was given with it, not read."""

    id: str
    document: Document
    people: Sequence[Person] = ()
    quotes: Sequence[Quote] = ()
    author: str | None = None


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence, or several that follow one another, of one article: ``text`` is the slice of ``span``.

    ``holders`` are the people whom neither it nor what stands before it in the brief names in full.
    """

    article: str
    span: Span
    text: str
    holders: tuple[Holder, ...] = ()


@dataclass(slots=True)
class _Item:
    """A candidate with its article's index, its weighed terms and the likeness to what was chosen."""

    article: int
    candidate: Candidate
    vector: dict[str, float]
    score: float = 0.0
    likeness: float = 0.0


def brief_articles(articles: Sequence[BriefArticle], words: int | None = None) -> tuple[BriefSentence, ...]:
    """Return the sentences that tell what ``articles`` say, best first.

    An article is told by its beginning and what goes on right behind it, and by sentences from elsewhere only where
    they stand alone (``candidates``). Without ``words`` there are about 12 single sentences, what follows another right
    behind it; with ``words`` there are as many as it takes to reach that number of words, and what follows one another
    is one passage. The beginning of an article of which nobody can tell that it can be shown comes when nothing else is
    left to reach that number, or where there is nothing else at all.
    """
    telling = _Telling(articles, _ALONE if len(articles) == 1 else _TOGETHER, words is not None)
    length = number = 0
    while (best := telling.best()) is not None and (number < MOST if words is None else length < words):
        telling.take(best)
        chosen = telling.items[best].candidate
        number += len(chosen.sentences)
        length += len(telling.text(chosen.span, best).split())
    found: list[BriefSentence] = []
    for passage in telling.passages():
        spans = [span for index in passage for span in telling.items[index].candidate.sentences]
        article = articles[telling.items[passage[0]].article]
        if words is not None:
            spans = _joined(article.document, spans)
        found += [BriefSentence(article.id, span, telling.text(span, passage[0])) for span in spans]
    return tuple(with_holders(articles, found))


def _joined(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Return spans with those made one between which nothing stands: a caption parts them."""
    found = [*spans[:1]]
    for span in spans[1:]:
        if document.text[found[-1].end : span.start].strip():
            found.append(span)
        else:
            found[-1] = Span(found[-1].start, span.end)
    return found


def with_holders(articles: Sequence[BriefArticle], sentences: Sequence[BriefSentence]) -> list[BriefSentence]:
    """Say whom each sentence speaks of by a surname or a "He" that nothing before it in the brief explains."""
    standing = {each.id: Standing(each.document, each.people, each.quotes) for each in articles}
    told: set[str] = set()
    own: set[str] = set()  # articles whose author was told
    names_of = {each.id: author_name(each.author) for each in articles}
    found = []
    for sentence in sentences:
        there = standing[sentence.article]
        known = told | {AUTHOR} if sentence.article in own else told
        meant = holders(there, sentence.span, known)
        name = names_of[sentence.article]
        shown = tuple(each._replace(name=name) if each.name == AUTHOR else each for each in meant)
        found.append(replace(sentence, holders=shown))
        names = {holder.name for holder in meant}
        told |= names - {AUTHOR}
        if AUTHOR in names:
            own.add(sentence.article)
        told.update(person.name for person in there.people if says(sentence.text, person.name))
    return found


class _Telling:
    """Chooses candidate after candidate. Indices are those of ``items``."""

    def __init__(self, articles: Sequence[BriefArticle], weights: _Weights, fills: bool) -> None:
        self.items = _weighed(articles, weights)
        self._articles = articles
        self._weights = weights
        first = [index for index, item in enumerate(self.items) if not item.candidate.follows]
        self._open = {index for index in first if not self.items[index].candidate.unsure}
        self._unsure = set(first) - self._open
        self._fills = fills
        if self._open and not fills:
            self._unsure = set()
        self._heard: Counter[int] = Counter()
        self._passages: list[list[int]] = []  # what was chosen, best first, what goes on behind it beside it

    def text(self, span: Span, index: int) -> str:
        """Return the slice of the article of this item."""
        return self._articles[self.items[index].article].document.text[span.start : span.end]

    def best(self) -> int | None:
        """Return the candidate that is worth most now, an unsure one only when no other is left, None when none is."""
        if not self._open:
            self._open, self._unsure = self._unsure, set()

        def worth(index: int) -> tuple[float, int]:
            item = self.items[index]
            unheard = self._weights.heard * self._heard[item.article]
            return item.score - self._weights.repetition * item.likeness - unheard, -index

        return max(self._open, key=worth, default=None)

    def take(self, index: int) -> None:
        """Choose this one: what follows it may come next, what says the same no more."""
        chosen = self.items[index]
        self._open.discard(index)
        self._heard[chosen.article] += 1
        if chosen.candidate.follows:
            next(passage for passage in self._passages if passage[-1] == index - 1).append(index)
        else:
            self._passages.append([index])
        goes_on = index + 1 < len(self.items) and self.items[index + 1].candidate.follows
        if goes_on and (self._fills or not chosen.candidate.unsure):
            self._open.add(index + 1)
        for item in self.items:
            if item is not chosen:
                item.likeness = max(item.likeness, cosine(item.vector, chosen.vector))
        self._open = {other for other in self._open if self.items[other].likeness < SAME}

    def passages(self) -> list[list[int]]:
        """Return what was chosen, best first, with what follows one another together and in order."""
        return self._passages


def _weighed(articles: Sequence[BriefArticle], weights: _Weights) -> list[_Item]:
    read = [candidates(a.document, a.people, a.quotes) for a in articles]
    used_by = Counter(term for found in read for term in {term for one in found for term in one.vector})
    others = max(1, len(articles) - 1)

    def weigh(vector: dict[str, float]) -> dict[str, float]:
        return {term: weight * (1 + SHARED_TERMS * (used_by[term] - 1) / others) for term, weight in vector.items()}

    items = [_Item(number, one, weigh(one.vector)) for number, found in enumerate(read) for one in found]
    centre = centroid([item.vector for item in items])
    for item in items:
        item.score = weights.position * position_score(item.candidate.place) + weights.centrality * cosine(
            item.vector, centre
        )
    return items
