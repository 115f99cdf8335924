"""Reading anew in the background, killed in the middle: a real process and a real store."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot import intake as taking
from bot.clock import Clock
from bot.correcting import Corrector
from bot.exporting import export_lines
from bot.intake import Intake
from bot.newsroom import Newsroom
from storage.records import Span
from storage.store import Store
from tests.rereading import NEWER, newer_read
from tests.test_intake import NOW, take_in

ROOT = Path(__file__).resolve().parent.parent
COUNT = 40
TEXT = "Harbour Minister Lena Okafor said: “We will open pier {} in spring.” Judge Joan Marlow nodded and left."


def fill(path: Path) -> Path:
    lines = [{"id": f"r{n:02}", "text": TEXT.format(n), "published": f"2026-02-{1 + n % 28:02}"} for n in range(COUNT)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def reread(path: Path, until: int | None) -> None:
    """Run a newer reader over the store; it is killed while it works on the article of that number."""
    command = [sys.executable, "-m", "tests.rereading", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    for number, _ in enumerate(process.stdout, 1):
        process.stdin.write("\n")
        process.stdin.flush()
        if number == until:
            process.kill()
            break
    assert (process.wait() == 0) == (until is None)
    process.stdout.close()
    process.stdin.close()


async def people(store: Store) -> list[str]:
    return [json.dumps(line) async for line in export_lines(store, "people", NOW)]


async def test_a_reader_killed_in_the_middle_harms_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    file = fill(tmp_path / "a.jsonl")
    start = TEXT.format(7).index("We will")
    async with Store.open(path) as store:
        await take_in(store, file)
        span = Span(start, start + len("We will open pier 7 in spring."))
        await Corrector(store).add("speaker", "misread", NOW, article="r07", span=span, person="Joan Marlow")
        await Corrector(store).add("hide_sentence", "untrue", NOW, article="r39", span=Span(start, start + 20))
        old = {id_: await store.articles.reading_as_read(id_) for id_ in await store.articles.ids()}
        lines = await people(store)
    new = {f"r{n:02}": newer_read(TEXT.format(n)) for n in range(COUNT)}
    stale = COUNT
    for until in (1, 2, 9, 17):
        reread(path, until)
        async with Store.open(path) as store:
            assert await store.database.integrity_check() == []
            left = set(await store.articles.stale(NEWER, COUNT))
            # What the killed one had named before its last is kept.
            assert stale - until <= len(left) <= stale - until + 1
            stale = len(left)
            for id_, reading in old.items():
                assert await store.articles.reading_as_read(id_) == (reading if id_ in left else new[id_])
            newsroom = Newsroom(store, Clock(NOW))
            answered = await newsroom.ask("/who Okafor")
            assert (answered.entity, "open pier" in answered.reply.text) == ("Lena Okafor", True)
            assert "open pier 7" in (await newsroom.ask("/quotes Joan Marlow")).reply.text
            assert "pier 39" not in (await newsroom.ask("/quotes about:pier")).reply.text
            assert await store.people.quotes_in(["r39"]) == []
    assert 0 < stale < COUNT
    reread(path, None)
    monkeypatch.setattr(taking, "READER_VERSION", NEWER)
    monkeypatch.setattr(taking, "read", newer_read)
    async with Store.open(path) as store, Store.open(tmp_path / "fresh.db") as fresh:
        assert await store.articles.stale(NEWER, COUNT) == []
        await take_in(fresh, file)
        span = Span(start + len("We "), start + len("We will open pier 7 in spring."))
        await Corrector(fresh).add("speaker", "misread", NOW, article="r07", span=span, person="Joan Marlow")
        await Corrector(fresh).add("hide_sentence", "untrue", NOW, article="r39", span=Span(start, start + 20))
        assert await people(store) == await people(fresh) != lines
        assert await Intake(store).rebuild() == COUNT
        assert await people(store) == await people(fresh)
