"""Instants as the store keeps them: whole microseconds since 1970-01-01 00:00 UTC, exact for every datetime."""

from __future__ import annotations

import datetime as dt

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


def to_number(moment: dt.datetime) -> int:
    """Return the microseconds of an aware datetime. Raises ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return (moment - _EPOCH) // _MICROSECOND


def to_number_or_none(moment: dt.datetime | None) -> int | None:
    """Return the same, None for None."""
    return None if moment is None else to_number(moment)


def from_number(number: int) -> dt.datetime:
    """Return the instant in UTC."""
    return _EPOCH + dt.timedelta(microseconds=number)


def from_number_or_none(number: int | None) -> dt.datetime | None:
    """Return the same, None for None."""
    return None if number is None else from_number(number)
