"""A brief names whom its sentence leaves out, in brackets; nobody hidden, and never within the words themselves."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.articles import brief
from bot.clock import Clock
from bot.correcting import Corrector
from bot.newsroom import Newsroom
from storage.store import Store
from tests.test_intake import NOW, take_in
from tests.test_people_styles import fill

TEXT = (
    "The lock at Wexcombe closed on Monday.\n"
    "Tamsin Orme is the harbour master.\n"
    "She told boat owners that the lock at Wexcombe leaks badly at both gates.\n"
)


def test_the_command_line_marks_them_and_keeps_the_text_verbatim(tmp_path: Path) -> None:
    text = (
        "Harbour master Tamsin Orme closed the lock at Wexcombe on Monday.\n"
        "The old lock gates at Wexcombe leak badly and cost nine million euros, Orme said.\n"
    )
    second = "Boat owners at Wexcombe protested against the closing of the lock on Tuesday.\n"
    path = tmp_path / "a.txt"
    path.write_text(f"{second}{text}", encoding="utf-8")
    run = CliRunner().invoke(brief, [str(path), "--json"])
    sentences = json.loads(run.output)["summary"]
    for one in sentences:
        assert (second + text)[slice(*one["span"])] == one["text"]
        assert "[" not in one["text"]
        for holder in one.get("holders", ()):
            assert (second + text)[slice(*holder["span"])] == "Orme"
            assert holder["name"] == "Tamsin Orme"
    named = [one["text"] for one in sentences if "Tamsin" in one["text"] or one.get("holders")]
    first = next(one for one in sentences if "Orme" in one["text"])
    assert named[0] == first["text"]  # who Orme is stands where the brief names her first, and only there
    assert len(named) == 1 or "holders" not in sentences[sentences.index(first) + 1]


@pytest.mark.parametrize("hidden", [False, True])
async def test_a_brief_on_a_topic_never_brackets_who_is_hidden(tmp_path: Path, hidden: bool) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path, (TEXT,))
        newsroom = Newsroom(store, Clock(NOW))
        if hidden:
            await Corrector(store).add("hide_person", "asked to be left out", NOW, person="Tamsin Orme")
        reply = (await newsroom.ask("/brief boat owners")).reply
        assert ("Tamsin" in reply.text) is not hidden


COLUMN = """---
title: The light at Cala Bona
published: 2026-05-30
author: Tamsin Orme
---
Ten years ago I rowed from Port Vell to the lighthouse of Cala Bona in a borrowed boat.

The lighthouse has since been sold to a hotel chain, which has sent its keeper home with a clock.

My own view is that a coast needs its lights more than it needs another terrace.

I asked the chain what it will do with the lamp of the lighthouse and with its bell.
"""


@pytest.mark.parametrize(("hidden", "name"), [(False, "Tamsin Orme"), (True, "the author")])
async def test_a_column_tells_its_author_once_and_by_no_hidden_name(tmp_path: Path, hidden: bool, name: str) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path, (TEXT,))
        column = tmp_path / "column.md"
        column.write_text(COLUMN, encoding="utf-8")
        await take_in(store, column)
        newsroom = Newsroom(store, Clock(NOW))
        if hidden:
            await Corrector(store).add("hide_person", "asked to be left out", NOW, person="Tamsin Orme")
        text = (await newsroom.ask("/brief")).reply.text
        assert f"Ten years ago I [{name}] rowed" in text
        assert "My own view" in text
        assert text.count("Tamsin Orme]") == (not hidden)
