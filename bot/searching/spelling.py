"""How else English spells a word: American and British."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from bot.matching import fold
from bot.searching.words import read_lines, stem

# Endings that one side writes so and the other otherwise, each tried both ways: whether such a word is written at all
# is for the caller to know ("for" is no American "four").
_RULES = (
    (re.compile(r"(?<=[a-z]{2})or(s?|ed|ing|able|ite|ful|hood|ly)$"), r"our\1"),
    (re.compile(r"(?<=[a-z]{2})our(s?|ed|ing|able|ite|ful|hood|ly)$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{2}[btd])er(s?)$"), r"re\1"),
    (re.compile(r"(?<=[a-z]{2}[btd])re(s?)$"), r"er\1"),
    (re.compile(r"(?<=[a-z]{2})(i|y)z(e[ds]?|ing|ation|ations|er|ers)$"), r"\1s\2"),
    (re.compile(r"(?<=[a-z]{2})(i|y)s(e[ds]?|ing|ation|ations|er|ers)$"), r"\1z\2"),
    (re.compile(r"(?<=[a-z]{2})og(s?)$"), r"ogue\1"),
    (re.compile(r"(?<=[a-z]{2})ogue(s?)$"), r"og\1"),
    (re.compile(r"(?<=[aeiou])l(ed|ing|er|ers)$"), r"ll\1"),
    (re.compile(r"(?<=[aeiou])ll(ed|ing|er|ers)$"), r"l\1"),
)


@cache
def _pairs() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in read_lines("spellings.txt"):
        one, other = line.split()
        found |= {one: other, other: one, f"{one}s": f"{other}s", f"{other}s": f"{one}s"}
    return found


@lru_cache(maxsize=4096)
def other_spellings(word: str) -> tuple[str, ...]:
    """Return other ways in which a lower-case word may be spelt; not all are words. Raises for no text."""
    found = [_pairs()[word]] if word in _pairs() else []
    found += [rule.sub(other, word) for rule, other in _RULES if rule.search(word)]
    return tuple(dict.fromkeys(each for each in found if each != word))


# Of shorter words too many others are a slip away.
_LEAST = 6
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def mistyped(word: str, vocabulary: Mapping[str, int]) -> str | None:
    """Return the stem of the word that was meant where one letter is missing, one too much, or two have changed places.

    Of several it is the one that stands in most articles by ``vocabulary``; None where none is there.

    A slip in an ending hides the stem ("electricty" has none of "electricity"'s), so whole words are tried here. The
    first two letters are taken as typed: few err there.
    """
    typed = fold(word)
    if len(typed) < _LEAST or not typed.isalpha() or not typed.isascii():
        return None
    pool = {key for key in vocabulary if key[:2] == typed[:2] and len(key) > 3}
    # Only what begins like a stem is worth cutting to its own; its last letter may be another ("quarri", of "quarry").
    starts = {key[:-1] for key in pool}
    likely = {other for other in _one_slip_away(typed) if any(other[:end] in starts for end in range(3, len(other)))}
    known = pool.intersection(map(stem, likely))
    return max(known, key=lambda key: (vocabulary[key], key)) if known else None


def _one_slip_away(typed: str) -> Iterator[str]:
    for at in range(2, len(typed)):
        yield typed[:at] + typed[at + 1 :]
        yield typed[: at - 1] + typed[at] + typed[at - 1] + typed[at + 1 :] if at > 2 else typed
    for at in range(2, len(typed) + 1):
        yield from (typed[:at] + letter + typed[at:] for letter in _LETTERS)
