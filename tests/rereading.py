"""Reads a store anew with a reader that finds other edges; a test runs it, and kills it.

It names each article and begins with it when a line comes in.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from bot import intake as taking
from bot.reading.reader import READER_VERSION, read
from storage.intake import TakenIn
from storage.records import Article, Quote, Reading, Span
from storage.store import Store

NEWER = READER_VERSION + 1
_take = taking.take


def newer_read(text: str, published: dt.date | None = None, language: str = "en", title: str = "") -> Reading:
    """Read as now, but with quotations that begin with their second word."""
    reading = read(text, published, language, title)
    return replace(reading, quotes=tuple(_later(quote, text) for quote in reading.quotes))


def _later(quote: Quote, text: str) -> Quote:
    first, *rest = quote.content
    space = text.find(" ", first.start, first.end)
    return quote if space < 0 else msgspec.structs.replace(quote, content=(Span(space + 1, first.end), *rest))


def _named(article: Article) -> TakenIn:
    print(article.id, flush=True)
    sys.stdin.readline()
    return _take(article)


def be_newer() -> None:
    """Let this process read so."""
    setattr(taking, "READER_VERSION", NEWER)  # noqa: B010
    setattr(taking, "read", newer_read)  # noqa: B010


async def main(path: Path) -> None:
    """Read all anew."""
    be_newer()
    taking.take = _named
    async with Store.open(path) as store:
        await taking.Intake(store).read_anew()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
