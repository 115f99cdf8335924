"""What is known of words, remembered from article to article: a table that fills itself and stays bounded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

_LONGEST = 60  # characters of a text that is remembered; what is longer is no word


class Remembered(dict[str, Value]):
    """``table[text]`` is what ``find(text)`` returns, remembered for the next time.

    Once ``most`` texts are remembered all are forgotten. It answers in half the time of :func:`functools.lru_cache`,
    which notes with each call what was asked for last.
    """

    def __init__(self, find: Callable[[str], Value], most: int) -> None:
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, text: str) -> Value:
        found = self._find(text)
        if len(text) <= _LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[text] = found
        return found
