"""``export people`` is the same whatever order articles came in: our own articles, real stores, every byte."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from bot.exporting import export_lines
from bot.intake import Intake
from storage.store import Store
from tests.test_intake import NOW, take_in

CORPUS = Path(__file__).resolve().parent / "corpus" / "people"


def rows() -> list[dict[str, Any]]:
    """Every article of all rounds, as files hold them."""
    found = []
    for path in sorted(CORPUS.glob("round?.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.append({"id": row["id"], "text": row["text"], "published": row["published"]})
    return found


def file(path: Path, articles: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


async def exported(store: Store) -> str:
    lines = [line async for line in export_lines(store, "people", NOW)]
    lines += [line async for line in export_lines(store, "quotes", NOW)]
    return "".join(json.dumps(line) + "\n" for line in lines)


@pytest.mark.parametrize("seed", range(4))
async def test_people_are_the_same_byte_for_byte_in_any_order(tmp_path: Path, seed: int) -> None:
    articles, dice = rows(), random.Random(seed)
    later = {
        f"x{n}": {**article, "id": f"x{n}", "text": article["text"] + " Rain fell."}
        for n, article in enumerate(articles[::7])
    }
    async with Store.open(tmp_path / "whole.db") as store:
        await take_in(store, file(tmp_path / "whole.jsonl", articles))
        whole = await exported(store)
    assert len(whole.splitlines()) > 150
    dice.shuffle(articles)
    async with Store.open(tmp_path / "shuffled.db") as store:
        while articles:
            size = dice.choice((1, 2, 5))
            batch, articles = articles[:size], articles[size:]
            await take_in(store, file(tmp_path / "part.jsonl", batch))
            if later and dice.random() < 0.5:  # others come in between, and go again
                await take_in(store, file(tmp_path / "other.jsonl", [later.pop(min(later))]))
            for id_ in (
                [one for one in await store.articles.ids() if one.startswith("x")] if dice.random() < 0.5 else ()
            ):
                await Intake(store).remove(id_)
        for id_ in [one for one in await store.articles.ids() if one.startswith("x")]:
            await Intake(store).remove(id_)
        assert await exported(store) == whole
        await Intake(store).rebuild()
        assert await exported(store) == whole
