"""Where a clause of reported speech or attitude may begin and end around the word that governs it.

Each governing word has openings: the stretches after it, those before it ("..., he said") and, in the passive, what
something is that "was announced". An opening has anchors (where the clause begins or, before the word, where it ends),
an anchor has stretches. All are scored from short named features, none of which holds a name or two words of a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.reading.quotes.grammar import BOUNDARIES, SKIPPED, subject_of
from bot.reading.quotes.holders import GOVERNING, Holder, holder_of
from bot.reading.quotes.model import Names, Terms, group
from bot.reading.quotes.scene import Atom, Scene

STOPS = BOUNDARIES | {";"}
_HEARERS = frozenset("PNBgGbhyxpd")
_MOST_ANCHORS = 5
_FINITE = frozenset({"VX", "S", "T", "C", "H"})
_MARKS = frozenset({",", "-"})
_SHORT_WAY, _LONG_WAY = 8, 14  # atoms from a word to its clause, at once or up to "that"
_BEING = frozenset("is are was were be been being gets got".split())


@dataclass(slots=True)
class Anchor:
    """An atom where a clause may begin (or end, before the word), how it is reached, and features."""

    atom: int
    how: str
    terms: Terms


@dataclass(slots=True)
class Opening:
    """One side of a governing word at atom ``at``. ``subject`` is a first guess, an index in the row or None.

    ``helper`` is the auxiliary before a participle, -1 outside the passive; ``denied`` tells of a "not" or "never".
    """

    at: int
    subject: int | None
    side: str  # "after", "before", "passive"
    holder: Holder
    helper: int
    denied: bool
    terms: Terms


def openings(scene: Scene, row: list[Atom]) -> Iterator[Opening]:
    """The openings of a row, in order of their words. Linear in the row."""
    for at in [at for at, atom in enumerate(row) if atom.word in GOVERNING]:
        holder = holder_of(row[at])
        if holder is None:
            continue
        subject = subject_of(scene, row, at)
        if subject is not None and row[subject].ref < 0:
            subject = None
        facts, around, denied = _about(scene, row, at, subject, holder)
        yield Opening(at, subject, "after", holder, -1, denied, ((word, "", *facts), (around_word, "", *around)))
        if at and (
            holder.group == "A" or (holder.group in "STn" and _marked(row, at if subject is None else min(at, subject)))
        ):
            terms = ((word, "before ", *facts), (around_word, "before ", *around))
            yield Opening(at, subject, "before", holder, -1, denied, terms)
        if holder.group in "STCHv" and holder.form == "f" and subject is not None and subject < at:
            helper = at - 1
            while helper > subject and row[helper].kind in {"r", "not"}:
                helper -= 1
            if helper > subject and row[helper].word in _BEING:
                terms = ((word, "passive ", *facts), (around_word, "passive ", *around))
                yield Opening(at, subject, "passive", holder, helper, denied, terms)


def anchors(row: list[Atom], opening: Opening) -> list[Anchor]:
    """Where the clause of ``opening`` may begin (or end)."""
    if opening.side == "before":
        return _anchors_before(row, opening)
    if opening.side == "passive":
        return [Anchor(opening.helper, "", ())]
    at, subject = opening.at, opening.subject
    lemma, sort, form = holder = opening.holder
    begin = at + 1
    if subject is not None and subject > at and (holder.group == "A" or subject - at < 3):
        begin = subject + 1
    ways = _after_source(row, begin) if holder.group == "A" else _ways(row, begin)
    found: list[Anchor] = []
    for first, how in ways[:_MOST_ANCHORS]:
        if first >= len(row) or row[first].kind in STOPS:
            continue
        opened = row[first]
        kind = "m" if opened.ref >= 0 and opened.kind != "Q" else opened.kind
        following = row[first + 1].kind if first + 1 < len(row) else "$"
        verb = "VX" in [atom.kind for atom in row[first + 1 : first + 6]]
        terms = (
            (reached, how, lemma, sort, form),
            (opened_with, how, opened.kind, kind, verb),
            (first_words, opened.kind, kind, following, sort, form),
        )
        found.append(Anchor(first, how, terms))
    return found


@group
def reached(how: str, lemma: str, sort: str, form: str) -> Names:
    """Of how a clause is reached, after a word of this lemma, class and form."""
    return f"open {how} {sort}{form}", f"open {how} {lemma}"


@group
def opened_with(how: str, opened: str, kind: str, verb: bool) -> Names:
    """Of what a clause begins with, and whether an auxiliary follows."""
    return f"open {how} {opened}", f"verb {int(verb)} {kind} {how}"


@group
def first_words(opened: str, kind: str, following: str, sort: str, form: str) -> Names:
    """Of the first two words of a clause."""
    return f"first {opened} {sort}{form}", f"first {kind} {following} {sort}"


def _about(
    scene: Scene, row: list[Atom], at: int, subject: int | None, holder: Holder
) -> tuple[tuple[Any, ...], tuple[Any, ...], bool]:
    """What is known of a governing word, what stands around it, and whether it is denied."""
    who, apart, side = "none", 0, "n"
    if subject is not None:
        mention = scene.mentions[row[subject].ref]
        who = f"{mention.kind}{'’' if mention.possessive else ''}"
        apart = min(abs(at - subject), 5)
        side = "r" if subject > at else "l"
    helper = ""
    denied = False
    for k in range(at - 1, max(-1, at - 5), -1):
        kind = row[k].kind
        if kind in {"VX", "not", "to"}:
            helper = helper or row[k].word
            denied = denied or kind == "not"
        elif kind not in SKIPPED:
            break
    around = (holder.group + holder.form, who, apart, side, row[at - 1].kind if at else "^")
    return (*holder, helper, denied), around, denied


@group
def word(place: str, lemma: str, sort: str, form: str, helper: str, denied: bool) -> Names:
    """Of the governing word; ``place`` is "before " or "passive " for a clause before it, or in the passive."""
    use = sort + form
    return (
        f"{place}clause",
        f"{place}lemma {lemma}",
        f"{place}lemma {lemma} {form}",
        f"{place}form {use}",
        f"{place}helper {helper} {use}",
        f"{place}helper {helper} {lemma}",
        f"{place}denied {int(denied)} {sort}",
    )


@group
def around_word(place: str, use: str, who: str, apart: int, side: str, ahead: str) -> Names:
    """Of its subject, and what stands before it."""
    return f"{place}subject {who} {use}", f"{place}apart {apart} {side} {use}", f"{place}ahead {ahead} {use}"


def _after_source(row: list[Atom], begin: int) -> list[tuple[int, str]]:
    """Past "According to the minister,"."""
    for k in range(begin, min(len(row) - 1, begin + _LONG_WAY)):
        if row[k].kind in STOPS:
            break
        if row[k].kind == ",":
            return [(k + 1, "source")]
    return []


def _ways(row: list[Atom], begin: int) -> list[tuple[int, str]]:
    """Where what is said may begin: at once, or past hearers, days, prepositions, "that", a comma, a colon."""
    ways: list[tuple[int, str]] = []
    path = ""  # m a hearer, r an adverb or day, I a preposition with its noun
    k = begin
    while k < len(row) and k - begin < _SHORT_WAY:
        kind = row[k].kind
        if kind in STOPS:
            return ways
        if kind in {"that", ":"}:
            if kind == "that" and not path.strip("r"):
                ways = []  # "said very clearly that ...": the adverb tells how
            return [*ways, (k + 1, path + kind)]
        if kind in {"to", "but", "af", "who"}:
            return [*ways, (k, path + kind)]
        if kind == ",":
            if "," not in path and len(path) < 3:
                ways.append((k + 1, path + ","))
            path += ","
            k += 1
            if k < len(row) and row[k].kind in {"k", "that"}:
                continue
            break
        if kind in {"IN", "of", "by", "as"}:
            ways.append((k + 1, path + row[k].word))
            path += "I"
            k += 2
            continue
        if kind in SKIPPED:
            if not path:
                ways.append((k, "now"))
            path += "" if path.endswith("r") else "r"
            k += 1
            continue
        if len(path) < 3:
            ways.append((k, path + "now"))
        if not (row[k].ref >= 0 and kind in _HEARERS) and kind != "h":
            break
        path += "m"
        k += 1
    for far in range(k, min(len(row) - 1, begin + _LONG_WAY)):
        kind = row[far].kind
        if kind == "that":
            # instead of the last of the others: where "that" follows, the clause most likely begins there
            return [*ways[: _MOST_ANCHORS - 1], (far + 1, "far that")]
        if kind in STOPS or kind in _FINITE:
            break
    return ways


def _anchors_before(row: list[Atom], opening: Opening) -> list[Anchor]:
    """Where a clause may end before "he said" or "according to him"."""
    at, subject = opening.at, opening.subject
    left = at if subject is None else min(at, subject)
    right = at + 1 if subject is None or subject < at else subject + 1
    if right < len(row) and row[right].kind in {",", ":"}:
        right += 1
    if right < len(row) and row[right].kind == "Q":
        return []  # "As the crowd grew, she said, “...”": what was said follows
    if _marked(row, left):
        return _ending(row, left - 2, left - 1, opening)
    if opening.holder.group == "A" and row[at - 1].kind not in STOPS:
        return _ending(row, at - 1, at, opening)
    return []


def _marked(row: list[Atom], left: int) -> bool:
    """Whether a comma or dash stands before the source."""
    return left > 1 and row[left - 1].kind in _MARKS


def _ending(row: list[Atom], last: int, mark: int, opening: Opening) -> list[Anchor]:
    if last < 0 or row[last].kind == "Q":
        return []
    at, subject = opening.at, opening.subject
    right = at + 1 if subject is None or subject < at else subject + 1
    following = row[right].kind if right < len(row) else "$"
    gap = at - mark
    meets = "n" if subject is None else str(int(subject == mark + 1 or (subject > at and gap == 1)))
    mark_kind = row[mark].kind if gap else ""
    following_mark = row[mark + 1].kind if gap else ""
    term = (ended, mark_kind, following, meets, min(gap, 4), following_mark, row[last].kind, *opening.holder)
    return [Anchor(last, meets, (term,))]


@group
def ended(
    mark: str, right: str, meets: str, gap: int, following: str, last: str, lemma: str, sort: str, form: str
) -> Names:
    """Of how a clause before its word ends."""
    return (
        f"before mark {mark} {sort} {right}",
        f"before meets {meets} {gap} {sort}",
        f"before next {following} {sort}",
        f"before last {last}",
        f"before meets {meets} {lemma}",
    )
