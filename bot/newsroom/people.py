"""The people desk: profiles and quotations from the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.answers.news import Hit, compose_search
from bot.answers.profile import compose_profile
from bot.answers.values import Profile, SearchResult
from bot.matching import Entity, Names, fold
from bot.newsroom.hiding import Unfit, fit, fit_quotes, unfit_places
from bot.newsroom.index import Index
from bot.newsroom.quoting import MOST_QUOTES, direct_first, said_once, with_reporters
from bot.newsroom.texts import in_marks, sentence_around
from storage.records import Article, Span, StoredQuote
from storage.store import Store

# How far back one answer looks: more than its pages can show, and few enough to be read in milliseconds.
MOST_ARTICLES = 40
MOST_COMPANY = 4
MOST_MENTIONS = 3
MOST_LOOKED_AT = 6


async def profile(store: Store, index: Index, id_: str, now: dt.datetime) -> Profile | None:
    """Compose a person's profile; None where no article up to ``now`` names them."""
    seen = index.known.get(id_)
    if seen is None:
        return None
    person = seen.person
    articles = {article.id: article for article in await store.people.articles_of(id_, now, MOST_ARTICLES)}
    if not articles:
        return None
    name_of = index.people.get
    unfit = await unfit_places(store, articles)
    fetched, in_all = await store.people.said_by(id_, now, MOST_QUOTES)
    every = fit_quotes(fetched, unfit)
    spoken = [q for q in every if q.quote.shown and q.article in articles]
    own = said_once([q for q in spoken if q.quote.within is None])
    within = _unlike([q for q in spoken if q.quote.within is not None], articles)
    reported = await with_reporters(store, within, name_of)
    of_them = await store.people.quotes_mentioning(id_, now, MOST_COMPANY * 2)
    beside = await store.people.most_beside(person.id, list(articles), MOST_COMPANY, index.people)
    said_of = [
        q
        for q in fit_quotes(of_them, unfit)
        if q.person not in index.hidden and q.quote.shown and q.quote.within is None and q.quote.kind != "indirect"
    ]
    return compose_profile(
        person,
        articles,
        direct_first(own),
        _beyond(in_all, fetched, unfit, own),
        reported,
        said_of,
        await _mentions(store, id_, articles, unfit),
        [index.people[each] for each in beside],
        {id_: story.id for id_, story in (await store.stories.of_many(sorted({q.article for q in own}))).items()},
        seen.articles,
        name_of,
    )


async def named(store: Store, index: Index, typed: str, now: dt.datetime) -> SearchResult | None:
    """Return the sentences that name somebody who has no profile, asked for by the whole name or by a surname that one
    alone has; None where none does.

    Such a person is only mentioned: the articles give neither an office nor words of theirs.
    """
    wanted = fold(typed)
    if not wanted:
        return None
    last = typed.split()[-1][-2:].casefold()  # most names are out by that
    by_surname = len(typed.split()) == 1
    near = [(id_, fold(name)) for id_, name in index.people.items() if last in name.casefold()]
    ids = [id_ for id_, name in near if name == wanted or (by_surname and name.endswith(f" {wanted}"))]
    if len(ids) != 1:
        return None
    articles = {article.id: article for article in await store.people.articles_of(ids[0], now, MOST_ARTICLES)}
    found = await _mentions(store, ids[0], articles, await unfit_places(store, articles))
    hits = {article: [Hit(span, [], None)] for article, span in found}
    return compose_search(index.people[ids[0]], None, hits, len(articles), articles) if hits else None


def _unlike(quotes: Sequence[StoredQuote], articles: Mapping[str, Article]) -> list[StoredQuote]:
    """Leave out what another article has in the very same words."""
    seen: dict[str, StoredQuote] = {}
    for q in quotes:
        words = " ".join(" ".join(articles[q.article].text[slice(*piece)] for piece in q.quote.content).split()).lower()
        if seen.setdefault(words, q).article != q.article:
            continue
        seen[words] = q
    return [q for q in quotes if any(q is each for each in seen.values())]


def _beyond(in_all: int, fetched: Sequence[StoredQuote], unfit: Unfit, own: Sequence[StoredQuote]) -> int:
    """Return how many quotations of a person lie beyond ``own``: of one who speaks much, not all are looked at."""
    marked = [q for q in fetched if q.quote.shown and in_marks(q)]
    known = len(marked) if len(fetched) < MOST_QUOTES else in_all
    hidden = len(marked) - len(fit_quotes(marked, unfit))
    return max(0, known - hidden - sum(map(in_marks, own)))


async def _mentions(store: Store, id_: str, articles: dict[str, Article], unfit: Unfit) -> list[tuple[str, Span]]:
    """Return for the newest articles the sentence that first names the person."""
    found = []
    told = set()  # what two articles say in the same words is shown once
    newest = list(articles.items())[:MOST_MENTIONS]
    named = await store.people.named_in([each for each, _ in newest], id_)
    for article_id, article in newest:
        places = unfit.get(article_id, ())
        read = named[article_id].mentions if article_id in named else ()
        mentions = [each for each in read if fit(each, places)]
        around = [sentence_around(article.text, each) for each in mentions[:MOST_LOOKED_AT]]
        fitting = [span for span in around if span is not None and fit(span, places)]
        if fitting:
            span = next((each for each in fitting if _reads_well(article.text[slice(*each)])), fitting[0])
            words = " ".join(article.text[slice(*span)].split())
            found += [] if words in told else [(article_id, span)]
            told.add(words)
    return found


def _reads_well(sentence: str) -> bool:
    """Tell whether a sentence isn't cut out of a quotation and doesn't open with somebody named before."""
    whole = sentence.count('"') % 2 == 0 and sentence.count("“") == sentence.count("”")
    return whole and sentence.split(" ", 1)[0] not in {"He", "She", "It", "They", "His", "Her", "Their", "Its"}


def most_named(names: Names, most: int = 3) -> tuple[Entity, ...]:
    """Return the people whom the articles speak of most."""
    return tuple(names.complete("", kinds=("person",), limit=most))
