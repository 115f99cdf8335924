"""A tiny discord.py bot that uses each feature once: the loopback is tested with it."""

from __future__ import annotations

import asyncio
import logging

import discord
from discord import app_commands
from discord.ext import commands

log = logging.getLogger(__name__)
FRUITS = ["apple", "apricot", "banana"]


class Counter(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"count:(?P<n>\d+)"):
    """A button that counts, and survives a restart because its number is in its id."""

    def __init__(self, n: int) -> None:
        super().__init__(discord.ui.Button(label=f"Count {n}", custom_id=f"count:{n}"))
        self.n = n

    @classmethod
    async def from_custom_id(cls, interaction, item, match):  # type: ignore[no-untyped-def]
        return cls(int(match["n"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        view = discord.ui.View(timeout=None)
        view.add_item(Counter(self.n + 1))
        await interaction.response.edit_message(content=f"Counted to {self.n + 1}", view=view)


class Ask(discord.ui.Modal, title="Ask"):
    """A modal with one field."""

    question: discord.ui.TextInput[Ask] = discord.ui.TextInput(label="Question", custom_id="question")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You asked: {self.question.value}", ephemeral=True)


class Tiny(commands.Bot):
    """The bot."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        chosen = discord.Intents(guilds=True, dm_messages=True) if intents is None else intents
        super().__init__(commands.when_mentioned, help_command=None, intents=chosen, guild_ready_timeout=0.1)
        self.registered: bool | None = None
        self.heard: list[str] = []
        self.events: list[str] = []

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """No pause of five seconds in tests."""

    async def setup_hook(self) -> None:
        _register(self.tree)
        self.add_dynamic_items(Counter)
        try:
            await self.tree.sync()
            self.registered = True
        except discord.HTTPException:
            self.registered = False

    async def on_socket_event_type(self, name: str) -> None:
        self.events.append(name)

    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot:
            return
        self.heard.append(message.content)
        if isinstance(message.channel, discord.DMChannel):
            await message.channel.send(f"You said: {message.content}")


def _register(tree: app_commands.CommandTree[Tiny]) -> None:
    everywhere = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    installs = app_commands.allowed_installs(guilds=True, users=True)

    @tree.command(description="Says it back")
    @everywhere
    @installs
    async def echo(interaction: discord.Interaction, text: str, private: bool = False) -> None:
        embed = discord.Embed(title="Echo", description=text).add_field(name="Length", value=str(len(text)))
        await interaction.response.send_message(text, embed=embed, ephemeral=private)

    @tree.command(description="Takes its time")
    @everywhere
    @installs
    async def slow(interaction: discord.Interaction, private: bool = False, more: bool = False) -> None:
        await interaction.response.defer(ephemeral=private)
        await asyncio.sleep(0.05)
        await interaction.edit_original_response(content="At last")
        if more:
            await interaction.followup.send("And more", ephemeral=True)

    @tree.command(description="Picks a fruit")
    @everywhere
    @installs
    async def fruit(interaction: discord.Interaction, name: str) -> None:
        view = discord.ui.View(timeout=None)
        view.add_item(Counter(1))
        select: discord.ui.Select[discord.ui.View] = discord.ui.Select(
            custom_id="pick", options=[discord.SelectOption(label=f.title(), value=f) for f in FRUITS]
        )

        async def picked(inner: discord.Interaction) -> None:
            await inner.response.defer()
            await inner.edit_original_response(content=f"Chosen: {select.values[0]}")

        select.callback = picked  # type: ignore[method-assign, assignment]
        view.add_item(select)
        await interaction.response.send_message(f"A {name}", view=view)

    @fruit.autocomplete("name")
    async def complete(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f.title(), value=f) for f in FRUITS if f.startswith(current)]

    @tree.command(description="Opens a modal")
    async def ask(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Ask())

    @tree.command(description="Says nothing at all")
    async def mute(interaction: discord.Interaction) -> None:
        return

    @tree.command(description="Fails to fit")
    async def long(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("x" * 2001)

    group = app_commands.Group(
        name="daily",
        description="Daily things",
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True),
    )

    @group.command(name="set", description="Sets a channel")
    async def daily_set(interaction: discord.Interaction, channel: discord.TextChannel | discord.Thread) -> None:
        target = interaction.guild.get_channel_or_thread(channel.id) if interaction.guild else None
        held = target.permissions_for(interaction.guild.me) if target and interaction.guild else None
        await interaction.response.send_message(f"{channel.name}: may send {bool(held and held.send_messages)}")

    tree.add_command(group)
