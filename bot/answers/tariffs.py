"""A country's tariff report from the facts of the articles, both directions kept apart.

First form: for each pair of places and product the newest article decides, and older ones are what was
before. Rates are never added here: a total is shown only where an article states one, or where there is one layer.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from bot.answers.passages import passage_of, sources_for
from bot.answers.values import Direction, Layer, TariffReport
from bot.countries import name_of
from storage.records import Article, StoredTariff

MOST_DIRECTIONS = 12
EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)


class Asked(NamedTuple):
    """A resolved tariff question; places are alpha-2 codes or "EU"."""

    country: str
    partner: str | None = None
    product: str | None = None
    as_of: dt.date | None = None
    direction: Literal["charged_on", "charged_by"] | None = None


def compose_tariffs(
    asked: Asked, as_of: dt.date, facts: Sequence[StoredTariff], articles: Mapping[str, Article]
) -> TariffReport | None:
    """Compose the report of ``asked.country`` on the day ``as_of``, or None where the articles state nothing of it."""
    groups: dict[tuple[str, str, str], list[StoredTariff]] = defaultdict(list)
    unclear: list[StoredTariff] = []
    for stored in facts:
        fact = stored.fact
        if stored.article not in articles or not _asked_for(asked, fact.imposer, fact.target):
            continue
        if fact.shown:
            groups[fact.imposer, fact.target, (fact.product or "").casefold()].append(stored)
        else:
            unclear.append(stored)
    if not groups and not unclear:
        return None
    directions = [_direction(key, group, as_of, articles) for key, group in groups.items()]
    directions.sort(key=lambda each: (not _same_product(each.product, asked.product), each.product is not None))
    used = [stored.article for group in groups.values() for stored in group] + [stored.article for stored in unclear]
    on = tuple(d for d in directions if d.imposer != asked.country)[:MOST_DIRECTIONS]
    by = tuple(d for d in directions if d.imposer == asked.country)[:MOST_DIRECTIONS]
    return TariffReport(
        country=name_of(asked.country),
        partner=name_of(asked.partner) if asked.partner else None,
        product=asked.product,
        as_of=as_of,
        charged_on=on if asked.direction != "charged_by" else (),
        charged_by=by if asked.direction != "charged_on" else (),
        direction=asked.direction,
        unclear=tuple(layer_of(stored, articles) for stored in unclear),
        note=None,
        newest=max((articles[id_].published or EARLIEST for id_ in used), default=None),
        sources=sources_for(articles, used),
    )


def layer_of(stored: StoredTariff, articles: Mapping[str, Article]) -> Layer:
    """Return a stored fact as an answer shows it, with its sentence."""
    fact, article = stored.fact, articles[stored.article]
    return Layer(
        imposer=fact.imposer,
        target=fact.target,
        product=fact.product,
        rate=fact.rate,
        role=fact.role,
        status=fact.status,
        effective=fact.effective,
        previous_rate=fact.previous_rate,
        basis=fact.basis,
        reason=fact.reason,
        approximate=fact.approximate,
        deadline=fact.deadline,
        expires=fact.expires,
        published=article.published,
        passage=passage_of(article, fact.evidence),
    )


def _asked_for(asked: Asked, imposer: str, target: str) -> bool:
    places = {imposer, target}
    if asked.country not in places and "*" not in places:
        return False
    return asked.partner is None or asked.partner in places


def _same_product(product: str | None, asked: str | None) -> bool:
    return (product or "").casefold() == (asked or "").casefold()


def _direction(
    key: tuple[str, str, str], group: Sequence[StoredTariff], as_of: dt.date, articles: Mapping[str, Article]
) -> Direction:
    ordered = sorted(group, key=lambda s: (articles[s.article].published or EARLIEST, s.article, s.index), reverse=True)
    newest = [layer_of(s, articles) for s in ordered if s.article == ordered[0].article]
    older = [layer_of(s, articles) for s in ordered if s.article != ordered[0].article]
    holding = [layer for layer in newest if layer.status == "in_force" and _begun(layer, as_of)]
    coming = [layer for layer in newest if layer.status in {"announced", "threatened"} or not _begun(layer, as_of)]
    ended = [layer for layer in newest if layer.status in {"suspended", "removed"} and layer not in coming]
    totals = [layer for layer in holding if layer.role == "total"]
    duties = [layer for layer in holding if layer.role == "duty"]
    head = totals[0] if totals else duties[0] if len(duties) == 1 else None
    status: Literal["threatened", "announced", "in_force", "suspended", "removed", "none"] = "none"
    if holding:
        status = "in_force"
    elif rest := [*coming, *ended]:
        status, head = rest[0].status, rest[0]
        coming = [layer for layer in coming if layer != head]
        ended = [layer for layer in ended if layer != head]
    return Direction(
        imposer=key[0],
        target=key[1],
        product=ordered[0].fact.product,
        total=head.rate if head and status == "in_force" else 0,
        status=status,
        headline=head,
        layers=tuple(duties),
        before=tuple([*ended, *older][:8]),
        coming=tuple(coming),
        history=(),
    )


def _begun(layer: Layer, as_of: dt.date) -> bool:
    return layer.effective is None or layer.effective <= as_of
