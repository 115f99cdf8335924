"""The loopback's REST against the real client: permissions, history, nonces, rate limits, failures, limits."""

from __future__ import annotations

import asyncio
import io

import aiohttp
import discord as discord_py
import pytest

from tests.loopback import permissions, schema
from tests.loopback.fixtures import ada, loopback, own_addresses, redirected, running
from tests.loopback.person import Person
from tests.loopback.seen import NO_ANSWER
from tests.loopback.server import Loopback
from tests.loopback.tiny import Tiny
from tests.loopback.trouble import Trouble
from tests.loopback.world import PUBLIC_THREAD

__all__ = ["ada", "loopback", "own_addresses"]
POST = r"POST /channels/\d+/messages"
CALLBACK = r"POST /interactions/.*/callback"


async def test_permissions_decide(loopback: Loopback) -> None:
    guild = loopback.guild(everyone=0)
    channel = loopback.channel(guild)
    thread = loopback.channel(guild, "talk", parent=channel)
    assert thread.kind == PUBLIC_THREAD
    embed = discord_py.Embed(title="x")
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            place, inner = bot.get_partial_messageable(channel.id), bot.get_partial_messageable(thread.id)
            first = await place.send("fine", embed=embed)
            await inner.send("in a thread")
            assert [m.id async for m in place.history()] == [first.id]

            loopback.permit(channel, loopback.me, deny=permissions.READ_MESSAGE_HISTORY)
            assert [m async for m in place.history()] == []
            with pytest.raises(discord_py.Forbidden) as caught:
                await place.fetch_message(first.id)
            assert caught.value.code == 50001

            loopback.permit(channel, loopback.me, deny=permissions.EMBED_LINKS)
            await place.send("words only")
            with pytest.raises(discord_py.Forbidden) as caught:
                await place.send(embed=embed)
            assert caught.value.code == 50013

            loopback.permit(channel, guild, deny=permissions.SEND_MESSAGES)
            loopback.permit(channel, loopback.me)
            await inner.send("still, in a thread")
            with pytest.raises(discord_py.Forbidden) as caught:
                await place.send("no")
            assert caught.value.code == 50013
            role = next(r for r in guild.roles.values() if r.name == "briefing")
            loopback.permit(channel, role, allow=permissions.SEND_MESSAGES)
            await place.send("a role's overwrite comes after everyone's")

            loopback.permit(channel, loopback.me, deny=permissions.VIEW_CHANNEL)
            with pytest.raises(discord_py.Forbidden) as caught:
                await place.send("no")
            assert caught.value.code == 50001
            loopback.delete_channel(channel)
            with pytest.raises(discord_py.NotFound) as gone:
                await place.send("no")
            assert gone.value.code == 10003


async def test_history_gives_no_nonce_and_enforce_nonce_makes_one_message(loopback: Loopback) -> None:
    channel = loopback.channel(loopback.guild())
    now = 1000.0
    loopback.clock = lambda: now
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            place = bot.get_partial_messageable(channel.id)
            first = await place.send("one", nonce="7-2026-11-22-0")
            again = await place.send("one", nonce="7-2026-11-22-0")
            assert first.id == again.id  # discord.py asks for enforce_nonce when it is given a nonce
            assert first.nonce == "7-2026-11-22-0"
            assert [m.nonce async for m in place.history()] == [None]
            now += 301
            third = await place.send("one", nonce="7-2026-11-22-0")
            assert third.id != first.id
    assert len(channel.visible()) == 2


async def test_history_pages(loopback: Loopback) -> None:
    channel = loopback.channel(loopback.guild())
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            place = bot.get_partial_messageable(channel.id)
            sent = [(await place.send(str(n))).id for n in range(5)]
            assert [m.id async for m in place.history(limit=2)] == [sent[4], sent[3]]
            before, after = discord_py.Object(sent[2]), discord_py.Object(sent[1])
            assert [m.id async for m in place.history(before=before)] == [sent[1], sent[0]]
            assert [m.id async for m in place.history(after=after, oldest_first=True)] == sent[2:]


