"""From a document and its people to quotations with speakers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec

from bot.reading.quotes.choice import Choice, choose
from bot.reading.quotes.denied import is_denied
from bot.reading.quotes.holders import may_report
from bot.reading.quotes.marks import Quoted, find_quoted
from bot.reading.quotes.model import (
    CONFIDENCE_WEIGHTS,
    PRONOUN_WEIGHTS,
    REPORTED_WEIGHTS,
    WEIGHTS,
)
from bot.reading.quotes.reported import Reported, find_reported
from bot.reading.quotes.resolve import resolve
from bot.reading.quotes.rows import build_scene, scene_inside
from bot.reading.quotes.scene import Scene
from bot.reading.quotes.transcript import add_labels, datelines, may_turn, with_labels
from bot.reading.text import Document
from storage.records import Person, Quote, QuoteKind, Span, SpeakerKind

# Above this confidence an answer may name the speaker; chosen on the curve in docs/READING.md.
SHOWN_ABOVE = 0.82
# The same for a fragment within a sentence that no reported clause confirms.
FRAGMENT_SHOWN_ABOVE = 0.86
# The same where a reported clause around the words, a reading of its own, has the same speaker.
CONFIRMED_SHOWN_ABOVE = 0.73
# The same for a clause that reports speech, whose confidence comes from a table of its own.
REPORTED_SHOWN_ABOVE = 0.55
# From this share of a pronoun on, its holder counts as told; of those below it half were wrong in training, by eye.
LEAST_HOLDER = 0.65
# No surer is a speaker who is named where a dateline stands, and nowhere else; or of what may be another's turn.
DATELINE_AT_MOST = 0.5
_AGREEMENT = 0.6  # how far a reported clause counts as a reading of its own


def read_quotes(document: Document, people: Sequence[Person]) -> tuple[Quote, ...]:
    """Return what is said in ``document``, in order, each with its speaker where one was found.

    Stretches in quotation marks that are no speech (scare quotes, titles) are left out. A clause that reports speech
    ("Rubio said that ...") is a quote of kind "indirect"; where it stands inside a quotation, ``within`` is the index
    of that quotation. Raises for no text.
    """
    return read_with(WEIGHTS, document, people)


def read_with(
    weights: Mapping[str, float],
    document: Document,
    people: Sequence[Person],
    pronouns: Mapping[str, float] = PRONOUN_WEIGHTS,
    reported: Mapping[str, float] = REPORTED_WEIGHTS,
    confidence: Mapping[str, float] = CONFIDENCE_WEIGHTS,
) -> tuple[Quote, ...]:
    """As :func:`read_quotes`, with tables of weights of one's own (for cross-validation)."""
    scene = read_scene(document, people, pronouns)
    choices = choose(scene, weights, confidence)
    quotes = _agreed(_joined(scene, choices, people), _clauses(scene, people, reported))
    quotes.sort(key=lambda quote: (quote.span.start, -quote.span.end))
    return tuple(quotes + _nested(document, people, quotes, pronouns, reported))


def _agreed(quoted: list[Quote], clauses: list[tuple[Quote, bool]]) -> list[Quote]:
    """Words in marks and clauses together, each weighing what the other says.

    A clause around words in marks is dropped where they stand alone or have another speaker. Where both have one
    speaker, and the clause is one of speech, the words are surer than either alone: two readings that look at
    different things agree.
    """
    kept: list[Quote] = []
    starts = [quote.span.start for quote in quoted]
    for clause, speech in clauses:
        span = clause.span
        first = max(0, bisect_left(starts, span.start) - 1)
        inside = [k for k in range(first, bisect_left(starts, span.end)) if quoted[k].span.end > span.start]
        if any(quoted[k].kind == "direct" or not _same_speaker(quoted[k], clause) for k in inside):
            continue
        kept.append(clause)
        for k in inside if speech else ():
            confidence = round(1 - (1 - quoted[k].confidence) * (1 - _AGREEMENT * clause.confidence), 4)
            quoted[k] = msgspec.structs.replace(
                quoted[k], confidence=confidence, shown=confidence >= CONFIRMED_SHOWN_ABOVE
            )
    return quoted + kept


