"""From a typed name to the one meant.

The order is that of trust: the name itself, another form the articles use, a part of the name, an office, and last a
slip of the fingers. At each step it is the gap to the runner-up that decides: two that fit equally are both returned.
A score alone never picks anybody: every typed word must have its counterpart in the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from bot.matching.completing import Completing
from bot.matching.entities import Entity, Found, How, Outcome, Tie, Unknown
from bot.matching.folding import fold, in_other_script
from bot.matching.scoring import TELLING, VARIANTS, consonants, part_score, slip_score, sounds_alike
from bot.matching.tables import PRIORITY
from bot.matching.typed import PARTICLES, Typed, parse, replace_core
from bot.matching.typos import nearest_names

GAP = 0.04
"""Two scores nearer than this are equal."""
PROMINENT = 8
"""So many times more articles make the bare surname mean one of two who share it."""
MEMORY = 512
"""So many outcomes are kept: in reading one message the same words are resolved several times."""
ACCEPT = 0.72
"""A slip is taken for a name from this score on; see tests/matching for the pairs that set it."""


# Where a word written together would be parted: "MarcoRubio", "DrSRao".
_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def _how(outcome: Outcome) -> How | None:
    return outcome.how if isinstance(outcome, Found) else None


class Names(Completing):
    """Resolves and completes what is typed over entities; built once for each edition of the store, then only read."""

    def resolve(
        self, typed: str, kinds: Collection[str] | None = None, hint: str | None = None, *, spelt: bool = False
    ) -> Outcome:
        """Return whom or what ``typed`` means: one, several that fit equally, or none with the nearest names.

        ``kinds`` limits what is looked for. ``hint`` are words around the name that may tell two apart ("the central
        banker"). Where entities of several kinds fit equally well, people come first, then countries, topics, stories.
        With ``spelt`` only names and parts of them count, spelt right: no office, no slip, no suggestions.
        """
        key = (typed, frozenset(kinds) if kinds is not None else None, hint, spelt)
        if (known := self._resolved.get(key)) is not None:
            return known
        if len(self._resolved) >= MEMORY:
            self._resolved.clear()
        found = self._resolve(typed, kinds, hint, spelt)
        if isinstance(found, Unknown) and _CAPITALS.search(typed) and " " not in typed:
            parted = self._resolve(_CAPITALS.sub(" ", typed), kinds, hint, spelt)  # "@DrSRao", which no article gives
            found = found if isinstance(parted, Unknown) or _how(parted) == "fuzzy" else parted
        if isinstance(found, Unknown) and in_other_script(typed) and not spelt:
            found = self._by_sound(parse(typed), found)
        self._resolved[key] = found
        return found

    def _resolve(self, typed: str, kinds: Collection[str] | None, hint: str | None, spelt: bool) -> Outcome:
        query = self._unowned(parse(typed))
        if not query.core or all(word in PARTICLES for word in query.core):
            return Unknown(())
        wanted = frozenset(kinds) if kinds is not None else frozenset(PRIORITY)
        steps: tuple[tuple[How, Callable[[Typed], dict[int, float]]], ...] = (
            ("exact", self._exact),
            ("alias", self._alias),
            ("surname", self._part),
            ("role", self._office),
            ("fuzzy", self._slip),
        )
        for how, step in steps[:3] if spelt else steps:
            scores = {i: score for i, score in step(query).items() if self.entities[i].kind in wanted}
            if scores:
                return self._decide(scores, how, query, hint)
        return Unknown(() if spelt else self._nearest(query, wanted))

    def _unowned(self, query: Typed) -> Typed:
        """Return the query with "gors" as "gor": an apostrophe left out, where only the shorter word is known."""
        if not any(word[-1] == "s" and self._owned(word) for word in query.core):
            return query
        return replace_core(query, tuple(word[:-1] if self._owned(word) else word for word in query.core))

    def _owned(self, word: str) -> bool:
        return word[-1] == "s" and len(word) > 3 and word not in self._words and word[:-1] in self._words

    # ---- the steps, each from a query to the entities that fit with how well they do ----

    def _exact(self, query: Typed) -> dict[int, float]:
        for words in (query.words, query.core):
            if found := self._names.get("".join(words)):
                return dict.fromkeys(found, 1.0)
        return {}

    def _alias(self, query: Typed) -> dict[int, float]:
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

    def _part(self, query: Typed) -> dict[int, float]:
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
        telling = [word for word in core if word not in PARTICLES]
        pools = [self._words[word] for word in telling if len(word) > 1 and word in self._words]
        joined = "".join(core)
        if not pools:
            return {}
        scores: dict[int, float] = {}
        for index in min(pools, key=len):
            if self.entities[index].kind != "person":
                continue
            score = max((part_score(core, joined, form) for form in self._forms[index]), default=0.0)
            if score:
                scores[index] = score
        return scores

    def _office(self, query: Typed) -> dict[int, float]:
        return self._offices.holders(query.core)

    def _slip(self, query: Typed) -> dict[int, float]:
        core = self._offices.without_title(query.core) or query.core
        if len(core) > 1 and core[0] not in self._words and self._offices.is_slip(core[0]):
            core = core[1:]  # "governer Okoro"
        near: list[dict[str, float]] = [self._near(word) for word in core]
        pools = [
            {index for word in found for index in self._words[word]}
            for typed, found in zip(core, near, strict=True)
            if typed not in PARTICLES and len(typed) > 1
        ]
        candidates: set[int] = set()
        if pools and all(pools):
            candidates = set.intersection(*pools)
        if any(len(word) == 1 or word in PARTICLES for word in core) and not pools:
            return {}
        if len(core) > 1 and not candidates:
            candidates = set.union(*pools) if pools and sum(map(len, pools)) < 400 else set()
        scores: dict[int, float] = {}
        for index in candidates:
            whole = self.entities[index].kind != "person"
            score = max(
                (
                    slip_score(core, form, whole) * (0.95 if whole and place else 1.0)
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

    def _by_sound(self, query: Typed, unknown: Unknown) -> Outcome:
        """Return who is meant by letters of another script: one word is the name's, the others sound like its own."""
        near = [word for typed in query.core for word in (typed, *self._sounding.get(consonants(typed), ()))]
        shared = {i for word in near for i in self._words.get(word, ()) if self.entities[i].kind == "person"}
        found = [i for i in shared if any(sounds_alike(query.core, form) for form in self._forms[i])]
        return Found(self.entities[found[0]], "fuzzy", ACCEPT) if len(found) == 1 else unknown

    @cached_property
    def _sounding(self) -> dict[str, list[str]]:
        """The words of names by their consonants, where these tell them apart."""
        found: dict[str, list[str]] = {}
        for word in self._words:
            if len(sound := consonants(word)) >= TELLING:
                found.setdefault(sound, []).append(word)
        return found

    def _near(self, word: str) -> dict[str, float]:
        found = {word: 1.0} if word in self._words else {}
        found |= self._lexicon.near(word)
        for variant in VARIANTS.get(word, ()):
            if variant in self._words:
                found.setdefault(variant, 0.8)
        return found

    def is_office(self, word: str) -> bool:
        """Tell whether a word stands for an office: "ceo", "envoy", "skipper"."""
        return self._offices.is_office(word)

    def holds(self, entity: Entity, words: Sequence[str]) -> bool:
        """Tell whether somebody's roles have all of ``words`` (none are had by everybody)."""
        index = self._ids.get((entity.kind, entity.id))
        return not words or (index is not None and self._offices.holds(index, tuple(words)))

    def people_of(self, code: str) -> list[str]:
        """Return the ids of those who hold an office of a country, those spoken of most first."""
        return [self.entities[index].id for index in self._ranked(self._offices.of_country(code))]

    def in_turn(self, other: Entity, office: str, *, later: bool) -> list[Entity]:
        """Return who held an office that ``other`` held, of the same country or body: since a later time, or before."""
        index = self._ids.get((other.kind, other.id))
        found = self._offices.in_turn(index, parse(office).core, later=later) if index is not None else []
        return [self.entities[each] for each in found]

    # ---- the decision ----

    def _decide(self, scores: dict[int, float], how: How, query: Typed, hint: str | None) -> Outcome:
        best = max(scores.values())
        left = [index for index, score in scores.items() if score > best - GAP]
        if len(left) > 1:
            left = self._same_kind(left)
        if len(left) > 1:
            left = self._by_gender(left, query.gender)
        if len(left) > 1 and query.titles:
            left = [index for index in left if self._is_called(index, query.titles)] or left
        if len(left) > 1:
            # A word of the names themselves tells nothing, wherever it stands beside one of them.
            around: list[str] = []
            if how != "role":
                own = {word for index in left for form in self._forms[index] for word in form}
                around = [word for word in query.core if word not in own]
            left = self._offices.narrow(left, " ".join(around), hint)
        if len(left) == 1:
            return Found(self.entities[left[0]], how, scores[left[0]])
        return Tie(tuple(self.entities[index] for index in self._ranked(left)))

    def _same_kind(self, left: list[int]) -> list[int]:
        first = min(PRIORITY[self.entities[index].kind] for index in left)
        return [index for index in left if PRIORITY[self.entities[index].kind] == first]

    def _by_gender(self, left: list[int], gender: str | None) -> list[int]:
        if gender is None:
            return left
        same = [index for index in left if self.entities[index].gender == gender]
        return same or [index for index in left if self.entities[index].gender is None] or left

    def _is_called(self, index: int, titles: frozenset[str]) -> bool:
        """Tell whether the articles put one of these honorifics before the name: "Dr K. V. Raman"."""
        return any(fold(alias).split(" ", 1)[0] in titles for alias in self.entities[index].aliases)

    def _ranked(self, indices: Iterable[int]) -> list[int]:
        return sorted(indices, key=self._ranks.__getitem__)

    def _nearest(self, query: Typed, wanted: frozenset[str]) -> tuple[Entity, ...]:
        """Return names to suggest: those with a word that was typed, then with one nearly so, then alike as a whole."""
        telling = [word for word in query.core if word not in PARTICLES]
        shared = {index for word in telling for index in self._words.get(word, [])[:20]}
        alike = {index for word in telling for other in self._lexicon.beside(word) for index in self._words[other][:20]}
        found = [*self._ranked(shared), *self._ranked(alike - shared)]
        found = [*self._offices.below(query.core), *found]
        near = [self.entities[index] for index in dict.fromkeys(found) if self.entities[index].kind in wanted][:3]
        if len(near) < 3:
            typed = " ".join(query.core)
            for kind in (kind for kind in PRIORITY if kind in wanted):
                pool = self._listed[kind]
                for name in nearest_names(typed, pool, 3):
                    if self.entities[pool[name]] not in near:
                        near.append(self.entities[pool[name]])
        return tuple(near[:3])
