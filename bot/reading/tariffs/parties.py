"""Who imposes and whose goods pay: a learned choice among the places of the sentence and of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.countries import EU_MEMBERS
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.frames import Frame
from bot.reading.tariffs.party_features import ALL, Scene, imposer_features, target_features
from bot.reading.tariffs.party_rules import parties_by_rules
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.roles import PORTS
from bot.reading.tariffs.sentence import Role, Sentence

__all__ = ["ALL", "Parties", "parties_of", "respectively"]

_CANDIDATES = 8  # places weighed as the imposer


@dataclass(frozen=True, slots=True)
class Parties:
    """Who charges whom (``imposer`` None where the article names nobody), how likely each of the two choices is, and
    which of the two the sentence itself names.
    """

    imposer: str | None
    targets: tuple[str, ...]
    imposer_chance: float = 0.0
    target_chance: float = 0.0
    explicit: frozenset[str] = frozenset()


def parties_of(sentence: Sentence, index: int, bounds: tuple[int, int], state: State, rated: bool = True) -> Parties:
    """Return the parties of the rate (or, not ``rated``, of the word for a tariff) at token ``index``."""
    scene = Scene(sentence, index, bounds, state)
    places = list(scene.codes)
    seen = [
        code
        for code in (state.imposer, *state.targets, *state.main[:3], *state.title, state.home, *state.order[:5])
        if code and code != ALL and not (code in EU_MEMBERS and "EU" in state.seen)
    ]
    if scene.american or state.american:
        seen.append("US")
    told, whom, said = parties_by_rules(sentence, index, bounds, state)
    if told:
        seen.insert(0, told)
    candidates = list(dict.fromkeys([*places[:6], *seen]))[:_CANDIDATES]
    if not candidates:
        return Parties(None, ())
    candidates = _by_frame(_who_may(candidates, sentence, index), scene.frame)
    features = [imposer_features(code, scene) for code in candidates]
    how = "guess" if "guess" in said else "said" if "imposer" in said else "carried"
    for code, names in zip(candidates, features, strict=True):
        if code == told:
            names.update(("rules", f"rules {how}"))
    chooser = state.chooser
    at, start = sentence.row[index].start, sentence.span.start
    trace, chooser.trace = chooser.trace, chooser.trace if rated else None
    chances = chooser.chances("imposer", start, at, candidates, features)
    ranked = sorted(range(len(candidates)), key=lambda k: -chances[k])[:2]
    best: tuple[float, str, tuple[str, ...], float, float] | None = None
    for place, k in enumerate(ranked):
        if place and chances[k] < 0.15:
            break
        imposer = candidates[k]
        groups = _target_candidates(scene, imposer)
        paying = [target_features(group, imposer, scene) for group in groups]
        if told == imposer:
            how = "guess" if "guess" in said else "said" if "target" in said else "carried"
            for group, names in zip(groups, paying, strict=True):
                if set(group) == set(whom):
                    names.update(("rules", f"rules {how}"))
        if place:
            chooser.trace = None
        odds = chooser.chances("target", start, at, [(imposer, group) for group in groups], paying)
        top = max(range(len(groups)), key=lambda n: odds[n])
        score = chances[k] * odds[top]
        if best is None or score > best[0]:
            best = (score, imposer, groups[top], chances[k], odds[top])
    chooser.trace = trace
    assert best is not None
    _, imposer, targets, first, second = best
    if rated:
        state.last_at = start, index
    explicit = {"imposer"} if imposer in places else set()
    if set(targets) & set(places) or (targets == (ALL,) and "Q" in sentence.letters[bounds[0] : bounds[1]]):
        explicit.add("target")
    if imposer == told and set(targets) == set(whom):
        explicit.add("agreed")
    return Parties(imposer, targets, first, second, frozenset(explicit))


def _by_frame(candidates: list[str], frame: Frame) -> list[str]:
    """Leave only the subject of a verb of imposing; leave out the subject of one of paying."""
    if frame.code is None:
        return candidates
    if frame.charges:
        return [frame.code]
    if frame.pays and not frame.pronoun:
        return [code for code in candidates if code != frame.code] or candidates
    return candidates


_IN_PLACE = re.compile(r"[zUT.]{0,2}(?:I[.]?|a)C")


def _who_may(candidates: list[str], sentence: Sentence, index: int) -> list[str]:
    """Leave out of those who may impose whom a list gives its own rates ("for Brazil 30%, for Peru 20%"); where goods
    pay a rate in a place ("have paid 25% in Europe"), that place alone is left.
    """
    letters = sentence.letters
    if "f" in letters[max(0, index - 5) : index] and (found := _IN_PLACE.match(letters[index + 1 :])):
        at = index + found.end()
        place = sentence.places.get(at)
        if place is not None and (letters[at - 1] != "a" or not PORTS.isdisjoint(sentence.words(at + 1, at + 2))):
            return [place.code]
    if (owner := _whose(sentence, index)) is not None:
        return [owner]
    listed = {
        role.mention.code
        for role in sentence.roles
        if letters[max(0, role.index - 1) : role.index] == "F"
        and compiled(r"[^CA,;]{0,3}A").match(letters[role.index + 1 :])
    }
    listed.update(_laid_on(sentence, index))
    listed.update(role.mention.code for role in sentence.roles if role.every)
    return [code for code in candidates if code not in listed] or candidates


_OWN = re.compile(r"C'[.bORzN]{0,4}T(?:[.PG,&n]{0,6}o[.zU]{0,2}|[.]?)\Z")  # "Peru's duties of", "Peru's import duty,"
_BROUGHT = re.compile(r"[.bO]{0,2}T[^A?;:|CQ]{0,12}\?(C)[.NwdD]{0,2}[iB]")  # "25% tariffs on wine that Peru brought in"


def _whose(sentence: Sentence, index: int) -> str | None:
    """Return the place whose own tariff the words next to a rate call it: "in reply to Peru's tariffs of 25% on tin and
    10% on zinc", "answering the 25% tariffs on wine that Peru brought in".
    """
    letters = sentence.letters
    found = _BROUGHT.match(letters, index + 1)
    if found is not None:
        return sentence.places[found.start(1)].code
    first = index
    while (own := _OWN.search(letters, 0, first)) is None:
        earlier = letters.rfind("A", 0, first)
        if earlier < 0 or not compiled(r"[nF.PGz]{1,8}&[.z]{0,2}").fullmatch(letters[earlier + 1 : first]):
            return None  # no list of rates that goes on
        first = earlier
    return sentence.places[own.start()].code


_ON_PLACE = re.compile(r"[.zTRbO]{0,3}n[.=~z]{0,2}(?=C)")


def _laid_on(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Return the places that the rate at ``index`` is right beside as laid on: "20% on Japan and Peru"."""
    match = _ON_PLACE.match(sentence.letters, index + 1)
    if match is None:
        return ()
    group = next((role.group for role in sentence.roles if role.index == match.end()), None)
    return tuple(dict.fromkeys(r.mention.code for r in sentence.roles if r.group == group and r.index >= match.end()))


