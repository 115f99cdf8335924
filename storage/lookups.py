"""The cache of answers. Its key is the resolved question; what it holds can be deleted at any time."""

from __future__ import annotations

import datetime as dt

from storage.database import Database
from storage.instants import to_number

MAX_ROWS = 5000


class Lookups:
    """Answers as JSON by key. Bounded: the rows whose last use lies furthest back go first."""

    def __init__(self, database: Database, max_rows: int = MAX_ROWS) -> None:
        self._database = database
        self._max_rows = max_rows
        self._used: set[str] = set()

    async def get(self, key: str) -> str | None:
        """Return the answer kept under ``key``, None when there is none.

        Nothing is written: uses are noted with the next :meth:`put`.
        """
        rows = await self._database.fetch("SELECT answer FROM lookups WHERE key = ?", (key,))
        if not rows:
            return None
        self._used.add(key)
        answer: str = rows[0][0]
        return answer

    async def put(self, key: str, kind: str, answer: str, now: dt.datetime) -> None:
        """Keep an answer; the least lately used go when there are too many."""
        moment = to_number(now)
        used, self._used = self._used, set()
        async with self._database.transaction() as connection:
            await connection.executemany("UPDATE lookups SET used = ? WHERE key = ?", [(moment, old) for old in used])
            await connection.execute(
                "INSERT INTO lookups (key, kind, answer, used) VALUES (?, ?, ?, ?) ON CONFLICT (key) "
                "DO UPDATE SET kind = excluded.kind, answer = excluded.answer, used = excluded.used",
                (key, kind, answer, moment),
            )
            await connection.execute(
                "DELETE FROM lookups WHERE key IN (SELECT key FROM lookups WHERE key != ?2 "
                "ORDER BY used DESC, key LIMIT -1 OFFSET ?1)",
                (self._max_rows - 1, key),
            )

    async def count(self) -> int:
        """Return how many answers are kept."""
        return int((await self._database.fetch("SELECT count(*) FROM lookups"))[0][0])

    async def clear(self) -> None:
        """Forget all answers."""
        self._used.clear()
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM lookups")
