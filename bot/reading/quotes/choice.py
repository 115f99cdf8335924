"""The choice of a speaker for each quotation, from left to right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.reading.quotes.candidate import Candidate
from bot.reading.quotes.confidence import calibrated
from bot.reading.quotes.denied import is_denied
from bot.reading.quotes.features import Candidates
from bot.reading.quotes.governed import Subjects
from bot.reading.quotes.grammar import BOUNDARIES
from bot.reading.quotes.model import softmax, sums_of
from bot.reading.quotes.scare import is_scare_quote
from bot.reading.quotes.scene import Scene
from bot.reading.quotes.titles import is_title
from bot.reading.quotes.transcript import credited, introduced, owner, stated

_BY_FORM = 0.97  # measured on the training articles
# From this share on words in marks count as speech. Fragments are often something else, and cost more than they give
# below theirs (docs/READING.md); of whole phrases few are.
_LEAST_SPEECH, _LEAST_FRAGMENT = 0.7, 0.75
_PHRASE = 5  # words

_SPOKE = frozenset({"S", "T"})

Key = tuple[str, int | str]
Shares = dict[int, list[tuple[Key, float]]]  # of each mention met so far


@dataclass(slots=True)
class Choice:
    """What was chosen for one quotation.

    ``speech`` is the probability that it is speech at all, ``confidence`` that of the speaker given that it is.
    ``mention`` is None where nobody in the text was found to speak; ``spoken`` tells whether it counts as speech.
    """

    speech: float
    confidence: float
    mention: int | None
    person: int | None
    carried: bool = False
    spoken: bool = True


def key_of(scene: Scene, mention: int) -> Key:
    """Whose mention it is: one key for all mentions of a person, or of a name, or else the mention alone."""
    found = scene.mentions[mention]
    if found.person is not None:
        return ("person", found.person)
    if found.of >= 0:
        return key_of(scene, found.of)
    if found.kind in "NB":
        text = scene.document.text[found.span.start : found.span.end]
        return ("name", text.rsplit(None, 1)[-1].lower() if found.kind == "N" else text.lower())
    return ("mention", mention)


def choose(scene: Scene, weights: Mapping[str, float], confidence: Mapping[str, float] | None = None) -> list[Choice]:
    """Return a choice for each quotation of ``scene``; with a table for it, each with a ``confidence`` put right."""
    chosen: list[Choice] = []
    candidates = Candidates(scene)
    shares: Shares = {}
    sums = sums_of(weights)
    previous: int | None = None
    for index in range(len(scene.quoted)):
        before = chosen[previous] if previous is not None else None
        choice = fixed(scene, index)
        if choice is None:
            found = candidates.of(index, previous, before.mention if before is not None else None)
            probabilities = softmax([candidate.score(sums) for candidate in found])
            choice = _settle(scene, found, probabilities, before, shares)
            _prefer_relative(candidates.subjects, index, choice)
        choice.spoken = choice.speech >= _least(scene, index)
        chosen.append(choice)
        if choice.spoken:
            previous = previous if _thing(scene, choice.mention) else index
            if choice.person is not None:
                candidates.said[choice.person] = candidates.said.get(choice.person, 0) + 1
    for index, choice in enumerate(chosen):
        if choice.spoken and index not in scene.labels:
            choice.confidence = calibrated(confidence or {}, candidates.subjects, index, choice)
    return chosen


def _thing(scene: Scene, mention: int | None) -> bool:
    """Whether a mention is of a thing that has words on it ("a hat that said"): it goes on to say nothing more."""
    if mention is None:
        return False
    found = scene.mentions[mention]
    return (scene.mentions[found.of] if found.of >= 0 else found).kind == "x"


def _least(scene: Scene, index: int) -> float:
    """The share of speech from which the words of quotation ``index`` count as speech."""
    start, end = scene.quoted[index].inner
    return _LEAST_SPEECH if scene.document.text.count(" ", start, end) + 1 >= _PHRASE else _LEAST_FRAGMENT


def _prefer_relative(subjects: Subjects, index: int, choice: Choice) -> None:
    """Of "Beck, who has called ..." the mention with the verb is "who", not the name that it stands for."""
    governed = subjects.governing(index)
    for subject in (governed.left, governed.right):
        if subject is not None and choice.mention is not None and subjects.scene.mentions[subject].of == choice.mention:
            choice.mention = subject


def fixed(scene: Scene, index: int) -> Choice | None:
    """The choice where the form of the text alone makes it: a transcript's label, a credit, a plain scare quote."""
    mention = scene.labels.get(index)
    if mention is None:
        mention = credited(scene, index)
    if mention is None:
        mention = introduced(scene, index)
    if mention is not None:
        return Choice(1.0, _BY_FORM, mention, scene.mentions[mention].person)
    if is_denied(scene, index):
        return Choice(0.0, _BY_FORM, None, None)
    mention = quoted_as_saying(scene, index)
    if mention is None:
        mention = owner(scene, index)
    if mention is None:
        mention = stated(scene, index)
    if mention is None:
        mention = asker(scene, index)
    if mention is not None:
        return Choice(1.0, _BY_FORM, mention, scene.mentions[mention].person)
    if is_scare_quote(scene, index) or is_title(scene, index):
        return Choice(0.0, _BY_FORM, None, None)
    return None


