"""A typed message made ready for reading: cleaned, cut into words, slips in its function words mended.

Patterns are matched on ``Line.plain`` (lower case, no accents or marks, single spaces); what they find is handed back
as it was typed, by :meth:`Line.slice`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.matching import fold
from bot.matching.typos import nearest_word

LIMIT = 1000
"""No more characters than this of a message are read: a question is shorter."""

_DATA = Path(__file__).with_name("data")
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:)\d{1,20}>|@(?:everyone|here)\b")
_SPOKEN = re.compile(r"[\s,.?]*\bquestion mark[\s.?!]*$", re.IGNORECASE)  # dictated
_WORD = re.compile(r"\S+")
_EDGES = "\"'“”‘’«»„()[]{}<>.,;:!?¡¿…*_~`|\\/"

# Words too short for a distance to mean anything: their own letters in the wrong order.
_SWAPPED = {
    wrong: word
    for word in ("say", "who", "did", "how", "the")
    for wrong in (word[1] + word[0] + word[2], word[0] + word[2] + word[1])
}

# How words are cut short in chats.
_SHORT = {
    "abt": "about",
    "bout": "about",
    "wat": "what",
    "dis": "this",
    "dat": "that",
    "wk": "week",
    "govt": "government",
    "wut": "what",
    "wht": "what",
    "pls": "please",
    "plz": "please",
    "wats": "whats",
    "wots": "whats",
    "til": "until",
    "till": "until",
    "ppl": "people",
    "smth": "something",
    "sth": "something",
    "coz": "because",
    "cuz": "because",
    "hw": "how",
    "n": "and",
    "r": "are",
    "u": "you",
    "ur": "your",
}


def read_words(name: str) -> frozenset[str]:
    """Return the words of a list of this package, lower case, one or more a line; ``#`` begins a comment."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _mendable() -> tuple[frozenset[str], frozenset[str]]:
    return read_words("mended_words.txt"), read_words("kept_words.txt")


def clean(text: str) -> str:
    """Return the message without mentions, control and invisible characters, with single spaces, cut to a length."""
    visible = "".join(
        " " if c.isspace() else c for c in text[: 2 * LIMIT] if c.isspace() or unicodedata.category(c)[0] != "C"
    )
    return _SPOKEN.sub("?", " ".join(_MENTION.sub(" ", visible).split())[:LIMIT])


@dataclass(frozen=True, slots=True)
class Line:
    """A message: ``raw`` as typed (cleaned), ``plain`` its folded words.

    ``places`` has for each word its start in ``plain``, and its start and end in ``raw``.
    """

    raw: str
    plain: str
    places: tuple[tuple[int, int, int], ...]

    def slice(self, start: int, end: int) -> str:
        """Return what was typed for ``plain[start:end]``, without marks at its edges."""
        first = bisect_left(self.places, start, key=lambda place: place[0])
        last = bisect_left(self.places, end, key=lambda place: place[0]) - 1
        if first > last or first >= len(self.places):
            return ""
        return trim(self.raw[self.places[first][1] : self.places[last][2]])

    def mended(self) -> str:
        """Return what was typed, with slips of function words and short forms of chats written out ("mnay", "ppl")."""
        typed = [self.raw[start:end] for _, start, end in self.places]
        return trim(" ".join(r if fold(r) == word else word for r, word in zip(typed, self._words(), strict=True)))

    def _words(self) -> list[str]:
        """Return what stands in ``plain`` for each of the places: a word, or several that one piece was folded to."""
        ends = [place[0] - 1 for place in self.places[1:]] + [len(self.plain)]
        return [self.plain[place[0] : end] for place, end in zip(self.places, ends, strict=True)]

    def cut(self, start: int, end: int) -> Line:
        """Return the line with only the words of ``plain[start:end]``; offsets in ``raw`` stay as they are."""
        return self._of([place for place in self.places if start <= place[0] < end])

    def without(self, start: int, end: int) -> Line:
        """Return the line without the words of ``raw[start:end]``."""
        return self._of([place for place in self.places if place[2] <= start or place[1] >= end])

    def _of(self, kept: list[tuple[int, int, int]]) -> Line:
        words = {place[0]: word for place, word in zip(self.places, self._words(), strict=True)}
        parts: list[str] = []
        places: list[tuple[int, int, int]] = []
        length = 0
        for start, begin, finish in kept:
            parts.append(words[start])
            places.append((length, begin, finish))
            length += len(words[start]) + 1
        return Line(self.raw, " ".join(parts), tuple(places))

    def group(self, match: re.Match[str], name: str) -> str | None:
        """Return what was typed for a named group of a match on ``plain``; None where it is absent or empty."""
        return None if match[name] is None else self.slice(*match.span(name)) or None


def read_line(raw: str, known: Callable[[str], bool]) -> Line:
    """Cut ``raw`` into words. A slip of a function word ("waht", "tarrif") is mended unless ``known`` has the word."""
    parts: list[str] = []
    places: list[tuple[int, int, int]] = []
    length = 0
    mended, kept = _mendable()
    for match in _WORD.finditer(raw):
        word = fold(match.group())
        if not word:
            continue
        if len(word) >= 4 and " " not in word and word not in mended and word not in kept and not known(word):
            word = nearest_word(word, mended) or word
        word = _SWAPPED.get(word, word)
        word = _SHORT.get(word, word) if not known(word) else word
        places.append((length, match.start(), match.end()))
        parts.append(word)
        length += len(word) + 1
    return Line(raw, " ".join(parts), tuple(places))


def trim(text: str) -> str:
    """Return ``text`` without marks and spaces at its edges; a closing bracket or full stop within is kept."""
    return text.strip().strip(_EDGES).strip()
