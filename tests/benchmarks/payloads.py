"""Captures what the bot sends to Discord for each kind of answer, as Markdown: ``python -m tests.benchmarks.payloads``.

The bot runs with the shipped articles on the loopback Discord, the clock at 22 November 2026. The output is
docs/PAYLOADS.md.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import Any

from bot.cli.house import open_house
from bot.client import BriefingBot, point_at
from bot.clock import Clock
from bot.settings import Settings
from tests.loopback.fixtures import running
from tests.loopback.person import Person
from tests.loopback.seen import Seen
from tests.loopback.server import Loopback

HEAD = """# What the bot sends

Each answer as a person reads it, then the body that went over the wire. Captured from the shipped articles, with the
clock at 22 November 2026, by

    python -m tests.benchmarks.payloads > docs/PAYLOADS.md

and checked on the way against Discord's limits and its published API description. `**` is bold, `>` a quotation, `-#`
small print; a name in square brackets is a button, in round brackets an option of a menu. Embeds with action rows are
used everywhere: a narrow screen shows one column of text, sources that can be tapped, and buttons below.
"""
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("brief", {}),
    ("who", {"person": "Rubio"}),
    ("who", {"person": "Gor"}),
    ("who", {"person": "Zebulon Quax"}),
    ("tariff", {"country": "India"}),
    ("changes", {"country": "India"}),
    ("quotes", {"speaker": "Jaishankar"}),
    ("search", {"words": "critical minerals"}),
    ("sources", {}),
    ("help", {}),
    ("help", {"topic": "accuracy"}),
)


def section(title: str, seen: Seen, body: Any) -> str:
    """One answer: as it is read, and as it was sent."""
    wire = json.dumps(body, indent=2, ensure_ascii=False)
    return f"\n## {title}\n\n```text\n{seen.shown}\n```\n\n```json\n{wire}\n```\n"


def last_body(discord: Loopback, part: str) -> Any:
    """The body of the last request whose path holds ``part``."""
    return [r.body for r in discord.requests if part in r.path and r.method in {"POST", "PATCH"}][-1]


async def capture(now: dt.datetime) -> str:
    """Return the whole page."""
    out = [HEAD]
    with tempfile.TemporaryDirectory() as folder:
        async with Loopback() as discord:
            settings = Settings(token=discord.token, api_url=discord.url, database=Path(folder) / "briefing.db")
            point_at(settings)
            clock = Clock(now)
            guild = discord.guild()
            boss = Person(discord, "boss", where=discord.channel(guild))
            boss.user = guild.owner
            async with open_house(settings, clock) as house:
                bot = BriefingBot(newsroom=house.newsroom, store=house.store, clock=clock, settings=settings)
                async with running(bot, discord):
                    await bot.wait_until_ready()
                    for name, options in ASKED:
                        seen = await boss.slash(name, **options)
                        asked = " ".join([f"/{name}", *(f"{key}:{value}" for key, value in options.items())])
                        out.append(section(f"`{asked}`", seen, last_body(discord, "/callback")))
                        if name == "tariff":
                            shown = await boss.press(seen, "Source")
                            out.append(
                                section("The button “Source” of that answer", shown, last_body(discord, "/callback"))
                            )
                    (reply,) = await boss.say("what did jaishankar say?", where="dm")
                    out.append(
                        section("A direct message: “what did jaishankar say?”", reply, last_body(discord, "/messages"))
                    )
                    place = boss.place().channel
                    seen = await boss.slash("daily set", channel=place, time="07:30", timezone="Europe/London")
                    out.append(section("`/daily set`", seen, last_body(discord, "/callback")))
                    await boss.slash("daily now")
                    post = boss.reads(place)[-1]
                    out.append(section("The daily post", post, last_body(discord, "/messages")))
            discord.assert_clean()
    return "".join(out)


def main() -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--now", default="2026-11-22T09:00:00+00:00")
    arguments = parser.parse_args()
    print(asyncio.run(capture(dt.datetime.fromisoformat(arguments.now))), end="")


if __name__ == "__main__":
    main()
