"""Who runs the bot: the application's owner or its team, and those whom the settings name."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.client import UNREACHABLE
from bot.wording.reply import Reply
from cogs.render import render

if TYPE_CHECKING:
    from bot.client import BriefingBot

log = logging.getLogger(__name__)


def owner_ids(bot: BriefingBot) -> frozenset[int]:
    """Return the ids of all owners. Before the bot has logged in only those of the settings."""
    application = bot.application
    if application is None:
        return bot.settings.owners
    team = application.team
    theirs = {member.id for member in team.members} if team is not None else {application.owner.id}
    return bot.settings.owners | theirs


async def tell_owners(bot: BriefingBot, reply: Reply) -> None:
    """Send a direct message to every owner who takes one."""
    for id_ in sorted(owner_ids(bot)):
        try:
            with bot.working():
                user = await bot.fetch_user(id_)
                await user.send(embeds=render(reply))
        except (discord.HTTPException, *UNREACHABLE) as error:
            log.warning("An owner could not be told of a report (%s).", error)
