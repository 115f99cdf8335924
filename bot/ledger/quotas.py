"""Which part of a quota a rate is for: one sentence often gives the rate within it and the one outside it."""

from __future__ import annotations

import re

from bot.ledger.values import Source
from storage.records import TariffTerm

WITHIN = "within the quota"
_INSIDE = re.compile(r"(?:within|inside|under|in-quota|the first|up to)\b", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?:outside|above|over|beyond|in excess|out)\b", re.IGNORECASE)
# How far a quota may stand from its rate, in characters; a mark between them counts as so many more.
_REACH = 90
_MARK = 40


def portion(source: Source) -> TariffTerm | None:
    """Return the words of the sentence on a quota that go with this rate, None where none do."""
    fact, text = source.fact, source.article.text
    if not any(term.kind == "quota" for term in fact.terms):
        return None
    rate = re.compile(rf"(?<![\d.]){re.escape(f'{fact.rate:g}')}(?:\.0+)?\s?(?:%|per ?cent|percent)", re.IGNORECASE)
    found = rate.search(text, fact.evidence.start, fact.evidence.end)
    if found is None:
        return None

    def distance(term: TariffTerm) -> int:
        first, second = sorted((found.span(), tuple(term.span)))
        between = text[first[1] : second[0]]
        return len(between) + _MARK * len(re.findall(r"[;,:]", between))

    quotas = [
        term
        for term in fact.terms
        if term.kind == "quota"
        and fact.evidence.start <= term.span.start
        and term.span.end <= fact.evidence.end
        and (_INSIDE.match(text, term.span.start) or _OUTSIDE.match(text, term.span.start))
    ]
    nearest = min(quotas, key=lambda term: (distance(term), term.span), default=None)
    return nearest if nearest is not None and distance(nearest) <= _REACH else None


def goods_of(source: Source, product: str | None) -> str | None:
    """Return the goods that a rate is on: those within a quota are not the goods as a whole."""
    term = portion(source)
    if term is None or not _INSIDE.match(source.article.text, term.span.start):
        return product
    return f"{product or 'goods'} {WITHIN}"
