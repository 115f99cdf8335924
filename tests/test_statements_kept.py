"""Statements on tariffs are taken over where a change of the store touches none of them, else read anew."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from bot.clock import Clock
from bot.newsroom import Newsroom, tariffs
from bot.newsroom.stated import Statements
from bot.newsroom.tariffs import Asked
from storage.corrections import Correction
from storage.records import Article, Reading, Span, TariffFact
from storage.store import Store

NOW = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)
PLACES = ("IN", "US", "DE", "FR", "NZ", "CL")
CODES = (*PLACES, None)


def _fact(chance: random.Random, rate: float, text: str) -> TariffFact:
    imposer, target = chance.sample(PLACES, 2)
    return TariffFact(
        imposer=imposer,
        target="*" if chance.random() < 0.1 else target,
        product=chance.choice((None, "steel", "rice")),
        rate=rate,
        role="duty",
        status=chance.choice(("in_force", "in_force", "announced", "removed")),
        evidence=Span(0, len(text)),
        confidence=0.9,
        shown=True,
    )


async def _put(store: Store, chance: random.Random, id_: str, facts: int) -> None:
    rate = float(chance.choice((5, 10, 25)))
    text = f"A tariff of {rate:g} per cent is charged, {chance.randrange(1000)} traders say."
    published = NOW - dt.timedelta(hours=chance.randrange(-40, 4000))
    reading = Reading(tariffs=tuple(_fact(chance, rate, text) for _ in range(facts)))
    await store.articles.put(Article(id_, text, f"On {id_}", published), reading, 1)


async def _change(store: Store, chance: random.Random, number: int) -> None:
    ids = await store.articles.ids()
    kind = chance.choice(("new", "new", "plain", "again", "removed", "wrong", "undone"))
    if kind == "removed":
        await store.articles.remove(chance.choice(ids))
    elif kind == "wrong":
        fact = chance.choice(await store.tariffs.all(NOW))
        wrong = Correction("wrong_fact", "no such tariff", NOW, article=fact.article, span=fact.fact.evidence)
        await store.corrections.add(wrong)
    elif kind == "undone":
        for each in (await store.corrections.all())[-1:]:
            assert each.id is not None
            await store.corrections.withdraw(each.id)
    else:
        await _put(store, chance, chance.choice(ids) if kind == "again" else f"b{number}", kind != "plain")


async def test_what_is_taken_over_is_what_the_store_gives(tmp_path: Path) -> None:
    chance = random.Random(5)
    async with Store.open(tmp_path / "store.db") as store:
        for number in range(40):
            await _put(store, chance, f"a{number}", chance.randrange(3))
        held, same = Statements(store), 0
        before = {code: await (held.all(NOW) if code is None else held.about(code, NOW)) for code in CODES}
        for number in range(80):
            held = await held.next() if number % 2 else held
            await _change(store, chance, number)
            held = held if number % 2 else await held.next()
            now = NOW + dt.timedelta(hours=chance.randrange(30))
            for code in chance.sample(CODES, 5):
                fresh = Statements(store)
                found = await (held.all(now) if code is None else held.about(code, now))
                assert found == await (fresh.all(now) if code is None else fresh.about(code, now)), (number, code)
                same += found is before[code]
                before[code] = found
                if code is not None:
                    asked = Asked(code, product=chance.choice((None, "steel")))
                    assert await tariffs.report(store, held, asked, now) == await tariffs.report(
                        store, fresh, asked, now
                    )
        assert same > 40


async def test_no_words_of_what_was_removed_are_taken_over(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        for number, (imposer, target) in enumerate([("CL", "FR"), ("IN", "US"), ("US", "IN"), ("DE", "IN")]):
            text = f"A tariff of {number + 5} per cent is charged."
            span = Span(0, len(text))
            fact = TariffFact(imposer, target, None, number + 5.0, "duty", "in_force", span, shown=True)
            published = NOW + dt.timedelta(days=number % 2)
            await store.articles.put(Article(f"a{number}", text, "T", published), Reading(tariffs=(fact,)), 1)
        newsroom = Newsroom(store, Clock(NOW + dt.timedelta(days=3)))
        for place in ("India", "Chile", "France", "Germany"):
            await newsroom.ask(f"/tariff {place}")
            await newsroom.ask(f"/tariff {place} on 2026-03-14")
        statements = (await newsroom.index()).statements
        assert any("a3" in each.stated.articles for each in statements._held.values())
        await store.articles.remove("a3")
        taken = (await newsroom.index()).statements
        assert taken is not statements
        assert set(taken._before) == {"CL", "FR", "EU"}
        kept = [each.stated for each in taken._before.values()]
        kept += [each for pair in taken._earlier.values() for each in pair] + [
            each for each, _ in taken._books.values()
        ]
        assert all("a3" not in each.articles for each in kept)
        assert all("a3" not in books.articles for _, books in taken._books.values())


async def test_an_article_that_only_tells_of_an_end_elsewhere_is_shown_as_it_is_now(tmp_path: Path) -> None:
    text = "A tariff of 9 per cent was removed."
    span = Span(0, len(text))
    own = TariffFact("US", "IN", None, 9.0, "duty", "in_force", span, shown=True)
    other = TariffFact("US", "CL", None, 9.0, "duty", "removed", span, shown=True)
    async with Store.open(tmp_path / "store.db") as store:
        for number, fact in enumerate((own, other)):
            await store.articles.put(Article(f"a{number}", text, "Before", NOW), Reading(tariffs=(fact,)), 1)
        held = Statements(store)
        first = await held.about("IN", NOW)
        await store.articles.put(Article("a1", text, "After", NOW), Reading(tariffs=(other,)), 1)
        taken = await (await held.next()).about("IN", NOW)
        assert [each.article for each in taken.ended] == [each.article for each in first.ended] == ["a1"]
        assert taken.articles["a1"].title == "After"


async def test_books_are_taken_over_with_their_statements(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        chance = random.Random(2)
        for number in range(30):
            await _put(store, chance, f"a{number}", 1)
        newsroom = Newsroom(store, Clock(NOW))
        first = (await newsroom.ask("/tariff India")).answer
        books = {key: each for key, (_, each) in (await newsroom.index()).statements._books.items()}
        await _put(store, chance, "plain", 0)
        again = await newsroom.ask("/tariff India")
        assert not again.cached
        assert again.answer == first
        taken = {key: each for key, (_, each) in (await newsroom.index()).statements._books.items()}
        assert books
        assert all(taken[key] is each for key, each in books.items())


async def test_with_little_room_what_was_read_before_goes_first(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        chance = random.Random(3)
        for number in range(30):
            await _put(store, chance, f"a{number}", 1)
        facts = {code: len(await store.tariffs.facts_about(code, NOW + dt.timedelta(days=9))) for code in PLACES}
        room = facts["IN"] + facts["US"]
        held = Statements(store, 4 * room)
        for code in ("DE", "IN", "US"):
            await held.about(code, NOW)
        held = await held.next()
        assert list(held._before) == ["IN", "US"]
        held._most = room
        await held.about("US", NOW)
        await held.about("DE", NOW)
        assert list(held._held)[-1] == "DE"
        assert not held._before
        assert sum(len(each.stated.facts) for each in held._held.values()) <= room
