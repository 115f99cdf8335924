"""What is known of each candidate for each quotation, as short named features.

A feature is a string such as ``A , S`` (the candidate comes after the quotation, past a comma and a verb of speech).
None holds a name or two words of a text. The weights in ``quote_weights.tsv`` are keyed by these strings, so the table
can be read beside this module. Classes are those of :mod:`bot.reading.quotes.scene`, with mentions collapsed: m a name,
p he or she, g a noun phrase for people, o a body or document, Q a quotation, ^ and $ the ends of a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading.quotes.grammar import BOUNDARIES, SKIPPED, governors, is_cue, lemma_of, subject_of
from bot.reading.quotes.scene import Atom, Mention, Scene

# Candidates looked at: mentions on each side in the paragraph, in the two before it and in the one after.
_BEFORE, _AFTER, _EARLIER, _EARLIEST, _NEXT = 14, 10, 10, 6, 4
_REACH = 120  # atoms
_COLLAPSED = {"P": "m", "N": "m", "B": "m", "G": "g", "b": "o", "d": "o", "x": "w", "i": "i", "t": "t", "?|": "|"}
_COARSE = frozenset("m p g i y S Sg Sb T Tg Tb C Cg Cb A | Q who :".split())
_OBJECT = frozenset("w as DT n of h r k IN to that : , his".split())
_FIRST = frozenset(
    "i we my our us me i’m i'm i’ve i've we’re we're we’ve we've i’ll i'll we’ll we'll mine ours".split()
)
_DEFINITE = frozenset("the this that".split())


@dataclass(slots=True)
class Candidate:
    """A possible answer for one quotation: a mention, the speaker before ("prev"), nobody named, or no speech."""

    kind: str  # "mention", "prev", "nobody", "null"
    features: list[str]
    mention: int = -1


@dataclass(slots=True)
class Shape:
    """What a quotation looks like, apart from who is near it."""

    ending: str
    words: int
    whole: bool
    opens: bool
    form: str
    voice: str
    inner: str


@dataclass(slots=True)
class Path:
    """What lies between a quotation and a mention of the same paragraph."""

    direction: str
    pattern: list[str]
    coarse: list[str]
    cues: str
    boundaries: int
    rank: int
    quotes: int
    distance: int


@dataclass(slots=True)
class Governed:
    """The verbs that may govern a quotation, left and right: their subjects (mentions), classes and lemmas."""

    left: int | None
    right: int | None
    left_class: str
    right_class: str
    left_lemma: str
    right_lemma: str
    direct: bool  # nothing but an object stands between the left verb and the quotation


@dataclass(slots=True)
class Known:
    """What holds of a mention whichever quotation is asked about."""

    kind: str
    left: str
    right: str
    second: str
    adjacency: str
    lemma: str
    own: str
    name: str


class Candidates:
    """Makes the candidates of the quotations of one scene; what holds of a mention or a row is worked out once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.known: dict[int, Known] = {}
        self.subjects: dict[tuple[int, int], int | None] = {}
        self.said: dict[int, int] = {}
        self.surveys: dict[int, tuple[list[int], int, int, dict[int | None, str]]] = {}
        self.elsewhere: dict[tuple[int, str], list[tuple[int, list[str]]]] = {}

    def know(self, number: int) -> Known:
        """What is known of mention ``number``."""
        found = self.known.get(number)
        if found is None:
            scene = self.scene
            mention = scene.mentions[number]
            row = scene.rows[mention.paragraph]
            at = mention.atom
            adjacency, lemma = _cue_by(scene, row, at)
            name = ""
            if mention.kind in "PN":
                name = scene.document.text[mention.core.start : mention.core.end].rsplit(None, 1)[-1]
            found = self.known[number] = Known(
                kind_of(scene, mention),
                _class(scene, row, at - 1),
                _next_class(scene, row, at + 1),
                _next_class(scene, row, at + 2),
                adjacency,
                lemma,
                "’" if mention.possessive else "",
                name,
            )
        return found

    def subject(self, number: int, verb: int | None) -> int | None:
        """The mention that is the subject of the verb at ``verb`` of row ``number``."""
        if verb is None:
            return None
        key = (number, verb)
        if key not in self.subjects:
            row = self.scene.rows[number]
            at = subject_of(self.scene, row, verb)
            self.subjects[key] = row[at].ref if at is not None else None
        return self.subjects[key]

    def _whose(self, subject: int | None, speaker: int | None) -> str:
        """Whether the subject of a verb is a mention: s itself, p the same person, o another, - no subject."""
        if subject is None or speaker is None:
            return "-"
        if subject == speaker:
            return "s"
        one, two = self.scene.mentions[subject], self.scene.mentions[speaker]
        return "p" if one.person is not None and one.person == two.person else "o"

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
        governed = self._governed(index)
        self._in_row(row, at, shape, found, governed)
        number = quote.paragraph
        if number > 0:
            self._in_other(number - 1, "-1", _EARLIER, shape, found)
        if number > 1:
            self._in_other(number - 2, "-2", _EARLIEST, shape, found)
        if number + 1 < len(scene.rows):
            self._in_other(number + 1, "+1", _NEXT, shape, found)
        around = _around(scene, row, at, shape, index)
        if previous is not None:
            features = _previous(scene, index, previous, previous_kind, shape, row, at)
            if governed.left_class:
                whose = self._whose(governed.left, speaker)
                features += [f"prev left {whose} {governed.left_class}", f"prev left {whose} {governed.left_class[:1]}"]
                if governed.direct:
                    features.append(f"prev object {whose}")
            if governed.right_class:
                whose = self._whose(governed.right, speaker)
                features += [f"prev right {whose} {governed.right_class}", f"prev right {whose}"]
            found.append(Candidate("prev", features))
        for kind in ("nobody", "null"):
            features = [kind, *(f"{kind} {f}" for f in around)]
            features.append(f"{kind} governed {governed.left_class} {governed.right_class}")
            features.append(f"{kind} lemmas {governed.left_lemma}")
            features.append(f"{kind} governed {governed.left_class[:1]}{governed.right_class[:1]} {shape.form}")
            found.append(Candidate(kind, features))
        return found

    def _governed(self, index: int) -> Governed:
        quote = self.scene.quoted[index]
        row = self.scene.rows[quote.paragraph]
        at = self.scene.place[index]
        left, right = governors(row, at)
        left_class = right_class = ""
        if left is not None:
            gap = [row[k].kind for k in range(left + 1, at)]
            mentions = sum(kind in "PNBpyigG" for kind in gap)
            near = gap[-1] if gap and gap[-1] in {",", ":", "that", "as", "of", "DT", "for"} else ""
            left_class = f"{row[left].kind}{min(mentions, 2)}{near if len(gap) < 3 else near + '+'}"
        if right is not None:
            gap = [row[k].kind for k in range(at + 1, right)]
            mentions = sum(kind in "PNBpyigG" for kind in gap)
            near = gap[0] if gap and gap[0] in {",", "?|", "-", "&", "IN", "VX", "that", "who"} else ""
            right_class = f"{row[right].kind}{min(mentions, 2)}{near if len(gap) < 4 else near + '+'}"
        return Governed(
            self.subject(quote.paragraph, left),
            self.subject(quote.paragraph, right),
            left_class,
            right_class,
            lemma_of(row[left]) if left is not None else "",
            lemma_of(row[right]) if right is not None else "",
            left is not None and _is_object(row, left, at),
        )

    def _in_row(self, row: list[Atom], at: int, shape: Shape, found: list[Candidate], governed: Governed) -> None:
        for direction, step, limit in (("A", 1, _AFTER), ("B", -1, _BEFORE)):
            pattern: list[str] = []
            coarse: list[str] = []
            cues = ""
            boundaries = rank = quotes = distance = 0
            k = at + step
            while 0 <= k < len(row) and distance < _REACH and limit > 0:
                atom = row[k]
                kind = atom.kind
                distance += 1
                if atom.ref >= 0 and kind != "Q":
                    limit -= 1
                    path = Path(direction, pattern, coarse, cues, boundaries, rank, quotes, distance)
                    found.append(Candidate("mention", self._row_features(atom.ref, path, shape, governed), atom.ref))
                    if kind not in "xdt":
                        rank += 1
                elif kind == "Q":
                    quotes += 1
                elif kind in BOUNDARIES:
                    boundaries += 1
                elif kind[0] in "SCTA" and not cues:
                    cues = kind[0]
                if kind not in SKIPPED:
                    shown = collapse(self.scene, atom)
                    if not pattern or pattern[-1] != shown:
                        pattern.append(shown)
                    if shown in _COARSE and (not coarse or coarse[-1] != shown):
                        coarse.append(shown)
                k += step

    def _row_features(self, number: int, path: Path, shape: Shape, governed: Governed) -> list[str]:
        known = self.know(number)
        d = path.direction
        between, rough = _brief(path.pattern), _brief(path.coarse)
        kind, adjacency = known.kind, known.adjacency
        b = f"b{min(path.boundaries, 3)}"
        rank = f"r{min(path.rank, 4)}"
        quotes = f"q{min(path.quotes, 2)}"
        features = [
            f"{d} {between} > {known.right}" if d == "A" else f"{d} {known.left} < {between}",
            f"{d} {between}",
            f"{d} {between} {kind}",
            f"{d} ~ {rough}",
            f"{d} ~ {rough} {shape.ending}",
            f"{d} kind {kind}{known.own} {b} {rank}",
            f"{d} right {known.right} {known.second} {b}",
            f"{d} left {known.left} {b}",
            f"{d} cue {adjacency} {b} {quotes}",
            f"{d} cue {adjacency} {kind}",
            f"{d} ending {shape.ending} {b} {adjacency}",
            f"{d} form {shape.form} {b}",
            f"{d} far {min(path.distance.bit_length(), 6)} {b} c{path.cues}",
            f"{d} rank {rank} {b} c{path.cues} {quotes}",
            f"kind {kind}{known.own}",
            f"{d} place {'s' if known.left in '^|' else 'm'} {b} {kind} w{int(shape.words > 4)}",
        ]
        if known.lemma:
            features.append(f"lemma {known.lemma}")
            features.append(f"{d} lemma {known.lemma} {b}")
        if governed.left_class:
            is_subject = self._whose(governed.left, number)
            features.append(f"subject left {is_subject} {governed.left_class[:1]}")
            if governed.direct:
                features += [f"object {is_subject}", f"object {is_subject} {governed.left_class[:1]}"]
            features.append(f"{d} subject left {is_subject} {governed.left_class}")
            features.append(f"subject left {is_subject} {kind} {b}")
            if governed.left == number:
                features.append(f"subject left {governed.left_lemma}")
        if governed.right_class:
            is_subject = self._whose(governed.right, number)
            features.append(f"subject right {is_subject} {governed.right_class[:1]}")
            features.append(f"{d} subject right {is_subject} {governed.right_class}")
            features.append(f"subject right {is_subject} {kind} {b}")
            if governed.right == number:
                features.append(f"subject right {governed.right_lemma}")
        self._more(number, known, shape, features)
        return features

    def _more(self, number: int, known: Known, shape: Shape, features: list[str]) -> None:
        """What the quotation's own words and the speakers so far say for or against a mention."""
        features.append(f"voice {shape.voice} {known.kind}")
        if known.name:
            features.append(f"inside {int(known.name in shape.inner)} {known.kind}")
        person = self.scene.mentions[number].person
        if person is not None and known.kind in {"P", "p", "who"}:
            features.append(f"spoke {min(self.said.get(person, 0), 2)} {known.kind}")

    def _survey(self, number: int) -> tuple[list[int], int, int, dict[int | None, str]]:
        """Of a row: where its mentions are, whether it quotes, its last boundary, and the subjects of its verbs."""
        found = self.surveys.get(number)
        if found is None:
            row = self.scene.rows[number]
            mentions = [k for k, atom in enumerate(row) if atom.ref >= 0 and atom.kind != "Q"]
            quoted = int(any(atom.kind == "Q" for atom in row))
            last = max((k for k, atom in enumerate(row) if atom.kind in BOUNDARIES), default=-1)
            verbs = [k for k in range(max(0, len(row) - 60), len(row)) if is_cue(row[k])]
            subjects = {self.subject(number, k): row[k].kind for k in verbs}
            found = self.surveys[number] = (mentions, quoted, last, subjects)
        return found

    def _in_other(self, number: int, offset: str, limit: int, shape: Shape, found: list[Candidate]) -> None:
        lone = "W" if shape.whole else "O" if shape.opens else "I"
        near = f"{offset}{lone}"
        rest = self.elsewhere.get((number, near))
        if rest is None:
            rest = self.elsewhere[number, near] = self._seen_from(number, offset, near, limit)
        form = f"{near} form {shape.form}"
        for ref, known_features in rest:
            features = known_features.copy()
            features.append(form)
            self._more(ref, self.know(ref), shape, features)
            found.append(Candidate("mention", features, ref))

    def _seen_from(self, number: int, offset: str, near: str, limit: int) -> list[tuple[int, list[str]]]:
        """The mentions of row ``number`` for a quotation in another, with what holds of them for any such quotation."""
        row = self.scene.rows[number]
        mentions, quoted, last, subjects = self._survey(number)
        chosen = mentions[:limit] if offset == "+1" else mentions[-limit:][::-1]
        closing = row[-1].kind if row else ""
        found: list[tuple[int, list[str]]] = []
        for rank, k in enumerate(chosen):
            known = self.know(row[k].ref)
            kind, adjacency = known.kind, known.adjacency
            subject = "s" if known.left in "^|" else "m"
            where = "l" if k > last else "e"
            governs = subjects.get(row[k].ref, "-")
            features = [
                f"{near} kind {kind}{known.own}",
                f"{near} rank {min(rank, 5)} {kind}",
                f"{near} cue {adjacency} {quoted}",
                f"{near} cue {adjacency} {where}",
                f"{near} left {known.left}",
                f"{near} right {known.right}",
                f"{near} {subject}{where} {kind}",
                f"{near} {subject}{where} {quoted}",
                f"{near} ends {closing} {where}",
                f"{near} subject {governs} {where} {quoted}",
                f"{near} subject {governs} {kind}",
                f"kind {kind}",
                offset,
            ]
            found.append((row[k].ref, features))
        return found


