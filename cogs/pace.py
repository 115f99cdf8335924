"""How often one person may ask for something that costs."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

MOST, WITHIN = 5, 10.0
_MOST_PEOPLE = 10_000


class Pace:
    """Counts what each person does: more than ``MOST`` times in ``WITHIN`` seconds is too often, which is told once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._times: dict[int, deque[float]] = {}
        self._told: set[int] = set()

    def allows(self, person: int) -> bool | None:
        """Return True to go on, False to tell the person to slow down, None to stay silent."""
        now = self._clock()
        if len(self._times) > _MOST_PEOPLE:
            self._times = {who: times for who, times in self._times.items() if now - times[-1] <= WITHIN}
            self._told &= self._times.keys()
        times = self._times.setdefault(person, deque(maxlen=MOST + 1))
        times.append(now)
        if len(times) <= MOST or now - times[0] > WITHIN:
            self._told.discard(person)
            return True
        if person in self._told:
            return None
        self._told.add(person)
        return False
