"""Dates in a text, resolved against the day of publication."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: n
    for n, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_COUNTS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_ORDINAL = "|".join(sorted((word.replace("-", "[ -]") for word in _ORDINALS), key=len, reverse=True))
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PATTERN = re.compile(
    r"\b(?=[\dA-Zcefilmnosty]|[a-z]{1,7}\s(?:day|week))"  # what any of the following begins with
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d\b)"
    rf"|(?P<m1>{_MONTH})\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:,?\s(?P<y1>(?:1[89]|2\d)\d\d)\b)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH})(?![a-z])(?:,?\s(?P<y2>(?:1[89]|2\d)\d\d)\b)?"
    rf"|(?P<d4>{_ORDINAL})\sof\s(?P<m4>{_MONTH})(?![a-z])"
    rf"|(?P<turn>New\sYear['’]s(?:\s[Dd]ay)?\b|(?:first\sday|start|turn)\sof\s(?:the\s)?"
    rf"(?:new\syear|(?P<y6>(?:next\syear|year|(?:19|20)\d\d)))\b)"
    rf"|(?P<edge>first|last)\sday\sof\s(?P<m6>{_MONTH})(?![a-z])(?:,?\s(?P<y7>(?:1[89]|2\d)\d\d)\b)?"
    rf"|(?P<rel>next\s|last\s|this\s|coming\s)?(?P<wd>{_DAY})\b"
    rf"|(?P<word>today|[Tt]omorrow|[Yy]esterday|tonight|midnight|immediately|overnight|on the same day|the same day"
    rf"|the same date|that day|that date)\b"
    rf"|[Ii]n\s(?P<n>\d{{1,3}}|[a-z]{{1,7}})\s(?P<unit>days?|weeks?)['’]?(?:\stime)?\b"
    rf"|(?P<n2>\d{{1,3}}|[A-Za-z][a-z]{{0,6}})\s(?P<unit2>days?|weeks?)\s(?:from\s(?:now|today)|later)\b"
    rf"|(?P<m3>{_MONTH})(?:,?\s(?P<y3>(?:19|20)\d\d))?(?![\w])"
    rf"|(?P<vague>(?:last|next|this|earlier this|early|late|mid)[ -]"
    rf"(?:week|month|year|spring|summer|autumn|fall|winter)"
    rf"|since\sthe\s(?:spring|summer|autumn|fall|winter)|(?:19|20)\d\d)\b)"
)

# A digit, or three letters of a word without which there is no date.
_DATED = re.compile(
    r"\d|[Dd]ay|week|month|[Yy]ear|spring|summer|autumn|fall|winter|[Tt]o(?:morrow|night)|midnight|immediately|overnight|date"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|May"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date named in a text.

    ``day`` is None for a month or a year alone; ``weekday`` marks one named by its weekday only.
    """

    day: dt.date | None
    start: int
    end: int
    weekday: int | None = None
    word: str = ""


def find_dates(text: str, start: int, end: int, published: dt.date | None) -> list[DateMention]:
    """Return the dates in ``text[start:end]``. A weekday's ``day`` is the nearest one not after publication; use
    :func:`resolve_weekday` where the sentence looks ahead. Without ``published`` only full dates are resolved.
    """
    found: list[DateMention] = []
    if _DATED.search(text, start, end) is None:  # most sentences have no word that the pattern could begin or end with
        return found
    for match in _PATTERN.finditer(text, start, end):
        group = match.group
        day: dt.date | None = None
        weekday: int | None = None
        word = ""
        if group("iso"):
            day = _date(int(group("iso")[:4]), int(group("iso")[5:7]), int(group("iso")[8:]))
        elif group("m1") or group("m2"):
            month = MONTHS[(group("m1") or group("m2")).lower().rstrip(".")]
            number = int(group("d1") or group("d2"))
            year = group("y1") or group("y2")
            day = _date(int(year), month, number) if year else _nearest(month, number, published)
            if day is None and not year and published is not None:
                continue
        elif group("m4"):
            number = _ORDINALS.index(group("d4").lower().replace(" ", "-")) + 1
            day = _nearest(MONTHS[group("m4").lower().rstrip(".")], number, published)
        elif group("turn"):
            since = _SINCE.search(text, max(start, match.start() - 12), match.start()) is not None
            day = _turn_of_year(group("y6") or "", group("turn").startswith("turn"), since, published)
        elif group("edge"):
            month, year = MONTHS[group("m6").lower().rstrip(".")], group("y7")
            day = _date(int(year), month, 1) if year else _nearest(month, 1, published)
            if day is not None and group("edge") == "last":
                day = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        elif group("wd"):
            weekday = _WEEKDAYS[group("wd").lower()]
            word = (group("rel") or "").strip()
            if published is not None:
                back = (published.weekday() - weekday) % 7
                day = _shift(published, -(back or (7 if word == "last" else 0)))
                if word in {"next", "coming"}:
                    ahead = resolve_weekday(weekday, published)
                    day = _shift(published, 7) if ahead == published else ahead
        elif group("word"):
            word = group("word").lower()
            if published is not None and not word.endswith(("same day", "same date", "that day", "that date")):
                day = _shift(published, {"tomorrow": 1, "yesterday": -1}.get(word, 0))
        elif group("unit") or group("unit2"):
            count = _count(group("n") or group("n2"))
            if count is None:
                continue
            weeks = (group("unit") or group("unit2")).startswith("week")
            if published is not None:
                day = _shift(published, count * (7 if weeks else 1))
        elif _is_no_month(text, match):
            continue
        found.append(DateMention(day, match.start(), match.end(), weekday, word))
    return found


_EARLY = 6  # a month up to which "the start of the year" is the one gone by
_SINCE = re.compile(r"\bsince (?:the )?\Z", re.IGNORECASE)


def _turn_of_year(year: str, turning: bool, since: bool, published: dt.date | None) -> dt.date | None:
    """Return the first day of ``year`` ("2026", "next year"), or where none is named, or the year is ``turning``, the
    nearest one. "From the start of the year" is this year's, but late in it the next one may be meant: None."""
    if year.isdigit():
        return _date(int(year), 1, 1)
    if published is None:
        return None
    if year == "year" and not turning:
        return _date(published.year, 1, 1) if since or published.month <= _EARLY else None
    return _date(published.year + 1, 1, 1) if year.startswith("next") else _nearest(1, 1, published)


def _is_no_month(text: str, match: re.Match[str]) -> bool:
    """Tell whether "may" or "march" is a verb: neither a year nor a word like "in" says that it is a month."""
    if match.group("y3") or (match.group("m3") or "").lower() not in {"may", "march", "mar"}:
        return False
    return _MONTH_FOLLOWS.search(text, max(0, match.start() - 7), match.start()) is None


_MONTH_FOLLOWS = re.compile(r"\b(?:in|since|last|next|this|from|by|until|till|of|early|late|mid)[ -]\Z")


def resolve_weekday(weekday: int, published: dt.date) -> dt.date | None:
    """Return the next such weekday from ``published`` on: news calls its own day by its name."""
    return _shift(published, (weekday - published.weekday()) % 7)


def _shift(day: dt.date, days: int) -> dt.date | None:
    """Return ``day`` moved by ``days``, or None beyond the calendar."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _COUNTS.get(word.lower())


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, published: dt.date | None) -> dt.date | None:
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    days = [found for year in years if 1 <= year <= 9999 and (found := _date(year, month, day)) is not None]
    return min(days, key=lambda found: abs((found - published).days), default=None)
