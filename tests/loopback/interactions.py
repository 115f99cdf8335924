"""Interactions: what a person did, delivered to the bot, and what Discord keeps of it until it is answered."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.loopback import permissions
from tests.loopback.world import DM, Channel, Guild, Json, Message, Role, User, snowflake

if TYPE_CHECKING:
    from tests.loopback.server import Loopback

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
TAKEN = {COMMAND: {4, 5, 9}, COMPONENT: {4, 5, 6, 7, 9}, AUTOCOMPLETE: {8}, MODAL: {4, 5, 6, 7}}
"""Which callback types answer which interaction type."""
WINDOW = 3.0
"""Seconds in which the first answer must come."""


@dataclass(frozen=True)
class Place:
    """Where a person uses the bot: the channel, and how the app came there.

    ``context`` is 0 in a server, 1 in the bot's direct messages, 2 in other private channels. ``owners`` maps install
    kind (0 server, 1 user) to the id that authorised it.
    """

    channel: Channel
    context: int
    owners: dict[str, str]

    @property
    def user_only(self) -> bool:
        """Whether only the person installed the app, not the server."""
        return set(self.owners) == {"1"}


@dataclass(eq=False)
class Interaction:
    """One interaction and its answers. ``original`` is the message that ``@original`` names."""

    kind: int
    user: User
    place: Place
    data: Json
    message: Message | None = None
    id: int = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: f"token{snowflake()}")
    made: float = field(default_factory=time.monotonic)
    callback: Json | None = None
    answered_after: float | None = None
    original: Message | None = None
    loading: bool = False
    followups: list[Message] = field(default_factory=list)
    expired: bool = False
    name: str = ""

    def metadata(self) -> Json:
        return {
            "id": str(self.id),
            "type": self.kind,
            "user": self.user.wire(),
            "authorizing_integration_owners": self.place.owners,
            "name": self.name,
        }


def place_of(discord: Loopback, channel: Channel, user: User, *, user_install: bool = False) -> Place:
    """The place a channel is for ``user``: server-installed where the bot is a member, user-installed elsewhere."""
    guild = channel.guild
    if guild is not None:
        member = discord.me in guild.members
        owners = {} if user_install or not member else {"0": str(guild.id)}
        if user_install or not member:
            owners["1"] = str(user.id)
        return Place(channel, 0, owners)
    if channel.kind == DM and discord.me in channel.recipients:
        return Place(channel, 1, {"1": str(user.id)} if user_install else {"0": "0"})
    return Place(channel, 2, {"1": str(user.id)})


def payload(discord: Loopback, interaction: Interaction) -> Json:
    """INTERACTION_CREATE's data."""
    place, user = interaction.place, interaction.user
    channel, guild = place.channel, place.channel.guild
    body: Json = {
        "id": str(interaction.id),
        "application_id": str(discord.application_id),
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": str(channel.id),
        "channel": channel.wire(),
        "context": place.context,
        "authorizing_integration_owners": place.owners,
        "locale": "en-US",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "attachment_size_limit": 10_485_760,
        "app_permissions": str(_app_permissions(discord, place)),
    }
    if guild is not None:
        held = permissions.in_channel(channel, user)
        body.update(guild_id=str(guild.id), guild=guild.partial_wire(), guild_locale="en-US")
        body["member"] = {**guild.member_wire(user), "permissions": str(held)}
        body["channel"] = {**channel.wire(), "permissions": str(held)}
    else:
        body["user"] = user.wire()
    if interaction.message is not None:
        body["message"] = interaction.message.wire()
    return body


def _app_permissions(discord: Loopback, place: Place) -> int:
    guild = place.channel.guild
    if guild is not None and discord.me in guild.members:
        return permissions.in_channel(place.channel, discord.me)
    return permissions.EMBED_LINKS | permissions.ATTACH_FILES | permissions.MENTION_EVERYONE


def resolve(discord: Loopback, guild: Guild | None, picked: dict[str, object], user: User) -> Json:
    """The resolved objects for options that name users, channels or roles."""
    found: Json = {}
    for value in picked.values():
        if isinstance(value, User):
            found.setdefault("users", {})[str(value.id)] = value.wire()
            if guild is not None and value in guild.members:
                member = guild.member_wire(value)
                del member["user"]
                member["permissions"] = str(permissions.of_member(guild, value))
                found.setdefault("members", {})[str(value.id)] = member
        elif isinstance(value, Channel):
            entry = value.wire()
            entry["permissions"] = str(permissions.in_channel(value, user))
            found.setdefault("channels", {})[str(value.id)] = entry
        elif isinstance(value, Role):
            found.setdefault("roles", {})[str(value.id)] = value.wire()
    return found
