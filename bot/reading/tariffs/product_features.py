"""The goods a rate may fall on, and what speaks for each: named features of candidates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.tariffs.draft import State
from bot.reading.tariffs.goods_again import AGAIN, in_aside, made_there, spoken_again
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.place_features import standing
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.unknown_goods import unknown_goods

_REROUTED = re.compile(r"re ?routed|trans ?sh?ipp")
_LISTED = re.compile(r"(?:[,&]{1,2}[.=C]{0,2}){1,2}P|P")
_ANEW = re.compile(r",\san?\s")  # "On tin, a British mine pays 9%": no list
_BETWEEN = frozenset("TRnFfircxswAC,;|?:ItyGK~pgB&")
_SUCH = frozenset({"such", "like", "including", "from", "as"})


@dataclass(frozen=True, slots=True)
class Group:
    """Products that a sentence lists together: tokens ``start`` up to, not including, ``end``."""

    start: int
    end: int
    text: str


def groups_of(sentence: Sentence) -> list[Group]:
    """Return the groups of products of a sentence, in order."""
    if sentence.goods is None:
        found: list[Group] = []
        place = 0
        letters, row = sentence.letters, sentence.row
        while (start := letters.find("P", place)) >= 0:
            names, end = [row[start].text], start + 1
            while (more := _LISTED.match(letters, end)) is not None:
                if more.group()[0] == "," and _ANEW.match(sentence.text, row[end].start):
                    break
                end = more.end()
                names.append(row[end - 1].text)
            found.append(Group(start, end, ", ".join(names)))
            place = end
        sentence.goods = found
    return sentence.goods


def candidates(
    sentence: Sentence, index: int, bounds: tuple[int, int], state: State, targets: tuple[str, ...], named: bool
) -> tuple[list[str | None], list[set[str]], set[str | None]]:
    """Return the products that the rate at ``index`` may fall on (None: goods in general), each one's features, and
    those of them that the sentence itself names. ``named`` says that the sentence names the ``targets``.
    """
    told = definite(sentence, index)
    found: dict[str | None, set[str]] = {None: _general(sentence, index, bounds, state, targets, named, told)}
    here: set[str | None] = set()
    groups = [group for group in groups_of(sentence) if not _of_another(sentence.letters, group, index)]
    groups = [group for group in groups if not (group.start < index and made_there(sentence, group.start, index))]
    for group in groups[:10]:
        found.setdefault(group.text, set()).update(_of_group(sentence, group, groups, index, bounds, state))
        here.add(group.text)
    for how, name in unknown_goods(sentence, index, bounds):
        found.setdefault(name, set()).update((f"unknown {how}", f"unknown groups {min(len(groups), 2)}"))
        here.add(name)
    carried: list[tuple[str, str | None]] = [
        ("last", state.product),
        ("hint", state.hint),
        ("title", state.title_goods),
        ("before", state.last_goods),
    ]
    if state.first_product is not None:
        carried.append(("paragraph", state.first_product[0]))
    context = _context(sentence, index, bounds, state, targets, named, groups, told)
    for source, product in carried:
        if product is not None:
            found.setdefault(product, set()).update([f"{source} {word}" for word in context])
        elif source in {"last", "paragraph"}:
            found[None].update([f"general {source} {word}" for word in context])
    first = bounds[0] if "A" in sentence.letters[:index] else 0
    if _REROUTED.search(" ".join(sentence.words(first, bounds[1]))):
        found["transshipped goods"] = {"transshipped"}
        here.add("transshipped goods")
    if "G" in sentence.letters[slice(*sentence.clause_bounds(index))] or "Q" in sentence.letters[slice(*bounds)]:
        here.add(None)
    return list(found), list(found.values()), here


def _of_another(letters: str, group: Group, index: int) -> bool:
    """Tell whether goods are what another rate lies on, and not the one at ``index``: "the 25% duty, and the 10% on
    oil"; "10% and 25% on oil" names them for both. Nor are they what holds the number itself.
    """
    if group.start <= index < group.end:
        return True
    nearer = _CLAIMED_LEFT.search(letters, index + 1, group.start) if index < group.start else None
    return nearer is not None and _JOINT.fullmatch(letters, index + 1, nearer.start()) is None


def _of_group(
    sentence: Sentence, group: Group, groups: list[Group], index: int, bounds: tuple[int, int], state: State
) -> set[str]:
    letters, row = sentence.letters, sentence.row
    where = group.start
    at = standing(where, group.end, index, bounds, sentence.clause_bounds(index))
    side, low, high = at.side, at.low, at.high
    stands = f"{at.zone}{side}"
    before = where - 1
    while before >= 0 and letters[before] in ".C=Uz'Q" and where - before < 5:
        before -= 1
    front = letters[before] if before >= 0 else "^"
    if sentence.reason[where] and not sentence.reason[index]:
        found = {"named", f"reason {stands}", f"reason {side} after {front}", "reason"}
    else:
        between = letters[low:high]
        nth = min(len([other for other in groups if low <= other.start < high]), 2)
        found = {
            "named", stands, f"{stands} nth {nth}", f"{side} after {front}", f"{stands} after {front}",
            f"{side} then {letters[group.end : group.end + 1] or '$'}", f"{side} near{min(len(between) // 3, 4)}",
            f"groups {min(len(groups), 3)}",
        }  # fmt: skip
        found.update([f"{side} btw {letter}" for letter in _BETWEEN & set(between)])
        if side == "R":
            found.update([name for name, pattern in _BEFORE_GOODS if pattern.fullmatch(between)])
            if len(between) <= 3 and _INNER.match(letters, group.end):
                found.add("R inner")
            claimed = _CLAIMED_RIGHT.match(letters, group.end)
        else:
            if front in "nFo" and _TARIFF_ON.search(letters, 0, before):
                found.add("L tariff on")
            found.update([name for name, pattern in _AFTER_GOODS if pattern.match(between)])
            claimed = _CLAIMED_LEFT.search(letters, 0, where)
        if claimed:
            found.update((f"{side} claimed", f"{stands} claimed"))
    if sentence.words(group.end, group.end + 1) == ["included"]:
        found.add("included")
    if where <= 2:
        found.add("opens")
    if where and row[where - 1].text in AGAIN:
        found.add("said again")
    if side == "L" and in_aside(sentence, where, index):
        found.update(("in aside", f"in aside {at.zone}"))
    if where and not _SUCH.isdisjoint(row[where - 1].text.split()):
        found.add("such as")
    if letters.find("G", max(0, where - 4), where) >= 0:
        found.add("after goods")
    if state.product == group.text:
        found.add("said last")
    return found


_INNER = re.compile(r"[.]?[TR]")
_TARIFF_ON = re.compile(r"[TR][.C']{0,2}\Z")
_CLAIMED_LEFT = re.compile(r"A[.TRz]{0,3}[nF][.C~'U]{0,3}\Z")
_JOINT = re.compile(r"[,&.ztF]*")
_CLAIMED_RIGHT = re.compile(r"[GK.]{0,2}[wNBfaz.U(:]{0,4}A")
# what stands between a rate and goods after it, and between goods and a rate after them
_BEFORE_GOODS = (
    ("R beside", re.compile(r"[.zO]{0,2}")),
    ("R on", re.compile(r"[.zbTRC'ORDU]{0,5}[nFo][.C'zbRU=~QGo]{0,5}")),
)
_AFTER_GOODS = (
    ("L pays", re.compile(r"[.GK]{0,2}(?:from|p)?[.C]{0,3}[wdBN.]{0,3}[f]")),
    ("L before tariff", re.compile(r"[.]?T")),
    ("L beside", re.compile(r"[zU:(,]{0,2}\Z")),
)


def _general(
    sentence: Sentence,
    index: int,
    bounds: tuple[int, int],
    state: State,
    targets: tuple[str, ...],
    named: bool,
    told: str,
) -> set[str]:
    letters = sentence.letters
    clause = sentence.clause_bounds(index)
    left, right = letters[bounds[0] : index], letters[index + 1 : bounds[1]]
    found = {"general"}
    for kind, name in (("G", "goods"), ("P", "product"), ("Q", "all"), ("K", "makers")):
        if kind in left:
            found.add(f"general {name} L")
        if kind in right:
            found.add(f"general {name} R")
        if kind in letters[clause[0] : clause[1]]:
            found.add(f"general {name} clause")
        elif kind in letters:
            found.add(f"general {name} sentence")
        else:
            found.add(f"general no {name}")
    found.update([name for name, pattern in _GENERAL_RIGHT if pattern.match(right)])
    found.update([name for name, pattern in _GENERAL_LEFT if pattern.search(left)])
    nearest = max(left.rfind(kind) for kind in "GQ")
    if nearest >= 0:
        found.add("general L nearer" if left.rfind("P") < nearest else "general L farther")
        if "P" not in left and "P" not in right:
            found.add("general zone alone")
    elif "P" not in left and "P" not in right:
        found.add("general zone empty")
    named_here = [cue.basis for cue in sentence.cues(*_stretch(sentence, clause))]
    found.update([f"general by {basis}" for basis in named_here])
    if not named_here and state.said:
        found.add(f"general after {state.said[-1][3]}")
    if _OPENING.match(letters):
        found.add("general opens")
    found.add(f"general {told}")
    if state.product is None:
        found.add("general before")
    if named:
        found.add("general named " + ("same" if targets == state.targets else "new"))
    return found


_OPENING = re.compile(r"[.]?G[.N]{0,2}[wdfg]")  # "Imports now pay": those of the goods spoken of before


def _stretch(sentence: Sentence, tokens: tuple[int, int]) -> tuple[int, int]:
    """Return the offsets in the text of ``tokens``."""
    return sentence.row[tokens[0]].start, sentence.row[tokens[1] - 1].end


_GENERAL_RIGHT = (
    ("general R on goods", re.compile(r"[.zbTRC'ORDU]{0,5}[nFo][.C'zbRU=~Q&,]{0,6}G")),
    ("general R on place", re.compile(r"[.zbTRC'ORDU]{0,5}[nF][.'=]{0,2}C(?![.C,&]{0,4}[GP])")),
)
_GENERAL_LEFT = (
    ("general L goods pay", re.compile(r"G[.C,&p]{0,4}[wdN.]{0,3}[f]")),
    ("general L place pays", re.compile(r"C[,.]{0,2}[wdN.]{0,3}[f][.a]{0,2}[zUO]{0,2}\Z")),
)


def _context(
    sentence: Sentence,
    index: int,
    bounds: tuple[int, int],
    state: State,
    targets: tuple[str, ...],
    named: bool,
    groups: list[Group],
    told: str,
) -> list[str]:
    letters = sentence.letters
    inside = [group for group in groups if bounds[0] <= group.start < bounds[1]]
    found = ["any", f"groups {min(len(groups), 2)}", f"inside {min(len(inside), 1)}"]
    found.append("goods" if "G" in letters[slice(*bounds)] else "no goods")
    if len(re.findall(r"C[^CA;|]{0,5}A", letters)) >= 2:
        found.append("list of places")
    if not groups and "G" not in letters:
        found.append("nothing")
    found.append(("named " if named else "carried ") + ("same" if targets == state.targets else "new"))
    found.append(told)
    if compiled(r"[.N]{0,2}T").match(letters):
        found.append(f"duty opens {told}")
    if "~" in letters[:index]:
        found.append("pronoun")
    found.extend(spoken_again(sentence, index, bounds, [group.start for group in groups]))
    if compiled(r"[.]?[nF][.'=]{0,2}C").match(letters[index + 1 : bounds[1]]):
        found.append("on place")
    if "K" in letters[slice(*bounds)]:
        found.append("makers")
    return found


def definite(sentence: Sentence, index: int) -> str:
    """Tell how the tariff nearest to the rate is named: "the levy" (known before), "a levy", "India's levy"."""
    letters, row = sentence.letters, sentence.row
    first, last = sentence.clause_bounds(index)
    nouns = [place for place in range(first, last) if letters[place] in "TR"]
    if not nouns:
        return "no duty"
    start = min(nouns, key=lambda place: abs(place - index))
    while start > first and letters[start - 1] in ".AbPC'UK" and nouns[0] - start < 8:
        start -= 1
        if letters[start] == "'":
            return "owned duty"
    begin = row[start].start
    word = compiled(r"(\w+)\W{1,2}\Z").search(sentence.text[max(sentence.span.start, begin - 9) : begin])
    article = word.group(1).lower() if word else ""
    if article in {"the", "this", "that", "these", "those", "its", "their"}:
        return "the duty"
    return "a duty" if article in {"a", "an", "another", "any"} else "bare duty"
