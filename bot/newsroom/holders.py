"""Whom a sentence that is shown by itself speaks of: nobody who is hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.newsroom.hiding import Unfit, fit, unfit_places
from bot.newsroom.texts import document
from bot.reading.holders import Holder, holders
from bot.reading.standalone import Standing
from storage.records import Article, Span
from storage.store import Store


async def holders_in(
    store: Store, articles: Mapping[str, Article], unfit: Unfit | None = None
) -> Callable[[str, Span], Sequence[Holder]]:
    """Return a function of article id and stretch that tells whom its surnames and its first "He" stand for.

    ``unfit`` are the places of these articles that no answer may show, where they are at hand.
    """
    people = await store.articles.people_read(list(articles))
    unfit = await unfit_places(store, articles) if unfit is None else unfit
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
