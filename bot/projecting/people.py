"""The same person across articles: a function of what articles say, the same in whatever order they came.

People are compared only within a block, which holds all whose names have one surname; a change in an article asks only
for its blocks to be projected anew. Within a block nothing is compared with everything: members are joined over keys
that they share (a name with a role, a name with a companion), so the whole takes n log n.

Two members are one person when their names agree, and nothing speaks against it: a different suffix, gender, country or
field of public life, the same office elsewhere, or one article that names both. Where a form of a name fits two people
it joins the one whose role or company it shares, and else stands alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from bot.projecting.names import NameKey, block_of, name_key, slug
from bot.projecting.roles import Office, fields_agree, office
from storage.records import Article, DatedRole, KnownPerson, Person

MAX_ALIASES = 40
# So many wordings of a person's posts of one kind are kept for the comparison of terms.
MAX_TERMS = 12
# Posts that nobody holds two of under different names; an old title lingers in articles for some days.
_PORTFOLIOS = frozenset({"minister", "ambassador", "governor", "mayor", "coach", "captain"})
_HAND_OVER = dt.timedelta(days=14)
# Titles with which a lone surname stands for one person at a time.
_SOVEREIGN = frozenset(
    {"president", "pope", "king", "queen", "prince", "princess", "premier", "chancellor", "sultan", "emir"}
)
_EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)


class MemberLike(Protocol):
    """A person as one article names them, with what the projection asks of that article."""

    @property
    def article(self) -> str:
        """The article's id."""

    @property
    def index(self) -> int:
        """The place in that article's ``Reading.people``."""

    @property
    def person(self) -> Person:
        """The person as read there."""

    @property
    def published(self) -> dt.datetime | None:
        """When the article came out."""

    @property
    def quoted(self) -> bool:
        """Whether words of theirs may be shown."""


@dataclass(frozen=True, slots=True)
class Member:
    """A :class:`MemberLike` with ``company``: slugs of the other people whom the article names in full."""

    article: str
    index: int
    person: Person
    published: dt.datetime | None
    quoted: bool = False
    company: tuple[str, ...] = ()


def block_key(person: Person) -> str:
    """Return the block of ``person``: the folded surname. People of different blocks are never one."""
    return block_of(person.name)


def members_of(article: Article, people: Sequence[Person], quoted: Collection[int] = ()) -> list[Member]:
    """Return the members that one article gives. ``quoted`` are indices of people whose words may be shown."""
    full = [slug(person.name) if " " in person.name.strip() else "" for person in people]
    return [
        Member(
            article.id,
            index,
            person,
            article.published,
            index in quoted,
            tuple(sorted({other for place, other in enumerate(full) if other and place != index})),
        )
        for index, person in enumerate(people)
    ]


def project_people(
    articles: Iterable[tuple[Article, Sequence[Person]]], quoted: Collection[tuple[str, int]] = ()
) -> tuple[KnownPerson, ...]:
    """Return everyone, by block and id. ``quoted`` holds (article id, index) of people whose words may be shown."""
    speaking: dict[str, set[int]] = defaultdict(set)
    for article_id, index in quoted:
        speaking[article_id].add(index)
    blocks: dict[str, list[Member]] = defaultdict(list)
    for article, people in articles:
        for member in members_of(article, people, speaking.get(article.id, ())):
            blocks[block_key(member.person)].append(member)
    return tuple(person for key in sorted(blocks) for person in project_block(blocks[key]))


def project_block(members: Iterable[MemberLike]) -> tuple[KnownPerson, ...]:
    """Return the people of one block, by id. The result does not depend on the order of ``members``.

    A member may carry ``company`` (see :class:`Member`); without it, company decides nothing.
    """
    facts = [_Fact(member) for member in members]
    facts.sort(key=lambda fact: fact.order)
    return tuple(sorted(_named(_join(facts)), key=lambda person: person.id))


@dataclass(slots=True)
class _Fact:
    """A member with what is compared."""

    member: MemberLike
    key: NameKey = field(init=False)
    offices: tuple[Office, ...] = field(init=False)
    company: frozenset[str] = field(init=False)
    order: tuple[dt.datetime, str, int] = field(init=False)

    def __post_init__(self) -> None:
        member = self.member
        self.key = name_key(member.person.name)
        self.offices = tuple(office(role.text) for role in member.person.roles)
        self.company = frozenset(getattr(member, "company", ()))
        self.order = (member.published or _EARLIEST, member.article, member.index)


