"""Learn the weights by which the tariff reader chooses, from the annotated articles, and print how well it chooses.

python -m tests.benchmarks.fit_tariffs [--data ../shared/tariff] [--rounds 7] [--write] [--stage imposer]

The articles are the development half and the rounds of own articles (``tests/corpus/tariff_round*.txt``). Each round is
left out in turn, and the choices in it are made with weights learned from the others.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bot.reading.tariffs import read_tariffs
from bot.reading.tariffs.amounts import find_amounts, find_bare
from bot.reading.tariffs.choice import Chooser, Decision, learned
from bot.reading.tariffs.confidence import confidence_of
from bot.reading.text import analyse
from bot.readout import fact_object
from storage.records import TariffFact
from tests.benchmarks.tariffs import lines, scorer
from tests.corpus.tariff_corpus import cases
from tests.corpus.tariff_corpus import fact as fact_of

Array = NDArray[np.float64]
Weights = dict[str, dict[str, float]]
Labelled = tuple[list[list[str]], list[bool]]  # the features of each candidate, and which of them are right
WEIGHTS = Path("bot/reading/data/tariff_weights.tsv")
HEAD = """\
# Learned by tests/benchmarks/fit_tariffs.py from annotated articles: stage, feature, weight. The features are made in
# bot/reading/tariffs/*_features.py, status.py, replacing.py and confidence.py; in them the letters are the classes of
# bot/reading/tariffs/lexicon.py.
"""
STEPS = 200
RIDGE = {"imposer": 4.0, "target": 4.0, "product": 2.8, "status": 6.0, "rate": 2.0, "old": 2.0}


def _read(case: dict[str, Any], chooser: Chooser) -> tuple[TariffFact, ...]:
    return read_tariffs(
        analyse(case["text"]), dt.date.fromisoformat(case["published"][:10]), case.get("title", ""), chooser
    )


class Labels:
    """What is right at each rate of one annotated article."""

    def __init__(self, module: Any, case: dict[str, Any]) -> None:
        self.module, self.case = module, case
        text = case["text"]
        self.value = {amount.start: amount.value for amount in find_bare(text, 0, len(text))}
        self.value |= {amount.start: amount.value for amount in find_amounts(text, 0, len(text))}

    def facts(self, decision: Decision) -> list[dict[str, Any]]:
        """Return the gold facts that the rate of ``decision`` may state."""
        value = self.value.get(decision.at, 0.0)
        near = []
        for fact in self.case["facts"]:
            spans = [fact["evidence"], *fact.get("evidence_alts", [])]
            if any(start <= decision.at < end for start, end in spans) and self.module.near(fact["rate"], value):
                near.append(fact)
        same = [at for at in sorted(self.value) if self.module.near(self.value[at], value)]
        spans = [fact["evidence"] for fact in near]
        here = [at for at in same if any(start <= at < end for start, end in spans)]
        keys = list(dict.fromkeys((f["imposer"], f["product"], f["role"], f["basis"]) for f in near))
        if len(keys) > 1 and len(keys) == len(here) and decision.at in here:
            key = keys[here.index(decision.at)]
            near = [f for f in near if (f["imposer"], f["product"], f["role"], f["basis"]) == key]
        return near

    def right(self, decision: Decision) -> list[bool] | None:
        """Return which candidates of ``decision`` are right, or None where nothing can be learned."""
        facts = self.facts(decision)
        if decision.stage == "rate":
            rate = self._is_rate(decision, facts)
            return None if not rate and self._told_elsewhere(decision) else [rate]
        if decision.stage == "old":
            return self._replaced(decision, facts)
        if not facts:
            return None
        hits = [self._fits(decision.stage, value, facts) for value in decision.values]
        return hits if any(hits) and not all(hits) else None

    def _is_rate(self, decision: Decision, facts: list[dict[str, Any]]) -> bool:
        if facts:
            return True
        value = self.value.get(decision.at, 0.0)
        for fact in self.case["facts"]:
            previous = [fact["previous_rate"], *fact.get("previous_rate_alts", [])]
            spans = [fact["evidence"], *fact.get("evidence_alts", [])]
            told = any(start - 400 <= decision.at < end + 400 for start, end in spans)
            if told and any(p is not None and self.module.near(p, value) for p in previous):
                return True
        return False

    def _replaced(self, decision: Decision, facts: list[dict[str, Any]]) -> list[bool] | None:
        """Return which of the rates beside this one took its place (the first candidate: none)."""
        hits = []
        pairs = cast(Sequence[tuple[float, float | None]], decision.values)
        for value, other in pairs:
            took = other is not None and any(
                self.module.near(fact["rate"], other)
                and any(
                    p is not None and self.module.near(p, value)
                    for p in [fact["previous_rate"], *fact.get("previous_rate_alts", [])]
                )
                for fact in self.case["facts"]
                if any(a <= decision.at < b for a, b in [fact["evidence"], *fact.get("evidence_alts", [])])
            )
            hits.append(took)
        required = [fact for fact in facts if not fact.get("optional")]
        if required or not any(hits):
            hits = [True] + [False] * (len(hits) - 1)
            return hits if facts else None
        return hits

    def _told_elsewhere(self, decision: Decision) -> bool:
        """Tell whether a fact of another sentence has this rate: a repetition, which counts neither way."""
        value = self.value.get(decision.at)
        known = [fact[key] for fact in self.case["facts"] for key in ("rate", "previous_rate")]
        return value is not None and any(rate is not None and self.module.near(rate, value) for rate in known)

    def _fits(self, stage: str, value: Any, facts: list[dict[str, Any]]) -> bool:
        if stage == "imposer":
            return any(fact["imposer"] == value for fact in facts)
        if stage == "target":
            imposer, group = value
            here = [fact for fact in facts if fact["imposer"] == imposer]
            wanted = {code for fact in here for code in [fact["target"], *fact.get("target_alts", [])]}
            needed = {fact["target"] for fact in here if not fact.get("optional")} or wanted
            single = set(group) <= wanted
            covers = all(
                {fact["target"], *fact.get("target_alts", [])} & set(group) for fact in here if fact["target"] in needed
            )
            return single and covers
        if stage == "product":
            return any(
                self.module.same_product(gold, value)
                for fact in facts
                for gold in [fact["product"], *fact.get("product_alts", [])]
            )
        if stage == "status":
            return any(value in [fact["status"], *fact.get("status_alts", [])] for fact in facts)
        raise ValueError(stage)


def gather(module: Any, articles: list[dict[str, Any]], weights: Weights) -> dict[str, list[Labelled]]:
    """Read ``articles`` with ``weights`` and return the decisions that can be judged, by stage."""
    found: dict[str, list[Labelled]] = {}
    for case in articles:
        chooser = Chooser(weights, trace=[])
        _read(case, chooser)
        labels = Labels(module, case)
        for decision in chooser.trace or []:
            right = labels.right(decision)
            if right is not None:
                found.setdefault(decision.stage, []).append((decision.features, right))
    return found


def learn(decisions: list[Labelled], ridge: float, least: int = 2) -> dict[str, float]:
    """Return the weights of one stage: softmax over the candidates, or logistic where there is one; by gradient steps
    (L-BFGS is not worth a dependency here). Features seen fewer than ``least`` times are left out.
    """
    counts = Counter(name for features, _ in decisions for names in features for name in names)
    names = sorted(name for name, count in counts.items() if count >= least)
    binary = bool(decisions) and len(decisions[0][0]) == 1
    place = {name: k for k, name in enumerate(["", *names] if binary else names)}
    flat: list[int] = []
    lengths, owner, right = [], [], []
    for number, (features, hits) in enumerate(decisions):
        for names_here, hit in zip(features, hits, strict=True):
            known = [place[name] for name in names_here if name in place] + ([0] if binary else [])
            flat.extend(known)
            lengths.append(len(known))
            owner.append(number)
            right.append(hit)
    columns, rows = np.array(flat, dtype=int), np.repeat(np.arange(len(lengths)), lengths)
    group, good = np.array(owner), np.array(right, dtype=float)
    weights = np.zeros(len(place))
    moment, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        score = np.bincount(rows, weights[columns], len(lengths))
        if binary:
            part = 1 / (1 + np.exp(-score)) - good
        else:
            top = np.full(len(decisions), -np.inf)
            np.maximum.at(top, group, score)
            raised = np.exp(score - top[group])
            whole = np.bincount(group, raised)
            chance = raised / whole[group]
            kept = np.bincount(group, chance * good)
            part = chance - chance * good / kept[group]
        slope = np.bincount(columns, part[rows], len(weights)) + ridge * weights
        moment = 0.9 * moment + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights -= 0.05 * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(weights[k]), 2) for name, k in place.items() if abs(weights[k]) >= 0.03}


def train(module: Any, articles: list[dict[str, Any]], weights: Weights, passes: int) -> Weights:
    """Return weights learned in ``passes`` passes, each over what the reader of the pass before had in mind."""
    for _ in range(passes):
        found = gather(module, articles, weights)
        weights = {stage: learn(decisions, RIDGE.get(stage, 1.0)) for stage, decisions in found.items()}
    return weights


Judged = list[tuple[str, dict[str, float], bool]]  # the round, what tells how sure a fact is, whether it is true


def judged(module: Any, name: str, articles: list[dict[str, Any]], weights: Weights) -> Judged:
    """Return each fact that the reader finds in articles it has not learned from, and whether it is true."""
    rows: Judged = []
    for case in articles:
        chooser = Chooser(weights, rows=[])
        found = _read(case, chooser)
        _, _, false = module.align(case["facts"], [fact_object(each) for each in found])
        rows.extend((name, row, number not in false) for number, row in enumerate(chooser.rows or []))
    return rows


# What can only speak for a fact, and only against it: where the articles at hand say otherwise it counts 0.
FOR = frozenset({"rate", "imposer", "target", "product", "status", "least of the article", "one pair", "plain"})
AGAINST = frozenset(
    {
        "imposer not said", "target not said", "product not said", "rules differ", "other places", "other rates",
        "other pairs", "carried among several", "past", "twin",
    }
)  # fmt: skip
# What only caps a confidence, and isn't learned: that most plain statements are true would hide how sure each is.
CAPS = frozenset({"not plain"})


def fit_confidence(rows: Judged, ridge: float = 3.0) -> dict[str, float]:
    """Return the weights of the confidence: a logistic regression by Newton's method, with signs that make sense."""
    names = [name for name in rows[0][1] if name not in CAPS]
    while True:
        weights = _newton(rows, names, ridge)
        wrong = [
            name
            for name, weight in zip(names, weights[1:], strict=True)
            if (name in FOR and weight < 0) or (name in AGAINST and weight > 0)
        ]
        if not wrong:
            break
        names = [name for name in names if name not in wrong]
    return {name: round(float(weight), 3) for name, weight in zip(["", *names], weights, strict=True)}


