"""Who holds an office, by what the articles call people: "the Korean trade minister", "EAM", "the hockey coach"."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from bot import countries
from bot.matching.entities import Entity
from bot.matching.folding import fold, read_list
from bot.matching.lexicon import Lexicon
from bot.reading.people.words import KIN_F, KIN_M

OFFICES = frozenset(read_list("offices.txt"))
"""Words that name an office."""
# Offices that one person holds at a time.
_SINGLE = frozenset(
    """minister president premier chancellor secretary governor ambassador envoy commissioner king queen pope emperor
    mayor speaker chief head""".split()
)
_EVEN = 0.04
_FILLERS = frozenset(
    """the of to for in a an new newest current currently now present latest at on and is next our their that this who
    s whos top senior from by teh hte en im el la los las de del le les du der die das den von da do""".split()
)
_LINKS = frozenset({"of", "for", "to", "in", "at", "on", "from", "with", "by"})
_ENVOYS = frozenset(
    "ambassador envoy commissioner consul botschafter embajador embajadora ambassadeur ambassadrice".split()
)
_FORMER = frozenset({"former", "ex", "previous", "old", "outgoing"})
# Who stands below an office, and doesn't hold it; "minister of state" as well.
_LESSER = frozenset({"deputy", "vice", "assistant", "junior", "under", "undersecretary"})
# A vice admiral is an admiral.
_RANKS = frozenset({"admiral", "general", "marshal", "captain"})
# Words for anybody who holds something: "the commerce guy". The second line are offices as well.
_ANYBODY = frozenset(
    "guy man woman lady person dude fella bloke chap gentleman one figure honcho supremo bigwig type rep".split()
)
_ATOP = frozenset("chief boss head czar tsar leader honcho supremo".split())
_ANY_OFFICE = _ANYBODY | _ATOP | frozenset("official politician officer delegate".split())
# What an office is said to be at or over, which the articles may leave out: "coach of the Dutch women's hockey team".
_BESIDE = frozenset(
    """team side squad national women womens men mens girls boys ministry department office government embassy body
    portfolio group organisation organization company firm country state nation""".split()
)
# Whose aunt somebody is must be said of them, not near them: "the captain's aunt" is not the captain.
_KIN = (
    KIN_F
    | KIN_M
    | frozenset(
        """cousin sibling parent parents child children kid kids spouse partner girlfriend boyfriend fiancee fiance mum
    mom dad grandma grandpa family relative friend neighbour neighbor colleague boss""".split()
    )
)
# What is called by the name of a country and is none of its offices.
_EVENTS = frozenset("pact deal talks agreement treaty accord summit visit negotiations trip war line pipeline".split())
_TITLE_ONLY = frozenset({"vice", "deputy", "state", "foreign", "prime", "high", "cabinet", "rear", "us", "first"})


def _synonyms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    found = {}
    for line in read_list("office_synonyms.txt"):
        typed, meant = line.split("|")
        found[tuple(fold(typed).split())] = tuple(tuple(fold(part).split()) for part in meant.split(";"))
    return found


def _foreign() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in read_list("foreign_places.txt"):
        forms, code = line.split("|")
        found |= {form.strip(): code.strip() for form in forms.split(";")}
    return found


_SYNONYMS = _synonyms()
_FOREIGN = _foreign()
_LONGEST = max(map(len, _SYNONYMS))


def foreign_place(word: str) -> str | None:
    """Return the code of a country by its folded name or adjective in another language, None for any other word."""
    return _FOREIGN.get(word)


@dataclass(frozen=True, slots=True)
class _Slot:
    """One thing asked of a role: any of ``words``, or a country; ``side`` tells an envoy's own from his host."""

    words: tuple[tuple[str, ...], ...] = ()
    country: str | None = None
    office: bool = False
    side: Literal["own", "sent"] | None = None
    typed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Role:
    """A role, taken apart: its words, the acronyms that can be made of them, the countries it names, whose it is."""

    words: tuple[str, ...]
    acronyms: frozenset[str]
    countries: frozenset[str]
    own: str | None = None


@lru_cache(maxsize=4096)
def _country(typed: str) -> str | None:
    code = countries.code_of(typed)
    if code is None and typed.endswith("s") and len(typed) > 4:  # "turkeys minister", its apostrophe left out
        code = countries.code_of(typed[:-1], frozenset[countries.Kind]({"name"}))
    return code or _FOREIGN.get(typed)


