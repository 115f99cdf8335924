"""Short keys for questions that don't fit on a button. Never with who asked."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib

from storage.database import Database
from storage.instants import to_number
from storage.rows import raw

KEPT = dt.timedelta(days=30)
KEY_CHARACTERS = 16


class Keys:
    """Questions (JSON) by key, kept for 30 days after the last answer that carried the key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, question: str, now: dt.datetime) -> str:
        """Keep a question and return its key of 16 characters: the same for the same question. Old ones are dropped."""
        digest = hashlib.sha256(question.encode("utf-8", "surrogatepass")).digest()
        key = base64.urlsafe_b64encode(digest).decode("ascii")[:KEY_CHARACTERS]
        async with self._database.transaction() as connection:
            await connection.execute(
                "INSERT INTO question_keys (key, question, kept) VALUES (?, CAST(? AS TEXT), ?) "
                "ON CONFLICT (key) DO UPDATE SET kept = max(kept, excluded.kept)",
                (key, raw(question), to_number(now)),
            )
            await connection.execute("DELETE FROM question_keys WHERE kept <= ?", (to_number(now - KEPT),))
        return key

    async def get(self, key: str, now: dt.datetime) -> str | None:
        """Return the question under a key, None when it was never kept or for too long."""
        rows = await self._database.fetch(
            "SELECT question FROM question_keys WHERE key = CAST(? AS TEXT) AND kept > ?",
            (raw(key), to_number(now - KEPT)),
        )
        return rows[0][0] if rows else None
