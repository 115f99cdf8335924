"""What can be meant by a typed name, and what a search for it can come to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "country", "topic", "story"]
How = Literal["exact", "alias", "surname", "role", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, country, topic or story that the articles speak of.

    ``roles`` are what articles call a person, newest first; ``held`` from when to when the articles give them each.
    ``context`` are stretches of text around those roles (their sentences, the article's title), by which "the hockey
    coach" is found; ``places`` the codes of countries that these tie the person to where the role itself names none.
    ``weight`` is how much the articles speak of it, ``last`` when they did last, ``gender`` what their words show.
    """

    kind: Kind
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    weight: float = 0.0
    last: dt.datetime | None = None
    gender: Literal["m", "f"] | None = None
    context: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    heat: float | None = None
    held: tuple[tuple[dt.datetime, dt.datetime] | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One clear entity, the way it was found, and how alike the words were (1 for the same)."""

    entity: Entity
    how: How
    score: float


@dataclass(frozen=True, slots=True)
class Tie:
    """Entities that fit equally, those that the articles speak of most first: to be asked back."""

    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing fits. ``nearest`` are names to suggest, never to answer with."""

    nearest: tuple[Entity, ...]


Outcome = Found | Tie | Unknown
