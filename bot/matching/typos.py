"""How alike two words are, as typing goes: the only place that measures edit distance.

The cost of an edit follows how people err at a keyboard and by ear: a neighbouring key, a doubled letter or a vowel for
another cost less than a letter out of nowhere, and two letters in the wrong order are one edit (optimal string
alignment, as in rapidfuzz.distance.OSA).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")


def _neighbours() -> frozenset[tuple[str, str]]:
    # A key touches those beside it and, the rows being set off by half a key, two in the row below.
    pairs: set[tuple[str, str]] = set()
    for row in _ROWS:
        pairs.update(pairwise(row))
    for upper, lower in pairwise(_ROWS):
        for index, key in enumerate(upper):
            pairs.update((key, other) for other in lower[max(0, index - 1) : index + 1])
    return frozenset(pairs | {(b, a) for a, b in pairs})


_NEIGHBOURS = _neighbours()
# Spellings that sound alike across the languages names come from, longest first; the right side is a key, not a sound.
_SOUNDS = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"^(?:wr|kn|gn|ps)", lambda m: m.group()[1]),
        (r"tsch|tch|cz|ch|tj", "C"),
        (r"sch|sh|sz|sj", "S"),
        (r"ph|v|w|ff", "f"),
        (r"th|dh|dd|tt", "t"),
        (r"x", "ks"),
        (r"ck|qu|kh|gh|c(?![eiy])|k|q", "k"),
        (r"c|z|ss", "s"),
        (r"j|dj|dzh|zh|dg", "j"),
        (r"d", "t"),
        (r"b", "p"),
        (r"g", "k"),
        (r"[aeiouyh]+", ""),
    )
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return a key that words sounding alike share: consonants in classes; a vowel counts only at the start."""
    key = word
    for pattern, replacement in _SOUNDS[:-1]:
        key = pattern.sub(replacement, key)
    head = "a" if key[:1] in _VOWELS else ""
    key = head + _SOUNDS[-1][0].sub("", key)
    return re.sub(r"(.)\1+", r"\1", key)


def allowance(length: int) -> float:
    """Return the cost of edits allowed where the shorter of two words has ``length`` letters.

    Short words have too many true neighbours ("Xu" and "Xi", "Gor" and "Gore") to be taken for one another.
    """
    if length <= 2:
        return 0.0
    if length == 3:
        return 0.5
    if length == 4:
        return 0.75
    if length == 5:
        return 1.25
    if length <= 7:
        return 1.75
    return 2.25 if length <= 10 else 3.0


@lru_cache(maxsize=65536)
def likeness(typed: str, word: str) -> float:
    """Return how alike two folded words are: 1 for the same, 0 for too far apart to be a slip, else between."""
    if typed == word:
        return 1.0
    shorter, longer = sorted((len(typed), len(word)))
    bound = allowance(shorter)
    if bound == 0 or longer - shorter > 3 or OSA.distance(typed, word, score_cutoff=4) > 4:
        return 0.0
    cost = _cost(typed, word, shorter)
    if shorter >= 4 and sound(typed) == sound(word):
        cost *= 0.7
    return 1.0 - cost / (longer + 1) if cost <= bound else 0.0


def _cost(typed: str, word: str, shorter: int) -> float:
    total = 0.0
    for kind, start, end, other_start, other_end in _align(typed, word):
        if kind == "equal":
            continue
        total += _edit(kind, typed[start:end], word[other_start:other_end], typed, start, word, other_start, shorter)
    return total


def _edit(kind: str, gone: str, come: str, typed: str, at: int, word: str, other: int, shorter: int) -> float:
    if kind == "swap":
        return 0.7
    if kind == "replace":
        if at == 0:
            return 1.0 if sound(gone + "a") == sound(come + "a") or (gone, come) in _NEIGHBOURS else 1.5
        if gone in _VOWELS and come in _VOWELS:
            return 0.7 if shorter > 4 else 1.0
        if (gone, come) in _NEIGHBOURS:
            return 0.8
        # A letter that is neither near nor heard alike makes another name of a short one: Rubin is not Rubio.
        return 1.0 if shorter > 5 or sound(gone + "a") == sound(come + "a") else 1.3
    letter, text, place = (gone, typed, at) if kind == "delete" else (come, word, other)
    if letter in (text[place - 1 : place], text[place + 1 : place + 2]):
        return 0.5
    if place == 0:
        return 1.3
    return 0.7 if letter in _VOWELS and place < len(text) - 1 else 1.0


def _align(a: str, b: str) -> list[tuple[str, int, int, int, int]]:
    """Return the edits of an optimal string alignment of two words; quadratic, so 40 letters of each are looked at."""
    a, b = a[:40], b[:40]
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        rows[i][0] = i
    for j in range(len(b) + 1):
        rows[0][j] = j
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1] and a[i - 1] != b[j - 1]:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i][j] = best
    edits: list[tuple[str, int, int, int, int]] = []
    i, j = len(a), len(b)
    while i or j:
        here = rows[i][j]
        if i and j and a[i - 1] == b[j - 1] and here == rows[i - 1][j - 1]:
            i, j = i - 1, j - 1
        elif i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1] and here == rows[i - 2][j - 2] + 1:
            i, j = i - 2, j - 2
            edits.append(("swap", i, i + 2, j, j + 2))
        elif i and j and here == rows[i - 1][j - 1] + 1:
            i, j = i - 1, j - 1
            edits.append(("replace", i, i + 1, j, j + 1))
        elif i and here == rows[i - 1][j] + 1:
            i -= 1
            edits.append(("delete", i, i + 1, j, j))
        else:
            j -= 1
            edits.append(("insert", i, i, j, j + 1))
    return edits[::-1]


def nearest_word(word: str, vocabulary: Iterable[str]) -> str | None:
    """Return the word of a small vocabulary that ``word`` is a slip of; None where none or more than one is."""
    ranked = sorted(((likeness(word, other), other) for other in vocabulary), reverse=True)[:2]
    if not ranked or ranked[0][0] == 0 or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def near_words(word: str, vocabulary: list[str], edits: int = 2) -> list[str]:
    """Return the words within ``edits`` edits of ``word``, nearest first."""
    found = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [other for other, _, _ in found]


def nearest_names(typed: str, names: Iterable[str], limit: int) -> list[str]:
    """Return the names nearest to what was typed, for a suggestion only."""
    return [name for name, _, _ in process.extract(typed, list(names), scorer=fuzz.ratio, score_cutoff=60, limit=limit)]