def _same_speaker(one: Quote, other: Quote) -> bool:
    return one.speaker == other.speaker or (one.person is not None and one.person == other.person)


def _clauses(scene: Scene, people: Sequence[Person], weights: Mapping[str, float]) -> list[tuple[Quote, bool]]:
    """The clauses that are sure enough, and whether each hangs on a verb of speech."""
    quotes: list[tuple[Quote, bool]] = []
    around = (-1, -1)  # paragraph and last atom of the clause that reaches furthest
    for clause in find_reported(scene, weights):
        row = scene.rows[clause.paragraph]
        if any(atom.kind == "Q" and is_denied(scene, atom.ref) for atom in row[clause.first : clause.last + 1]):
            continue
        nested = (clause.paragraph, clause.last) <= around
        around = max(around, (clause.paragraph, clause.last))
        quotes.append((_clause(scene, clause, people, nested=nested), clause.mention is not None and clause.cued))
    return quotes


def _clause(scene: Scene, clause: Reported, people: Sequence[Person], *, nested: bool) -> Quote:
    """A clause as a quote: shown where it is sure, was uttered, and does not stand within another's."""
    if clause.mention is None:
        return Quote(content=(clause.span,), kind="indirect", cue=(clause.cue,), confidence=round(clause.confidence, 4))
    mention = scene.mentions[clause.mention]
    confidence = round(min(0.99, clause.confidence) * max((share for _, share in mention.spread), default=1.0), 4)
    name, kind = _speaker(scene, clause.mention, mention.person, people)
    return Quote(
        content=(clause.span,),
        kind="indirect",
        cue=(clause.cue,),
        speaker=_speaker_spans(scene, clause.mention),
        speaker_name=name,
        speaker_kind=kind,
        person=mention.person,
        confidence=confidence,
        shown=clause.uttered and not nested and confidence >= REPORTED_SHOWN_ABOVE,
    )


def _nested(
    document: Document,
    people: Sequence[Person],
    quotes: Sequence[Quote],
    pronouns: Mapping[str, float],
    reported: Mapping[str, float],
) -> list[Quote]:
    """What others are reported to have said inside a quotation: words of B in the mouth of A."""
    found: list[Quote] = []
    named = sorted(span.start for person in people for span in person.mentions)
    for index, outer in enumerate(quotes):
        if outer.kind == "indirect":
            continue
        for piece in outer.content:
            first = bisect_left(named, piece.start)
            if first == len(named) or named[first] >= piece.end:
                continue
            if not may_report(document.text[piece.start : piece.end]):
                continue
            scene = scene_inside(document, people, piece)
            resolve(scene, people, pronouns)
            for quote, _ in _clauses(scene, people, reported):
                if quote.person is not None and scene.mentions and quote.person != outer.person:
                    found.append(msgspec.structs.replace(quote, within=index))
    return found


def _no_nicknames(text: str, quoted: list[Quoted], people: Sequence[Person]) -> list[Quoted]:
    """Leave out marks inside a name (Ramon "Mon" Villareal) and around one that the article tells: “the Abacus”."""
    told = {alias for person in people for alias in person.aliases if not set(alias.split()) & set(person.name.split())}
    named = sorted(span for person in people for span in person.mentions)
    starts = [span.start for span in named]
    kept = []
    for quote in quoted:
        at = bisect_left(starts, quote.outer.start) - 1
        nickname = text[quote.inner.start : quote.inner.end].strip(" ,.") in told
        if not nickname and (at < 0 or named[at].end < quote.outer.end):
            kept.append(quote)
    return kept


