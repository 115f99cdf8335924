"""Corrections of people, applied to what was projected: parted, merged, hidden. Pure, in the order they were made."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.projecting.names import block_of
from storage.anchors import Anchor, means
from storage.corrections import Correction
from storage.records import DatedRole, KnownPerson

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def corrected(
    people: Iterable[KnownPerson], corrections: Sequence[Correction], names: Mapping[str, Sequence[str]]
) -> list[KnownPerson]:
    """Return ``people`` with the corrections of those among them applied, by id.

    ``names`` holds, by article, the names of the people of its reading. A correction means whoever holds most of its
    anchors, and only where none of them is found the bearer of its id. One of somebody who isn't among ``people``
    changes nothing: their block is projected at another time.
    """
    by_id = {person.id: person for person in people}
    for each in corrections:
        if each.kind == "hide_person":
            for id_ in _meant(by_id, each.person, each.anchors, names):
                one = by_id[id_]
                by_id[id_] = replace(one, has_profile=False, hidden=True, reasons=_reasons(one, each))
            continue
        person = next(iter(_meant(by_id, each.person, each.anchors, names)), None)
        if person is None:
            continue
        other = next(iter(_meant(by_id, each.other, each.other_anchors, names)), None)
        if each.kind == "merge" and other not in {None, person}:
            by_id[person] = _joined(by_id[person], by_id.pop(other or ""), each)
        elif each.kind == "part":
            _part(by_id, by_id[person], other, each)
    return [by_id[id_] for id_ in sorted(by_id)]


def _meant(
    by_id: Mapping[str, KnownPerson], id_: str | None, anchors: Sequence[Anchor], names: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return the ids of those who hold any of the anchors, who holds most first; else of the bearer of ``id_``."""
    places = {place for anchor in anchors for place in _places(anchor, names)}
    held: Counter[str] = Counter()
    if places:
        for person in by_id.values():
            if number := sum(member in places for member in person.members):
                held[person.id] = number
    if held:
        return sorted(held, key=lambda one: (-held[one], one != id_, one))
    return [] if id_ is None else [one for one in by_id if means(id_, one)]


def _places(anchor: Anchor, names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    """Yield where an article's reading has the anchor's name; a newer reader may find a fuller form of it there."""
    article, name = anchor
    there = names.get(article, ())
    exact = [index for index, one in enumerate(there) if one == name]
    near = exact or [index for index, one in enumerate(there) if block_of(one) == block_of(name)]
    if exact or len(near) == 1:
        yield from ((article, index) for index in near)


def _reasons(person: KnownPerson, correction: Correction) -> tuple[str, ...]:
    return (*person.reasons, f"corrected: {correction.reason}")


def _newest_first(roles: Iterable[DatedRole]) -> tuple[DatedRole, ...]:
    return tuple(sorted(dict.fromkeys(roles), key=lambda role: role.published or _LONG_AGO, reverse=True))


def _joined(person: KnownPerson, other: KnownPerson, correction: Correction) -> KnownPerson:
    return replace(
        person,
        aliases=tuple(dict.fromkeys((*person.aliases, other.name, *other.aliases))),
        roles=_newest_first((*person.roles, *other.roles)),
        members=tuple(sorted({*person.members, *other.members})),
        reasons=tuple(dict.fromkeys((*_reasons(person, correction), *other.reasons))),
        gender=person.gender or other.gender,
        has_profile=(person.has_profile or other.has_profile) and not (person.hidden or other.hidden),
        hidden=person.hidden or other.hidden,
    )


def _part(by_id: dict[str, KnownPerson], person: KnownPerson, other: str | None, correction: Correction) -> None:
    """Take what one article says of a person out of that person, and give it to another, or to one of its own."""
    article = correction.article
    moved = tuple(member for member in person.members if member[0] == article)
    if not moved:
        return
    left = tuple(member for member in person.members if member[0] != article)
    roles = tuple(role for role in person.roles if role.article == article)
    if left:
        kept = tuple(role for role in person.roles if role.article != article)
        by_id[person.id] = replace(person, members=left, roles=kept, reasons=_reasons(person, correction))
    else:
        del by_id[person.id]
    mark = hashlib.sha256((article or "").encode("utf-8", "surrogatepass")).hexdigest()[:6]
    apart = replace(
        person,
        id=f"{person.id}-{mark}",
        members=moved,
        roles=roles,
        reasons=(f"corrected: {correction.reason}",),
    )
    target = by_id.get(other) if other is not None else None
    if target is None or target.id == person.id:
        by_id[apart.id] = apart
    else:
        by_id[target.id] = _joined(target, replace(apart, name=target.name), correction)
