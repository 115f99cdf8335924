"""How soon the bot acknowledges on Discord with a large store: ``python -m tests.benchmarks.discord_acks``.

Generated articles (tests/benchmarks/corpus.py) are taken in once into ``--store``; then every command, completion and
button is used over the loopback Discord. Printed are seconds from the interaction to its first answer; Discord takes 3
at most.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bot.cli.house import open_house
from bot.client import BriefingBot, point_at
from bot.clock import Clock
from bot.newsroom import Newsroom
from bot.settings import Settings
from tests.loopback.fixtures import running
from tests.loopback.person import Person
from tests.loopback.server import Loopback

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
CORPUS = Path(__file__).with_name("corpus.py")


async def fill(settings: Settings, articles: int) -> None:
    """Take generated articles in, unless the store has them."""
    async with open_house(settings, Clock(NOW), take_in=False) as house:
        if await house.store.articles.count() >= articles:
            return
        lines = settings.database.with_suffix(".jsonl")
        command = [sys.executable, str(CORPUS), str(articles), "--seed", "7"]
        lines.write_bytes((await asyncio.to_thread(subprocess.run, command, stdout=subprocess.PIPE, check=True)).stdout)
        begun = time.perf_counter()
        async for _ in house.intake.add([lines], NOW):
            pass
        print(f"taken in: {articles} articles in {time.perf_counter() - begun:.0f} s")


async def measure(settings: Settings, discord: Loopback, rounds: int) -> None:
    """Use everything ``rounds`` times."""
    async with open_house(settings, Clock(NOW, running=True), take_in=False) as house:
        names = [entity.name for entity in (await house.newsroom.names()).complete("", ("person",))]
        bot = BriefingBot(
            newsroom=Newsroom(house.store, house.clock), store=house.store, clock=house.clock, settings=settings
        )
        ada = Person(discord, "ada", patience=60)
        async with running(bot, discord):
            for n in range(rounds):
                name = names[n % len(names)]
                await ada.type("who", person=name[:3])
                await ada.type("tariff", country="")
                shown = await ada.slash("who", person=name)
                for button in ("More", "Source"):
                    if button in shown.buttons:
                        await ada.press(shown, button)
                await ada.slash("quotes", speaker=name)
                await ada.slash("tariff", country=("India", "China", "Norway")[n % 3])
                await ada.slash("brief")
                await ada.slash("brief", topic="energy")
                await ada.slash("search", words="trade steel")
                await ada.slash("sources")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--store", type=Path, default=Path("data") / "benchmark.db")
    arguments = parser.parse_args()

    async def whole() -> None:
        async with Loopback() as discord:
            settings = Settings(token=discord.token, api_url=discord.url, database=arguments.store.resolve())
            settings.database.parent.mkdir(parents=True, exist_ok=True)
            point_at(settings)
            await fill(settings, arguments.articles)
            await measure(settings, discord, arguments.rounds)
            by_name: dict[str, list[float]] = {}
            for it in discord.interactions.values():
                name = it.name.split(" {")[0] + (" (completion)" if it.kind == 4 else "")
                by_name.setdefault(name, []).append(
                    it.answered_after if it.answered_after is not None else float("inf")
                )
            for name, times in sorted(by_name.items()):
                print(f"{name:28} n={len(times):3}  p50 {statistics.median(times):6.3f} s  max {max(times):6.3f} s")
            deferred = sum(1 for it in discord.interactions.values() if it.callback and it.callback["type"] in (5, 6))
            print(f"deferred: {deferred}; sent what Discord would refuse: {len(discord.violations)}")
            print("\n".join(discord.violations[:5]))

    asyncio.run(whole())


if __name__ == "__main__":
    main()
