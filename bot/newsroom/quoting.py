"""The quotation desk: what was said, by speaker, by topic, by half of the words."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import msgspec

from bot.answers.profile import compose_quotes
from bot.answers.values import QuoteList
from bot.matching import Entity, Found, Names
from bot.newsroom.finding import MOST_CANDIDATES
from bot.newsroom.focusing import focus_on
from bot.newsroom.hiding import fit_quotes, unfit_among, unfit_places
from bot.newsroom.index import Index
from bot.newsroom.remembering import remembered, word_for_word
from bot.newsroom.texts import in_marks, sentence_around
from bot.newsroom.voices import quotes_of
from bot.question import Manner, Question
from bot.searching import Search, Telling, family, mend, most_matching, recall, topic_search
from bot.searching.words import words_in
from storage.records import Article, Quote, Span, StoredQuote
from storage.store import Store
from storage.terms import Term

MOST_QUOTES = 60
MOST_OFFICIALS = 4
# Below this a quotation is not about what was asked (see bot.searching.relevance, 0 to 1).
RELEVANT = 0.5
# So much of a message that may only ask who did something must somebody have said, of so many telling words.
SURELY, SURELY_WORDS = 0.9, 3

_BEHIND = 40  # characters

Pairs = list[tuple[StoredQuote, str | None]]


async def quotes(
    store: Store,
    index: Index,
    speaker: str | None,
    question: Question,
    now: dt.datetime,
    of: Sequence[str] | None = None,
    voice: str | None = None,
) -> QuoteList | None:
    """Find quotations by speaker, topic or remembered words; None where nobody is quoted so.

    With ``of`` only those of these people, as of a country's officials; with ``voice`` those of somebody whom the
    articles word so and don't name.
    """
    name_of = index.people.get
    if of is not None and question.about is None and question.words is None:
        said = [await store.people.quotes_by(id_, now, MOST_QUOTES, shown=True) for id_ in of[:MOST_OFFICIALS]]
        found = [q for each in said for q in [q for q in each if in_marks(q)][:2]]
    elif voice is not None:
        found = await quotes_of(store, index.names, voice, now)
    elif speaker is not None:
        found = await store.people.quotes_by(speaker, now, MOST_QUOTES * 3, shown=True)
    else:
        found = await _quotes_in_articles(store, index, question, now)
    if of is not None:
        found = [q for q in found if q.person in of]
    found = [q for q in found if q.person not in index.hidden]
    ids = sorted({q.article for q in found})
    timed = question.since is not None or question.until is not None
    # Where nothing is asked of what was said, the articles of those that are shown are enough.
    anything = question.about is question.words is question.manner is None and not timed
    articles: dict[str, Article] = {}
    if not anything:
        articles = await store.articles.get_many(ids)
        found = [q for q in found if _in_window(articles.get(q.article), question)]
    found = fit_quotes(found, await (unfit_among(store, ids) if anything else unfit_places(store, articles)))
    # A clause without a sure speaker may be what somebody only hopes or wants: nobody's words to show.
    found = [q for q in found if q.quote.shown or q.quote.kind != "indirect"]
    found = said_once(found)
    if question.manner is not None:
        found = [q for q in found if _in_manner(articles[q.article], q.quote, question.manner)]
    beside = False
    if question.words is not None:
        recalled = remembered(found, articles, question.words, index.names, by=speaker, called=question.called)
        if not recalled and speaker is not None:
            # "Did Raman say the pact is worth three billion?": not so, but what is quoted on it is to be seen.
            on_it = replace(question, words=None, about=question.words)
            other = await quotes(store, index, speaker, on_it, now)
            return msgspec.structs.replace(other, other_words=True) if other is not None else None
        found = recalled
    elif question.about is not None:
        found, beside = _about(found, articles, _topic(question.about, index.names, await index.words.get()))
    own = [q for q in found if q.quote.within is None]
    pairs = await with_reporters(store, [q for q in found if q.quote.within is not None], name_of)
    ordered = own if question.words is not None or question.about is not None else direct_first(own)
    listed = [*((q, None) for q in ordered), *pairs]
    if not listed:
        return None
    if anything:
        articles = await store.articles.get_many(sorted({q.article for q, _ in listed[:MOST_QUOTES]}))
    return compose_quotes(
        speaker and name_of(speaker),
        question.about,
        question.words,
        listed[:MOST_QUOTES],
        max(0, len(listed) - MOST_QUOTES),
        articles,
        name_of,
        focus_on(question),
        nearly=question.words is not None and not word_for_word(question.words, found, articles),
        beside=beside,
    )


async def surely_said(store: Store, index: Index, question: Question, now: dt.datetime) -> QuoteList | None:
    """Return the quotation that holds nearly all words of a search for who did what, None where none does."""
    words = question.said or ""
    if sum(not word.empty for word in words_in(words)) < SURELY_WORDS:
        return None
    found = await quotes(store, index, None, replace(question, kind="quote", words=words, said=None), now)
    if found is None:
        return None
    texts = [" ".join(piece.text for piece in each.pieces) for each in found.quotes]
    return found if any(each.score >= SURELY for each in recall(words, texts)) else None


def _in_window(article: Article | None, question: Question) -> bool:
    if article is None:
        return False
    if question.since is None and question.until is None:
        return True
    if article.published is None:
        return False
    after = question.since is None or article.published >= question.since
    return after and (question.until is None or article.published < question.until)


async def _quotes_in_articles(store: Store, index: Index, question: Question, now: dt.datetime) -> list[StoredQuote]:
    wanted = topic_search(question.words or question.about or "")
    terms = [Term(term) for term in wanted.terms]
    most = most_matching(wanted.terms, await index.words.get())
    hits = await index.hits.search(terms, now, limit=MOST_CANDIDATES, match="all", at_most=most)
    hits = hits or await index.hits.search(terms, now, limit=MOST_CANDIDATES, match="any", at_most=most)
    ranked = {hit.article: place for place, hit in enumerate(hits)}
    stored = await store.people.quotes_in(list(ranked), surely=True)
    return sorted(stored, key=lambda q: (ranked[q.article], q.index))


def _topic(about: str, names: Names, vocabulary: Mapping[str, int]) -> Search:
    """Return what to look for, a slip mended from the store's words: a person is named by a handle as well."""
    search = family(mend(topic_search(about), vocabulary), vocabulary)
    named = names.resolve(about, ("person",), spelt=True)
    if not isinstance(named, Found):
        return search
    handles = {word.stem for alias in named.entity.aliases if alias.startswith("@") for word in words_in(alias)}
    kin = {key: search.kin.get(key, frozenset()) | handles for key in search.stems}
    return replace(search, related=search.related | handles, kin={**search.kin, **kin})


