"""Taking in, reading anew and projecting, on a real store."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

import pytest

from bot import intake as taking
from bot.clock import Clock
from bot.intake import Intake
from bot.newsroom import Newsroom
from bot.reading.reader import READER_VERSION
from storage.store import Store

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
TEXTS = {
    "a": "Mining Minister Rosa Quiroga said on Monday: “The mine stays open.” The workers had asked for that.",
    "b": "“We will see,” Trade Minister Rosa Quiroga said. She was moved from mining to trade in April.",
    "c": "Finance Minister Ama Mensah told reporters: “The budget is sound.” Mensah leaves for Accra today.",
    "d": "Goalkeeper Ama Mensah said: “I saw the ball late.” Her team lost by one goal in Kumasi on Sunday.",
}


def write(path: Path, ids: list[str]) -> Path:
    lines = [
        json.dumps({"id": id_, "text": TEXTS[id_], "published": f"2026-0{2 + 'abcd'.index(id_)}-01"}) for id_ in ids
    ]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


async def take_in(store: Store, path: Path) -> list[str]:
    return [outcome.what async for outcome in Intake(store).add([path], NOW)]


async def people_of(store: Store) -> list[tuple[str, str, tuple[tuple[str, int], ...], tuple[str, ...]]]:
    people = await store.people.all()
    return [(p.id, p.name, p.members, tuple(role.text for role in p.roles)) for p in people]


async def test_people_are_the_same_in_any_order(tmp_path: Path) -> None:
    results = []
    for turn in range(6):
        ids = list(TEXTS)
        random.Random(turn).shuffle(ids)
        async with Store.open(tmp_path / f"{turn}.db") as store:
            for number, id_ in enumerate(ids):
                await take_in(store, write(tmp_path / f"{turn}-{number}.jsonl", [id_]))
            results.append(await people_of(store))
    assert all(result == results[0] for result in results)
    names = [name for _, name, _, _ in results[0]]
    assert names.count("Rosa Quiroga") == 1
    assert names.count("Ama Mensah") == 2


async def test_a_newer_reader_reads_anew_and_until_then_the_old_reading_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        before = await people_of(store)
        newer = READER_VERSION + 1
        monkeypatch.setattr(taking, "READER_VERSION", newer)
        assert len(await store.articles.stale(newer, 10)) == len(TEXTS)
        answered = await Newsroom(store, Clock(NOW)).ask("/who Quiroga")
        assert answered.entity == "Rosa Quiroga"
        assert await Intake(store).read_anew() == len(TEXTS)
        assert await store.articles.stale(newer, 10) == []
        assert await people_of(store) == before
        assert await Intake(store).read_anew() == 0


async def test_the_same_again_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        path = write(tmp_path / "a.jsonl", list(TEXTS))
        assert await take_in(store, path) == ["new"] * 4
        edition = await store.edition()

        def no_reading(*_: object) -> None:
            raise AssertionError("read again")

        monkeypatch.setattr(taking, "read", no_reading)
        assert await take_in(store, path) == ["same"] * 4
        assert await store.edition() == edition


async def test_a_date_worked_out_with_an_earlier_clock_changes_nothing(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        path = tmp_path / "x.txt"
        path.write_text("Lima: The port opens, officials said on Thursday (Jan 15). Ships wait.", encoding="utf-8")
        assert await take_in(store, path) == ["new"]
        early = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        assert [outcome.what async for outcome in Intake(store).add([path], early)] == ["same"]
        newest = await store.articles.newest(NOW)
        assert newest is not None
        assert newest.published is not None
        assert newest.published.date() == dt.date(2026, 1, 15)


async def test_removing_takes_the_person_with_it(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        path = write(tmp_path / "a.jsonl", list(TEXTS))
        await take_in(store, path)
        newsroom = Newsroom(store, Clock(NOW))
        assert (await newsroom.ask("/who Rosa Quiroga")).citations
        assert await Intake(store).remove("a")
        answered = await newsroom.ask("/who Rosa Quiroga")
        assert [source.id for source in answered.citations] == ["b"]
        assert "Mining" not in answered.reply.text
        assert not await Intake(store).remove("a")
        assert (await take_in(store, path)).count("removed") == 1


STORIES = {
    "s1": (
        "2026-03-01",
        "Volcano on Mora island forces flights to turn back",
        "Mora island volcano ash grounded flights.",
    ),
    "s2": (
        "2026-03-02",
        "Mora island volcano: flights grounded for second day",
        "Volcano ash over Mora island. Flights.",
    ),
    "s3": ("2026-05-20", "Parliament in Tavel votes on the fishing bill", "Tavel parliament passed a bill on fishing."),
    "s4": ("2026-05-21", "Tavel parliament passes fishing bill after long night", "The fishing bill passed in Tavel."),
}


async def test_stories_are_the_same_however_articles_came(tmp_path: Path) -> None:
    def file(name: str, ids: list[str]) -> Path:
        lines = [
            json.dumps({"id": i, "published": STORIES[i][0], "title": STORIES[i][1], "text": STORIES[i][2] * 3})
            for i in ids
        ]
        path = tmp_path / name
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return path

    results = []
    for turn, order in enumerate((["s1", "s2", "s3", "s4"], ["s4", "s1", "s3", "s2"])):
        async with Store.open(tmp_path / f"{turn}.db") as store:
            for number, id_ in enumerate(order):
                await take_in(store, file(f"{turn}-{number}.jsonl", [id_]))
            results.append(await store.stories.all())
    async with Store.open(tmp_path / "whole.db") as store:
        await take_in(store, file("whole.jsonl", list(STORIES)))
        whole = await store.stories.all()
        assert {story.articles for story in whole} == {("s1", "s2"), ("s3", "s4")}
        assert await Intake(store).remove("s2")
        assert [story.articles for story in await store.stories.all()] == [("s3", "s4")]
    assert results == [whole, whole]
