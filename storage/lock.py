"""One bot process a store, by a lock of the operating system on a file beside it.

The system lets such a lock go however the process ends, ``kill -9`` and a crash included; a row with a heartbeat would
keep the next bot waiting until the row looks old, and two bots could both believe in it after a pause of the machine.
The lock is on a file of its own, as closing a second handle on the store would drop SQLite's own locks there. It keeps
no other command from using the store.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from storage import place
from storage.errors import StoreInUseError, StoreReadOnlyError

_FAR = 1 << 30  # Windows locks bytes for readers too: a byte past the end leaves the process id readable


@contextmanager
def bot_lock(path: Path) -> Iterator[None]:
    """Hold the store at ``path`` for one bot process. Raises :class:`StoreInUseError` when another bot holds it.

    The lock file stays when the lock is let go: removing it could take it from under the next one.
    """
    file_path = place.beside(path.resolve(), ".lock")
    try:
        file_path.parent.mkdir(parents=True, exist_ok=True)
        file = file_path.open("a+b")
    except OSError as error:
        raise StoreReadOnlyError(path, error.strerror or type(error).__name__) from error
    with file:
        if not _take(file):
            raise StoreInUseError(path, _owner(file))
        file.truncate(0)
        file.write(str(os.getpid()).encode("ascii"))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
            _release(file)


def _owner(file: IO[bytes]) -> int | None:
    with suppress(OSError, ValueError):
        file.seek(0)
        return int(file.read(20))
    return None


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
