"""Words that may stand for one that was asked for: of its field, another form of its verb or of its country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from bot import countries
from bot.reading.terms import word_list
from bot.searching.words import read_lines, stem, words_in


def is_english(word: str) -> bool:
    """Tell whether a folded word is a common one of English."""
    return is_common(stem(word))


def is_common(key: str) -> bool:
    """Tell whether a stem is that of a common word, or of its adverb: "yearli" (yearly) of "year"."""
    return key in _english() or key.removesuffix("li") in _english()


@cache
def _english() -> frozenset[str]:
    """The stems of common English words."""
    return frozenset(stem(word) for line in word_list("common_words.txt") for word in line.split())


@cache
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    tables: list[dict[str, frozenset[str]]] = []
    for name in ("related_words.txt", "topics.txt"):
        table = {}
        for line in read_lines(name):
            word, others = line.split(":")
            key = " ".join(stem(part) for part in word.split())
            table[key] = frozenset(stem(part) for other in others.split() for part in other.split("-"))
        tables.append(table)
    return tables[0], tables[1]


@cache
def _irregular() -> dict[str, frozenset[str]]:
    """The other forms of irregular verbs by the stem of each: "paid" for "pay"."""
    found: dict[str, frozenset[str]] = {}
    for line in read_lines("irregular.txt"):
        forms = frozenset(stem(word) for word in line.split())
        found |= {form: forms - {form} for form in forms}
    return found


@cache
def _alike() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in read_lines("synonyms.txt"):
        group = {stem(word) for word in line.split()}
        for key in group:
            found[key] |= group
    return {key: frozenset(group) for key, group in found.items()}


def alike(key: str) -> frozenset[str]:
    """Return the stems of words that are easily remembered for a stem."""
    return _alike().get(key, frozenset())


@cache
def country_stems() -> dict[str, frozenset[str]]:
    """The stems of one-word names and peoples of each country, by code."""
    table: dict[str, set[str]] = {}
    for form, code in countries.forms(frozenset({"name", "demonym"})).items():
        if form.isalpha() and (len(form) > 3 or form in {"uk", "uae", "usa"}):
            table.setdefault(code, set()).add(stem(form))
    return {code: frozenset(found) for code, found in table.items()}


@lru_cache(maxsize=4096)
def country_named(word: str) -> str | None:
    """Return the code of the country that a single word names ("Chile's", "Mexican"), None where it names none."""
    word = re.sub(r"['’]s?$", "", word)
    return countries.code_of(word, ("name", "demonym")) if len(word) > 3 else None


def kin_of(chosen: Mapping[str, str], text: str) -> dict[str, frozenset[str]]:
    """Return for each stem those that may stand for it, and under "" those that may stand for any."""
    stems = [word.stem for word in words_in(text)]
    related, topics = _tables()
    found: dict[str, frozenset[str]] = {}
    codes = {key: code for key, typed in chosen.items() if (code := country_named(typed)) is not None}
    codes |= {word.stem: place.code for place in countries.find_places(text) for word in words_in(text, *place.span)}
    for key in chosen:  # how else a country that is named is called: "Japan" for "the Japanese"
        found[key] = (
            related.get(key, frozenset())
            | _irregular().get(key, frozenset())
            | country_stems().get(codes.get(key, ""), frozenset())
        )
    anywhere: frozenset[str] = frozenset()
    if len(chosen) <= 2:
        for asked in {*stems, *(f"{a} {b}" for a, b in pairwise(stems))}:
            anywhere |= topics.get(asked, frozenset())
    if "watch" in stems:
        anywhere |= related.get("watch", frozenset())
    return found | {"": anywhere}
