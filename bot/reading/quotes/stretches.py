"""The stretches that may be the clause of an opening: each anchor with the places where it may end (or begin)."""

from __future__ import annotations

from bot.reading.quotes.model import Names, Term, Terms, group
from bot.reading.quotes.openings import STOPS, Anchor, Opening
from bot.reading.quotes.scene import Atom

LONGEST = 90  # atoms of a clause
_MOST_ENDS, _MOST_STARTS = 7, 5
_CLOSERS = frozenset({",", "-", "(", ")", ":", "&", "but", "af", "who", "S", "C", "Sg", "Cg", "Tg"})
_NEAR_CLOSERS = frozenset({"IN", "by", "as", "to", "k", "r", "that"})  # they end an object, not a clause
_NEAR = 7
_LAST = STOPS | {"$"}
_UNFINISHED = frozenset({"IN", "of", "by", "as", "to", "DT", "his", "&", "that", "but", "af", ","})  # end no clause
_OPENERS = frozenset({",", "-", "&", "but", "that", ":", ")"})
_JOINTS = frozenset({",", "&", "but", "-", "af", "who", "(", ":"})
_MOST_OVER = 6
_WORDED = frozenset({"&", "but", "af", "IN", "as", "who"})  # classes whose word matters
_FINITE = frozenset({"VX", "S", "T", "C", "H"})


# What may be the clause: its first and last atom in the row, what speaks for or against it, and how many of its
# anchor's commas and joining words it takes in.
Stretch = tuple[int, int, Terms, int]
Stretches = tuple[list[Stretch], list[Term]]


def stretches(row: list[Atom], opening: Opening, anchor: Anchor) -> Stretches:
    """The stretches that ``anchor`` begins (or ends), and its commas and joining words, each with what follows it."""
    if opening.side == "before":
        return _stretches_before(row, opening, anchor)
    if opening.side == "passive":
        return _stretches_passive(row, opening)
    first = anchor.atom
    short = anchor.how[-4:]
    found: list[Stretch] = []
    over: list[Term] = []
    finite = quoted = False
    near = 0 if short.endswith("that") else _NEAR
    kinds = [atom.kind for atom in row[first : first + LONGEST + 1]]
    kinds.append("$")
    sort = opening.holder.group
    for size, closing in enumerate(kinds):
        last = closing in _LAST or size >= LONGEST
        closes = last or (
            len(found) < _MOST_ENDS and (closing in _CLOSERS or (size <= near and closing in _NEAR_CLOSERS))
        )
        k = first + size
        if closes and size and kinds[size - 1] not in _UNFINISHED:
            bits = min(size.bit_length(), 5)
            word = row[k].word if closing in _WORDED else ""
            terms = (
                (closed, closing, short, sort, word, bits, finite),
                (closed_before, closing, _class_at(row, k + 1), sort),
                (spanned, kinds[0], kinds[size - 1], closing, min(bits, 3), quoted),
            )
            found.append((first, k - 1, terms, len(over)))
        if last:
            break
        if closing in _JOINTS and len(over) < _MOST_OVER:
            over.append((taken_in, "over", closing, _class_at(row, k + 1), int(finite)))
        finite = finite or closing in _FINITE
        quoted = quoted or closing == "Q"
    return found, over


@group
def closed(closing: str, how: str, sort: str, word: str, size: int, finite: bool) -> Names:
    """Of how a clause ends; ``size`` is its length in powers of two."""
    return (
        f"end {closing} {how} {sort}",
        f"end {closing} {word} {how}",
        f"size {size} {how} {sort}",
        f"finite {int(finite)} {how} {closing}",
    )


@group
def closed_before(closing: str, following: str, sort: str) -> Names:
    """Of what follows its end."""
    return (f"end {closing} {following} {sort}",)


@group
def spanned(first: str, last: str, closing: str, size: int, quoted: bool) -> Names:
    """Of its first and last word, and whether it quotes."""
    names = (f"last {last} {closing}", f"span {first} {last} {size}")
    return (*names, f"quoted {closing} {int(last == 'Q')}") if quoted else names


@group
def taken_in(side: str, joint: str, following: str, finite: int) -> Names:
    """Of a comma or joining word within the clause, and what follows it."""
    return (f"{side} {joint} {following} {finite}",)


def _class_at(row: list[Atom], k: int) -> str:
    """The class of an atom; for a mention, with the class after it."""
    if k >= len(row):
        return "$"
    if row[k].ref < 0 or row[k].kind == "Q":
        return row[k].kind
    return "m " + (row[k + 1].kind if k + 1 < len(row) else "$")


def _stretches_before(row: list[Atom], opening: Opening, anchor: Anchor) -> Stretches:
    sort = opening.holder.group
    found: list[Stretch] = []
    over: list[Term] = []
    finite = quoted = False
    k = anchor.atom
    while True:
        kind = row[k].kind if k >= 0 else "^"
        size = anchor.atom - k
        whole = k < 0 or kind in STOPS or size >= LONGEST
        if size and (whole or (kind in _OPENERS and len(found) < _MOST_STARTS)):
            bits = min(size.bit_length(), 5)
            term = (began, kind, row[k + 1].kind, sort, finite, quoted, whole, bits, anchor.how)
            found.append((k + 1, anchor.atom, (term,), len(over)))
        if whole:
            return found, over
        if kind in _JOINTS and len(over) < _MOST_OVER:
            over.append((taken_in, "before over", kind, _class_at(row, k + 1), 0))
        finite = finite or kind in _FINITE
        quoted = quoted or kind == "Q"
        k -= 1


@group
def began(kind: str, first: str, sort: str, finite: bool, quoted: bool, whole: bool, size: int, how: str) -> Names:
    """Of how a clause before its word begins."""
    return (
        f"before start {kind} {sort}",
        f"before start {kind} {first}",
        f"before finite {int(finite)} {kind}",
        f"before finite {int(finite)} {int(whole)} {how}",
        f"before quoted {int(quoted)} {kind}",
        f"before size {size} {kind}",
        f"before size {size} {sort}",
    )


def _stretches_passive(row: list[Atom], opening: Opening) -> Stretches:
    """The subject of a passive verb, alone and with all that stands before the verb."""
    at, first, helper = opening.at, opening.subject, opening.helper
    if first is None:
        return [], []
    while helper - 1 > first and row[helper - 1].kind in {"r", "VX", "not"}:
        helper -= 1
    following = row[at + 1].kind if at + 1 < len(row) else "$"
    word = row[at + 1].word if following in {"by", "to", "as"} else ""
    holder = opening.holder
    ahead = row[first - 1].kind if first else "^"
    term = (
        undergone,
        row[first].kind,
        *holder,
        following,
        word,
        ahead,
        row[opening.helper].word,
    )
    ends = sorted({first, helper - 1})
    return [(first, last, ((*term, min(last - first, 4)),), 0) for last in ends], []


@group
def undergone(
    kind: str, lemma: str, sort: str, form: str, following: str, word: str, ahead: str, helper: str, size: int
) -> Names:
    """Of what something is that "was announced"."""
    return (
        f"passive kind {kind} {sort}",
        f"passive next {following} {word}",
        f"passive next {following} {lemma}",
        f"passive ahead {ahead}",
        f"passive helper {helper}",
        f"passive size {size}",
    )
