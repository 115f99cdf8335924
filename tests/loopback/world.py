"""What exists in the loopback Discord: users, servers, roles, channels and messages, and how they look on the wire."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEXT, DM, GROUP_DM, NEWS, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 3, 5, 11, 12
EPHEMERAL, LOADING, SUPPRESS_EMBEDS, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 2, 1 << 15
_EPOCH = 1_420_070_400_000
_counter = itertools.count(1)
_EVERYONE = re.compile(r"@(everyone|here)")
_ROLE_MENTION = re.compile(r"<@&(\d+)>")
_USER_MENTION = re.compile(r"<@!?(\d+)>")


def snowflake() -> int:
    """A new id; ids made later are larger and carry the time, as Discord's do."""
    return ((int(time.time() * 1000) - _EPOCH) << 22) | (next(_counter) & 0x3FFFFF)


def timestamp() -> str:
    """Now, as Discord writes it."""
    return dt.datetime.now(dt.UTC).isoformat()


@dataclass(eq=False)
class User:
    """A person or a bot."""

    name: str
    bot: bool = False
    id: int = field(default_factory=snowflake)
    takes_messages: bool = True

    def wire(self) -> Json:
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": None if self.bot else self.name.title(),
            "discriminator": "0" if not self.bot else "0001",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass(eq=False)
class Role:
    """A role of a server; the one whose id is the server's is @everyone."""

    name: str
    permissions: int
    id: int = field(default_factory=snowflake)
    mentionable: bool = False

    def wire(self) -> Json:
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(self.permissions),
            "position": 0 if self.name == "@everyone" else 1,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": self.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }


@dataclass(eq=False)
class Message:
    """A message. ``pings``: what it really pings ("everyone", ids); ``seen_by`` is set when it is ephemeral."""

    channel: Channel
    author: User
    body: Json
    id: int = field(default_factory=snowflake)
    kind: int = 0
    edited: str | None = None
    sent: str = field(default_factory=timestamp)
    seen_by: User | None = None
    pings: frozenset[str | int] = frozenset()
    interaction: Json | None = None
    application_id: int | None = None
    deleted: bool = False
    edits: int = 0

    @property
    def content(self) -> str:
        return str(self.body.get("content") or "")

    @property
    def embeds(self) -> list[Json]:
        return list(self.body.get("embeds") or [])

    @property
    def flags(self) -> int:
        return int(self.body.get("flags") or 0)

    def wire(self, *, nonce: bool = False) -> Json:
        """As the API gives it. History leaves the nonce out; only the sender's answer and the event carry it."""
        payload: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.wire(),
            "content": self.content,
            "timestamp": self.sent,
            "edited_timestamp": self.edited,
            "tts": False,
            "mention_everyone": "everyone" in self.pings,
            "mentions": [],
            "mention_roles": [],
            "attachments": self.body.get("_attachments", []),
            "embeds": [{"type": "rich", **embed} for embed in self.embeds],
            "components": _numbered(self.body.get("components") or []),
            "pinned": False,
            "type": self.kind,
            "flags": self.flags,
        }
        if nonce and self.body.get("nonce") is not None:
            payload["nonce"] = self.body["nonce"]
        if self.interaction:
            payload["interaction_metadata"] = self.interaction
        if self.application_id:
            payload["application_id"] = payload["webhook_id"] = str(self.application_id)
        if self.body.get("message_reference"):
            payload["message_reference"] = {"channel_id": str(self.channel.id), **self.body["message_reference"]}
        return payload


def _numbered(rows: list[Json]) -> list[Json]:
    """Components come back with ids counted from 1, as Discord fills them in."""
    count = itertools.count(1)

    def one(component: Json) -> Json:
        filled = {"id": next(count), **component}
        if "components" in component:
            filled["components"] = [one(child) for child in component["components"]]
        return filled

    return [one(row) for row in rows]


