"""Errors of the store. Each one's text is a clear sentence for the person.

StoreError
├── StoreNewerError       written by a newer version of this program
├── StoreOlderError       written by an older one, and migrating was not asked for
├── StoreForeignError     a file of another program
├── StoreDamagedError     not a database any more, or one with faults inside
├── StoreIsFolderError    the path names a folder
├── StoreMissingError     there is nothing at the path, and making it was not asked for
├── StoreReadOnlyError    the place can't be written
├── StoreFullError        the disk is full
├── StoreBusyError        another program held the store for too long
├── StoreInUseError       another bot runs on this store
└── BackupRefusedError    the place named for a backup won't do
"""

from __future__ import annotations

import sqlite3
from pathlib import Path


class StoreError(Exception):
    """The store can't do what was asked. ``path`` is the file it is about; ``str()`` is a sentence for the person."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path


class StoreNewerError(StoreError):
    """The file was written by a newer version of this program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            path,
            f"The store {path} is of version {found}, newer than this program, which knows versions up to {known}. "
            "Run the newer program, or name another file in BRIEFING_DATABASE.",
        )
        self.found, self.known = found, known


class StoreOlderError(StoreError):
    """The file was written by an older version and was opened without migrating."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path, f"The store {path} is of version {found}; it must be brought to version {known} first.")
        self.found, self.known = found, known


class StoreForeignError(StoreError):
    """The file is an SQLite database of another program."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"The file {path} is a database of another program, so it is left alone.")


class StoreDamagedError(StoreError):
    """The file is no database, or is one with faults inside. ``detail`` says what was found."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            path, f"The store {path} is damaged or is no store ({detail}). Put a backup in its place, or move it away."
        )
        self.detail = detail


class StoreIsFolderError(StoreError):
    """The path names a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"The store {path} is a folder; it must be a file.")


class StoreMissingError(StoreError):
    """There is no file at the path."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"There is no store at {path}.")


class StoreReadOnlyError(StoreError):
    """The file or its folder can't be written, or can't be reached at all."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(path, f"The store {path} can't be written ({detail}). Its folder must be writable too.")
        self.detail = detail


class StoreFullError(StoreError):
    """The disk is full."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"The disk that holds the store {path} is full.")


class StoreBusyError(StoreError):
    """Another program held the store for too long."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"The store {path} is held by another program; try again in a moment.")


class StoreInUseError(StoreError):
    """Another bot process runs on this store. ``process`` is its process id where it could be learned."""

    def __init__(self, path: Path, process: int | None) -> None:
        who = f"Another bot (process {process})" if process else "Another bot"
        super().__init__(path, f"{who} already runs on the store {path}; only one can.")
        self.process = process


class BackupRefusedError(StoreError):
    """The place named for a backup won't do: the store itself, a folder, a file of another kind, a read-only place."""


_BASE_CODES: dict[int, type[StoreBusyError] | type[StoreFullError]] = {
    sqlite3.SQLITE_BUSY: StoreBusyError,
    sqlite3.SQLITE_LOCKED: StoreBusyError,
    sqlite3.SQLITE_PROTOCOL: StoreBusyError,
    sqlite3.SQLITE_FULL: StoreFullError,
}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}


def store_error(path: Path, error: sqlite3.Error) -> StoreError | None:
    """Return the domain error that ``error`` stands for, or None where it is a fault of this program.

    Only SQLite's codes for the state of the file are taken; all others must surface as they are.
    """
    extended = getattr(error, "sqlite_errorcode", None)
    if extended is None:
        return None
    code = extended & 0xFF  # the low byte is the primary result code
    if code in _BASE_CODES:
        return _BASE_CODES[code](path)
    if code in _DAMAGE:
        return StoreDamagedError(path, str(error))
    if code in _UNWRITABLE:
        return StoreReadOnlyError(path, str(error))
    return None
