"""The target of a choice that shows where an answer comes from: an article, and places in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.answers.values import Passage, Source

MOST_PLACES = 5
_TARGET = re.compile(r"(?P<article>.+)@(?P<words>\d{1,9})@(?P<spans>\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9})*)", re.DOTALL)


class Seen(NamedTuple):
    """An article with its length in words, by which a changed text is known, and the (start, end) of places in it."""

    article: str
    words: int
    spans: tuple[tuple[int, int], ...]


def seen(source: Source, passages: Sequence[Passage]) -> str | None:
    """Return the target for the places that ``passages`` name, None where they name none."""
    spans = list(dict.fromkeys((passage.start, passage.end) for passage in passages))[:MOST_PLACES]
    if not spans:
        return None
    return f"{source.id}@{source.words}@{','.join(f'{start}-{end}' for start, end in spans)}"


def read_seen(target: str) -> Seen | None:
    """Return what :func:`seen` wrote, None for any other text."""
    match = _TARGET.fullmatch(target)
    if match is None:
        return None
    spans = tuple((int(start), int(end)) for start, end in (each.split("-") for each in match["spans"].split(",")))
    return Seen(match["article"], int(match["words"]), spans)
