"""Taking in: files to articles, read off the event loop, kept in transactions, then projected across articles."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from bot.gathering.files import Loaded, Refused, load
from bot.projecting.correcting import corrected
from bot.projecting.names import block_of, slug
from bot.projecting.people import Member, block_key, project_block
from bot.reading.reader import READER_VERSION, read
from bot.stories import StoryDesk
from storage.correcting import overlap
from storage.intake import TakenIn
from storage.projected import Member as Named
from storage.records import Article, KnownPerson, Span
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


def _no_progress(articles: int) -> None:
    return None


class Intake:
    """Takes articles in, removes them, and makes anew what is derived from them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stories = StoryDesk(store)

    async def add(
        self, paths: Sequence[Path], now: dt.datetime, advance: Callable[[int], None] = _no_progress
    ) -> AsyncIterator[Outcome]:
        """Take in articles from files and folders, yielding each one's outcome once it is safely kept.

        ``advance`` is told how many more articles are done. People and stories are projected at the end;
        where that is cut off, the next visit finds what is still to do.
        """
        await self._stories.begin()
        loaded = load(paths, now)
        while batch := await asyncio.to_thread(_next_batch, loaded):
            for outcome in await self._keep(batch):
                yield outcome
            advance(len(batch))
        await self.project()

    async def _keep(self, batch: Sequence[Loaded]) -> list[Outcome]:
        articles = [each for each in batch if isinstance(each, Article)]
        states = await self._states(articles)
        fresh = [article for article, state in zip(articles, states, strict=True) if state in {"new", "changed"}]
        taken = await asyncio.to_thread(_read_all, fresh)
        self._stories.touch(await self._store.articles.get_many([article.id for article in fresh]))
        kept = await self._store.articles.put_batch(taken) if taken else []
        self._stories.touch({article.id: article for article in fresh})
        known: dict[int, What] = {id(article): state for article, state in zip(articles, states, strict=True)}
        known |= {id(article): what for article, what in zip(fresh, kept, strict=True)}
        return [
            Outcome("refused", reason=str(each))
            if isinstance(each, Refused)
            else Outcome(known[id(each)], each.id, each.title)
            for each in batch
        ]

    async def _states(self, articles: Sequence[Article]) -> list[What]:
        """Tell what is new. What was worked out with another clock is no change: the first date found stays."""
        states: list[What] = list(await self._store.articles.states(articles))
        changed = [article.id for article, state in zip(articles, states, strict=True) if state == "changed"]
        kept = await self._store.articles.get_many(changed) if changed else {}
        for place, article in enumerate(articles):
            if states[place] == "changed" and article.id in kept and _same_source(kept[article.id], article):
                states[place] = "same"
        return states

    async def project(self) -> None:
        """Bring people across articles and stories up to date with the readings that changed."""
        await self._project_people()
        await self._stories.project()

    async def _project_people(self) -> None:
        dirty = await self._store.people.dirty()
        if not dirty.blocks:
            return
        corrections = await self._store.corrections.of_people()
        joining = [each for each in corrections if each.other]
        # What a correction joins across blocks must be projected together.
        ids = {id_ for each in joining for id_ in (each.person, each.other) if id_}
        joined = await self._store.people.blocks_of(ids) if ids else set()
        joined |= {block_of(name) for each in joining for _, name in (*each.anchors, *each.other_anchors)}
        together = joined if joined & set(dirty.blocks) else set()
        apart = [block for block in dirty.blocks if block not in together]
        for blocks in [*([tuple(sorted(together))] if together else []), *_batched(apart)]:
            members = await self._store.people.members_of_blocks(blocks)
            articles = {member.article for member in members}
            company = await self._store.people.names_in(articles)
            members = _without(members, await self._store.corrections.hidden_spans(sorted(articles)))
            people = corrected(await asyncio.to_thread(_project, members, company), corrections, company)
            await self._store.people.replace_blocks(blocks, people, dirty.as_of)

    async def remove(self, article_id: str) -> bool:
        """Remove an article for good. Returns False when there was none."""
        await self._stories.begin()
        self._stories.touch(await self._store.articles.get_many([article_id]))
        removed = await self._store.articles.remove(article_id)
        await self.project()
        return removed

    async def read_anew(self) -> int:
        """Read articles anew that an older reader read, newest first, one transaction each; return how many.

        Answers come from the old reading until an article's turn comes. What is cut off goes on at the next call.
        """
        number = 0
        while ids := await self._store.articles.stale(READER_VERSION, BATCH):
            renewed = 0
            for article in (await self._store.articles.get_many(ids)).values():
                (taken,) = await asyncio.to_thread(_read_all, [article])
                renewed += await self._store.articles.put_reading(taken)
            await self._project_people()
            number += renewed
            if not renewed:
                # Another process changed or removed all of these in the meantime, and reads them itself.
                break
        return number

    async def rebuild(self, advance: Callable[[int], None] = _no_progress) -> int:
        """Read every article anew and project everything anew. Returns how many articles there are.

        One transaction an article; until an article's turn comes, answers rest on its old reading.
        """
        number = 0
        async for article in self._store.articles.all():
            (taken,) = await asyncio.to_thread(_read_all, [article])
            await self._store.articles.put_reading(taken, again=True)
            number += 1
            advance(1)
        await self._store.people.mark_dirty()
        await self._store.lookups.clear()
        await self.project()
        return number


def _same_source(kept: Article, article: Article) -> bool:
    """Tell whether two articles differ only in what was derived, and the kept one lacks nothing of it."""
    if kept.published is None and article.published is not None:
        return False
    derived = {name: getattr(kept, name) for name in (*kept.derived, *article.derived, "derived")}
    if "published" in derived:
        derived["published_day_only"] = kept.published_day_only
    return replace(article, **derived) == kept


def _next_batch(loaded: Iterator[Loaded]) -> list[Loaded]:
    return list(itertools.islice(loaded, BATCH))


def _read_all(articles: Iterable[Article]) -> list[TakenIn]:
    return [take(article) for article in articles]


def take(article: Article) -> TakenIn:
    """Read one article."""
    published = article.published.date() if article.published else None
    reading = read(article.text, published, article.language, article.title)
    return TakenIn(article, reading, READER_VERSION, tuple(block_key(person) for person in reading.people))


def _project(members: Sequence[Named], company: Mapping[str, Sequence[str]]) -> list[KnownPerson]:
    """Project people block by block; whom an article names beside a person helps to tell namesakes apart."""
    blocks: defaultdict[str, list[Member]] = defaultdict(list)
    slugs = {article: [slug(name) if " " in name else "" for name in names] for article, names in company.items()}
    for each in members:
        named = slugs.get(each.article, [])
        others = tuple(sorted({other for place, other in enumerate(named) if other and place != each.index}))
        member = Member(each.article, each.index, each.person, each.published, each.quoted, others)
        blocks[each.block].append(member)
    return [person for block in sorted(blocks) for person in project_block(blocks[block])]


def _without(members: Sequence[Named], hidden: Mapping[str, Sequence[Span]]) -> list[Named]:
    """Leave out the roles that stand in sentences that no answer may show."""
    left: list[Named] = []
    for each in members:
        places = hidden.get(each.article, ())
        roles = tuple(role for role in each.person.roles if not any(overlap(role.span, place) for place in places))
        left.append(each if not places else replace(each, person=replace(each.person, roles=roles)))
    return left


def _batched(blocks: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for first in range(0, len(blocks), BLOCKS):
        yield tuple(blocks[first : first + BLOCKS])
