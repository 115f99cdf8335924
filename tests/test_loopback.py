"""The loopback Discord against a tiny bot of the real client, feature by feature."""

from __future__ import annotations

import discord as discord_py
import pytest

from tests.loopback.fixtures import ada, loopback, own_addresses, redirected, running
from tests.loopback.person import Person, Unavailable
from tests.loopback.server import Loopback
from tests.loopback.tiny import Tiny

__all__ = ["ada", "loopback", "own_addresses"]


async def test_connects_registers_and_answers_a_command(loopback: Loopback, ada: Person) -> None:
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            shown = await ada.slash("echo", text="hello")
            assert shown.content == "hello"
            assert shown.embeds[0]["fields"][0]["value"] == "5"
            assert "Echo\nhello" in shown.shown
            assert not shown.ephemeral
            assert bot.user is not None
            assert bot.user.id == loopback.me.id
    assert {c["name"] for c in loopback.commands} == {"echo", "slow", "fruit", "ask", "mute", "long", "daily"}
    assert len(loopback.registrations) == 1
    assert loopback.gateway.identifies[0]["intents"] == discord_py.Intents(guilds=True, dm_messages=True).value
    assert max(loopback.ack_times()) < 3


async def test_private_answers_are_seen_by_one_person_only(loopback: Loopback) -> None:
    guild = loopback.guild()
    channel = loopback.channel(guild)
    ada, bob = Person(loopback, "ada", where=channel), Person(loopback, "bob", where=channel)
    guild.members |= {ada.user: set(), bob.user: set()}
    with redirected(loopback):
        async with running(Tiny(), loopback):
            secret = await ada.slash("echo", text="psst", private=True)
            assert secret.ephemeral
            assert secret.shown.startswith("(only you can see this)")
            assert [s.content for s in ada.reads(channel)] == ["psst"]
            assert bob.reads(channel) == []
            with pytest.raises(AssertionError, match="can't see"):
                await bob.press(secret, "x")


async def test_autocomplete_buttons_and_menus(loopback: Loopback, ada: Person) -> None:
    with redirected(loopback):
        async with running(Tiny(), loopback):
            assert await ada.type("fruit", name="ap") == [("Apple", "apple"), ("Apricot", "apricot")]
            assert len(await ada.type("fruit", name="")) == 3
            shown = await ada.slash("fruit", name="apple")
            assert shown.buttons == ["Count 1"]
            shown = await ada.choose(shown, "Banana")
            assert shown.content == "Chosen: banana"
            shown = await ada.press(shown, "Count 1")
            assert shown.content == "Counted to 2"
            with pytest.raises(AssertionError, match="no button"):
                await ada.press(shown, "Count 1")
        async with running(Tiny(), loopback):  # a restarted bot still knows the button
            shown = await ada.press(shown, "Count 2")
            assert shown.content == "Counted to 3"


async def test_deferred_answers_and_followups(loopback: Loopback, ada: Person) -> None:
    with redirected(loopback):
        async with running(Tiny(), loopback):
            shown = await ada.slash("slow", private=True, more=True)
            assert (shown.content, shown.ephemeral) == ("At last", True)
            assert shown.interaction is not None
            it = shown.interaction
            await loopback.until(lambda: len(it.followups) == 1)
            assert it.followups[0].content == "And more"


async def test_a_modal(loopback: Loopback, ada: Person) -> None:
    with redirected(loopback):
        async with running(Tiny(), loopback):
            opened = await ada.slash("ask")
            assert (opened.kind, opened.content) == ("modal", "Ask")
            shown = await ada.submit(opened, question="why?")
            assert shown.content == "You asked: why?"


async def test_direct_messages(loopback: Loopback, ada: Person) -> None:
    with redirected(loopback):
        async with running(Tiny(), loopback):
            assert [s.content for s in await ada.say("hello there")] == ["You said: hello there"]
            assert await ada.say("quiet", where=loopback.channel(loopback.guild()), replies=0) == []


async def test_where_commands_are_offered(loopback: Loopback, ada: Person) -> None:
    guild = loopback.guild(members=[ada.user])
    channel = loopback.channel(guild)
    boss = Person(loopback, "boss", where=channel)
    boss.user = guild.owner
    with redirected(loopback):
        async with running(Tiny(), loopback):
            assert "daily set" in boss.offered()
            assert "daily set" not in ada.offered(channel)
            assert "daily set" not in ada.offered("dm")
            assert "ask" not in ada.offered("user_install")
            for where in ("dm", "user_install", "group"):
                assert (await ada.slash("echo", text=where, where=where)).content == where
            with pytest.raises(Unavailable):
                await ada.slash("daily set", channel=channel, where=channel)
            assert (await boss.slash("daily set", channel=channel)).content == "news: may send True"
