"""Articles with gold, and the linear model that is learned from them.

The model is a softmax over candidates; every correct candidate counts as right, so the loss is minus the log of their
summed probability, with an L2 penalty. It is fitted by L-BFGS in plain numpy.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reading.people import find_people
from bot.reading.quotes.model import Weights
from bot.reading.quotes.reader import read_scene
from bot.reading.quotes.scene import Scene
from bot.reading.text import analyse
from storage.records import Person

Floats = NDArray[np.float64]


def load_scorer(folder: Path) -> ModuleType:
    """The scorer that comes with the data, as a module."""
    spec = importlib.util.spec_from_file_location("score_quotes", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Example:
    """One quotation: its candidates and which of them are right."""

    article: int
    found: list[list[str]]  # the features of each answer
    right: list[bool]


@dataclass
class Article:
    """One article read as far as the model needs, with gold."""

    gold: dict[str, Any]
    scene: Scene
    people: tuple[Person, ...]
    examples: list[Example] = field(default_factory=list)


def scenes(path: Path) -> list[Article]:
    """Read a file of articles with gold as far as their atoms."""
    articles: list[Article] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        document = analyse(gold["text"])
        people = find_people(document)
        articles.append(Article(gold, read_scene(document, people, {}), people))
    return articles


_SPARING_ROUNDS = 3
_DEAD = 0.02  # a weight as near to its prior as this goes, where the table is to be small


def fit(
    examples: list[Example],
    least: int,
    penalty: float,
    rounds: int,
    prior: Mapping[str, float] | None = None,
    sparing: float = 0.0,
) -> Weights:
    """Learn weights from ``examples``, for features seen in ``least`` articles; the penalty pulls them to ``prior``.

    With ``sparing`` the table is made small: the weights are learned again and again, each time with a penalty that is
    the higher the nearer a weight was to its prior, so that most come to weigh nothing, as an L1 penalty would have it.
    """
    seen: Counter[str] = Counter()
    articles: dict[str, set[int]] = {}
    for example in examples:
        for features_of_one in example.found:
            for feature in features_of_one:
                seen[feature] += 1
                articles.setdefault(feature, set()).add(example.article)
    names = sorted(feature for feature in seen if len(articles[feature]) >= least)
    index = {feature: number for number, feature in enumerate(names)}
    flat: list[int] = []
    lengths: list[int] = []
    right: list[bool] = []
    sizes: list[int] = []
    for example in examples:
        if not any(example.right):
            continue
        sizes.append(len(example.found))
        for features_of_one, ok in zip(example.found, example.right, strict=True):
            known = [index[f] for f in features_of_one if f in index]
            flat += known
            lengths.append(len(known))
            right.append(ok)
    features = np.array(flat, dtype=np.int64)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    group = np.repeat(np.arange(len(sizes)), sizes)
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    good = np.array(right, dtype=np.float64)
    middle = np.array([(prior or {}).get(name, 0.0) for name in names])
    pull = np.full(len(names), penalty)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = np.bincount(owner, weights[features], minlength=len(lengths))
        top = np.maximum.reduceat(scores, first)
        raised = np.exp(scores - top[group])
        total = np.add.reduceat(raised, first)
        hit = np.add.reduceat(raised * good, first)
        value = float(np.sum(np.log(total) - np.log(hit + 1e-300))) + float(pull @ (weights - middle) ** 2) / 2
        slope = raised / total[group] - raised * good / (hit[group] + 1e-300)
        gradient = np.bincount(features, slope[owner], minlength=len(names)) + pull * (weights - middle)
        return value, gradient

    weights = minimise(loss, middle, rounds)
    for _ in range(_SPARING_ROUNDS if sparing else 0):
        alive = (np.abs(weights - middle) >= _DEAD) | (middle != 0)
        weights = np.where(alive, weights, middle)
        features, owner = features[alive[features]], owner[alive[features]]
        pull = penalty / 2 + sparing / (np.abs(weights - middle) + 0.05)
        weights = minimise(loss, weights, rounds // 2)
    return Weights({feature: float(weight) for feature, weight in zip(names, weights, strict=True)})


def minimise(loss: Callable[[Floats], tuple[float, Floats]], start: Floats, rounds: int) -> Floats:
    """L-BFGS with a memory of ten steps and a backtracking line search."""
    x = start
    value, gradient = loss(x)
    steps: list[Floats] = []
    turns: list[Floats] = []
    for _ in range(rounds):
        direction = -gradient
        alphas = []
        for s, y in zip(reversed(steps), reversed(turns), strict=True):
            alpha = float(s @ direction) / float(s @ y)
            alphas.append(alpha)
            direction = direction - alpha * y
        if steps:
            direction = direction * (float(steps[-1] @ turns[-1]) / float(turns[-1] @ turns[-1]))
        for (s, y), alpha in zip(zip(steps, turns, strict=True), reversed(alphas), strict=True):
            direction = direction + (alpha - float(y @ direction) / float(s @ y)) * s
        slope = float(direction @ gradient)
        if slope > -1e-6:
            break
        size = 1.0 if steps else min(1.0, 1.0 / float(np.abs(gradient).sum()))
        for _ in range(30):
            moved, turned = loss(x + size * direction)
            if moved <= value + 1e-4 * size * slope:
                break
            size /= 2
        step, turn = size * direction, turned - gradient
        if float(step @ turn) > 1e-10:
            steps, turns = [*steps, step][-10:], [*turns, turn][-10:]
        x = x + step
        if abs(value - moved) < 1e-5 * abs(value):
            break
        value, gradient = moved, turned
    return x


def write_table(weights: Mapping[str, float], path: Path, module: str) -> None:
    """Write the features that weigh something, by name."""
    kept = {feature: weight for feature, weight in weights.items() if abs(weight) >= 0.05}
    lines = [
        f"# Weights of the features in bot/reading/quotes/{module}, learned by tests/benchmarks/learn_quotes.py from",
        "# PolNeAR 1.0.0 (Newell, Margolin and Ruths, LREC 2018), training part: word classes only, no names or texts.",
        *(f"{feature}\t{weight:.2f}" for feature, weight in sorted(kept.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} features written to {path}")
