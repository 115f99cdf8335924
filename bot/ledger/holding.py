"""What holds on a day: layers, total, status and history, from measures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from bot import goods
from bot.goods import Fit
from bot.ledger.charging import REMEDIES, STACKS, layers_on
from bot.ledger.measures import ALL, build, order
from bot.ledger.opening import even
from bot.ledger.totals import Told, history, total_on
from bot.ledger.values import AGAINST_ONE, CHARGED, ENDED, Holding, Layer, Measure, Past, Source, Step
from storage.records import TariffFact, TariffStatus

MOST_ASKED = 200  # kinds of goods, those that measures are on among them
MAYBE = 0.3  # confidence; below this a statement doesn't even cast doubt on a total


class Book:
    """What the articles published by ``as_of`` tell of one imposer's tariffs on one target's goods.

    ``facts`` may hold those of other places too: only the pair's own count, those on all countries, and the sentences
    that tell of a law's fall.
    """

    def __init__(self, facts: Told, imposer: str, target: str, as_of: dt.date) -> None:
        self.imposer, self.target, self.as_of = imposer, target, as_of
        told = [
            (article, fact)
            for article, fact in facts
            if fact.imposer == imposer and article.published is not None and article.published.date() <= as_of
        ]
        remedied = any(fact.target == target and fact.basis in AGAINST_ONE for _, fact in told)
        own = (
            (article, fact)
            for article, fact in told
            if fact.target == target or (fact.target == ALL and (remedied or fact.basis not in AGAINST_ONE))
        )
        self._told = sorted(own, key=lambda pair: order(Source(*pair)))
        self._unsure = [pair for pair in self._told if not pair[1].shown]
        self._newest = max((article.published.date() for article, _ in self._told if article.published), default=None)
        self._totals = [pair for pair in self._told if pair[1].role == "total"]
        self._measures = [
            measure
            for measure in build(told, as_of)
            if measure.target == target or (measure.target == ALL and (remedied or not measure.names_nobody))
        ]
        self._fits: dict[str | None, tuple[Fit, list[Measure]]] = {}
        self._held: dict[str | None, Holding] = {}
        self._past: dict[str | None, tuple[Past, ...]] = {}

    def products(self) -> list[str | None]:
        """Return the kinds of goods that measures are on, goods in general first, then by name."""
        kinds = {measure.product for measure in self._measures}
        return sorted(kinds, key=lambda product: (product is not None, product or ""))

    def past(self, product: str | None) -> tuple[Past, ...]:
        """Return the totals that were charged on ``product`` in turn: the ``history`` of what :meth:`holds`."""
        found = self._past.get(product)
        if found is None:
            found = history(self._totals, self._fitting(product)[1], product, self.as_of)
            if product in self._held:
                self._past[product] = found
        return found

    def _fitting(self, product: str | None) -> tuple[Fit, list[Measure]]:
        if product not in self._fits:
            if len(self._fits) >= MOST_ASKED:
                self._fits.clear()
            self._fits[product] = _fitting(self._measures, self.target, product, self.as_of)
        return self._fits[product]

    def holds(self, product: str | None, *, past: bool = True) -> Holding:
        """Return what holds for ``product``; None asks for goods in general. Without ``past`` it has no history yet."""
        held = self._held.get(product)
        if held is None:
            held = self._holds(product)
            if any(measure.product == product for measure in self._measures):  # what else is asked for has no end
                self._held[product] = held
        return msgspec.structs.replace(held, history=self.past(product)) if past else held

    def _holds(self, product: str | None) -> Holding:
        totals, as_of, (fit, measures) = self._totals, self.as_of, self._fitting(product)
        layers = layers_on(measures, as_of)
        total, stated = total_on(totals, measures, layers, product, as_of)
        states = sorted(
            ((measure, step) for measure in measures for step in measure.steps),
            key=lambda pair: (pair[1].day, pair[1].reported),
        )
        status: TariffStatus | None = "in_force" if layers or total else _pending(states, as_of)
        return Holding(
            self.imposer,
            self.target,
            product,
            as_of,
            total,
            status,
            layers,
            (),
            tuple(states),
            tuple((m, s) for m, s in states if _ahead(m, s, as_of)),
            tuple(Source(article, fact) for article, fact in self._unsure if _about(fact.product, product)),
            tuple(dict.fromkeys(pair for measure in measures for pair in measure.contradictions)),
            approximate=any(layer.approximate for layer in layers) or bool(stated and stated.fact.approximate),
            stated_total=stated,
            newest=self._newest,
            fit=fit,
            partial=bool(layers)
            and any(_may_add(Source(*each), product, layers, total, states) for each in self._unsure),
            doubtful=bool(layers) and fit == "broader" and any(_of_its_own(fact, product) for _, fact in self._unsure),
        )


def _of_its_own(fact: TariffFact, product: str | None) -> bool:
    """Tell whether a statement too unsure to count may be of the rate that the goods themselves are charged."""
    return (fact.status == "in_force" and fact.confidence >= MAYBE) and any(
        goods.fit(product, item) == "own" for item in goods.items(fact.product)
    )


def _may_add(
    source: Source, product: str | None, layers: tuple[Layer, ...], total: float, states: list[tuple[Measure, Step]]
) -> bool:
    """Tell whether a statement too unsure to count may be of a rate on top of ``layers``, or of a higher sum."""
    fact = source.fact
    if fact.status != "in_force" or fact.confidence < MAYBE or fact.rate <= 0:
        return False
    if not any(goods.fit(product, item) in {"own", "broader"} for item in goods.items(fact.product)):
        return False
    if fact.role == "total":
        return fact.rate > total + 0.05
    if any(even(step.rate, fact.rate) for _, step in states):
        return False  # known already, or known to be over
    ordinary = fact.basis == "mfn" and any(layer.basis in REMEDIES for layer in layers)
    return ordinary or STACKS.search(source.sentence) is not None


def holds(facts: Told, imposer: str, target: str, product: str | None, as_of: dt.date) -> Holding:
    """Return what ``imposer`` charges on goods of ``target`` on ``as_of``, told by articles published by then.

    ``product`` None asks for goods in general. Rates are added only where an article adds or plainly stacks them.
    """
    return Book(facts, imposer, target, as_of).holds(product)


def _about(product: str | None, wanted: str | None) -> bool:
    return wanted is None or any(goods.fit(wanted, item) != "other" for item in goods.items(product))


def _fitting(measures: Sequence[Measure], target: str, product: str | None, day: dt.date) -> tuple[Fit, list[Measure]]:
    """Return the measures that bear on the question: on its own goods before broader, those before narrower ones.

    The ordinary duty is looked for by itself: it is charged beside what else there is.
    """
    words, company = goods.split(product)
    if words:
        plain = [m for m in measures if goods.split(m.product)[1] is None]
        ordinary = _best(product, [m for m in plain if m.basis == "mfn"])[1]
        special = [m for m in plain if m.basis != "mfn"]
        if company:
            named = [m for m in measures if (goods.split(m.product)[1] or "").lower() == company.lower()]
            named = named or [m for m in special if _mentions(m, company)]
            if named or ordinary:
                return "own", _specific(named + ordinary, target)
        fit, best = _best(product, special)
        if fit == "own" and best and all(_frees(measure) for measure in best):
            # Freed from one rate on goods in general, they stay under the others.
            freed = [m for m in best if m.newest.day <= day]
            rest = [m for m in special if m not in best and not any(_same_rate(m, other) for other in freed)]
            best = freed + _best(product, rest)[1]
        if not best and not ordinary:
            others = [m for m in measures if goods.split(m.product)[1] and goods.fit(product, m.product) == "own"]
            return "own", _specific(others, target)
        return fit if best else "own", _specific(best + ordinary, target)
    general = [m for m in measures if _general(m, company)]
    if company and (named := [m for m in general if goods.split(m.product)[1]]):
        return "own", _specific(named + [m for m in general if m.basis == "mfn" and m not in named], target)
    if general:
        return "own", _specific(general, target)
    plain = [m for m in measures if goods.split(m.product)[1] is None]
    kinds = {goods.split(m.product)[0] for m in plain}
    return "own", _specific(plain, target) if len(kinds) == 1 else []


def _frees(measure: Measure) -> bool:
    """Tell whether all that is known of a measure is its end: goods taken out of one on more than them."""
    return all(step.move == "removed" for step in measure.steps)


def _same_rate(measure: Measure, other: Measure) -> bool:
    return any(even(step.rate, other.newest.rate) for step in measure.steps)


def _best(product: str | None, measures: Sequence[Measure]) -> tuple[Fit, list[Measure]]:
    """Return the measures whose goods fit best, goods in general last of the broader ones."""
    by_fit: dict[tuple[Fit, bool], list[Measure]] = {}
    for measure in measures:
        fit = goods.fit(product, measure.product)
        by_fit.setdefault((fit, not goods.split(measure.product)[0]), []).append(measure)
    order: tuple[tuple[Fit, bool], ...] = (("own", False), ("broader", False), ("broader", True), ("narrower", False))
    for key in order:
        if key in by_fit:
            return key[0], by_fit[key]
    return "own", []


def _general(measure: Measure, company: str | None) -> bool:
    words, owner = goods.split(measure.product)
    return not words and (owner is None or (company is not None and owner.lower() == company.lower()))


def _mentions(measure: Measure, company: str) -> bool:
    """Tell whether a sentence of a measure that is no company's own names this one."""
    return any(re.search(rf"\b{re.escape(company)}\b", step.source.sentence, re.IGNORECASE) for step in measure.steps)


def _specific(measures: list[Measure], target: str) -> list[Measure]:
    """Put a country's own measures before those for all countries; of one instrument the country's own alone counts."""
    own = [m for m in measures if m.target == target]
    return own + [m for m in measures if m.target == ALL and not any(m.basis == o.basis for o in own)]


def _pending(states: list[tuple[Measure, Step]], as_of: dt.date) -> TariffStatus | None:
    newest = max(
        states,
        key=lambda pair: (
            max(pair[1].reported, pair[1].day if pair[1].move in ENDED else pair[1].reported),
            pair[1].move != "threatened",
        ),
        default=None,
    )
    if newest is None:
        return None
    move = newest[1].move
    if move in {"threatened", "announced", "suspended"}:
        return move
    return "removed"


def _ahead(measure: Measure, step: Step, as_of: dt.date) -> bool:
    later = any(
        other.reported > step.reported and (other.move in CHARGED or even(other.rate, step.rate))
        for other in measure.steps
        if other is not step
    )
    return not later and (
        step.move == "threatened" or (step.move == "announced" and (step.since is None or step.since > as_of))
    )
