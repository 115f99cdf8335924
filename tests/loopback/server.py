"""The loopback Discord itself: the world, the web server, and the border that every request crosses."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.loopback import messages, permissions, rest, schema, webhooks
from tests.loopback.border import as_json, error_tree, read_body, refusal, troubled
from tests.loopback.gateway import Gateway
from tests.loopback.interactions import WINDOW, Interaction
from tests.loopback.trouble import Refused, Trouble
from tests.loopback.world import DM, GROUP_DM, PUBLIC_THREAD, TEXT, Channel, Guild, Json, Role, User, snowflake

Handler = Callable[["Loopback", "Call"], Awaitable[Any]]
Check = Callable[[Any], Iterable[tuple[str, str]]]
Route = tuple[str, str, Handler, Check | None]


@dataclass
class Call:
    """One request as a handler gets it: parts of its path, query, decoded body."""

    parts: dict[str, str]
    query: dict[str, str]
    body: Any

    def id(self, name: str) -> int:
        value = self.parts[name]
        if not value.isdecimal():
            raise Refused(400, 50035, "Invalid Form Body")
        return int(value)


@dataclass
class Recorded:
    """What the bot asked and what it was told. ``done`` says whether the work was done, whatever it was told."""

    method: str
    path: str
    body: Any
    status: int
    done: bool
    at: float


class Loopback:
    """A Discord on 127.0.0.1. ``async with Loopback() as discord`` serves; ``discord.url`` is the API's address.

    ``violations`` collects everything that the real Discord would have refused, and late acknowledgements;
    :meth:`assert_clean` raises on any. ``requests`` holds all that was asked, ``trouble`` what a test orders.
    """

    def __init__(
        self, *, token: str = "loopback.token.of-no-worth", application_flags: int = 0, team: bool = False
    ) -> None:
        self.token = token
        self.host, self.port = "127.0.0.1", 0
        self.application_id = snowflake()
        self.application_flags = application_flags
        self.me = User("briefing", bot=True, id=self.application_id)
        self.operator = User("operator")
        self.team: tuple[User, ...] = (self.operator, User("second")) if team else ()
        self.users: dict[int, User] = {user.id: user for user in (self.me, self.operator, *self.team)}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: list[Json] = []
        self.registrations: list[list[Json]] = []
        self.interactions: dict[str, Interaction] = {}
        self.gateway = Gateway(self)
        self.requests: list[Recorded] = []
        self.violations: list[str] = []
        self.trouble: list[Trouble] = []
        self.nonce_window = 300.0
        self.window = WINDOW
        self.clock: Callable[[], float] = time.monotonic
        self._waiters: set[asyncio.Event] = set()
        self._runner: web.AppRunner | None = None

    # ---- the world ----

    def user(self, name: str, *, takes_messages: bool = True) -> User:
        """A new person."""
        user = User(name, takes_messages=takes_messages)
        self.users[user.id] = user
        return user

    def guild(
        self,
        name: str = "Newsroom",
        *,
        owner: User | None = None,
        members: Iterable[User] = (),
        everyone: int | None = None,
        bot: bool = True,
    ) -> Guild:
        """A new server; ``everyone`` are @everyone's permissions. The bot's role has the permissions of the invite."""
        owner = owner or self.user(f"owner of {name}")
        id_ = snowflake()
        granted = permissions.PERSON if everyone is None else everyone
        guild = Guild(name, owner, {id_: Role("@everyone", granted, id=id_)}, id_)
        guild.members = {user: set() for user in (owner, *members)}
        self.guilds[guild.id] = guild
        if bot:
            role = Role("briefing", permissions.INVITE)
            guild.roles[role.id] = role
            guild.members[self.me] = {role.id}
            self.gateway.emit("GUILD_CREATE", guild.wire(self.me), intent=1)
        return guild

    def channel(self, guild: Guild, name: str = "news", kind: int = TEXT, *, parent: Channel | None = None) -> Channel:
        """A new channel of ``guild`` (or, with ``parent``, a thread)."""
        kind = PUBLIC_THREAD if parent is not None and kind == TEXT else kind
        channel = Channel(name, kind, guild, parent)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        self.tell_guild(guild, "THREAD_CREATE" if channel.is_thread else "CHANNEL_CREATE", channel.wire())
        return channel

    def dm(self, user: User) -> Channel:
        """The direct message channel of the bot and ``user``, opened if need be."""
        for channel in self.channels.values():
            if channel.kind == DM and set(channel.recipients) == {user, self.me}:
                return channel
        channel = Channel("", DM, recipients=(user, self.me))
        self.channels[channel.id] = channel
        return channel

    def group(self, *people: User) -> Channel:
        """A group direct message without the bot: only user-installed apps work there."""
        channel = Channel("group", GROUP_DM, recipients=people)
        self.channels[channel.id] = channel
        return channel

    def tell_guild(self, guild: Guild, event: str, data: Json) -> None:
        if self.me in guild.members:
            self.gateway.emit(event, data, intent=1)

    def permit(self, channel: Channel, target: Role | User | Guild, *, allow: int = 0, deny: int = 0) -> None:
        """Sets a channel's overwrite for a role, a member, or (given the server) @everyone, and tells the bot."""
        channel.overwrites[target.id] = (allow, deny)
        if channel.guild is not None:
            self.tell_guild(channel.guild, "CHANNEL_UPDATE", channel.wire())

    def delete_channel(self, channel: Channel) -> None:
        """Someone deletes a channel, and its threads with it."""
        guild = channel.guild
        assert guild is not None
        for gone in [channel, *(c for c in guild.channels.values() if c.parent is channel)]:
            del guild.channels[gone.id], self.channels[gone.id]
        self.tell_guild(guild, "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE", channel.wire())

    def leave(self, guild: Guild) -> None:
        """The bot is removed from a server."""
        self.tell_guild(guild, "GUILD_DELETE", {"id": str(guild.id)})
        guild.members.pop(self.me, None)

    # ---- what tests wait for and assert ----

    def notify(self) -> None:
        """Something changed: everyone who waits looks again."""
        for waiter in self._waiters:
            waiter.set()

    async def until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        """Waits until ``condition`` holds. Raises TimeoutError."""
        waiter = asyncio.Event()
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    waiter.clear()
                    with contextlib.suppress(TimeoutError):  # looks again now and then: the bot changes without a word
                        await asyncio.wait_for(waiter.wait(), 0.05)
        finally:
            self._waiters.discard(waiter)

    async def ready(self, seconds: float = 20.0) -> None:
        """Waits until a bot is connected."""
        await self.until(lambda: self.gateway.connected, seconds)

    def asked(self, method: str, part: str) -> list[Recorded]:
        """The recorded requests of ``method`` whose path holds ``part``."""
        return [r for r in self.requests if r.method == method and part in r.path]

    def ack_times(self) -> list[float]:
        """Seconds from each interaction to its first answer."""
        return [i.answered_after for i in self.interactions.values() if i.answered_after is not None]

    def assert_clean(self) -> None:
        """Nothing was sent that Discord would refuse."""
        assert not self.violations, "sent what Discord would refuse:\n" + "\n".join(self.violations)

    # ---- the server ----

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/api/v10"

    async def __aenter__(self) -> Loopback:
        app = web.Application(client_max_size=30 * 1024 * 1024)
        for method, path, handler, check in (*rest.ROUTES, *messages.ROUTES, *webhooks.ROUTES):
            app.router.add_route(method, "/api/v10" + path, self._border(path, handler, check))
        for path in ("/gateway", "/resume"):
            app.router.add_get(path, self.gateway.handle)
        app.router.add_route("*", "/{anything:.*}", self._border("", _nowhere, None))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        sockets = self._runner.addresses
        self.port = int(sockets[0][1])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.gateway.shut()
        if self._runner is not None:
            await self._runner.cleanup()

    def _border(
        self, template: str, handler: Handler, check: Check | None
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            return await self._serve(request, template, handler, check)

        return handle

    async def _serve(self, request: web.Request, template: str, handler: Handler, check: Check | None) -> web.Response:
        path = request.path.removeprefix("/api/v10")
        body, files = await read_body(request)
        trouble = next((t for t in self.trouble if t.takes(f"{request.method} {path}")), None)
        done, answer = False, web.Response(status=500, text="")
        if trouble is not None and trouble.delay:
            await asyncio.sleep(trouble.delay)
        if trouble is None or trouble.when == "after" or not (trouble.status or trouble.drop):
            try:
                if not template.startswith(("/webhooks/", "/interactions/")) and template != "":
                    self._authorise(request)
                if check is not None:
                    self._check(request.method, template, path, body, check)
                if files and isinstance(body, dict):
                    body = {**body, "_attachments": files}
                result = await handler(self, Call(dict(request.match_info), dict(request.query), body))
                done = True
                answer = web.Response(status=204) if result is None else as_json(result)
            except Refused as refused:
                answer = refusal(refused)
        if trouble is not None and trouble.status:
            answer = troubled(trouble)
        answer.headers.update(self._rate_headers(template, trouble))
        self.requests.append(Recorded(request.method, path, body, answer.status, done, self.clock()))
        self.notify()
        if trouble is not None and trouble.drop and request.transport is not None:
            request.transport.abort()
        return answer

    def _authorise(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self.token}":
            raise Refused(401, 0, "401: Unauthorized")

    def _check(self, method: str, template: str, path: str, body: Any, check: Check) -> None:
        faults = [*check(body), *schema.faults(method, template, body)]
        if faults:
            self.violations += [f"{method} {path}: {where}: {what}" for where, what in faults]
            raise Refused(400, 50035, "Invalid Form Body", error_tree(faults))

    def _rate_headers(self, template: str, trouble: Trouble | None) -> dict[str, str]:
        limited = trouble is not None and trouble.status == 429
        wait = trouble.retry_after if trouble is not None and limited else 1.0
        return {
            "X-RateLimit-Limit": "1000",
            "X-RateLimit-Remaining": "0" if limited else "999",
            "X-RateLimit-Reset": f"{time.time() + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": f"bucket{abs(hash(template)) % 10**8}",
        }


async def _nowhere(discord: Loopback, call: Call) -> None:
    discord.violations.append(f"no such route: {call.parts}")
    raise Refused(404, 0, "404: Not Found")
