"""``ask``, ``chat``, and the bot itself."""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Iterable

import click

from bot.chat import Terminal, question_lines
from bot.cli.house import House, open_house, reading_anew
from bot.cli.options import emit, json_option, now_option, run, say
from bot.clock import Clock
from bot.newsroom import Answered
from bot.settings import Settings
from storage.lock import bot_lock


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@json_option
@now_option
def ask(words: tuple[str, ...], as_json: bool, now: dt.datetime | None) -> None:
    """Answer one question: a slash command as typed, or plain words. TEXT "-" reads one question a line."""
    questions: Iterable[str] = question_lines(sys.stdin.buffer) if words == ("-",) else (" ".join(words),)
    run(_ask(questions, as_json, Clock(now)))


async def _ask(questions: Iterable[str], as_json: bool, clock: Clock) -> None:
    async with open_house(Settings.load(), clock) as house:
        terminal = Terminal()
        for question in questions:
            answered = await house.newsroom.ask(question)
            if as_json:
                emit(as_object(answered))
            else:
                terminal.show(answered.reply)


def as_object(answered: Answered) -> dict[str, object]:
    """Return an answer in the form that ``ask --json`` promises."""
    return {
        "input": answered.typed,
        "intent": answered.intent,
        "entity": answered.entity,
        "candidates": list(answered.candidates),
        "text": answered.reply.text,
        "data": answered.data,
        "citations": [
            {
                "id": source.id,
                "title": source.title,
                "published": source.published and source.published.isoformat().replace("+00:00", "Z"),
                "source": source.source,
                "url": source.url,
            }
            for source in answered.citations
        ],
        "cached": answered.cached,
        "ms": round(answered.ms, 3),
    }


@click.command()
@now_option
def chat(now: dt.datetime | None) -> None:
    """Talk with the bot here in the terminal: the briefing, then an answer for every line."""
    run(_chat(Settings.load(), Clock(now, running=True)))


def start(now: dt.datetime | None) -> None:
    """Run the bot where it belongs: in Discord with a token, else in the terminal, saying so."""
    settings = Settings.load()
    clock = Clock(now, running=True)
    if settings.token is not None:
        logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        sys.exit(run(_serve(settings, settings.token, clock)))
    click.echo("No DISCORD_TOKEN is set, so the bot runs here in the terminal.")
    run(_chat(settings, clock))


async def _serve(settings: Settings, token: str, clock: Clock) -> int:
    # Imported only here: without a token nobody waits for discord.py to load.
    from bot.client import BriefingBot, point_at, run_discord

    with bot_lock(settings.database):
        async with open_house(settings, clock) as house, reading_anew(house):
            point_at(settings)

            def make() -> BriefingBot:
                return BriefingBot(newsroom=house.newsroom, store=house.store, clock=clock, settings=settings)

            return await run_discord(make, token, say)


async def _chat(settings: Settings, clock: Clock) -> None:
    async with open_house(settings, clock) as house, reading_anew(house):
        await _converse(house, Terminal())


async def _converse(house: House, terminal: Terminal) -> None:
    terminal.show((await house.newsroom.ask("/brief")).reply)
    async for line in terminal.lines():
        if line.strip().lower() in {"exit", "quit", "bye"}:
            break
        command, page = terminal.expand(line)
        terminal.show((await house.newsroom.ask(command, page)).reply)
