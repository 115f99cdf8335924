"""A newsroom over a store of its own, filled with small articles by the way that all articles come in."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.clock import Clock
from bot.newsroom import Newsroom
from storage.store import Store
from tests.test_intake import NOW, take_in


@asynccontextmanager
async def newsroom_of(folder: Path, articles: Sequence[object]) -> AsyncIterator[Newsroom]:
    """Open a newsroom over ``articles`` (as JSON lines have them), all of them new; closed with its store."""
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(each) for each in articles), encoding="utf-8")
    async with Store.open(folder / "store.db") as store:
        assert await take_in(store, folder / "articles.jsonl") == ["new"] * len(articles)
        yield Newsroom(store, Clock(NOW))
