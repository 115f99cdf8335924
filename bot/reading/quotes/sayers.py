"""Who holds what a clause reports: chosen among the mentions around the governing word, or nobody who is named."""

from __future__ import annotations

from bot.reading.quotes.grammar import BOUNDARIES, before
from bot.reading.quotes.model import Names, Terms, group
from bot.reading.quotes.openings import Opening
from bot.reading.quotes.scene import Atom, Scene

_NOMINAL = frozenset("PNBpyitgGbdx") | {"who"}
_PASSED = frozenset({",", "VX", "S", "T", "C", "H", "who", "&", "that", "but", "af", "-", "Q", ":", ";"})
_TO_BE = frozenset("is are was were been be being".split())
_REACH, _MOST_LEFT = 45, 6  # atoms and mentions before the word
_NEAR, _MOST_RIGHT = 7, 2  # the same after it
NOBODY = -1


def sayers(scene: Scene, row: list[Atom], opening: Opening) -> list[tuple[int, Terms]]:
    """Possible holders as indices in the row, each with its features; :data:`NOBODY` is the first."""
    at, holder = opening.at, opening.holder
    being = opening.side == "passive" or not _TO_BE.isdisjoint([atom.word for atom in row[max(0, at - 2) : at]])
    voice = "be" if being and holder.form == "f" else ""
    agent = at + 1 < len(row) and row[at + 1].kind == "by"
    guess = "n" if opening.subject is None else row[opening.subject].kind
    ahead = row[at - 1].kind if at else "^"
    use = holder.group + holder.form
    nobody = (
        (held_by_nobody, holder.lemma, use, voice),
        (nobody_around, use, holder.group, opening.side, voice, agent, guess, ahead),
    )
    found: list[tuple[int, Terms]] = [(NOBODY, nobody)]
    passed: list[str] = []  # classes between the mention and the word, nearest last
    depth = 0
    for k in range(at - 1, max(-1, at - _REACH), -1):
        kind = row[k].kind
        if kind in BOUNDARIES or len(found) > _MOST_LEFT:
            break
        depth += (kind == ")") - (kind == "(")
        if row[k].ref >= 0 and kind in _NOMINAL and depth <= 0:
            past = " ".join(passed[-4:])
            found.append((k, _somebody(scene, row, opening, k, f"{len(found) - 1}", past, voice)))
        if kind in _PASSED and passed[-1:] != [kind]:
            passed.append(kind)
    right = 0
    for k in range(at + 1, min(len(row), at + _NEAR)):
        if row[k].kind in BOUNDARIES or right == _MOST_RIGHT:
            break
        if row[k].ref >= 0 and row[k].kind in _NOMINAL:
            found.append((k, _somebody(scene, row, opening, k, f"r{right}", "", voice)))
            right += 1
    return found


@group
def held_by_nobody(lemma: str, use: str, voice: str) -> Names:
    """Of the word of a clause that nobody named holds."""
    return "who nobody", f"who nobody {use} {voice}", f"who nobody {lemma} {voice}"


@group
def nobody_around(use: str, sort: str, side: str, voice: str, agent: bool, guess: str, ahead: str) -> Names:
    """Of what stands around it."""
    return (
        f"who nobody {side} {sort}",
        f"who nobody agent {int(agent)} {voice}",
        f"who nobody guess {guess} {voice}",
        f"who nobody ahead {ahead} {use}",
    )


def _somebody(scene: Scene, row: list[Atom], opening: Opening, k: int, rank: str, past: str, voice: str) -> Terms:
    at, holder = opening.at, opening.holder
    use, side = holder.group + holder.form, "l" if k < at else "r"
    ahead = before(row, k)
    mention = scene.mentions[row[k].ref]
    kind = f"{mention.kind}{'’' if mention.possessive else ''}"
    low, high = (k + 1, at) if k < at else (at + 1, k)
    between = " ".join([atom.kind for atom in row[low:high]]) if high - low < 4 else "far"
    place = f"{opening.side} {holder.group} {row[at - 1].kind if at and k > at else ''}"
    return (
        (held_by, int(k == opening.subject), side, use, kind, rank),
        (held_beside, side, ahead, row[k + 1].kind if k + 1 < len(row) else "$", voice),
        (held_across, side, use, between, place),
        (held_past, side, past, ahead),
    )


@group
def held_by(guess: int, side: str, use: str, kind: str, rank: str) -> Names:
    """Of one who may hold the clause."""
    return (
        f"who guess {guess} {side}",
        f"who guess {guess} {use}",
        f"who guess {guess} {kind}",
        f"who rank {rank} {use}",
        f"who rank {rank} {kind}",
        f"who kind {kind} {side}",
    )


@group
def held_beside(side: str, ahead: str, following: str, voice: str) -> Names:
    """Of what stands beside them."""
    return f"who ahead {ahead} {side}", f"who ahead {ahead} {following} {side}", f"who voice {voice} {side} {ahead}"


@group
def held_across(side: str, use: str, between: str, place: str) -> Names:
    """Of what stands between them and the word."""
    return f"who between {side} {between}", f"who between {side} {between} {use}", f"who side {side} {place}"


@group
def held_past(side: str, past: str, ahead: str) -> Names:
    """Of the verbs and marks between them and the word."""
    return f"who past {side} {past}", f"who past {side} {past} {ahead}"
