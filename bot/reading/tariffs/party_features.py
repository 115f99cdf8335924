"""What speaks for a place as the one who imposes a rate, or as the one whose goods pay: named features."""

from __future__ import annotations

import re

from bot.countries import EU_MEMBERS
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.sentence import Role, Sentence

ALL = "*"
_WORDS = frozenset("from by of to in into on for against with than between at via under".split())
_VERBS = frozenset("ifrcxshwEBTnFIytRGPKo~?|;:A&,")
# Instruments of American law: whose they are, the name alone tells.
AMERICAN = frozenset({"section_232", "section_301", "section_122", "ieepa"})


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
    if {"if", "unless", "until"} & set(sentence.words(sentence.clause_bounds(role.index)[0], role.index)):
        found.append("condition")
    if role is sentence.roles[0]:
        found.append("first")
        if role.index <= 2:
            found.append("opens")
    role.local = found
    return found


def placed(sentence: Sentence, role: Role, index: int, bounds: tuple[int, int], clause: tuple[int, int]) -> list[str]:
    """Return where a place stands to the rate at token ``index`` and what stands between the two."""
    where = role.index
    zone = "z" if bounds[0] <= where < bounds[1] else "c" if clause[0] <= where < clause[1] else "s"
    side = "L" if where < index else "R"
    low, high = (where + 1, index) if where < index else (index + 1, where)
    between = sentence.letters[low:high]
    groups = {r.group for r in sentence.roles if low <= r.index < high and r.group != role.group}
    imposes, pays = _bucket(role.imposer), _bucket(role.target)
    found = [
        f"{zone}{side}", f"{side} nth {min(len(groups), 2)}", f"{zone}{side} i{imposes}", f"{zone}{side} t{pays}",
        f"{side} far" if len(between) > 12 else f"{side} near{min(len(between) // 3, 3)}",
    ]  # fmt: skip
    found.extend(f"{side} btw {letter}" for letter in sorted(set(between) & _VERBS))
    if sentence.reason[where] and not sentence.reason[index]:
        return [f"reason {zone}{side}", f"reason {side}"]
    whole = sentence.letters
    claimed = (
        re.search(r"A[.TRzGP']{0,4}[nF][.~=]{0,2}\Z", whole[: role.group] if side == "L" else "")
        if side == "L"
        else re.match(r"(?:[,&]{1,2}C)*[GPK.']{0,2}[wNBfaz.U]{0,4}A", whole[where + 1 :])
    )
    if claimed:
        found.append(f"{side} claimed")  # by the rate before, or by the one after
        found.append(f"{side} claimed {zone}")
    patterns = _RIGHT if side == "R" else _LEFT
    bare = _ASIDE.sub("", between)
    found.extend(name for name, pattern in patterns if pattern.fullmatch(bare))
    return found


_ASIDE = re.compile(r",[^,A?]{1,14},")  # ", for its part,"
# what stands between a rate and a place after it, and between a place and a rate after it
_RIGHT = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("R in", r"I[.]?"),
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
        ("L charges", r"[,.DwdNB~f]{0,6}[ircxsE][.~C]{0,3}[zUO~]{0,2}"),
        ("L charges on", r"[,.DwdNB~f]{0,6}[ircxsE][^AE;|]{1,14}"),
        ("L beside", r"[zUO'.:(,a]{0,2}"),
        ("L own tariff", r"'[.bORTPC]{0,5},?[zU.]{0,2}"),
        ("L whose", r",?\?[.bO~]{0,3}"),
        ("L goods pay", r"[.GPK,&]{1,5}[^A;|]{0,5}f[^A;|]{0,5}"),
        ("L other rate", r".*A.*"),
    )
)


