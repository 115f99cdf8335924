"""What the last searches found is kept only while the store, and what may be seen of it, stays as it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from bot.answers.values import SearchResult
from bot.clock import Clock
from bot.newsroom import Newsroom
from bot.newsroom.hits import Hits
from storage.records import Reading
from storage.store import Store
from storage.terms import Term
from tests.storage.samples import NOW, article

_MATCHES: tuple[Literal["all", "any"], ...] = ("all", "any")
_ORDERS: tuple[Literal["best", "newest"], ...] = ("best", "newest")


async def _put(store: Store, number: int, place: str, published: dt.datetime) -> None:
    text = f"The kelp harvest of {place} begins in May. Divers look forward to it."
    source = f"Paper {number % 2}"
    made = article(number, text, id=place, title=f"Kelp in {place}", published=published, source=source)
    await store.articles.put(made, Reading(), 1)


async def _found(newsroom: Newsroom, words: str = "kelp harvest") -> set[str]:
    answer = (await newsroom.ask(f"/search {words}")).answer
    return {hit.article for hit in answer.hits} if isinstance(answer, SearchResult) else set()


async def test_what_comes_later_is_found_by_words_asked_before(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await _put(store, 1, "Suva", NOW - dt.timedelta(days=2))
        await _put(store, 2, "Nadi", NOW + dt.timedelta(days=1))
        newsroom = Newsroom(store, Clock(NOW))
        assert await _found(newsroom) == await _found(newsroom) == {"Suva"}
        await _put(store, 3, "Levuka", NOW - dt.timedelta(days=1))
        assert await _found(newsroom) == {"Suva", "Levuka"}
        newsroom._clock = Clock(NOW + dt.timedelta(days=2))  # the same newsroom, two days on
        assert await _found(newsroom) == {"Suva", "Levuka", "Nadi"}
        await store.articles.remove("Suva")
        assert await _found(newsroom) == {"Levuka", "Nadi"}


async def test_terms_asked_before_score_by_the_store_as_it_is_now(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        for number, place in enumerate(("Suva", "Nadi", "Levuka")):
            await _put(store, number, place, NOW - dt.timedelta(days=9))
        newsroom = Newsroom(store, Clock(NOW))
        for number in range(3):
            for words in ("kelp suva", "kelp nadi", "kelp levuka", "levuka suva"):
                fresh = await Newsroom(store, Clock(NOW)).ask(f"/search {words}")
                assert (await newsroom.ask(f"/search {words}")).reply == fresh.reply
            assert (await newsroom.index()).hits._scores._kept
            await _put(store, 5 + number, ("Suva", "Lautoka", "Ba")[number], NOW - dt.timedelta(days=number + 1))


async def test_each_search_finds_what_the_store_does(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        for number, place in enumerate(("Suva", "Nadi", "Levuka", "kelp harvest, kelp,")):
            await _put(store, number, place, NOW - dt.timedelta(days=9 - number if number != 3 else 12))
        day = NOW - dt.timedelta(days=8, hours=1)
        searches = [
            (words, match, limit, since, until, source, order)
            for words in (("kelp",), ("suva", "kelp"), ("nadi",))
            for match in _MATCHES
            for limit in (1, 9)
            for since, until in ((None, None), (day, None), (None, day))
            for source in (None, "Paper 1")
            for order in _ORDERS
        ]
        for most in (100, 3):
            hits = Hits(store, most)
            for words, match, limit, since, until, source, order in searches * 2:
                terms = [Term(word) for word in words]
                found = await hits.search(
                    terms,
                    NOW,
                    match=match,
                    limit=limit,
                    at_most=None,
                    since=since,
                    until=until,
                    source=source,
                    order=order,
                )
                assert found == await store.articles.search(
                    terms, now=NOW, match=match, limit=limit, since=since, until=until, source=source, order=order
                )
                assert len(hits._found) <= most


async def test_what_is_forgotten_is_looked_for_again(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await _put(store, 1, "Suva", NOW - dt.timedelta(days=2))
        newsroom = Newsroom(store, Clock(NOW))
        assert await _found(newsroom) == {"Suva"}
        before = await newsroom.index()
        assert before.hits._found
        newsroom.forget()
        after = await newsroom.index()
        assert not after.hits._found
        assert after.statements is not before.statements
        assert await _found(newsroom) == {"Suva"}


async def test_of_a_single_term_all_and_any_are_one_search(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await _put(store, 1, "Suva", NOW)
        hits = Hits(store)
        found = [await hits.search([Term("kelp")], NOW, match=match, limit=9, at_most=1) for match in _MATCHES]
        assert [hit.article for hit in found[0]] == ["Suva"]
        assert found[0] is found[1]
        terms = [Term("kelp"), Term("nothing")]
        both = [await hits.search(terms, NOW, match=match, limit=9, at_most=1) for match in _MATCHES]
        assert [len(each) for each in both] == [0, 1]
