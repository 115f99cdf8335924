"""Speakers named by a label ("WALLACE: ...") or by a credit ("..." - Maria Lopez), where no verb tells who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.reading.quotes.grammar import BOUNDARIES
from bot.reading.quotes.interview import ANSWERS, ASKS, interviewee, is_interview
from bot.reading.quotes.lexicon import BODY_WORDS, NOUNS
from bot.reading.quotes.marks import Quoted
from bot.reading.quotes.scene import Atom, Mention, Scene
from bot.reading.text import Document
from storage.records import Person, Span

_LABEL = re.compile(r"[^\w\s]?\s?((?:[^\W\d_][\w.'’-]{0,24} ){0,3}[^\W\d_][\w.'’-]{0,24}):\s")
_LEAST_LABELS = 3  # labelled paragraphs that make an article a transcript
_LEAST_CREDITED = 4  # words
_MOST_BEFORE, _MOST_AFTER = 8, 20  # atoms of the line around a credited quotation
_LEAST_HEADLINE = 3  # atoms before "- Name:" in a line of a news letter
_MOST_CREDIT = 12  # atoms of a line that names who speaks in the extract above it
_GIVEN_OUT = frozenset("apology letter message note reply response statement".split())
_MOST_OWNED = 12  # atoms from "was" back to whose words they are
_BEING = frozenset({"is", "was"})
_UTTERANCES = frozenset(
    "admission advice answer boast claim comment complaint conclusion dictum explanation joke mantra message motto "
    "pitch plea pledge promise quip rejoinder remark reply response retort statement taunt threat verdict vow "
    "warning".split()
)
_CLOSING = '”"»'
_DATED = frozenset({"N", "B", "k", "n", ",", "(", ")"})  # what a dateline is made of: "SUVA, Fiji (Nov 3)"
_MOST_DATED = 8  # atoms
_WHERE = frozenset({"IN", "of", "to", "by"})


class _Label(NamedTuple):
    """A paragraph's label: where it stands, the words that tell who speaks (itself, mostly), and whose it is."""

    span: Span
    speaker: Span
    person: int | None


def with_labels(
    document: Document, quoted: list[Quoted], people: Sequence[Person]
) -> tuple[list[Quoted], dict[int, tuple[Span, int | None]]]:
    """Take labels out of quotations, and make quotations of the paragraphs of a transcript without marks.

    Returns the quotations and, for the labelled ones by index, the words that tell who speaks and whose label it is.
    """
    labels = _labels(document, people)
    forms = {document.text[label.span.start : label.span.end] for label in labels.values()}
    transcript = len(labels) >= _LEAST_LABELS and (len(forms) > 1 or {form.casefold() for form in forms} <= ANSWERS)
    found: list[Quoted] = []
    named: dict[int, tuple[Span, int | None]] = {}
    by_paragraph: dict[int, list[Quoted]] = {}
    for quote in quoted:
        by_paragraph.setdefault(quote.paragraph, []).append(quote)
    for number, paragraph in enumerate(document.paragraphs):
        here = by_paragraph.get(number, [])
        label = labels.get(number)
        if label is None:
            found += here
            continue
        start = label.span.end + 1
        while start < paragraph.end and document.text[start].isspace():
            start += 1
        if here and here[0].outer.start <= label.span.start and start < here[0].inner.end:
            named[len(found)] = label.speaker, label.person
            found.append(replace(here[0], inner=Span(start, here[0].inner.end)))
            found += here[1:]
        elif transcript and start < paragraph.end and not (here and here[0].inner.start == start + 1):
            named[len(found)] = label.speaker, label.person
            found.append(Quoted(Span(start, paragraph.end), paragraph, number, "", nested=tuple(q.inner for q in here)))
        elif here and not document.text[label.span.end + 1 : here[0].outer.start].strip():
            named[len(found)] = label.speaker, label.person
            found += here
        else:
            found += here
    return found, named


