"""Statements on tariffs in memory: what they give is what the store gives, for any day and place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from bot.answers.books import Books
from bot.clock import Clock
from bot.newsroom import Newsroom, tariffs
from bot.newsroom.stated import Stated, Statements
from storage.records import StoredTariff
from storage.store import Store
from tests.test_correcting import fill
from tests.test_intake import NOW

TEXTS = {
    "d1": "The United States charges a 25 per cent tariff on rice from India, in force since 3 March 2025.",
    "d2": "India announced a 30 per cent tariff on apples from the United States.",
    "d3": "The United States removed its 25 per cent tariff on rice from India.",
    "d4": "China imposed a 15 per cent tariff on wheat from Canada. The United States imposed a 10 per cent tariff on "
    "imports from all countries.",
    "d5": "The United States removed its 12 per cent tariff on copper from Chile.",
}


MOMENTS = [NOW - dt.timedelta(days=days) for days in (140, 90, 60, 31, 1, 0)]
CODES = ("US", "IN", "CN", "CA", "CL", "FR")


def places(stored: Sequence[StoredTariff]) -> list[tuple[str, int]]:
    return sorted((each.article, each.index) for each in stored)


async def test_what_is_held_is_what_the_store_gives(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", TEXTS)
        kept = store.tariffs
        assert len(await kept.all(NOW)) >= len(TEXTS)
        for most in (1000, 3, 0):  # with little room, or none, it is read again and is the same
            statements = Statements(store, most)
            for seen in (*MOMENTS, *reversed(MOMENTS)):
                for code in CODES:
                    stated = await statements.about(code, seen)
                    facts = await kept.facts_about(code, seen)
                    ended = await kept.ended_by({each.fact.imposer for each in facts}, seen)
                    assert list(stated.facts) == facts, (code, seen)
                    assert list(stated.ended) == ended, (code, seen)
                    assert places(stated.everything) == sorted({*places(facts), *places(ended)})
                    wanted = {each.article for each in (*facts, *ended)}
                    assert stated.articles == await store.articles.get_many(sorted(wanted))
                assert list((await statements.all(seen)).facts) == await kept.all(seen)


async def test_changes_do_not_depend_on_what_was_asked_before(tmp_path: Path) -> None:
    since = [NOW - dt.timedelta(days=days) for days in (100, 50, 10)]
    asked = [(code, begin, until) for code in (None, *CODES) for begin in since for until in (None, NOW, since[1])]
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", TEXTS)
        held, found = Statements(store), set()
        for code, begin, until in (*asked, *reversed(asked)):
            told = await tariffs.changes(held, code, begin, until, NOW)
            assert told == await tariffs.changes(Statements(store), code, begin, until, NOW), (code, begin, until)
            found.add(len(told.changes) if told is not None else 0)
        assert len(found) > 2


async def test_changes_are_those_of_the_day_on_which_they_are_asked_for(tmp_path: Path) -> None:
    text = "Canada will charge a 20 per cent tariff on fish from France from 10 June 2026."
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", {"d1": text})
        held, told = Statements(store), set()
        for day in (0, 20, 0):
            now = NOW + dt.timedelta(days=day)
            found = await tariffs.changes(held, "CA", NOW - dt.timedelta(days=300), None, now)
            assert found == await tariffs.changes(Statements(store), "CA", NOW - dt.timedelta(days=300), None, now)
            told.add(found)
        assert len(told) == 2


async def test_what_is_removed_or_marked_as_wrong_is_in_no_answer_after(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", TEXTS)
        newsroom = Newsroom(store, Clock(NOW))
        for text in ("/tariff India", "/changes since:2026-01-15", "/changes country:India since:2026-01-15"):
            assert "30 per cent" in (await newsroom.ask(text)).reply.text
        await store.articles.remove("d2")
        for text in ("/tariff India", "/changes since:2026-01-15", "/changes country:India since:2026-01-15"):
            assert "30 per cent" not in (await newsroom.ask(text)).reply.text


async def test_books_are_kept_for_what_they_were_made_of(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", TEXTS)
        statements = Statements(store)
        old, new = await statements.about("US", MOMENTS[2]), await statements.about("US", NOW)
        made: list[Books] = []
        for stated in (old, old, new):

            def make(stated: Stated = stated) -> Books:
                made.append(Books("US", None, NOW.date(), stated.everything, stated.articles))
                return made[-1]

            books = statements.books(stated, "US", None, NOW.date(), make)
            assert len(books.told) == len([each for each in stated.everything if "US" in _places(each)])
        assert len(made) == 2


def _places(stated: StoredTariff) -> set[str]:
    return {stated.fact.imposer, stated.fact.target}
