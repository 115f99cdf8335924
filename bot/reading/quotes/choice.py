"""The choice of a speaker for each quotation, from left to right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.reading.quotes.features import Candidate, Candidates
from bot.reading.quotes.model import score, softmax
from bot.reading.quotes.scene import Scene

Key = tuple[str, int | str]


@dataclass(slots=True)
class Choice:
    """What was chosen for one quotation.

    ``speech`` is the probability that it is speech at all, ``confidence`` that of the speaker given that it is.
    ``mention`` is None where nobody in the text was found to speak.
    """

    speech: float
    confidence: float
    mention: int | None
    person: int | None
    carried: bool = False


def key_of(scene: Scene, mention: int) -> Key:
    """Whose mention it is: one key for all mentions of a person, or of a name, or else the mention alone."""
    found = scene.mentions[mention]
    if found.person is not None:
        return ("person", found.person)
    if found.kind in "NB":
        text = scene.document.text[found.span.start : found.span.end]
        return ("name", text.rsplit(None, 1)[-1].lower() if found.kind == "N" else text.lower())
    return ("mention", mention)


def choose(scene: Scene, weights: Mapping[str, float], least_speech: float = 0.5) -> list[Choice]:
    """Return a choice for each quotation of ``scene``."""
    chosen: list[Choice] = []
    candidates = Candidates(scene)
    previous: int | None = None
    for index in range(len(scene.quoted)):
        before = chosen[previous] if previous is not None else None
        kind = previous_kind(scene, before)
        found = candidates.of(index, previous, kind)
        probabilities = softmax([score(weights, candidate.features) for candidate in found])
        choice = _settle(scene, found, probabilities, before)
        chosen.append(choice)
        if choice.speech >= least_speech:
            previous = index
            if choice.person is not None:
                candidates.said[choice.person] = candidates.said.get(choice.person, 0) + 1
    return chosen


def previous_kind(scene: Scene, before: Choice | None) -> str:
    """The kind of the mention chosen for the quotation before, "-" for none."""
    if before is None or before.mention is None:
        return "-"
    return scene.mentions[before.mention].kind


def _settle(scene: Scene, found: list[Candidate], probabilities: list[float], before: Choice | None) -> Choice:
    groups: dict[Key, float] = {}
    best: dict[Key, tuple[float, int | None, bool]] = {}
    null = 0.0
    for candidate, probability in zip(found, probabilities, strict=True):
        if candidate.kind == "null":
            null = probability
            continue
        mention: int | None = candidate.mention
        if candidate.kind == "prev" and before is not None:
            mention = before.mention
        if candidate.kind == "nobody" or mention is None:
            key: Key = ("nobody", 0)
            mention = None
        else:
            key = key_of(scene, mention)
        groups[key] = groups.get(key, 0.0) + probability
        # of one person's mentions the one in the sentence is worth showing, though the speaker before weighs more
        worth = probability * (0.2 if candidate.kind == "prev" else 1.0)
        if key not in best or worth > best[key][0]:
            best[key] = (worth, mention, candidate.kind == "prev")
    top = max(groups, key=lambda key: groups[key])
    _, mention, carried = best[top]
    person = scene.mentions[mention].person if mention is not None else None
    return Choice(1.0 - null, groups[top] / max(1e-9, 1.0 - null), mention, person, carried)
