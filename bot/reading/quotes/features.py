"""What is known of each candidate for each quotation, as short named features.

A feature is a string such as ``A , S`` (the candidate comes after the quotation, past a comma and a verb of speech).
None holds a name or two words of a text. The weights in ``quote_weights.tsv`` are keyed by these strings, so the table
can be read beside this module. Classes are those of :mod:`bot.reading.quotes.scene`, with mentions collapsed: m a name,
p he or she, g a noun phrase for people, o a body or document, Q a quotation, ^ and $ the ends of a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading.quotes.lexicon import CUES
from bot.reading.quotes.scene import Atom, Mention, Scene

# Candidates looked at: mentions on each side in the paragraph, in the two before it and in the one after.
_BEFORE, _AFTER, _EARLIER, _EARLIEST, _NEXT = 14, 10, 10, 6, 4
_REACH = 120  # atoms
_COLLAPSED = {"P": "m", "N": "m", "B": "m", "G": "g", "b": "o", "d": "o", "x": "w", "i": "i", "t": "t", "?|": "|"}
_SKIPPED = frozenset("rkn")
_DEFINITE = frozenset("the this that".split())


@dataclass(slots=True)
class Candidate:
    """A possible answer for one quotation: a mention, the speaker before ("prev"), nobody named, or no speech."""

    kind: str  # "mention", "prev", "nobody", "null"
    features: list[str]
    mention: int = -1


@dataclass(slots=True)
class Shape:
    """What a quotation looks like, apart from who is near it."""

    ending: str
    words: int
    whole: bool
    opens: bool
    form: str


def collapse(scene: Scene, atom: Atom) -> str:
    """The class of an atom as patterns show it."""
    kind = _COLLAPSED.get(atom.kind, atom.kind)
    if atom.ref >= 0 and kind in "mgo" and scene.mentions[atom.ref].possessive:
        return kind + "’"
    return kind


def shape_of(scene: Scene, index: int) -> Shape:
    """Return the shape of quotation ``index``."""
    quote = scene.quoted[index]
    text = scene.document.text
    inner = text[quote.inner.start : quote.inner.end]
    words = inner.split(None, 40)
    last = inner[-1:]
    after = text[quote.outer.end : quote.outer.end + 1]
    if last == ",":
        ending = ","
    elif last in ".…" and last:
        ending = "."
    elif last in "?!" and last:
        ending = "?"
    elif last in "—–-:;" and last:
        ending = "-"
    else:
        ending = {",": "x,", ".": "x."}.get(after, "x")
    if not quote.closed:
        ending = "~"
    row = scene.rows[quote.paragraph]
    at = scene.place[index]
    whole = all(atom.kind in {"Q", "|", "?|", "-"} for atom in row)
    count = len(words)
    size = "1" if count == 1 else "2" if count == 2 else "4" if count <= 4 else "8" if count <= 8 else "9"
    first = inner[:1]
    case = "U" if first.isupper() else "l" if first.islower() else "o"
    titled = count > 1 and all(w[:1].isupper() or len(w) < 4 or not w[:1].isalpha() for w in words)
    return Shape(ending, count, whole, at == 0, f"{ending}{size}{case}{'T' if titled else ''}")


def candidates(scene: Scene, index: int, previous: int | None, previous_kind: str) -> list[Candidate]:
    """Return the candidates of quotation ``index``. ``previous`` is the one before it that was taken for speech."""
    quote = scene.quoted[index]
    shape = shape_of(scene, index)
    found: list[Candidate] = []
    row = scene.rows[quote.paragraph]
    at = scene.place[index]
    _in_row(scene, row, at, shape, found)
    number = quote.paragraph
    if number > 0:
        _in_other(scene, number - 1, "-1", _EARLIER, shape, at, row, found)
    if number > 1:
        _in_other(scene, number - 2, "-2", _EARLIEST, shape, at, row, found)
    if number + 1 < len(scene.rows):
        _in_other(scene, number + 1, "+1", _NEXT, shape, at, row, found)
    around = _around(scene, row, at, shape, index)
    if previous is not None:
        features = _previous(scene, index, previous, previous_kind, shape, row, at)
        found.append(Candidate("prev", features))
    found.append(Candidate("nobody", ["nobody", *("nobody " + f for f in around)]))
    found.append(Candidate("null", ["null", *("null " + f for f in around)]))
    return found


def _class(scene: Scene, row: list[Atom], at: int) -> str:
    if at < 0:
        return "^"
    if at >= len(row):
        return "$"
    return collapse(scene, row[at])


def _next_class(scene: Scene, row: list[Atom], at: int) -> str:
    """The class of the first atom from ``at`` on that is no adverb, time or number."""
    while at < len(row) and row[at].kind in _SKIPPED:
        at += 1
    return _class(scene, row, at)


def _cue_by(scene: Scene, row: list[Atom], at: int) -> tuple[str, str]:
    """How a verb of speech stands to the mention at ``at``: the pattern and the verb's lemma."""
    kinds: list[str] = []
    for step in range(1, 7):
        k = at + step
        if k >= len(row):
            break
        kind = row[k].kind
        if kind in _SKIPPED:
            continue
        if kind[0] in "SCTH" and kind not in {"?|"}:
            return "M" + "".join(kinds) + kind, _lemma(row[k])
        if kind in {"x", "not", "who", "&", "to", "h"}:
            kinds.append(kind[0])
            continue
        break
    for step in range(1, 4):
        k = at - step
        if k < 0:
            break
        kind = row[k].kind
        if kind in _SKIPPED:
            continue
        if kind[0] in "SCTHA":
            return kind + "M", _lemma(row[k])
        if kind in {"by", "to", "that", "of", "as"}:
            before = _class(scene, row, k - 1)
            if before[0] in "SCTH":
                return before + kind + "M", _lemma(row[k - 1])
        break
    if _class(scene, row, at + 1) in {",", "(", "-", "P", "of", "who"}:  # an apposition or clause before the verb
        for k in range(at + 2, min(len(row), at + 24)):
            kind = row[k].kind
            if kind in {"|", "?|", "Q"}:
                break
            if kind in {",", ")", "-"} and k + 1 < len(row):
                after = row[k + 1].kind
                if after[0] in "STC" and after not in {"Sg", "Tg", "Cg"}:
                    return "M,," + after, _lemma(row[k + 1])
        else:
            return "M-", ""
        return "M,", ""
    return "-", ""


