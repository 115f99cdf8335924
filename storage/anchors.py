"""Whom corrections mean, held by the articles that name them.

A person's id is made from a name, so a later article may change it: it knows the name in full, or brings a namesake.
What an article calls a person stays. A correction therefore keeps, beside the id, some articles that named the person
when it was made, with the name in each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import aiosqlite

from storage.rows import raw

Anchor = tuple[str, str]
"""An article's id and the name of one of the people in its reading."""
Side = Literal["person", "other"]

# So many of the newest articles that name a person are kept for one correction.
MOST = 40


async def anchor(connection: aiosqlite.Connection, correction: int, side: Side, person: str) -> None:
    """Keep which articles name ``person`` at present. Runs inside a transaction of its caller."""
    await connection.execute(
        "INSERT OR IGNORE INTO correction_anchors (correction, side, article, name) "
        "SELECT ?1, ?2, a.id, p.name FROM known_people AS k JOIN members AS m ON m.person = k.key "
        "JOIN read_people AS p ON p.article = m.article AND p.position = m.position "
        "JOIN articles AS a ON a.key = m.article WHERE k.id = CAST(?3 AS TEXT) "
        "ORDER BY a.published DESC, a.id LIMIT ?4",
        (correction, side, raw(person), MOST),
    )


def by_correction(rows: Sequence[tuple[int, str, str, str]]) -> dict[tuple[int, str], tuple[Anchor, ...]]:
    """Return anchors by (correction, side) from rows of (correction, side, article, name)."""
    found: dict[tuple[int, str], list[Anchor]] = {}
    for correction, side, article, name in rows:
        found.setdefault((correction, side), []).append((article, name))
    return {key: tuple(anchors) for key, anchors in found.items()}


async def present_id(connection: aiosqlite.Connection, correction: int, person: str) -> str:
    """Return the id that ``person`` of a correction has now: whoever holds most of its articles, else the id kept."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT k.id FROM correction_anchors AS x JOIN articles AS a ON a.id = x.article "
            "JOIN read_people AS p ON p.article = a.key AND p.name = x.name "
            "JOIN members AS m ON m.article = p.article AND m.position = p.position "
            "JOIN known_people AS k ON k.key = m.person WHERE x.correction = ?1 AND x.side = 'person' "
            "GROUP BY k.id ORDER BY count(*) DESC, k.id = CAST(?2 AS TEXT) DESC, k.id LIMIT 1",
            (correction, raw(person)),
        )
    )
    return rows[0][0] if rows else person
