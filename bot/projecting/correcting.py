"""Corrections of people, applied to what was projected: parted, merged, hidden. Pure, in the order they were made."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from storage.corrections import Correction
from storage.records import DatedRole, KnownPerson

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def corrected(people: Iterable[KnownPerson], corrections: Sequence[Correction]) -> list[KnownPerson]:
    """Return ``people`` with the corrections of those among them applied, by id.

    A correction of somebody who isn't among them changes nothing: their block is projected at another time.
    """
    by_id = {person.id: person for person in people}
    for each in corrections:
        person = by_id.get(each.person or "")
        if person is None:
            continue
        if each.kind == "hide_person":
            by_id[person.id] = replace(person, has_profile=False, hidden=True, reasons=_reasons(person, each))
        elif each.kind == "merge" and (other := by_id.get(each.other or "")) is not None:
            del by_id[other.id]
            by_id[person.id] = _joined(person, other, each)
        elif each.kind == "part":
            _part(by_id, person, each)
    return [by_id[id_] for id_ in sorted(by_id)]


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
        has_profile=person.has_profile or other.has_profile,
    )


def _part(by_id: dict[str, KnownPerson], person: KnownPerson, correction: Correction) -> None:
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
    target = by_id.get(correction.other or "")
    if target is None:
        by_id[apart.id] = apart
    else:
        by_id[target.id] = _joined(target, replace(apart, name=target.name), correction)
