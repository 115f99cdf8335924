"""Which statement the headline of a direction rests on, found before anything is put into words."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from bot import ledger
from bot.answers.steps import MOVED, fact_layer, held_layer, step_layer
from bot.answers.values import Layer

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


class Head(NamedTuple):
    """What a headline rests on: a statement by itself (``stated``), a rate that is charged, or a step of a measure.

    Of the three at most one is there. ``added_up`` tells that the total stands in no article.
    """

    stated: ledger.Source | None = None
    layer: ledger.Layer | None = None
    step: tuple[ledger.Measure, ledger.Step] | None = None
    added_up: bool = False

    @property
    def source(self) -> ledger.Source | None:
        """The statement with its article, None where no article states enough for a headline."""
        if self.layer is not None:
            return self.layer.step.source
        return self.step[1].source if self.step is not None else self.stated

    @property
    def inferred(self) -> bool:
        """Whether it only follows from what the articles say."""
        if self.layer is not None:
            return self.layer.step.inferred
        return self.step is not None and self.step[1].inferred

    def shown(self) -> Layer | None:
        """Return it as an answer shows it."""
        if self.layer is not None:
            return held_layer(self.layer)
        if self.step is not None:
            measure, step = self.step
            return step_layer(measure.basis, measure.product, step)
        return fact_layer(self.stated) if self.stated is not None else None


def head_of(holding: ledger.Holding) -> Head:
    """Return the statement that the headline rests on, and whether its total stands in no article."""
    if holding.status == "in_force":
        if holding.stated_total is not None:
            return Head(stated=holding.stated_total)
        if len(holding.layers) == 1:
            return Head(layer=holding.layers[0])
        newest = max(holding.layers, key=lambda each: (each.step.inferred, _published(each.step.source)), default=None)
        return Head(layer=newest, added_up=True) if newest is not None else Head()
    pending = [each for each in holding.states if MOVED[each[1].move] == holding.status]
    if holding.status == "removed":  # a rate of nothing is in force, but charges nothing
        pending += [each for each in holding.states if each[1].rate == 0 and MOVED[each[1].move] == "in_force"]
    return Head(step=max(pending, key=lambda each: _published(each[1].source), default=None))


def _published(source: ledger.Source) -> dt.datetime:
    return source.article.published or _LONG_AGO
