"""How an article, its reading and the marks that they leave come into the store and go out of it.

Every function here runs inside a transaction of its caller.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import aiosqlite

from storage import codec
from storage.anchors import forget
from storage.correcting import apply_to_article
from storage.editions import ARTICLES, advance, person_subject, subjects_of
from storage.records import Article, Quote, Reading
from storage.rows import article_values, content_hash_of, fingerprint_of, raw

# So many words in a row that a report shares with an article are that article's.
SAME_WORDS = 5

Outcome = Literal["new", "changed", "same", "removed"]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One article with its reading, ready to be kept. ``blocks`` holds the block key of each of ``reading.people``.

    ``content_hash`` is what a removed article is known by besides its id; None stands for the SHA-256 of the text.
    """

    article: Article
    reading: Reading
    reader_version: int
    blocks: Sequence[str] = ()
    content_hash: str | None = None

    def __post_init__(self) -> None:
        if len(self.blocks) != len(self.reading.people):
            raise ValueError(f"{self.article.id}: {len(self.blocks)} blocks for {len(self.reading.people)} people")

    @property
    def hash(self) -> str:
        """The content hash, worked out where it wasn't given."""
        return self.content_hash if self.content_hash is not None else content_hash_of(self.article.text)


class Kept(NamedTuple):
    """What the store holds of an article: its key, the fingerprint of its fields, the version of its reading."""

    key: int
    fingerprint: str
    reader_version: int


async def kept(connection: aiosqlite.Connection, article_id: str) -> Kept | None:
    """Return what is held of an article, None when there is none."""
    rows = await connection.execute_fetchall(
        "SELECT key, fingerprint, reader_version FROM articles JOIN readings ON article = key "
        "WHERE id = CAST(? AS TEXT)",
        (raw(article_id),),
    )
    return next((Kept(*row) for row in rows), None)


async def judge(connection: aiosqlite.Connection, article: Article, content_hash: str) -> tuple[Outcome, Kept | None]:
    """Tell what taking in ``article`` would mean. A removed one stays out by its id, and by its content as well."""
    held = await kept(connection, article.id)
    if held is not None:
        return ("same" if held.fingerprint == fingerprint_of(article) else "changed"), held
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM removed WHERE id = CAST(? AS TEXT) OR content_hash = ? LIMIT 1", (raw(article.id), content_hash)
    )
    return ("removed" if list(rows) else "new"), None


async def put(connection: aiosqlite.Connection, taken: TakenIn) -> Outcome:
    """Keep one article with its reading; see :meth:`storage.articles.Articles.put`."""
    outcome, held = await judge(connection, taken.article, taken.hash)
    if outcome == "removed" or (outcome == "same" and held and held.reader_version >= taken.reader_version):
        return outcome
    values = article_values(taken.article, taken.hash)
    if held is None:
        async with connection.execute(
            "INSERT INTO articles (published, published_day_only, source, url, author, language, derived, origin, "
            "fingerprint, content_hash, title, text, id) VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), "
            "CAST(? AS TEXT), CAST(? AS TEXT), ?, CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), "
            "CAST(? AS TEXT))",
            values,
        ) as cursor:
            key = cursor.lastrowid
        assert key is not None
        await _add_reading(connection, key, taken)
        await _mark(connection, key, ())
        return outcome
    if outcome == "changed":
        await connection.execute(
            "UPDATE articles SET published = ?, published_day_only = ?, source = CAST(? AS TEXT), "
            "url = CAST(? AS TEXT), author = CAST(? AS TEXT), language = CAST(? AS TEXT), derived = ?, "
            "origin = CAST(? AS TEXT), fingerprint = ?, content_hash = ?, title = CAST(? AS TEXT), "
            "text = CAST(? AS TEXT) WHERE id = CAST(? AS TEXT)",
            values,
        )
    await replace_reading(connection, held.key, taken)
    return outcome


async def replace_reading(connection: aiosqlite.Connection, key: int, taken: TakenIn) -> None:
    """Put a reading in place of the one before.

    Whoever had been told to be a known person still is, by the same name in this article, until the projection says
    otherwise: answers don't lose that article in between.
    """
    before = await subjects_of(connection, key)
    await _mark_blocks(connection, key, 0)  # their number is set below, with the new ones'
    names = await connection.execute_fetchall(
        "SELECT name, person, ordinal FROM members JOIN read_people USING (article, position) WHERE article = ?", (key,)
    )
    known = {name: (person, ordinal) for name, person, ordinal in names}
    await connection.execute("DELETE FROM readings WHERE article = ?", (key,))
    await _add_reading(connection, key, taken)
    await connection.executemany(
        "INSERT INTO members (article, position, person, ordinal) VALUES (?, ?, ?, ?)",
        [
            (key, position, *known.pop(person.name))
            for position, person in enumerate(taken.reading.people)
            if person.name in known
        ],
    )
    await _mark(connection, key, before)


