"""Choices among candidates by named features: a linear score each, made a probability over the candidates.

The weights are learned from the project's own annotated articles by ``tests/benchmarks/fit_tariffs.py`` and stand in
``bot/reading/data/tariff_weights.tsv``: stage, feature, weight.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from bot.reading.tariffs.lexicon import read_table

Features = list[str]
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
    features: list[Features]


@dataclass(slots=True)
class Chooser:
    """The weights of every stage. ``trace`` and ``rows``, where given, gather each decision and what tells how
    sure each fact is.
    """

    weights: dict[str, Weights]
    trace: list[Decision] | None = field(default=None)
    rows: list[dict[str, float]] | None = field(default=None)

    def chances(
        self, stage: str, sentence: int, at: int, values: Sequence[object], features: list[Features]
    ) -> list[float]:
        """Return the probability of each candidate; their sum is 1."""
        if self.trace is not None:
            self.trace.append(Decision(stage, sentence, at, values, features))
        known = self.weights.get(stage, {})
        scores = [sum(known.get(name, 0.0) for name in names) for names in features]
        top = max(scores)
        raised = [math.exp(score - top) for score in scores]
        whole = sum(raised)
        return [value / whole for value in raised]

    def yes(self, stage: str, sentence: int, at: int, features: Features) -> float:
        """Return the probability of a yes."""
        if self.trace is not None:
            self.trace.append(Decision(stage, sentence, at, (True,), [features]))
        known = self.weights.get(stage, {})
        score = known.get("", 0.0) + sum(known.get(name, 0.0) for name in features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def learned() -> dict[str, Weights]:
    """Return the weights of the data file."""
    found: dict[str, Weights] = {}
    for stage, name, weight in read_table("tariff_weights.tsv"):
        found.setdefault(stage, {})[name] = float(weight)
    return found
