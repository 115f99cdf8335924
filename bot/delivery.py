"""Delivering the daily briefings: claimed before sending, confirmed after, made up for when late, never doubled.

Knows no Discord: a :class:`Sender` posts and looks into a channel. The order of events, and what a crash leaves:

1. claim (on disk), 2. send with the claim's nonce, 3. confirm. A process that dies between 1 and 3 leaves an open
claim; it may or may not have been posted. The next visit looks for the message in the channel: found, it is confirmed;
surely not there, it is sent again with the same nonce, which Discord itself answers with the first message for some
minutes;
unknown (the channel's history can't be read), it is not sent again. Rather one briefing missing than one doubled.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from bot import schedule as timing
from bot.newsroom import Newsroom
from bot.wording.daily import marker_of
from bot.wording.reply import Reply
from storage.schedules import Claim, Schedule, Schedules

log = logging.getLogger(__name__)

# Seconds between two visits.
VISIT_EVERY = 20.0
# An open claim this old is no longer being sent by anybody: every request has given up by then.
ABANDONED = dt.timedelta(minutes=2)
# Discord compares nonces for a few minutes only; within them a message that is sent again can't double. Only of the
# first attempt it is known that Discord can't have seen the nonce any earlier.
NONCE_HOLDS = dt.timedelta(minutes=3)


class RefusedError(Exception):
    """The channel won't take the message, now and later; ``str()`` is a sentence for the schedule's status."""


class UnsentError(Exception):
    """The message was surely not posted; it may be tried again."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look into a channel showed: ``message`` found, or ``known`` absent, or neither (it can't be read)."""

    message: int | None
    known: bool


class Sender(Protocol):
    """Posts to channels."""

    async def send(self, channel: int, reply: Reply, marker: str, nonce: str, role: int | None) -> int:
        """Post and return the message's id.

        Raises :class:`RefusedError` where the channel is gone or forbidden, :class:`UnsentError` where nothing was
        posted for a passing reason; any other error leaves open whether it was.
        """
        ...

    async def find(self, channel: int, marker: str, after: dt.datetime) -> Looked:
        """Look for the bot's own message with this marker, posted after the given instant."""
        ...


class Delivery:
    """Visits all schedules; call :meth:`visit` every half minute or so."""

    def __init__(self, newsroom: Newsroom, schedules: Schedules, sender: Sender) -> None:
        self._newsroom = newsroom
        self._schedules = schedules
        self._sender = sender

    async def visit(self, now: dt.datetime, *, first: bool = False) -> None:
        """Settle what a crash left open, then deliver what is due. A fault in one schedule stops no other.

        At the ``first`` visit of a process every open claim was left by one that is gone: only one bot runs on a store.
        """
        by_id = {each.id: each for each in await self._schedules.all()}
        for claim in await self._schedules.open_claims(now if first else now - ABANDONED):
            try:
                await self._settle(claim, by_id.get(claim.schedule), now)
            except Exception:
                log.exception("The open claim %s could not be settled.", claim.nonce)
        for each in by_id.values():
            try:
                await self._deliver_due(each, now)
            except Exception:
                log.exception("The briefing of schedule %s could not be delivered.", each.id)

    async def now(self, schedule: Schedule, now: dt.datetime) -> int:
        """Post an extra briefing at once; it does not count as that day's. Raises what the sender raises."""
        reply = await self._newsroom.daily(schedule.topic, self._since(schedule, now), now)
        # The channel is in it: two channels that get an extra in one second get one each.
        nonce = f"x{schedule.channel % 10**12}-{now.timestamp():.0f}"
        return await self._sender.send(schedule.channel, reply, "Extra briefing", nonce, None)

    def next_run(self, schedule: Schedule, now: dt.datetime) -> dt.datetime:
        """Return when the schedule falls due next."""
        return timing.next_run(schedule.at, ZoneInfo(schedule.zone), schedule.days, now)

    async def _deliver_due(self, schedule: Schedule, now: dt.datetime) -> None:
        if schedule.paused is not None:
            return
        delivered = {claim.local_date for claim in await self._schedules.claims_of(schedule.id)}
        zone = ZoneInfo(schedule.zone)
        date = timing.due_date(schedule.at, zone, schedule.days, now, schedule.created, frozenset(delivered))
        if date is None:
            return
        due = timing.instant_of(date, schedule.at, zone)
        reply = await self._newsroom.daily(schedule.topic, self._since(schedule, due), now, due)
        claim = await self._schedules.claim(schedule.id, date, 0, now)
        if claim is not None:
            await self._send(claim, schedule, reply)

    def _since(self, schedule: Schedule, due: dt.datetime) -> dt.datetime:
        """Return from when on a briefing tells what is new: the time of the one before it."""
        zone = ZoneInfo(schedule.zone)
        for back in range(1, 9):
            before = due - dt.timedelta(days=back, hours=2)
            run = timing.next_run(schedule.at, zone, schedule.days, before)
            if run < due:
                return run
        return due - dt.timedelta(days=7)

    async def _send(self, claim: Claim, schedule: Schedule, reply: Reply) -> None:
        try:
            marker = marker_of(claim.local_date)
            message = await self._sender.send(schedule.channel, reply, marker, claim.nonce, schedule.role)
        except RefusedError as refusal:
            await self._schedules.fail(claim, str(refusal))
            await self._schedules.pause(schedule.channel, str(refusal))
            log.warning("Schedule %s is paused: %s", schedule.id, refusal)
        except UnsentError as error:
            await self._schedules.release(claim)
            log.info("The briefing of schedule %s was not sent and will be tried again: %s", schedule.id, error)
        else:
            await self._schedules.confirm(claim, message)

    async def _settle(self, claim: Claim, schedule: Schedule | None, now: dt.datetime) -> None:
        if schedule is None:
            await self._schedules.fail(claim, "The schedule is gone.")
            return
        looked = await self._sender.find(claim.channel, marker_of(claim.local_date), claim.claimed - ABANDONED)
        if looked.message is not None:
            await self._schedules.confirm(claim, looked.message)
            return
        zone = ZoneInfo(schedule.zone)
        due = timing.instant_of(claim.local_date, schedule.at, zone)
        if schedule.paused is not None or now - due > timing.CATCH_UP:
            await self._schedules.fail(claim, "It was cut off and is too late by now.")
        elif looked.known or (claim.attempts == 1 and now - claim.claimed < NONCE_HOLDS):
            taken = await self._schedules.take_over(claim, now)
            if taken is not None:
                reply = await self._newsroom.daily(schedule.topic, self._since(schedule, due), now, due)
                await self._send(taken, schedule, reply)
        else:
            await self._schedules.fail(claim, "It is not known whether it was posted, so it is not posted again.")
