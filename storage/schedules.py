"""Which channel gets its briefing when, and the ledger of what was delivered.

A message is claimed before it is sent and confirmed after. A claim left open by a crash may or may not have been sent:
it is found by :meth:`Schedules.open_claims`, looked up in the channel, then confirmed, or sent again with the same
nonce, with which Discord gives back the first message instead of a second one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import aiosqlite

from storage.database import Database
from storage.instants import from_number, to_number
from storage.rows import raw

NONCE_CHARACTERS = 25  # Discord refuses a longer one
LEDGER_KEPT = dt.timedelta(days=60)

State = Literal["claimed", "sent", "failed"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """One channel's briefing. ``days`` are days of the week, Monday is 0. ``paused`` is the reason why, else None."""

    id: int
    guild: int
    channel: int
    at: dt.time
    zone: str
    days: frozenset[int]
    topic: str | None
    role: int | None
    created: dt.datetime
    paused: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One message of a day's briefing in the ledger: part ``part`` (from 0) of ``parts``."""

    schedule: int
    local_date: dt.date
    part: int
    parts: int
    channel: int
    nonce: str
    state: State
    attempts: int
    claimed: dt.datetime
    message: int | None = None
    reason: str | None = None


def nonce_of(schedule: int, local_date: dt.date, part: int) -> str:
    """Return the nonce of a message: the same for the same schedule, local date and part. Raises ValueError past 25."""
    nonce = f"{schedule}-{local_date:%Y%m%d}-{part}"
    if len(nonce) > NONCE_CHARACTERS:
        raise ValueError(f"the nonce {nonce} is longer than {NONCE_CHARACTERS} characters")
    return nonce