@pytest.mark.parametrize("is_global", [False, True])
async def test_rate_limits_are_waited_for(loopback: Loopback, is_global: bool) -> None:
    channel = loopback.channel(loopback.guild())
    trouble = Trouble(POST, status=429, retry_after=0.02, is_global=is_global, times=2)
    loopback.trouble.append(trouble)
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            await bot.get_partial_messageable(channel.id).send("at last")
    assert [r.status for r in loopback.asked("POST", "/messages")] == [429, 429, 200]
    assert len(channel.visible()) == 1


@pytest.mark.parametrize(("when", "done"), [("before", False), ("after", True)])
async def test_5xx_before_and_after_the_work(loopback: Loopback, when: str, done: bool) -> None:
    channel = loopback.channel(loopback.guild())
    loopback.trouble.append(Trouble(POST, status=502, when="after" if when == "after" else "before"))
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            route = discord_py.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
            await bot.http.request(route, json={"content": "perhaps twice"})
            assert len(channel.visible()) == (2 if done else 1)
            loopback.trouble.append(Trouble(POST, status=502, when="after"))
            await bot.get_partial_messageable(channel.id).send("once: discord.py makes up an enforced nonce")
    assert len(channel.visible()) == (3 if done else 2)
    assert [r.done for r in loopback.asked("POST", "/messages")] == [done, True, True, True]


@pytest.mark.parametrize(("when", "posts"), [("before", 0), ("after", 1)])
async def test_connections_dropped_before_and_after_the_work(loopback: Loopback, when: str, posts: int) -> None:
    channel = loopback.channel(loopback.guild())
    loopback.trouble.append(Trouble(POST, drop=True, when="after" if when == "after" else "before"))
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            with pytest.raises((OSError, aiohttp.ClientError)):
                await bot.get_partial_messageable(channel.id).send("who knows")
    assert len(channel.visible()) == posts


async def test_an_answer_retried_after_its_5xx_was_already_given(loopback: Loopback, ada: Person) -> None:
    loopback.trouble.append(Trouble(CALLBACK, status=500, when="after"))
    with redirected(loopback):
        async with running(Tiny(), loopback):
            assert (await ada.slash("echo", text="given")).content == "given"
            await loopback.until(lambda: len(loopback.asked("POST", "/callback")) == 2)
    assert loopback.asked("POST", "/callback")[1].status == 400


async def test_answers_that_come_too_late_are_unknown(loopback: Loopback, ada: Person) -> None:
    loopback.window = 0.3
    loopback.trouble.append(Trouble(CALLBACK, delay=0.7))
    with redirected(loopback):
        async with running(Tiny(), loopback):
            assert (await ada.slash("mute")).content == NO_ANSWER
            assert (await ada.slash("echo", text="late")).kind == "silence"
            await loopback.until(lambda: bool(loopback.violations))
    assert "acknowledged after" in loopback.violations.pop()
    assert loopback.asked("POST", "/callback")[0].status == 404


async def test_what_discord_refuses_is_refused_and_remembered(loopback: Loopback, ada: Person) -> None:
    channel = loopback.channel(loopback.guild())
    big = [discord_py.Embed(description="y" * 3001), discord_py.Embed(description="z" * 3000)]
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            place = bot.get_partial_messageable(channel.id)
            for bad in (
                place.send("x" * 2001),
                place.send(embeds=big),
                place.send("x", nonce="n" * 26),
                place.send(embed=discord_py.Embed(title="t" * 257)),
                place.send(embed=discord_py.Embed().add_field(name="", value="v")),
                place.send("x", view=_crowded()),
            ):
                with pytest.raises(discord_py.HTTPException) as caught:
                    await bad
                assert (caught.value.status, caught.value.code) == (400, 50035)
                assert loopback.violations
                loopback.violations.clear()
            with pytest.raises(discord_py.HTTPException) as empty:
                await place.send("   ")
            assert empty.value.code == 50006
            loopback.violations.clear()
    assert channel.visible() == []


def _crowded() -> discord_py.ui.View:
    view = discord_py.ui.View(timeout=None)
    for _ in range(2):
        view.add_item(discord_py.ui.Button(label="twice", custom_id="twice"))
    return view


async def test_a_registration_that_fails_and_one_that_is_refused(loopback: Loopback, ada: Person) -> None:
    loopback.trouble.append(Trouble(r"PUT /applications/\d+/commands", status=503))
    bot = Tiny()
    with redirected(loopback):
        async with running(bot, loopback):
            assert bot.registered is False
            assert loopback.commands == []
            with pytest.raises(discord_py.HTTPException):
                await bot.http.bulk_upsert_global_commands(
                    loopback.application_id, [{"name": "BAD", "description": "", "type": 1}]
                )
    assert any("BAD" in v for v in loopback.violations)
    loopback.violations.clear()


