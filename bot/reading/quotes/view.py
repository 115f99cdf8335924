"""Short descriptions of atoms, mentions and quotations, from which features are made.

Classes are those of :mod:`bot.reading.quotes.scene`, with mentions collapsed: m a name, p he or she, g a noun phrase
for people, o a body or document, Q a quotation, ^ and $ the ends of a paragraph.
"""

from __future__ import annotations

from bot.reading.quotes.grammar import SKIPPED, lemma_of
from bot.reading.quotes.scene import Atom, Mention, Scene, Shape

REACH = 120  # atoms
_COLLAPSED = {"P": "m", "N": "m", "B": "m", "G": "g", "b": "o", "d": "o", "x": "w", "i": "i", "t": "t", "?|": "|"}
_FIRST = frozenset(
    "i we my our us me i’m i'm i’ve i've we’re we're we’ve we've i’ll i'll we’ll we'll mine ours".split()
)
_DEFINITE = frozenset("the this that".split())


def collapse(scene: Scene, atom: Atom) -> str:
    """The class of an atom as patterns show it."""
    kind = _COLLAPSED.get(atom.kind, atom.kind)
    if atom.ref >= 0 and kind in "mgo" and scene.mentions[atom.ref].possessive:
        return kind + "’"
    return kind


def brief(pattern: list[str]) -> str:
    """A pattern in words, its middle left out where it is long."""
    return " ".join(pattern) if len(pattern) < 7 else " ".join(pattern[:3]) + ".." + " ".join(pattern[-2:])


def shown_of(scene: Scene, number: int) -> list[str]:
    """The classes of the atoms of row ``number`` as patterns show them; worked out once."""
    found = scene.shown.get(number)
    if found is None:
        found = scene.shown[number] = [collapse(scene, atom) for atom in scene.rows[number]]
    return found


def class_at(shown: list[str], at: int) -> str:
    """The class of the atom at ``at``; ^ before the row and $ after it."""
    if at < 0:
        return "^"
    return shown[at] if at < len(shown) else "$"


def next_class(shown: list[str], at: int) -> str:
    """The class of the first atom from ``at`` on that is no adverb, time or number."""
    while at < len(shown) and shown[at] in SKIPPED:
        at += 1
    return class_at(shown, at)


def pattern_of(shown: list[str], start: int, end: int) -> str:
    """The classes of the atoms from ``start`` to ``end``, without those skipped or repeated."""
    out: list[str] = []
    for kind in shown[max(0, start) : max(0, end)]:
        if kind in SKIPPED:
            continue
        if not out or out[-1] != kind:
            out.append(kind)
        if len(out) > 40:
            break
    return brief(out)


def shape_of(scene: Scene, index: int) -> Shape:
    """Return the shape of quotation ``index``; worked out once."""
    found = scene.shapes.get(index)
    if found is None:
        found = scene.shapes[index] = _shape_of(scene, index)
    return found


def _shape_of(scene: Scene, index: int) -> Shape:
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
    whole = len(row) <= REACH and all(atom.kind in {"Q", "|", "?|", "-"} for atom in row)
    count = len(words)
    size = "1" if count == 1 else "2" if count == 2 else "4" if count <= 4 else "8" if count <= 8 else "9"
    first = inner[:1]
    case = "U" if first.isupper() else "l" if first.islower() else "o"
    titled = count > 1 and all(w[:1].isupper() or len(w) < 4 or not w[:1].isalpha() for w in words)
    voice = "-" if _FIRST.isdisjoint(map(str.lower, words)) else "1"
    form = f"{ending}{size}{case}{'T' if titled else ''}"
    return Shape(ending, count, whole, at == 0, form, voice, inner)


def cue_by(shown: list[str], row: list[Atom], at: int) -> tuple[str, str]:
    """How a verb of speech stands to the mention at ``at``: the pattern and the verb's lemma."""
    kinds: list[str] = []
    for step in range(1, 7):
        k = at + step
        if k >= len(row):
            break
        kind = row[k].kind
        if kind in SKIPPED:
            continue
        if kind[0] in "SCTH" and kind not in {"?|"}:
            return "M" + "".join(kinds) + kind, lemma_of(row[k])
        if kind in {"VX", "not", "who", "&", "to", "h"}:
            kinds.append(kind[0])
            continue
        break
    for step in range(1, 4):
        k = at - step
        if k < 0:
            break
        kind = row[k].kind
        if kind in SKIPPED:
            continue
        if kind[0] in "SCTHA":
            return kind + "M", lemma_of(row[k])
        if kind in {"by", "to", "that", "of", "as"}:
            before = class_at(shown, k - 1)
            if before[0] in "SCTH":
                return before + kind + "M", lemma_of(row[k - 1])
        break
    if class_at(shown, at + 1) in {",", "(", "-", "IN", "of", "who"}:  # an apposition or clause before the verb
        for k in range(at + 2, min(len(row), at + 24)):
            kind = row[k].kind
            if kind in {"|", "?|", "Q"}:
                break
            if kind in {",", ")", "-"} and k + 1 < len(row):
                after = row[k + 1].kind
                if after[0] in "STC" and after not in {"Sg", "Tg", "Cg"}:
                    return "M,," + after, lemma_of(row[k + 1])
        else:
            return "M-", ""
        return "M,", ""
    return "-", ""


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
