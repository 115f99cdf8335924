"""The phrases in which people ask, read from ``data/phrases.txt`` into patterns."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "phrases.txt"


@cache
def _sections() -> dict[str, str]:
    found: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            entries = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            entries.extend(entry.strip() for entry in line.split(";") if entry.strip())
    patterns = {name: "(?:" + "|".join(sorted(rows, key=len, reverse=True)) + ")" for name, rows in found.items()}
    for _ in range(2):  # a section may name one that names another
        patterns = {name: _filled(pattern, patterns) for name, pattern in patterns.items()}
    return patterns


def _filled(pattern: str, patterns: dict[str, str]) -> str:
    return re.sub(r"\{([a-z ]+)\}", lambda match: patterns[match.group(1)], pattern)


def phrase(name: str) -> str:
    """Return a section as one group of alternatives, longest first. Raises KeyError for a section that isn't there."""
    return _sections()[name]


def pattern(template: str) -> re.Pattern[str]:
    """Compile a template in which ``{said}`` stands for the section of that name."""
    return re.compile(_filled(template, _sections()))
