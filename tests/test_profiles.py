"""Profiles through the whole chain: words by story, what lies beyond is counted, a damaged cache is no answer."""

from __future__ import annotations

import json
from pathlib import Path

from bot.clock import Clock
from bot.newsroom import Newsroom
from storage.store import Store
from tests.test_intake import NOW, take_in

WHO = "Energy Minister Ilse Hartog"


async def filled(store: Store, tmp_path: Path, articles: list[tuple[str, str, str]]) -> Newsroom:
    lines = [
        json.dumps({"id": f"a{n}", "published": day, "title": title, "text": text})
        for n, (day, title, text) in enumerate(articles)
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert await take_in(store, tmp_path / "articles.jsonl") == ["new"] * len(articles)
    return Newsroom(store, Clock(NOW))


def said(*words: str) -> str:
    return "\n".join(f"“{each},” {WHO} said at a meeting in Port Delta." for each in words)


async def test_words_stand_by_story_and_one_story_hides_no_other(tmp_path: Path) -> None:
    articles = [
        ("2026-02-01", "Dyke repairs begin at Port Delta", said("The dyke holds", "The sand is paid for")),
        (
            "2026-05-01",
            "Gas field closes after forty years",
            said(*(f"The gas tap number {n} is shut" for n in "1234")),
        ),
    ]
    async with Store.open(tmp_path / "store.db") as store:
        newsroom = await filled(store, tmp_path, articles)
        first = (await newsroom.ask("/who Ilse Hartog")).reply
        lines = [line.text for line in first.lines if line.kind in {"section", "quote"}]
        assert [line[:40] for line in lines] == [
            "Gas field closes after forty years",
            "• “The gas tap number 1 is shut,” — “Ene"[:40],
            "• “The gas tap number 2 is shut,” — “Ene"[:40],
            "Dyke repairs begin at Port Delta",
            "• “The dyke holds,” — “Energy Minister I"[:40],
            "• “The sand is paid for,” — “Energy Mini"[:40],
        ]
        second = (await newsroom.ask("/who Ilse Hartog", page=1)).reply
        assert "number 3" in second.text
        assert "number 4" in second.text
        assert "Dyke repairs" not in second.text.split("[1]")[0]


async def test_words_on_one_story_need_no_heading(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        newsroom = await filled(store, tmp_path, [("2026-05-01", "Gas field closes", said("It is shut"))])
        assert not [line for line in (await newsroom.ask("/who Hartog")).reply.lines if line.kind == "section"]


async def test_what_lies_beyond_the_last_page_of_words_is_counted(tmp_path: Path) -> None:
    words = [f"Well number {n} of the field is shut for good" for n in range(30)]
    async with Store.open(tmp_path / "store.db") as store:
        newsroom = await filled(store, tmp_path, [("2026-05-01", "Gas field closes", said(*words))])
        pages = (await newsroom.ask("/who Hartog")).reply.pages
        text = "\n".join([(await newsroom.ask("/who Hartog", page=page)).reply.text for page in range(pages)])
        shown = sum(f"Well number {n} of" in text for n in range(30))
        assert f"{30 - shown} more quotations beyond these." in text
        assert shown == 24


async def test_a_damaged_cache_row_is_no_answer_and_no_error(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        newsroom = await filled(store, tmp_path, [("2026-05-01", "Gas field closes", said("It is shut"))])
        right = (await newsroom.ask("/who Hartog")).reply
        await store.lookups.flush()
        async with store.database.transaction() as connection:
            await connection.execute('UPDATE lookups SET answer = \'{"type":"profile"\'')
        again = await newsroom.ask("/who Hartog")
        assert (again.reply, again.cached) == (right, False)
