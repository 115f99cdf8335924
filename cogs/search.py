"""``/search`` and ``/sources``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from cogs.answering import answer, is_private
from cogs.options import about, ask, described, everywhere, named

if TYPE_CHECKING:
    from bot.client import BriefingBot


class Search(commands.Cog):
    """Finding sentences, and what the answers rest on."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="search", description=about("search"))
    @app_commands.describe(**described("search"))
    @everywhere
    async def search(
        self, interaction: discord.Interaction[BriefingBot], words: str, private: bool | None = None
    ) -> None:
        """Find sentences by words."""
        await answer(interaction, ask(self.bot, "search", words=words), private=is_private(interaction, private))

    @app_commands.command(name="sources", description=about("sources"))
    @app_commands.describe(**described("sources"))
    @everywhere
    async def sources(self, interaction: discord.Interaction[BriefingBot], private: bool | None = None) -> None:
        """Show which articles the answers rest on."""
        await answer(interaction, ask(self.bot, "sources"), private=is_private(interaction, private))

    search.autocomplete("words")(named("topic", "person", "country", "story"))


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Search(bot))
