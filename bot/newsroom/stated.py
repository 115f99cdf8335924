"""What the articles state of tariffs, decoded once and kept in memory while nothing of it changes in the store."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from bot.answers.books import Books
from bot.answers.changes import Move
from storage.records import Article, StoredTariff
from storage.store import Store

# So many facts are kept at most, with their articles: those of the places asked for last. A quarter of them outlasts a
# change of the store.
MOST_FACTS = 20_000
MOST_MOVES = 8
MOST_BOOKS = 16
MOST_EARLIER = 16
# What is read is every statement: which of them the clock lets be seen is looked at anew for each question.
_ANY_TIME = dt.datetime.max.replace(tzinfo=dt.UTC)


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


class _Read(NamedTuple):
    """What is stated, and the store's number at which it was."""

    stated: Stated
    number: int


class Statements:
    """Reads statements for one state of the store: whoever holds it takes the :meth:`next` when the store changes."""

    def __init__(self, store: Store, most: int = MOST_FACTS) -> None:
        self._store = store
        self._most = most
        self._held: OrderedDict[str | None, _Read] = OrderedDict()
        self._before: dict[str | None, _Read] = {}
        self._earlier: OrderedDict[tuple[str | None, frozenset[str]], tuple[Stated, Stated]] = OrderedDict()
        self._moves: OrderedDict[tuple[tuple[str, ...], dt.date], list[Move]] = OrderedDict()
        self._books: OrderedDict[tuple[str, str | None, dt.date], tuple[Stated, Books]] = OrderedDict()

    async def next(self) -> Statements:
        """Return those for the store as it is now, with what no change has touched since it was read.

        What was touched is left behind at once, so that no words of a removed article stay in memory.
        """
        other = Statements(self._store, self._most)
        room, before = self._most // 4, []
        # An answer may be under way on the store's own thread: what it adds meanwhile is not looked for.
        for code, read in reversed((*self._before.items(), *self._held.items())):
            room -= len(read.stated.facts)
            if room < 0:
                break
            if await self._stands(code, read):
                before.append((code, read))
        other._before.update(reversed(before))  # those asked for last are last
        kept = {id(read.stated) for read in other._before.values()}
        other._earlier.update((key, each) for key, each in tuple(self._earlier.items()) if id(each[0]) in kept)
        kept |= {id(earlier) for _, earlier in other._earlier.values()}
        other._books.update((key, each) for key, each in tuple(self._books.items()) if id(each[0]) in kept)
        return other

    async def about(self, code: str, seen: dt.datetime) -> Stated:
        """Return what articles not dated after ``seen`` state of a place."""
        return self._seen(code, await self._read(code), seen)

    async def all(self, seen: dt.datetime) -> Stated:
        """Return what they state of all places."""
        return self._seen(None, await self._read(None), seen)

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

    async def _read(self, code: str | None) -> Stated:
        held = self._held.get(code)
        if held is not None:
            self._held.move_to_end(code)
            return held.stated
        number = await self._store.editions.edition()
        before = self._before.pop(code, None)
        if before is not None and await self._stands(code, before):
            stated = before.stated
        else:
            stated = await self._fetched(code)
        self._held[code] = _Read(stated, number)
        self._make_room()
        return stated

    async def _fetched(self, code: str | None) -> Stated:
        stored = self._store.tariffs
        facts = await (stored.all(_ANY_TIME) if code is None else stored.facts_about(code, _ANY_TIME))
        ended = [] if code is None else await stored.ended_by({each.fact.imposer for each in facts}, _ANY_TIME)
        wanted = {each.article for each in (*facts, *ended)}
        articles = self._known(wanted)
        articles |= await self._store.articles.get_many(sorted(wanted - articles.keys()))
        return Stated(facts, ended, articles)

    async def _stands(self, code: str | None, read: _Read) -> bool:
        """Tell whether no change has touched what was read.

        An article, its reading or a correction that comes, goes or changes touches each place that its facts name.
        """
        if await self._store.editions.of_places(None if code is None else (code,)) > read.number:
            return False
        imposers = {each.fact.imposer for each in read.stated.facts}
        if code is None or await self._store.editions.of_places(imposers) <= read.number:
            return True
        # Some of those who charge this place were in the news, which matters only where it tells of the end of a rate.
        ended = await self._store.tariffs.ended_by(imposers, _ANY_TIME)
        if ended != read.stated.ended:
            return False
        articles = await self._store.articles.get_many(sorted({each.article for each in ended}))
        return all(read.stated.articles[id_] == article for id_, article in articles.items())

    def _make_room(self) -> None:
        """Let go what was asked for first where there is too much, of what was read before all others."""
        size = sum(len(each.stated.facts) for each in (*self._before.values(), *self._held.values()))
        while size > self._most:
            gone = self._before.pop(next(iter(self._before))) if self._before else self._held.popitem(last=False)[1]
            size -= len(gone.stated.facts)

    def _seen(self, code: str | None, stated: Stated, seen: dt.datetime) -> Stated:
        """Leave out what articles dated after ``seen`` state; the same is given for the same, as books go by it."""
        late = frozenset(
            id_ for id_, each in stated.articles.items() if each.published is not None and each.published > seen
        )
        if not late:
            return stated
        known = self._earlier.get((code, late))
        if known is None:
            known = self._earlier[code, late] = (stated, _without(stated, late))
            if len(self._earlier) > MOST_EARLIER:
                self._earlier.popitem(last=False)
        return known[1]

    def _known(self, wanted: Iterable[str]) -> dict[str, Article]:
        """Return those of the articles that are in memory already, so that each is there once."""
        found: dict[str, Article] = {}
        missing = set(wanted)
        for held in self._held.values():
            here = held.stated.articles
            there = missing & here.keys()
            found.update([(id_, here[id_]) for id_ in there])
            missing -= there
        return found


def _without(stated: Stated, late: frozenset[str]) -> Stated:
    """Leave out what these articles state."""
    facts = [each for each in stated.facts if each.article not in late]
    imposers = {each.fact.imposer for each in facts}
    ended = [each for each in stated.ended if each.article not in late and each.fact.imposer in imposers]
    wanted = {each.article for each in (*facts, *ended)}
    return Stated(facts, ended, {id_: each for id_, each in stated.articles.items() if id_ in wanted})
