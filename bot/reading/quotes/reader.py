"""From a document and its people to quotations with speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.reading.quotes.choice import Choice, choose
from bot.reading.quotes.marks import find_quoted
from bot.reading.quotes.model import PRONOUN_WEIGHTS, WEIGHTS
from bot.reading.quotes.resolve import resolve
from bot.reading.quotes.scene import Scene, build_scene
from bot.reading.quotes.transcript import add_labels, with_labels
from bot.reading.text import Document
from storage.records import Person, Quote, QuoteKind, Span, SpeakerKind

# Above this confidence an answer may name the speaker; chosen on the curve in docs/READING.md.
SHOWN_ABOVE = 0.7
LEAST_SPEECH = 0.5


def read_quotes(document: Document, people: Sequence[Person]) -> tuple[Quote, ...]:
    """Return what is said in ``document``, in order, each with its speaker where one was found.

    Stretches in quotation marks that are no speech (scare quotes, titles) are left out. Raises for no text.
    """
    return read_with(WEIGHTS, document, people)


def read_with(weights: Mapping[str, float], document: Document, people: Sequence[Person]) -> tuple[Quote, ...]:
    """As :func:`read_quotes`, with a table of weights of one's own (for cross-validation)."""
    scene = read_scene(document, people)
    choices = choose(scene, weights, LEAST_SPEECH)
    return tuple(_joined(scene, choices, people))


def read_scene(document: Document, people: Sequence[Person], pronouns: Mapping[str, float] = PRONOUN_WEIGHTS) -> Scene:
    """All that is known before speakers are chosen."""
    quoted, labels = with_labels(document, find_quoted(document), people)
    scene = build_scene(document, people, quoted)
    resolve(scene, people, pronouns)
    add_labels(scene, labels)
    return scene


def _joined(scene: Scene, choices: Sequence[Choice], people: Sequence[Person]) -> list[Quote]:
    """The quotations that are speech; those that "he said" breaks, or that run over paragraphs, are one."""
    quotes: list[Quote] = []
    last = -1
    for index, choice in enumerate(choices):
        if choice.speech < LEAST_SPEECH:
            continue
        quote = _quote(scene, index, choice, people)
        if quotes and last == index - 1 and _same_speech(scene, choices, last, index):
            before = quotes.pop()
            confidence = min(before.confidence, quote.confidence)
            quote = replace(
                before,
                content=before.content + quote.content,
                confidence=confidence,
                shown=confidence >= SHOWN_ABOVE and before.shown,
            )
        quotes.append(quote)
        last = index
    return quotes


def _same_speech(scene: Scene, choices: Sequence[Choice], first: int, second: int) -> bool:
    one, two = scene.quoted[first], scene.quoted[second]
    if not choices[second].carried and (
        choices[first].mention is None or choices[first].mention != choices[second].mention
    ):
        return False
    if two.paragraph != one.paragraph:
        return two.reopened and two.paragraph == one.paragraph + 1
    row = scene.rows[one.paragraph]
    between = row[scene.place[first] + 1 : scene.place[second]]
    return scene.document.text[one.inner.end - 1] == "," and not any(atom.kind in {"|", "?|"} for atom in between)


def _quote(scene: Scene, index: int, choice: Choice, people: Sequence[Person]) -> Quote:
    quoted = scene.quoted[index]
    kind: QuoteKind = "direct" if _stands_alone(scene, index) else "mixed"
    confidence = round(choice.confidence, 4)
    if choice.mention is None:
        return Quote(content=(quoted.inner,), kind=kind, confidence=confidence)
    mention = scene.mentions[choice.mention]
    name: str | None = None
    speaker: SpeakerKind = "unnamed"
    if choice.person is not None:
        name, speaker = people[choice.person].name, "person"
    elif mention.kind in "NB":
        name, speaker = scene.document.text[mention.core.start : mention.core.end], "organisation"
    elif mention.kind in "bd":
        speaker = "organisation"
    return Quote(
        content=(quoted.inner,),
        kind=kind,
        cue=_cue(scene, index, choice.mention),
        speaker=(scene.mentions[mention.of].span, mention.span) if mention.of >= 0 else (mention.span,),
        speaker_name=name,
        speaker_kind=speaker,
        person=choice.person,
        confidence=confidence,
        shown=confidence >= SHOWN_ABOVE,
    )


def _stands_alone(scene: Scene, index: int) -> bool:
    """Whether a quotation is a sentence of its own, not a part of the writer's."""
    quoted = scene.quoted[index]
    text = scene.document.text
    row = scene.rows[quoted.paragraph]
    at = scene.place[index]
    before = row[at - 1].kind if at else "^"
    if text[quoted.inner.start].islower():
        return before == "Q" or (before == "," and at > 1 and row[at - 2].kind[0] in "SPpg")
    return before not in {"that", "w", "of", "DT", "VX", "IN", "b", "C"}


def _cue(scene: Scene, index: int, mention: int) -> tuple[Span, ...]:
    """The verb of speech nearest to the chosen mention, in the paragraph of the quotation."""
    found = scene.mentions[mention]
    if found.atom < 0:
        return ()
    row = scene.rows[found.paragraph]
    for distance in range(1, 12):
        for at in (found.atom + distance, found.atom - distance):
            if 0 <= at < len(row) and row[at].kind[0] in "STCHA" and row[at].kind != "?|":
                return (Span(row[at].start, row[at].end),)
    return ()
