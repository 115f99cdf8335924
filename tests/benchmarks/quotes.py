"""Score quotations and speakers: as shipped on a file, by five-fold, and with one outlet left out.

    python -m tests.benchmarks.quotes                 # the shipped tables on the development articles
    python -m tests.benchmarks.quotes --program       # the same through ``python -m bot read --json``
    python -m tests.benchmarks.quotes --folds 5       # cross-validation over the training articles
    python -m tests.benchmarks.quotes --folds 5 --jobs 2   # the same in two processes
    python -m tests.benchmarks.quotes --outlets       # each outlet of the training articles in turn left out
    python -m tests.benchmarks.quotes --speed         # articles a second, people and quotations

Every run prints the scorer's table with every speaker given and as shown (speakers under the confidence bound left
out), the curve of share shown against share wrong, and how often speakers of a given confidence are right.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from bot.reading.people import find_people
from bot.reading.quotes.model import CONFIDENCE_WEIGHTS, PRONOUN_WEIGHTS, REPORTED_WEIGHTS, WEIGHTS
from bot.reading.quotes.reader import FRAGMENT_SHOWN_ABOVE, SHOWN_ABOVE, read_with
from bot.reading.text import analyse
from bot.reading.undisturbed import undisturbed
from storage.records import Quote
from tests.benchmarks.by_program import read_by_program
from tests.benchmarks.fitting import Article, load_scorer, scenes
from tests.benchmarks.learn_quotes import learn_confidence, learn_pronouns, learn_speakers, unseen_choices
from tests.benchmarks.learn_reported import learn_reported

Prediction = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """The four learned tables."""

    speakers: Mapping[str, float]
    pronouns: Mapping[str, float]
    reported: Mapping[str, float]
    confidence: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """One stretch in marks with a speaker: is it direct speech of five words, how sure, shown, and right."""

    direct5: bool
    confidence: float
    shown: bool
    right: bool


SHIPPED = Tables(WEIGHTS, PRONOUN_WEIGHTS, REPORTED_WEIGHTS, CONFIDENCE_WEIGHTS)


def predict(gold: Mapping[str, Any], tables: Tables) -> Prediction:
    """Read one article in the form that the scorer wants; words in marks inside a reported clause go with it."""
    document = analyse(gold["text"])
    people = find_people(document)
    return scored(
        gold, read_with(tables.speakers, document, people, tables.pronouns, tables.reported, tables.confidence)
    )


def scored(gold: Mapping[str, Any], quotes: Sequence[Quote]) -> Prediction:
    """The quotes of one article in the form that the scorer wants."""
    text = gold["text"]
    return {
        "id": gold["id"],
        "quotes": [prediction_of(text, quote) for quote in merged(quotes)],
        "clauses": [prediction_of(text, q) for q in quotes if q.kind == "indirect" and q.within is None and q.shown],
    }


def prediction_of(text: str, quote: Quote) -> Prediction:
    """One quote in the form that the scorer wants."""
    return {
        "content": [list(span) for span in quote.content],
        "speaker": [list(span) for span in quote.speaker] or None,
        "speaker_text": text[quote.speaker[0].start : quote.speaker[-1].end] if quote.speaker else None,
        "speaker_name": quote.speaker_name,
        "confidence": quote.confidence,
        "shown": quote.shown,
    }


def merged(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes with those in marks left out that a reported clause of the same speaker holds: gold has them as one."""
    clauses = [q for q in quotes if q.kind == "indirect" and q.within is None]
    kept = []
    for quote in quotes:
        if quote.within is not None:
            continue
        holder = None
        if quote.kind != "indirect":
            holder = next(
                (
                    c
                    for c in clauses
                    if c.span.start <= quote.span.start and quote.span.end <= c.span.end and same(c, quote)
                ),
                None,
            )
        if holder is None:
            kept.append(quote)
        elif holder in kept:
            at = kept.index(holder)
            both = tuple(sorted(set(holder.speaker) | set(quote.speaker)))
            kept[at] = msgspec.structs.replace(holder, speaker=both, confidence=quote.confidence, shown=quote.shown)
            clauses[clauses.index(holder)] = kept[at]
    return kept


def same(one: Quote, other: Quote) -> bool:
    """Whether two quotes have one speaker."""
    return one.speaker == other.speaker or (one.person is not None and one.person == other.person)


