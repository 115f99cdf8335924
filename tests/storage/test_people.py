from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.intake import TakenIn, quoted_mentions
from storage.records import KnownPerson, Person, Quote, Reading, Span
from storage.store import Store
from tests.storage.samples import BLOCKS, NOW, article, projected, reading


async def two_articles(store: Store) -> tuple[str, str]:
    for number in (1, 2):
        await store.articles.put(article(number), reading(), 1, BLOCKS)
    first, second = article(1).id, article(2).id
    dirty = await store.people.dirty()
    await store.people.replace_blocks(dirty.blocks, projected(first, second), dirty.as_of)
    return first, second


async def test_the_projection_is_fed_and_kept(store: Store) -> None:
    await store.articles.put(article(), reading(), 1, BLOCKS)
    dirty = await store.people.dirty()
    assert dirty.blocks == ("bjelke", "okafor")
    members = await store.people.members_of_blocks(["okafor"])
    assert [(one.article, one.index, one.person, one.quoted) for one in members] == [
        (article().id, 0, reading().people[0], True)
    ]
    assert [one.person.name for one in await store.people.members_of_blocks()] == ["Ana Okafor", "Lars Bjelke"]
    people = projected(article().id)
    await store.people.replace_blocks(dirty.blocks, people, dirty.as_of)
    assert await store.people.dirty() == ((), dirty.as_of + 1)
    assert await store.people.all() == sorted(people, key=lambda person: person.id)
    assert await store.people.get("okafor") == people[0]
    assert await store.people.get("nobody") is None
    assert await store.people.people_in([article().id, "nothing"]) == {article().id: [(0, "okafor"), (1, "bjelke")]}


async def test_what_is_said_by_and_of_a_person(store: Store) -> None:
    first, second = await two_articles(store)
    said = await store.people.quotes_by("okafor", NOW)
    assert [(one.article, one.index, one.person) for one in said] == [(second, 0, "okafor"), (first, 0, "okafor")]
    assert said[0].quote == reading().quotes[0]
    assert len(await store.people.quotes_by("okafor", NOW, 1)) == 1
    of = await store.people.quotes_mentioning("okafor", NOW, 10)
    assert [(one.article, one.index, one.person) for one in of] == [(second, 1, "bjelke"), (first, 1, "bjelke")]
    assert len(await store.people.quotes_mentioning("okafor", NOW, 1)) == 1
    assert await store.people.quotes_mentioning("bjelke", NOW, 10) == []
    assert [one.id for one in await store.people.articles_of("okafor", NOW)] == [second, first]
    assert [one.person for one in await store.people.quotes_in([first])] == ["okafor", "bjelke"]


async def test_named_quotations_are_found_by_the_stretches_that_they_touch(store: Store) -> None:
    first, second = await two_articles(store)
    own, other = (quote.span for quote in reading().quotes)
    beside = {first: [Span(own.end, own.end + 5), Span(other.start - 5, other.start)], second: [], "gone": [own]}
    assert await store.people.named_quotes_at({}) == await store.people.named_quotes_at(beside) == []
    touching = {second: [Span(own.end - 1, own.end + 5), own], first: [Span(own.end, other.start + 1)]}
    at = await store.people.named_quotes_at(touching)
    assert [(one.article, one.index, one.person) for one in at] == [(first, 1, "bjelke"), (second, 0, "okafor")]


async def test_who_is_seen_until_now(store: Store) -> None:
    _, second = await two_articles(store)
    seen = {one.person.id: one for one in await store.people.seen(NOW)}
    assert (seen["okafor"].articles, seen["okafor"].newest) == (2, article(2).published)
    assert seen["okafor"].person == dataclasses.replace(projected(second)[0], members=())
    first_day = article(1).published
    assert first_day
    before = await store.people.seen(first_day)
    assert [(one.person.id, one.articles) for one in before] == [("bjelke", 1), ("okafor", 1)]
    assert await store.people.last_seen(NOW) == {one: article(2).published for one in ("bjelke", "okafor")}
    assert await store.people.names() == {"bjelke": "Lars Bjelke", "okafor": "Ana Okafor"}
    assert await store.people.names_in([second]) == {second: ["Ana Okafor", "Lars Bjelke"]}


