"""``/brief``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from cogs.answering import answer, is_private
from cogs.options import SINCE, about, ask, described, everywhere, named

if TYPE_CHECKING:
    from bot.client import BriefingBot


class Brief(commands.Cog):
    """What is new."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="brief", description=about("brief"))
    @app_commands.describe(**described("brief"))
    @everywhere
    async def brief(
        self,
        interaction: discord.Interaction[BriefingBot],
        topic: str | None = None,
        since: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Show what the articles report."""
        work = ask(self.bot, "brief", topic=topic, since=since)
        await answer(interaction, work, private=is_private(interaction, private))

    brief.autocomplete("topic")(named("topic", "story", "country", "person"))
    brief.autocomplete("since")(SINCE)


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Brief(bot))
