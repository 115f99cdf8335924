"""``/quotes``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from cogs.answering import answer, is_private
from cogs.options import about, ask, described, everywhere, named

if TYPE_CHECKING:
    from bot.client import BriefingBot


class Quotes(commands.Cog):
    """Who said what."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="quotes", description=about("quotes"))
    @app_commands.describe(**described("quotes"))
    @everywhere
    async def quotes(
        self,
        interaction: discord.Interaction[BriefingBot],
        speaker: str | None = None,
        about: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Show what somebody said, or what was said about a topic."""
        work = ask(self.bot, "quotes", speaker=speaker, about=about)
        await answer(interaction, work, private=is_private(interaction, private))

    quotes.autocomplete("speaker")(named("person"))
    quotes.autocomplete("about")(named("topic", "country", "person"))


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Quotes(bot))
