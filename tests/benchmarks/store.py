"""Measure the store at a size: python -m tests.benchmarks.store [--articles 10000] [--seed 1]

Articles are made from a seed, with the skew of news: few people and places are in many articles, most in few.
Times are of one run on this machine; p50 and p95 of many calls.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from storage.intake import TakenIn
from storage.records import Article, KnownPerson, Person, Quote, Reading, Role, Span, TariffFact
from storage.store import Store
from storage.terms import Term

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
PLACES = "US CN IN EU BR JP KR MX CA GB VN TH ID ZA NG TR AR CL CH NO AU NZ SG MY PH".split()
SYLLABLES = "ba ko ri ta len sol mar dan vi chu nor ek pel za fi gor hal ume tri os".split()


def zipf(chance: random.Random, count: int) -> int:
    """Return a rank below ``count``, rank r about 1/(r+1) as often as rank 0."""
    return min(int(count ** chance.random()) - 1, count - 1)


def word(rank: int) -> str:
    """Return a word for a rank, the same every time."""
    chance = random.Random(rank)
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))


def text_of(person: int) -> str:
    """Return the name of the person of a rank; two share each surname."""
    return f"{word(10**6 + person).title()} {word(2 * 10**6 + person // 2).title()}"


def made(number: int, people: int, seed: int) -> TakenIn:
    """Return article ``number`` of the corpus of ``seed``, with a reading as rich as real ones."""
    chance = random.Random(f"{seed}/{number}")
    sentences: list[str] = []
    named: dict[int, list[Span]] = {}
    quotes: list[Quote] = []
    facts: list[TariffFact] = []
    offset = 0
    for _ in range(chance.randint(12, 30)):
        words = [word(zipf(chance, 30_000)) for _ in range(chance.randint(8, 24))]
        rank = zipf(chance, people)
        name = text_of(rank)
        other = zipf(chance, people)
        if other in named and other != rank:  # words of one about another
            words[len(words) // 2] = text_of(other)
        sentence = f"{name} said {' '.join(words)}."
        named.setdefault(rank, []).append(Span(offset, offset + len(name)))
        if other in named and other != rank:
            at = offset + sentence.index(text_of(other), len(name))
            named[other].append(Span(at, at + len(text_of(other))))
        if chance.random() < 0.4:
            content = Span(offset + len(name) + 6, offset + len(sentence) - 1)
            cue = Span(offset + len(name) + 1, offset + len(name) + 5)
            place = list(named).index(rank)
            quotes.append(
                Quote((content,), "direct", (cue,), tuple(named[rank][-1:]), name, "person", place, 0.9, True)
            )
        if chance.random() < 0.05:
            imposer, target = PLACES[zipf(chance, len(PLACES))], PLACES[zipf(chance, len(PLACES))]
            evidence = Span(offset, offset + len(sentence))
            facts.append(
                TariffFact(
                    imposer, target, None, float(chance.randint(1, 60)), "duty", "in_force", evidence, shown=True
                )
            )
        sentences.append(sentence)
        offset += len(sentence) + 1
    text = " ".join(sentences)
    found = tuple(
        Person(text[spans[0].start : spans[0].end], (), (Role("minister", spans[0]),), tuple(spans))
        for spans in named.values()
    )
    summary = tuple(Span(0, min(len(text), 80 * place)) for place in range(1, 9))
    title = " ".join(word(zipf(chance, 30_000)) for _ in range(8)).capitalize()
    published = NOW - dt.timedelta(minutes=chance.randint(1, 3 * 365 * 24 * 60))
    article = Article(f"https://news.example/{number}", text, title, published, source=f"Outlet {zipf(chance, 40)}")
    reading = Reading(found, tuple(quotes), tuple(facts), summary)
    return TakenIn(article, reading, 1, tuple(person.name.split()[-1].lower() for person in found))


def corpus(articles: int, seed: int) -> Iterator[TakenIn]:
    """Yield the articles of the corpus; one person for each two of them."""
    return (made(number, max(articles // 2, 10), seed) for number in range(articles))


async def project(store: Store) -> int:
    """Make everybody of one name one person: the store's part of the work of a projection."""
    dirty = await store.people.dirty()
    number = 0
    for first in range(0, len(dirty.blocks), 500):
        blocks = dirty.blocks[first : first + 500]
        members = sorted(await store.people.members_of_blocks(blocks), key=lambda member: member.person.name)
        people = []
        for name, same in itertools.groupby(members, key=lambda member: member.person.name):
            places = tuple((member.article, member.index) for member in same)
            people.append(KnownPerson(name.lower().replace(" ", "-"), name, members=places))
        await store.people.replace_blocks(blocks, people, dirty.as_of)
        number += len(people)
    return number


