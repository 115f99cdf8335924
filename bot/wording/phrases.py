"""Small pieces of wording that every kind of reply shares: dates, ages, rates, lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

import pycountry


def day(moment: dt.datetime | dt.date | None) -> str:
    """Return "13 January 2026", or "undated"."""
    if moment is None:
        return "undated"
    date = moment.date() if isinstance(moment, dt.datetime) else moment
    return f"{date.day} {date:%B} {date.year}"


def age_in_days(moment: dt.datetime, now: dt.datetime) -> int:
    """Return how many days of the calendar (UTC) lie between two instants."""
    return (now.date() - moment.date()).days


def age(moment: dt.datetime, now: dt.datetime) -> str:
    """Return "from today", "1 day old" or "313 days old"."""
    days = age_in_days(moment, now)
    if days <= 0:
        return "from today"
    return "1 day old" if days == 1 else f"{days:,} days old"


@cache
def language_name(code: str) -> str:
    """Return a language's English name ("Spanish") from its ISO 639-1 code, or the code where there is none."""
    found = pycountry.languages.get(alpha_2=code)
    return str(found.name) if found is not None else code


def rate(percent: float) -> str:
    """Return "50 per cent", "7.5 per cent"."""
    return f"{percent:g} per cent"


def joined(names: Sequence[str], last: str = "and") -> str:
    """Return "A", "A and B" or "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 article", "3 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
