"""Things that a sentence speaks of as known from before: "the video", "the letters were", and nothing tells which.

A definite noun without a name, a number or words behind it that tell which ("the video of ...", "the town that ...")
was named before when an earlier sentence has its noun (anaphoric definites: Quirk et al., A Comprehensive Grammar of
the English Language, 5.28-30). As the subject of a sentence it needs no such mention, and neither does a noun that sums
up what happened or was said: what "the incident" or "the creature" stands for is seldom told in the same word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.reading.references import PERSON_NOUNS
from bot.reading.terms import STOP_WORDS

_LISTS: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "things.json").read_text(encoding="utf-8"))
UNIQUE = frozenset(_LISTS["unique"])
BACKWARD = frozenset(_LISTS["backward"])
_TELLING = frozenset(_LISTS["telling"])
_ORDINALS = frozenset(_LISTS["ordinal"])
_THE = re.compile(r"\b[Tt]he (?=[a-z])")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NEXT = re.compile(r"[ ]?([^ ]{0,30})")
_CLOSES = tuple(".,;:!?)")
# "Usually found in the Atlantic, " before the subject.
_LEADS_IN = re.compile(r"^[^,]{1,80}, $")
_ENDINGS = frozenset({"", "s", "es", "ed", "d", "ing", "ings"})
_MOST_LOOKED_AT = 20  # places where a noun may stand earlier


def known_thing(
    text: str, speech: Sequence[tuple[int, int]], beginning: int, before: Callable[[str], bool]
) -> tuple[int, int] | None:
    """Return the first thing that is spoken of as known, None when there is none.

    ``speech`` are quotations, in which nothing counts; ``beginning`` is where the sentence begins after a dateline;
    ``before`` tells whether an earlier sentence has a noun.
    """
    for match in _THE.finditer(text):
        if any(start <= match.start() < end for start, end in speech):
            continue
        noun = _WORD.match(text, match.end())
        if noun is None or len(noun.group()) < 4:
            continue
        word = noun.group()
        if word in STOP_WORDS or word in UNIQUE or word in _ORDINALS or word in PERSON_NOUNS:
            continue
        following = _NEXT.match(text, noun.end())
        behind = following[1] if following is not None else ""
        if behind.lower() in _TELLING or behind[:1] in {"’", "'", "“", '"', "("} or behind[:1].isupper():
            continue
        # The noun must stand by itself or right before a verb; "the new bridge" has its noun later.
        close = text[noun.end() : noun.end() + 1]
        ends = not behind or close in _CLOSES or behind.lower() in STOP_WORDS
        subject = match.start() <= beginning or _LEADS_IN.search(text[: match.start()]) is not None
        if not (ends or (subject and behind.endswith(("ed", "s")))) or mentioned(text[: match.start()].lower(), word):
            continue
        if subject or word in BACKWARD or before(word):
            return match.start(), noun.end()
    return None


def mentioned(lowered: str, word: str, end: int | None = None) -> bool:
    """Tell whether ``lowered[:end]`` has ``word`` in one of its forms; without ``end``, all of it."""
    root = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    stop = len(lowered) if end is None else end
    at = -1
    for _ in range(_MOST_LOOKED_AT):
        at = lowered.find(root, at + 1, stop)
        if at < 0:
            return False
        tail = _WORD.match(lowered, at + len(root))
        whole = tail is None or tail.group() in _ENDINGS
        if whole and not lowered[at - 1 : at].isalpha():
            return True
    return False
