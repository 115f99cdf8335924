"""Discord's limits on what a bot sends, checked independently of the schema (which knows no sums and no contexts).

Every check returns faults as (path in the body, sentence). Source: Discord's developer documentation, "Message", "Embed
Limits", "Component Reference", "Application Commands". Lengths count UTF-16 code units, the strictest
way in which Discord may count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.loopback.world import COMPONENTS_V2, Json

Fault = tuple[str, str]
_NAME = re.compile(r"^[-_'\w]{1,32}$")
_CUSTOM_EMOJI = re.compile(r"^\d+$")


def length(text: str) -> int:
    """Length as Discord may count it at its strictest: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _text(path: str, value: Any, most: int, least: int = 0) -> Iterator[Fault]:
    if value is None:
        return
    if not isinstance(value, str):
        yield path, "is not a string"
        return
    if any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        yield path, "holds a lone surrogate"
    if length(value) > most:
        yield path, f"must be {most} or fewer in length, is {length(value)}"
    if len(value.strip()) < least:
        yield path, "this field is required"


def embeds(value: list[Json]) -> Iterator[Fault]:
    """Limits of embeds, with the sum of 6000 over all embeds of a message."""
    if len(value) > 10:
        yield "embeds", f"at most 10, is {len(value)}"
    total = 0
    for i, embed in enumerate(value):
        at = f"embeds.{i}"
        fields = embed.get("fields") or []
        author, footer = embed.get("author") or {}, embed.get("footer") or {}
        parts = [
            (f"{at}.title", embed.get("title"), 256, 0),
            (f"{at}.description", embed.get("description"), 4096, 0),
            (f"{at}.footer.text", footer.get("text"), 2048, 0),
            (f"{at}.author.name", author.get("name"), 256, 0),
        ]
        for j, field in enumerate(fields):
            parts.append((f"{at}.fields.{j}.name", field.get("name") or "", 256, 1))
            parts.append((f"{at}.fields.{j}.value", field.get("value") or "", 1024, 1))
        for path, text, most, least in parts:
            yield from _text(path, text, most, least)
            total += length(text) if isinstance(text, str) else 0
        if len(fields) > 25:
            yield f"{at}.fields", f"at most 25, is {len(fields)}"
        if not any(isinstance(text, str) and text.strip() for _, text, _, _ in parts) and not embed.get("image"):
            yield at, "an embed must hold something"
        for key, url in (
            ("url", embed.get("url")),
            ("author.url", author.get("url")),
            ("footer.icon_url", footer.get("icon_url")),
        ):
            if url is not None and not str(url).startswith(("http://", "https://", "attachment://")):
                yield f"{at}.{key}", "not a well formed URL"
    if total > 6000:
        yield "embeds", f"embed size exceeds maximum size of 6000, is {total}"


def _component(at: str, item: Json) -> Iterator[Fault]:
    yield from _text(f"{at}.custom_id", item.get("custom_id"), 100, 1)
    kind = item.get("type")
    if kind == 2:
        yield from _text(f"{at}.label", item.get("label"), 80)
        style = item.get("style")
        if style == 5 and (not item.get("url") or item.get("custom_id")):
            yield at, "a link button has a url and no custom_id"
        if style == 5:
            yield from _text(f"{at}.url", item.get("url"), 512, 1)
            if not str(item.get("url")).startswith(("http://", "https://", "discord://")):
                yield f"{at}.url", "not a well formed URL"
        if style in (1, 2, 3, 4) and not item.get("custom_id"):
            yield at, "a button has a custom_id"
        if style not in (1, 2, 3, 4, 5, 6):
            yield f"{at}.style", "unknown button style"
        if not (item.get("label") or item.get("emoji")):
            yield at, "a button must have a label or an emoji"
    elif kind in (3, 5, 6, 7, 8):
        if not item.get("custom_id"):
            yield at, "a select has a custom_id"
        yield from _text(f"{at}.placeholder", item.get("placeholder"), 150)
        options = item.get("options") or []
        if kind == 3 and not 1 <= len(options) <= 25:
            yield f"{at}.options", f"between 1 and 25, is {len(options)}"
        values = [option.get("value") for option in options]
        if len(set(values)) != len(values):
            yield f"{at}.options", "the specified option value is already used"
        for j, option in enumerate(options):
            yield from _text(f"{at}.options.{j}.label", option.get("label"), 100, 1)
            yield from _text(f"{at}.options.{j}.value", option.get("value"), 100, 1)
            yield from _text(f"{at}.options.{j}.description", option.get("description"), 100)
        least, most = item.get("min_values", 1), item.get("max_values", 1)
        if not 0 <= least <= most <= 25 or (kind == 3 and most > max(1, len(options))):
            yield at, "min_values and max_values do not fit the options"
    elif kind == 4:
        yield from _text(f"{at}.label", item.get("label"), 45)
        yield from _text(f"{at}.placeholder", item.get("placeholder"), 100)
        yield from _text(f"{at}.value", item.get("value"), 4000)
    else:
        yield f"{at}.type", f"component type {kind} not taken in an action row"