@cache
def _forms_of() -> dict[str, list[tuple[str, ...]]]:
    """Return how each country is called, as folded words."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form, code in countries.forms().items():
        if words := tuple(fold(form).split()):
            found[code].append(words)
    return dict(found)


@cache
def _role(text: str) -> _Role:
    words = tuple(fold(text[:200]).split())
    telling = [word for word in words if word not in _FILLERS]
    acronyms = {
        "".join(word[0] for word in telling[start:end])
        for start in range(len(telling))
        for end in range(start + 2, min(start + 6, len(telling) + 1))
    }
    places = countries.find_places(text[:200])
    own = next((place.code for place in places if not text[: place.span.start].rstrip().endswith(" to")), None)
    return _Role(words, frozenset(acronyms), frozenset(place.code for place in places), own)


def _head(words: list[str]) -> str | None:
    """Return the word of a role that names the office: the last before "of", "for" and the like ("tram driver")."""
    end = next((place for place, word in enumerate(words) if word in _LINKS), len(words))
    return words[end - 1] if end and len(words[end - 1]) > 3 else None


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
                if (head := _head(words)) is not None:
                    self._heads.add(head)
        self._vocabulary = Lexicon(OFFICES | {word for word in self._by_word if len(word) > 3})

    def without_title(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words after an office that stands before a name; all of them where none does."""
        place = 0
        while place < len(words) and (words[place] in OFFICES or words[place] in _TITLE_ONLY):
            place += 1
        if place == 0 or not any(word in OFFICES for word in words[:place]):
            return words
        return words[place:]

    def holders(self, words: tuple[str, ...]) -> dict[int, float]:
        """Return the people whom the articles give the office that ``words`` name, with how well it fits."""
        former = any(word in _FORMER for word in words)
        asked = tuple(word for word in words if word not in _FORMER)
        found = self._holding(self._slots(asked), former)
        if not found and (placed := _countries_first(asked)) != asked:  # "top US diplomat"
            found = self._holding(self._slots(placed), former)
        if found or _ANY_OFFICE.isdisjoint(asked) or any(a in _ATOP and b in OFFICES for a, b in pairwise(asked)):
            return found  # a chief minister is not the minister
        named = tuple(word for word in asked if word not in _ANYBODY)
        if named != asked and (found := self._holding(self._slots(named), former)):  # "the negotiator guy"
            return found
        # "The commerce guy", "the climate chief": whoever's office has the other words.
        field = self._slots(tuple(word for word in asked if word not in _ANY_OFFICE))
        slots = [slot if slot.country or _beside(slot) else replace(slot, office=True) for slot in field]
        scores = self._holding(slots, former, single=True)
        if not _ATOP.isdisjoint(asked):  # who is at the head of something is nobody's deputy
            scores = {index: score for index, score in scores.items() if not self._lesser(index, slots, asked)}
        return scores

    def _lesser(self, index: int, slots: list[_Slot], asked: tuple[str, ...]) -> bool:
        held = [_role(text) for text in self._entities[index].roles]
        return all(
            _is_below(role, frozenset(asked)) for role in held if _same_office(slots, role, self._entities[index])
        )

    def _holding(self, slots: list[_Slot], former: bool, *, single: bool = False) -> dict[int, float]:
        offices = [slot for slot in slots if slot.office]
        if not offices:
            return {}
        pool: set[int] | None = None
        for slot in offices:
            held = {i for words_ in slot.words for i in self._by_word.get(words_[0], ())}
            pool = held if pool is None else pool & held
        for slot in slots:
            if slot.country is not None and slot.side != "sent":
                pool = (pool or set()) & self._placed(slot.country)
        # Those who have every word in their roles come first; only if there is nobody does the context count.
        strict = set(pool or ())
        for slot in slots:
            if not slot.office and slot.country is None and not _beside(slot):
                strict &= {i for words_ in slot.words for i in self._by_word.get(words_[0], ())}
        plain = len(offices) == len(slots)
        memo: dict[tuple[str, ...], float] = {}
        scores: dict[int, float] = {}
        for index in strict or pool or ():
            entity = self._entities[index]
            if plain:  # nothing but the roles' own words decides: people with the same roles fit alike
                if entity.roles not in memo:
                    memo[entity.roles] = self._fit(entity, slots, former, below=single)
                scores[index] = memo[entity.roles]
            else:
                scores[index] = self._fit(entity, slots, former, below=single)
        scores = {index: score for index, score in scores.items() if score > 0}
        if single or any(_single(slot) for slot in slots):
            return self._with_successor(scores, slots, former)
        return scores

    def _with_successor(self, scores: dict[int, float], slots: list[_Slot], former: bool) -> dict[int, float]:
        """Lift, of people who held one country's office in turn, the one who holds it now (or, asked so, held it).

        Who came later is the successor, unless the articles call the other so again after that.
        """
        best = max(scores.values(), default=0.0)
        left = [index for index, score in scores.items() if score > best - _EVEN]
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
        return scores | {index: scores[index] + 2 * _EVEN for index in chosen}

    def below(self, words: tuple[str, ...]) -> list[int]:
        """Return who stands right below the office that ``words`` name, for suggestions: the deputy governor."""
        slots = self._slots(tuple(word for word in words if word not in _FORMER))
        return sorted(self._holding(slots, former=False, single=True))

    def _placed(self, code: str) -> set[int]:
        """Return whose roles may name a country, by any of its forms, or whose office is known to be of it."""
        if code not in self._of_country:
            found = set(self._by_place.get(code, ()))
            for form in _forms_of().get(code, ()):
                found.update(set.intersection(*(self._by_word.get(word, set()) for word in form)))
            self._of_country[code] = found
        return self._of_country[code]

    def is_office(self, word: str) -> bool:
        """Tell whether a folded word names an office, by itself or as another word for one."""
        return word in self._heads or (word,) in _SYNONYMS

    def holds(self, index: int, words: tuple[str, ...]) -> bool:
        """Tell whether one of an entity's roles has all that ``words`` ask."""
        entity = self._entities[index]
        context = _context(entity.context)
        slots = self._slots(words)
        return any(all(_covered(slot, _role(text), context, entity) for slot in slots) for text in entity.roles)

    def of_country(self, code: str) -> list[int]:
        """Return who holds an office of a country, by the role's own words or what stands around it."""
        return [index for index in self._placed(code) if code in self._own_countries(index)]

    def _own_countries(self, index: int) -> frozenset[str]:
        """Return whose official somebody is: by the first country that each role names, else by what stands around."""
        entity = self._entities[index]
        own = frozenset(role.own for text in entity.roles if (role := _role(text)).own is not None)
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
        return frozenset(entity.places).union(*(_role(text).countries for text in entity.roles))

    def _held(self, index: int, slots: list[_Slot]) -> tuple[dt.datetime, dt.datetime] | None:
        """Return the first and the last time that the articles give somebody the office."""
        entity = self._entities[index]
        terms = [
            term
            for text, term in zip(entity.roles, entity.held, strict=False)
            if term is not None and _same_office(slots, _role(text), entity)
        ]
        return (min(term[0] for term in terms), max(term[1] for term in terms)) if terms else None

    def _slots(self, words: tuple[str, ...]) -> list[_Slot]:
        slots: list[_Slot] = []
        place = 0
        while place < len(words):
            for size in range(min(4, len(words) - place), 0, -1):
                run = words[place : place + size]
                if (meant := _SYNONYMS.get(run)) is not None:
                    slots.append(_Slot((*meant, run), office=True, typed=run))
                    break
                after = words[place + size] if place + size < len(words) else ""
                if after in _EVENTS and run[0] in _FILLERS:
                    continue
                if after in _EVENTS and _country(" ".join(run)) is not None:
                    # "the negotiator for the Norway pact" is no Norwegian
                    slots.append(_Slot((run,)))
                    slots.append(_Slot(((after,),)))
                    size += 1
                    break
                if not set(run) <= _FILLERS and (code := _country(" ".join(run))) is not None:
                    sent = bool({"in", "to", "at", "en", "nach"}.intersection(words[max(0, place - 2) : place]))
                    side: Literal["own", "sent"] | None = "sent" if sent else "own"
                    slots.append(_Slot((run,), country=code, side=None if _ENVOYS.isdisjoint(words) else side))
                    break
            else:
                size = 1
                word = words[place]
                if word == "chief" and place + 1 < len(words) and words[place + 1] in self._heads:
                    slots.append(_Slot(((word,),), office=True, typed=words[place : place + 2]))  # "chief negotiator"
                elif word not in _FILLERS:
                    slots.append(self._word_slot(word))
            place += size
        return slots

    def _word_slot(self, word: str) -> _Slot:
        if word in self._by_word or word in OFFICES:
            return _Slot(((word,),), office=word in self._heads)
        if word.endswith("s") and word[:-1] in OFFICES:  # "the ministers words", its apostrophe left out
            return _Slot(((word[:-1],),), office=True)
        if word in _BESIDE:
            return _Slot(((word,),))  # "the ministry" is no slip of its minister
        found = {near: like for near, like in self._vocabulary.near(word).items() if near not in _agents(word)}
        if len(word) > 4 and found:
            near = max(found, key=lambda other: (found[other], other))
            return _Slot(((word,), (near,)), office=near in self._heads)
        return _Slot(((word,),))

    def _fit(self, entity: Entity, slots: list[_Slot], former: bool, *, below: bool = False) -> float:
        best = 0.0
        context = _context(entity.context)
        rarest = sorted(slots, key=lambda slot: slot.office)  # most fail at what isn't the office itself
        for place, text in enumerate(entity.roles):
            role = _role(text)
            total = 0.0
            for slot in rarest:
                part = _covered(slot, role, context, entity) or _beside(slot)
                if part == 0:
                    break
                total += part
            else:
                part = 1.0
            if part == 0:
                continue
            score = total / len(slots)
            asked = frozenset(word for slot in slots for word in slot.typed or slot.words[0])
            if not below and _is_below(role, asked):
                continue
            earlier = any(not _same_office(slots, _role(other), entity) for other in entity.roles[:place])
            if earlier != former:
                score -= 0.1
            best = max(best, score)
        return best

    def narrow(self, indices: list[int], typed: str, hint: str | None) -> list[int]:
        """Keep those of equally fitting people whose roles or context have most of the words around the name."""
        words = fold(f"{typed} {hint or ''}"[:400]).split()
        slots = [slot for slot in self._slots(tuple(words)) if slot.words]
        if not slots:
            return indices
        scores: dict[int, float] = {}
        for index in indices:
            entity = self._entities[index]
            context = _context(entity.context)
            scores[index] = sum(
                max((_covered(slot, _role(role), context, entity) for role in entity.roles), default=0.0)
                or max((0.5 for words_ in slot.words if set(words_) <= context), default=0.0)
                for slot in slots
            )
        best = max(scores.values())
        return [index for index in indices if scores[index] == best]


