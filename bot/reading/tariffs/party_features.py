"""What speaks for a place as the one who imposes a rate, or as the one whose goods pay: named features."""

from __future__ import annotations

import re

from bot.countries import EU_MEMBERS
from bot.reading.tariffs.companies import company_of
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.frame_features import chained, framed
from bot.reading.tariffs.frames import frame_of
from bot.reading.tariffs.place_features import elliptic, local, placed
from bot.reading.tariffs.sentence import Role, Sentence

ALL = "*"
# Instruments of American law: whose they are, the name alone tells.
AMERICAN = frozenset({"section_232", "section_301", "section_122", "ieepa"})


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
    if state.title_payer == code:
        found.append("title payer")
    if state.pairs and state.pairs[0][0] == code:
        found.append("first")
    if state.pairs and code in state.pairs[0][1]:
        found.append("first target")
    if state.last_first == code:
        found.append("opened before")
    if code in state.imposed:
        found.append("imposed")
    if code in state.paid:
        found.append("paid")
    if american:
        found.append("american law " + ("US" if code == "US" else "other"))
    if state.american:
        found.append("american article " + ("US" if code == "US" else "other"))
    if code == "US":
        found.append("US")
    if code in EU_MEMBERS:
        found.append("member")
        if "EU" in state.seen:
            found.append("member of two")  # the Union is named too: it is the one whose customs and goods are meant
    return found


_SHAPES = {f"i{i}t{t}" for i in "0123" for t in "0123"} | {"opens", "zL", "zR", "cL", "sL", "L own tariff", "R in"}
_ANSWERED = ("in was", "out was", "in was target", "out was target", "opens", "L charges", "reason", "in", "out")


_ANYONE = re.compile(r"[.zTRG]{0,3}[npF][.=]{0,2}Q")  # "10% on all countries", "10% from countries without ..."


_ON_ALL = re.compile(r"[.zTR]{0,3}n(?=[.=][^CA,;]{0,5}[GP])")  # "25% on all steel imports"


def _anyone(sentence: Sentence, index: int) -> bool:
    """Tell whether the rate is right beside countries in general, or on all goods of a kind with no country named."""
    if _ANYONE.match(sentence.letters, index + 1):
        return True
    found = _ON_ALL.match(sentence.letters, index + 1)
    return found is not None and sentence.row[found.end()].text in {"all", "every", "any"}


class Scene:
    """A rate in its place, and what is the same for all who may impose or pay it. ``bounds``: the tokens that belong to
    the rate at token ``index``; ``codes``: the places that the sentence names, each with its roles; ``cues``: the
    instruments that it names; ``american``: one of them is of American law.
    """

    def __init__(self, sentence: Sentence, index: int, bounds: tuple[int, int], state: State) -> None:
        letters = sentence.letters
        self.sentence, self.index, self.bounds, self.state = sentence, index, bounds, state
        self.clause = sentence.clause_bounds(index)
        self.codes: dict[str, list[Role]] = {}
        for role in sentence.roles:
            self.codes.setdefault(role.mention.code, []).append(role)
        self.cues = sentence.cues(*sentence.span)
        self.american = any(cue.basis in AMERICAN for cue in self.cues)
        self.turned = "W" in letters or any(cue.basis == "retaliation" and not cue.weak for cue in self.cues)
        self.alone, self.verb = elliptic(sentence, index, bounds)
        self.pronoun = letters.find("~", 0, index) >= 0
        self.goods = letters.find("P", *bounds) >= 0
        self.foreign = not _ANYWHERE.isdisjoint(sentence.words(*self.clause))
        self.sector = self.goods and _sector(sentence, bounds)
        self.strong = any(role.imposer >= 1.4 and role.imposer > role.target for role in sentence.roles)
        self.paying = any(role.target >= 2 and role.target > role.imposer for role in sentence.roles)
        self.anyone = _anyone(sentence, index)
        self.company = company_of(sentence, index, bounds) is not None
        self.frame = frame_of(sentence, index)
        self.chain = chained(sentence, index, bounds, state.last_at)
        self._around: dict[int, list[str]] = {}

    def around(self, role: Role) -> list[str]:
        """Return what the words around a place say of it, and where it stands to the rate."""
        found = self._around.get(role.index)
        if found is None:
            found = local(self.sentence, role) + placed(self.sentence, role, self.index, self.bounds, self.clause)
            self._around[role.index] = found
        return found


def imposer_features(code: str, scene: Scene) -> set[str]:
    """Return the features of ``code`` as the imposer of the scene's rate."""
    here = scene.codes.get(code, ())
    found: set[str] = set()
    for role in here[:4]:
        found.update(scene.around(role))
    present = "in" if here else "out"
    found.add(present)
    if len(scene.codes) == 1:
        found.update([f"only {name}" for name in found & _SHAPES])
    before = remembered(code, scene.state, scene.american)
    found.update([f"{present} {name}" for name in before])
    if code in scene.alone:
        found.add(f"elliptic {scene.verb}")
    if not here:
        found.add(f"out rivals {min(len(scene.codes), 3)}")
        found.add(f"out {'strong' if scene.strong else 'weak'} {'paying' if scene.paying else 'none'}")
    if scene.turned:
        found.update([f"turn {name}" for name in ("was", "was target") if f"{present} {name}" in found])
        found.add(f"turn {present}")
    if scene.chain is not None and code == scene.state.imposer:
        found.update((f"chain {scene.chain}", f"chain {scene.chain[-1]}"))
    if scene.sentence.reason[scene.index]:
        found.update([f"answered {name}" for name in _ANSWERED if name in found])
    if scene.pronoun:
        found.update([f"pronoun {name}" for name in ("was", "opened before") if f"{present} {name}" in found])
    found.update(framed((code,), scene.frame, before))
    return found


