"""Readings put together again from the tables of their parts."""

from __future__ import annotations

from dataclasses import replace

import aiosqlite

from storage import codec
from storage.correcting import corrected
from storage.records import Person, Quote, Reading, TariffFact
from storage.rows import raw


async def fetch_reading(connection: aiosqlite.Connection, article_id: str, *, as_read: bool) -> Reading | None:
    """Return the reading of an article, corrected or ``as_read``; None when there is no such article."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT key, rest FROM articles JOIN readings ON article = key WHERE id = CAST(? AS TEXT)",
            (raw(article_id),),
        )
    )
    if not rows:
        return None
    key, rest = rows[0]
    people = await connection.execute_fetchall(
        "SELECT data FROM read_people WHERE article = ? ORDER BY position", (key,)
    )
    quotes = await connection.execute_fetchall(
        "SELECT data FROM read_quotes WHERE article = ? ORDER BY position", (key,)
    )
    facts = await connection.execute_fetchall(
        "SELECT data FROM read_tariffs WHERE article = ? ORDER BY position", (key,)
    )
    reading = replace(
        codec.loads(Reading, rest),
        people=tuple(codec.loads(Person, row[0]) for row in people),
        quotes=tuple(codec.loads(Quote, row[0]) for row in quotes),
        tariffs=tuple(codec.loads(TariffFact, row[0]) for row in facts),
    )
    return reading if as_read else await corrected(connection, key, reading)
