"""Who may do what: Discord's order of @everyone, roles, owner, administrator, then the channel's overwrites."""

from __future__ import annotations

from tests.loopback.world import Channel, Guild, User

MANAGE_GUILD = 1 << 5
ADMINISTRATOR = 1 << 3
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_APPLICATION_COMMANDS = 1 << 31
SEND_MESSAGES_IN_THREADS = 1 << 38
USE_EXTERNAL_APPS = 1 << 50
ALL = (1 << 53) - 1
INVITE = VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES | READ_MESSAGE_HISTORY | SEND_MESSAGES_IN_THREADS
PERSON = INVITE | USE_APPLICATION_COMMANDS | USE_EXTERNAL_APPS


def of_member(guild: Guild, user: User) -> int:
    """The permissions of ``user`` in the server, before any channel's overwrites; 0 if not a member."""
    if user not in guild.members:
        return 0
    if user is guild.owner:
        return ALL
    held = guild.roles[guild.id].permissions
    for role in guild.members[user]:
        held |= guild.roles[role].permissions
    return ALL if held & ADMINISTRATOR else held


def in_channel(channel: Channel, user: User) -> int:
    """The permissions of ``user`` in the channel; in a direct message channel its recipients may do everything."""
    guild = channel.guild
    if guild is None:
        return PERSON if user in channel.recipients or user.bot else 0
    held = of_member(guild, user)
    if held == ALL or user not in guild.members:
        return held
    overwrites = (channel.parent or channel).overwrites if channel.is_thread else channel.overwrites
    allow, deny = overwrites.get(guild.id, (0, 0))
    held = held & ~deny | allow
    role_allow = role_deny = 0
    for role in guild.members[user]:
        allow, deny = overwrites.get(role, (0, 0))
        role_allow |= allow
        role_deny |= deny
    held = held & ~role_deny | role_allow
    allow, deny = overwrites.get(user.id, (0, 0))
    held = held & ~deny | allow
    return held if held & VIEW_CHANNEL else 0
