"""A reply: lines of worded parts with their sources. What a terminal, an embed and a message are all made from."""

from __future__ import annotations

from typing import Literal, NamedTuple

Style = Literal["plain", "strong", "article", "quote", "match", "title"]
LineKind = Literal["text", "section", "item", "quote", "note"]


class Part(NamedTuple):
    """A stretch of a line. ``article``, ``quote``, ``match`` and ``title`` are an article's own words."""

    text: str
    style: Style = "plain"


class Line(NamedTuple):
    """One line of a reply; ``cites`` are the numbers (from 1) of the references that it rests on."""

    kind: LineKind
    parts: tuple[Part, ...]
    cites: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The line as plain text, with its reference numbers."""
        bullet = "• " if self.kind in {"item", "quote"} else ""
        numbers = "".join(f" [{number}]" for number in self.cites)
        return bullet + "".join(part.text for part in self.parts) + numbers


class Reference(NamedTuple):
    """One cited article as it is listed at the end. ``place`` names file and paragraphs where there is no link.

    ``seen`` is the target of the choice of kind "see" that shows the cited sentences among their neighbours.
    """

    number: int
    article: str
    title: str | None
    outlet: str | None
    date: str
    url: str | None
    place: str
    seen: str | None = None

    @property
    def text(self) -> str:
        """The reference as one line of plain text."""
        named = [part for part in (self.title, self.outlet) if part]
        where = self.url or f"{self.place} (no {'link' if self.outlet else 'outlet or link'} given)"
        return f"[{self.number}] {' — '.join([*named, ''])}{self.date}, {where}"


class Choice(NamedTuple):
    """Something to press or to type next. ``command`` is the typed form, ``kind`` and ``target`` the stable form."""

    label: str
    command: str
    kind: str
    target: str
    page: int = 0


class Reply(NamedTuple):
    """A whole reply, page ``page`` of ``pages`` (from 0)."""

    title: str
    lines: tuple[Line, ...]
    references: tuple[Reference, ...] = ()
    choices: tuple[Choice, ...] = ()
    page: int = 0
    pages: int = 1

    @property
    def text(self) -> str:
        """All that a person reads, as plain text."""
        out = [self.title] if self.title else []
        out.extend(line.text for line in self.lines)
        out.extend(reference.text for reference in self.references)
        return "\n".join(out)
