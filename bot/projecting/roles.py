"""What a role tells of its holder: the field of public life, the country served, the seat of the office."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.countries import find_places
from bot.reading.people.words import fold

_FILE = Path(__file__).resolve().parent.parent / "reading" / "data" / "role_fields.txt"
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_EMPTY = frozenset(
    "the a an of for to s and at in new former then current acting next ex his her its their our my".split()
)
# Where a diplomat or a correspondent is sent is not whom they serve.
_SENT = re.compile(r"\b(?:to|in|at|with)\b.*", re.DOTALL)
# Offices of which a place or a body has one, seldom changed for the same office elsewhere: the Dallas Fed's president
# and New York's are two. Portfolios do change, so ministers and secretaries are not among them.
_SEATED = frozenset("president governor mayor senator sheriff king queen bishop archbishop ceo premier".split())
_RANKS = frozenset(
    "deputy vice assistant chief senior junior associate under executive general prime first foreign".split()
)


def _load() -> tuple[dict[str, str], frozenset[frozenset[str]]]:
    fields: dict[str, str] = {}
    pairs: set[frozenset[str]] = set()
    section = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            if section == "may_be_one":
                pairs.add(frozenset(line.split()))
            else:
                fields.update(dict.fromkeys(line.split(), section))
    return fields, frozenset(pairs)


_FIELDS, _MAY_BE_ONE = _load()


@dataclass(frozen=True, slots=True)
class Office:
    """What one role says. ``proper`` are the names in it that tell one holder of such an office from another."""

    words: frozenset[str]
    head: str | None
    field: str | None
    country: str | None
    proper: frozenset[str]


@lru_cache(maxsize=50_000)
def office(role: str) -> Office:
    """Read a role as an article words it ("Kenyan envoy to India": head envoy, field state, country KE)."""
    own = _SENT.sub("", role)
    places = find_places(own)
    country = places[0].code if places else None
    words = [fold(word) for word in _WORD.findall(role)]
    head = next((word for word in reversed([fold(w) for w in _WORD.findall(own)]) if word in _FIELDS), None)
    if head == "officer" and "chief" in words:  # "chief executive officer" is no policeman
        head = "executive"
    proper: frozenset[str] = frozenset()
    if head in _SEATED:
        national = " ".join(role[place.span.start : place.span.end] for place in find_places(role)).split()
        proper = frozenset(
            fold(word)
            for word in _WORD.findall(role)
            if word[0].isupper()
            and not (word.isupper() and len(word) < 6)  # "RBI" may be the Reserve Bank of India
            and word not in national
            and fold(word) not in _EMPTY | _RANKS
            and fold(word) not in _FIELDS
        )
    return Office(
        frozenset(w for w in words if w not in _EMPTY), head, _FIELDS.get(head) if head else None, country, proper
    )


def fields_agree(one: str | None, two: str | None) -> bool:
    """Tell whether one person may well hold roles of both fields."""
    return one is None or two is None or one == two or frozenset((one, two)) in _MAY_BE_ONE
