"""Answers held in memory: the same as composed anew, gone with any change of the store, worded anew each day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answers.values import NothingFound, Said
from bot.clock import Clock
from bot.newsroom import Newsroom
from bot.newsroom.recent import Recent
from bot.wording import word
from storage.store import Store
from tests.test_correcting import fill
from tests.test_intake import NOW

TEXTS = {
    "m1": "Senator Ruth Adler said: “The harbour is full.” The United States charges a 25 per cent tariff on rice from "
    "India.",
    "m2": "Senator Ruth Adler said: “The ferry is late.”",
}
QUESTIONS = ("/who Ruth Adler", "/quote Ruth Adler", "/tariff India", "/changes", "/brief since:2026-01-01", "/sources")


async def test_what_is_held_is_what_would_be_composed(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", TEXTS)
        newsroom = Newsroom(store, Clock(NOW))
        for question in QUESTIONS:
            first, held = await newsroom.ask(question), await newsroom.ask(question)
            assert (first.cached, held.cached) == (False, True), question
            assert (first.answer, first.reply, first.data) == (held.answer, held.reply, held.data)
            assert (await Newsroom(store, Clock(NOW)).ask(question)).reply == held.reply  # from the store's own cache


async def test_what_another_process_removes_or_adds_is_seen_at_the_next_question(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store, Store.open(tmp_path / "store.db") as other:
        await fill(store, tmp_path / "a.jsonl", TEXTS)
        newsroom = Newsroom(store, Clock(NOW))
        for question in QUESTIONS[:2]:
            await newsroom.ask(question)
            assert "harbour" in (await newsroom.ask(question)).reply.text
        await other.articles.remove("m1")
        for question in QUESTIONS[:2]:
            assert "harbour" not in (await newsroom.ask(question)).reply.text
        await fill(other, tmp_path / "b.jsonl", {"m3": "Senator Ruth Adler said: “The bridge is open.”"})
        assert "bridge" in (await newsroom.ask("/quote Ruth Adler")).reply.text


async def test_an_answer_asks_the_store_in_one_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", TEXTS)
        newsroom = Newsroom(store, Clock(NOW))
        await newsroom.index()
        with monkeypatch.context() as patched:
            patched.delattr("storage.database.Database.reader")  # what single queries need
            answered = [await newsroom.ask(text) for text in (*QUESTIONS, "harbour", "who said the ferry is late")]
        assert not any(isinstance(each.answer, NothingFound) for each in answered)


async def test_another_day_is_another_wording(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", TEXTS)
        answer = (await Newsroom(store, Clock(NOW)).ask("/who Ruth Adler")).answer
        held = Recent().keep("k", 1, answer)
        for days in (0, 0, 1, 40):
            now = NOW + dt.timedelta(days=days)
            for page in (0, 1, 99, 0):
                assert held.reply(now, page) == word(answer, now, page)


def test_only_so_many_are_held_and_only_of_the_store_as_it_is() -> None:
    recent = Recent(most=2)
    assert recent.get("a", 1) is None
    for key in "abc":
        recent.keep(key, 1, Said(key))
    assert [recent.get(key, 1) is not None for key in "abc"] == [False, True, True]
    recent.keep("d", 2, Said("d"))  # composed while the store was another than the one that was last asked about
    assert recent.get("d", 1) is None
    assert recent.get("b", 2) is None
    assert recent.get("b", 1) is None
    assert recent.edition("person:x", 3) is None
    assert recent.learn("person:x", 3, 2) == 2 == recent.edition("person:x", 3)
    assert recent.edition("person:x", 4) is None
