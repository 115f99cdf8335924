"""Everything that a command needs, opened in order and closed in reverse."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from bot.cli.options import say
from bot.clock import Clock
from bot.intake import Intake, Outcome
from bot.newsroom import Newsroom
from bot.settings import Settings
from storage.store import Store


@dataclass(frozen=True, slots=True)
class House:
    """The open store and the services on it."""

    settings: Settings
    clock: Clock
    store: Store
    intake: Intake
    newsroom: Newsroom


@asynccontextmanager
async def open_house(settings: Settings, clock: Clock, *, take_in: bool = True) -> AsyncIterator[House]:
    """Open the store and, with ``take_in``, first take in what is new in the articles folders.

    What is refused there is named on standard error and stops nothing. Raises ``StoreError`` where the store can't
    open.
    """
    async with Store.open(settings.database) as store:
        intake = Intake(store)
        if take_in:
            async for outcome in intake.add([folder for folder in settings.articles if folder.is_dir()], clock.now()):
                report_refusal(outcome)
        yield House(settings, clock, store, intake, Newsroom(store, clock))


@asynccontextmanager
async def reading_anew(house: House) -> AsyncIterator[None]:
    """Read in the background what an older reader read, while the block runs."""
    task = asyncio.create_task(house.intake.read_anew(), name="read anew")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def report_refusal(outcome: Outcome) -> None:
    """Name a refused file on standard error; say nothing of the others."""
    if outcome.what == "refused":
        say(f"refused  {outcome.reason}")
