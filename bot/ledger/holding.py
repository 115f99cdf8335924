"""What holds on a day: layers, total, status and history, from measures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from bot import goods as products
from bot.ledger.measures import ALL, build
from bot.ledger.values import Holding, Layer, Measure, Source, Step
from storage.records import Article, TariffFact, TariffStatus

_CHARGED = frozenset({"in_force", "raised", "lowered"})
_ENDED = frozenset({"removed", "struck_down", "expired", "suspended"})
# Levied in addition to the ordinary duty: GATT 1994, articles VI and XIX.
_REMEDIES = frozenset({"anti_dumping", "countervailing", "safeguard"})
_STACKS = re.compile(
    r"\bon top of\b|\badditional\b|\bextra\b|\bplus\b|\bover and above\b|\bin addition\b"
    r"|\bas well\b|\bstack|\badded to\b|\btotal\b|\bcombined\b",
    re.IGNORECASE,
)


def holds(
    facts: Sequence[tuple[Article, TariffFact]], imposer: str, target: str, product: str | None, as_of: dt.date
) -> Holding:
    """Return what ``imposer`` charges on goods of ``target`` on ``as_of``, told by articles published by then.

    ``product`` None asks for goods in general. Rates are added only where an article adds or plainly stacks them.
    """
    seen = [
        (article, fact)
        for article, fact in facts
        if fact.imposer == imposer
        and fact.target in {target, ALL}
        and article.published is not None
        and article.published.date() <= as_of
    ]
    measures = build(seen, as_of)
    fitting = _fitting(measures, target, product)
    layers = _layers(fitting, as_of)
    total, stated = _total(seen, layers, product, as_of)
    history = _history(fitting, seen, product, as_of)
    states = sorted(
        ((measure, step) for measure in fitting for step in measure.steps),
        key=lambda pair: pair[1].since or pair[1].reported,
    )
    status: TariffStatus | None = "in_force" if layers or total else _pending(states, as_of)
    upcoming = tuple((m, s) for m, s in states if _ahead(m, s, as_of))
    return Holding(
        imposer,
        target,
        product,
        as_of,
        total,
        status,
        layers,
        history,
        tuple(states),
        upcoming,
        tuple(Source(article, fact) for article, fact in seen if not fact.shown and _fits(fact.product, product)),
        _contradictions(fitting),
        approximate=any(layer.approximate for layer in layers) or bool(stated and stated.fact.approximate),
        stated_total=stated,
        newest=max((article.published.date() for article, _ in seen if article.published), default=None),
    )


def _fits(product: str | None, wanted: str | None) -> bool:
    return wanted is None or products.same(product, wanted)


def _fitting(measures: Sequence[Measure], target: str, product: str | None) -> list[Measure]:
    """Return the measures that bear on the question, those of its own product before general ones."""
    words, company = products.split(product)
    if words:
        own = [m for m in measures if products.split(m.product)[0] and products.same(m.product, product)]
        if company:
            named = [m for m in measures if (products.split(m.product)[1] or "").lower() == company.lower()]
            named = named or [m for m in measures if _mentions(m, company) and m.basis != "mfn"]
            ordinary = [m for m in own if m.basis == "mfn" and products.split(m.product)[1] is None]
            own = named + (ordinary or [m for m in measures if m.basis == "mfn" and not products.split(m.product)[0]])
        else:
            own = [m for m in own if products.split(m.product)[1] is None] or own
        if own:
            return _specific(own, target)
        return _specific([m for m in measures if _general(m, company)], target)
    general = [m for m in measures if _general(m, company)]
    if general:
        return _specific(general, target)
    plain = [m for m in measures if products.split(m.product)[1] is None]
    kinds = {products.split(m.product)[0] for m in plain}
    return _specific(plain, target) if len(kinds) == 1 else []


def _general(measure: Measure, company: str | None) -> bool:
    words, owner = products.split(measure.product)
    return not words and (owner is None or (company is not None and owner.lower() == company.lower()))


def _mentions(measure: Measure, company: str) -> bool:
    """Tell whether a sentence of a measure that is no company's own names this one."""
    own = products.split(measure.product)[1]
    return own is None and any(company.lower() in step.source.sentence.lower() for step in measure.steps)


def _specific(measures: list[Measure], target: str) -> list[Measure]:
    """Put a country's own measures before those for all countries; of one instrument the country's own alone counts."""
    own = [m for m in measures if m.target == target]
    return own + [m for m in measures if m.target == ALL and not any(m.basis == o.basis for o in own)]