def _is_object(row: list[Atom], verb: int, at: int) -> bool:
    """Whether a quotation belongs to the object of the verb at ``verb``: no other clause begins in between."""
    if row[verb].kind[0] not in "STC":
        return False
    return all(row[k].kind in _OBJECT or row[k].ref >= 0 for k in range(verb + 1, at)) and at - verb < 9


def _brief(pattern: list[str]) -> str:
    return " ".join(pattern) if len(pattern) < 7 else " ".join(pattern[:3]) + ".." + " ".join(pattern[-2:])


def collapse(scene: Scene, atom: Atom) -> str:
    """The class of an atom as patterns show it."""
    kind = _COLLAPSED.get(atom.kind, atom.kind)
    if atom.ref >= 0 and kind in "mgo" and scene.mentions[atom.ref].possessive:
        return kind + "’"
    return kind


def shape_of(scene: Scene, index: int) -> Shape:
    """Return the shape of quotation ``index``."""
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
    whole = len(row) <= _REACH and all(atom.kind in {"Q", "|", "?|", "-"} for atom in row)
    count = len(words)
    size = "1" if count == 1 else "2" if count == 2 else "4" if count <= 4 else "8" if count <= 8 else "9"
    first = inner[:1]
    case = "U" if first.isupper() else "l" if first.islower() else "o"
    titled = count > 1 and all(w[:1].isupper() or len(w) < 4 or not w[:1].isalpha() for w in words)
    voice = "1" if any(word.lower() in _FIRST for word in words) else "-"
    form = f"{ending}{size}{case}{'T' if titled else ''}"
    return Shape(ending, count, whole, at == 0, form, voice, inner)


