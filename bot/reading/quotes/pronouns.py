"""Whom "he" or "she" stands for: a linear model of its own over the persons mentioned before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.quotes.grammar import before
from bot.reading.quotes.model import Names, Term, group, names_of
from bot.reading.quotes.scene import Atom, Mention, Scene
from storage.records import Person

_LOOK_BACK = 24  # mentions
_PARAGRAPHS = 6
_HELPERS = frozenset({"VX", "r", "not"})  # between a subject and its verb
_REACH = 24  # atoms back to the "him" of the sentence before
_OBJECT = frozenset({"IN", "of", "by", "to", "as"})
_VERBS = frozenset({"w", "T", "Tg", "Tb", "C", "Cg", "Cb", "H", "VX"})  # right before an object
_CLAUSE = frozenset({"that", "but", "af", "&"})  # a subject follows these as a rule
_SPEECH = frozenset("STCA")
_INVERTS = frozenset({"Q", ",", "|", "?|", "-"})  # before a verb whose subject follows: "...," said Hale
_BESIDE = 4  # atoms between a pronoun and the words in marks that it may have said


@dataclass(slots=True)
class Antecedent:
    """A mention that a pronoun may point back to, with the person and features."""

    person: int
    terms: list[Term]

    @property
    def features(self) -> list[str]:
        """All features by name."""
        return names_of(self.terms)


class Antecedents:
    """Lists antecedents of the pronouns of one scene, in reading order; ``last`` is whom he and she meant last."""

    def __init__(self, scene: Scene, people: Sequence[Person]) -> None:
        self.scene = scene
        self.named: list[tuple[int, int]] = []
        if scene.quoted:
            self.named = sorted((span.start, index) for index, one in enumerate(people) for span in one.mentions)
        self.last: dict[str, int] = {}
        self.owner: dict[str, tuple[int, int]] = {}  # gender -> whom "his" or "her" meant last, and in which paragraph
        self.often: dict[int, int] = {}
        for mention in scene.mentions:
            if mention.kind == "P" and mention.person is not None:
                self.often[mention.person] = self.often.get(mention.person, 0) + 1

    def of(self, index: int) -> list[Antecedent]:
        """The antecedents of the pronoun that is mention ``index``, nearest first; none of the other gender."""
        scene, mentions = self.scene, self.scene.mentions
        mention = mentions[index]
        found: list[Antecedent] = []
        order: dict[int, int] = {}
        genders = [
            other
            for other in mentions[max(0, index - _LOOK_BACK) : index]
            if other.person is not None and mention.paragraph - other.paragraph <= _PARAGRAPHS and _fits(mention, other)
        ]
        rivals = min(len({other.person for other in genders}), 4)
        barred = _barred(scene, mention)
        inside = {other.person for other in genders if other.paragraph == mention.paragraph} - {barred}
        here = _context(scene, mention)
        spoken_of = self._spoken_of(mention)
        for other in reversed(genders):
            assert other.person is not None
            if other.person == barred:
                continue
            rank = order.setdefault(other.person, len(order))
            distance = mention.paragraph - other.paragraph
            gap = f"d{min(distance, 3)}" if distance else "same"
            row = scene.rows[other.paragraph]
            left = before(row, _first(scene, row, other))
            place = "s" if left in {"^", "|", "?|"} else "c" if left in _CLAUSE else left
            speaks = _speaks(row, other.atom)
            own = "’" if other.possessive else ""
            sure = "k" if other.gender else "u"
            role = "own" if other.possessive else "object" if left in _OBJECT or left in _VERBS else "subject"
            often = min(self.often.get(other.person, 0).bit_length(), 5)
            terms: list[Term] = [
                (_ranked, min(rank, 4), rivals, gap, sure, often),
                (_standing, role, other.kind, own, place, gap, here),
                (_speaking, speaks, min(rank, 2), gap, here),
            ]
            if inside:
                terms.append((_paragraph, min(len(inside), 2), other.person in inside, here))
            if other.person in spoken_of:
                terms.append((_named_in_it, here))
            if self.last.get(mention.gender or "") == other.person:
                terms.append((_last,))
            owner = self.owner.get(mention.gender or "")
            if owner is not None and mention.paragraph - owner[1] < 2:
                terms.append((_owner, owner[0] == other.person))
            found.append(Antecedent(other.person, terms))
        return found

    def _spoken_of(self, pronoun: Mention) -> set[int]:
        """Whom the words in marks beside a pronoun name: few speak of themselves by name."""
        row, at = self.scene.rows[pronoun.paragraph], pronoun.atom
        found: set[int] = set()
        for step in (-1, 1):
            for k in range(at + step, at + step * (_BESIDE + 1), step):
                if not 0 <= k < len(row):
                    break
                if row[k].kind == "Q":
                    inner = self.scene.quoted[row[k].ref].inner
                    first = bisect_left(self.named, (inner.start, -1))
                    last = bisect_left(self.named, (inner.end, -1))
                    found.update(person for _, person in self.named[first:last])
        return found


def teller_of(scene: Scene, pronoun: Mention) -> int | None:
    """The person who is the subject of the verb of speech right before the pronoun: "Hale said (that) he ..."."""
    row, at = scene.rows[pronoun.paragraph], pronoun.atom - 1
    at -= at >= 0 and row[at].kind == "that"
    if at < 1 or row[at].kind[0] not in "STC" or row[at - 1].kind != "P":
        return None
    teller = scene.mentions[row[at - 1].ref]
    return teller.person if _fits(pronoun, teller) else None


def _barred(scene: Scene, pronoun: Mention) -> int | None:
    """Whom the sentence forbids: "X, he added, was right" isn't X; of "X asks him why. ... he replies" neither."""
    row, at = scene.rows[pronoun.paragraph], pronoun.atom
    if 1 < at < len(row) - 2 and row[at - 1].kind == "," and row[at + 2].kind == "," and row[at + 1].kind[0] in "STC":
        inserted = row[at - 2].ref if row[at - 2].kind == "P" else -1
        if inserted >= 0:
            return scene.mentions[inserted].person
    if pronoun.gender != "m":
        return None
    for k in range(at - 1, max(0, at - _REACH), -1):
        if row[k].kind == "P":
            return None
        if row[k].kind == "h" and row[k].word == "him":
            subject = k - 3 if row[k - 2].kind in _HELPERS else k - 2
            named = subject >= 0 and row[subject].kind == "P" and row[k - 1].kind not in _OBJECT
            return scene.mentions[row[subject].ref].person if named else None
    return None


