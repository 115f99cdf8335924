"""The loopback's gateway against the real client: compression, sessions that are resumed or lost, refusals."""

from __future__ import annotations

import importlib.util
import sys
import types

import discord as discord_py
import pytest

from tests.loopback.fixtures import ada, loopback, own_addresses, redirected, running
from tests.loopback.messages import say
from tests.loopback.person import Person
from tests.loopback.server import Loopback
from tests.loopback.tiny import Tiny

__all__ = ["ada", "loopback", "own_addresses"]


def _without_zstandard(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """discord.py's utils as they are loaded where zstandard is not installed."""
    monkeypatch.setitem(sys.modules, "zstandard", None)
    spec = importlib.util.spec_from_file_location("discord._utils_without_zstandard", discord_py.utils.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.undo()
    return module


@pytest.mark.parametrize(("kind", "chunk"), [("zlib-stream", None), ("zlib-stream", 7), ("zstd-stream", None)])
async def test_both_compressions(
    loopback: Loopback, ada: Person, monkeypatch: pytest.MonkeyPatch, kind: str, chunk: int | None
) -> None:
    if kind == "zlib-stream":
        context = _without_zstandard(monkeypatch)._ActiveDecompressionContext
        monkeypatch.setattr(discord_py.utils, "_ActiveDecompressionContext", context)
    loopback.gateway.chunk = chunk
    with redirected(loopback):
        async with running(Tiny(), loopback):
            assert (await ada.slash("echo", text="packed")).content == "packed"
    assert f"compress={kind}" in loopback.gateway.addresses[0]


async def test_heartbeats_are_sent_and_acknowledged(loopback: Loopback) -> None:
    loopback.gateway.heartbeat_interval = 0.1
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            await loopback.until(lambda: loopback.gateway.heartbeats >= 4)
            await loopback.until(lambda: bot.latency < 5)
    assert len(loopback.gateway.identifies) == 1


async def test_a_dropped_connection_is_resumed_and_missed_events_replayed(loopback: Loopback, ada: Person) -> None:
    bot = Tiny()
    with redirected(loopback):
        async with running(bot, loopback):
            await loopback.until(lambda: "READY" in bot.events)
            loopback.gateway.drop()
            say(loopback, loopback.dm(ada.user), ada.user, "while you were away")
            await loopback.until(lambda: "RESUMED" in bot.events and "while you were away" in bot.heard)
            assert (await ada.slash("echo", text="back")).content == "back"
    assert len(loopback.gateway.identifies) == 1
    assert loopback.gateway.resumes[0]["path"] == "/resume"
    assert bot.heard == ["while you were away"]
    assert bot.events.count("READY") == 1


async def test_a_failed_resume_identifies_anew(loopback: Loopback, ada: Person) -> None:
    bot = Tiny()
    with redirected(loopback):
        async with running(bot, loopback):
            await loopback.until(lambda: "READY" in bot.events)
            loopback.gateway.refuse_resumes = 1
            loopback.gateway.drop()
            await loopback.until(lambda: bot.events.count("READY") == 2)
            assert (await ada.slash("echo", text="anew")).content == "anew"
    assert (len(loopback.gateway.identifies), len(loopback.gateway.resumes)) == (2, 1)


@pytest.mark.parametrize(("order", "resumes"), [("reconnect", 1), ("resumable", 1), ("lost", 0), ("closed", 1)])
async def test_orders_to_reconnect(loopback: Loopback, ada: Person, order: str, resumes: int) -> None:
    bot = Tiny()
    with redirected(loopback):
        async with running(bot, loopback):
            await loopback.until(lambda: "READY" in bot.events)
            if order == "reconnect":
                loopback.gateway.reconnect()
            elif order == "closed":
                await loopback.gateway.close(4000)
            else:
                loopback.gateway.invalidate(resumable=order == "resumable")
            await loopback.until(lambda: len(bot.events) > 1 and bot.events[-1] == ("RESUMED" if resumes else "READY"))
            assert (await ada.slash("echo", text=order)).content == order
    assert len(loopback.gateway.resumes) == resumes


async def test_a_refused_token(loopback: Loopback) -> None:
    bot = Tiny()
    with redirected(loopback):
        with pytest.raises(discord_py.LoginFailure):
            await bot.start("not the token")
        await bot.close()
        loopback.gateway.refuse_identifies = 1
        with pytest.raises(discord_py.ConnectionClosed) as caught:
            async with running(bot := Tiny(), loopback):
                pass
    assert caught.value.code == 4004


async def test_intents_that_were_not_granted(loopback: Loopback) -> None:
    wanted = discord_py.Intents(guilds=True, message_content=True)
    with redirected(loopback), pytest.raises(discord_py.PrivilegedIntentsRequired):
        async with running(Tiny(wanted), loopback):
            pass


async def test_events_follow_the_intents(loopback: Loopback, ada: Person) -> None:
    guild = loopback.guild(members=[ada.user])
    channel = loopback.channel(guild)
    bot = Tiny()
    with redirected(loopback):
        async with running(bot, loopback):
            await loopback.until(lambda: "GUILD_CREATE" in bot.events)
            say(loopback, channel, ada.user, "not for a bot without guild_messages")
            await ada.say("for the bot")
            assert bot.heard == ["for the bot"]
            loopback.leave(guild)
            await loopback.until(lambda: "GUILD_DELETE" in bot.events)
            assert list(bot.guilds) == []


async def test_application_and_team() -> None:
    async with Loopback(team=True, application_flags=1 << 19) as discord:
        bot = Tiny(discord_py.Intents(guilds=True, message_content=True))
        with redirected(discord):
            async with running(bot, discord):
                application = await bot.application_info()
                assert application.team is not None
                assert [m.name for m in application.team.members] == ["operator", "second"]
                shards, url, _ = await bot.http.get_bot_gateway()
                assert (shards, url) == (1, f"ws://127.0.0.1:{discord.port}/gateway")
                assert bot.application_flags.gateway_message_content_limited
    discord.assert_clean()
