"""Messages that ask for nothing in the articles: greetings, thanks, orders to the bot, nonsense, nothing at all."""

from __future__ import annotations

import re
from typing import Literal

from bot.asking.phrases import pattern, phrase
from bot.question import SmallTalk

_ORDER = pattern(r"(?<!\w){order}(?!\w)")
_LETTER = re.compile(r"[^\W\d_]")
_SOCIAL: tuple[Literal["farewell", "greeting", "thanks"], ...] = ("farewell", "greeting", "thanks")
_CORES = {kind: re.compile(rf"(?<!\w){phrase(kind)}(?!\w)") for kind in _SOCIAL}
_FILLERS = {kind: re.compile(rf"(?:{phrase(f'{kind} filler')}(?: |$))*") for kind in _SOCIAL}
# Six consonants side by side, eight letters of the upper row, or keys of the middle row: a hand on the keys.
_MASH = re.compile(r"[bcdfghjklmnpqrstvwxz]{6}|[qwertyuiop]{8}|asdf|hjkl|[dfghjkls]{5}|(.)\1\1\1")


def small_talk(raw: str, plain: str) -> SmallTalk | None:
    """Return what kind of small talk a message is; None where it may be a question. ``plain`` is folded."""
    if not raw:
        return "empty"
    if not plain or not _LETTER.search(plain):
        return "nonsense"
    if _ORDER.search(plain):
        return "order"
    if len(plain) <= 120:
        for kind in _SOCIAL:
            rest, cores = _CORES[kind].subn(" ", plain)
            if cores and _FILLERS[kind].fullmatch(" ".join(rest.split())):
                return kind
    return "nonsense" if _is_noise(plain) else None


def _is_noise(plain: str) -> bool:
    """Tell whether the words can't be language: one thing over and over, or letters no word has side by side."""
    words = plain.split()
    if len(words) >= 8 and len(set(words)) <= max(2, len(words) // 10):
        return True
    if len(set(plain) - {" "}) <= 2 and len(plain) >= 4:
        return True
    latin = [word for word in words if word.isascii()]
    if len(latin) < len(words) or len(words) > 6:
        return False
    return all(_is_mash(word) for word in latin)


def _is_mash(word: str) -> bool:
    if any(c.isdigit() for c in word) or len(set(word)) == 1:
        return True
    return len(word) >= 5 and (_MASH.search(word) is not None or re.search(r"[aeiouy]", word) is None)
