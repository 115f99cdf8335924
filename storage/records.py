"""Frozen records that every part of the program speaks: dataclasses, and structs where an answer makes hundreds.

Offsets count Unicode code points of ``Article.text``. Times are aware UTC. A quotation or a source sentence is always
(article, start, end): its text is never retyped, so it can't drift.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import msgspec


class Span(NamedTuple):
    """A stretch ``text[start:end]`` of one article."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was taken in.

    ``id`` is stable: the given id, else the canonical URL, else the hash of the content.
    ``derived`` names the fields that the source did not state and that were worked out from the text.
    ``published`` is None when neither the source nor the text gives a date; ``published_day_only`` is true when no time
    of day was given (then ``published`` is 00:00 UTC of that day).
    ``origin`` tells where the text came from (a file name, a feed), for citations that have neither outlet nor link.
    ``language`` is an ISO 639-1 code.
    """

    id: str
    text: str
    title: str
    published: dt.datetime | None
    published_day_only: bool = False
    source: str | None = None
    url: str | None = None
    author: str | None = None
    language: str = "en"
    derived: frozenset[str] = frozenset()
    origin: str | None = None


class Role(NamedTuple):
    """What an article calls a person ("US Ambassador to India"): ``text`` is the slice of ``span``."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one article names them. ``name`` is the fullest form there, ``mentions`` every place of any form.

    ``gender`` is what the article's words show ("Ms", "she"), else None.
    """

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Span, ...] = ()
    gender: Literal["m", "f"] | None = None


QuoteKind = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organisation", "unnamed"]


class Quote(msgspec.Struct, frozen=True):
    """Something said, with who said it.

    ``content`` holds the spans of the words themselves, without outer quotation marks, several where "he said" breaks
    them. ``cue`` are the words of attribution ("said"), ``speaker`` the mention as worded ("the American ambassador to
    India"), ``speaker_name`` the full name that the article gives its holder, ``person`` the index of that person in
    ``Reading.people``. ``kind`` is told by quotation marks alone. ``confidence`` (0 to 1) is that of the attribution;
    ``shown`` says whether an answer may name the speaker. ``within`` is the index in ``Reading.quotes`` of the
    quotation whose speaker reports this one (words of B inside A's quotation), else None.
    """

    content: tuple[Span, ...]
    kind: QuoteKind
    cue: tuple[Span, ...] = ()
    speaker: tuple[Span, ...] = ()
    speaker_name: str | None = None
    speaker_kind: SpeakerKind | None = None
    person: int | None = None
    confidence: float = 0.0
    shown: bool = False
    within: int | None = None

    @property
    def span(self) -> Span:
        """From the first word said to the last, with what stands between."""
        return Span(self.content[0].start, self.content[-1].end)


TariffStatus = Literal["threatened", "announced", "in_force", "suspended", "removed"]
TariffBound = Literal["up to", "at least"]
TariffRole = Literal["duty", "total"]
TermKind = Literal["per_unit", "quota", "exemption", "duration"]


class TariffTerm(NamedTuple):
    """Words that bound a tariff: money per unit ("30 cents a kilo"), the part of a quota ("outside the quota"), what is
    exempt, how long it lasts ("for 150 days"). ``span`` is their place in the article, never retyped.
    """

    kind: TermKind
    span: Span


@dataclass(frozen=True, slots=True)
class TariffFact:
    """One layer, or one stated total, of import tariff that one place puts on goods of another, at one rate.

    ``imposer`` and ``target`` are ISO 3166 alpha-2 codes or "EU"; ``target`` may be "*" for all countries. ``rate`` is
    in per cent of value. ``evidence`` is the sentence that states the rate. ``approximate`` marks "around 50 per cent".
    ``bound`` is set where the rate is only the top or the least of what is charged ("up to 30 per cent").
    ``deadline`` is a date the article names as a deadline without saying that the rate applied from it; ``expires`` the
    date on which it is said to end. ``stated_by`` tells who says so ("official", "reported", or the claimant's name).
    ``terms`` are the words that bound it, of the sentence itself or of those that follow on it, in no set order.
    ``shown`` says whether the fact is sure enough for a headline or a total.
    """

    imposer: str
    target: str
    product: str | None
    rate: float
    role: TariffRole
    status: TariffStatus
    evidence: Span
    effective: dt.date | None = None
    previous_rate: float | None = None
    basis: str | None = None
    reason: str | None = None
    approximate: bool = False
    deadline: dt.date | None = None
    expires: dt.date | None = None
    stated_by: str | None = None
    confidence: float = 0.0
    shown: bool = False
    terms: tuple[TariffTerm, ...] = ()
    bound: TariffBound | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the reader found in one article. ``summary`` holds spans of one or two sentences, 3 at most: each needs
    those before it."""

    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()
    tariffs: tuple[TariffFact, ...] = ()
    summary: tuple[Span, ...] = ()


# ---- what holds across articles: a projection of readings and corrections, rebuilt the same in any order ----


@dataclass(frozen=True, slots=True)
class DatedRole:
    """A role as one article words it, with that article's id and date."""

    text: str
    article: str
    span: Span
    published: dt.datetime | None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """One person across articles.

    ``id`` is stable. ``members`` are (article id, index in that article's ``Reading.people``). ``reasons`` tell why
    these were taken for one person, a short phrase for each join. ``roles`` are newest first. ``hidden`` people are
    shown nowhere, nor are their words.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[DatedRole, ...] = ()
    members: tuple[tuple[str, int], ...] = ()
    reasons: tuple[str, ...] = ()
    gender: Literal["m", "f"] | None = None
    has_profile: bool = True
    hidden: bool = False


class StoredQuote(msgspec.Struct, frozen=True):
    """A quotation with its article and, where one is known, the id of the :class:`KnownPerson` who speaks."""

    article: str
    index: int
    quote: Quote
    person: str | None


@dataclass(frozen=True, slots=True)
class StoredTariff:
    """A tariff fact with its article."""

    article: str
    index: int
    fact: TariffFact


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event, two or more, oldest first."""

    id: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a search found: ``spans`` are the sentences that match, best first."""

    article: str
    score: float
    spans: tuple[Span, ...] = field(default=())
