"""Takes articles into a store and names each on standard output once it is kept. Tests run it, and kill it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from storage.intake import TakenIn
from storage.store import Store
from tests.storage.samples import BLOCKS, TEXT, article, reading


async def take_in(path: Path, first: int, count: int, size: int) -> None:
    """Take in articles numbered from ``first``, ``size`` in a transaction."""
    async with Store.open(path) as store:
        print("ready", flush=True)
        items = (
            TakenIn(article(number, text=TEXT + f" Part {number}."), reading(), 1, BLOCKS)
            for number in range(first, first + count)
        )
        async for batch in store.articles.put_many(items, size):
            for taken, _ in batch:
                print(taken.article.id, flush=True)


if __name__ == "__main__":
    asyncio.run(take_in(Path(sys.argv[1]), *map(int, sys.argv[2:5])))