def _first(scene: Scene, row: list[Atom], mention: Mention) -> int:
    """The first atom of a mention that begins with the name of another: "Hale adviser Ann Cole"."""
    at = mention.atom
    while at > 0 and row[at - 1].ref >= 0 and row[at - 1].kind != "Q" and row[at - 1].start >= mention.span.start:
        at -= 1
    return at


# The groups of features that the terms name.


@group
def _ranked(rank: int, rivals: int, gap: str, sure: str, often: int) -> Names:
    return f"rank {rank}", f"rank {rank} {rivals}", f"rank {rank} {gap}", f"gender {sure}", f"often {often}"


@group
def _standing(role: str, kind: str, own: str, place: str, gap: str, here: str) -> Names:
    return (
        f"role {role}",
        f"gap {gap} {here}",
        f"kind {kind}{own} {gap}",
        f"place {place}{own} {gap}",
        f"here {here} {place} {gap}",
    )


@group
def _speaking(speaks: str, rank: int, gap: str, here: str) -> Names:
    return f"speaks {speaks} {gap}", f"speaks {speaks} r{rank} {here}"


@group
def _paragraph(named: int, inside: bool, here: str) -> Names:
    """How many the paragraph names before the pronoun, and whether this is one of them."""
    return f"named {named} {inside}", f"named {named} {inside} {here}"


@group
def _named_in_it(here: str) -> Names:
    return "in quotation", f"in quotation {here}"


@group
def _last() -> Names:
    return ("last",)


@group
def _owner(same: bool) -> Names:
    return ("owner" if same else "not owner",)


def _fits(pronoun: Mention, other: Mention) -> bool:
    if other.kind not in {"P", "p", "g", "who"}:
        return False
    return other.gender is None or pronoun.gender is None or other.gender == pronoun.gender


def _context(scene: Scene, mention: Mention) -> str:
    """Where the pronoun stands: after a quotation, first in its sentence, or inside."""
    row = scene.rows[mention.paragraph]
    left = before(row, mention.atom)
    if left in {"^", "|"}:
        return "first" if mention.atom < 2 else "starts"
    if left in {"Q", "?|"} or (left == "," and mention.atom > 1 and row[mention.atom - 2].kind == "Q"):
        return "quote" if any(a.kind == "|" for a in row[max(0, mention.atom - 60) : mention.atom]) else "quote1"
    return "that" if left in {"S", "that", "T"} else "inside"


def _speaks(row: list[Atom], at: int) -> str:
    """Whether a verb of speech is beside a mention: s that of its subject, o one that others are the subject of."""
    if at + 1 < len(row) and row[at + 1].kind[0] in _SPEECH:
        return "s"
    if at < 1 or row[at - 1].kind[0] not in _SPEECH:
        return "-"
    return "s" if row[at - 1].kind == "A" or at < 2 or row[at - 2].kind in _INVERTS else "o"
