"""What a person sees of a message: words, boxes, buttons, as a value with a plain-text view."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.loopback.interactions import Interaction
from tests.loopback.world import Json, Message

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
NO_ANSWER = "The application did not respond"


def plain(text: str) -> str:
    """Discord's markdown with its backslash escapes taken away, as the client shows them."""
    return _ESCAPE.sub(r"\1", text)


def _label(button: Json) -> str:
    return str(button.get("label") or (button.get("emoji") or {}).get("name"))


@dataclass(frozen=True)
class Seen:
    """A message, a modal, or silence, as one person sees it at one moment.

    ``kind`` is "message", "modal" or "silence" (no answer within three seconds). ``interaction`` is what it answers.
    """

    kind: str
    content: str = ""
    embeds: tuple[Json, ...] = ()
    components: tuple[Json, ...] = ()
    ephemeral: bool = False
    message: Message | None = None
    interaction: Interaction | None = field(default=None, repr=False)

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons, link buttons too, in order."""
        return [_label(item) for item in self.items if item["type"] == 2]

    @property
    def options(self) -> list[tuple[str, str]]:
        """(label, value) of all options of all menus."""
        return [(o["label"], o["value"]) for item in self.items if item["type"] == 3 for o in item["options"]]

    @property
    def items(self) -> list[Json]:
        """All components, rows opened."""
        return [item for row in self.components for item in row.get("components", [row.get("component")])]

    @property
    def raw(self) -> str:
        """All words of the message with their markdown, embeds after the content."""
        parts: list[str | None] = [self.content]
        for embed in self.embeds:
            parts += [(embed.get("author") or {}).get("name"), embed.get("title"), embed.get("description")]
            for entry in embed.get("fields") or []:
                parts += [entry["name"], entry["value"]]
            parts.append((embed.get("footer") or {}).get("text"))
        return "\n".join(part for part in parts if part)

    @property
    def shown(self) -> str:
        """All that a person reads, as plain text: words without escapes, ``[button]`` and ``(menu option)`` lines."""
        lines = [plain(self.raw)]
        if self.ephemeral:
            lines.insert(0, "(only you can see this)")
        for row in self.components:
            for item in row.get("components", []):
                if item["type"] == 2:
                    lines.append(f"[{_label(item)}{' off' if item.get('disabled') else ''}]")
                elif item["type"] == 3:
                    lines += [f"({option['label']})" for option in item["options"]]
        return "\n".join(line for line in lines if line)


def seen(message: Message, interaction: Interaction | None = None) -> Seen:
    """The message as it stands now."""
    return Seen(
        "message",
        message.content,
        tuple(message.embeds),
        tuple(message.body.get("components") or ()),
        message.seen_by is not None,
        message,
        interaction,
    )


def silence(interaction: Interaction) -> Seen:
    """What a person sees when nothing answered in time."""
    return Seen("silence", NO_ANSWER, interaction=interaction, ephemeral=True)


def modal(interaction: Interaction, data: Json) -> Seen:
    """A modal that opened."""
    return Seen(
        "modal", str(data.get("title")), components=tuple(data.get("components") or ()), interaction=interaction
    )
