"""Countries by any of their names: codes, plain names, adjectives, capitals, and where a text names them.

Codes are ISO 3166-1 alpha-2, with ``EU`` for the European Union. Two tables are read once, at import:
``data/iso_countries.tsv``, written from pycountry, and ``data/country_forms.tsv``, written by hand (English news usage:
adjectives, peoples, capitals and other seats of government, short names). The members of the Union are those since
1 February 2020.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from storage.records import Span

Kind = Literal["name", "code", "demonym", "capital"]
CAPITALS: frozenset[Kind] = frozenset({"capital"})
ALL_KINDS: frozenset[Kind] = frozenset({"name", "code", "demonym", "capital"})

# https://european-union.europa.eu/principles-countries-history/eu-countries_en (27 members since 1 February 2020)
EU_MEMBERS = frozenset(
    """
    AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
    """.split()
)

_DATA = Path(__file__).with_name("data")
# Initials or a word. It begins with the letter and looks behind it then: the search runs over all other letters fast.
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:(?<=[A-Z])\.(?:[A-Z]\.)+|(?<![^\W_].)[^\W_]*)")
# Forms that are common words, or parts of other names, in lower or mixed case: they count only in capitals in a text.
_CAPITALS_ONLY = frozenset(
    {"us", "uk", "eu", "uae", "usa", "prc", "drc", "car", "rok", "rsa", "png", "ksa", "dprk", "ustr", "eu27"}
)
# Too common as other words or as people's names to be found in running text; still understood when typed.
_NOT_IN_TEXT = frozenset({"states", "congo kinshasa", "no 10", "congo", "lao", "car"})


@dataclass(frozen=True, slots=True)
class Place:
    """A country named in a text: its code, where, and by what kind of form ("capital" holds other metonyms too)."""

    code: str
    span: Span
    kind: Kind


def fold(text: str) -> str:
    """Return ``text`` in the form in which names are compared: lower case, no accents, no marks, single spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    bare = "".join(c for c in plain if not unicodedata.combining(c) and c not in ".'’‘ʼ`")
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


@dataclass(frozen=True, slots=True)
class _Tables:
    names: dict[str, str]
    prose: dict[str, str]
    adjectives: dict[str, str]
    by_kind: dict[Kind, dict[str, str]]


def _lines(name: str) -> Iterator[str]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _load() -> _Tables:
    tables = _Tables({}, {}, {}, {"name": {}, "code": {}, "demonym": {}, "capital": {}})
    for line in _lines("country_forms.tsv"):
        code, prose, adjective, people, seats, others = (part.strip() for part in line.split("|"))
        tables.prose[code] = prose
        tables.names[code] = prose.removeprefix("the ")
        tables.adjectives[code] = adjective
        tables.by_kind["code"].setdefault(fold(code), code)
        cells: tuple[tuple[Kind, str], ...] = (
            ("name", f"{prose};{others}"),
            ("demonym", f"{adjective};{people}"),
            ("capital", seats),
        )
        for kind, cell in cells:
            for form in cell.split(";"):
                if key := fold(form).removeprefix("the "):
                    tables.by_kind[kind].setdefault(key, code)
    for line in _lines("iso_countries.tsv"):
        code, alpha3, name, common, official = line.split("\t")
        tables.names.setdefault(code, common or name)
        tables.prose.setdefault(code, tables.names[code])
        tables.adjectives.setdefault(code, "")
        for form in (alpha3, code):
            tables.by_kind["code"].setdefault(fold(form), code)
        for form in (common, name, official):
            if key := fold(form).removeprefix("the "):
                tables.by_kind["name"].setdefault(key, code)
    return tables


_TABLES = _load()
_ORDER: tuple[Kind, ...] = ("name", "code", "demonym", "capital")
_IN_TEXT: tuple[Kind, ...] = ("name", "demonym", "capital")


def code_of(text: str, kinds: Collection[Kind] = ALL_KINDS) -> str | None:
    """Return the code that ``text`` as a whole names, or None. Case, accents, marks and a leading "the" don't matter.

    ``kinds`` limits the forms that count: names, codes (alpha-2, alpha-3), demonyms ("Indian", "the Swiss"), capitals
    and other metonyms ("Beijing", "the White House").
    """
    key = fold(text)
    if key.startswith("the "):
        key = key[4:]
    for kind in _ORDER:
        if kind in kinds and (found := _TABLES.by_kind[kind].get(key)):
            return found
    return None


