"""Reported (indirect) speech: the clause that a verb of attribution introduces or closes, with its speaker."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading.quotes.grammar import BOUNDARIES, SKIPPED, lemma_of, subject_of
from bot.reading.quotes.scene import Atom, Scene
from storage.records import Span

_STOPS = BOUNDARIES | {";"}
_HEARER = frozenset("PNBgGbhyx")
_LONGEST = 90  # atoms of a clause


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported clause: its span, the verb, the mention that speaks, and the pattern that found it."""

    span: Span
    cue: Span
    mention: int
    pattern: str
    paragraph: int
    atoms: tuple[int, int, int]  # in the row: first and last of the clause, and the verb


def find_reported(scene: Scene) -> list[Reported]:
    """Return the reported clauses of ``scene`` in order of their verbs. Linear in the text."""
    found: list[Reported] = []
    for number, row in enumerate(scene.rows):
        for at, atom in enumerate(row):
            if atom.kind[0] in "STCHA" and atom.kind not in BOUNDARIES:
                clause = _clause(scene, row, at)
                if clause is not None:
                    start, end, mention, pattern = clause
                    span = Span(row[start].start, row[end].end)
                    found.append(Reported(span, Span(atom.start, atom.end), mention, pattern, number, (start, end, at)))
    return found


def reported_features(scene: Scene, clause: Reported) -> list[str]:
    """What tells a clause that somebody uttered from one that merely follows such a verb."""
    mention = scene.mentions[clause.mention]
    row = scene.rows[clause.paragraph]
    first_atom, last_atom, at = clause.atoms
    inside = row[first_atom : last_atom + 1]
    verb = row[at]
    lemma = lemma_of(verb)
    kinds = {atom.kind for atom in inside}
    apart = abs(at - mention.atom)
    ahead = row[at - 1].kind if at else "^"
    first = inside[0].kind if inside else ""
    size = min(len(inside).bit_length(), 5)
    return [
        "clause",
        f"pattern {clause.pattern}",
        f"lemma {lemma} {clause.pattern.split()[-1]}",
        f"lemma {lemma}",
        f"subject {mention.kind}{'’' if mention.possessive else ''} {verb.kind}",
        f"apart {min(apart, 5)} {verb.kind}",
        f"ahead {ahead} {verb.kind}",
        f"quoted {int('Q' in kinds)} {verb.kind[0]}",
        f"finite {int('VX' in kinds)} {clause.pattern}",
        f"first {first} {verb.kind[0]}",
        f"size {size} {verb.kind[0]}",
        f"only {int(kinds <= {'Q', ',', '|'})}",
    ]


def _clause(scene: Scene, row: list[Atom], verb: int) -> tuple[int, int, int, str] | None:
    """First and last atom of the clause of the verb at ``verb``, its subject's mention and the pattern; or None."""
    kind = row[verb].kind
    subject = subject_of(scene, row, verb)
    if subject is None or row[subject].ref < 0:
        return None
    mention = row[subject].ref
    if subject > verb or kind == "A":
        return _before_verb(row, verb, subject, mention)
    start = _complement(row, verb)
    if start is None:
        return _before_verb(row, verb, subject, mention)
    first, opening = start
    last = _clause_end(scene, row, first)
    if last < first:
        return None
    return first, last, mention, f"{kind[0]}{kind[1:2]} {opening}"


def _before_verb(row: list[Atom], verb: int, subject: int, mention: int) -> tuple[int, int, int, str] | None:
    """The clause that stands before "he said" or "according to him", or after "according to him,"."""
    left = min(verb, subject)
    if row[verb].kind[0] not in "SAT":
        return None
    if left >= 1 and row[left - 1].kind == ",":
        first = left - 2
        while first >= 0 and row[first].kind not in _STOPS and left - first < _LONGEST:
            first -= 1
        first += 1
        if first <= left - 2 and not (left - 2 == first and row[first].kind == "Q"):
            return first, left - 2, mention, f"{row[verb].kind[0]} before"
    if row[verb].kind == "A" and (left == 0 or row[left - 1].kind in _STOPS):
        comma = subject + 1
        while comma < len(row) and row[comma].kind != "," and row[comma].kind not in _STOPS and comma - subject < 14:
            comma += 1
        if comma + 1 < len(row) and row[comma].kind == ",":
            last = comma + 1
            while last + 1 < len(row) and row[last + 1].kind not in _STOPS and last - comma < _LONGEST:
                last += 1
            return comma + 1, last, mention, "A after"
    return None


def _complement(row: list[Atom], verb: int) -> tuple[int, str] | None:
    """Where what was said begins after a verb, and how: "that", "to", a hearer and "that", or directly."""
    group = row[verb].kind[0]
    at = verb + 1
    hearer = ""
    if group == "T":
        while at < len(row) and (row[at].kind in _HEARER or row[at].kind in {"IN", "&"} or row[at].kind in SKIPPED):
            hearer = "h"
            at += 1
    while at < len(row):
        kind = row[at].kind
        if kind in SKIPPED:
            at += 1
        elif (kind == "IN" and at + 1 < len(row) and row[at + 1].kind in {"k", "n"}) or (
            kind == "," and at + 1 < len(row) and row[at + 1].kind in {"k"}
        ):
            at += 2
        else:
            break
    if at >= len(row) or row[at].kind in _STOPS or row[at].kind in {",", "-", ")"}:
        return None
    kind = row[at].kind
    word = lemma_of(row[verb])
    if kind == "that" and at + 1 < len(row):
        return at + 1, f"{hearer}that"
    if kind == "to":
        return at, f"{hearer}to"
    if kind == ":":
        return (at + 1, "colon") if at + 1 < len(row) else None
    if kind in {"of", "IN", "by", "as"}:
        return (at + 1, f"{row[at].word}" if kind != "IN" else "P " + row[at].word) if at + 1 < len(row) else None
    if kind in {"but", "af", "who"}:
        return at, f"{hearer}{row[at].word}"
    if kind == "Q":
        return None
    if group in {"C"} or word in {"want", "see", "know"}:
        return at, f"object {kind if row[at].ref < 0 else 'm'}"
    has_verb = any(row[k].kind in {"VX", "to"} or row[k].kind == "w" for k in range(at + 1, min(len(row), at + 8)))
    return at, f"{hearer}direct {kind if row[at].ref < 0 else 'm'} {int(has_verb)}"


def _clause_end(scene: Scene, row: list[Atom], first: int) -> int:
    """The last atom of the clause that begins at ``first``."""
    at = first
    while at < len(row) and at - first < _LONGEST:
        kind = row[at].kind
        if kind in _STOPS:
            break
        if kind == "," and at + 1 < len(row) and _new_clause(scene, row, at + 1):
            break
        at += 1
    return at - 1


def _new_clause(scene: Scene, row: list[Atom], at: int) -> bool:
    """Whether after a comma something begins that is no longer the speaker's: "adding that", "according to"."""
    kind = row[at].kind
    if kind in {"A", "Sg", "Tg"}:
        return True
    if row[at].ref >= 0 and kind != "Q":
        after = at + 1
        while after < len(row) and row[after].kind in SKIPPED:
            after += 1
        return (
            after < len(row)
            and row[after].kind in {"S", "T"}
            and (after + 1 >= len(row) or row[after + 1].kind in _STOPS or row[after + 1].kind in {",", "Q"})
        )
    return kind in {"S"} and at + 1 < len(row) and row[at + 1].ref >= 0
