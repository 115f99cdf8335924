"""Words of a text with their stems and places; the stems are those of the store's index (Porter, without accents)."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import count
from operator import attrgetter
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]

from bot.matching import fold
from storage.records import Span

_DATA = Path(__file__).with_name("data")
_STEMMER = snowballstemmer.stemmer("porter")
_ONE_AT_A_TIME = Lock()  # a stemmer keeps the word it works on, and names are built on another thread than answers
# A number keeps its separators ("2.4", "21,000"), a word its apostrophe and no hyphen.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W\d_]+)?")
_FEW, _SHORT = 200, 20_000  # code points: the pieces of shorter and of longer texts are not kept
_START = attrgetter("start")
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
    if joined[:1].isdigit():
        return joined
    with _ONE_AT_A_TIME:
        return str(_STEMMER.stemWord(joined))


def words_in(text: str, start: int = 0, end: int | None = None, only: AbstractSet[str] | None = None) -> list[Word]:
    """Return the words of ``text[start:end]`` in order. Linear in the length; raises for no text.

    With ``only`` just those with one of these stems: several times faster where few words of a text matter, and more so
    where it is a frozenset that was asked with before.
    """
    stop = len(text) if end is None else end
    if only is not None:
        kinds = forms_in(text, only) if start == 0 and stop == len(text) else _cut(text, start, stop, only)
        found = [
            Word(key, at, at + len(word), _stem_and_kind(word)[1])
            for word, key in kinds
            for at in _occurrences(text, word, start, stop)
        ]
        found.sort(key=_START)
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
    cut = _pieces(text) if len(text) > _FEW else _Cut(text)
    table = _Met.with_all(cut).holding(frozenset(only))
    return {form for piece in filter(table.__contains__, cut.pieces) for form in table[piece]}


def _cut(text: str, start: int, stop: int, only: AbstractSet[str]) -> set[tuple[str, str]]:
    distinct = set(_WORD.findall(text, start, stop))
    return {(word, key) for word in distinct if (key := _stem_and_kind(word)[0]) and key in only}


def stems_in(text: str, only: AbstractSet[str]) -> set[str]:
    """Return those of these stems that are a word's of ``text``."""
    return {key for _, key in forms_in(text, only)}


@lru_cache(maxsize=2048)
def _pieces(text: str) -> _Cut:
    """Return what stands between white space in an article. Of the articles looked at last it is kept."""
    return _Cut(text)


class _Cut:
    """What stands between white space in a text, each piece once; ``table`` is the number of one that has them all."""

    __slots__ = ("pieces", "table")

    def __init__(self, text: str) -> None:
        self.pieces = frozenset(text.split())
        self.table: int | None = None


Forms = tuple[tuple[str, str], ...]
"""Words, each with its stem."""


class _Met:
    """The pieces of text that were met, with their words, and by stem the pieces that hold a word of it.

    Threads may fill one at the same time: a piece counts as met only once all its words are in. A full one makes room
    for a new one, and whoever is looking at it still goes on with it.
    """

    MOST = 65_536
    MOST_ASKED = 32
    now: _Met
    _numbers = count()

    def __init__(self) -> None:
        self.number = next(self._numbers)
        self.known: set[str] = set()
        self._by_stem: dict[str, list[tuple[str, Forms]]] = {}
        self._order: list[tuple[str, Forms]] = []
        self._asked: dict[frozenset[str], _Asked] = {}

    @classmethod
    def with_all(cls, cut: _Cut) -> _Met:
        """Return the table, with the pieces of this text in it."""
        met = cls.now
        if cut.table == met.number:
            return met
        new = cut.pieces.difference(met.known)
        if len(met.known) + len(new) > cls.MOST and met.known:
            met = cls.now = cls()
            new = cut.pieces
        for piece in new:
            forms = tuple((word, key) for word in _WORD.findall(piece) if (key := _stem_and_kind(word)[0]))
            for _, key in forms:
                met._by_stem.setdefault(key, []).append((piece, forms))
            met._order.append((piece, forms))
            met.known.add(piece)  # last: whoever finds it there finds its words
        cut.table = met.number
        return met

    def holding(self, only: frozenset[str]) -> dict[str, Forms]:
        """Return the pieces that hold words of these stems, with these words: those met since are added each time."""
        upto = len(self._order)
        asked = self._asked.get(only)
        if asked is None:
            if len(self._asked) >= self.MOST_ASKED:
                self._asked = {}
            asked = self._asked[only] = _Asked()
            new: Iterable[tuple[str, Forms]] = (each for key in only for each in self._by_stem.get(key, ()))
        else:
            new = self._order[asked.upto : upto] if asked.upto < upto else ()
        for piece, forms in new:
            if held := tuple(each for each in forms if each[1] in only):
                asked.table[piece] = held
        asked.upto = upto
        return asked.table


class _Asked:
    """Which of the first ``upto`` pieces of a table hold words of some stems."""

    __slots__ = ("table", "upto")

    def __init__(self) -> None:
        self.table: dict[str, Forms] = {}
        self.upto = 0


_Met.now = _Met()


def _occurrences(text: str, word: str, start: int, stop: int) -> list[int]:
    """Return where ``word`` stands in ``text[start:stop]`` as a word of its own, as ``_WORD`` cuts it."""
    found = []
    size, figure = len(word), word[0].isdigit()
    at = text.find(word, start, stop)
    while at >= 0:
        # Where letters, digits or an apostrophe stand before it, cutting begins some way back.
        back = at
        while back > start and (text[back - 1].isalnum() or text[back - 1] in ".,'’"):
            back -= 1
        if back < at:
            match = next((m for m in _WORD.finditer(text, back, stop) if m.start() >= at), None)
            if match is not None and match.start() == at and match.group() == word:
                found.append(at)
        elif figure or (at + size < stop and (text[at + size] in "'’" or text[at + size].isalnum())):
            match = _WORD.match(text, at, stop)
            if match is not None and match.group() == word:
                found.append(at)
        else:  # letters with a blank or a mark behind them: nothing else can be cut there
            found.append(at)
        at = text.find(word, at + 1, stop)  # the next may overlap one that is no word of its own
    return found


@lru_cache(maxsize=65536)
def _stem_and_kind(word: str) -> tuple[str, bool]:
    return stem(word), _plain(word) in STOP_WORDS


def words_in_spans(words: Sequence[Word], spans: Sequence[Span]) -> list[tuple[int, Sequence[Word]]]:
    """Return the place of each of ``spans`` (in order, apart) that holds words of a text, with those words.

    The same as :func:`words_by_span` without the others: of many sentences only a few hold what is looked for.
    """
    found: list[tuple[int, Sequence[Word]]] = []
    at, end = 0, len(words)
    while at < end:
        start = words[at].start
        place = bisect_right(spans, (start, math.inf)) - 1
        stop = spans[place].end if place >= 0 else 0
        first = at
        at += 1
        if start >= stop:  # between two of them
            continue
        while at < end and words[at].start < stop:
            at += 1
        found.append((place, words[first:at]))
    return found


def words_by_span(words: Sequence[Word], spans: Sequence[Span]) -> list[Sequence[Word]]:
    """Return for each of ``spans`` (in order, apart) its words, from those of the whole text."""
    found: list[Sequence[Word]] = []
    at, end = 0, len(words)
    for start, stop in spans:
        while at < end and words[at].start < start:
            at += 1
        first = at
        while at < end and words[at].start < stop:
            at += 1
        found.append(words[first:at] if first < at else ())
    return found
