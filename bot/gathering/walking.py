"""Which files of the named files and folders are article files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

ENDINGS = frozenset({".txt", ".md", ".markdown", ".jsonl"})

Found = tuple[Path, str, str | None]


def article_files(path: Path) -> Iterator[Found]:
    """Yield (file, name for citations, problem) for a file or for every article file of a folder, in order of name.

    The name is relative to the folder that was given. ``problem`` is a sentence where the file can't be opened at all,
    else None. Links to folders are followed, but never into a folder that holds the link.
    """
    try:
        status = path.stat()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        yield path, path.name, _reason(error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(path)
    else:
        yield path, path.name, None if stat.S_ISREG(status.st_mode) else "it is no ordinary file"


def _folder(top: Path) -> Iterator[Found]:
    # Every entry carries the folders above it: a link back to one of them would never end.
    waiting: list[tuple[Path, frozenset[tuple[int, int]]]] = [(top, frozenset())]
    while waiting:
        path, above = waiting.pop()
        name = path.relative_to(top).as_posix() if path != top else top.name
        taken = path.suffix.lower() in ENDINGS
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                here = (status.st_dev, status.st_ino)
                if here not in above:
                    with os.scandir(path) as entries:
                        below = sorted(
                            (entry.name for entry in entries if not entry.name.startswith(".")), reverse=True
                        )
                    waiting.extend((path / entry, above | {here}) for entry in below)
                continue
        except OSError as error:
            if taken or path.is_dir():
                yield path, name, _reason(error)
            continue
        if taken:
            yield path, name, None if stat.S_ISREG(status.st_mode) else "it is no ordinary file"


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "it can't be opened (Permission denied)"
    return f"it can't be opened ({getattr(error, 'strerror', None) or error})"
