"""What people say, and what is said of them, as the operator corrected it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from storage.correcting import ITS_ARTICLE, QUOTE_COLUMNS, QUOTE_CORRECTIONS, SPEAKER, stored_quote
from storage.database import Database
from storage.instants import to_number
from storage.records import Span, StoredQuote
from storage.rows import raw

# What is shown, or said between marks, or given to somebody by the operator, or to nobody.
_SURELY = "AND (q.shown OR q.own OR c.article IS NOT NULL OR q.data ->> 'kind' != 'indirect')"


class Quotations:
    """The quotations of one store. Those of articles dated after ``now`` (aware) are seen by nobody."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def quotes_by(
        self, person_id: str, now: dt.datetime, limit: int | None = None, *, shown: bool = False
    ) -> list[StoredQuote]:
        """Return what a person says, newest article first, then in the article's order.

        Among them is what another reports of them (``quote.within`` is set) and what is not sure enough
        (``quote.shown`` is false): the caller judges. With ``shown`` the latter is left out of the ``limit`` newest.
        """
        rows = await self._said(person_id, now, limit)
        found = [stored_quote(row[:-2]) for row in rows if row[-2] or not shown]
        return [each for each in found if each.quote.shown] if shown else found

    async def said_by(
        self, person_id: str, now: dt.datetime, limit: int | None = None
    ) -> tuple[list[StoredQuote], int]:
        """Return the same, and how many quotations of all may be shown: their own words between marks, none twice."""
        rows = await self._said(person_id, now, limit)
        if limit is None or len(rows) < limit:
            in_all = sum(row[-1] for row in rows)
        else:
            in_all = await self._counted(person_id, now)
        return [stored_quote(row[:-2]) for row in rows], in_all

    async def _said(self, person_id: str, now: dt.datetime, limit: int | None) -> list[tuple[Any, ...]]:
        """Return the rows of what a person says, newest first, each with whether it is shown and counts in all."""
        # The newest articles that name somebody who speaks much have enough of it: the others aren't looked at. Whose
        # words they are is known from the start, so nobody is looked up for each.
        rows: list[tuple[Any, ...]] = []
        for most in (-1,) if limit is None else (limit, 8 * limit, -1):
            rows = await self._database.fetch(
                "WITH near AS MATERIALIZED (SELECT a.published AS published, a.id AS id, m.article AS article, "
                "m.position AS person FROM known_people AS k CROSS JOIN members AS m ON m.person = k.key "
                "CROSS JOIN articles AS a INDEXED BY articles_seen ON a.key = m.article "
                "WHERE k.id = CAST(?1 AS TEXT) AND (a.published IS NULL OR a.published <= ?2) "
                "ORDER BY a.published DESC, a.id LIMIT ?4), "
                "every AS (SELECT near.published AS published, near.id AS id, q.article AS article, "
                "q.position AS position, 0 AS given, q.shown AS shown, q.shown AND q.own AS counted FROM near "
                "CROSS JOIN read_quotes AS q INDEXED BY read_quotes_own "
                "ON q.article = near.article AND q.person = near.person "
                "LEFT JOIN corrected_quotes AS c ON c.article = q.article AND c.position = q.position "
                "WHERE c.article IS NULL "
                "UNION ALL SELECT a.published, a.id, c.article, c.position, 1, 1, q.own "
                "FROM corrected_quotes AS c CROSS JOIN articles AS a ON a.key = c.article "
                "CROSS JOIN read_quotes AS q ON q.article = c.article AND q.position = c.position "
                "WHERE c.person = CAST(?1 AS TEXT) AND NOT c.hidden AND (a.published IS NULL OR a.published <= ?2)), "
                "said AS (SELECT * FROM every ORDER BY published DESC, id, position LIMIT ?3) "
                "SELECT said.id, q.position, q.data, CAST(?1 AS TEXT), said.given, "
                "CASE WHEN said.given THEN (SELECT name FROM known_people WHERE id = CAST(?1 AS TEXT)) END, "
                "said.shown, said.counted, "
                "(SELECT id FROM near ORDER BY published DESC, id LIMIT ?4 > 0 OFFSET ?4 - 1) "
                "FROM said CROSS JOIN read_quotes AS q ON q.article = said.article AND q.position = said.position "
                "ORDER BY said.published DESC, said.id, q.position",
                (raw(person_id), to_number(now), -1 if limit is None else limit, most),
            )
            # The last article looked at may hold more of them, by another of its people who is the same person.
            last = rows[0][-1] if rows else ""
            if last is None or (sum(not row[4] for row in rows) == limit and rows[-1][0] != last):
                break
        return [row[:-1] for row in rows]

    async def _counted(self, person_id: str, now: dt.datetime) -> int:
        """Return how many of all quotations of a person may be shown."""
        rows = await self._database.fetch(
            "SELECT (SELECT coalesce(sum(q.shown AND q.own), 0) FROM known_people AS k "
            "CROSS JOIN members AS m ON m.person = k.key "
            "CROSS JOIN read_quotes AS q INDEXED BY read_quotes_own "
            "ON q.article = m.article AND q.person = m.position "
            "WHERE k.id = CAST(?1 AS TEXT) AND m.article NOT IN (SELECT key FROM articles WHERE published > ?2) "
            "AND (q.article, q.position) NOT IN (SELECT article, position FROM corrected_quotes)) "
            "+ (SELECT coalesce(sum(q.own), 0) FROM corrected_quotes AS c "
            "CROSS JOIN articles AS a ON a.key = c.article "
            "CROSS JOIN read_quotes AS q ON q.article = c.article AND q.position = c.position "
            "WHERE c.person = CAST(?1 AS TEXT) AND NOT c.hidden AND (a.published IS NULL OR a.published <= ?2))",
            (raw(person_id), to_number(now)),
        )
        return int(rows[0][0])

    async def quotes_in(self, article_ids: Sequence[str], *, surely: bool = False) -> list[StoredQuote]:
        """Return all quotations of some articles, by article id, then in the article's order.

        With ``surely`` those clauses of reported speech are left out whose speaker is not sure: half of all there are.
        """
        only = _SURELY if surely else ""
        rows = await self._database.fetch_among(
            f"WITH asked (value) AS (ASKED) SELECT {QUOTE_COLUMNS} FROM asked "  # noqa: S608 - constants
            "CROSS JOIN articles AS a ON a.id = asked.value CROSS JOIN read_quotes AS q ON q.article = a.key "
            f"{QUOTE_CORRECTIONS} {SPEAKER} WHERE (c.hidden IS NULL OR NOT c.hidden) {only} ORDER BY a.id, q.position",
            article_ids,
        )
        found = [stored_quote(row) for row in rows]
        return [each for each in found if each.quote.shown or each.quote.kind != "indirect"] if surely else found

    async def named_quotes_at(self, places: Mapping[str, Sequence[Span]]) -> list[StoredQuote]:
        """Return the quotations that touch a stretch of ``places`` (by article id) and whose speaker is somebody known
        who may be named; by article id, then in the article's order.
        """
        stretches = json.dumps([(id_, *span) for id_, spans in sorted(places.items()) for span in spans])
        rows = await self._database.fetch(
            "WITH places (id, start, stop) AS MATERIALIZED "  # noqa: S608 - constants
            "(SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1)), "
            "touched AS (SELECT DISTINCT q.article AS article, q.position AS position "
            "FROM places CROSS JOIN articles AS named ON named.id = places.id "
            "CROSS JOIN read_quotes AS q ON q.article = named.key "
            "AND q.start_at < places.stop AND q.end_at > places.start) "
            f"SELECT {QUOTE_COLUMNS} FROM touched "
            "CROSS JOIN read_quotes AS q ON q.article = touched.article AND q.position = touched.position "
            f"{ITS_ARTICLE} {SPEAKER} {QUOTE_CORRECTIONS} WHERE (c.hidden IS NULL OR NOT c.hidden) "
            "AND (c.person IS NOT NULL OR (c.article IS NULL AND q.shown AND k.id IS NOT NULL)) "
            "ORDER BY a.id, q.position",
            (stretches,),
        )
        return [stored_quote(row) for row in rows]

    async def quotes_within(self, article_id: str, index: int) -> list[StoredQuote]:
        """Return the quotations that the speaker of quotation ``index`` reports inside it."""
        return [stored for stored in await self.quotes_in([article_id]) if stored.quote.within == index]

    async def quotes_mentioning(self, person_id: str, now: dt.datetime, limit: int) -> list[StoredQuote]:
        """Return what others say in words that name a person, newest article first."""
        rows = await self._database.fetch(
            "WITH heard AS "  # noqa: S608 - constants
            "(SELECT DISTINCT a.published AS published, a.id AS id, x.article AS article, x.quote AS position "
            "FROM known_people AS asked CROSS JOIN members AS mine ON mine.person = asked.key "
            "CROSS JOIN quoted_mentions AS x ON x.article = mine.article AND x.person = mine.position "
            "CROSS JOIN articles AS a INDEXED BY articles_seen ON a.key = mine.article "
            "WHERE asked.id = CAST(?1 AS TEXT) AND (a.published IS NULL OR a.published <= ?2)) "
            f"SELECT {QUOTE_COLUMNS} FROM heard "
            "CROSS JOIN read_quotes AS q ON q.article = heard.article AND q.position = heard.position "
            f"{ITS_ARTICLE} {SPEAKER} {QUOTE_CORRECTIONS} WHERE (c.hidden IS NULL OR NOT c.hidden) "
            "AND (CASE WHEN c.article IS NULL THEN k.id ELSE c.person END) IS NOT CAST(?1 AS TEXT) "
            "ORDER BY heard.published DESC, a.id, q.position LIMIT ?3",
            (raw(person_id), to_number(now), limit),
        )
        return [stored_quote(row) for row in rows]
