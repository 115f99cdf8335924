"""Measures while they are being put together, and which of them a statement is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot import goods
from bot.ledger.values import CHARGED, ENDED, Source, Step
from storage.records import TariffFact

# Words by which a rate comes on top of what is charged already. By hand.
_ADDED = re.compile(r"\b(?:on top of|additional|extra|in addition to|over and above|comes? on top)\b", re.IGNORECASE)
# Instruments that are one measure under two names: a country's deal rate takes the place of its "reciprocal" one.
_ALIKE = (
    frozenset({"reciprocal", "trade_deal", "baseline"}),
    frozenset({"ieepa", "penalty"}),
    frozenset({"anti_dumping", "countervailing"}),
)


class Told(NamedTuple):
    """One statement on one kind of goods."""

    source: Source
    product: str | None


@dataclass(slots=True)
class Open:
    """A measure while it is being put together."""

    imposer: str
    target: str
    product: str | None
    basis: str | None
    steps: list[Step] = field(default_factory=list)
    differ: list[tuple[Source, Source]] = field(default_factory=list)

    def current(self) -> Step | None:
        """Return the last step that set a rate to be charged, now or later."""
        return next((step for step in reversed(self.steps) if step.move in CHARGED), None)

    def last(self) -> Step | None:
        """Return the last step of all."""
        return self.steps[-1] if self.steps else None

    def standing(self) -> Step | None:
        """Return the last charged step if nothing ended it since."""
        current = self.current()
        return (
            None
            if current is None or any(s.move in ENDED for s in self.steps[self.steps.index(current) :])
            else current
        )

    def states(self, rate: float) -> bool:
        """Tell whether any step is at ``rate``."""
        return any(even(step.rate, rate) for step in self.steps)


def even(one: float | None, other: float | None) -> bool:
    """Tell whether two rates are known and the same."""
    return one is not None and other is not None and abs(one - other) < 0.01


def alike(one: str | None, other: str | None) -> bool:
    """Tell whether two instruments may be one measure."""
    return one == other or any(one in group and other in group for group in _ALIKE)


def find(measures: Sequence[Open], told: Told) -> Open | None:
    """Return the measure that a statement is about, None where it is a new one."""
    source, fact = told.source, told.source.fact
    near = [measure for measure in measures if _same_goods(measure.product, told.product)]
    for measure in measures:  # the ordinary duty, once told of goods in general and once of a product
        if measure.basis == "mfn" == fact.basis and even(measure.steps[-1].rate, fact.rate):
            return measure
    if fact.status in {"removed", "suspended"}:
        for measure in near:
            step = measure.current() or measure.last()
            if step is not None and even(step.rate, fact.rate):
                return _named(measure, fact)
    for measure in near:
        if measure.basis is not None and measure.basis == fact.basis:
            return measure
    for measure in near:
        step = measure.current() or measure.last()
        if step is not None and even(step.rate, fact.previous_rate):
            return _named(measure, fact)
    for measure in near:
        if (measure.basis is None or fact.basis is None) and measure.states(fact.rate):
            return _named(measure, fact)
    on_top = bool(near) and _ADDED.search(source.sentence) is not None
    for measure in near:
        article = source.article.id
        if fact.basis != measure.basis and any(step.source.article.id == article for step in measure.steps):
            continue
        if on_top and not measure.states(fact.rate):
            continue  # laid on top of it
        if "mfn" in {measure.basis, fact.basis} and measure.basis != fact.basis:
            continue  # the ordinary duty stays apart from what is laid on top of it
        if alike(measure.basis, fact.basis) or measure.basis is None or fact.basis is None:
            return _named(measure, fact)
    return None


def _same_goods(one: str | None, other: str | None) -> bool:
    company, rival = goods.split(one)[1], goods.split(other)[1]
    if company and rival:
        return company.lower() == rival.lower()
    return (company or "").lower() == (rival or "").lower() and goods.fit(one, other) == "own"


def _named(measure: Open, fact: TariffFact) -> Open:
    measure.basis = measure.basis or fact.basis
    return measure
