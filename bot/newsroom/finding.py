"""The search desk: the articles that answer free words, and their sentences that do."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from bot.answers.news import Hit, compose_search
from bot.answers.values import SearchResult
from bot.countries import code_of, find_places
from bot.matching.typed import PARTICLES
from bot.newsroom.bars import Bars
from bot.newsroom.figures import asks_figure, otherwise
from bot.newsroom.hiding import Unfit, fit, unfit_places
from bot.newsroom.index import Index
from bot.newsroom.seconds import second_answer, with_second
from bot.newsroom.texts import document, in_marks
from bot.newsroom.widening import widened
from bot.searching import Answering, Search, family, mend, most_matching, parse_search
from bot.searching.passages import Passage
from bot.searching.passing import of_today
from bot.searching.words import words_in
from storage.records import Article, Span, StoredQuote, Story
from storage.store import Store
from storage.terms import Term

MOST_CANDIDATES = 20
# A passage that answers less than this share of the best one is left out.
WORTH = 0.45
# A sentence that holds less of what was asked than this, by the weight of its words, is no answer by itself; beside one
# that is, less will do.
COVERED = 0.45
COVERED_BESIDE = 0.3
# Of plain words more of them, and of a question to be answered by yes or no nearly all: what is left may be the point.
COVERED_PLAIN = 0.6
COVERED_TRUE = 0.75
# Asked where, how or why, a sentence must tell of what happened, not only of whom it happened to.
CORE = 0.6
_FEW = 3
_TOLD_OF = frozenset({"place", "manner", "reason"})
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
    store: Store,
    index: Index,
    words: str,
    now: dt.datetime,
    zone: dt.tzinfo = dt.UTC,
    *,
    whole: bool = False,
    since: dt.datetime | None = None,
    also: str | None = None,
) -> SearchResult | None:
    """Search by free words with their filters; None where nothing matches.

    ``also`` is a second question asked in the same breath: it is answered from the best article of the first, or not.

    With ``whole`` only sentences that have all the words in themselves. ``since`` is a time that was asked for in
    words: articles from then on, where any of them match, else all.
    """
    wanted = parse_search(words, now, zone)
    since = since if wanted.since is None else None
    found = await find(store, index, wanted, now, wanted.since or since, None)
    if not found.articles and since is not None:
        since = None
        found = await find(store, index, wanted, now, None, None)
    if whole:
        found = _in_one_sentence(found)
    if wanted.country is not None:
        found = _naming(found, wanted.country)
    if not found.articles:
        return None
    if since is not None:
        words = f"{words} since:{since.astimezone(zone).date()}"  # a next page is searched for with the same words
    first = next(iter(found.passages))
    passages = {
        id_: widened(
            found.articles[id_].text,
            best,
            found.unfit.get(id_, ()),
            every=id_ == first,
            why=found.search.asked == "reason",
            figures=asks_figure(found.search),
        )
        for id_, best in found.passages.items()
    }
    second: list[Passage] = []
    if also:
        article, unfit = found.articles[first], found.unfit.get(first, ())
        second = await second_answer(index, also, article, unfit, found.passages[first][0], now)
        passages[first] = with_second(passages[first], second)
    speakers = await _speakers(store, index, passages)
    hits = {
        id_: [
            Hit(each.span, [(m.start - each.span.start, m.end - each.span.start) for m in each.matches], speaker)
            for each, speaker in zip(best, speakers[id_], strict=True)
        ]
        for id_, best in passages.items()
    }
    return compose_search(words, written_instead(found), hits, found.total, found.articles, both=bool(second))


async def _speakers(
    store: Store, index: Index, passages: Mapping[str, Sequence[Passage]]
) -> dict[str, list[str | None]]:
    """Return for each passage that is mostly the words of somebody known whose they are, where that is sure; else None.

    Nobody else is named: what the reader takes for a speaker may be the place before a report ("Suva: ...").
    """
    said: defaultdict[str, list[StoredQuote]] = defaultdict(list)
    places = {id_: [each.span for each in best] for id_, best in passages.items()}
    for each in await store.people.named_quotes_at(places):
        if in_marks(each) and each.quote.shown and each.person in index.people:
            said[each.article].append(each)
    found: dict[str, list[str | None]] = {}
    for id_, best in passages.items():
        found[id_] = [
            next((index.people[q.person] for q in said[id_] if q.person and _mostly(each.span, q)), None)
            for each in best
        ]
    return found


def _mostly(span: Span, stored: StoredQuote) -> bool:
    covered = sum(max(0, min(span.end, part.end) - max(span.start, part.start)) for part in stored.quote.content)
    return 2 * covered > span.end - span.start


def written_instead(found: Finding) -> str | None:
    """Return what was looked for instead, its mended words as the articles write them: "refinery", not its stem."""
    instead = found.search.instead
    if instead is None:
        return None
    stems = frozenset(near for _, near in found.search.mended)
    written: dict[str, str] = {}
    for article in found.articles.values():
        for text in (article.text, article.title):
            for word in words_in(text, only=stems - written.keys()):
                written.setdefault(word.stem, text[word.start : word.end].lower())
    return " ".join(written.get(word, word) for word in instead.split())


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
    hits = await index.hits.search(
        terms,
        now,
        since=since,
        until=until,
        source=wanted.source,
        limit=MOST_CANDIDATES,
        match="any",
        order=order,
        at_most=most_matching(wanted.terms, vocabulary),
    )
    ids = [hit.article for hit in hits]
    articles, stories = await store.articles.get_many(ids), await store.stories.of_many(ids)
    if wanted.passing:
        articles = {id_: article for id_, article in articles.items() if of_today(article.title)}
    hidden = await unfit_places(store, articles)
    passages: dict[str, list[Passage]] = {}
    covered: dict[str, float] = {}
    bars = Bars(wanted, index.names, articles.values())
    answering = Answering(wanted, vocabulary, index.articles, bars.named | bars.places)
    for id_, article in articles.items():
        story = stories.get(id_)
        told = [articles[other].title for other in story.articles if other in articles] if story else [article.title]
        heading = " ".join(told)
        year = article.published.year if article.published else None
        if bars.keep_out(heading, article.text, year):
            continue
        unfit = hidden.get(id_, [])
        sentences: Sequence[Span] = document(article.text).sentences
        if unfit:
            sentences = [sentence for sentence in sentences if fit(sentence, unfit)]
        if not bars.together(heading, article.text, sentences):
            continue
        best = bars.telling(
            answering.best(article.text, sentences, bars.looked_at, heading), heading, article.text, year
        )
        if best:
            passages[id_] = best
            covered[id_] = max(each.share for each in best)
    if len(wanted.stems) > 1 and not wanted.phrases:  # "price" alone is no answer to "bitcoin price"
        most = max(covered.values(), default=0.0)
        bound = COVERED_BESIDE if most >= _needed(wanted, bars.named) else 1.1
        if wanted.measure is not None:  # tonnes of something else are no answer
            passages = {id_: [each for each in best if each.share >= COVERED_BESIDE] for id_, best in passages.items()}
        passages = {id_: best for id_, best in passages.items() if covered[id_] >= bound}
    # What was asked for is told; a sentence without a figure answers no "how many".
    least = CORE if wanted.asked in _TOLD_OF and not wanted.phrases else 0.0
    passages = {
        id_: telling
        for id_, best in passages.items()
        if (telling := [each for each in best if each.tells and each.core >= least])
    }
    top = max((found[0].score for found in passages.values()), default=0.0)
    worth = {id_: found for id_, found in passages.items() if found[0].score >= top * WORTH}
    ranked = worth if wanted.newest_first else dict(sorted(worth.items(), key=lambda each: -each[1][0].score))
    # Another article on the event of the best hit may tell it otherwise: its best sentence stands right beside.
    first = next(iter(ranked), None)
    if first is not None and (event := stories.get(first)) is not None:
        beside = {id_: passages[id_][:1] for id_ in event.articles if id_ in passages and id_ not in ranked}
        ranked = {first: ranked[first], **beside, **ranked}
    if first is not None and asks_figure(wanted):
        others = {id_: each for id_, each in articles.items() if id_ not in ranked}
        ranked = otherwise(wanted, articles[first].text, ranked, others, hidden, bars.named | bars.places)
    return Finding(wanted, {id_: articles[id_] for id_ in ranked}, ranked, len(worth), stories, hidden)


def _needed(wanted: Search, named: AbstractSet[str]) -> float:
    """Return how much of what was asked one sentence must hold, by the weight of its words.

    The words of a name are one: "when did Anke van der Meer resign" asks for her and for a resignation.
    """
    name = named | PARTICLES if named else named
    several = len(wanted.stems) - max(0, len(name & set(wanted.stems)) - 1)
    if wanted.asked == "truth" and several > 2:
        return COVERED_TRUE
    if several in _NEEDED:
        return _NEEDED[several]
    return COVERED if wanted.asked is not None else COVERED_PLAIN
