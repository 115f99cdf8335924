"""How well a typed name fits a name: as a part of it, and as a slip of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.matching.folding import read_groups
from bot.matching.typed import PARTICLES
from bot.matching.typos import likeness


def _variants() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in read_groups("given_names.txt"):
        for name in group:
            found[name].update(group)
    return {name: frozenset(group) for name, group in found.items()}


VARIANTS = _variants()
"""Other forms of a given name: "teddy" for "theodore"."""


def part_score(core: tuple[str, ...], joined: str, form: Sequence[str]) -> float:
    """Score ``core`` as a part of the name ``form``; 0 where it holds a word that the name has not.

    The end of a name (its surname) counts most, then several words of it in any order, then one given name.
    """
    size = len(form)
    for start in range(1, size):
        if "".join(form[start:]) == joined:
            return 0.97
    left = list(form)
    spelt = 0
    for word in core:
        if word in left:
            left.remove(word)
            spelt += len(word) > 1 and word not in PARTICLES
            continue
        initial = next((other for other in left if _initial(word, other)), None)
        if initial is None:
            return 0.0
        left.remove(initial)
    if not spelt:
        return 0.0
    if form[-1] in core:
        return 0.96 if len(core) > 1 else 0.97
    if len(core) > 1:
        return 0.93
    # A part of a hyphenated surname, or the first surname of two, is nearer to a surname than a given name is.
    return 0.8 if core[0] == form[0] else 0.88


def _initial(word: str, other: str) -> bool:
    """Tell whether what was typed is an initial of a word of the name, or of both one is.

    "S Rao" is Sunita Rao; whether S Rao is Sunita, or Sanjay, no article says.
    """
    return word[0] == other[0] and len(word) == 1


_SOUNDS = str.maketrans(
    {"j": "g", "c": "k", "q": "k", "w": "v", "z": "s", "x": "s", "f": "p"} | dict.fromkeys("aeiouyh", None)
)


TELLING = 4  # consonants that tell a word apart
# How Hindi spells the names of Latin letters, as fold() writes them: "es. jaishankar".
_SPOKEN = {
    "a": {"e"}, "b": {"bi"}, "c": {"si"}, "d": {"di"}, "e": {"i"}, "f": {"eph", "ef"}, "g": {"ji"}, "h": {"ech"},
    "i": {"ai"}, "j": {"je"}, "k": {"ke"}, "l": {"el"}, "m": {"em"}, "n": {"en"}, "o": {"o"}, "p": {"pi"},
    "r": {"ar"}, "s": {"es"}, "t": {"ti"}, "u": {"yu"}, "v": {"vi"}, "y": {"vai"}, "z": {"jed"},
}  # fmt: skip


def sounds_alike(core: Sequence[str], form: Sequence[str]) -> bool:
    """Tell whether each typed word is a word of the name, or has its consonants: "sarjiyo" for "sergio"."""
    left = list(form)
    for word in core:
        sound = consonants(word)
        alike = (other for other in left if len(sound) > 1 and sound == consonants(other))
        spoken = (other for other in left if len(other) == 1 and word in _SPOKEN.get(other, ()))
        same = word if word in left else next(alike, None) or next(spoken, None)
        if same is None:
            return False
        left.remove(same)
    return any(word in form or len(consonants(word)) >= TELLING for word in core)


def consonants(word: str) -> str:
    """Return what a word sounds like across scripts: its consonants, those that languages write alike as one."""
    return word.translate(_SOUNDS)


def slip_score(core: tuple[str, ...], form: Sequence[str], whole: bool) -> float:
    """Score ``core`` as a slip of ``form``: the mean likeness of each typed word to its own word of the name.

    A given name may be a variant of the name's own ("Teddy", "Marcus") where another word is spelt right.
    ``whole`` asks for every word of the form to have been typed.
    """
    left = list(form)
    total, weight, spelt = 0.0, 0, 0
    variants = 0
    for word in core:
        best, score = None, 0.0
        for other in left:
            like = likeness(word, other)
            if like == 0.0 and _initial(word, other):
                like = 0.9
            if like == 0.0 and other in VARIANTS.get(word, ()):
                like = 0.8
                variants += 1
            if like > score:
                best, score = other, like
        if best is None:
            return 0.0
        left.remove(best)
        spelt += best == word and len(word) > 2
        total += score * len(word)
        weight += len(word)
    if whole and any(word not in PARTICLES for word in left):
        return 0.0
    if variants and not spelt:
        return 0.0
    return total / weight if weight else 0.0
