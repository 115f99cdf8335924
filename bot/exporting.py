"""What is kept, as JSON objects for scripts: people, quotations, tariffs, stories, articles."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from bot.answers.passages import between_marks
from bot.newsroom.hiding import fit_quotes, unfit_places
from bot.readout import fact_object, published_text
from storage.records import Article, KnownPerson, Quote, Span, StoredQuote
from storage.store import Store

EXPORTS = ("people", "quotes", "tariffs", "stories", "articles")
PAGE = 100

# The stretches between two marks inside a mixed quotation; an apostrophe is no mark.
_MARKED = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"|«([^«»\n]+)»|„([^„“”\n]+)[“”]|‘([^‘’\n]*(?:’\w[^‘’\n]*)*)’(?!\w)")


async def export_lines(store: Store, what: str, now: dt.datetime) -> AsyncIterator[dict[str, Any]]:
    """Yield what is kept of one kind, in a fixed order; articles dated after ``now`` and all of theirs are left out."""
    lines = {
        "people": _people,
        "quotes": _quotes,
        "tariffs": _tariffs,
        "stories": _stories,
        "articles": _articles,
    }[what]
    async for line in lines(store, now):
        yield line


async def _seen(store: Store, now: dt.datetime) -> AsyncIterator[Article]:
    async for article in store.articles.all():
        if article.published is None or article.published <= now:
            yield article


def stretches(text: str, quote: Quote) -> Iterator[Span]:
    """Yield what stands between two marks: a direct quotation's pieces, the marked parts of a mixed one."""
    for piece in quote.content if quote.kind != "indirect" else ():
        if quote.kind == "direct" or between_marks(text, piece):
            yield piece
        else:
            for match in _MARKED.finditer(text, piece.start, min(len(text), piece.end + 1)):
                group = match.lastindex or 0
                yield Span(match.start(group), match.end(group))


async def _people(store: Store, now: dt.datetime) -> AsyncIterator[dict[str, Any]]:
    texts: dict[str, str] = {}
    said: defaultdict[str, list[StoredQuote]] = defaultdict(list)
    page: list[Article] = []

    async def read(articles: list[Article]) -> None:
        for stored in await _shown_in(store, articles):
            if stored.person is not None and stored.quote.shown and stored.quote.within is None:
                said[stored.person].append(stored)

    async for article in _seen(store, now):
        texts[article.id] = article.text
        page.append(article)
        if len(page) == PAGE:
            await read(page)
            page = []
    await read(page)
    for person in await store.people.all():
        if person.has_profile and any(id_ in texts for id_, _ in person.members):
            yield _person_line(person, said[person.id], texts)


async def _shown_in(store: Store, articles: Sequence[Article]) -> list[StoredQuote]:
    """Return the quotations of some articles, without those that name a hidden person or are theirs."""
    unfit = await unfit_places(store, {article.id: article for article in articles})
    return fit_quotes(await store.people.quotes_in([article.id for article in articles]), unfit)


def _person_line(person: KnownPerson, said: list[StoredQuote], texts: dict[str, str]) -> dict[str, Any]:
    roles = {(role.text, role.article): None for role in person.roles if role.article in texts}
    quotes = {
        (stored.article, span.start, span.end): None
        for stored in said
        for span in stretches(texts[stored.article], stored.quote)
    }
    return {
        "name": person.name,
        "aliases": list(person.aliases),
        "roles": [{"role": role, "as_of_article": article} for role, article in roles],
        "articles": sorted({id_ for id_, _ in person.members if id_ in texts}),
        "quotes": [
            {"article": article, "text": texts[article][start:end], "start": start, "end": end}
            for article, start, end in sorted(quotes)
        ],
    }


async def _quotes(store: Store, now: dt.datetime) -> AsyncIterator[dict[str, Any]]:
    names = await store.people.names()
    async for article in _seen(store, now):
        for stored in await _shown_in(store, [article]):
            quote = stored.quote
            known = (names.get(stored.person) if stored.person else None) or quote.speaker_name
            for span in quote.content:
                yield {
                    "article": article.id,
                    "speaker": known if quote.shown else None,
                    "text": article.text[span.start : span.end],
                    "start": span.start,
                    "end": span.end,
                    "type": quote.kind,
                    "confidence": round(quote.confidence, 4),
                }


async def _tariffs(store: Store, now: dt.datetime) -> AsyncIterator[dict[str, Any]]:
    facts = await store.tariffs.all(now)
    articles = await store.articles.get_many(sorted({stored.article for stored in facts}))
    for stored in facts:
        article = articles[stored.article]
        yield {
            **fact_object(stored.fact),
            "article": article.id,
            "published": published_text(article),
            "source": article.source,
            "url": article.url,
            "sentence": article.text[stored.fact.evidence.start : stored.fact.evidence.end],
        }


async def _stories(store: Store, now: dt.datetime) -> AsyncIterator[dict[str, Any]]:
    seen = {article.id async for article in _seen(store, now)}
    for story in await store.stories.all():
        articles = [id_ for id_ in story.articles if id_ in seen]
        if len(articles) > 1:
            yield {"story": story.id, "articles": articles}


async def _articles(store: Store, now: dt.datetime) -> AsyncIterator[dict[str, Any]]:
    async for article in _seen(store, now):
        yield {
            "id": article.id,
            "title": article.title,
            "published": published_text(article),
            "source": article.source,
            "url": article.url,
            "author": article.author,
            "language": article.language,
            "derived": sorted(article.derived),
            "origin": article.origin,
        }