def remembered(code: str, state: State, american: bool) -> list[str]:
    """Return what the article has said of a place so far, as the one who imposes."""
    found = []
    if state.imposer == code:
        found.append("was")
    if code in state.targets:
        found.append("was target")
    if state.common and state.common[0] == code:
        found.append("mostly")
    if state.common and code in state.common[1]:
        found.append("mostly target")
    if code in state.main:
        found.append(f"main {min(state.main.index(code), 2)}")
    if state.home == code:
        found.append("home")
    if code in state.order:
        found.append(f"order {min(state.order.index(code), 2)}")
    if code in state.title:
        found.append("title")
    if state.title_imposer == code:
        found.append("title imposer")
    if state.last_first == code:
        found.append("opened before")
    if any(payer == code for payer, _ in state.pairs):
        found.append("imposed")
    if any(code in payers for _, payers in state.pairs):
        found.append("paid")
    if american:
        found.append("american law " + ("US" if code == "US" else "other"))
    if state.american:
        found.append("american article " + ("US" if code == "US" else "other"))
    if code == "US":
        found.append("US")
    if code in EU_MEMBERS:
        found.append("member")
    return found


_SHAPES = {f"i{i}t{t}" for i in "0123" for t in "0123"} | {"opens", "zL", "zR", "cL", "sL", "L own tariff", "R in"}


def imposer_features(
    code: str, sentence: Sentence, index: int, bounds: tuple[int, int], state: State, american: bool
) -> list[str]:
    """Return the features of ``code`` as the imposer of the rate at ``index``."""
    clause = sentence.clause_bounds(index)
    here = [role for role in sentence.roles if role.mention.code == code]
    found: set[str] = set()
    for role in here[:4]:
        found.update(local(sentence, role))
        found.update(placed(sentence, role, index, bounds, clause))
    present = "in" if here else "out"
    found.add(present)
    if len({role.mention.code for role in sentence.roles}) == 1:
        found.update(f"only {name}" for name in list(found) if name in _SHAPES)
    found.update(f"{present} {name}" for name in remembered(code, state, american))
    alone, verb = elliptic(sentence, index, bounds)
    if code in alone:
        found.add(f"elliptic {verb}")
    if not here:
        found.add(f"out rivals {min(len({role.mention.code for role in sentence.roles}), 3)}")
        strong = any(role.imposer >= 1.4 and role.imposer > role.target for role in sentence.roles)
        paying = any(role.target >= 2 and role.target > role.imposer for role in sentence.roles)
        found.add(f"out {'strong' if strong else 'weak'} {'paying' if paying else 'none'}")
    turned = re.search(r"W", sentence.letters) or any(
        cue.basis == "retaliation" and not cue.weak for cue in sentence.cues(*sentence.span)
    )
    if turned:
        found.update(f"turn {name}" for name in ("was", "was target") if f"{present} {name}" in found)
        found.add(f"turn {present}")
    if sentence.reason[index]:
        marks = ("in was", "out was", "in was target", "out was target", "opens", "L charges", "reason", "in", "out")
        found.update(f"answered {name}" for name in marks if name in found)
    if "~" in sentence.letters[:index]:
        found.update(f"pronoun {name}" for name in ("was", "opened before") if f"{present} {name}" in found)
    return sorted(found)


