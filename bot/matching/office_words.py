"""What a typed office and a role in articles are made of: words, countries, ranks, and how one covers the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from bot import countries
from bot.matching.entities import Entity
from bot.matching.folding import fold, read_list
from bot.reading.people.words import KIN_F, KIN_M

OFFICES = frozenset(read_list("offices.txt"))
"""Words that name an office."""
# Offices that one person holds at a time.
SINGLE = frozenset(
    """minister president premier chancellor secretary governor ambassador envoy commissioner king queen pope emperor
    mayor speaker chief head""".split()
)
FILLERS = frozenset(
    """the of to for in a an new newest current currently now present latest at on and is next our their that this who
    s whos top senior from by teh hte en im el la los las de del le les du der die das den von da do""".split()
)
LINKS = frozenset({"of", "for", "to", "in", "at", "on", "from", "with", "by"})
ENVOYS = frozenset(
    "ambassador envoy commissioner consul botschafter embajador embajadora ambassadeur ambassadrice".split()
)
# Who is to hold an office: "next director", "to become director", "will be director".
COMING = frozenset({"next", "incoming", "designate", "future"})
NEW = "new"  # who came last, or who is to come
FORMER = frozenset({"former", "ex", "previous", "old", "outgoing"})
# Who stands below an office, and doesn't hold it; "minister of state" as well.
LESSER = frozenset({"deputy", "vice", "assistant", "junior", "under", "undersecretary"})
# A vice admiral is an admiral.
RANKS = frozenset({"admiral", "general", "marshal", "captain"})
# Words for anybody who holds something: "the commerce guy". The second line are offices as well.
ANYBODY = frozenset(
    "guy man woman lady person dude fella bloke chap gentleman one figure honcho supremo bigwig type rep".split()
)
ATOP = frozenset("chief boss head czar tsar leader honcho supremo".split())
ANY_OFFICE = ANYBODY | ATOP | frozenset("official politician officer delegate".split())
# What an office is said to be at or over, which the articles may leave out: "coach of the Dutch women's hockey team".
BESIDE = frozenset(
    """team side squad national women womens men mens girls boys ministry department office government embassy body
    portfolio group organisation organization company firm country state nation case trial court hearing""".split()
)
# Whose aunt somebody is must be said of them, not near them: "the captain's aunt" is not the captain.
KIN = (
    KIN_F
    | KIN_M
    | frozenset(
        """cousin sibling parent parents child children kid kids spouse partner girlfriend boyfriend fiancee fiance mum
    mom dad grandma grandpa family relative friend neighbour neighbor colleague boss""".split()
    )
)
# What is called by the name of a country and is none of its offices.
EVENTS = frozenset("pact deal talks agreement treaty accord summit visit negotiations trip war line pipeline".split())
TITLE_ONLY = frozenset({"vice", "deputy", "state", "foreign", "prime", "high", "cabinet", "rear", "us", "first"})


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


SYNONYMS = _synonyms()
FOREIGN = _foreign()
LONGEST = max(map(len, SYNONYMS))


def foreign_place(word: str) -> str | None:
    """Return the code of a country by its folded name or adjective in another language, None for any other word."""
    return FOREIGN.get(word)


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing asked of a role: any of ``words``, or a country; ``side`` tells an envoy's own from his host."""

    words: tuple[tuple[str, ...], ...] = ()
    country: str | None = None
    office: bool = False
    side: Literal["own", "sent"] | None = None
    typed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A role, taken apart: its words, the acronyms that can be made of them, the countries it names, whose it is."""

    words: tuple[str, ...]
    acronyms: frozenset[str]
    countries: frozenset[str]
    own: str | None = None


@lru_cache(maxsize=4096)
def country_of(typed: str) -> str | None:
    """Return the code of a country by its name, its people or what other languages call it, None for other words."""
    code = countries.code_of(typed)
    if code is None and typed.endswith("s") and len(typed) > 4:  # "turkeys minister", its apostrophe left out
        code = countries.code_of(typed[:-1], frozenset[countries.Kind]({"name"}))
    return code or FOREIGN.get(typed)


@cache
def forms_of() -> dict[str, list[tuple[str, ...]]]:
    """Return how each country is called, as folded words."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form, code in countries.forms().items():
        if words := tuple(fold(form).split()):
            found[code].append(words)
    return dict(found)


_OF_ALL = FILLERS | FORMER | COMING | {"managing", "general", "executive", "acting", "interim"}
_TO_BE = {(first, second) for first in ("to", "will") for second in ("be", "become")}


