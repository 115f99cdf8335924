"""What changes by the hour: the weather, the time of day. News of some other day holds no answer to that."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot import countries
from bot.matching import fold
from bot.searching.words import read_lines, stem

_PASSING = re.compile(
    r"\b(?:weather|forecast|temperature|humidity|horoscope|lottery|jackpot|traffic jams?|exchange rate)\b"
    r"|\bwhat(?:'?s| is)? (?:the )?time (?:is it|now|in)\b|\b(?:current|local) time\b"
    r"|\bwill it (?:rain|snow|be (?:hot|cold|sunny))\b"
    r"|\b(?:is|does) it (?:raining|rain|snowing|snow|hot|cold|sunny)\b",
    re.IGNORECASE,
)
# A place and its name's parts are all that stands beside such a question.
_MOST_BESIDE = 2
_OF_TODAY = frozenset(stem(word) for line in read_lines("of_today.txt") for word in line.split())


def is_passing(text: str, chosen: Mapping[str, str]) -> bool:
    """Tell whether a search asks for what changes by the hour. ``chosen`` are its words by stem."""
    if _PASSING.search(text) is None:
        return False
    named = countries.find_places(text)
    places = {word for place in named for word in fold(text[place.span.start : place.span.end]).split()}
    left = [key for key, typed in chosen.items() if key not in _OF_TODAY and fold(typed) not in places]
    return len(left) <= _MOST_BESIDE


def of_today(title: str) -> bool:
    """Tell whether a headline is about what is asked of the day: the weather, a temperature."""
    return _PASSING.search(title) is not None
