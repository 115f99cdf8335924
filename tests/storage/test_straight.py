"""Work done in one go on the store's own thread: it sees one moment, waits for nothing else, and writes nothing."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from storage.records import Article, Reading
from storage.store import Store
from tests.storage.samples import article

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


async def test_work_reads_text_with_half_a_character_as_all_others_do(store: Store) -> None:
    odd = article(1, text="Half \ud83d of a sign.")
    for one in (odd, article(2)):
        await store.articles.put(one, Reading(), 1)

    async def work() -> list[Article | None]:
        return [await store.articles.get(one.id) for one in (article(2), odd, article(2))]

    assert await store.database.at_once(work) == [article(2), odd, article(2)]


_VALUES = [
    "a",
    "b",
    'with "marks" and \\',
    "é",
    "\U0001f600",
    "line\nbreak",
    "",
    *(f"n{number}" for number in range(900)),
]


@pytest.mark.parametrize("odd", [[], ["ends\0here"], ["half \ud800"], ["ends\0here", "half \ud800"]])
async def test_values_that_are_asked_for_come_as_they_are(store: Store, odd: list[str]) -> None:
    values = [*_VALUES, *odd]

    async def asked() -> list[str]:
        sql = "WITH asked (value) AS (ASKED) SELECT value FROM asked"
        return [row[0] for row in await store.database.fetch_among(sql, values)]

    for found in (await asked(), await store.database.at_once(asked)):
        assert found == sorted(values)