# How the articles word that somebody posted or wrote something.
_MANNERS = {
    "posted": re.compile(r"\b(?:post(?:ed|s|ing)?|tweet(?:ed|s)?|shared?|X|Twitter|Facebook|Instagram|Truth Social)\b"),
    "wrote": re.compile(
        r"\b(?:post(?:ed|s|ing)?|tweet(?:ed|s)?|wrote|writes?|writing|written|letter|op-ed|note|column)\b"
    ),
}


def _in_manner(article: Article, quote: Quote, manner: Manner) -> bool:
    """Tell whether the article's words of attribution say so: those of the cue's sentence, without what was said."""
    for cue in quote.cue:
        sentence = sentence_around(article.text, cue) or cue
        pieces, start = [], sentence.start
        for said in sorted(quote.content):
            pieces.append(article.text[start : max(start, min(said.start, sentence.end))])
            start = max(start, said.end)
        pieces.append(article.text[start : max(start, sentence.end)])
        if _MANNERS[manner].search(" ".join(pieces)):
            return True
    return False


def _about(
    quotes: Sequence[StoredQuote], articles: dict[str, Article], search: Search
) -> tuple[list[StoredQuote], bool]:
    """Return the quotations about a topic, best first, and whether they only stand beside what is told of it.

    Where some have its words in themselves or in their sentence, those that only stand beside such a paragraph go.
    """
    scored, own = [], set()
    telling = {id_: Telling(search, article.text, article.title) for id_, article in articles.items()}
    for place, stored in enumerate(quotes):
        article, words = articles[stored.article], telling[stored.article]
        said = stored.quote.content
        score = words.relevance(said, _around(article, stored.quote))
        if score >= RELEVANT:
            scored.append((-score, place, stored))
            in_itself = words.close(said) or words.relevance(said, stored.quote.span, titled=False) >= RELEVANT
            if in_itself or words.relevance(said, _sentence_of(article, stored.quote), titled=False) >= RELEVANT:
                own.add(place)
    kept = [each for each in scored if each[1] in own] or scored
    if own:
        kept += [each for each in scored if each[1] not in own and _goes_on(each[2], kept, articles)]
    return [stored for _, _, stored in sorted(kept, key=lambda each: each[:2])], not own


