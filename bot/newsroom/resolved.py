"""A question resolved, and what every kind of question needs on the way there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from bot.answers.values import Answer, Asked, NothingFound
from bot.matching import Entity
from bot.newsroom import people, tariffs
from bot.newsroom.index import Index, candidate
from storage.store import Store

MOST_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question whose names are resolved.

    ``parts`` make the cache's key together with the edition of ``subject`` (the store's where it is None). ``compose``
    makes the answer on a miss, None where the articles hold nothing. ``dated`` says that the answer shows an age,
    ``kept`` that it may be cached: searches by free words aren't.
    """

    kind: str
    parts: Mapping[str, object]
    compose: Callable[[], Awaitable[Answer | None]]
    nothing: Callable[[], Awaitable[NothingFound]]
    subject: str | None = None
    dated: bool = True
    kept: bool = True


class Desk:
    """Where questions are resolved: one store's names, at one moment."""

    def __init__(self, store: Store, index: Index, now: dt.datetime, zone: dt.tzinfo) -> None:
        self._store = store
        self._index = index
        self._names = index.names
        self._now = now
        self._zone = zone

    def _resolved(
        self,
        kind: str,
        parts: Mapping[str, object],
        compose: Callable[[], Awaitable[Answer | None]],
        asked: Asked,
        typed: str,
        *,
        name: str | None = None,
        about: str | None = None,
        subject: str | None = None,
        kept: bool = True,
        remembered: bool = False,
    ) -> Resolved:
        async def nothing() -> NothingFound:
            return replace(await self.nothing(asked, typed, name=name, about=about), remembered=remembered)

        return Resolved(kind, parts, compose, nothing, subject, kept=kept)

    async def nothing(
        self,
        asked: Asked,
        typed: str,
        *,
        name: str | None = None,
        about: str | None = None,
        near: tuple[Entity, ...] = (),
    ) -> NothingFound:
        """Say that the articles hold nothing, with the nearest names."""
        newest = await self._store.articles.newest(self._now)
        close = bool(near)
        if asked in {"who", "quote"} and not near and name is None:
            near = people.most_named(self._names)
        if asked in {"tariff", "changes"} and not near:
            near = await tariffs.places_with_facts(self._store, self._now)
        return NothingFound(
            asked=asked,
            typed=typed,
            subject=name,
            about=about,
            nearest=tuple(candidate(entity) for entity in near[:MOST_NEAREST]),
            newest=newest.published if newest else None,
            articles=self._index.articles,
            near=close,
        )
