"""The goods a rate may fall on, and what speaks for each: named features of candidates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.tariffs.draft import State
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.unknown_goods import unknown_goods

_LISTED = re.compile(r"(?:[,&]{1,2}[.=C]{0,2}){1,2}P|P")
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
                end = more.end()
                names.append(row[end - 1].text)
            found.append(Group(start, end, ", ".join(names)))
            place = end
        sentence.goods = found
    return sentence.goods


def candidates(
    sentence: Sentence, index: int, bounds: tuple[int, int], state: State, targets: tuple[str, ...], named: bool
) -> tuple[list[str | None], list[list[str]], set[str | None]]:
    """Return the products that the rate at ``index`` may fall on (None: goods in general), each one's features, and
    those of them that the sentence itself names. ``named`` says that the sentence names the ``targets``.
    """
    found: dict[str | None, set[str]] = {None: set(_general(sentence, index, bounds, state, targets, named))}
    here: set[str | None] = set()
    groups = [group for group in groups_of(sentence) if not group.start <= index < group.end]
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
    context = _context(sentence, index, bounds, state, targets, named, groups)
    for source, product in carried:
        if product is not None:
            found.setdefault(product, set()).update(f"{source} {word}" for word in context)
        elif source in {"last", "paragraph"}:
            found[None].update(f"general {source} {word}" for word in context)
    if re.search(r"re ?routed|trans ?sh?ipp", " ".join(sentence.words(*bounds))):
        found["transshipped goods"] = {"transshipped"}
        here.add("transshipped goods")
    if "G" in sentence.letters[slice(*sentence.clause_bounds(index))] or "Q" in sentence.letters[slice(*bounds)]:
        here.add(None)
    return list(found), [sorted(features) for features in found.values()], here


def _of_group(
    sentence: Sentence, group: Group, groups: list[Group], index: int, bounds: tuple[int, int], state: State
) -> set[str]:
    letters, row = sentence.letters, sentence.row
    clause = sentence.clause_bounds(index)
    where = group.start
    zone = "z" if bounds[0] <= where < bounds[1] else "c" if clause[0] <= where < clause[1] else "s"
    side = "L" if where < index else "R"
    low, high = (group.end, index) if where < index else (index + 1, group.start)
    between = letters[low:high]
    nth = sum(1 for other in groups if (low <= other.start < high))
    before = group.start - 1
    while before >= 0 and letters[before] in ".C=Uz'Q" and group.start - before < 5:
        before -= 1
    front = letters[before] if before >= 0 else "^"
    found = {
        "named", f"{zone}{side}", f"{zone}{side} nth {min(nth, 2)}", f"{side} after {front}",
        f"{zone}{side} after {front}", f"{side} then {letters[group.end : group.end + 1] or '$'}",
        f"{side} near{min(len(between) // 3, 4)}", f"groups {min(len(groups), 3)}",
    }  # fmt: skip
    found.update(f"{side} btw {letter}" for letter in set(between) & _BETWEEN)
    if side == "R":
        if re.fullmatch(r"[.zO]{0,2}", between):
            found.add("R beside")
        if re.fullmatch(r"[.zbTRC'ORDU]{0,5}[nFo][.C'zbRU=~QGo]{0,5}", between):
            found.add("R on")
        if re.match(r"[.]?[TR]", letters[group.end :]) and len(between) <= 3:
            found.add("R inner")
    else:
        if re.search(r"[TR][.C']{0,2}\Z", letters[:before]) and front in "nFo":
            found.add("L tariff on")
        if re.match(r"[.GK]{0,2}(?:from|p)?[.C]{0,3}[wdBN.]{0,3}[f]", between):
            found.add("L pays")
        if re.match(r"[.]?T", between):
            found.add("L before tariff")
        if re.fullmatch(r"[zU:(,]{0,2}", between):
            found.add("L beside")
    if side == "L" and re.search(r"A[.TRz]{0,3}[nF][.C~'U]{0,3}\Z", letters[: group.start]):
        found.update(("L claimed", f"{zone}L claimed"))
    if side == "R" and re.match(r"[GK.]{0,2}[wNBfaz.U(:]{0,4}A", letters[group.end :]):
        found.update(("R claimed", f"{zone}R claimed"))
    if sentence.reason[where] and not sentence.reason[index]:
        found = {"named", f"reason {zone}{side}", f"reason {side} after {front}", "reason"}
    if sentence.words(group.end, group.end + 1) == ["included"]:
        found.add("included")
    if group.start <= 2:
        found.add("opens")
    if group.start and set(row[group.start - 1].text.split()) & _SUCH:
        found.add("such as")
    if "G" in letters[max(0, group.start - 4) : group.start]:
        found.add("after goods")
    if state.product == group.text:
        found.add("said last")
    return found


def _general(
    sentence: Sentence, index: int, bounds: tuple[int, int], state: State, targets: tuple[str, ...], named: bool
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
    if re.match(r"[.zbTRC'ORDU]{0,5}[nFo][.C'zbRU=~Q&,]{0,6}G", right):
        found.add("general R on goods")
    if re.match(r"[.zbTRC'ORDU]{0,5}[nF][.'=]{0,2}C(?![.C,&]{0,4}[GP])", right):
        found.add("general R on place")
    if re.search(r"G[.C,&p]{0,4}[wdN.]{0,3}[f]", left):
        found.add("general L goods pay")
    if re.search(r"C[,.]{0,2}[wdN.]{0,3}[f][.a]{0,2}[zUO]{0,2}\Z", left):
        found.add("general L place pays")
    nearest = max(left.rfind(kind) for kind in "GQ")
    if nearest >= 0:
        found.add("general L nearer" if left.rfind("P") < nearest else "general L farther")
        if "P" not in left and "P" not in right:
            found.add("general zone alone")
    elif "P" not in left and "P" not in right:
        found.add("general zone empty")
    found.add(f"general {definite(sentence, index)}")
    if state.product is None:
        found.add("general before")
    if named:
        found.add("general named " + ("same" if targets == state.targets else "new"))
    return found


def _context(
    sentence: Sentence,
    index: int,
    bounds: tuple[int, int],
    state: State,
    targets: tuple[str, ...],
    named: bool,
    groups: list[Group],
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
    told = definite(sentence, index)
    found.append(told)
    if re.match(r"[.N]{0,2}T", letters):
        found.append(f"duty opens {told}")
    if "~" in letters[:index]:
        found.append("pronoun")
    if re.match(r"[.]?[nF][.'=]{0,2}C", letters[index + 1 : bounds[1]]):
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
    word = re.search(r"(\w+)\W{1,2}\Z", sentence.text[max(sentence.span.start, begin - 9) : begin])
    article = word.group(1).lower() if word else ""
    if article in {"the", "this", "that", "these", "those", "its", "their"}:
        return "the duty"
    return "a duty" if article in {"a", "an", "another", "any"} else "bare duty"
