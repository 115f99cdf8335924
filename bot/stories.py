"""Keeps the stories of the store up to date: only the days around what changed are grouped anew."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping

from bot.projecting.stories import REACH, StoryArticle, group_stories, is_roundup, story_terms
from storage.records import Article, Story
from storage.store import Store

# An article touches only stories within REACH days of it; to group those, the articles as far again are needed.
_REACH = dt.timedelta(days=REACH)
CHARACTERS = 3000  # what story_terms reads of a text


class StoryDesk:
    """Remembers which days changed since :meth:`begin`, and groups them anew."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._days: list[dt.datetime] = []
        self._whole = True

    async def begin(self) -> None:
        """Begin a change. Where something had changed before that nobody grouped, all must be."""
        self._days = []
        self._whole = await self._store.stories.are_stale()

    def touch(self, articles: Mapping[str, Article]) -> None:
        """Note the days of articles that come, change or go."""
        self._days.extend(article.published for article in articles.values() if article.published is not None)

    async def project(self) -> None:
        """Bring the stories up to date."""
        if not await self._store.stories.are_stale():
            return
        edition = await self._store.edition()
        if self._whole:
            stories = await self._grouped(None, None)
        else:
            stories = await self._patched()
        await self._store.stories.replace(stories, edition)
        self._days, self._whole = [], False

    async def _grouped(self, since: dt.datetime | None, until: dt.datetime | None) -> list[Story]:
        openings = await self._store.articles.openings(since, until, CHARACTERS)

        def group() -> list[Story]:
            told = (
                StoryArticle(id_, published, story_terms(title, text))
                for id_, published, title, text in openings
                if not is_roundup(title)
            )
            return list(group_stories(told))

        return await asyncio.to_thread(group)

    async def _patched(self) -> list[Story]:
        """Keep the stories far from what changed, and take those near it from a new grouping."""
        kept = await self._store.stories.all()
        if not self._days:
            return kept
        since, until = min(self._days), max(self._days)
        fresh = await self._grouped(_shifted(since, -2), _shifted(until, 2))
        first = {story.id: story.articles[0] for story in (*kept, *fresh)}
        dates = await self._store.articles.dates(sorted(set(first.values())))

        def near(story: Story) -> bool:
            date = dates.get(first[story.id])
            return date is None or _shifted(since, -1) <= date <= _shifted(until, 1)

        return [story for story in kept if not near(story)] + [story for story in fresh if near(story)]


def _shifted(moment: dt.datetime, reaches: int) -> dt.datetime:
    try:
        return moment + reaches * _REACH
    except OverflowError:
        return moment
