"""Briefs, search results and the list of sources, from records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from bot.answers.passages import passage_of, sources_for
from bot.answers.values import Brief, BriefItem, Meant, Outlet, Passage, SearchHit, SearchResult, SourceList
from bot.reading.holders import Holder
from storage.records import Article, Span

MOST_ITEMS = 12
MOST_PASSAGES = 5


def compose_brief(
    topic: str | None,
    since: dt.datetime | None,
    until: dt.datetime | None,
    stories: Sequence[Sequence[str]],
    sentences: Mapping[str, Sequence[Span]],
    articles: Mapping[str, Article],
    *,
    fresh: bool,
    newest: dt.datetime | None,
    holders: Callable[[str, Span], Sequence[Holder]] = lambda _article, _span: (),
) -> Brief:
    """Compose a brief of ``stories`` (article ids, newest first in each), best story first.

    ``sentences`` gives for each article the sentences worth showing, best first: of one without any the title tells,
    what isn't in it is left out. ``fresh`` says that these articles
    came in the window that was asked for. ``holders`` tells whom a sentence of an article speaks of without saying so.
    """
    items = []
    for story in stories[:MOST_ITEMS]:
        ids = [id_ for id_ in story if id_ in articles]
        if not ids:
            continue
        lead = articles[ids[0]]
        shown = [(id_, span) for id_ in ids for span in list(sentences.get(id_, ()))[:MOST_PASSAGES]]
        passages = [
            _with_holders(passage_of(articles[id_], span), holders(id_, span))
            for id_, span in shown[: MOST_PASSAGES + 1]
        ]
        if not passages and lead.id not in sentences:
            continue  # nothing of it may be shown
        items.append(BriefItem(lead.title, tuple(passages), tuple(ids)))
    used = [id_ for item in items for id_ in item.articles]
    return Brief(
        topic=topic,
        since=since,
        until=until,
        fresh=fresh,
        newest=newest,
        items=tuple(items),
        more=max(0, len(stories) - MOST_ITEMS),
        sources=sources_for(articles, used),
    )


def _with_holders(passage: Passage, found: Sequence[Holder]) -> Passage:
    meant = tuple(Meant(each.span.start - passage.start, each.span.end - passage.start, each.name) for each in found)
    return msgspec.structs.replace(passage, meant=meant)


class Hit(NamedTuple):
    """A passage that a search found in an article: the matched words' offsets in it, and whose words it is."""

    span: Span
    matched: Sequence[tuple[int, int]]
    speaker: str | None = None


def compose_search(
    words: str,
    instead: str | None,
    hits: Mapping[str, Sequence[Hit]],
    total: int,
    articles: Mapping[str, Article],
    *,
    both: bool = False,
) -> SearchResult:
    """Compose what a search found, by article."""
    found = tuple(_hit(articles[id_], own) for id_, own in hits.items() if id_ in articles)
    return SearchResult(words, instead, found, total, sources_for(articles, (hit.article for hit in found)), both)


def _hit(article: Article, hits: Sequence[Hit]) -> SearchHit:
    shown: list[Passage] = []
    bold: list[tuple[tuple[int, int], ...]] = []
    for hit in hits:
        passage = passage_of(article, hit.span)
        cut = passage.start - hit.span.start  # what the page set before the sentence isn't shown
        shown.append(passage)
        bold.append(tuple((start - cut, end - cut) for start, end in hit.matched if start >= cut))
    return SearchHit(
        article=article.id,
        passages=tuple(shown),
        bold=tuple(bold),
        speakers=tuple(hit.speaker for hit in hits),
    )


def compose_sources(outlets: Sequence[Outlet], undated: int, languages: Iterable[str]) -> SourceList:
    """Compose the list of outlets. ``languages`` are those of all articles; ``undated`` counts those without a date."""
    return SourceList(
        outlets=tuple(outlets),
        total=sum(outlet.articles for outlet in outlets),
        undated=undated,
        newest=max((outlet.newest for outlet in outlets if outlet.newest), default=None),
        unread_languages=tuple(sorted(set(languages) - {"en"})),
    )
