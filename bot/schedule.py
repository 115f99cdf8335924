"""Pure: when a briefing is due, given a schedule's local time, days and zone, and what was delivered.

A day's briefing belongs to a local date. It is due from its local time on, for :data:`CATCH_UP` afterwards, once. A
time that the clocks skip in spring is taken as the instant that the zone's rules put it at (an hour later by the wall);
one that comes twice in autumn is its first occurrence.
"""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from functools import cache

CATCH_UP = dt.timedelta(hours=6)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)


def parse_time(text: str) -> dt.time | None:
    """Read a local time, "07:30", "7.30", "7:30am" or "7 pm"; None for anything else."""
    match = _TIME.fullmatch(text.strip())
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3].lower().startswith("p") else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def parse_days(text: str) -> frozenset[int] | None:
    """Read "daily", "weekdays", "weekends" or "mon,wed" as days of the week (Monday is 0); None for anything else."""
    words = re.findall(r"[a-z]+", text.lower())
    days: set[int] = set()
    for word in words:
        if word in {"daily", "everyday", "all"}:
            days |= set(range(7))
        elif word == "weekdays":
            days |= set(range(5))
        elif word in {"weekend", "weekends"}:
            days |= {5, 6}
        elif word in {"every", "day", "and", "on"}:
            days |= set(range(7)) if word == "day" else set()
        else:
            named = [i for i, name in enumerate(_NAMES) if len(word) >= 3 and f"{name}s".startswith(word)]
            if len(named) != 1:
                return None
            days.add(named[0])
    return frozenset(days) if days else None


def days_text(days: frozenset[int]) -> str:
    """Return days as a person reads them: "daily", "weekdays", "mon, wed"."""
    if len(days) == 7:
        return "daily"
    return "weekdays" if days == frozenset(range(5)) else ", ".join(WEEKDAYS[day] for day in sorted(days))


@cache
def zone_names() -> tuple[str, ...]:
    """Return all IANA zone names that a person would choose, sorted."""
    names = zoneinfo.available_timezones()
    return tuple(sorted(name for name in names if "/" in name and not name.startswith(("Etc/", "posix/", "right/"))))


@cache
def _zones_folded() -> dict[str, str]:
    return {name.casefold(): name for name in (*zone_names(), *zoneinfo.available_timezones())}


def parse_zone(text: str) -> zoneinfo.ZoneInfo | None:
    """Read an IANA zone name in any case, with spaces for underscores; None for anything else."""
    name = _zones_folded().get(re.sub(r"\s+", "_", text.strip()).casefold())
    return zoneinfo.ZoneInfo(name) if name is not None else None


def instant_of(date: dt.date, at: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """Return the UTC instant of a local date and time."""
    return dt.datetime.combine(date, at.replace(fold=0), zone).astimezone(dt.UTC)


def next_run(at: dt.time, zone: dt.tzinfo, days: frozenset[int], after: dt.datetime) -> dt.datetime:
    """Return the first instant later than ``after`` at which a briefing falls due. ``days`` must not be empty."""
    local = after.astimezone(zone).date()
    # Eight days on: today's may be past, and a week later it falls on the same weekday again.
    for ahead in range(9):
        date = local + dt.timedelta(days=ahead)
        if date.weekday() in days and (moment := instant_of(date, at, zone)) > after:
            return moment
    raise ValueError("no day of the week is chosen")


def due_date(
    at: dt.time,
    zone: dt.tzinfo,
    days: frozenset[int],
    now: dt.datetime,
    begun: dt.datetime,
    delivered: frozenset[dt.date],
) -> dt.date | None:
    """Return the local date whose briefing is due at ``now`` and not yet delivered, else None.

    ``begun`` is when the schedule was set: a time that had passed by then belongs to nobody. Of two that are due (an
    outage over midnight) the later one is returned; the earlier is past.
    """
    local = now.astimezone(zone).date()
    for date in (local + dt.timedelta(days=1), local, local - dt.timedelta(days=1)):
        if date.weekday() not in days:
            continue
        moment = instant_of(date, at, zone)
        if moment <= now:
            due = now - moment <= CATCH_UP and moment >= begun and date not in delivered
            return date if due else None
    return None
