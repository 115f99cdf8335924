"""Who imposes, whose goods pay, and on which goods: read from a rate's clause, else carried over from before."""

from __future__ import annotations

import re

from bot.countries import EU_MEMBERS
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.sentence import Role, Sentence

ALL = "*"


def parties_of(
    sentence: Sentence, index: int, bounds: tuple[int, int], state: State
) -> tuple[str | None, tuple[str, ...], set[str]]:
    """Return the imposer (None where nobody is known), the targets, and which of the two the sentence itself names."""
    first, last = sentence.clause_bounds(index)
    explicit: set[str] = set()
    targets = _targets(sentence, index, bounds, (first, last))
    imposer = _imposer(sentence, index, (first, last), set(targets))
    if re.match(r"I[.]?C", sentence.letters[index + 1 :]):  # "27.5% in the United States"
        place = sentence.letters.index("C", index + 1)
        imposer = sentence.places[place].code
        targets = tuple(code for code in targets if code != imposer)
    if imposer is None and not targets:
        imposer = _imposer(sentence, index, (0, first), set())
        targets = _targets(sentence, index, (0, first), (0, first)) if imposer is None else ()
    elif imposer is None:
        imposer = _imposer(sentence, index, (0, len(sentence.row)), set(targets))
    elif not targets:
        other = _targets(sentence, index, (0, bounds[1]), (0, bounds[1]))
        targets = tuple(code for code in other if code != imposer)
    everyone = _everyone(sentence, index, bounds) or (not targets and "Q" in sentence.letters[first:index])
    if targets:
        explicit.add("target")
    elif everyone:
        targets = (ALL,)
        explicit.add("target")
    if imposer:
        explicit.add("imposer")
    if imposer and not targets and re.search(r"T[.]?n[.]?P", sentence.letters[first:last]):
        others = set(state.order) - {imposer}
        if not others and imposer not in (state.imposer, *state.targets) and not state.targets_of(imposer):
            targets = (ALL,)  # "the American tariff on steel": on everybody's
    found, whom, guessed = _carried(imposer, targets, state)
    if guessed:
        explicit.add("guess")
    return found, whom, explicit


def respectively(sentence: Sentence, index: int, rates: list[int]) -> str | None:
    """Return the place that a list with "respectively" gives to the rate at ``index``, or None."""
    words = sentence.words(0, len(sentence.row))
    if "respectively" not in words:
        return None
    groups: dict[int, list[Role]] = {}
    for role in sentence.roles:
        groups.setdefault(role.group, []).append(role)
    near = [rate for rate in rates if sentence.clause[rate] == sentence.clause[index]]
    for group in groups.values():
        if len(group) == len(near) and index in near:
            return group[near.index(index)].mention.code
    return None


def product_in_turn(sentence: Sentence, index: int, rates: list[int]) -> str | None:
    """Return the product that a list with "respectively" gives to the rate at ``index``, or None."""
    if "respectively" not in sentence.words(0, len(sentence.row)) or index not in rates:
        return None
    products = [place for place in range(min(rates)) if sentence.letters[place] == "P"]
    return sentence.row[products[rates.index(index)]].text if len(products) == len(rates) > 1 else None


def _everyone(sentence: Sentence, index: int, bounds: tuple[int, int]) -> bool:
    right = re.split(r"[,;:|]", sentence.letters[index : bounds[1]])[0]
    own = sentence.row[bounds[0] : index + 1 + len(right)]
    return "Q" in sentence.letters[bounds[0] : index] + right or any(
        token.text in {"import surcharge", "import surcharges", "global tariff"} for token in own
    )


def _targets(sentence: Sentence, index: int, bounds: tuple[int, int], clause: tuple[int, int]) -> tuple[str, ...]:
    right = index + 1 + len(re.split(r"[,&;]", sentence.letters[index + 1 : bounds[1]])[0])
    zones = ((index, right), (bounds[0], index), (index, bounds[1]), (clause[0], bounds[1]))
    for low, high in zones:
        found = [
            role
            for role in sentence.roles
            if low <= role.index < high
            and role.target > max(role.imposer, 0.9)
            and (sentence.reason[index] or not sentence.reason[role.index])
        ]
        if found:
            best = max(found, key=lambda role: role.target - abs(role.index - index) * 0.08)
            group = [role.mention.code for role in sentence.roles if role.group == best.group]
            return tuple(dict.fromkeys(group))
    return ()


