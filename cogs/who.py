"""``/who``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from cogs.answering import answer, is_private
from cogs.options import about, ask, described, everywhere, named

if TYPE_CHECKING:
    from bot.client import BriefingBot


class Who(commands.Cog):
    """Who somebody is."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="who", description=about("who"))
    @app_commands.describe(**described("who"))
    @everywhere
    async def who(
        self, interaction: discord.Interaction[BriefingBot], person: str, private: bool | None = None
    ) -> None:
        """Show who somebody is and what they said."""
        await answer(interaction, ask(self.bot, "who", person=person), private=is_private(interaction, private))

    who.autocomplete("person")(named("person"))


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Who(bot))
