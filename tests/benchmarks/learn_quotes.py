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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reading.people import find_people
from bot.reading.quotes.choice import Choice, choose, fixed
from bot.reading.quotes.confidence import confidence_features
from bot.reading.quotes.features import Candidate, Candidates
from bot.reading.quotes.governed import Subjects
from bot.reading.quotes.marks import Quoted
from bot.reading.quotes.model import PRONOUN_WEIGHTS, Weights
from bot.reading.quotes.pronouns import Antecedents
from bot.reading.quotes.reader import LEAST_SPEECH, quote_of, read_scene
from bot.reading.quotes.reported import find_reported, reported_features
from bot.reading.quotes.resolve import note_owner, resolve
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


def read_articles(path: Path, scorer: ModuleType, pronouns: Mapping[str, float] = PRONOUN_WEIGHTS) -> list[Article]:
    """Read a file of articles with gold, and label the candidates of every quotation."""
    articles = scenes(path)
    for number, article in enumerate(articles):
        resolve(article.scene, article.people, pronouns)
        label(article, number, scorer)
    return articles


def pronoun_examples(articles: Sequence[Article], scorer: ModuleType) -> list[Example]:
    """What "he" and "she" stand for, where the gold names the speaker."""
    examples: list[Example] = []
    for number, article in enumerate(articles):
        names: dict[int, str] = {}
        for gold in article.gold["quotes"]:
            if scorer.full_name(gold):
                for start, _ in gold.get("speaker_head") or []:
                    names[start] = gold["speaker_name"]
        antecedents = Antecedents(article.scene)
        for index, mention in enumerate(article.scene.mentions):
            note_owner(antecedents, index)
            if mention.kind != "p" or mention.gender is None:
                continue
            name = names.get(mention.span.start)
            found = antecedents.of(index)
            right = [bool(name) and scorer.same_name(article.people[a.person].name, name) for a in found]
            if any(right):
                examples.append(Example(number, [a.features for a in found], right))
                antecedents.last[mention.gender] = found[right.index(True)].person
            elif mention.person is not None:
                antecedents.last[mention.gender] = mention.person
    return examples


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
        sure = fixed(scene, index)
        if sure is not None:
            if sure.mention is not None:
                previous, before = index, sure
            continue
        found = candidates.of(index, previous, before.mention if before is not None else None)
        right = [_right(scorer, article, candidate, gold, golds, previous) for candidate in found]
        if gold is not None and not any(right):
            right = [candidate.kind == "nobody" for candidate in found]
        article.examples.append(Example(number, [candidate.features for candidate in found], right))
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


# The subject of the verb that a quotation is the object of has said it.
SPEAKER_PRIOR = {"object s": 1.0, "object p": 0.3, "object o": -0.5, "prev object o": -1.0, "prev object s": 0.5}
# What any reader would expect of a pronoun before seeing data: the nearest, a subject, and the one meant last.
PRONOUN_PRIOR = {
    "rank 0": 0.8,
    "rank 1": 0.3,
    "role subject": 0.7,
    "role object": -0.9,
    "role own": -0.2,
    "last": 0.8,
    "owner": 0.8,
}


def fit(
    examples: list[Example], least: int, penalty: float, rounds: int, prior: Mapping[str, float] | None = None
) -> Weights:
    """Learn weights from ``examples``, for features seen in ``least`` articles; the penalty pulls them to ``prior``."""
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

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = np.bincount(owner, weights[features], minlength=len(lengths))
        top = np.maximum.reduceat(scores, first)
        raised = np.exp(scores - top[group])
        total = np.add.reduceat(raised, first)
        hit = np.add.reduceat(raised * good, first)
        value = (
            float(np.sum(np.log(total) - np.log(hit + 1e-300)))
            + penalty * float((weights - middle) @ (weights - middle)) / 2
        )
        slope = raised / total[group] - raised * good / (hit[group] + 1e-300)
        gradient = np.bincount(features, slope[owner], minlength=len(names)) + penalty * (weights - middle)
        return value, gradient

    weights = minimise(loss, middle, rounds)
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


LEAST = 5  # articles in which a feature must be seen
SPEAKER_PENALTY, PRONOUN_PENALTY, REPORTED_PENALTY = 2.0, 10.0, 4.0
CONFIDENCE_PENALTY = 4.0
ROUNDS = 80


def learn_pronouns(articles: Sequence[Article], scorer: ModuleType) -> dict[str, float]:
    """The table for :mod:`bot.reading.quotes.pronouns`."""
    return fit(pronoun_examples(articles, scorer), LEAST, PRONOUN_PENALTY, ROUNDS, PRONOUN_PRIOR)


