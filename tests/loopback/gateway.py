"""The gateway: one websocket a connection, sessions that outlive it, compression as asked for in the address."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import zstandard
from aiohttp import WSCloseCode, WSMsgType, web

from tests.loopback.world import Json, User, snowflake

if TYPE_CHECKING:
    from tests.loopback.server import Loopback

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
PRIVILEGED = {1 << 1: 0b11 << 14, 1 << 8: 0b11 << 12, 1 << 15: 0b11 << 18}
"""Privileged intents (members, presences, message content) and the application flags of which one is needed."""


def _packer(kind: str | None) -> Callable[[str], bytes | str]:
    if kind == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda text: deflate.compress(text.encode()) + deflate.flush(zlib.Z_SYNC_FLUSH)
    if kind == "zstd-stream":
        stream = zstandard.ZstdCompressor().compressobj()
        block = zstandard.COMPRESSOBJ_FLUSH_BLOCK
        return lambda text: stream.compress(text.encode()) + stream.flush(block)
    return lambda text: text


@dataclass(eq=False)
class Session:
    """What Discord remembers of a connected bot: intents, last sequence number, events it may have missed."""

    intents: int
    identify: Json
    id: str = field(default_factory=lambda: f"session-{snowflake()}")
    sequence: int = 0
    events: list[Json] = field(default_factory=list)
    connection: Connection | None = None

    def push(self, name: str, data: Any) -> None:
        """Numbers an event, keeps it for a replay, and hands it on if connected."""
        self.sequence += 1
        event = {"op": DISPATCH, "t": name, "s": self.sequence, "d": data}
        self.events.append(event)
        if self.connection is not None:
            self.connection.queue.put_nowait(event)


class Connection:
    """One websocket."""

    def __init__(self, gateway: Gateway, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.gateway, self.socket, self.request = gateway, socket, request
        self.pack = _packer(request.query.get("compress"))
        self.chunk = gateway.chunk if request.query.get("compress") == "zlib-stream" else None
        self.queue: asyncio.Queue[Json | Callable[[], Any]] = asyncio.Queue()
        self.session: Session | None = None
        self.closed_by_us = False

    def send(self, op: int, data: Any = None) -> None:
        self.queue.put_nowait({"op": op, "d": data, "s": None, "t": None})

    async def write(self) -> None:
        """Sends what is queued, in order; a callable in the queue is run when its turn comes."""
        while True:
            item = await self.queue.get()
            if callable(item):
                await item()
                continue
            packed = self.pack(json.dumps(item))
            if isinstance(packed, str):
                await self.socket.send_str(packed)
            elif self.chunk:
                body, end = packed[:-4], packed[-4:]  # the flush mark stays whole: clients look for it in one frame
                for start in range(0, len(body), self.chunk):
                    await self.socket.send_bytes(body[start : start + self.chunk])
                await self.socket.send_bytes(end)
            else:
                await self.socket.send_bytes(packed)

    def drop(self) -> None:
        """Cuts the wire without a goodbye."""
        if self.session is not None:
            self.session.connection = None
        if self.request.transport is not None:
            self.request.transport.abort()

    async def close(self, code: int) -> None:
        if self.session is not None:
            self.session.connection = None
        self.closed_by_us = True
        await self.socket.close(code=code, message=b"")


class Gateway:
    """All sessions, and the knobs that tests turn.

    ``refuse_resumes`` counts resumes to answer with an invalid session; ``refuse_identifies`` closes that many
    identifies with ``refuse_code``; ``ack`` false answers no
    heartbeat; ``chunk`` splits compressed messages into frames.
    """

    def __init__(self, discord: Loopback) -> None:
        self.discord = discord
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.addresses: list[str] = []
        self.heartbeats = 0
        self.heartbeat_interval = 41.25
        self.ack = True
        self.refuse_resumes = 0
        self.refuse_identifies = 0
        self.refuse_code = 4004
        self.chunk: int | None = None

    # ---- what tests do ----

    def drop(self) -> None:
        """Cuts every connection; their sessions stay and may be resumed."""
        for connection in list(self.connections):
            connection.drop()

    def forget(self) -> None:
        """Discord loses all sessions: a resume will be answered with an invalid session."""
        for session in self.sessions.values():
            session.connection = None
        self.sessions.clear()

    def reconnect(self) -> None:
        """Asks every client to reconnect (opcode 7)."""
        for connection in list(self.connections):
            connection.send(RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Tells every client that its session is invalid (opcode 9)."""
        for connection in list(self.connections):
            if not resumable and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
                connection.session = None
            connection.send(INVALID_SESSION, resumable)

    async def close(self, code: int) -> None:
        """Closes every connection with ``code``."""
        for connection in list(self.connections):
            await connection.close(code)

    def emit(self, name: str, data: Any, *, intent: int = 0) -> int:
        """Sends an event to every session that asked for ``intent``; returns to how many."""
        took = [s for s in self.sessions.values() if s.intents & intent == intent]
        for session in took:
            session.push(name, data)
        return len(took)

    @property
    def connected(self) -> bool:
        return any(s.connection is not None for s in self.sessions.values())

    # ---- the protocol ----

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """One websocket from HELLO to its end."""
        socket = web.WebSocketResponse(autoping=True, max_msg_size=4096)
        await socket.prepare(request)
        connection = Connection(self, socket, request)
        self.connections.append(connection)
        self.addresses.append(request.path_qs)
        writer = asyncio.create_task(connection.write())
        connection.send(HELLO, {"heartbeat_interval": int(self.heartbeat_interval * 1000)})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._received(connection, json.loads(message.data))
                self.discord.notify()
            if connection.session is not None and not connection.closed_by_us and socket.close_code in (1000, 1001):
                self.sessions.pop(connection.session.id, None)
        finally:
            writer.cancel()
            self.connections.remove(connection)
            if connection.session is not None and connection.session.connection is connection:
                connection.session.connection = None
            self.discord.notify()
        return socket

    async def _received(self, connection: Connection, payload: Json) -> None:
        op, data = payload["op"], payload.get("d")
        if op == HEARTBEAT:
            self.heartbeats += 1
            if self.ack:
                connection.send(ACK)
        elif op == IDENTIFY:
            await self._identify(connection, data or {})
        elif op == RESUME:
            await self._resume(connection, data or {})
        elif op not in (3, 4, 8):
            await connection.close(4001)

    async def _identify(self, connection: Connection, data: Json) -> None:
        self.identifies.append(data)
        intents = int(data.get("intents", 0))
        allowed = self.discord.application_flags
        if connection.session is not None:
            await connection.close(4005)
        elif data.get("token") != self.discord.token:
            await connection.close(4004)
        elif self.refuse_identifies > 0:
            self.refuse_identifies -= 1
            await connection.close(self.refuse_code)
        elif any(intents & bit and not allowed & flags for bit, flags in PRIVILEGED.items()):
            await connection.close(4014)
        else:
            session = Session(intents, data, connection=connection)
            self.sessions[session.id] = connection.session = session
            self._ready(session)

    def _ready(self, session: Session) -> None:
        discord, me = self.discord, self.discord.me
        guilds = [guild for guild in discord.guilds.values() if me in guild.members]
        session.push(
            "READY",
            {
                "v": 10,
                "user": me.wire() | {"verified": True, "mfa_enabled": True, "flags": 0, "email": None},
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": f"ws://{discord.host}:{discord.port}/resume",
                "session_type": "normal",
                "application": {"id": str(discord.application_id), "flags": discord.application_flags},
            },
        )
        for guild in guilds:
            if session.intents & GUILDS:
                session.push("GUILD_CREATE", {**guild.wire(me), "unavailable": False})

    async def _resume(self, connection: Connection, data: Json) -> None:
        self.resumes.append({**data, "path": connection.request.path})
        session = self.sessions.get(str(data.get("session_id")))
        if data.get("token") != self.discord.token:
            await connection.close(4004)
        elif session is None or self.refuse_resumes > 0:
            self.refuse_resumes = max(0, self.refuse_resumes - 1)
            if session is not None:
                del self.sessions[session.id]
            connection.send(INVALID_SESSION, False)
        elif int(data.get("seq") or 0) > session.sequence:
            await connection.close(4007)
        else:
            connection.session, session.connection = session, connection
            for event in session.events:
                if event["s"] > int(data.get("seq") or 0):
                    connection.queue.put_nowait(event)
            session.push("RESUMED", {"_trace": []})

    async def shut(self) -> None:
        """The server goes: every websocket is told so."""
        for connection in list(self.connections):
            await connection.socket.close(code=WSCloseCode.GOING_AWAY)


def sees_content(me: User, author: User, content: str, *, direct: bool) -> bool:
    """Whether a bot without the message content intent is given the words: own, direct, or mentioned."""
    return direct or author is me or f"<@{me.id}>" in content or f"<@!{me.id}>" in content
