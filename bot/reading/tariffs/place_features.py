"""What the words around a place say of it, and where it stands to a rate: named features."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.tariffs.sentence import Role, Sentence

_WORDS = frozenset("from by of to in into on for against with than between at via under".split())
_CONDITION = frozenset({"if", "unless", "until"})
_VERBS = frozenset("ifrcxshwEBTnFIytRGPKo~?|;:A&,")


def _bucket(weight: float) -> str:
    return "3" if weight >= 2.5 else "2" if weight >= 1.4 else "1" if weight >= 0.9 else "0"


def local(sentence: Sentence, role: Role) -> list[str]:
    """Return what the words around a place say of it, whatever the rate. Worked out once for each place."""
    if role.local is not None:
        return role.local
    letters, row = sentence.letters, sentence.row
    start = role.index
    while start > 0 and letters[start - 1] in "C,&=" and start > role.group:
        start -= 1
    while start > 0 and letters[start - 1] == "." and row[start - 1].text not in _WORDS and role.index - start < 2:
        start -= 1
    word = row[start - 1].text.split()[0] if start else ""
    before = "^" if start == 0 else word if word in _WORDS or word.startswith("enter") else letters[start - 1]
    after = role.index + 1
    own = letters[after : after + 1] == "'"
    after += own
    steps = 0
    while letters[after : after + 1] == "." and steps < 2:
        after += 1
        steps += 1
    follows = letters[after : after + 1] or "$"
    imposes, pays = _bucket(role.imposer), _bucket(role.target)
    kind = role.mention.kind
    found = [
        f"i{imposes}", f"t{pays}", f"i{imposes}t{pays}", f"pre {before}", f"post {'own ' if own else ''}{follows}",
        f"kind {kind}", f"kind {kind} post {follows}",
    ]  # fmt: skip
    if sentence.reason[role.index]:
        found = [f"reason {name}" for name in found[:3]] + ["reason"]
    if not _CONDITION.isdisjoint(sentence.words(sentence.clause_bounds(role.index)[0], role.index)):
        found.append("condition")
    if role is sentence.roles[0]:
        found.append("first")
        if role.index <= 2:
            found.append("opens")
    role.local = found
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Where something stands to a rate: ``zone`` is "z" in the rate's own words, "c" in its clause, "s" elsewhere in
    the sentence; ``side`` "L" or "R" of the rate; tokens ``low`` up to, not including, ``high`` stand between the two.
    """

    zone: str
    side: str
    low: int
    high: int


def standing(start: int, end: int, index: int, bounds: tuple[int, int], clause: tuple[int, int]) -> Standing:
    """Return where the tokens ``start`` up to, not including, ``end`` stand to the rate at token ``index``."""
    zone = "z" if bounds[0] <= start < bounds[1] else "c" if clause[0] <= start < clause[1] else "s"
    return Standing(zone, "L", end, index) if start < index else Standing(zone, "R", index + 1, start)


def placed(sentence: Sentence, role: Role, index: int, bounds: tuple[int, int], clause: tuple[int, int]) -> list[str]:
    """Return where a place stands to the rate at token ``index`` and what stands between the two."""
    where, whole = role.index, sentence.letters
    at = standing(where, where + 1, index, bounds, clause)
    side, low, high = at.side, at.low, at.high
    stands = f"{at.zone}{side}"
    if sentence.reason[where] and not sentence.reason[index]:
        return [f"reason {stands}", f"reason {side}"]
    between = whole[low:high]
    groups = {r.group for r in sentence.roles if low <= r.index < high and r.group != role.group}
    near = "far" if len(between) > 12 else f"near{min(len(between) // 3, 3)}"
    found = [
        stands, f"{side} nth {min(len(groups), 2)}", f"{stands} i{_bucket(role.imposer)}",
        f"{stands} t{_bucket(role.target)}", f"{side} {near}",
    ]  # fmt: skip
    found.extend([f"{side} btw {letter}" for letter in set(between) & _VERBS])
    claimed = _CLAIMED_LEFT.search(whole, 0, role.group) if side == "L" else _CLAIMED_RIGHT.match(whole, where + 1)
    if claimed:
        found.append(f"{side} claimed")  # by the rate before, or by the one after
        found.append(f"{side} claimed {at.zone}")
    bare = _ASIDE.sub("", between) if "," in between else between
    found.extend([name for name, pattern in (_RIGHT if side == "R" else _LEFT) if pattern.fullmatch(bare)])
    return found


_CLAIMED_LEFT = re.compile(r"A[.TRzGP']{0,4}[nF][.~=]{0,2}\Z")
_CLAIMED_RIGHT = re.compile(r"(?:[,&]{1,2}C)*[GPK.']{0,2}[wNBfaz.U]{0,4}A")
_ASIDE = re.compile(r",[^,A?]{1,14},")  # ", for its part,"
# what stands between a rate and a place after it, and between a place and a rate after it
_RIGHT = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("R in", r"I[.]?"),
        ("R at", r"[.]?a"),
        ("R on", r"[.zTRObP'U]{0,4}[nF][.=~zQU]{0,2}"),
        ("R on goods of", r"[.zTRObPU]{0,4}[nFo][.=~zQUPG,&]{0,9}[po.nF][.=]{0,2}"),
        ("R tariff of", r"[.zObU]{0,3}[TR][.]{0,2}"),
        ("R by", r"[^A]{0,12}y"),
        ("R other rate", r".*A.*"),
    )
)
_LEFT = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("L pays", r"(?:[,&]{1,2}C)*[GPK.,&]{0,4}[wdNB.,]{0,4}f[.afT]{0,2}[zUOT.]{0,3}"),
        ("L charges", r"[,.DwdNB~f]{0,6}[ircxsE][.~C]{0,3}[zUO~]{0,2}a?"),
        ("L charges on", r"[,.DwdNB~f]{0,6}[ircxsE][^AE;|]{1,14}"),
        ("L beside", r"[zUO'.:(,a]{0,2}"),
        ("L own tariff", r"'[.bORTPC]{0,5},?[zU.]{0,2}"),
        ("L whose", r",?\?[.bO~]{0,3}"),
        ("L goods pay", r"[.GPK,&]{1,5}[^A;|]{0,5}f[^A;|]{0,5}"),
        ("L other rate", r".*A.*"),
    )
)


_ELLIPTIC = re.compile(r"[,&:;|]{0,2}((?:C[,&]{0,2})+)[GKP]?[,DNzU]{0,5}")


def elliptic(sentence: Sentence, index: int, bounds: tuple[int, int]) -> tuple[tuple[str, ...], str | None]:
    """Return the places that stand alone before the rate ("Kenya pays 20% and Ghana 15%"), and the class of the verb
    that they share with the rate before: paying or imposing.
    """
    match = _ELLIPTIC.fullmatch(sentence.letters, bounds[0], index)
    if match is None or "A" not in (before := sentence.letters[: bounds[0]]):
        return (), None
    verb = max(before.rfind("f"), before.rfind("i"))
    start, end = match.span(1)
    places = tuple(mention.code for place, mention in sentence.places.items() if start <= place < end)
    return places, before[verb] if verb >= 0 else None
