"""What an operator corrects: used by ``python -m bot correct`` and the owners' ``/correct``."""

from __future__ import annotations

import datetime as dt

from bot.intake import Intake
from bot.wording.phrases import day
from storage.corrections import Correction, Kind, Report
from storage.records import KnownPerson, Span
from storage.store import Store

NEEDS_REASON = "A correction needs a reason; it is kept with its date."


class CorrectionError(Exception):
    """A correction that can't be made; ``str()`` is the sentence for the operator."""


class Corrector:
    """Makes, lists and withdraws corrections on one store; they hold from the next answer on."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def person(self, typed: str) -> KnownPerson:
        """Return the person with this id or exact name. Raises :class:`CorrectionError` for none or several."""
        known = await self._store.people.get(typed)
        if known is not None:
            return known
        folded = typed.casefold().strip()
        named = [person for person in await self._store.people.all() if person.name.casefold() == folded]
        if len(named) == 1:
            return named[0]
        if named:
            ids = ", ".join(person.id for person in named)
            raise CorrectionError(f"Several people are called {typed}; name one by id: {ids}.")
        raise CorrectionError(f"Nobody has the id or name {typed}; `export people` lists the names.")

    async def add(
        self,
        kind: Kind,
        reason: str,
        now: dt.datetime,
        *,
        article: str | None = None,
        span: Span | None = None,
        person: str | None = None,
        other: str | None = None,
    ) -> int:
        """Keep a correction and project anew what it touches; return its number.

        ``person`` and ``other`` are ids or names. Raises :class:`CorrectionError` where it can't be made.
        """
        if not reason.strip():
            raise CorrectionError(NEEDS_REASON)
        one = (await self.person(person)).id if person else None
        two = (await self.person(other)).id if other else None
        if article is not None:
            await self._check_place(article, span)
        try:
            number = await self._store.corrections.add(
                Correction(kind, reason.strip(), now, article=article, span=span, person=one, other=two)
            )
        except ValueError as error:
            told = str(error).replace("_", " ")
            raise CorrectionError(f"{told[:1].upper()}{told[1:]}.") from None
        intake = Intake(self._store)
        if kind == "remove" and article is not None:
            await intake.remove(article)
        await intake.project()
        return number

    async def _check_place(self, article: str, span: Span | None) -> None:
        kept = await self._store.articles.get(article)
        if kept is None:
            raise CorrectionError(f"There is no article {article}.")
        if span is not None and not 0 <= span.start < span.end <= len(kept.text):
            raise CorrectionError(f"{span.start} to {span.end} is no stretch of that article's {len(kept.text)} signs.")

    async def withdraw(self, number: int) -> bool:
        """Take a correction back. Returns False when there is none of that number."""
        found = await self._store.corrections.withdraw(number)
        await self._store.people.mark_dirty()
        await Intake(self._store).project()
        return found

    async def lines(self) -> list[str]:
        """Return corrections and open reports, a line each."""
        made = [_correction_line(each) for each in await self._store.corrections.all()]
        return [*made, *(_report_line(each) for each in await self._store.corrections.reports())]


def _correction_line(each: Correction) -> str:
    span = f"[{each.span.start}:{each.span.end}]" if each.span else ""
    what = " ".join(filter(None, (f"{each.article or ''}{span}", each.person, each.other)))
    return f"correction {each.id}: {each.kind.replace('_', ' ')} {what}, {day(each.made)}: {each.reason}"


def _report_line(each: Report) -> str:
    articles = f" ({', '.join(each.articles)})" if each.articles else ""
    return f"report {each.id}, {day(each.made)}: “{each.sentence}” in “{each.answer}”{articles}: {each.reason}"
