"""From a typed name to the one meant.

The order is that of trust: the name itself, another form the articles use, a part of the name, an office, and last a
slip of the fingers. At each step it is the gap to the runner-up that decides: two that fit equally are both returned.
A score alone never picks anybody: every typed word must have its counterpart in the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot import countries
from bot.matching.completion import MOST, Completion
from bot.matching.entities import Entity, Found, How, Kind, Outcome, Tie, Unknown
from bot.matching.folding import fold, read_groups, read_list
from bot.matching.lexicon import Lexicon
from bot.matching.offices import Offices
from bot.matching.typos import likeness, nearest_names

LIMIT = 200
"""No more characters than this of a typed name are looked at: no name is longer."""
GAP = 0.04
"""Two scores nearer than this are equal."""
PROMINENT = 8
"""So many times more articles make the bare surname mean one of two who share it."""
ACCEPT = 0.72
"""A slip is taken for a name from this score on; see tests/matching for the pairs that set it."""

_GENDERS = dict(line.split(",") for line in read_list("honorifics.txt"))
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset(
    """van der den de del della di da dos das do du la le von zu al el bin bint ibn abu ben ter ten st the of and y
    e""".split()
)
# Particles that link other words more often than names.
_LINKING = frozenset({"of", "the", "and", "y", "e", "la", "du", "le", "st", "al"})
_PRIORITY: dict[Kind, int] = {"person": 0, "country": 1, "topic": 2, "story": 3}


_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")


def _variants() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in read_groups("given_names.txt"):
        for name in group:
            found[name].update(group)
    return {name: frozenset(group) for name, group in found.items()}


_VARIANTS = _variants()


@dataclass(frozen=True, slots=True)
class _Typed:
    """A typed name: its folded words, those without honorifics, and the gender that an honorific shows."""

    words: tuple[str, ...]
    core: tuple[str, ...]
    gender: str | None


def _parse(typed: str) -> _Typed:
    words = tuple(fold(typed[:LIMIT]).split())
    core = words
    gender = None
    while len(core) > 1 and core[0] in _GENDERS:
        gender = gender or {"m": "m", "f": "f"}.get(_GENDERS[core[0]])
        core = core[1:]
    while len(core) > 1 and core[-1] in _SUFFIXES:
        core = core[:-1]
    return _Typed(words, core, gender)


def country_entities() -> list[Entity]:
    """Return an entity for every country: its English name, its other names, codes, peoples and capitals as aliases."""
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for form, code in countries.forms().items():
        aliases[code].append(form)
    return [Entity("country", code, countries.name_of(code), tuple(aliases[code])) for code in countries.codes()]


class Names:
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

    @cached_property
    def _joined(self) -> Lexicon:
        return Lexicon({*self._names, *self._aliases})

    @cached_property
    def _listed(self) -> dict[Kind, dict[str, int]]:
        """The names of each kind, folded, with their places: what suggestions are taken from."""
        found: dict[Kind, dict[str, int]] = {kind: {} for kind in _PRIORITY}
        for index, entity in enumerate(self.entities):
            if self._forms[index]:
                found[entity.kind].setdefault(" ".join(self._forms[index][0]), index)
        return found

    @classmethod
    def build(cls, entities: Iterable[Entity], *, with_countries: bool = True) -> Names:
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
        for table, text in ((self._names, entity.name), *((self._aliases, alias) for alias in entity.aliases)):
            folded = tuple(fold(text.removeprefix("@")[:LIMIT]).split())
            if not folded:
                continue
            # "Ji-won" is typed as two words and as one.
            joined = tuple(fold(_HYPHEN.sub("", text.removeprefix("@")[:LIMIT])).split())
            for words in dict.fromkeys((folded, _parse(text).core, joined)):
                _put(table, "".join(words), index)
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
        capitals = [word for word in typed.split() if word[:1].isupper()]
        return len(words) > 1 and (
            known or any(word in _PARTICLES - _LINKING for word in words[:-1]) or len(capitals) == len(words)
        )

    def resolve(self, typed: str, kinds: Collection[str] | None = None, hint: str | None = None) -> Outcome:
        """Return whom or what ``typed`` means: one, several that fit equally, or none with the nearest names.

        ``kinds`` limits what is looked for. ``hint`` are words around the name that may tell two apart ("the central
        banker"). Where entities of several kinds fit equally well, people come first, then countries, topics, stories.
        """
        query = _parse(typed)
        if not query.core or all(word in _PARTICLES for word in query.core):
            return Unknown(())
        wanted = frozenset(kinds) if kinds is not None else frozenset(_PRIORITY)
        steps: tuple[tuple[How, Callable[[_Typed], dict[int, float]]], ...] = (
            ("exact", self._exact),
            ("alias", self._alias),
            ("surname", self._part),
            ("role", self._office),
            ("fuzzy", self._slip),
        )
        for how, step in steps:
            scores = {i: score for i, score in step(query).items() if self.entities[i].kind in wanted}
            if scores:
                return self._decide(scores, how, query, hint)
        return Unknown(self._nearest(query, wanted))

    # ---- the steps, each from a query to the entities that fit with how well they do ----

    def _exact(self, query: _Typed) -> dict[int, float]:
        for words in (query.words, query.core):
            if found := self._names.get("".join(words)):
                return dict.fromkeys(found, 1.0)
        return {}

    def _alias(self, query: _Typed) -> dict[int, float]:
        for words in dict.fromkeys((query.words, query.core)):
            if found := self._aliases.get("".join(words)):
                return dict.fromkeys(found, 1.0) | self._namesakes(query.core if words == query.core else (), found)
        if len(query.core) > 1 and (found := self._sorted.get(" ".join(sorted(query.core)))):
            return dict.fromkeys(found, 0.99)
        return {}

    def _namesakes(self, core: tuple[str, ...], found: list[int]) -> dict[int, float]:
        """Return those whose surname is an alias of another: that articles call only one of them so is no difference.

        Somebody spoken of far more (``PROMINENT`` times) is meant by the bare surname, as in the articles.
        """
        if not any(self.entities[index].kind == "person" for index in found):
            return {}
        most = max(self.entities[index].weight for index in found)
        # Where the family name comes first ("Park Ji-won"), it does so in its namesakes' names too.
        first = any(self._forms[index][0][: len(core)] == core != self._forms[index][0] for index in found)
        bound = 0.8 if first else 0.97
        others = [i for i, score in self._parts_of(core).items() if score >= bound and i not in found]
        return {i: 1.0 for i in others if PROMINENT * self.entities[i].weight >= most}

    def _part(self, query: _Typed) -> dict[int, float]:
        scores = self._parts_of(query.core)
        if scores:
            return scores
        # "President Trump", "High Commissioner Mutua": an office before the name.
        rest = self._offices.without_title(query.core)
        if rest and rest != query.core:
            titled = replace_core(query, rest)
            return self._exact(titled) or self._alias(titled) or self._parts_of(rest)
        return {}

    def _parts_of(self, core: tuple[str, ...]) -> dict[int, float]:
        telling = [word for word in core if word not in _PARTICLES]
        pools = [self._words[word] for word in telling if len(word) > 1 and word in self._words]
        joined = "".join(core)
        if not pools:
            return {}
        scores: dict[int, float] = {}
        for index in min(pools, key=len):
            if self.entities[index].kind != "person":
                continue
            score = max((_part_score(core, joined, form) for form in self._forms[index]), default=0.0)
            if score:
                scores[index] = score
        return scores

    def _office(self, query: _Typed) -> dict[int, float]:
        return self._offices.holders(query.core)

    def _slip(self, query: _Typed) -> dict[int, float]:
        core = self._offices.without_title(query.core) or query.core
        near: list[dict[str, float]] = [self._near(word) for word in core]
        pools = [
            {index for word in found for index in self._words[word]}
            for typed, found in zip(core, near, strict=True)
            if typed not in _PARTICLES and len(typed) > 1
        ]
        candidates: set[int] = set()
        if pools and all(pools):
            candidates = set.intersection(*pools)
        if any(len(word) == 1 or word in _PARTICLES for word in core) and not pools:
            return {}
        if len(core) > 1 and not candidates:
            candidates = set.union(*pools) if pools and sum(map(len, pools)) < 400 else set()
        scores: dict[int, float] = {}
        for index in candidates:
            whole = self.entities[index].kind != "person"
            score = max(
                (
                    _slip_score(core, form, whole) * (0.95 if whole and place else 1.0)
                    for place, form in enumerate(self._forms[index])
                ),
                default=0.0,
            )
            if score >= ACCEPT:
                scores[index] = score
        return scores or self._joined_slip(core)

    def _joined_slip(self, core: tuple[str, ...]) -> dict[int, float]:
        """Slips in the spaces as well ("solheimas", "viet nam"): the name as one word, where it is long enough."""
        joined = "".join(core)
        if len(joined) < 6:
            return {}
        scores: dict[int, float] = {}
        for other, score in self._joined.near(joined).items():
            if score >= 0.85 and len(other) >= 6:
                for table in (self._names, self._aliases):
                    for index in table.get(other, ()):
                        scores[index] = max(score, scores.get(index, 0.0))
        return scores

    def _near(self, word: str) -> dict[str, float]:
        found = {word: 1.0} if word in self._words else {}
        found |= self._lexicon.near(word)
        for variant in _VARIANTS.get(word, ()):
            if variant in self._words:
                found.setdefault(variant, 0.8)
        return found

    # ---- the decision ----

    def _decide(self, scores: dict[int, float], how: How, query: _Typed, hint: str | None) -> Outcome:
        best = max(scores.values())
        left = [index for index, score in scores.items() if score > best - GAP]
        if len(left) > 1:
            left = self._same_kind(left)
        if len(left) > 1:
            left = self._by_gender(left, query.gender)
        if len(left) > 1:
            left = self._offices.narrow(left, "" if how == "role" else " ".join(query.core), hint)
        if len(left) == 1:
            return Found(self.entities[left[0]], how, scores[left[0]])
        return Tie(tuple(self.entities[index] for index in self._ranked(left)))

    def _same_kind(self, left: list[int]) -> list[int]:
        first = min(_PRIORITY[self.entities[index].kind] for index in left)
        return [index for index in left if _PRIORITY[self.entities[index].kind] == first]

    def _by_gender(self, left: list[int], gender: str | None) -> list[int]:
        if gender is None:
            return left
        same = [index for index in left if self.entities[index].gender == gender]
        return same or [index for index in left if self.entities[index].gender is None] or left

    def _ranked(self, indices: Iterable[int]) -> list[int]:
        return sorted(indices, key=self._ranks.__getitem__)

    def _nearest(self, query: _Typed, wanted: frozenset[str]) -> tuple[Entity, ...]:
        """Return names to suggest: those with a word that was typed, then with one nearly so, then alike as a whole."""
        telling = [word for word in query.core if word not in _PARTICLES]
        shared = {index for word in telling for index in self._words.get(word, [])[:20]}
        alike = {index for word in telling for other in self._lexicon.beside(word) for index in self._words[other][:20]}
        found = [*self._ranked(shared), *self._ranked(alike - shared)]
        near = [self.entities[index] for index in found if self.entities[index].kind in wanted][:3]
        if len(near) < 3:
            typed = " ".join(query.core)
            for kind in (kind for kind in _PRIORITY if kind in wanted):
                pool = self._listed[kind]
                for name in nearest_names(typed, pool, 3):
                    if self.entities[pool[name]] not in near:
                        near.append(self.entities[pool[name]])
        return tuple(near[:3])

    # ---- autocomplete ----

    def complete(self, typed: str, kinds: Collection[str] | None = None, limit: int = MOST) -> list[Entity]:
        """Return what may be meant by the beginning of a name, best first; for nothing typed what is in the news."""
        wanted = [kind for kind in _PRIORITY if kinds is None or kind in kinds]
        start = fold(typed.removeprefix("@")[:LIMIT])
        if typed.strip() and not start:
            return []
        # For nothing typed each kind has its share.
        share = limit if start else -(-limit // len(wanted))
        rows = [index for kind in wanted for index in self._completion(kind).complete(start, share)]
        if len(wanted) > 1:
            rows.sort(key=lambda index: (not self._begins(index, start), self._ranks[index]))
        return [self.entities[index] for index in rows[:limit]]

    def _begins(self, index: int, start: str) -> bool:
        return any(" ".join(form).startswith(start) for form in self._forms[index])

    def _completion(self, kind: Kind) -> Completion:
        if kind not in self._completions:
            mine = {i: self._forms[i] for i, entity in enumerate(self.entities) if entity.kind == kind}
            self._completions[kind] = Completion(mine, self._ranks)
        return self._completions[kind]


def rank_key(entity: Entity) -> tuple[float, float, str, str]:
    """Return the key by which entities that fit equally are ordered: heat or weight, then how lately, then the name."""
    last = entity.last.timestamp() if entity.last is not None else float("-inf")
    return (-(entity.weight if entity.heat is None else entity.heat), -last, fold(entity.name), entity.id)


def replace_core(query: _Typed, core: tuple[str, ...]) -> _Typed:
    """Return the query with other words in place of its own."""
    return _Typed(core, core, query.gender)


def _put(table: dict[str, list[int]], key: str, index: int) -> None:
    row = table[key]
    if not row or row[-1] != index:
        row.append(index)


def _part_score(core: tuple[str, ...], joined: str, form: Sequence[str]) -> float:
    """Score ``core`` as a part of the name ``form``; 0 where it holds a word that the name has not.

    The end of a name (its surname) counts most, then several words of it in any order, then one given name.
    """
    size = len(form)
    for start in range(1, size):
        if "".join(form[start:]) == joined:
            return 0.97
    left = list(form)
    spelt = 0
    for word in core:
        if word in left:
            left.remove(word)
            spelt += len(word) > 1 and word not in _PARTICLES
            continue
        initial = next((other for other in left if _initial(word, other)), None)
        if initial is None:
            return 0.0
        left.remove(initial)
    if not spelt:
        return 0.0
    if form[-1] in core:
        return 0.96 if len(core) > 1 else 0.97
    if len(core) > 1:
        return 0.93
    # A part of a hyphenated surname, or the first surname of two, is nearer to a surname than a given name is.
    return 0.8 if core[0] == form[0] else 0.88


def _initial(word: str, other: str) -> bool:
    return word[0] == other[0] and 1 in (len(word), len(other))


def _slip_score(core: tuple[str, ...], form: Sequence[str], whole: bool) -> float:
    """Score ``core`` as a slip of ``form``: the mean likeness of each typed word to its own word of the name.

    A given name may be a variant of the name's own ("Teddy", "Marcus") where another word is spelt right.
    ``whole`` asks for every word of the form to have been typed.
    """
    left = list(form)
    total, weight, spelt = 0.0, 0, 0
    variants = 0
    for word in core:
        best, score = None, 0.0
        for other in left:
            like = likeness(word, other)
            if like == 0.0 and _initial(word, other):
                like = 0.9
            if like == 0.0 and other in _VARIANTS.get(word, ()):
                like = 0.8
                variants += 1
            if like > score:
                best, score = other, like
        if best is None:
            return 0.0
        left.remove(best)
        spelt += best == word and len(word) > 2
        total += score * len(word)
        weight += len(word)
    if whole and any(word not in _PARTICLES for word in left):
        return 0.0
    if variants and not spelt:
        return 0.0
    return total / weight if weight else 0.0
