"""One SQLite file: one writer, readers beside it, in this process and in others.

Why these settings:

- WAL, so that readers never wait for the writer, whichever process it is in.
- ``synchronous=FULL``: a commit has reached the disk before it is confirmed. ``NORMAL`` would be enough against a
  killed process, but a power cut could take back the last commits, and with them the claim on a delivery already sent.
  One ``fsync`` a commit is cheap here, since articles are taken in by batches.
- ``secure_delete``: what is removed is overwritten with zeros in the file.
- every transaction that writes begins IMMEDIATE: it waits for its turn at the start, never fails in the middle.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite

from storage import backups, opening, place, rows
from storage.errors import (
    StoreDamagedError,
    StoreError,
    store_error,
)
from storage.straight import Result, Straight, here, straight
from storage.straight import rows as rows_of

READERS = 2
_PORTION = 400  # values bound in one query; below every limit of SQLite

# At level DEBUG aiosqlite logs each statement with its parameters: texts of articles, and what people asked.
logging.getLogger("aiosqlite").setLevel(logging.INFO)


class Database:
    """An open store file. Make one with :meth:`open`."""

    def __init__(
        self,
        path: Path,
        writer: aiosqlite.Connection,
        readers: Sequence[aiosqlite.Connection],
        answering: Straight,
        busy_seconds: float,
    ) -> None:
        self.path = path
        self._answering = answering
        self._busy_seconds = busy_seconds
        self._writer = writer
        self._lock = asyncio.Lock()
        self._still_to_forget = False
        self._durable = True
        self._readers: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path, migrate: bool = True, *, busy_seconds: float = 10.0) -> AsyncIterator[Database]:
        """Open the store at ``path``; make it where there is none, and bring an older one up to date after a backup.

        With ``migrate=False`` nothing is made or changed. ``busy_seconds`` is how long to wait for another program that
        writes. Raises :class:`StoreError` with one clear sentence where the file or its place won't do.
        """
        path = place.prepare(path, create=migrate)
        async with AsyncExitStack() as stack:
            with _translated(path):
                await asyncio.to_thread(opening.touch, path)
                writer = await stack.enter_async_context(opening.connect(path, busy_seconds))
                await opening.check_kind(writer, path)
                await opening.set_up_file(writer, path, migrate)
                readers = []
                for _ in range(READERS):
                    reader = await stack.enter_async_context(opening.connect(path, busy_seconds))
                    await reader.execute_fetchall("PRAGMA query_only = ON")
                    readers.append(reader)
                answering = await stack.enter_async_context(
                    straight(partial(opening.read_straight, path, busy_seconds))
                )
            yield cls(path, writer, readers, answering, busy_seconds)

    @asynccontextmanager
    async def transaction(self, *, durable: bool = True) -> AsyncIterator[aiosqlite.Connection]:
        """Give the writer, alone, inside one transaction: committed at the end, rolled back on error or cancellation.

        Nothing is confirmed before this block has been left without an error. With ``durable=False`` a loss of power
        may undo it later (the file stays whole all the same): for what can be worked out again, at a tenth of the
        cost. Raises :class:`StoreError` for the state of the file; other errors pass through.
        """
        async with self._lock:
            with _translated(self.path):
                try:
                    # Outside a transaction alone can it be set, so it is at the start of each that wants another.
                    if durable != self._durable:
                        await self._writer.execute_fetchall(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
                        self._durable = durable
                    await self._writer.execute("BEGIN IMMEDIATE")
                    yield self._writer
                    await self._writer.execute("COMMIT")
                    if self._still_to_forget:
                        await self._empty_log()
                except BaseException:
                    # Calls wait in line for the connection's thread, so this comes after any that was under way when
                    # the task was cancelled; where nothing is open it does nothing.
                    await asyncio.shield(self._writer.rollback())
                    raise

    @asynccontextmanager
    async def reader(self, *, snapshot: bool = False) -> AsyncIterator[aiosqlite.Connection]:
        """Give a connection that only reads; with ``snapshot`` all its queries see one and the same state."""
        connection = await self._readers.get()
        try:
            with _translated(self.path, reading=True):
                if not snapshot:
                    yield connection
                    return
                try:
                    await connection.execute("BEGIN")
                    yield connection
                finally:
                    await asyncio.shield(connection.rollback())
        finally:
            self._readers.put_nowait(connection)

    async def at_once(self, work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
        """Return what ``work`` returns, whose queries see one moment of the store and cost no way to a thread each.

        It may wait for :meth:`fetch` and :meth:`fetch_among` alone: see :mod:`storage.straight`.
        """
        with _translated(self.path, reading=True):
            return await self._answering.run(work)

    async def fetch(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Run one query on a reader and return all its rows (tuples)."""
        if (connection := here()) is not None:
            return rows_of(connection, sql, parameters)
        async with self.reader() as reader:
            return list(await reader.execute_fetchall(sql, parameters))

    async def fetch_among(self, sql: str, asked: Iterable[str]) -> list[Any]:
        """Run a query that holds the word ``ASKED`` where a list of values stands, and return all its rows.

        The values are bound, sorted, so rows ordered by the value first stay in order.
        """
        values = [rows.raw(value) for value in sorted(set(asked))]
        found: list[Any] = []
        if not values:
            return found
        if (connection := here()) is not None:
            for statement, portion in _portions(sql, values):
                found += rows_of(connection, statement, portion)
            return found
        async with self.reader(snapshot=len(values) > _PORTION) as reader:
            for statement, portion in _portions(sql, values):
                found += await reader.execute_fetchall(statement, portion)
        return found

    async def backup(self, target: Path) -> None:
        """Write a whole, checked copy to ``target`` while others use the store.

        The copy appears under its name only when it is complete; an older copy there is replaced. Raises
        :class:`storage.errors.BackupRefusedError` for the store itself, a folder, a file of another kind, a place that
        can't be written.
        """
        target = backups.fit_target(self.path, target)
        async with self.reader() as connection:
            await backups.write(connection, self.path, target)

    async def integrity_check(self) -> list[str]:
        """Look for faults in the whole file; return a sentence for each, none when it is sound."""
        problems: list[str] = []
        try:
            async with self.reader(snapshot=True) as connection:
                faults = await connection.execute_fetchall("PRAGMA integrity_check(20)")
                problems += [f"The file is damaged: {row[0]}" for row in faults if row[0] != "ok"]
                orphans = await connection.execute_fetchall("PRAGMA foreign_key_check")
                problems += [f"A row of {row[0]} belongs to a row of {row[2]} that is gone." for row in orphans]
            async with self.transaction() as connection:
                # A command to the index in the form of an insert; it raises where the index doesn't fit its articles.
                await connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
        except StoreDamagedError as error:
            problems.append(f"The search index or the file is damaged: {error.detail}")
        return problems

    async def forget_deleted(self) -> bool:
        """Move the write-ahead log into the file and empty it, so that it holds no text that was deleted since.

        Returns False when another program was reading all the while; then it is tried again after each transaction, and
        whoever closes the store last empties the log in any case.
        """
        async with self._lock:
            with _translated(self.path):
                return await self._empty_log()

    async def _empty_log(self) -> bool:
        # Once it has waited for readers in vain it doesn't wait again: the next transaction is not far.
        wait = 0 if self._still_to_forget else int(self._busy_seconds * 1000)
        await self._writer.execute_fetchall(f"PRAGMA busy_timeout = {wait:d}")
        (answer,) = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        await self._writer.execute_fetchall(f"PRAGMA busy_timeout = {int(self._busy_seconds * 1000):d}")
        self._still_to_forget = bool(answer[0])
        return not self._still_to_forget


def _portions(sql: str, values: Sequence[Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    listed = json.dumps(values) if all(map(_fit_for_json, values)) else None
    if listed is not None:  # however many they are, it is one and the same statement, prepared once
        yield sql.replace("ASKED", "SELECT value FROM json_each(?)"), (listed,)
        return
    for first in range(0, len(values), _PORTION):
        portion = values[first : first + _PORTION]
        marks = ", ".join(["(CAST(? AS TEXT))"] * len(portion))
        yield sql.replace("ASKED", f"VALUES {marks}"), portion


def _fit_for_json(value: Any) -> bool:
    """Tell whether SQLite reads a value back from JSON as it is: not half a character, nor a text that it would end."""
    return isinstance(value, str) and "\0" not in value


class _translated:  # noqa: N801 - reads as the statement that it is used in
    """Turn SQLite's errors about the state of the file into the domain's; let all others pass."""

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        self._path = path
        self._reading = reading

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if self._reading and getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY:
            return  # a writing statement on a reader: a fault of this program, not of the place
        if isinstance(error, sqlite3.Error) and (domain := store_error(self._path, error)) is not None:
            raise domain from error


__all__ = ["Database", "StoreError"]
