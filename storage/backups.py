"""Whole copies of a store, made while it is in use."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import aiosqlite

from storage import place
from storage.errors import BackupRefusedError, StoreDamagedError, store_error

_COMPANIONS = ("", "-wal", "-shm", "-journal", ".lock")


def fit_target(store: Path, target: Path) -> Path:
    """Return ``target`` made absolute; raise BackupRefusedError where a backup of ``store`` must not go there."""
    target = target.absolute()
    try:
        if target.is_dir():
            raise BackupRefusedError(target, f"{target} is a folder; name a file for the backup.")
        if any(_same(place.beside(store, suffix), target) for suffix in _COMPANIONS):
            raise BackupRefusedError(target, f"{target} is the store itself or a part of it; name another file.")
        if target.exists() and not (target.is_file() and place.is_database(target)):
            raise BackupRefusedError(target, f"{target} exists and is no backup of a store, so it is left alone.")
        if not target.parent.is_dir():
            raise BackupRefusedError(target, f"There is no folder {target.parent} for the backup.")
    except OSError as error:
        raise _unwritable(target, error) from error
    except ValueError as error:  # a NUL in the path
        raise BackupRefusedError(target, f"{str(target)!r} is no path for a backup.") from error
    return target


def _same(one: Path, other: Path) -> bool:
    if one.resolve() == other.resolve():
        return True
    return one.exists() and other.exists() and one.samefile(other)


def automatic_name(store: Path, version: int) -> Path:
    """Return a free name beside ``store`` for the copy made before a store of ``version`` is changed."""
    name = place.beside(store, f".v{version:04d}.bak")
    number = 1
    while name.exists():
        number += 1
        name = place.beside(store, f".v{version:04d}-{number}.bak")
    return name


def automatic_copies(store: Path) -> list[Path]:
    """Return the copies that lie beside ``store`` since it was brought up to date. They keep what was removed later."""
    prefix = f"{store.name}.v"
    with suppress(OSError):
        return sorted(
            file for file in store.parent.iterdir() if file.name.startswith(prefix) and file.name.endswith(".bak")
        )
    return []


async def write(source: aiosqlite.Connection, store: Path, target: Path) -> None:
    """Copy the state that ``source`` sees to ``target``: first under another name, then checked, then renamed.

    Raises :class:`BackupRefusedError` where the place won't do and :class:`StoreDamagedError` where the copy isn't
    sound.
    """
    draft = place.beside(target, f".{os.getpid()}.part")
    try:
        # In one step (pages=-1): one state of the store, however busy others are.
        copy = await asyncio.to_thread(_new_file, draft)
        try:
            await source.backup(copy, pages=-1)
        finally:
            await asyncio.to_thread(copy.close)
        await asyncio.to_thread(_finish, store, draft, target)
    except sqlite3.Error as error:
        domain = store_error(target, error)
        if isinstance(domain, StoreDamagedError):
            raise StoreDamagedError(store, str(error)) from error
        if domain is None:
            raise
        raise BackupRefusedError(target, f"The backup can't be written to {target} ({error}).") from error
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        await asyncio.to_thread(_remove, draft)


def _new_file(draft: Path) -> sqlite3.Connection:
    draft.unlink(missing_ok=True)
    return sqlite3.connect(draft, isolation_level=None, check_same_thread=False)


def _finish(store: Path, draft: Path, target: Path) -> None:
    with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
        # One file that stands alone, without a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        answer = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise StoreDamagedError(store, str(answer))
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(target)


def _remove(draft: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            place.beside(draft, suffix).unlink(missing_ok=True)


def _unwritable(target: Path, error: OSError) -> BackupRefusedError:
    return BackupRefusedError(target, f"The backup can't be written to {target} ({error.strerror or error}).")
