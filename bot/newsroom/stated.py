"""What the articles state of tariffs, decoded once and kept in memory while the store stays as it is."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from bot.answers.books import Books
from bot.answers.changes import Move
from storage.records import Article, StoredTariff
from storage.store import Store

# So many facts are kept at most, with their articles: those of the places asked for last.
MOST_FACTS = 20_000
MOST_MOVES = 8
MOST_BOOKS = 16


class Stated(NamedTuple):
    """Facts of one place or of all, those that tell of the end of a rate of their imposers, and their articles."""

    facts: Sequence[StoredTariff]
    ended: Sequence[StoredTariff]
    articles: dict[str, Article]

    @property
    def everything(self) -> list[StoredTariff]:
        """All of them, each once."""
        known = {(each.article, each.index) for each in self.facts}
        return [*self.facts, *(each for each in self.ended if (each.article, each.index) not in known)]


class Statements:
    """Reads statements for one state of the store: whoever holds it takes a new one when the store changes.

    The state tells too which articles the clock lets be seen (:class:`storage.editions.State`), so what was read at one
    moment holds at a later one.
    """

    def __init__(self, store: Store, most: int = MOST_FACTS) -> None:
        self._store = store
        self._most = most
        self._held: OrderedDict[str | None, Stated] = OrderedDict()
        self._moves: OrderedDict[tuple[tuple[str, ...], dt.date], list[Move]] = OrderedDict()
        self._books: OrderedDict[tuple[str, str | None, dt.date], tuple[Stated, Books]] = OrderedDict()

    async def about(self, code: str, now: dt.datetime, seen: dt.datetime) -> Stated:
        """Return what articles not dated after ``seen`` state of a place; ``now`` is the clock's, not before it."""
        return _before(await self._read(code, now), seen)

    async def all(self, now: dt.datetime, seen: dt.datetime) -> Stated:
        """Return what they state of all places."""
        return _before(await self._read(None, now), seen)

    def books(
        self, stated: Stated, country: str, partner: str | None, as_of: dt.date, make: Callable[[], Books]
    ) -> Books:
        """Return the books of a place on a day by what is ``stated``: those made before, or new ones."""
        key = (country, partner, as_of)
        held = self._books.get(key)
        if held is None or held[0] is not stated:
            held = self._books[key] = (stated, make())
        self._books.move_to_end(key)
        if len(self._books) > MOST_BOOKS:
            self._books.popitem(last=False)
        return held[1]

    def moves(self, places: tuple[str, ...], last: dt.date, find: Callable[[], list[Move]]) -> list[Move]:
        """Return the moves of these places up to the day ``last``, with all that is seen, found once."""
        known = self._moves.get((places, last))
        if known is None:
            known = self._moves[places, last] = find()
            if len(self._moves) > MOST_MOVES:
                self._moves.popitem(last=False)
        return known

    async def _read(self, code: str | None, now: dt.datetime) -> Stated:
        held = self._held.get(code)
        if held is not None:
            self._held.move_to_end(code)
            return held
        stored = self._store.tariffs
        facts = await (stored.all(now) if code is None else stored.facts_about(code, now))
        ended = [] if code is None else await stored.ended_by({each.fact.imposer for each in facts}, now)
        wanted = {each.article for each in (*facts, *ended)}
        articles = self._known(wanted)
        articles |= await self._store.articles.get_many(sorted(wanted - articles.keys()))
        held = self._held[code] = Stated(facts, ended, articles)
        while sum(len(each.facts) for each in self._held.values()) > self._most:
            self._held.popitem(last=False)
        return held

    def _known(self, wanted: Iterable[str]) -> dict[str, Article]:
        """Return those of the articles that are in memory already, so that each is there once."""
        found: dict[str, Article] = {}
        for id_ in wanted:
            for held in self._held.values():
                if (article := held.articles.get(id_)) is not None:
                    found[id_] = article
                    break
        return found


def _before(stated: Stated, seen: dt.datetime) -> Stated:
    """Leave out what articles dated after ``seen`` state."""
    late = {
        id_ for id_, article in stated.articles.items() if article.published is not None and article.published > seen
    }
    if not late:
        return stated
    facts = [each for each in stated.facts if each.article not in late]
    imposers = {each.fact.imposer for each in facts}
    ended = [each for each in stated.ended if each.article not in late and each.fact.imposer in imposers]
    wanted = {each.article for each in (*facts, *ended)}
    return Stated(facts, ended, {id_: each for id_, each in stated.articles.items() if id_ in wanted})
