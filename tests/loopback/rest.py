"""REST: who the bot is, the gateway's address, command registration, servers, channels and users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.loopback import limits, permissions
from tests.loopback.trouble import missing_access, unknown
from tests.loopback.world import Channel, Guild, Json, User, snowflake

if TYPE_CHECKING:
    from tests.loopback.server import Call, Loopback, Route


async def me(discord: Loopback, call: Call) -> Json:
    return {**discord.me.wire(), "verified": True, "mfa_enabled": True, "email": None, "flags": 0, "locale": "en-US"}


async def application(discord: Loopback, call: Call) -> Json:
    payload: Json = {
        "id": str(discord.application_id),
        "name": discord.me.name,
        "description": "",
        "icon": None,
        "rpc_origins": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": discord.operator.wire(),
        "verify_key": "0" * 64,
        "flags": discord.application_flags,
        "team": None,
        "tags": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "approximate_guild_count": len(discord.guilds),
        "approximate_user_install_count": 0,
        "integration_types_config": {"0": {}, "1": {}},
    }
    if discord.team:
        team_id = str(snowflake())
        members = [
            {"membership_state": 2, "team_id": team_id, "user": user.wire(), "role": "admin", "permissions": ["*"]}
            for user in discord.team
        ]
        payload["team"] = {
            "id": team_id,
            "name": "desk",
            "icon": None,
            "owner_user_id": str(discord.team[0].id),
            "members": members,
        }
        payload["owner"] = {**discord.operator.wire(), "username": f"team{team_id}", "id": team_id}
    return payload


async def gateway(discord: Loopback, call: Call) -> Json:
    return {"url": f"ws://{discord.host}:{discord.port}/gateway"}


async def gateway_bot(discord: Loopback, call: Call) -> Json:
    limit = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
    return {**await gateway(discord, call), "shards": 1, "session_start_limit": limit}


async def put_commands(discord: Loopback, call: Call) -> list[Json]:
    discord.registrations.append(call.body)
    known = {(c["name"], c.get("type", 1)): c["id"] for c in discord.commands}
    discord.commands = [_registered(discord, command, known) for command in call.body]
    return discord.commands


def _registered(discord: Loopback, command: Json, known: dict[tuple[str, int], str]) -> Json:
    permits = command.get("default_member_permissions")
    return {
        "options": [],
        "nsfw": False,
        "dm_permission": True,
        **command,
        "type": command.get("type", 1),
        "id": known.get((command["name"], command.get("type", 1)), str(snowflake())),
        "application_id": str(discord.application_id),
        "version": str(snowflake()),
        "contexts": command.get("contexts"),
        "integration_types": command.get("integration_types") or [0],
        "default_member_permissions": None if permits is None else str(permits),
    }


async def get_commands(discord: Loopback, call: Call) -> list[Json]:
    return discord.commands


def guild_of(discord: Loopback, call: Call) -> Guild:
    """The server that the path names, if the bot is in it."""
    guild = discord.guilds.get(call.id("guild_id"))
    if guild is None or discord.me not in guild.members:
        raise unknown("Guild")
    return guild


def channel_of(discord: Loopback, call: Call) -> Channel:
    """The channel that the path names, if the bot may view it."""
    channel = discord.channels.get(call.id("channel_id"))
    if channel is None:
        raise unknown("Channel")
    held = permissions.in_channel(channel, discord.me)
    if channel.guild is None and discord.me not in channel.recipients:
        raise missing_access()
    if not held & permissions.VIEW_CHANNEL:
        raise missing_access()
    return channel


async def get_guild(discord: Loopback, call: Call) -> Json:
    return guild_of(discord, call).wire(discord.me)


async def get_guild_channels(discord: Loopback, call: Call) -> list[Json]:
    return [c.wire() for c in guild_of(discord, call).channels.values() if not c.is_thread]


async def get_guild_roles(discord: Loopback, call: Call) -> list[Json]:
    return [role.wire() for role in guild_of(discord, call).roles.values()]


async def get_active_threads(discord: Loopback, call: Call) -> Json:
    threads = [c.wire() for c in guild_of(discord, call).channels.values() if c.is_thread and not c.archived]
    return {"threads": threads, "members": []}


async def get_member(discord: Loopback, call: Call) -> Json:
    guild = guild_of(discord, call)
    name = call.parts["user_id"]
    user = discord.me if name == "@me" else discord.users.get(int(name))
    if user is None or user not in guild.members:
        raise unknown("User")
    return guild.member_wire(user)


async def leave_guild(discord: Loopback, call: Call) -> None:
    discord.leave(guild_of(discord, call))


async def get_channel(discord: Loopback, call: Call) -> Json:
    return channel_of(discord, call).wire()


def user_of(discord: Loopback, value: Any) -> User:
    user = discord.users.get(int(value)) if str(value).isdecimal() else None
    if user is None:
        raise unknown("User")
    return user


async def get_user(discord: Loopback, call: Call) -> Json:
    return user_of(discord, call.parts["user_id"]).wire()


async def open_dm(discord: Loopback, call: Call) -> Json:
    return discord.dm(user_of(discord, call.body.get("recipient_id"))).wire()


_COMMANDS = "/applications/{application_id}/commands"
_GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"

ROUTES: tuple[Route, ...] = (
    ("GET", "/users/@me", me, None),
    ("GET", "/oauth2/applications/@me", application, None),
    ("GET", "/applications/@me", application, None),
    ("GET", "/gateway", gateway, None),
    ("GET", "/gateway/bot", gateway_bot, None),
    ("GET", _COMMANDS, get_commands, None),
    ("PUT", _COMMANDS, put_commands, limits.commands),
    ("GET", _GUILD_COMMANDS, get_commands, None),
    ("POST", "/users/@me/channels", open_dm, lambda body: ()),
    ("DELETE", "/users/@me/guilds/{guild_id}", leave_guild, None),
    ("GET", "/users/{user_id}", get_user, None),
    ("GET", "/guilds/{guild_id}", get_guild, None),
    ("GET", "/guilds/{guild_id}/channels", get_guild_channels, None),
    ("GET", "/guilds/{guild_id}/roles", get_guild_roles, None),
    ("GET", "/guilds/{guild_id}/threads/active", get_active_threads, None),
    ("GET", "/guilds/{guild_id}/members/{user_id}", get_member, None),
    ("GET", "/channels/{channel_id}", get_channel, None),
)
