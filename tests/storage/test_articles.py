from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.intake import TakenIn
from storage.records import Article, Reading, Span
from storage.store import Store
from storage.terms import Term
from tests.storage.samples import BLOCKS, NOW, TEXT, article, projected, reading


async def test_an_article_comes_back_as_it_was_put(store: Store) -> None:
    given_article, given_reading = article(), reading()
    assert await store.articles.put(given_article, given_reading, 1, BLOCKS) == "new"
    assert await store.articles.get(given_article.id) == given_article
    assert await store.articles.reading(given_article.id) == given_reading
    assert await store.articles.count() == 1
    assert await store.articles.get("nothing") is None
    assert await store.articles.reading("nothing") is None


async def test_the_same_article_twice_is_one_and_a_changed_one_is_read_anew(store: Store) -> None:
    await store.articles.put(article(), reading(), 1, BLOCKS)
    edition = await store.edition()
    again = dataclasses.replace(article(), origin="another/file.txt")
    assert await store.articles.put(again, reading(), 1, BLOCKS) == "same"
    assert await store.edition() == edition
    changed = article(text="Nothing happened today.")
    assert await store.articles.states([article(), changed, article(2)]) == ["same", "changed", "new"]
    assert await store.articles.put(changed, Reading(), 1) == "changed"
    assert await store.edition() > edition
    assert await store.articles.get(changed.id) == changed
    assert await store.articles.reading(changed.id) == Reading()
    assert await store.articles.search([Term("harbour stays open")], now=NOW) == []
    assert [hit.article for hit in await store.articles.search([Term("nothing")], now=NOW)] == [changed.id]


async def test_two_ids_with_one_content_stay_two(store: Store) -> None:
    await store.articles.put(article(1), reading(), 1, BLOCKS)
    assert await store.articles.put(article(2), reading(), 1, BLOCKS) == "new"
    assert await store.articles.count() == 2


