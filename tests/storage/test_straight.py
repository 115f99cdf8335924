"""Work done in one go on the store's own thread: it sees one moment, waits for nothing else, and writes nothing."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from storage.store import Store

WRITE = "INSERT INTO lookups (key, kind, answer, used) VALUES ('k', 'who', '{}', 0)"


async def test_work_sees_one_moment_whatever_another_program_writes_meanwhile(store: Store, path: Path) -> None:
    async def work() -> tuple[int, int, int]:
        before = await store.lookups.count()
        other = sqlite3.connect(path)
        with other:
            other.execute(WRITE)
        other.close()
        return before, await store.lookups.count(), threading.get_ident()

    before, after, thread = await store.database.at_once(work)
    assert (before, after) == (0, 0)
    assert thread != threading.get_ident()
    assert await store.lookups.count() == 1
    assert await store.database.at_once(store.lookups.count) == 1


async def test_work_that_waits_for_something_else_or_fails_or_writes_raises_and_the_next_goes_on(store: Store) -> None:
    async def waits() -> None:
        await asyncio.sleep(0)

    async def fails() -> None:
        await store.lookups.count()
        raise KeyError("mine")

    async def writes() -> None:
        await store.database.fetch(WRITE)

    for work, error in ((waits, RuntimeError), (fails, KeyError), (writes, sqlite3.OperationalError)):
        with pytest.raises(error):
            await store.database.at_once(work)
        assert await store.database.at_once(store.lookups.count) == 0
