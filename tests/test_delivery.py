"""The daily briefing without Discord: what is due is sent once, whatever is lost on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.delivery import Delivery, Looked, RefusedError, UnsentError
from bot.wording.reply import Line, Part, Reply
from storage.store import Store

MORNING = dt.datetime(2026, 11, 23, 7, 30, tzinfo=dt.UTC)  # a Monday
EVE = MORNING - dt.timedelta(hours=12)
EVERY_DAY = frozenset(range(7))


class Newsroom:
    def __init__(self) -> None:
        self.since: list[dt.datetime] = []
        self.topics: list[str | None] = []

    async def daily(
        self, topic: str | None, since: dt.datetime, now: dt.datetime, due: dt.datetime | None = None
    ) -> Reply:
        self.since.append(since)
        self.topics.append(topic)
        return Reply("Briefing", (Line("text", (Part("News."),)),))


@dataclass
class Post:
    channel: int
    marker: str
    nonce: str


class Sender:
    """Channels that keep what they are sent. Each of ``troubles`` meets one send.

    "before" and "after" lose the connection before or after the post is made, "unsent" tells that it surely wasn't,
    "gone" that the channel is.
    """

    def __init__(self) -> None:
        self.posts: list[Post] = []
        self.troubles: list[str] = []
        self.remembers_nonces = True
        self.readable = True

    async def send(self, channel: int, reply: Reply, marker: str, nonce: str, role: int | None) -> int:
        trouble = self.troubles.pop(0) if self.troubles else ""
        if trouble == "gone":
            raise RefusedError("The channel is gone.")
        if trouble == "unsent":
            raise UnsentError("no network")
        if trouble == "before":
            raise ConnectionResetError
        known = [n for n, old in enumerate(self.posts) if old.nonce == nonce and self.remembers_nonces]
        if not known:
            self.posts.append(Post(channel, marker, nonce))
        if trouble == "after":
            raise ConnectionResetError
        return known[0] if known else len(self.posts) - 1

    async def find(self, channel: int, marker: str, after: dt.datetime) -> Looked:
        if not self.readable:
            return Looked(None, known=False)
        found = [n for n, post in enumerate(self.posts) if (post.channel, post.marker) == (channel, marker)]
        return Looked(found[0] if found else None, known=True)


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(tmp_path / "briefing.db") as store:
        yield store


@pytest.fixture
def sender() -> Sender:
    return Sender()


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


def delivery_of(store: Store, newsroom: Newsroom, sender: Sender) -> Delivery:
    any_newsroom: Any = newsroom
    return Delivery(any_newsroom, store.schedules, sender)


async def schedule(store: Store, channel: int = 1, topic: str | None = None, days: frozenset[int] = EVERY_DAY) -> None:
    await store.schedules.set(guild=9, channel=channel, at=dt.time(7, 30), zone="UTC", days=days, now=EVE, topic=topic)


def minutes(number: float) -> dt.datetime:
    return MORNING + dt.timedelta(minutes=number)


async def test_it_is_posted_once_at_its_time(store: Store, newsroom: Newsroom, sender: Sender) -> None:
    await schedule(store, topic="energy")
    delivery = delivery_of(store, newsroom, sender)
    for at in (-1, 0, 1, 300):
        await delivery.visit(minutes(at))
    assert len(sender.posts) == 1
    assert len(sender.posts[0].nonce) <= 25
    assert newsroom.topics == ["energy"]
    assert newsroom.since[0] == MORNING - dt.timedelta(days=1)
    await delivery.visit(MORNING + dt.timedelta(days=1))
    assert len({post.nonce for post in sender.posts}) == 2


async def test_only_on_its_days_and_about_what_came_since_the_last_one(
    store: Store, newsroom: Newsroom, sender: Sender
) -> None:
    await schedule(store, days=frozenset({0, 3}))
    delivery = delivery_of(store, newsroom, sender)
    for day in range(7):
        await delivery.visit(MORNING + dt.timedelta(days=day))
    assert newsroom.since == [MORNING - dt.timedelta(days=4), MORNING]


@pytest.mark.parametrize(("hours", "posts"), [(5.9, 1), (6.1, 0)])
async def test_an_outage_is_made_up_for_within_six_hours(
    store: Store, newsroom: Newsroom, sender: Sender, hours: float, posts: int
) -> None:
    await schedule(store)
    await delivery_of(store, newsroom, sender).visit(minutes(hours * 60))
    assert len(sender.posts) == posts


@pytest.mark.parametrize("trouble", ["before", "after"])
@pytest.mark.parametrize("readable", [True, False])
@pytest.mark.parametrize("restart", [True, False])
async def test_a_send_whose_end_is_unknown_leaves_one_post(
    store: Store, newsroom: Newsroom, sender: Sender, trouble: str, readable: bool, restart: bool
) -> None:
    await schedule(store)
    sender.troubles, sender.readable = [trouble], readable
    delivery = delivery_of(store, newsroom, sender)
    await delivery.visit(MORNING)
    if restart:
        await delivery_of(store, newsroom, sender).visit(minutes(0.5), first=True)
    for at in (1, 2, 2.5, 10):
        await delivery.visit(minutes(at))
    assert len(sender.posts) == 1
    assert await store.schedules.open_claims(minutes(60)) == []


@pytest.mark.parametrize("trouble", ["before", "after"])
async def test_where_nothing_can_be_known_no_second_post_is_risked(
    store: Store, newsroom: Newsroom, sender: Sender, trouble: str
) -> None:
    await schedule(store)
    sender.troubles, sender.readable, sender.remembers_nonces = [trouble], False, False
    delivery = delivery_of(store, newsroom, sender)
    await delivery.visit(MORNING)
    for at in (30, 31, 60):
        await delivery.visit(minutes(at))
    assert len(sender.posts) == (1 if trouble == "after" else 0)
    claims = await store.schedules.claims_of((await store.schedules.all())[0].id)
    assert [claim.state for claim in claims] == ["failed"]


async def test_repeated_trouble_still_leaves_one_post(store: Store, newsroom: Newsroom, sender: Sender) -> None:
    await schedule(store)
    sender.troubles = ["unsent", "before", "after", "before"]
    delivery = delivery_of(store, newsroom, sender)
    for at in range(12):
        await delivery.visit(minutes(at))
    assert len(sender.posts) == 1
    assert await store.schedules.open_claims(minutes(60)) == []


async def test_a_nonce_is_trusted_for_minutes_after_the_first_send_only(
    store: Store, newsroom: Newsroom, sender: Sender
) -> None:
    await schedule(store)
    sender.troubles, sender.readable = ["after", "before"], False
    delivery = delivery_of(store, newsroom, sender)
    await delivery.visit(MORNING)
    await delivery.visit(minutes(2.5))  # sent again with the nonce, lost again
    sender.remembers_nonces = False
    for at in (5, 8, 20):
        await delivery.visit(minutes(at))
    assert len(sender.posts) == 1


async def test_a_gone_channel_pauses_that_schedule_alone(store: Store, newsroom: Newsroom, sender: Sender) -> None:
    await schedule(store, channel=1)
    await schedule(store, channel=2)
    sender.troubles = ["gone"]
    delivery = delivery_of(store, newsroom, sender)
    await delivery.visit(MORNING)
    await delivery.visit(MORNING + dt.timedelta(days=1))
    assert [post.channel for post in sender.posts] == [2, 2]
    paused = await store.schedules.get(1)
    assert paused is not None
    assert paused.paused == "The channel is gone."


async def test_one_channels_fault_stops_no_other(
    store: Store, newsroom: Newsroom, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    await schedule(store, channel=1)
    await schedule(store, channel=2)
    send = sender.send

    async def broken(channel: int, reply: Reply, marker: str, nonce: str, role: int | None) -> int:
        if channel == 1:
            raise ZeroDivisionError
        return await send(channel, reply, marker, nonce, role)

    monkeypatch.setattr(sender, "send", broken)
    await delivery_of(store, newsroom, sender).visit(MORNING)
    assert [post.channel for post in sender.posts] == [2]


async def test_an_extra_is_not_the_days(store: Store, newsroom: Newsroom, sender: Sender) -> None:
    await schedule(store)
    delivery = delivery_of(store, newsroom, sender)
    await delivery.now((await store.schedules.all())[0], EVE)
    await delivery.visit(MORNING)
    assert len(sender.posts) == 2
    assert sender.posts[0].marker != sender.posts[1].marker
    assert all(len(post.nonce) <= 25 for post in sender.posts)
