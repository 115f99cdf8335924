"""The cache of answers. Its key is the resolved question; what it holds can be deleted at any time."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import Mapping
from typing import NamedTuple

import aiosqlite

from storage.database import Database
from storage.errors import StoreError
from storage.instants import to_number

MAX_ROWS = 5000
# Answers wait so many seconds to be written together with those that follow: after each writing the connection that
# reads for answers begins anew with the pages of the file, which costs the next question half as much again.
DELAY = 2.0
_log = logging.getLogger(__name__)


class _Waiting(NamedTuple):
    """An answer not yet written, and the store's number when it was composed."""

    kind: str
    answer: str
    now: dt.datetime
    edition: int


class Lookups:
    """Answers as JSON by key. Bounded: the rows whose last use lies furthest back go first."""

    def __init__(self, database: Database, max_rows: int = MAX_ROWS) -> None:
        self._database = database
        self._max_rows = max_rows
        self._used: set[str] = set()
        self._waiting: dict[str, _Waiting] = {}
        self._writing: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()

    def keep(self, key: str, kind: str, answer: str, now: dt.datetime, edition: int) -> None:
        """Keep an answer without making anybody wait: :meth:`get` gives it at once, it is written a little later.

        ``edition`` is the store's number when the answer was composed. Where the store has changed by the time of
        writing, the answer is dropped: it may hold words of an article that was removed in between. That it can't be
        written (a full disk, another program's lock) is no error either, as the next who asks gets it composed anew.
        """
        self._waiting[key] = _Waiting(kind, answer, now, edition)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())

    async def flush(self) -> None:
        """Write what waits, now."""
        self._hurry.set()
        while self._writing is not None and not self._writing.done():
            await self._writing
        self._hurry.clear()

    async def _write(self) -> None:
        while self._waiting:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), DELAY)
            batch = dict(self._waiting)
            try:
                async with self._database.transaction(durable=False) as connection:
                    rows = list(await connection.execute_fetchall("SELECT number FROM editions WHERE subject = ''"))
                    fresh = {key: each for key, each in batch.items() if each.edition == rows[0][0]}
                    await self._put_all(connection, fresh)
            except StoreError as error:
                _log.warning("Answers could not be kept: %s", error)
            for key, each in batch.items():
                if self._waiting.get(key) is each:
                    del self._waiting[key]

    async def get(self, key: str) -> str | None:
        """Return the answer kept under ``key``, None when there is none.

        Nothing is written: uses are noted with the next :meth:`put`.
        """
        if (waiting := self._waiting.get(key)) is not None:
            return waiting.answer
        rows = await self._database.fetch("SELECT answer FROM lookups WHERE key = ?", (key,))
        if not rows:
            return None
        self._used.add(key)
        answer: str = rows[0][0]
        return answer

    async def put(self, key: str, kind: str, answer: str, now: dt.datetime) -> None:
        """Keep an answer; the least lately used go when there are too many."""
        async with self._database.transaction(durable=False) as connection:
            await self._put_all(connection, {key: _Waiting(kind, answer, now, 0)})

    async def _put_all(self, connection: aiosqlite.Connection, answers: Mapping[str, _Waiting]) -> None:
        if not answers:
            return
        moment = max(to_number(each.now) for each in answers.values())
        used, self._used = self._used, set()
        await connection.executemany(
            "UPDATE lookups SET used = ? WHERE key = ?", [(moment, old) for old in list(used)]
        )  # others may still add
        await connection.executemany(
            "INSERT INTO lookups (key, kind, answer, used) VALUES (?, ?, ?, ?) ON CONFLICT (key) "
            "DO UPDATE SET kind = excluded.kind, answer = excluded.answer, used = excluded.used",
            [(key, each.kind, each.answer, to_number(each.now)) for key, each in answers.items()],
        )
        marks = ", ".join("?" * len(answers))
        await connection.execute(
            f"DELETE FROM lookups WHERE key IN (SELECT key FROM lookups WHERE key NOT IN ({marks}) "  # noqa: S608
            "ORDER BY used DESC, key LIMIT -1 OFFSET ?)",
            (*answers, max(0, self._max_rows - len(answers))),
        )

    async def count(self) -> int:
        """Return how many answers are kept."""
        return int((await self._database.fetch("SELECT count(*) FROM lookups"))[0][0])

    async def clear(self) -> None:
        """Forget all answers."""
        self._used.clear()
        self._waiting.clear()
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM lookups")