def test_mentions_in_quotations_are_found_as_slowly_but_surely() -> None:
    read = reading()
    assert quoted_mentions(read) == {
        (person, index)
        for person, one in enumerate(read.people)
        for index, quote in enumerate(read.quotes)
        if any(part.start <= at.start and at.end <= part.end for part in quote.content for at in one.mentions)
    }
    assert quoted_mentions(read) == {(0, 1)}


async def test_words_within_the_words_of_another(store: Store) -> None:
    inner = Quote((Span(10, 12),), "direct", person=1, within=0)
    read = dataclasses.replace(reading(), quotes=(*reading().quotes, inner))
    await store.articles.put(article(), read, 1, BLOCKS)
    assert [one.quote for one in await store.people.quotes_within(article().id, 0)] == [inner]
    assert await store.people.quotes_within(article().id, 1) == []


async def test_a_block_that_changed_while_it_was_projected_stays_marked(store: Store) -> None:
    await store.articles.put(article(1), reading(), 1, BLOCKS)
    dirty = await store.people.dirty()
    await store.articles.put(article(2), Reading(people=reading().people[:1]), 1, BLOCKS[:1])
    await store.people.replace_blocks(dirty.blocks, projected(article(1).id), dirty.as_of)
    assert (await store.people.dirty()).blocks == ("okafor",)


async def test_members_of_an_article_removed_meanwhile_are_passed_over(store: Store) -> None:
    first, second = await two_articles(store)
    await store.articles.remove(first)
    assert await store.people.all() == []  # their names may have been that article's
    assert (await store.people.dirty()).blocks == ("bjelke", "okafor")
    await store.people.replace_blocks(BLOCKS, projected(first, second))
    okafor = await store.people.get("okafor")
    assert okafor
    assert okafor.members == ((second, 0),)


async def test_a_new_reading_keeps_who_is_who_until_projected(store: Store) -> None:
    first, _ = await two_articles(store)
    turned = dataclasses.replace(reading(), people=reading().people[::-1], quotes=())
    assert await store.articles.put_reading(TakenIn(article(1), turned, 2, BLOCKS[::-1]))
    assert await store.people.people_in([first]) == {first: [(0, "bjelke"), (1, "okafor")]}
    assert (await store.people.dirty()).blocks == ("bjelke", "okafor")


async def test_blocks_joined_by_a_person_are_told(store: Store) -> None:
    await store.articles.put(article(), reading(), 1, BLOCKS)
    joined = dataclasses.replace(projected(article().id)[0], members=((article().id, 0), (article().id, 1)))
    await store.people.replace_blocks(BLOCKS, [joined])
    assert await store.people.linked_blocks(["okafor"]) == set(BLOCKS)
    assert await store.people.blocks_of(["okafor", "nobody"]) == set(BLOCKS)
    assert await store.people.linked_blocks(["unknown"]) == {"unknown"}
    await store.people.replace_blocks(["bjelke"], [])
    assert await store.people.all() == []


async def test_all_blocks_can_be_marked(store: Store) -> None:
    await two_articles(store)
    assert (await store.people.dirty()).blocks == ()
    await store.people.mark_dirty(["okafor", "okafor"])
    assert (await store.people.dirty()).blocks == ("okafor",)
    await store.people.mark_dirty()
    assert (await store.people.dirty()).blocks == ("bjelke", "okafor")


