"""Quotes as the program's own command line gives them: ``python -m bot read FILE --json``, one process for all."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from storage.records import Quote, Span

ROOT = Path(__file__).parents[2]


def read_by_program(texts: Sequence[str]) -> list[list[Quote]]:
    """Return the quotes of each text. Raises ``CalledProcessError`` where the program refuses one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        rows = ({"id": str(number), "title": "", "text": text} for number, text in enumerate(texts))
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, "-m", "bot", "read", str(path), "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    found = {row["id"]: quotes_of(row) for row in map(json.loads, done.stdout.split("\n")[:-1])}
    return [found[str(number)] for number in range(len(texts))]


def quotes_of(row: Mapping[str, Any]) -> list[Quote]:
    """Return the quotes of one line of ``read --json``; whom a quote belongs to is told by the name."""
    people = {person["name"]: number for number, person in reversed(list(enumerate(row["people"])))}
    return [
        Quote(
            content=_spans(quote["content"]),
            kind=quote["type"],
            cue=_spans(quote["cue"]),
            speaker=_spans(quote["speaker"]),
            speaker_name=quote["speaker_name"],
            speaker_kind=quote["speaker_kind"],
            person=people[quote["speaker_name"]] if quote["speaker_kind"] == "person" else None,
            confidence=quote["confidence"],
            shown=quote["shown"],
            within=quote["within"],
        )
        for quote in row["quotes"]
    ]


def _spans(pairs: Sequence[Sequence[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs or ())
