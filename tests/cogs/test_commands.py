"""Every command, completion, button, menu and message, as a person uses them on the loopback Discord."""

from __future__ import annotations

import asyncio

import pytest

from bot.client import BriefingBot
from bot.commands import COMMANDS
from cogs.direct import SLOW_DOWN
from cogs.pace import Pace
from tests.cogs.desk import Desk, Keys, make
from tests.loopback.fixtures import ada, loopback, own_addresses, running
from tests.loopback.person import Person
from tests.loopback.server import Loopback
from tests.loopback.trouble import Trouble

__all__ = ["ada", "loopback", "own_addresses"]
ASKING = {"brief", "who", "tariff", "changes", "quotes", "search", "sources", "help"}


@pytest.mark.parametrize("where", ["server", "dm", "user_install", "group"])
async def test_every_command_everywhere(loopback: Loopback, ada: Person, where: str) -> None:
    channel = loopback.channel(loopback.guild(members=[ada.user]))
    ada.where = channel if where == "server" else where
    desk = Desk()
    async with running(make(loopback, desk), loopback):
        assert set(ada.offered()) >= ASKING
        shown = await ada.slash("who", person="Ada Berg")
        assert "who Ada Berg page 0" in shown.shown
        assert shown.ephemeral == (where in {"user_install", "group"})
        assert (await ada.slash("sources", private=True)).ephemeral
        assert not (await ada.slash("help", private=False)).ephemeral
        await ada.slash("brief")
        await ada.slash("brief", topic="energy", since="monday")
        await ada.slash("tariff", country="India", partner="US", as_of="2026-01-13")
        await ada.slash("changes", since="last 7 days", country="India")
        await ada.slash("changes", country="Norway")
        await ada.slash("quotes", about="trade")
        await ada.slash("search", words='"lithium refinery" speaker:Gor')
    assert desk.asked == [
        "/who Ada Berg",
        "/sources",
        "/help",
        "/brief",
        "/brief energy since:monday",
        "/tariff India partner:US as_of:2026-01-13",
        "/changes last 7 days country:India",
        "/changes country:Norway",
        "/quotes about:trade",
        '/search "lithium refinery" speaker:Gor',
    ]
    assert max(loopback.ack_times()) < 3
    assert [allowed for allowed in mentions_allowed(loopback) if allowed != {"parse": []}] == []
    assert mentions_allowed(loopback)


def mentions_allowed(loopback: Loopback) -> list[object]:
    """What each message that the bot sent may mention; None where it left that to Discord, which allows everyone."""
    found: list[object] = []
    for request in loopback.requests:
        if request.method in {"POST", "PATCH"} and isinstance(request.body, dict):
            message = request.body.get("data") or request.body
            if isinstance(message, dict) and {"embeds", "content"} & set(message):
                found.append(message.get("allowed_mentions"))
    return found


async def test_registration_is_one_request_of_the_table_of_commands(loopback: Loopback) -> None:
    async with running(make(loopback, Desk()), loopback):
        pass
    assert len(loopback.registrations) == 1
    options = {c["name"]: [o["name"] for o in c["options"]] for c in loopback.commands}
    for command in COMMANDS:
        if command.kind is not None:
            assert options[command.name] == [*(option.name for option in command.options), "private"]
    for sent in loopback.commands:
        if sent["name"] in ASKING:
            assert sent["contexts"] == [0, 1, 2]
            assert sent["integration_types"] == [0, 1]
            assert all(o.get("autocomplete") for o in sent["options"] if o["type"] == 3)


