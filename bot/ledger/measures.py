"""From single facts, each with its article, to measures with their life."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot import goods as products
from bot.ledger.values import Measure, Move, Source, Step
from storage.records import Article, TariffFact

ALL = "*"
# Instruments that are one measure under two names: a country's deal rate takes the place of its "reciprocal" one.
_ALIKE = (
    frozenset({"reciprocal", "trade_deal", "baseline"}),
    frozenset({"ieepa", "penalty"}),
    frozenset({"anti_dumping", "countervailing"}),
)
_ENDED: frozenset[Move] = frozenset({"removed", "struck_down", "expired", "suspended"})


@dataclass(slots=True)
class _Open:
    """A measure while it is being put together."""

    imposer: str
    target: str
    product: str | None
    basis: str | None
    steps: list[Step] = field(default_factory=list)

    def current(self) -> Step | None:
        """Return the last step that set a rate to be charged, now or later."""
        return next((step for step in reversed(self.steps) if step.move in {"in_force", "raised", "lowered"}), None)

    def latest(self) -> Step | None:
        """Return the last step of all."""
        return self.steps[-1] if self.steps else None


def build(facts: Iterable[tuple[Article, TariffFact]], as_of: dt.date | None = None) -> list[Measure]:
    """Return the measures that the facts tell of, with what was published on or before ``as_of`` (None: everything).

    The order of ``facts`` doesn't matter. Totals and facts that aren't shown don't count.
    """
    sources = [Source(article, fact) for article, fact in facts if fact.shown and fact.role == "duty"]
    if as_of is not None:
        sources = [source for source in sources if source.day <= as_of]
    sources.sort(key=lambda source: (source.day, source.article.id, source.fact.evidence.start, source.fact.rate))
    measures: list[_Open] = []
    for source in sources:
        measure = _find(measures, source)
        if measure is None:
            fact = source.fact
            measure = _Open(fact.imposer, fact.target, fact.product, fact.basis)
            measures.append(measure)
        _add(measure, source)
    for source in sources:
        _fall(measures, source)
    return [Measure(m.imposer, m.target, m.product, m.basis, tuple(_in_order(m.steps))) for m in measures if m.steps]


# What rests on the American emergency law (IEEPA), and the words that say that it fell: the "fentanyl" tariffs, the
# country rates of April 2025 with their general minimum, and the penalties were all ordered under it.
_FALLS = re.compile(
    r"\b(?:struck down|threw out|thrown out|ruled (?:them )?(?:unlawful|illegal)|unlawful|illegal|void|no right"
    r"|does not authori[sz]e"
    r"|invalid(?:ated)?|stopped collecting|stop collecting|annulled|quashed)\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:emergency (?:tariffs|levies|duties|powers|economic powers)|ieepa"
    r"|international emergency economic powers act)\b",
    re.IGNORECASE,
)
_ON_EMERGENCY_LAW = frozenset({"ieepa", "reciprocal", "baseline", "penalty"})


def _fall(measures: Sequence[_Open], source: Source) -> None:
    """Where a sentence says that the emergency tariffs fell, end each measure that rests on them: an inference."""
    sentence = source.sentence
    if not (_FALLS.search(sentence) and _LAW.search(sentence)):
        return
    day = source.fact.effective or source.day
    for measure in measures:
        current = measure.current()
        bound = measure.imposer == source.fact.imposer and measure.basis in _ON_EMERGENCY_LAW
        if not bound or current is None or (current.since or current.reported) > day:
            continue
        last = measure.latest()
        if last is not None and last.move not in {"removed", "struck_down", "expired"}:
            measure.steps.append(
                Step(
                    "struck_down",
                    current.rate,
                    None,
                    day,
                    source.day,
                    source,
                    inferred=source.fact is not last.source.fact,
                )
            )


def alike(one: str | None, other: str | None) -> bool:
    """Tell whether two instruments may be one measure."""
    return one == other or any(one in group and other in group for group in _ALIKE)


def _find(measures: Sequence[_Open], source: Source) -> _Open | None:
    fact = source.fact
    near = [
        measure
        for measure in measures
        if measure.imposer == fact.imposer
        and measure.target == fact.target
        and _same_goods(measure.product, fact.product)
    ]
    for measure in measures:  # the ordinary duty, once told of goods in general and once of a product
        ordinary = measure.basis == "mfn" == fact.basis and measure.target == fact.target
        if ordinary and measure.imposer == fact.imposer and abs(measure.steps[-1].rate - fact.rate) < 0.01:
            return measure
    same_article = {
        id(measure) for measure in near for step in measure.steps if step.source.article.id == source.article.id
    }
    if fact.status in {"removed", "suspended"}:
        for measure in near:
            step = measure.current() or measure.latest()
            if step is not None and abs(step.rate - fact.rate) < 0.01:
                return _named(measure, fact)
    for measure in near:
        if measure.basis is not None and measure.basis == fact.basis:
            return measure
    for measure in near:
        step = measure.current() or measure.latest()
        if step is not None and fact.previous_rate is not None and abs(step.rate - fact.previous_rate) < 0.01:
            return _named(measure, fact)
    for measure in near:
        if (measure.basis is None or fact.basis is None) and any(abs(s.rate - fact.rate) < 0.01 for s in measure.steps):
            return _named(measure, fact)
    for measure in near:
        if id(measure) in same_article and fact.basis != measure.basis:
            continue
        if "mfn" in {measure.basis, fact.basis} and measure.basis != fact.basis:
            continue  # the ordinary duty stays apart from what is laid on top of it
        if alike(measure.basis, fact.basis) or measure.basis is None or fact.basis is None:
            return _named(measure, fact)
    return None


def _same_goods(one: str | None, other: str | None) -> bool:
    words, company = products.split(one)
    others, rival = products.split(other)
    if company and rival:
        return company.lower() == rival.lower()
    if (company or "").lower() != (rival or "").lower():
        return False
    return not (words or others) or bool(words and others and products.same(one, other))


def _named(measure: _Open, fact: TariffFact) -> _Open:
    measure.basis = measure.basis or fact.basis
    return measure


def _add(measure: _Open, source: Source) -> None:
    """Add what ``source`` says, unless it only retells."""
    fact, day = source.fact, source.day
    current = measure.current()
    since = fact.effective
    move: Move = fact.status
    if fact.status == "in_force":
        for step in measure.steps:
            retold = abs(step.rate - fact.rate) < 0.01 and step.move in {"in_force", "raised", "lowered"}
            undated = since is None or (step is current and step.since in {None, since})
            if retold and undated:
                return
        if current is not None and since is not None and current.since is not None and since < current.since:
            move = "in_force"  # an older state, told late
        elif current is not None and abs(current.rate - fact.rate) >= 0.01:
            move = "raised" if fact.rate > current.rate else "lowered"
    measure.steps.append(Step(move, fact.rate, fact.previous_rate, since, day, source))


def _in_order(steps: list[Step]) -> list[Step]:
    """Order steps by the day from which they hold; one that is only announced stands at the day it was reported."""
    return sorted(steps, key=lambda step: (_when(step), step.reported))


def _when(step: Step) -> dt.date:
    if step.move in {"threatened", "announced"}:
        return step.reported
    return min(step.since, step.reported) if step.since and step.move == "in_force" else step.since or step.reported