def read_scene(document: Document, people: Sequence[Person], pronouns: Mapping[str, float] = PRONOUN_WEIGHTS) -> Scene:
    """All that is known before speakers are chosen."""
    quoted, labels = with_labels(document, _no_nicknames(document.text, find_quoted(document), people), people)
    scene = build_scene(document, people, quoted)
    resolve(scene, people, pronouns)
    add_labels(scene, labels)
    return scene


def _joined(scene: Scene, choices: Sequence[Choice], people: Sequence[Person]) -> list[Quote]:
    """The quotations that are speech; those that "he said" breaks, or that run over paragraphs, are one."""
    quotes: list[Quote] = []
    last = -1
    places = datelines(scene)
    for index, choice in enumerate(choices):
        if not choice.spoken:
            continue
        if choice.mention in places or may_turn(scene, index):
            choice = replace(choice, confidence=min(choice.confidence, DATELINE_AT_MOST))
        quote = quote_of(scene, index, choice, people)
        if quotes and last == index - 1 and _same_speech(scene, choices, last, index):
            before = quotes.pop()
            confidence = min(before.confidence, quote.confidence)
            quote = msgspec.structs.replace(
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


def quote_of(scene: Scene, index: int, choice: Choice, people: Sequence[Person]) -> Quote:
    """One quotation with the speaker chosen for it."""
    quoted = scene.quoted[index]
    kind: QuoteKind = "direct" if _stands_alone(scene, index) else "mixed"
    if choice.mention is None:
        return Quote(content=(quoted.inner,), kind=kind, confidence=round(choice.confidence, 4))
    confidence = round(_with_holder(scene, choice.mention, choice), 4)
    name, speaker = _speaker(scene, choice.mention, choice.person, people)
    return Quote(
        content=(quoted.inner,),
        kind=kind,
        cue=_cue(scene, index, choice.mention),
        speaker=_speaker_spans(scene, choice.mention),
        speaker_name=name,
        speaker_kind=speaker,
        person=choice.person,
        confidence=confidence,
        shown=confidence >= (SHOWN_ABOVE if kind == "direct" else FRAGMENT_SHOWN_ABOVE),
    )


def _with_holder(scene: Scene, mention: int, choice: Choice) -> float:
    """How sure the named speaker is: a pronoun that could well mean another makes its speaker no surer than that."""
    share = dict(scene.mentions[mention].spread).get(choice.person if choice.person is not None else -1)
    return choice.confidence if share is None or share >= LEAST_HOLDER else min(choice.confidence, share)


def _speaker_spans(scene: Scene, mention: int) -> tuple[Span, ...]:
    """A speaker as worded: the mention, with what "who" follows or what stands in apposition."""
    found = scene.mentions[mention]
    spans = [found.span]
    if found.of >= 0:
        spans.append(scene.mentions[found.of].span)
    elif found.person is not None and found.atom >= 0 and found.kind in "Pgx":
        row = scene.rows[found.paragraph]
        for comma, other in ((found.atom + 1, found.atom + 2), (found.atom - 1, found.atom - 2)):
            if 0 <= other < len(row) and row[comma].kind == "," and row[other].kind in "Pgx" and row[other].ref >= 0:
                beside = scene.mentions[row[other].ref]
                if beside.person == found.person and beside.kind != found.kind:
                    spans.append(beside.span)
    return tuple(sorted(spans))


def _speaker(
    scene: Scene, mention: int, person: int | None, people: Sequence[Person]
) -> tuple[str | None, SpeakerKind]:
    """The full name of a speaker, where there is one, and whether it is a person, a body or somebody unnamed."""
    found = scene.mentions[mention]
    if person is not None:
        return people[person].name, "person"
    if found.of >= 0:
        found = scene.mentions[found.of]
    if found.kind in "NB":
        return scene.document.text[found.core.start : found.core.end], "organisation"
    return None, "organisation" if found.kind in "bd" else "unnamed"


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
