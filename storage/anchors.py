"""Whom corrections mean, held by the articles that name them.

A person's id is made from a name, so a later article may change it: it knows the name in full, or brings a namesake.
What an article calls a person stays. A correction therefore keeps, beside the id, some articles that named the person
when it was made, with the name in each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Literal

import aiosqlite

from storage.rows import raw

Anchor = tuple[str, str]
"""An article's id and the name of one of the people in its reading."""
Side = Literal["person", "other"]

# So many of the newest articles that name a person are kept for one correction.
MOST = 40
MASK = "#"


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


def masked(person: str) -> str:
    """Return what stands for a person's id where nothing of their name may stay; :func:`means` knows it again."""
    return MASK + hashlib.sha256(person.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def means(kept: str, person: str) -> bool:
    """Tell whether the id that a correction keeps, masked or not, is ``person``'s."""
    return kept == person or (kept.startswith(MASK) and kept == masked(person))


async def forget(connection: aiosqlite.Connection, article: str) -> None:
    """Drop what an article that is removed called people, and mask ids that may hold a name of it alone."""
    rows = await connection.execute_fetchall(
        "SELECT DISTINCT x.side, CASE x.side WHEN 'person' THEN c.person ELSE c.other END, c.id "
        "FROM correction_anchors AS x JOIN corrections AS c ON c.id = x.correction "
        "WHERE x.article = CAST(?1 AS TEXT) AND NOT EXISTS (SELECT 1 FROM correction_anchors AS y "
        "WHERE y.correction = x.correction AND y.side = x.side AND y.name = x.name AND y.article != x.article)",
        (raw(article),),
    )
    for side, person, number in rows:
        if person is not None and not person.startswith(MASK):
            column = "person" if side == "person" else "other"
            await connection.execute(
                f"UPDATE corrections SET {column} = ? WHERE id = ?",  # noqa: S608 - one of two constants
                (masked(person), number),
            )
            await connection.execute(
                "UPDATE corrected_quotes SET person = ? WHERE person = CAST(? AS TEXT)", (masked(person), raw(person))
            )
    await connection.execute("DELETE FROM correction_anchors WHERE article = CAST(? AS TEXT)", (raw(article),))


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
    if not rows and person.startswith(MASK):
        known = await connection.execute_fetchall("SELECT id FROM known_people")
        return next((row[0] for row in known if means(person, row[0])), person)
    return rows[0][0] if rows else person
