"""The questions of our own rounds keep their intent, and their person where the name alone settles it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from bot.asking import understand
from bot.matching import Entity, Names

ROUNDS = sorted((Path(__file__).parents[1] / "corpus" / "questions").glob("round*"))
NOW = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def names_of(folder: Path) -> Names:
    return Names.build(
        Entity("person", row["name"], row["name"], tuple(row["aliases"]), tuple(role["role"] for role in row["roles"]))
        for row in load(folder / "people.jsonl")
    )


@pytest.mark.parametrize("folder", ROUNDS, ids=lambda folder: folder.name)
def test_intents(folder: Path) -> None:
    names = names_of(folder)
    wrong = []
    for row in load(folder / "questions.jsonl"):
        question = understand(row["input"], names, NOW, dt.UTC)
        kind = "search" if question.kind == "sources" else question.kind
        if kind not in {row["expect"]["intent"], *row["expect"]["intent_also"]}:
            wrong.append((row["input"], kind))
    assert wrong == []
