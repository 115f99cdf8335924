"""The rate that another takes the place of, where what was said before tells it."""

from __future__ import annotations

from bot import goods
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Sentence


def doubles(sentence: Sentence, index: int, state: State, value: float, number: int) -> bool:
    """Tell whether ``value`` is twice a rate told of before, in the words beside it or in the sentence before."""
    words = sentence.words(index - 6, index)
    stated = any(word.startswith("doubl") for word in words) and value / 2 in state.rates
    return stated or (value % 2 == 0 and 0 < number - state.doubled <= 1)


def moved(
    sentence: Sentence,
    index: int,
    imposer: str,
    targets: tuple[str, ...],
    product: str | None,
    before: list[Draft],
    value: float,
) -> float | None:
    """Return the rate that "lift it to 15%" or "scheduled to rise to 50%" starts from: the last one of that measure."""
    left = sentence.letters[max(0, index - 6) : index]
    again = compiled(r"[rcxg]~?[.]?t?[zUO]*\Z").search(left[-4:]) and "~" in left[-4:]
    if not again and not compiled(r"(?:[rcx]~|[wdr~x.t]g|trt|tut)[^AP]{0,3}\Z").search(left):
        return None
    for draft in reversed(before):
        if draft.imposer == imposer and draft.target in targets and draft.product == product and draft.role == "duty":
            return draft.rate if draft.rate != value else None
    return None


def successor(before: list[Draft], imposer: str, targets: tuple[str, ...], product: str | None) -> Draft | None:
    """Return an earlier fact about the same goods without a previous rate: a rate once imposed is what it replaces."""
    for draft in reversed(before):
        free = draft.imposer == imposer and draft.target in targets and draft.previous is None
        if free and goods.same(draft.product, product):
            return draft
    return None
