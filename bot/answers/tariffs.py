"""A country's tariff report through the ledger, both directions kept apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from bot import ledger
from bot.answers.passages import passage_of, sources_for
from bot.answers.values import Direction, Layer, TariffReport, Total
from bot.countries import name_of
from storage.records import Article, StoredTariff, TariffFact, TariffStatus

MOST_DIRECTIONS = 12
MOST_UNCLEAR = 6
EVERYONE = "*"
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
ADDED_UP = "added up from what the articles state"
MOVED: dict[ledger.Move, TariffStatus] = {
    "raised": "in_force",
    "lowered": "in_force",
    "struck_down": "removed",
    "expired": "removed",
}


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
    told = [(articles[each.article], each.fact) for each in facts if each.article in articles]
    told = [pair for pair in told if _asked_for(asked, pair[1])]
    if not told:
        return None
    # The ledger looks at one pair of places at a time: giving it those facts alone spares it reading all for each.
    by_pair: defaultdict[tuple[str, str], list[tuple[Article, TariffFact]]] = defaultdict(list)
    for pair in told:
        by_pair[pair[1].imposer, pair[1].target].append(pair)
    directions = [
        _direction(_of_pair(by_pair, imposer, target), imposer, target, product, as_of)
        for imposer, target, product in _keys(asked, told)
    ]
    directions = [each for each in directions if each.status != "none"]
    directions.sort(key=lambda each: _order(each, asked))
    sources = [ledger.Source(article, fact) for article, fact in told if not fact.shown]
    unclear = [_fact_layer(source) for source in sorted(sources, key=lambda each: each.day)[-MOST_UNCLEAR:]]
    on = tuple(each for each in directions if each.imposer != asked.country)[:MOST_DIRECTIONS]
    by = tuple(each for each in directions if each.imposer == asked.country)[:MOST_DIRECTIONS]
    return TariffReport(
        country=name_of(asked.country),
        partner=name_of(asked.partner) if asked.partner else None,
        product=asked.product,
        as_of=as_of,
        charged_on=on if asked.direction != "charged_by" else (),
        charged_by=by if asked.direction != "charged_on" else (),
        direction=asked.direction,
        unclear=tuple(unclear),
        note=None,
        newest=max((article.published for article, _ in told if article.published), default=None),
        sources=sources_for(articles, (layer.passage.article for layer in _shown((*on, *by), unclear))),
    )


def _of_pair(
    by_pair: Mapping[tuple[str, str], list[tuple[Article, TariffFact]]], imposer: str, target: str
) -> list[tuple[Article, TariffFact]]:
    """Return what ``imposer`` puts on goods of ``target`` and of all countries, in the order of the articles."""
    facts = [*by_pair.get((imposer, target), ()), *by_pair.get((imposer, EVERYONE), ())]
    return sorted(facts, key=lambda pair: (pair[0].published or _LONG_AGO, pair[0].id, pair[1].evidence.start))


def _shown(directions: Sequence[Direction], unclear: Sequence[Layer]) -> Iterator[Layer]:
    for each in directions:
        yield from (*((each.headline,) if each.headline else ()), *each.layers, *each.before, *each.coming)
    yield from unclear


def _asked_for(asked: Asked, fact: TariffFact) -> bool:
    places = {fact.imposer, fact.target}
    if asked.country not in places and not (fact.target == EVERYONE and fact.imposer != asked.country):
        return False
    return asked.partner is None or asked.partner in places or (fact.target == EVERYONE and fact.imposer in asked)


def _keys(asked: Asked, told: Sequence[tuple[Article, TariffFact]]) -> list[tuple[str, str, str | None]]:
    """Return each (imposer, target, product) of the facts, once; goods of all countries are the asked one's."""
    keys: dict[tuple[str, str, str], tuple[str, str, str | None]] = {}
    for _, fact in told:
        if fact.shown:
            target = asked.country if fact.target == EVERYONE and fact.imposer != asked.country else fact.target
            if target == EVERYONE and asked.partner:
                target = asked.partner
            keys.setdefault(
                (fact.imposer, target, (fact.product or "").casefold()), (fact.imposer, target, fact.product)
            )
    return list(keys.values())


