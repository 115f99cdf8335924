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

from bot.reading.definites import BODY_NOUNS, PAST, PERSON_NOUNS
from bot.reading.terms import STOP_WORDS

LISTS: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "things.json").read_text(encoding="utf-8"))
UNIQUE = frozenset(LISTS["unique"])
BACKWARD = frozenset(LISTS["backward"])
_TELLING = frozenset(LISTS["telling"])
_ORDINALS = frozenset(LISTS["ordinal"])
# They begin with the letter and look behind it then: the search runs over all other letters fast.
_REGION = re.compile(
    r"[Tt](?<!\w[Tt])he (?:region|country|state|city|town|village|island|province|district|area|neighbou?rhood|suburb|"
    r"county|municipality|site|territory|peninsula|valley|building|school|company|firm)(?=[,.;:!?)]| [a-z])(?![’'])"
)
_SAYS = re.compile(
    r" (?:adds|added|says|said|states|stated|notes|noted|alleges|alleged|claims|claimed|argues|argued)\b"
)
_SAYING = frozenset(
    """says said shows showed suggests suggested claims claimed finds found reveals revealed indicates indicated warns
    warned argues argued adds added means meant""".split()
)
_NAMED = re.compile(r"\b[A-Z][\w’'-]+")
_THE = re.compile(r"[Tt](?<!\w[Tt])he (?=[a-z])")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NEXT = re.compile(r"[ ]?([^ ]{0,30})")
_INTRANSITIVE = frozenset(LISTS["intransitive"])  # "The case dealt with": never said of a thing as "built with" is
# "won't" behind a subject is a verb as "will" is.
_SHORT_FORM = re.compile(r"[a-z]+(?:n[’']t|[’'](?:ll|d|ve|re))$")
# Past forms that are no participle: "the boat built in May" tells which boat, "the post got 60,000" doesn't.
_FINITE = frozenset("got took went came gave saw became began broke drew fell grew ran rose shook spoke threw".split())
_COMPLEMENT = re.compile(
    r" (?:\d|an? |the |its? |their |his |her |almost |nearly |about |around "
    r"|more than |less than |in |on |at |from |to )"
)
_DETERMINERS = frozenset(
    "a an the its his her their our my your this that these those no any some every each all".split()
)
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
    opening = definite_subject(text, beginning)
    if opening is not None:
        return opening
    if (area := region(text, speech)) is not None:
        return area
    for match in _THE.finditer(text):
        if any(start <= match.start() < end for start, end in speech):
            continue
        noun = _WORD.match(text, match.end())
        word = noun.group() if noun is not None else ""
        if noun is None or (len(word) < 4 and word not in BACKWARD):
            continue
        if word in STOP_WORDS or word in UNIQUE or word in _ORDINALS or word in PERSON_NOUNS:
            continue
        following = _NEXT.match(text, noun.end())
        behind = following[1] if following is not None else ""
        if behind.lower() in _TELLING or behind[:1] in {"’", "'", "“", '"', "("} or behind[:1].isupper():
            continue
        # The noun must stand by itself or right before a verb; "the new bridge" has its noun later.
        close = text[noun.end() : noun.end() + 1]
        says = word in BACKWARD and _SAYS.match(text, noun.end()) is not None  # ", the letter adds,"
        ends = says or not behind or behind[:1] in {"–", "—"} or close in _CLOSES or behind.lower() in STOP_WORDS
        if match.start() <= beginning and close == "," and text[noun.end() + 2 : noun.end() + 3].isupper():
            continue  # "The ship, Aurora,"
        subject = match.start() <= beginning or _LEADS_IN.search(text[: match.start()]) is not None
        if not (ends or (subject and behind.endswith(("ed", "s")))) or mentioned(text[: match.start()].lower(), word):
            continue
        if subject or word in BACKWARD or before(word):
            return match.start(), noun.end()
    return None


def region(text: str, speech: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return "the region" where nothing before it in the sentence has a name, and nothing behind it tells which."""
    for match in _REGION.finditer(text):
        if any(start <= match.start() < end for start, end in speech):
            continue
        behind = _NEXT.match(text, match.end())
        if behind is not None and (
            behind[1].lower() in _TELLING - {"in", "at", "on", "from", "with", "for", "to", "by"}
        ):
            continue
        if behind is not None and behind[1][:1].isupper():
            continue
        if _NAMED.search(text, 1, match.start()) is None and not text[:1].isdigit():
            return match.span()
    return None


def definite_subject(text: str, beginning: int) -> tuple[int, int] | None:
    """Return a definite subject that nothing tells of: "The live stream was", "The accident left Cruz", or None.

    The noun is the last word before a verb: an auxiliary, a word in "-ed" or "-s" or a past form that an article, a
    name or the end follows. A name, a number, a possessive or a telling word ("of", "who") within it tells which.
    """
    if text[beginning : beginning + 4] != "The ":
        return None
    at = beginning + 4
    words: list[tuple[str, int]] = []
    for _ in range(6):
        match = _NEXT.match(text, at)
        word = match[1] if match is not None else ""
        lowered = word.lower()
        if words and lowered in _FINITE and _COMPLEMENT.match(text, match.end() if match is not None else at):
            return _noun(words, beginning)  # "The post got almost 60,000"
        if not words and not word.islower():
            return None  # a name or a number comes first
        if lowered in STOP_WORDS or _SHORT_FORM.match(lowered):
            verb = lowered in _DETERMINERS  # "The finds include a ...": the verb stands before
            if lowered == "that" and len(words) > 1 and words[-1][0] in _SAYING:
                return _noun(words[:-1], beginning)  # "The map suggests that"
            if lowered in _TELLING or lowered in {"and", "or"}:
                return _noun(words[:-1], beginning) if words and words[-1][0] in _INTRANSITIVE else None
            return _noun(words[:-1] if verb else words, beginning)
        if words and lowered.endswith("ly") and word.islower():
            return _noun(words, beginning)  # "The plan effectively ends"
        if word[:1].isupper():  # a name: an object where a verb stands before it
            last = words[-1][0] if words else ""
            return _noun(words[:-1], beginning) if last in PAST or last.endswith("ed") else None
        if word.endswith(",") and word[:-1].isalpha() and match is not None:
            named = text[match.end() + 1 : match.end() + 2].isupper()  # "The ship, Aurora,"
            return None if named else _noun([*words, (lowered[:-1], match.end() - 1)], beginning)
        if not word.replace("-", "").isalpha():
            return None
        words.append((lowered, match.end() if match is not None else at))
        at = words[-1][1]
    return None


def _noun(words: Sequence[tuple[str, int]], beginning: int) -> tuple[int, int] | None:
    if not words or any(word in _ORDINALS for word, _ in words):
        return None
    noun, end = words[-1]
    if noun in UNIQUE or noun in PERSON_NOUNS or noun in BODY_NOUNS:
        return None
    return beginning, end


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
