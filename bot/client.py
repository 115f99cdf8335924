"""The discord.py client: how it starts, registers its commands, reports errors and stops.

The only module of ``bot`` that knows Discord. The resources are opened outside and passed in; the cogs are named here
only as strings.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.correcting import CorrectionError
from bot.errors import RefusalError
from bot.wording.schedules import NOT_ALLOWED
from storage.errors import StoreBusyError

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.newsroom import Newsroom
    from bot.settings import Settings
    from storage.store import Store

log = logging.getLogger(__name__)

EXTENSIONS = (
    "cogs.views",
    "cogs.brief",
    "cogs.who",
    "cogs.tariff",
    "cogs.changes",
    "cogs.quotes",
    "cogs.search",
    "cogs.help",
    "cogs.direct",
    "cogs.report",
    "cogs.correct",
    "cogs.posting",
    "cogs.daily",
)
ALREADY_ANSWERED, UNKNOWN_INTERACTION = 40060, 10062
UNREACHABLE = (OSError, aiohttp.ClientError, TimeoutError, discord.GatewayNotFound, discord.DiscordServerError)
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
REFUSED_TOKEN = "Discord refuses the token in DISCORD_TOKEN; copy it again from the developer portal."
_BAD_TOKEN = 4004
_REGISTRATION_PATIENCE = 30.0
_SENDS_PATIENCE = 7.0


def api_base(address: str) -> yarl.URL:
    """Return the root of the API behind ``address``, which may leave out the path or the version."""
    url = yarl.URL(address.rstrip("/"))
    path = url.path.rstrip("/")
    if not path:
        return url.with_path("/api/v10")
    return url.with_path(path + "/v10") if path.endswith("/api") else url


class Tree(app_commands.CommandTree["BriefingBot"]):
    """The slash commands; errors of all of them end at :meth:`BriefingBot.report`."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        """Report once, here, whatever a command raised."""
        await self.client.report(interaction, error)


class BriefingBot(commands.Bot):
    """The bot. ``registered`` tells whether Discord took the commands at this start (None before it was tried)."""

    def __init__(
        self,
        *,
        newsroom: Newsroom,
        store: Store,
        clock: Clock,
        settings: Settings,
        extensions: Sequence[str] = EXTENSIONS,
    ) -> None:
        # No voice here, so no warning that it would not work.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.newsroom, self.store, self.clock, self.settings = newsroom, store, clock, settings
        self.registered: bool | None = None
        self.stopping = False
        self._names = tuple(extensions)
        self._busy = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def setup_hook(self) -> None:
        """Find the gateway, load every cog (one that fails stops the start), register the commands in one request."""
        _, gateway, _ = await self.http.get_bot_gateway()
        # A plain client never asks for the gateway's address: it dials this constant.
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
        # In memory before the first question comes: a large store takes seconds, a completion has none.
        await self.newsroom.names()
        for name in self._names:
            await self.load_extension(name)
        try:
            async with asyncio.timeout(_REGISTRATION_PATIENCE):
                await self.tree.sync()
            self.registered = True
        except (discord.HTTPException, app_commands.CommandSyncFailure, *UNREACHABLE) as error:
            self.registered = False
            log.warning("Discord did not take the commands (%s); the bot runs on with those it knows.", error)

    async def on_message(self, message: discord.Message, /) -> None:
        """Process no prefix commands: messages are read by a cog's own listener."""

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log a listener's failure whole, without the message that it was about."""
        log.exception("A listener for %s failed.", event_method)

    @property
    def busy(self) -> bool:
        """Whether a send is in progress."""
        return self._busy > 0

    @contextmanager
    def working(self) -> Iterator[None]:
        """Mark a send in progress: stopping waits for it."""
        self._busy += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def finish(self) -> None:
        """Let sends in progress end (7 s at most), then close the connection, all within 10 seconds."""
        self.stopping = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), _SENDS_PATIENCE)
        with suppress(TimeoutError):
            await asyncio.wait_for(self.close(), 1.5)
        await self.http.close()

    async def report(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """Tell the person what went wrong: the one place where errors of commands, buttons and menus end."""
        sentence = self.explain(error)
        if sentence is not None:
            with suppress(discord.HTTPException, *UNREACHABLE):
                await _tell(interaction, sentence)

    def explain(self, error: Exception) -> str | None:
        """Return the sentence that the person is told about ``error``, None where there is nobody to tell.

        Expected errors have their own sentence. All others are logged whole under a reference that the sentence names.
        """
        cause = _cause(error)
        if isinstance(cause, discord.HTTPException) and cause.code in (ALREADY_ANSWERED, UNKNOWN_INTERACTION):
            # Answered already (a retry after a lost reply), or too late for any answer.
            log.info("An interaction could not be answered: %s", cause)
            return None
        sentence = _sentence(cause)
        if sentence is not None:
            return sentence
        reference = secrets.token_hex(3)
        log.error("Reference %s: an answer failed.", reference, exc_info=cause)
        return f"Something went wrong here. If you tell the operator, name the reference {reference}."


def _cause(error: Exception) -> Exception:
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and isinstance(error.__cause__, Exception):
        return error.__cause__
    return error


def _sentence(error: Exception) -> str | None:
    """The sentence of an expected error, or None for a fault of the program."""
    if isinstance(error, RefusalError | CorrectionError) or type(error) is app_commands.CheckFailure:
        return str(error)
    if isinstance(error, StoreBusyError):
        return "The articles are being rearranged just now. Please try again in a moment."
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return "This command has changed. Please reload Discord and try again."
    if isinstance(error, app_commands.TransformerError):
        return "The bot can't use what was chosen there. It may not be able to see that channel."
    if isinstance(error, app_commands.NoPrivateMessage):
        return "This command works in servers only."
    if isinstance(error, app_commands.MissingPermissions):
        return NOT_ALLOWED
    return None


async def _tell(interaction: discord.Interaction[Any], sentence: str) -> None:
    response = interaction.response
    if not response.is_done():
        await response.send_message(sentence, ephemeral=True)
        return
    if response.type is discord.InteractionResponseType.deferred_channel_message:
        # A public "thinking ..." would make the sentence public as well.
        with suppress(discord.HTTPException):
            await interaction.delete_original_response()
    await interaction.followup.send(sentence, ephemeral=True)


def point_at(settings: Settings) -> None:
    """Let discord.py speak to the API that the settings name."""
    Route.BASE = str(api_base(settings.api_url))


async def run_discord(make: Callable[[], BriefingBot], token: str, say: Callable[[str], None]) -> int:
    """Run bots made by ``make`` until a signal comes; return the exit status: 0, or 1 where it can't go on.

    While Discord can't be reached it tries again after growing pauses. ``say`` takes sentences for the operator.
    """
    stop = asyncio.Event()
    pause = FIRST_PAUSE
    with _signals(stop):
        while not stop.is_set():
            bot = make()
            try:
                await _until_stopped(bot, token, stop)
                break
            except discord.LoginFailure:
                say(REFUSED_TOKEN)
                return 1
            except discord.ConnectionClosed as error:
                say(
                    REFUSED_TOKEN
                    if error.code == _BAD_TOKEN
                    else f"Discord closed the connection for good ({error.code})."
                )
                return 1
            except UNREACHABLE as error:
                pause = FIRST_PAUSE if bot.is_ready() else pause
                say(f"Discord can't be reached ({_short(error)}); trying again in {pause:.0f} s.")
            except discord.HTTPException as error:
                say(f"Discord refuses to let the bot in: {_short(error)}")
                return 1
            finally:
                await bot.finish()
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)
    return 0


async def _until_stopped(bot: BriefingBot, token: str, stop: asyncio.Event) -> None:
    """Run ``bot`` until ``stop`` is set; raises what the bot died of."""
    running = asyncio.create_task(bot.start(token), name="discord")
    stopping = asyncio.create_task(stop.wait(), name="wait for the end")
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        else:
            await bot.finish()
    finally:
        for task in (running, stopping):
            task.cancel()
        await asyncio.gather(running, stopping, return_exceptions=True)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


@contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    """Set ``stop`` on SIGTERM and SIGINT, where the system lets the event loop watch them."""
    loop = asyncio.get_running_loop()
    watched = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
            loop.add_signal_handler(number, stop.set)
            watched.append(number)
    try:
        yield
    finally:
        for number in watched:
            loop.remove_signal_handler(number)
