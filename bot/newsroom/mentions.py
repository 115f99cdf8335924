"""What articles on tariffs say of a country, or of goods, in sentences that state no rate for them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from bot.answers.passages import passage_of, sources_for
from bot.answers.tariffs import Asked
from bot.answers.values import TariffReport
from bot.countries import find_places, name_of
from bot.newsroom.hiding import fit, unfit_places
from bot.reading.text import analyse
from bot.searching.words import stem, words_in
from storage.records import Article, Span
from storage.store import Store
from storage.terms import Term

SPARED = re.compile(
    r"\b(?:not|never|n['’]t)(?: be| been| being)? (?:touched|hit|affected|covered|subject|included|apply|among)\b"
    r"|\b(?:exempt|exempts|exempted|spared|untouched|unaffected|excluded|left out)\b"
    r"|\b(?:pays?|paid|paying|owes?|charged) (?:nothing|no (?:dut(?:y|ies)|tariffs?|levy|surcharge))\b",
    re.IGNORECASE,
)
"""Words by which a sentence leaves a country or goods out of a tariff."""
_NOT_SPARED = re.compile(
    r"\b(?:not|never|no longer|n['’]t|nor|neither)(?: \w+){0,2}"
    r" (?:exempt\w*|spared|excluded|left out|untouched|unaffected)\b"
    r"|\b(?:no|without) (?:exemptions?|exceptions?)\b|\bno (?:country|nation|one|partner)\b",
    re.IGNORECASE,
)


def spares(text: str, sentence: Span) -> bool:
    """Tell whether a sentence leaves what it names out of a tariff: "is exempt", "pays nothing"; not "isn't exempt"."""
    return SPARED.search(text, *sentence) is not None and _NOT_SPARED.search(text, *sentence) is None


_LEFT_OUT = re.compile(
    SPARED.pattern + r"|\b(?:outside|escapes?|escaped|duty-free|free of|excluding|except(?: for)?|other than)\b",
    re.IGNORECASE,
)
# A sentence that names a country in an article on tariffs tells of its tariffs where it has one of these words too.
_TELLING = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|exempt\w*|spared|touched|excluded|covered|affected|agreement|free|charged"
    r"|pays? nothing)\b",
    re.I,
)
_ON_TARIFFS = re.compile(r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b", re.I)
_GOES_ON = re.compile(
    r"\b(?:among|of|for|to|on|hits?|include) (?:them|these|those|it|both)\b|^(?:They|These|Those)\b"
    r"|^(?:\S+ ){1,7}(?:is|are|does|do|has|have|was|were|will|not|too|neither|either)\.$"
)
_NOR = re.compile(r"\b(?:is|are|was|were|do|does) (?:not|too)\b|n['’]t\b|^(?:Nor|Neither|So)\b")
MOST_MENTIONS = 2


def _speaks_of(asked: Asked, article: Article, sentence: Span, stretch: Span) -> bool:
    """Tell whether a sentence names the country; partner and goods may stand elsewhere in the stretch or the title."""
    if all(place.code != asked.country for place in find_places(article.text, *sentence)):
        return False
    places = {place.code for place in find_places(article.text, *stretch)}
    if asked.partner and asked.partner not in places | {place.code for place in find_places(article.title)}:
        return False
    wanted = {word.stem for word in words_in(asked.product or "")}
    return wanted <= {word.stem for word in (*words_in(article.text, *stretch), *words_in(article.title))}


def _on_tariffs(article: Article, sentence: Span) -> bool:
    """Tell whether an article is on tariffs by its title, or, for a sentence that spares somebody, by its beginning."""
    if _ON_TARIFFS.search(article.title):
        return True
    beginning = article.text.split("\n", 1)[0]
    return spares(article.text, sentence) and _ON_TARIFFS.search(beginning) is not None


def _whole_on_tariffs(sentence: str) -> bool:
    """Tell whether a sentence of an article on something else tells of tariffs; a link to another one tells nothing."""
    return sentence.rstrip("”\"’')").endswith((".", "!", "?")) and _ON_TARIFFS.search(sentence) is not None


def _told(text: str, telling: re.Pattern[str], going_on: re.Pattern[str]) -> Iterator[tuple[Span, Span]]:
    """Yield the sentences that tell of something, each with the stretch to show: those that only go on with another
    ("India is among them") are shown with it.
    """
    before: Span | None = None
    for sentence in analyse(text).sentences:
        if telling.search(text, *sentence):
            before = sentence
            yield sentence, sentence
        elif before is not None and "\n" not in text[before.end : sentence.start]:
            if going_on.search(text[sentence.start : sentence.end]):
                yield sentence, Span(before.start, sentence.end)
            before = None
        else:
            before = None


async def mentioned(store: Store, asked: Asked, now: dt.datetime, as_of: dt.date) -> TariffReport | None:
    """Return the sentences of articles on tariffs that name the country, where none states a rate for it."""
    if asked.product and asked.direction and not asked.partner:
        return None  # a sentence on these goods may be about the other direction
    hits = await store.articles.search([Term(name_of(asked.country))], now=now, limit=20, order="newest")
    articles = await store.articles.get_many([hit.article for hit in hits])
    unfit = await unfit_places(store, articles)
    found = [
        passage_of(article, stretch)
        for article in articles.values()
        for sentence, stretch in _told(article.text, _TELLING, _GOES_ON)
        if (_on_tariffs(article, sentence) or _whole_on_tariffs(article.text[slice(*sentence)]))
        and _speaks_of(asked, article, sentence, stretch)
        and fit(stretch, unfit.get(article.id, ()))
    ][:MOST_MENTIONS]
    if not found:
        return None
    dates = (articles[each.article].published for each in found)
    return msgspec.structs.replace(
        _report(asked, as_of),
        newest=max((date for date in dates if date is not None), default=None),
        sources=sources_for(articles, (each.article for each in found)),
        mentions=tuple(found),
    )


def _report(asked: Asked, as_of: dt.date) -> TariffReport:
    """Return a report without a rate."""
    return TariffReport(
        country=name_of(asked.country),
        partner=name_of(asked.partner) if asked.partner else None,
        product=asked.product,
        as_of=as_of,
        charged_on=(),
        charged_by=(),
        direction=asked.direction,
        unclear=(),
        newest=None,
        sources=(),
    )


async def with_exemptions(
    store: Store, asked: Asked, told: TariffReport | None, now: dt.datetime, as_of: dt.date
) -> TariffReport | None:
    """Tell of goods that are left out by the sentences that say so, and not by a tariff on goods in general.

    ``told`` is what is known of the goods otherwise, None where nothing is; so is the answer then without a sentence.
    """
    if told is not None and {each.fit for each in (*told.charged_on, *told.charged_by)} == {"own"}:
        return told
    wanted = {stem(word) for word in (asked.product or "").split()}
    hits = await store.articles.search([Term(asked.product or "")], now=now, limit=10, order="newest")
    articles = await store.articles.get_many([hit.article for hit in hits])
    unfit = await unfit_places(store, articles)
    told_of = [
        (article, sentence, stretch)
        for article in articles.values()
        for sentence, stretch in _told(article.text, _LEFT_OUT, _NOR)
        if asked.country in {each.code for each in (*find_places(article.title), *find_places(article.text, *stretch))}
        and wanted <= {word.stem for word in words_in(article.text, *sentence)}
        and fit(stretch, unfit.get(article.id, ()))
    ][:MOST_MENTIONS]
    found = [passage_of(article, stretch) for article, _, stretch in told_of]
    if not found:
        return told
    # What is said not to be left out is charged as all goods are.
    spared = any(_LEFT_OUT.search(article.text, *sentence) for article, sentence, _ in told_of)
    told = told or _report(asked, as_of)
    known = {source.id: source for source in (*told.sources, *sources_for(articles, (each.article for each in found)))}
    return msgspec.structs.replace(
        told,
        charged_on=tuple(each for each in told.charged_on if each.fit == "own" or not spared),
        charged_by=tuple(each for each in told.charged_by if each.fit == "own" or not spared),
        mentions=(*told.mentions, *found),
        newest=max((s.published for s in known.values() if s.published), default=told.newest),
        sources=tuple(known.values()),
    )