def _imposer(sentence: Sentence, index: int, bounds: tuple[int, int], targets: set[str]) -> str | None:
    found: list[tuple[float, Role]] = []
    for role in sentence.roles:
        if bounds[0] <= role.index < bounds[1] and role.imposer > role.target and role.mention.code not in targets:
            if role.imposer < 0.9 or (sentence.reason[role.index] and not sentence.reason[index]):
                continue
            found.append((role.imposer - abs(role.index - index) * 0.08, role))
    return max(found, key=lambda pair: pair[0])[1].mention.code if found else None


def _carried(imposer: str | None, targets: tuple[str, ...], state: State) -> tuple[str | None, tuple[str, ...], bool]:
    """Fill in what the sentence doesn't say from what the article said before, or (a guess) says elsewhere."""
    if imposer and targets:
        return imposer, targets, False
    if targets:
        if state.imposer and state.imposer not in targets:
            return state.imposer, targets, False
        known = next((found for target in targets if (found := state.imposer_on(target))), None)
        if known and known not in targets:
            return known, targets, False
        if state.imposer in targets and len(state.targets) == 1 and state.targets[0] != ALL:
            return state.targets[0], targets, False
        rest = [code for code in (*state.main, state.home, *state.order) if code and code not in targets]
        return (rest[0] if rest else None), targets, True
    if imposer:
        if state.imposer == imposer and state.targets:
            return imposer, state.targets, False
        if imposer in state.targets and state.imposer:
            return imposer, (state.imposer,), False
        known_targets = state.targets_of(imposer)
        if known_targets:
            return imposer, known_targets, False
        others = set(state.seen) - {imposer} - (EU_MEMBERS if imposer == "EU" else frozenset())
        often = others & set(state.order)
        return imposer, _counterpart(imposer, state), len(others) > 1 and len(often) != 1
    if state.imposer:
        return state.imposer, state.targets or (ALL,), not state.targets
    main = state.main[:1] or [code for code in (state.home,) if code] or state.seen[:1]
    return (main[0], _counterpart(main[0], state), True) if main else (None, targets, True)


def _counterpart(imposer: str, state: State) -> tuple[str, ...]:
    """Return the other place of an article that is about two, else all countries."""
    others = [code for code in state.order if code != imposer and not (imposer == "EU" and code in EU_MEMBERS)]
    if state.everyone:
        return (ALL,)
    if not others:
        others = [code for code in state.seen if code != imposer and not (imposer == "EU" and code in EU_MEMBERS)]
        others = others if len(others) == 1 else []
    return (others[0],) if others else (ALL,)


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
    reach = 18 if re.match(r"[.]{0,3}T\?", letters[index + 1 :]) else 8
    for k in range(index + 1, min(bounds[1], index + reach)):
        if letters[k] in ",;:|":
            break
        if letters[k] == "P" and not sentence.reason[k]:
            return _group(sentence, k, bounds[1]), True
        if letters[k] == "G":
            return None, True
    unknown = _unknown(sentence, index, bounds)
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


_BETWEEN = frozenset(
    {"countervailing", "definitive", "provisional", "is", "are", "was", "were", "been", "being", "has"}
)
_NOT_A_COMPANY = frozenset("the and but for from with if when while mr ms mrs he she it they".split())


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


_NO_GOODS = frozenset(
    "list string basis time average monday tuesday wednesday thursday friday saturday sunday average "
    "track hold other them it "
    "billion million worth which their its top board range number".split()
)


def _unknown(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return goods that no list knows: one to three words between "on" and the rate ("on hair pins to 40 percent")."""
    match = re.search(r"n([.]{1,3})[tfweag][zUO.]{0,2}\Z", sentence.letters[bounds[0] : index])
    if match is None:
        return None
    words = sentence.words(bounds[0] + match.start(1), bounds[0] + match.end(1))
    if _NO_GOODS & set(words) or any(not word.isalpha() for word in words):
        return None
    return " ".join(words)


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
