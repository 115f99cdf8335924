"""The verbs that may govern a quotation, and whether a mention is their subject."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading.quotes.grammar import governors, lemma_of, subject_of
from bot.reading.quotes.scene import Atom, Scene

_OBJECT = frozenset("w as DT n of h r k IN to that : , his".split())


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


class Subjects:
    """The subjects of the verbs of one scene; each is worked out once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.known: dict[tuple[int, int], int | None] = {}
        self.around: dict[int, Governed] = {}

    def of(self, number: int, verb: int | None) -> int | None:
        """The mention that is the subject of the verb at ``verb`` of row ``number``."""
        if verb is None:
            return None
        key = (number, verb)
        if key not in self.known:
            row = self.scene.rows[number]
            at = subject_of(self.scene, row, verb)
            self.known[key] = row[at].ref if at is not None else None
        return self.known[key]

    def whose(self, subject: int | None, speaker: int | None) -> str:
        """Whether the subject of a verb is a mention: s itself, p the same person, o another, - no subject."""
        if subject is None or speaker is None:
            return "-"
        if subject == speaker:
            return "s"
        one, two = self.scene.mentions[subject], self.scene.mentions[speaker]
        return "p" if one.person is not None and one.person == two.person else "o"

    def governing(self, index: int) -> Governed:
        """The verbs around quotation ``index``."""
        found = self.around.get(index)
        if found is None:
            found = self.around[index] = self._governing(index)
        return found

    def _governing(self, index: int) -> Governed:
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
            self.of(quote.paragraph, left),
            self.of(quote.paragraph, right),
            left_class,
            right_class,
            lemma_of(row[left]) if left is not None else "",
            lemma_of(row[right]) if right is not None else "",
            left is not None and _is_object(row, left, at),
        )


def _is_object(row: list[Atom], verb: int, at: int) -> bool:
    """Whether a quotation belongs to the object of the verb at ``verb``: no other clause begins in between."""
    if row[verb].kind[0] not in "STC":
        return False
    return all(row[k].kind in _OBJECT or row[k].ref >= 0 for k in range(verb + 1, at)) and at - verb < 9
