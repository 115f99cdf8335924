"""What is known of each candidate for each quotation, as terms: groups of short named features.

A feature is a string such as ``A , S`` (the candidate comes after the quotation, past a comma and a verb of speech).
None holds a name or two words of a text. The weights in ``quote_weights.tsv`` are keyed by these strings, so the table
can be read beside :mod:`bot.reading.quotes.groups`, which words them. Classes are those of
:mod:`bot.reading.quotes.scene`, with mentions collapsed: m a name, p he or she, g a noun phrase for people, o a body or
document, Q a quotation, ^ and $ the ends of a paragraph.
"""

from __future__ import annotations

from bot.reading.quotes import groups
from bot.reading.quotes.candidate import Candidate, Known, Path, Shared
from bot.reading.quotes.context import around_terms, previous_terms
from bot.reading.quotes.governed import Governed, Subjects
from bot.reading.quotes.grammar import BOUNDARIES, CUE_KINDS, SKIPPED
from bot.reading.quotes.model import Term
from bot.reading.quotes.scene import Scene, Shape
from bot.reading.quotes.view import REACH, brief, class_at, cue_by, kind_of, next_class, shape_of, shown_of

# Candidates looked at: mentions on each side in the paragraph, in the two before it and in the one after.
_BEFORE, _AFTER, _EARLIER, _EARLIEST, _NEXT = 14, 10, 10, 6, 4
_VERBS = 60  # atoms at the end of another paragraph whose verbs are looked at
_COARSE = frozenset("m p g i y S Sg Sb T Tg Tb C Cg Cb A | Q who :".split())


# A mention of another paragraph: its number, terms that hold for all quotations there, name, kind, and person.
Elsewhere = tuple[int, Shared, str, str, int | None]