def _order(direction: Direction, asked: Asked) -> tuple[bool, bool, bool, float]:
    wanted = (direction.product or "").casefold() == (asked.product or "").casefold()
    newest = direction.headline.published if direction.headline else None
    age = -newest.timestamp() if newest else 0.0
    return (not wanted, direction.product is not None, direction.status != "in_force", age)


def _direction(
    told: Sequence[tuple[Article, TariffFact]], imposer: str, target: str, product: str | None, as_of: dt.date
) -> Direction:
    holding = ledger.holds(told, imposer, target, product, as_of)
    layers = tuple(_held_layer(layer) for layer in holding.layers)
    coming = tuple(_step_layer(measure, step) for measure, step in holding.upcoming)
    past = tuple(
        _step_layer(measure, step)
        for measure, step in reversed(holding.states)
        if (measure, step) not in holding.upcoming and not any(layer.source is step.source for layer in holding.layers)
    )
    history = tuple(Total(total, since) for total, since in holding.history)
    head, inferred = _headline(holding, layers, coming, past, history)
    return Direction(
        imposer=imposer,
        target=target,
        product=product,
        total=holding.total,
        status=holding.status or "none",
        headline=head,
        layers=layers,
        before=tuple(layer for layer in past if layer != head)[:8],
        coming=tuple(layer for layer in coming if layer != head),
        history=history,
        inferred=inferred,
    )


def _headline(
    holding: ledger.Holding,
    layers: tuple[Layer, ...],
    coming: tuple[Layer, ...],
    past: tuple[Layer, ...],
    history: tuple[Total, ...],
) -> tuple[Layer | None, str | None]:
    """Return the statement that the headline rests on, with a word where its total stands in no article."""
    if holding.status == "in_force":
        if holding.stated_total is not None:
            return _fact_layer(holding.stated_total), None
        if len(layers) == 1:
            return layers[0], None
        since = history[-1].since if history else None
        newest = max(layers, key=lambda layer: layer.effective or dt.date.min, default=None)
        return (_since(newest, since), ADDED_UP) if newest is not None else (None, None)
    pending = [layer for layer in (*coming, *past) if layer.status == holding.status]
    newest = max(pending, key=lambda layer: layer.published or dt.datetime.min.replace(tzinfo=dt.UTC), default=None)
    return newest, None


def _since(layer: Layer, since: dt.date | None) -> Layer:
    return msgspec.structs.replace(layer, effective=since)


def _held_layer(layer: ledger.Layer) -> Layer:
    made = _layer(layer.source, rate=layer.rate, status="in_force", effective=layer.effective, basis=layer.basis)
    return msgspec.structs.replace(made, inferred=layer.inferred)


def _step_layer(measure: ledger.Measure, step: ledger.Step) -> Layer:
    status = MOVED.get(step.move) or step.source.fact.status
    made = _layer(step.source, rate=step.rate, status=status, effective=step.since, basis=measure.basis)
    return msgspec.structs.replace(made, inferred=step.inferred)


def _fact_layer(source: ledger.Source) -> Layer:
    fact = source.fact
    return _layer(source, rate=fact.rate, status=fact.status, effective=fact.effective, basis=fact.basis)


def _layer(
    source: ledger.Source, *, rate: float, status: TariffStatus, effective: dt.date | None, basis: str | None
) -> Layer:
    fact = source.fact
    return Layer(
        imposer=fact.imposer,
        target=fact.target,
        product=fact.product,
        rate=rate,
        role=fact.role,
        status=status,
        effective=effective,
        previous_rate=fact.previous_rate,
        basis=basis,
        reason=fact.reason,
        approximate=fact.approximate,
        deadline=fact.deadline,
        expires=fact.expires,
        published=source.article.published,
        passage=passage_of(source.article, fact.evidence),
    )
