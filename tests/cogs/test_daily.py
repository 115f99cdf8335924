"""``/daily`` and its posts on the loopback Discord, with a real store."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from storage.store import Store
from tests.cogs.desk import Desk, make
from tests.loopback import permissions
from tests.loopback.fixtures import loopback, own_addresses, running
from tests.loopback.person import Person, Unavailable
from tests.loopback.server import Loopback
from tests.loopback.trouble import Trouble
from tests.loopback.world import Channel, Guild

__all__ = ["loopback", "own_addresses"]
MORNING = dt.datetime(2026, 11, 23, 7, 30, tzinfo=dt.UTC)
POST = r"POST /channels/\d+/messages"


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = MORNING - dt.timedelta(hours=1)

    def now(self) -> dt.datetime:
        return self.time


class Town:
    """A server with a channel, its boss, and a bot with a store."""

    def __init__(self, discord: Loopback, store: Store) -> None:
        self.discord, self.store, self.watch, self.desk = discord, store, Watch(), Desk()
        self.guild: Guild = discord.guild()
        self.channel: Channel = discord.channel(self.guild)
        self.boss = Person(discord, "boss", where=self.channel)
        self.boss.user = self.guild.owner
        self.bot = make(discord, self.desk, store=store, clock=self.watch)

    async def ready(self) -> None:
        await self.bot.wait_until_ready()

    async def paused(self, number: int) -> None:
        """Waits until so many schedules are paused."""
        async with asyncio.timeout(10):
            while sum(each.paused is not None for each in await self.store.schedules.all()) < number:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    def restarted(self) -> None:
        self.bot = make(self.discord, self.desk, store=self.store, clock=self.watch)


@pytest_asyncio.fixture
async def town(loopback: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    monkeypatch.setattr("bot.delivery.VISIT_EVERY", 0.05)
    async with Store.open(tmp_path / "briefing.db") as store:
        yield Town(loopback, store)


async def test_set_shows_the_next_run_and_posts_then(loopback: Loopback, town: Town) -> None:
    async with running(town.bot, loopback):
        await town.ready()
        shown = await town.boss.slash(
            "daily set", channel=town.channel, time="7:30am", timezone="europe/london", days="weekdays", topic="energy"
        )
        assert shown.ephemeral
        assert f"<t:{int(MORNING.timestamp())}:F>" in shown.raw
        assert "07:30 Europe/London, weekdays, on `energy`" in shown.raw
        await asyncio.sleep(0.2)
        assert town.channel.visible() == []
        town.watch.time = MORNING
        await loopback.until(lambda: len(town.channel.visible()) == 1)
        await asyncio.sleep(0.2)
        assert len(town.channel.visible()) == 1
    post = town.channel.visible()[0]
    assert not post.pings
    assert post.embeds[0]["footer"]["text"].startswith("Daily briefing")
    assert len(str(post.body["nonce"])) <= 25
    assert "daily|energy" in town.desk.asked


async def test_only_those_who_manage_the_server_use_it_and_only_there(loopback: Loopback, town: Town) -> None:
    ada = Person(loopback, "ada", where=town.channel)
    town.guild.members[ada.user] = set()
    async with running(town.bot, loopback):
        assert "daily set" in town.boss.offered()
        for where in ("dm", "user_install", "group"):
            assert "daily set" not in town.boss.offered(where)
        with pytest.raises(Unavailable):
            await ada.slash("daily status")
        for command in loopback.commands:  # administrators may offer the command to others: the bot looks again
            command["default_member_permissions"] = None
        shown = await ada.slash("daily off")
        assert "need the permission “Manage Server”" in shown.shown
        assert shown.ephemeral


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"time": "25:00"}, "no time of day"),
        ({"timezone": "Mars/Olympus"}, "no time zone"),
        ({"days": "someday"}, "no days"),
    ],
)
async def test_what_it_cannot_read_it_says(loopback: Loopback, town: Town, options: dict[str, str], words: str) -> None:
    given: dict[str, Any] = {"channel": town.channel, "time": "07:30", "timezone": "UTC", **options}
    async with running(town.bot, loopback):
        assert words in (await town.boss.slash("daily set", **given)).shown
    assert await town.store.schedules.all() == []


async def test_missing_permissions_are_named_and_nothing_is_saved(loopback: Loopback, town: Town) -> None:
    denied = permissions.EMBED_LINKS | permissions.READ_MESSAGE_HISTORY
    async with running(town.bot, loopback):
        await town.ready()
        loopback.permit(town.channel, loopback.me, deny=denied)
        shown = await town.boss.slash("daily set", channel=town.channel, time="07:30", timezone="UTC")
        assert "Embed Links and Read Message History" in shown.shown
        assert await town.store.schedules.all() == []
        thread = loopback.channel(town.guild, "thread", parent=town.channel)
        loopback.permit(town.channel, loopback.me, deny=permissions.SEND_MESSAGES_IN_THREADS)
        assert (
            "Send Messages in Threads"
            in (await town.boss.slash("daily set", channel=thread, time="07:30", timezone="UTC")).shown
        )
        loopback.permit(town.channel, loopback.me)
        assert (
            "gets its briefing"
            in (await town.boss.slash("daily set", channel=thread, time="07:30", timezone="UTC")).shown
        )
        town.watch.time = MORNING
        await loopback.until(lambda: len(thread.visible()) == 1)


async def test_setting_again_replaces_off_ends_and_status_tells(loopback: Loopback, town: Town) -> None:
    async with running(town.bot, loopback):
        await town.ready()
        assert "No channel here has" in (await town.boss.slash("daily status")).shown
        await town.boss.slash("daily set", channel=town.channel, time="07:30", timezone="UTC")
        await town.boss.slash("daily set", channel=town.channel, time="09:00", timezone="UTC")
        status = await town.boss.slash("daily status")
        assert "09:00 UTC" in status.shown
        assert "07:30" not in status.shown
        assert "gets no daily briefing" in (await town.boss.slash("daily off")).shown
        assert "has no daily briefing" in (await town.boss.slash("daily off")).shown
        assert "No channel here has" in (await town.boss.slash("daily status", channel=town.channel)).shown


async def test_now_is_an_extra(loopback: Loopback, town: Town) -> None:
    async with running(town.bot, loopback):
        await town.ready()
        await town.boss.slash("daily set", channel=town.channel, time="07:30", timezone="UTC")
        assert "An extra briefing stands" in (await town.boss.slash("daily now")).shown
        assert len(town.channel.visible()) == 1
        town.watch.time = MORNING
        await loopback.until(lambda: len(town.channel.visible()) == 2)


async def test_extras_in_two_channels_in_one_second_are_two(loopback: Loopback, town: Town) -> None:
    other = loopback.channel(town.guild)
    there = Person(loopback, "boss", where=other)
    there.user = town.guild.owner
    async with running(town.bot, loopback):
        await town.ready()
        for person, channel in ((town.boss, town.channel), (there, other)):
            await person.slash("daily set", channel=channel, time="07:30", timezone="UTC")
        for person in (town.boss, there, town.boss):  # the third is the first again, within the same second
            assert "An extra briefing stands" in (await person.slash("daily now")).shown
        assert [len(channel.visible()) for channel in (town.channel, other)] == [1, 1]
        nonces = {nonce for channel in (town.channel, other) for _, nonce in channel.nonces}
        assert len(nonces) == 2


@pytest.mark.parametrize("readable", [True, False])
@pytest.mark.parametrize("trouble", [Trouble(POST, drop=True, when="after"), Trouble(POST, drop=True, when="before")])
async def test_a_connection_lost_in_the_middle_leaves_one_post(
    loopback: Loopback, town: Town, readable: bool, trouble: Trouble
) -> None:
    trouble.times = 1
    async with running(town.bot, loopback):
        await town.ready()
        await town.boss.slash("daily set", channel=town.channel, time="07:30", timezone="UTC")
        if not readable:
            loopback.permit(town.channel, loopback.me, deny=permissions.READ_MESSAGE_HISTORY)
        loopback.trouble.append(trouble)
        town.watch.time = MORNING
        await loopback.until(lambda: len(loopback.asked("POST", "/messages")) >= 1)
    town.restarted()
    town.watch.time = MORNING + dt.timedelta(minutes=1)
    async with running(town.bot, loopback):
        await town.ready()
        await asyncio.sleep(0.3)
        assert len(town.channel.visible()) == 1
        assert await town.store.schedules.open_claims(MORNING + dt.timedelta(days=1)) == []


async def test_gone_channels_and_left_servers_pause_and_say_so(loopback: Loopback, town: Town) -> None:
    other = loopback.channel(town.guild, "other")
    async with running(town.bot, loopback):
        await town.ready()
        for channel in (town.channel, other):
            await town.boss.slash("daily set", channel=channel, time="07:30", timezone="UTC")
        loopback.permit(other, loopback.me, deny=permissions.VIEW_CHANNEL)
        town.watch.time = MORNING
        await loopback.until(lambda: len(town.channel.visible()) == 1)
        await town.paused(1)
        status = (await town.boss.slash("daily status")).shown
        assert "paused: The bot may not post in the channel any longer." in status
        assert len(town.channel.visible()) == 1
        loopback.leave(town.guild)
        await town.paused(2)


async def test_completion(loopback: Loopback, town: Town) -> None:
    async with running(town.bot, loopback):
        channel = {"channel": town.channel}
        zones = [value for _, value in await town.boss.type("daily set", **channel, timezone="new y")]
        assert zones == ["America/New_York"]
        assert len(await town.boss.type("daily set", **channel, timezone="")) >= 10
        assert ("07:30", "07:30") in await town.boss.type("daily set", **channel, time="7:3")
        assert ("weekdays", "weekdays") in await town.boss.type("daily set", **channel, days="")
        assert await town.boss.type("daily set", **channel, topic="")