def _target_candidates(scene: Scene, imposer: str) -> list[tuple[str, ...]]:
    """Return the sets of places that may pay what ``imposer`` charges: those listed together in the sentence, those
    said before, the other places of the article, all countries. A rate laid on a place is on no other's goods, and a
    company's own rate isn't for all countries.
    """
    sentence, state = scene.sentence, scene.state
    if laid := tuple(code for code in _laid_on(sentence, scene.index) if code != imposer):
        return [laid]

    def fits(code: str) -> bool:
        return code != imposer and code != ALL and not (imposer == "EU" and code in EU_MEMBERS)

    frame = scene.frame
    if frame.head == "all" or _from_all(scene):
        return [(ALL,)]
    if frame.code is not None and frame.pays and not frame.pronoun and fits(frame.code):
        group = next((role.group for role in sentence.roles if role.mention.code == frame.code), None)
        return [
            tuple(dict.fromkeys(r.mention.code for r in sentence.roles if r.group == group and fits(r.mention.code)))
        ]

    union = "EU" in state.seen  # then a member named elsewhere pays no rate of its own
    groups: dict[int, list[str]] = {}
    for role in sentence.roles:
        if fits(role.mention.code):
            groups.setdefault(role.group, []).append(role.mention.code)
    found = [tuple(dict.fromkeys(codes)) for codes in groups.values()][:6]
    found.append(tuple(code for code in state.targets if fits(code)))
    found.extend(
        tuple(code for code in payers if fits(code)) for payer, payers in state.pairs[-12:] if payer == imposer
    )
    seen = [
        code
        for code in (state.imposer, *state.title, state.last_first, *state.order[:4], *state.main[:2])
        if code and fits(code) and not (union and code in EU_MEMBERS)
    ]
    found.extend((code,) for code in seen)
    if state.common:
        found.append(tuple(code for code in state.common[1] if fits(code)))
    groups_found = list(dict.fromkeys([group for group in found if group]))[:12]
    return groups_found if groups_found and scene.company else [*groups_found, (ALL,)]


_FROM_ALL = re.compile(r"[^A;|:C]{0,10}[pF]Q[^C]*\Z")


def _from_all(scene: Scene) -> bool:
    """Tell whether the rate's own words lay it on goods from countries in general, and name none after it."""
    return _FROM_ALL.match(scene.sentence.letters[: scene.bounds[1]], scene.index + 1) is not None


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
