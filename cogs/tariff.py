"""``/tariff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from cogs.answering import answer, is_private
from cogs.options import AS_OF, DIRECTIONS, PRODUCTS, about, ask, described, everywhere, named

if TYPE_CHECKING:
    from bot.client import BriefingBot


class Tariff(commands.Cog):
    """Which tariffs the articles state."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    @app_commands.command(name="tariff", description=about("tariff"))
    @app_commands.describe(**described("tariff"))
    @everywhere
    async def tariff(
        self,
        interaction: discord.Interaction[BriefingBot],
        country: str,
        partner: str | None = None,
        product: str | None = None,
        as_of: str | None = None,
        direction: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Show the tariffs that the articles report for a country."""
        work = ask(
            self.bot, "tariff", country=country, partner=partner, product=product, as_of=as_of, direction=direction
        )
        await answer(interaction, work, private=is_private(interaction, private))

    tariff.autocomplete("country")(named("country"))
    tariff.autocomplete("partner")(named("country"))
    tariff.autocomplete("product")(PRODUCTS)
    tariff.autocomplete("as_of")(AS_OF)
    tariff.autocomplete("direction")(DIRECTIONS)


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Tariff(bot))