def _labels(document: Document, people: Sequence[Person]) -> dict[int, _Label]:
    """Paragraphs that begin with a speaker's label: a person of the article, or capitals that come back.

    "Q" is nobody, "A" whoever the interview is with; where that isn't clear, nobody either.
    """
    owners: dict[str, int] = {}
    for index, person in enumerate(people):
        for form in (person.name, person.name.rsplit(None, 1)[-1], *person.aliases):
            owners.setdefault(form.casefold(), index)
    candidates: list[tuple[int, Span, str]] = []
    for number, paragraph in enumerate(document.paragraphs):
        match = _LABEL.match(document.text, paragraph.start, paragraph.end)
        if match is not None:
            candidates.append((number, Span(*match.span(1)), match.group(1)))
    often = Counter(label for _, _, label in candidates)
    found: dict[int, _Label] = {}
    interview = is_interview(often)
    answers = interviewee(document.text, people, candidates[0][1].start) if interview else None
    for number, span, label in candidates:
        if interview and label.casefold() in ASKS | ANSWERS:
            if answers is not None and label.casefold() in ANSWERS:
                found[number] = _Label(span, *answers)
            continue
        words = label.casefold().split()
        owner = owners.get(label.casefold())
        if owner is None and words and label[0].isupper():
            owner = owners.get(words[-1]) if label.isupper() or len(words) == 2 else None
        if (owner is not None and label[0].isupper()) or (label.isupper() and often[label] > 1):
            found[number] = _Label(span, span, owner)
    return found


def add_labels(scene: Scene, named: dict[int, tuple[Span, int | None]]) -> None:
    """Make each label a mention of the scene; it stands in no row, for it is part of no sentence."""
    for index, (span, person) in named.items():
        scene.labels[index] = len(scene.mentions)
        paragraph = scene.quoted[index].paragraph
        scene.mentions.append(Mention(span, span, "N" if person is None else "P", paragraph, person))


def introduced(scene: Scene, index: int) -> int | None:
    """Whom a dash before and a colon behind name for the words that follow ("PORTS STAY SHUT - Ann Cole: "...").

    "More from Ann Cole: ..." counts alike. Of two ("Ann Cole and Bo Lind: ...") it is the first. A name that the
    article tells nothing more of counts behind a headline of several words.
    """
    row, at = scene.rows[scene.quoted[index].paragraph], scene.place[index]
    if at < 3 or row[at - 1].kind != ":" or row[at - 2].kind not in "PNB":
        return None
    first = at - 2
    if at > 4 and row[at - 3].kind == "&" and row[at - 4].kind in "PN":
        first = at - 4
    dash = first - 1
    if dash > 1 and row[dash].word == "from" and row[dash - 1].word == "more":
        dash -= 2
    if row[dash].kind != "-" or (row[first].kind != "P" and first <= _LEAST_HEADLINE):
        return None
    return row[first].ref


def _below(scene: Scene, index: int) -> int | None:
    """Who is named in a line of its own below an extract whose mark closes behind the name, as pulled quotes are."""
    quote = scene.quoted[index]
    number = quote.paragraph + 1
    if quote.closed or len(scene.rows[quote.paragraph]) > 1 or number >= len(scene.rows):
        return None
    row = scene.rows[number]
    line = scene.document.paragraphs[number]
    if (
        not row
        or len(row) > _MOST_CREDIT
        or row[0].kind not in "PN"
        or scene.document.text[line.end - 1] not in _CLOSING
    ):
        return None
    if any(atom.kind[0] in "SCTHAQV" for atom in row):
        return None
    return row[0].ref


def stated(scene: Scene, index: int) -> int | None:
    """Who gave out the words that a colon announces: "Cole released the following statement: ..."."""
    quote, at = scene.quoted[index], scene.place[index]
    row = scene.rows[quote.paragraph][:at]
    if at == 0 and quote.paragraph:
        row = scene.rows[quote.paragraph - 1]
    if len(row) < 4 or row[-1].kind != ":" or row[-2].kind not in "dx" or row[-2].word not in _GIVEN_OUT:
        return None
    verb, subject = row[-3], row[-4]
    if verb.kind not in {"w", "S", "C"} or subject.ref < 0 or subject.kind not in "PNBpgb":
        return None
    return subject.ref if not scene.mentions[subject.ref].possessive else None


