"""Entities indexed by the words of their names: what typed names are looked up in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Self

from bot import countries
from bot.matching.completion import Completion
from bot.matching.entities import Entity, Kind, Outcome
from bot.matching.folding import fold
from bot.matching.lexicon import Lexicon
from bot.matching.offices import Offices
from bot.matching.typed import LIMIT, LINKING, PARTICLES, parse

PRIORITY: dict[Kind, int] = {"person": 0, "country": 1, "topic": 2, "story": 3}
"""Where entities of several kinds fit equally well."""
_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")


def country_entities() -> list[Entity]:
    """Return an entity for every country: its English name, its other names, codes, peoples and capitals as aliases."""
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for form, code in countries.forms().items():
        aliases[code].append(form)
    return [Entity("country", code, countries.name_of(code), tuple(aliases[code])) for code in countries.codes()]


_LONG, _SAME = 7, 5  # letters of a word, and of those that it shares with a name


class Tables:
    """An index over entities; built once for each edition of the store, then only read."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities: tuple[Entity, ...] = tuple(entities)
        self._names: defaultdict[str, list[int]] = defaultdict(list)
        self._aliases: defaultdict[str, list[int]] = defaultdict(list)
        self._sorted: defaultdict[str, list[int]] = defaultdict(list)
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        self._forms: list[tuple[tuple[str, ...], ...]] = []
        self._ids: dict[tuple[Kind, str], int] = {}
        for index, entity in enumerate(self.entities):
            self._ids.setdefault((entity.kind, entity.id), index)
            self._forms.append(self._index(index, entity))
        self._lexicon = Lexicon(self._words)
        self._offices = Offices(self.entities)
        order = sorted(range(len(self.entities)), key=lambda index: rank_key(self.entities[index]))
        self._ranks = {index: rank for rank, index in enumerate(order)}
        self._completions: dict[Kind, Completion] = {}
        self._resolved: dict[tuple[str, frozenset[str] | None, str | None, bool], Outcome] = {}

    @cached_property
    def _joined(self) -> Lexicon:
        return Lexicon({*self._names, *self._aliases})

    @cached_property
    def _listed(self) -> dict[Kind, dict[str, int]]:
        """The names of each kind, folded, with their places: what suggestions are taken from."""
        found: dict[Kind, dict[str, int]] = {kind: {} for kind in PRIORITY}
        for index, entity in enumerate(self.entities):
            if self._forms[index]:
                found[entity.kind].setdefault(" ".join(self._forms[index][0]), index)
        return found

    @classmethod
    def build(cls, entities: Iterable[Entity], *, with_countries: bool = True) -> Self:
        """Index ``entities``; every country that isn't among them is added, with no weight, unless told otherwise."""
        given = list(entities)
        if with_countries:
            there = {entity.id: place for place, entity in enumerate(given) if entity.kind == "country"}
            for country in country_entities():
                if country.id in there:
                    mine = given[there[country.id]]
                    given[there[country.id]] = replace(mine, aliases=(*mine.aliases, *country.aliases))
                else:
                    given.append(country)
        return cls(given)

    def _index(self, index: int, entity: Entity) -> tuple[tuple[str, ...], ...]:
        forms: dict[tuple[str, ...], None] = {}
        aliases = (*entity.aliases, *(_with_surname(entity) if entity.kind == "person" else ()))
        for table, text in ((self._names, entity.name), *((self._aliases, alias) for alias in aliases)):
            folded = tuple(fold(text.removeprefix("@")[:LIMIT]).split())
            if not folded:
                continue
            # "Ji-won" is typed as two words and as one.
            joined = tuple(fold(_HYPHEN.sub("", text.removeprefix("@")[:LIMIT])).split())
            for words in dict.fromkeys((folded, parse(text).core, joined)):
                _put(table, "".join(words), index)
                if entity.kind == "person":
                    for run in _run_with_particle(words):  # "binsalem", typed as one word
                        _put(self._aliases, run, index)
                if len(words) > 1:
                    _put(self._sorted, " ".join(sorted(words)), index)
                forms.setdefault(words)
        # The words of a headline are no names: a story is found by its headline alone.
        for words in () if entity.kind == "story" else forms:
            for word in words:
                _put(self._words, word, index)
        return tuple(forms)

    def get(self, kind: Kind, id_: str) -> Entity | None:
        """Return the entity with that kind and id."""
        index = self._ids.get((kind, id_))
        return None if index is None else self.entities[index]

    def has_word(self, word: str) -> bool:
        """Tell whether a folded word is part of any name."""
        return word in self._words

    def looks_like_name(self, typed: str) -> bool:
        """Tell whether words that name nobody known have the build of a person's name: a particle, or a known part."""
        words = fold(typed[:LIMIT]).split()
        known = any(
            self.entities[index].kind == "person"
            for word in words
            if len(word) > 2
            for index in self._words.get(word, ())
        )
        if any(mark in typed for mark in "+:/;,?!()=&"):
            return False
        capitals = [word for word in typed.split() if word[:1].isupper()]
        return len(words) > 1 and (
            known or any(word in PARTICLES - LINKING for word in words[:-1]) or len(capitals) == len(words)
        )

    def begins_like_a_name(self, typed: str) -> bool:
        """Tell whether one long word begins as a part of a known person's name does: "Weerasinghe" beside Weerakoon."""
        word = fold(typed[:LIMIT])
        if len(word) < _LONG or not word.isalpha():
            return False
        alike = (indices for other, indices in self._words.items() if other.startswith(word[:_SAME]))
        return any(self.entities[index].kind == "person" for indices in alike for index in indices)


def rank_key(entity: Entity) -> tuple[float, float, str, str]:
    """Return the key by which entities that fit equally are ordered: heat or weight, then how lately, then the name."""
    last = entity.last.timestamp() if entity.last is not None else float("-inf")
    return (-(entity.weight if entity.heat is None else entity.heat), -last, fold(entity.name), entity.id)


def _with_surname(entity: Entity) -> Iterator[str]:
    """Yield the nicknames of one word with the surname behind them: of Peter Otieno, "known as Kip", "Kip Otieno"."""
    own = fold(entity.name).split()
    for alias in entity.aliases if len(own) > 1 else ():
        if alias[0].isalpha() and " " not in alias and not set(own) & set(fold(alias).split()):
            yield f"{alias} {entity.name.split()[-1]}"


def _run_with_particle(words: Sequence[str]) -> Iterator[str]:
    """Yield the particles inside a name with the word after them, joined: "dervries", "alharthy"."""
    for place, word in enumerate(words):
        if word in PARTICLES - LINKING and (place == 0 or words[place - 1] not in PARTICLES):
            end = place
            while end < len(words) and words[end] in PARTICLES:
                end += 1
            if end < len(words) and (place, end) != (0, len(words) - 1):
                yield "".join(words[place : end + 1])


def _put(table: dict[str, list[int]], key: str, index: int) -> None:
    row = table[key]
    if not row or row[-1] != index:
        row.append(index)