def _goes_on(stored: StoredQuote, kept: Sequence[tuple[float, int, StoredQuote]], articles: dict[str, Article]) -> bool:
    """Tell whether words in marks go on right behind reported speech of the same speaker that is about the topic."""
    if stored.quote.kind == "indirect" or stored.person is None:
        return False
    text, start = articles[stored.article].text, stored.quote.span.start
    before = [
        other.quote.span.end
        for _, _, other in kept
        if other.quote.kind == "indirect" and (other.article, other.person) == (stored.article, stored.person)
    ]
    return any(end <= start <= end + _BEHIND and "\n" not in text[end:start] for end in before)


def _sentence_of(article: Article, quote: Quote) -> Span:
    """Return the sentences in which a quotation begins and ends, and what lies between."""
    span = quote.span
    start = sentence_around(article.text, span)
    end = sentence_around(article.text, Span(span.end - 1, span.end))
    first, last = start.start if start else span.start, end.end if end else span.end
    return Span(min(first, span.start), max(last, span.end))


def _around(article: Article, quote: Quote) -> Span:
    """Return the paragraph of a quotation and the one before it: what its pronouns and its topic rest on."""
    text, (first, last) = article.text, quote.span
    start = text.rfind("\n", 0, first)
    if start > 0:
        while start > 0 and text[start - 1].isspace():
            start -= 1
        start = text.rfind("\n", 0, start)
    end = text.find("\n", last)
    return Span(start + 1, end if end >= 0 else len(text))


async def settle(
    store: Store, index: Index, entities: Sequence[Entity], question: Question, now: dt.datetime
) -> Entity | None:
    """Return the only one of several namesakes who is quoted on what was asked, else None: they are asked back."""
    if question.about is question.words is question.manner is None:
        return None
    fitting = []
    for entity in entities:
        if await quotes(store, index, entity.id, question, now) is not None:
            fitting.append(entity)
    return fitting[0] if len(fitting) == 1 else None


def direct_first(quotes: Sequence[StoredQuote]) -> list[StoredQuote]:
    """Keep the order by date, but within one article their words come before what is only reported of them."""
    order = {article: place for place, article in enumerate(dict.fromkeys(q.article for q in quotes))}
    return sorted(quotes, key=lambda q: (order[q.article], q.quote.kind == "indirect", q.index))


def said_once(quotes: Sequence[StoredQuote]) -> list[StoredQuote]:
    """Leave out clauses of reported speech that hold words in quotation marks: they would say the same twice.

    Words inside another's quotation stay; so does a clause whose speaker is surer than that of the words in it.
    """
    marked: defaultdict[str, list[StoredQuote]] = defaultdict(list)
    for q in quotes:
        marked[q.article].append(q)
    return [
        q
        for q in quotes
        if q.quote.kind != "indirect"
        or q.quote.within is not None
        or not any(_overlap(q, other) and other.quote.shown >= q.quote.shown for other in marked[q.article])
    ]


def _overlap(reported: StoredQuote, other: StoredQuote) -> bool:
    if other.article != reported.article or other.quote.kind == "indirect":
        return False
    span = reported.quote.span
    return any(span.start < piece.end and piece.start < span.end for piece in other.quote.content)


async def with_reporters(store: Store, quotes: Sequence[StoredQuote], name_of: Callable[[str], str | None]) -> Pairs:
    """Pair words inside another's quotation with the name of that other; without a sure one they are left out."""
    outer = {(q.article, q.index): q for q in await store.people.quotes_in([q.article for q in quotes])}
    pairs: Pairs = []
    for inner in quotes:
        around = outer.get((inner.article, inner.quote.within)) if inner.quote.within is not None else None
        if around is not None and around.quote.shown:
            reporter = (name_of(around.person) if around.person else None) or around.quote.speaker_name
            if reporter is not None:
                pairs.append((inner, reporter))
    return pairs