@dataclass(slots=True)
class _Term:
    """From when to when articles give somebody a post."""

    first: dt.datetime | None = None
    last: dt.datetime | None = None
    articles: int = 0

    def take(self, published: dt.datetime | None) -> None:
        """Count an article."""
        if published is not None:
            self.first = published if self.first is None else min(self.first, published)
            self.last = published if self.last is None else max(self.last, published)
            self.articles += 1

    def overlaps(self, other: _Term) -> bool:
        """Tell whether the two run beside each other for more than a hand-over."""
        if self.articles < 2 or other.articles < 2:
            return False
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return min(self.last, other.last) - max(self.first, other.first) > _HAND_OVER


class _Group:
    """Members taken for one person."""

    __slots__ = (
        "articles",
        "company",
        "countries",
        "fields",
        "genders",
        "heads",
        "key",
        "members",
        "reasons",
        "roles",
        "terms",
    )

    def __init__(self, facts: Sequence[_Fact], reasons: Iterable[str] = ()) -> None:
        self.key = facts[0].key
        self.members = list(facts)
        self.reasons = dict.fromkeys(reasons)
        self.articles = {fact.member.article for fact in facts}
        self.company: set[str] = set()
        self.countries: set[str] = set()
        self.fields: set[str] = set()
        self.genders: Counter[str] = Counter()
        self.heads: dict[str, set[str]] = defaultdict(set)
        self.roles: set[frozenset[str]] = set()
        self.terms: dict[str, dict[frozenset[str], _Term]] = defaultdict(dict)
        for fact in facts:
            self._take(fact)

    def _take(self, fact: _Fact) -> None:
        self.company |= fact.company
        if fact.member.person.gender:
            self.genders[fact.member.person.gender] += 1
        for held in fact.offices:
            self.roles.add(held.words)
            if held.field:
                self.fields.add(held.field)
            if held.country:
                self.countries.add(held.country)
            if held.head and held.proper:
                self.heads[held.head] |= held.proper
            if held.head in _PORTFOLIOS and len(held.words) > 1 and "former" not in held.words:
                terms = self.terms[held.head]
                if held.words in terms or len(terms) < MAX_TERMS:
                    terms.setdefault(held.words, _Term()).take(fact.member.published)

    @property
    def gender(self) -> Literal["m", "f"] | None:
        m, f = self.genders["m"], self.genders["f"]
        return None if m == f else "m" if m > f else "f"

    @property
    def order(self) -> tuple[dt.datetime, str, int]:
        return min(fact.order for fact in self.members)

    def absorb(self, other: _Group, reason: str) -> None:
        """Take the members of ``other`` in."""
        for fact in other.members:
            self._take(fact)
        self.members += other.members
        self.articles |= other.articles
        self.reasons.update(other.reasons)
        self.reasons[reason] = None

    def against(self, other: _Group) -> bool:
        """Tell whether anything speaks against the two being one person."""
        if self.key.suffix and other.key.suffix and self.key.suffix != other.key.suffix:
            return True
        if self.gender and other.gender and self.gender != other.gender:
            return True
        small, large = sorted((self.articles, other.articles), key=len)
        if any(article in large for article in small):
            return True
        if self.countries and other.countries and not self.countries & other.countries:
            return True
        if self.fields and other.fields and not any(fields_agree(a, b) for a in self.fields for b in other.fields):
            # Two companions in common outweigh an unlikely change of field.
            return len(self.company & other.company) < 2
        if any(not self.heads[head] & other.heads[head] for head in self.heads.keys() & other.heads.keys()):
            return True
        return not self.company & other.company and self._at_once(other)

    def _at_once(self, other: _Group) -> bool:
        """Tell whether both held different posts of one kind over the same time: two ministers, not a changed title."""
        for head in self.terms.keys() & other.terms.keys():
            for words, mine in self.terms[head].items():
                for others, theirs in other.terms[head].items():
                    if words & others == {head} and mine.overlaps(theirs):
                        return True
        return False

    def support(self, other: _Group) -> str | None:
        """Return what speaks for the two being one person besides the name: a role or a companion in common."""
        if shared := self.roles & other.roles:
            words = min(" ".join(sorted(words)) for words in shared)
            if any(len(role) > 1 for role in shared):
                return f"same role ({words})"
            if (self.key.lone or other.key.lone) and any(role <= _SOVEREIGN for role in shared):
                return f"same role ({words})"
        if self.company and other.company and (common := self.company & other.company):
            return f"named with {min(common)} in both"
        return None


