"""Fit the weights of a tariff fact's confidence by logistic regression, each round left out in turn.

The table holds what the reader of the day found at first sight of rounds 3 to 6 of own articles: its features, and
whether it was true. The development articles are not in it: the rules were made on them, so they
say nothing of unseen ones.

python -m tests.benchmarks.fit_tariffs [--table tests/corpus/tariff_first_sight.tsv] [--ridge 1.0] [--precision 0.95]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def fit(features: Array, true: Array, ridge: float) -> Array:
    """Return the weights, the constant first, by Newton's method; ``ridge`` holds all but the constant near 0."""
    design = np.hstack([np.ones((len(features), 1)), features])
    weights = np.zeros(design.shape[1])
    penalty = np.diag([1e-6] + [ridge] * features.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (true - chance) - penalty @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        weights += np.linalg.solve(curve, slope)
    return weights


def chances(features: Array, weights: Array) -> Array:
    """Return the confidence of each row."""
    found: Array = 1 / (1 + np.exp(-(weights[0] + features @ weights[1:])))
    return found


def main(argv: list[str] | None = None) -> int:
    """Print the weights, the precision of what is shown at each bound on rounds left out, and the bound to take."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=Path, default=Path("tests/corpus/tariff_first_sight.tsv"))
    parser.add_argument("--ridge", type=float, default=1.0)
    parser.add_argument("--precision", type=float, default=0.95)
    options = parser.parse_args(argv)
    rows = [line.split("\t") for line in options.table.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    names = rows[0][2:]
    rounds = np.array([row[0] for row in rows[1:]])
    true = np.array([float(row[1]) for row in rows[1:]])
    features = np.array([[float(cell) for cell in row[2:]] for row in rows[1:]])
    left_out = np.zeros(len(true))
    for each in sorted(set(rounds)):
        here = rounds == each
        left_out[here] = chances(features[here], fit(features[~here], true[~here], options.ridge))
    for name, weight in zip(["constant", *names], fit(features, true, options.ridge), strict=True):
        print(f"{name:20} {weight:6.2f}")
    bound = None
    for step in range(50, 100):
        shown = left_out >= step / 100
        if not shown.any():
            break
        precision = true[shown].mean()
        print(f"bound 0.{step} left out: {int(true[shown].sum())} of {int(shown.sum())} true ({precision:.2f})")
        if bound is None and precision >= options.precision:
            bound = step / 100
    print(f"bound at which a left-out round reaches {options.precision}: {bound}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