def _class(scene: Scene, row: list[Atom], at: int) -> str:
    if at < 0:
        return "^"
    if at >= len(row):
        return "$"
    return collapse(scene, row[at])


def _next_class(scene: Scene, row: list[Atom], at: int) -> str:
    """The class of the first atom from ``at`` on that is no adverb, time or number."""
    while at < len(row) and row[at].kind in SKIPPED:
        at += 1
    return _class(scene, row, at)


def _cue_by(scene: Scene, row: list[Atom], at: int) -> tuple[str, str]:
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
            before = _class(scene, row, k - 1)
            if before[0] in "SCTH":
                return before + kind + "M", lemma_of(row[k - 1])
        break
    if _class(scene, row, at + 1) in {",", "(", "-", "IN", "of", "who"}:  # an apposition or clause before the verb
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


def _pattern(scene: Scene, row: list[Atom], start: int, end: int) -> str:
    out: list[str] = []
    for k in range(max(0, start), min(end, len(row))):
        if row[k].kind in SKIPPED:
            continue
        shown = collapse(scene, row[k])
        if not out or out[-1] != shown:
            out.append(shown)
        if len(out) > 40:
            break
    return _brief(out)


def _previous(
    scene: Scene, index: int, previous: int, previous_kind: str, shape: Shape, row: list[Atom], at: int
) -> list[str]:
    quote, before = scene.quoted[index], scene.quoted[previous]
    gap = quote.paragraph - before.paragraph
    right = f"{_class(scene, row, at + 1)} {_next_class(scene, row, at + 2)}"
    features = ["prev", f"prev kind {previous_kind} gap{min(gap, 3)}", f"prev form {shape.form} gap{min(gap, 3)}"]
    if gap == 0:
        start = scene.place[previous] + 1
        pattern = _pattern(scene, row, start, at)
        boundaries = sum(row[k].kind in BOUNDARIES for k in range(start, min(at, start + _REACH)))
        mentions = sum(row[k].ref >= 0 and row[k].kind in "PNBpg" for k in range(start, min(at, start + _REACH)))
        features += [
            f"prev same {pattern}",
            f"prev same {pattern} {shape.ending}",
            f"prev same b{min(boundaries, 3)} m{min(mentions, 3)} {right}",
            f"prev same b{min(boundaries, 3)} m{min(mentions, 3)} {shape.ending}",
            f"prev same b{min(boundaries, 3)} m{min(mentions, 3)} {previous_kind}",
            f"prev same left {_class(scene, row, at - 1)} b{min(boundaries, 3)}",
        ]
    else:
        tail_row = scene.rows[before.paragraph]
        tail = _pattern(scene, tail_row, scene.place[previous] + 1, len(tail_row))
        lead = _pattern(scene, row, 0, at)
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


def _around(scene: Scene, row: list[Atom], at: int, shape: Shape, index: int) -> list[str]:
    quote = scene.quoted[index]
    left = _class(scene, row, at - 1)
    left2 = _class(scene, row, at - 2)
    right = _class(scene, row, at + 1)
    right2 = _next_class(scene, row, at + 2)
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
