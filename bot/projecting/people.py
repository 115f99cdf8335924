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
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.projecting.groups import EARLIEST, Fact, Group, MemberLike
from bot.projecting.joining import join
from bot.projecting.names import block_of, name_key, slug
from storage.records import Article, DatedRole, KnownPerson, Person

MAX_ALIASES = 40


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
    facts = [Fact(member) for member in members]
    facts.sort(key=lambda fact: fact.order)
    return tuple(sorted(_named(join(facts)), key=lambda person: person.id))


def _named(groups: Sequence[Group]) -> list[KnownPerson]:
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


def _known(group: Group) -> KnownPerson:
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
    roles.sort(key=lambda role: role.article)  # within one article as it is read: offices with a name first
    roles.sort(key=lambda role: role.published or EARLIEST, reverse=True)
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
