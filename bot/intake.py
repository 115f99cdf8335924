"""Taking in: files to articles, read off the event loop, kept in transactions, then projected across articles."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.gathering.files import Loaded, Refused, load
from bot.projecting.people import block_key, project_people
from bot.projecting.stories import project_stories
from bot.reading.reader import READER_VERSION, read
from storage.intake import TakenIn
from storage.records import Article
from storage.store import Store

# One transaction for so many articles: few enough that a person sees them named soon, many enough to be quick.
BATCH = 16
# So many blocks of people are projected in one transaction.
BLOCKS = 500

What = Literal["new", "changed", "same", "removed", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article. ``reason`` is a sentence where it was refused."""

    what: What
    id: str | None = None
    title: str | None = None
    reason: str | None = None


def _no_progress(articles: int, size: int) -> None:
    return None


class Intake:
    """Takes articles in, removes them, and makes anew what is derived from them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(
        self, paths: Sequence[Path], now: dt.datetime, advance: Callable[[int, int], None] = _no_progress
    ) -> AsyncIterator[Outcome]:
        """Take in articles from files and folders, yielding each one's outcome once it is safely kept.

        ``advance`` is told how many articles of how many bytes are done. People and stories are projected at the end;
        where that is cut off, the next visit finds what is still to do.
        """
        loaded = load(paths, now)
        while batch := await asyncio.to_thread(_next_batch, loaded):
            for outcome in await self._keep(batch):
                yield outcome
            advance(len(batch), sum(len(each.text) for each in batch if isinstance(each, Article)))
        await self.project()

    async def _keep(self, batch: Sequence[Loaded]) -> list[Outcome]:
        articles = [each for each in batch if isinstance(each, Article)]
        states = await self._store.articles.states(articles)
        fresh = [article for article, state in zip(articles, states, strict=True) if state in {"new", "changed"}]
        taken = await asyncio.to_thread(_read_all, fresh)
        kept = await self._store.articles.put_batch(taken) if taken else []
        known: dict[int, What] = {id(article): state for article, state in zip(articles, states, strict=True)}
        known |= {id(article): what for article, what in zip(fresh, kept, strict=True)}
        return [
            Outcome("refused", reason=str(each))
            if isinstance(each, Refused)
            else Outcome(known[id(each)], each.id, each.title)
            for each in batch
        ]

    async def project(self) -> None:
        """Bring people across articles and stories up to date with the readings that changed."""
        dirty = await self._store.people.dirty()
        for blocks in _batched(dirty.blocks):
            members = await self._store.people.members_of_blocks(blocks)
            people = await asyncio.to_thread(project_people, members)
            await self._store.people.replace_blocks(blocks, people, dirty.as_of)
        await self._project_stories()

    async def _project_stories(self) -> None:
        edition = await self._store.edition()
        if await self._store.stories.as_of() == edition:
            return
        articles = [article async for article in self._store.articles.all()]
        stories = await asyncio.to_thread(project_stories, articles)
        await self._store.stories.replace(stories, edition)

    async def remove(self, article_id: str) -> bool:
        """Remove an article for good. Returns False when there was none."""
        removed = await self._store.articles.remove(article_id)
        await self.project()
        return removed

    async def rebuild(self, advance: Callable[[int, int], None] = _no_progress) -> int:
        """Read every article anew and project everything anew. Returns how many articles there are.

        One transaction an article; until an article's turn comes, answers rest on its old reading.
        """
        number = 0
        async for article in self._store.articles.all():
            (taken,) = await asyncio.to_thread(_read_all, [article])
            await self._store.articles.replace_reading(taken)
            number += 1
            advance(1, len(article.text))
        await self._store.people.mark_dirty()
        await self._store.lookups.clear()
        await self.project()
        return number


def _next_batch(loaded: Iterator[Loaded]) -> list[Loaded]:
    return list(itertools.islice(loaded, BATCH))


def _read_all(articles: Iterable[Article]) -> list[TakenIn]:
    return [take(article) for article in articles]


def take(article: Article) -> TakenIn:
    """Read one article."""
    published = article.published.date() if article.published else None
    reading = read(article.text, published, article.language)
    return TakenIn(article, reading, READER_VERSION, tuple(block_key(person) for person in reading.people))


def _batched(blocks: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for first in range(0, len(blocks), BLOCKS):
        yield tuple(blocks[first : first + BLOCKS])
