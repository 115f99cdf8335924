"""The questions of our own rounds keep their intent, and their person where the name alone settles it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from bot.asking import understand
from bot.matching import Entity, Names

CORPUS = Path(__file__).parents[1] / "corpus" / "questions"
SCORES = (CORPUS / "SCORES.md").read_text(encoding="utf-8")
# A round is looked at only once its first score stands there.
ROUNDS = [each for each in sorted(CORPUS.glob("round*")) if f"| round {each.name[5:]}, first" in SCORES]
SHARED = Path(__file__).parents[2] / ".." / "shared" / "questions"
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
    people = folder if (folder / "people.jsonl").exists() else SHARED  # rounds on the shared articles bring no people
    if not (people / "people.jsonl").exists():
        pytest.skip("the shared articles are not here")
    names = names_of(people)
    wrong = []
    for row in load(folder / "questions.jsonl"):
        question = understand(row["input"], names, NOW, dt.UTC)
        kind = "search" if question.kind == "sources" else question.kind
        if kind not in {row["expect"]["intent"], *row["expect"]["intent_also"]}:
            wrong.append((row["input"], kind))
    assert wrong == []
