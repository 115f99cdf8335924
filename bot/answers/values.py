"""The answers as frozen values: what was found, each sentence with its place in an article. No wording, no Discord.

Every value goes to JSON and back unchanged (:mod:`bot.answers.codec`); that is how lookups are cached. A
:class:`Passage` carries the exact slice that it names, so that an answer can be shown without opening its articles.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from bot.answers.cited import Meant, Passage, Source
from bot.answers.duties import (
    Change,
    Direction,
    Layer,
    Move,
    TariffChanges,
    TariffReport,
    Term,
    Total,
)

Asked = Literal["who", "quote", "tariff", "changes", "brief", "search", "help", "none"]


class Words(msgspec.Struct, frozen=True):
    """A quotation as it is shown: its pieces, who said them, and the article's own words of attribution.

    ``speaker`` is None where the speaker is not identified, ``person`` is the id of a known person. ``attribution`` are
    the article's words for the speaker and the saying ("the American ambassador to India characterized"), empty where
    the speech is carried on from before. ``reported_by`` names the person whose own quotation holds these words.
    """

    pieces: tuple[Passage, ...]
    kind: Literal["direct", "mixed", "indirect"]
    speaker: str | None
    person: str | None
    speaker_kind: Literal["person", "organisation", "unnamed"] | None
    attribution: tuple[Passage, ...]
    published: dt.datetime | None
    reported_by: str | None = None

    @property
    def article(self) -> str:
        """The id of the article that holds the words."""
        return self.pieces[0].article


class NamedRole(msgspec.Struct, frozen=True):
    """A person's role in the article's words, with the newest article that uses them.

    ``later`` is another, shorter wording of the same role that a newer article uses.
    """

    text: str
    article: str
    published: dt.datetime | None
    later: NamedRole | None = None


class Candidate(msgspec.Struct, frozen=True):
    """Someone or something that a typed name may mean. ``role`` tells two of one name apart."""

    kind: str
    id: str
    name: str
    role: str | None = None


class BriefItem(msgspec.Struct, frozen=True):
    """One story of a briefing: its best sentences and all its articles, newest first."""

    title: str
    passages: tuple[Passage, ...]
    articles: tuple[str, ...]


class Brief(msgspec.Struct, frozen=True, tag="brief"):
    """What is going on. ``fresh`` is false when nothing came in the window and the newest articles stand in for it.

    ``until`` is the end of the window (exclusive) where one was asked for, else None.
    """

    topic: str | None
    since: dt.datetime | None
    until: dt.datetime | None
    fresh: bool
    newest: dt.datetime | None
    items: tuple[BriefItem, ...]
    more: int
    sources: tuple[Source, ...]


class Profile(msgspec.Struct, frozen=True, tag="profile"):
    """One person: roles with dates, own words, what others say they said, what others say of them, company.

    ``quotes`` stand by story, the story with the newest words first; ``subjects`` gives for each of them the article by
    whose title its story is told.
    """

    person: str
    name: str
    roles: tuple[NamedRole, ...]
    quotes: tuple[Words, ...]
    subjects: tuple[str, ...]
    more_quotes: int
    reported: tuple[Words, ...]
    said_of: tuple[Words, ...]
    mentions: tuple[Passage, ...]
    company: tuple[str, ...]
    articles: int
    newest: dt.datetime | None
    sources: tuple[Source, ...]


class QuoteList(msgspec.Struct, frozen=True, tag="quotes"):
    """Quotations by speaker, topic or remembered words; ``asked_words`` is what the person remembered.

    ``other_words`` says that nobody is quoted with those, and these are on the same; ``nearly`` that none of these has
    all of those words; ``beside`` that these only stand beside what the articles tell of ``about``.
    """

    speaker: str | None
    about: str | None
    asked_words: str | None
    quotes: tuple[Words, ...]
    more: int
    newest: dt.datetime | None
    sources: tuple[Source, ...]
    other_words: bool = False
    nearly: bool = False
    beside: bool = False


class SearchHit(msgspec.Struct, frozen=True):
    """One article that matches, with its best passages; ``bold`` are offsets into a passage's text, ``speakers`` whose
    words each is, where it is mostly somebody's.
    """

    article: str
    passages: tuple[Passage, ...]
    bold: tuple[tuple[tuple[int, int], ...], ...] = ()
    speakers: tuple[str | None, ...] = ()


class SearchResult(msgspec.Struct, frozen=True, tag="search"):
    """What a search by free words found. ``instead`` are the words it searched when none of those typed is known.

    ``both`` tells that a second question, asked in the same breath, is answered as well.
    """

    words: str
    instead: str | None
    hits: tuple[SearchHit, ...]
    total: int
    sources: tuple[Source, ...]
    both: bool = False


class Outlet(msgspec.Struct, frozen=True):
    """An outlet of the store: how many of its articles are kept, and the newest one's date."""

    name: str | None
    articles: int
    newest: dt.datetime | None


class SourceList(msgspec.Struct, frozen=True, tag="sources"):
    """Where the store's articles come from; none is cited, since none of their sentences is shown."""

    outlets: tuple[Outlet, ...]
    total: int
    undated: int
    newest: dt.datetime | None
    unread_languages: tuple[str, ...]


class Help(msgspec.Struct, frozen=True, tag="help"):
    """How to ask; ``topic`` is a command's name or "accuracy"."""

    topic: str | None
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Tie(msgspec.Struct, frozen=True, tag="tie"):
    """The name fits all of these; the person is asked which one they mean."""

    asked: Asked
    typed: str
    candidates: tuple[Candidate, ...]


class NothingFound(msgspec.Struct, frozen=True, tag="nothing"):
    """The articles hold nothing of the kind. ``nearest`` are names that come close, never cited."""

    asked: Asked
    typed: str
    subject: str | None
    about: str | None
    nearest: tuple[Candidate, ...]
    newest: dt.datetime | None
    articles: int
    # Whether the names come close to what was typed; else they are some that the articles do speak of.
    near: bool = True
    # The day asked about, and the first article on the subject, where it came only after that day.
    as_of: dt.date | None = None
    first: dt.datetime | None = None
    # Whether what was typed are remembered words of a quotation, which are not to be repeated as if it were one.
    remembered: bool = False


class Said(msgspec.Struct, frozen=True, tag="said"):
    """A plain sentence back: a greeting, a missing option, a command that only works in Discord."""

    text: str
    asked: Asked = "none"


class Surroundings(msgspec.Struct, frozen=True):
    """A sentence that an answer rests on, with the sentences before and after it."""

    before: Passage | None
    sentence: Passage
    after: Passage | None


class SourceView(msgspec.Struct, frozen=True, tag="source"):
    """The sentences of one article that an answer rests on, each among its neighbours; one of them a page."""

    places: tuple[Surroundings, ...]
    sources: tuple[Source, ...]


Answer = (
    Brief
    | Profile
    | QuoteList
    | SearchResult
    | SourceList
    | SourceView
    | Help
    | Tie
    | NothingFound
    | Said
    | TariffReport
    | TariffChanges
)  # every answer the newsroom gives

__all__ = [
    "Answer",
    "Asked",
    "Brief",
    "BriefItem",
    "Candidate",
    "Change",
    "Direction",
    "Help",
    "Layer",
    "Meant",
    "Move",
    "NamedRole",
    "NothingFound",
    "Outlet",
    "Passage",
    "Profile",
    "QuoteList",
    "Said",
    "SearchHit",
    "SearchResult",
    "Source",
    "SourceList",
    "SourceView",
    "Surroundings",
    "TariffChanges",
    "TariffReport",
    "Term",
    "Tie",
    "Total",
    "Words",
]
