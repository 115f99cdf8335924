"""The company whose own rate a rate is."""

from __future__ import annotations

import re

from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Sentence

_BETWEEN = frozenset(
    {"countervailing", "definitive", "provisional", "is", "are", "was", "were", "been", "being", "has"}
)


_NOT_A_COMPANY = frozenset("nor so yet the and but for from with if when while mr ms mrs he she it they".split())


def company_of(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return the company whose own rate the one at ``index`` is ("BYD pays 17%", "17% for BYD"), or None."""
    row, letters = sentence.row, sentence.letters
    right = index + 1
    if letters[right : right + 1] == "F" and _is_name(sentence, right + 1):
        return _name(sentence, right + 1, right + 1)
    left = index - 1
    while left >= bounds[0] and (letters[left] in "wfzToaNU?ix~" or row[left].text in _BETWEEN):
        left -= 1
    if left >= bounds[0] and letters[left] == ",":
        left = _before_aside(letters, left, bounds[0])
    if left >= bounds[0] and (found := _ending_at(sentence, left, bounds[0])) is not None:
        return found
    comma = letters.rfind("?", bounds[0], index)
    if comma >= 2 and letters[comma - 1] == ",":
        return _ending_at(sentence, comma - 2, bounds[0])
    rated = _RATE_FOR.search(letters, bounds[0], index)
    if rated is not None and _is_name(sentence, rated.end() - 1):
        return _name(sentence, rated.end() - 1, rated.end() - 1)
    maker = letters.find("y.", index, bounds[1])
    made = maker >= 0 and "made" in sentence.words(max(index, maker - 4), maker)
    return _name(sentence, maker + 1, maker + 1) if made and _is_name(sentence, maker + 1) else None


def _before_aside(letters: str, comma: int, low: int) -> int:
    """Return the token before an aside that ends with the ``comma``: "Lowen, maker of lamps, got 12%"."""
    opening = letters.rfind(",", low, comma)
    return opening - 1 if opening > low and not compiled(r"[A&]").search(letters[opening:comma]) else comma


_RATE_FOR = re.compile(r"[TR]F[.](?=[^P]*\Z)")  # "the rate for Dika goes up to 17%"


def _ending_at(sentence: Sentence, last: int, low: int) -> str | None:
    """Return the name whose last word, or the number after it ("Hands 8"), is at token ``last``; ``low``: its first."""
    numbered = last > low and sentence.row[last].kind == "." and sentence.row[last].text.isdigit()
    first = last - 1 if numbered else last
    if first > low and sentence.row[first].text in _FORMS and _is_name(sentence, first - 1):
        first = last = first - 1
    if not _is_name(sentence, first):
        return None
    if not numbered:
        while first - 1 >= low and (_is_name(sentence, first - 1) or _is_wares(sentence, first - 1)):
            first -= 1
    return _name(sentence, first, last)


# What stands after a company's name: "the Zhuo group".
_FORMS = frozenset({"group", "company", "companies", "concern", "mills"})


def _is_wares(sentence: Sentence, index: int) -> bool:
    """Tell whether wares stand in the midst of a name ("Treasury Wine Estates")."""
    token = sentence.row[index]
    return token.kind == "P" and sentence.text[token.start].isupper() and _is_name(sentence, index - 1)


def _is_name(sentence: Sentence, index: int) -> bool:
    if not 0 <= index < len(sentence.row):
        return False
    token = sentence.row[index]
    raw = sentence.text[token.start : token.end]
    return token.kind == "." and raw[0].isupper() and len(raw) > 1 and token.text not in _NOT_A_COMPANY


def _name(sentence: Sentence, first: int, last: int) -> str:
    return sentence.text[sentence.row[first].start : sentence.row[last].end]