def _beside(slot: _Slot) -> float:
    return 0.5 if any(words[0] in _BESIDE for words in slot.words) and not slot.office else 0.0


def _is_below(role: _Role, asked: AbstractSet[str]) -> bool:
    """Tell whether a role is below the office asked for: a deputy governor is not the governor."""
    if not _RANKS.isdisjoint(asked):
        return False
    if any(word in _LESSER and word not in asked for word in role.words):
        return True
    of_state = any(
        run == ("minister", "of", "state") for run in zip(role.words, role.words[1:], role.words[2:], strict=False)
    )
    return of_state and "state" not in asked


def _countries_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: word in _FILLERS or _country(word) is None))


def _single(slot: _Slot) -> bool:
    return slot.office and any(word in _SINGLE for words in slot.words for word in words)


def _agents(word: str) -> set[str]:
    """Return who does what a word names ("strike": "striker"): another word, and no slip of it."""
    return {word + ending for ending in ("r", "er", "or", "ist")}


@lru_cache(maxsize=20000)
def _countries_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(place.code for text in texts for place in countries.find_places(text[:400]))


@lru_cache(maxsize=20000)
def _context(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in fold(text[:400]).split())


def _same_office(slots: list[_Slot], role: _Role, entity: Entity) -> bool:
    return all(_covered(slot, role, frozenset(), entity) > 0 for slot in slots if slot.office)


def _covered(slot: _Slot, role: _Role, context: frozenset[str], entity: Entity) -> float:
    """Return how surely a role has what a slot asks: 1 in its own words, less by what stands around it."""
    if slot.country is not None:
        if slot.country in role.countries:
            # "The Indian ambassador to the US" is not the US ambassador to India.
            turned = role.own is not None and (slot.side == "own") != (slot.country == role.own)
            return 0.0 if slot.side is not None and turned else 1.0
        if slot.side == "sent" and not role.countries and slot.country in _countries_of(entity.context):
            return 0.7
        return 0.8 if not role.countries and slot.country in entity.places else 0.0
    for words in slot.words:
        if all(word in role.words for word in words):
            together = len(slot.typed) > 1 and any(slot.typed == pair for pair in pairwise(role.words))
            if words == ("chief",) and _head(list(role.words)) != "chief" and not together:
                continue  # a chief negotiator is nobody's chief
            return 1.0
        if len(words) == 1 and 2 <= len(words[0]) <= 5 and words[0] in role.acronyms:
            return 0.95
    if slot.office:
        return 0.0
    return 0.6 if any(all(word in context and word not in _KIN for word in words) for words in slot.words) else 0.0
