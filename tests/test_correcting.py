"""Corrections: made, listed, outliving a rebuild, taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.correcting import CorrectionError, Corrector
from bot.intake import Intake
from bot.newsroom import Newsroom
from storage.corrections import Report
from storage.records import Span
from storage.store import Store
from tests.test_intake import NOW, TEXTS, take_in, write


async def answers(store: Store, *questions: str) -> list[str]:
    newsroom = Newsroom(store, Clock(NOW))
    return [(await newsroom.ask(question)).reply.text for question in questions]


async def test_a_hidden_person_is_shown_nowhere_and_comes_back(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        corrector = Corrector(store)
        number = await corrector.add("hide_person", "asked to be left out", NOW, person="Rosa Quiroga")
        await Intake(store).rebuild()
        who, said = await answers(store, "/who Rosa Quiroga", "/quotes about:mine")
        assert "Nothing in the articles" in who
        assert "The mine stays open" not in said
        assert any("asked to be left out" in line for line in await corrector.lines())
        assert await corrector.withdraw(number)
        (who,) = await answers(store, "/who Rosa Quiroga")
        assert "Trade Minister" in who
        assert not await corrector.withdraw(number)


async def test_a_quotation_is_given_to_somebody_else(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        before = await answers(store, "/quotes Rosa Quiroga", "/who Rosa Quiroga")
        assert all("The mine stays open" in text for text in before)
        start = TEXTS["a"].index("The mine stays open")
        span = Span(start, start + len("The mine stays open."))
        mensahs = [p for p in await store.people.all() if p.name == "Ama Mensah"]
        corrector = Corrector(store)
        with pytest.raises(CorrectionError, match="Several people"):
            await corrector.add("speaker", "misread", NOW, article="a", span=span, person="Ama Mensah")
        await corrector.add("speaker", "misread", NOW, article="a", span=span, person=mensahs[0].id)
        await Intake(store).rebuild()
        quiroga, who, mine = await answers(
            store, "/quotes Rosa Quiroga", "/who Rosa Quiroga", "who said the mine stays open"
        )
        assert "The mine stays open" not in quiroga
        assert "“The mine stays open" not in who
        assert "Ama Mensah" in mine


async def test_two_are_merged_and_one_is_parted(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        one, two = [p.id for p in await store.people.all() if p.name == "Ama Mensah"]
        corrector = Corrector(store)
        merged = await corrector.add("merge", "she plays on Sundays", NOW, person=one, other=two)
        await Intake(store).rebuild()
        assert len([p for p in await store.people.all() if p.name == "Ama Mensah"]) == 1
        assert await corrector.withdraw(merged)
        assert len([p for p in await store.people.all() if p.name == "Ama Mensah"]) == 2
        await corrector.add("part", "two ministers of one name", NOW, person="Rosa Quiroga", article="b")
        await Intake(store).rebuild()
        parted = [p for p in await store.people.all() if p.name == "Rosa Quiroga"]
        assert sorted(p.members[0][0] for p in parted) == ["a", "b"]


async def test_what_can_not_be_corrected_gets_a_sentence(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        corrector = Corrector(store)
        for fields in (
            {"kind": "hide_person", "person": "Nobody Known"},
            {"kind": "wrong_fact", "article": "zz", "span": Span(0, 3)},
            {"kind": "wrong_fact", "article": "a", "span": Span(5, 90_000)},
            {"kind": "merge", "person": "Rosa Quiroga", "other": "Rosa Quiroga"},
        ):
            with pytest.raises(CorrectionError):
                await corrector.add(reason="x", now=NOW, **fields)
        with pytest.raises(CorrectionError, match="reason"):
            await corrector.add("hide_person", "  ", NOW, person="Rosa Quiroga")
        assert await corrector.lines() == []


async def test_a_report_is_listed_and_settled(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        made = dt.datetime(2026, 6, 2, tzinfo=dt.UTC)
        number = await store.corrections.report(
            Report("/who Quiroga", "The mine stays open.", "not hers", made, ("a",))
        )
        (line,) = await Corrector(store).lines()
        assert "not hers" in line
        assert await store.corrections.settle(number)
        assert await Corrector(store).lines() == []


async def test_a_hidden_sentence_is_in_no_answer(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        (found,) = await answers(store, "/search workers")
        assert "The workers had asked for that." in found
        start = TEXTS["a"].index("The workers")
        await Corrector(store).add("hide_sentence", "wrong", NOW, article="a", span=Span(start, len(TEXTS["a"])))
        await Intake(store).rebuild()
        for text in await answers(
            store, "/search workers", "/brief workers", "/brief since:2026-01-01", "/who Quiroga"
        ):
            assert "The workers had asked" not in text