async def timed(name: str, call: Callable[[int], Awaitable[object]], times: int = 200) -> None:
    """Call and print p50 and p95 in milliseconds, with the size of the last result."""
    took = []
    result: object = None
    for number in range(times):
        start = time.perf_counter()
        result = await call(number)
        took.append((time.perf_counter() - start) * 1000)
    cuts = statistics.quantiles(took, n=20, method="inclusive")
    size = f"{len(result)} rows" if isinstance(result, list | tuple | dict | str) else ""
    print(f"{name:<44}{cuts[9]:9.2f}{cuts[18]:9.2f}  {size}")


async def measure(path: Path, articles: int, seed: int) -> None:
    """Fill the store at ``path`` and time what answers ask of it."""
    items = list(corpus(articles, seed))
    async with Store.open(path) as store:
        start = time.perf_counter()
        async for _ in store.articles.put_many(items):
            pass
        took = time.perf_counter() - start
        ((pages,),) = await store.database.fetch("PRAGMA page_count")
        size = pages * 4096 >> 20
        print(f"taken in: {articles} articles in {took:.1f} s, {articles / took:.0f} a second, {size} MB")
        start = time.perf_counter()
        number = await project(store)
        print(f"people kept: {number} in {time.perf_counter() - start:.1f} s")
        people = await store.people.all()
        busiest = max(people, key=lambda person: len(person.members))
        ordinary = [person.id for person in people if len(person.members) == 2]
        ids = [item.article.id for item in items]
        chance = random.Random(seed)
        common, rare = word(0), word(20_000)
        await store.lookups.put("key", "who", "x" * 4000, NOW)
        week = NOW - dt.timedelta(days=7)

        print(f"\n{'milliseconds':<44}{'p50':>9}{'p95':>9}")
        await timed("edition", lambda _: store.edition())
        await timed("edition of a place", lambda _: store.edition_of("place:IN"))
        await timed("a cached lookup", lambda _: store.lookups.get("key"))
        await timed("keep a lookup", lambda n: store.lookups.put(f"key{n}", "who", "x" * 4000, NOW))
        await timed("get an article", lambda _: store.articles.get(chance.choice(ids)))
        await timed("get 20 articles", lambda _: store.articles.get_many(chance.sample(ids, 20)))
        await timed("a whole reading", lambda _: store.articles.reading(chance.choice(ids)))
        await timed("newest article", lambda _: store.articles.newest(NOW))
        await timed("20 newest of a week", lambda _: store.articles.between(week, None, 20, now=NOW))
        await timed("sources", lambda _: store.articles.sources(NOW), 20)
        await timed("search a common word", lambda _: store.articles.search([Term(common)], now=NOW), 50)
        await timed(
            "search two common words", lambda _: store.articles.search([Term(common), Term(word(1))], now=NOW), 50
        )
        await timed(
            "search a common word of a week", lambda _: store.articles.search([Term(common)], now=NOW, since=week), 50
        )
        await timed("search a rare word", lambda _: store.articles.search([Term(rare)], now=NOW))
        await timed(
            "search 4 words, any",
            lambda n: store.articles.search([Term(word(n + k * 500)) for k in range(1, 5)], now=NOW, match="any"),
        )
        await timed("search a name", lambda _: store.articles.search([Term(busiest.name)], now=NOW))
        await timed("vocabulary", lambda _: store.articles.vocabulary(), 5)
        await timed("a person in 2 articles", lambda _: store.people.get(chance.choice(ordinary)))
        await timed("quotes of a person in 2 articles", lambda _: store.people.quotes_by(chance.choice(ordinary), NOW))
        await timed(
            f"20 quotes of a person in {len(busiest.members)}",
            lambda _: store.people.quotes_by(busiest.id, NOW, 20),
            20,
        )
        await timed("  20 quotes mentioning them", lambda _: store.people.quotes_mentioning(busiest.id, NOW, 20), 20)
        await timed("  20 articles of them", lambda _: store.people.articles_of(busiest.id, NOW, 20), 20)
        await timed("what the index of names needs", lambda _: store.people.seen(NOW), 5)
        await timed("everyone", lambda _: store.people.all(), 5)
        await timed("tariff facts of a place", lambda _: store.tariffs.facts_about("IN", NOW), 20)
        await timed("tariff places", lambda _: store.tariffs.places(NOW), 20)
        extra = [made(articles + number, max(articles // 2, 10), seed) for number in range(20)]
        await timed("take in one article", lambda n: store.articles.put_batch([extra[n]]), 20)
        await timed("remove an article for good", lambda n: store.articles.remove(extra[n].article.id), 5)
        await timed("check the whole file", lambda _: store.database.integrity_check(), 2)
        await timed("backup", lambda _: store.database.backup(path.with_name("backup.db")), 2)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder) / "briefing.db", options.articles, options.seed))


if __name__ == "__main__":
    main()
