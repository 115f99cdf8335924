"""``/changes``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from cogs.answering import answer, is_private
from cogs.options import SINCE, about, ask, described, everywhere, named

if TYPE_CHECKING:
    from bot.client import BriefingBot


class Changes(commands.Cog):
    """What moved in tariffs."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="changes", description=about("changes"))
    @app_commands.describe(**described("changes"))
    @everywhere
    async def changes(
        self,
        interaction: discord.Interaction[BriefingBot],
        since: str | None = None,
        country: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Show how tariffs moved, newest first."""
        work = ask(self.bot, "changes", since=since, country=country)
        await answer(interaction, work, private=is_private(interaction, private))

    changes.autocomplete("since")(SINCE)
    changes.autocomplete("country")(named("country"))


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Changes(bot))
