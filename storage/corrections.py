"""What the operator corrects, and what people report as wrong.

Corrections are rows that outlive re-reading and rebuilding. Those of a place in a text (a quotation's speaker, a wrong
fact, a hidden sentence) are applied here, where quotations and facts are fetched; those of people are input to the
projection. They name places by span, and hold only while the article has the text that they were made for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import aiosqlite

from storage.anchors import Anchor, anchor, by_correction
from storage.correcting import apply_to_article
from storage.database import Database
from storage.editions import advance, person_subject, subjects_of
from storage.instants import from_number, to_number
from storage.records import Span
from storage.rows import raw

Kind = Literal["speaker", "wrong_fact", "hide_sentence", "hide_person", "part", "merge", "remove"]
_OF_TEXT = {"speaker", "wrong_fact", "hide_sentence"}
_OF_PEOPLE = {"hide_person", "part", "merge"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    ====================  =============================================================================
    ``speaker``           the quotation at ``span`` of ``article`` is ``person``'s (None: nobody known's)
    ``wrong_fact``        the tariff facts stated at ``span`` of ``article`` are wrong
    ``hide_sentence``     nothing at ``span`` of ``article`` is shown
    ``hide_person``       ``person`` is shown nowhere
    ``part``              what ``article`` says of ``person`` is of another person, ``other`` where known
    ``merge``             ``person`` and ``other`` are one
    ``remove``            ``article`` was removed and is blocked
    ====================  =============================================================================

    ``anchors`` and ``other_anchors`` say whom ``person`` and ``other`` mean though their ids may have changed since;
    the store fills them in.
    """

    kind: Kind
    reason: str
    made: dt.datetime
    article: str | None = None
    span: Span | None = None
    person: str | None = None
    other: str | None = None
    id: int | None = None
    anchors: tuple[Anchor, ...] = field(default=(), compare=False)
    other_anchors: tuple[Anchor, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody found wrong in an answer: the answer, the sentence, why; never who. It cites ``articles``."""

    answer: str
    sentence: str
    reason: str
    made: dt.datetime
    articles: tuple[str, ...] = ()
    id: int | None = None


class Corrections:
    """Corrections and reports of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, correction: Correction) -> int:
        """Keep a correction, which holds from the next answer on; return its number.

        Raises ValueError when it lacks what its kind needs or names an article that isn't there.
        """
        _check(correction)
        async with self._database.transaction() as connection:
            content_hash = None
            if correction.kind in _OF_TEXT:
                rows = list(
                    await connection.execute_fetchall(
                        "SELECT content_hash FROM articles WHERE id = CAST(? AS TEXT)", (raw(correction.article),)
                    )
                )
                if not rows:
                    raise ValueError(f"there is no article {correction.article}")
                content_hash = rows[0][0]
            span = correction.span or (None, None)
            async with connection.execute(
                "INSERT INTO corrections (kind, article, content_hash, start_at, end_at, person, other, reason, made) "
                "VALUES (?, CAST(? AS TEXT), ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?)",
                (
                    correction.kind,
                    raw(correction.article),
                    content_hash,
                    *span,
                    raw(correction.person),
                    raw(correction.other),
                    raw(correction.reason),
                    to_number(correction.made),
                ),
            ) as cursor:
                number = cursor.lastrowid
            assert number is not None
            if correction.person is not None:
                await anchor(connection, number, "person", correction.person)
            if correction.other is not None:
                await anchor(connection, number, "other", correction.other)
            await _take_effect(connection, correction)
        return number

    async def withdraw(self, number: int) -> bool:
        """Take a correction back; what it changed is as it was read. False when there is none of that number."""
        async with self._database.transaction() as connection:
            rows = list(await connection.execute_fetchall(f"{_SELECT} WHERE id = ?", (number,)))
            if not rows:
                return False
            await connection.execute("DELETE FROM corrections WHERE id = ?", (number,))
            await _take_effect(connection, _correction(rows[0]))
            return True

    async def all(self, kind: Kind | None = None) -> list[Correction]:
        """Return all corrections, or those of one kind, oldest first."""
        rows = await self._database.fetch(f"{_SELECT} WHERE ?1 IS NULL OR kind = ?1 ORDER BY id", (kind,))
        return [_correction(row) for row in rows]

    async def of_people(self) -> list[Correction]:
        """Return those that the projection takes into account, oldest first."""
        async with self._database.reader(snapshot=True) as connection:
            rows = await connection.execute_fetchall(
                f"{_SELECT} WHERE kind IN ('hide_person', 'part', 'merge') ORDER BY id"
            )
            held = await connection.execute_fetchall(
                "SELECT correction, side, article, name FROM correction_anchors ORDER BY 1, 2, 3, 4"
            )
        anchors = by_correction([(row[0], row[1], row[2], row[3]) for row in held])
        return [
            replace(each, anchors=anchors.get((number, "person"), ()), other_anchors=anchors.get((number, "other"), ()))
            for each in map(_correction, rows)
            if (number := each.id) is not None
        ]

    async def hidden_spans(self, article_ids: Sequence[str]) -> dict[str, list[Span]]:
        """Return, by article, the stretches of text that no answer may show."""
        if not await self._database.fetch("SELECT 1 FROM corrections WHERE kind = 'hide_sentence' LIMIT 1"):
            return {}
        rows = await self._database.fetch_among(
            "SELECT c.article, c.start_at, c.end_at FROM corrections AS c JOIN articles AS a ON a.id = c.article "
            "WHERE c.kind = 'hide_sentence' AND c.content_hash = a.content_hash AND c.article IN (ASKED) "
            "ORDER BY c.article, c.start_at",
            article_ids,
        )
        found: dict[str, list[Span]] = {}
        for article, start, end in rows:
            found.setdefault(article, []).append(Span(start, end))
        return found

    # ---- reports ----

    async def report(self, report: Report) -> int:
        """Keep a report and return its number."""
        async with self._database.transaction() as connection:
            async with connection.execute(
                "INSERT INTO reports (answer, sentence, reason, made) "
                "VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?)",
                (raw(report.answer), raw(report.sentence), raw(report.reason), to_number(report.made)),
            ) as cursor:
                number = cursor.lastrowid
            assert number is not None
            await connection.executemany(
                "INSERT OR IGNORE INTO report_articles (report, article) VALUES (?, CAST(? AS TEXT))",
                [(number, raw(article)) for article in report.articles],
            )
        return number

    async def reports(self) -> list[Report]:
        """Return all reports that were not settled, oldest first."""
        async with self._database.reader(snapshot=True) as connection:
            rows = await connection.execute_fetchall(
                "SELECT id, answer, sentence, reason, made FROM reports ORDER BY id"
            )
            links = await connection.execute_fetchall("SELECT report, article FROM report_articles ORDER BY article")
        articles: dict[int, list[str]] = {}
        for number, article in links:
            articles.setdefault(number, []).append(article)
        return [
            Report(answer, sentence, reason, from_number(made), tuple(articles.get(number, ())), number)
            for number, answer, sentence, reason, made in rows
        ]

    async def settle(self, number: int) -> bool:
        """Drop a report that was dealt with. Returns False when there is none of that number."""
        async with (
            self._database.transaction() as connection,
            connection.execute("DELETE FROM reports WHERE id = ?", (number,)) as cursor,
        ):
            return cursor.rowcount > 0