def target_features(codes: tuple[str, ...], imposer: str, scene: Scene) -> set[str]:
    """Return the features of ``codes`` as the places whose goods pay the scene's rate, which ``imposer`` charges."""
    state = scene.state
    others = len(scene.codes) - (imposer in scene.codes)
    if codes == (ALL,):
        found, present = _everyone(scene, others), "*"
    else:
        found, present = _payers(codes, imposer, scene, others)
    said: list[str] = []
    if (imposer, codes) in state.pairs:
        said.append("pair")
        if state.pairs[-1] == (imposer, codes):
            said.append("last pair")
    if state.imposer == imposer and set(codes) <= set(state.targets):
        said.append("same")
    if state.imposer in codes:
        said.append("was imposer")
        if imposer in state.targets:
            said.append("turned")
    if state.targets == codes and state.imposer != imposer:
        said.append("other's target")
    if state.common and state.common[1] == codes:
        said.append("mostly")
    code = codes[0]
    if code in state.order:
        said.append(f"order {min(state.order.index(code), 2)}")
    if code in state.title:
        said.append("title")
    if state.title_payer == code:
        said.append("title payer")
    if state.title_imposer == code:
        said.append("title imposer")
    if state.pairs and state.pairs[0] == (imposer, codes):
        said.append("first pair")
    if state.pairs and code in state.pairs[0][1]:
        said.append("first target")
    if code in EU_MEMBERS:
        said.append("member")
        if "EU" in state.seen:
            said.append("member of two")
    if code == "US":
        said.append("US")
    if state.home == code:
        said.append("home")
    if state.last_first == code:
        said.append("opened before")
        if "~" in scene.sentence.letters[:3]:
            said.append("opened before pronoun")
    if scene.pronoun:
        said.append("pronoun")
    if scene.anyone:
        said.append("beside all")
    if scene.goods:
        said.append("goods")
        if imposer == "US" and scene.sector:
            said.extend(("sector", "sector beside" if others else "sector alone"))
    if not others:
        said.append("alone")
    found.update([f"{present} {name}" for name in said])
    if scene.chain is not None and codes == state.targets:
        found.update((f"chain {scene.chain}", f"chain {scene.chain[-1]}"))
    found.update(framed(codes, scene.frame, said))
    return found


def _payers(codes: tuple[str, ...], imposer: str, scene: Scene, others: int) -> tuple[set[str], str]:
    """Return what the sentence says of ``codes``, and whether it names them ("in", "out")."""
    found: set[str] = set()
    here = [role for code in dict.fromkeys(codes) for role in scene.codes.get(code, ())]
    here.sort(key=lambda role: role.index)
    for group in list(dict.fromkeys([role.group for role in here]))[:3]:
        members = [role for role in here if role.group == group]
        found.update(scene.around(members[-1] if members[-1].index < scene.index else members[0]))
        if len(members) < len(codes):
            found.add("in part")
    found.add("in" if here else f"out {min(others, 2)}")
    if not here:
        paying = any(
            role.target >= 1.4 and role.target > role.imposer and role.mention.code != imposer
            for role in scene.sentence.roles
        )
        found.add("out paying" if paying else "out none")
    if len(codes) > 1:
        found.add("several")
    if not set(codes).isdisjoint(scene.alone):
        found.add(f"elliptic {scene.verb}")
    return found, "in" if here else "out"


# Goods on which the United States charges all countries alike, under Section 232 (Federal Register, 2018 to 2025).
_SECTORS = frozenset(
    """steel aluminium aluminum copper car cars auto autos truck trucks lumber timber furniture cabinets vanities drugs
    semiconductors chips metals vehicles parts""".split()
)


def _sector(sentence: Sentence, bounds: tuple[int, int]) -> bool:
    """Tell whether the zone names goods of which American tariffs know no country."""
    return any(token.kind == "P" and _SECTORS & set(token.text.split()) for token in sentence.row[slice(*bounds)])


# words by which goods are meant wherever they come from
_ANYWHERE = frozenset(
    {"imported", "imports", "import", "importers", "foreign", "wherever", "overseas", "anywhere", "anywhere but"}
)


def _everyone(scene: Scene, others: int) -> set[str]:
    letters, bounds, state = scene.sentence.letters, scene.bounds, scene.state
    found = {"all"}
    if "Q" in letters:
        if letters.find("Q", *bounds) >= 0:
            found.add("all zone L" if letters.find("Q", bounds[0], scene.index) >= 0 else "all zone R")
        else:
            found.add("all clause" if letters.find("Q", *scene.clause) >= 0 else "all sentence")
    if not others:
        found.add("all no place")
    if state.everyone:
        found.add("all article")
    if state.targets == (ALL,):
        found.add("all before")
    found.add(f"all seen {min(len([code for code in state.order if code != state.imposer]), 2)}")
    if not state.pairs:
        found.add("all no pair")
    found.update([f"all {cue.basis}" for cue in scene.cues])
    if scene.goods and not others:
        found.add("all goods alone")
    words = scene.sentence.words(*bounds)
    found.update([f"all word {word}" for word in _ANYWHERE.intersection(words)])
    if scene.foreign:
        found.add(f"all foreign {min(others, 1)}")
    return found