async def test_a_batch_is_kept_whole_or_not_at_all(store: Store) -> None:
    good, broken = article(1), dataclasses.replace(article(2), language=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        await store.articles.put_batch([TakenIn(good, Reading(), 1), TakenIn(broken, Reading(), 1)])
    assert await store.articles.count() == 0
    assert await store.edition() == 0


async def test_blocks_must_be_as_many_as_people(store: Store) -> None:
    with pytest.raises(ValueError, match="0 blocks for 2 people"):
        await store.articles.put(article(), reading(), 1)


async def test_many_are_kept_by_batches_and_each_is_told_once_it_is_kept(store: Store, path: Path) -> None:
    items = (TakenIn(article(number), reading(), 1, BLOCKS) for number in range(7))
    sizes = []
    async with Store.open(path) as other:
        async for batch in store.articles.put_many(items, size=3):
            sizes.append(len(batch))
            assert {outcome for _, outcome in batch} == {"new"}
            assert set(await other.articles.get_many([taken.article.id for taken, _ in batch])) == {
                taken.article.id for taken, _ in batch
            }
    assert sizes == [3, 3, 1]
    assert await store.articles.ids() == sorted(article(number).id for number in range(7))
    assert [one.id async for one in store.articles.all()] == await store.articles.ids()


async def test_all_goes_on_past_its_first_page(store: Store) -> None:
    await store.articles.put_batch([TakenIn(article(number), Reading(), 1) for number in range(205)])
    assert [one.id async for one in store.articles.all()] == await store.articles.ids()


async def test_articles_dated_after_the_clock_are_seen_by_nothing(store: Store) -> None:
    ahead = article(1, published=NOW + dt.timedelta(seconds=1))
    await store.articles.put(ahead, reading(), 1, BLOCKS)
    await store.people.replace_blocks(BLOCKS, projected(ahead.id))
    assert await store.articles.newest(NOW) is None
    assert await store.articles.between(None, None, now=NOW) == []
    assert await store.articles.search([Term("harbour")], now=NOW) == []
    assert await store.articles.sources(NOW) == []
    assert await store.people.quotes_by("okafor", NOW) == []
    assert await store.people.quotes_mentioning("okafor", NOW, 5) == []
    assert await store.people.articles_of("okafor", NOW) == []
    assert await store.tariffs.facts_about("BR", NOW) == []
    assert await store.tariffs.all(NOW) == []
    assert await store.tariffs.places(NOW) == []
    later = NOW + dt.timedelta(seconds=1)
    assert await store.articles.newest(later) == ahead
    assert len(await store.people.quotes_by("okafor", later)) == 1
    assert len(await store.tariffs.facts_about("BR", later)) == 1


async def test_between_takes_the_start_and_leaves_the_end(store: Store) -> None:
    first, second, undated = article(1), article(2), article(3, published=None)
    for one in (first, second, undated):
        await store.articles.put(one, Reading(), 1)
    assert first.published
    assert second.published
    assert await store.articles.between(first.published, second.published, now=NOW) == [first]
    assert await store.articles.between(first.published, None, now=NOW) == [second, first]
    assert await store.articles.between(None, None, now=NOW) == [second, first, undated]
    assert await store.articles.between(None, None, 1, now=NOW) == [second]
    assert await store.articles.newest(NOW) == second
    with pytest.raises(ValueError, match="zone"):
        await store.articles.newest(dt.datetime(2026, 1, 1))


async def test_what_is_seen_is_counted_by_language_date_and_opening(store: Store) -> None:
    first, second = article(1), article(2, language="de", text="Ein Hafen.\ud800")
    ahead = article(3, published=NOW + dt.timedelta(days=1), language="fr")
    for one in (first, second, ahead, article(4, published=None)):
        await store.articles.put(one, Reading(), 1)
    assert await store.articles.count_seen(NOW) == 3
    assert await store.articles.undated() == 1
    assert await store.articles.languages(NOW) == ["de", "en"]
    assert await store.articles.newest_seen(NOW) == second.published
    assert await store.articles.newest_seen(NOW - dt.timedelta(days=999)) is None
    assert await store.articles.dates([first.id, article(4).id, "no"]) == {first.id: first.published}
    openings = await store.articles.openings(first.published, second.published, 11)
    assert openings == [
        (first.id, first.published, first.title, first.text[:11]),
        (second.id, second.published, second.title, second.text[:11]),
    ]
    assert len(await store.articles.openings(None, None, 5)) == 3


async def test_re_reading_replaces_the_reading_of_the_very_same_article_only(store: Store) -> None:
    await store.articles.put(article(1), reading(), 1, BLOCKS)
    await store.articles.put(article(2), reading(), 2, BLOCKS)
    assert await store.articles.stale(2, 10) == [article(1).id]
    better = dataclasses.replace(reading(), summary=(Span(0, 5),))
    assert not await store.articles.put_reading(TakenIn(article(1, text="Other words."), Reading(), 2))
    assert await store.articles.reading(article(1).id) == reading()
    assert await store.articles.put_reading(TakenIn(article(1), better, 2, BLOCKS))
    assert await store.articles.reading(article(1).id) == better
    assert not await store.articles.put_reading(TakenIn(article(1), Reading(), 2))  # another process was first
    assert await store.articles.put_reading(TakenIn(article(1), reading(), 2, BLOCKS), again=True)
    assert await store.articles.reading(article(1).id) == reading()
    assert not await store.articles.put_reading(TakenIn(article(1), Reading(), 1), again=True)
    assert await store.articles.stale(2, 10) == []
    assert await store.articles.put(article(1), reading(), 3, BLOCKS) == "same"
    assert await store.articles.reading(article(1).id) == reading()


async def test_search_ranks_and_filters(store: Store) -> None:
    await store.articles.put(article(1, title="Timber", text="A word on tariffs."), Reading(), 1)
    await store.articles.put(
        article(2, title="Other", text="Timber, timber. São Paulo trades.", source="Folha"), Reading(), 1
    )
    await store.articles.put(article(3, title="Ships", text="The trader's tariff plan."), Reading(), 1)

    async def found(*terms: Term, **options: object) -> list[str]:
        hits = await store.articles.search(terms, now=NOW, **options)  # type: ignore[arg-type]
        assert all(hit.score > 0 for hit in hits) or len(hits) < 1 or "order" in options
        return [hit.article[-1] for hit in hits]

    assert await found(Term("timber")) == ["1", "2"]  # the title weighs more
    assert await found(Term("tariff")) in (["1", "3"], ["3", "1"])  # stems
    assert await found(Term("sao paulo")) == ["2"]  # accents, a phrase
    assert await found(Term("paulo sao")) == []
    assert await found(Term("tariff"), Term("timber")) == ["1"]
    assert sorted(await found(Term("tariff"), Term("timber"), match="any")) == ["1", "2", "3"]
    assert await found(Term("timber"), order="newest") == ["2", "1"]
    assert await found(Term("tim", prefix=True), source="folha") == ["2"]
    assert await found(Term("tim")) == []
    assert await found(Term("tariff"), since=article(2).published) == ["3"]
    assert await found(Term("tariff"), until=article(2).published) == ["1"]
    assert await found(Term("tariff"), limit=1) in (["1"], ["3"])
    assert await found() == []
    assert await found(Term("!?"), Term("")) == []
    assert await found(Term("!?"), Term("timber")) == ["1", "2"]
    words = {word.text: word for word in await store.articles.vocabulary()}
    assert words["timber"].articles == 2
    assert words["timber"].times == 3
    assert "sao" in words


async def test_of_very_many_matches_the_newest_are_ranked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.searching.MOST_RANKED", 3)
    texts = ["Timber, timber, timber."] * 2 + ["Timber and ships."] * 3
    for number, text in enumerate(texts):
        await store.articles.put(article(number, text=text, title="News"), Reading(), 1)
    await store.articles.put(article(9, text="Timber timber timber.", title="News", published=None), Reading(), 1)
    found = [hit.article for hit in await store.articles.search([Term("timber")], now=NOW)]
    assert found == [article(number).id for number in (4, 3, 2)]
    assert len(await store.articles.search([Term("ships")], now=NOW)) == 3
    assert len(await store.articles.search([Term("timber")], now=NOW, until=article(2).published)) == 2


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    terms=st.lists(
        st.builds(Term, st.one_of(ANY_TEXT, st.sampled_from(["NEAR(", '"', "a AND", "^x", "title:", "U.S.", "*"])))
    ),
    prefix=st.booleans(),
    match=st.sampled_from(["all", "any"]),
)
async def test_no_search_raises(
    tmp_path_factory: pytest.TempPathFactory, terms: list[Term], prefix: bool, match: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "searched.db"
    async with Store.open(path) as store:
        await store.articles.put(article(), reading(), 1, BLOCKS)
        asked = [Term(term.text, prefix) for term in terms]
        assert len(await store.articles.search(asked, now=NOW, match=match, source="x\ud800")) == 0  # type: ignore[arg-type]
        assert len(await store.articles.search([*asked, Term("harbour")], now=NOW, match="any")) == 1


@pytest.mark.parametrize(
    "typed",
    [
        'harbour" OR "zebra',
        'har"bour',
        '"harbour',
        'zebra" OR harbour',
        "title:harbour",
        "NOT harbour",
        "harbour*",
        "^a",
        "a\0b",
    ],
)
async def test_what_is_typed_is_no_syntax(store: Store, typed: str) -> None:
    await store.articles.put(article(text="Harbour news.", title="News"), reading(), 1, BLOCKS)
    found = await store.articles.search([Term(typed)], now=NOW)
    # As a phrase of its words: only those that are nothing but the one word are found.
    assert len(found) == (typed in {'"harbour', "harbour*"})


async def test_a_long_search_is_cut_not_refused(store: Store) -> None:
    await store.articles.put(article(), reading(), 1, BLOCKS)
    assert await store.articles.search([Term("harbour " * 5000)], now=NOW) == []
    assert len(await store.articles.search([Term("harbour")] * 5000, now=NOW)) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    text=ANY_TEXT,
    title=ANY_TEXT,
    article_id=ANY_TEXT.filter(bool),
    optional=st.one_of(st.none(), ANY_TEXT),
    published=st.one_of(st.none(), st.datetimes(timezones=st.just(dt.UTC))),
    derived=st.frozensets(st.sampled_from(["title", "published", "language"])),
)
async def test_any_article_survives(
    text: str,
    title: str,
    article_id: str,
    optional: str | None,
    published: dt.datetime | None,
    derived: frozenset[str],
) -> None:
    one = Article(article_id, text, title, published, True, optional, optional, optional, "en", derived, optional)
    with tempfile.TemporaryDirectory() as folder:
        await _survives(one, Path(folder) / "briefing.db")


async def _survives(one: Article, path: Path) -> None:
    async with Store.open(path) as store:
        await store.articles.put(one, Reading(), 1)
        assert await store.articles.get(one.id) == one
        assert list(await store.articles.get_many([one.id])) == [one.id]
        assert (await store.articles.states([one])) == ["same"]
        assert await store.articles.remove(one.id)
        assert await store.articles.states([one]) == ["removed"]


def test_the_sample_is_what_it_says() -> None:
    found = reading()
    assert [TEXT[quote.span.start : quote.span.end] for quote in found.quotes] == [
        "The harbour stays open to every ship.",
        "the plan of Okafor a costly dream",
    ]


async def test_where_few_match_all_are_ranked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.searching.MOST_RANKED", 2)
    texts = ["Timber, timber, timber."] + ["Timber and ships."] * 3
    for number, text in enumerate(texts):
        await store.articles.put(article(number, text=text, title="News"), Reading(), 1)

    async def first(at_most: int | None) -> str:
        return (await store.articles.search([Term("timber")], now=NOW, at_most=at_most))[0].article

    assert await first(4) == article(0).id  # the best of all, and the oldest
    assert await first(5) == await first(None) == article(3).id  # the newest two alone are looked at
