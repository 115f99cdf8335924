"""A newsroom of the tests: answers quickly, with what it was asked, or slowly, or not at all."""

from __future__ import annotations

import asyncio
import datetime as dt
from types import SimpleNamespace
from typing import Any

from bot.answers.values import Candidate, Said, Tie
from bot.client import EXTENSIONS, BriefingBot, point_at
from bot.clock import Clock
from bot.errors import RefusalError
from bot.matching.entities import Entity
from bot.matching.names import Names
from bot.newsroom import Answered
from bot.settings import Settings
from bot.wording.reply import Choice, Line, Part, Reply
from tests.loopback.server import Loopback

PAGES = 3
PEOPLE = (
    Entity("person", "p1", "Ada Berg", roles=("Minister of Trade",), weight=3),
    Entity("person", "p2", "Adam Cole", weight=2),
    Entity("person", "p3", "Zoe Dunn", roles=("envoy",), weight=1),
)


def answered(text: str, *choices: Choice, page: int = 0, pages: int = 1, answer: Any = None) -> Answered:
    """An answer that says ``text``."""
    reply = Reply("Answer", (Line("text", (Part(text),)),), (), choices, page, pages)
    return Answered(text, "who", None, (), answer or Said(text, "who"), reply, (), False, 1.0)


class Desk:
    """Stands in for the newsroom. ``delay`` is how long each answer takes."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.delay = 0.0

    @property
    def names_at_hand(self) -> Names:
        return Names.build(PEOPLE)

    async def names(self) -> Names:
        return self.names_at_hand

    async def ask(self, text: str, page: int = 0) -> Answered:
        self.asked.append(text)
        await asyncio.sleep(self.delay)
        if "nobody" in text:
            raise RefusalError("Nobody is here.")
        if "broken" in text:
            raise ZeroDivisionError("a fault of the program")
        if "tie" in text:
            tie = Tie(
                "who",
                "tie",
                (Candidate("person", "p1", "Ada Berg", "Minister"), Candidate("person", "p2", "Adam Cole")),
            )
            both = [Choice(each.name, f"/who {each.name}", "who", each.id) for each in tie.candidates]
            return answered("Which one?", *both, answer=tie)
        if "long" in text:
            return self._page(text, Choice("More", "/search x", "search", "ä" * 300, page + 1), page)
        if "typed" in text:
            return self._page(text, Choice("More", "/quotes typed about:x", "quote", "", page + 1), page)
        return self._page(text, Choice("More", text, "brief", "energy: all", page + 1), page)

    async def daily(
        self, topic: str | None, since: dt.datetime, now: dt.datetime, due: dt.datetime | None = None
    ) -> Reply:
        self.asked.append(f"daily|{topic}")
        return answered(f"the briefing number {len(self.asked)}").reply

    async def choose(self, kind: str, target: str, page: int) -> Answered:
        self.asked.append(f"{kind}|{target}|{page}")
        await asyncio.sleep(self.delay)
        return self._page(f"{kind} {target[:20]}", Choice("More", "", kind, target, page + 1), page)

    def _page(self, text: str, more: Choice, page: int) -> Answered:
        return answered(f"{text} page {page}", *([more] if page + 1 < PAGES else []), page=page, pages=PAGES)


class Keys:
    """Stands in for the table of kept questions."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def put(self, text: str, now: dt.datetime) -> str:
        key = f"key{len(self.kept)}"
        self.kept[key] = text
        return key

    async def get(self, key: str, now: dt.datetime) -> str | None:
        return self.kept.get(key)


def make(
    discord: Loopback, desk: Desk, keys: Keys | None = None, *, store: Any = None, clock: Any = None
) -> BriefingBot:
    """The bot with all its cogs, this desk for a newsroom, and a store that holds keys alone where none is given."""
    settings = Settings(token=discord.token, api_url=discord.url)
    point_at(settings)
    newsroom: Any = desk
    extensions = [name for name in EXTENSIONS if store is not None or name not in {"cogs.daily", "cogs.posting"}]
    kept: Any = store or SimpleNamespace(keys=keys or Keys())
    bot = BriefingBot(newsroom=newsroom, store=kept, clock=clock or Clock(), settings=settings, extensions=extensions)
    bot._connection.guild_ready_timeout = 0.05  # tests need not wait for more servers
    return bot
