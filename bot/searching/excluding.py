"""What keeps an article from answering a search, though it holds words of it: another country, the other kind."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

from bot import data
from bot.countries import code_of
from bot.matching import fold
from bot.reading.people.words import PLACES
from bot.searching.kin import country_named, country_stems, is_english
from bot.searching.terms import Search
from bot.searching.words import read_lines, stem


@cache
def _contrasts() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The kinds that exclude one another: a stem to those of its own kind, and those of the others."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for line in read_lines("contrasts.txt"):
        kinds = [frozenset(stem(word) for word in kind.split()) for kind in line.split("|")]
        for kind in kinds:
            found |= dict.fromkeys(kind, (kind, frozenset().union(*kinds) - kind))
    return found


def excluded(search: Search) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return, for each word of a search that excludes others ("men"), those of its kind and the others."""
    return [_contrasts()[key] for key in search.stems if key in _contrasts()]


def places_asked(search: Search) -> list[AbstractSet[str]]:
    """Return, for each country, region or town in one word that a search names, the stems by which it may be named."""
    table = country_stems()
    codes = [code for word in search.words if (code := country_named(word)) is not None]
    smaller = [
        frozenset({key}) | table.get(code_of(word) or "", frozenset())  # Oslo may stand for Norway
        for word, key in zip(search.words, search.stems, strict=True)
        if fold(word) in _smaller() and not is_english(word)
    ]
    return [*(table[code] for code in dict.fromkeys(codes) if code in table), *smaller]


@cache
def _smaller() -> frozenset[str]:
    """Towns and regions of one word, folded."""
    lines = (Path(data.__file__).with_name("regions.txt")).read_text(encoding="utf-8").splitlines()
    return frozenset(place for place in PLACES if place.isalpha()) | {fold(line) for line in lines if line[0] != "#"}
