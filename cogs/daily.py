"""``/daily``: which channel gets its briefing when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import schedule as timing
from bot.errors import RefusalError
from bot.wording import schedules as wording
from cogs.options import listed, named
from cogs.posting import Posting

if TYPE_CHECKING:
    from bot.client import BriefingBot
    from storage.schedules import Schedule

Place = discord.TextChannel | discord.Thread
NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
}
TIMES = listed(("07:00", "07:30", "08:00", "09:00", "12:00", "17:00", "18:00", "20:00"))
DAYS = listed(("daily", "weekdays", "weekends", "mon,wed,fri", "mon"))


def missing(channel: Place) -> list[str]:
    """Return the names of the permissions that the bot lacks in ``channel``."""
    allowed = channel.permissions_for(channel.guild.me)
    needed = dict(NEEDED)
    if isinstance(channel, discord.Thread):
        del needed["send_messages"]
        needed["send_messages_in_threads"] = "Send Messages in Threads"
    return [name for flag, name in needed.items() if not getattr(allowed, flag)]


async def zones(interaction: discord.Interaction[BriefingBot], current: str) -> list[app_commands.Choice[str]]:
    """Offer time zones whose name holds what is typed."""
    typed = "_".join(current.split()).casefold()
    names = [name for name in timing.zone_names() if typed in name.casefold()]
    names.sort(key=lambda name: (not name.rpartition("/")[2].casefold().startswith(typed), name))
    return [app_commands.Choice(name=name, value=name) for name in names[:25]]


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class Daily(commands.GroupCog, group_name="daily", group_description="The briefing that is posted every day"):
    """Sets, ends and shows the schedules of a server."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Check the permission again: a server may have offered the command to others."""
        if not interaction.permissions.manage_guild:
            # Of a check's errors discord.py hands on only its own kind.
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    @app_commands.command(name="set", description="Post a briefing in a channel at a time of day")
    @app_commands.describe(
        channel="Where it is posted",
        time="Local time, such as 07:30 or 7:30am",
        timezone="Such as Europe/Berlin",
        days="daily, weekdays, or days such as mon,wed",
        topic="What it should be about; leave it out for all news",
        role="A role to mention with every post",
    )
    @app_commands.autocomplete(time=TIMES, timezone=zones, days=DAYS, topic=named("topic", "country", "person"))
    async def set(
        self,
        interaction: discord.Interaction[BriefingBot],
        channel: Place,
        time: str,
        timezone: str,
        days: str = "daily",
        topic: str | None = None,
        role: discord.Role | None = None,
    ) -> None:
        """Give a channel its schedule."""
        at, zone, chosen = timing.parse_time(time), timing.parse_zone(timezone), timing.parse_days(days)
        if at is None or zone is None or chosen is None:
            raise RefusalError(wording.unreadable(time, at, timezone, zone, days, chosen))
        if lacking := missing(channel):
            raise RefusalError(wording.lacking(channel.mention, lacking))
        now = self.bot.clock.now()
        made = await self.bot.store.schedules.set(
            guild=channel.guild.id,
            channel=channel.id,
            at=at,
            zone=zone.key,
            days=chosen,
            now=now,
            topic=topic,
            role=role.id if role else None,
        )
        run = discord.utils.format_dt(timing.next_run(at, zone, chosen, now), "F")
        await self._say(interaction, wording.is_set(channel.mention, made, run))

    @app_commands.command(name="off", description="End a channel's daily briefing")
    @app_commands.describe(channel="The channel; this one if left out")
    async def off(self, interaction: discord.Interaction[BriefingBot], channel: Place | None = None) -> None:
        """Take a channel's schedule away."""
        place = self._here(interaction, channel)
        removed = await self.bot.store.schedules.remove(place)
        await self._say(interaction, wording.is_off(f"<#{place}>") if removed else wording.none_set(f"<#{place}>"))

    @app_commands.command(name="now", description="Post an extra briefing at once; the day's own still comes")
    @app_commands.describe(channel="The channel; this one if left out")
    async def now(self, interaction: discord.Interaction[BriefingBot], channel: Place | None = None) -> None:
        """Post an extra."""
        schedule = await self._schedule(interaction, channel)
        await interaction.response.defer(ephemeral=True, thinking=True)
        posting = self.bot.get_cog("Posting")
        assert isinstance(posting, Posting)
        await posting.extra(schedule)
        await interaction.followup.send(wording.posted(f"<#{schedule.channel}>"), ephemeral=True)

    @app_commands.command(name="status", description="Show which channels get a briefing, and when the next one comes")
    @app_commands.describe(channel="Only this channel")
    async def status(self, interaction: discord.Interaction[BriefingBot], channel: Place | None = None) -> None:
        """Show the schedules of the server."""
        assert interaction.guild_id is not None
        schedules = await self.bot.store.schedules.all(interaction.guild_id)
        chosen = [each for each in schedules if channel is None or each.channel == channel.id]
        await self._say(interaction, wording.status([(each, await self._next(each)) for each in chosen[:10]]))

    async def _next(self, schedule: Schedule) -> str:
        zone = timing.parse_zone(schedule.zone)
        assert zone is not None
        run = timing.next_run(schedule.at, zone, schedule.days, self.bot.clock.now())
        return discord.utils.format_dt(run, "F")

    def _here(self, interaction: discord.Interaction[BriefingBot], channel: Place | None) -> int:
        place = channel.id if channel is not None else interaction.channel_id
        assert place is not None
        return place

    async def _schedule(self, interaction: discord.Interaction[BriefingBot], channel: Place | None) -> Schedule:
        place = self._here(interaction, channel)
        schedule = await self.bot.store.schedules.get(place)
        if schedule is None or schedule.guild != interaction.guild_id:
            raise RefusalError(wording.none_set(f"<#{place}>"))
        return schedule

    async def _say(self, interaction: discord.Interaction[BriefingBot], sentence: str) -> None:
        await interaction.response.send_message(sentence, ephemeral=True)


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Daily(bot))
