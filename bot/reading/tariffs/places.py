"""Places that a sentence names, with the people and offices that stand for one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from bot.countries import find_places
from bot.reading.tariffs.lexicon import read_table


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a sentence: ``kind`` as in :class:`bot.countries.Place`, or "actor" for one who stands for it."""

    code: str
    start: int
    end: int
    kind: str


_RUN = re.compile(r"\w+")


@cache
def _actors() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]], frozenset[str]]:
    """Return a pattern of all actors, what each stands for and whether conditionally, and of each its longest word:
    a sentence with none of these names no actor."""
    table: dict[str, tuple[str, bool]] = {}
    for code, cell in read_table("tariff_actors.tsv"):
        for name in cell.split(";"):
            plain = name.strip()
            table[plain.removeprefix("~").lower()] = (code, plain.startswith("~"))
    names = sorted(table, key=len, reverse=True)
    small = "|".join(sorted({re.escape(name.split()[0]) for name in names if table[name][1]}))
    pattern = rf"\b(?=(?-i:[A-ZÀ-Ž])|(?:{small})\b)(?:" + "|".join(re.escape(name) for name in names) + r")\b"
    return re.compile(pattern, re.IGNORECASE), table, frozenset(max(_RUN.findall(name), key=len) for name in table)


def find_mentions(text: str, start: int, end: int, known: Collection[str]) -> list[Mention]:
    """Return the places and actors in ``text[start:end]`` in order; a conditional actor ("the bloc") counts where its
    place is among ``known``.
    """
    found = [
        Mention(place.code, place.span.start, place.span.end, place.kind) for place in find_places(text, start, end)
    ]
    pattern, table, telling = _actors()
    if telling.isdisjoint(_RUN.findall(text[start:end].lower())):
        return found
    taken = [(mention.start, mention.end) for mention in found]
    for match in pattern.finditer(text, start, end):
        word = match.group()
        code, conditional = table[word.lower()]
        if (conditional and code not in known) or (
            not conditional and not word[0].isupper() and not word.startswith("the ")
        ):
            continue
        if any(match.start() < b and a < match.end() for a, b in taken):
            continue
        if word.endswith("commission"):
            continue  # in lower case it may be anybody's
        found.append(
            Mention(
                code,
                match.start(),
                match.end(),
                "name" if word.lower().endswith(("bloc", "union", "eu27")) else "actor",
            )
        )
    found.sort(key=lambda mention: mention.start)
    return found
