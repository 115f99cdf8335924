"""Terms of a quotation that belong to no mention: what stands around it, and the quotation before it."""

from __future__ import annotations

from bot.reading.quotes import groups
from bot.reading.quotes.grammar import BOUNDARIES, lemma_of
from bot.reading.quotes.model import Term
from bot.reading.quotes.scene import Atom, Scene, Shape
from bot.reading.quotes.view import REACH, class_at, next_class, pattern_of, shown_of


def previous_terms(
    scene: Scene, index: int, previous: int, previous_kind: str, shape: Shape, row: list[Atom], at: int
) -> list[Term]:
    """What speaks for the speaker of the quotation ``previous``."""
    quote, before = scene.quoted[index], scene.quoted[previous]
    gap = min(quote.paragraph - before.paragraph, 3)
    shown = shown_of(scene, quote.paragraph)
    right = f"{class_at(shown, at + 1)} {next_class(shown, at + 2)}"
    terms: list[Term] = [(groups.previous, previous_kind, gap, shape.form)]
    if gap == 0:
        start = scene.place[previous] + 1
        between = row[start : min(at, start + REACH)]
        boundaries = min(sum([atom.kind in BOUNDARIES for atom in between]), 3)
        mentions = min(sum([atom.ref >= 0 and atom.kind in "PNBpg" for atom in between]), 3)
        left = class_at(shown, at - 1)
        terms.append((groups.previous_same, pattern_of(shown, start, at), shape.ending))
        terms.append(
            (groups.previous_same_counts, boundaries, mentions, right, shape.ending, previous_kind, left),
        )
    else:
        earlier = shown_of(scene, before.paragraph)
        tail = pattern_of(earlier, scene.place[previous] + 1, len(earlier))
        lead = pattern_of(shown, 0, at)
        reopened = "R" if quote.reopened else "-"
        lone = "W" if shape.whole else "O" if at == 0 else "I"
        closed = int(before.closed)
        terms += [
            (groups.previous_apart, gap, lone, reopened, right, closed, shape.ending, previous_kind),
            (groups.previous_tail, gap, tail, lone),
            (groups.previous_lead, gap, lead),
        ]
    return terms


def around_terms(scene: Scene, row: list[Atom], at: int, shape: Shape, index: int) -> list[Term]:
    """What stands around a quotation, whoever may speak; the answer that it speaks for is yet to be put in."""
    quote = scene.quoted[index]
    shown = shown_of(scene, quote.paragraph)
    left = class_at(shown, at - 1)
    right = class_at(shown, at + 1)
    cues = "".join(
        sorted({row[k].kind[0] for k in _frame(row, at) if row[k].kind[0] in "SCTA" and row[k].kind != "?|"})
    )
    style = "s" if quote.style in "‘’'" else "d"
    marks = int(quote.closed), int(quote.reopened), int(quote.paragraph == 0)
    terms: list[Term] = [
        (groups.answer_shape, shape.form, style, int(shape.whole), int(shape.opens), shape.voice, *marks),
        (groups.answer_left, class_at(shown, at - 2), left, shape.form),
        (groups.answer_right, right, next_class(shown, at + 2)),
        (groups.answer_sides, left, right, shape.ending),
        (groups.answer_cues, cues, shape.ending, min(shape.words.bit_length(), 5)),
    ]
    if at > 0:
        word = row[at - 1].word
        if (word and row[at - 1].ref < 0) or row[at - 1].kind in "gdbx":
            terms.append((groups.answer_word, word))
        lemma = next((lemma_of(row[k]) for k in range(at - 1, max(-1, at - 5), -1) if row[k].kind[0] in "SCT"), "")
        if lemma:
            terms.append((groups.answer_verb, lemma))
    return terms


def _frame(row: list[Atom], at: int) -> list[int]:
    """The atoms of the sentence around ``at``."""
    out: list[int] = []
    for step in (1, -1):
        k = at + step
        while 0 <= k < len(row) and row[k].kind not in BOUNDARIES and abs(k - at) < 30:
            out.append(k)
            k += step
    return out
