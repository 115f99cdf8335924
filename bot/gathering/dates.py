"""Dates of articles: as their source states them, and as their text lets them be worked out."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = "(?:" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9])"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_DATE = (
    rf"(?:(?P<month>{_MONTH})[ ](?P<day>{_DAY})|(?P<day2>{_DAY})[ ](?:of[ ])?(?P<month2>{_MONTH}))"
    rf"(?:,?[ ](?P<year>{_YEAR}))?"
)
_FULL_DATE = re.compile(rf"(?<![\w-]){_DATE}", re.IGNORECASE)
_WEEKDAY_DATE = re.compile(rf"(?<![\w-])(?P<weekday>{_WEEKDAY}),?[ ]\(?(?:the[ ])?{_DATE}", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(?<![\w-])(?P<month>{_MONTH}),?[ ](?P<year>{_YEAR})", re.IGNORECASE)
_ISO_DATE = re.compile(rf"(?<![\w-])(?P<year>{_YEAR})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![\w-])")
# What makes a weekday with a date one that is still to come when the article is written.
_AHEAD = re.compile(
    r"\b(?:will|next|upcoming|coming|until|till|by|before|scheduled|deadline|from|starting)\b", re.IGNORECASE
)
_STATED = re.compile(r"^\s*(?:first )?(?:published|posted|updated|date)(?: on)?\s?:?\s(?P<rest>.*)", re.IGNORECASE)
_AFTER_DATELINE = re.compile(r"\)?\s?(?:\([^()\n]{2,30}\)\s?)?(?:[-–—:]|\()")
_ZONES = frozenset({"z", "ut", "utc", "gmt"})
_TAIL = 400  # code points of the text's beginning in which a stated date or a dateline is looked for


class Published(NamedTuple):
    """A date of publication; ``day_only`` is true where no time of day was given (then it is 00:00 UTC of that day)."""

    at: dt.datetime
    day_only: bool


def parse_published(value: str) -> Published | None:
    """Read a date as a source states it, in UTC; None where it is none or could mean two days (01/02/2026).

    Read are ISO 8601, the form of mail and feeds (RFC 2822) and English dates ("13 January 2026", "Jan 13, 2026"). A
    time without a zone is taken as UTC.
    """
    value = " ".join(value.split())
    try:
        return _iso(value) or _english(value) or _mail(value)
    except (ValueError, OverflowError):
        return None


def _iso(value: str) -> Published | None:
    text = value.replace("/", "-") if re.match(r"[0-9]{4}/[0-9]{2}/[0-9]{2}", value) else value
    text = re.sub(r"(?<=[0-9]) (?:UTC|GMT|Z)$", "+00:00", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=[0-9]) (?=[+-][0-9]{2}:?[0-9]{2}$)", "", text)
    text = re.sub(r"(?<=[0-9])z$", "Z", text)
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        pass
    else:
        return Published(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC), True)
    try:
        return Published(_utc(dt.datetime.fromisoformat(text)), False)
    except ValueError:
        return None


def _english(value: str) -> Published | None:
    match = re.fullmatch(rf"(?:(?P<weekday>{_WEEKDAY}),?[ ])?{_DATE}", value, re.IGNORECASE)
    if match is None or match["year"] is None:
        return None
    day = _day(match, int(match["year"]))
    return None if day is None else Published(_midnight(day), True)


def _mail(value: str) -> Published | None:
    parts = email.utils.parsedate_tz(value)
    if parts is None or not re.search(r"[0-9]:[0-9]", value):
        return None
    zone = value.rsplit(" ", 1)[-1].lower()
    if parts[9] in (None, 0) and zone.isalpha() and zone not in _ZONES:  # a zone by a name that stands for several
        return None
    at = dt.datetime(*parts[:6], tzinfo=dt.timezone(dt.timedelta(seconds=parts[9] or 0)))
    return Published(_utc(at), False)


def _utc(at: dt.datetime) -> dt.datetime:
    return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def date_in_text(text: str, now: dt.datetime) -> dt.date | None:
    """Work out from ``text`` on which day it was published; None where it doesn't say, never after ``now`` (aware).

    In this order: a line that states it ("Published: 13 January 2026"); a dateline with a year; a weekday with its date
    ("Tuesday (Jan 13)"), in the first year in which the two fit and that makes it no earlier than the latest date in
    the text ("1 August 2025", "August 2025"; a bare year is no date: it is often a birth or a target). Where the text
    holds none, the last fitting day is taken when it lies within a year before ``now``: day and weekday fit again only
    after five years or more.
    """
    today = now.astimezone(dt.UTC).date()
    stated = _stated_date(text[:_TAIL])
    if stated is not None:
        return stated if stated <= today else None
    found = _weekday_date(text)
    if found is None:
        return None
    weekday, match = found
    if match["year"]:
        day = _day(match, int(match["year"]))
        return day if day is not None and day <= today and day.weekday() == weekday else None
    latest = _latest_date(text, today)
    if latest is None:
        years: range = range(today.year, today.year - 2, -1)
        lowest = today - dt.timedelta(days=366)
    else:
        years = range(latest.year, today.year + 1)
        lowest = latest
    for year in years:
        day = _day(match, year)
        if day is not None and day.weekday() == weekday and lowest <= day <= today:
            return day
    return None


def _stated_date(beginning: str) -> dt.date | None:
    for line in beginning.splitlines()[:6]:
        if (stated := _STATED.match(line)) and (match := _FULL_DATE.search(stated["rest"][:60])) and match["year"]:
            return _day(match, int(match["year"]))
    for line in beginning.splitlines()[:2]:
        for match in _FULL_DATE.finditer(line, 0, 90):
            if (
                match["year"]
                and match.start()
                and _AFTER_DATELINE.match(line, match.end())
                and _is_place(line[: match.start()])
            ):
                return _day(match, int(match["year"]))
    return None


def _is_place(before: str) -> bool:
    """Tell whether a line's beginning is that of a dateline: "NEW DELHI, ", "New Delhi (Reuters), "."""
    words = re.findall(r"[^\W\d_]+", before)
    return (
        0 < len(words) <= 6
        and all(word[0].isupper() for word in words)
        and before.rstrip()[-1:] in {",", ":", "(", "|"}
    )


def _weekday_date(text: str) -> tuple[int, re.Match[str]] | None:
    for match in _WEEKDAY_DATE.finditer(text):
        if not _AHEAD.search(text, max(0, match.start() - 40), match.start()):
            return _WEEKDAYS[match["weekday"].lower().rstrip(".")], match
    return None


def _latest_date(text: str, today: dt.date) -> dt.date | None:
    """Return the latest date with a year that is not after ``today``; a month counts from its first day."""
    found: list[dt.date | None] = []
    for match in _FULL_DATE.finditer(text):
        if match["year"]:
            found.append(_day(match, int(match["year"])))
    found.extend(_date(int(m["year"]), int(m["month"]), int(m["day"])) for m in _ISO_DATE.finditer(text))
    found.extend(_date(int(m["year"]), _MONTHS[m["month"].lower().rstrip(".")], 1) for m in _MONTH_YEAR.finditer(text))
    return max((day for day in found if day is not None and day <= today), default=None)


def _day(match: re.Match[str], year: int) -> dt.date | None:
    month = (match["month"] or match["month2"]).lower().rstrip(".")
    day = re.match(r"[0-9]+", match["day"] or match["day2"])
    return _date(year, _MONTHS[month], int(day.group()) if day else 0)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
