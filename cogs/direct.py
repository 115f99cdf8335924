"""Direct messages in plain words. What was asked is neither logged nor kept with who asked."""

from __future__ import annotations

import re
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from cogs.buttons import view_of
from cogs.render import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.client import BriefingBot

MOST, WITHIN = 5, 10.0
SLOW_DOWN = "That was quick! Please slow down a little and ask again in a few seconds."
_MENTION = re.compile(r"<@!?\d+>")
_MOST_PEOPLE = 10_000


class Pace:
    """Counts each person's messages: more than ``MOST`` in ``WITHIN`` seconds is too many, which is told once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._times: dict[int, deque[float]] = {}
        self._told: set[int] = set()

    def allows(self, person: int) -> bool | None:
        """Return True to answer, False to tell the person to slow down, None to stay silent."""
        now = self._clock()
        if len(self._times) > _MOST_PEOPLE:
            self._times = {who: times for who, times in self._times.items() if now - times[-1] <= WITHIN}
            self._told &= self._times.keys()
        times = self._times.setdefault(person, deque(maxlen=MOST + 1))
        times.append(now)
        if len(times) <= MOST or now - times[0] > WITHIN:
            self._told.discard(person)
            return True
        if person in self._told:
            return None
        self._told.add(person)
        return False


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
        more: dict[str, Any] = {} if view is None else {"view": view}
        await message.channel.send(embeds=render(answered.reply), **more)


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Direct(bot))
