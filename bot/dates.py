"""Times as people type them ("this week", "since monday", "last 3 days", "13 January") made into instants.

Pure: the present and the time zone are passed in. Days begin at local midnight; a week begins on Monday (ISO 8601).
A day or month without a year is the latest one that isn't after the present.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
    )
} | {"a": 1, "an": 1, "couple of": 2, "few": 3}
_WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_COUNT = r"\d{1,4}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|couple of|few"
_DAY_FORMS = (
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:[t ]\d{1,2}:\d{2}(?::\d{2})?(?:z|[+-]\d{2}:?\d{2})?)?"
    r"|(?P<slashed>\d{1,2}[/.]\d{1,2}[/.]\d{4})"
    rf"|(?:(?:{_WEEKDAY}),? )?(?:the )?(?P<dm_day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<dm_month>{_MONTH})"
    rf"\.?(?:,? (?P<dm_year>\d{{4}}))?"
    rf"|(?:(?:{_WEEKDAY}),? )?(?P<md_month>{_MONTH})\.? (?P<md_day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
    rf"(?:,? (?P<md_year>\d{{4}}))?"
    rf"|(?P<today>today|tonight|now)|(?P<yesterday>yesterday)|(?P<weekday>(?:last |this )?(?:{_WEEKDAY}))"
    rf"|(?P<month>(?:last |this )?(?:{_MONTH}))\.?(?: (?P<month_year>\d{{4}}))?"
    rf"|(?P<ago>{_COUNT}) (?P<ago_unit>hour|day|week|month|year)s? ago"
    r"|(?P<this>this|the|last|past|previous) (?P<this_unit>morning|week|month|year|weekend|night)"
)
_DAY = re.compile(rf"(?:{_DAY_FORMS})(?!\w)")
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r" ?(?:to|and|until|till|through|-|–|—) ?"
_WINDOW = re.compile(
    r"(?<!\w)(?:"
    rf"(?P<days>(?:from|between|for|on)(?: the)? {_NTH}(?: (?:of )?(?:{_MONTH}))?{_TO}(?:the )?{_NTH} (?:of )?"
    rf"(?:{_MONTH})(?: \d{{4}})?"
    rf"|(?:from|between|for|on) (?:{_MONTH}) {_NTH}{_TO}(?:(?:{_MONTH}) )?{_NTH}(?:,? \d{{4}})?)"
    rf"|(?P<since>since|after|from(?! (?:the )?(?:last|this|past|previous) (?:week|month|year|weekend)\b)"
    rf"|starting)(?: the)? (?:{_DAY_FORMS})(?: (?:on|onwards?))?"
    rf"|(?:(?:in|over|for|during|within) )?(?:the )?(?:last|past|previous) (?P<span>{_COUNT})"
    rf" (?P<span_unit>hour|day|week|month|year)s?"
    rf"|(?:(?:in|during|from|for) )?(?:the )?(?P<share>(?:first|second|third|fourth|last) week (?:of|in)"
    rf"|early|mid|late|(?:beginning|start|middle|end) of)[- ](?P<of_month>{_MONTH})(?: (?P<of_year>\d{{4}}))?"
    rf"|(?:(?:in|over|for|from|of|during|within) )?(?:the )?(?P<whole>this|last|past|previous)"
    rf" (?P<whole_unit>week|month|year|weekend)"
    r"|(?P<part>this morning|today|tonight|yesterday|last night)"
    rf"|(?:on|for) (?P<on>(?:last )?(?:{_WEEKDAY})|(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})(?:,? \d{{4}})?"
    rf"|(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{4}}-\d{{1,2}}-\d{{1,2}})"
    rf"|(?:in|during) (?P<in_month>{_MONTH})(?: (?P<in_year>\d{{4}}))?"
    r")(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time named in a text: from ``since`` to before ``until`` (None: to the present).

    ``start`` and ``end`` are the offsets of the naming words in the text.
    """

    since: dt.datetime
    until: dt.datetime | None
    start: int
    end: int


