"""A person's hand on the loopback Discord: types, presses, chooses, says, and sees only what a person would see."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from tests.loopback import permissions
from tests.loopback.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL,
    Interaction,
    Place,
    payload,
    place_of,
    resolve,
)
from tests.loopback.messages import say
from tests.loopback.seen import Seen, modal, seen, silence
from tests.loopback.server import Loopback
from tests.loopback.world import Channel, Json, Message, Role, User

Where = Channel | Place | str | None
SUB, GROUP, STRING = 1, 2, 3


class Unavailable(Exception):  # noqa: N818 - what a person meets, not a fault
    """The client doesn't offer this command here: not registered, wrong context or install, or not permitted."""


class Person:
    """Somebody at a Discord client. ``where`` is where they are unless a call says otherwise (default: the bot's DMs).

    ``where`` may be a channel, a :class:`Place`, "dm", "user_install" (a server that only knows the bot through this
    person) or "group" (a group message, user-installed).
    """

    def __init__(self, discord: Loopback, name: str = "ada", *, where: Where = None, patience: float = 10.0) -> None:
        self.discord, self.patience = discord, patience
        self.user: User = discord.user(name)
        self.where: Where = where
        self._elsewhere: dict[str, Channel] = {}

    # ---- places ----

    def place(self, where: Where = None) -> Place:
        """The place that ``where`` names for this person."""
        where = where if where is not None else self.where
        if isinstance(where, Place):
            return where
        if where is None or where == "dm":
            return place_of(self.discord, self.discord.dm(self.user), self.user)
        if isinstance(where, Channel):
            return place_of(self.discord, where, self.user)
        if where not in self._elsewhere:
            if where == "group":
                self._elsewhere[where] = self.discord.group(self.user, self.discord.user("friend"))
            elif where == "user_install":
                guild = self.discord.guild("Elsewhere", members=[self.user], bot=False)
                self._elsewhere[where] = self.discord.channel(guild, "general")
            else:
                raise ValueError(where)
        return place_of(self.discord, self._elsewhere[where], self.user, user_install=True)

    # ---- commands ----

    def offered(self, where: Where = None) -> list[str]:
        """The names of the commands that the client offers here, subcommands as "group name"."""
        names = []
        for command in self.discord.commands:
            try:
                self._find(command["name"], self.place(where))
            except Unavailable:
                continue
            subs = [o for o in command["options"] if o["type"] in (SUB, GROUP)]
            names += [f"{command['name']} {sub['name']}" for sub in subs] or [command["name"]]
        return sorted(names)

    def _find(self, name: str, place: Place) -> tuple[Json, Json, list[str]]:
        """(the command, the part that holds the options, the path of subcommands)."""
        first, *path = name.removeprefix("/").split()
        command = next((c for c in self.discord.commands if c["name"] == first and c["type"] == 1), None)
        if command is None:
            raise Unavailable(f"/{first} is not registered")
        if command["contexts"] is not None and place.context not in command["contexts"]:
            raise Unavailable(f"/{first} is not offered in context {place.context}")
        if not {int(kind) for kind in place.owners} & set(command["integration_types"]):
            raise Unavailable(f"/{first} is not offered for this kind of install")
        needed = command["default_member_permissions"]
        if needed is not None and place.channel.guild is not None:
            held = permissions.in_channel(place.channel, self.user)
            wanted = int(needed) or permissions.ADMINISTRATOR  # "0" means: administrators only
            if held & wanted != wanted:
                raise Unavailable(f"/{first} needs permissions {needed}")
        node = command
        for part in path:
            found = next((o for o in node["options"] if o["name"] == part and o["type"] in (SUB, GROUP)), None)
            if found is None:
                raise Unavailable(f"/{name} is not registered")
            node = found
        return command, node, path

    def _data(self, name: str, place: Place, options: dict[str, Any], focused: str | None) -> Json:
        command, node, path = self._find(name, place)
        known = {option["name"]: option for option in node.get("options") or []}
        given = []
        for key, value in options.items():
            if key not in known:
                raise Unavailable(f"/{name} has no option {key!r}")
            option = known[key]
            plain = str(value.id) if isinstance(value, User | Channel | Role) else value
            if focused is None and option.get("choices") and plain not in [c["value"] for c in option["choices"]]:
                raise Unavailable(f"{plain!r} is no choice of {key}")
            entry: Json = {"name": key, "type": option["type"], "value": plain}
            if key == focused:
                if not option.get("autocomplete"):
                    raise Unavailable(f"/{name} {key} does not complete")
                entry["focused"] = True
            given.append(entry)
        missing = [key for key, option in known.items() if option.get("required") and key not in options]
        if focused is None and missing:
            raise Unavailable(f"/{name} needs {', '.join(missing)}")
        kinds = [GROUP, SUB] if len(path) == 2 else [SUB]
        for part, kind in reversed(list(zip(path, kinds, strict=False))):
            given = [{"name": part, "type": kind, "options": given}]
        guild = place.channel.guild
        data: Json = {"id": command["id"], "name": command["name"], "type": 1, "options": given}
        data["resolved"] = resolve(self.discord, guild, options, self.user)
        return data

    async def slash(self, name: str, /, *, where: Where = None, **options: Any) -> Seen:
        """Uses a command ("who", "daily set") and waits for what it shows."""
        place = self.place(where)
        return await self._do(COMMAND, place, self._data(name, place, options, None), name=f"/{name}")

    async def type(self, name: str, /, *, where: Where = None, **options: Any) -> list[tuple[str, Any]]:
        """Types into the last of ``options``: the choices that pop up, as (name, value)."""
        place = self.place(where)
        data = self._data(name, place, options, list(options)[-1])
        interaction = self._send(AUTOCOMPLETE, place, data, name=f"/{name} {options}")
        await self._until(lambda: interaction.callback is not None, self.discord.window + 0.2)
        if interaction.callback is None:
            raise AssertionError(f"loading options failed for /{name} {options}")
        return [(c["name"], c["value"]) for c in interaction.callback["data"]["choices"]]

    # ---- components ----

    async def press(self, message: Seen | Message, label: str, *, where: Where = None) -> Seen:
        """Presses the button whose label (or custom id, or start of label) is ``label``."""
        target = self._visible(message)
        buttons = [item for item in seen(target).items if item["type"] == 2]
        found = [
            b for b in buttons if label in (b.get("label"), b.get("custom_id"), (b.get("emoji") or {}).get("name"))
        ]
        found = found or [b for b in buttons if str(b.get("label") or "").startswith(label)]
        if not found:
            raise AssertionError(f"no button {label!r} among {seen(target).buttons}")
        button = found[0]
        if button.get("disabled") or not button.get("custom_id"):
            raise AssertionError(f"button {label!r} can't be pressed")
        data = {"custom_id": button["custom_id"], "component_type": 2, "id": 1}
        return await self._do(COMPONENT, self._at(target, where), data, message=target, name=f"[{label}]")

    async def choose(self, message: Seen | Message, *picked: str, where: Where = None) -> Seen:
        """Picks options of a menu by value or label."""
        target = self._visible(message)
        for menu in seen(target).items:
            by_name = {o["label"]: o["value"] for o in menu.get("options", [])} if menu["type"] == 3 else {}
            values = [by_name.get(p, p) for p in picked]
            if by_name and set(values) <= set(by_name.values()):
                data = {"custom_id": menu["custom_id"], "component_type": 3, "values": values, "id": 1}
                return await self._do(COMPONENT, self._at(target, where), data, message=target, name=f"({picked})")
        raise AssertionError(f"no menu offers {picked}: {seen(target).options}")

    async def submit(self, opened: Seen, **values: str) -> Seen:
        """Fills the open modal, by custom id of each field, and sends it off."""
        before = opened.interaction
        if opened.kind != "modal" or before is None or before.callback is None:
            raise AssertionError("no modal is open")
        rows = []
        for row in before.callback["data"]["components"]:
            fields = row.get("components") or [row["component"]]
            filled = [
                {"type": f["type"], "id": 2, "custom_id": f["custom_id"], "value": values.get(f["custom_id"], "")}
                for f in fields
            ]
            wrapped: Json = {"type": row["type"], "id": 1}
            wrapped |= {"component": filled[0]} if "component" in row else {"components": filled}
            rows.append(wrapped)
        data = {"custom_id": before.callback["data"]["custom_id"], "components": rows}
        return await self._do(MODAL, before.place, data, message=before.message, name="modal")

    def _visible(self, message: Seen | Message) -> Message:
        target = message.message if isinstance(message, Seen) else message
        if target is None or target.deleted or target.seen_by not in (None, self.user):
            raise AssertionError(f"{self.user.name} can't see that message")
        return target

    def _at(self, target: Message, where: Where) -> Place:
        if where is not None:
            return self.place(where)
        owners = (target.interaction or {}).get("authorizing_integration_owners")
        found = place_of(self.discord, target.channel, self.user)
        return Place(found.channel, found.context, dict(owners)) if owners else found

    # ---- words ----

    async def say(self, text: str, *, where: Where = None, replies: int = 1, quiet: float = 0.2) -> list[Seen]:
        """Writes a message and returns the bot's messages after it: waits for ``replies``, then ``quiet`` seconds."""
        channel = self.place(where).channel
        own = say(self.discord, channel, self.user, text)

        def answers() -> list[Message]:
            return [m for m in channel.visible() if m.id > own.id and m.author is self.discord.me]

        if replies:
            await self._until(lambda: len(answers()) >= replies, self.patience)
        await asyncio.sleep(quiet)
        return [seen(message) for message in answers()]

    def reads(self, channel: Channel) -> list[Seen]:
        """The bot's messages in ``channel`` that this person can read, oldest first."""
        mine: Sequence[Message] = [
            m for m in channel.messages.values() if m.seen_by in (None, self.user) and not m.deleted
        ]
        return [seen(m) for m in mine if m.author is self.discord.me]

    # ---- inside ----

    def _send(self, kind: int, place: Place, data: Json, *, message: Message | None = None, name: str) -> Interaction:
        interaction = Interaction(kind, self.user, place, data, message, name=name)
        self.discord.interactions[interaction.token] = interaction
        self.discord.gateway.emit("INTERACTION_CREATE", payload(self.discord, interaction))
        return interaction

    async def _until(self, condition: Callable[[], bool], seconds: float) -> bool:
        try:
            await self.discord.until(condition, seconds)
        except TimeoutError:
            return False
        return True

    async def _do(self, kind: int, place: Place, data: Json, *, message: Message | None = None, name: str) -> Seen:
        edits = message.edits if message is not None else 0
        it = self._send(kind, place, data, message=message, name=name)
        if not await self._until(lambda: it.callback is not None, self.discord.window + 0.2) or it.callback is None:
            return silence(it)
        answer = int(it.callback["type"])
        if answer == 9:
            return modal(it, it.callback["data"])
        if answer == 5:
            await self._until(
                lambda: not it.loading or (it.original is not None and it.original.deleted), self.patience
            )
        if answer == 6 and message is not None:
            await self._until(lambda: message.edits > edits or bool(it.followups) or message.deleted, self.patience)
            if message.edits == edits and it.followups:
                return seen(it.followups[-1], it)
        if it.original is None or it.original.deleted:
            await self._until(lambda: bool(it.followups), self.discord.window)
            return seen(it.followups[-1], it) if it.followups else silence(it)
        return seen(it.original, it)
