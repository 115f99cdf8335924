"""Who holds an office, by what the articles call people: "the Korean trade minister", "EAM", "the hockey coach"."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from bot.matching import office_words as ow
from bot.matching.entities import Entity
from bot.matching.fitting import Fitting
from bot.matching.folding import fold
from bot.matching.lexicon import Lexicon
from bot.matching.office_words import OFFICES, Slot, covered, same_office

EVEN = 0.04
"""Two people whose roles fit nearer than this hold one office."""


# A word so like an office is a slip of it where a name stands behind it.
_TITLE = 0.85


class Offices:
    """The roles of all people, indexed by word."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._by_place: defaultdict[str, set[int]] = defaultdict(set)
        self._of_country: dict[str, set[int]] = {}
        self._heads: set[str] = set(OFFICES)
        for index, entity in enumerate(entities):
            for code in entity.places:
                self._by_place[code].add(index)
            for role in entity.roles:
                words = fold(role[:200]).split()
                for word in words:
                    self._by_word[word].add(index)
                if (head := ow.head(words)) is not None:
                    self._heads.add(head)
        self._vocabulary = Lexicon(OFFICES | {word for word in self._by_word if len(word) > 3})

    def without_title(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words after an office that stands before a name; all of them where none does."""
        place = 0
        while place < len(words) and (words[place] in OFFICES or words[place] in ow.TITLE_ONLY):
            place += 1
        if place == 0 or not any(word in OFFICES for word in words[:place]):
            return words
        return words[place:]

    def is_slip(self, word: str) -> bool:
        """Tell whether a word is likely a slip of one that names an office: "governer"."""
        return len(word) > 4 and any(
            near in OFFICES and like >= _TITLE for near, like in self._vocabulary.near(word).items()
        )

    def holders(self, words: tuple[str, ...]) -> dict[int, float]:
        """Return the people whom the articles give the office that ``words`` name, with how well it fits."""
        former = any(word in ow.FORMER for word in words)
        asked = tuple(word for word in words if word not in ow.FORMER)
        coming = None if ow.NEW in words else not ow.COMING.isdisjoint(words)
        found = self._holding(self._slots(asked), former, coming=coming)
        if not found and (placed := ow.countries_first(asked)) != asked:  # "top US diplomat"
            found = self._holding(self._slots(placed), former, coming=coming)
        if len(found) > 1 and not ow.ATOP.isdisjoint(asked):  # the boss of a firm is not its head of chemistry
            whole = {index: score for index, score in found.items() if not self._of_a_part(index, asked)}
            found = whole or found
        if found or ow.ANY_OFFICE.isdisjoint(asked) or any(a in ow.ATOP and b in OFFICES for a, b in pairwise(asked)):
            return found  # a chief minister is not the minister
        named = tuple(word for word in asked if word not in ow.ANYBODY)
        if named != asked and (found := self._holding(self._slots(named), former)):  # "the negotiator guy"
            return found
        # "The commerce guy", "the climate chief": whoever's office has the other words.
        field = self._slots(tuple(word for word in asked if word not in ow.ANY_OFFICE))
        slots = [slot if slot.country or ow.beside(slot) else replace(slot, office=True) for slot in field]
        scores = self._holding(slots, former, single=True)
        if not ow.ATOP.isdisjoint(asked):  # who is at the head of something is nobody's deputy
            scores = {index: score for index, score in scores.items() if not self._lesser(index, slots, asked)}
        return scores

    def _of_a_part(self, index: int, asked: tuple[str, ...]) -> bool:
        held = [ow.role_of(text).words for text in self._entities[index].roles]
        return all(ow.of_a_part(words, frozenset(asked)) for words in held)

    def _lesser(self, index: int, slots: list[Slot], asked: tuple[str, ...]) -> bool:
        held = [ow.role_of(text) for text in self._entities[index].roles]
        return all(
            ow.is_below(role, frozenset(asked)) for role in held if same_office(slots, role, self._entities[index])
        )

    def _holding(
        self, slots: list[Slot], former: bool, *, single: bool = False, coming: bool | None = None
    ) -> dict[int, float]:
        offices = [slot for slot in slots if slot.office]
        if not offices:
            return {}
        pool: set[int] | None = None
        for slot in offices:
            held = self._called(slot)
            pool = held if pool is None else pool & held
        for slot in slots:
            if slot.country is not None and slot.side != "sent":
                pool = (pool or set()) & self._placed(slot.country)
        # Those who have every word in their roles come first; only if there is nobody does the context count.
        strict = set(pool or ())
        for slot in slots:
            if not slot.office and slot.country is None and not ow.beside(slot):
                strict &= self._called(slot)
        slots = sorted(slots, key=lambda slot: slot.office)  # most fail at what isn't the office itself
        fitting = Fitting(slots, former, below=single, coming=coming)
        scores = {index: fitting.of(self._entities[index]) for index in strict or pool or ()}
        scores = {index: score for index, score in scores.items() if score > 0}
        if single or any(ow.single(slot) for slot in slots):
            return self._with_successor(scores, slots, former)
        return scores

    def _called(self, slot: Slot) -> set[int]:
        """Return whose roles have the first word of one of a slot's."""
        return set[int]().union(*(self._by_word.get(words[0], ()) for words in slot.words))

    def _with_successor(self, scores: dict[int, float], slots: list[Slot], former: bool) -> dict[int, float]:
        """Lift, of people who held one country's office in turn, the one who holds it now (or, asked so, held it).

        Who came later is the successor, unless the articles call the other so again after that.
        """
        best = max(scores.values(), default=0.0)
        left = [index for index, score in scores.items() if score > best - EVEN]
        one_place = any(slot.country is not None for slot in slots)
        if len(left) < 2 or not one_place:
            return scores
        held = {index: self._held(index, slots) for index in left}
        terms = {index: term for index, term in held.items() if term is not None}
        if len(terms) < len(left):
            return scores
        newest = max(left, key=lambda index: terms[index])
        others = [index for index in left if index != newest]
        if any(terms[o][0] == terms[newest][0] or terms[o][1] > terms[newest][1] for o in others):
            return scores
        chosen = [newest] if not former else others
        return scores | {index: scores[index] + 2 * EVEN for index in chosen}

    def below(self, words: tuple[str, ...]) -> list[int]:
        """Return who stands right below the office that ``words`` name, for suggestions: the deputy governor."""
        slots = self._slots(tuple(word for word in words if word not in ow.FORMER))
        return sorted(self._holding(slots, former=False, single=True))

    def _placed(self, code: str) -> set[int]:
        """Return whose roles may name a country, by any of its forms, or whose office is known to be of it."""
        if code not in self._of_country:
            found = set(self._by_place.get(code, ()))
            for form in ow.forms_of().get(code, ()):
                found.update(set.intersection(*(self._by_word.get(word, set()) for word in form)))
            self._of_country[code] = found
        return self._of_country[code]

    def is_office(self, word: str) -> bool:
        """Tell whether a folded word names an office, by itself or as another word for one."""
        return word in self._heads or (word,) in ow.SYNONYMS

    def holds(self, index: int, words: tuple[str, ...]) -> bool:
        """Tell whether one of an entity's roles has all that ``words`` ask."""
        entity = self._entities[index]
        context = ow.context_of(entity.context)
        slots = self._slots(words)
        return any(all(covered(slot, ow.role_of(text), context, entity) for slot in slots) for text in entity.roles)

    def of_country(self, code: str) -> list[int]:
        """Return who holds an office of a country, by the role's own words or what stands around it."""
        return [index for index in self._placed(code) if code in self._own_countries(index)]

    def _own_countries(self, index: int) -> frozenset[str]:
        """Return whose official somebody is: by the first country that each role names, else by what stands around."""
        entity = self._entities[index]
        own = frozenset(role.own for text in entity.roles if (role := ow.role_of(text)).own is not None)
        return own or frozenset(entity.places)

    def in_turn(self, index: int, words: tuple[str, ...], *, later: bool) -> list[int]:
        """Return who held the office that ``words`` name later than entity ``index``, or before, for the same country.

        Nobody where the articles don't give both the office, with dates, or don't tell a country of either.
        """
        slots = [slot for slot in self._slots(words) if slot.country is None]
        mine = self._held(index, slots) if any(slot.office for slot in slots) else None
        if mine is None:
            return []
        found = []
        for other in self._holding(slots, former=False):
            theirs = self._held(other, slots)
            if other == index or theirs is None:
                continue
            first, second = (mine, theirs) if later else (theirs, mine)
            if second[1] >= first[1] and second[0] > first[0]:
                shared = self._countries(other) & self._countries(index)
                found += [other] if shared else []
        return found

    def _countries(self, index: int) -> frozenset[str]:
        entity = self._entities[index]
        return frozenset(entity.places).union(*(ow.role_of(text).countries for text in entity.roles))

    def _held(self, index: int, slots: list[Slot]) -> tuple[dt.datetime, dt.datetime] | None:
        """Return the first and the last time that the articles give somebody the office."""
        entity = self._entities[index]
        terms = [
            term
            for text, term in zip(entity.roles, entity.held, strict=False)
            if term is not None and same_office(slots, ow.role_of(text), entity)
        ]
        return (min(term[0] for term in terms), max(term[1] for term in terms)) if terms else None

    def _slots(self, words: tuple[str, ...]) -> list[Slot]:
        slots: list[Slot] = []
        place = 0
        while place < len(words):
            for size in range(min(4, len(words) - place), 0, -1):
                run = words[place : place + size]
                if (meant := ow.SYNONYMS.get(run)) is not None:
                    slots.append(Slot((*meant, run), office=True, typed=run))
                    break
                after = words[place + size] if place + size < len(words) else ""
                if after in ow.EVENTS and run[0] in ow.FILLERS:
                    continue
                if after in ow.EVENTS and ow.country_of(" ".join(run)) is not None:
                    # "the negotiator for the Norway pact" is no Norwegian
                    slots.append(Slot((run,)))
                    slots.append(Slot(((after,),)))
                    size += 1
                    break
                if not set(run) <= ow.FILLERS and (code := ow.country_of(" ".join(run))) is not None:
                    sent = bool({"in", "to", "at", "en", "nach"}.intersection(words[max(0, place - 2) : place]))
                    side: Literal["own", "sent"] | None = "sent" if sent else "own"
                    slots.append(Slot((run,), country=code, side=None if ow.ENVOYS.isdisjoint(words) else side))
                    break
            else:
                size = 1
                word = words[place]
                if word == "chief" and place + 1 < len(words) and words[place + 1] in self._heads:
                    slots.append(Slot(((word,),), office=True, typed=words[place : place + 2]))  # "chief negotiator"
                elif word not in ow.FILLERS:
                    slots.append(self._word_slot(word))
            place += size
        return slots

    def _word_slot(self, word: str) -> Slot:
        if word in self._by_word or word in OFFICES:
            return Slot(((word,),), office=word in self._heads)
        if word.endswith("s") and word[:-1] in OFFICES:  # "the ministers words", its apostrophe left out
            return Slot(((word[:-1],),), office=True)
        if word in ow.BESIDE:
            return Slot(((word,),))  # "the ministry" is no slip of its minister
        found = {near: like for near, like in self._vocabulary.near(word).items() if near not in ow.agents(word)}
        if len(word) > 4 and found:
            near = max(found, key=lambda other: (found[other], other))
            return Slot(((word,), (near,)), office=near in self._heads)
        if len(word) > 4 and word.endswith("s") and word[-2] != "s":  # "tidelines chief", its apostrophe left out
            return Slot(((word,), (word[:-1],)))
        return Slot(((word,),))

    def narrow(self, indices: list[int], typed: str, hint: str | None) -> list[int]:
        """Keep those of equally fitting people whose roles or context have most of the words around the name."""
        words = fold(f"{typed} {hint or ''}"[:400]).split()
        slots = [slot for slot in self._slots(tuple(words)) if slot.words]
        if not slots:
            return indices
        scores: dict[int, float] = {}
        for index in indices:
            entity = self._entities[index]
            context = ow.context_of(entity.context)
            scores[index] = sum(
                max((covered(slot, ow.role_of(role), context, entity) for role in entity.roles), default=0.0)
                or max((0.5 for words_ in slot.words if set(words_) <= context), default=0.0)
                for slot in slots
            )
        best = max(scores.values())
        return [index for index in indices if scores[index] == best]