def as_shown(predictions: Iterable[Prediction]) -> list[Prediction]:
    """Predictions with the speakers taken out that an answer would not name."""
    hidden = {"speaker": None, "speaker_text": None, "speaker_name": None}
    return [{"id": p["id"], "quotes": [q if q["shown"] else q | hidden for q in p["quotes"]]} for p in predictions]


def report(scorer: ModuleType, golds: Sequence[Mapping[str, Any]], predictions: Sequence[Prediction]) -> None:
    """Print the tables, the curve and the calibration."""
    print("every speaker given")
    print(scorer.table(scorer.score(golds, predictions)))
    print(f"\nas shown (bounds {SHOWN_ABOVE} and, for fragments, {FRAGMENT_SHOWN_ABOVE})")
    print(scorer.table(scorer.score(golds, as_shown(predictions))))
    judged = judge(scorer, golds, predictions)
    share = curve_point(judged, None)
    print("shown {:.1f} % of direct5, {:.1f} % wrong; {:.1f} % of quoted, {:.1f} % wrong".format(*share))
    clauses, bad = shown_clauses(scorer, golds, predictions)
    print(
        f"reported clauses shown: {clauses}, of these {100 * bad / max(1, clauses):.1f} % with a wrong span or speaker"
    )
    print("\nbound   shown direct5  wrong direct5   shown quoted  wrong quoted   (per cent of units that are paired)")
    for bound in (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.74, 0.76, 0.78, 0.8, 0.82, 0.84, 0.86, 0.9, 0.95):
        result = curve_point(judged, bound)
        print(f"{bound:5.2f}   {result[0]:13.1f}  {result[1]:13.1f}  {result[2]:13.1f} {result[3]:13.1f}")
    print("\nconfidence   speakers   right (per cent)")
    for low, count, right in calibration(judged):
        print(f"{low:.1f}-{low + 0.1:.1f}      {count:7}   {100 * right:6.1f}")


def shown_clauses(
    scorer: ModuleType, golds: Sequence[Mapping[str, Any]], predictions: Sequence[Prediction]
) -> tuple[int, int]:
    """How many reported clauses are shown, and how many are no gold unit (four fifths alike) of that speaker."""
    count = bad = 0
    for gold, prediction in zip(golds, predictions, strict=True):
        text = gold["text"]
        units = scorer.units(text, gold["quotes"], "all")
        for clause in prediction["clauses"]:
            own = scorer.Unit(text, tuple(clause["content"][0]), {}, "").chars
            count += 1
            bad += not any(
                len(own & unit.chars) >= 0.8 * len(own | unit.chars)
                and scorer.speaker_right(text, unit.quote, clause, "person")
                for unit in units
            )
    return count, bad


def judge(scorer: ModuleType, golds: Sequence[Mapping[str, Any]], predictions: Sequence[Prediction]) -> list[Judged]:
    """Every paired stretch in marks that was given a speaker."""
    out: list[Judged] = []
    for gold, prediction in zip(golds, predictions, strict=True):
        text = gold["text"]
        units = scorer.units(text, gold["quotes"], "quoted")
        for g, p in scorer.pair(units, scorer.units(text, prediction["quotes"], "quoted"), 0.8):
            if scorer.has_speaker(p.quote):
                right = bool(scorer.speaker_right(text, g.quote, p.quote, "person"))
                long = g.type == "direct" and g.words >= 5
                out.append(Judged(long, p.quote["confidence"], p.quote["shown"], right))
    return out


def curve_point(judged: Sequence[Judged], bound: float | None) -> list[float]:
    """Share of stretches whose speaker is shown and share of those wrong, for direct5 and quoted, in per cent."""
    out: list[float] = []
    for only in (True, False):
        here = [one for one in judged if one.direct5 or not only]
        shown = [one for one in here if (one.shown if bound is None else one.confidence >= bound)]
        wrong = sum(not one.right for one in shown)
        out += [100 * len(shown) / max(1, len(here)), 100 * wrong / max(1, len(shown))]
    return out


def calibration(judged: Sequence[Judged]) -> list[tuple[float, int, float]]:
    """For each tenth of confidence: how many stretches, and the share whose speaker is right."""
    out = []
    for tenth in range(10):
        here = [one.right for one in judged if min(9, int(one.confidence * 10)) == tenth]
        if here:
            out.append((tenth / 10, len(here), sum(here) / len(here)))
    return out


