"""When a briefing is due: local times, days, clock changes, outages."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule import (
    CATCH_UP,
    days_text,
    due_date,
    instant_of,
    next_run,
    parse_days,
    parse_time,
    parse_zone,
    zone_names,
)

EVERY_DAY = frozenset(range(7))
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("07:30", dt.time(7, 30)),
        ("7:30am", dt.time(7, 30)),
        ("7:30 PM", dt.time(19, 30)),
        ("12:05 am", dt.time(0, 5)),
        ("12 p.m.", dt.time(12)),
        ("23:59", dt.time(23, 59)),
        ("7", None),
        ("24:00", None),
        ("13:00 pm", None),
        ("half past", None),
        ("", None),
    ],
)
def test_times(typed: str, meant: dt.time | None) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("daily", EVERY_DAY),
        ("every day", EVERY_DAY),
        ("weekdays", frozenset({0, 1, 2, 3, 4})),
        ("mon,wed", frozenset({0, 2})),
        ("Tuesdays and thurs", frozenset({1, 3})),
        ("t", None),
        ("someday", None),
        ("", None),
    ],
)
def test_days(typed: str, meant: frozenset[int] | None) -> None:
    assert parse_days(typed) == meant
    if meant is not None:
        assert parse_days(days_text(meant)) == meant


def test_zones_by_name_in_any_case() -> None:
    assert parse_zone("europe/berlin") == ZoneInfo("Europe/Berlin")
    assert parse_zone("America/new york") == ZoneInfo("America/New_York")
    assert parse_zone("Mars/Olympus") is None
    assert "Asia/Kolkata" in zone_names()


def test_the_next_run_is_at_the_local_time() -> None:
    after = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
    run = next_run(dt.time(7, 30), ZoneInfo("Asia/Kolkata"), EVERY_DAY, after)
    assert run == dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)
    on_friday = next_run(dt.time(7, 30), dt.UTC, frozenset({4}), after)
    assert on_friday == dt.datetime(2026, 11, 27, 7, 30, tzinfo=dt.UTC)


def test_a_skipped_time_is_still_posted_once_and_a_doubled_one_once() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    skipped = instant_of(dt.date(2026, 3, 29), dt.time(2, 30), berlin)
    assert skipped == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)
    doubled = instant_of(dt.date(2026, 10, 25), dt.time(2, 30), berlin)
    assert doubled == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    hour_later = doubled + dt.timedelta(hours=1, minutes=1)
    date = dt.date(2026, 10, 25)
    assert due_date(dt.time(2, 30), berlin, EVERY_DAY, hour_later, LONG_AGO, frozenset({date})) is None


def test_due_after_an_outage_of_up_to_six_hours_and_not_later() -> None:
    at = dt.time(7, 0)
    moment = dt.datetime(2026, 11, 22, 7, 0, tzinfo=dt.UTC)
    second = dt.timedelta(seconds=1)
    never = frozenset[dt.date]()
    assert due_date(at, dt.UTC, EVERY_DAY, moment - second, LONG_AGO, never) is None
    assert due_date(at, dt.UTC, EVERY_DAY, moment, LONG_AGO, never) == moment.date()
    assert due_date(at, dt.UTC, EVERY_DAY, moment + CATCH_UP, LONG_AGO, never) == moment.date()
    assert due_date(at, dt.UTC, EVERY_DAY, moment + CATCH_UP + second, LONG_AGO, never) is None


def test_an_outage_over_midnight_is_made_up_for_on_the_next_date() -> None:
    now = dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)
    assert due_date(dt.time(23, 0), dt.UTC, EVERY_DAY, now, LONG_AGO, frozenset()) == dt.date(2026, 11, 22)


def test_a_schedule_set_after_its_time_waits_for_the_next_day() -> None:
    begun = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)
    now = begun + dt.timedelta(minutes=1)
    assert due_date(dt.time(7, 0), dt.UTC, EVERY_DAY, now, begun, frozenset()) is None


@given(
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.sampled_from(["Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns", "Africa/Casablanca"]),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC)),
)
def test_what_comes_next_is_due_when_it_comes(at: dt.time, zone: str, days: frozenset[int], after: dt.datetime) -> None:
    place = ZoneInfo(zone)
    run = next_run(at, place, days, after)
    assert after < run <= after + dt.timedelta(days=8, hours=2)
    date = due_date(at, place, days, run, LONG_AGO, frozenset())
    assert date is not None
    assert date.weekday() in days
    assert instant_of(date, at, place) == run
