"""Direct messages in plain words. What was asked is neither logged nor kept with who asked."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from cogs.buttons import view_of
from cogs.pace import Pace
from cogs.render import render

if TYPE_CHECKING:
    from bot.client import BriefingBot

SLOW_DOWN = "That was quick! Please slow down a little and ask again in a few seconds."
_MENTION = re.compile(r"<@!?\d+>")


class Direct(commands.Cog):
    """Answers direct messages."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self.pace = Pace()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer what a person wrote to the bot alone."""
        if message.author.bot or message.guild is not None or self.bot.stopping:
            return
        allowed = self.pace.allows(message.author.id)
        if allowed is None:
            return
        with self.bot.working():
            try:
                if allowed:
                    await self._answer(message)
                else:
                    await message.channel.send(SLOW_DOWN)
            except discord.Forbidden:
                return
            except Exception as error:
                sentence = self.bot.explain(error)
                if sentence is not None:
                    with suppress(discord.HTTPException):
                        await message.channel.send(sentence)

    async def _answer(self, message: discord.Message) -> None:
        answered = await self.bot.newsroom.ask(_MENTION.sub(" ", message.content).strip())
        view = await view_of(answered, self.bot.store, self.bot.clock.now())
        await message.channel.send(embeds=render(answered.reply), view=view)


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Direct(bot))