def _join(facts: Sequence[_Fact]) -> list[_Group]:
    groups = _by_exact_name(facts)
    # Fuller forms first, so that a short form finds the person whom it is short for.
    groups.sort(key=lambda group: (-group.key.fullness, group.order, group.key.slug))
    kept = _Kept()
    for group in groups:
        fits = [one for one in kept.near(group) if group.key.agrees(one.key) and not one.against(group)]
        chosen, reason = _choose(group, fits)
        if chosen is None:
            kept.add(group)
        else:
            chosen.absorb(group, reason)
            kept.note(chosen, group)
    return kept.groups


class _Kept:
    """The people of a block so far, found by what a further form of the name would share with them."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self._by_given: dict[str, list[_Group]] = defaultdict(list)
        self._by_letter: dict[str, list[_Group]] = defaultdict(list)
        self._by_fact: dict[object, dict[int, _Group]] = defaultdict(dict)

    def add(self, group: _Group) -> None:
        """Take a new person in."""
        self.groups.append(group)
        if group.key.given:
            self._by_given[group.key.given[0]].append(group)
            self._by_letter[group.key.initial].append(group)
        self.note(group, group)

    def note(self, owner: _Group, group: _Group) -> None:
        """Remember the roles and the company of ``group`` as those of ``owner``."""
        for fact in (*group.roles, *group.company):
            self._by_fact[fact].setdefault(id(owner), owner)

    def near(self, group: _Group) -> list[_Group]:
        """Return who may be meant by the name of ``group``, without looking at everyone."""
        if group.key.lone:
            found: dict[int, _Group] = {}
            for fact in (*group.roles, *group.company):
                found.update(self._by_fact.get(fact, {}))
            return [one for one in found.values() if not one.key.lone]
        if group.key.only_initials:
            return self._by_letter[group.key.initial]
        return self._by_given[group.key.given[0]]


def _choose(group: _Group, fits: Sequence[_Group]) -> tuple[_Group | None, str]:
    """Return the one group that a form of a name joins, with the reason, or None where none or several fit."""
    supported = [(one, reason) for one in fits if (reason := one.support(group))]
    best = [pair for pair in supported if pair[1].startswith("same role")] or supported
    if len(best) == 1:
        return best[0][0], f"{best[0][1]}, names agree"
    if len(fits) == 1 and not best:
        one = fits[0]
        if group.key.slug == one.key.slug:
            return one, "same name, nothing against it"
        if not group.key.lone and not (group.key.only_initials or one.key.only_initials):
            return one, "names agree, nothing against it"
        fields = group.fields & one.fields
        if fields and not group.key.lone:
            return one, f"names agree, same field ({min(fields)})"
    return None, ""


def _by_exact_name(facts: Sequence[_Fact]) -> list[_Group]:
    """Join members of one name that share a role or a companion, then what is left where it is clear."""
    found: list[_Group] = []
    by_name: dict[tuple[str, str], list[_Fact]] = defaultdict(list)
    for fact in facts:
        by_name[fact.key.slug, fact.key.suffix].append(fact)
    for same in by_name.values():
        if same[0].key.lone:
            found += _linked(same, lambda fact: _role_keys(fact) | _company_keys(fact), "same name and role or company")
            continue
        linked = _linked(same, _role_keys, "same name and role")
        found += _settled(linked)
    return found


def _role_keys(fact: _Fact) -> set[tuple[str, ...]]:
    """Return what members of one name must share to be one: a role's words with gender; of a plain role its country."""
    gender = fact.member.person.gender or ""
    keys: set[tuple[str, ...]] = set()
    for held in fact.offices:
        if len(held.words) > 1:
            keys.add(("role", *sorted(held.words), gender))
    return keys


def _company_keys(fact: _Fact) -> set[tuple[str, ...]]:
    return {("with", other) for other in fact.company}


