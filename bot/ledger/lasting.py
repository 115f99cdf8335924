"""How long a rate is said to last."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from bot.ledger.values import Source

_LASTS = re.compile(
    r"for (?:the next |an? (?:further|initial) |another )?(?P<count>\d{1,3}|[a-z]+)[\s-]"
    r"(?P<unit>day|week|month|year)s?",
    re.IGNORECASE,
)
_COUNTS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1}
# Words by which the stretch is that of a pause or of something else than the rate.
_PAUSED = re.compile(
    r"\b(?:paus\w+|suspend\w*|suspension|delay\w*|put off|postpon\w*|defer\w*|freez\w*|froze\w*|truce|reprieve|grace"
    r"|guarantee\w*|talks|negotiat\w+)\b",
    re.IGNORECASE,
)


def ends(source: Source) -> dt.date | None:
    """Return the last day of a rate by what its sentence says ("until 31 March", "for 150 days"), or None.

    A stretch counts from the day on which the rate began: "for 150 days" from 24 February ends on 23 July.
    """
    fact = source.fact
    last = _of_stretch(source) if fact.effective is not None else None
    if last is not None and fact.expires in {None, last + dt.timedelta(days=1)}:
        return last
    return fact.expires


def _of_stretch(source: Source) -> dt.date | None:
    fact = source.fact
    if fact.effective is None or fact.status not in {"in_force", "announced"} or not fact.terms:
        return None
    if _PAUSED.search(source.sentence):
        return None
    inside = [
        source.article.text[term.span.start : term.span.end]
        for term in fact.terms
        if term.kind == "duration" and fact.evidence.start <= term.span.start and term.span.end <= fact.evidence.end
    ]
    match = _LASTS.fullmatch(" ".join(inside[0].split())) if len(inside) == 1 else None
    if match is None:
        return None
    raw = match["count"].lower()
    count = int(raw) if raw.isdigit() else _COUNTS.get(raw)
    return None if count is None else _after(fact.effective, count, match["unit"].lower())


def _after(first: dt.date, count: int, unit: str) -> dt.date | None:
    """Return the last day of a stretch that begins on ``first``."""
    try:
        if unit in {"day", "week"}:
            return first + dt.timedelta(days=count * (7 if unit == "week" else 1) - 1)
        months = first.month - 1 + count * (12 if unit == "year" else 1)
        year, month = first.year + months // 12, months % 12 + 1
        day = min(first.day, calendar.monthrange(year, month)[1])
        return dt.date(year, month, day) - dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return None
