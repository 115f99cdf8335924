"""Statements too unsure by themselves that several articles make alike, each in words of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot import goods
from bot.reading.tariffs.confidence import SHOWN_FROM
from storage.records import Article, TariffFact

LEAST = 0.5  # below this a statement adds nothing
BACKED = 0.3  # below this not even where another article states it surely

Told = Sequence[tuple[Article, TariffFact]]


def agreeing(told: Told, as_of: dt.date) -> list[tuple[Article, TariffFact]]:
    """Return ``told`` with those statements shown that reach the bound of confidence only together: of one pair of
    places, rate and goods, from two or more articles. The chance that all of them are misread is the product of
    theirs, so a sentence that two articles share counts once. Beside one that is shown by itself a less sure one counts
    too: that it was misread into the very same places, goods and rate is unlikely. Only articles published by ``as_of``
    count; what is hidden for another reason stays hidden.
    """
    unsure: dict[tuple[str, str, float, str], list[tuple[Article, TariffFact]]] = {}
    for article, fact in told:
        if fact.confidence >= LEAST and article.published is not None and article.published.date() <= as_of:
            unsure.setdefault((fact.imposer, fact.target, fact.rate, fact.role), []).append((article, fact))
    found = []
    for article, fact in told:
        if not fact.shown and BACKED <= fact.confidence < SHOWN_FROM:
            alike = unsure.get((fact.imposer, fact.target, fact.rate, fact.role), [])
            if fact.confidence < LEAST:
                alike = [each for each in alike if each[1].shown]
            if _together(article, fact, alike) >= SHOWN_FROM:
                fact = replace(fact, shown=True)
        found.append((article, fact))
    return found


def _together(article: Article, fact: TariffFact, alike: Told) -> float:
    """Return how likely it is that not all of the articles that state ``fact`` are misread."""
    wrong = 1 - fact.confidence
    start, end = fact.evidence
    words = {article.text[start:end]}
    seen = {article.id}
    for other, told in alike:
        if other.id in seen:
            continue
        start, end = told.evidence
        sentence = other.text[start:end]
        if sentence not in words and goods.same(told.product, fact.product):
            wrong *= 1 - told.confidence
            seen.add(other.id)
            words.add(sentence)
    return 1 - wrong
