"""Words that carry a topic, in a form in which "tariff" and "tariffs" are one."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from threading import Lock

import snowballstemmer  # type: ignore[import-untyped]

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_RUN = re.compile(r"\w+")
_LONGEST = 40  # code points; longer runs of letters are no words


def word_list(name: str) -> tuple[str, ...]:
    """Return the lines of a data file of this package, without comments and empty ones."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


STOP_WORDS = frozenset(word for line in word_list("stop_words.txt") for word in line.split())
_stemmer = snowballstemmer.stemmer("english")
_one_at_a_time = Lock()  # a stemmer keeps the word it works on


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case English word (Porter's second stemmer)."""
    with _one_at_a_time:
        return str(_stemmer.stemWord(word))


@lru_cache(maxsize=64)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a sentence in lower case. Most sentences need no pattern for what they can't hold."""
    return frozenset(_RUN.findall(text.casefold()))


def terms(text: str) -> list[str]:
    """Return the stems of the words of ``text`` that carry a topic, in order."""
    return [
        stem(word)
        for word in _WORD.findall(text.lower())
        if len(word) <= _LONGEST and len(word) > 1 and word not in STOP_WORDS
    ]
