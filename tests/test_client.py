"""The client on the loopback Discord: start, registration, refusals, errors, stopping."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Any

import pytest

from bot.client import BriefingBot, api_base, point_at, run_discord
from bot.settings import Settings
from tests.loopback.fixtures import ada, loopback, own_addresses, running
from tests.loopback.person import Person
from tests.loopback.server import Loopback
from tests.loopback.trouble import Trouble

__all__ = ["ada", "loopback", "own_addresses"]


COG = "tests.failing_cog"


class NoNewsroom:
    async def names(self) -> None:
        return None


def make(discord: Loopback, *extensions: str) -> BriefingBot:
    """A bot on the loopback, without newsroom or store."""
    settings = Settings(token=discord.token, api_url=f"http://{discord.host}:{discord.port}")
    point_at(settings)
    nothing: Any = None
    newsroom: Any = NoNewsroom()
    return BriefingBot(newsroom=newsroom, store=nothing, clock=nothing, settings=settings, extensions=extensions)


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://discord.com/api/v10", "https://discord.com/api/v10"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v10"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/api/v10"),
        ("http://proxy.example/discord/api", "http://proxy.example/discord/api/v10"),
        ("http://proxy.example/discord/v10/", "http://proxy.example/discord/v10"),
    ],
)
def test_the_address_of_the_api(address: str, base: str) -> None:
    assert str(api_base(address)) == base


async def test_it_starts_where_the_settings_say(loopback: Loopback) -> None:
    async with running(make(loopback, COG), loopback) as bot:
        assert isinstance(bot, BriefingBot)
        assert bot.registered
    identify = loopback.gateway.identifies[0]
    assert identify["intents"] == (1 << 0) | (1 << 12)
    assert loopback.gateway.addresses[0].startswith("/gateway?")
    assert len(loopback.asked("PUT", "/commands")) == 1
    assert [c["name"] for c in loopback.commands] == ["fail"]


async def test_it_runs_on_when_the_commands_are_not_taken(
    loopback: Loopback, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(make(loopback, COG), loopback):
        pass
    loopback.trouble.append(Trouble(r"PUT .*/commands", status=403))
    async with running(make(loopback, COG), loopback) as bot:
        assert isinstance(bot, BriefingBot)
        assert bot.registered is False
        assert "did not take the commands" in caplog.text
        assert "Not on a Sunday." in (await ada.slash("fail", how="refused")).shown


async def test_errors_are_told_at_one_border(loopback: Loopback, ada: Person, caplog: pytest.LogCaptureFixture) -> None:
    async with running(make(loopback, COG), loopback):
        refused = await ada.slash("fail", how="refused")
        assert (refused.content, refused.ephemeral) == ("Not on a Sunday.", True)
        late = await ada.slash("fail", how="late")
        assert (late.content, late.ephemeral) == ("Not on a Sunday.", True)
        assert "moment" in (await ada.slash("fail", how="busy")).content
        assert not caplog.records
        broken = await ada.slash("fail", how="broken")
        assert broken.ephemeral
        reference = broken.content.rstrip(".").split()[-1]
        assert f"Reference {reference}" in caplog.text
        assert "ZeroDivisionError" in caplog.text
        assert "secret" not in broken.content


async def test_an_old_command_is_explained(loopback: Loopback, ada: Person) -> None:
    async with running(make(loopback, COG), loopback):
        pass
    async with running(make(loopback), loopback):
        loopback.commands = loopback.commands or [
            {
                "id": "1",
                "name": "fail",
                "type": 1,
                "contexts": None,
                "integration_types": [0],
                "default_member_permissions": None,
                "options": [],
            }
        ]
        assert "reload Discord" in (await ada.slash("fail")).content


async def test_a_refused_token_is_one_sentence_and_status_1(loopback: Loopback) -> None:
    said: list[str] = []
    assert await run_discord(lambda: make(loopback), "wrong", said.append) == 1
    assert len(said) == 1
    assert "refuses the token" in said[0]
    loopback.gateway.refuse_identifies = 1
    assert await run_discord(lambda: make(loopback), loopback.token, said.append) == 1
    assert said[1] == said[0]


async def test_it_keeps_trying_while_discord_is_away(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.client.FIRST_PAUSE", 0.01)
    loopback.trouble.append(Trouble("GET /users/@me", drop=True, times=4))
    loopback.trouble.append(Trouble("GET /gateway/bot", status=503, times=1))
    said: list[str] = []
    task = asyncio.create_task(run_discord(lambda: make(loopback), loopback.token, said.append))
    await loopback.ready()
    os.kill(os.getpid(), signal.SIGTERM)
    assert await asyncio.wait_for(task, 10) == 0
    assert len(said) >= 2  # aiohttp itself tries again where a connection was cut
    assert all("trying again in" in sentence for sentence in said)


async def test_a_signal_lets_the_send_in_progress_end(loopback: Loopback, ada: Person) -> None:
    bots: list[BriefingBot] = []

    def making() -> BriefingBot:
        bots.append(make(loopback, COG))
        return bots[-1]

    task = asyncio.create_task(run_discord(making, loopback.token, lambda sentence: None))
    await loopback.ready()
    answer = asyncio.create_task(ada.slash("fail", how="slow"))
    await loopback.until(lambda: bots[-1].busy)
    os.kill(os.getpid(), signal.SIGTERM)
    assert (await answer).content == "Sent in time."
    assert await asyncio.wait_for(task, 10) == 0
    await loopback.until(lambda: not loopback.gateway.connected)