def _lemma(atom: Atom) -> str:
    cue = CUES.get(atom.word)
    return cue.lemma if cue else atom.word


def _in_row(scene: Scene, row: list[Atom], at: int, shape: Shape, found: list[Candidate]) -> None:
    for direction, step, limit in (("A", 1, _AFTER), ("B", -1, _BEFORE)):
        pattern: list[str] = []
        cues = ""
        boundaries = rank = quotes = distance = 0
        k = at + step
        while 0 <= k < len(row) and distance < _REACH and limit > 0:
            atom = row[k]
            kind = atom.kind
            distance += 1
            if atom.ref >= 0 and kind != "Q":
                mention = scene.mentions[atom.ref]
                limit -= 1
                features = _row_features(
                    scene, row, k, mention, direction, pattern, cues, boundaries, rank, quotes, distance, shape
                )
                found.append(Candidate("mention", features, atom.ref))
                if mention.kind not in "xdt":
                    rank += 1
            elif kind == "Q":
                quotes += 1
            elif kind in {"|", "?|"}:
                boundaries += 1
            elif kind[0] in "SCTA" and not cues:
                cues = kind[0]
            if kind not in _SKIPPED:
                shown = collapse(scene, atom)
                if not pattern or pattern[-1] != shown:
                    pattern.append(shown)
            k += step


