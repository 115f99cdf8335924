"""``python -m bot`` as a process of its own on the loopback Discord: killed, ended, started twice, wrongly set."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.loopback.fixtures import loopback, own_addresses
from tests.loopback.person import Person
from tests.loopback.server import Loopback
from tests.loopback.trouble import Trouble

__all__ = ["loopback", "own_addresses"]
ROOT = Path(__file__).resolve().parent.parent
POST = r"POST /channels/\d+/messages"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


@contextlib.asynccontextmanager
async def process(
    discord: Loopback, folder: Path, *, now: str = "2026-11-22T07:00:00Z", token: str | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot; at the end of the block it is killed if it still runs."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder),
        "DISCORD_TOKEN": token or discord.token,
        "DISCORD_API_URL": f"http://{discord.host}:{discord.port}",
        "BRIEFING_DATABASE": str(folder / "briefing.db"),
    }
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "--now",
        now,
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.communicate()


async def ready(discord: Loopback) -> None:
    await discord.until(lambda: discord.gateway.connected, 30)


async def gone(discord: Loopback) -> None:
    await discord.until(lambda: not discord.gateway.connected, 30)


async def test_it_runs_answers_and_ends_in_order(loopback: Loopback, tmp_path: Path) -> None:
    ada = Person(loopback, "ada")
    async with process(loopback, tmp_path) as running:
        await ready(loopback)
        assert "Marco Rubio" in (await ada.slash("who", person="Rubio")).shown
        async with process(loopback, tmp_path) as second:
            assert second.stderr is not None
            assert b"already runs" in await second.stderr.read()
            assert await asyncio.wait_for(second.wait(), 20) == 2
        assert "Marco Rubio" in (await ada.say("who is rubio?"))[0].shown
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 10) == 0
    assert not loopback.gateway.connected


async def test_a_refused_token_ends_it_with_one_sentence(loopback: Loopback, tmp_path: Path) -> None:
    async with process(loopback, tmp_path, token="wrong.token.here") as running:
        assert running.stderr is not None
        told = (await running.stderr.read()).decode()
        assert await asyncio.wait_for(running.wait(), 20) == 1
    assert [line for line in told.splitlines() if "refuses the token" in line] == told.splitlines()


async def test_killed_in_the_middle_of_a_delivery_it_leaves_one_post(loopback: Loopback, tmp_path: Path) -> None:
    guild = loopback.guild()
    boss = Person(loopback, "boss")
    boss.user = guild.owner
    channels = [loopback.channel(guild, name) for name in ("early", "late", "lost")]
    async with process(loopback, tmp_path):
        await ready(loopback)
        for channel in channels:
            shown = await boss.slash("daily set", channel=channel, time="07:30", timezone="UTC", where=channel)
            assert "gets its briefing" in shown.shown
    await gone(loopback)
    # Killed while Discord works on the first post, just after the second, and while the third is lost on the way.
    for channel, trouble in zip(
        channels,
        (Trouble(POST, delay=0.5), Trouble(POST, delay=0.0), Trouble(POST, delay=0.5, drop=True, when="before")),
        strict=True,
    ):
        loopback.trouble.append(Trouble(POST, times=0) if trouble.delay == 0 else trouble)
        pattern = f"/channels/{channel.id}/messages"
        async with process(loopback, tmp_path, now="2026-11-22T07:30:05Z") as running:
            if trouble.delay:
                await loopback.until(lambda trouble=trouble: trouble.hit == 1, 60)  # type: ignore[misc]
            else:
                await loopback.until(lambda pattern=pattern: bool(loopback.asked("POST", pattern)), 30)  # type: ignore[misc]
            running.kill()
            await running.wait()
        await gone(loopback)
        await asyncio.sleep(0.7)
    async with process(loopback, tmp_path, now="2026-11-22T07:31:00Z"):
        await ready(loopback)
        await loopback.until(lambda: all(len(channel.visible()) == 1 for channel in channels), 30)
        await asyncio.sleep(1.0)
        assert [len(channel.visible()) for channel in channels] == [1, 1, 1]
        status = await boss.slash("daily status", where=channels[0])
        assert status.shown.count("next") == 3
