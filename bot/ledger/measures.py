"""From single facts, each with its article, to measures with their life."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from bot import goods
from bot.ledger.falling import falls
from bot.ledger.lasting import ends
from bot.ledger.opening import Open, Told, alike, even, find
from bot.ledger.quotas import goods_of
from bot.ledger.values import CHARGED, ENDED, Measure, Move, Source, Step
from storage.records import Article, TariffFact

ALL = "*"


def build(facts: Iterable[tuple[Article, TariffFact]], as_of: dt.date | None = None) -> list[Measure]:
    """Return the measures that the facts tell of, with what was published on or before ``as_of`` (None: everything).

    A statement on several kinds of goods makes a measure of each. The order of ``facts`` doesn't matter. Totals and
    facts that aren't shown don't count.
    """
    sources = [Source(article, fact) for article, fact in facts if fact.shown and fact.role == "duty"]
    if as_of is not None:
        sources = [source for source in sources if source.day <= as_of]
    sources.sort(key=order)
    groups: defaultdict[tuple[str, str], list[Open]] = defaultdict(list)
    for source in sources:
        fact = source.fact
        for product in goods.items(fact.product):
            _tell(groups[fact.imposer, fact.target], Told(source, goods_of(source, product)))
    measures = [measure for group in groups.values() for measure in group]
    for source in sources:
        if falls(source):
            _fall(measures, source)
    day = as_of or max((source.day for source in sources), default=dt.date.min)
    return [_closed(measure, day) for measure in measures]


def order(source: Source) -> tuple[object, ...]:
    """Return what puts statements into one order whatever order they came in: time, article, place, then content."""
    fact, published = source.fact, source.article.published
    stamp = published.timestamp() if published else float("-inf")
    more = (fact.imposer, fact.target, fact.product or "", fact.rate, fact.status, fact.basis or "")
    return (stamp, source.article.id, fact.evidence.start, fact.evidence.end, *more, str(fact.effective))


def _tell(measures: list[Open], told: Told) -> None:
    """Let one statement move the measure it is about, and with it those on narrower goods at the same rate."""
    fact = told.source.fact
    measure = find(measures, told)
    if measure is None:
        measure = Open(fact.imposer, fact.target, told.product, fact.basis)
        measures.append(measure)
    _add(measure, told.source)
    if told.product is None or fact.status == "threatened":
        return
    for other in measures:
        if other is measure or goods.fit(other.product, told.product) != "broader":
            continue
        current = other.current() or other.last()
        touched = (
            current is not None
            and goods.split(other.product)[1] == goods.split(told.product)[1]
            and (even(current.rate, fact.rate) or even(current.rate, fact.previous_rate))
            and (alike(other.basis, fact.basis) or None in {other.basis, fact.basis})
        )
        if touched:
            _add(other, told.source)


def _add(measure: Open, source: Source) -> None:
    """Add what ``source`` says; what only tells again what is known confirms it or gives it its day."""
    fact = source.fact
    known = _known(measure, source)
    if known is not None:
        measure.steps[known] = _confirmed(measure, measure.steps[known], source)
        return
    current, move = measure.current(), _move(measure, source)
    step = Step(move, fact.rate, fact.previous_rate, fact.effective, source.day, source, expires=ends(source))
    if current is not None and move in CHARGED and _differ(current, step):
        measure.differ.append((current.source, source))
    measure.steps.append(step)


def _known(measure: Open, source: Source) -> int | None:
    """Return the index of the step that ``source`` only tells again, None where it tells of something new."""
    fact, since = source.fact, source.fact.effective
    standing = measure.standing()
    for index in range(len(measure.steps) - 1, -1, -1):
        step = measure.steps[index]
        if not even(step.rate, fact.rate):
            continue
        if fact.status == "in_force" and step.move in CHARGED:
            back = standing is not None and step is not standing and even(standing.rate, fact.previous_rate)
            if since is None and not back:
                return index
            if since is not None and (step.since == since or step is standing):
                return index
        elif fact.status == "in_force" and step.move == "announced":
            # Its day came, and another rate took its place since: the article looks back.
            if standing is not None and since in {None, step.since} and _passed(step, standing, fact):
                return index
        elif fact.status in {"announced", "threatened"}:
            begun = step is standing and (since is None or since <= step.day)
            again = step.move == fact.status and since in {None, step.since}
            weaker = fact.status == "threatened" and step.move == "announced" and since in {None, step.since}
            if begun or again or weaker:
                return index
        elif step.move == fact.status and (since is None or step.since in {None, since}):
            return index
    return None


def _passed(announced: Step, standing: Step, fact: TariffFact) -> bool:
    """Tell whether an announced rate began before the standing one, which ``fact`` doesn't say it took the place of."""
    before = announced.since is not None and announced.since < standing.day
    return before and not even(standing.rate, fact.previous_rate) and not even(standing.rate, fact.rate)