class Candidates:
    """Makes the candidates of the quotations of one scene; what holds of a mention or a row is worked out once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.known: dict[int, Known] = {}
        self.subjects = Subjects(scene)
        self.said: dict[int, int] = {}
        self.surveys: dict[int, tuple[list[int], int, int, dict[int | None, str]]] = {}
        self.elsewhere: dict[tuple[int, str], list[Elsewhere]] = {}
        self.forms: dict[tuple[str, str], Shared] = {}
        self.voices: dict[tuple[str, str, int, int], Shared] = {}

    def know(self, number: int) -> Known:
        """What is known of mention ``number``."""
        found = self.known.get(number)
        if found is None:
            scene = self.scene
            mention = scene.mentions[number]
            row, shown = scene.rows[mention.paragraph], shown_of(scene, mention.paragraph)
            at = mention.atom
            adjacency, lemma = cue_by(shown, row, at)
            name = ""
            if mention.kind in "PN":
                name = scene.document.text[mention.core.start : mention.core.end].rsplit(None, 1)[-1]
            found = self.known[number] = Known(
                kind_of(scene, mention),
                class_at(shown, at - 1),
                next_class(shown, at + 1),
                next_class(shown, at + 2),
                adjacency,
                lemma,
                "’" if mention.possessive else "",
                name,
                mention.person if mention.kind in {"P", "p", "who"} else None,
            )
        return found

    def of(self, index: int, previous: int | None, speaker: int | None) -> list[Candidate]:
        """The candidates of quotation ``index``.

        ``previous`` is the quotation before it that was taken for speech, ``speaker`` the mention chosen there.
        """
        scene = self.scene
        quote = scene.quoted[index]
        shape = shape_of(scene, index)
        previous_kind = "-" if speaker is None else scene.mentions[speaker].kind
        found: list[Candidate] = []
        row = scene.rows[quote.paragraph]
        at = scene.place[index]
        governed = self.subjects.governing(index)
        number = quote.paragraph
        if mentions := self._survey(number)[0]:
            self._in_row(number, at, (mentions[0], mentions[-1]), shape, found, governed)
        if number > 0:
            self._in_other(number - 1, "-1", _EARLIER, shape, found)
        if number > 1:
            self._in_other(number - 2, "-2", _EARLIEST, shape, found)
        if number + 1 < len(scene.rows):
            self._in_other(number + 1, "+1", _NEXT, shape, found)
        around = around_terms(scene, row, at, shape, index)
        if previous is not None:
            terms = previous_terms(scene, index, previous, previous_kind, shape, row, at)
            if governed.left_class:
                whose = self.subjects.whose(governed.left, speaker)
                terms.append((groups.previous_left, whose, governed.left_class, governed.direct))
            if governed.right_class:
                whose = self.subjects.whose(governed.right, speaker)
                terms.append((groups.previous_right, whose, governed.right_class))
            found.append(Candidate("prev", terms))
        for kind in ("nobody", "null"):
            terms = [(term[0], kind, *term[1:]) for term in around]
            terms.append((groups.answer_governed, kind, governed.left_class, governed.right_class, shape.form))
            terms.append((groups.answer_lemma, kind, governed.left_lemma))
            found.append(Candidate(kind, terms))
        return found

    def _in_row(
        self, number: int, at: int, ends: tuple[int, int], shape: Shape, found: list[Candidate], governed: Governed
    ) -> None:
        """The mentions of the quotation's own row ``number``, from its first to its last: ``ends``."""
        row, classes = self.scene.rows[number], shown_of(self.scene, number)
        for direction, step, limit, low, high in (("A", 1, _AFTER, at, ends[1]), ("B", -1, _BEFORE, ends[0], at)):
            pattern: list[str] = []
            coarse: list[str] = []
            cues = ""
            boundaries = rank = quotes = distance = 0
            k = at + step
            while low <= k <= high and distance < REACH and limit > 0:
                atom = row[k]
                kind = atom.kind
                distance += 1
                if atom.ref >= 0 and kind != "Q":
                    limit -= 1
                    path = Path(direction, pattern, coarse, cues, boundaries, rank, quotes, distance)
                    found.append(Candidate("mention", self._row_terms(atom.ref, path, shape, governed), atom.ref))
                    if kind not in "xdt":
                        rank += 1
                elif kind == "Q":
                    quotes += 1
                elif kind in BOUNDARIES:
                    boundaries += 1
                elif kind[0] in "SCTA" and not cues:
                    cues = kind[0]
                if kind not in SKIPPED:
                    shown = classes[k]
                    if not pattern or pattern[-1] != shown:
                        pattern.append(shown)
                    if shown in _COARSE and (not coarse or coarse[-1] != shown):
                        coarse.append(shown)
                k += step

    def _row_terms(self, number: int, path: Path, shape: Shape, governed: Governed) -> list[Term]:
        known = self.know(number)
        d = path.direction
        between = brief(path.pattern)
        kind, adjacency = known.kind, known.adjacency
        boundaries = min(path.boundaries, 3)
        rank = min(path.rank, 4)
        quotes = min(path.quotes, 2)
        starts = "s" if known.left in "^|" else "m"
        terms: list[Term] = [
            (groups.between_after, between, known.right, kind)
            if d == "A"
            else (groups.between_before, between, known.left, kind),
            (groups.roughly, d, brief(path.coarse), shape.ending),
            (groups.mention, d, kind, known.own, boundaries, rank, starts, int(shape.words > 4)),
            (groups.neighbours, d, known.left, known.right, known.second, boundaries),
            (groups.cue, d, adjacency, kind, boundaries, quotes),
            (groups.form, d, shape.form, shape.ending, adjacency, boundaries),
            (groups.distance, d, min(path.distance.bit_length(), 6), path.cues, boundaries, rank, quotes),
        ]
        if known.lemma:
            terms.append((groups.lemma, d, known.lemma, boundaries))
        if governed.left_class:
            whose = self.subjects.whose(governed.left, number)
            terms.append((groups.subject_left, d, whose, governed.left_class, governed.direct, kind, boundaries))
            if governed.left == number:
                terms.append((groups.subject_left_lemma, governed.left_lemma))
        if governed.right_class:
            whose = self.subjects.whose(governed.right, number)
            terms.append((groups.subject_right, d, whose, governed.right_class, kind, boundaries))
            if governed.right == number:
                terms.append((groups.subject_right_lemma, governed.right_lemma))
        inside = int(known.name in shape.inner) if known.name else -1
        spoke = -1 if known.person is None else min(self.said.get(known.person, 0), 2)
        terms.append((groups.voice, shape.voice, kind, inside, spoke))
        return terms

    def _survey(self, number: int) -> tuple[list[int], int, int, dict[int | None, str]]:
        """Of a row: where its mentions are, whether it quotes, its last boundary, and the subjects of its verbs."""
        found = self.surveys.get(number)
        if found is None:
            row = self.scene.rows[number]
            mentions: list[int] = []
            subjects: dict[int | None, str] = {}
            quoted, last = 0, -1
            for k, atom in enumerate(row):
                kind = atom.kind
                if kind == "w":  # as most words
                    continue
                if kind == "Q":
                    quoted = 1
                elif atom.ref >= 0:
                    mentions.append(k)
                elif kind in BOUNDARIES:
                    last = k
                elif kind in CUE_KINDS and k >= len(row) - _VERBS:
                    subjects[self.subjects.of(number, k)] = kind
            found = self.surveys[number] = (mentions, quoted, last, subjects)
        return found

    def _in_other(self, number: int, offset: str, limit: int, shape: Shape, found: list[Candidate]) -> None:
        lone = "W" if shape.whole else "O" if shape.opens else "I"
        near = f"{offset}{lone}"
        rest = self.elsewhere.get((number, near))
        if rest is None:
            rest = self.elsewhere[number, near] = self._seen_from(number, offset, near, limit)
        form = self.forms.get((near, shape.form))
        if form is None:
            form = self.forms[near, shape.form] = Shared([(groups.form_elsewhere, near, shape.form)])
        said, inner, first = self.said, shape.inner, shape.voice
        for ref, shared, name, kind, person in rest:
            spoke = -1 if person is None else min(said.get(person, 0), 2)
            facts = (first, kind, int(name in inner) if name else -1, spoke)
            voice = self.voices.get(facts)
            if voice is None:
                voice = self.voices[facts] = Shared([(groups.voice, *facts)])
            found.append(Candidate("mention", (), ref, (form, voice, shared)))

    def _seen_from(self, number: int, offset: str, near: str, limit: int) -> list[Elsewhere]:
        """The mentions of row ``number`` for a quotation in another, with what holds of them for any such quotation."""
        row = self.scene.rows[number]
        mentions, quoted, last, subjects = self._survey(number)
        chosen = mentions[:limit] if offset == "+1" else mentions[-limit:][::-1]
        closing = row[-1].kind if row else ""
        found: list[Elsewhere] = []
        for rank, k in enumerate(chosen):
            known = self.know(row[k].ref)
            kind, adjacency = known.kind, known.adjacency
            subject = "s" if known.left in "^|" else "m"
            where = "l" if k > last else "e"
            governs = subjects.get(row[k].ref, "-")
            terms: list[Term] = [
                (groups.mention_elsewhere, offset, near, kind, known.own, min(rank, 5)),
                (groups.cue_elsewhere, near, adjacency, quoted, where, closing),
                (groups.neighbours_elsewhere, near, known.left, known.right),
                (groups.subject_elsewhere, near, subject, where, kind, quoted, governs),
            ]
            found.append((row[k].ref, Shared(terms), known.name, kind, known.person))
        return found
