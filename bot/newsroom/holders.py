"""Whom a sentence that is shown by itself speaks of: nobody who is hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.newsroom.hiding import Unfit, fit, unfit_places
from bot.newsroom.texts import document
from bot.reading.author import AUTHOR, author_name
from bot.reading.holders import Holder, holders
from bot.reading.people.words import fold
from bot.reading.standalone import Standing
from storage.records import Article, Span
from storage.store import Store


async def holders_in(
    store: Store, articles: Mapping[str, Article], unfit: Unfit | None = None
) -> Callable[[str, Span], Sequence[Holder]]:
    """Return a function of article id and stretch that tells whom its surnames, its first "He" and its "I" stand for.

    It is to be asked for stretches in the order in which they are shown: an article's author is told once.
    ``unfit`` are the places of these articles that no answer may show, where they are at hand.
    """
    people = await store.articles.people_read(list(articles))
    unfit = await unfit_places(store, articles) if unfit is None else unfit
    standing: dict[str, Standing] = {}
    authored = any(each.author for each in articles.values())
    nameless = {fold(name) for name in await store.people.hidden_names()} if authored else set()
    own: set[str] = set()  # articles whose author was told

    def find(article: str, span: Span) -> Sequence[Holder]:
        if article not in standing:
            standing[article] = Standing(document(articles[article].text), people.get(article, ()), ())
        places = unfit.get(article, ())
        hidden = {one.name for one in people.get(article, ()) if not all(fit(each, places) for each in one.mentions)}
        found = [
            each
            for each in holders(standing[article], span, {AUTHOR} if article in own else ())
            if each.name not in hidden
        ]
        name = author_name(articles[article].author)
        if any(each.name == AUTHOR for each in found):
            own.add(article)
        if fold(name) in nameless:
            name = AUTHOR
        return [each._replace(name=name) if each.name == AUTHOR else each for each in found]

    return find
