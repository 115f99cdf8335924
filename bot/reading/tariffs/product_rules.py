"""On which goods a rate falls, by rules: a second opinion, which the learned choice weighs as one feature."""

from __future__ import annotations

from bot.reading.tariffs.draft import State
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.unknown_goods import unknown_goods


def product_by_rules(sentence: Sentence, index: int, bounds: tuple[int, int], state: State) -> tuple[str | None, bool]:
    """Return the product that the rate at ``index`` falls on (None: all goods) and whether the clause says so."""
    letters = sentence.letters
    right = letters[index + 1 : bounds[1]]
    cut = compiled(r"[J;:|]").search(right)
    if cut:
        right = right[: cut.start()]
    match = compiled(r"([.zbTRPC'ORDU]{0,5})(?:[nFo~]|C)([^A]*)").match(right)
    if compiled(r"re ?routed|trans ?sh?ipp").search(" ".join(sentence.words(bounds[0], bounds[1]))):
        return "transshipped goods", True
    inner = compiled(r"[.b'zCO]{0,3}(P+)[.]{0,1}T").match(right)
    if inner:
        return _group(sentence, index + 1 + inner.start(1), index + 1 + len(right)), True
    if match:
        start = index + 1 + match.start(2)
        after = _after_preposition(sentence, start, index + 1 + len(right))
        if after is not None:
            return after, True
    if compiled(r"[.zO]{0,2}P").match(right):
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
        while start > first and compiled(r"[,&C.~nP]{1,3}").fullmatch(
            letters[[k for k in products if k < start][-1] + 1 : start] or "&"
        ):
            start = [k for k in products if k < start][-1]
        listed = generic and sentence.words(generic[-1] + 1, generic[-1] + 2) in (["such"], ["like"], ["including"])
        if listed and near > generic[-1]:
            return None, True
        if not generic or generic[-1] < near - 1 or letters[near + 1 : near + 2] in {"G", "K"}:
            return _group(sentence, start, index), True
    if generic and ("C" in left or "Q" in left or "T" in left):
        return None, True
    reach = 18 if compiled(r"[.]{0,3}T\?").match(letters[index + 1 :]) else 10
    for k in range(index + 1, min(bounds[1], index + reach)):
        if letters[k] in ",;:|&":
            break
        if letters[k] == "P" and not sentence.reason[k]:
            return _group(sentence, k, bounds[1]), True
        if letters[k] == "G":
            return None, True
    for _, unknown in unknown_goods(sentence, index, bounds):
        return unknown, True
    earlier = [k for k in range(index) if letters[k] == "P" and not sentence.reason[k]]
    generic_at = letters.rfind("G", 0, index)
    if generic_at >= 0 and sentence.words(generic_at + 1, generic_at + 2) in (["such"], ["like"], ["including"]):
        return None, True
    if earlier and "G" not in letters[earlier[-1] : index]:
        start = earlier[-1]
        for k in reversed(earlier[:-1]):
            if not compiled(r"[,&C.~nP]{1,3}").fullmatch(letters[k + 1 : start]):
                break
            start = k
        return _group(sentence, start, index), True
    return state.hint or state.product, False


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
            if compiled(r"o[.C]{0,2}P").match(follow):
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
        match = compiled(r"(?:[,&]{1,2}[.=]{0,2}){1,2}P|P").match(letters[k:end])
        if match is None:
            break
        k += match.end()
        names.append(sentence.row[k - 1].text)
    return ", ".join(names)
