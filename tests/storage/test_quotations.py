"""The newest of what a person says, without a look at all of it."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from storage.corrections import Correction
from storage.records import KnownPerson, Quote, Span
from storage.store import Store
from tests.storage.samples import BLOCKS, NOW, TEXT, article, projected, reading


async def test_the_newest_words_and_articles_are_the_first_of_all(store: Store) -> None:
    read = reading()
    silent = replace(
        read, quotes=tuple(msgspec.structs.replace(each, person=None, shown=False) for each in read.quotes)
    )
    ids = []
    for number in range(40):
        # Somebody who is named far more often than quoted; some articles have one time, two have none or one to come.
        fields: dict[str, object] = {}
        if number % 7 == 3:
            fields["published"] = article(number // 2).published
        if number in {11, 12}:
            fields["published"] = None if number == 11 else NOW.replace(year=2027)
        made = article(number, TEXT, **fields)
        ids.append(made.id)
        await store.articles.put(made, read if number % 3 == 0 or number in {11, 12} else silent, 1, BLOCKS)
    one, two = projected(*ids)
    # In three articles both names are the same person's.
    both = {ids[9], ids[30], ids[39]}
    people = [
        replace(one, members=(*((id_, 1) for id_ in both), *one.members)),
        KnownPerson(
            "bjelke", two.name, two.aliases, members=tuple(each for each in two.members if each[0] not in both)
        ),
    ]
    await store.people.replace_blocks(BLOCKS, people)
    for number, person in ((36, "bjelke"), (33, None), (6, "okafor"), (21, "bjelke"), (12, "bjelke")):
        span = read.quotes[0 if person != "okafor" else 1].span
        await store.corrections.add(Correction("speaker", "Misread.", NOW, ids[number], span, person))
    # What is given to somebody and hidden counts for nobody, nor does what is given in an article to come.
    await store.corrections.add(Correction("hide_sentence", "Wrong.", NOW, ids[21], read.quotes[0].span))
    for person in ("okafor", "bjelke", "nobody"):
        said, count = await store.people.said_by(person, NOW)
        named = await store.people.articles_of(person, NOW)
        assert len({each.id for each in named}) == len(named)
        assert ids[12] not in {*(each.article for each in said), *(each.id for each in named)}
        for limit in range(1, 45):
            assert await store.people.said_by(person, NOW, limit) == (said[:limit], count)
            assert await store.people.articles_of(person, NOW, limit) == named[:limit]
    assert len(await store.people.articles_of("okafor", NOW)) == 39
    assert {(each.article, each.index) for each in await store.people.quotes_by("okafor", NOW)} == {
        *((ids[number], 0) for number in (0, 3, 6, 9, 11, 15, 18, 24, 27, 30, 39)),
        *((ids[number], 1) for number in (6, 9, 30, 39)),
    }


async def test_clauses_of_unsure_speakers_are_left_out_on_demand(store: Store) -> None:
    read, id_ = reading(), article().id
    span = read.quotes[1].span
    every = (
        *read.quotes,
        Quote((Span(span.start, span.end - 1),), "indirect", confidence=0.4),
        Quote((Span(span.start + 1, span.end - 2),), "direct", confidence=0.4),
        Quote((Span(span.start + 2, span.end - 3),), "mixed", confidence=0.4, within=0),
        Quote((Span(0, 5),), "indirect", confidence=0.4),
        Quote((Span(6, 9),), "direct", person=0, confidence=0.4),
    )
    await store.articles.put(article(), replace(read, quotes=every), 1, BLOCKS)
    await store.people.replace_blocks(BLOCKS, projected(id_))

    async def told() -> list[int]:
        for person in ("okafor", "bjelke"):
            every_one = await store.people.quotes_by(person, NOW)
            shown = [each for each in every_one if each.quote.shown]
            assert await store.people.quotes_by(person, NOW, shown=True) == shown
        all_of_them = await store.people.quotes_in([id_])
        sure = await store.people.quotes_in([id_], surely=True)
        assert sure == [each for each in all_of_them if each.quote.shown or each.quote.kind != "indirect"]
        return [each.index for each in sure]

    assert await told() == [0, 1, 3, 4, 6]
    # Given to somebody, it is sure; taken from whoever said it, it no longer is.
    await store.corrections.add(Correction("speaker", "Hers.", NOW, id_, every[5].span, "okafor"))
    await store.corrections.add(Correction("speaker", "Whose?", NOW, id_, every[0].span, None))
    assert await told() == [0, 1, 3, 4, 5, 6]
    await store.corrections.add(Correction("speaker", "Whose?", NOW, id_, every[1].span, None))
    assert await told() == [0, 3, 4, 5, 6]
