"""People across articles: the projection, what feeds it, and what is asked of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import aiosqlite

from storage import codec
from storage.correcting import QUOTE_COLUMNS, QUOTE_CORRECTIONS, stored_quote
from storage.database import Database
from storage.editions import advance, person_subject
from storage.instants import from_number_or_none, to_number
from storage.records import Article, KnownPerson, Person, Quote, Span, StoredQuote
from storage.rows import ARTICLE_COLUMNS, article_from, raw


@dataclass(frozen=True, slots=True)
class Member:
    """A person as one article names them, with what the projection needs to know of that article.

    ``index`` is the place in ``Reading.people``. ``quoted`` tells whether an answer may show words of theirs.
    """

    article: str
    index: int
    person: Person
    block: str
    published: dt.datetime | None
    source: str | None
    quoted: bool


class Dirty(NamedTuple):
    """Blocks to project anew, and the edition at which that was so."""

    blocks: tuple[str, ...]
    as_of: int


class People:
    """People across articles. Methods that feed answers take ``now`` (aware) and see no article dated after it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- the projection ----

    async def dirty(self) -> Dirty:
        """Return the blocks that have changed since they were projected, in order."""
        async with self._database.reader(snapshot=True) as connection:
            blocks = await connection.execute_fetchall("SELECT block FROM dirty_blocks ORDER BY block")
            number = list(await connection.execute_fetchall("SELECT number FROM editions WHERE subject = ''"))
        return Dirty(tuple(row[0] for row in blocks), int(number[0][0]))

    async def mark_dirty(self, blocks: Iterable[str] | None = None) -> None:
        """Have these blocks projected anew, or all of them: for corrections, and for a rebuild."""
        async with self._database.transaction() as connection:
            edition = await advance(connection)
            if blocks is None:
                await connection.execute(
                    "INSERT INTO dirty_blocks (block, edition) SELECT block, ?1 FROM read_people "
                    "UNION SELECT block, ?1 FROM known_people_blocks WHERE true "
                    "ON CONFLICT (block) DO UPDATE SET edition = excluded.edition",
                    (edition,),
                )
            else:
                await connection.executemany(
                    "INSERT INTO dirty_blocks (block, edition) VALUES (CAST(? AS TEXT), ?) "
                    "ON CONFLICT (block) DO UPDATE SET edition = excluded.edition",
                    [(raw(block), edition) for block in set(blocks)],
                )

    async def linked_blocks(self, blocks: Iterable[str]) -> set[str]:
        """Return these blocks and all that known people join to them: what must be projected together."""
        rows = await self._database.fetch_among(
            "WITH RECURSIVE asked (value) AS (ASKED), linked (block) AS (SELECT value FROM asked UNION "
            "SELECT other.block FROM linked JOIN known_people_blocks AS one USING (block) "
            "JOIN known_people_blocks AS other ON other.person = one.person) SELECT block FROM linked",
            blocks,
        )
        return {row[0] for row in rows}

    async def members_of_blocks(self, blocks: Iterable[str] | None = None) -> list[Member]:
        """Return the people that articles name in these blocks, or in all; by article id, then place."""
        if blocks is None:
            rows = await self._database.fetch(
                "SELECT a.id, p.position, p.data, p.block, a.published, a.source, "
                "EXISTS (SELECT 1 FROM read_quotes AS q "
                "WHERE q.article = p.article AND q.person = p.position AND q.shown) "
                "FROM read_people AS p JOIN articles AS a ON a.key = p.article ORDER BY a.id, p.position"
            )
        else:
            rows = await self._database.fetch_among(
                "WITH asked (value) AS (ASKED) SELECT a.id, p.position, p.data, p.block, a.published, a.source, "
                "EXISTS (SELECT 1 FROM read_quotes AS q "
                "WHERE q.article = p.article AND q.person = p.position AND q.shown) "
                "FROM asked CROSS JOIN read_people AS p ON p.block = asked.value "
                "CROSS JOIN articles AS a ON a.key = p.article",
                blocks,
            )
            rows.sort(key=lambda row: (row[0], row[1]))
        return [
            Member(article, index, codec.loads(Person, data), block, from_number_or_none(when), source, bool(quoted))
            for article, index, data, block, when, source, quoted in rows
        ]

    async def names_in(self, article_ids: Iterable[str]) -> dict[str, list[str]]:
        """Return, for each of these articles that names anybody, the names of its people in order."""
        rows = await self._database.fetch_among(
            "WITH asked (value) AS (ASKED) SELECT a.id, p.name FROM asked "
            "CROSS JOIN articles AS a ON a.id = asked.value "
            "CROSS JOIN read_people AS p ON p.article = a.key ORDER BY a.id, p.position",
            article_ids,
        )
        found: dict[str, list[str]] = {}
        for article, name in rows:
            found.setdefault(article, []).append(name)
        return found

    async def replace_blocks(
        self, blocks: Iterable[str], people: Sequence[KnownPerson], as_of: int | None = None
    ) -> None:
        """Put ``people`` in the place of all known people of these blocks, in one transaction.

        ``as_of`` is the edition at which their members were fetched: blocks that changed later stay marked. Members
        whose article was removed or read anew in the meantime are passed over.
        """
        async with self._database.transaction() as connection:
            await _replace_blocks(connection, sorted(set(blocks)), people, as_of)

    # ---- asking ----

    async def all(self) -> list[KnownPerson]:
        """Return everyone, by id."""
        async with self._database.reader(snapshot=True) as connection:
            people = await connection.execute_fetchall("SELECT key, data FROM known_people ORDER BY id")
            rows = await connection.execute_fetchall(
                "SELECT person, id, position FROM members JOIN articles ON key = article ORDER BY person, ordinal"
            )
        members: dict[int, list[tuple[str, int]]] = {}
        for key, article, position in rows:
            members.setdefault(key, []).append((article, position))
        return [replace(codec.loads(KnownPerson, data), members=tuple(members.get(key, ()))) for key, data in people]

    async def get(self, person_id: str) -> KnownPerson | None:
        """Return one person, None when there is none of that id."""
        async with self._database.reader(snapshot=True) as connection:
            rows = list(
                await connection.execute_fetchall(
                    "SELECT key, data FROM known_people WHERE id = CAST(? AS TEXT)", (raw(person_id),)
                )
            )
            if not rows:
                return None
            members = await connection.execute_fetchall(
                "SELECT id, position FROM members JOIN articles ON key = article WHERE person = ? ORDER BY ordinal",
                (rows[0][0],),
            )
        return replace(codec.loads(KnownPerson, rows[0][1]), members=tuple((row[0], row[1]) for row in members))

    async def last_seen(self, now: dt.datetime) -> dict[str, dt.datetime | None]:
        """Return, for each person whom an article up to ``now`` names, the newest such article's time."""
        rows = await self._database.fetch(
            "SELECT k.id, max(a.published) FROM known_people AS k JOIN members AS m ON m.person = k.key "
            "JOIN articles AS a ON a.key = m.article WHERE a.published IS NULL OR a.published <= ? GROUP BY k.id",
            (to_number(now),),
        )
        return {person: from_number_or_none(when) for person, when in rows}

    async def articles_of(self, person_id: str, now: dt.datetime, limit: int | None = None) -> list[Article]:
        """Return the articles that name a person, newest first."""
        rows = await self._database.fetch(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE key IN "  # noqa: S608 - a constant
            "(SELECT article FROM members JOIN known_people AS k ON k.key = person WHERE k.id = CAST(?1 AS TEXT)) "
            "AND (published IS NULL OR published <= ?2) ORDER BY published DESC, id LIMIT ?3",
            (raw(person_id), to_number(now), -1 if limit is None else limit),
        )
        return [article_from(row) for row in rows]

    async def people_in(self, article_ids: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
        """Return, for each article, the (index in ``Reading.people``, person id) of the people it names."""
        rows = await self._database.fetch_among(
            "WITH asked (value) AS (ASKED) SELECT a.id, m.position, k.id "
            "FROM asked CROSS JOIN articles AS a ON a.id = asked.value "
            "JOIN members AS m ON m.article = a.key JOIN known_people AS k ON k.key = m.person "
            "ORDER BY a.id, m.position",
            article_ids,
        )
        found: dict[str, list[tuple[int, str]]] = {}
        for article, index, person in rows:
            found.setdefault(article, []).append((index, person))
        return found

    async def quotes_by(self, person_id: str, now: dt.datetime, limit: int | None = None) -> list[StoredQuote]:
        """Return what a person says, newest article first, then in the article's order.

        Among them is what another reports of them (``quote.within`` is set) and what is not sure enough
        (``quote.shown`` is false): the caller judges.
        """
        rows = await self._database.fetch(
            f"SELECT {QUOTE_COLUMNS}, a.published FROM known_people AS k "  # noqa: S608 - constants
            "CROSS JOIN members AS m ON m.person = k.key CROSS JOIN articles AS a ON a.key = m.article "
            "CROSS JOIN read_quotes AS q ON q.article = m.article AND q.person = m.position "
            f"{QUOTE_CORRECTIONS} WHERE k.id = CAST(?1 AS TEXT) AND c.article IS NULL "
            "AND (a.published IS NULL OR a.published <= ?2) "
            f"UNION ALL SELECT {QUOTE_COLUMNS}, a.published FROM corrected_quotes AS given_here "
            "CROSS JOIN articles AS a ON a.key = given_here.article "
            "CROSS JOIN read_quotes AS q ON q.article = given_here.article AND q.position = given_here.position "
            f"CROSS JOIN known_people AS k ON k.id = given_here.person {QUOTE_CORRECTIONS} "
            "WHERE given_here.person = CAST(?1 AS TEXT) AND NOT given_here.hidden "
            "AND (a.published IS NULL OR a.published <= ?2) ORDER BY 7 DESC, 1, 2 LIMIT ?3",
            (raw(person_id), to_number(now), -1 if limit is None else limit),
        )
        return [stored_quote(row[:6]) for row in rows]

    async def quotes_in(self, article_ids: Sequence[str]) -> list[StoredQuote]:
        """Return all quotations of some articles, by article id, then in the article's order."""
        rows = await self._database.fetch_among(
            f"WITH asked (value) AS (ASKED) SELECT {QUOTE_COLUMNS} FROM asked "  # noqa: S608 - constants
            "CROSS JOIN articles AS a ON a.id = asked.value CROSS JOIN read_quotes AS q ON q.article = a.key "
            "LEFT JOIN members AS m ON m.article = q.article AND m.position = q.person "
            f"LEFT JOIN known_people AS k ON k.key = m.person {QUOTE_CORRECTIONS} "
            "WHERE c.hidden IS NULL OR NOT c.hidden ORDER BY a.id, q.position",
            article_ids,
        )
        return [stored_quote(row) for row in rows]

    async def quotes_within(self, article_id: str, index: int) -> list[StoredQuote]:
        """Return the quotations that the speaker of quotation ``index`` reports inside it."""
        return [stored for stored in await self.quotes_in([article_id]) if stored.quote.within == index]

    async def quotes_mentioning(self, person_id: str, now: dt.datetime, limit: int) -> list[StoredQuote]:
        """Return what others say in words that name a person, newest article first."""
        rows = await self._database.fetch(
            "SELECT a.id, p.data FROM known_people AS k CROSS JOIN members AS m ON m.person = k.key "
            "CROSS JOIN articles AS a ON a.key = m.article "
            "CROSS JOIN read_people AS p ON p.article = m.article AND p.position = m.position "
            "WHERE k.id = CAST(?1 AS TEXT) AND (a.published IS NULL OR a.published <= ?2) "
            "ORDER BY a.published DESC, a.id, m.position",
            (raw(person_id), to_number(now)),
        )
        found: list[StoredQuote] = []
        for first in range(0, len(rows), 50):
            chunk = rows[first : first + 50]
            quotes: dict[str, list[StoredQuote]] = {}
            for stored in await self.quotes_in([row[0] for row in chunk]):
                quotes.setdefault(stored.article, []).append(stored)
            for article, data in chunk:
                mentions = codec.loads(Person, data).mentions
                found += [
                    stored
                    for stored in quotes.get(article, ())
                    if stored.person != person_id and _names(stored.quote, mentions)
                ]
            if len(found) >= limit:
                break
        return found[:limit]


def _names(quote: Quote, mentions: Sequence[Span]) -> bool:
    return any(
        part.start <= mention.start and mention.end <= part.end for part in quote.content for mention in mentions
    )


async def _replace_blocks(
    connection: aiosqlite.Connection, blocks: Sequence[str], people: Sequence[KnownPerson], as_of: int | None
) -> None:
    touched = {person.id for person in people}
    for block in blocks:
        rows = await connection.execute_fetchall(
            "SELECT id FROM known_people_blocks JOIN known_people ON key = person WHERE block = CAST(? AS TEXT)",
            (raw(block),),
        )
        touched.update(row[0] for row in rows)
    await connection.executemany(
        "DELETE FROM known_people WHERE id = CAST(? AS TEXT)", [(raw(person_id),) for person_id in touched]
    )
    await connection.executemany(
        "INSERT INTO known_people (id, name, data) VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?)",
        [(raw(person.id), raw(person.name), codec.dumps(replace(person, members=()))) for person in people],
    )
    await connection.executemany(
        "INSERT INTO members (article, position, person, ordinal) SELECT p.article, p.position, k.key, ? "
        "FROM articles AS a JOIN read_people AS p ON p.article = a.key CROSS JOIN known_people AS k "
        "WHERE a.id = CAST(? AS TEXT) AND p.position = ? AND k.id = CAST(? AS TEXT) "
        "ON CONFLICT (article, position) DO UPDATE SET person = excluded.person, ordinal = excluded.ordinal",
        [
            (ordinal, raw(article), position, raw(person.id))
            for person in people
            for ordinal, (article, position) in enumerate(person.members)
        ],
    )
    await connection.executemany(
        "INSERT INTO known_people_blocks (person, block) SELECT DISTINCT m.person, p.block FROM members AS m "
        "JOIN read_people AS p USING (article, position) JOIN known_people AS k ON k.key = m.person "
        "WHERE k.id = CAST(? AS TEXT)",
        [(raw(person.id),) for person in people],
    )
    await connection.executemany(
        "DELETE FROM dirty_blocks WHERE block = CAST(?1 AS TEXT) AND (?2 IS NULL OR edition <= ?2)",
        [(raw(block), as_of) for block in blocks],
    )
    await advance(connection, [person_subject(person_id) for person_id in touched])
