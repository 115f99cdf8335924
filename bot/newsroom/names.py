"""From what the store knows to the index of names that typed words are resolved over."""

from __future__ import annotations

import datetime as dt

from bot.answers.values import Candidate
from bot.matching import Entity, Names
from storage.records import KnownPerson
from storage.store import Store


async def load_names(store: Store, now: dt.datetime) -> Names:
    """Build the index of names from the people that the store's articles name up to ``now``, and all countries."""
    seen = await store.people.last_seen(now)
    people = [person_entity(person, seen[person.id]) for person in await store.people.all() if person.id in seen]
    return Names.build([person for person in people if person is not None])


def person_entity(person: KnownPerson, last: dt.datetime | None) -> Entity | None:
    """Return the index entry of a person; None for one without a profile."""
    if not person.has_profile:
        return None
    return Entity(
        kind="person",
        id=person.id,
        name=person.name,
        aliases=person.aliases,
        roles=tuple(dict.fromkeys(role.text for role in person.roles)),
        weight=float(len({article for article, _ in person.members})),
        last=last,
        gender=person.gender,
    )


def candidate(entity: Entity) -> Candidate:
    """Return an index entry as an answer shows it."""
    return Candidate(entity.kind, entity.id, entity.name, entity.roles[0] if entity.roles else None)
