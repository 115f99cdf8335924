"""The place of the store in the file system: what can be told before SQLite opens the file."""

from __future__ import annotations

from pathlib import Path

from storage.errors import StoreDamagedError, StoreIsFolderError, StoreMissingError, StoreReadOnlyError

MAGIC = b"SQLite format 3\x00"
HEADER = 100  # bytes of an SQLite file's header


def beside(path: Path, suffix: str) -> Path:
    """Return the path with ``suffix`` added to its name: SQLite's own companions are named so."""
    return path.with_name(path.name + suffix)


def prepare(path: Path, *, create: bool) -> Path:
    """Make the folder for a new store, or look at the file that is there. Returns the absolute path.

    An empty file counts as no store yet, since SQLite itself leaves one when it is stopped right after making it; but
    not when its write-ahead log says that there was more. Raises :class:`storage.errors.StoreError`.
    """
    path = path.absolute()
    if "\0" in str(path):
        raise StoreReadOnlyError(path, "its name holds a NUL character")
    try:
        if path.is_dir():
            raise StoreIsFolderError(path)
        if not path.exists():
            if not create:
                raise StoreMissingError(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            size, head = 0, b""
        else:
            size = path.stat().st_size
            with path.open("rb") as file:
                head = file.read(HEADER)
        log = beside(path, "-wal")
        has_log = log.is_file() and log.stat().st_size > 0
    except OSError as error:
        raise StoreReadOnlyError(path, error.strerror or type(error).__name__) from error
    if size == 0 and has_log:
        raise StoreDamagedError(path, "it is empty, though its log is not")
    if size and (not head.startswith(MAGIC) or len(head) < HEADER):
        raise StoreDamagedError(path, "it doesn't begin as an SQLite file does")
    return path


def is_database(path: Path) -> bool:
    """Tell whether the file begins as an SQLite database does, or is empty."""
    with path.open("rb") as file:
        head = file.read(len(MAGIC))
    return head in {b"", MAGIC}
