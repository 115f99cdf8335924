"""The options of a typed command: "India partner:US product:\"steel and aluminium\"".

The first option is everything up to the first `` name:`` where ``name`` is another option of that command. Only a
double-quoted value directly after ``name:`` is unquoted; every other mark is an ordinary character.
"""

from __future__ import annotations

import re


def split_options(rest: str, names: tuple[str, ...]) -> dict[str, str]:
    """Split what follows a command's name into the values of its options; an option that isn't given is absent.

    An option can be given once: its name with a colon is ordinary text after that, and inside its own value.
    """
    values: dict[str, str] = {}
    rest = rest.strip()
    if not names or not rest:
        return values
    marker = re.compile(rf"(?<!\S)({'|'.join(map(re.escape, names))}):", re.IGNORECASE)
    first = marker.match(rest)
    current, position = (first.group(1).lower(), first.end()) if first is not None else (names[0], 0)
    quotable = first is not None
    while True:
        start = position
        if quotable and rest[start : start + 1] == '"':
            position = _closing(rest, start, marker, {current, *values})
        nxt = next((m for m in marker.finditer(rest, position) if m.group(1).lower() not in {current, *values}), None)
        value = rest[start : nxt.start() if nxt is not None else len(rest)].strip()
        if quotable and len(value) >= 2 and value[0] == value[-1] == '"' and position > start:
            value = value[1:-1].strip()
        if value:
            values[current] = value
        else:
            values.setdefault(current, "")
        if nxt is None:
            return {name: value for name, value in values.items() if value}
        current, position, quotable = nxt.group(1).lower(), nxt.end(), True


def _closing(rest: str, start: int, marker: re.Pattern[str], used: set[str]) -> int:
    """Return the offset after the quotation mark that closes the value opened at ``start``, else ``start``."""
    end = rest.find('"', start + 1)
    if end == -1:
        return start
    after = rest[end + 1 :]
    following = marker.match(after.lstrip())
    whole = not after.strip() or (
        after[0].isspace() and following is not None and following.group(1).lower() not in used
    )
    return end + 1 if whole else start
