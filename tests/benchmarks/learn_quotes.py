"""Learn the tables of feature weights for quotations: pronouns, speakers, reported clauses, confidence.

python -m tests.benchmarks.learn_quotes --data ../shared/quotes/polnear_train.jsonl
python -m tests.benchmarks.learn_quotes --only reported      # this table alone
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.reading.quotes.candidate import Candidate
from bot.reading.quotes.choice import Choice, choose, fixed
from bot.reading.quotes.confidence import confidence_features
from bot.reading.quotes.features import Candidates
from bot.reading.quotes.governed import Subjects
from bot.reading.quotes.marks import Quoted
from bot.reading.quotes.model import PRONOUN_WEIGHTS, softmax
from bot.reading.quotes.pronouns import Antecedents, teller_of
from bot.reading.quotes.reader import quote_of
from bot.reading.quotes.resolve import note_owner, resolve
from tests.benchmarks.fitting import Article, Example, fit, load_scorer, scenes, write_table
from tests.benchmarks.learn_reported import learn_reported


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
        antecedents = Antecedents(article.scene, article.people)
        for index, mention in enumerate(article.scene.mentions):
            note_owner(antecedents, index)
            if mention.kind != "p" or mention.gender is None:
                continue
            if (teller := teller_of(article.scene, mention)) is not None:
                antecedents.last[mention.gender] = teller
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
    "rank 1": 0.2,
    "role subject": 1.0,
    "role object": -1.2,
    "role own": -0.2,
    "last": 0.8,
    "owner": 0.8,
    "not owner": -0.3,
    # Few speak of themselves by name; the gold's machine often takes whom the words name for their speaker.
    "in quotation": -2.0,
}


LEAST = 5  # articles in which a feature must be seen
SPEAKER_PENALTY, PRONOUN_PENALTY = 2.0, 15.0
CONFIDENCE_PENALTY = 4.0
ROUNDS = 80
PRONOUN_LEAST = 0.15
SPARING = 2.0  # of the table for speakers


def learn_pronouns(articles: Sequence[Article], scorer: ModuleType) -> dict[str, float]:
    """The table for :mod:`bot.reading.quotes.pronouns`.

    The gold's names of pronouns come from a machine. Read by eye, those that a first table holds for next to impossible
    are its mistakes as a rule ("he", right after words of Eric Trump, as Donald Trump): they are left out, twice over.
    """
    examples = pronoun_examples(articles, scorer)
    weights = fit(examples, LEAST, PRONOUN_PENALTY, ROUNDS, PRONOUN_PRIOR)
    for _ in range(2):
        likely = [example for example in examples if _chance_of_right(weights, example) >= PRONOUN_LEAST]
        weights = fit(likely, LEAST, PRONOUN_PENALTY, ROUNDS, PRONOUN_PRIOR)
    return weights


def _chance_of_right(weights: Mapping[str, float], example: Example) -> float:
    """What the table gives to all the right candidates of an example together."""
    chances = softmax([sum(weights.get(feature, 0.0) for feature in found) for found in example.found])
    return sum(chance for chance, right in zip(chances, example.right, strict=True) if right)


def learn_speakers(articles: Sequence[Article], scorer: ModuleType, pronouns: Mapping[str, float]) -> dict[str, float]:
    """The table for :mod:`bot.reading.quotes.features`."""
    examples: list[Example] = []
    for number, article in enumerate(articles):
        resolve(article.scene, article.people, pronouns)
        article.examples.clear()
        label(article, number, scorer)
        examples += article.examples
    return fit(examples, LEAST, SPEAKER_PENALTY, ROUNDS, SPEAKER_PRIOR, SPARING)


def confidence_examples(
    article: Article, number: int, scorer: ModuleType, speakers: Mapping[str, float], pronouns: Mapping[str, float]
) -> list[Example]:
    """Whether each choice made for an article is right; the tables must have been learned without the article."""
    resolve(article.scene, article.people, pronouns)
    text, scene = article.gold["text"], article.scene
    golds = gold_of(scorer, article.gold, scene.quoted)
    subjects = Subjects(scene)
    examples: list[Example] = []
    for index, choice in enumerate(choose(scene, speakers)):
        gold = golds[index]
        if gold is None or not choice.spoken or choice.mention is None or index in scene.labels:
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
    """Learn the tables and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/quotes/polnear_train.jsonl"))
    parser.add_argument("--out", type=Path, default=Path("bot/reading/data"))
    parser.add_argument("--only", choices=["reported"], help="learn this table alone, the others as shipped")
    args = parser.parse_args()
    scorer = load_scorer(args.data.parent)
    articles = scenes(args.data)
    write_table(learn_reported(articles, scorer), args.out / "reported_weights.tsv", "{openings,sayers}.py")
    if args.only == "reported":
        return
    pronouns = learn_pronouns(articles, scorer)
    write_table(pronouns, args.out / "pronoun_weights.tsv", "pronouns.py")
    write_table(learn_speakers(articles, scorer, pronouns), args.out / "quote_weights.tsv", "features.py")
    sure = learn_confidence(unseen_choices(articles, scorer))
    write_table(sure, args.out / "confidence_weights.tsv", "confidence.py")


if __name__ == "__main__":
    main()
