"""The tariff desk: facts about a place from the store."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.answers.tariffs import Asked, compose_tariffs
from bot.answers.values import Answer, Direction, TariffReport
from bot.countries import name_of
from bot.matching import Entity
from storage.store import Store


async def report(store: Store, asked: Asked, now: dt.datetime) -> TariffReport | None:
    """Return what the articles say of the country's tariffs, or None where they say nothing."""
    as_of = asked.as_of or now.date()
    end_of_day = dt.datetime.combine(as_of, dt.time.max, dt.UTC)
    facts = await store.tariffs.facts_about(asked.country, min(now, end_of_day))
    articles = await store.articles.get_many(sorted({fact.article for fact in facts}))
    return compose_tariffs(asked, as_of, facts, articles)


async def places_with_facts(store: Store, now: dt.datetime, most: int = 3) -> tuple[Entity, ...]:
    """Return countries that the articles state tariffs for, those they speak of most first."""
    places = [place for place in await store.tariffs.places(now) if place.code != "*"]
    return tuple(Entity("country", place.code, name_of(place.code)) for place in places[:most])


def as_data(answer: Answer) -> list[dict[str, Any]]:
    """Return a tariff answer as the list that ``ask --json`` promises; empty for any other answer."""
    if not isinstance(answer, TariffReport):
        return []
    return [_direction(direction, answer.as_of) for direction in (*answer.charged_on, *answer.charged_by)]


def _direction(direction: Direction, as_of: dt.date) -> dict[str, Any]:
    return {
        "imposer": direction.imposer,
        "target": direction.target,
        "product": direction.product,
        "as_of": as_of.isoformat(),
        "total": direction.total,
        "status": direction.status,
        "layers": [
            {
                "rate": layer.rate,
                "basis": layer.basis,
                "status": layer.status,
                "effective": layer.effective.isoformat() if layer.effective else None,
            }
            for layer in direction.layers
        ],
        "history": [
            {"total": total.total, "from": total.since.isoformat() if total.since else None}
            for total in direction.history
        ],
    }


__all__ = ["Asked", "as_data", "places_with_facts", "report"]
