"""How else English spells a word: American and British."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.searching.words import read_lines

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
