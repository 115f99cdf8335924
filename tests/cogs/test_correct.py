"""``/correct`` on the loopback Discord: for owners alone, over a real store with an article of our own."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.cli.house import House, open_house
from bot.client import BriefingBot, point_at
from bot.clock import Clock
from bot.settings import Settings
from storage.corrections import Report
from tests.loopback.fixtures import loopback, own_addresses, running
from tests.loopback.person import Person
from tests.loopback.server import Loopback

__all__ = ["loopback", "own_addresses"]
NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
ARTICLE = (
    "---\npublished: 2026-11-21\nsource: The Harbour Post\n---\n"
    "Lena Okafor, the trade minister of Norland, spoke in the capital on Saturday. "
    "“We will not raise the duty on timber,” Okafor said. Prices fell.\n"
)


class Desk:
    """A bot on a store with one article; ``owner`` runs it, ``ada`` doesn't."""

    def __init__(self, discord: Loopback, house: House) -> None:
        self.discord, self.house = discord, house
        self.owner, self.ada = Person(discord, "x"), Person(discord, "ada")
        self.owner.user = discord.operator

    def bot(self) -> BriefingBot:
        house = self.house
        point_at(house.settings)
        return BriefingBot(newsroom=house.newsroom, store=house.store, clock=house.clock, settings=house.settings)

    async def article(self) -> str:
        return (await self.house.store.articles.between(None, None, now=NOW))[0].id


@pytest_asyncio.fixture
async def desk(loopback: Loopback, tmp_path: Path) -> AsyncIterator[Desk]:
    file = tmp_path / "new.md"
    file.write_text(ARTICLE, encoding="utf-8")
    settings = Settings(token=loopback.token, api_url=loopback.url, database=tmp_path / "b.db")
    async with open_house(settings, Clock(NOW), take_in=False) as house:
        async for _ in house.intake.add([file], NOW):
            pass
        yield Desk(loopback, house)


async def test_only_owners_may(loopback: Loopback, desk: Desk) -> None:
    async with running(desk.bot(), loopback):
        refused = await desk.ada.slash("correct list")
        assert "Only those who run this bot" in refused.shown
        assert refused.ephemeral
        shown = await desk.owner.slash("correct list")
        assert "No corrections" in shown.shown
        assert shown.ephemeral
        guild = loopback.guild(members=[desk.ada.user])
        assert not [name for name in desk.ada.offered(loopback.channel(guild)) if name.startswith("correct")]


async def test_a_team_and_the_settings_name_owners(tmp_path: Path, own_addresses: None) -> None:
    async with Loopback(team=True) as discord:
        named = discord.user("named")
        settings = Settings(
            token=discord.token, api_url=discord.url, database=tmp_path / "b.db", owners=frozenset({named.id})
        )
        async with (
            open_house(settings, Clock(NOW), take_in=False) as house,
            running(Desk(discord, house).bot(), discord),
        ):
            for user in (*discord.team, named):
                person = Person(discord, "x")
                person.user = user
                assert "No corrections" in (await person.slash("correct list")).shown
    discord.assert_clean()


async def test_a_hidden_person_is_shown_nowhere_until_it_is_taken_back(loopback: Loopback, desk: Desk) -> None:
    async with running(desk.bot(), loopback):
        assert "Lena Okafor" in (await desk.ada.slash("who", person="Okafor")).shown
        ((_, id_),) = await desk.owner.type("correct hide-person", person="oka")
        made = await desk.owner.slash("correct hide-person", person=id_, reason="asked for it")
        assert "Correction 1 holds" in made.shown
        assert "trade minister" not in (await desk.ada.slash("who", person="Okafor")).shown
        assert "asked for it" in (await desk.owner.slash("correct list")).shown
        assert [value for _, value in await desk.owner.type("correct withdraw", number="")] == [1]
        assert "taken back" in (await desk.owner.slash("correct withdraw", number=1)).shown
        assert "Lena Okafor" in (await desk.ada.slash("who", person="Okafor")).shown
        assert "no correction 1" in (await desk.owner.slash("correct withdraw", number=1)).shown


async def test_sentences_are_named_by_their_words(loopback: Loopback, desk: Desk) -> None:
    id_ = await desk.article()
    async with running(desk.bot(), loopback):
        assert "timber" in (await desk.ada.slash("quotes", speaker="Okafor")).shown
        titles = await desk.owner.type("correct hide-sentence", article="")
        assert [value for _, value in titles] == [id_]
        wrong = await desk.owner.slash("correct hide-sentence", article=id_, sentence="No such words", reason="r")
        assert "don't stand in that article" in wrong.shown
        assert wrong.ephemeral
        assert (
            "no article"
            in (await desk.owner.slash("correct hide-sentence", article="nope", sentence="x", reason="r")).shown
        )
        words = "We will not  raise the duty on timber"
        await desk.owner.slash("correct hide-sentence", article=id_, sentence=words, reason="not what was said")
        assert "duty on timber" not in (await desk.ada.slash("quotes", speaker="Okafor")).shown


async def test_a_removed_article_is_gone(loopback: Loopback, desk: Desk) -> None:
    id_ = await desk.article()
    async with running(desk.bot(), loopback):
        assert "needs a reason" in (await desk.owner.slash("correct remove", article=id_, reason=" ")).shown
        await desk.owner.slash("correct remove", article=id_, reason="its outlet asked")
        assert "Nothing in the articles" in (await desk.ada.slash("who", person="Okafor")).shown
    assert await desk.house.store.articles.count() == 0


async def test_reports_are_listed_and_settled(loopback: Loopback, desk: Desk) -> None:
    report = Report("/who Okafor", "a sentence", "**not** so <@1>", NOW, (await desk.article(),))
    await desk.house.store.corrections.report(report)
    async with running(desk.bot(), loopback):
        shown = await desk.owner.slash("correct list")
        assert "not** so <@1>" in shown.shown
        assert r"\*\*not\*\* so \<@1>" in shown.raw
        assert [value for _, value in await desk.owner.type("correct settle", number="")] == [1]
        assert "is closed" in (await desk.owner.slash("correct settle", number=1)).shown
        assert "No corrections" in (await desk.owner.slash("correct list")).shown
