"""The whole bot on the loopback Discord: the shipped articles, the real newsroom and store, used as people use it."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.cli.house import House, open_house
from bot.client import BriefingBot, point_at
from bot.clock import Clock
from bot.settings import Settings
from tests.loopback.fixtures import loopback, own_addresses, running
from tests.loopback.person import Person
from tests.loopback.server import Loopback

__all__ = ["loopback", "own_addresses"]
NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
PLACES = ("server", "dm", "user_install", "group")


class Stage:
    """A bot on a store of its own, and a person who may be in each kind of place."""

    def __init__(self, discord: Loopback, house: House) -> None:
        self.discord, self.house = discord, house
        self.guild = discord.guild()
        self.channel = discord.channel(self.guild)
        self.ada = Person(discord, "ada", where=self.channel)
        self.guild.members[self.ada.user] = set()

    def bot(self) -> BriefingBot:
        house = self.house
        point_at(house.settings)
        bot = BriefingBot(newsroom=house.newsroom, store=house.store, clock=house.clock, settings=house.settings)
        bot.before_identify_hook = _no_pause  # type: ignore[method-assign]
        return bot

    def where(self, place: str) -> Person:
        self.ada.where = self.channel if place == "server" else place
        return self.ada


async def _no_pause(shard_id: int | None, *, initial: bool = False) -> None:
    return None


@pytest_asyncio.fixture
async def stage(loopback: Loopback, tmp_path: Path) -> AsyncIterator[Stage]:
    settings = Settings(token=loopback.token, api_url=loopback.url, database=tmp_path / "briefing.db")
    async with open_house(settings, Clock(NOW, running=True)) as house:
        yield Stage(loopback, house)
    assert max(loopback.ack_times(), default=0) < 3


async def round_of_everything(stage: Stage, place: str) -> None:
    """Each command, completion, button, menu and message once; what a person would see."""
    ada = stage.where(place)
    assert {"brief", "who", "tariff", "changes", "quotes", "search", "sources", "help"} <= set(ada.offered())
    assert "daily set" not in ada.offered()
    rubio = await ada.slash("who", person="rubbio")
    assert "Marco Rubio" in rubio.shown
    assert "Secretary of State" in rubio.shown
    assert "13 January 2026" in rubio.shown
    if "More" in rubio.buttons:
        second = await ada.press(rubio, "More")
        assert "Marco Rubio" in second.shown
        assert "Back" in second.buttons
        assert "Marco Rubio" in (await ada.press(second, "Back")).shown
    nobody = await ada.slash("who", person="Zebulon Quax")
    assert "Nothing in the articles" in nobody.shown
    assert "Sergio Gor" in (await ada.press(nobody, "Sergio Gor")).shown
    tariff = await ada.slash("tariff", country="India")
    assert "about 50 per cent, as reported on 13 January 2026" in tariff.shown
    assert "313 days old" in tariff.shown
    changes = await ada.slash("changes", country="India")
    assert "No move since" in changes.shown
    assert "on goods from India: 25 per cent in force" in changes.shown
    assert "2 moves since 1 January 2026" in (await ada.slash("changes", since="2026-01-01")).shown
    source = await ada.press(tariff, "Source")
    assert source.ephemeral
    assert source.message is not tariff.message
    assert "**After months of negotiations" in source.raw
    assert "paragraph" in source.shown
    assert "concluded a good conversation" in (await ada.slash("quotes", speaker="jaishankar")).shown
    assert "Nothing new since 13 January 2026" in (await ada.slash("brief")).shown
    assert "trade" in (await ada.slash("search", words="trade deal")).shown
    assert "1 article" in (await ada.slash("sources")).shown
    assert "/tariff" in (await ada.slash("help", private=True)).shown
    assert [value for _, value in await ada.type("who", person="rub")] == ["Marco Rubio"]
    assert "India" in [value for _, value in await ada.type("tariff", country="ind")]
    assert await ada.type("who", person="")
    in_the_news = [value for _, value in await ada.type("tariff", country="")]
    assert set(in_the_news[:2]) == {"India", "United States"}
    assert in_the_news[2] == "Afghanistan"


async def talk(stage: Stage, person: Person) -> None:
    """The same answers in direct messages, in plain words."""
    for words, answer in (
        ("who is rubio?", "Secretary of State"),
        ("tarrif on india", "50 per cent"),
        ("what changed in tariffs since 1 january 2026", "2 moves since 1 January 2026"),
        ("what did Gor say about trade", "Sergio Gor"),
        ("/who Gor", "mbassador to India"),
    ):
        replies = await person.say(words, where="dm", quiet=0)
        assert len(replies) == 1
        assert answer in replies[0].shown


@pytest.mark.parametrize("place", PLACES)
async def test_everything_in_every_place(loopback: Loopback, stage: Stage, place: str) -> None:
    async with running(stage.bot(), loopback):
        await round_of_everything(stage, place)


async def test_direct_messages_in_plain_words(loopback: Loopback, stage: Stage) -> None:
    async with running(stage.bot(), loopback):
        await talk(stage, Person(loopback, "ada"))
        bob = Person(loopback, "bob")
        assert "What you can ask" in (await bob.say("help"))[0].shown
        assert "Briefing" in (await bob.say("brief me"))[0].shown


def _drop(discord: Loopback) -> None:
    discord.gateway.drop()


def _drop_and_refuse_resume(discord: Loopback) -> None:
    discord.gateway.refuse_resumes = 1
    discord.gateway.drop()


def _invalidate(discord: Loopback) -> None:
    discord.gateway.invalidate(resumable=False)


@pytest.mark.parametrize("order", [_drop, _drop_and_refuse_resume, _invalidate])
async def test_everything_after_trouble_at_the_gateway(
    loopback: Loopback, stage: Stage, order: Callable[[Loopback], None]
) -> None:
    async with running(stage.bot(), loopback):
        before = await stage.where("server").slash("who", person="Gor")
        order(loopback)
        await loopback.until(lambda: not loopback.gateway.connected)
        await loopback.until(lambda: loopback.gateway.connected)
        await stage.ada.press(before, "More")
        await round_of_everything(stage, "server")
        await talk(stage, Person(loopback, "bob"))


async def test_everything_after_a_restart(loopback: Loopback, stage: Stage) -> None:
    async with running(stage.bot(), loopback):
        before = await stage.where("server").slash("who", person="Gor")
    async with running(stage.bot(), loopback):
        again = await stage.ada.press(before, "More")
        assert again.message is before.message
        await round_of_everything(stage, "user_install")
    assert len(loopback.registrations) == 2


async def test_what_is_added_beside_it_is_seen_at_once(loopback: Loopback, stage: Stage, tmp_path: Path) -> None:
    article = tmp_path / "new.md"
    article.write_text(
        "---\npublished: 2026-11-21\nsource: The Harbour Post\nurl: https://harbour.example/a\n---\n"
        "Lena Okafor, the trade minister of Norland, said on Saturday: “We will not raise the duty on timber.” "
        "Okafor spoke to reporters in the capital.\n",
        encoding="utf-8",
    )
    ada = stage.where("dm")
    async with running(stage.bot(), loopback):
        assert "Nothing in the articles" in (await ada.slash("who", person="Okafor")).shown
        async with open_house(stage.house.settings, Clock(NOW), take_in=False) as other:
            async for outcome in other.intake.add([article], NOW):
                assert outcome.what == "new"
        shown = await ada.slash("who", person="Okafor")
        assert "Lena Okafor" in shown.shown
        assert "The Harbour Post" in shown.shown
        assert "](https://harbour.example/a)" in shown.raw
        assert [value for _, value in await ada.type("who", person="oka")] == ["Lena Okafor"]


async def test_the_source_shows_each_sentence_among_its_neighbours(
    loopback: Loopback, stage: Stage, tmp_path: Path
) -> None:
    article = tmp_path / "new.md"
    words = (
        "The port was quiet on Friday.\n\nLena Okafor, the trade minister of Norland, spoke in the capital. "
        "“We will not raise the duty on timber,” Okafor said. Prices fell.\n\n“Nobody should worry,” Okafor said.\n"
    )
    head = "---\npublished: 2026-11-21\nsource: The Harbour Post\nurl: https://harbour.example/a\n---\n"
    article.write_text(head + words, encoding="utf-8")
    ada = stage.where("dm")
    async for _ in stage.house.intake.add([article], NOW):
        pass
    async with running(stage.bot(), loopback):
        quotes = await ada.slash("quotes", speaker="Okafor")
        assert quotes.buttons == ["Source", "Report"]
        first = await ada.press(quotes, "Source")
        assert (
            "spoke in the capital. **“We will not raise the duty on timber,” Okafor said.** Prices fell." in first.raw
        )
        assert first.buttons == ["More", "Report"]
        second = await ada.press(first, "More")
        assert second.message is first.message
        assert "Prices fell. **“Nobody should worry,” Okafor said.**" in second.raw
        assert "timber" in (await ada.press(second, "Back")).shown
        assert quotes.message is not None
        assert "nobody" not in quotes.message.content
        article.write_text(head + "A correction. " + words, encoding="utf-8")
        async for outcome in stage.house.intake.add([article], NOW):
            assert outcome.what == "changed"
        assert "changed or gone" in (await ada.press(quotes, "Source")).shown


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_report_is_kept_without_who_made_it_and_the_owner_told(
    loopback: Loopback, stage: Stage, restarted: bool
) -> None:
    ada = stage.where("server")
    async with running(stage.bot(), loopback):
        shown = await ada.slash("tariff", country="India")
        form = await ada.press(shown, "Report")
        assert form.kind == "modal"
        prefilled = form.items[1]["value"]
        assert "50 per cent" in prefilled
        assert "*" not in prefilled
        if not restarted:
            thanks = await ada.submit(form, reason="It is 25 now.", sentence=prefilled)
            await _owner_told(loopback)
    if restarted:
        async with running(stage.bot(), loopback):
            thanks = await ada.submit(form, reason="It is 25 now.", sentence=prefilled)
            await _owner_told(loopback)
    assert thanks.ephemeral
    assert "without your name" in thanks.shown
    (report,) = await stage.house.store.corrections.reports()
    assert (report.answer, report.reason) == ("/tariff India", "It is 25 now.")
    assert report.sentence == prefilled
    assert len(report.articles) == 1
    assert "It is 25 now." in await _owner_told(loopback)
    assert str(ada.user.id) not in await _owner_told(loopback)
    assert ada.user.name not in await _owner_told(loopback)


async def _owner_told(discord: Loopback) -> str:
    channel = discord.dm(discord.operator)
    await discord.until(lambda: bool(channel.visible()))
    return "\n".join(embed.get("description", "") for message in channel.visible() for embed in message.embeds)


async def test_every_answer_has_a_report(loopback: Loopback, stage: Stage) -> None:
    ada = stage.where("dm")
    async with running(stage.bot(), loopback):
        for name, options in (("help", {}), ("sources", {}), ("who", {"person": "Nobody Atall"}), ("brief", {})):
            assert "Report" in (await ada.slash(name, **options)).buttons
        assert "Report" in (await ada.say("hello"))[0].buttons


async def test_what_was_asked_is_not_kept_with_who_asked(
    loopback: Loopback, stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="bot")
    async with running(stage.bot(), loopback):
        await stage.where("dm").slash("who", person="zanzibarian")
        await stage.ada.say("qwertyzanzibar", quiet=0)
    assert "zanzibar" not in caplog.text
    rows = await stage.house.store.database.fetch("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in rows:
        for row in await stage.house.store.database.fetch(f'SELECT * FROM "{table}"'):
            assert str(stage.ada.user.id) not in str(tuple(row))
