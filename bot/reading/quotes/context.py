"""Features of a quotation that belong to no mention: what stands around it, and the quotation before it."""

from __future__ import annotations

from bot.reading.quotes.grammar import BOUNDARIES, lemma_of
from bot.reading.quotes.scene import Atom, Scene
from bot.reading.quotes.view import REACH, Shape, class_at, next_class, pattern_of


def previous_features(
    scene: Scene, index: int, previous: int, previous_kind: str, shape: Shape, row: list[Atom], at: int
) -> list[str]:
    """What speaks for the speaker of the quotation ``previous``."""
    quote, before = scene.quoted[index], scene.quoted[previous]
    gap = quote.paragraph - before.paragraph
    right = f"{class_at(scene, row, at + 1)} {next_class(scene, row, at + 2)}"
    features = ["prev", f"prev kind {previous_kind} gap{min(gap, 3)}", f"prev form {shape.form} gap{min(gap, 3)}"]
    if gap == 0:
        start = scene.place[previous] + 1
        pattern = pattern_of(scene, row, start, at)
        boundaries = sum(row[k].kind in BOUNDARIES for k in range(start, min(at, start + REACH)))
        mentions = sum(row[k].ref >= 0 and row[k].kind in "PNBpg" for k in range(start, min(at, start + REACH)))
        features += [
            f"prev same {pattern}",
            f"prev same {pattern} {shape.ending}",
            f"prev same b{min(boundaries, 3)} m{min(mentions, 3)} {right}",
            f"prev same b{min(boundaries, 3)} m{min(mentions, 3)} {shape.ending}",
            f"prev same b{min(boundaries, 3)} m{min(mentions, 3)} {previous_kind}",
            f"prev same left {class_at(scene, row, at - 1)} b{min(boundaries, 3)}",
        ]
    else:
        tail_row = scene.rows[before.paragraph]
        tail = pattern_of(scene, tail_row, scene.place[previous] + 1, len(tail_row))
        lead = pattern_of(scene, row, 0, at)
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


def around_features(scene: Scene, row: list[Atom], at: int, shape: Shape, index: int) -> list[str]:
    """What stands around a quotation, whoever may speak."""
    quote = scene.quoted[index]
    left = class_at(scene, row, at - 1)
    left2 = class_at(scene, row, at - 2)
    right = class_at(scene, row, at + 1)
    right2 = next_class(scene, row, at + 2)
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
        f"voice {shape.voice}",
        f"closed {int(quote.closed)} {int(quote.reopened)}",
        f"head {int(quote.paragraph == 0)} {int(at == 0)}",
    ]
    if at > 0:
        word = row[at - 1].word
        if (word and row[at - 1].ref < 0) or row[at - 1].kind in "gdbx":
            features.append(f"word {word}")
        lemma = next((lemma_of(row[k]) for k in range(at - 1, max(-1, at - 5), -1) if row[k].kind[0] in "SCT"), "")
        if lemma:
            features.append(f"lemma {lemma}")
    return features


def _frame(row: list[Atom], at: int) -> list[int]:
    """The atoms of the sentence around ``at``."""
    out: list[int] = []
    for step in (1, -1):
        k = at + step
        while 0 <= k < len(row) and row[k].kind not in BOUNDARIES and abs(k - at) < 30:
            out.append(k)
            k += step
    return out
