"""Reported (indirect) speech: clauses about what somebody says, thinks or wants, each with whom it belongs to.

A linear model chooses among the stretches of each opening and "no clause", a second one among those who may hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, islice

from bot.reading.quotes.model import STEPS, Sums, softmax, sums_of
from bot.reading.quotes.openings import Opening, anchors, openings
from bot.reading.quotes.sayers import NOBODY, sayers
from bot.reading.quotes.scene import Atom, Scene
from bot.reading.quotes.stretches import LONGEST, stretches
from bot.reading.quotes.titles import clear_of_titles
from storage.records import Span

# A clause is given out when this sure of its span and its holder. Chosen by five-fold for the best F1.
LEAST_REPORTED = 0.3
MOST_OPENINGS = 40_000  # of one article; one megabyte of news has some 11,000
# Governing words and anchors that score less are not looked at further: it costs less than one of 100 right clauses.
_LEAST_WORD, _LEAST_ANCHOR, _LEAST_CLAUSE = int(-4.2 * STEPS), int(-3.5 * STEPS), int(-4 * STEPS)
_UTTERANCE = frozenset("STA")
# Auxiliaries of what is not (yet) said: "to say", "would argue".
_UNREAL = frozenset("to will would can could may might shall should must".split())
_WEIGHED, _CHOSEN, _SAME = 8, 2, 0.8
_FINITE = frozenset({"VX", "S", "T", "C", "H", "not"})
_JOINTS = frozenset({",", "&", "but", "-", "af"})
_PASSED = frozenset({"r", "k", "but", "&", "VX"})
_REPORTING = frozenset({"S", "T", "C", "H", "Sg", "Tg", "Cg"})
_SHORTEST = 3  # atoms of a clause that tells something


@dataclass(frozen=True, slots=True)
class Reported:
    """A clause with its governing word and the mention that holds it, None where nobody is named.

    ``cued`` tells whether the word is one of ``cues.tsv``; ``uttered`` is false for what somebody thinks, wants, judges
    or does not say. ``first``, ``last`` and ``verb`` are atoms of the row of ``paragraph``; ``confidence`` is the
    probability that span and holder are right.
    """

    span: Span
    cue: Span
    mention: int | None
    paragraph: int
    first: int
    last: int
    verb: int
    cued: bool
    uttered: bool
    confidence: float


def find_reported(scene: Scene, weights: Mapping[str, float], least: float = LEAST_REPORTED) -> list[Reported]:
    """Return the clauses of ``scene`` that are surer than ``least``, by start; they nest but never cross.

    At most ``MOST_OPENINGS`` words that may govern one are looked at: a text with more is no news.
    """
    found: list[Reported] = []
    left = MOST_OPENINGS
    sums = sums_of(weights)
    for number, row in enumerate(scene.rows):
        here: list[Reported] = []
        for opening in islice(openings(scene, row), left):
            left -= 1
            clause = _best(scene, number, row, opening, sums, least)
            if clause is not None:
                here.append(clause)
        found += _uncrossed(here)
    return found


def _best(scene: Scene, number: int, row: list[Atom], opening: Opening, sums: Sums, least: float) -> Reported | None:
    """The most probable clause of one opening."""
    base = sums.total(opening.terms)
    if base < _LEAST_WORD:
        return None
    steps: list[int] = []
    spans: list[tuple[int, int]] = []
    for anchor in anchors(row, opening):
        start = base + sums.total(anchor.terms)
        if start < _LEAST_ANCHOR:
            continue
        found, over = stretches(row, opening, anchor)
        passed = list(accumulate([sums[term] for term in over], initial=start))
        for first, last, terms, taken in found:
            spans.append((first, last))
            steps.append(sums.total(terms) + passed[taken])
    if not steps or max(steps) < _LEAST_CLAUSE:  # than which "none", that weighs 0, is far more likely
        return None
    shares = softmax([0.0, *[each / STEPS for each in steps]])
    if 1 - shares[0] < least:
        return None
    best, share = _likeliest(row, spans, shares[1:])
    if share < least:
        return None
    holders = sayers(scene, row, opening)
    sure = softmax([sums.of(terms) for _, terms in holders])
    chosen = max(range(len(sure)), key=sure.__getitem__)
    at = holders[chosen][0]
    person = scene.mentions[row[at].ref].person if at != NOBODY else None
    alike = [  # "the Secretary, Marco Rubio, said": two mentions of one person
        part
        for (other, _), part in zip(holders, sure, strict=True)
        if other == at or (person is not None and other != NOBODY and scene.mentions[row[other].ref].person == person)
    ]
    confidence = share * sum(alike)
    if confidence < least:
        return None
    clear = clear_of_titles(scene, row, *spans[best], opening.at)
    if clear is None:
        return None
    first, last = clear
    return Reported(
        Span(row[first].start, row[last].end),
        Span(row[opening.at].start, row[opening.at].end),
        None if at == NOBODY else row[at].ref,
        number,
        first,
        last,
        opening.at,
        opening.holder.group in "STCHA",
        at != NOBODY and _uttered(row, opening, first, last),
        confidence,
    )


def _likeliest(row: list[Atom], spans: list[tuple[int, int]], shares: list[float]) -> tuple[int, float]:
    """The stretch that is right most probably, and how probably: one that differs little from the right one is right.

    Only the few best are weighed, each with those that share four fifths of the letters that either has.
    """
    ranked = sorted(range(len(spans)), key=shares.__getitem__, reverse=True)[:_WEIGHED]
    placed = [(row[spans[k][0]].start, row[spans[k][1]].end, shares[k]) for k in ranked]
    best, most = ranked[0], 0.0
    for k, (start, end, _) in zip(ranked, placed[:_CHOSEN], strict=False):
        total = 0.0
        for low, high, share in placed:
            inner, outer = (low, start) if low > start else (start, low)
            first, last = (high, end) if high < end else (end, high)
            if first - inner >= _SAME * (last - outer):
                total += share
        if total > most:
            best, most = k, total
    return best, most


def _uttered(row: list[Atom], opening: Opening, first: int, last: int) -> bool:
    """Whether the clause was said: not thought, wanted or judged, and neither denied nor only possible."""
    if opening.holder.group not in _UTTERANCE or opening.side == "passive" or opening.denied:
        return False
    if last - first + 1 < _SHORTEST or not _tells(row, first, last) or _runs_on(row, first, last):
        return False
    at = opening.at - 1
    while at >= 0 and row[at].kind == "r":
        at -= 1
    return at < 0 or row[at].word not in _UNREAL


def _tells(row: list[Atom], first: int, last: int) -> bool:
    """Whether a stretch looks like a clause or an infinitive, not a mere object ("denied two counts of fraud")."""
    if row[first].kind in {"to", "but"} or row[first + 1].kind == "w":
        return True
    return any(row[k].kind in _FINITE for k in range(first, last + 1))


def _runs_on(row: list[Atom], first: int, last: int) -> bool:
    """Whether the writer may have taken over inside a stretch: "..., but declined", "... and she noted that"."""
    for k in range(first + 1, last):
        if row[k].kind in _JOINTS:
            after = k + 1
            while after < last and (row[after].kind in _PASSED or (row[after].ref >= 0 and row[after].kind != "Q")):
                after += 1
            if row[after].kind in _REPORTING:
                return True
    return False


def _uncrossed(clauses: list[Reported]) -> list[Reported]:
    """By start, without those that cross a surer clause or are the same stretch. Linear, as clauses are bounded."""
    clauses.sort(key=lambda each: (each.first, -each.last))
    alive = [False] * len(clauses)
    for k in sorted(range(len(clauses)), key=lambda each: (-clauses[each].confidence, each)):
        alive[k] = not any(
            alive[other] and _cross(clauses[k], clauses[other]) for other in _neighbours(clauses, k, clauses[k])
        )
    return [clause for clause, kept in zip(clauses, alive, strict=True) if kept]


def _neighbours(clauses: list[Reported], k: int, clause: Reported) -> Iterator[int]:
    """Indices of the clauses that may overlap ``clauses[k]``."""
    for other in range(k - 1, -1, -1):
        if clauses[other].first < clause.first - LONGEST:
            break
        yield other
    for other in range(k + 1, len(clauses)):
        if clauses[other].first > clause.last:
            break
        yield other


def _cross(one: Reported, other: Reported) -> bool:
    if one.last < other.first or other.last < one.first:
        return False
    if (one.first, one.last) == (other.first, other.last):
        return True
    inside = one.first >= other.first and one.last <= other.last
    return not inside and not (other.first >= one.first and other.last <= one.last)
