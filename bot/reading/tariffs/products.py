"""On which goods a rate falls, read from its clause, else carried over from before."""

from __future__ import annotations

import re

from bot.reading.tariffs.draft import State
from bot.reading.tariffs.sentence import Sentence

_BETWEEN = frozenset(
    {"countervailing", "definitive", "provisional", "is", "are", "was", "were", "been", "being", "has"}
)


_NOT_A_COMPANY = frozenset("the and but for from with if when while mr ms mrs he she it they".split())


_NO_GOODS = frozenset(
    "list string basis time average monday tuesday wednesday thursday friday saturday sunday average "
    "track hold other them it "
    "billion million worth which their its top board range number".split()
)


def product_of(sentence: Sentence, index: int, bounds: tuple[int, int], state: State) -> tuple[str | None, bool]:
    """Return the product that the rate at ``index`` falls on (None: all goods) and whether the clause says so."""
    letters = sentence.letters
    right = letters[index + 1 : bounds[1]]
    cut = re.search(r"[J;:|]", right)
    if cut:
        right = right[: cut.start()]
    match = re.match(r"([.zbTRPC'ORDU]{0,5})(?:[nFo~]|C)([^A]*)", right)
    if re.search(r"re ?routed|trans ?sh?ipp", " ".join(sentence.words(bounds[0], bounds[1]))):
        return "transshipped goods", True
    inner = re.match(r"[.b'zCO]{0,3}(P+)[.]{0,1}T", right)
    if inner:
        return _group(sentence, index + 1 + inner.start(1), index + 1 + len(right)), True
    if match:
        start = index + 1 + match.start(2)
        after = _after_preposition(sentence, start, index + 1 + len(right))
        if after is not None:
            return after, True
    if re.match(r"[.zO]{0,2}P", right):
        at = right.index("P")
        return _group(sentence, index + 1 + at, index + 1 + len(right)), True
    left = letters[bounds[0] : index]
    reason_free = [k for k in range(bounds[0], index) if not sentence.reason[k]]
    products = [k for k in reason_free if letters[k] == "P" and sentence.words(k + 1, k + 2) != ["included"]]
    generic = [k for k in reason_free if letters[k] == "G"]
    if products:
        first = products[0]
        near = products[-1]
        start = near
        while start > first and re.fullmatch(
            r"[,&C.~nP]{1,3}", letters[[k for k in products if k < start][-1] + 1 : start] or "&"
        ):
            start = [k for k in products if k < start][-1]
        listed = generic and sentence.words(generic[-1] + 1, generic[-1] + 2) in (["such"], ["like"], ["including"])
        if listed and near > generic[-1]:
            return None, True
        if not generic or generic[-1] < near - 1 or letters[near + 1 : near + 2] in {"G", "K"}:
            return _group(sentence, start, index), True
    if generic and ("C" in left or "Q" in left or "T" in left):
        return None, True
    reach = 18 if re.match(r"[.]{0,3}T\?", letters[index + 1 :]) else 10
    for k in range(index + 1, min(bounds[1], index + reach)):
        if letters[k] in ",;:|&":
            break
        if letters[k] == "P" and not sentence.reason[k]:
            return _group(sentence, k, bounds[1]), True
        if letters[k] == "G":
            return None, True
    unknown = (
        _unknown(sentence, index, bounds)
        or _unknown_right(sentence, index, bounds)
        or _unknown_subject(sentence, index, bounds)
    )
    if unknown:
        return unknown, True
    earlier = [k for k in range(index) if letters[k] == "P" and not sentence.reason[k]]
    generic_at = letters.rfind("G", 0, index)
    if generic_at >= 0 and sentence.words(generic_at + 1, generic_at + 2) in (["such"], ["like"], ["including"]):
        return None, True
    if earlier and "G" not in letters[earlier[-1] : index]:
        start = earlier[-1]
        for k in reversed(earlier[:-1]):
            if not re.fullmatch(r"[,&C.~nP]{1,3}", letters[k + 1 : start]):
                break
            start = k
        return _group(sentence, start, index), True
    return state.hint or state.product, False


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


def _unknown(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return goods that no list knows: one to three words between "on" and the rate ("on hair pins to 40 percent")."""
    match = re.search(r"n([.]{1,3})[tfweag][zUO.]{0,2}\Z", sentence.letters[bounds[0] : index])
    if match is None:
        return None
    words = sentence.words(bounds[0] + match.start(1), bounds[0] + match.end(1))
    if _NO_GOODS & set(words) or any(not word.isalpha() for word in words):
        return None
    return " ".join(words)


def _unknown_right(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return goods that no list knows: plain words right after "on" ("a duty of 12% on tables and beds they make")."""
    match = re.match(r"[.zTROC']{0,4}n([.]{1,3})(?:&([.]{1,2}))?", sentence.letters[index + 1 : bounds[1]])
    if match is None:
        return None
    names = []
    for group in (1, 2):
        if match.group(group):
            start = index + 1 + match.start(group)
            names.append(" ".join(sentence.words(start, index + 1 + match.end(group))))
    return _clean(names)


def _unknown_subject(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return goods that no list knows and that are the subject: "Brake pads will pay 20 per cent"."""
    match = re.match(r"(?:[,|&]{0,2})([.]{1,3})[wdN.]{0,2}f[.a]{0,2}[zUO]{0,2}\Z", sentence.letters[bounds[0] : index])
    if match is None:
        return None
    start, end = bounds[0] + match.start(1), bounds[0] + match.end(1)
    token = sentence.row[end - 1]
    if sentence.text[token.start].isupper() or token.end - token.start < 4 or not token.text.endswith("s"):
        return None  # a name, or no plural: no goods
    return _clean([" ".join(sentence.words(start, end))])


def _clean(names: list[str]) -> str | None:
    words = " ".join(names).split()
    if not words or _NO_GOODS & set(words) or any(not word.isalpha() for word in words):
        return None
    return ", ".join(names)


def _after_preposition(sentence: Sentence, start: int, end: int) -> str | None:
    """Return the product named right after "on" or "for", "" for goods in general, None where there is neither."""
    letters = sentence.letters
    for k in range(start, min(end, start + 6)):
        if letters[k] == "P":
            if letters[k + 1 : k + 2] == "G" and sentence.row[k + 1].text.startswith(("import", "export", "shipment")):
                return _group(sentence, k, end)
            return _group(sentence, k, end)
        if letters[k] == "Q" and letters[k + 1 : k + 2] == "P":
            continue
        if letters[k] == "G" and sentence.words(k + 1, k + 3)[:1] in (["such"], ["like"], ["including"]):
            return ""
        if letters[k] in "GQ":
            follow = letters[k + 1 : min(end, k + 5)]
            if re.match(r"o[.C]{0,2}P", follow):
                return _group(sentence, k + 1 + follow.index("P"), end)
            return ""
        if letters[k] not in ".C'zbRU=~nU&,":
            return None
    if "C" in letters[start : min(end, start + 3)]:
        return ""
    return None


def _group(sentence: Sentence, start: int, end: int) -> str:
    """Return the products that stand together from token ``start`` on, joined with commas."""
    names = [sentence.row[start].text]
    k = start + 1
    letters = sentence.letters
    while k < end:
        match = re.match(r"(?:[,&]{1,2}[.=]{0,2}){1,2}P|P", letters[k:end])
        if match is None:
            break
        k += match.end()
        names.append(sentence.row[k - 1].text)
    return ", ".join(names)
