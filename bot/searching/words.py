"""Words of a text with their stems and places; the stems are those of the store's index (Porter, without accents)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]

from bot.matching import fold
from storage.records import Span

_DATA = Path(__file__).with_name("data")
_STEMMER = snowballstemmer.stemmer("porter")
# A number keeps its separators ("2.4", "21,000"), a word its apostrophe and no hyphen.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W\d_]+)?")
_FEW, _SHORT = 200, 20_000  # code points: the pieces of shorter and of longer texts are not kept
_NOT = re.compile(r"n['’]t$|^(?:do|did|does|is|are|was|were|has|have|had|could|would|should|ca|wo)nt$", re.IGNORECASE)
NEGATIONS = frozenset(
    {"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "nowhere"}
)


class Word(NamedTuple):
    """One word of a text: its stem, its place ``text[start:end]``, and whether it is a function word."""

    stem: str
    start: int
    end: int
    empty: bool = False


def read_lines(name: str) -> list[str]:
    """Return the lines of a word list of this package, without comments and empty lines."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


STOP_WORDS = frozenset(word for line in read_lines("stop_words.txt") for word in line.split())
"""Words, folded, that say nothing of what is looked for: articles, auxiliaries, question words."""


def _plain(word: str) -> str:
    return fold(word).replace(" ", "")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of one word: folded, cut by Porter's algorithm; a number stays as it is."""
    if _NOT.search(word):
        return "not"
    joined = _plain(word)
    return joined if joined[:1].isdigit() else str(_STEMMER.stemWord(joined))


def words_in(text: str, start: int = 0, end: int | None = None, only: AbstractSet[str] | None = None) -> list[Word]:
    """Return the words of ``text[start:end]`` in order. Linear in the length; raises for no text.

    With ``only`` just those with one of these stems: several times faster where few words of a text matter.
    """
    stop = len(text) if end is None else end
    if only is not None:
        kinds = forms_in(text, only) if start == 0 and stop == len(text) else _cut(text, start, stop, only)
        found = [
            Word(key, at, at + len(word), _stem_and_kind(word)[1])
            for word, key in kinds
            for at in _occurrences(text, word, start, stop)
        ]
        found.sort(key=lambda word: word.start)
        return found
    found = []
    for match in _WORD.finditer(text, start, stop):
        key, empty = _stem_and_kind(match.group())
        if key:
            found.append(Word(key, match.start(), match.end(), empty))
    return found


def forms_in(text: str, only: AbstractSet[str]) -> set[tuple[str, str]]:
    """Return each word of ``text`` that has one of these stems, once, with its stem."""
    if len(text) > _SHORT:
        return _cut(text, 0, len(text), only)
    # No word reaches over white space, and most pieces between it were met in other texts.
    pieces = _pieces(text) if len(text) > _FEW else frozenset(text.split())
    met = _Met.with_all(pieces)
    return {
        (word, key)
        for key in only
        if (known := met.by_stem.get(key)) is not None
        for piece, words in tuple(known.items())
        if piece in pieces
        for word in words
    }


def _cut(text: str, start: int, stop: int, only: AbstractSet[str]) -> set[tuple[str, str]]:
    distinct = set(_WORD.findall(text, start, stop))
    return {(word, key) for word in distinct if (key := _stem_and_kind(word)[0]) and key in only}


def stems_in(text: str, only: AbstractSet[str]) -> set[str]:
    """Return those of these stems that are a word's of ``text``."""
    return {key for _, key in forms_in(text, only)}


@lru_cache(maxsize=2048)
def _pieces(text: str) -> frozenset[str]:
    """Return what stands between white space in an article, each once. Of the articles looked at last it is kept."""
    return frozenset(text.split())


class _Met:
    """The pieces of text that were met, and by stem the pieces that hold a word of it, with these words.

    Threads may fill one at the same time: a piece is known only once all its words are in. A full one makes room for a
    new one, and whoever is looking at it still goes on with it.
    """

    MOST = 65_536
    now: _Met

    def __init__(self) -> None:
        self.known: dict[str, None] = {}
        self.by_stem: dict[str, dict[str, tuple[str, ...]]] = {}

    @classmethod
    def with_all(cls, pieces: frozenset[str]) -> _Met:
        """Return the table, with these pieces in it."""
        met = cls.now
        new = pieces.difference(met.known)
        if len(met.known) + len(new) > cls.MOST and met.known:
            met = cls.now = cls()
            new = pieces
        for piece in new:
            for word in _WORD.findall(piece):
                if key := _stem_and_kind(word)[0]:
                    words = met.by_stem.setdefault(key, {})
                    words[piece] = (*words.get(piece, ()), word)
            met.known[piece] = None
        return met


_Met.now = _Met()


def _occurrences(text: str, word: str, start: int, stop: int) -> Iterator[int]:
    """Yield where ``word`` stands in ``text[start:stop]`` as a word of its own, as ``_WORD`` cuts it."""
    at = text.find(word, start, stop)
    while at >= 0:
        # Where letters, digits or an apostrophe stand before it, cutting begins some way back.
        back = at
        while back > start and (text[back - 1].isalnum() or text[back - 1] in ".,'’"):
            back -= 1
        if back == at:
            match = _WORD.match(text, at, stop)
        else:
            match = next((m for m in _WORD.finditer(text, back, stop) if m.start() >= at), None)
        if match is not None and match.start() == at and match.group() == word:
            yield at
        at = text.find(word, at + 1, stop)  # the next may overlap one that is no word of its own


@lru_cache(maxsize=65536)
def _stem_and_kind(word: str) -> tuple[str, bool]:
    return stem(word), _plain(word) in STOP_WORDS


def words_by_span(words: Sequence[Word], spans: Sequence[Span]) -> list[Sequence[Word]]:
    """Return for each of ``spans`` (in order, apart) its words, from those of the whole text."""
    starts = [word.start for word in words]
    return [words[bisect_left(starts, span.start) : bisect_left(starts, span.end)] for span in spans]
