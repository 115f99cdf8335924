"""``add``, ``read``, ``brief``, ``export`` and ``remove``."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path

import click
from rich.console import Console

from bot.answers.values import Meant
from bot.chat import clean
from bot.cli.house import open_house
from bot.cli.options import any_now, emit, json_option, now_option, run, say
from bot.cli.progress import Progress
from bot.clock import Clock
from bot.exporting import EXPORTS, export_lines
from bot.gathering.files import Refused, load
from bot.intake import Outcome
from bot.projecting.briefing import BriefArticle, BriefSentence, brief_articles
from bot.reading.reader import read as read_text
from bot.reading.text import analyse
from bot.readout import reading_object, show_reading
from bot.settings import Settings
from bot.wording.names import with_names


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@now_option
def add(paths: tuple[Path, ...], as_json: bool, now: dt.datetime | None) -> None:
    """Take in articles from files, folders and .jsonl."""
    counts = run(_add(paths, as_json, Clock(now)))
    if not as_json:
        click.echo(
            ", ".join(f"{counts[what]:,} {what}" for what in ("new", "changed", "same", "removed", "refused")) + "."
        )
    sys.exit(1 if counts["refused"] or counts["removed"] else 0)


async def _add(paths: tuple[Path, ...], as_json: bool, clock: Clock) -> Counter[str]:
    counts: Counter[str] = Counter()
    async with open_house(Settings.load(), clock, take_in=False) as house:
        with Progress(paths) as progress:
            async for outcome in house.intake.add(paths, clock.now(), progress.advance):
                counts[outcome.what] += 1
                _tell(outcome, as_json)
    return counts


def _tell(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        emit({"outcome": outcome.what, "id": outcome.id, "title": outcome.title, "reason": outcome.reason})
    elif outcome.what == "refused":
        say(f"refused  {outcome.reason}")
    elif outcome.what == "removed":
        say(f"removed  {outcome.id} was removed for good and is not taken in again.")
    elif outcome.what != "same":
        click.echo(f"{outcome.what:8} {outcome.id}  {outcome.title}")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@now_option
def read(paths: tuple[Path, ...], as_json: bool, now: dt.datetime | None) -> None:
    """Show what the reader finds; nothing is stored."""
    refused = 0
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    for loaded in load(paths, Clock(now).now()):
        if isinstance(loaded, Refused):
            say(f"refused  {loaded}")
            refused += 1
            continue
        published = loaded.published.date() if loaded.published else None
        reading = read_text(loaded.text, published, loaded.language, loaded.title)
        if as_json:
            emit(reading_object(loaded, reading))
        else:
            show_reading(loaded, reading, console)
    sys.exit(1 if refused else 0)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--words", type=click.IntRange(1, 2000), default=None, help="Sentences of about so many words in all.")
@json_option
@now_option
def brief(paths: tuple[Path, ...], words: int | None, as_json: bool, now: dt.datetime | None) -> None:
    """Brief just these articles; nothing is stored."""
    articles: list[BriefArticle] = []
    refused = 0
    for loaded in load(paths, Clock(now).now()):
        if isinstance(loaded, Refused):
            say(f"refused  {loaded}")
            refused += 1
            continue
        document = analyse(loaded.text)
        reading = read_text(loaded.text, None, loaded.language)
        articles.append(BriefArticle(loaded.id, document, reading.people, reading.quotes, loaded.author))
    sentences = brief_articles(articles, words)
    if as_json:
        emit({"summary": [_brief_object(sentence) for sentence in sentences]})
    else:
        for sentence in sentences:
            at = sentence.span.start
            meant = [Meant(span.start - at, span.end - at, name) for span, name in sentence.holders]
            text = "".join(part.text for part in with_names(sentence.text, meant))
            click.echo(f"• {clean(' '.join(text.split()))}  [{clean(sentence.article)}]")
    sys.exit(1 if refused else 0)


def _brief_object(sentence: BriefSentence) -> dict[str, object]:
    made: dict[str, object] = {"text": sentence.text, "article": sentence.article, "span": list(sentence.span)}
    if sentence.holders:  # not in the text, which is the article's own
        made["holders"] = [{"span": list(span), "name": name} for span, name in sentence.holders]
    return made


@click.command()
@click.argument("what", type=click.Choice(EXPORTS))
@click.option("--json", "as_json", is_flag=True, required=True, help="JSON lines on standard output.")
@now_option
def export(what: str, as_json: bool, now: dt.datetime | None) -> None:
    """Write what is kept, one JSON object a line."""
    run(_export(what, Clock(now)))


async def _export(what: str, clock: Clock) -> None:
    async with open_house(Settings.load(), clock) as house:
        async for line in export_lines(house.store, what, clock.now()):
            emit(line)


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@any_now
def remove(ids: tuple[str, ...]) -> None:
    """Remove articles for good: nothing of them stays, and they are not taken in again."""
    unknown = run(_remove(ids))
    for id_ in unknown:
        say(f"There is no article {id_}.")
    sys.exit(1 if unknown else 0)


async def _remove(ids: tuple[str, ...]) -> list[str]:
    async with open_house(Settings.load(), Clock(), take_in=False) as house:
        unknown = []
        for id_ in ids:
            if await house.intake.remove(id_):
                click.echo(f"removed  {id_}")
            else:
                unknown.append(id_)
        return unknown