def _linked(facts: Sequence[_Fact], keys_of: Callable[[_Fact], set[tuple[str, ...]]], reason: str) -> list[_Group]:
    """Return the groups of members that share keys, over union by key: near linear."""
    parent = list(range(len(facts)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[tuple[str, ...], int] = {}
    for index, fact in enumerate(facts):
        for key in keys_of(fact):
            other = first.setdefault(key, index)
            low, high = sorted((root(index), root(other)))
            parent[high] = low
    groups: dict[int, list[_Fact]] = defaultdict(list)
    for index, fact in enumerate(facts):
        groups[root(index)].append(fact)
    return [_Group(members, (reason,) if len(members) > 1 else ()) for members in groups.values()]


def _facet(group: _Group) -> tuple[str, ...]:
    return (
        group.gender or "",
        *sorted(group.fields),
        "/",
        *sorted(group.countries),
        "/",
        *(f"{head}:{'+'.join(sorted(group.heads[head]))}" for head in sorted(group.heads)),
        "/",
        *sorted("+".join(sorted(words)) for terms in group.terms.values() for words in terms),
    )


def _settled(groups: Sequence[_Group]) -> list[_Group]:
    """Join groups of one name where nothing speaks against it, those that tell most first."""
    if len(groups) == 1:
        return list(groups)
    merged: dict[tuple[str, ...], _Group] = {}
    apart: list[_Group] = []
    for group in groups:
        same = merged.get(_facet(group))
        if same is None:
            merged[_facet(group)] = group
        elif same.articles & group.articles:
            apart.append(group)
        else:
            _collect(same, group)
    ordered = sorted(
        [*merged.values(), *apart], key=lambda g: (-len(g.fields) - len(g.countries) - len(g.heads), g.order)
    )
    kept: list[_Group] = []
    for group in ordered:
        fits = [one for one in kept if not one.against(group)]
        supported = [one for one in fits if one.support(group)]
        choice = supported if len(supported) == 1 else fits
        if len(choice) == 1:
            why = choice[0].support(group) or _why(choice[0], group)
            choice[0].absorb(group, f"same name, {why}")
        else:
            kept.append(group)
    return kept


def _collect(group: _Group, other: _Group) -> None:
    """Put a group of the same facet in; sorting is left to the end of the block."""
    for fact in other.members:
        group._take(fact)
    group.members += other.members
    group.articles |= other.articles
    group.reasons.update(other.reasons)
    group.reasons["same name, nothing against it"] = None


def _why(one: _Group, other: _Group) -> str:
    if one.countries & other.countries:
        return f"same country ({min(one.countries & other.countries)})"
    if one.fields & other.fields:
        return f"same field ({min(one.fields & other.fields)})"
    return "nothing against it"


# ---- from groups to records ----


def _named(groups: Sequence[_Group]) -> list[KnownPerson]:
    made = [_known(group) for group in groups]
    shared = Counter(person.id for person in made)
    finished: list[KnownPerson] = []
    for person, group in zip(made, groups, strict=True):
        if shared[person.id] == 1:
            finished.append(person)
            continue
        oldest = group.members[0].member
        mark = hashlib.sha256(f"{oldest.article}\n{oldest.index}".encode(errors="surrogatepass")).hexdigest()[:8]
        finished.append(replace(person, id=f"{person.id}-{mark}"))
    return finished


def _known(group: _Group) -> KnownPerson:
    group.members.sort(key=lambda fact: fact.order)
    names: Counter[str] = Counter()
    aliases: Counter[str] = Counter()
    roles: list[DatedRole] = []
    quoted = False
    for fact in group.members:
        member = fact.member
        names[member.person.name] += 1
        aliases.update(member.person.aliases)
        quoted = quoted or member.quoted
        roles += [DatedRole(role.text, member.article, role.span, member.published) for role in member.person.roles]
    name = min(names, key=lambda form: (-name_key(form).fullness, -names[form], form))
    aliases.update(form for form in names if form != name)
    del aliases[name]
    roles.sort(key=lambda role: (role.article, role.span))
    roles.sort(key=lambda role: role.published or _EARLIEST, reverse=True)
    return KnownPerson(
        id=slug(name),
        name=name,
        aliases=tuple(sorted(aliases, key=lambda form: (-aliases[form], form))[:MAX_ALIASES]),
        roles=tuple(roles),
        members=tuple(sorted((fact.member.article, fact.member.index) for fact in group.members)),
        reasons=tuple(sorted(group.reasons)),
        gender=group.gender,
        has_profile=bool(roles) or quoted or len(group.articles) > 1,
    )
