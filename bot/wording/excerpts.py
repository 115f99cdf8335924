"""The one place that counts how much of an article a message shows.

Excerpts, not articles: one message shows at most :data:`RUNNING_WORDS` words of an article's running text, and at most
:data:`LONG_SHARE` of it when it is long (:data:`LONG_WORDS` words or more); quoted speech at most :data:`QUOTED_WORDS`
words more. What doesn't fit is cut at a word's end and the cut is marked.
"""

from __future__ import annotations

import re
from collections import Counter

from bot.answers.values import Passage, Source

RUNNING_WORDS = 90
LONG_SHARE = 0.15
LONG_WORDS = 300
QUOTED_WORDS = 120
SENTENCE_WORDS = 45
"""A sentence that stands in a list is cut after so many words."""
# A remainder shorter than this says too little to be worth showing.
SHORTEST_CUT = 6

_WORD = re.compile(r"\S+")


def count_words(text: str) -> int:
    """Count the words of ``text``: what white space parts."""
    return sum(1 for _ in _WORD.finditer(text))


def running_limit(source: Source) -> int:
    """Return how many words of this article's running text one message may show."""
    if source.words < LONG_WORDS:
        return RUNNING_WORDS
    return min(RUNNING_WORDS, int(source.words * LONG_SHARE))


class Allowance:
    """What one message has shown of each article so far, and what it may still show."""

    def __init__(self) -> None:
        self._running: Counter[str] = Counter()
        self._quoted: Counter[str] = Counter()

    def take(self, passage: Passage, source: Source, most: int | None = None, *, whole: bool = False) -> str | None:
        """Return the passage's text cut to what may still be shown (and to ``most`` words), or None for too little.

        With ``whole`` it is shown uncut or not at all.
        """
        shown = self._quoted if passage.quoted else self._running
        limit = QUOTED_WORDS if passage.quoted else running_limit(source)
        left = limit - shown[source.id]
        if most is not None:
            left = min(left, most)
        text, used = cut_words(passage.text, left)
        if text is None or (whole and count_words(passage.text) > left):
            return None
        shown[source.id] += used
        return text


def cut_words(text: str, most: int) -> tuple[str | None, int]:
    """Cut ``text`` to ``most`` words, the cut marked with " …"; None where that would say too little.

    White space is folded to single spaces, so that a line break in an article can't part a line of a reply.
    """
    words = text.split()
    if len(words) <= most:
        return " ".join(words), len(words)
    if most < SHORTEST_CUT:
        return None, 0
    return " ".join(words[:most]).rstrip(",;:–—-") + " …", most
