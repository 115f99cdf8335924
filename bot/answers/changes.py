"""What moved in tariffs, from the ledger's measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from bot import ledger
from bot.answers.passages import sources_for
from bot.answers.steps import step_layer
from bot.answers.values import Change, Layer, TariffChanges
from bot.countries import name_of
from storage.records import Article, StoredTariff

MOST_CHANGES = 60
MOST_EARLIER = 5
EVERYONE = "*"


def compose_changes(
    country: str | None,
    places: Collection[str],
    since: dt.datetime,
    until: dt.datetime | None,
    now: dt.datetime,
    facts: Sequence[StoredTariff],
    articles: Mapping[str, Article],
) -> TariffChanges | None:
    """Compose what moved from ``since`` to before ``until`` (None: to ``now``), or None where there is no move at all.

    ``places`` are the codes that count as ``country`` (with a member of the European Union the Union too); none means
    every country. A move's day is the one on which it took effect, else that of its article. ``facts`` may hold those
    of other places: of them only the sentences count that tell of a law's fall.
    """
    told = [(articles[each.article], each.fact) for each in facts if each.article in articles]
    dated = [pair for pair in told if pair[0].published is not None]
    last = now.date() if until is None else (until - dt.timedelta(microseconds=1)).date()
    moves = [
        change
        for measure in ledger.build(dated, last)
        if _concerns(measure, places)
        for change in _changes(measure, last)
    ]
    moves.sort(key=_order, reverse=True)
    moves = _joined(moves)
    first = since.date()
    fresh = [change for change in moves if change.on >= first]
    shown = fresh[:MOST_CHANGES] or moves[:MOST_EARLIER]
    if not shown:
        return None
    return TariffChanges(
        country=name_of(country) if country is not None else None,
        since=since,
        until=until,
        fresh=bool(fresh),
        changes=tuple(shown),
        newest=max((article.published for article, _ in dated if article.published), default=None),
        sources=sources_for(articles, (change.layer.passage.article for change in shown)),
    )


def _concerns(measure: ledger.Measure, places: Collection[str]) -> bool:
    if not places:
        return True
    return measure.imposer in places or measure.target in {*places, EVERYONE}


def _changes(measure: ledger.Measure, last: dt.date) -> Iterator[Change]:
    """Yield the moves of one measure up to the day ``last``, an announced day that has come among them."""
    for step in measure.steps:
        layer = step_layer(measure.basis, measure.product, step)
        planned = step.move in {"threatened", "announced"} or step.day > last
        yield _change(step.reported if planned else step.day, layer)
        if step.move == "announced" and step.since is not None and step.since <= last:
            begun = ledger.rate_on(measure, step.since)
            if begun is not None and begun.inferred and begun.source is step.source:
                came = msgspec.structs.replace(layer, move="in_force", status="in_force", inferred=True)
                yield _change(step.since, came)


def _change(on: dt.date, layer: Layer) -> Change:
    return Change(on, layer, (layer.product,) if layer.product else ())


def _order(change: Change) -> tuple[object, ...]:
    layer = change.layer
    stamp = layer.published.timestamp() if layer.published is not None else 0.0
    place = (layer.passage.article, -layer.passage.start, layer.imposer, layer.target, change.products)
    return (change.on, stamp, *place, layer.rate, layer.move or "")


def _joined(changes: Sequence[Change]) -> list[Change]:
    """Make one of what a sentence says of several goods."""
    joined: dict[object, Change] = {}
    for change in changes:
        layer = change.layer
        key = (change.on, layer.passage, layer.imposer, layer.target, layer.rate, layer.move, layer.basis)
        same = joined.get(key)
        goods = tuple(dict.fromkeys((*change.products, *(same.products if same else ()))))
        joined[key] = change if same is None else msgspec.structs.replace(same, products=goods)
    return list(joined.values())