class Schedules:
    """Schedules and the ledger of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- schedules ----

    async def set(
        self,
        *,
        guild: int,
        channel: int,
        at: dt.time,
        zone: str,
        days: frozenset[int],
        now: dt.datetime,
        topic: str | None = None,
        role: int | None = None,
    ) -> Schedule:
        """Give a channel its schedule, in place of the one it had. Raises ValueError for days that are none."""
        if not days or not days <= set(range(7)):
            raise ValueError(f"{sorted(days)} are no days of the week")
        bits = sum(1 << day for day in days)
        async with self._database.transaction() as connection:
            await connection.execute("DELETE FROM schedules WHERE channel = ?", (channel,))
            async with connection.execute(
                "INSERT INTO schedules (guild, channel, at, zone, days, topic, role, created) "
                "VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?)",
                (guild, channel, at.strftime("%H:%M"), zone, bits, raw(topic), role, to_number(now)),
            ) as cursor:
                number = cursor.lastrowid
        assert number is not None
        return Schedule(number, guild, channel, at.replace(second=0, microsecond=0), zone, days, topic, role, now)

    async def get(self, channel: int) -> Schedule | None:
        """Return a channel's schedule, None when it has none."""
        rows = await self._database.fetch(
            "SELECT id, guild, channel, at, zone, days, topic, role, created, paused FROM schedules WHERE channel = ?",
            (channel,),
        )
        return _schedule(rows[0]) if rows else None

    async def all(self, guild: int | None = None) -> list[Schedule]:
        """Return all schedules, or those of one server, in the order in which they were set."""
        rows = await self._database.fetch(
            "SELECT id, guild, channel, at, zone, days, topic, role, created, paused FROM schedules "
            "WHERE ?1 IS NULL OR guild = ?1 ORDER BY id",
            (guild,),
        )
        return [_schedule(row) for row in rows]

    async def remove(self, channel: int) -> bool:
        """Take a channel's schedule away. Returns False when it had none."""
        return await self._change("DELETE FROM schedules WHERE channel = ?", (channel,)) > 0

    async def pause(self, channel: int, reason: str) -> bool:
        """Stop a channel's schedule until it is set again; ``reason`` is a sentence for its status."""
        return (
            await self._change(
                "UPDATE schedules SET paused = CAST(? AS TEXT) WHERE channel = ? AND paused IS NULL",
                (raw(reason), channel),
            )
            > 0
        )

    async def pause_guild(self, guild: int, reason: str) -> int:
        """Stop all schedules of a server that the bot left. Returns how many were running."""
        return await self._change(
            "UPDATE schedules SET paused = CAST(? AS TEXT) WHERE guild = ? AND paused IS NULL", (raw(reason), guild)
        )

    # ---- the ledger ----

    async def claim(
        self, schedule_id: int, local_date: dt.date, part: int, now: dt.datetime, parts: int = 1
    ) -> Claim | None:
        """Claim one message before it is sent, in one transaction that has reached the disk when this returns.

        None when it was claimed before, whatever became of it, or when the schedule is gone or paused: then nothing may
        be sent. A schedule that was set again is a new one; what its channel got under the old one doesn't count.
        """
        nonce = nonce_of(schedule_id, local_date, part)
        async with self._database.transaction() as connection:
            async with connection.execute(
                "INSERT INTO deliveries (schedule, local_date, part, parts, channel, nonce, state, attempts, claimed) "
                "SELECT id, ?2, ?3, ?4, channel, ?5, 'claimed', 1, ?6 FROM schedules WHERE id = ?1 AND paused IS NULL "
                "ON CONFLICT DO NOTHING",
                (schedule_id, local_date.isoformat(), part, parts, nonce, to_number(now)),
            ) as cursor:
                if cursor.rowcount < 1:
                    return None
            await connection.execute(
                "DELETE FROM deliveries WHERE claimed < ? AND state != 'claimed'", (to_number(now - LEDGER_KEPT),)
            )
            return await _fetch_claim(connection, nonce)

    async def open_claims(self, before: dt.datetime) -> list[Claim]:
        """Return claims made before ``before`` that were neither confirmed nor failed, oldest first."""
        rows = await self._database.fetch(
            "SELECT schedule, local_date, part, parts, channel, nonce, state, attempts, claimed, message, reason "
            "FROM deliveries WHERE state = 'claimed' AND claimed < ? ORDER BY claimed, schedule, part",
            (to_number(before),),
        )
        return [_claim(row) for row in rows]

    async def take_over(self, claim: Claim, now: dt.datetime) -> Claim | None:
        """Take an open claim up again. None when it was settled or taken up by another since it was fetched."""
        async with self._database.transaction() as connection:
            async with connection.execute(
                "UPDATE deliveries SET attempts = attempts + 1, claimed = ? "
                "WHERE nonce = ? AND state = 'claimed' AND attempts = ?",
                (to_number(now), claim.nonce, claim.attempts),
            ) as cursor:
                if cursor.rowcount < 1:
                    return None
            return await _fetch_claim(connection, claim.nonce)

    async def confirm(self, claim: Claim, message: int) -> None:
        """Note that a claimed message stands in its channel."""
        await self._change(
            "UPDATE deliveries SET state = 'sent', message = ?, reason = NULL WHERE nonce = ?", (message, claim.nonce)
        )

    async def fail(self, claim: Claim, reason: str) -> None:
        """Note that a claimed message was refused for good; that day's is not tried again."""
        await self._change(
            "UPDATE deliveries SET state = 'failed', reason = CAST(? AS TEXT) WHERE nonce = ? AND state = 'claimed'",
            (raw(reason), claim.nonce),
        )

    async def release(self, claim: Claim) -> None:
        """Give a claim back where it is certain that nothing was sent, so that it can be claimed again."""
        await self._change("DELETE FROM deliveries WHERE nonce = ? AND state = 'claimed'", (claim.nonce,))

    async def delivered(self, schedule_id: int) -> frozenset[dt.date]:
        """Return the local dates that are done: all parts sent, or one refused for good."""
        rows = await self._database.fetch(
            "SELECT local_date FROM deliveries WHERE schedule = ? GROUP BY local_date "
            "HAVING sum(state = 'sent') >= max(parts) OR sum(state = 'failed') > 0",
            (schedule_id,),
        )
        return frozenset(dt.date.fromisoformat(row[0]) for row in rows)

    async def claims_of(self, schedule_id: int, local_date: dt.date | None = None) -> list[Claim]:
        """Return the ledger's rows of a schedule, or of one of its days, newest day first, parts in order."""
        rows = await self._database.fetch(
            "SELECT schedule, local_date, part, parts, channel, nonce, state, attempts, claimed, message, reason "
            "FROM deliveries WHERE schedule = ?1 AND (?2 IS NULL OR local_date = ?2) ORDER BY local_date DESC, part",
            (schedule_id, None if local_date is None else local_date.isoformat()),
        )
        return [_claim(row) for row in rows]

    async def _change(self, sql: str, parameters: Sequence[Any]) -> int:
        async with self._database.transaction() as connection, connection.execute(sql, parameters) as cursor:
            return int(cursor.rowcount)


async def _fetch_claim(connection: aiosqlite.Connection, nonce: str) -> Claim:
    (row,) = await connection.execute_fetchall(
        "SELECT schedule, local_date, part, parts, channel, nonce, state, attempts, claimed, message, reason "
        "FROM deliveries WHERE nonce = ?",
        (nonce,),
    )
    return _claim(row)


def _schedule(row: Sequence[Any]) -> Schedule:
    number, guild, channel, at, zone, bits, topic, role, created, paused = row
    days = frozenset(day for day in range(7) if bits >> day & 1)
    hour = dt.time.fromisoformat(at)
    return Schedule(number, guild, channel, hour, zone, days, topic, role, from_number(created), paused)


def _claim(row: Sequence[Any]) -> Claim:
    schedule, local_date, part, parts, channel, nonce, state, attempts, claimed, message, reason = row
    day = dt.date.fromisoformat(local_date)
    return Claim(schedule, day, part, parts, channel, nonce, state, attempts, from_number(claimed), message, reason)
