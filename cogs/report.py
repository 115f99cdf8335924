"""The button "Report": a form asks what is wrong; the report is kept without who made it, and the owners are told."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.errors import RefusalError
from bot.wording import reports as wording
from bot.wording.seeing import read_seen
from cogs.buttons import SOURCES, read_id, read_report_id
from cogs.escape import clean
from cogs.owners import tell_owners
from cogs.pace import Pace
from storage.corrections import Report

if TYPE_CHECKING:
    from bot.client import BriefingBot

REASON, SENTENCE = "reason", "sentence"
_MOST_REASON, _MOST_SENTENCE = 1000, 600
_CITED = re.compile(r"^(?:> |- )?(?P<line>.*\S) \[\d+\](?: \[\d+\])*$", re.MULTILINE)
_MARKUP = re.compile(r"\*\*|\\(?=[^\w\s])")


class Form(discord.ui.Modal):
    """Asks what is wrong. Its answer comes back under the button's id, after a restart too."""

    def __init__(self, custom_id: str, sentence: str) -> None:
        super().__init__(title=wording.TITLE, custom_id=custom_id, timeout=600)
        self.add_item(
            discord.ui.TextInput(
                label=wording.ASK_REASON,
                custom_id=REASON,
                style=discord.TextStyle.paragraph,
                max_length=_MOST_REASON,
            )
        )
        self.add_item(
            discord.ui.TextInput(
                label=wording.ASK_SENTENCE,
                custom_id=SENTENCE,
                style=discord.TextStyle.paragraph,
                max_length=_MOST_SENTENCE,
                required=False,
                default=sentence[:_MOST_SENTENCE],
            )
        )


class Reports(commands.Cog):
    """Opens the form and takes what comes back. Both are told by their ids, so that none depends on memory."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self.pace = Pace()
        self._telling: set[asyncio.Task[None]] = set()

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take what is a report's."""
        data: dict[str, Any] = dict(interaction.data or {})
        custom_id = data.get("custom_id")
        if custom_id is None or not custom_id.startswith(("r:", "q:")):
            return
        try:
            if interaction.type is discord.InteractionType.component:
                await interaction.response.send_modal(Form(custom_id, _first_cited(interaction.message)))
            elif interaction.type is discord.InteractionType.modal_submit:
                await self._take(interaction, custom_id, _fields(data))
        except Exception as error:
            await self.bot.report(interaction, error)

    async def _take(self, interaction: discord.Interaction[Any], custom_id: str, fields: dict[str, str]) -> None:
        if not self.pace.allows(interaction.user.id):
            raise RefusalError(wording.TOO_OFTEN)
        now = self.bot.clock.now()
        asked = await read_report_id(custom_id, self.bot.store, now) or ""
        reason, sentence = clean(fields.get(REASON, "")).strip(), clean(fields.get(SENTENCE, "")).strip()
        articles = await self._articles(interaction.message)
        number = await self.bot.store.corrections.report(Report(asked, sentence, reason, now, articles))
        await interaction.response.send_message(wording.THANKS, ephemeral=True)
        telling = asyncio.create_task(tell_owners(self.bot, wording.word_report(number, asked, sentence, reason)))
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)

    async def _articles(self, message: discord.Message | None) -> tuple[str, ...]:
        """The articles whose sentences the message shows, told by its buttons "Source"."""
        found: list[str] = []
        for row in message.components if message is not None else ():
            for item in getattr(row, "children", ()):
                try:
                    here = await read_id(item.custom_id or "", self.bot.store, self.bot.clock.now())
                except RefusalError:
                    continue
                seen = read_seen(here.target) if here.kind in SOURCES else None
                if seen is not None:
                    found.append(seen.article)
        return tuple(dict.fromkeys(found))


def _first_cited(message: discord.Message | None) -> str:
    """The first line of the message that rests on an article, without its markup."""
    for embed in message.embeds if message is not None else ():
        match = _CITED.search(embed.description or "")
        if match is not None:
            return _MARKUP.sub("", match["line"])
    return ""


def _fields(data: dict[str, Any]) -> dict[str, str]:
    """What was typed into a form, by field."""
    rows = data.get("components") or []
    items = [item for row in rows for item in (row.get("components") or [row.get("component") or {}])]
    return {item["custom_id"]: str(item.get("value") or "") for item in items if item.get("custom_id")}


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Reports(bot))