def read_fold(articles: Sequence[Article], scorer: ModuleType, fold: Sequence[int]) -> dict[int, Prediction]:
    """Read the articles of ``fold`` with tables learned from all others."""
    held = set(fold)
    rest = [article for number, article in enumerate(articles) if number not in held]
    # The confidence is learned from choices for articles that the inner tables had not seen either.
    confidence = learn_confidence(unseen_choices(rest, scorer))
    pronouns = learn_pronouns(rest, scorer)
    speakers = learn_speakers(rest, scorer, pronouns)
    tables = Tables(speakers, pronouns, learn_reported(rest, scorer), confidence)
    return {number: predict(articles[number].gold, tables) for number in fold}


_shared: list[tuple[Sequence[Article], ModuleType]] = []  # in a process of its own: what all folds are read from


def _share(articles: Sequence[Article], scorer: ModuleType) -> None:
    _shared.append((articles, scorer))


def _read_shared(fold: Sequence[int]) -> dict[int, Prediction]:
    return read_fold(*_shared[-1], fold)


def cross_validate(
    articles: Sequence[Article], scorer: ModuleType, folds: Sequence[Sequence[int]], jobs: int
) -> list[Prediction]:
    """Read each fold with tables learned from the others, in ``jobs`` processes; in the order of ``articles``."""
    found: dict[int, Prediction] = {}
    # Forked, so that the articles are read once and handed to nobody.
    with multiprocessing.get_context("fork").Pool(jobs, _share, (articles, scorer)) as pool:
        for part in pool.imap_unordered(_read_shared, folds, chunksize=1):
            found |= part
    return [found[number] for number in range(len(articles))]


def speed(golds: Sequence[Mapping[str, Any]]) -> None:
    """Print articles a second for people and quotations, and the time for one megabyte."""
    texts = [gold["text"] for gold in golds]
    words = sum(len(text.split()) for text in texts)
    start = time.process_time()
    for text in texts:
        with undisturbed:  # as the whole is read
            document = analyse(text)
            read_with(WEIGHTS, document, find_people(document))
    took = time.process_time() - start
    start = time.process_time()
    for text in texts:
        with undisturbed:
            document = analyse(text)
            find_people(document)
    people = time.process_time() - start
    print(f"{len(texts)} articles of {words / len(texts):.0f} words on average in {took:.2f} s of one core")
    print(
        f"articles of 750 words a second: {words / 750 / took:.0f}, {words / 750 / (took - people):.0f} without people"
    )
    long = "\n".join(texts)[:1_000_000]
    start = time.process_time()
    document = analyse(long)
    found = find_people(document)
    middle = time.process_time()
    read_with(WEIGHTS, document, found)
    last = time.process_time()
    print(f"{len(long)} characters in one article: people {middle - start:.1f} s, quotations {last - middle:.1f} s")


def main() -> None:
    """Run one of the benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/quotes"))
    parser.add_argument("--file", default="polnear_dev.jsonl", help="articles for the shipped tables")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--outlets", action="store_true")
    parser.add_argument("--jobs", type=int, default=1, help="processes for --folds and --outlets")
    parser.add_argument("--program", action="store_true", help="read with the program's own command line")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    args = parser.parse_args()
    scorer = load_scorer(args.data)
    if args.folds or args.outlets:
        articles = scenes(args.data / "polnear_train.jsonl")
        order = list(range(len(articles)))
        random.Random(7).shuffle(order)
        folds = [order[i :: args.folds] for i in range(args.folds)]
        if args.outlets:
            outlets: dict[str, list[int]] = {}
            for number, article in enumerate(articles):
                outlets.setdefault(str(article.gold["id"]).split("_")[0], []).append(number)
            folds = list(outlets.values())
        golds: list[Mapping[str, Any]] = [article.gold for article in articles]
        predictions = cross_validate(articles, scorer, folds, args.jobs)
    else:
        golds = [json.loads(line) for line in (args.data / args.file).read_text(encoding="utf-8").splitlines()]
        if args.speed:
            speed(golds)
            return
        if args.program:
            found = read_by_program([gold["text"] for gold in golds])
            predictions = [scored(gold, quotes) for gold, quotes in zip(golds, found, strict=True)]
        else:
            predictions = [predict(gold, SHIPPED) for gold in golds]
    report(scorer, golds, predictions)
    for error in list(scorer.errors(golds, predictions))[: args.errors]:
        print(json.dumps(error, ensure_ascii=False))


if __name__ == "__main__":
    main()
