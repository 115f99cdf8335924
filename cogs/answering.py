"""Answering an interaction: at once where that is quick, else deferred; in place or as a message of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

import discord

from bot.client import ALREADY_ANSWERED
from cogs.buttons import view_of
from cogs.render import render

if TYPE_CHECKING:
    from bot.client import BriefingBot
    from bot.newsroom import Answered
    from cogs.buttons import Here

# Discord takes the first answer within 3 seconds; what is ready by then needs no "thinking ...".
PATIENCE = 1.5


def is_private(interaction: discord.Interaction[Any], wanted: bool | None) -> bool:
    """Whether only the asker shall see the answer: as wished, else where the bot is installed by the person alone.

    In the bot's own direct messages nobody else reads along.
    """
    if wanted is not None:
        return wanted
    return not interaction.is_guild_integration() and not interaction.context.dm_channel


async def answer(
    interaction: discord.Interaction[BriefingBot],
    work: Awaitable[Answered],
    *,
    private: bool,
    in_place: bool = False,
    here: Here | None = None,
) -> None:
    """Await ``work`` and show its reply; ``in_place`` edits the message whose button was pressed.

    ``here`` is the place that a button led to, from which there is a way back.
    """
    bot = interaction.client
    with bot.working():
        task = asyncio.ensure_future(work)
        deferred = False
        try:
            await asyncio.wait({task}, timeout=PATIENCE)
            if not task.done():
                await _once(_defer(interaction, private=private, in_place=in_place))
                deferred = True
            answered = await task
        finally:
            task.cancel()
        embeds = render(answered.reply)
        view = await view_of(answered, bot.store, bot.clock.now(), here)
        if deferred:
            await interaction.edit_original_response(embeds=embeds, view=view)
        elif in_place:
            await _once(interaction.response.edit_message(content=None, embeds=embeds, view=view))
        else:
            await _once(interaction.response.send_message(embeds=embeds, view=view, ephemeral=private))


async def _defer(interaction: discord.Interaction[BriefingBot], *, private: bool, in_place: bool) -> None:
    if in_place:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=private, thinking=True)


async def _once(sending: Awaitable[Any]) -> None:
    """Send an acknowledgement. A retry after a lost reply is told that it was already given: so it was."""
    try:
        await sending
    except discord.HTTPException as error:
        if error.code != ALREADY_ANSWERED:
            raise
