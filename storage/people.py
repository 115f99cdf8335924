"""People across articles: what is asked of them."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from storage import codec
from storage.instants import from_number_or_none, to_number
from storage.projected import Projected
from storage.quotations import Quotations
from storage.records import Article, KnownPerson, Person, Span
from storage.rows import ARTICLE_COLUMNS, article_from, raw


class Seen(NamedTuple):
    """A person with the number of articles that name them and the newest one's time."""

    person: KnownPerson
    articles: int
    newest: dt.datetime | None


class People(Projected, Quotations):
    """People across articles. Methods that feed answers take ``now`` (aware) and see no article dated after it."""

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
        found: dict[str, Article] = {}
        for most in (-1,) if limit is None else (limit, -1):
            rows = await self._database.fetch(
                f"SELECT {ARTICLE_COLUMNS} FROM (SELECT m.article AS key "  # noqa: S608 - a constant
                "FROM known_people AS k CROSS JOIN members AS m ON m.person = k.key "
                "CROSS JOIN articles AS a INDEXED BY articles_seen ON a.key = m.article "
                "WHERE k.id = CAST(?1 AS TEXT) AND (a.published IS NULL OR a.published <= ?2) "
                "ORDER BY a.published DESC, a.id LIMIT ?3) AS near "
                "CROSS JOIN articles ON articles.key = near.key",
                (raw(person_id), to_number(now), most),
            )
            # Sorted here, as SQLite would move the texts about for it; one without a date comes last.
            rows.sort(key=itemgetter(0))
            rows.sort(key=lambda row: (row[1] is not None, row[1] or 0), reverse=True)
            found = {article.id: article for article in map(article_from, rows)}
            if len(rows) < most or len(found) == limit:
                break  # else one article names two people who are one by now
        return list(found.values())[:limit]

    async def hidden_ids(self) -> set[str]:
        """Return the ids of all who are shown nowhere."""
        return {row[0] for row in await self._database.fetch("SELECT id FROM known_people WHERE hidden")}

    async def hidden_names(self) -> set[str]:
        """Return the names of hidden people, as the articles spell them."""
        return {row[0] for row in await self._database.fetch("SELECT name FROM known_people WHERE hidden")}

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

    async def most_beside(self, person_id: str, articles: Sequence[str], most: int, known: Container[str]) -> list[str]:
        """Return the ids of ``most`` people of the ``known`` ones whom these articles name beside a person, or of all.

        Whoever stands in the first of ``articles`` comes first, of those in one article whoever stands in more of them.
        """
        place = {id_: number for number, id_ in enumerate(articles)}
        rows = await self._database.fetch_among(
            "WITH asked (value) AS (ASKED) SELECT DISTINCT a.id, m.person FROM asked "
            "CROSS JOIN articles AS a ON a.id = asked.value CROSS JOIN members AS m ON m.article = a.key",
            articles,
        )
        together = Counter(map(itemgetter(1), rows))
        first: dict[int, int] = {}
        for article, key in rows:
            first[key] = min(place[article], first.get(key, len(place)))
        # Who they are is looked up for those alone that may be among them; equals are put in order by their ids.
        groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for key, number in first.items():
            groups[number, -together[key]].append(key)
        found: list[str] = []
        for _, keys in sorted(groups.items()):
            if len(found) >= most:
                break
            ids = await self._database.fetch(
                "SELECT id FROM known_people WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id",
                (json.dumps(keys),),
            )
            found += [id_ for (id_,) in ids if id_ != person_id and id_ in known]
        return found[:most]

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