def target_features(
    codes: tuple[str, ...],
    imposer: str,
    sentence: Sentence,
    index: int,
    bounds: tuple[int, int],
    state: State,
    goods_named: bool,
) -> list[str]:
    """Return the features of ``codes`` as the places whose goods pay the rate at ``index`` that ``imposer`` charges."""
    clause = sentence.clause_bounds(index)
    found: set[str] = set()
    others = {role.mention.code for role in sentence.roles} - {imposer}
    if codes == (ALL,):
        found.update(_everyone(sentence, index, bounds, clause, state, goods_named, others))
    else:
        here = [role for role in sentence.roles if role.mention.code in codes]
        for group in list(dict.fromkeys(role.group for role in here))[:3]:
            members = [role for role in here if role.group == group]
            role = members[-1] if members[-1].index < index else members[0]
            found.update(local(sentence, role))
            found.update(placed(sentence, role, index, bounds, clause))
            if len(members) < len(codes):
                found.add("in part")
        found.add("in" if here else f"out {min(len(others), 2)}")
        if not here:
            paying = any(
                role.target >= 1.4 and role.target > role.imposer and role.mention.code != imposer
                for role in sentence.roles
            )
            found.add("out paying" if paying else "out none")
        if len(codes) > 1:
            found.add("several")
        alone, verb = elliptic(sentence, index, bounds)
        if set(codes) & set(alone):
            found.add(f"elliptic {verb}")
    present = "*" if codes == (ALL,) else "in" if "in" in found else "out"
    if (imposer, codes) in state.pairs:
        found.add(f"{present} pair")
        if state.pairs[-1] == (imposer, codes):
            found.add(f"{present} last pair")
    if state.imposer == imposer and set(codes) <= set(state.targets):
        found.add(f"{present} same")
    if state.imposer in codes:
        found.add(f"{present} was imposer")
        if imposer in state.targets:
            found.add(f"{present} turned")
    if state.targets == codes and state.imposer != imposer:
        found.add(f"{present} other's target")
    if state.common and state.common[1] == codes:
        found.add(f"{present} mostly")
    for code in codes[:1]:
        if code in state.order:
            found.add(f"{present} order {min(state.order.index(code), 2)}")
        if code in state.title:
            found.add(f"{present} title")
        if code == "US":
            found.add(f"{present} US")
        if state.home == code:
            found.add(f"{present} home")
        if state.last_first == code:
            found.add(f"{present} opened before")
            if "~" in sentence.letters[:3]:
                found.add(f"{present} opened before pronoun")
    if "~" in sentence.letters[:index]:
        found.add(f"{present} pronoun")
    if goods_named:
        found.add(f"{present} goods")
        if imposer == "US" and _sector(sentence, bounds):
            found.update((f"{present} sector", f"{present} sector {'alone' if not others else 'beside'}"))
    if not others:
        found.add(f"{present} alone")
    return sorted(found)


# Goods on which the United States charges all countries alike, under Section 232 (Federal Register, 2018 to 2025).
_SECTORS = frozenset(
    """steel aluminium aluminum copper car cars auto autos truck trucks lumber timber furniture cabinets vanities drugs
    semiconductors chips metals vehicles parts""".split()
)


def _sector(sentence: Sentence, bounds: tuple[int, int]) -> bool:
    """Tell whether the zone names goods of which American tariffs know no country."""
    return any(token.kind == "P" and _SECTORS & set(token.text.split()) for token in sentence.row[slice(*bounds)])


def _everyone(
    sentence: Sentence,
    index: int,
    bounds: tuple[int, int],
    clause: tuple[int, int],
    state: State,
    goods_named: bool,
    others: set[str],
) -> set[str]:
    letters = sentence.letters
    found = {"all"}
    if "Q" in letters[bounds[0] : bounds[1]]:
        found.add("all zone L" if "Q" in letters[bounds[0] : index] else "all zone R")
    elif "Q" in letters[clause[0] : clause[1]]:
        found.add("all clause")
    elif "Q" in letters:
        found.add("all sentence")
    if not others:
        found.add("all no place")
    if state.everyone:
        found.add("all article")
    if state.targets == (ALL,):
        found.add("all before")
    found.add(f"all seen {min(len([code for code in state.order if code != state.imposer]), 2)}")
    if not state.pairs:
        found.add("all no pair")
    cues = {cue.basis for cue in sentence.cues(*sentence.span)}
    found.update(f"all {basis}" for basis in cues)
    if goods_named and not others:
        found.add("all goods alone")
    return found


def elliptic(sentence: Sentence, index: int, bounds: tuple[int, int]) -> tuple[tuple[str, ...], str | None]:
    """Return the places that stand alone before the rate ("Kenya pays 20% and Ghana 15%"), and the class of the verb
    that they share with the rate before: paying or imposing.
    """
    match = re.fullmatch(r"[,&:;|]{0,2}((?:C[,&]{0,2})+)[,DNzU]{0,5}", sentence.letters[bounds[0] : index])
    before = sentence.letters[: bounds[0]]
    if match is None or "A" not in before:
        return (), None
    verb = max(before.rfind("f"), before.rfind("i"))
    start, end = bounds[0] + match.start(1), bounds[0] + match.end(1)
    places = tuple(mention.code for place, mention in sentence.places.items() if start <= place < end)
    return places, before[verb] if verb >= 0 else None
