"""Choices among candidates by named features: a linear score each, made a probability over the candidates.

The weights are learned from the project's own annotated articles by ``tests/benchmarks/fit_tariffs.py`` and stand in
``bot/reading/data/tariff_weights.tsv``: stage, feature, weight.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat

from bot.reading.tariffs.lexicon import read_table

Features = Collection[str]
Weights = dict[str, float]


@dataclass(slots=True)
class Decision:
    """One choice as it was put to the reader, for learning: ``stage``, the offsets of the rate's sentence and of the
    rate itself, the candidates (any value) and each one's features.
    """

    stage: str
    sentence: int
    at: int
    values: Sequence[object]
    features: list[list[str]]


@dataclass(slots=True)
class Chooser:
    """The weights of every stage. ``trace`` and ``rows``, where given, gather each decision and what tells how
    sure each fact is. ``tables``: the weights of stages whose candidates share their features, worked out at first use.
    """

    weights: dict[str, Weights]
    trace: list[Decision] | None = field(default=None)
    rows: list[dict[str, float]] | None = field(default=None)
    tables: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    def chances(
        self, stage: str, sentence: int, at: int, values: Sequence[object], features: Sequence[Features]
    ) -> list[float]:
        """Return the probability of each candidate; their sum is 1. The order of features is of no account."""
        if self.trace is not None:
            self.trace.append(Decision(stage, sentence, at, values, [sorted(names) for names in features]))
        known = self.weights.get(stage, {}).get
        return _softmax([math.fsum(map(known, names, repeat(0.0))) for names in features])

    def shared(self, stage: str, sentence: int, at: int, values: Sequence[str], features: Features) -> list[float]:
        """Return the probability of each candidate where all have the same ``features``: what a feature says of a
        candidate stands in the weights as "candidate | feature".
        """
        if self.trace is not None:
            named = [[f"{value} | {name}" for name in sorted(features)] for value in values]
            self.trace.append(Decision(stage, sentence, at, values, named))
        if stage not in self.tables:
            self.tables[stage] = _table(self.weights.get(stage, {}), values)
        table = self.tables[stage]
        columns = [column for name in features if (column := table.get(name)) is not None]
        return _softmax([math.fsum(scores) for scores in zip(*columns, strict=True)] or [0.0] * len(values))

    def yes(self, stage: str, sentence: int, at: int, features: Features) -> float:
        """Return the probability of a yes."""
        if self.trace is not None:
            self.trace.append(Decision(stage, sentence, at, (True,), [list(features)]))
        known = self.weights.get(stage, {})
        score = known.get("", 0.0) + math.fsum(map(known.get, features, repeat(0.0)))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    whole = sum(raised)
    return [value / whole for value in raised]


def _table(weights: Weights, values: Sequence[str]) -> dict[str, list[float]]:
    """Return, for each feature that weighs something for any candidate, its weight for each of ``values``."""
    found: dict[str, list[float]] = {}
    place = {value: k for k, value in enumerate(values)}
    for key, weight in weights.items():
        value, _, name = key.partition(" | ")
        if value in place:
            found.setdefault(name, [0.0] * len(values))[place[value]] = weight
    return found


@cache
def learned() -> dict[str, Weights]:
    """Return the weights of the data file."""
    found: dict[str, Weights] = {}
    for stage, name, weight in read_table("tariff_weights.tsv"):
        found.setdefault(stage, {})[name] = float(weight)
    return found


@cache
def chooser() -> Chooser:
    """Return the chooser by the weights of the data file, one for all articles."""
    return Chooser(learned())