def learn_speakers(articles: Sequence[Article], scorer: ModuleType, pronouns: Mapping[str, float]) -> dict[str, float]:
    """The table for :mod:`bot.reading.quotes.features`."""
    examples: list[Example] = []
    for number, article in enumerate(articles):
        resolve(article.scene, article.people, pronouns)
        article.examples.clear()
        label(article, number, scorer)
        examples += article.examples
    return fit(examples, LEAST, SPEAKER_PENALTY, ROUNDS, SPEAKER_PRIOR)


def learn_reported(articles: Sequence[Article], scorer: ModuleType) -> dict[str, float]:
    """The table for :mod:`bot.reading.quotes.reported`."""
    examples = [e for number, article in enumerate(articles) for e in reported_examples(article, number, scorer)]
    return fit(examples, LEAST, REPORTED_PENALTY, ROUNDS)


def reported_examples(article: Article, number: int, scorer: ModuleType) -> list[Example]:
    """Each reported clause against nothing: right where the gold has its span and its speaker."""
    text = article.gold["text"]
    gold = scorer.units(text, article.gold["quotes"], "all")
    by_start = sorted((unit.span[0], unit.span[1], k) for k, unit in enumerate(gold))
    examples: list[Example] = []
    for clause in find_reported(article.scene):
        unit = scorer.Unit(text, tuple(clause.span), {}, "")
        right = False
        for start, end, k in by_start:
            if end > clause.span.start and start < clause.span.end:
                both = len(unit.chars & gold[k].chars)
                if both and both / len(unit.chars | gold[k].chars) >= 0.8:
                    span = article.scene.mentions[clause.mention].span
                    right = bool(scorer.speaker_right(text, gold[k].quote, {"speaker": [list(span)]}, "mention"))
        found = [[], reported_features(article.scene, clause)]
        examples.append(Example(number, found, [not right, right]))
    return examples


def confidence_examples(
    article: Article, number: int, scorer: ModuleType, speakers: Mapping[str, float], pronouns: Mapping[str, float]
) -> list[Example]:
    """Whether each choice made for an article is right; the tables must have been learned without the article."""
    resolve(article.scene, article.people, pronouns)
    text, scene = article.gold["text"], article.scene
    golds = gold_of(scorer, article.gold, scene.quoted)
    subjects = Subjects(scene)
    examples: list[Example] = []
    for index, choice in enumerate(choose(scene, speakers, LEAST_SPEECH)):
        gold = golds[index]
        if gold is None or choice.speech < LEAST_SPEECH or choice.mention is None or index in scene.labels:
            continue
        quote = quote_of(scene, index, choice, article.people)
        said = {
            "speaker": [list(span) for span in quote.speaker],
            "speaker_text": text[quote.speaker[0].start : quote.speaker[-1].end],
            "speaker_name": quote.speaker_name,
        }
        right = bool(scorer.speaker_right(text, gold, said, "person"))
        found = [[], confidence_features(subjects, index, choice)]
        examples.append(Example(number, found, [not right, right]))
    return examples


def learn_confidence(examples: list[Example]) -> dict[str, float]:
    """The table for :mod:`bot.reading.quotes.confidence`, from choices that :func:`confidence_examples` judged."""
    return fit(examples, LEAST, CONFIDENCE_PENALTY, ROUNDS)


def unseen_choices(articles: Sequence[Article], scorer: ModuleType, folds: int = 5) -> list[Example]:
    """Choices for all articles, each made with tables learned from the other folds."""
    examples: list[Example] = []
    for fold in range(folds):
        rest = [article for number, article in enumerate(articles) if number % folds != fold]
        pronouns = learn_pronouns(rest, scorer)
        speakers = learn_speakers(rest, scorer, pronouns)
        for number in range(fold, len(articles), folds):
            examples += confidence_examples(articles[number], number, scorer, speakers, pronouns)
    return examples


def main() -> None:
    """Learn the four tables and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/quotes/polnear_train.jsonl"))
    parser.add_argument("--out", type=Path, default=Path("bot/reading/data"))
    args = parser.parse_args()
    scorer = load_scorer(args.data.parent)
    articles = scenes(args.data)
    pronouns = learn_pronouns(articles, scorer)
    write_table(pronouns, args.out / "pronoun_weights.tsv", "pronouns.py")
    write_table(learn_speakers(articles, scorer, pronouns), args.out / "quote_weights.tsv", "features.py")
    write_table(learn_reported(articles, scorer), args.out / "reported_weights.tsv", "reported.py")
    sure = learn_confidence(unseen_choices(articles, scorer))
    write_table(sure, args.out / "confidence_weights.tsv", "confidence.py")


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


if __name__ == "__main__":
    main()
