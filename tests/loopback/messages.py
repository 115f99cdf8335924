"""REST: messages in channels: sending, history, editing, deleting, with permissions and ``enforce_nonce``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.loopback import limits, permissions
from tests.loopback.gateway import DIRECT_MESSAGES, GUILD_MESSAGES, sees_content
from tests.loopback.rest import channel_of
from tests.loopback.trouble import Refused, missing_access, missing_permissions, unknown
from tests.loopback.world import DM, Channel, Json, Message, User, pings, timestamp

if TYPE_CHECKING:
    from tests.loopback.server import Call, Loopback, Route

KEPT = ("content", "embeds", "components", "flags", "nonce", "message_reference", "_attachments")


def deliver(discord: Loopback, message: Message) -> None:
    """Puts a message into its channel and tells the bot, as far as its intents let it know."""
    channel = message.channel
    channel.messages[message.id] = message
    event = message.wire(nonce=True)
    if channel.guild is not None:
        event["guild_id"] = str(channel.guild.id)
        member = channel.guild.member_wire(message.author)
        del member["user"]
        event["member"] = member
    direct = channel.guild is None
    if not sees_content(discord.me, message.author, message.content, direct=direct) and not discord.application_flags:
        event.update(content="", embeds=[], components=[], attachments=[])
    event["mentions"] = [discord.me.wire()] if f"<@{discord.me.id}>" in message.content else []
    seen = (
        discord.me in channel.recipients or permissions.in_channel(channel, discord.me)
        if direct
        else _views(discord, channel)
    )
    if seen:
        discord.gateway.emit("MESSAGE_CREATE", event, intent=DIRECT_MESSAGES if direct else GUILD_MESSAGES)
    discord.notify()


def _views(discord: Loopback, channel: Channel) -> int:
    return permissions.in_channel(channel, discord.me) & permissions.VIEW_CHANNEL


def changed(message: Message, body: Json) -> None:
    """Applies an edit: only what ``body`` names changes."""
    message.body = {**message.body, **{key: body[key] for key in KEPT if key in body}}
    message.edited = timestamp()
    message.edits += 1


def _may_send(discord: Loopback, channel: Channel, body: Json) -> None:
    if channel.kind == DM:
        other = next(user for user in channel.recipients if user is not discord.me)
        if not other.takes_messages:
            raise Refused(403, 50007, "Cannot send messages to this user")
        return
    held = permissions.in_channel(channel, discord.me)
    needed = permissions.SEND_MESSAGES_IN_THREADS if channel.is_thread else permissions.SEND_MESSAGES
    if body.get("embeds"):
        needed |= permissions.EMBED_LINKS
    if body.get("_attachments"):
        needed |= permissions.ATTACH_FILES
    if held & needed != needed:
        raise missing_permissions()
    if channel.is_thread and channel.locked:
        raise Refused(400, 50083, "Thread is archived")
    if body.get("message_reference") and not held & permissions.READ_MESSAGE_HISTORY:
        raise Refused(400, 160002, "Cannot reply without permission to read message history")


async def post(discord: Loopback, call: Call) -> Json:
    channel, body = channel_of(discord, call), call.body or {}
    _may_send(discord, channel, body)
    if limits.is_empty(body):
        discord.violations.append(f"POST /channels/{channel.id}/messages: an empty message")
        raise Refused(400, 50006, "Cannot send an empty message")
    reference = body.get("message_reference")
    if reference and int(reference["message_id"]) not in channel.messages and reference.get("fail_if_not_exists", True):
        raise Refused(
            400, 50035, "Invalid Form Body", {"message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE"}]}}
        )
    nonce = body.get("nonce")
    if body.get("enforce_nonce") and nonce is not None:
        sent, earlier = channel.nonces.get((discord.me.id, str(nonce)), (0.0, None))
        if earlier is not None and discord.clock() - sent < discord.nonce_window:
            return earlier.wire(nonce=True)
    may_ping = bool(permissions.in_channel(channel, discord.me) & permissions.MENTION_EVERYONE)
    kept = {key: body[key] for key in KEPT if body.get(key) is not None}
    message = Message(
        channel, discord.me, kept, kind=19 if reference else 0, pings=pings(body, may_ping_everyone=may_ping)
    )
    if nonce is not None:
        channel.nonces[(discord.me.id, str(nonce))] = (discord.clock(), message)
    channel.archived = False
    deliver(discord, message)
    return message.wire(nonce=True)


async def history(discord: Loopback, call: Call) -> list[Json]:
    channel = channel_of(discord, call)
    if not permissions.in_channel(channel, discord.me) & permissions.READ_MESSAGE_HISTORY:
        return []
    found = channel.visible()
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise Refused(400, 50035, "Invalid Form Body")
    if "after" in call.query:
        return [m.wire() for m in [m for m in found if m.id > int(call.query["after"])][:limit]][::-1]
    if "before" in call.query:
        found = [m for m in found if m.id < int(call.query["before"])]
    return [m.wire() for m in found[-limit:][::-1]]


def message_of(discord: Loopback, call: Call) -> Message:
    channel = channel_of(discord, call)
    message = channel.messages.get(call.id("message_id"))
    if message is None or message.deleted or message.seen_by is not None:
        raise unknown("Message")
    return message


async def get(discord: Loopback, call: Call) -> Json:
    channel = channel_of(discord, call)
    if not permissions.in_channel(channel, discord.me) & permissions.READ_MESSAGE_HISTORY:
        raise missing_access()
    return message_of(discord, call).wire()


def refuse_emptied(discord: Loopback, message: Message, body: Json) -> None:
    """An edit that leaves nothing is refused."""
    if limits.is_empty({**message.body, **body}):
        discord.violations.append(f"an edit leaves message {message.id} empty")
        raise Refused(400, 50006, "Cannot send an empty message")


async def edit(discord: Loopback, call: Call) -> Json:
    message = message_of(discord, call)
    if message.author is not discord.me:
        raise Refused(403, 50005, "Cannot edit a message authored by another user")
    refuse_emptied(discord, message, call.body)
    changed(message, call.body)
    discord.notify()
    return message.wire()


async def delete(discord: Loopback, call: Call) -> None:
    message = message_of(discord, call)
    if message.author is not discord.me:
        raise missing_permissions()
    message.deleted = True
    discord.notify()


async def typing(discord: Loopback, call: Call) -> None:
    channel_of(discord, call)


def say(discord: Loopback, channel: Channel, author: User, content: str) -> Message:
    """A person (or another bot) writes into a channel."""
    message = Message(channel, author, {"content": content}, pings=pings({"content": content}))
    deliver(discord, message)
    return message


_MESSAGES = "/channels/{channel_id}/messages"
_MESSAGE = _MESSAGES + "/{message_id}"

ROUTES: tuple[Route, ...] = (
    ("POST", _MESSAGES, post, limits.message),
    ("GET", _MESSAGES, history, None),
    ("GET", _MESSAGE, get, None),
    ("PATCH", _MESSAGE, edit, limits.message),
    ("DELETE", _MESSAGE, delete, None),
    ("POST", "/channels/{channel_id}/typing", typing, None),
)
