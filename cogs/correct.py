"""``/correct``: what the owners correct, and what people have reported."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.correcting import Corrector
from bot.errors import RefusalError
from bot.wording import correcting as wording
from cogs.options import choices, named
from cogs.owners import owner_ids
from cogs.render import CHOICE, plain, render
from storage.records import Span

if TYPE_CHECKING:
    from bot.client import BriefingBot
    from storage.corrections import Kind

log = logging.getLogger(__name__)
REASON = "Why; it is kept with the correction"
ARTICLE = "The article's id"
SENTENCE = "Words of the article, exactly as they stand there"
_OFFERED = 25

Numbers = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, list[app_commands.Choice[int]]]]


async def articles(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
    """Offer articles of open reports, then the newest, by title."""
    bot: BriefingBot = interaction.client
    try:
        reported = [id_ for report in await bot.store.corrections.reports() for id_ in report.articles]
        known = await bot.store.articles.get_many(reported)
        newest = await bot.store.articles.between(None, None, _OFFERED * 4, now=bot.clock.now())
        found = {article.id: article.title for article in (*known.values(), *newest)}
    except Exception:
        log.exception("Autocomplete failed.")
        return []
    typed = current.casefold()
    return choices((title, id_) for id_, title in found.items() if typed in f"{title} {id_}".casefold())


def numbered(what: str) -> Numbers:
    """Offer the numbers of "correction" or "report" lines, the newest first."""

    async def complete(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[int]]:
        try:
            lines = await Corrector(interaction.client.store).lines()
        except Exception:
            log.exception("Autocomplete failed.")
            return []
        found = [(int(match[1]), line) for line in lines if (match := re.match(rf"{what} (\d+)\b", line))]
        fitting = [each for each in reversed(found) if current.casefold() in each[1].casefold()]
        return [app_commands.Choice(name=plain(line, CHOICE), value=number) for number, line in fitting[:_OFFERED]]

    return complete


@app_commands.default_permissions()
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
@app_commands.allowed_installs(guilds=True, users=True)
class Correct(commands.GroupCog, group_name="correct", group_description="For those who run the bot: mend answers"):
    """Corrections of the owners. Every answer is shown to them alone."""

    def __init__(self, bot: BriefingBot) -> None:
        self.bot = bot
        self.corrector = Corrector(bot.store)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let only owners in."""
        if interaction.user.id not in owner_ids(self.bot):
            raise app_commands.CheckFailure(wording.OWNERS_ONLY)
        return True

    @app_commands.command(name="list", description="Show corrections and open reports")
    async def list(self, interaction: discord.Interaction[BriefingBot]) -> None:
        """Show everything, the newest first."""
        lines = (await self.corrector.lines())[::-1]
        await interaction.response.send_message(embeds=render(wording.word_list(lines)), ephemeral=True)

    @app_commands.command(name="hide-person", description="Show a person nowhere")
    @app_commands.describe(person="Who", reason=REASON)
    @app_commands.autocomplete(person=named("person", by_id=True))
    async def hide_person(self, interaction: discord.Interaction[BriefingBot], person: str, reason: str) -> None:
        """Hide a person."""
        await self._make(interaction, "hide_person", reason, person=person)

    @app_commands.command(name="merge", description="Say that two people are one")
    @app_commands.describe(person="The one", other="The other", reason=REASON)
    @app_commands.autocomplete(person=named("person", by_id=True), other=named("person", by_id=True))
    async def merge(self, interaction: discord.Interaction[BriefingBot], person: str, other: str, reason: str) -> None:
        """Join two people."""
        await self._make(interaction, "merge", reason, person=person, other=other)

    @app_commands.command(name="part", description="Say that an article speaks of another person of that name")
    @app_commands.describe(
        person="Whom it was taken for", article=ARTICLE, reason=REASON, other="Whom it speaks of, where known"
    )
    @app_commands.autocomplete(person=named("person", by_id=True), other=named("person", by_id=True), article=articles)
    async def part(
        self,
        interaction: discord.Interaction[BriefingBot],
        person: str,
        article: str,
        reason: str,
        other: str | None = None,
    ) -> None:
        """Part one article's person from the others'."""
        await self._make(interaction, "part", reason, article=article, person=person, other=other)

    @app_commands.command(name="speaker", description="Say whose words a quotation is")
    @app_commands.describe(
        article=ARTICLE, sentence=SENTENCE, reason=REASON, person="Who said it; nobody known if left out"
    )
    @app_commands.autocomplete(person=named("person", by_id=True), article=articles)
    async def speaker(
        self,
        interaction: discord.Interaction[BriefingBot],
        article: str,
        sentence: str,
        reason: str,
        person: str | None = None,
    ) -> None:
        """Give a quotation to another speaker."""
        await self._make(interaction, "speaker", reason, article=article, sentence=sentence, person=person)

    @app_commands.command(name="wrong-fact", description="Say that the tariff facts read in a sentence are wrong")
    @app_commands.describe(article=ARTICLE, sentence=SENTENCE, reason=REASON)
    @app_commands.autocomplete(article=articles)
    async def wrong_fact(
        self, interaction: discord.Interaction[BriefingBot], article: str, sentence: str, reason: str
    ) -> None:
        """Drop the facts of a sentence."""
        await self._make(interaction, "wrong_fact", reason, article=article, sentence=sentence)

    @app_commands.command(name="hide-sentence", description="Show a sentence nowhere")
    @app_commands.describe(article=ARTICLE, sentence=SENTENCE, reason=REASON)
    @app_commands.autocomplete(article=articles)
    async def hide_sentence(
        self, interaction: discord.Interaction[BriefingBot], article: str, sentence: str, reason: str
    ) -> None:
        """Hide a sentence."""
        await self._make(interaction, "hide_sentence", reason, article=article, sentence=sentence)

    @app_commands.command(name="remove", description="Remove an article for good, and never take it in again")
    @app_commands.describe(article=ARTICLE, reason=REASON)
    @app_commands.autocomplete(article=articles)
    async def remove(self, interaction: discord.Interaction[BriefingBot], article: str, reason: str) -> None:
        """Remove an article."""
        await self._make(interaction, "remove", reason, article=article)

    @app_commands.command(name="withdraw", description="Take a correction back")
    @app_commands.describe(number="The correction's number in /correct list")
    @app_commands.autocomplete(number=numbered("correction"))
    async def withdraw(self, interaction: discord.Interaction[BriefingBot], number: int) -> None:
        """Take a correction back."""
        await self._begin(interaction)
        await self._say(interaction, wording.withdrawn(number, await self.corrector.withdraw(number)))

    @app_commands.command(name="settle", description="Close a report that was dealt with")
    @app_commands.describe(number="The report's number in /correct list")
    @app_commands.autocomplete(number=numbered("report"))
    async def settle(self, interaction: discord.Interaction[BriefingBot], number: int) -> None:
        """Close a report."""
        await self._begin(interaction)
        await self._say(interaction, wording.settled(number, await self.bot.store.corrections.settle(number)))

    async def _make(
        self,
        interaction: discord.Interaction[BriefingBot],
        kind: Kind,
        reason: str,
        *,
        article: str | None = None,
        sentence: str | None = None,
        person: str | None = None,
        other: str | None = None,
    ) -> None:
        # People across articles are worked out anew, which may take longer than Discord waits.
        await self._begin(interaction)
        span = await self._span(article, sentence) if article is not None and sentence is not None else None
        now = self.bot.clock.now()
        number = await self.corrector.add(kind, reason, now, article=article, span=span, person=person, other=other)
        await self._say(interaction, wording.made(number))

    async def _span(self, id_: str, sentence: str) -> Span | None:
        """Where the words stand in the article, white space aside. None where there is no such article."""
        article = await self.bot.store.articles.get(id_)
        if article is None:
            return None
        words = sentence.strip().strip('“”"…').split()
        match = re.search(r"\s+".join(map(re.escape, words)), article.text) if words else None
        if match is None:
            raise RefusalError(wording.NOT_FOUND)
        return Span(*match.span())

    async def _begin(self, interaction: discord.Interaction[BriefingBot]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)

    async def _say(self, interaction: discord.Interaction[BriefingBot], sentence: str) -> None:
        await interaction.edit_original_response(content=sentence)


async def setup(bot: BriefingBot) -> None:
    """Add the cog."""
    await bot.add_cog(Correct(bot))
