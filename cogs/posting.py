"""Posting the daily briefings: the loop that visits the schedules, and what Discord says of a channel."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

import aiohttp
import discord
from discord.ext import commands

from bot import delivery
from bot.delivery import Delivery, Looked, RefusedError, UnsentError
from bot.errors import RefusalError
from bot.wording.reply import Reply
from cogs.buttons import report_button
from cogs.render import render

if TYPE_CHECKING:
    from bot.client import BriefingBot
    from storage.schedules import Schedule

log = logging.getLogger(__name__)

# Of a channel's newest messages so many are looked through for a post that a crash left unconfirmed.
LOOK_BACK = 100
GONE = "The channel is gone."
FORBIDDEN = "The bot may not post in the channel any longer."
LEFT = "The bot was taken out of the server."


class DiscordSender:
    """Sends through the client."""

    def __init__(self, bot: BriefingBot) -> None:
        self._bot = bot

    async def send(self, channel: int, reply: Reply, marker: str, nonce: str, role: int | None) -> int:
        """Post and return the message's id; only the role that the schedule names is mentioned."""
        embeds = render(reply, footer=marker)
        view = discord.ui.View(timeout=None)
        view.add_item(await report_button(reply.title, self._bot.store, self._bot.clock.now()))
        place = self._bot.get_partial_messageable(channel)
        roles = [discord.Object(role)] if role is not None else []
        allowed = discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)
        content = f"<@&{role}>" if role is not None else None
        try:
            with self._bot.working():
                message = await place.send(
                    content=content, embeds=embeds, view=view, nonce=nonce, allowed_mentions=allowed
                )
        except discord.NotFound as error:
            raise RefusedError(GONE) from error
        except discord.Forbidden as error:
            raise RefusedError(FORBIDDEN) from error
        except discord.RateLimited as error:
            raise UnsentError("Discord asked to wait.") from error
        except aiohttp.ClientConnectorError as error:
            raise UnsentError("Discord could not be reached.") from error
        return message.id

    async def find(self, channel: int, marker: str, after: dt.datetime) -> Looked:
        """Look for this bot's message whose footer is the marker."""
        place = self._bot.get_partial_messageable(channel)
        assert self._bot.user is not None
        seen = False
        try:
            async for message in place.history(limit=LOOK_BACK, after=after, oldest_first=False):
                seen = True
                if message.author.id == self._bot.user.id and _marked(message.embeds, marker):
                    return Looked(message.id, known=True)
        except (discord.Forbidden, discord.NotFound):
            return Looked(None, known=False)
        # Without "Read Message History" Discord gives an empty list instead of an error.
        return Looked(None, known=seen or await self._reads_history(channel))

    async def _reads_history(self, channel: int) -> bool:
        found = self._bot.get_channel(channel)
        if not isinstance(found, discord.abc.GuildChannel | discord.Thread):
            return False
        allowed = found.permissions_for(found.guild.me)
        return allowed.view_channel and allowed.read_message_history


def _marked(embeds: Iterable[discord.Embed], marker: str) -> bool:
    return any(embed.footer.text == marker for embed in embeds)


class Posting(commands.Cog):
    """Visits the schedules while the bot runs. The store is the schedule; nothing is kept in memory."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self.delivery = Delivery(bot.newsroom, bot.store.schedules, DiscordSender(bot))
        self._task: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Begin the visits."""
        self._task = asyncio.create_task(self._visits(), name="daily briefings")

    async def cog_unload(self) -> None:
        """End the visits between two sends; one in progress is waited for by the client's end."""
        if self._task is not None:
            self._task.cancel()

    async def _visits(self) -> None:
        await self.bot.wait_until_ready()
        first = True
        while not self.bot.stopping:
            # The send is shielded: an end in the middle of it would leave a claim that nobody knows the fate of.
            await asyncio.shield(self._visit(first))
            first = False
            await asyncio.sleep(delivery.VISIT_EVERY)

    async def _visit(self, first: bool) -> None:
        try:
            await self.delivery.visit(self.bot.clock.now(), first=first)
        except Exception:
            log.exception("The visit to the schedules failed; the next one tries again.")

    async def extra(self, schedule: Schedule) -> None:
        """Post an extra briefing in a schedule's channel. Raises a sentence for the person where that can't be done."""
        try:
            await self.delivery.now(schedule, self.bot.clock.now())
        except (RefusedError, UnsentError) as error:
            raise RefusalError(str(error)) from error

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Pause the schedules of a server that the bot left."""
        await self.bot.store.schedules.pause_guild(guild.id, LEFT)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Pause the schedule of a channel that is gone."""
        await self.bot.store.schedules.pause(channel.id, GONE)


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Posting(bot))
