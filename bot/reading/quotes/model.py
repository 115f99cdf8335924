"""The linear model that chooses among candidates: a table of feature weights and a softmax."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent / "data"


def load_weights(path: Path) -> dict[str, float]:
    """Read a table of ``feature<TAB>weight`` lines; lines starting with # are comments."""
    weights: dict[str, float] = {}
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
    return sum([get(feature, 0.0) for feature in features])


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities from scores."""
    top = max(scores, default=0.0)
    raised = [math.exp(value - top) for value in scores]
    total = sum(raised)
    return [value / total for value in raised]


WEIGHTS = load_weights(_DATA / "quote_weights.tsv")
PRONOUN_WEIGHTS = load_weights(_DATA / "pronoun_weights.tsv")
REPORTED_WEIGHTS = load_weights(_DATA / "reported_weights.tsv")
CONFIDENCE_WEIGHTS = load_weights(_DATA / "confidence_weights.tsv")
