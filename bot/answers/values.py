"""The answers as frozen values: what was found, each sentence with its place in an article. No wording, no Discord.

Every value goes to JSON and back unchanged (:mod:`bot.answers.codec`); that is how lookups are cached. A
:class:`Passage` carries the exact slice that it names, so that an answer can be shown without opening its articles.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

Asked = Literal["who", "quote", "tariff", "changes", "brief", "search", "help", "none"]


class Source(msgspec.Struct, frozen=True):
    """One article as it is cited. ``words`` is the length of its text in words, for the limits on excerpts."""

    id: str
    title: str
    published: dt.datetime | None
    day_only: bool
    source: str | None
    url: str | None
    origin: str | None
    derived: tuple[str, ...]
    language: str
    words: int


class Passage(msgspec.Struct, frozen=True):
    """``text`` is ``article.text[start:end]``; ``paragraph`` counts from 1; ``quoted`` marks quoted speech.

    ``before`` and ``after`` say that the same speech begins earlier or goes on later than the slice.
    """

    article: str
    start: int
    end: int
    text: str
    paragraph: int
    quoted: bool = False
    before: bool = False
    after: bool = False


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
    """What is going on. ``fresh`` is false when nothing came in the window and the newest articles stand in for it."""

    topic: str | None
    since: dt.datetime | None
    until: dt.datetime
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
    """Quotations by speaker, topic or remembered words; ``asked_words`` is what the person remembered."""

    speaker: str | None
    about: str | None
    asked_words: str | None
    quotes: tuple[Words, ...]
    more: int
    newest: dt.datetime | None
    sources: tuple[Source, ...]


class SearchHit(msgspec.Struct, frozen=True):
    """One article that matches, with its best passages; ``bold`` are offsets into a passage's text."""

    article: str
    passages: tuple[Passage, ...]
    bold: tuple[tuple[tuple[int, int], ...], ...] = ()


class SearchResult(msgspec.Struct, frozen=True, tag="search"):
    """What a search by free words found. ``instead`` are the words it searched when none of those typed is known."""

    words: str
    instead: str | None
    hits: tuple[SearchHit, ...]
    total: int
    sources: tuple[Source, ...]


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


Move = Literal[
    "threatened", "announced", "in_force", "raised", "lowered", "suspended", "removed", "struck_down", "expired"
]


class Term(msgspec.Struct, frozen=True):
    """Words of an article that bound a rate: money per unit, the part of a quota, what is exempt, how long it lasts."""

    kind: Literal["per_unit", "quota", "exemption", "duration"]
    passage: Passage


class Layer(msgspec.Struct, frozen=True):
    """One tariff statement as shown: its rate in per cent, what the article says of it, and its sentence.

    ``move`` is what happened by it where it is a step in a measure's life. ``inferred`` says that no article states
    the step; it follows from what one announced (its day has come, its basis fell, its term ran out). ``announced`` is
    the sentence that gave ``effective`` where ``passage`` names no day.
    """

    imposer: str
    target: str
    product: str | None
    rate: float
    role: Literal["duty", "total"]
    status: Literal["threatened", "announced", "in_force", "suspended", "removed"]
    effective: dt.date | None
    previous_rate: float | None
    basis: str | None
    reason: str | None
    approximate: bool
    deadline: dt.date | None
    expires: dt.date | None
    published: dt.datetime | None
    passage: Passage
    inferred: bool = False
    move: Move | None = None
    stated_by: str | None = None
    announced: Passage | None = None
    terms: tuple[Term, ...] = ()


class Total(msgspec.Struct, frozen=True):
    """The total charged from a day on, with the sentences that state its parts."""

    total: float
    since: dt.date | None
    passages: tuple[Passage, ...] = ()


class Direction(msgspec.Struct, frozen=True):
    """What one place charges on goods of another: ``total`` in per cent, 0 where nothing is charged.

    ``headline`` is the statement that the headline rests on, None where no article states enough for one.
    ``inferred`` marks a total that follows from the articles but stands in none. ``fit`` tells whether the rates are
    stated for the product itself, for broader goods or for narrower ones. ``timeline`` are all steps, oldest first,
    ``contradictions`` pairs of statements that differ.
    """

    imposer: str
    target: str
    product: str | None
    total: float
    status: Literal["threatened", "announced", "in_force", "suspended", "removed", "none"]
    headline: Layer | None
    layers: tuple[Layer, ...]
    timeline: tuple[Layer, ...]
    coming: tuple[Layer, ...]
    history: tuple[Total, ...]
    inferred: str | None = None
    fit: Literal["own", "broader", "narrower", "other"] = "own"
    contradictions: tuple[tuple[Layer, Layer], ...] = ()


class TariffReport(msgspec.Struct, frozen=True, tag="tariff"):
    """What the articles say of a country's tariffs, in both directions.

    ``mentions`` are sentences on tariffs that name the country, where no rate is stated for it ("Japan is not
    touched"). ``member`` is the member of the European Union for which the Union's tariffs are given, ``future`` the
    day asked about where it is still to come: the report is of today then. ``goods`` are those that the articles do
    tell of, where they tell nothing of the product asked about.
    """

    country: str
    partner: str | None
    product: str | None
    as_of: dt.date
    charged_on: tuple[Direction, ...]
    charged_by: tuple[Direction, ...]
    direction: Literal["charged_on", "charged_by"] | None
    unclear: tuple[Layer, ...]
    newest: dt.datetime | None
    sources: tuple[Source, ...]
    mentions: tuple[Passage, ...] = ()
    member: str | None = None
    future: dt.date | None = None
    goods: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True):
    """One move of a tariff: ``layer.move`` says what happened, ``on`` the day on which it happened or was reported.

    ``products`` are all goods that the same sentence moved in the same way, empty for goods in general.
    """

    on: dt.date
    layer: Layer
    products: tuple[str, ...]


class TariffChanges(msgspec.Struct, frozen=True, tag="changes"):
    """What moved in tariffs since a moment, newest first; ``until`` is None where the time asked for runs to now.

    ``fresh`` is false when nothing moved in that time and the last moves before it stand in.
    """

    country: str | None
    since: dt.datetime
    until: dt.datetime | None
    fresh: bool
    changes: tuple[Change, ...]
    newest: dt.datetime | None
    sources: tuple[Source, ...]


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
