"""The one place that asks what time it is; everything else is told."""

from __future__ import annotations

import datetime as dt
import time


class Clock:
    """The time of day, or a time set for the whole run.

    With ``start`` the clock begins there; it stands still unless ``running``, as a question asked "on that day"
    needs it.
    """

    def __init__(self, start: dt.datetime | None = None, *, running: bool = False) -> None:
        self._start = start
        self._running = running
        self._begun = time.monotonic()

    def now(self) -> dt.datetime:
        """Return the current instant, aware, in UTC."""
        if self._start is None:
            return dt.datetime.now(dt.UTC)
        if not self._running:
            return self._start
        return self._start + dt.timedelta(seconds=time.monotonic() - self._begun)


def parse_instant(text: str) -> dt.datetime:
    """Read an ISO 8601 time; one without a zone is UTC. Raises ValueError with a sentence for the person."""
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no time; write it as 2026-11-22 or 2026-11-22T08:30:00Z.") from None
    moment = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:
        raise ValueError(f"{text!r} lies outside the years 1 to 9999.") from None
