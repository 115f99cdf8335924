"""What is charged in all: the sum of the layers or a total that an article states, on a day and through time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from bot import goods
from bot.ledger.charging import layers_on
from bot.ledger.values import CHARGED, ENDED, Layer, Measure, Past, Source
from storage.records import Article, TariffFact

Told = Sequence[tuple[Article, TariffFact]]


def total_on(
    totals: Told, measures: list[Measure], layers: tuple[Layer, ...], product: str | None, day: dt.date
) -> tuple[float, Source | None]:
    """Return the sum of the layers, or the total an article states where that is newer than every layer."""
    total = round(sum((layer.rate for layer in layers), 0.0), 4)
    stated = [
        Source(article, fact)
        for article, fact in totals
        if fact.shown
        and fact.status == "in_force"
        and any(goods.fit(product, item) == "own" for item in goods.items(fact.product))
        and (fact.effective or Source(article, fact).day) <= day
    ]
    if not stated:
        return total, None
    newest = max(stated, key=lambda source: (source.day, source.article.id, source.fact.evidence.start))
    if abs(newest.fact.rate - total) < 0.06:
        return total, newest
    moved = [step.day for m in measures for step in m.steps if step.move in CHARGED | ENDED and step.day <= day]
    if newest.day >= max(moved, default=dt.date.min) and len(layers) < 2 and newest.fact.rate > total:
        return newest.fact.rate, newest
    return total, None


# Words by which an article tells that a rate which was to come never did: another took its place first.
_IN_PLACE = re.compile(
    r"\b(?:announced|threatened|planned|proposed|earlier plan|instead|averted|agreed|deal|never|avoid\w*)\b",
    re.IGNORECASE,
)


def history(totals: Told, measures: list[Measure], product: str | None, as_of: dt.date) -> tuple[Past, ...]:
    """Return the totals charged in turn, each with its first day, None where no article names it."""
    named = {fact.effective or Source(article, fact).day for article, fact in totals}
    days = sorted({step.day for measure in measures for step in measure.steps} | named | {as_of})
    found: list[Past] = []
    last = 0.0
    for day in days:
        if day > as_of:
            break
        layers = tuple(layer for layer in layers_on(measures, day) if not _replaced(layer, measures))
        total, stated = total_on(totals, measures, layers, product, day)
        if total and abs(total - last) > 0.01:
            dated = any(layer.effective for layer in layers) or bool(stated and stated.fact.effective)
            sources = (stated,) if stated is not None else tuple(layer.source for layer in layers)
            found.append(Past(total, day if dated else None, sources))
        last = total
    return tuple(found)


def _replaced(layer: Layer, measures: list[Measure]) -> bool:
    """Tell whether an announced rate never began by what a later article says of the one that took its place."""
    if not layer.inferred:
        return False
    step = layer.step
    later = [s for m in measures for s in m.steps if s.reported > step.reported and s.move in CHARGED]
    return any(
        s.previous is not None
        and abs(s.previous - step.rate) < 0.01
        and _IN_PLACE.search(s.source.sentence) is not None
        for s in later
    )