@dataclass(eq=False)
class Channel:
    """A text channel, thread or direct message channel. ``overwrites`` maps a role's or user's id to (allow, deny)."""

    name: str
    kind: int = TEXT
    guild: Guild | None = None
    parent: Channel | None = None
    recipients: tuple[User, ...] = ()
    overwrites: dict[int, tuple[int, int]] = field(default_factory=dict)
    id: int = field(default_factory=snowflake)
    messages: dict[int, Message] = field(default_factory=dict)
    nonces: dict[tuple[int, str], tuple[float, Message]] = field(default_factory=dict)
    archived: bool = False
    locked: bool = False

    @property
    def is_thread(self) -> bool:
        return self.kind in (PUBLIC_THREAD, PRIVATE_THREAD)

    def visible(self) -> list[Message]:
        """The messages that everyone in the channel sees, oldest first."""
        return [m for m in self.messages.values() if not m.deleted and m.seen_by is None]

    def wire(self) -> Json:
        payload: Json = {"id": str(self.id), "type": self.kind, "name": self.name, "last_message_id": None, "flags": 0}
        if self.guild is None:
            payload["recipients"] = [user.wire() for user in self.recipients]
            if self.kind == DM:
                del payload["name"]
            else:
                payload.update(owner_id=str(self.recipients[0].id), icon=None)
            return payload
        payload.update(guild_id=str(self.guild.id), position=0, nsfw=False, topic=None, rate_limit_per_user=0)
        payload["parent_id"] = str(self.parent.id) if self.parent else None
        if self.is_thread:
            payload.update(
                owner_id=str(self.guild.owner.id),
                message_count=0,
                member_count=1,
                thread_metadata={
                    "archived": self.archived,
                    "auto_archive_duration": 1440,
                    "archive_timestamp": timestamp(),
                    "locked": self.locked,
                },
            )
        else:
            payload["permission_overwrites"] = [
                {"id": str(key), "type": int(key not in self.guild.roles), "allow": str(allow), "deny": str(deny)}
                for key, (allow, deny) in self.overwrites.items()
            ]
        return payload


@dataclass(eq=False)
class Guild:
    """A server. ``members`` maps each member to the ids of their roles."""

    name: str
    owner: User
    roles: dict[int, Role]
    id: int
    members: dict[User, set[int]] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)

    def member_wire(self, user: User) -> Json:
        return {
            "user": user.wire(),
            "nick": None,
            "avatar": None,
            "roles": [str(role) for role in self.members.get(user, ())],
            "joined_at": timestamp(),
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
        }

    def partial_wire(self) -> Json:
        return {"id": str(self.id), "locale": "en-US", "features": []}

    def wire(self, me: User) -> Json:
        """As GUILD_CREATE gives it to a bot without the members intent: of the members, only the bot itself."""
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "icon": None,
            "splash": None,
            "discovery_splash": None,
            "afk_channel_id": None,
            "afk_timeout": 300,
            "verification_level": 1,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "roles": [role.wire() for role in self.roles.values()],
            "emojis": [],
            "stickers": [],
            "features": [],
            "mfa_level": 0,
            "application_id": None,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "public_updates_channel_id": None,
            "safety_alerts_channel_id": None,
            "vanity_url_code": None,
            "description": None,
            "banner": None,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "premium_progress_bar_enabled": False,
            "preferred_locale": "en-US",
            "nsfw_level": 0,
            "joined_at": timestamp(),
            "large": False,
            "member_count": len(self.members),
            "voice_states": [],
            "members": [self.member_wire(me)],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "channels": [c.wire() for c in self.channels.values() if not c.is_thread],
            "threads": [c.wire() for c in self.channels.values() if c.is_thread and not c.archived],
        }


def pings(body: Json, *, may_ping_everyone: bool = True) -> frozenset[str | int]:
    """What the content of ``body`` pings under its ``allowed_mentions`` (absent: everything). Embeds never ping."""
    content = str(body.get("content") or "")
    rule = body.get("allowed_mentions")
    parse = {"everyone", "roles", "users"} if rule is None else set(rule.get("parse") or ())
    listed_roles = {int(r) for r in (rule or {}).get("roles") or ()}
    listed_users = {int(u) for u in (rule or {}).get("users") or ()}
    found: set[str | int] = set()
    if "everyone" in parse and may_ping_everyone and _EVERYONE.search(content):
        found.add("everyone")
    found.update(r for r in map(int, _ROLE_MENTION.findall(content)) if "roles" in parse or r in listed_roles)
    found.update(u for u in map(int, _USER_MENTION.findall(content)) if "users" in parse or u in listed_users)
    return frozenset(found)
