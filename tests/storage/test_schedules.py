from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.schedules import NONCE_CHARACTERS, Claim, Schedule, Schedules, nonce_of
from storage.store import Store

NOW = dt.datetime(2026, 3, 2, 7, 30, tzinfo=dt.UTC)
TODAY = NOW.date()


async def a_schedule(schedules: Schedules, channel: int = 20, guild: int = 10) -> Schedule:
    return await schedules.set(
        guild=guild, channel=channel, at=dt.time(7, 30), zone="Asia/Kolkata", days=frozenset({0, 4}), now=NOW
    )


async def claimed(schedules: Schedules, part: int = 0, parts: int = 1) -> Claim:
    schedule = await schedules.get(20) or await a_schedule(schedules)
    claim = await schedules.claim(schedule.id, TODAY, part, NOW, parts)
    assert claim
    return claim


async def test_a_channel_has_one_schedule(store: Store) -> None:
    first = await a_schedule(store.schedules)
    assert await store.schedules.get(20) == first
    second = await store.schedules.set(
        guild=10,
        channel=20,
        at=dt.time(23, 5),
        zone="UTC",
        days=frozenset(range(7)),
        now=NOW,
        topic="tariffs \ud800",
        role=2**62,
    )
    other = await a_schedule(store.schedules, channel=21, guild=11)
    assert second.id > first.id
    assert await store.schedules.all() == [second, other]
    assert await store.schedules.all(11) == [other]
    assert await store.schedules.remove(20)
    assert not await store.schedules.remove(20)
    assert await store.schedules.get(20) is None
    third = await a_schedule(store.schedules)
    assert third.id > other.id  # a number is never used again, nor is its nonce


@pytest.mark.parametrize("days", [frozenset[int](), frozenset({7}), frozenset({-1})])
async def test_days_that_are_none_are_refused(store: Store, days: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="days"):
        await store.schedules.set(guild=1, channel=2, at=dt.time(8), zone="UTC", days=days, now=NOW)


async def test_pausing_keeps_the_first_reason_until_set_again(store: Store) -> None:
    schedule = await a_schedule(store.schedules)
    assert await store.schedules.pause(20, "The channel is gone.")
    assert not await store.schedules.pause(20, "Another reason.")
    assert await store.schedules.pause_guild(10, "The bot left.") == 0
    paused = await store.schedules.get(20)
    assert paused
    assert paused.paused == "The channel is gone."
    assert await store.schedules.claim(schedule.id, TODAY, 0, NOW) is None
    assert (await a_schedule(store.schedules)).paused is None
    assert await store.schedules.pause_guild(10, "The bot left.") == 1


async def test_a_message_is_claimed_once(store: Store, path: Path) -> None:
    schedule = await a_schedule(store.schedules)
    async with Store.open(path) as other:
        tries = await asyncio.gather(
            *(one.schedules.claim(schedule.id, TODAY, 0, NOW) for one in (store, other) for _ in range(5))
        )
    assert len([claim for claim in tries if claim]) == 1
    assert await store.schedules.claim(schedule.id, TODAY + dt.timedelta(days=1), 0, NOW)
    assert await store.schedules.claim(schedule.id + 1, TODAY, 0, NOW) is None


async def test_confirmed_is_delivered_and_never_claimed_again(store: Store) -> None:
    claim = await claimed(store.schedules)
    assert (claim.state, claim.attempts, claim.channel) == ("claimed", 1, 20)
    assert await store.schedules.delivered(claim.schedule) == frozenset()
    await store.schedules.confirm(claim, 2**60)
    (row,) = await store.schedules.claims_of(claim.schedule, TODAY)
    assert (row.state, row.message) == ("sent", 2**60)
    assert await store.schedules.delivered(claim.schedule) == {TODAY}
    await store.schedules.fail(claim, "too late")
    await store.schedules.release(claim)
    assert (await store.schedules.claims_of(claim.schedule)) == [row]
    assert await store.schedules.claim(claim.schedule, TODAY, 0, NOW) is None
    assert await store.schedules.open_claims(NOW + dt.timedelta(days=1)) == []


async def test_a_day_of_two_parts_is_done_with_the_second(store: Store) -> None:
    first = await claimed(store.schedules, 0, 2)
    await store.schedules.confirm(first, 1)
    assert await store.schedules.delivered(first.schedule) == frozenset()
    second = await claimed(store.schedules, 1, 2)
    await store.schedules.confirm(second, 2)
    assert await store.schedules.delivered(first.schedule) == {TODAY}


async def test_refused_for_good_is_done_and_given_back_is_free(store: Store) -> None:
    claim = await claimed(store.schedules)
    await store.schedules.release(claim)
    claim = await claimed(store.schedules)
    await store.schedules.fail(claim, "Missing permissions.")
    (row,) = await store.schedules.claims_of(claim.schedule)
    assert (row.state, row.reason) == ("failed", "Missing permissions.")
    assert await store.schedules.delivered(claim.schedule) == {TODAY}


async def test_a_claim_left_open_is_found_and_taken_over_once(store: Store) -> None:
    claim = await claimed(store.schedules)
    later = NOW + dt.timedelta(minutes=10)
    assert await store.schedules.open_claims(NOW) == []
    assert await store.schedules.open_claims(later) == [claim]
    takers = await asyncio.gather(*(store.schedules.take_over(claim, later) for _ in range(4)))
    (taken,) = [taker for taker in takers if taker]
    assert (taken.attempts, taken.nonce, taken.claimed) == (2, claim.nonce, later)
    await store.schedules.remove(20)  # the ledger outlives its schedule
    await store.schedules.confirm(taken, 5)
    assert await store.schedules.take_over(taken, later) is None


async def test_the_ledger_is_bounded(store: Store) -> None:
    claim = await claimed(store.schedules)
    await store.schedules.confirm(claim, 1)
    await store.schedules.claim(claim.schedule, TODAY + dt.timedelta(days=61), 0, NOW + dt.timedelta(days=61))
    assert len(await store.schedules.claims_of(claim.schedule)) == 1


@given(st.integers(1, 10**11), st.dates(dt.date(2000, 1, 1)), st.integers(0, 99))
def test_a_nonce_fits_discord_and_is_its_own(schedule: int, date: dt.date, part: int) -> None:
    nonce = nonce_of(schedule, date, part)
    assert 0 < len(nonce) <= NONCE_CHARACTERS
    assert nonce not in {nonce_of(schedule + 1, date, part), nonce_of(schedule, date, part + 1)}


def test_a_nonce_that_would_be_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        nonce_of(10**16, TODAY, 0)
