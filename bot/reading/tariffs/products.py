"""On which goods a rate falls, read from its clause, else carried over from before."""

from __future__ import annotations

import re

from bot import goods
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.product_features import candidates
from bot.reading.tariffs.product_rules import product_by_rules
from bot.reading.tariffs.sentence import Sentence


def product_of(
    sentence: Sentence,
    index: int,
    bounds: tuple[int, int],
    state: State,
    targets: tuple[str, ...] = (),
    named: bool = False,
    rated: bool = True,
) -> tuple[str | None, bool, float]:
    """Return the product that the rate at ``index`` falls on (None: all goods), whether the sentence says so, and how
    likely the choice is. ``named``: the sentence names the ``targets``.
    """
    names, features, here = candidates(sentence, index, bounds, state, targets, named)
    told, said = product_by_rules(sentence, index, bounds, state)
    for name, own in zip(names, features, strict=True):
        if name == (told or None):
            own.update(("rules", f"rules {'said' if said else 'carried'}"))
    chooser = state.chooser
    trace, chooser.trace = chooser.trace, chooser.trace if rated else None
    chances = chooser.chances("product", sentence.span.start, sentence.row[index].start, names, features)
    chooser.trace = trace
    best = max(range(len(names)), key=lambda k: chances[k])
    subject = next((k for k, own in enumerate(features) if "unknown subject" in own), None)
    if subject is not None and "P" not in sentence.letters[bounds[0] : index]:
        best = subject  # "Brake pads will pay 20% and glass 10%": what pays is before the rate
    if _ELSE.search(" ".join(sentence.words(max(bounds[0], index - 9), index))) and None in names:
        best = names.index(None)  # "energy pays 10% and everything else 35%"
    # "battery electric cars" and "EVs" are the same goods: whichever is named, it is as likely as both
    chance = sum(
        each for name, each in zip(names, chances, strict=True) if name == names[best] or _alike(name, names[best])
    )
    return names[best], names[best] in here, min(1.0, chance)


_ELSE = re.compile(r"\b(?:every ?thing|all|any ?thing) else\b|\ball (?:the )?other (?:goods|products|imports)\b")


def _alike(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and goods.same(one, other)


def product_in_turn(sentence: Sentence, index: int, rates: list[int]) -> str | None:
    """Return the product that a list with "respectively" gives to the rate at ``index``, or None."""
    if "respectively" not in sentence.words(0, len(sentence.row)) or index not in rates:
        return None
    products = [place for place in range(min(rates)) if sentence.letters[place] == "P"]
    return sentence.row[products[rates.index(index)]].text if len(products) == len(rates) > 1 else None


def products_by_place(sentence: Sentence, index: int, bounds: tuple[int, int]) -> dict[str, str]:
    """Return each place's own product where a list gives them in turn ("French wine, Spanish olives")."""
    found: dict[str, str] = {}
    for place, mention in sentence.places.items():
        if index < place < bounds[1] and sentence.letters[place + 1 : place + 2] == "P":
            found[mention.code] = sentence.row[place + 1].text
    return found if len(set(found.values())) > 1 else {}
