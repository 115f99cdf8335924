"""What the commands share: their texts from the one table, where they may be used, autocomplete that never fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import app_commands

from bot.commands import COMMANDS
from cogs.render import CHOICE, plain

if TYPE_CHECKING:
    from bot.client import BriefingBot
    from bot.matching.entities import Entity
    from bot.matching.names import Names
    from bot.newsroom import Answered, Newsroom

log = logging.getLogger(__name__)
T = TypeVar("T")
Completer = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]
_TABLE = {command.name: command for command in COMMANDS}
# Seconds for which a completion waits for newer names; Discord waits three for the whole answer.
PATIENCE = 0.7
# Keeps what outlives a completion from being collected before its end.
_running: set[asyncio.Future[Names]] = set()
PRIVATE = "Show the answer to you alone"


def about(name: str) -> str:
    """Return the description of a command."""
    return plain(_TABLE[name].description, CHOICE)


def described(name: str) -> dict[str, str]:
    """Return the description of each option of a command, ``private`` among them."""
    options = {option.name: plain(option.description, CHOICE) for option in _TABLE[name].options}
    return {**options, "private": PRIVATE}


def everywhere(command: T) -> T:
    """Offer a command in servers, direct messages and private channels, however the bot was installed."""
    contexts = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    return app_commands.allowed_installs(guilds=True, users=True)(contexts(command))


def ask(bot: BriefingBot, name: str, **values: str | None) -> Awaitable[Answered]:
    """Ask what a command's options say. The first of them stands unnamed, so that its quotation marks are kept."""
    given = {key: " ".join(value.split()) for key, value in values.items() if value and value.strip()}
    first = next(iter(values), None)
    parts = [value if key == first else f"{key}:{value}" for key, value in given.items()]
    return bot.newsroom.ask(" ".join([f"/{name}", *parts]))


def choices(names: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Return (shown, value) pairs as the choices that Discord takes: 25 at most, each value once."""
    unique = {plain(value, CHOICE): plain(shown, CHOICE) for shown, value in names}
    return [app_commands.Choice(name=shown, value=value) for value, shown in list(unique.items())[:25]]


def _ended(building: asyncio.Future[Names]) -> None:
    _running.discard(building)
    if not building.cancelled() and (error := building.exception()) is not None:
        log.error("The names could not be built.", exc_info=error)


async def _soon(newsroom: Newsroom) -> Names:
    """The names, those at hand where the store has just changed and newer ones take their time."""
    newer = asyncio.ensure_future(newsroom.names())
    _running.add(newer)
    newer.add_done_callback(_ended)
    await asyncio.wait({newer}, timeout=PATIENCE)
    return newer.result() if newer.done() else newsroom.names_at_hand


def _shown(entity: Entity, *, by_id: bool) -> tuple[str, str]:
    told = f"{entity.name}, {entity.roles[0]}" if entity.roles else entity.name
    return told, entity.id if by_id else entity.name


def named(*kinds: str, by_id: bool = False) -> Completer:
    """Autocomplete with names of these kinds; for nothing typed what is in the news. ``by_id`` parts namesakes."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        try:
            names = await _soon(interaction.client.newsroom)
            return choices(_shown(entity, by_id=by_id) for entity in names.complete(current, kinds))
        except Exception:
            log.exception("Autocomplete failed.")
            return []

    return complete


def listed(values: Sequence[str]) -> Completer:
    """Autocomplete from a list; other words come first, as typed."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        typed = " ".join(current.split())
        found = [value for value in values if typed.casefold() in value.casefold()]
        return choices((value, value) for value in ([typed] if typed and typed not in found else []) + found)

    return complete


SINCE = listed(("today", "yesterday", "last 3 days", "last 7 days", "last 30 days", "monday", "2026-01-01"))
AS_OF = listed(("today", "yesterday", "last monday", "2026-01-01"))
PRODUCTS = listed(
    (
        "steel", "aluminium", "cars", "car parts", "copper", "timber", "pharmaceuticals", "semiconductors", "oil",
        "gas", "rice", "wheat", "dairy", "beef", "shrimp", "textiles", "footwear", "jewellery",
        "diamonds", "solar panels",
    )
)  # fmt: skip
DIRECTIONS = listed(("charged_on", "charged_by"))
