"""Pressed buttons and chosen options, after a restart too: a press asks again, on what is in the store by then."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

import discord

from cogs.answering import answer
from cogs.buttons import ID, MENU, SOURCES, TYPED, Here, read_id

if TYPE_CHECKING:
    from bot.client import BriefingBot
    from bot.newsroom import Answered


def is_askers(interaction: discord.Interaction[Any]) -> bool:
    """Whether the message belongs to who pressed: they asked for it, or it stands in their direct messages."""
    message = interaction.message
    if message is None:
        return False
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id == interaction.user.id
    return interaction.context.dm_channel


async def follow(interaction: discord.Interaction[BriefingBot], custom_id: str) -> None:
    """Show where a pressed button leads: in place for the asker, as a private copy for anyone else."""
    bot = interaction.client
    try:
        here = await read_id(custom_id, bot.store, bot.clock.now())
        mine = is_askers(interaction) and here.kind != SOURCES[0]
        await answer(interaction, _ask(bot, here), private=True, in_place=mine, here=here)
    except Exception as error:
        await bot.report(interaction, error)


def _ask(bot: BriefingBot, here: Here) -> Awaitable[Answered]:
    if here.kind == TYPED:
        return bot.newsroom.ask(here.target, here.page)
    return bot.newsroom.choose(here.kind, here.target, here.page)


class AskButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=ID):
    """Any button of a reply."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> AskButton:
        """Take the button as it stands in the message."""
        assert isinstance(item, discord.ui.Button)
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Follow the button."""
        await follow(interaction, self.custom_id)


class AskMenu(discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]], template=MENU):
    """The menu of a question that fits several names."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> AskMenu:
        """Take the menu as it stands in the message."""
        assert isinstance(item, discord.ui.Select)
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Follow the chosen option."""
        await follow(interaction, self.item.values[0])


async def setup(bot: BriefingBot) -> None:
    """Let the bot know the buttons of all messages it ever sent."""
    bot.add_dynamic_items(AskButton, AskMenu)