@lru_cache(maxsize=20000)
def role_of(text: str) -> Role:
    """Take a role apart."""
    words = tuple(fold(text[:200]).split())
    if words[:2] in _TO_BE:
        words = ("next", *words[2:])
    telling = [word for word in words if word not in FILLERS]
    acronyms = {
        "".join(word[0] for word in telling[start:end])
        for start in range(len(telling))
        for end in range(start + 2, min(start + 6, len(telling) + 1))
    }
    places = countries.find_places(text[:200])
    own = next((place.code for place in places if not text[: place.span.start].rstrip().endswith(" to")), None)
    return Role(words, frozenset(acronyms), frozenset(place.code for place in places), own)


def head(words: list[str]) -> str | None:
    """Return the word of a role that names the office: the last before "of", "for" and the like ("tram driver")."""
    end = next((place for place, word in enumerate(words) if word in LINKS), len(words))
    return words[end - 1] if end and len(words[end - 1]) > 3 else None


def beside(slot: Slot) -> float:
    """Return what a word counts that the articles may leave out beside an office ("team"): half."""
    return 0.5 if any(words[0] in BESIDE for words in slot.words) and not slot.office else 0.0


def is_below(role: Role, asked: AbstractSet[str]) -> bool:
    """Tell whether a role is below the office asked for: a deputy governor is not the governor."""
    if not RANKS.isdisjoint(asked):
        return False
    if any(word in LESSER and word not in asked for word in role.words):
        return True
    of_state = any(
        run == ("minister", "of", "state") for run in zip(role.words, role.words[1:], role.words[2:], strict=False)
    )
    return of_state and "state" not in asked


def of_a_part(words: Sequence[str], asked: AbstractSet[str]) -> bool:
    """Tell whether the words of a role name the head of something that was not asked for ("head of chemistry", "finance
    chief").
    """
    last = head(list(words))
    before = [one for one, after in pairwise(words) if after == last and after in ATOP]
    if any(one not in asked | FILLERS | ATOP | _OF_ALL and country_of(one) is None for one in before):
        return True
    behind = [word for one, of, word in zip(words, words[1:], words[2:], strict=False) if one in ATOP and of == "of"]
    return any(word not in asked and word not in FILLERS for word in behind)


def countries_first(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words with those that name countries in front."""
    return tuple(sorted(words, key=lambda word: word in FILLERS or country_of(word) is None))


def single(slot: Slot) -> bool:
    """Tell whether a slot asks for an office that one person holds at a time."""
    return slot.office and any(word in SINGLE for words in slot.words for word in words)


def agents(word: str) -> set[str]:
    """Return who does what a word names ("strike": "striker"): another word, and no slip of it."""
    return {word + ending for ending in ("r", "er", "or", "ist")}


@lru_cache(maxsize=20000)
def countries_of(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the codes of the countries that some texts name."""
    return frozenset(place.code for text in texts for place in countries.find_places(text[:400]))


@lru_cache(maxsize=20000)
def context_of(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the folded words of some texts."""
    return frozenset(word for text in texts for word in fold(text[:400]).split())


def same_office(slots: list[Slot], role: Role, entity: Entity) -> bool:
    """Tell whether a role is of the offices asked for, whatever else was asked."""
    return all(covered(slot, role, frozenset(), entity) > 0 for slot in slots if slot.office)


def _directs(words: tuple[str, ...]) -> bool:
    """Tell whether a role is that of a director of all, not of finance or a film."""
    place = words.index("director")
    return place == 0 or words[place - 1] in _OF_ALL or country_of(words[place - 1]) is not None


def covered(slot: Slot, role: Role, context: frozenset[str], entity: Entity) -> float:
    """Return how surely a role has what a slot asks: 1 in its own words, less by what stands around it."""
    if slot.country is not None:
        if slot.country in role.countries:
            # "The Indian ambassador to the US" is not the US ambassador to India.
            turned = role.own is not None and (slot.side == "own") != (slot.country == role.own)
            return 0.0 if slot.side is not None and turned else 1.0
        if slot.side == "sent" and not role.countries and slot.country in countries_of(entity.context):
            return 0.7
        return 0.8 if not role.countries and slot.country in entity.places else 0.0
    for words in slot.words:
        if all(word in role.words for word in words):
            together = len(slot.typed) > 1 and any(slot.typed == pair for pair in pairwise(role.words))
            if words == ("chief",) and head(list(role.words)) != "chief" and not together:
                continue  # a chief negotiator is nobody's chief
            if (
                words == ("justice",)
                and slot.typed == ("judge",)
                and not OFFICES.isdisjoint({*role.words} - {"justice"})
            ):
                continue  # a justice minister is no judge
            if words == ("director",) and slot.typed and slot.typed != words and not _directs(role.words):
                continue  # a finance director is not the boss
            return 1.0
        if len(words) == 1 and 2 <= len(words[0]) <= 5 and words[0] in role.acronyms:
            return 0.95
    if slot.office:
        return 0.0
    return 0.6 if any(all(word in context and word not in KIN for word in words) for words in slot.words) else 0.0
