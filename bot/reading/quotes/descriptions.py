"""What goes before a name and describes its bearer: titles, modifiers, and what "and" joins to them."""

from __future__ import annotations

from bot.reading.quotes.lexicon import HONORIFICS, MODIFIERS, NOUNS
from bot.reading.quotes.scene import Atom, Scene

_MOST_DESCRIBING = 3  # words between "said" and the title or name of who said it
_PLAIN = frozenset({"w", "Sb", "Tb", "Cb", "Hb"})  # of nouns that no list knows, or that look like verbs ("project")
_DETERMINERS = frozenset("the a an his her their its our my".split())
_ORDINALS = frozenset({"1st", "2nd", "3rd", "4th", "5th"})  # of ranks: "1st Lt."
_SPACES = frozenset({" ", "\u00a0"})


class Descriptions:
    """Takes the atoms at the end of the row of a paragraph into the mention that is about to be added to it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.document.text
        self.row: list[Atom] = []

    def _take_modifiers(self, start: int) -> int:
        """Take the title or description right before a name ("Commerce Secretary", "the aide") into its mention.

        A body right before a title goes with it: "Dock Workers Union Secretary-Treasurer", "Air Force 1st Lt.".
        """
        name = start
        while self.row:
            atom = self.row[-1]
            gap = self.text[atom.end : start]
            dotted = gap == ". " and atom.word in HONORIFICS  # "Mr. Gor", "Rep. Lopez"
            if not dotted and (gap.strip(" \u00a0") or len(gap) > 2):
                return start
            if atom.kind in {"N", "B", "g", "b", "x"}:
                last = self.text[atom.start : atom.end].rsplit(None, 1)[-1].lower().rstrip(".")
                titled = start < name and atom.kind in {"N", "B"} and not self.scene.mentions[atom.ref].possessive
                if NOUNS.get(last) != "person" and last not in HONORIFICS and not titled:
                    return start
                if atom.ref != len(self.scene.mentions) - 1:
                    return start
                self.scene.mentions.pop()
            elif atom.kind == "n":
                if start == name or atom.word not in _ORDINALS:
                    return start
            elif atom.kind == "Sb" and atom.word in MODIFIERS:
                pass  # "Ohio state senator Ann Lee"
            elif not (atom.kind == "w" and (atom.word in MODIFIERS or NOUNS.get(atom.word) == "person")):
                return start
            start = atom.start
            self.row.pop()
        return start

    def _take_described(self, start: int) -> int:
        """Take words that no list knows, between a verb right after words in marks and a name, into its mention.

        '"...", said sophomore senator Ann Lee': a verb in that place has its subject behind it, whatever describes it.
        """
        row = self.row
        first, begin = len(row), start
        while first and row[first - 1].kind == "w" and self.text[row[first - 1].end : begin] in _SPACES:
            first -= 1
            begin = row[first].start
        if not 0 < len(row) - first <= _MOST_DESCRIBING or first < 2 or row[first - 1].kind not in {"S", "T"}:
            return start
        if row[first - 2].kind != "Q" or any(atom.word.endswith("ly") or atom.possessive for atom in row[first:]):
            return start
        del row[first:]
        return begin

    def _take_joined(self, start: int, title: list[str] | None) -> int:
        """Take what "and" joins to a description at ``start`` into one mention with it: one person may be both.

        ``title`` holds the words between ``start`` and a name; it is None where a phrase without a name begins there:
        "union leader and former driver Ann Lee", "the senator and presidential candidate". A second determiner speaks
        of two, and so does a title in capitals after a first ("the minister and President Lee").
        """
        row, mentions = self.row, self.scene.mentions
        first = len(row)
        while first and row[first - 1].kind in _PLAIN and len(row) - first < _MOST_DESCRIBING:
            first -= 1
        if first < 2 or row[first - 1].word != "and" or not 0 <= row[first - 2].ref == len(mentions) - 1:
            return start
        other = mentions[-1]
        if other.kind not in "gNB" or other.possessive or self._apart(first - 1, start):
            return start
        words = self.text[other.span.start : other.span.end].lower().split()
        last = words[-1].rstrip(".")
        if NOUNS.get(last) != "person" and last not in HONORIFICS:
            return start
        held = words[0] in _DETERMINERS
        if title is None:
            if not held:
                return start
        else:
            told = [atom.word for atom in row[first:]] + title
            alone = len(told) == 1 and told[0].lower().rstrip(".") in HONORIFICS
            if not told or alone or (held and told[0][0].isupper()):
                return start
        mentions.pop()
        begin = row[first - 2].start
        del row[first - 2 :]
        return begin

    def _apart(self, first: int, start: int) -> bool:
        """Whether more than a space stands between two of the atoms from the one before ``first`` to ``start``."""
        row = self.row
        ends = [atom.end for atom in row[first - 1 :]]
        starts = [*(atom.start for atom in row[first:]), start]
        return any(self.text[end:begin] not in _SPACES for end, begin in zip(ends, starts, strict=True))
