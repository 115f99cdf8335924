"""REST: answers to interactions: the callback, ``@original``, follow-ups."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.loopback import limits, permissions
from tests.loopback.interactions import AUTOCOMPLETE, COMMAND, TAKEN, Interaction
from tests.loopback.messages import KEPT, changed, refuse_emptied
from tests.loopback.trouble import Refused, unknown
from tests.loopback.world import EPHEMERAL, LOADING, Json, Message, pings

if TYPE_CHECKING:
    from tests.loopback.server import Call, Loopback, Route

TOKEN_LIFE = 900.0
"""Seconds for which an interaction's token may be used."""
USER_ONLY_FOLLOWUPS = 5


def check_callback(body: Any) -> Iterator[tuple[str, str]]:
    """Limits of a callback's body, by its type."""
    data = body.get("data") or {}
    kind = body.get("type")
    if kind in (4, 7):
        found = limits.message(data)
    elif kind == 8:
        found = limits.choices(data.get("choices") or [])
    elif kind == 9:
        found = limits.modal(data)
    else:
        found = iter(())
    yield from ((f"data.{path}", what) for path, what in found)


async def callback(discord: Loopback, call: Call) -> Json | None:
    interaction = discord.interactions.get(call.parts["interaction_token"])
    if interaction is None or interaction.id != call.id("interaction_id"):
        raise unknown("interaction")
    if interaction.callback is not None:
        raise Refused(400, 40060, "Interaction has already been acknowledged.")
    waited = time.monotonic() - interaction.made
    if waited > discord.window or interaction.expired:
        discord.violations.append(f"{interaction.name}: acknowledged after {waited:.1f} s")
        raise unknown("interaction")
    body = call.body
    kind, data = int(body["type"]), body.get("data") or {}
    if kind not in TAKEN[interaction.kind] or (kind in (6, 7) and interaction.message is None):
        discord.violations.append(
            f"{interaction.name}: callback type {kind} does not answer interaction type {interaction.kind}"
        )
        raise Refused(400, 50035, "Invalid Form Body")
    if kind == 4 and limits.is_empty({**data, "_attachments": body.get("_attachments")}):
        discord.violations.append(f"{interaction.name}: an empty answer")
        raise Refused(400, 50006, "Cannot send an empty message")
    if kind == 7 and interaction.message is not None:
        refuse_emptied(discord, interaction.message, data)
    interaction.callback, interaction.answered_after = body, waited
    _carry_out(
        discord,
        interaction,
        kind,
        {**data, **({"_attachments": body["_attachments"]} if "_attachments" in body else {})},
    )
    discord.notify()
    if call.query.get("with_response") not in ("1", "true"):
        return None
    original = interaction.original if kind not in (8, 9) else None
    answer: Json = {"interaction": {"id": str(interaction.id), "type": interaction.kind}, "resource": {"type": kind}}
    if original is not None:
        answer["interaction"].update(
            response_message_id=str(original.id),
            response_message_loading=bool(original.flags & LOADING),
            response_message_ephemeral=original.seen_by is not None,
        )
        if kind in (4, 7):
            answer["resource"]["message"] = original.wire()
    if kind in (8, 9, 5, 6):
        del answer["resource"]
    return answer


def _carry_out(discord: Loopback, interaction: Interaction, kind: int, data: Json) -> None:
    if kind in (4, 5):
        interaction.loading = kind == 5
        interaction.original = _message(discord, interaction, data, loading=kind == 5)
    elif kind in (6, 7):
        interaction.original = interaction.message
        if kind == 7 and interaction.message is not None:
            changed(interaction.message, data)


