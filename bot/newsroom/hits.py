"""Which articles the last searches found, kept while the store stays as it is: a next page asks for them again.

So is what articles score by the terms asked for last, of which other searches are made.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Sequence
from typing import Literal

from storage.records import Hit
from storage.scores import Scores
from storage.store import Store
from storage.terms import Term

MOST_SEARCHES = 64


class Hits:
    """Searches one state of the store: whoever holds it takes a new one when the store changes.

    As with :class:`bot.newsroom.stated.Statements` the state tells which articles the clock lets be seen, so what was
    found at one moment holds at a later one.
    """

    def __init__(self, store: Store, most: int = MOST_SEARCHES) -> None:
        self._store = store
        self._most = most
        self._found: OrderedDict[tuple[object, ...], list[Hit]] = OrderedDict()
        self._scores = Scores()

    async def search(
        self,
        terms: Sequence[Term],
        now: dt.datetime,
        *,
        match: Literal["all", "any"],
        limit: int,
        at_most: int | None,
        since: dt.datetime | None = None,
        until: dt.datetime | None = None,
        source: str | None = None,
        order: Literal["best", "newest"] = "best",
    ) -> list[Hit]:
        """Return what :meth:`storage.searching.Searching.search` does."""
        if len(terms) == 1:
            match = "any"  # of one term both are the same: a brief on a topic comes after who said something about it
        key = (*terms, match, limit, at_most, since, until, source, order)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = await self._store.articles.search(
                terms,
                now=now,
                since=since,
                until=until,
                source=source,
                limit=limit,
                match=match,
                order=order,
                at_most=at_most,
                scores=self._scores,
            )
            if len(self._found) > self._most:
                self._found.popitem(last=False)
        self._found.move_to_end(key)
        return found