def _confirmed(measure: Open, step: Step, source: Source) -> Step:
    """Return ``step`` with what a later statement of the same adds: a day, a term, that it still holds."""
    fact = source.fact
    if fact.status == "in_force" and fact.effective and step.since and fact.effective != step.since:
        if (
            step.reported < fact.effective <= source.day
        ):  # told as begun on a later day: which one is right can't be seen
            measure.differ.append((step.source, source))
        return step
    dated = step.since is None and fact.effective is not None and fact.effective <= source.day
    return msgspec.structs.replace(
        step,
        since=fact.effective if dated else step.since,
        source=source if dated else step.source,
        confirmed=max(step.seen, source.day)
        if fact.status == "in_force" or step.move not in CHARGED
        else step.confirmed,
        expires=ends(source) or step.expires,
    )


def _move(measure: Open, source: Source) -> Move:
    fact, current = source.fact, measure.standing()
    if fact.status != "in_force":
        return fact.status
    if current is None or even(current.rate, fact.rate):
        return "in_force"
    if fact.effective is not None and current.since is not None and fact.effective <= current.since:
        return "in_force"  # an older state, told late, or another rate for the same day
    if _same_time(current, source):
        return "in_force"
    return "raised" if fact.rate > current.rate else "lowered"


def _same_time(step: Step, source: Source) -> bool:
    """Tell whether a step and a statement speak of the same time without either naming the other's rate.

    Two rates in one sentence are of two kinds, whatever they are: the sentence doesn't contradict itself.
    """
    fact = source.fact
    if step.source.article.id == source.article.id and step.source.fact.evidence == fact.evidence:
        return False
    if even(step.rate, fact.previous_rate) or even(step.source.fact.previous_rate, fact.rate):
        return False
    if fact.effective is not None and step.since is not None:
        return fact.effective == step.since
    return fact.effective is None and step.since is None and step.seen == source.day


def _differ(current: Step, step: Step) -> bool:
    return not even(current.rate, step.rate) and _same_time(current, step.source)


def _fall(measures: Sequence[Open], source: Source) -> None:
    """End each measure that rests on the law that fell by ``source``'s words: an inference where it isn't named."""
    bases = falls(source)
    fact = source.fact
    near = fact.effective is not None and abs((fact.effective - source.day).days) <= 60
    day = fact.effective if near and fact.effective is not None else source.day
    for measure in measures:
        current = measure.standing()
        if measure.imposer != fact.imposer or measure.basis not in bases or current is None or current.day > day:
            continue
        inferred = source.fact is not measure.steps[-1].source.fact
        measure.steps.append(Step("struck_down", current.rate, None, day, source.day, source, inferred=inferred))


def _closed(measure: Open, as_of: dt.date) -> Measure:
    """Return the measure with its steps in order, and the end of a term that has run out."""
    steps = sorted(measure.steps, key=lambda step: (_when(step), step.reported))
    for step in list(steps):
        over = step.expires
        if over is None or over >= as_of or step.move == "suspended" or (step.since and step.since > as_of):
            continue
        later = any(
            other is not step
            and ((other.move in ENDED and other.day >= step.day) or (other.move in CHARGED and other.day > step.day))
            and other.day <= over
            for other in steps
        )
        extended = any(other.move in CHARGED and other is not step and other.seen > over for other in steps)
        if not later and not extended and step.seen <= over and step.move in CHARGED | {"announced"}:
            steps.append(Step("expired", step.rate, None, over, step.reported, step.source, inferred=True))
    steps.sort(key=lambda step: (_when(step), step.reported))
    return Measure(measure.imposer, measure.target, measure.product, measure.basis, tuple(steps), tuple(measure.differ))


def _when(step: Step) -> dt.date:
    """Return the day at which a step stands in a life; one that is only announced stands at the day it was reported."""
    if step.move in {"threatened", "announced"}:
        return step.reported
    return min(step.since, step.reported) if step.since and step.move == "in_force" else step.day
