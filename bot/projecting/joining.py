"""Joining members of one block: over keys that they share, then what is left where it is clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from bot.projecting.groups import Fact, Group
from bot.reading.people.words import formal_names


def join(facts: Sequence[Fact]) -> list[Group]:
    """Return the people of a block. ``facts`` are in order of date, article and index."""
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
        self.groups: list[Group] = []
        self._by_given: dict[str, list[Group]] = defaultdict(list)
        self._by_letter: dict[str, list[Group]] = defaultdict(list)
        self._by_fact: dict[object, dict[int, Group]] = defaultdict(dict)

    def add(self, group: Group) -> None:
        """Take a new person in."""
        self.groups.append(group)
        if group.key.given:
            for name in formal_names(group.key.given[0]):
                self._by_given[name].append(group)
            self._by_letter[group.key.initial].append(group)
        self.note(group, group)

    def note(self, owner: Group, group: Group) -> None:
        """Remember the roles and the company of ``group`` as those of ``owner``."""
        for fact in (*group.roles, *group.company):
            self._by_fact[fact].setdefault(id(owner), owner)

    def near(self, group: Group) -> list[Group]:
        """Return who may be meant by the name of ``group``, without looking at everyone."""
        if group.key.lone:
            found: dict[int, Group] = {}
            for fact in (*group.roles, *group.company):
                found.update(self._by_fact.get(fact, {}))
            return [one for one in found.values() if not one.key.lone]
        if group.key.only_initials:
            return self._by_letter[group.key.initial]
        near = {id(one): one for name in sorted(formal_names(group.key.given[0])) for one in self._by_given[name]}
        return list(near.values())


def _choose(group: Group, fits: Sequence[Group]) -> tuple[Group | None, str]:
    """Return the one group that a form of a name joins, with the reason, or None where none or several fit."""
    supported = [(one, reason) for one in fits if (reason := one.support(group))]
    best = [pair for pair in supported if pair[1].startswith("same role")] or supported
    if len(best) == 1:
        return best[0][0], f"{best[0][1]}, names agree"
    if len(fits) == 1 and not best:
        one = fits[0]
        if group.key.slug == one.key.slug:
            return one, "same name, nothing against it"
        plain = not group.key.lone and not (group.key.only_initials or one.key.only_initials)
        if plain and group.key.given[0] == one.key.given[0]:  # "Joe" for "Joseph" needs a role or company in common
            return one, "names agree, nothing against it"
        fields = group.fields & one.fields
        if fields and not group.key.lone:
            return one, f"names agree, same field ({min(fields)})"
    return None, ""


def _by_exact_name(facts: Sequence[Fact]) -> list[Group]:
    """Join members of one name that share a role or a companion, then what is left where it is clear."""
    found: list[Group] = []
    by_name: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_name[fact.key.slug, fact.key.suffix].append(fact)
    for same in by_name.values():
        if same[0].key.lone:
            found += _linked(same, lambda fact: _role_keys(fact) | _company_keys(fact), "same name and role or company")
            continue
        linked = _linked(same, _role_keys, "same name and role")
        found += _settled(linked)
    return found


def _role_keys(fact: Fact) -> set[tuple[str, ...]]:
    """Return what members of one name must share to be one: a role's words with gender; of a plain role its country."""
    gender = fact.member.person.gender or ""
    keys: set[tuple[str, ...]] = set()
    for held in fact.offices:
        if len(held.words) > 1:
            keys.add(("role", *sorted(held.words), gender))
    return keys


def _company_keys(fact: Fact) -> set[tuple[str, ...]]:
    return {("with", other) for other in fact.company}


def _linked(facts: Sequence[Fact], keys_of: Callable[[Fact], set[tuple[str, ...]]], reason: str) -> list[Group]:
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
    groups: dict[int, list[Fact]] = defaultdict(list)
    for index, fact in enumerate(facts):
        groups[root(index)].append(fact)
    return [Group(members, (reason,) if len(members) > 1 else ()) for members in groups.values()]


def _facet(group: Group) -> tuple[str, ...]:
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


def _settled(groups: Sequence[Group]) -> list[Group]:
    """Join groups of one name where nothing speaks against it, those that tell most first."""
    if len(groups) == 1:
        return list(groups)
    merged: dict[tuple[str, ...], Group] = {}
    apart: list[Group] = []
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
    kept: list[Group] = []
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


def _collect(group: Group, other: Group) -> None:
    """Put a group of the same facet in; sorting is left to the end of the block."""
    for fact in other.members:
        group._take(fact)
    group.members += other.members
    group.articles |= other.articles
    group.reasons.update(other.reasons)
    group.reasons["same name, nothing against it"] = None


def _why(one: Group, other: Group) -> str:
    if one.countries & other.countries:
        return f"same country ({min(one.countries & other.countries)})"
    if one.fields & other.fields:
        return f"same field ({min(one.fields & other.fields)})"
    return "nothing against it"


# ---- from groups to records ----
