"""The tariff desk: what is charged on goods of a place and by it, and how tariffs moved, from the store."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import msgspec

from bot.answers.books import Books
from bot.answers.changes import Move, compose_changes, moves
from bot.answers.tariffs import Asked, compose_tariffs
from bot.answers.values import Answer, Change, Direction, NothingFound, Said, TariffChanges, TariffReport
from bot.countries import EU_MEMBERS, find_places, name_of
from bot.matching import Entity, fold
from bot.matching.typos import nearest_word
from bot.newsroom.mentions import mentioned, spares, with_exemptions
from bot.newsroom.stated import Stated, Statements
from bot.newsroom.texts import sentence_around
from bot.wording.tariffs import within_union
from storage.records import Article, TariffFact
from storage.store import Store


async def report(
    store: Store, statements: Statements, asked: Asked, now: dt.datetime
) -> TariffReport | NothingFound | Said | None:
    """Return what the articles say of the country's tariffs, or None where they say nothing.

    A member of the European Union is answered for by the Union too: it sets its members' tariffs (Treaty on the
    Functioning of the European Union, article 3(1)(a)). Of a day to come nothing is said but what holds today.
    """
    if asked.partner is not None and _bloc(asked.country) == _bloc(asked.partner) == "EU":
        return Said(within_union(name_of(asked.country), name_of(asked.partner)), "tariff")
    as_of = min(asked.as_of or now.date(), now.date())
    seen = min(now, dt.datetime.combine(as_of, dt.time.max, dt.UTC))
    told = await _for_blocs(statements, asked, seen, as_of)
    if told is None or not (told.charged_on or told.charged_by or told.unclear):
        told = await mentioned(store, asked, seen, as_of) or told
    if asked.product and told is not None and not (told.charged_on or told.charged_by or told.unclear):
        unsure = await _for_blocs(statements, asked._replace(product=None), seen, as_of)
        if (meant := _goods_meant(asked.product, told, unsure)) is not None:
            return await report(store, statements, asked._replace(product=meant), now)
    if asked.product:
        told = await with_exemptions(store, asked, told, seen, as_of)
    if told is None:
        return await _only_later(store, asked, now, as_of) if seen < now else None
    if asked.as_of is not None and asked.as_of > as_of:
        told = msgspec.structs.replace(told, future=asked.as_of)
    return told


def _goods_meant(product: str, told: TariffReport, unsure: TariffReport | None) -> str | None:
    """Return the goods meant by a slip ("coco powder"), where the articles tell of such goods of this place.

    ``unsure`` is what they tell of all its goods: those of its unsure statements count too.
    """
    more = (each.product for each in unsure.unclear) if unsure is not None else ()
    known = {fold(word) for goods in (*told.goods, *more) for word in (goods or "").split()}
    words = [nearest_word(word, known) or word for word in fold(product).split()]
    meant = " ".join(words)
    return meant if meant != fold(product) and any(word in known for word in words) else None


def _bloc(code: str) -> str:
    return "EU" if code in EU_MEMBERS else code


async def _for_blocs(statements: Statements, asked: Asked, seen: dt.datetime, as_of: dt.date) -> TariffReport | None:
    """Return the report of the asked places, with that of the Union for its members among them."""
    own = _reported(statements, asked, as_of, await statements.about(asked.country, seen))
    wide = asked._replace(country=_bloc(asked.country), partner=asked.partner and _bloc(asked.partner))
    if wide == asked:
        return own
    union = _reported(statements, wide, as_of, await statements.about(wide.country, seen))
    if union is None or not (union.charged_on or union.charged_by):
        return own
    member = asked.country if asked.country in EU_MEMBERS else asked.partner or asked.country
    if own is None or not (own.charged_on or own.charged_by):
        return msgspec.structs.replace(union, member=name_of(member))
    # Tariffs on all countries are told of the member and of the Union alike: once is enough.
    known = {(each.imposer, each.product) for each in own.charged_on if each.target == asked.country}
    more_on = tuple(each for each in union.charged_on if (each.imposer, each.product) not in known)
    sources = {source.id: source for source in (*own.sources, *union.sources)}
    return msgspec.structs.replace(
        own,
        charged_on=(*own.charged_on, *more_on),
        charged_by=(*own.charged_by, *union.charged_by),
        unclear=tuple(dict.fromkeys((*own.unclear, *union.unclear))),
        member=name_of(member),
        newest=max((date for date in (own.newest, union.newest) if date is not None), default=None),
        sources=tuple(sources.values()),
    )


def _reported(statements: Statements, asked: Asked, as_of: dt.date, stated: Stated) -> TariffReport | None:
    def make() -> Books:
        articles = stated.articles
        everything = [each for each in stated.everything if each.article in articles]
        narrow = {
            (each.article, each.fact.imposer) for each in everything if _on_some(each.fact, articles[each.article])
        }
        told = [
            each
            for each in everything
            if not _spared(asked, each.fact, articles[each.article])
            and ((each.article, each.fact.imposer) not in narrow or _touches(asked, each.fact, articles[each.article]))
        ]
        return Books(asked.country, asked.partner, as_of, told, articles)

    return compose_tariffs(asked, statements.books(stated, asked.country, asked.partner, as_of, make))


# "Countries with which it has no agreement", "any nation that buys its oil": not all, and which ones isn't said.
_ONLY_SOME = re.compile(
    r"\b(?:countries|country|nations?|states|economies|economy|partners?|governments|suppliers|places)"
    r"(?: (?:like|such as) [^,.;]{1,40},?)?,?"
    r" (?:(?:with|to|for|from|on|in|against) (?:which|whom|whose|an?|no|any|large|big|high)\b"
    r"|without|lacking|outside|that|which|who(?:se)?\b|not\b|it has\b"
    r"|(?:deemed|found|accused|buying|doing|trading|importing|using)\b)",
    re.IGNORECASE,
)


def _on_some(fact: TariffFact, article: Article) -> bool:
    """Tell whether a tariff on others is on those with some mark: what else the article states of it is on them too."""
    return fact.target == "*" and _ONLY_SOME.search(article.text, *fact.evidence) is not None


def _touches(asked: Asked, fact: TariffFact, article: Article) -> bool:
    """Tell whether a tariff on others by some mark touches the place asked for.

    It does only where its article names the place.
    """
    place = asked.partner if fact.imposer == asked.country else asked.country
    if fact.target != "*" or place is None:
        return True
    return any(each.code == place for each in find_places(article.text))


def _spared(asked: Asked, fact: TariffFact, article: Article) -> bool:
    """Tell whether an article says that the place asked for is left out of what it tells of all countries."""
    place = asked.partner if fact.imposer == asked.country else asked.country
    if fact.target != "*" or place is None:
        return False
    named = [each.span for each in find_places(article.text) if each.code == place]
    return any(spares(article.text, sentence_around(article.text, span) or span) for span in named)


DAYS = 30


def some_time_ago(now: dt.datetime) -> dt.datetime:
    """Return from when on moves are told where no time is asked for: the last 30 days, from the start of a day."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) - dt.timedelta(days=DAYS)