def is_code(code: str) -> bool:
    """Tell whether ``code`` is one that this module uses: an alpha-2 code in capitals, or ``EU``."""
    return code in _TABLES.names


def codes() -> tuple[str, ...]:
    """Return all codes, sorted."""
    return tuple(sorted(_TABLES.names))


def name_of(code: str) -> str:
    """Return the plain English name ("India", "United States", "European Union"). Raises KeyError for no code."""
    return _TABLES.names[code]


def prose_name(code: str) -> str:
    """Return the name as it stands in a sentence ("the United States"). Raises KeyError for no code."""
    return _TABLES.prose[code]


def adjective_of(code: str) -> str:
    """Return the adjective ("Indian"), or the plain name where none is known. Raises KeyError for no code."""
    return _TABLES.adjectives[code] or _TABLES.names[code]


@cache
def forms(kinds: frozenset[Kind] = ALL_KINDS) -> Mapping[str, str]:
    """Return every folded form of the given kinds with its code; where two kinds share a form the first of
    names, codes, demonyms, capitals keeps it.
    """
    merged: dict[str, str] = {}
    for kind in _ORDER:
        if kind in kinds:
            for form, code in _TABLES.by_kind[kind].items():
                merged.setdefault(form, code)
    return MappingProxyType(merged)


_NEXT = re.compile(r"[ \u00a0.‐‑'’\-]{1,3}((?:[^\W\d_]\.){2,}|[^\W_]+)")
_SMALL_WORDS = frozenset({"of", "and", "the", "d", "da", "es", "au", "st"})
# first word of a form -> its further words, code and kind, longest first; code None blocks ("New Mexico")
_Entry = tuple[tuple[str, ...], str | None, Kind]


def _index() -> dict[str, tuple[_Entry, ...]]:
    found: dict[str, dict[tuple[str, ...], _Entry]] = {}

    def put(form: str, code: str | None, kind: Kind) -> None:
        first, *rest = form.split()
        found.setdefault(first, {}).setdefault(tuple(rest), (tuple(rest), code, kind))

    for line in _lines("place_blocks.txt"):
        put(fold(line), None, "name")
    for kind in _IN_TEXT:
        for form, code in _TABLES.by_kind[kind].items():
            if form not in _NOT_IN_TEXT:
                put(form, code, kind)
    put("cote d ivoire", "CI", "name")  # an apostrophe parts the words of a text
    return {first: tuple(sorted(group.values(), key=lambda entry: -len(entry[0]))) for first, group in found.items()}


_INDEX = _index()


def find_places(text: str, start: int = 0, end: int | None = None) -> list[Place]:
    """Return the places named in ``text[start:end]``, in order and without overlap.

    Only words that start with a capital letter count, and short forms ("US") only in capitals, so that neither "turkey"
    nor "us" is a country. A possessive "'s" is outside the span. Linear in the length.
    """
    stop = len(text) if end is None else end
    found: list[Place] = []
    last = start
    for match in _CAPITALISED.finditer(text, start, stop):
        begin, finish = match.span()
        raw = match.group()
        key = _folded_word(raw)
        entries = _INDEX.get(key)
        if entries is None or begin < last:
            continue
        if (hit := _longest(text, raw, key, entries, finish, stop)) is not None:
            last, code, kind = hit
            if code is not None:
                found.append(Place(code, Span(begin, last), kind))
    return found


def _longest(
    text: str, raw: str, key: str, entries: tuple[_Entry, ...], finish: int, stop: int
) -> tuple[int, str | None, Kind] | None:
    """Return the end, code and kind of the longest form that begins with the word ``raw``, which ends at ``finish``."""
    for rest, code, kind in entries:
        if not rest:
            if raw.isupper() if key in _CAPITALS_ONLY else "." not in raw:
                return finish, code, kind
        elif (after := _follows(text, rest, finish, stop)) is not None:
            return after, code, kind
    return None


def _folded_word(word: str) -> str:
    return word.lower().replace(".", "") if word.isascii() else fold(word)


def _follows(text: str, rest: tuple[str, ...], position: int, stop: int) -> int | None:
    """Return where the words ``rest`` end that follow ``position`` with only spaces, hyphens, apostrophes between."""
    for wanted in rest:
        match = _NEXT.match(text, position, stop)
        if match is None or _folded_word(match.group(1)) != wanted:
            return None
        if not match.group(1)[0].isupper() and wanted not in _SMALL_WORDS:
            return None
        position = match.end(1)
    return position
