"""Makes the rows of atoms of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.reading.quotes.lexicon import CUES, NOUNS
from bot.reading.quotes.marks import Quoted
from bot.reading.quotes.phrases import Phrases
from bot.reading.quotes.scene import Mention, MentionKind, Scene
from bot.reading.quotes.tokens import Token, tokens_of
from bot.reading.text import Document
from storage.records import Person, Span

_NAMED = frozenset("PNBgG")
_THINGS = frozenset("dxb")  # what "that" may follow where "who" can't
_FINITE = frozenset({"S", "T", "C"})
_SPECIAL = NOUNS.keys() | CUES.keys()
# Classes of tokens that may begin an atom of several tokens, or a mention.
_GROUPED = frozenset({"(", "Q", "M", "N", "DT", "his", "who", "p", "y", "i", "t", "that", "A", "w"})
_DATELINE_WITHIN = 2  # paragraphs, so that a headline may come first
_DATELINE_TOKENS = 12


def build_scene(document: Document, people: Sequence[Person], quoted: list[Quoted]) -> Scene:
    """Return the rows of atoms of ``document``. Linear in the text."""
    scene = Scene(document, quoted)
    named = sorted({(span.start, span.end, i) for i, person in enumerate(people) for span in person.mentions})
    starts = [*(sentence.start for sentence in document.sentences), len(document.text) + 1]
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
        tokens = tokens_of(quoted, document.text, paragraph, by_paragraph[number], named[first:at], starts)
        Row(scene, people, number, tokens).build()
    return scene


def scene_inside(document: Document, people: Sequence[Person], inside: Span) -> Scene:
    """The row of atoms of one stretch (the words of a quotation), as a scene of its own with one paragraph."""
    sentences = tuple(s for s in document.sentences if inside.start <= s.start < inside.end)
    part = Document(document.text, (inside,), sentences)
    return build_scene(part, people, [])


class Row(Phrases):
    """Groups the tokens of one paragraph into atoms and mentions."""

    def build(self) -> None:
        """Fill the row."""
        tokens, row = self.tokens, self.row
        count = len(tokens)
        at = self._dateline()
        while at < count:
            token = tokens[at]
            kind = token.kind
            if kind not in _GROUPED or (kind == "w" and token.word not in _SPECIAL):
                row.append(token)
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
                if row and row[-1].word == "who" and token.word.endswith("s"):  # "who chairs the panel"
                    row.append(token)
                    at += 1
                else:
                    at = self._phrase(at, at)
            elif kind == "that" and self._governed(at + 1) and self._relative(token, _THINGS):
                at += 1  # "a headline that said"
            elif kind == "that" and at + 1 < len(tokens) and tokens[at + 1].word in NOUNS:
                at = self._phrase(at, at + 1)
            elif kind == "w" and token.word in CUES:  # "went on", "shot back"
                particle = tokens[at + 1] if at + 1 < len(tokens) else None
                group = CUES[token.word].group
                if particle is not None and particle.word == group:
                    self._add("S", token.start, particle.end, token.word, -1)
                    at += 2
                else:
                    row.append(token)
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
                row.append(token)
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

    def _boundary_after_quote(self, token: Token, following: int) -> None:
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

    def _pronoun(self, token: Token) -> None:
        gender: Literal["m", "f"] | None = None
        if token.kind == "p":
            gender = "m" if token.word == "he" else "f"
        span = Span(token.start, token.end)
        kinds: dict[str, MentionKind] = {"p": "p", "y": "y", "i": "i", "t": "t"}
        self._mention(Mention(span, span, kinds[token.kind], self.number, None, gender), token.word)

    def _governed(self, at: int) -> bool:
        """Whether a verb of speech in the past or third person stands at ``at``."""
        return at < len(self.tokens) and self.tokens[at].kind in _FINITE

    def _relative(self, token: Token, kinds: frozenset[str] = _NAMED) -> bool:
        """ "who" right after a mention of one of ``kinds`` is a mention of the same one."""
        k = len(self.row) - 1
        if k >= 0 and self.row[k].kind == "," and kinds is _NAMED:
            k -= 1
        if k < 0 or self.row[k].kind not in kinds:
            return False
        span = Span(token.start, token.end)
        mention = Mention(span, span, "who", self.number)
        mention.of = self.row[k].ref
        self._mention(mention, "who")
        return True
