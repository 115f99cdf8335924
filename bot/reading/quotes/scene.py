"""An article as a row of atoms: outside quotations, every word is a class; a quotation or a mention is one atom.

The patterns from which a speaker is chosen are read from these rows, so that "the minister, who had arrived late, told
reporters" and "Ms Lopez, who was in town, told aides" look alike. :mod:`bot.reading.quotes.rows` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.reading.quotes.marks import Quoted
from bot.reading.text import Document
from storage.records import Span

MentionKind = Literal["P", "N", "B", "p", "y", "i", "t", "g", "G", "b", "d", "x", "who"]
# P a person's name, N another capitalised name, B a name with a word for a body in it, p he/she, y they, i I/we, t it,
# who a relative pronoun, g "the minister", G "officials", b "the ministry", d "the report",
# x any other noun phrase with a determiner.


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


@dataclass(slots=True)
class Atom:
    """One atom of a paragraph: class, place, lower-case word, index of the quotation or mention it stands for.

    It is never changed; that it isn't frozen makes it in half the time, and there is one for every word.

    ``possessive`` is told of the words from which mentions are made; of a mention it stands there.
    """

    kind: str
    start: int
    end: int
    word: str
    ref: int
    possessive: bool = False


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
class Scene:
    """All that the choice of speakers looks at. ``rows`` holds the atoms of each paragraph."""

    document: Document
    quoted: list[Quoted]
    mentions: list[Mention] = field(default_factory=list)
    rows: list[list[Atom]] = field(default_factory=list)
    labels: dict[int, int] = field(default_factory=dict)  # index of a quotation -> mention that labels it
    place: dict[int, int] = field(default_factory=dict)  # index of a quotation -> index of its atom in its row
    # What was worked out of it: the classes of rows as patterns show them, and the shapes of quotations, by number.
    shown: dict[int, list[str]] = field(default_factory=dict)
    shapes: dict[int, Shape] = field(default_factory=dict)
