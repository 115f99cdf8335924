"""Articles: taken in, read, removed for good. All that an article brings comes and goes in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import NamedTuple

from storage import codec, intake
from storage.instants import from_number, from_number_or_none, to_number, to_number_or_none
from storage.intake import Outcome, TakenIn
from storage.readings import fetch_reading
from storage.records import Article, Person, Reading, Span
from storage.rows import ARTICLE_COLUMNS, article_from, content_hash_of, fingerprint_of, raw
from storage.searching import Searching


class Source(NamedTuple):
    """An outlet as the articles name it, with how many they are and the newest one's time."""

    name: str | None
    articles: int
    newest: dt.datetime | None


class Headline(NamedTuple):
    """An article's title, with its id and date."""

    article: str
    published: dt.datetime | None
    title: str


class Articles(Searching):
    """The articles of one store. Methods that feed answers take ``now`` (aware) and see nothing dated after it."""

    # ---- taking in ----

    async def states(self, articles: Sequence[Article]) -> list[Outcome]:
        """Tell what :meth:`put` would do with each article, so that what is the same need not be read again."""
        async with self._database.reader(snapshot=True) as connection:
            return [(await intake.judge(connection, article, content_hash_of(article.text)))[0] for article in articles]

    async def put(
        self,
        article: Article,
        reading: Reading,
        reader_version: int,
        blocks: Sequence[str] = (),
        content_hash: str | None = None,
    ) -> Outcome:
        """Keep one article with its reading, in one transaction.

        ``blocks`` holds one block key for each of ``reading.people``. Returns "new", "changed", "same" (its reading is
        renewed all the same where ``reader_version`` is higher), or "removed" when it was removed for good, by id or
        content, and stays out.
        """
        return (await self.put_batch([TakenIn(article, reading, reader_version, blocks, content_hash)]))[0]

    async def put_batch(self, batch: Sequence[TakenIn]) -> list[Outcome]:
        """Keep several articles in one transaction: all of them, or none when it raises."""
        async with self._database.transaction() as connection:
            return [await intake.put(connection, taken) for taken in batch]

    async def put_many(self, items: Iterable[TakenIn], size: int = 50) -> AsyncIterator[list[tuple[TakenIn, Outcome]]]:
        """Keep many articles, ``size`` of them in one transaction; a batch is yielded only once it is kept for good."""
        batch: list[TakenIn] = []
        for item in items:
            batch.append(item)
            if len(batch) == size:
                yield list(zip(batch, await self.put_batch(batch), strict=True))
                batch = []
        if batch:
            yield list(zip(batch, await self.put_batch(batch), strict=True))

    async def put_reading(self, taken: TakenIn, *, again: bool = False) -> bool:
        """Put a newer reading of a kept article in place of the old one, in one transaction.

        Returns False, changing nothing, when the article is gone, has changed since it was fetched, or was read by a
        reader as new in the meantime; ``again`` puts a reading of the same reader in place all the same.
        """
        async with self._database.transaction() as connection:
            held = await intake.kept(connection, taken.article.id)
            if held is None or held.fingerprint != fingerprint_of(taken.article):
                return False
            if held.reader_version > taken.reader_version - (0 if again else 1):
                return False
            await intake.replace_reading(connection, held.key, taken)
            return True

    async def remove(self, article_id: str) -> bool:
        """Remove an article for good. Returns False when there was none; its id is blocked all the same.

        Nothing of it stays in tables, index, cache or log; what is kept is its id and the hash of its text, so that it
        isn't taken in again. Copies made before (see :func:`storage.backups.automatic_copies`) still hold it.
        """
        async with self._database.transaction() as connection:
            removed = await intake.remove(connection, article_id)
        await self._database.forget_deleted()
        return removed

    # ---- reading ----

    async def get(self, article_id: str) -> Article | None:
        """Return one article, None when there is none."""
        rows = await self._database.fetch(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = CAST(? AS TEXT)",  # noqa: S608 - a constant
            (raw(article_id),),
        )
        return article_from(rows[0]) if rows else None

    async def get_many(self, article_ids: Sequence[str]) -> dict[str, Article]:
        """Return the articles that exist, by id, in the order asked."""
        rows = await self._database.fetch_among(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id IN (ASKED)",  # noqa: S608 - a constant
            article_ids,
        )
        found = {article.id: article for article in map(article_from, rows)}
        return {article_id: found[article_id] for article_id in article_ids if article_id in found}

    async def newest(self, now: dt.datetime) -> Article | None:
        """Return the newest article not dated after ``now``; one without a date only where none has one."""
        found = await self._between(now=now, since=None, until=None, limit=1)
        return found[0] if found else None

    async def between(
        self, since: dt.datetime | None, until: dt.datetime | None, limit: int | None = None, *, now: dt.datetime
    ) -> list[Article]:
        """Return articles with ``since <= published < until``, newest first, none dated after ``now``.

        None leaves a side open. Articles without a date are among them, last, only when both sides are open.
        """
        return await self._between(now=now, since=since, until=until, limit=limit)

    async def _between(
        self, *, now: dt.datetime, since: dt.datetime | None, until: dt.datetime | None, limit: int | None
    ) -> list[Article]:
        rows = await self._database.fetch(
            f"SELECT {ARTICLE_COLUMNS} FROM articles "  # noqa: S608 - a constant
            "WHERE (published IS NULL AND ?2 IS NULL AND ?3 IS NULL "
            "OR published <= ?1 AND (?2 IS NULL OR published >= ?2) AND (?3 IS NULL OR published < ?3)) "
            "ORDER BY published DESC, id LIMIT ?4",
            (to_number(now), to_number_or_none(since), to_number_or_none(until), -1 if limit is None else limit),
        )
        return [article_from(row) for row in rows]

    async def all(self) -> AsyncIterator[Article]:
        """Yield every article, by id, a hundred at a time: no lock is held in between."""
        after = b""
        while True:
            rows = await self._database.fetch(
                f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id > CAST(? AS TEXT) ORDER BY id LIMIT 100",  # noqa: S608
                (after,),
            )
            for row in rows:
                yield article_from(row)
            if len(rows) < 100:
                return
            after = rows[-1][0].encode("utf-8", "surrogatepass")

    async def ids(self) -> list[str]:
        """Return the ids of all articles, in order."""
        return [row[0] for row in await self._database.fetch("SELECT id FROM articles ORDER BY id")]

    async def count(self) -> int:
        """Return how many articles there are."""
        return int((await self._database.fetch("SELECT count(*) FROM articles"))[0][0])

    async def openings(
        self, since: dt.datetime | None, until: dt.datetime | None, characters: int
    ) -> list[tuple[str, dt.datetime, str, str]]:
        """Return id, date, title and the first ``characters`` of each dated article with ``since <= date <= until``."""
        rows = await self._database.fetch(
            "SELECT id, published, title, substr(text, 1, ?3) FROM articles WHERE published IS NOT NULL "
            "AND (?1 IS NULL OR published >= ?1) AND (?2 IS NULL OR published <= ?2) ORDER BY published, id",
            (to_number_or_none(since), to_number_or_none(until), characters),
        )
        return [(id_, from_number(published), title, text) for id_, published, title, text in rows]

    async def headlines(self, now: dt.datetime, limit: int) -> list[Headline]:
        """Return the titles of the newest articles not dated after ``now``, newest first."""
        rows = await self._database.fetch(
            "SELECT id, published, title FROM articles WHERE published <= ? ORDER BY published DESC, id LIMIT ?",
            (to_number(now), limit),
        )
        return [Headline(id_, from_number(published), title) for id_, published, title in rows]

    async def dates(self, article_ids: Sequence[str]) -> dict[str, dt.datetime]:
        """Return the dates of those of these articles that have one."""
        rows = await self._database.fetch_among(
            "SELECT id, published FROM articles WHERE published IS NOT NULL AND id IN (ASKED)", article_ids
        )
        return {id_: from_number(published) for id_, published in rows}

    async def newest_seen(self, now: dt.datetime) -> dt.datetime | None:
        """Return the date of the newest article not dated after ``now``; None where none has a date."""
        rows = await self._database.fetch("SELECT max(published) FROM articles WHERE published <= ?", (to_number(now),))
        return from_number_or_none(rows[0][0])

    async def count_seen(self, now: dt.datetime) -> int:
        """Return how many articles answers may rest on: those not dated after ``now``."""
        rows = await self._database.fetch(
            "SELECT count(*) FROM articles WHERE published IS NULL OR published <= ?", (to_number(now),)
        )
        return int(rows[0][0])

    async def undated(self) -> int:
        """Return how many articles have no date."""
        return int((await self._database.fetch("SELECT count(*) FROM articles WHERE published IS NULL"))[0][0])

    async def languages(self, now: dt.datetime) -> list[str]:
        """Return the languages (ISO 639-1) of the articles not dated after ``now``, in order."""
        rows = await self._database.fetch(
            "SELECT DISTINCT language FROM articles WHERE published IS NULL OR published <= ? ORDER BY language",
            (to_number(now),),
        )
        return [row[0] for row in rows]

    async def sources(self, now: dt.datetime) -> list[Source]:
        """Return the outlets of the articles, most articles first; None stands for those that name none."""
        rows = await self._database.fetch(
            "SELECT source, count(*), max(published) FROM articles WHERE published IS NULL OR published <= ? "
            "GROUP BY source ORDER BY count(*) DESC, source",
            (to_number(now),),
        )
        return [Source(name, count, from_number_or_none(newest)) for name, count, newest in rows]

    async def reading(self, article_id: str) -> Reading | None:
        """Return the whole reading of an article as the operator corrected it, None when there is no such article.

        Hidden quotations, wrong facts and hidden sentences are not in it, so places in it aren't ``StoredQuote.index``.
        """
        async with self._database.reader(snapshot=True) as connection:
            return await fetch_reading(connection, article_id, as_read=False)

    async def summaries(self, article_ids: Sequence[str]) -> dict[str, tuple[Span, ...]]:
        """Return the sentences worth showing of those of these articles that were read, best first, none hidden."""
        rows = await self._database.fetch_among(
            "SELECT id, rest, EXISTS (SELECT 1 FROM corrections WHERE article = id AND kind = 'hide_sentence') "
            "FROM articles JOIN readings ON article = key WHERE id IN (ASKED)",
            article_ids,
        )
        found = {id_: codec.loads(Reading, rest).summary for id_, rest, _ in rows}
        for id_ in [id_ for id_, _, some_hidden in rows if some_hidden]:
            reading = await self.reading(id_)
            found[id_] = reading.summary if reading is not None else ()
        return found

    async def people_read(self, article_ids: Sequence[str]) -> dict[str, list[Person]]:
        """Return the people whom each of those of these articles that were read names, as it names them, in order."""
        rows = await self._database.fetch_among(
            "WITH asked (value) AS (ASKED) SELECT a.id, p.data FROM asked "
            "CROSS JOIN articles AS a ON a.id = asked.value CROSS JOIN read_people AS p "
            "ON p.article = a.key ORDER BY a.id, p.position",
            article_ids,
        )
        found: dict[str, list[Person]] = {}
        for id_, data in rows:
            found.setdefault(id_, []).append(codec.loads(Person, data))
        return found

    async def reading_as_read(self, article_id: str) -> Reading | None:
        """Return the same without any correction: what the reader found."""
        async with self._database.reader(snapshot=True) as connection:
            return await fetch_reading(connection, article_id, as_read=True)

    async def stale(self, reader_version: int, limit: int) -> list[str]:
        """Return ids of articles that were read by an older reader, newest article first."""
        rows = await self._database.fetch(
            "SELECT id FROM readings JOIN articles ON key = article WHERE reader_version < ? "
            "ORDER BY published DESC, id LIMIT ?",
            (reader_version, limit),
        )
        return [row[0] for row in rows]
