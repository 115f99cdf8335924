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
from itertools import count
from typing import NamedTuple

from bot.reading.holders import Holder, holders
from bot.reading.standalone import Standing
from bot.reading.summary import SAME, Candidate, candidates, centroid, cosine, position_score
from bot.reading.text import Document
from bot.reading.things import mentioned
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
LEANING_COST = 0.3
SIGN_COST = 0.05  # taken off for each sign that it lacks something, where sentences are listed singly
LEANING_ALONE = (
    0.8  # taken off where sentences are listed singly, for one that needs those before it or is hard to understand
)
_FARTHEST = 5  # sentences back to where a holder is looked for
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
    """A sentence, or several that follow one another, of one article: ``text`` is the slice of ``span``.

    ``holders`` are the people whom neither it nor what stands before it in the brief names in full.
    """

    article: str
    span: Span
    text: str
    holders: tuple[Holder, ...] = ()


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

    A sentence that leans on the one before it ("He added ...") comes only together with that one, and further back to
    where its holder is named. Without ``words`` there are up to 12 single sentences, and such a one stands right behind
    those that it leans on; with ``words`` there are as many as it takes to reach that number of words, and it is joined
    to them as one passage.
    """
    telling = _Telling(articles, _ALONE if len(articles) == 1 else _TOGETHER, LEANING_ALONE if words is None else 0.0)
    length = 0
    for given in count():
        best = telling.best()
        if best is None or (given >= MOST if words is None else length >= words):
            break
        telling.take(best)
        length += len(telling.text(telling.items[best].candidate.span, best).split())
    found: list[BriefSentence] = []
    for passage in telling.passages():
        spans = [telling.items[index].candidate.span for index in passage]
        if words is not None:
            spans = [Span(spans[0].start, spans[-1].end)]
        article = articles[telling.items[passage[0]].article].id
        found += [BriefSentence(article, span, telling.text(span, passage[0])) for span in spans]
    return tuple(with_holders(articles, found))


def with_holders(articles: Sequence[BriefArticle], sentences: Sequence[BriefSentence]) -> list[BriefSentence]:
    """Say whom each sentence speaks of by a surname or a "He" that nothing before it in the brief explains."""
    standing = {each.id: Standing(each.document, each.people, each.quotes) for each in articles}
    told: set[str] = set()
    found = []
    for sentence in sentences:
        there = standing[sentence.article]
        found.append(replace(sentence, holders=holders(there, sentence.span, told)))
        told.update(holder.name for holder in found[-1].holders)
        told.update(person.name for person in there.people if says(sentence.text, person.name))
    return found


class _Telling:
    """Chooses sentence after sentence. Indices are those of ``items``."""

    def __init__(self, articles: Sequence[BriefArticle], weights: _Weights, leaning: float) -> None:
        self.items = _weighed(articles, weights, leaning)
        self._articles = articles
        self._weights = weights
        self._standing = [Standing(each.document, each.people, each.quotes) for each in articles]
        self._at = {(item.article, item.candidate.number): index for index, item in enumerate(self.items)}
        self._open = {index for index, item in enumerate(self.items) if _stands(item.candidate)}
        self._heard: Counter[int] = Counter()
        self._taken: dict[int, None] = {}
        self._rests_on: dict[int, int] = {}  # a leaning sentence -> the first of the sentences that it needs

    def text(self, span: Span, index: int) -> str:
        """Return the slice of the article of this item."""
        return self._articles[self.items[index].article].document.text[span.start : span.end]

    def best(self) -> int | None:
        """Return the sentence that is worth most now, None when none is left."""

        def worth(index: int) -> tuple[float, int]:
            item = self.items[index]
            unheard = self._weights.heard * self._heard[item.article]
            return item.score - self._weights.repetition * item.likeness - unheard, -index

        return max(self._open, key=worth, default=None)

    def take(self, index: int) -> None:
        """Choose this one: the sentence that leans on it may come next, what says the same no more."""
        chosen = self.items[index]
        self._taken[index] = None
        self._open.discard(index)
        self._heard[chosen.article] += 1
        self._open_follower(chosen)
        # The thing that a sentence speaks of as known is taken to be named by any sentence of its article before it,
        # or by one of another article on the same event that has its noun.
        told = self.text(chosen.candidate.span, index).lower()
        self._open.update(
            other
            for other, item in enumerate(self.items)
            if item.candidate.known is not None
            and other not in self._taken
            and (
                item.candidate.number > chosen.candidate.number
                if item.article == chosen.article
                else mentioned(told, item.candidate.known.lower().split()[-1])
            )
        )
        for other, item in enumerate(self.items):
            if other not in self._taken:
                item.likeness = max(item.likeness, cosine(item.vector, chosen.vector))
        self._open = {other for other in self._open if self.items[other].likeness < SAME}

    def _open_follower(self, chosen: _Item) -> None:
        """Let the next sentence come if those chosen before it, back to one that stands alone, name its holder."""
        number = chosen.candidate.number + 1
        while (follower := self._at.get((chosen.article, number))) in self._taken:
            number += 1
        if follower is None or not self.items[follower].candidate.dangles:
            return
        end = self.items[follower].candidate.span.end
        for before in range(number - 1, number - 1 - _FARTHEST, -1):
            first = self._at.get((chosen.article, before))
            if first is None or first not in self._taken:
                return
            start = self.items[first].candidate
            if _stands(start) and self._standing[chosen.article].holds(Span(start.span.start, end)):
                self._open.add(follower)
                self._rests_on[follower] = first
                return

    def passages(self) -> list[list[int]]:
        """Return what was chosen, best first, with what needs one another together and in order."""
        made: list[list[int]] = []
        home: dict[int, list[int]] = {}
        for index in self._taken:
            passage = [index]
            if index in self._rests_on:
                first = self.items[self._rests_on[index]].candidate.number
                article, number = self.items[index].article, self.items[index].candidate.number
                needed = [home[self._at[article, each]] for each in range(first, number)]
                parts = [part for part in made if any(part is each for each in needed)]
                passage = parts[0]
                for part in parts[1:]:
                    passage += part
                    made = [each for each in made if each is not part]
                passage.append(index)
                passage.sort()
            else:
                made.append(passage)
            home.update(dict.fromkeys(passage, passage))
        return made


def _stands(candidate: Candidate) -> bool:
    return not candidate.dangles and candidate.known is None


def _weighed(articles: Sequence[BriefArticle], weights: _Weights, leaning: float) -> list[_Item]:
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
            - leaning * (not _stands(item.candidate) or item.candidate.lacks is not None)
            - (SIGN_COST if leaning else 0.0) * item.candidate.signs
        )
    return items
