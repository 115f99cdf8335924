"""The search desk: the articles that answer free words, and their sentences that do."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from bot.answers.news import compose_search
from bot.answers.values import SearchResult
from bot.countries import code_of, find_places
from bot.matching import Names, Unknown
from bot.newsroom.hiding import Unfit, fit, unfit_places
from bot.newsroom.index import Index
from bot.newsroom.texts import document
from bot.searching import Search, best_passages, family, mend, most_matching, parse_search
from bot.searching.passages import Passage
from bot.searching.passing import of_today
from bot.searching.terms import is_english
from bot.searching.words import words_in
from storage.records import Article, Span, Story
from storage.store import Store
from storage.terms import Term

MOST_CANDIDATES = 20
# A passage that answers less than this share of the best one is left out.
WORTH = 0.45
# A sentence that holds less of what was asked than this, by the weight of its words, is no answer by itself; beside one
# that is, less will do.
COVERED = 0.45
COVERED_BESIDE = 0.3
# Of two words both are needed: "born" is no answer to "where was Gor born", nor is Gor.
BOTH = 0.99
# Of three words two are.
_NEEDED = {2: BOTH, 3: 0.6}


class Finding(NamedTuple):
    """Articles that answer a search, best first, with the sentences that do, and all that match in number.

    ``stories`` and ``unfit`` are those of the articles looked at: they are asked for once an answer.
    """

    search: Search
    articles: dict[str, Article]
    passages: dict[str, list[Passage]]
    total: int
    stories: Mapping[str, Story]
    unfit: Unfit


async def search(
    store: Store, index: Index, words: str, now: dt.datetime, zone: dt.tzinfo = dt.UTC, *, whole: bool = False
) -> SearchResult | None:
    """Search by free words with their filters; None where nothing matches.

    With ``whole`` only sentences that have all the words in themselves.
    """
    wanted = parse_search(words, now, zone)
    found = await find(store, index, wanted, now, wanted.since, None)
    if whole:
        found = _in_one_sentence(found)
    if wanted.country is not None:
        found = _naming(found, wanted.country)
    if not found.articles:
        return None
    hits = [
        (id_, [(p.span, [(m.start - p.span.start, m.end - p.span.start) for m in p.matches]) for p in passages])
        for id_, passages in found.passages.items()
    ]
    return compose_search(words, found.search.instead, hits, found.total, found.articles)


def _in_one_sentence(found: Finding) -> Finding:
    kept = {id_: [each for each in passages if each.own >= BOTH] for id_, passages in found.passages.items()}
    kept = {id_: passages for id_, passages in kept.items() if passages}
    return found._replace(articles={id_: found.articles[id_] for id_ in kept}, passages=kept, total=len(kept))


def _naming(found: Finding, country: str) -> Finding:
    """Keep what a country's name stands in: the sentence, or the title of its article."""
    code = code_of(country)
    kept = {}
    for id_, article in found.articles.items():
        above = any(place.code == code for place in find_places(article.title))
        passages = [
            each
            for each in found.passages[id_]
            if above or any(place.code == code for place in find_places(article.text, *each.span))
        ]
        if passages:
            kept[id_] = passages
    return found._replace(articles={id_: found.articles[id_] for id_ in kept}, passages=kept, total=len(kept))


async def find(
    store: Store, index: Index, wanted: Search, now: dt.datetime, since: dt.datetime | None, until: dt.datetime | None
) -> Finding:
    """Find articles and their best sentences: all words, else any; a mistyped word is mended from the store's own."""
    vocabulary = await index.words.get()
    wanted = family(mend(wanted, vocabulary), vocabulary)
    terms = [Term(term) for term in wanted.terms]
    order: Literal["best", "newest"] = "newest" if wanted.newest_first else "best"
    hits = await store.articles.search(
        terms,
        now=now,
        since=since,
        until=until,
        source=wanted.source,
        limit=MOST_CANDIDATES,
        match="any",
        order=order,
        at_most=most_matching(wanted.terms, vocabulary),
    )
    ids = [hit.article for hit in hits]
    articles, stories = await asyncio.gather(store.articles.get_many(ids), store.stories.of_many(ids))
    if wanted.passing:
        articles = {id_: article for id_, article in articles.items() if of_today(article.title)}
    hidden = await unfit_places(store, articles)
    passages: dict[str, list[Passage]] = {}
    covered: dict[str, float] = {}
    people = _people_among(wanted, index.names)
    for id_, article in articles.items():
        if not people <= {word.stem for word in words_in(f"{article.title}\n{article.text}", only=people)}:
            continue  # "tickets sold" is no answer to what Pinto sold
        story = stories.get(id_)
        told = [articles[other].title for other in story.articles if other in articles] if story else [article.title]
        unfit = hidden.get(id_, [])
        sentences: Sequence[Span] = document(article.text).sentences
        if unfit:
            sentences = [sentence for sentence in sentences if fit(sentence, unfit)]
        heading = " ".join(told)
        best = best_passages(article.text, sentences, wanted, vocabulary, index.articles, 2, heading)
        if best:
            passages[id_] = best
            covered[id_] = max(each.share for each in best)
    if len(wanted.stems) > 1 and not wanted.phrases:  # "price" alone is no answer to "bitcoin price"
        most = max(covered.values(), default=0.0)
        bound = COVERED_BESIDE if most >= _NEEDED.get(len(wanted.stems), COVERED) else 1.1
        passages = {id_: best for id_, best in passages.items() if covered[id_] >= bound}
    top = max((found[0].score for found in passages.values()), default=0.0)
    kept = {id_: found for id_, found in passages.items() if found[0].score >= top * WORTH}
    ranked = kept if wanted.newest_first else dict(sorted(kept.items(), key=lambda each: -each[1][0].score))
    # Another article on the event of the best hit may tell it otherwise: its best sentence stands right beside.
    first = next(iter(ranked), None)
    if first is not None and (event := stories.get(first)) is not None:
        beside = {id_: passages[id_][:1] for id_ in event.articles if id_ in passages and id_ not in ranked}
        ranked = {first: ranked[first], **beside, **ranked}
    return Finding(wanted, {id_: articles[id_] for id_ in ranked}, ranked, len(kept), stories, hidden)


def _people_among(wanted: Search, names: Names) -> frozenset[str]:
    """Return the stems of what was asked for that name somebody known and are no words of the language."""
    return frozenset(
        key
        for word, key in zip(wanted.words, wanted.stems, strict=True)
        if not is_english(word) and not isinstance(names.resolve(word, ("person",), spelt=True), Unknown)
    )
