"""``/help``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.commands import COMMANDS
from cogs.answering import answer, is_private
from cogs.options import about, ask, described, everywhere, listed

if TYPE_CHECKING:
    from bot.client import BriefingBot


class Help(commands.Cog):
    """How to ask."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="help", description=about("help"))
    @app_commands.describe(**described("help"))
    @everywhere
    async def help(
        self, interaction: discord.Interaction[BriefingBot], topic: str | None = None, private: bool | None = None
    ) -> None:
        """Show what can be asked."""
        await answer(interaction, ask(self.bot, "help", topic=topic), private=is_private(interaction, private))

    help.autocomplete("topic")(listed(("accuracy", *(command.name for command in COMMANDS))))


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Help(bot))