async def test_every_option_completes_also_on_nothing_and_never_fails(
    loopback: Loopback, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk()
    async with running(make(loopback, desk), loopback):
        assert await ada.type("who", person="") == [
            ("Ada Berg, Minister of Trade", "Ada Berg"),
            ("Adam Cole", "Adam Cole"),
            ("Zoe Dunn, envoy", "Zoe Dunn"),
        ]
        assert [value for _, value in await ada.type("who", person="zo")] == ["Zoe Dunn"]
        assert ("India", "India") in await ada.type("tariff", country="ind")
        assert await ada.type("tariff", country="India", product="stee") == [("stee", "stee"), ("steel", "steel")]
        for command in loopback.commands:
            for option in command["options"]:
                if option.get("autocomplete"):
                    for typed in ("", "x" * 300, "🦊 @everyone", "\u200b"):
                        await ada.type(command["name"], **{option["name"]: typed})

        async def slow() -> None:
            await asyncio.sleep(60)

        monkeypatch.setattr(desk, "names", slow)  # a large store that has just changed: the names at hand do
        assert [value for _, value in await ada.type("who", person="zo")] == ["Zoe Dunn"]

        async def broken() -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(desk, "names", broken)
        assert await ada.type("who", person="a") == []


async def test_the_asker_turns_pages_in_place_and_others_get_a_copy(loopback: Loopback) -> None:
    guild = loopback.guild()
    channel = loopback.channel(guild)
    ada, bob = Person(loopback, "ada", where=channel), Person(loopback, "bob", where=channel)
    guild.members |= {ada.user: set(), bob.user: set()}
    desk = Desk()
    async with running(make(loopback, desk), loopback):
        first = await ada.slash("brief", topic="energy")
        assert first.buttons == ["More", "Report"]
        second = await ada.press(first, "More")
        assert second.message is first.message
        assert "brief energy: all page 1" in second.shown
        assert second.buttons == ["Back", "More", "Report"]
        assert "2/3" in second.shown

        copy = await bob.press(second, "More")
        assert copy.ephemeral
        assert copy.message is not second.message
        assert "page 2" in copy.shown
        assert copy.buttons == ["Back", "Report"]
        again = await bob.press(copy, "Back")
        assert again.message is copy.message
        assert "page 1" in again.shown
        assert "page 1" in ada.reads(channel)[0].shown
    async with running(make(loopback, Desk()), loopback):  # the same buttons after a restart
        last = await ada.press(second, "More")
        assert "page 2" in last.shown
        assert len(channel.visible()) == 1
    assert max(loopback.ack_times()) < 3


async def test_a_tie_is_a_menu(loopback: Loopback, ada: Person) -> None:
    desk = Desk()
    async with running(make(loopback, desk), loopback):
        shown = await ada.slash("who", person="tie")
        assert [label for label, _ in shown.options] == ["Ada Berg", "Adam Cole"]
        chosen = await ada.choose(shown, "Adam Cole")
        assert chosen.message is shown.message
    assert desk.asked[-1] == "who|p2|0"


async def test_long_and_typed_questions_are_kept_and_expire(loopback: Loopback, ada: Person) -> None:
    desk, keys = Desk(), Keys()
    async with running(make(loopback, desk, keys), loopback):
        shown = await ada.press(await ada.slash("search", words="long"), "More")
        assert desk.asked[-1] == f"search|{'ä' * 300}|1"
        assert "page 1" in shown.shown
        await ada.press(await ada.slash("quotes", about="typed"), "More")
        assert desk.asked[-1] == "/quotes typed about:x"
        keys.kept.clear()
        expired = await ada.press(shown, "More")
        assert expired.ephemeral
        assert "expired" in expired.shown
    assert ada.user.name not in str(keys.kept)


async def test_slow_answers_are_deferred_and_quick_ones_are_not(
    loopback: Loopback, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.answering.PATIENCE", 1.0)
    desk = Desk()
    async with running(make(loopback, desk), loopback):
        first = await ada.slash("brief")
        desk.delay = 1.5
        assert "page 0" in (await ada.slash("who", person="x", private=True)).shown
        assert "page 1" in (await ada.press(first, "More")).shown
        refused = await ada.slash("who", person="nobody")
        assert (refused.content, refused.ephemeral) == ("Nobody is here.", True)
    types = [r.body["type"] for r in loopback.asked("POST", "/callback")]
    assert types == [4, 5, 6, 5]


@pytest.mark.parametrize("slow", [False, True])
async def test_an_answer_whose_receipt_was_lost_is_given_once(
    loopback: Loopback, ada: Person, monkeypatch: pytest.MonkeyPatch, slow: bool, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("cogs.answering.PATIENCE", 0.1)
    desk = Desk()
    desk.delay = 0.2 if slow else 0.0
    loopback.trouble.append(Trouble("/callback", status=502, when="after"))
    async with running(make(loopback, desk), loopback):
        shown = await ada.slash("brief")
        assert "page 0" in shown.shown
        await loopback.until(lambda: len(loopback.asked("POST", "/callback")) == 2)
        await asyncio.sleep(0.05)
        assert len(ada.reads(shown.message.channel)) == 1 if shown.message else False
    assert not [r for r in caplog.records if r.levelname == "ERROR"]


async def test_faults_are_told_with_a_reference(
    loopback: Loopback, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(make(loopback, Desk()), loopback):
        shown = await ada.slash("who", person="broken")
        assert "reference" in shown.shown
        replies = await ada.say("broken")
        assert "reference" in replies[0].shown
    assert caplog.text.count("ZeroDivisionError: a fault") == 2
    assert str(ada.user.id) not in caplog.text


async def test_direct_messages(loopback: Loopback, ada: Person) -> None:
    desk = Desk()
    async with running(make(loopback, desk), loopback):
        replies = await ada.say("who is rubio?")
        assert len(replies) == 1
        assert "who is rubio? page 0" in replies[0].shown
        turned = await ada.press(replies[0], "More")
        assert turned.message is replies[0].message
        await ada.say(f"<@{loopback.me.id}> brief me")
        assert desk.asked[-1] == "brief me"
        assert (await ada.say("nobody"))[0].content == "Nobody is here."
        other = loopback.user("other bot")
        other.bot = True
        robot = Person(loopback, "robot")
        robot.user = other
        assert await robot.say("hello", replies=0) == []


async def test_too_many_messages_get_one_request_to_slow_down(loopback: Loopback, ada: Person) -> None:
    desk = Desk()
    async with running(make(loopback, desk), loopback):
        for n in range(9):
            await ada.say(f"question {n}", replies=0, quiet=0)
        channel = loopback.dm(ada.user)
        await loopback.until(lambda: any(s.content == SLOW_DOWN for s in ada.reads(channel)))
        await loopback.until(lambda: len(ada.reads(channel)) == 6)
        await asyncio.sleep(0.2)
        assert [s.content for s in ada.reads(channel)].count(SLOW_DOWN) == 1
        assert len(desk.asked) == 5


def test_the_pace_recovers() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    assert [pace.allows(1) for _ in range(7)] == [True] * 5 + [False, None]
    assert pace.allows(2) is True
    now = 10.1
    assert pace.allows(1) is True


async def test_article_text_in_answers_acts_on_nothing(loopback: Loopback, ada: Person) -> None:
    async with running(make(loopback, Desk()), loopback) as bot:
        assert isinstance(bot, BriefingBot)
        shown = await ada.slash("who", person="@everyone [x](https://e.org) **b** <@1>", private=False)
        assert shown.message is not None
        assert not shown.message.pings
        assert r" \[x](https\://e.org)" in shown.raw
        assert "@everyone" not in shown.raw
        assert r"\*\*b\*\* \<@1>" in shown.raw