def _message(discord: Loopback, interaction: Interaction, data: Json, *, loading: bool = False) -> Message:
    place = interaction.place
    flags = int(data.get("flags") or 0)
    guild = place.channel.guild
    if guild is not None and place.user_only:
        held = permissions.in_channel(place.channel, interaction.user)
        flags |= 0 if held & permissions.USE_EXTERNAL_APPS else EPHEMERAL
    body = {key: data[key] for key in KEPT if data.get(key) is not None}
    body["flags"] = flags | (LOADING if loading else 0)
    message = Message(
        place.channel,
        discord.me,
        body,
        kind=20 if interaction.kind == COMMAND else 0,
        seen_by=interaction.user if flags & EPHEMERAL else None,
        pings=pings(data),
        interaction=interaction.metadata(),
        application_id=discord.application_id,
    )
    place.channel.messages[message.id] = message
    return message


def interaction_of(discord: Loopback, call: Call) -> Interaction:
    """The interaction whose token the path names, if answered and not too old."""
    interaction = discord.interactions.get(call.parts["webhook_token"])
    if interaction is None or interaction.callback is None or call.id("webhook_id") != discord.application_id:
        raise unknown("Webhook")
    if interaction.expired or time.monotonic() - interaction.made > TOKEN_LIFE:
        raise Refused(401, 50027, "Invalid Webhook Token")
    return interaction


async def followup(discord: Loopback, call: Call) -> Json:
    interaction = interaction_of(discord, call)
    body = call.body or {}
    if interaction.kind == AUTOCOMPLETE:
        raise unknown("Webhook")
    if limits.is_empty(body):
        discord.violations.append(f"{interaction.name}: an empty follow-up")
        raise Refused(400, 50006, "Cannot send an empty message")
    if interaction.loading and interaction.original is not None:
        return _fill(discord, interaction, body)
    if interaction.place.user_only and len(interaction.followups) >= USER_ONLY_FOLLOWUPS:
        raise Refused(400, 40094, "This interaction has reached the maximum number of follow up messages")
    message = _message(discord, interaction, body)
    interaction.followups.append(message)
    discord.notify()
    return message.wire()


def _fill(discord: Loopback, interaction: Interaction, body: Json) -> Json:
    """The first words after a deferral fill the waiting message, whose privacy was settled by the deferral."""
    message = interaction.original
    assert message is not None
    flags = message.flags & ~LOADING
    changed(message, body)
    message.body["flags"] = flags
    message.edited, message.edits, interaction.loading = None, 0, False
    message.pings = pings(body)
    discord.notify()
    return message.wire()


def _named(discord: Loopback, call: Call) -> tuple[Interaction, Message]:
    interaction = interaction_of(discord, call)
    name = call.parts.get("message_id", "@original")
    known = {str(m.id): m for m in interaction.followups}
    if interaction.original is not None:
        known["@original"] = known[str(interaction.original.id)] = interaction.original
    if interaction.message is not None:
        known[str(interaction.message.id)] = interaction.message
    message = known.get(name)
    if message is None or message.deleted:
        raise unknown("Message")
    return interaction, message


async def get(discord: Loopback, call: Call) -> Json:
    return _named(discord, call)[1].wire()


async def edit(discord: Loopback, call: Call) -> Json:
    interaction, message = _named(discord, call)
    refuse_emptied(discord, message, call.body)
    if message is interaction.original and interaction.loading:
        return _fill(discord, interaction, call.body)
    changed(message, call.body)
    discord.notify()
    return message.wire()


async def delete(discord: Loopback, call: Call) -> None:
    interaction, message = _named(discord, call)
    message.deleted = True
    interaction.loading = interaction.loading and message is not interaction.original
    discord.notify()


_CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
_HOOK = "/webhooks/{webhook_id}/{webhook_token}"

ROUTES: tuple[Route, ...] = (
    ("POST", _CALLBACK, callback, check_callback),
    ("POST", _HOOK, followup, limits.message),
    ("GET", _HOOK + "/messages/@original", get, None),
    ("PATCH", _HOOK + "/messages/@original", edit, limits.message),
    ("DELETE", _HOOK + "/messages/@original", delete, None),
    ("GET", _HOOK + "/messages/{message_id}", get, None),
    ("PATCH", _HOOK + "/messages/{message_id}", edit, limits.message),
    ("DELETE", _HOOK + "/messages/{message_id}", delete, None),
)
