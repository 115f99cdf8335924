"""Reports from statements in memory are those from statements read for each question, whatever was asked before."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from bot.answers.tariffs import ADDED_UP, Asked
from bot.answers.values import TariffReport
from bot.countries import codes
from bot.ledger import Book
from bot.newsroom import tariffs
from bot.newsroom.stated import Statements
from storage.records import Article, Reading, Span, TariffFact
from storage.store import Store

NOW = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)
SENTENCES = (
    "A tariff of {rate} per cent is charged.",
    "An additional duty of {rate} per cent comes on top.",
    "The court struck down the emergency tariffs of {rate} per cent.",
)


def _fact(chance: random.Random, places: list[str], text: str, rate: float) -> TariffFact:
    imposer, target = chance.sample(places, 2)
    shown = chance.random() < 0.8
    day = NOW.date() - dt.timedelta(days=chance.randrange(700))
    return TariffFact(
        imposer=imposer,
        target="*" if chance.random() < 0.05 else target,
        product=chance.choice((None, None, "steel", "cars", "rice, fish")),
        rate=rate,
        role="total" if chance.random() < 0.1 else "duty",
        status=chance.choice(("in_force", "in_force", "in_force", "announced", "threatened", "suspended", "removed")),
        evidence=Span(0, len(text)),
        effective=day if chance.random() < 0.5 else None,
        basis=chance.choice((None, None, "ieepa", "mfn", "section_232", "reciprocal")),
        confidence=0.9 if shown else chance.choice((0.3, 0.6, 0.74)),
        shown=shown,
    )


async def _fill(store: Store, chance: random.Random) -> None:
    others = chance.sample(sorted(set(codes()) - {"IN", "US", "DE", "EU"}), 40)
    places = ["IN"] * 30 + ["US"] * 6 + ["DE", "EU", *others]
    for number in range(150):
        rate = float(chance.choice((5, 10, 15, 25, 50)))
        text = chance.choice(SENTENCES).format(rate=f"{rate:g}")
        published = NOW - dt.timedelta(hours=chance.randrange(24 * 600)) if chance.random() < 0.97 else None
        facts: list[TariffFact] = []
        while len(facts) < chance.randrange(1, 4):
            if (fact := _fact(chance, places, text, rate)).imposer != fact.target:
                facts.append(fact)
        article = Article(f"a{number}", text, f"Title {number}", published)
        await store.articles.put(article, Reading(tariffs=tuple(facts)), 1)


@pytest.mark.parametrize("seed", range(3))
async def test_a_report_does_not_depend_on_what_was_asked_before(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    questions = [
        Asked(place, partner, product, as_of, direction)
        for place in ("IN", "DE", "EU")
        for partner in (None, "US")
        for product in (None, "steel", "tea")
        for as_of in (None, dt.date(2025, 6, 1))
        for direction in (None, "charged_on", "charged_by")
        if place != partner
    ]
    async with Store.open(tmp_path / "store.db") as store:
        await _fill(store, chance)
        chance.shuffle(questions)
        held, shown, added = Statements(store), 0, 0
        for asked in questions:
            report = await tariffs.report(store, held, asked, NOW)
            assert report == await tariffs.report(store, Statements(store, 0), asked, NOW), asked
            if isinstance(report, TariffReport):
                shown += 1
                for each in (*report.charged_on, *report.charged_by):
                    if each.inferred == ADDED_UP and each.headline is not None:
                        assert each.headline.effective == (each.history[-1].since if each.history else None)
                        added += 1
        assert shown > len(questions) / 2
        assert added > 0


async def test_a_book_says_the_same_however_often_it_is_asked(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await _fill(store, random.Random(7))
        articles = {each.id: each async for each in store.articles.all()}
        facts = [(articles[each.article], each.fact) for each in await store.tariffs.all(NOW)]
        told = 0
        for imposer, target in (("IN", "US"), ("US", "IN"), ("DE", "IN")):
            kept = Book(facts, imposer, target, NOW.date())
            for product in [None, "tea", "steel", *kept.products(), "steel", "tea", None]:
                for past in (False, True, False):
                    fresh = Book(facts, imposer, target, NOW.date()).holds(product, past=past)
                    assert kept.holds(product, past=past) == fresh
                    assert kept.past(product) == Book(facts, imposer, target, NOW.date()).past(product)
                    told += bool(fresh.history)
        assert told > 5
