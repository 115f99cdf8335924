"""Editions: numbers that grow with every change of what answers rest on.

The store has one number. A subject (``"person:ID"``, ``"place:IN"``) has the store's number at the last change that
touched it, so numbers of subjects and of the store can be compared. They are rows of the store: what another process
changes is seen at the next question.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

import aiosqlite

from storage.database import Database
from storage.instants import from_number_or_none, to_number
from storage.rows import raw

ARTICLES = "articles"  # any article, with its reading
EVERYWHERE = "place:*"  # a tariff on goods of all countries touches each of them


def person_subject(person_id: str) -> str:
    """Return the subject of a person across articles."""
    return f"person:{person_id}"


def place_subject(code: str) -> str:
    """Return the subject of a country (ISO 3166 alpha-2), "EU" or "*"."""
    return f"place:{code}"


class State(NamedTuple):
    """What answers depend on at one moment: a number of the store or a subject, and the newest article's date.

    ``store`` is the store's own number, which any change raises.
    """

    edition: int
    newest_seen: dt.datetime | None
    store: int


class Editions:
    """Reads the numbers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def edition(self) -> int:
        """Return the store's number."""
        rows = await self._database.fetch("SELECT number FROM editions WHERE subject = ''")
        return int(rows[0][0])

    async def edition_of(self, subject: str) -> int:
        """Return the store's number at the last change that touched ``subject``; 0 when none did."""
        rows = await self._database.fetch(
            "SELECT coalesce(max(number), 0) FROM editions WHERE subject IN (CAST(? AS TEXT), ?)",
            (raw(subject), EVERYWHERE if subject.startswith("place:") else None),
        )
        return int(rows[0][0])

    async def of_places(self, codes: Collection[str] | None) -> int:
        """Return the store's number at the last change that touched one of these places, or any where it is None."""
        if codes is None:
            sql, asked = (
                "SELECT coalesce(max(number), 0) FROM editions WHERE subject >= ? AND subject < 'place;'",
                "place:",
            )
        else:
            sql = "SELECT coalesce(max(number), 0) FROM editions WHERE subject IN (SELECT value FROM json_each(?))"
            asked = json.dumps([EVERYWHERE, *map(place_subject, sorted(codes))])
        return int((await self._database.fetch(sql, (asked,)))[0][0])

    async def state(self, now: dt.datetime, subject: str | None = None) -> State:
        """Return the number of ``subject`` (the store's where it is None) and the date of the newest article seen.

        The latter is that of the newest article not dated after ``now``. One query, which sees one moment of the store:
        it is asked before every answer.
        """
        rows = await self._database.fetch(
            "SELECT (SELECT coalesce(max(number), 0) FROM editions WHERE subject IN (CAST(? AS TEXT), ?)), "
            "(SELECT max(published) FROM articles WHERE published <= ?), "
            "(SELECT number FROM editions WHERE subject = '')",
            (raw(subject or ""), EVERYWHERE if subject and subject.startswith("place:") else None, to_number(now)),
        )
        return State(int(rows[0][0]), from_number_or_none(rows[0][1]), int(rows[0][2]))


async def advance(connection: aiosqlite.Connection, subjects: Iterable[str] = ()) -> int:
    """Let the store's number grow by one, give it to ``subjects``, and return it. Runs in the caller's transaction."""
    await connection.execute("UPDATE editions SET number = number + 1 WHERE subject = ''")
    rows = list(await connection.execute_fetchall("SELECT number FROM editions WHERE subject = ''"))
    number = int(rows[0][0])
    await connection.executemany(
        "INSERT INTO editions (subject, number) VALUES (CAST(? AS TEXT), ?) "
        "ON CONFLICT (subject) DO UPDATE SET number = excluded.number",
        [(raw(subject), number) for subject in sorted(set(subjects))],
    )
    return number


async def subjects_of(connection: aiosqlite.Connection, key: int) -> list[str]:
    """Return the subjects that an article as kept now speaks of."""
    places = await connection.execute_fetchall(
        "SELECT imposer FROM read_tariffs WHERE article = ?1 UNION SELECT target FROM read_tariffs WHERE article = ?1",
        (key,),
    )
    people = await connection.execute_fetchall(
        "SELECT id FROM known_people JOIN members ON person = key WHERE article = ?1 "
        "UNION SELECT person FROM corrected_quotes WHERE article = ?1 AND person IS NOT NULL",
        (key,),
    )
    return [place_subject(row[0]) for row in places] + [person_subject(row[0]) for row in people]
