"""How sure a chosen speaker is: the probability of the choice, corrected by what the quotation looks like.

The choice itself is too sure of fragments, of mentions that are no subject of a verb nearby and of words reported at
second hand ("..., he said, according to the paper"). A small linear model over the features below puts this right. Its
table is learned from choices for articles that the table of the choice had not seen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.reading.quotes.governed import Subjects
from bot.reading.quotes.grammar import BOUNDARIES
from bot.reading.quotes.model import Names, Term, chance, group, names_of, weigh
from bot.reading.quotes.view import class_at, cue_by, kind_of, shape_of, shown_of

if TYPE_CHECKING:
    from bot.reading.quotes.choice import Choice
    from bot.reading.quotes.scene import Scene

_STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.997)
_SPEECH_STEPS = (0.6, 0.7, 0.8, 0.9, 0.97)
_HIGHEST = 0.99
_REACH = 30  # atoms of the sentence to either side


def calibrated(weights: Mapping[str, float], subjects: Subjects, index: int, choice: Choice) -> float:
    """The probability that ``choice`` is right for quotation ``index``; without a table that of the choice itself."""
    if not weights:
        return choice.confidence
    return min(_HIGHEST, chance(weigh(weights, confidence_terms(subjects, index, choice))))


def confidence_features(subjects: Subjects, index: int, choice: Choice) -> list[str]:
    """What speaks for and against a choice being right, by name."""
    return names_of(confidence_terms(subjects, index, choice))


def confidence_terms(subjects: Subjects, index: int, choice: Choice) -> list[Term]:
    """What speaks for and against a choice being right. Steps add up: 0.7 is above 0.5, above 0.6 and above 0.7."""
    scene = subjects.scene
    shape = shape_of(scene, index)
    size = "short" if shape.words < 5 else "long"
    whole = "whole" if shape.ending in {",", ".", "?", "-", "~"} and shape.form[2:3] != "l" else "part"
    quote = scene.quoted[index]
    row, at = scene.rows[quote.paragraph], scene.place[index]
    shown = shown_of(scene, quote.paragraph)
    terms: list[Term] = [
        (_above, bisect_right(_STEPS, choice.confidence), whole, size),
        (_speech, bisect_right(_SPEECH_STEPS, choice.speech)),
        (_looks, shape.form, shape.voice, whole),
        (_sides, class_at(shown, at - 1), class_at(shown, at + 1)),
    ]
    if _second_hand(scene, index):
        terms.append((_source, whole))
    if choice.mention is None:
        terms.append((_nobody, whole))
        return terms
    mention = scene.mentions[choice.mention]
    kind = kind_of(scene, mention)
    where = "label" if mention.atom < 0 else "same" if mention.paragraph == quote.paragraph else "other"
    held = kind not in {"P", "p"} and mention.person is not None
    terms.append((_speaker, kind, held, "carried" if choice.carried else "found", where, whole, size))
    governed = subjects.governing(index)
    left = subjects.whose(governed.left, choice.mention) if governed.left_class else "n"
    right = subjects.whose(governed.right, choice.mention) if governed.right_class else "n"
    terms.append((_subject, left, right, int(governed.direct), whole))
    if where == "same":
        span = row[min(at, mention.atom) + 1 : max(at, mention.atom)]
        boundaries = sum([atom.kind in BOUNDARIES for atom in span])
        quotes = sum([atom.kind == "Q" for atom in span])
        side = "after" if mention.atom > at else "before"
        adjacency = cue_by(shown, row, mention.atom)[0]
        terms.append((_near, side, min(boundaries, 2), min(quotes, 2), len(span).bit_length(), adjacency, whole))
    return terms


# The groups of features that the terms name.


@group
def _above(steps: int, whole: str, size: str) -> Names:
    form = f"{whole} {size}"
    above = [
        name for step in _STEPS[:steps] for name in (f"above {step}", f"above {step} {whole}", f"above {step} {form}")
    ]
    return "all", form, *above


@group
def _speech(steps: int) -> Names:
    return tuple(f"speech {step}" for step in _SPEECH_STEPS[:steps])


@group
def _looks(form: str, voice: str, whole: str) -> Names:
    return f"form {form}", f"voice {voice} {whole}"


@group
def _sides(left: str, right: str) -> Names:
    return (f"sides {left} {right}",)


@group
def _source(whole: str) -> Names:
    return (f"source {whole}",)


@group
def _nobody(whole: str) -> Names:
    return (f"nobody {whole}",)


@group
def _speaker(kind: str, held: bool, carried: str, where: str, whole: str, size: str) -> Names:
    names = (f"kind {kind}", f"kind {kind} {whole}", f"{carried} {where}", f"{carried} {where} {whole} {size}")
    # held: "the ambassador", whose name the article gives
    return (*names, "held", f"held {whole}") if held else names


@group
def _subject(left: str, right: str, direct: int, whole: str) -> Names:
    return f"subject {left}{right} {whole}", f"subject {left}{right}", f"object {direct} {left}"


@group
def _near(side: str, boundaries: int, quotes: int, far: int, adjacency: str, whole: str) -> Names:
    return f"{side} b{boundaries} q{quotes}", f"{side} far {far} {whole}", f"cue {adjacency}"


def _second_hand(scene: Scene, index: int) -> bool:
    """Whether "according to" stands in the sentence of a quotation: its speaker may be quoted by another."""
    row, at = scene.rows[scene.quoted[index].paragraph], scene.place[index]
    for step in (1, -1):
        k = at + step
        while 0 <= k < len(row) and row[k].kind not in BOUNDARIES and abs(k - at) < _REACH:
            if row[k].kind == "A":
                return True
            k += step
    return False