def rate_on(measure: Measure, day: dt.date) -> Step | None:
    """Return the step by which the measure is being charged on ``day``, or None."""
    charged: Step | None = None
    for step in measure.steps:
        since = step.since
        if step.move in _CHARGED:
            if (since or step.reported) <= day:
                charged = step
        elif step.move == "announced":
            if since is not None and since <= day and not _put_off(measure, step):
                charged = Step("in_force", step.rate, step.previous, since, step.reported, step.source, inferred=True)
        elif step.move in _ENDED and (since or step.reported) <= day:
            ends = charged is None or abs(charged.rate - step.rate) < 0.01 or step.rate >= charged.rate
            begins_later = step.move == "suspended" and charged is None
            if ends and not begins_later:
                charged = None
            if step.move == "suspended" and charged is not None and charged.inferred:
                charged = None
        elif step.move == "suspended" and charged is not None and charged.inferred:
            charged = None
    if charged is not None:
        expires = charged.source.fact.expires
        if expires is not None and day > expires:
            return None
    return charged


def _put_off(measure: Measure, step: Step) -> bool:
    """Tell whether an announced beginning was moved, suspended or withdrawn by a later word before it came."""
    return any(
        later.reported > step.reported
        and step.since is not None
        and later.reported <= step.since
        and abs(later.rate - step.rate) < 0.01
        and (
            (later.move == "announced" and later.since is not None and later.since > step.since)
            or later.move in {"suspended", "removed", "struck_down"}
        )
        for later in measure.steps
    )


def _layers(measures: list[Measure], day: dt.date) -> tuple[Layer, ...]:
    found: list[tuple[Measure, Step]] = []
    for measure in measures:
        step = rate_on(measure, day)
        if step is not None and step.rate > 0:
            found.append((measure, step))
    if len(found) > 1:
        found = _stacked(found)
    return tuple(
        Layer(
            step.rate,
            measure.basis,
            "in_force",
            step.since,
            measure.product,
            step.source.fact.reason,
            step.source.fact.approximate,
            step.inferred,
            step.source,
        )
        for measure, step in found
    )


def _stacked(found: list[tuple[Measure, Step]]) -> list[tuple[Measure, Step]]:
    """Keep the newest of several rates, and with it those that an article adds to it."""
    stacking = [pair for pair in found if any(_STACKS.search(step.source.sentence) for step in pair[0].steps)]
    base = max(
        (pair for pair in found if pair not in stacking),
        key=lambda pair: (pair[0].basis != "mfn", pair[0].target != ALL, pair[1].since or pair[1].reported),
        default=None,
    )
    if not stacking:
        remedies = base is not None and base[0].basis in _REMEDIES
        return [pair for pair in found if pair is base or (remedies and pair[0].basis == "mfn")]
    return [pair for pair in found if pair is base or pair in stacking or pair[0].basis == "mfn"]


def _total(
    seen: Sequence[tuple[Article, TariffFact]], layers: tuple[Layer, ...], product: str | None, day: dt.date
) -> tuple[float, Source | None]:
    """Return the sum of the layers, or the total an article states where that is newer than every layer."""
    total = round(sum(layer.rate for layer in layers), 4)
    stated = [
        Source(article, fact)
        for article, fact in seen
        if fact.role == "total"
        and fact.shown
        and fact.status == "in_force"
        and products.same(fact.product, product)
        and (fact.effective or Source(article, fact).day) <= day
    ]
    if not stated:
        return total, None
    newest = max(stated, key=lambda source: source.day)
    if abs(newest.fact.rate - total) < 0.06:
        return total, newest
    changed = max((layer.effective or layer.source.day for layer in layers), default=dt.date.min)
    if newest.day >= changed and (not layers or len(layers) < 2) and newest.fact.rate > total:
        return newest.fact.rate, newest
    return total, None


def _history(
    measures: list[Measure], seen: Sequence[tuple[Article, TariffFact]], product: str | None, as_of: dt.date
) -> tuple[tuple[float, dt.date | None], ...]:
    days = sorted({step.since or step.reported for measure in measures for step in measure.steps} | {as_of})
    found: list[tuple[float, dt.date | None]] = []
    last = 0.0
    for day in days:
        if day > as_of:
            break
        layers = _layers(measures, day)
        total = round(sum(layer.rate for layer in layers), 4)
        if total and abs(total - last) > 0.01:
            found.append((total, min((layer.effective for layer in layers if layer.effective), default=None) and day))
        last = total or last
    return tuple(found)


def _pending(states: list[tuple[Measure, Step]], as_of: dt.date) -> TariffStatus | None:
    newest = max(states, key=lambda pair: (pair[1].reported, pair[1].move != "threatened"), default=None)
    if newest is None:
        return None
    move = newest[1].move
    if move in {"threatened", "announced", "suspended"}:
        return move
    return "removed"


def _ahead(measure: Measure, step: Step, as_of: dt.date) -> bool:
    later = any(other.reported > step.reported and other.move in _CHARGED for other in measure.steps)
    return not later and (
        step.move == "threatened" or (step.move == "announced" and (step.since is None or step.since > as_of))
    )


def _contradictions(measures: list[Measure]) -> tuple[tuple[Source, Source], ...]:
    found = []
    for measure in measures:
        charged = [step for step in measure.steps if step.move in _CHARGED]
        for one, other in pairwise(charged):
            if one.rate != other.rate and one.since is not None and one.since == other.since:
                found.append((one.source, other.source))
    return tuple(found)
