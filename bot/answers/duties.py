"""The answers on tariffs as frozen values; see :mod:`bot.answers.values`."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from bot.answers.cited import Passage, Source

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
    bound: Literal["up to", "at least"] | None = None


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
    ``contradictions`` pairs of statements that differ. ``partial`` tells that the articles are unclear on a further
    layer, so that ``total`` may be too low; ``doubtful`` that they may state a rate of these goods
    themselves, where ``total`` is that of broader ones.
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
    partial: bool = False
    doubtful: bool = False


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
