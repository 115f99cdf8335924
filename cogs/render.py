"""A reply as embeds: escaped, and fitted to Discord's limits at word ends. Words nothing.

Lengths are counted in UTF-16 code units, the strictest way in which Discord may count. Limits: Discord's documentation,
"Embed Limits" (title 256, description 4096, 6000 over all embeds of a message, 10 embeds).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

import discord

from bot.wording.reply import Line, LineKind, Part, Reference, Reply
from cogs.escape import clean, escape, guards

TITLE, DESCRIPTION, TOTAL, LABEL, CHOICE = 256, 4096, 6000, 80, 100
COLOUR = 0x2B6CB0
ELLIPSIS = "…"
_MOST_LINE = 1800
_MOST_TITLE_OF_REFERENCE = 160
_MOST_URL = 600
_LEAST_CUT = 80
_SHORT_LINE = 90
_BOLD = frozenset({"strong", "match", "title"})
_PREFIX = {"text": "", "section": "", "item": "- ", "quote": "> ", "note": "-# "}
# Discord shows a masked link as plain text when its label looks like another address.
_LIKE_ADDRESS = re.compile(r"://|\w\.\w{2}")
_URL = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


def units(text: str) -> int:
    """Return the length of ``text`` in UTF-16 code units."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def cut(text: str, most: int) -> str:
    """Return ``text`` in at most ``most`` units: cut at a word's end if need be (a long word inside)."""
    if units(text) <= most:
        return text
    kept = _first_units(text, most - 1)
    head, space, _ = kept.rpartition(" ")
    if space and len(head) >= len(kept) // 2:
        kept = head
    return kept.rstrip() + ELLIPSIS


def plain(text: str, most: int) -> str:
    """Return ``text`` for a place without markdown (a label, a choice, a footer): cleaned, not empty, fitted."""
    return cut(clean(text).strip(), most) or ELLIPSIS