def read_moment(text: str, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the instant that ``text`` as a whole names, at the start of its day or week; None if it can't be read."""
    folded = " ".join(text.lower().split())[:80]
    folded = re.sub(r"^(?:since|from|after) ", "", folded)
    if (exact := _exact(folded, zone)) is not None:
        return exact
    match = _DAY.fullmatch(folded)
    if match is not None:
        return _start_of(match, now, zone)
    window = find_window(folded, now, zone)
    if window is not None and (window.start, window.end) == (0, len(folded)):
        return window.since
    if (short := re.fullmatch(r"(\d{1,4}) ?(h|d|w|m|y|hours?|days?|weeks?|months?|years?)", folded)) is not None:
        return _back(now.astimezone(zone), int(short.group(1)), _UNITS[short.group(2)[0]])
    return None


def read_day(text: str, now: dt.datetime, zone: dt.tzinfo) -> dt.date | None:
    """Return the local day that ``text`` as a whole names, or None where it can't be read."""
    moment = read_moment(text, now, zone)
    return None if moment is None else moment.astimezone(zone).date()


def find_window(text: str, now: dt.datetime, zone: dt.tzinfo) -> Window | None:
    """Find the first stretch of time named in ``text``. Its first 2,000 characters are looked at."""
    lowered = text[:2000]
    lowered = lowered.lower() if len(lowered.lower()) == len(lowered) else lowered
    for match in _WINDOW.finditer(lowered):
        try:
            found = _window(match, now.astimezone(zone), zone)
        except (ValueError, OverflowError):
            continue
        if found is not None:
            return Window(found[0], found[1], match.start(), match.end())
    return None


_UNITS = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}


def _exact(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2})?(?:z|[+-]\d{2}:?\d{2})?)?", text):
        return None
    try:
        moment = dt.datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _window(match: re.Match[str], here: dt.datetime, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime | None] | None:
    today = _midnight(here.date(), zone)
    if match["days"]:
        return _between(match["days"], here.date(), zone)
    if match["since"]:
        start = _start_of(match, here, zone)
        return None if start is None else (start, None)
    if match["span"]:
        return _back(here, _number(match["span"]), match["span_unit"]), None
    if match["whole"]:
        return _whole(match["whole"], match["whole_unit"], here, zone)
    if match["part"]:
        if match["part"] in {"yesterday", "last night"}:
            return _midnight(here.date() - dt.timedelta(days=1), zone), today
        return today, None
    if match["on"]:
        inner = _DAY.match(match["on"])
        start = None if inner is None else _start_of(inner, here, zone)
        return None if start is None else (start, _midnight(start.date() + dt.timedelta(days=1), zone))
    if match["in_month"]:
        first = _month_start(match["in_month"], match["in_year"], here.date())
        return _midnight(first, zone), _midnight(_month_after(first), zone)
    if match["share"]:
        first = _month_start(match["of_month"], match["of_year"], here.date())
        after = _month_after(first)
        first_day, last_day = _SHARES[match["share"].split()[0]]
        begin = (after if first_day < 0 else first) + dt.timedelta(days=first_day)
        ended = after if last_day is None else first + dt.timedelta(days=last_day)
        return _midnight(begin, zone), _midnight(ended, zone)
    return None


def _between(text: str, today: dt.date, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime]:
    """Return the days from the first to the last that ``text`` names, the last included: "from 16 to 18 december".

    Raises ValueError for a day that no month has, and where the last comes before the first.
    """
    days = [int(day) for day in re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)]
    months = [_month(month) for month in re.findall(rf"\b(?:{_MONTH})\b", text)]
    year = re.search(r"\d{4}", text)
    first = _latest(year.group() if year is not None else None, months[0], days[0], today)
    last = dt.date(first.year + (months[-1] < months[0]), months[-1], days[-1])
    if last < first:
        raise ValueError(text)
    return _midnight(first, zone), _midnight(last + dt.timedelta(days=1), zone)