def rows(value: list[Json], *, modal: bool = False) -> Iterator[Fault]:
    """Limits of action rows: five rows, five buttons or one select a row, every custom_id once."""
    if len(value) > 5:
        yield "components", f"at most 5 rows, is {len(value)}"
    used: list[str] = []
    for i, row in enumerate(value):
        at = f"components.{i}"
        if row.get("type") == 18 and modal:
            items = [row.get("component") or {}]
            yield from _text(f"{at}.label", row.get("label"), 45, 1)
        elif row.get("type") != 1:
            yield f"{at}.type", "only action rows are taken here"
            continue
        else:
            items = row.get("components") or []
        if not 1 <= len(items) <= 5:
            yield f"{at}.components", f"between 1 and 5, is {len(items)}"
        if len(items) > 1 and any(item.get("type") != 2 for item in items):
            yield f"{at}.components", "a select or text input stands alone in its row"
        for j, item in enumerate(items):
            if (item.get("type") == 4) != modal and item.get("type") != 3:
                yield f"{at}.components.{j}", "this component does not belong here"
            yield from _component(f"{at}.components.{j}", item)
            used += [item["custom_id"]] if item.get("custom_id") else []
    for custom_id in {c for c in used if used.count(c) > 1}:
        yield "components", f"component custom id cannot be duplicated: {custom_id}"


def message(body: Json, *, webhook: bool = False) -> Iterator[Fault]:
    """Limits of a message that is created or edited."""
    yield from _text("content", body.get("content"), 2000)
    yield from embeds(body.get("embeds") or [])
    if int(body.get("flags") or 0) & COMPONENTS_V2:
        yield "flags", "this loopback takes no Components V2"
    yield from rows(body.get("components") or [])
    nonce = body.get("nonce")
    if nonce is not None and length(str(nonce)) > 25:
        yield "nonce", "must be 25 or fewer in length"
    if body.get("enforce_nonce") and nonce is None:
        yield "enforce_nonce", "needs a nonce"
    rule = body.get("allowed_mentions") or {}
    for kind in ("users", "roles"):
        if rule.get(kind) and kind in (rule.get("parse") or ()):
            yield "allowed_mentions", f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive'
    if len(body.get("attachments") or []) > 10:
        yield "attachments", "at most 10"


def is_empty(body: Json) -> bool:
    """Whether Discord would call this an empty message (50006)."""
    return not (
        str(body.get("content") or "").strip()
        or body.get("embeds")
        or body.get("_attachments")
        or body.get("sticker_ids")
    )


def choices(value: list[Json]) -> Iterator[Fault]:
    """Limits of autocomplete's (or an option's) choices."""
    if len(value) > 25:
        yield "choices", f"at most 25, is {len(value)}"
    for i, choice in enumerate(value):
        yield from _text(f"choices.{i}.name", choice.get("name"), 100, 1)
        if isinstance(choice.get("value"), str):
            yield from _text(f"choices.{i}.value", choice["value"], 100, 1)


def modal(data: Json) -> Iterator[Fault]:
    """Limits of a modal."""
    yield from _text("title", data.get("title") or "", 45, 1)
    yield from _text("custom_id", data.get("custom_id") or "", 100, 1)
    yield from rows(data.get("components") or [], modal=True)


def _option(at: str, option: Json) -> Iterator[Fault]:
    name = option.get("name") or ""
    if not _NAME.match(name) or name != name.lower():
        yield f"{at}.name", f"name {name!r} is not taken"
    yield from _text(f"{at}.description", option.get("description") or "", 100, 1)
    yield from (((f"{at}.{path}"), fault) for path, fault in choices(option.get("choices") or []))
    if option.get("choices") and option.get("autocomplete"):
        yield at, "autocomplete and choices exclude one another"
    if option.get("autocomplete") and option.get("type") not in (3, 4, 10):
        yield at, "autocomplete is for strings and numbers"
    yield from _options(at, option.get("options") or [])


def _options(at: str, options: list[Json]) -> Iterator[Fault]:
    if len(options) > 25:
        yield f"{at}.options", f"at most 25, is {len(options)}"
    names = [option.get("name") for option in options]
    if len(set(names)) != len(names):
        yield f"{at}.options", "option names must be unique"
    optional = False
    for i, option in enumerate(options):
        if option.get("required") and optional:
            yield f"{at}.options.{i}", "required options must be placed before non-required options"
        optional = optional or (option.get("type") not in (1, 2) and not option.get("required"))
        yield from _option(f"{at}.options.{i}", option)


def _words(command: Json) -> int:
    texts = [command.get("name") or "", command.get("description") or ""]
    texts += [str(c.get("name")) + str(c.get("value")) for c in command.get("choices") or []]
    return sum(map(len, texts)) + sum(_words(option) for option in command.get("options") or [])


def commands(value: list[Json]) -> Iterator[Fault]:
    """Limits of a bulk registration of global commands."""
    if len([c for c in value if c.get("type", 1) == 1]) > 100:
        yield "", "at most 100 commands"
    names = [(c.get("type", 1), c.get("name")) for c in value]
    if len(set(names)) != len(names):
        yield "", "application command names must be unique"
    for i, command in enumerate(value):
        at, name = str(i), command.get("name") or ""
        if command.get("type", 1) == 1:
            if not _NAME.match(name) or name != name.lower():
                yield f"{at}.name", f"name {name!r} is not taken"
            yield from _text(f"{at}.description", command.get("description") or "", 100, 1)
        yield from _options(at, command.get("options") or [])
        if _words(command) > 8000:
            yield at, "a command holds at most 8000 characters"
        for key, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
            if command.get(key) is not None and not (command[key] and set(command[key]) <= known):
                yield f"{at}.{key}", "unknown or empty"
