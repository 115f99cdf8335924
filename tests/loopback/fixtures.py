"""pytest fixtures and helpers: a loopback Discord for a test, checked at its end; running a bot on it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import discord as discord_py
import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.loopback.person import Person
from tests.loopback.server import Loopback


@contextlib.contextmanager
def redirected(discord: Loopback) -> Iterator[None]:
    """Points discord.py at the loopback by hand, for bots that know no DISCORD_API_URL."""
    Route.BASE = discord.url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{discord.host}:{discord.port}/gateway")
    yield


@pytest.fixture
def own_addresses() -> Iterator[None]:
    """Puts discord.py's class-wide addresses back after a test, whoever changed them."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@pytest_asyncio.fixture
async def loopback(own_addresses: None) -> AsyncIterator[Loopback]:
    """A Discord for one test. At its end nothing may have been sent that the real one would refuse."""
    async with Loopback() as discord:
        yield discord
    discord.assert_clean()


@pytest.fixture
def ada(loopback: Loopback) -> Person:
    """A person in the bot's direct messages."""
    return Person(loopback, "ada")


@contextlib.asynccontextmanager
async def running(client: discord_py.Client, discord: Loopback) -> AsyncIterator[discord_py.Client]:
    """Runs a discord.py client on the loopback until the block ends, then closes it. Raises what it died of."""
    task = asyncio.create_task(client.start(discord.token))
    ready = asyncio.create_task(discord.ready())
    await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        ready.cancel()
        await client.close()
        await task
    await ready
    try:
        yield client
    finally:
        await client.close()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait_for(task, 10)
