"""On which goods a rate falls, read from its clause, else carried over from before."""

from __future__ import annotations

from bot.reading.tariffs.draft import State
from bot.reading.tariffs.product_features import candidates
from bot.reading.tariffs.product_rules import product_by_rules
from bot.reading.tariffs.sentence import Sentence

_BETWEEN = frozenset(
    {"countervailing", "definitive", "provisional", "is", "are", "was", "were", "been", "being", "has"}
)


_NOT_A_COMPANY = frozenset("the and but for from with if when while mr ms mrs he she it they".split())


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
    return names[best], names[best] in here, chances[best]


def product_in_turn(sentence: Sentence, index: int, rates: list[int]) -> str | None:
    """Return the product that a list with "respectively" gives to the rate at ``index``, or None."""
    if "respectively" not in sentence.words(0, len(sentence.row)) or index not in rates:
        return None
    products = [place for place in range(min(rates)) if sentence.letters[place] == "P"]
    return sentence.row[products[rates.index(index)]].text if len(products) == len(rates) > 1 else None


def company_of(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return the company whose own rate the one at ``index`` is ("BYD pays 17%", "17% for BYD"), or None."""
    row, letters = sentence.row, sentence.letters
    right = index + 1
    if letters[right : right + 1] == "F" and _is_name(sentence, right + 1):
        return _name(sentence, right + 1)
    left = index - 1
    while left >= bounds[0] and (letters[left] in "wfzToaNU?ix" or row[left].text in _BETWEEN):
        left -= 1
    if left >= bounds[0] and _is_name(sentence, left):
        while left - 1 >= bounds[0] and _is_name(sentence, left - 1) and letters[left - 1] == ".":
            left -= 1
        return _name(sentence, left)
    comma = letters.rfind("?", bounds[0], index)
    if comma >= 2 and letters[comma - 1] == "," and _is_name(sentence, comma - 2):
        return _name(sentence, comma - 2)
    return None


def _is_name(sentence: Sentence, index: int) -> bool:
    if not 0 <= index < len(sentence.row):
        return False
    token = sentence.row[index]
    raw = sentence.text[token.start : token.end]
    return token.kind == "." and raw[0].isupper() and len(raw) > 1 and token.text not in _NOT_A_COMPANY


def _name(sentence: Sentence, index: int) -> str:
    token = sentence.row[index]
    return sentence.text[token.start : token.end]


def products_by_place(sentence: Sentence, index: int, bounds: tuple[int, int]) -> dict[str, str]:
    """Return each place's own product where a list gives them in turn ("French wine, Spanish olives")."""
    found: dict[str, str] = {}
    for place, mention in sentence.places.items():
        if index < place < bounds[1] and sentence.letters[place + 1 : place + 2] == "P":
            found[mention.code] = sentence.row[place + 1].text
    return found if len(set(found.values())) > 1 else {}
