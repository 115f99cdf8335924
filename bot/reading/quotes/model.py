"""The linear model that chooses among candidates: a table of feature weights and a softmax.

Features are strings, so that the table can be read. To make each string anew and look it up would take most of the time
of reading, and the same few facts come up again and again ("a name after a comma, no boundary between"). So features
that depend on the same facts are worded together by one function, a group, and a candidate is described by terms: a
group with its facts. What a term weighs is added up once and remembered; names are made for learning, and that once.
So a group must have few facts: with ten of them nearly every term is met for the first time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parent.parent / "data"
STEPS = 1e6  # in one: weights are counted in whole steps, so that a sum is the same in whichever order it is added up
_MOST_SUMS = 100_000  # terms remembered; then all are forgotten, so that memory stays bounded

Names = tuple[str, ...]
# (group, fact, fact, ...): facts are strings and small numbers, and a group stands there by name.
Term = tuple[Any, ...]
Terms = tuple[Term, ...]
_GROUPS: dict[str, Callable[..., Names]] = {}


def group(wording: Callable[..., Names]) -> str:
    """Make a function from facts to names of features a group; what is returned stands for it in terms."""
    name = f"{wording.__module__}.{wording.__name__}"
    _GROUPS[name] = wording
    return name


class Sums:
    """What terms weigh by one table, in steps, each worked out when it is first asked for.

    It is remembered by the hash of a term, a number of 64 bits: a term itself is a tuple of some ten facts, and tens of
    thousands of them lie too far from the processor. That two of 100,000 share a hash has a chance of one in some 10^9.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weight = weights.get
        self._known: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._known)

    def __getitem__(self, term: Term) -> int:
        steps = self._known.get(hash(term))
        return self._weigh(term) if steps is None else steps

    def total(self, terms: Iterable[Term]) -> int:
        """What ``terms`` weigh together: the sum of all their features; an unknown feature weighs nothing."""
        known = self._known.get
        total = 0
        for term in terms:
            steps = known(hash(term))
            total += self._weigh(term) if steps is None else steps
        return total

    def of(self, terms: Iterable[Term]) -> float:
        """The same as a weight, not in steps."""
        return self.total(terms) / STEPS

    def _weigh(self, term: Term) -> int:
        if len(self._known) >= _MOST_SUMS:
            self._known.clear()
        total = sum([self._weight(name, 0.0) for name in _GROUPS[term[0]](*term[1:])])
        steps = self._known[hash(term)] = math.floor(total * STEPS + 0.5)
        return steps


class Weights(dict[str, float]):
    """A table of weights that remembers what terms weigh. It must not be changed once it has weighed one."""

    def __init__(self, table: Mapping[str, float] | None = None) -> None:
        super().__init__(table or {})
        self.sums = Sums(self)


def names_of(terms: Iterable[Term]) -> list[str]:
    """The features of ``terms``, by name."""
    return [name for wording, *facts in terms for name in _GROUPS[wording](*facts)]


def sums_of(weights: Mapping[str, float]) -> Sums:
    """What terms weigh by a table; a table that isn't :class:`Weights` remembers nothing for the next time."""
    return weights.sums if isinstance(weights, Weights) else Sums(weights)


def weigh(weights: Mapping[str, float], terms: Iterable[Term]) -> float:
    """The sum of the weights of all features of ``terms``."""
    return sums_of(weights).of(terms)


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


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities from scores."""
    top = max(scores) if scores else 0.0
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
