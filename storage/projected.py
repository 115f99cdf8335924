"""The projection of people across articles: what feeds it, and how what comes of it is put in the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import aiosqlite

from storage import codec
from storage.correcting import rebind_speakers
from storage.database import Database
from storage.editions import advance, person_subject
from storage.instants import from_number_or_none
from storage.records import KnownPerson, Person
from storage.rows import raw


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


class Projected:
    """Who is who across the articles of one store, block by block: people whose names may be one person's."""

    def __init__(self, database: Database) -> None:
        self._database = database

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

    async def blocks_of(self, person_ids: Iterable[str]) -> set[str]:
        """Return the blocks that these people's members lie in."""
        rows = await self._database.fetch_among(
            "WITH asked (value) AS (ASKED) SELECT b.block FROM asked "
            "CROSS JOIN known_people AS k ON k.id = asked.value JOIN known_people_blocks AS b ON b.person = k.key",
            person_ids,
        )
        return {row[0] for row in rows}

    async def replace_blocks(
        self, blocks: Iterable[str], people: Sequence[KnownPerson], as_of: int | None = None
    ) -> None:
        """Put ``people`` in the place of all known people of these blocks, in one transaction.

        ``as_of`` is the edition at which their members were fetched: blocks that changed later stay marked. Members
        whose article was removed or read anew in the meantime are passed over.
        """
        async with self._database.transaction() as connection:
            await _replace_blocks(connection, sorted(set(blocks)), people, as_of)


async def _replace_blocks(
    connection: aiosqlite.Connection, blocks: Sequence[str], people: Sequence[KnownPerson], as_of: int | None
) -> None:
    touched = {person.id for person in people}
    before = await _named_as(connection, blocks)
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
        "INSERT INTO known_people (id, name, hidden, data) VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)",
        [
            (raw(person.id), raw(person.name), person.hidden, codec.dumps(replace(person, members=())))
            for person in people
        ],
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
    touched |= await rebind_speakers(connection)
    after = await _named_as(connection, blocks)
    touched |= await _beside(connection, {place[0] for place, known in before.items() if after.get(place) != known})
    await advance(connection, [person_subject(person_id) for person_id in touched])


async def _named_as(
    connection: aiosqlite.Connection, blocks: Sequence[str]
) -> dict[tuple[int, int], tuple[str, str, int]]:
    """Return, for the people of these blocks as articles (by key) name them, who that is: id, name, whether hidden."""
    found: dict[tuple[int, int], tuple[str, str, int]] = {}
    for block in blocks:
        rows = await connection.execute_fetchall(
            "SELECT p.article, p.position, k.id, k.name, k.hidden FROM read_people AS p "
            "JOIN members AS m ON m.article = p.article AND m.position = p.position "
            "JOIN known_people AS k ON k.key = m.person WHERE p.block = CAST(? AS TEXT)",
            (raw(block),),
        )
        found |= {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows}
    return found


async def _beside(connection: aiosqlite.Connection, articles: set[int]) -> set[str]:
    """Return the ids of all whom these articles (by key) name: their answers may speak of one another."""
    found: set[str] = set()
    for article in articles:
        rows = await connection.execute_fetchall(
            "SELECT k.id FROM members AS m JOIN known_people AS k ON k.key = m.person WHERE m.article = ?", (article,)
        )
        found |= {row[0] for row in rows}
    return found