async def test_direct_messages_may_be_refused(loopback: Loopback) -> None:
    closed = loopback.user("closed", takes_messages=False)
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            user = await bot.fetch_user(closed.id)
            with pytest.raises(discord_py.Forbidden) as caught:
                await user.send("hello?")
            assert caught.value.code == 50007


async def test_edits_deletes_and_files(loopback: Loopback) -> None:
    channel = loopback.channel(loopback.guild())
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            place = bot.get_partial_messageable(channel.id)
            message = await place.send("one", embed=discord_py.Embed(title="kept"))
            await message.edit(content="two")
            assert (await place.fetch_message(message.id)).embeds[0].title == "kept"
            assert channel.visible()[0].content == "two"
            await message.delete()
            with pytest.raises(discord_py.NotFound) as caught:
                await message.edit(content="three")
            assert caught.value.code == 10008
            sent = await place.send(file=discord_py.File(io.BytesIO(b"a,b\n"), "quotes.csv"))
            assert sent.attachments[0].filename == "quotes.csv"
    assert channel.visible()[0].body["_attachments"][0]["size"] == 4


async def test_pings_follow_allowed_mentions(loopback: Loopback) -> None:
    guild = loopback.guild(everyone=permissions.PERSON | permissions.MENTION_EVERYONE)
    channel = loopback.channel(guild)
    role = next(r for r in guild.roles.values() if r.name == "briefing")
    words = f"@everyone <@&{role.id}> <@{guild.owner.id}>"
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            place = bot.get_partial_messageable(channel.id)
            await place.send(words, allowed_mentions=discord_py.AllowedMentions.none())
            await place.send(
                words,
                allowed_mentions=discord_py.AllowedMentions(
                    everyone=False, users=False, roles=[discord_py.Object(role.id)]
                ),
            )
            await place.send(words)
    assert [m.pings for m in channel.visible()] == [
        frozenset(),
        frozenset({role.id}),
        frozenset({"everyone", role.id, guild.owner.id}),
    ]


async def test_user_installed_answers_are_private_where_external_apps_are_not_let_in(loopback: Loopback) -> None:
    ada = Person(loopback, "ada", where="user_install")
    guild = ada.place().channel.guild
    assert guild is not None
    with redirected(loopback):
        async with running(Tiny(), loopback) as bot:
            assert not (await ada.slash("echo", text="open")).ephemeral
            guild.roles[guild.id].permissions &= ~permissions.USE_EXTERNAL_APPS
            assert (await ada.slash("echo", text="closed")).ephemeral
            with pytest.raises(discord_py.Forbidden) as caught:
                await bot.get_partial_messageable(ada.place().channel.id).send("not a member")
            assert caught.value.code == 50001


@pytest.mark.skipif(schema.where() is None, reason="Discord's OpenAPI description is not at hand")
def test_bodies_are_held_against_discords_own_description() -> None:
    route = "/channels/{channel_id}/messages"
    assert schema.faults("POST", route, {"content": "fine", "embeds": [{"title": "t", "color": 1}]}) == []
    assert schema.faults("POST", route, {"content": 7})
    assert schema.faults("POST", route, {"embeds": [{"color": 1 << 30}]})
    assert schema.faults("PUT", "/applications/{application_id}/commands", [{"description": "no name"}])
    button = {"type": 2, "style": 1, "label": "x" * 81, "custom_id": "a"}
    assert schema.faults("POST", route, {"content": "x", "components": [{"type": 1, "components": [button]}]})
    callback = "/interactions/{interaction_id}/{interaction_token}/callback"
    assert schema.faults("POST", callback, {"type": 4, "data": {"content": "fine", "flags": 64}}) == []
    assert schema.faults("POST", callback, {"type": 99})


async def test_waiting_ends() -> None:
    async with Loopback() as discord:
        with pytest.raises(TimeoutError):
            await discord.until(lambda: False, 0.01)
        waiting = asyncio.create_task(discord.until(lambda: bool(discord.commands)))
        discord.commands.append({})
        discord.notify()
        await waiting
