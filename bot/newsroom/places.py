"""Questions about places: their tariffs, and how these moved."""

from __future__ import annotations

from bot.answers.values import Answer, Asked, Said, Tie
from bot.countries import code_of
from bot.matching import Entity, Found, Unknown
from bot.newsroom import tariffs
from bot.newsroom.index import candidate
from bot.newsroom.naming import with_product
from bot.newsroom.resolved import Desk, Resolved
from bot.question import Question


class PlaceQuestions(Desk):
    """Resolves what is asked of countries."""

    async def _country(self, asked: Asked, typed: str) -> Entity | Answer:
        found = self._names.resolve(typed, kinds=("country",))
        if isinstance(found, Found):
            return found.entity
        # "the Swiss", "the White House": forms that are a country's, though no name of one.
        code = code_of(typed)
        country = self._names.get("country", code) if code is not None else None
        if isinstance(found, Unknown):
            return country or await self.nothing(asked, typed, near=found.nearest)
        return Tie(asked, typed, tuple(candidate(entity) for entity in found.entities))

    async def _tariff(self, question: Question) -> Answer | Resolved:
        question = with_product(self._names, question)
        places: list[Entity] = []
        for typed in filter(None, (question.subject, question.partner)):
            place = await self._country("tariff", typed)
            if not isinstance(place, Entity):
                return place
            places.append(place)
        if not places:
            return Said("Which country? For example /tariff India.", "tariff")
        if len(places) == 2 and places[0].id == places[1].id:
            return Said(f"Country and partner are both {places[0].name}; name two different ones.", "tariff")
        country, partner = places[0], places[1] if len(places) > 1 else None
        asked = tariffs.Asked(
            country.id, partner.id if partner else None, question.product, question.as_of, question.direction
        )
        about = " ".join(filter(None, (question.product, f"and {partner.name}" if partner else None))) or None
        return self._resolved(
            "tariff",
            asked._asdict(),
            lambda: tariffs.report(self._store, self._index.statements, asked, self._now),
            "tariff",
            question.subject or "",
            name=country.name,
            about=about,
        )

    async def _changes(self, question: Question) -> Answer | Resolved:
        country: Entity | None = None
        if question.subject:
            place = await self._country("changes", question.subject)
            if not isinstance(place, Entity):
                return place
            country = place
        since = question.since or tariffs.some_time_ago(self._now)
        if since > self._now:
            return Said("That time is still to come, so nothing has moved since.", "changes")
        until = question.until if question.until is not None and question.until <= self._now else None
        code = country.id if country else None
        return self._resolved(
            "changes",
            {"country": code, "since": since, "until": until},
            lambda: tariffs.changes(self._index.statements, code, since, until, self._now),
            "changes",
            question.subject or "tariffs",
            name=country.name if country else None,
        )