def owner(scene: Scene, index: int) -> int | None:
    """Whose words they are said to be: "Cole’s answer was: ...", "Cole’s “no new ports” promise"."""
    row, at = scene.rows[scene.quoted[index].paragraph], scene.place[index]
    if at and row[at - 1].kind == "P" and scene.mentions[row[at - 1].ref].possessive:
        behind = row[at + 1].word if at + 1 < len(row) else ""
        return row[at - 1].ref if behind in _UTTERANCES else None
    verb = at - 1
    while verb > 1 and row[verb].kind in {":", ",", "that"}:
        verb -= 1
    if verb < 2 or row[verb].word not in _BEING:
        return None
    for k in range(verb - 1, max(0, verb - _MOST_OWNED), -1):
        if row[k].kind in BOUNDARIES or row[k].kind == "Q":
            return None
        if row[k].word in _UTTERANCES and row[k].ref >= 0 and row[k - 1].kind == "P":
            whose = scene.mentions[row[k - 1].ref]
            return (
                row[k - 1].ref
                if whose.possessive and whose.span.start == scene.mentions[row[k].ref].span.start
                else None
            )
    return None


def credited(scene: Scene, index: int) -> int | None:
    """The mention that a quotation on a line of its own is credited to ("..." - Maria Lopez, 34), or None."""
    below = _below(scene, index)
    if below is not None:
        return below
    quote = scene.quoted[index]
    row = scene.rows[quote.paragraph]
    at = scene.place[index]
    if at > _MOST_BEFORE or len(row) > at + _MOST_AFTER:
        return None
    inner = scene.document.text[quote.inner.start : quote.inner.end]
    if any(atom.kind not in {"Q", "|"} for atom in row[:at]) or len(inner.split(None, 6)) < _LEAST_CREDITED:
        return None
    after = [k for k in range(at + 1, min(len(row), at + 4)) if row[k].kind not in {"|", "?|"}]
    if len(after) < 2 or row[after[0]].kind != "-" or row[after[1]].kind not in "PN":
        return None
    tail = row[after[1] + 1 :]
    if len(tail) > 12 or any(atom.kind[0] in "SCTHAQV" for atom in tail):
        return None
    return row[after[1]].ref


def may_turn(scene: Scene, index: int) -> bool:
    """Whether words in marks may well be somebody else's turn: a question in a paragraph of its own, behind words that
    were closed in the paragraph before. Who asks is then told by no word.
    """
    quote = scene.quoted[index]
    if index == 0 or index in scene.labels or quote.reopened or scene.document.text[quote.inner.end - 1] != "?":
        return False
    before = scene.quoted[index - 1]
    alone = all(atom.kind in {"Q", "|", "?|"} for atom in scene.rows[quote.paragraph])
    return alone and before.closed and before.paragraph == quote.paragraph - 1


def datelines(scene: Scene) -> set[int]:
    """The mentions that open a paragraph before words in marks like a speaker's label, but may well be a place.

    "Suva: "..."" names who speaks only where the article uses the name otherwise than as a place, or labels with it
    again. A body ("Ministry of Health: ...") and an office are no places.
    """
    opening: dict[int, str] = {}
    for row in scene.rows:
        for atom in row[: _dated(row)]:
            if atom.kind in {"N", "B"}:
                opening[atom.ref] = _core(scene, atom.ref)
    if not opening:
        return set()
    known = {name for name, count in Counter(opening.values()).items() if count > 1}
    for row in scene.rows:
        for at, atom in enumerate(row):
            if atom.kind in {"N", "B"} and atom.ref not in opening and not (at and row[at - 1].kind in _WHERE):
                known.add(_core(scene, atom.ref))
    return {ref for ref, name in opening.items() if name not in known and not _office(name)}


def _dated(row: Sequence[Atom]) -> int:
    """How many atoms of a paragraph stand before the colon or dash of a dateline right before words in marks, or 0."""
    for at, atom in enumerate(row[:_MOST_DATED]):
        if atom.kind in {":", "-"}:
            return at if at + 1 < len(row) and row[at + 1].kind == "Q" else 0
        if atom.kind not in _DATED:
            return 0
    return 0


def _core(scene: Scene, ref: int) -> str:
    span = scene.mentions[ref].core
    return scene.document.text[span.start : span.end].casefold()


def _office(name: str) -> bool:
    """Whether a name has a word in it for a body or for somebody who speaks."""
    return any(word in BODY_WORDS or NOUNS.get(word) is not None for word in name.split())
