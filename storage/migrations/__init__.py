"""Numbered steps that bring a store to the present form. A released step is never edited: add the next one."""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from pathlib import Path
from typing import NamedTuple

_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")


class Migration(NamedTuple):
    """One step: its number (the ``user_version`` that it leads to), its name, and its SQL statements in order."""

    number: int
    name: str
    statements: tuple[str, ...]


@cache
def migrations() -> tuple[Migration, ...]:
    """Return all steps in order. Raises ValueError when the numbers have a gap or a file ends in mid-statement."""
    found = []
    for file in sorted(Path(__file__).parent.glob("*.sql")):
        match = _NAME.fullmatch(file.name)
        if match is None:
            raise ValueError(f"{file.name} is no name of a migration")
        found.append(Migration(int(match[1]), match[2], statements(file.read_text(encoding="utf-8"))))
    if [step.number for step in found] != list(range(1, len(found) + 1)):
        raise ValueError("the numbers of the migrations must be 1, 2, 3, ... without a gap")
    return tuple(found)


def statements(script: str) -> tuple[str, ...]:
    """Split an SQL script into its statements, triggers with their inner semicolons kept whole.

    ``executescript`` would do that too, but it commits whatever is pending, so a script that fails would stay half
    done.
    """
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        if not pending and (not line.strip() or line.lstrip().startswith("--")):
            continue
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    if pending.strip():
        raise ValueError("the script ends in the middle of a statement")
    return tuple(found)
