"""By which step a measure is being charged on a day, and which of several rates are added."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from bot.ledger.measures import ALL
from bot.ledger.values import CHARGED, ENDED, Layer, Measure, Step

# Levied in addition to the ordinary duty: GATT 1994, articles VI and XIX.
REMEDIES = frozenset({"anti_dumping", "countervailing", "safeguard"})
STACKS = re.compile(
    r"\bon top of\b|\badditional\b|\bextra\b|\bplus\b|\bover and above\b|\bin addition\b"
    r"|\bas well\b|\bstack|\badded to\b|\btotal\b|\bcombined\b",
    re.IGNORECASE,
)
Charged = tuple[Measure, Step]


def rate_on(measure: Measure, day: dt.date) -> Step | None:
    """Return the step by which the measure is being charged on ``day``, or None.

    An announced day that has come counts, marked ``inferred``, unless a later word put it off or told of the old rate
    as still charged.
    """
    charged: Step | None = None
    for step in _by_day(measure, day):
        if step.move in CHARGED:
            begun = charged is not None and charged.inferred and abs(charged.rate - step.rate) < 0.01
            if begun and charged is not None and step.since is None:
                step = msgspec.structs.replace(step, since=charged.since, announced=charged.source)
            charged = step
        elif step.move == "announced" or (step.move == "suspended" and charged is None and _put_back(measure, step)):
            if step.since is not None and not _put_off(measure, step) and not _still(charged, step):
                charged = msgspec.structs.replace(step, move="in_force", inferred=True)
        elif charged is not None and _ends(step, charged):
            charged = None
    return charged


def _ends(step: Step, charged: Step) -> bool:
    whole = step.move in {"struck_down", "expired"} or charged.inferred
    return whole or abs(charged.rate - step.rate) < 0.01 or step.rate > charged.rate


def _by_day(measure: Measure, day: dt.date) -> list[Step]:
    """Return the steps that count on ``day``, by the day from which each counts."""
    counting: list[tuple[dt.date, dt.date, Step]] = []
    for step in measure.steps:
        if step.move == "threatened" or (step.move == "announced" and step.since is None):
            continue
        begins = step.day
        if step.move == "in_force" and step.since is not None:
            begins = min(step.since, step.reported)
        later = step.move == "suspended" and step.since is not None and step.since > step.reported
        if later and _put_back(measure, step):
            # Of a tariff that is charged the day is the first of the pause, of one that isn't yet the new first day.
            counting.append((step.reported, step.reported, msgspec.structs.replace(step, since=None)))
        if begins <= day:
            counting.append((begins, step.reported, step))
    return [step for _, _, step in sorted(counting, key=lambda each: each[:2])]


def _put_back(measure: Measure, step: Step) -> bool:
    """Tell whether a suspension is of a tariff that was announced and never charged, so that its day is a new start."""
    before = [other for other in measure.steps if other.reported <= step.reported and other is not step]
    return any(s.move == "announced" for s in before) and not any(
        s.move in CHARGED or (s.move == "announced" and s.since is not None and s.since < step.reported) for s in before
    )


def _still(charged: Step | None, announced: Step) -> bool:
    """Tell whether an article tells of the old rate as charged after the announced day."""
    return (
        charged is not None
        and announced.since is not None
        and charged.seen > announced.since
        and charged.seen > announced.reported
        and abs(charged.rate - announced.rate) >= 0.01
    )


def _put_off(measure: Measure, step: Step) -> bool:
    """Tell whether an announced beginning was moved, suspended or withdrawn by a later word before it came."""
    return any(
        later.reported > step.reported
        and step.since is not None
        and later.reported <= step.since
        and abs(later.rate - step.rate) < 0.01
        and (
            (later.move == "announced" and later.since is not None and later.since > step.since)
            or (later.move == "suspended" and later is not step)
            or later.move in ENDED
        )
        for later in measure.steps
    )


def layers_on(measures: list[Measure], day: dt.date) -> tuple[Layer, ...]:
    """Return the rates of ``measures`` that are charged together on ``day``; a rate of 0 is none."""
    found: list[Charged] = []
    for measure in measures:
        step = rate_on(measure, day)
        if step is not None and step.rate > 0:
            found.append((measure, step))
    if len(found) > 1:
        found = _stacked(found)
    return tuple(
        Layer(
            step.rate,
            measure.basis,
            "in_force",
            step.since,
            measure.product,
            step.source.fact.reason,
            step.source.fact.approximate,
            step.inferred,
            step.source,
            step,
        )
        for measure, step in found
    )


def _stacked(found: list[Charged]) -> list[Charged]:
    """Keep the newest of several rates, and with it those that an article adds to it."""
    stacking = [pair for pair in found if any(STACKS.search(step.source.sentence) for step in pair[0].steps)]
    base = max(
        (pair for pair in found if pair not in stacking),
        key=lambda pair: (pair[0].basis != "mfn", pair[0].target != ALL, pair[1].day),
        default=None,
    )
    if not stacking:
        remedies = base is not None and base[0].basis in REMEDIES
        return [pair for pair in found if pair is base or (remedies and pair[0].basis == "mfn")]
    return [pair for pair in found if pair is base or pair in stacking or pair[0].basis == "mfn"]