def _row_features(
    scene: Scene,
    row: list[Atom],
    at: int,
    mention: Mention,
    direction: str,
    pattern: list[str],
    cues: str,
    boundaries: int,
    rank: int,
    quotes: int,
    distance: int,
    shape: Shape,
) -> list[str]:
    between = " ".join(pattern) if len(pattern) < 7 else " ".join(pattern[:3]) + ".." + " ".join(pattern[-2:])
    left = _class(scene, row, at - 1)
    right = _next_class(scene, row, at + 1)
    second = _next_class(scene, row, at + 2)
    adjacency, lemma = _cue_by(scene, row, at)
    kind = kind_of(scene, mention)
    b = str(min(boundaries, 3))
    d = direction
    own = "’" if mention.possessive else ""
    features = [
        f"{d} {between} > {right}" if d == "A" else f"{d} {left} < {between}",
        f"{d} {between}",
        f"{d} {between} {kind}",
        f"{d} kind {kind}{own} b{b} r{min(rank, 4)}",
        f"{d} right {right} {second} b{b}",
        f"{d} left {left} b{b}",
        f"{d} cue {adjacency} b{b} q{min(quotes, 2)}",
        f"{d} cue {adjacency} {kind}",
        f"{d} ending {shape.ending} b{b} {adjacency}",
        f"{d} form {shape.form} b{b}",
        f"{d} far {min(distance.bit_length(), 6)} b{b} c{cues}",
        f"{d} rank {min(rank, 4)} b{b} c{cues} q{min(quotes, 2)}",
        f"kind {kind}{own}",
        f"{d} place {'s' if left in '^|' else 'm'} b{b} {kind} w{int(shape.words > 4)}",
    ]
    if lemma:
        features.append(f"lemma {lemma}")
        features.append(f"{d} lemma {lemma} b{b}")
    return features


def kind_of(scene: Scene, mention: Mention) -> str:
    """The kind of a mention, with "the" told from "a" for noun phrases."""
    if mention.kind in "gGbdx":
        text = scene.document.text
        first = text[mention.span.start : mention.core.start].split(None, 1)
        word = first[0].lower() if first else "-"
        if word in _DEFINITE:
            return mention.kind + "+"
        return mention.kind + ("-" if word in {"a", "an", "one", "another", "some", "-"} else "'")
    return mention.kind


def _in_other(
    scene: Scene,
    number: int,
    offset: str,
    limit: int,
    shape: Shape,
    place: int,
    own: list[Atom],
    found: list[Candidate],
) -> None:
    row = scene.rows[number]
    mentions = [k for k, atom in enumerate(row) if atom.ref >= 0 and atom.kind != "Q"]
    quoted = any(atom.kind == "Q" for atom in row)
    chosen = mentions[:limit] if offset == "+1" else mentions[-limit:][::-1]
    lone = "W" if shape.whole else "O" if place == 0 else "I"
    last = max((k for k, atom in enumerate(row) if atom.kind in {"|", "?|"}), default=-1)
    closing = row[-1].kind if row else ""
    for rank, k in enumerate(chosen):
        mention = scene.mentions[row[k].ref]
        kind = kind_of(scene, mention)
        adjacency, _ = _cue_by(scene, row, k)
        left = _class(scene, row, k - 1)
        right = _next_class(scene, row, k + 1)
        near = f"{offset}{lone}"
        subject = "s" if left in "^|" else "m"
        where = "l" if k > last else "e"
        found.append(
            Candidate(
                "mention",
                [
                    f"{near} kind {kind}{'’' if mention.possessive else ''}",
                    f"{near} rank {min(rank, 5)} {kind}",
                    f"{near} cue {adjacency} {int(quoted)}",
                    f"{near} cue {adjacency} {where}",
                    f"{near} left {left}",
                    f"{near} right {right}",
                    f"{near} {subject}{where} {kind}",
                    f"{near} {subject}{where} {int(quoted)}",
                    f"{near} ends {closing} {where}",
                    f"{near} form {shape.form}",
                    f"kind {kind}",
                    f"{offset}",
                ],
                row[k].ref,
            )
        )


def _pattern(scene: Scene, row: list[Atom], start: int, end: int) -> str:
    out: list[str] = []
    for k in range(max(0, start), min(end, len(row))):
        if row[k].kind in _SKIPPED:
            continue
        shown = collapse(scene, row[k])
        if not out or out[-1] != shown:
            out.append(shown)
        if len(out) > 40:
            break
    return " ".join(out) if len(out) < 7 else " ".join(out[:3]) + ".." + " ".join(out[-2:])


