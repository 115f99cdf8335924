"""Guesses at grammar that need no parser: the verb that governs a quotation, and who is the subject of a verb."""

from __future__ import annotations

from bot.reading.quotes.lexicon import CUES
from bot.reading.quotes.scene import Atom, Scene

SKIPPED = frozenset("rkn")
BOUNDARIES = frozenset({"|", "?|"})
CUE_KINDS = frozenset(group + form for group in "STCH" for form in ("", "b", "g")) | {"A"}
_SUBJECT_AFTER = frozenset(
    {"^", "|", "?|", ",", "that", "but", "af", "&", "Q", "who", "r", "k", ":", "-", "(", ";", ")"}
)
_NOMINAL = frozenset("PNBpyitgGbdx")
_AUXILIARY = frozenset({"VX", "r", "k", "n", "not", "who"})
_BEING = frozenset("was were is are been being be".split())
_ADDRESSED = frozenset("asked told warned reminded informed assured".split())  # these govern whom they address
_GOING = frozenset({"Sg", "Tg", "Cg"})
_OF_ANOTHER = frozenset({"of", "IN", "by", "to", "as"})
_REACH = 40
_BRACKETED = 12


def is_cue(atom: Atom) -> bool:
    """Whether an atom is a verb of attribution or "according to"."""
    return atom.kind in CUE_KINDS


def lemma_of(atom: Atom) -> str:
    """The verb of a cue in its base form."""
    cue = CUES.get(atom.word)
    return cue.lemma if cue else atom.word


def before(row: list[Atom], at: int) -> str:
    """The class of the atom before ``at`` that is no adverb, time or number; ^ at the start."""
    at -= 1
    while at >= 0 and row[at].kind in SKIPPED:
        at -= 1
    return row[at].kind if at >= 0 else "^"


def subject_of(scene: Scene, row: list[Atom], verb: int) -> int | None:
    """The index in ``row`` of the mention that is most likely the subject of the verb at ``verb``, or None."""
    if row[verb].kind == "A" or _inverted(scene, row, verb):
        at = verb + 1
        while at < len(row) and row[at].kind in {"r", "VX"}:
            at += 1
        if at < len(row) and row[at].kind in _NOMINAL:
            owned = scene.mentions[row[at].ref].possessive and at + 1 < len(row) and row[at + 1].kind in _NOMINAL
            return at + 1 if owned else at
    if verb > 2 and row[verb - 1].kind == "as" and row[verb - 2].kind in _NOMINAL and row[verb].kind in {"Sg", "Tg"}:
        return verb - 2  # "quoted the mayor as saying"
    if _passive(row, verb):
        return _asker(row, verb)
    fallback: int | None = None
    weak = False  # it belongs to another phrase
    near = True  # nothing but what is skipped stands between
    at = verb - 1
    stop = max(-1, verb - _REACH)
    while at > stop:
        atom = row[at]
        if atom.kind in BOUNDARIES:
            break
        if atom.kind == ")":  # "Ms Lopez (D-Ohio) said"
            opened = next((k for k in range(at - 1, max(stop, at - _BRACKETED), -1) if row[k].kind == "("), at)
            at = opened - 1
            near = False
            continue
        if atom.kind == "who" and atom.ref >= 0 and all(row[k].kind in _AUXILIARY for k in range(at + 1, verb)):
            return at
        if atom.kind in _NOMINAL:
            mention = scene.mentions[atom.ref]
            first = _with_owner(scene, row, _first_joined(scene, row, at))
            ahead = before(row, first)
            if mention.possessive:
                pass
            elif ahead in "gG" and atom.kind in "PN" and row[first - 1].kind == ahead:
                return _first_joined(scene, row, at)  # "the experts Ann Cole and Bo Lind of Orsova said"
            elif ahead in _SUBJECT_AFTER or (near and ahead not in _OF_ANOTHER):
                return _past_apposition(scene, row, _first_joined(scene, row, at))
            elif near and first and row[first - 1].word == "with" and row[verb].kind in _GOING:
                return at  # "with Cole reportedly yelling"
            elif fallback is None or (weak and ahead not in _OF_ANOTHER):
                fallback, weak = at, ahead in _OF_ANOTHER
        near = near and atom.kind in SKIPPED
        at -= 1
    return fallback


def _with_owner(scene: Scene, row: list[Atom], at: int) -> int:
    """Where the phrase of the mention at ``at`` begins: with its owner ("a source close to Cole’s campaign said")."""
    while at and row[at - 1].kind in _NOMINAL and scene.mentions[row[at - 1].ref].possessive:
        at -= 1
    return at


def _first_joined(scene: Scene, row: list[Atom], at: int) -> int:
    """From "Lind" in "Cole and Lind said" to "Cole", where the phrases of both begin alike: names, or persons."""
    kinds = "PN" if row[at].kind in "PN" else "gG"
    while at > 1 and row[at - 1].word == "and" and row[at - 2].kind in kinds:
        if scene.mentions[row[at - 2].ref].possessive:
            break
        at -= 2
    return at


def _asker(row: list[Atom], verb: int) -> int | None:
    """Who asks where somebody "was asked by" him: the index in ``row`` of the mention after "by", or None."""
    at = verb + 2
    if at < len(row) and row[at - 1].kind == "by" and row[at].kind in _NOMINAL:
        return at
    return None


def _passive(row: list[Atom], verb: int) -> bool:
    """Whether the subject of a verb is who was asked or told, not who spoke ("Cole was asked")."""
    at = verb - 1
    while at > 0 and row[at].kind in SKIPPED:
        at -= 1
    return at >= 0 and row[at].kind == "VX" and row[at].word in _BEING and row[verb].word in _ADDRESSED


def _inverted(scene: Scene, row: list[Atom], verb: int) -> bool:
    """Whether the verb stands right after a quotation: "...", said the minister."""
    at = verb - 1
    while at >= 0 and row[at].kind in {",", "r", "-", "VX"}:
        at -= 1
    return at >= 0 and row[at].kind in {"Q", "?|"} and row[verb].kind not in {"Sg", "Tg", "Cg"}


def _past_apposition(scene: Scene, row: list[Atom], at: int) -> int:
    """From "the envoy" in "Gor, the envoy, said" to "Gor"."""
    if not (at >= 2 and row[at - 1].kind == "," and row[at - 2].kind in _NOMINAL and at + 1 < len(row)):
        return at
    if (
        row[at].kind in "gGx"
        and row[at + 1].kind in {",", "VX", "who"}
        and not scene.mentions[row[at - 2].ref].possessive
    ):
        return at - 2
    return at


def governors(row: list[Atom], at: int) -> tuple[int | None, int | None]:
    """The nearest verbs of attribution to the left and the right of a quotation, within its sentence."""
    left: int | None = None
    k = at - 1
    while k >= 0 and at - k < _REACH and row[k].kind not in BOUNDARIES:
        if is_cue(row[k]):
            left = k
            break
        k -= 1
    right: int | None = None
    k = at + 1
    while k < len(row) and k - at < _REACH and row[k].kind != "|":
        if is_cue(row[k]) and row[k].kind != "?|":
            right = k
            break
        k += 1
    return left, right