_SELECT = "SELECT id, kind, article, start_at, end_at, person, other, reason, made FROM corrections"


def _check(correction: Correction) -> None:
    if correction.kind in _OF_TEXT and (correction.article is None or correction.span is None):
        raise ValueError(f"{correction.kind} needs an article and a span")
    if correction.span is not None and not 0 <= correction.span.start < correction.span.end:
        raise ValueError(f"{correction.span} is no stretch of text")
    if correction.kind in _OF_PEOPLE and correction.person is None:
        raise ValueError(f"{correction.kind} needs a person")
    if correction.kind == "merge" and correction.other in {None, correction.person}:
        raise ValueError("merge needs two people")
    if correction.kind in {"part", "remove"} and correction.article is None:
        raise ValueError(f"{correction.kind} needs an article")


async def _take_effect(connection: aiosqlite.Connection, correction: Correction) -> None:
    """Apply or unapply: what the corrections of an article mean is made anew, blocks of people are marked."""
    people = [person for person in (correction.person, correction.other) if person is not None]
    subjects = [person_subject(person) for person in people]
    if correction.kind in _OF_TEXT:
        rows = await connection.execute_fetchall(
            "SELECT key FROM articles WHERE id = CAST(? AS TEXT)", (raw(correction.article),)
        )
        for row in rows:
            await apply_to_article(connection, row[0])
            subjects += await subjects_of(connection, row[0])
    edition = await advance(connection, subjects)
    if correction.kind == "hide_sentence":  # the roles that it gives are nobody's
        await connection.execute(
            "INSERT INTO dirty_blocks (block, edition) SELECT DISTINCT p.block, ?1 FROM articles AS a "
            "JOIN read_people AS p ON p.article = a.key WHERE a.id = CAST(?2 AS TEXT) "
            "ON CONFLICT (block) DO UPDATE SET edition = excluded.edition",
            (edition, raw(correction.article)),
        )
    await connection.executemany(
        "INSERT INTO dirty_blocks (block, edition) SELECT block, ?1 FROM known_people_blocks "
        "JOIN known_people ON key = person WHERE id = CAST(?2 AS TEXT) "
        "ON CONFLICT (block) DO UPDATE SET edition = excluded.edition",
        [(edition, raw(person)) for person in people],
    )


def _correction(row: Sequence[Any]) -> Correction:
    number, kind, article, start, end, person, other, reason, made = row
    span = None if start is None else Span(start, end)
    return Correction(kind, reason, from_number(made), article, span, person, other, number)