def _previous(
    scene: Scene, index: int, previous: int, previous_kind: str, shape: Shape, row: list[Atom], at: int
) -> list[str]:
    quote, before = scene.quoted[index], scene.quoted[previous]
    gap = quote.paragraph - before.paragraph
    right = f"{_class(scene, row, at + 1)} {_next_class(scene, row, at + 2)}"
    features = ["prev", f"prev kind {previous_kind} gap{min(gap, 3)}", f"prev form {shape.form} gap{min(gap, 3)}"]
    if gap == 0:
        start = scene.place[previous] + 1
        pattern = _pattern(scene, row, start, at)
        boundaries = sum(row[k].kind in {"|", "?|"} for k in range(start, min(at, start + _REACH)))
        mentions = sum(row[k].ref >= 0 and row[k].kind in "PNBpg" for k in range(start, min(at, start + _REACH)))
        features += [
            f"prev same {pattern}",
            f"prev same {pattern} {shape.ending}",
            f"prev same b{min(boundaries, 3)} m{min(mentions, 3)} {right}",
            f"prev same b{min(boundaries, 3)} m{min(mentions, 3)} {shape.ending}",
            f"prev same b{min(boundaries, 3)} m{min(mentions, 3)} {previous_kind}",
            f"prev same left {_class(scene, row, at - 1)} b{min(boundaries, 3)}",
        ]
    else:
        tail_row = scene.rows[before.paragraph]
        tail = _pattern(scene, tail_row, scene.place[previous] + 1, len(tail_row))
        lead = _pattern(scene, row, 0, at)
        reopened = "R" if quote.reopened else "-"
        lone = "W" if shape.whole else "O" if at == 0 else "I"
        features += [
            f"prev gap{min(gap, 3)} {lone}{reopened}",
            f"prev gap{min(gap, 3)} {lone} {right}",
            f"prev gap{min(gap, 3)} tail {tail} {lone}",
            f"prev gap{min(gap, 3)} lead {lead}",
            f"prev gap{min(gap, 3)} {lone} {shape.ending} {previous_kind}",
            f"prev gap{min(gap, 3)} closed{int(before.closed)} {lone}",
        ]
    return features


def _around(scene: Scene, row: list[Atom], at: int, shape: Shape, index: int) -> list[str]:
    quote = scene.quoted[index]
    left = _class(scene, row, at - 1)
    left2 = _class(scene, row, at - 2)
    right = _class(scene, row, at + 1)
    right2 = _next_class(scene, row, at + 2)
    cue = "".join(sorted({row[k].kind[0] for k in _frame(row, at) if row[k].kind[0] in "SCTA" and row[k].kind != "?|"}))
    features = [
        f"form {shape.form}",
        f"left {left}",
        f"left {left2} {left}",
        f"right {right}",
        f"right {right} {right2}",
        f"sides {left} {right} {shape.ending}",
        f"cue {cue} {shape.ending}",
        f"cue {cue} w{min(shape.words.bit_length(), 5)}",
        f"left {left} {shape.form}",
        f"style {'s' if quote.style in '‘’' + chr(39) else 'd'} {shape.form}",
        f"whole {int(shape.whole)} {int(shape.opens)} {shape.form}",
        f"closed {int(quote.closed)} {int(quote.reopened)}",
        f"head {int(quote.paragraph == 0)} {int(at == 0)}",
    ]
    if at > 0:
        word = row[at - 1].word
        if (word and row[at - 1].ref < 0) or row[at - 1].kind in "gdbx":
            features.append(f"word {word}")
        lemma = next((_lemma(row[k]) for k in range(at - 1, max(-1, at - 5), -1) if row[k].kind[0] in "SCT"), "")
        if lemma:
            features.append(f"lemma {lemma}")
    return features


def _frame(row: list[Atom], at: int) -> list[int]:
    """The atoms of the sentence around ``at``."""
    out: list[int] = []
    for step in (1, -1):
        k = at + step
        while 0 <= k < len(row) and row[k].kind not in {"|", "?|"} and abs(k - at) < 30:
            out.append(k)
            k += step
    return out
