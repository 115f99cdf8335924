"""Learn the table of feature weights for clauses that report speech or attitude, and for whom they belong to.

python -m tests.benchmarks.learn_quotes --only reported
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from bot.reading.quotes.model import Weights, names_of
from bot.reading.quotes.openings import Opening, anchors, openings
from bot.reading.quotes.sayers import NOBODY, sayers
from bot.reading.quotes.scene import Atom
from bot.reading.quotes.stretches import stretches
from tests.benchmarks.fitting import Article, Example, fit

# Features must be seen in so many articles; the penalty keeps the table small and the model from learning by heart.
LEAST, PENALTY, ROUNDS = 20, 6.0, 60
SMALLEST = 0.2  # weights under this are left out
ENOUGH = 0.8  # of the letters of a clause and those of the gold, both together


def learn_reported(articles: Sequence[Article], scorer: ModuleType) -> Weights:
    """The table for :mod:`bot.reading.quotes.openings` and :mod:`bot.reading.quotes.sayers`."""
    clauses: list[Example] = []
    holders: list[Example] = []
    for number, article in enumerate(articles):
        for clause, holder in reported_examples(article, number, scorer):
            clauses.append(clause)
            if holder is not None:
                holders.append(holder)
    weights = fit(clauses, LEAST, PENALTY, ROUNDS) | fit(holders, LEAST, PENALTY, ROUNDS)
    return Weights({feature: weight for feature, weight in weights.items() if abs(weight) >= SMALLEST})


def reported_examples(article: Article, number: int, scorer: ModuleType) -> list[tuple[Example, Example | None]]:
    """Each opening's stretches against no clause, and, where one is a gold unit, who holds it.

    A stretch is right where it is a gold unit of which some candidate is the speaker.
    """
    text = article.gold["text"]
    units = sorted(scorer.units(text, article.gold["quotes"], "all"), key=lambda unit: unit.span)
    letters = [0]
    for character in text:
        letters.append(letters[-1] + character.isalnum())
    examples: list[tuple[Example, Example | None]] = []
    for row in article.scene.rows:
        if not row:
            continue
        here = [unit for unit in units if unit.span[0] < row[-1].end and unit.span[1] > row[0].start]
        for opening in openings(article.scene, row):
            found: list[list[str]] = [[]]
            matched: list[Any] = [None]
            for anchor in anchors(row, opening):
                stretched, over = stretches(row, opening, anchor)
                for first, last, terms, taken in stretched:
                    found.append(names_of([*opening.terms, *anchor.terms, *terms, *over[:taken]]))
                    matched.append(_matched(here, letters, row[first].start, row[last].end))
            unit = next((each for each in matched if each is not None), None)
            holder = _holder_example(article, number, scorer, row, opening, unit) if unit is not None else None
            right = [holder is not None and each is not None for each in matched]
            right[0] = not any(right)
            examples.append((Example(number, found, right), holder))
    return examples


def _matched(units: Sequence[Any], letters: Sequence[int], start: int, end: int) -> Any:
    """The gold unit that a stretch is, or None."""
    own = letters[end] - letters[start]
    for unit in units:
        low, high = max(start, unit.span[0]), min(end, unit.span[1])
        both = letters[high] - letters[low] if high > low else 0
        if both and both >= ENOUGH * (own + letters[unit.span[1]] - letters[unit.span[0]] - both):
            return unit
    return None


def _holder_example(
    article: Article, number: int, scorer: ModuleType, row: list[Atom], opening: Opening, unit: Any
) -> Example | None:
    """Who holds a gold unit, None where no candidate does."""
    text, scene = article.gold["text"], article.scene
    found: list[list[str]] = []
    right: list[bool] = []
    for at, terms in sayers(scene, row, opening):
        said: dict[str, Any] = {"speaker": None}
        if at != NOBODY:
            mention = scene.mentions[row[at].ref]
            said = {
                "speaker": [list(mention.span)],
                "speaker_text": text[mention.span.start : mention.span.end],
                "speaker_name": article.people[mention.person].name if mention.person is not None else None,
            }
        found.append(names_of(terms))
        right.append(bool(scorer.speaker_right(text, unit.quote, said, "person")))
    return Example(number, found, right) if any(right) else None
