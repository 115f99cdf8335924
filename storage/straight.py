"""Many reads in one go: a piece of work that waits for nothing but the store, on a reader and a thread of their own.

Each query by way of aiosqlite is handed to a thread and back, which costs as much as a small query itself; an answer
makes a dozen. Here the whole work is handed over once, and each query in it is a plain call. It sees one moment of the
store, and the event loop is free meanwhile. One piece of work goes after the other.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

Result = TypeVar("Result")
_HERE = threading.local()


def here() -> sqlite3.Connection | None:
    """Return the connection of the work that this thread is doing, None where it does none."""
    connection: sqlite3.Connection | None = getattr(_HERE, "connection", None)
    return connection


def rows(connection: sqlite3.Connection, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
    """Return all rows of a query on the connection of :func:`here`."""
    try:
        return connection.execute(sql, parameters).fetchall()
    except sqlite3.OperationalError as error:
        if "decode" not in str(error).lower():
            raise
    # Text with half a character (a lone surrogate): all others are spared a call of Python's for each value.
    plain, connection.text_factory = connection.text_factory, half_characters_too
    try:
        return connection.execute(sql, parameters).fetchall()
    finally:
        connection.text_factory = plain


def half_characters_too(raw: bytes) -> str:
    """Return stored text of any kind: what SQLite holds may not be valid Unicode."""
    return raw.decode("utf-8", "surrogatepass")


class Straight:
    """A connection that only reads, with its thread. Make one with :func:`straight`."""

    def __init__(self, connection: sqlite3.Connection, thread: ThreadPoolExecutor) -> None:
        self._connection = connection
        self._thread = thread

    async def run(self, work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
        """Return what ``work`` returns. Raises RuntimeError where it waits for anything but the store."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._through, work)

    def _through(self, work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
        self._connection.execute("BEGIN")
        _HERE.connection = self._connection
        coroutine = work()
        try:
            coroutine.send(None)  # no query in it waits, so it doesn't either, and comes to its end
        except StopIteration as done:
            result: Result = done.value
            return result
        finally:
            coroutine.close()
            _HERE.connection = None
            self._connection.rollback()
        raise RuntimeError("work on the store's own thread may wait for nothing but the store")


@asynccontextmanager
async def straight(connect: Callable[[], sqlite3.Connection]) -> AsyncIterator[Straight]:
    """Give a new one over the connection that ``connect`` opens."""
    with ThreadPoolExecutor(1, thread_name_prefix="answers") as thread:
        loop = asyncio.get_running_loop()
        connection = await loop.run_in_executor(thread, connect)
        try:
            yield Straight(connection, thread)
        finally:
            await asyncio.shield(loop.run_in_executor(thread, connection.close))