def asker(scene: Scene, index: int) -> int | None:
    """Who stands with a verb of speech right behind a question or a cry: "“Why?” asked Cole", "“Out!” Reid shouted.".

    A capital there looks like the beginning of a sentence, so few learn from the pattern; of 42 in training all spoke.
    """
    quote = scene.quoted[index]
    row = scene.rows[quote.paragraph]
    at = scene.place[index] + 1
    if not quote.closed or scene.document.text[quote.inner.end - 1] not in "?!":
        return None
    at += at < len(row) and row[at].kind in BOUNDARIES
    if at + 1 >= len(row):
        return None
    first, second = row[at], row[at + 1]
    if first.kind in _SPOKE and second.ref >= 0 and second.kind in "PNBpg":
        return second.ref
    closing = row[at + 2].kind if at + 2 < len(row) else "|"
    if first.ref >= 0 and first.kind in "PNBpg" and second.kind in _SPOKE and closing == "|":
        return first.ref
    return None


def quoted_as_saying(scene: Scene, index: int) -> int | None:
    """Whom another quotes: "Marchetti quoted Barasa as saying: ..." has Barasa's words."""
    row = scene.rows[scene.quoted[index].paragraph]
    at = scene.place[index]
    for verb in range(at - 1, max(1, at - 4), -1):
        if row[verb].word == "saying" and row[verb - 1].kind == "as" and row[verb - 2].ref >= 0:
            return row[verb - 2].ref if row[verb - 2].kind != "Q" else None
        if row[verb].kind not in {":", ",", "that", "r"}:
            return None
    return None


def _shares(scene: Scene, mention: int) -> list[tuple[Key, float]]:
    """The keys that a mention may stand for: several where it is a pronoun."""
    found = scene.mentions[mention]
    if not found.spread:
        return [(key_of(scene, mention), 1.0)]
    return [(("person", person), share) for person, share in found.spread]


def _settle(
    scene: Scene, found: list[Candidate], probabilities: list[float], before: Choice | None, known: Shares
) -> Choice:
    groups: dict[Key, float] = {}
    best: dict[Key, tuple[float, int | None, bool]] = {}
    null = 0.0
    for candidate, probability in zip(found, probabilities, strict=True):
        kind = candidate.kind
        if kind == "null":
            null = probability
            continue
        mention: int | None = candidate.mention
        carried = kind == "prev"
        if carried and before is not None:
            mention = before.mention
        if kind == "nobody" or mention is None:
            mention = None
            shares: list[tuple[Key, float]] = [(("nobody", 0), 1.0)]
        elif carried and before is not None and before.person is not None:
            shares = [(("person", before.person), 1.0)]
        else:
            shares = known.get(mention) or _shares(scene, mention)
            known[mention] = shares
        for key, share in shares:
            worth = probability * share
            groups[key] = groups.get(key, 0.0) + worth
            # of one person's mentions the one in the sentence is worth showing, though the speaker before weighs more
            worth *= 0.2 if carried else 1.0
            dearest = best.get(key)
            if dearest is None or worth > dearest[0]:
                best[key] = (worth, mention, carried)
    top = max(groups, key=lambda key: groups[key])
    _, mention, carried = best[top]
    person = top[1] if top[0] == "person" and isinstance(top[1], int) else None
    return Choice(1.0 - null, groups[top] / max(1e-9, 1.0 - null), mention, person, carried)
