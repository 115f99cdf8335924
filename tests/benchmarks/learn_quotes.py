"""Learn the table of feature weights for the choice of speakers.

    python -m tests.benchmarks.learn_quotes --data ../shared/quotes/polnear_train.jsonl

The model is a softmax over the candidates of each quotation; every correct candidate counts as right, so the loss is
minus the log of their summed probability, with an L2 penalty. It is fitted by L-BFGS in plain numpy.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from bot.reading.people import find_people
from numpy.typing import NDArray

from bot.reading.quotes.choice import Choice, previous_kind
from bot.reading.quotes.features import Candidate, Candidates
from bot.reading.quotes.marks import Quoted, find_quoted
from bot.reading.quotes.resolve import resolve
from bot.reading.quotes.scene import Scene, build_scene
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
    found: list[Candidate]
    right: list[bool]


@dataclass
class Article:
    """One article read as far as the model needs, with gold."""

    gold: dict[str, Any]
    scene: Scene
    people: tuple[Person, ...]
    examples: list[Example] = field(default_factory=list)


def read_articles(path: Path, scorer: ModuleType) -> list[Article]:
    """Read a file of articles with gold."""
    articles: list[Article] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        document = analyse(gold["text"])
        people = find_people(document)
        scene = build_scene(document, people, find_quoted(document))
        resolve(scene, people)
        article = Article(gold, scene, people)
        label(article, len(articles), scorer)
        articles.append(article)
    return articles


def gold_of(scorer: ModuleType, gold: Mapping[str, Any], quoted: list[Quoted]) -> list[dict[str, Any] | None]:
    """The gold quote that each quotation belongs to, None where it is no speech."""
    text = gold["text"]
    owner: dict[int, int] = {}
    for number, quote in enumerate(gold["quotes"]):
        for start, end in quote["content"]:
            for position in range(start, end):
                owner.setdefault(position, number)
    found: list[dict[str, Any] | None] = []
    for quote in quoted:
        positions = [p for p in range(*quote.inner) if text[p].isalnum()]
        counts = Counter(owner[p] for p in positions if p in owner)
        best = counts.most_common(1)
        found.append(gold["quotes"][best[0][0]] if best and best[0][1] * 2 > len(positions) else None)
    return found


def label(article: Article, number: int, scorer: ModuleType) -> None:
    """Make the examples of one article, the quotation before taken from the gold."""
    scene = article.scene
    golds = gold_of(scorer, article.gold, scene.quoted)
    previous: int | None = None
    before: Choice | None = None
    candidates = Candidates(scene)
    for index in range(len(scene.quoted)):
        gold = golds[index]
        found = candidates.of(index, previous, previous_kind(scene, before))
        right = [_right(scorer, article, candidate, gold, golds, previous) for candidate in found]
        if gold is not None and not any(right):
            right = [candidate.kind == "nobody" for candidate in found]
        article.examples.append(Example(number, found, right))
        if gold is not None:
            mentions = [c.mention for c, ok in zip(found, right, strict=True) if ok and c.kind == "mention"]
            carried = (
                before
                if any(ok and c.kind == "prev" for c, ok in zip(found, right, strict=True)) and not mentions
                else None
            )
            previous = index
            before = carried or Choice(1.0, 1.0, mentions[0] if mentions else None, None)
            person = scene.mentions[before.mention].person if before.mention is not None else None
            if person is not None:
                candidates.said[person] = candidates.said.get(person, 0) + 1


def _right(
    scorer: ModuleType,
    article: Article,
    candidate: Candidate,
    gold: dict[str, Any] | None,
    golds: list[dict[str, Any] | None],
    previous: int | None,
) -> bool:
    if gold is None:
        return candidate.kind == "null"
    if candidate.kind == "null":
        return False
    if candidate.kind == "nobody":
        return not gold.get("speaker")
    if not gold.get("speaker"):
        return False
    if candidate.kind == "prev":
        other = golds[previous] if previous is not None else None
        if other is None or not other.get("speaker"):
            return False
        if other is gold or other["speaker"] == gold["speaker"]:
            return True
        names = scorer.full_name(other), scorer.full_name(gold)
        return bool(names[0] and names[1] and scorer.same_name(*names))
    mention = article.scene.mentions[candidate.mention]
    spans = gold.get("speaker_head") or gold["speaker"]
    if any(mention.span.start < end and start < mention.span.end for start, end in spans):
        # a whole phrase that merely holds the head of another's description is no match
        return True
    name = scorer.full_name(gold)
    if mention.kind == "P" and name and mention.person is not None:
        return bool(scorer.same_name(article.people[mention.person].name, name))
    return False


def fit(examples: list[Example], least: int, penalty: float, rounds: int) -> dict[str, float]:
    """Learn weights from ``examples``, for features seen in ``least`` articles."""
    seen: Counter[str] = Counter()
    articles: dict[str, set[int]] = {}
    for example in examples:
        for candidate in example.found:
            for feature in candidate.features:
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
        for candidate, ok in zip(example.found, example.right, strict=True):
            known = [index[f] for f in candidate.features if f in index]
            flat += known
            lengths.append(len(known))
            right.append(ok)
    features = np.array(flat, dtype=np.int64)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    group = np.repeat(np.arange(len(sizes)), sizes)
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    good = np.array(right, dtype=np.float64)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = np.bincount(owner, weights[features], minlength=len(lengths))
        top = np.maximum.reduceat(scores, first)
        raised = np.exp(scores - top[group])
        total = np.add.reduceat(raised, first)
        hit = np.add.reduceat(raised * good, first)
        value = float(np.sum(np.log(total) - np.log(hit + 1e-300))) + penalty * float(weights @ weights) / 2
        slope = raised / total[group] - raised * good / (hit[group] + 1e-300)
        gradient = np.bincount(features, slope[owner], minlength=len(names)) + penalty * weights
        return value, gradient

    weights = minimise(loss, np.zeros(len(names)), rounds)
    return {feature: float(weight) for feature, weight in zip(names, weights, strict=True)}


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/quotes/polnear_train.jsonl"))
    parser.add_argument("--out", type=Path, default=Path("bot/reading/data/quote_weights.tsv"))
    parser.add_argument("--least", type=int, default=5, help="articles in which a feature must be seen")
    parser.add_argument("--penalty", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=150)
    args = parser.parse_args()
    articles = read_articles(args.data, load_scorer(args.data.parent))
    examples = [example for article in articles for example in article.examples]
    weights = fit(examples, args.least, args.penalty, args.rounds)
    write_table(weights, args.out)


def write_table(weights: Mapping[str, float], path: Path) -> None:
    """Write the features that weigh something, by name."""
    kept = {feature: weight for feature, weight in weights.items() if abs(weight) >= 0.05}
    lines = [
        "# Weights of the features in bot/reading/quotes/features.py, learned by tests/benchmarks/learn_quotes.py from",
        "# PolNeAR 1.0.0 (Newell, Margolin and Ruths, LREC 2018), training part: word classes only, no names or texts.",
        *(f"{feature}\t{weight:.2f}" for feature, weight in sorted(kept.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} features written to {path}")


if __name__ == "__main__":
    main()
