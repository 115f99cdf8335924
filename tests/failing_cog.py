"""An extension whose one command fails in each way, for the tests of the client."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands

from bot.client import BriefingBot
from bot.errors import RefusalError
from storage.errors import StoreBusyError


async def setup(bot: BriefingBot) -> None:
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    @bot.tree.command(description="Fails")
    async def fail(interaction: discord.Interaction, how: str) -> None:
        if how == "late":
            await interaction.response.defer()
        if how in {"refused", "late"}:
            raise RefusalError("Not on a Sunday.")
        if how == "busy":
            raise StoreBusyError(bot.settings.database)
        if how == "slow":
            with bot.working():
                await asyncio.sleep(0.5)
                await interaction.response.send_message("Sent in time.")
            return
        raise ZeroDivisionError("secret words of the person")
