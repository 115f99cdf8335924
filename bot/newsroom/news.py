"""The news desk: what is new, on everything or on a topic, and where the articles come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import islice, takewhile

from bot.answers.news import MOST_ITEMS, MOST_PASSAGES, compose_brief, compose_sources
from bot.answers.values import Brief, Outlet, SourceList
from bot.newsroom.finding import MOST_CANDIDATES, Finding, find, written_instead
from bot.newsroom.hiding import fit, unfit_places
from bot.newsroom.holders import holders_in
from bot.newsroom.index import Index
from bot.newsroom.texts import document, passage_alone
from bot.question import Question
from bot.reading.text import analyse
from bot.searching import Search, aboutness, topic_search
from bot.searching.relevance import ABOUT
from bot.searching.terms import without_affair
from bot.searching.words import stem, stems_in, words_in
from storage.records import Article, Span, Story
from storage.store import Store
from storage.terms import Term

# What "new" means where nobody says since when: the week up to now, from midnight, so that the window stands for a day.
WINDOW = dt.timedelta(days=7)
# Beside the newest article those of so many days before it are shown when nothing is new.
STAND_IN = dt.timedelta(days=3)
MOST_ARTICLES = 60
MOST_STORIES = 12
# So many words of a sentence one line of a brief shows whole.
ENOUGH_WORDS = 40
# From this on an article is all about a topic (bot.searching.relevance, 0 to 1).
WHOLLY = 0.99


def window_of(question: Question, now: dt.datetime) -> tuple[dt.datetime, dt.datetime | None]:
    """Return the window that a brief covers: what was asked, else the week up to now."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return question.since or midnight - WINDOW, question.until


async def brief(store: Store, index: Index, question: Question, now: dt.datetime) -> Brief | None:
    """Brief on all that is new, or on a topic (None where nothing is found on it).

    Where nothing at all came since a day the newest articles stand in for it, and the brief says so; for a stretch of
    days that has an end nothing does.
    """
    if question.subject:
        found = await _brief_topic(store, index, question.subject, question, now)
        if found is None and (less := without_affair(question.subject)) is not None:
            found = await _brief_topic(store, index, less, question, now)
        return found
    since, until = window_of(question, now)
    articles = await store.articles.between(since, until, MOST_ARTICLES, now=now)
    newest = await store.articles.newest(now)
    fresh = bool(articles)
    if newest is None:
        return None
    if not fresh and until is None:
        edge = newest.published - STAND_IN if newest.published else None
        articles = await store.articles.between(edge, None, 3, now=now)
    stories = (await _stories(store, [article.id for article in articles]))[:MOST_STORIES]
    by_id = {article.id: article for article in articles}
    # A story is told by its newest articles; of the others only the number is said.
    told = [by_id[id_] for story in stories for id_ in story[:2]]
    sentences = await _summaries(store, told)
    meant = await holders_in(store, {article.id: article for article in told})
    return compose_brief(
        None, since, until, stories, sentences, by_id, fresh=fresh, newest=newest.published, holders=meant
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
    namesakes = await _namesakes(store, index, found.search, list(articles))
    stories = _newest_first(stories, articles, {id_: about[id_] * (id_ not in namesakes) for id_ in articles})
    told = {id_: articles[id_] for story in stories[:MOST_ITEMS] for id_ in story}
    sentences = _standing(stories[:MOST_ITEMS], told, found, await store.articles.summaries(list(told)))
    newest = max((article.published for article in articles.values() if article.published), default=None)
    name = written_instead(found) or topic
    meant = await holders_in(store, told, found.unfit)
    return compose_brief(
        name, question.since, question.until, stories, sentences, articles, fresh=True, newest=newest, holders=meant
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
        topic, question.since, question.until, stories, sentences, articles, fresh=True, newest=newest, holders=meant
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
    is about. Where the title names the topic the article's best sentence tells it whether it does or not.
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
            titled = _is_titled(article, found.search)
            telling = [
                span
                for place, span in enumerate(worth)
                if (titled and place == 0) or _is_on(article, span, found.search)
            ]
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


def _newest_first(
    stories: Sequence[list[str]], articles: Mapping[str, Article], about: Mapping[str, float]
) -> list[list[str]]:
    """Put what is all about the topic before what touches on it, and of each the newest first."""

    def place(story: list[str]) -> tuple[bool, float]:
        dates = [date.timestamp() for id_ in story if (date := articles[id_].published) is not None]
        return max(about[id_] for id_ in story) < WHOLLY, -max(dates, default=0.0)

    return sorted(stories, key=place)


async def _namesakes(store: Store, index: Index, wanted: Search, ids: Sequence[str]) -> frozenset[str]:
    """Return the articles where a topic of one word is somebody's surname if in most it isn't, or the other way round.

    So "Ferguson" is the town of ten articles before it is the manager of one.
    """
    if len(wanted.stems) != 1:
        return frozenset()
    named = await store.people.people_in(list(ids))
    bearing = {
        id_
        for id_, people in named.items()
        if any(stem((index.people.get(each) or "").split(" ")[-1]) in wanted.stems for _, each in people)
    }
    few, many = sorted((bearing, set(ids) - bearing), key=len)
    return frozenset(few) if len(few) < len(many) else frozenset()


def _is_titled(article: Article, wanted: Search) -> bool:
    return (
        "title" not in article.derived
        and bool(wanted.stems)
        and stems_in(article.title, frozenset(wanted.stems)).issuperset(wanted.stems)
    )


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
    told = dict(islice(articles.items(), 2))
    sentences = await _summaries(store, list(told.values()))
    meant = await holders_in(store, told)
    return compose_brief(
        name, None, None, [list(articles)], sentences, articles, fresh=True, newest=newest, holders=meant
    )


def _is_on(article: Article, span: Span, wanted: Search) -> bool:
    """Tell whether a sentence has the topic's words, or two of its field."""
    field = wanted.kin.get("", frozenset())
    there = {word.stem for word in words_in(article.text, *span, only=field.union(wanted.stems))}
    return (bool(wanted.stems) and there.issuperset(wanted.stems)) or len(there & field) > 1


def _aboutness(article: Article, wanted: Search) -> float:
    return aboutness(article.title, article.text, document(article.text).paragraphs, wanted)


async def _summaries(store: Store, articles: Sequence[Article]) -> dict[str, Sequence[Span]]:
    """Return the sentences worth showing of each article, best first; of one that wasn't read its first ones.

    Each needs those before it: they end before what may not be shown. An article that has none to show for that is left
    out, one that has none at all is not: its title tells it.
    """
    known = await store.articles.summaries([article.id for article in articles])
    unfit = await unfit_places(store, {article.id: article for article in articles})
    found: dict[str, Sequence[Span]] = {}
    for article in articles:
        places = unfit.get(article.id, ())
        worth = known.get(article.id)
        if worth is None:
            worth = analyse(article.text[:2000]).sentences[:3]
        shown = list(takewhile(lambda span: fit(span, places), worth))  # noqa: B023 - used up at once
        if shown or not places:
            found[article.id] = shown
    return found


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


async def sources(store: Store, now: dt.datetime) -> SourceList:
    """List the outlets."""
    outlets = [Outlet(source.name, source.articles, source.newest) for source in await store.articles.sources(now)]
    return compose_sources(outlets, await store.articles.undated(), await store.articles.languages(now))
