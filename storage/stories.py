"""Stories: articles about one event, a projection of all articles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from storage.database import Database
from storage.editions import ARTICLES, advance
from storage.records import Story
from storage.rows import raw


class Stories:
    """The stories of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def replace(self, stories: Sequence[Story], as_of: int | None = None) -> None:
        """Put these stories in the place of all there are, in one transaction.

        ``as_of`` is the edition at which their articles were fetched; :meth:`as_of` gives it back. Articles that were
        removed in the meantime are passed over. The edition grows only where a story has changed.
        """
        async with self._database.transaction() as connection:
            if _grouped(await connection.execute_fetchall(_ALL)) != sorted(stories, key=lambda story: story.id):
                await connection.execute("DELETE FROM stories")
                await connection.executemany(
                    "INSERT INTO stories (id) VALUES (CAST(? AS TEXT))", [(raw(story.id),) for story in stories]
                )
                await connection.executemany(
                    "INSERT INTO story_articles (story, position, article) SELECT s.key, ?, a.key FROM stories AS s "
                    "CROSS JOIN articles AS a WHERE s.id = CAST(? AS TEXT) AND a.id = CAST(? AS TEXT)",
                    [
                        (position, raw(story.id), raw(article))
                        for story in stories
                        for position, article in enumerate(story.articles)
                    ],
                )
                await advance(connection)
            if as_of is not None:
                await connection.execute(
                    "INSERT INTO projections (name, edition) VALUES ('stories', ?) "
                    "ON CONFLICT (name) DO UPDATE SET edition = excluded.edition",
                    (as_of,),
                )

    async def are_stale(self) -> bool:
        """Tell whether an article has come, changed, gone or been read anew since the stories were made."""
        rows = await self._database.fetch(
            "SELECT 1 FROM editions WHERE subject = ? AND number > "
            "coalesce((SELECT edition FROM projections WHERE name = 'stories'), -1)",
            (ARTICLES,),
        )
        return bool(rows)

    async def as_of(self) -> int:
        """Return the edition of the articles that the stories were made from; -1 when they never were."""
        rows = await self._database.fetch("SELECT edition FROM projections WHERE name = 'stories'")
        return int(rows[0][0]) if rows else -1

    async def get(self, story_id: str) -> Story | None:
        """Return one story, None when there is none of that id."""
        rows = await self._database.fetch(
            "SELECT s.id, a.id FROM stories AS s JOIN story_articles AS t ON t.story = s.key "
            "JOIN articles AS a ON a.key = t.article WHERE s.id = CAST(? AS TEXT) ORDER BY t.position",
            (raw(story_id),),
        )
        return next(iter(_grouped(rows)), None)

    async def of(self, article_id: str) -> Story | None:
        """Return the story that an article belongs to, None when it stands alone."""
        rows = await self._database.fetch(
            "SELECT s.id, a.id FROM story_articles AS mine JOIN stories AS s ON s.key = mine.story "
            "JOIN story_articles AS theirs ON theirs.story = s.key JOIN articles AS a ON a.key = theirs.article "
            "WHERE mine.article = (SELECT key FROM articles WHERE id = CAST(? AS TEXT)) ORDER BY s.id, theirs.position",
            (raw(article_id),),
        )
        return next(iter(_grouped(rows)), None)

    async def of_many(self, article_ids: Sequence[str]) -> dict[str, Story]:
        """Return the story of each of these articles that belongs to one."""
        rows = await self._database.fetch_among(
            "SELECT m.id, s.id, a.id FROM articles AS m JOIN story_articles AS mine ON mine.article = m.key "
            "JOIN stories AS s ON s.key = mine.story JOIN story_articles AS theirs ON theirs.story = s.key "
            "JOIN articles AS a ON a.key = theirs.article WHERE m.id IN (ASKED) ORDER BY m.id, s.id, theirs.position",
            article_ids,
        )
        found: dict[str, Story] = {}
        for asked, group in groupby(rows, key=itemgetter(0)):
            if stories := _grouped([row[1:] for row in group]):
                found[asked] = stories[0]
        return found

    async def all(self) -> list[Story]:
        """Return every story, by id."""
        return _grouped(await self._database.fetch(_ALL))


_ALL = (
    "SELECT s.id, a.id FROM stories AS s JOIN story_articles AS t ON t.story = s.key "
    "JOIN articles AS a ON a.key = t.article ORDER BY s.id, t.position"
)


def _grouped(rows: object) -> list[Story]:
    """Group rows (story, article) by story. One article alone, since others were removed, is no story."""
    grouped: dict[str, list[str]] = {}
    for story, article in rows:  # type: ignore[attr-defined]
        grouped.setdefault(story, []).append(article)
    return [Story(story, tuple(articles)) for story, articles in grouped.items() if len(articles) > 1]