def _newton(rows: Judged, names: list[str], ridge: float) -> Array:
    design = np.array([[1.0, *[row[name] for name in names]] for _, row, _ in rows])
    true = np.array([float(hit) for _, _, hit in rows])
    weights = np.zeros(design.shape[1])
    penalty = np.diag([1e-6] + [ridge] * len(names))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (true - chance) - penalty @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        weights += np.linalg.solve(curve, slope)
    return weights


def bounds(rows: Judged, required: int) -> None:
    """Print precision and coverage of what would be shown, with the confidence fitted on the other rounds."""
    chances: list[tuple[float, bool]] = []
    for name in dict.fromkeys(name for name, _, _ in rows):
        weights = fit_confidence([row for row in rows if row[0] != name])
        chances.extend((confidence_of(row, weights), hit) for other, row, hit in rows if other == name)
    for bound in (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        shown = [hit for chance, hit in chances if chance >= bound]
        if shown:
            print(
                f"bound {bound}: {sum(shown)} of {len(shown)} true ({sum(shown) / len(shown):.3f}),"
                f" {sum(shown) / required:.3f} of the facts that have to be found"
            )


def accuracy(found: dict[str, list[Labelled]], weights: Weights) -> dict[str, tuple[int, int]]:
    """Return, for each stage, how many decisions are right of how many."""
    result = {}
    for stage, decisions in found.items():
        hits = 0
        known = weights.get(stage, {})
        for features, right in decisions:
            scores = [sum(known.get(name, 0.0) for name in names) for names in features]
            if len(scores) == 1:
                hits += (scores[0] + known.get("", 0.0) > 0) == right[0]
            else:
                hits += right[max(range(len(scores)), key=lambda k: scores[k])]
        result[stage] = (hits, len(decisions))
    return result


def show_wrong(module: Any, articles: list[dict[str, Any]], weights: Weights, stage: str) -> None:
    """Print each wrong decision of ``stage`` with its sentence: what was chosen, and what was right."""
    for case in articles:
        chooser = Chooser(weights, trace=[])
        document = analyse(case["text"])
        _read(case, chooser)
        labels = Labels(module, case)
        for decision in chooser.trace or []:
            right = labels.right(decision) if decision.stage == stage else None
            if right is None:
                continue
            known = weights.get(stage, {})
            scores = [
                known.get("", 0.0) * (len(right) == 1) + sum(known.get(n, 0.0) for n in names)
                for names in decision.features
            ]
            best = max(range(len(scores)), key=lambda k: scores[k])
            if right[0] != (scores[0] > 0) if len(right) == 1 else not right[best]:
                span = document.sentence_at(decision.at)
                text = case["text"]
                sentence = (
                    text[span.start : decision.at]
                    + "[["
                    + text[decision.at : decision.at + 6]
                    + "]]"
                    + text[decision.at + 6 : span.end]
                    if span
                    else ""
                )
                wanted = [value for value, hit in zip(decision.values, right, strict=True) if hit]
                print(f"  {case['id']} took {decision.values[best]} ({scores[best]:.1f}) of {wanted}: {sentence}")


def sagas(data: Path) -> list[dict[str, Any]]:
    """Return the articles of the development sagas with the facts that ``tests/corpus/tariff_sagas_gold.txt`` gives."""
    facts: dict[str, list[str]] = {}
    name = ""
    for line in Path("tests/corpus/tariff_sagas_gold.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            name = line[2:].strip()
        elif name:
            facts.setdefault(name, []).append(line[2:])
    return [
        {**case, "facts": [fact_of(line, case["text"]) for line in facts[case["id"]]]}
        for case in lines(data / "sagas_dev.jsonl")
        if case["kind"] == "article"
    ]


def corpus(data: Path, rounds: int) -> dict[str, list[dict[str, Any]]]:
    """Return the annotated articles by the round they belong to."""
    found = {
        "dev": lines(data / "dev.jsonl"),
        "plain": cases(Path("tests/corpus/tariff_plain.txt")),
        "none": [case for path in sorted(Path("tests/corpus").glob("tariff_none*.txt")) for case in cases(path)],
        "sagas": sagas(data),
    }
    for number in range(1, rounds + 1):
        path = Path(f"tests/corpus/tariff_round{number}.txt")
        if path.exists():
            found[str(number)] = cases(path)
    return found


def main(argv: list[str] | None = None) -> int:
    """Print the accuracy of each stage with each round left out; write the weights of all with ``--write``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/tariff"))
    parser.add_argument("--rounds", type=int, default=99)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--errors", action="store_true", help="print what was missed or made up, left out")
    parser.add_argument("--only", help="leave out this part only")
    parser.add_argument("--wrong", help="print the wrong decisions of this stage")
    parser.add_argument("--left-out", action="store_true", help="leave each round out in turn")
    options = parser.parse_args(argv)
    module = scorer(options.data)
    parts = corpus(options.data, options.rounds)
    start: Weights = {}
    if options.left_out:
        whole: Counter[str] = Counter()
        rows: Judged = []
        for name, held in parts.items():
            if options.only and name != options.only:
                continue
            others = [case for other, part in parts.items() if other != name for case in part]
            weights = train(module, others, start, options.passes)
            found = gather(module, held, weights)
            print(name, accuracy(found, weights), flush=True)
            if options.wrong:
                show_wrong(module, held, weights, options.wrong)
            rows.extend(judged(module, name, held, weights))
            predictions = []
            for case in held:
                facts = _read(case, Chooser(weights))
                predictions.append({"id": case["id"], "facts": [fact_object(found) for found in facts]})
            score = module.score(held, predictions)
            if options.errors:
                module.errors(held, predictions)
            whole.update({key: score["facts"][key] for key in ("tp", "fp", "fn")})
            whole.update({f"loose {key}": score["facts_any_role_or_product"][key] for key in ("tp", "fp", "fn")})
            whole.update({key: value * score["facts"]["tp"] for key, value in score["attributes"].items()})
            print(
                "   ", score["facts"]["f1"], score["facts_any_role_or_product"]["f1"], score["attributes"], flush=True
            )
        print(
            "all left out: F1",
            round(module.f1(whole["tp"], whole["fp"], whole["fn"])[2], 4),
            "any role or product",
            round(module.f1(whole["loose tp"], whole["loose fp"], whole["loose fn"])[2], 4),
            {key: round(whole[key] / whole["tp"], 4) for key in ("status", "effective", "previous_rate", "basis")},
        )
        if options.only:
            return 0
        bounds(rows, whole["tp"] + whole["fn"])
        confidence = fit_confidence(rows)
        print(confidence)
    if options.write:
        weights = train(module, [case for part in parts.values() for case in part], start, options.passes)
        weights["confidence"] = confidence if options.left_out else learned().get("confidence", {})
        body = "".join(
            f"{stage}\t{name}\t{weight}\n"
            for stage, known in sorted(weights.items())
            for name, weight in sorted(known.items())
        )
        WEIGHTS.write_text(HEAD + body, encoding="utf-8")
        print(accuracy(gather(module, [case for part in parts.values() for case in part], weights), weights))
    return 0


if __name__ == "__main__":
    sys.exit(main())
