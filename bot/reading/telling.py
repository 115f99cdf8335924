"""Whether a sentence tells which thing is meant by each of its definite nouns: "the bridge in Tema"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.definites import PROPER_ADJECTIVE
from bot.reading.people.words import CALENDAR, fold
from bot.reading.terms import STOP_WORDS
from bot.reading.things import UNIQUE

_THE = re.compile(r"\b[Tt]he\b")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_LONG_WORD = re.compile(r"\S+")
_MOST_WORDS = 6  # of a definite noun
_MARKS, _CLOSES = ".,;:!?()\"'’”“", ".,;:!?)"
_ONE = UNIQUE | frozenset("first last only latest most best biggest largest past".split())
_TELLING = frozenset("of to between about that which who whose whom where when behind".split())
_PLACING = frozenset("in at on for from with by against into over near under".split())


def tells_which(text: str) -> bool:
    """Tell whether every definite noun has a name in it, or words behind it that tell which one is meant."""
    return all(_is_told(_LONG_WORD.findall(text, match.end())[:_MOST_WORDS]) for match in _THE.finditer(text))


def _is_told(words: Sequence[str]) -> bool:
    if _ORDINAL.fullmatch(words[0].strip(_MARKS) if words else "") is not None:
        return len(words) > 1 and words[0][-1] not in _CLOSES and words[1].strip(_MARKS) not in STOP_WORDS
    for number, word in enumerate(words):
        bare = word.strip(_MARKS)
        if (bare[:1].isupper() and PROPER_ADJECTIVE.match(bare) is None) or bare[:1].isdigit() or bare in _ONE:
            return True  # "the Grand Baie reef", but not "the Canadian province"
        if number and bare in _TELLING:
            return True
        if number and bare in _PLACING:  # "the church in Turin", but not "the church in June"
            following = words[number + 1].strip(_MARKS) if number + 1 < len(words) else ""
            return following[:1].isupper() and fold(following) not in CALENDAR
        if word[-1] in _CLOSES:
            return False
    return False
