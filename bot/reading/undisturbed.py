"""Reading without the garbage collector in between.

An article becomes some hundred thousand small tuples, strings and lists that are let go of when it is read, none of
them by the collector: it looks for cycles, and there are next to none. Started by the sheer number of objects, it would
go over the same ones again and again, a tenth of the time of reading. So it waits until the article is read; whatever
cycles there are it finds then. An answer is made in the same way.
"""

from __future__ import annotations

import gc
from threading import Lock
from types import TracebackType


class _Undisturbed:
    """Holds the collector back while one thread or several are inside."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._enabled = False  # before the first came in

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._enabled = gc.isenabled()
                gc.disable()
            self._inside += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside and self._enabled:
                gc.enable()


undisturbed = _Undisturbed()