def _first_units(text: str, most: int) -> str:
    kept = text[:most]
    while units(kept) > most:
        kept = kept[: len(kept) - max(1, (units(kept) - most) // 2)]
    return kept


def escaped(text: str, most: int) -> str:
    """Return ``text`` escaped in at most ``most`` units, cut at a word's end before escaping."""
    whole = clean(text).strip()
    room = most
    while units(result := escape(cut(whole, room))) > most:
        room -= max(1, (units(result) - most) // 2)
    return result


def _runs(parts: Iterable[Part]) -> list[tuple[str, bool]]:
    """Parts as cleaned stretches of text, bold or not, neighbours of one look joined."""
    stretches = [(clean(part.text), part.style in _BOLD) for part in parts]
    return [("".join(text for text, _ in group), bold) for bold, group in groupby(stretches, key=lambda each: each[1])]


def _marked(runs: Sequence[tuple[str, bool]]) -> str:
    """Stretches as markdown. They are guarded as one line, so that no sign joins with one of its neighbour."""
    before = guards("".join(text for text, _ in runs))
    out: list[str] = []
    at = 0
    for text, bold in runs:
        inner = "".join(before.get(at + i, "") + sign for i, sign in enumerate(text))
        at += len(text)
        core = inner.strip(" ")
        if bold and core:
            lead, tail = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
            inner = f"{lead}**{core}**{tail}"
        out.append(inner)
    return "".join(out)


def _shorter(runs: Sequence[tuple[str, bool]], most: int) -> list[tuple[str, bool]]:
    """The first ``most`` units of the stretches, cut at a word's end."""
    kept: list[tuple[str, bool]] = []
    for text, bold in runs:
        if units(text) > most:
            return [*kept, (cut(text, most), bold)] if most > 1 else [*kept, (ELLIPSIS, False)]
        kept.append((text, bold))
        most -= units(text)
    return kept


def line_text(line: Line, most: int = _MOST_LINE) -> str:
    """Return one line as markdown in at most ``most`` units; its reference numbers are never cut off."""
    numbers = "".join(f" [{number}]" for number in line.cites)
    prefix = _PREFIX[line.kind]
    parts = [Part(part.text, "strong") for part in line.parts] if line.kind == "section" else line.parts
    runs = _runs(parts)
    limit = most - units(prefix) - units(numbers)
    room = min(limit, sum(units(text) for text, _ in runs))
    while units(body := _marked(_shorter(runs, room))) > limit and room > 1:
        room -= max(1, (units(body) - limit) // 2)
    return f"{prefix}{body.rstrip()}{numbers}"


def reference_text(reference: Reference) -> str:
    """Return one reference as a small line: its number, title, outlet and date, and the link or place it came from."""
    title = escaped(reference.title, _MOST_TITLE_OF_REFERENCE) if reference.title else ""
    outlet = escaped(reference.outlet, LABEL) if reference.outlet else ""
    url = _link(reference.url)
    if url is not None and title and not _LIKE_ADDRESS.search(reference.title or ""):
        title, url = f"[{title}]({url})", None
        where = ""
    elif url is not None:
        where = f"[link]({url})"
    else:
        missing = "link" if outlet else "outlet or link"
        where = f"{escaped(reference.place, _MOST_TITLE_OF_REFERENCE)} (no {missing} given)"
    named = " — ".join(part for part in (title, outlet) if part)
    told = ", ".join(part for part in (escaped(reference.date, LABEL), where) if part)
    return f"-# [{reference.number}] {f'{named}, ' if named else ''}{told}"


def _link(url: str | None) -> str | None:
    """The address as it may stand in a masked link, or None for one that can't be linked to."""
    if url is None or units(url) > _MOST_URL or not _URL.fullmatch(url) or clean(url) != url:
        return None
    return url.replace("(", "%28").replace(")", "%29").replace("`", "%60").replace("*", "%2A").replace("|", "%7C")


def _body(reply: Reply, budget: int) -> list[str]:
    """Lines that fit ``budget`` units together with the references they rest on, then those references."""
    references = {reference.number: reference_text(reference) for reference in reply.references}
    used, cited = 0, dict[int, str]()
    lines: list[str] = []
    previous: LineKind = "section"
    for line in reply.lines:
        new = {number: references[number] for number in line.cites if number in references and number not in cited}
        cost = sum(units(text) + 1 for text in new.values()) + 2
        text = line_text(line)
        blank = bool(lines) and _apart(previous, line.kind, max(units(text), units(lines[-1])))
        previous = line.kind
        room = budget - used - cost - 2 - blank
        if units(text) > room:
            if room >= _LEAST_CUT:
                lines.append(line_text(line, room))
                cited |= new
            else:
                lines.append(ELLIPSIS)
            break
        lines.extend(["", text] if blank else [text])
        cited |= new
        used += units(text) + 1 + blank + cost
    # A reference that no line names stands for the whole reply.
    named = {number for line in reply.lines for number in line.cites}
    for number, text in references.items():
        if number not in named and used + units(text) + 1 <= budget:
            cited[number] = text
            used += units(text) + 1
    return [*lines, *([""] if lines and cited else []), *(cited[number] for number in sorted(cited))]


def _apart(before: LineKind, kind: LineKind, longer: int) -> bool:
    """Whether a blank line parts two lines: paragraphs and quotations are read apart, lists and notes stand close.

    ``longer`` is the length of the longer of the two; two short lines of text stand close as well.
    """
    if kind == "text":
        return before in {"quote", "item"} or (before == "text" and longer > _SHORT_LINE)
    return kind == "section" or kind == before == "quote"


def _packed(lines: Sequence[str]) -> list[str]:
    """Lines joined into as few texts as hold them, each at most a description long."""
    texts: list[str] = []
    for line in lines:
        if texts and units(texts[-1]) + 1 + units(line) <= DESCRIPTION:
            texts[-1] += "\n" + line
        else:
            texts.append(line)
    return [text for text in (each.strip("\n") for each in texts) if text.strip()]


def render(reply: Reply, footer: str | None = None) -> list[discord.Embed]:
    """Return ``reply`` as embeds that fit into one message; at its foot stands ``footer``, else the page."""
    title = escaped(reply.title, TITLE) if reply.title.strip() else ""
    if footer is None:
        footer = f"{reply.page + 1}/{reply.pages}" if reply.pages > 1 else ""
    texts = _packed(_body(reply, TOTAL - units(title) - units(footer) - 6))
    if not texts:
        texts = [""] if title else [ELLIPSIS]
    embeds = [discord.Embed(description=text or None, colour=COLOUR) for text in texts]
    embeds[0].title = title or None
    if footer:
        embeds[-1].set_footer(text=footer)
    return embeds
