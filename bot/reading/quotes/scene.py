"""An article as a row of atoms: outside quotations, every word is a class; a quotation or a mention is one atom.

The patterns from which a speaker is chosen are read from these rows, so that "the minister, who had arrived late, told
reporters" and "Ms Lopez, who was in town, told aides" look alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.reading.people import mention_gender
from bot.reading.quotes.lexicon import BODY_WORDS, CLOSED, CUES, FEMALE, HONORIFICS, MALE, MODIFIERS, NOUNS
from bot.reading.quotes.marks import Quoted
from bot.reading.text import Document
from storage.records import Person, Span

MentionKind = Literal["P", "N", "B", "p", "y", "i", "t", "g", "G", "b", "d", "x", "who"]
# P a person's name, N another capitalised name, B a name with a word for a body in it, p he/she, y they, i I/we, t it,
# who a relative pronoun, g "the minister", G "officials", b "the ministry", d "the report",
# x any other noun phrase with a determiner.

_NAMED = frozenset("PNBgG")
_TOKEN = re.compile(r"[@#]?\w+(?:[-’'.&/]\w+)*|[^\w\s]")
_PARTICLES = frozenset("de la von van der den bin ibn al el da di du dos le ten ter y e".split())
_CUE_CLASS = {"say": "S", "tell": "T", "write": "S", "call": "C", "hold": "H", "on": "w", "back": "w"}
_COMPLEMENTS = frozenset("of to for at in from with".split())
_COMPLEMENTED = frozenset("Pg")
_NP_LIMIT = 8
# Classes of tokens that may begin an atom of several tokens, or a mention.
_GROUPED = frozenset({"(", "Q", "M", "N", "DT", "his", "who", "p", "y", "i", "t", "that", "A", "w"})
_DATELINE_WITHIN = 2  # paragraphs, so that a headline may come first
_DATELINE_TOKENS = 12


@dataclass(slots=True)
class Mention:
    """A possible speaker. ``span`` has title and modifiers, ``core`` the name or the head noun."""

    span: Span
    core: Span
    kind: MentionKind
    paragraph: int
    person: int | None = None
    gender: Literal["m", "f"] | None = None
    atom: int = -1
    possessive: bool = False
    spread: tuple[tuple[int, float], ...] = ()  # for a pronoun: persons it may stand for, with probabilities
    of: int = -1  # for "who": the mention that it follows


class Atom(NamedTuple):
    """One atom of a paragraph: class, place, lower-case word, index of the quotation or mention it stands for."""

    kind: str
    start: int
    end: int
    word: str
    ref: int


@dataclass(slots=True)
class Scene:
    """All that the choice of speakers looks at. ``rows`` holds the atoms of each paragraph."""

    document: Document
    quoted: list[Quoted]
    mentions: list[Mention] = field(default_factory=list)
    rows: list[list[Atom]] = field(default_factory=list)
    labels: dict[int, int] = field(default_factory=dict)  # index of a quotation -> mention that labels it
    place: dict[int, int] = field(default_factory=dict)  # index of a quotation -> index of its atom in its row


class _Token(NamedTuple):
    kind: str  # class, "Q", "|", "M" for a person's mention, "N" for a capitalised word, "w" for any other
    start: int
    end: int
    word: str
    ref: int
    possessive: bool


def build_scene(document: Document, people: Sequence[Person], quoted: list[Quoted]) -> Scene:
    """Return the rows of atoms of ``document``. Linear in the text."""
    scene = Scene(document, quoted)
    named = sorted({(span.start, span.end, i) for i, person in enumerate(people) for span in person.mentions})
    starts = {sentence.start for sentence in document.sentences}
    by_paragraph: list[list[int]] = [[] for _ in document.paragraphs]
    for index, quote in enumerate(quoted):
        by_paragraph[quote.paragraph].append(index)
    at = 0
    for number, paragraph in enumerate(document.paragraphs):
        while at < len(named) and named[at][0] < paragraph.start:
            at += 1
        first = at
        while at < len(named) and named[at][0] < paragraph.end:
            at += 1
        tokens = _tokens(scene, paragraph, by_paragraph[number], named[first:at], starts)
        _Row(scene, people, number, tokens).build()
    return scene


def tokens_inside(document: Document, people: Sequence[Person], inside: Span) -> Scene:
    """The row of atoms of one stretch (the words of a quotation), as a scene of its own with one paragraph."""
    sentences = tuple(s for s in document.sentences if inside.start <= s.start < inside.end)
    part = Document(document.text, (inside,), sentences)
    return build_scene(part, people, [])


def _tokens(
    scene: Scene, paragraph: Span, quotes: list[int], named: list[tuple[int, int, int]], starts: set[int]
) -> list[_Token]:
    text = scene.document.text
    out: list[_Token] = []
    position = paragraph.start
    for index in quotes:
        outer = scene.quoted[index].outer
        _plain_tokens(text, position, outer.start, named, starts, out)
        if outer.start in starts and outer.start > paragraph.start:
            out.append(_Token("|", outer.start, outer.start, "|", -1, False))
        out.append(_Token("Q", outer.start, outer.end, "", index, False))
        position = outer.end
    _plain_tokens(text, position, paragraph.end, named, starts, out)
    return out


def _plain_tokens(
    text: str,
    start: int,
    end: int,
    named: list[tuple[int, int, int]],
    starts: set[int],
    out: list[_Token],
) -> None:
    at = bisect_left(named, (start, 0, 0))
    following = named[at][0] if at < len(named) else end  # where the next name begins
    before = out[-1].kind if out else ""
    for match in _TOKEN.finditer(text, start, end):
        begin, stop = match.span()
        word = match.group()
        if begin in starts and before:
            out.append(_Token("|", begin, begin, "|", -1, False))
            before = "|"
        if begin >= following:
            while at < len(named) and named[at][1] <= begin:
                at += 1
            following = named[at][0] if at < len(named) else end
            if following <= begin:
                if before == "M" and out[-1].ref == named[at][2] and out[-1].start == following:
                    continue
                name_end = min(named[at][1], end)
                rest = text[name_end : name_end + 2]
                possessive = rest in {"’s", "'s"} or (
                    rest[:1] in {"’", "'"} and text[name_end - 1] == "s" and rest[1:2].isspace()
                )
                out.append(_Token("M", following, name_end, "", named[at][2], possessive))
                before = "M"
                continue
        if before == "M" and begin < out[-1].end + 3 and word in {"’", "'", "s", "’s", "'s"}:
            continue
        if stop - begin == 1 and not word.isalnum():
            kind = _PUNCTUATION.get(word, "")
            if kind:
                out.append(_Token(kind, begin, stop, word, -1, False))
                before = kind
            continue
        possessive = False
        last = word[-1]
        if last == "s" or last == "S":
            if word[-2:] in {"’s", "'s"}:
                stop -= 2
                word = word[:-2]
                possessive = True
            elif text[stop : stop + 1] in {"’", "'"} and text[stop + 1 : stop + 2].isspace():
                possessive = True
        before, lower = _classified(word, before in _OPENING)
        out.append(_Token(before, begin, stop, lower, -1, possessive))


_OPENING = frozenset({"", "|", ":", "-"})
_PUNCTUATION = {
    ",": ",", ":": ":", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")", "?": "?", "!": "?", "…": "-",
    **dict.fromkeys("—–-―−‒", "-"),
}  # fmt: skip


@lru_cache(maxsize=20_000)
def _classified(word: str, first: bool) -> tuple[str, str]:
    """The class of a word and its lower-case form; ``first`` where a sentence begins with it."""
    lower = word.lower()
    closed = CLOSED.get(lower)
    if word[0].isupper() or word[0] == "@":
        if closed and (first or closed in {"k", "i"} or len(word) == 1):
            return closed, lower
        if first and (lower in CUES or lower == "according"):
            return _cue_kind(lower), lower
        if first and len(lower) > 6 and lower.endswith("ing"):
            return "w", lower
        if closed in {"p", "y", "t", "his", "DT", "that", "VX", "IN", "to", "of", "by", "but"}:
            return closed, lower
        return "N", lower
    if closed:
        return closed, lower
    if lower in CUES or lower == "according":
        return _cue_kind(lower), lower
    if word[0].isdigit():
        return "n", lower
    if len(lower) > 4 and lower.endswith("ly"):
        return "r", lower
    return "w", lower


def _cue_kind(lower: str) -> str:
    if lower == "according":
        return "A"
    cue = CUES[lower]
    kind = _CUE_CLASS[cue.group]
    return kind if cue.form == "f" or kind == "w" else kind + cue.form


class _Row:
    """Groups the tokens of one paragraph into atoms and mentions."""

    def __init__(self, scene: Scene, people: Sequence[Person], number: int, tokens: list[_Token]) -> None:
        self.scene = scene
        self.people = people
        self.number = number
        self.tokens = tokens
        self.text = scene.document.text
        self.row: list[Atom] = []
        self.depth = 0
        scene.rows.append(self.row)

    def build(self) -> None:
        tokens, row = self.tokens, self.row
        at = self._dateline()
        while at < len(tokens):
            token = tokens[at]
            kind = token.kind
            if kind not in _GROUPED or (kind == "w" and token.word not in NOUNS and token.word not in CUES):
                row.append(Atom(kind, token.start, token.end, token.word, -1))
                at += 1
            elif kind == "(" and (after := self._bracketed_date(at)):
                at = after
            elif kind == "Q":
                self.scene.place[token.ref] = len(self.row)
                self._add("Q", token.start, token.end, "", token.ref)
                at += 1
                self._boundary_after_quote(token, at)
            elif kind == "M":
                at = self._person(at)
            elif kind == "N":
                at = self._name(at)
            elif kind in {"DT", "his"}:
                at = self._phrase(at, at + 1)
            elif kind == "who" and token.word == "who" and self._relative(token):
                at += 1
            elif kind in {"p", "y", "i", "t"}:
                self._pronoun(token)
                at += 1
            elif kind == "w" and token.word in NOUNS:
                at = self._phrase(at, at)
            elif kind == "that" and at + 1 < len(tokens) and tokens[at + 1].word in NOUNS:
                at = self._phrase(at, at + 1)
            elif kind == "w" and token.word in CUES:  # "went on", "shot back"
                particle = tokens[at + 1] if at + 1 < len(tokens) else None
                group = CUES[token.word].group
                if particle is not None and particle.word == group:
                    self._add("S", token.start, particle.end, token.word, -1)
                    at += 2
                else:
                    self._add("w", token.start, token.end, token.word, -1)
                    at += 1
            elif kind == "A":
                particle = tokens[at + 1] if at + 1 < len(tokens) else None
                if particle is not None and particle.word == "to":
                    self._add("A", token.start, particle.end, "according to", -1)
                    at += 2
                else:
                    self._add("w", token.start, token.end, token.word, -1)
                    at += 1
            else:
                self._add(kind, token.start, token.end, token.word, -1)
                at += 1

    def _dateline(self) -> int:
        """The index of the token after a dateline ("New Delhi:", "PARIS (AP) —"), 0 where there is none."""
        tokens = self.tokens
        if self.number > _DATELINE_WITHIN or not tokens or tokens[0].kind != "N":
            return 0
        for at, token in enumerate(tokens[:_DATELINE_TOKENS]):
            if token.kind in {":", "-"}:
                following = tokens[at + 1].kind if at + 1 < len(tokens) else "Q"
                return 0 if following == "Q" and token.kind == ":" else at + 1
            if token.kind not in {"N", "k", "n", ",", "(", ")"}:
                return 0
        return 0

    def _bracketed_date(self, at: int) -> int:
        """The index of the token after "(Jan 13)" beginning at ``at``, 0 where that is something else."""
        for k in range(at + 1, min(at + 6, len(self.tokens))):
            if self.tokens[k].kind == ")":
                return k + 1
            if self.tokens[k].kind not in {"k", "n", ","}:
                return 0
        return 0

    def _add(self, kind: str, start: int, end: int, word: str, ref: int) -> None:
        self.row.append(Atom(kind, start, end, word, ref))

    def _mention(self, mention: Mention, word: str) -> None:
        mention.atom = len(self.row)
        self.row.append(Atom(mention.kind, mention.span.start, mention.span.end, word, len(self.scene.mentions)))
        self.scene.mentions.append(mention)

    def _boundary_after_quote(self, token: _Token, following: int) -> None:
        """A quotation that ends in a full stop ends a sentence when what follows starts like a new one."""
        quote = self.scene.quoted[token.ref]
        last = self.text[quote.inner.end - 1]
        outside = self.text[quote.outer.end : quote.outer.end + 1]
        if following >= len(self.tokens) or self.tokens[following].kind == "|":
            return
        after = self.text[self.tokens[following].start]
        if (last in ".?!…" or outside in {".", "?", "!"}) and not after.islower() and after not in ",;:)-—–":
            kind = "|" if last == "." or outside == "." else "?|"
            self._add(kind, token.end, token.end, kind, -1)

    def _pronoun(self, token: _Token) -> None:
        gender: Literal["m", "f"] | None = None
        if token.kind == "p":
            gender = "m" if token.word == "he" else "f"
        span = Span(token.start, token.end)
        kinds: dict[str, MentionKind] = {"p": "p", "y": "y", "i": "i", "t": "t"}
        self._mention(Mention(span, span, kinds[token.kind], self.number, None, gender), token.word)

    def _relative(self, token: _Token) -> bool:
        """ "who" right after a mention is a mention of the same one."""
        k = len(self.row) - 1
        if k >= 0 and self.row[k].kind == ",":
            k -= 1
        if k < 0 or self.row[k].kind not in _NAMED:
            return False
        span = Span(token.start, token.end)
        mention = Mention(span, span, "who", self.number)
        mention.of = self.row[k].ref
        self._mention(mention, "who")
        return True

    def _person(self, at: int) -> int:
        token = self.tokens[at]
        person = self.people[token.ref] if token.ref < len(self.people) else None
        start = self._take_modifiers(token.start)
        core = Span(token.start, token.end)
        mention = Mention(Span(start, token.end), core, "P", self.number, token.ref)
        mention.gender = mention_gender(person) if person else None
        mention.possessive = token.possessive
        self._mention(mention, "")
        return self._owned(at, mention)

    def _complement(self, at: int, kinds: frozenset[str]) -> int:
        """Take "to India" or "of the board" after a mention into it; the index of the token after."""
        tokens = self.tokens
        if at + 1 >= len(tokens) or tokens[at].word not in _COMPLEMENTS or self.row[-1].ref < 0:
            return at
        holder = self.scene.mentions[self.row[-1].ref]
        if holder.possessive or holder.kind not in kinds or self.text[holder.span.end : tokens[at].start] != " ":
            return at
        if tokens[at].word not in ({"of", "from"} if holder.kind == "P" else _COMPLEMENTS):
            return at
        after = at + 1
        while after < len(tokens) and after - at < 7 and self._near(after - 1, after):
            kind = tokens[after].kind
            if kind != "N" and not (kind == "DT" and after == at + 1) and not (kind in {"of", "&"} and after > at + 1):
                break
            after += 1
        while after > at + 1 and tokens[after - 1].kind != "N":
            after -= 1
        if after == at + 1 or tokens[after - 1].possessive:
            return at
        holder.span = Span(holder.span.start, tokens[after - 1].end)
        atom = self.row[-1]
        self.row[-1] = Atom(atom.kind, atom.start, holder.span.end, atom.word, atom.ref)
        return after

    def _owned(self, at: int, owner: Mention) -> int:
        """After "Trump’s": what is his ("Trump’s campaign") is a mention of its own."""
        if owner.possessive and at + 1 < len(self.tokens) and self.depth < 3:
            self.depth += 1
            after = self._phrase(at + 1, at + 1, owner.span.start)
            self.depth -= 1
            return after
        if owner.kind in _COMPLEMENTED:
            return self._complement(at + 1, _COMPLEMENTED)
        return at + 1

    def _take_modifiers(self, start: int) -> int:
        """Take the title or description right before a name ("Commerce Secretary", "the aide") into its mention."""
        while self.row:
            atom = self.row[-1]
            if self.text[atom.end : start].strip(" ") or start - atom.end > 2:
                return start
            if atom.kind in {"N", "B", "g", "b", "x"}:
                last = self.text[atom.start : atom.end].rsplit(None, 1)[-1].lower().rstrip(".")
                if NOUNS.get(last) != "person" and last not in HONORIFICS:
                    return start
                if atom.ref != len(self.scene.mentions) - 1:
                    return start
                self.scene.mentions.pop()
            elif not (atom.kind == "w" and (atom.word in MODIFIERS or NOUNS.get(atom.word) == "person")):
                return start
            start = atom.start
            self.row.pop()
        return start

    def _near(self, left: int, right: int) -> bool:
        """Whether nothing but one space (or the point of an initial) stands between two tokens."""
        gap = self.text[self.tokens[left].end : self.tokens[right].start]
        return gap in {" ", ". ", "-", "\u00a0"} and not self.tokens[left].possessive

    def _name(self, at: int) -> int:
        """A run of capitalised words that is no person's known mention."""
        end = at
        tokens = self.tokens
        while end + 1 < len(tokens) and self._near(end, end + 1):
            after = tokens[end + 1]
            if after.kind == "N":
                end += 1
            elif (
                (after.word in _PARTICLES or after.word in {"of", "for", "&", "and"})
                and end + 2 < len(tokens)
                and tokens[end + 2].kind == "N"
                and self._near(end + 1, end + 2)
                and (after.word in _PARTICLES or tokens[end].word in BODY_WORDS or tokens[end].word in {"secretary"})
            ):
                end += 2
            else:
                break
            if end - at > 12:
                break
        words = [t.word for t in tokens[at : end + 1]]
        follow = end
        # "Trump spokeswoman", "Republican presidential nominee": a lower-case head for the run
        while follow + 1 < len(tokens) and tokens[follow + 1].kind == "w" and self._near(follow, follow + 1):
            follow += 1
            if follow - end > 4:
                break
        heads = [k for k in range(end + 1, follow + 1) if tokens[k].word in NOUNS]
        if heads and NOUNS[tokens[heads[-1]].word] != "document":
            return self._phrase(at, at)
        span = Span(tokens[at].start, tokens[end].end)
        kind: MentionKind = "N"
        alone = self.text[span.start : span.end]
        if BODY_WORDS.intersection(words) or (len(words) == 1 and len(alone) > 1 and alone.isupper()):
            kind = "B"
        mention = Mention(span, span, kind, self.number, possessive=tokens[end].possessive)
        self._mention(mention, words[-1])
        return self._owned(end, mention)

    def _phrase(self, at: int, first: int, start: int | None = None) -> int:
        """A noun phrase from token ``at``; its words begin at ``first`` (after a determiner).

        Returns the index of the token after it. Where no noun follows, the first token is an atom of its own.
        """
        tokens = self.tokens
        end = first
        while end < len(tokens) and end - first < _NP_LIMIT:
            token = tokens[end]
            opening = end == first and (
                token.kind in {"r", "k"} or ((first > at or start is not None) and token.kind[0] in "SCTH")
            )
            if token.kind not in {"w", "N", "n"} and not opening:
                break
            gap = self.text[tokens[end - 1].end : token.start] if end > first else " "
            if gap not in {" ", ". ", "\u00a0", "-"} and not tokens[end - 1].possessive:
                break
            if token.kind == "w" and token.word in CUES and CUES[token.word].group in {"on", "back"} and end > first:
                break
            end += 1
        if end == first:
            if at < first:
                token = tokens[at]
                self._add(token.kind, token.start, token.end, token.word, -1)
                return at + 1
            return first
        head = end - 1
        # the last noun for a speaker heads the phrase when what follows it is no noun ("the minister angrily")
        for k in range(end - 1, first - 1, -1):
            if tokens[k].word in NOUNS:
                head = k
                break
        if NOUNS.get(tokens[head].word) is None:
            head = end - 1
        word = tokens[head].word
        group = NOUNS.get(word)
        if group is None and word.endswith(("man", "woman", "year-old", "ist", "crat")) and len(word) > 5:
            group = "person"
        kinds: dict[str | None, MentionKind] = {"person": "g", "people": "G", "body": "b", "document": "d", None: "x"}
        kind = kinds[group]
        bare = at == first and start is None
        if kind == "x" and bare:
            token = tokens[at]
            self._add(token.kind, token.start, token.end, token.word, -1)
            return at + 1
        gender: Literal["m", "f"] | None = None
        if kind == "g":
            gender = "f" if word in FEMALE or word.endswith("woman") else "m" if word in MALE else None
        begin = tokens[at].start if start is None else start
        mention = Mention(Span(begin, tokens[head].end), Span(tokens[head].start, tokens[head].end), kind, self.number)
        mention.gender = gender
        mention.possessive = tokens[head].possessive
        self._mention(mention, word)
        return self._owned(head, mention)
