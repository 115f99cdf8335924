"""The key under which an answer is kept: the resolved question and all that it depends on, never what was typed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from bot.reading.reader import READER_VERSION
from bot.wording import WORDING_VERSION

# Grows when the composition of answers changes.
ANSWERS_VERSION = 11
LANGUAGE = "en"


def cache_key(kind: str, parts: dict[str, object], edition: int, today: dt.date | None) -> str:
    """Return the key of a resolved question.

    ``parts`` are ids and options, instants as absolute times; ``edition`` is that of the one subject that the answer
    rests on, else the store's; ``today`` is the asker's date where the answer shows an age or "today".
    """
    fields = {name: str(value) for name, value in parts.items() if value is not None}
    versions = (READER_VERSION, ANSWERS_VERSION, WORDING_VERSION)
    whole = json.dumps([kind, fields, LANGUAGE, edition, today and today.isoformat(), versions], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()
