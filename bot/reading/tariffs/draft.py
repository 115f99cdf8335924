"""A tariff fact while it is being worked out, and what the reader remembers from sentence to sentence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from bot.reading.tariffs.choice import Chooser
from storage.records import Span, TariffBound, TariffRole, TariffStatus


@dataclass(slots=True)
class Draft:
    """A fact in the making.

    ``explicit`` names the fields that its own clause states; ``weight`` is the evidence (0 to 3) that the number is
    a tariff rate at all. ``sentence`` and ``token`` tell where it stands. ``kept`` marks a rate said to have been
    there before, ``vague`` one with a time that is no day, ``present`` a plain "pays". For the confidence:
    ``crowd`` counts the rates of the sentence, ``rivals`` its other places, ``gap`` the sentences since the last
    rate. ``past``: told of as what was, or was only to be. ``plain``: stated plainly (see ``plain``).
    ``summed``: the total of its sentence is the sum of its other rates. ``moved``: called in force, and
    announced only by a day that another sentence names.
    """

    imposer: str
    target: str
    product: str | None
    rate: float
    evidence: Span
    role: TariffRole = "duty"
    status: TariffStatus = "in_force"
    effective: dt.date | None = None
    previous: float | None = None
    basis: str | None = None
    reason: str | None = None
    approximate: bool = False
    bound: TariffBound | None = None
    deadline: dt.date | None = None
    expires: dt.date | None = None
    stated_by: str | None = None
    weight: float = 0.0
    explicit: set[str] = field(default_factory=set)
    sentence: int = 0
    token: int = 0
    kept: bool = False
    vague: bool = False
    present: bool = False
    crowd: int = 1
    gap: int = 0
    rivals: int = 0
    adds: bool = False
    past: bool = False
    plain: bool = False
    summed: bool = False
    moved: bool = False
    chances: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """What the article has said so far, and what the whole of it shows.

    ``known``: places named, in order. ``imposer``, ``targets``, ``product``: of the last tariff; ``hint``: goods
    that a sentence without a tariff began with. ``home``: the dateline's place. ``deals``: parties of agreements.
    ``decided``: the last sentence told of an order. ``doubled``: the sentence of a doubling without figures.
    ``ahead``: the article names a day to come. ``everyone``: "all countries" is said. ``ended``: tariffs were said
    to be suspended or removed. ``main``: who imposes, ``order``: who is named often, ``seen``: all named. ``said``:
    (sentence, imposer, target, basis, product, places named). ``dates``: (sentence, imposer, day, product,
    whether it stood beside a rate). ``rates``: values so far. ``supposes``: something is only imagined; ``averages``:
    spoken of, with no rate since; ``another``: a tax that is no tariff, with no tariff since. ``pairs``: who was said
    to charge whom, in order; ``imposed`` and ``paid``: all of either side. ``last_at``: where the
    last rate stood, as the offset of its sentence and its token. ``remedy``: the article tells of dumping or
    subsidies.
    """

    chooser: Chooser
    known: dict[str, None] = field(default_factory=dict)
    imposer: str | None = None
    targets: tuple[str, ...] = ()
    product: str | None = None
    hint: str | None = None
    home: str | None = None
    deal: bool = False
    ahead: bool = False
    decided: bool = False
    doubled: int = -9
    everyone: bool = False
    ended: TariffStatus | None = None
    last_tariff: int = -1
    last_rate: int = -1
    paragraph: int = -1
    first_product: tuple[str | None] | None = None
    pairs: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    imposed: set[str] = field(default_factory=set)
    paid: set[str] = field(default_factory=set)
    main: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    deals: list[frozenset[str]] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    last_day: dt.date | None = None
    said: list[tuple[int, str, str | None, str, str | None, frozenset[str]]] = field(default_factory=list)
    dates: list[tuple[int, str, dt.date, str | None, bool]] = field(default_factory=list)
    rates: set[float] = field(default_factory=set)
    products: dict[tuple[str | None, tuple[str, ...]], str | None] = field(default_factory=dict)
    title: list[str] = field(default_factory=list)
    title_imposer: str | None = None
    title_payer: str | None = None
    title_goods: str | None = None
    title_letters: str = ""
    lead: str = ""
    topic: str = "none"
    tariff_words: int = 0
    other_words: int = 0
    remedy: bool = False
    no_act: bool = False
    supposes: bool = False
    averages: bool = False
    another: bool = False
    last_status: TariffStatus | None = None
    last_goods: str | None = None
    last_first: str | None = None
    american: bool = False
    common: tuple[str, tuple[str, ...]] | None = None
    last_at: tuple[int, int] | None = None

    def pair(self, imposer: str, targets: tuple[str, ...]) -> None:
        """Remember that ``imposer`` charges ``targets``."""
        self.imposer, self.targets = imposer, targets
        self.pairs.append((imposer, targets))
        self.imposed.add(imposer)
        self.paid.update(targets)
        self.common = Counter(self.pairs[-40:]).most_common(1)[0][0]

    def imposer_on(self, target: str) -> str | None:
        """Return who charged ``target`` last."""
        for imposer, targets in reversed(self.pairs):
            if target in targets:
                return imposer
        return None

    def targets_of(self, imposer: str) -> tuple[str, ...] | None:
        """Return whom ``imposer`` charged last."""
        for known, targets in reversed(self.pairs):
            if known == imposer:
                return targets
        return None