async def remove(connection: aiosqlite.Connection, article_id: str) -> bool:
    """Take an article out for good; see :meth:`storage.articles.Articles.remove`."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT key, content_hash FROM articles WHERE id = CAST(? AS TEXT)", (raw(article_id),)
        )
    )
    await connection.execute(
        "INSERT INTO removed (id, content_hash) VALUES (CAST(? AS TEXT), ?) "
        "ON CONFLICT (id) DO UPDATE SET content_hash = excluded.content_hash WHERE excluded.content_hash != ''",
        (raw(article_id), rows[0][1] if rows else ""),
    )
    if not rows:
        return False
    key = rows[0][0]
    await _mark(connection, key, ())
    await _forget_reports(connection, key)
    # Names, aliases and roles across articles may hold words of this one: they go, and are projected anew. So do the
    # editions of all ids that are nobody's, as ids are made from names; no answer that rests on them is left.
    await connection.execute(
        "DELETE FROM known_people WHERE key IN (SELECT person FROM members WHERE article = ?)", (key,)
    )
    await connection.execute(
        "DELETE FROM editions WHERE subject LIKE ?1 || '%' "
        "AND substr(subject, length(?1) + 1) NOT IN (SELECT id FROM known_people)",
        (person_subject(""),),
    )
    await connection.execute("DELETE FROM articles WHERE key = ?", (key,))
    await connection.execute(
        "DELETE FROM dirty_blocks WHERE block NOT IN (SELECT block FROM read_people) "
        "AND block NOT IN (SELECT block FROM known_people_blocks)"
    )
    await connection.execute("DELETE FROM lookups")
    # Reports hold answers, and so sentences; a correction of a place in the text has no place any more.
    await connection.execute(
        "DELETE FROM reports WHERE id IN (SELECT report FROM report_articles WHERE article = CAST(? AS TEXT))",
        (raw(article_id),),
    )
    await connection.execute(
        "DELETE FROM corrections WHERE article = CAST(? AS TEXT) AND kind != 'remove'", (raw(article_id),)
    )
    await forget(connection, article_id)
    # Deleting only adds a note to the index; merging all of it drops the words themselves.
    await connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
    return True


async def _forget_reports(connection: aiosqlite.Connection, key: int) -> None:
    """Drop reports that hold words of an article, also those that don't name it: people type what they like."""
    ((title, text),) = await connection.execute_fetchall("SELECT title, text FROM articles WHERE key = ?", (key,))
    reports = await connection.execute_fetchall("SELECT id, sentence, reason FROM reports")
    if not reports:
        return
    runs = _runs(title) | _runs(text)
    theirs = [(number,) for number, *held in reports if any(_runs(words) & runs for words in held)]
    await connection.executemany("DELETE FROM reports WHERE id = ?", theirs)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of so many words as is hardly the same in two texts by chance."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(words[place : place + SAME_WORDS]) for place in range(len(words) - SAME_WORDS + 1)}


async def _add_reading(connection: aiosqlite.Connection, key: int, taken: TakenIn) -> None:
    reading = taken.reading
    # What has no table of its own is one JSON value.
    rest = replace(reading, people=(), quotes=(), tariffs=())
    await connection.execute(
        "INSERT INTO readings (article, reader_version, rest) VALUES (?, ?, ?)",
        (key, taken.reader_version, codec.dumps(rest)),
    )
    await connection.executemany(
        "INSERT INTO read_people (article, position, block, name, data) "
        "VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?)",
        [
            (key, position, raw(block), raw(person.name), codec.dumps(person))
            for position, (person, block) in enumerate(zip(reading.people, taken.blocks, strict=True))
        ],
    )
    await connection.executemany(
        "INSERT INTO read_quotes (article, position, person, start_at, end_at, confidence, shown, own, data) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (key, position, quote.person, *quote.span, quote.confidence, quote.shown, _own(quote), codec.dumps(quote))
            for position, quote in enumerate(reading.quotes)
        ],
    )
    await connection.executemany(
        "INSERT INTO read_tariffs (article, position, imposer, target, shown, data) "
        "VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)",
        [
            (key, position, raw(fact.imposer), raw(fact.target), fact.shown, codec.dumps(fact))
            for position, fact in enumerate(reading.tariffs)
        ],
    )
    await connection.executemany(
        "INSERT INTO quoted_mentions (article, person, quote) VALUES (?, ?, ?)",
        [(key, person, quote) for person, quote in sorted(quoted_mentions(reading))],
    )
    await apply_to_article(connection, key)


def _own(quote: Quote) -> bool:
    """Tell whether a quotation is its speaker's own words between marks, not reported and not inside another's."""
    return quote.kind != "indirect" and quote.within is None


def quoted_mentions(reading: Reading) -> set[tuple[int, int]]:
    """Return (person, quotation) for each person whom the words of a quotation name, by their places in the reading."""
    mentions = sorted((span, person) for person, one in enumerate(reading.people) for span in one.mentions)
    found: set[tuple[int, int]] = set()
    for index, quote in enumerate(reading.quotes):
        for part in quote.content:
            for span, person in mentions[bisect_left(mentions, ((part.start,),)) :]:
                if span.start >= part.end:
                    break
                if span.end <= part.end:
                    found.add((person, index))
    return found


async def _mark(connection: aiosqlite.Connection, key: int, before: Sequence[str]) -> None:
    """Let the editions grow that this article touches, now or before, and mark its blocks for the projection."""
    edition = await advance(connection, [ARTICLES, *before, *await subjects_of(connection, key)])
    await _mark_blocks(connection, key, edition)
    await connection.execute("UPDATE dirty_blocks SET edition = ? WHERE edition = 0", (edition,))


async def _mark_blocks(connection: aiosqlite.Connection, key: int, edition: int) -> None:
    await connection.execute(
        "INSERT INTO dirty_blocks (block, edition) SELECT DISTINCT block, ?2 FROM read_people WHERE article = ?1 "
        "ON CONFLICT (block) DO UPDATE SET edition = excluded.edition",
        (key, edition),
    )
