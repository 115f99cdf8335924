"""Which percentages of a sentence are tariff rates, and which of them is replaced by another."""

from __future__ import annotations

import re

from bot.reading.tariffs.draft import State
from bot.reading.tariffs.rate_features import rate_features, zero_features
from bot.reading.tariffs.replacing import Rate, relate
from bot.reading.tariffs.sentence import Sentence

MOST = 4000  # per cent; a higher number is no rate but a slip
_BOUND = 0.5


def find_rates(sentence: Sentence, state: State, active: bool) -> list[Rate]:
    """Return the tariff rates of ``sentence``; ``active`` says that tariffs were the subject right before it.

    A number without a sign that is no rate stops being an amount of the sentence.
    """
    found: list[Rate] = []
    chooser, start = state.chooser, sentence.span.start
    for index, amount in list(sentence.amounts.items()):
        if amount.points or amount.value > MOST:
            continue
        features = rate_features(sentence, index, found, state, active)
        chance = chooser.yes("rate", start, amount.start, features)
        if chance >= _BOUND:
            found.append(Rate(index, amount.value, chance))
        elif amount.bare:
            sentence.forget(index)
    for index, token in enumerate(sentence.row):
        if token.kind == "Z":
            features = zero_features(sentence, index, active)
            chance = chooser.yes("rate", start, token.start, features)
            if chance >= _BOUND:
                found.append(Rate(index, 0.0, chance, zero=True))
    found.sort(key=lambda rate: rate.index)
    for rate in found:
        rate.attributive = bool(re.match(r"[.PzbOK'\"U]{0,3}[TR]", sentence.letters[rate.index + 1 :]))
    relate(sentence, found)
    return found
