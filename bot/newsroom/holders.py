"""Whom a sentence that is shown by itself speaks of: nobody who is hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.newsroom.hiding import fit, unfit_places
from bot.newsroom.texts import document
from bot.reading.holders import Holder, holders
from bot.reading.standalone import Standing
from storage.records import Article, Span
from storage.store import Store


async def holders_in(store: Store, articles: Mapping[str, Article]) -> Callable[[str, Span], Sequence[Holder]]:
    """Return a function of article id and stretch that tells whom its surnames and its first "He" stand for."""
    people = await store.articles.people_read(list(articles))
    unfit = await unfit_places(store, articles)
    standing: dict[str, Standing] = {}

    def find(article: str, span: Span) -> Sequence[Holder]:
        if article not in people:
            return ()
        if article not in standing:
            standing[article] = Standing(document(articles[article].text), people[article], ())
        places = unfit.get(article, ())
        hidden = {one.name for one in people[article] if not all(fit(each, places) for each in one.mentions)}
        return [each for each in holders(standing[article], span) if each.name not in hidden]

    return find
