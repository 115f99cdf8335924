"""Figures that differ: where one article gives an amount, another, or its own next sentence, may give a different one.

Whoever asks how much something costs should see both. Two amounts are of one thing where their unit is the same, they
lie near each other, and the sentence speaks of what was asked or leans on the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bot.searching.passages import Passage
from bot.searching.words import stems_in, words_in
from storage.records import Span

NEAR = 2.5
"""So many times larger or smaller at most is another figure of the same thing."""
_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7}
_AMOUNT = re.compile(
    r"(?P<sign>(?:[A-Z]{1,2})?[$€£¥₹₦₩])?(?<![\d.,-])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d-])"
    r"(?: ?(?P<scale>thousand|million|billion|trillion|lakh|crore)s?\b)?(?: (?P<unit>%|per cent|[a-z]{3,}))?"
)
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₦": "naira", "₩": "won"}
# That a sentence gives the other side's figure: "a filing says 2.3 billion", "but the union counts 40".
_OTHERWISE = re.compile(
    r"\b(?:says?|said|puts?|gives?|gave|according|estimates?d?|counts?|counted|reckons?|but|while|whereas|however"
    r"|instead|rather|though|claims?|nearer|higher|lower)\b",
    re.IGNORECASE,
)
# What tells a cost in other words than were asked.
COSTS = frozenset({"cost", "budget", "price", "worth", "bill", "spend", "valu", "estim"})


class Amount(NamedTuple):
    """A figure with its unit; None where it is bare or only a scale tells it ("2.3 billion")."""

    value: float
    unit: str | None
    scaled: bool


def amounts(sentence: str) -> list[Amount]:
    """Return the figures of a sentence; years, days and results are none."""
    found = []
    for match in _AMOUNT.finditer(sentence):
        scale = match["scale"]
        unit = _SIGNS.get((match["sign"] or " ")[-1]) or match["unit"]
        if unit is None and scale is None:
            continue
        value = float(match["number"].replace(",", "")) * _SCALE.get(scale or "", 1.0)
        found.append(Amount(value, unit and unit.rstrip("s"), scale is not None))
    return found


def gives_another(sentence: str, known: Sequence[Amount]) -> bool:
    """Tell whether a sentence has an amount that may be of the same thing as one that is ``known``, but another one."""
    given = amounts(sentence)
    if any(one.value == other.value for one in given for other in known):
        return False
    return any(_alike(one, other) for one in given for other in known)


def _alike(one: Amount, other: Amount) -> bool:
    same = one.unit == other.unit if one.unit and other.unit else one.scaled and other.scaled
    low, high = sorted((one.value, other.value))
    return same and 0 < low < high <= NEAR * low


def goes_on_otherwise(text: str, best: Span, following: Span) -> bool:
    """Tell whether the sentence right behind one gives another figure of the same thing."""
    if "\n" in text[best.end : following.start]:
        return False
    told = text[following.start : following.end]
    return gives_another(told, amounts(text[best.start : best.end])) and _OTHERWISE.search(told) is not None


def told_otherwise(
    text: str, sentences: Sequence[Span], known: Sequence[Amount], wanted: AbstractSet[str], *, money: bool
) -> Passage | None:
    """Return the sentence of another article on the same event that gives another figure of what was asked.

    It must have a word of what was asked for in ``wanted`` (stems, without names), or tell of ``money``.
    """
    telling = wanted | COSTS if money else wanted
    for sentence in sentences:
        told = text[sentence.start : sentence.end]
        shared = stems_in(told, telling)
        if shared and gives_another(told, known):
            spans = tuple(Span(sentence.start + w.start, sentence.start + w.end) for w in words_in(told, only=shared))
            return Passage(sentence, 0.0, spans)
    return None
