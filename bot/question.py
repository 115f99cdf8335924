"""What a person asked, as a value: the one thing that commands, plain words and the terminal are turned into."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Kind = Literal["brief", "who", "tariff", "changes", "quote", "search", "sources", "help", "none"]
Direction = Literal["charged_on", "charged_by"]
SmallTalk = Literal["greeting", "thanks", "farewell", "nonsense", "order", "empty", "language"]
Manner = Literal["posted", "wrote"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question, not yet resolved against the store: names and topics stand as they were typed.

    ``subject`` is the person, country or topic; for a quote the speaker. ``about`` narrows a quote or brief to a topic.
    ``words`` are free search words, for "who said ..." the words said, for "did Gor call it X" the X. ``since`` and
    ``until`` are aware instants, ``until`` exclusive. ``hint`` holds words that help to tell two people apart ("Ms").
    ``besides`` names whoever held an office before the one meant ("who replaced Gor as ..."), with ``earlier`` after
    them ("who was ... before Gor").
    ``said`` are the words of a search that somebody may have said ("which minister agreed to remain in touch").
    ``called`` marks a question of who called something so: a sentence may tell it that has no quotation.
    ``manner`` is set where the question names a way of saying ("post on X", "write to Brussels").
    ``problem`` is a sentence for the person: a missing option, an unknown command, a date that can't be read.
    ``small_talk`` says what a question of kind "none" is. ``alternatives`` are the nearest other readings, at most two,
    where the words leave it open; ``sure`` is false then. ``second`` is another question asked in the same breath.
    """

    kind: Kind
    typed: str
    subject: str | None = None
    about: str | None = None
    words: str | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    partner: str | None = None
    product: str | None = None
    as_of: dt.date | None = None
    direction: Direction | None = None
    hint: str | None = None
    besides: str | None = None
    earlier: bool = False
    said: str | None = None
    called: bool = False
    manner: Manner | None = None
    problem: str | None = None
    small_talk: SmallTalk | None = None
    alternatives: tuple[Question, ...] = ()
    second: Question | None = None

    @property
    def sure(self) -> bool:
        """Whether the words left no other reading open, and asked nothing else."""
        return not self.alternatives and self.second is None
