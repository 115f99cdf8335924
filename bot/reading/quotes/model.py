"""The linear model that chooses among candidates: a table of feature weights and a softmax.

Features are strings, so that the table can be read. To make each string anew and look it up would take most of the time
of reading, and the same few facts come up again and again ("a name after a comma, no boundary between"). So features
that depend on the same facts are made together by one function, a group, and a candidate is described by terms: a
group with its facts. What a term weighs is added up once and remembered; names are made for learning, and that once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parent.parent / "data"
_STEPS = 1e6  # in one: sums are rounded, so that what weighs the same is equal in whichever order it was added up
_MOST_SUMS = 100_000  # terms remembered; then all are forgotten, so that memory stays bounded

# (group, fact, fact, ...): the group is a function from the facts to names of features
Term = tuple[Any, ...]


class Weights(dict[str, float]):
    """A table of weights that remembers what terms weigh. It must not be changed once it has weighed one."""

    def __init__(self, table: Mapping[str, float] | None = None) -> None:
        super().__init__(table or {})
        self.sums: dict[Term, float] = {}


def names_of(terms: Iterable[Term]) -> list[str]:
    """The features of ``terms``, by name."""
    return [name for group, *facts in terms for name in group(*facts)]


def weigh(weights: Mapping[str, float], terms: Iterable[Term]) -> float:
    """The sum of the weights of all features of ``terms``; an unknown feature weighs nothing."""
    sums = weights.sums if isinstance(weights, Weights) else {}
    total = 0.0
    for term in terms:
        known = sums.get(term)
        if known is None:
            if len(sums) >= _MOST_SUMS:
                sums.clear()
            known = sums[term] = score(weights, term[0](*term[1:]))
        total += known
    return (total * _STEPS + 0.5) // 1.0 / _STEPS


def weigh_one(weights: Mapping[str, float], term: Term) -> float:
    """As :func:`weigh`, of one term."""
    known = weights.sums.get(term) if isinstance(weights, Weights) else None
    return weigh(weights, (term,)) if known is None else known


def load_weights(path: Path) -> Weights:
    """Read a table of ``feature<TAB>weight`` lines; lines starting with # are comments."""
    weights = Weights()
    if not path.exists():
        return weights
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            feature, _, weight = line.rpartition("\t")
            weights[feature] = float(weight)
    return weights


def score(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """The sum of the weights of ``features``; an unknown feature weighs nothing."""
    get = weights.get
    return (sum([get(feature, 0.0) for feature in features]) * _STEPS + 0.5) // 1.0 / _STEPS


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities from scores."""
    top = max(scores, default=0.0)
    raised = [math.exp(value - top) for value in scores]
    total = sum(raised)
    return [value / total for value in raised]


def chance(value: float) -> float:
    """The probability of the second of two answers that score 0 and ``value``."""
    return 1.0 / (1.0 + math.exp(-value)) if value > -700.0 else 0.0


WEIGHTS = load_weights(_DATA / "quote_weights.tsv")
PRONOUN_WEIGHTS = load_weights(_DATA / "pronoun_weights.tsv")
REPORTED_WEIGHTS = load_weights(_DATA / "reported_weights.tsv")
CONFIDENCE_WEIGHTS = load_weights(_DATA / "confidence_weights.tsv")
