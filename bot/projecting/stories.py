"""Stories: articles about one event, with the reaction of the same and of the next day.

Two articles are alike when they share much of what is rare: names, places and the words of their titles and first
sentences above all. How rare a term is, is told from the articles of the days around, with common English words taken
as common from the start, so that a small store knows it too. Groups grow from the most alike pairs on, as long as the
articles of both groups lie close enough in time and are alike as a whole. A later development, days after, is another
story.

The outcome is a function of the set of articles: their order makes no difference. An article touches only stories
within :data:`REACH` days of it, so that after an intake it is enough to project the articles of the days around it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.reading.terms import stem, terms, word_list
from storage.records import Article, Story

NEXT_DAY = dt.timedelta(hours=36)  # from a story's first article to its last
REACH = 15  # days
ALIKE = 0.3  # cosine from which two groups tell of one event
_NEIGHBOURHOOD = dt.timedelta(days=7)  # the articles by which rarity is told
_KEYS = 14  # rarest terms of an article by which others are found
_SHARED_KEYS = 2
_LONGEST_LIST = 60  # articles of one term that are compared, the nearest in time
_PRIOR = 60.0  # articles for which the list of common words speaks
_COMMON_SHARE, _RARE_SHARE = 0.4, 0.02
_TITLE_WEIGHT, _BEGINNING_WEIGHT, _NAME_WEIGHT = 2.0, 1.5, 1.6
_BEGINNING, _READ = 500, 3000  # code points
_NAME = re.compile(r"(?<=[^\W\d_][ ,])[A-Z][\w’'-]*[^\W\d_]")
# Articles that tell of many events belong to none: "The week in trade", "Morning briefing", "Year in review".
_ROUNDUP = re.compile(
    r"^(?:the |this |your )?(?:week|weekend|day|month|year|morning|evening)(?:[’']s)? "
    r"(?:in|ahead|at a glance|that was)\b"
    r"|\b(?:round-?up|digest|recap|in review|in brief)\b"
    r"|\b(?:morning|evening|daily|weekly|news) (?:briefing|bulletin|headlines)\b"
    r"|^(?:top |\d+ )(?:stories|headlines|things)\b",
    re.IGNORECASE,
)
_COMMON = frozenset(stem(word) for line in word_list("common_words.txt") for word in line.split())


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article by its terms (:func:`story_terms`)."""

    id: str
    published: dt.datetime
    terms: Mapping[str, float]


@dataclass(slots=True)
class _Group:
    members: list[StoryArticle]
    vector: dict[str, float]
    first: dt.datetime
    last: dt.datetime


def project_stories(articles: Iterable[Article]) -> tuple[Story, ...]:
    """Return the stories of two or more articles, by the time of their first; articles without a date stand alone."""
    return group_stories(
        StoryArticle(article.id, article.published, story_terms(article.title, article.text))
        for article in articles
        if article.published is not None and not is_roundup(article.title)
    )


def is_roundup(title: str) -> bool:
    """Tell whether a title announces news of many events."""
    return _ROUNDUP.search(title) is not None


def story_terms(title: str, text: str) -> dict[str, float]:
    """Return the terms of an article with their weight, rarity apart. Only its first 3,000 characters count."""
    text = text[:_READ]
    counts: dict[str, float] = {}
    for part, weight in ((title, _TITLE_WEIGHT), (text[:_BEGINNING], _BEGINNING_WEIGHT), (text[_BEGINNING:], 1.0)):
        for term in terms(part):
            counts[term] = counts.get(term, 0.0) + weight
    names = {term for match in _NAME.finditer(text) for term in terms(match.group())}
    return {
        term: (1 + math.log(1 + count)) * (_NAME_WEIGHT if term in names else 1.0) for term, count in counts.items()
    }


def group_stories(articles: Iterable[StoryArticle]) -> tuple[Story, ...]:
    """Return the stories of ``articles``, of which no two have one id."""
    ordered = sorted(articles, key=lambda article: (article.published, article.id))
    times = [article.published for article in ordered]
    vectors = _weighed(ordered, times)
    pairs = _alike_pairs(ordered, times, vectors)
    groups = {i: _Group([ordered[i]], vectors[i], times[i], times[i]) for pair in pairs for i in pair[1:]}
    leader = {i: i for i in groups}
    for _, one, other in pairs:
        a, b = _find(leader, one), _find(leader, other)
        if a == b:
            continue
        left, right = groups[a], groups[b]
        first, last = min(left.first, right.first), max(left.last, right.last)
        if last - first > NEXT_DAY or _product(left.vector, right.vector) < ALIKE:
            continue
        for term, weight in right.vector.items():
            left.vector[term] = left.vector.get(term, 0.0) + weight
        groups[a] = _Group(left.members + right.members, _unit(left.vector), first, last)
        leader[b] = a
    found = [
        sorted(groups[i].members, key=lambda article: (article.published, article.id))
        for i in groups
        if leader[i] == i and len(groups[i].members) > 1
    ]
    found.sort(key=lambda members: (members[0].published, members[0].id))
    return tuple(Story(_story_id(members[0].id), tuple(article.id for article in members)) for members in found)


def _story_id(oldest: str) -> str:
    return hashlib.sha256(f"story {oldest}".encode("utf-8", "replace")).hexdigest()[:16]


def _find(leader: dict[int, int], index: int) -> int:
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index


def _weighed(ordered: Sequence[StoryArticle], times: Sequence[dt.datetime]) -> list[dict[str, float]]:
    """Weigh each article's terms by their rarity in the days around it; every vector has length 1."""
    days = [at.date() for at in times]
    used: Counter[str] = Counter()
    low = high = 0
    vectors: list[dict[str, float]] = []
    reach = _NEIGHBOURHOOD
    for index, article in enumerate(ordered):
        while high < len(ordered) and days[high] <= days[index] + reach:
            used.update(ordered[high].terms.keys())
            high += 1
        while days[low] < days[index] - reach:
            used.subtract(ordered[low].terms.keys())
            low += 1
        total = high - low + _PRIOR
        vectors.append(
            _unit(
                {
                    term: weight
                    * math.log(total / (used[term] + _PRIOR * (_COMMON_SHARE if term in _COMMON else _RARE_SHARE)))
                    for term, weight in article.terms.items()
                }
            )
        )
    return vectors


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _alike_pairs(
    ordered: Sequence[StoryArticle], times: Sequence[dt.datetime], vectors: Sequence[dict[str, float]]
) -> list[tuple[float, int, int]]:
    """Return the pairs that are near in time and alike, most alike first, compared only where they share rare terms."""
    lists: dict[str, list[int]] = {}
    pairs: list[tuple[float, int, int]] = []
    for index, vector in enumerate(vectors):
        keys = sorted(vector, key=lambda term: (-vector[term], term))[:_KEYS]
        shared: Counter[int] = Counter()
        earliest = bisect_left(times, times[index] - NEXT_DAY)
        for key in keys:
            earlier = lists.setdefault(key, [])
            near = earlier[bisect_left(earlier, earliest) :]
            shared.update(near[-_LONGEST_LIST:])
            earlier.append(index)
        for other, count in shared.items():
            if count >= _SHARED_KEYS and (likeness := _product(vector, vectors[other])) >= ALIKE:
                pairs.append((likeness, other, index))
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    return pairs
