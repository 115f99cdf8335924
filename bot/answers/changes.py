"""What moved in tariffs, from the ledger's measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot import ledger
from bot.answers.passages import sources_for
from bot.answers.steps import step_layer
from bot.answers.values import Change, TariffChanges
from bot.countries import name_of
from storage.records import Article, StoredTariff

MOST_CHANGES = 60
MOST_EARLIER = 5
EVERYONE = "*"


class Move(NamedTuple):
    """A step of a measure, and the day on which it counts as a move."""

    on: dt.date
    measure: ledger.Measure
    step: ledger.Step


def moves(
    places: Collection[str], last: dt.date, facts: Iterable[StoredTariff], articles: Mapping[str, Article]
) -> list[Move]:
    """Return the moves up to the day ``last`` that the facts tell of, newest first.

    ``places`` are the codes that count (with a member of the European Union the Union too); none means every country.
    A move's day is the one on which it took effect, else that of its article. ``facts`` may hold those of other places:
    of them only the sentences count that tell of a law's fall.
    """
    told = [(articles[each.article], each.fact) for each in facts if each.article in articles]
    dated = [pair for pair in told if pair[0].published is not None]
    found = [
        move for measure in ledger.build(dated, last) if _concerns(measure, places) for move in _moves(measure, last)
    ]
    found.sort(key=_order, reverse=True)
    return found


def compose_changes(
    country: str | None,
    since: dt.datetime,
    until: dt.datetime | None,
    moves: Sequence[Move],
    newest: dt.datetime | None,
    articles: Mapping[str, Article],
) -> TariffChanges | None:
    """Compose which of the :func:`moves`, newest first, are from ``since`` on, or None where there is no move at all.

    Where none is, the last ones before it are told. ``newest`` is the date of the newest article that tells of tariffs.
    """
    fresh = [move for move in moves if move.on >= since.date()]
    # What one sentence says of several goods is one change: more moves are looked at than are shown.
    shown = _joined(fresh[: 4 * MOST_CHANGES] or moves[: 4 * MOST_EARLIER])[: MOST_CHANGES if fresh else MOST_EARLIER]
    if not shown:
        return None
    return TariffChanges(
        country=name_of(country) if country is not None else None,
        since=since,
        until=until,
        fresh=bool(fresh),
        changes=tuple(shown),
        newest=newest,
        sources=sources_for(articles, (change.layer.passage.article for change in shown)),
    )


def _concerns(measure: ledger.Measure, places: Collection[str]) -> bool:
    if not places or measure.names_nobody:
        return not measure.names_nobody
    return measure.imposer in places or measure.target in {*places, EVERYONE}


def _moves(measure: ledger.Measure, last: dt.date) -> Iterator[Move]:
    """Yield the moves of one measure up to the day ``last``, an announced day that has come among them."""
    for step in measure.steps:
        planned = step.move in {"threatened", "announced"} or step.day > last
        yield Move(step.reported if planned else step.day, measure, step)
        if step.move == "announced" and step.since is not None and step.since <= last:
            begun = ledger.rate_on(measure, step.since)
            if begun is not None and begun.inferred and begun.source is step.source:
                yield Move(step.since, measure, begun)


def _order(move: Move) -> tuple[object, ...]:
    source, measure = move.step.source, move.measure
    place = (source.article.id, -source.fact.evidence.start, measure.imposer, measure.target, measure.product or "")
    published = source.article.published
    return (move.on, published.timestamp() if published else 0.0, *place, move.step.rate, move.step.move)


def _joined(moves: Sequence[Move]) -> list[Change]:
    """Return the moves as changes, what a sentence says of several goods as one."""
    joined: dict[object, list[Move]] = {}
    for move in moves:
        source, measure, step = move.step.source, move.measure, move.step
        said = (source.article.id, source.fact.evidence, step.rate, step.move, step.since)
        joined.setdefault((move.on, said, measure.imposer, measure.target, measure.basis), []).append(move)
    return [_change(alike) for alike in joined.values()]


def _change(alike: Sequence[Move]) -> Change:
    first = alike[0]
    layer = step_layer(first.measure.basis, first.measure.product, first.step)
    products = dict.fromkeys(move.measure.product for move in reversed(alike) if move.measure.product)
    return Change(first.on, layer, tuple(products))
