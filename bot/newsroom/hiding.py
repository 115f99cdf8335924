"""What no answer may show of an article: hidden sentences, and those that name or quote a hidden person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.newsroom.texts import sentence_around
from storage.correcting import overlap
from storage.records import Article, Span, StoredQuote
from storage.store import Store

Unfit = Mapping[str, Sequence[Span]]
"""Stretches of text by article id."""


async def unfit_places(store: Store, articles: Mapping[str, Article]) -> dict[str, list[Span]]:
    """Return the stretches of these articles that no answer may show."""
    return _with_sentences(
        await store.corrections.hidden_spans(list(articles)), await store.people.hidden_places(list(articles)), articles
    )


async def unfit_among(store: Store, ids: Sequence[str]) -> dict[str, list[Span]]:
    """Return the same of articles that aren't at hand: only those that name somebody hidden are read."""
    hidden = await store.people.hidden_places(ids)
    articles = await store.articles.get_many(sorted(hidden)) if hidden else {}
    return _with_sentences(await store.corrections.hidden_spans(ids), hidden, articles)


def _with_sentences(
    found: dict[str, list[Span]], hidden: Mapping[str, Sequence[Span]], articles: Mapping[str, Article]
) -> dict[str, list[Span]]:
    for id_, places in hidden.items():
        text = articles[id_].text
        found.setdefault(id_, []).extend(sentence_around(text, place) or place for place in places)
    return found


def fit(span: Span, places: Sequence[Span]) -> bool:
    """Tell whether a stretch touches none of ``places``."""
    return not any(overlap(span, place) for place in places)


def fit_quotes(quotes: Sequence[StoredQuote], unfit: Unfit) -> list[StoredQuote]:
    """Leave out the quotations that touch what may not be shown."""
    return [
        q for q in quotes if q.article not in unfit or all(fit(piece, unfit[q.article]) for piece in q.quote.content)
    ]
