"""Messages that fit no wording: whom they name, whether they ask for words or for a person, and what is left.

"Find me the quote where Teddy talks about the galley" names Teddy, asks for words, and is about the galley. Who is
asked for may only be surrounded by words that say nothing, or by an office; of words that are asked for, the rest is
the topic.
"""

from __future__ import annotations

import re

from bot.asking.line import Line
from bot.asking.phrases import pattern
from bot.matching import Found, Names, Outcome, Tie
from bot.matching.office_words import OFFICES
from bot.question import Question
from bot.searching.kin import is_english
from bot.searching.words import STOP_WORDS

_SAYING = pattern(r"(?:{tell}|talks|saying)")
_WORDS_OF = re.compile(r"(?:quot(?:e|es|ation|ations)|remarks?|statements?|comments?|words)")
_WHO_ASKED = re.compile(
    r"(?:who|whos|whom|name|named|role|job|title|position|bio|background|profile|profession|career)"
)
_SOMEBODY = pattern(
    r"(?:{somebody}|{oath}|{again}|{asking}|{ending}|{polite}|quick|info|details|called|known|dr|mr|ms|mrs|isnt|arent|wasnt)"
)
_OWNING = frozenset({"from", "by", "of"})
_MOST = 14
_LONGEST_NAME = 4
_MOST_SLIPS = 3


def by_parts(line: Line, names: Names) -> Question | None:
    """Return a question of a person or of somebody's words, where a message names somebody known; else None."""
    words = line.plain.split()
    if not 2 <= len(words) <= _MOST:
        return None
    named = _named(line, words, names)
    if named is None:
        return None
    start, end, outcome = named
    typed = _slice(line, words, start, end)
    before, after = words[:start], words[end:]
    rest = [word for word in (*before, *after) if not _says_nothing(word)]
    if _speaks(words, start, end):
        if isinstance(outcome, Found) and outcome.how in {"fuzzy", "role"}:
            return None
        return Question("quote", line.raw, subject=typed, about=_topic(line, words, start, end))
    asked = any(_WHO_ASKED.fullmatch(word) for word in (*before, *after))
    rest = [word for word in rest if not _WHO_ASKED.fullmatch(word)]
    offices = any(word in OFFICES or names.is_office(word) for word in rest)
    if rest and not offices:
        return None
    if isinstance(outcome, Found) and outcome.how in {"fuzzy", "role"} and not names.holds(outcome.entity, rest):
        return None
    if rest and isinstance(outcome, Found) and not names.holds(outcome.entity, rest):
        return None
    if not rest and not asked and len(before) + len(after) > 3:
        return None
    return Question("who", line.raw, subject=typed, hint=" ".join(rest) or None)


def named_in(line: Line, names: Names) -> str | None:
    """Return the words of a message that name somebody known, spelt right; None where they name nobody."""
    words = line.plain.split()
    named = _named(line, words, names)
    if named is None or (isinstance(named[2], Found) and named[2].how == "fuzzy"):
        return None
    return _slice(line, words, named[0], named[1])


def _speaks(words: list[str], start: int, end: int) -> bool:
    """Tell whether the one named is asked for words: named before a verb of speech, or beside "quotes" or "words"."""
    others = [place for place in range(len(words)) if not start <= place < end]
    saying = [place for place in others if _SAYING.fullmatch(words[place])]
    if saying:
        return start < saying[-1] or words[start - 1] in _OWNING
    return any(_WORDS_OF.fullmatch(words[place]) for place in others)


def _topic(line: Line, words: list[str], start: int, end: int) -> str | None:
    """Return what is said beside the name and the asking, as typed where it stands together."""
    kept = [
        place
        for place, word in enumerate(words)
        if not start <= place < end
        and not _says_nothing(word)
        and not _SAYING.fullmatch(word)
        and not _WORDS_OF.fullmatch(word)
        and not _WHO_ASKED.fullmatch(word)
    ]
    if not kept:
        return None
    if kept[0] >= end or kept[-1] < start:
        return _slice(line, words, kept[0], kept[-1] + 1)
    return " ".join(words[place] for place in kept)


def _says_nothing(word: str) -> bool:
    return word in STOP_WORDS or _SOMEBODY.fullmatch(word) is not None


def _slice(line: Line, words: list[str], start: int, end: int) -> str:
    at = len(" ".join(words[:start])) + (1 if start else 0)
    return line.slice(at, at + len(" ".join(words[start:end])))


def _named(line: Line, words: list[str], names: Names) -> tuple[int, int, Outcome] | None:
    """Return the longest run of words that names somebody: by the name or a part of it, else by one word's slip."""
    for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            if _says_nothing(run[0]) or _says_nothing(run[-1]) or (size == 1 and len(run[0]) < 3):
                continue
            if not any(names.has_word(word) or names.has_word(word.removesuffix("s")) for word in run):
                continue
            outcome = names.resolve(_slice(line, words, start, start + size), ("person",), spelt=True)
            if isinstance(outcome, Found | Tie):
                return start, start + size, outcome
    slips = []
    unknown = [place for place, word in enumerate(words) if len(word) > 4 and not _says_nothing(word)]
    for place in [place for place in unknown if not is_english(words[place])][:_MOST_SLIPS]:
        outcome = names.resolve(_slice(line, words, place, place + 1), ("person",))
        if isinstance(outcome, Found) and outcome.how == "fuzzy":
            slips.append((place, place + 1, outcome))
    return slips[0] if len({each[2].entity.id for each in slips}) == 1 else None
