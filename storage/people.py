"""People across articles: the projection, what feeds it, and what is asked of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import aiosqlite

from storage import codec
from storage.correcting import rebind_speakers
from storage.editions import advance, person_subject
from storage.instants import from_number_or_none, to_number
from storage.quotations import Quotations
from storage.records import Article, KnownPerson, Person, Span
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


class Seen(NamedTuple):
    """A person with the number of articles that name them and the newest one's time."""

    person: KnownPerson
    articles: int
    newest: dt.datetime | None


class People(Quotations):
    """People across articles. Methods that feed answers take ``now`` (aware) and see no article dated after it."""

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

    async def blocks_of(self, person_ids: Iterable[str]) -> set[str]:
        """Return the blocks that these people's members lie in."""
        rows = await self._database.fetch_among(
            "WITH asked (value) AS (ASKED) SELECT b.block FROM asked "
            "CROSS JOIN known_people AS k ON k.id = asked.value JOIN known_people_blocks AS b ON b.person = k.key",
            person_ids,
        )
        return {row[0] for row in rows}

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

    async def named_in(self, article_ids: Sequence[str], person_id: str) -> dict[str, Person]:
        """Return a person as each of these articles names them."""
        rows = await self._database.fetch_among(
            "WITH asked (value) AS (ASKED) SELECT a.id, p.data, k.id FROM asked "
            "CROSS JOIN articles AS a ON a.id = asked.value CROSS JOIN members AS m ON m.article = a.key "
            "CROSS JOIN known_people AS k ON k.key = m.person "
            "CROSS JOIN read_people AS p ON p.article = m.article AND p.position = m.position "
            "ORDER BY a.id, m.ordinal",
            article_ids,
        )
        return {article: codec.loads(Person, data) for article, data, id_ in rows if id_ == person_id}

    async def last_seen(self, now: dt.datetime) -> dict[str, dt.datetime | None]:
        """Return, for each person whom an article up to ``now`` names, the newest such article's time."""
        return {one.person.id: one.newest for one in await self.seen(now)}

    async def seen(self, now: dt.datetime) -> list[Seen]:
        """Return everyone whom an article up to ``now`` names, by id: all that an index of names needs.

        It costs a fraction of :meth:`all`, as ``Seen.person`` comes without ``members``.
        """
        rows = await self._database.fetch(
            "SELECT k.data, count(DISTINCT m.article), max(a.published) FROM known_people AS k "
            "CROSS JOIN members AS m ON m.person = k.key "
            "CROSS JOIN articles AS a INDEXED BY articles_seen ON a.key = m.article "
            "WHERE a.published IS NULL OR a.published <= ? GROUP BY k.id ORDER BY k.id",
            (to_number(now),),
        )
        return [
            Seen(codec.loads(KnownPerson, data), number, from_number_or_none(newest)) for data, number, newest in rows
        ]

    async def names(self) -> dict[str, str]:
        """Return everyone's name by id."""
        return dict(await self._database.fetch("SELECT id, name FROM known_people ORDER BY id"))

    async def articles_of(self, person_id: str, now: dt.datetime, limit: int | None = None) -> list[Article]:
        """Return the articles that name a person, newest first."""
        rows = await self._database.fetch(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE key IN "  # noqa: S608 - a constant
            "(SELECT a.key FROM known_people AS k CROSS JOIN members AS m ON m.person = k.key "
            "CROSS JOIN articles AS a INDEXED BY articles_seen ON a.key = m.article "
            "WHERE k.id = CAST(?1 AS TEXT) AND (a.published IS NULL OR a.published <= ?2) "
            "GROUP BY a.key ORDER BY a.published DESC, a.id LIMIT ?3) ORDER BY published DESC, id",
            (raw(person_id), to_number(now), -1 if limit is None else limit),
        )
        return [article_from(row) for row in rows]

    async def hidden_ids(self) -> set[str]:
        """Return the ids of all who are shown nowhere."""
        return {row[0] for row in await self._database.fetch("SELECT id FROM known_people WHERE hidden")}

    async def hidden_places(self, article_ids: Sequence[str]) -> dict[str, list[Span]]:
        """Return, by article, where hidden people are named and where their words stand."""
        if not await self._database.fetch("SELECT 1 FROM known_people WHERE hidden LIMIT 1"):
            return {}
        named = await self._database.fetch_among(
            "WITH asked (value) AS (ASKED) SELECT a.id, p.data FROM asked "
            "CROSS JOIN articles AS a ON a.id = asked.value CROSS JOIN members AS m ON m.article = a.key "
            "CROSS JOIN known_people AS k ON k.key = m.person "
            "CROSS JOIN read_people AS p ON p.article = m.article AND p.position = m.position WHERE k.hidden",
            article_ids,
        )
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for article, data in named:
            found[article] += codec.loads(Person, data).mentions
        hidden = await self.hidden_ids()
        for stored in await self.quotes_in(list(found)):
            if stored.person in hidden:
                found[stored.article] += stored.quote.content
        return found

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
