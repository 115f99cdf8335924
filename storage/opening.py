"""How a store's file is opened: touched, checked that it is ours, set up, and brought up to date after a backup."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite

from storage import backups
from storage.errors import StoreBusyError, StoreForeignError, StoreNewerError, StoreOlderError, store_error
from storage.migrations import Migration, migrations
from storage.straight import half_characters_too

APPLICATION_ID = 0x42524945  # "BRIE" in the file's header: tells this store from the databases of other programs

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -16000",
)


def touch(path: Path) -> None:
    """Open the file once without aiosqlite, which leaves a thread behind for a moment when it can't."""
    sqlite3.connect(path).close()


@asynccontextmanager
async def connect(path: Path, busy_seconds: float) -> AsyncIterator[aiosqlite.Connection]:
    """Give a connection with this program's settings; it waits up to ``busy_seconds`` for another that writes."""
    # isolation_level=None: transactions begin and end only where this program says so.
    connection = aiosqlite.connect(path, isolation_level=None, timeout=busy_seconds, cached_statements=256)
    async with connection:
        connection.text_factory = half_characters_too
        for statement in _SETTINGS:
            await connection.execute_fetchall(statement)
        yield connection


def read_straight(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """Return a connection for :mod:`storage.straight` with the same settings, which only reads; for the thread here."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=busy_seconds, cached_statements=256)
    for statement in (*_SETTINGS, "PRAGMA query_only = ON"):
        connection.execute(statement)
    return connection


async def _value(connection: aiosqlite.Connection, sql: str) -> Any:
    return next(iter(await connection.execute_fetchall(sql)))[0]


async def check_kind(connection: aiosqlite.Connection, path: Path) -> None:
    """Raise StoreForeignError unless the file is this program's or still empty."""
    if await _value(connection, "PRAGMA application_id") == APPLICATION_ID:
        return
    if await _value(connection, "SELECT count(*) FROM sqlite_schema"):
        # Another process may have made the store between the two questions.
        if await _value(connection, "PRAGMA application_id") == APPLICATION_ID:
            return
        raise StoreForeignError(path)


async def set_up_file(connection: aiosqlite.Connection, path: Path, migrate: bool) -> None:
    """Bring the file to the newest schema where ``migrate`` allows it. Raises StoreNewerError, StoreOlderError."""
    known = migrations()
    found = await _value(connection, "PRAGMA user_version")
    if found > len(known):
        raise StoreNewerError(path, found, len(known))
    if found < len(known) and not migrate:
        raise StoreOlderError(path, found, len(known))
    await _use_wal(connection, path)
    saved = found == 0  # a store made just now has nothing to save
    for step in known[found:]:
        saved = await _apply(connection, path, step, saved=saved)
    # A place that can't be written is told now, not at the first article.
    await connection.execute("BEGIN IMMEDIATE")
    await connection.execute("UPDATE editions SET number = number WHERE subject = ''")
    await connection.execute("ROLLBACK")


async def _use_wal(connection: aiosqlite.Connection, path: Path) -> None:
    """Switch a new file to write-ahead logging. Where two processes make it at once, SQLite lets one wait in vain."""
    for attempt in range(20):
        try:
            if await _value(connection, "PRAGMA journal_mode = WAL") == "wal":
                return
        except sqlite3.OperationalError as error:
            if not isinstance(store_error(path, error), StoreBusyError):
                raise
        await asyncio.sleep(0.01 * (attempt + 1))
    raise StoreBusyError(path)


async def _apply(connection: aiosqlite.Connection, path: Path, step: Migration, *, saved: bool) -> bool:
    """Take one step in one transaction, unless another process just did. Returns whether a backup was made by now."""
    await connection.execute("BEGIN IMMEDIATE")
    try:
        found = await _value(connection, "PRAGMA user_version")
        if found >= step.number:
            await connection.execute("ROLLBACK")
            return saved
        if not saved:
            # Beside the open transaction another connection still sees, and copies, the state before it.
            async with connect(path, 10.0) as source:
                await backups.write(source, path, backups.automatic_name(path, found))
            saved = True
        for statement in step.statements:
            await connection.execute(statement)
        await connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        await connection.execute(f"PRAGMA user_version = {step.number:d}")  # a pragma takes no bound parameter
        await connection.execute("COMMIT")
    except BaseException:
        await asyncio.shield(connection.rollback())
        raise
    return saved