# Parts of a month as days after its first, or before its end; None is its end.
_SHARES: dict[str, tuple[int, int | None]] = {
    "first": (0, 7), "second": (7, 14), "third": (14, 21), "fourth": (21, 28), "last": (-7, None),
    "early": (0, 10), "beginning": (0, 10), "start": (0, 10), "mid": (10, 20), "middle": (10, 20),
    "late": (20, None), "end": (20, None),
}  # fmt: skip


def _start_of(match: re.Match[str], now: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    here = now.astimezone(zone)
    today = here.date()
    try:
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
            return _midnight(dt.date(year, month, day), zone)
        if match["slashed"]:
            day, month, year = (int(part) for part in re.split(r"[/.]", match["slashed"]))
            return _midnight(dt.date(year, month, day), zone)
        for prefix in ("dm", "md"):
            if match[f"{prefix}_day"]:
                month = _month(match[f"{prefix}_month"])
                return _midnight(_latest(match[f"{prefix}_year"], month, int(match[f"{prefix}_day"]), today), zone)
        if match["today"]:
            return _midnight(today, zone)
        if match["yesterday"]:
            return _midnight(today - dt.timedelta(days=1), zone)
        if match["weekday"]:
            index = _weekday(match["weekday"])
            back = (today.weekday() - index) % 7
            if match["weekday"].startswith("last ") and back == 0:
                back = 7
            return _midnight(today - dt.timedelta(days=back), zone)
        if match["month"]:
            return _midnight(_month_start(match["month"].split()[-1], match["month_year"], today), zone)
        if match["ago"]:
            return _back(here, _number(match["ago"]), match["ago_unit"])
        if match["this"]:
            word = "last" if match["this"] in {"last", "past", "previous"} else "this"
            if match["this_unit"] in {"morning", "night"}:
                return _midnight(today - dt.timedelta(days=word == "last"), zone)
            return _whole(word, match["this_unit"], here, zone)[0]
    except (ValueError, OverflowError):
        return None
    return None


def _whole(word: str, unit: str, here: dt.datetime, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime | None]:
    today, last = here.date(), word != "this"
    if unit == "weekend":
        saturday = today - dt.timedelta(days=(today.weekday() - 5) % 7)
        if last and today.weekday() >= 5:
            saturday -= dt.timedelta(days=7)
        return _midnight(saturday, zone), _midnight(saturday + dt.timedelta(days=2), zone)
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday())
        start = monday - dt.timedelta(days=7) if last else monday
        return _midnight(start, zone), _midnight(monday, zone) if last else None
    if unit == "month":
        first = today.replace(day=1)
        start = (first - dt.timedelta(days=1)).replace(day=1) if last else first
        return _midnight(start, zone), _midnight(first, zone) if last else None
    first = today.replace(month=1, day=1)
    start = first.replace(year=first.year - 1) if last else first
    return _midnight(start, zone), _midnight(first, zone) if last else None


def _back(here: dt.datetime, count: int, unit: str) -> dt.datetime:
    zone = here.tzinfo
    assert zone is not None
    if unit == "hour":
        return here.replace(minute=0, second=0, microsecond=0) - dt.timedelta(hours=count)
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit] * count
    return _midnight(here.date() - dt.timedelta(days=days), zone)


def _midnight(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=zone)


def _latest(year: str | None, month: int, day: int, today: dt.date) -> dt.date:
    if year:
        return dt.date(int(year), month, day)
    for candidate in range(today.year, today.year - 5, -1):  # 29 February exists every fourth year
        try:
            found = dt.date(candidate, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(f"no such day: {day} of month {month}")


def _month_start(month: str, year: str | None, today: dt.date) -> dt.date:
    return _latest(year, _month(month), 1, today)


def _month_after(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=32)).replace(day=1)


def _month(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(word[:3]))


def _weekday(word: str) -> int:
    return next(number for number, name in enumerate(_WEEKDAYS) if name.startswith(word.split()[-1][:3]))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