async def changes(
    statements: Statements, country: str | None, since: dt.datetime, until: dt.datetime | None, now: dt.datetime
) -> TariffChanges | None:
    """Return how tariffs moved from ``since`` to before ``until`` (None: to now), of ``country`` or of all.

    A member of the European Union has the moves of the Union too.
    """
    places = tuple(dict.fromkeys((country, _bloc(country)))) if country is not None else ()
    seen = now if until is None else min(now, until)
    each_place = [await statements.about(code, seen) for code in places] if places else [await statements.all(seen)]
    facts = {(each.article, each.index): each for stated in each_place for each in stated.facts}
    facts |= {(each.article, each.index): each for stated in each_place for each in stated.ended}
    articles = {id_: article for stated in each_place for id_, article in stated.articles.items()}
    last = now.date() if until is None else (until - dt.timedelta(microseconds=1)).date()

    def find() -> list[Move]:
        return moves(places, last, facts.values(), articles)

    found = statements.moves(places, last, find) if until is None else find()
    newest = max((article.published for article in articles.values() if article.published), default=None)
    return compose_changes(country, since, until, found, newest, articles)


async def _only_later(store: Store, asked: Asked, now: dt.datetime, as_of: dt.date) -> NothingFound | None:
    """Say of a day before the first article on the subject when that one came."""
    facts = await store.tariffs.facts_about(asked.country, now)
    wide = await store.tariffs.facts_about(_bloc(asked.country), now)
    articles = await store.articles.get_many(sorted({fact.article for fact in (*facts, *wide)}))
    dates = [article.published for article in articles.values() if article.published is not None]
    newest = await store.articles.newest(now)
    return NothingFound(
        asked="tariff",
        typed=name_of(asked.country),
        subject=name_of(asked.country),
        about=None,
        nearest=(),
        newest=newest.published if newest else None,
        articles=await store.articles.count_seen(now),
        as_of=as_of,
        first=min(dates, default=None),
    )


async def places_with_facts(store: Store, now: dt.datetime, most: int = 3) -> tuple[Entity, ...]:
    """Return countries that the articles state tariffs for, those they speak of most first."""
    places = [place for place in await store.tariffs.places(now) if place.code != "*" and place.shown]
    return tuple(Entity("country", place.code, name_of(place.code)) for place in places[:most])


def as_data(answer: Answer) -> list[dict[str, Any]]:
    """Return a tariff answer as the list that ``ask --json`` promises; empty for any other answer."""
    if isinstance(answer, TariffChanges):
        return [_change(change) for change in answer.changes]
    if not isinstance(answer, TariffReport):
        return []
    return [_direction(direction, answer.as_of) for direction in (*answer.charged_on, *answer.charged_by)]


def _change(change: Change) -> dict[str, Any]:
    layer = change.layer
    return {
        "on": change.on.isoformat(),
        "move": layer.move,
        "imposer": layer.imposer,
        "target": layer.target,
        "products": list(change.products),
        "rate": layer.rate,
        "previous_rate": layer.previous_rate,
        "basis": layer.basis,
        "effective": layer.effective.isoformat() if layer.effective else None,
        "inferred": layer.inferred,
        "article": layer.passage.article,
    }


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


__all__ = ["Asked", "as_data", "changes", "places_with_facts", "report"]