async def test_editions_grow_by_subject(store: Store) -> None:
    assert await store.edition() == 0
    await two_articles(store)
    person, place, other = [await store.edition_of(one) for one in ("person:okafor", "place:BR", "place:KR")]
    assert 0 < place < person <= await store.edition()
    assert other == 0
    # Without people or tariffs: neither subject is touched.
    await store.articles.put(article(3, text="Calm."), Reading(), 1)
    assert await store.edition() == person + 1
    assert await store.edition_of("person:okafor") == person
    assert await store.edition_of("place:BR") == place
    await store.articles.put(article(1, text="Calm."), Reading(), 1)  # what they said is gone
    assert await store.edition_of("person:okafor") == await store.edition()
    assert await store.edition_of("place:NO") == await store.edition()


async def test_a_tariff_on_all_countries_touches_each(store: Store) -> None:
    fact = dataclasses.replace(reading().tariffs[0], target="*")
    await store.articles.put(article(), Reading(tariffs=(fact,)), 1)
    assert await store.edition_of("place:KR") == 1
    assert await store.edition_of("person:KR") == 0
    assert [one.fact for one in await store.tariffs.facts_about("KR", NOW)] == [fact]
    assert [(one.code, one.facts) for one in await store.tariffs.places(NOW)] == [("*", 1), ("NO", 1)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(
    name=st.text(st.characters(exclude_categories=()), min_size=1), block=st.text(st.characters(exclude_categories=()))
)
async def test_any_name_and_block_survive(store: Store, name: str, block: str) -> None:
    person = Person(name, (name,))
    one = article(text=f"{name!a} said nothing.")
    await store.articles.remove(one.id)
    async with store.database.transaction() as connection:
        await connection.execute("DELETE FROM removed")
    await store.articles.put(one, Reading(people=(person,)), 1, [block])
    assert (await store.articles.reading(one.id)) == Reading(people=(person,))
    assert block in (await store.people.dirty()).blocks
    assert [member.person for member in await store.people.members_of_blocks([block])] == [person]
    assert await store.people.linked_blocks([block]) == {block}
    known = dataclasses.replace(projected(one.id)[0], id=name, name=name, members=((one.id, 0),))
    await store.people.replace_blocks([block], [known])
    assert await store.people.get(name) == known
    assert block not in (await store.people.dirty()).blocks
    assert await store.people.people_in([one.id]) == {one.id: [(0, name)]}
    assert await store.edition_of(f"person:{name}") == await store.edition()


async def test_who_is_named_beside_a_person(store: Store) -> None:
    names = [f"Person {letter}" for letter in "EDCBA"]
    # Who stands in which article, newest first; whoever is asked for stands in all, two of them twice in one.
    named = [(0, 2, 3), (0, 1, 1, 3), (0, 0, 4), (0, 1, 2, 4, 3), (1, 2)]
    ids: list[str] = []
    members: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for number, here in enumerate(named):
        ids.append(article(number).id)
        people = tuple(Person(names[each]) for each in here)
        blocks = ("okafor",) * len(people)
        await store.articles.put(article(number), dataclasses.replace(reading(), people=people, quotes=()), 1, blocks)
        for position, each in enumerate(here):
            members[each].append((ids[-1], position))
    known = [KnownPerson(names[each][-1], names[each], members=tuple(places)) for each, places in members.items()]
    await store.people.replace_blocks(BLOCKS, known)
    for asked, articles in (("E", ids[:4]), ("E", ids[3::-1]), ("A", ids[1:]), ("C", [ids[4], "nothing", ids[0]])):
        stands = await store.people.people_in(articles)
        first: dict[str, int] = {}
        together: Counter[str] = Counter()
        for place, id_ in enumerate(articles):
            for name in {person for _, person in stands.get(id_, ())} - {asked}:
                first.setdefault(name, place)
                together[name] += 1
        every = sorted(first, key=lambda each: (first[each], -together[each], each))
        for allowed in ("ABCDE", "BDE", "A", ""):
            wanted = [each for each in every if each in allowed]
            for most in range(6):
                assert await store.people.most_beside(asked, articles, most, allowed) == wanted[:most]
