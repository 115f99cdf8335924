"""Autocomplete: the names that what is typed begins, best first, without looking at all of them.

One sorted list holds every form of every name from each of its words on ("marco rubio", "rubio"); the names that a
prefix begins are one stretch of it, found by bisection. For short prefixes, whose stretches are long, the best are
worked out when the index is built. Only where nothing begins so are slips looked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest

from bot.matching.lexicon import Lexicon

MOST = 25
"""Discord shows no more choices than this."""
_LONG = 1500
_END = "\U0010ffff"
_WHOLE, _WORD, _JOINED, _SLIP = range(4)


class Completion:
    """The index over the names of one kind. ``ranks`` orders them: 0 is what is spoken of most."""

    def __init__(self, forms: Mapping[int, Sequence[tuple[str, ...]]], ranks: Mapping[int, int]) -> None:
        """Index ``forms``: for each name's number its forms as folded words; ``ranks`` by the same numbers."""
        self._order = sorted(forms, key=lambda index: ranks[index])
        place = {index: rank for rank, index in enumerate(self._order)}
        self._spelt = [tuple({word for words in forms[index] for word in words}) for index in self._order]
        entries: dict[tuple[str, int], int] = {}
        self._words: defaultdict[str, set[int]] = defaultdict(set)
        for index, all_forms in forms.items():
            rank = place[index]
            for words in all_forms:
                for start in range(len(words)):
                    _keep(entries, " ".join(words[start:]), rank, _WORD if start else _WHOLE)
                    self._words[words[start]].add(rank)
                if len(words) > 1:
                    _keep(entries, "".join(words), rank, _JOINED)
        rows = sorted(entries.items())
        self._keys = [key for (key, _), _ in rows]
        # One number for class and rank: the smaller, the better.
        self._size = max(1, len(self._order))
        self._values = [tier * self._size + rank for (_, rank), tier in rows]
        self._ready: dict[str, list[int]] = {}
        self._prepare("", 0, len(self._keys))
        self._vocabulary = sorted(self._words)
        self._lexicon = Lexicon(self._words)

    def _prepare(self, prefix: str, start: int, end: int) -> None:
        if end - start <= _LONG or len(prefix) > 12:
            return
        self._ready[prefix] = self._best(self._values[start:end])
        while start < end:
            key = self._keys[start]
            if len(key) == len(prefix):
                start += 1
                continue
            longer = key[: len(prefix) + 1]
            stop = bisect_left(self._keys, longer + _END, start, end)
            self._prepare(longer, start, stop)
            start = stop

    def _best(self, values: Iterable[int]) -> list[int]:
        """Return the ranks of the best values, each name once."""
        found = dict.fromkeys(value % self._size for value in nsmallest(3 * MOST, values))
        return list(found)[:MOST]

    def complete(self, typed: str, limit: int = MOST) -> list[int]:
        """Return the numbers of the names that ``typed`` (folded) may begin, best first."""
        if not typed:
            return self._order[:limit]
        found = self._beginning(typed)
        if len(found) < limit and " " in typed:
            found = list(dict.fromkeys([*found, *self._words_of(typed.split())]))
        if not found:
            found = self._slips(typed.split())
        return [self._order[rank] for rank in found[:limit]]

    def prepare(self) -> None:
        """Build now what slips in the spaces need, which is built else when one is first typed."""
        self._joined  # noqa: B018 - a cached property

    def _beginning(self, prefix: str) -> list[int]:
        ready = self._ready.get(prefix)
        if ready is not None:
            return ready
        start = bisect_left(self._keys, prefix)
        end = bisect_left(self._keys, prefix + _END, start)
        return self._best(self._values[start:end])

    def _words_of(self, words: Sequence[str]) -> list[int]:
        """Find names that have all the words, the last as a beginning, in any order ("rubio mar")."""
        *whole, last = words
        pools = [self._words.get(word, set()) for word in whole]
        pool = set.intersection(*pools) if pools else set()
        if not pool or len(pool) > 4000:
            return []
        start = bisect_left(self._vocabulary, last)
        end = bisect_left(self._vocabulary, last + _END, start)
        if end - start < len(pool):
            found = {rank for word in self._vocabulary[start:end] for rank in self._words[word] & pool}
        else:
            found = {rank for rank in pool if any(word.startswith(last) for word in self._spelt[rank])}
        return sorted(found)[:MOST]

    def _slips(self, words: Sequence[str]) -> list[int]:
        """Find names by words that were nearly typed, the last perhaps not to its end."""
        scores = self._scored(words, exact=True) or self._scored(words, exact=False)
        if not scores and len(joined := "".join(words)) >= 6:
            near = self._joined.near(joined, 1) | ({joined: 1.0} if joined in self._whole else {})
            for other, like in near.items():
                for rank in self._whole[other]:
                    scores[rank] = max(like * len(joined), scores.get(rank, 0.0))
        ranked = nsmallest(MOST, ((-round(score, 1), rank) for rank, score in scores.items()))
        return [rank for _, rank in ranked]

    def _scored(self, words: Sequence[str], *, exact: bool) -> dict[int, float]:
        """Return names with a word near each of ``words``; if ``exact``, a word spelt right is only that word."""
        near = [
            (word, self._near(word, unfinished=place == len(words) - 1, exact=exact))
            for place, word in enumerate(words)
        ]
        # A particle or an initial that nobody has says nothing.
        near = [(word, found) for word, found in near if found or len(word) > 3 or len(words) == 1]
        if not near or not all(found for _, found in near):
            return {}
        # From the rarest word on: the names that have it are few, and only these are looked up among the others.
        near.sort(key=lambda row: sum(len(self._words[other]) for other in row[1]))
        (first, found), *others = near
        scores: dict[int, float] = {}
        for other, like in found.items():
            for rank in self._words[other]:
                scores[rank] = max(like * len(first), scores.get(rank, 0.0))
        for word, found in others:
            likes = {
                rank: max((like for other, like in found.items() if rank in self._words[other]), default=0.0)
                for rank in scores
            }
            scores = {rank: scores[rank] + like * len(word) for rank, like in likes.items() if like}
        return scores

    def _near(self, word: str, *, unfinished: bool, exact: bool) -> dict[str, float]:
        found = {word: 1.0} if word in self._words else {}
        if not found or not exact:
            found = self._lexicon.near(word) | found
        if unfinished and len(word) >= 3:
            for other, like in self._lexicon.longer(word).items():
                found.setdefault(other, like)
        return found

    @cached_property
    def _whole(self) -> dict[str, list[int]]:
        """The names, by a whole form as one word: for slips in the spaces."""
        table: defaultdict[str, list[int]] = defaultdict(list)
        for key, value in zip(self._keys, self._values, strict=True):
            if value < self._size or value >= _JOINED * self._size:
                table[key.replace(" ", "")].append(value % self._size)
        return table

    @cached_property
    def _joined(self) -> Lexicon:
        return Lexicon(self._whole)


def _keep(entries: dict[tuple[str, int], int], key: str, rank: int, tier: int) -> None:
    if tier < entries.get((key, rank), _SLIP):
        entries[key, rank] = tier
