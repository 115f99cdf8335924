"""The best articles of a search, found without looking every match up: the same as by looking at all."""

from __future__ import annotations

import datetime as dt

import pytest

from storage import searching
from storage.records import Hit, Reading
from storage.store import Store
from storage.terms import Term
from tests.storage.samples import article


async def test_the_best_are_the_same_however_few_articles_are_looked_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{'timber ' * (1 + number % 3)}and ore. {'More words. ' * (number % 2)}" for number in range(40)]
    for number, text in enumerate(texts):
        await store.articles.put(article(number, text=text, title="T"), Reading(), 1)

    async def found(now: dt.datetime, limit: int, at_most: int | None) -> list[Hit]:
        terms = [Term("timber"), Term("ore")]
        return await store.articles.search(terms, now=now, limit=limit, match="any", at_most=at_most)

    for more in (0, 1, 3, 40):
        monkeypatch.setattr(searching, "MORE", more)
        for hours in (10, 39, 1000):
            now = dt.datetime(2026, 2, 1, tzinfo=dt.UTC) + dt.timedelta(hours=hours)
            for limit in (0, 1, 6, 7, 40, 50):
                looked_at_all = await found(now, limit, None)
                assert await found(now, limit, 40) == looked_at_all
                assert len(looked_at_all) == min(limit, hours + 1, 40)
