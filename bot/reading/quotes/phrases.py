"""Mentions of a paragraph that are several words: names with titles, noun phrases, and what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.reading.people import mention_gender
from bot.reading.quotes.descriptions import Descriptions
from bot.reading.quotes.lexicon import BODY_WORDS, CUES, FEMALE, MALE, MODIFIERS, NOUNS
from bot.reading.quotes.scene import Atom, Mention, MentionKind, Scene
from bot.reading.quotes.tokens import Token
from storage.records import Person, Span

_PARTICLES = frozenset("de la von van der den bin ibn al el da di du dos le ten ter y e".split())
_COMPLEMENTS = frozenset("of to for at in from with".split())
# "Lee of Ohio", "Orsova’s Institute for Tides and Safety"; who holds an office may take any.
_TAKES = {"P": frozenset({"of", "from"}), "b": frozenset({"of", "for"})}
_COMPLEMENTED = frozenset("Pgb")
_NP_LIMIT = 8
_MOST_MODIFIERS = 4  # words from a name to the noun that it qualifies
_SPACES = frozenset({" ", "\u00a0"})
_GAPS = frozenset({" ", ". ", "-", "\u00a0"})
_PLAIN = frozenset({"w", "N", "n"})  # classes of words that may stand in any phrase
_PARTED = frozenset(word for word, cue in CUES.items() if cue.group in {"on", "back"})  # "went (on)", "shot (back)"
_KINDS: dict[str | None, MentionKind] = {"person": "g", "people": "G", "body": "b", "document": "d", None: "x"}


class Phrases(Descriptions):
    """Groups tokens of one paragraph into mentions, and adds them to the paragraph's row of atoms."""

    def __init__(self, scene: Scene, people: Sequence[Person], number: int, tokens: list[Token]) -> None:
        super().__init__(scene)
        self.people = people
        self.number = number
        self.tokens = tokens
        self.depth = 0
        scene.rows.append(self.row)

    def _add(self, kind: str, start: int, end: int, word: str, ref: int) -> None:
        self.row.append(Atom(kind, start, end, word, ref))

    def _mention(self, mention: Mention, word: str) -> None:
        row, mentions = self.row, self.scene.mentions
        mention.atom = len(row)
        start, end = mention.span
        row.append(Atom(mention.kind, start, end, word, len(mentions)))
        mentions.append(mention)

    def _person(self, at: int) -> int:
        token = self.tokens[at]
        person = self.people[token.ref] if token.ref < len(self.people) else None
        start = self._take_described(self._take_modifiers(token.start))
        start = self._take_joined(start, self.text[start : token.start].split())
        core = Span(token.start, token.end)
        mention = Mention(Span(start, token.end), core, "P", self.number, token.ref)
        mention.gender = mention_gender(person) if person else None
        mention.possessive = token.possessive or self._heads(at + 1)
        self._mention(mention, "")
        return self._owned(at, mention)

    def _heads(self, at: int) -> bool:
        """Whether a noun follows at ``at`` that the name right before it qualifies.

        "Sanders protesters", "Hale senior policy adviser".
        """
        for k in range(at, min(at + _MOST_MODIFIERS, len(self.tokens))):
            token = self.tokens[k]
            if token.kind != "w" or self.text[self.tokens[k - 1].end : token.start] not in _SPACES:
                return False
            if token.word not in MODIFIERS:
                return NOUNS.get(token.word) in {"person", "people", "body"}
        return False

    def _complement(self, at: int, kinds: frozenset[str]) -> int:
        """Take "to India" or "of the board" after a mention into it; the index of the token after."""
        tokens = self.tokens
        if at + 1 >= len(tokens) or tokens[at].word not in _COMPLEMENTS or self.row[-1].ref < 0:
            return at
        holder = self.scene.mentions[self.row[-1].ref]
        if (
            holder.possessive
            or holder.kind not in kinds
            or self.text[holder.span.end : tokens[at].start] not in _SPACES
        ):
            return at
        if tokens[at].word not in _TAKES.get(holder.kind, _COMPLEMENTS):
            return at
        if holder.kind == "b" and not self.text[holder.core.start].isupper():
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
            self._take_owned_body()
            return after
        if owner.kind in _COMPLEMENTED:
            return self._complement(at + 1, _COMPLEMENTED)
        return at + 1

    def _take_owned_body(self) -> None:
        """Take a body behind its owner into the name that belongs to it: "Ann Lee of Orsova’s Institute for Tides"."""
        row, mentions = self.row, self.scene.mentions
        if (
            len(row) < 4
            or row[-1].kind != "b"
            or row[-2].kind not in "NB"
            or row[-3].word != "of"
            or row[-4].kind != "P"
        ):
            return
        last = len(mentions) - 1
        if (row[-1].ref, row[-2].ref, row[-4].ref) != (last, last - 1, last - 2) or mentions[last].possessive:
            return
        member, end = mentions[last - 2], row[-1].end
        if member.possessive or row[-1].start != row[-2].start:
            return
        del mentions[last - 1 :]
        del row[-3:]
        member.span = Span(member.span.start, end)
        atom = row[-1]
        row[-1] = Atom(atom.kind, atom.start, end, atom.word, atom.ref)

    def _near(self, left: int, right: int) -> bool:
        """Whether nothing but one space (or the point of an initial) stands between two tokens."""
        gap = self.text[self.tokens[left].end : self.tokens[right].start]
        return gap in _GAPS and not self.tokens[left].possessive

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

    def _report(self, first: int, at: int) -> bool:
        """Whether a verb of speech at ``at`` is a noun that ends a phrase: "the congressional report said"."""
        tokens = self.tokens
        if at == first or at + 1 >= len(tokens) or NOUNS.get(tokens[at].word) != "document":
            return False
        return tokens[at + 1].kind[0] in "STV" and not any(token.word in NOUNS for token in tokens[first:at])

    def _phrase(self, at: int, first: int, start: int | None = None) -> int:
        """A noun phrase from token ``at``; its words begin at ``first`` (after a determiner).

        Returns the index of the token after it. Where no noun follows, the first token is an atom of its own.
        """
        tokens = self.tokens
        end = first
        while end < len(tokens) and end - first < _NP_LIMIT:
            token = tokens[end]
            kind = token.kind
            if kind not in _PLAIN:
                opening = end == first and (
                    kind in {"r", "k"} or ((first > at or start is not None) and kind[0] in "SCTH")
                )
                inside = kind == "M" and not token.possessive and end > first and self._heads(end + 1)
                if not opening and not inside and not self._report(first, end):
                    break
            if end > first:
                before = tokens[end - 1]
                if self.text[before.end : token.start] not in _GAPS and not before.possessive:
                    break
                if kind == "w" and token.word in _PARTED:
                    break
            end += 1
        if end == first:
            if at < first:
                self.row.append(tokens[at])
                return at + 1
            return first
        head = end - 1
        # "the Labour heavyweights wrote": a plural right before the verb is no adverb
        many = first > at and end < len(tokens) and tokens[end].kind in {"S", "T"} and tokens[end - 1].word[-1] == "s"
        # the last noun for a speaker heads the phrase when what follows it is no noun ("the minister angrily")
        for k in range(end - 1, first - 1, -1):
            if tokens[k].word in NOUNS and not (many and k == end - 2):
                head = k
                break
        if NOUNS.get(tokens[head].word) is None:
            head = end - 1
        word = tokens[head].word
        group = NOUNS.get(word)
        if group is None and word.endswith(("man", "woman", "year-old", "ist", "crat")) and len(word) > 5:
            group = "person"
        sort = _KINDS[group]
        bare = at == first and start is None
        if sort == "x" and bare:
            self.row.append(tokens[at])
            return at + 1
        gender: Literal["m", "f"] | None = None
        if sort == "g":
            gender = "f" if word in FEMALE or word.endswith("woman") else "m" if word in MALE else None
        begin = tokens[at].start if start is None else start
        if sort == "g" and bare:
            begin = self._take_joined(begin, None)
        core = Span(tokens[head].start, tokens[head].end)
        if sort == "g":  # "Band member Flea": a single name that no list knows
            while head + 1 < end and tokens[head + 1].kind == "N" and self._near(head, head + 1):
                head += 1
        mention = Mention(Span(begin, tokens[head].end), core, sort, self.number)
        mention.gender = gender
        mention.possessive = tokens[head].possessive
        self._mention(mention, word)
        return self._owned(head, mention)
