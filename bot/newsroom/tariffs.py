"""The tariff desk: facts about a place from the store."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import msgspec

from bot.answers.passages import passage_of, sources_for
from bot.answers.tariffs import Asked, compose_tariffs
from bot.answers.values import Answer, Direction, TariffReport
from bot.countries import EU_MEMBERS, find_places, name_of
from bot.matching import Entity
from bot.reading.text import analyse
from storage.store import Store
from storage.terms import Term

_FOR_MEMBER = "{} is a member of the European Union, which sets its members' tariffs: these are the Union's."


async def report(store: Store, asked: Asked, now: dt.datetime) -> TariffReport | None:
    """Return what the articles say of the country's tariffs, or None where they say nothing.

    A member of the European Union for which no article states a rate of its own is answered for by the Union: it sets
    its members' tariffs (Treaty on the Functioning of the European Union, article 3(1)(a)).
    """
    as_of = asked.as_of or now.date()
    end_of_day = dt.datetime.combine(as_of, dt.time.max, dt.UTC)
    facts = await store.tariffs.facts_about(asked.country, min(now, end_of_day))
    articles = await store.articles.get_many(sorted({fact.article for fact in facts}))
    told = compose_tariffs(asked, as_of, facts, articles)
    own = any(asked.country in (each.fact.imposer, each.fact.target) and each.fact.shown for each in facts)
    if asked.country in EU_MEMBERS and asked.partner != "EU" and not own:
        union = await report(store, asked._replace(country="EU"), now)
        if union is not None and (union.charged_on or union.charged_by):
            return msgspec.structs.replace(union, note=_FOR_MEMBER.format(name_of(asked.country)))
    if told is not None and (told.charged_on or told.charged_by):
        return told
    return await _mentioned(store, asked, min(now, end_of_day), as_of) or told


# A sentence that names a country in an article on tariffs tells of its tariffs where it has one of these words too.
_TELLING = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|exempt\w*|spared|touched|excluded|covered|affected|agreement|free|charged)\b",
    re.I,
)
_ON_TARIFFS = re.compile(r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b", re.I)
MOST_MENTIONS = 2


async def _mentioned(store: Store, asked: Asked, now: dt.datetime, as_of: dt.date) -> TariffReport | None:
    """Return the sentences of articles on tariffs that name the country, where none states a rate for it."""
    hits = await store.articles.search([Term(name_of(asked.country))], now=now, limit=20, order="newest")
    articles = await store.articles.get_many([hit.article for hit in hits])
    found = [
        passage_of(article, sentence)
        for article in articles.values()
        if _ON_TARIFFS.search(article.title)
        for sentence in analyse(article.text).sentences
        if _TELLING.search(article.text, *sentence)
        and any(place.code == asked.country for place in find_places(article.text, *sentence))
    ][:MOST_MENTIONS]
    if not found or asked.partner or asked.product:
        return None
    dates = (articles[each.article].published for each in found)
    return TariffReport(
        country=name_of(asked.country),
        partner=None,
        product=None,
        as_of=as_of,
        charged_on=(),
        charged_by=(),
        direction=asked.direction,
        unclear=(),
        note=None,
        newest=max((date for date in dates if date is not None), default=None),
        sources=sources_for(articles, (each.article for each in found)),
        mentions=tuple(found),
    )


async def places_with_facts(store: Store, now: dt.datetime, most: int = 3) -> tuple[Entity, ...]:
    """Return countries that the articles state tariffs for, those they speak of most first."""
    places = [place for place in await store.tariffs.places(now) if place.code != "*"]
    return tuple(Entity("country", place.code, name_of(place.code)) for place in places[:most])


def as_data(answer: Answer) -> list[dict[str, Any]]:
    """Return a tariff answer as the list that ``ask --json`` promises; empty for any other answer."""
    if not isinstance(answer, TariffReport):
        return []
    return [_direction(direction, answer.as_of) for direction in (*answer.charged_on, *answer.charged_by)]


def _direction(direction: Direction, as_of: dt.date) -> dict[str, Any]:
    return {
        "imposer": direction.imposer,
        "target": direction.target,
        "product": direction.product,
        "as_of": as_of.isoformat(),
        "total": direction.total,
        "status": direction.status,
        "layers": [
            {
                "rate": layer.rate,
                "basis": layer.basis,
                "status": layer.status,
                "effective": layer.effective.isoformat() if layer.effective else None,
            }
            for layer in direction.layers
        ],
        "history": [
            {"total": total.total, "from": total.since.isoformat() if total.since else None}
            for total in direction.history
        ],
    }


__all__ = ["Asked", "as_data", "places_with_facts", "report"]
