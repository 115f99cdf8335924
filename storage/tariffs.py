"""Tariff facts as articles state them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from functools import lru_cache
from typing import Any, NamedTuple

from storage import codec
from storage.database import Database
from storage.instants import from_number_or_none, to_number
from storage.records import StoredTariff, TariffFact
from storage.rows import raw


class Place(NamedTuple):
    """A country (ISO 3166 alpha-2), "EU" or "*": how many facts name it, the newest one's time, how many are shown."""

    code: str
    facts: int
    newest: dt.datetime | None
    shown: int


class Tariffs:
    """The facts of one store. None of an article dated after ``now`` (aware) is seen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def facts_about(self, code: str, now: dt.datetime) -> list[StoredTariff]:
        """Return facts that a place imposes or that its goods bear, oldest article first.

        With a place's code the facts on goods of all countries ("*") are among them. Facts that aren't sure enough are
        too (``fact.shown`` is false): the caller judges. Those that the operator marked as wrong are not.
        """
        rows = await self._database.fetch(
            "SELECT a.id, t.position, t.data FROM read_tariffs AS t JOIN articles AS a ON a.key = t.article "
            "WHERE (t.imposer = CAST(?1 AS TEXT) OR t.target = CAST(?1 AS TEXT) OR t.target = '*') "
            "AND (a.published IS NULL OR a.published <= ?2) "
            "AND NOT EXISTS (SELECT 1 FROM corrected_tariffs AS c "
            "WHERE c.article = t.article AND c.position = t.position) "
            "ORDER BY a.published, a.id, t.position",
            (raw(code), to_number(now)),
        )
        return [_stored(row) for row in rows]

    async def ended_by(self, imposers: Collection[str], now: dt.datetime) -> list[StoredTariff]:
        """Return the facts that tell of the end of a rate of these imposers, whosever goods bore it, oldest first."""
        rows = await self._database.fetch(
            "SELECT a.id, t.position, t.data FROM json_each(?1) AS wanted "
            "CROSS JOIN read_tariffs AS t INDEXED BY read_tariffs_removed ON t.imposer = wanted.value "
            "CROSS JOIN articles AS a ON a.key = t.article "
            "WHERE t.data ->> 'status' = 'removed' AND (a.published IS NULL OR a.published <= ?2) "
            "AND NOT EXISTS (SELECT 1 FROM corrected_tariffs AS c "
            "WHERE c.article = t.article AND c.position = t.position) "
            "ORDER BY a.published, a.id, t.position",
            (json.dumps(sorted(imposers)), to_number(now)),
        )
        return [_stored(row) for row in rows]

    async def all(self, now: dt.datetime) -> list[StoredTariff]:
        """Return every fact, oldest article first."""
        rows = await self._database.fetch(
            "SELECT a.id, t.position, t.data FROM read_tariffs AS t JOIN articles AS a ON a.key = t.article "
            "WHERE (a.published IS NULL OR a.published <= ?) "
            "AND NOT EXISTS (SELECT 1 FROM corrected_tariffs AS c "
            "WHERE c.article = t.article AND c.position = t.position) "
            "ORDER BY a.published, a.id, t.position",
            (to_number(now),),
        )
        return [_stored(row) for row in rows]

    async def places(self, now: dt.datetime) -> list[Place]:
        """Return the places that facts name, most facts first."""
        rows = await self._database.fetch(
            "WITH facts AS (SELECT imposer, target, shown, article FROM read_tariffs AS t WHERE NOT EXISTS "
            "(SELECT 1 FROM corrected_tariffs AS c WHERE c.article = t.article AND c.position = t.position)) "
            "SELECT code, count(*), max(published), sum(shown) FROM (SELECT imposer AS code, shown, article FROM facts "
            "UNION ALL SELECT target, shown, article FROM facts) "
            "CROSS JOIN articles INDEXED BY articles_seen ON key = article "
            "WHERE published IS NULL OR published <= ? GROUP BY code ORDER BY count(*) DESC, code",
            (to_number(now),),
        )
        return [Place(code, count, from_number_or_none(newest), shown) for code, count, newest, shown in rows]


@lru_cache(maxsize=8192)
def _stored(row: tuple[Any, ...]) -> StoredTariff:
    """Return the fact of a row. Those looked at last are kept by all that the row holds: of one place each is one."""
    article, index, data = row
    return StoredTariff(article, index, codec.loads(TariffFact, data))
