"""A small stand-in for the finder of people, so that these tests rest on quotations alone."""

from __future__ import annotations

import re
from typing import Literal

from bot.reading.quotes import read_quotes
from bot.reading.text import Document, analyse
from storage.records import Person, Quote, Role, Span

Gender = Literal["m", "f"]


def person(text: str, name: str, gender: Gender | None = None, roles: tuple[str, ...] = ()) -> Person:
    """A person with every mention of the full name or, elsewhere, of its last word."""
    last = name.split()[-1]
    spans = tuple(Span(*m.span()) for m in re.finditer(rf"\b{re.escape(name)}\b|\b{re.escape(last)}\b", text))
    held = tuple(Role(role, Span(text.index(role), text.index(role) + len(role))) for role in roles)
    return Person(name, (last,), held, spans, gender)


def speakers(text: str, *people: Person) -> list[tuple[str, str | None]]:
    """The words of each quotation with the name of its speaker."""
    document: Document = analyse(text)
    return [(words(text, quote), quote.speaker_name) for quote in read_quotes(document, people)]


def words(text: str, quote: Quote) -> str:
    """What is said, pieces joined by " / "."""
    return " / ".join(text[start:end] for start, end in quote.content)
