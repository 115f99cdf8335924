"""The cache of lookups, the keys of questions, stories."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.keys import KEPT
from storage.lookups import Lookups
from storage.records import Reading, Story
from storage.store import Store
from tests.storage.samples import NOW, article


async def test_lookups_come_back_and_can_be_cleared(store: Store, path: Path) -> None:
    assert await store.lookups.get("who:rubio") is None
    await store.lookups.put("who:rubio", "who", '{"a":1}', NOW)
    await store.lookups.put("who:rubio", "who", '{"a":2}', NOW)
    async with Store.open(path) as other:
        assert await other.lookups.get("who:rubio") == '{"a":2}'
        await other.lookups.clear()
    assert await store.lookups.get("who:rubio") is None
    assert await store.lookups.count() == 0


async def test_the_least_lately_used_lookups_go(store: Store) -> None:
    lookups = Lookups(store.database, max_rows=3)
    for number in range(3):
        await lookups.put(f"k{number}", "who", "{}", NOW + dt.timedelta(minutes=number))
    assert await lookups.get("k0") == "{}"  # used again: the oldest is now k1
    await lookups.put("k3", "who", "{}", NOW + dt.timedelta(minutes=5))
    assert [await lookups.get(f"k{number}") for number in range(4)] == ["{}", None, "{}", "{}"]
    # A clock set back must not make the newest row the first to go.
    await lookups.put("k4", "who", "{}", NOW - dt.timedelta(days=1))
    assert await lookups.get("k4") == "{}"
    assert await lookups.count() == 3


async def test_an_answer_kept_is_there_at_once_and_after_closing(path: Path) -> None:
    async with Store.open(path) as store:
        edition = await store.edition()
        for number in range(3):
            store.lookups.keep(f"k{number}", "who", str(number), NOW, edition)
        assert await store.lookups.get("k1") == "1"
    async with Store.open(path) as store:
        assert [await store.lookups.get(f"k{number}") for number in range(3)] == ["0", "1", "2"]


async def test_an_answer_composed_before_a_change_is_not_kept(store: Store) -> None:
    await store.articles.put(article(1), Reading(), 1)
    edition = await store.edition()
    await store.articles.remove(article(1).id)
    store.lookups.keep("who:x", "who", "words of the article that was removed", NOW, edition)
    await store.lookups.flush()
    assert await store.lookups.get("who:x") is None
    assert await store.lookups.count() == 0


async def test_clearing_forgets_answers_that_still_wait(store: Store) -> None:
    store.lookups.keep("k", "who", "{}", NOW, await store.edition())
    await store.lookups.clear()
    await store.lookups.flush()
    assert await store.lookups.get("k") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.text(st.characters(exclude_categories=())))
async def test_any_question_has_a_short_key(store: Store, question: str) -> None:
    key = await store.keys.put(question, NOW)
    assert len(key) == 16
    assert await store.keys.put(question, NOW) == key
    assert await store.keys.get(key, NOW) == question


async def test_keys_last_thirty_days(store: Store) -> None:
    key = await store.keys.put("{}", NOW)
    assert await store.keys.get(key, NOW + KEPT - dt.timedelta(seconds=1)) == "{}"
    assert await store.keys.get(key, NOW + KEPT) is None
    assert await store.keys.get("unknown\ud800", NOW) is None
    other = await store.keys.put("[]", NOW + KEPT)
    assert await store.keys.get(key, NOW) is None  # dropped, not only passed over
    assert await store.keys.get(other, NOW + KEPT) == "[]"


async def test_stories_are_replaced_and_asked(store: Store) -> None:
    for number in range(1, 5):
        await store.articles.put(article(number), Reading(), 1)
    ids = [article(number).id for number in range(1, 5)]
    assert await store.stories.as_of() == -1
    assert await store.stories.are_stale()
    stories = [Story("a", (ids[1], ids[0])), Story("b", (ids[2], ids[3]))]
    await store.stories.replace(stories, as_of=4)
    edition = await store.edition()
    await store.stories.replace(stories[::-1], as_of=5)
    assert await store.edition() == edition  # nothing has changed
    assert await store.stories.as_of() == 5
    assert not await store.stories.are_stale()
    assert await store.stories.all() == stories
    assert await store.stories.of(ids[0]) == stories[0]
    assert await store.stories.of("nothing") is None
    await store.articles.remove(ids[0])
    assert await store.stories.are_stale()
    assert await store.stories.of(ids[1]) is None  # one article alone is no story
    assert await store.stories.all() == [stories[1]]
    await store.stories.replace([])
    assert await store.stories.all() == []
    assert await store.edition() > edition


async def test_the_state_is_the_edition_and_the_newest_date_in_one(store: Store) -> None:
    assert await store.editions.state(NOW) == (0, None, 0)
    for number in range(1, 4):
        await store.articles.put(article(number), Reading(), 1)
        seen = await store.articles.newest_seen(NOW)
        number_now = await store.edition()
        assert await store.editions.state(NOW) == (number_now, seen, number_now)
        assert await store.editions.state(NOW, "articles") == (await store.edition_of("articles"), seen, number_now)
    assert await store.editions.state(NOW, "place:IN") == (await store.edition_of("place:IN"), seen, number_now)
    assert await store.editions.state(NOW - dt.timedelta(days=999), "person:\ud800") == (0, None, number_now)


async def test_stories_of_many_are_those_of_each(store: Store) -> None:
    for number in range(1, 6):
        await store.articles.put(article(number), Reading(), 1)
    ids = [article(number).id for number in range(1, 6)]
    await store.stories.replace([Story("a", (ids[1], ids[0])), Story("b", (ids[2], ids[3]))], as_of=5)
    found = await store.stories.of_many([*ids, "nothing"])
    assert found == {id_: story for id_ in ids if (story := await store.stories.of(id_)) is not None}
    assert set(found) == set(ids[:4])
    await store.articles.remove(ids[0])
    assert set(await store.stories.of_many(ids)) == {ids[2], ids[3]}
