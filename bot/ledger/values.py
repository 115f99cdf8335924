"""What the ledger answers with: plain frozen values that rest on facts and their articles."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

import msgspec

from bot.goods import Fit
from storage.records import Article, TariffFact, TariffStatus

Move = Literal[
    "threatened", "announced", "in_force", "raised", "lowered", "suspended", "removed", "struck_down", "expired"
]
CHARGED: frozenset[Move] = frozenset({"in_force", "raised", "lowered"})
# Laid on goods of named places only (GATT 1994, article VI).
AGAINST_ONE = frozenset({"anti_dumping", "countervailing"})
ENDED: frozenset[Move] = frozenset({"removed", "struck_down", "expired"})


class Source(msgspec.Struct, frozen=True):
    """Where a statement stands: the fact, whose ``evidence`` is the sentence, and its article."""

    article: Article
    fact: TariffFact

    @property
    def day(self) -> dt.date:
        """The article's day of publication; the earliest day there is where it has none."""
        return self.article.published.date() if self.article.published else dt.date.min

    @property
    def sentence(self) -> str:
        """The sentence that states the rate."""
        return self.article.text[self.fact.evidence.start : self.fact.evidence.end]


class Step(msgspec.Struct, frozen=True):
    """One step in a measure's life: what happened, at which rate, from which day.

    ``since`` is None where no article names a day; ``reported`` is the day of the first article that tells it,
    ``confirmed`` that of the last one. ``inferred`` says that the step follows from others (an announced day that has
    come, a basis that fell, a term that ran out) and that no article states it. ``announced`` is the statement that
    gave the day, where another one says that the rate is charged.
    """

    move: Move
    rate: float
    previous: float | None
    since: dt.date | None
    reported: dt.date
    source: Source
    inferred: bool = False
    confirmed: dt.date | None = None
    expires: dt.date | None = None
    announced: Source | None = None

    @property
    def day(self) -> dt.date:
        """The day from which it holds, else the day on which it was reported."""
        return self.since or self.reported

    @property
    def seen(self) -> dt.date:
        """The last day on which an article tells of it as it is."""
        return self.confirmed or self.reported


class Measure(msgspec.Struct, frozen=True):
    """One tariff through time: who charges whom, on what, by which instrument. ``steps`` in order of time.

    ``contradictions`` are pairs of statements that give one day two rates, or one rate two first days.
    """

    imposer: str
    target: str
    product: str | None
    basis: str | None
    steps: tuple[Step, ...]
    contradictions: tuple[tuple[Source, Source], ...] = ()

    @property
    def names_nobody(self) -> bool:
        """Whether it is laid on named places only and no article names one: it isn't known whose goods bear it."""
        return self.target == "*" and self.basis in AGAINST_ONE

    @property
    def newest(self) -> Step:
        """The last step."""
        return self.steps[-1]


class Layer(msgspec.Struct, frozen=True):
    """One rate that is charged on a day, as part of a total. ``step`` is the one by which it is charged."""

    rate: float
    basis: str | None
    status: TariffStatus
    effective: dt.date | None
    product: str | None
    reason: str | None
    approximate: bool
    inferred: bool
    source: Source
    step: Step


class Past(NamedTuple):
    """A total that was charged, from which day (None where no article names it), and the statements it rests on."""

    total: float
    since: dt.date | None
    sources: tuple[Source, ...]


class Holding(msgspec.Struct, frozen=True):
    """What holds on ``as_of`` for goods of ``target`` in ``imposer``.

    ``total`` is the sum of the layers being charged, or the total an article states; 0 where nothing is charged.
    ``status`` is "in_force" where anything is charged, else that of the newest tariff in view, None where there is
    none. ``fit`` tells whether the rates are stated for the goods asked about, for broader or for narrower ones.
    ``history`` are the totals that were charged, each with its first day. ``upcoming`` are steps announced or
    threatened and not in force. ``unclear`` are facts too unsure to count. ``contradictions`` are pairs of statements
    that differ. ``partial`` tells that ``total`` may be too low: a statement too unsure to count may be of
    one more layer. ``doubtful`` tells that ``total`` is that of broader goods, while such a statement is of these.
    """

    imposer: str
    target: str
    product: str | None
    as_of: dt.date
    total: float
    status: TariffStatus | None
    layers: tuple[Layer, ...]
    history: tuple[Past, ...]
    states: tuple[tuple[Measure, Step], ...]
    upcoming: tuple[tuple[Measure, Step], ...]
    unclear: tuple[Source, ...]
    contradictions: tuple[tuple[Source, Source], ...]
    approximate: bool = False
    stated_total: Source | None = None
    newest: dt.date | None = None
    fit: Fit = "own"
    partial: bool = False
    doubtful: bool = False
