"""``check``, ``backup`` and ``rebuild``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import aiohttp
import click

from bot.cli.options import any_now, emit, json_option, now_option, run, say
from bot.clock import Clock
from bot.intake import Intake
from bot.settings import Settings, SettingsError
from bot.wording.phrases import age, counted, day
from storage.database import Database
from storage.errors import StoreError
from storage.store import Store

DISCORD_PATIENCE = 5.0


@click.command()
@json_option
@now_option
def check(as_json: bool, now: dt.datetime | None) -> None:
    """Tell the state of settings, store, newest article and token, a line each."""
    findings = run(_check(Clock(now)))
    for name, fine, sentence in findings:
        if as_json:
            emit({"check": name, "ok": fine, "text": sentence})
        else:
            click.echo(f"{'ok   ' if fine else 'wrong'}  {name}: {sentence}")
    sys.exit(0 if all(fine for _, fine, _ in findings) else 1)


async def _check(clock: Clock) -> list[tuple[str, bool, str]]:
    try:
        settings = Settings.load()
    except SettingsError as error:
        return [("settings", False, problem) for problem in error.problems]
    findings = [("settings", True, f"articles from {', '.join(map(str, settings.articles))}.")]
    findings.extend(await _check_store(settings, clock.now()))
    findings.append(await _check_token(settings))
    return findings


async def _check_store(settings: Settings, now: dt.datetime) -> list[tuple[str, bool, str]]:
    if not settings.database.exists():
        return [("store", True, f"{settings.database} does not exist yet; the first command makes it.")]
    try:
        async with Database.open(settings.database) as database:
            problems = await database.integrity_check()
            store = Store(database)
            number = await store.articles.count()
            newest = await store.articles.newest(now)
    except StoreError as error:
        return [("store", False, str(error))]
    state = "; ".join(problems) if problems else f"{settings.database} is whole, {counted(number, 'article')}."
    found = [("store", not problems, state)]
    if newest is None or newest.published is None:
        found.append(("newest article", True, "none with a date yet."))
    else:
        found.append(("newest article", True, f"{day(newest.published)}, {age(newest.published, now)}."))
    return found


async def _check_token(settings: Settings) -> tuple[str, bool, str]:
    if settings.token is None:
        return ("token", True, "none set; the bot runs in the terminal.")
    timeout = aiohttp.ClientTimeout(total=DISCORD_PATIENCE)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, headers={"Authorization": f"Bot {settings.token}"}) as session,
            session.get(f"{settings.api_url}/users/@me") as response,
        ):
            if response.status == 200:
                return ("token", True, "Discord knows it.")
            if response.status == 401:
                return ("token", False, "Discord refuses it; copy it again from the developer portal.")
            return ("token", False, f"Discord answered with status {response.status}; try again later.")
    except (aiohttp.ClientError, TimeoutError, OSError):
        return ("token", False, f"{settings.api_url} did not answer within {DISCORD_PATIENCE:.0f} seconds.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@any_now
def backup(file: Path) -> None:
    """Copy the store to FILE while others use it."""
    run(_backup(file))
    say(f"The store is copied to {file}.")


async def _backup(file: Path) -> None:
    settings = Settings.load()
    async with Database.open(settings.database) as database:
        await database.backup(file)


@click.command()
@now_option
def rebuild(now: dt.datetime | None) -> None:
    """Make all that is derived anew: readings, people across articles, stories."""
    number = run(_rebuild(Clock(now)))
    say(f"Read {counted(number, 'article')} anew.")


async def _rebuild(clock: Clock) -> int:
    settings = Settings.load()
    async with Database.open(settings.database) as database:
        return await Intake(Store(database)).rebuild()
