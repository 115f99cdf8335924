"""Words in which those near a mistyped one are found without looking at all of them.

Nearly all slips leave the first letter right or sound-alike, so the words that begin so are measured. A single slip in
the first letter leaves the rest as it was, so the words are indexed by their rest as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bot.matching.typos import likeness, near_words

_REMEMBERED = 4096
_ALIKE = ("ckqx", "fvp", "szc", "jgy", "iey", "uvw", "ao", "bv", "td", "hj")


def _sisters() -> dict[str, str]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in _ALIKE:
        for letter in group:
            found[letter].update(set(group) - {letter})
    return {letter: "".join(sorted(letters)) for letter, letters in found.items()}


_SISTERS = _sisters()


class Lexicon:
    """A set of folded words, indexed for slips."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if word)
        self._cut: dict[tuple[str, int], dict[str, list[str]]] = {}
        self._first: defaultdict[str, list[str]] = defaultdict(list)
        self._sized: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        self._known: dict[str, dict[str, float]] = {}
        self._rest: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            self._first[word[0]].append(word)
            self._sized[word[0], len(word)].append(word)
            self._rest[word[1:]].append(word)

    def near(self, typed: str, most: int = 3) -> dict[str, float]:
        """Return the words that ``typed`` may be a slip of, with how alike they are; not the word itself.

        ``most`` is the number of edits looked for, at most; always the same for one lexicon. While somebody types, the
        words before the last stay: the latest are remembered.
        """
        if (known := self._known.get(typed)) is not None:
            return known
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        found = self._known[typed] = self._near(typed, most)
        return found

    def _near(self, typed: str, most: int) -> dict[str, float]:
        size = len(typed)
        if size < 3:
            return {}
        edits = min(most, 1 if size <= 4 else 2 if size <= 10 else 3)
        found = self._measured(typed, near_words(typed, self._of_size(typed[0], size, edits), edits))
        if size >= 4:
            swapped = typed[1] + typed[0] + typed[2:]
            pool = {*self._rest.get(typed[1:], ()), *self._rest.get(typed, ()), *self._rest.get(swapped[1:], ())}
            found |= self._measured(typed, pool)
            if typed[1:] in self._words:  # a letter too many before the word
                found |= self._measured(typed, (typed[1:],))
        if not found and size >= 5:
            for letter in _SISTERS.get(typed[0], ""):
                found |= self._measured(typed, near_words(typed, self._of_size(letter, size, edits), edits))
        return found

    def _of_size(self, letter: str, size: int, edits: int) -> list[str]:
        """Return the words with a first letter that are at most ``edits`` letters shorter or longer."""
        return [
            word for length in range(size - edits, size + edits + 1) for word in self._sized.get((letter, length), ())
        ]

    def beside(self, typed: str) -> list[str]:
        """Return the words one edit away, for a suggestion: of short words too, where that is too far for a slip."""
        swapped = (typed[1] + typed[0] + typed[2:])[:1] if len(typed) > 1 else ""
        pool = [word for first in dict.fromkeys((typed[:1], swapped)) for word in self._first.get(first, ())]
        return near_words(typed, pool, 1) if len(typed) > 1 else []

    def longer(self, typed: str) -> dict[str, float]:
        """Return the words whose beginning, as long as ``typed``, it may be a slip of, with how alike those are."""
        size = len(typed)
        heads = self._heads(typed[:1], size)
        found: dict[str, float] = {}
        for head in near_words(typed, list(heads), 1 if size <= 5 else 2):
            if like := likeness(typed, head):
                found.update(dict.fromkeys(heads[head], 0.95 * like))
        return found

    def _heads(self, letter: str, size: int) -> dict[str, list[str]]:
        """Return the longer words that begin with ``letter``, by their first ``size`` letters."""
        if (letter, size) not in self._cut:
            heads: defaultdict[str, list[str]] = defaultdict(list)
            for word in self._first.get(letter, ()):
                if len(word) > size:
                    heads[word[:size]].append(word)
            self._cut[letter, size] = dict(heads)
        return self._cut[letter, size]

    def _measured(self, typed: str, words: Iterable[str]) -> dict[str, float]:
        return {word: like for word in words if word != typed and (like := likeness(typed, word))}
