"""What every answer cites: an article, and an exact slice of one."""

from __future__ import annotations

import datetime as dt

import msgspec


class Source(msgspec.Struct, frozen=True):
    """One article as it is cited. ``words`` is the length of its text in words, for the limits on excerpts."""

    id: str
    title: str
    published: dt.datetime | None
    day_only: bool
    source: str | None
    url: str | None
    origin: str | None
    derived: tuple[str, ...]
    language: str
    words: int


class Meant(msgspec.Struct, frozen=True, array_like=True):
    """Words of a passage, ``text[start:end]``, that stand for the person of this full name."""

    start: int
    end: int
    name: str


class Passage(msgspec.Struct, frozen=True):
    """``text`` is ``article.text[start:end]``; ``paragraph`` counts from 1; ``quoted`` marks quoted speech.

    ``before`` and ``after`` say that the same speech begins earlier or goes on later than the slice. ``meant`` tells
    whom a surname or a "He" in it stands for, where that is certain and the passage doesn't say it itself.
    """

    article: str
    start: int
    end: int
    text: str
    paragraph: int
    quoted: bool = False
    before: bool = False
    after: bool = False
    meant: tuple[Meant, ...] = ()
