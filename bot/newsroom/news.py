"""The news desk: what is new, what matches free words, where the articles come from."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from bot.answers.news import MOST_ITEMS, MOST_PASSAGES, compose_brief, compose_search, compose_sources
from bot.answers.values import Brief, Outlet, SearchResult, SourceList
from bot.countries import code_of, find_places
from bot.matching import Names, Unknown
from bot.newsroom.hiding import Unfit, fit, unfit_places
from bot.newsroom.holders import holders_in
from bot.newsroom.index import Index
from bot.newsroom.texts import document, passage_alone
from bot.question import Question
from bot.reading.text import analyse
from bot.searching import Search, aboutness, best_passages, family, mend, most_matching, parse_search, topic_search
from bot.searching.passages import Passage
from bot.searching.passing import of_today
from bot.searching.relevance import ABOUT
from bot.searching.terms import is_english
from bot.searching.words import words_in
from storage.records import Article, Span, Story
from storage.store import Store
from storage.terms import Term

# What "new" means where nobody says since when: the week up to now, from midnight, so that the window stands for a day.
WINDOW = dt.timedelta(days=7)
# Beside the newest article those of so many days before it are shown when nothing is new.
STAND_IN = dt.timedelta(days=3)
MOST_ARTICLES = 60
MOST_STORIES = 12
MOST_CANDIDATES = 20
# So many of an article's best sentences tell its story.
MOST_TELLING = 3
# So many words of a sentence one line of a brief shows whole.
ENOUGH_WORDS = 40
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


def window_of(question: Question, now: dt.datetime) -> tuple[dt.datetime, dt.datetime | None]:
    """Return the window that a brief covers: what was asked, else the week up to now."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return question.since or midnight - WINDOW, question.until


async def brief(store: Store, index: Index, question: Question, now: dt.datetime) -> Brief | None:
    """Brief on all that is new, or on a topic (None where nothing is found on it).

    Where nothing at all came in the window the newest articles stand in for it, and the brief says so.
    """
    if question.subject:
        return await _brief_topic(store, index, question.subject, question, now)
    since, until = window_of(question, now)
    articles = await store.articles.between(since, until, MOST_ARTICLES, now=now)
    newest = await store.articles.newest(now)
    fresh = bool(articles)
    if newest is None:
        return None
    if not fresh:
        edge = newest.published - STAND_IN if newest.published else None
        articles = await store.articles.between(edge, None, 3, now=now)
    stories = (await _stories(store, [article.id for article in articles]))[:MOST_STORIES]
    by_id = {article.id: article for article in articles}
    # A story is told by its newest articles; of the others only the number is said.
    told = [by_id[id_] for story in stories for id_ in story[:2]]
    sentences = await _summaries(store, told)
    meant = await holders_in(store, by_id)
    return compose_brief(
        None, since, now, stories, sentences, by_id, fresh=fresh, newest=newest.published, holders=meant
    )


async def _brief_topic(store: Store, index: Index, topic: str, question: Question, now: dt.datetime) -> Brief | None:
    found = await find(store, index, topic_search(topic), now, question.since, question.until)
    about = {id_: _aboutness(article, found.search) for id_, article in found.articles.items()}
    # What one quotation names in passing stands for the topic only where no article is about it.
    least = ABOUT if max(about.values(), default=0.0) <= ABOUT else ABOUT + 0.01
    articles = {id_: article for id_, article in found.articles.items() if about[id_] >= least}
    if not articles:
        return await _brief_field(store, topic, found.search, question, now)
    stories = _grouped(list(articles), found.stories)
    told = {id_: articles[id_] for story in stories[:MOST_ITEMS] for id_ in story}
    sentences = _standing(stories[:MOST_ITEMS], told, found, await store.articles.summaries(list(told)))
    newest = max((article.published for article in articles.values() if article.published), default=None)
    name = found.search.instead or topic
    meant = await holders_in(store, told, found.unfit)
    return compose_brief(
        name, question.since, now, stories, sentences, articles, fresh=True, newest=newest, holders=meant
    )


async def _brief_field(store: Store, topic: str, wanted: Search, question: Question, now: dt.datetime) -> Brief | None:
    """Brief on a field that no article names ("sport") by those that are all about it: hockey, a final, a trophy."""
    terms = [Term(word) for word in sorted(wanted.related)]
    hits = await store.articles.search(
        terms, now=now, since=question.since, until=question.until, limit=MOST_CANDIDATES, match="any"
    )
    found = await store.articles.get_many([hit.article for hit in hits])
    articles = {id_: article for id_, article in found.items() if _aboutness(article, wanted) >= ABOUT}
    if not articles:
        return None
    sentences = await _summaries(store, list(articles.values()))
    newest = max((article.published for article in articles.values() if article.published), default=None)
    stories = await _stories(store, list(articles))
    meant = await holders_in(store, articles)
    return compose_brief(
        topic, question.since, now, stories, sentences, articles, fresh=True, newest=newest, holders=meant
    )


