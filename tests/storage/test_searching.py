"""The best articles of a search, found without looking every match up: the same as by looking at all."""

from __future__ import annotations

import datetime as dt
import random
from typing import Literal

import pytest

from storage import searching
from storage.records import Hit, Reading
from storage.scores import Scores
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


@pytest.mark.parametrize("most", [40_000, 60, 0])
async def test_by_the_scores_of_single_terms_the_same_is_found(store: Store, most: int) -> None:
    chance = random.Random(4)
    words = "timber ore kelp wool salt".split()
    for number in range(50):
        text = " ".join(chance.choices(words, (9, 5, 3, 2, 1), k=chance.randrange(1, 40)))
        await store.articles.put(article(number, text=text, title=chance.choice(words)), Reading(), 1)
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    scores, scored = Scores(most), 0
    for _ in range(200):
        terms = [Term(word) for word in chance.choices([*words, "nothing", "?!"], k=chance.randrange(1, 5))]
        match: Literal["all", "any"] = chance.choice(("all", "any"))
        limit = chance.choice((1, 5, 9))
        found = await store.articles.search(terms, now=now, match=match, limit=limit, at_most=50, scores=scores)
        assert found == await store.articles.search(terms, now=now, match=match, limit=limit, at_most=50), terms
        assert found == await store.articles.search(terms, now=now, match=match, limit=limit), terms
        assert sum(map(len, scores._kept.values())) == scores._size <= most
        scored += len(scores._kept)
    assert scored > 0 or most == 0