def _standing(
    stories: Sequence[Sequence[str]],
    articles: Mapping[str, Article],
    found: Finding,
    summaries: Mapping[str, Sequence[Span]],
) -> dict[str, Sequence[Span]]:
    """Return each article's sentences on a topic that can be shown alone, or its best one of all where none can.

    Of several stories each is told by one sentence: the first that is short enough is the last. Those that read as a
    part of something, or are hard to understand alone, come after the others.

    Those that tell the story come first ("... announced a loan for battery storage" before "Energy prices were
    steady"). What was asked for comes before how it is worded: the title stands before the sentence and tells whom it
    is about.
    """
    told: dict[str, Sequence[Span]] = {}
    lone = len(stories) == 1
    for story in stories:
        left = MOST_PASSAGES
        for id_ in story:
            if left <= 0:
                break
            article = articles[id_]
            best = [passage.span for passage in found.passages[id_]]
            worth = summaries.get(id_, ())
            telling = [span for span in worth[:MOST_TELLING] if _is_on(article, span, found.search)]
            places = found.unfit.get(id_, ())  # the sentences before one that is fit may not be
            passages = [passage_alone(article.text, span) for span in dict.fromkeys((*telling, *best))]
            passages.sort(key=lambda each: each[1])
            alone = [passage for passage, _ in passages if passage is not None and fit(passage, places)]
            lengths = [len(article.text[span.start : span.end].split()) for span in alone]
            short = next((at for at, length in enumerate(lengths) if length <= ENOUGH_WORDS), None)
            if not lone and short is not None:
                alone = alone[: short + 1]
                left = 0
            told[id_] = alone or [span for span in worth[:1] if fit(span, places)] or best[:1]
            left -= len(told[id_])
    return told


async def brief_story(store: Store, story: str, name: str, now: dt.datetime) -> Brief | None:
    """Brief on one story, its newest article first; None where it is gone."""
    found = await store.stories.get(story)
    if found is None:
        return None
    kept = (await store.articles.get_many(found.articles)).values()
    seen = [each for each in kept if each.published is not None and each.published <= now]
    articles = {each.id: each for each in sorted(seen, key=lambda each: (each.published, each.id), reverse=True)}
    if not articles:
        return None
    newest = next(iter(articles.values())).published
    sentences = await _summaries(store, list(articles.values())[:2])
    meant = await holders_in(store, articles)
    return compose_brief(
        name, None, now, [list(articles)], sentences, articles, fresh=True, newest=newest, holders=meant
    )


def _is_on(article: Article, span: Span, wanted: Search) -> bool:
    """Tell whether a sentence has the topic's words, or two of its field."""
    field = wanted.kin.get("", frozenset())
    there = {word.stem for word in words_in(article.text, *span, only=field.union(wanted.stems))}
    return (bool(wanted.stems) and there.issuperset(wanted.stems)) or len(there & field) > 1


def _aboutness(article: Article, wanted: Search) -> float:
    return aboutness(article.title, article.text, document(article.text).paragraphs, wanted)


async def _summaries(store: Store, articles: Sequence[Article]) -> dict[str, Sequence[Span]]:
    """Return the sentences worth showing of each article, best first; of one that wasn't read its first ones."""
    known = await store.articles.summaries([article.id for article in articles])
    unfit = await unfit_places(store, {article.id: article for article in articles})

    def shown(article: Article) -> list[Span]:
        places = unfit.get(article.id, ())
        worth = [span for span in known.get(article.id, ()) if fit(span, places)]
        return worth or [span for span in analyse(article.text[:2000]).sentences if fit(span, places)][:3]

    return {article.id: shown(article) for article in articles}


async def _stories(store: Store, ids: Sequence[str]) -> list[list[str]]:
    return _grouped(ids, await store.stories.of_many(ids))


def _grouped(ids: Sequence[str], stories: Mapping[str, Story]) -> list[list[str]]:
    """Group articles by story; groups keep the order of their first article, but much-told stories move up."""
    groups: dict[str, list[str]] = {}
    for id_ in ids:
        story = stories.get(id_)
        groups.setdefault(story.id if story else f"alone:{id_}", []).append(id_)
    # Two more articles about it move a story up by one place.
    ranked = sorted(enumerate(groups.values()), key=lambda each: each[0] - len(each[1]) / 2)
    return [group for _, group in ranked]


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


async def sources(store: Store, now: dt.datetime) -> SourceList:
    """List the outlets."""
    outlets = [Outlet(source.name, source.articles, source.newest) for source in await store.articles.sources(now)]
    return compose_sources(outlets, await store.articles.undated(), await store.articles.languages(now))
