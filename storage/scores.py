"""What articles score by single terms: kept, since the index's score by several terms is the sum of theirs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from heapq import nlargest
from operator import itemgetter

from storage.database import Database
from storage.terms import MAX_TERMS, Term, match_expression

# So many scores are kept at most, some 100 bytes each.
MOST_SCORES = 40_000
# So many terms are remembered to have been asked for, kept or not.
MOST_ASKED = 512


class Scores:
    """Scores by term, for one state of the store: with any article that comes or goes all of them change.

    To score terms apart costs half as much again as to rank by all of them at once, so it is done only for several of
    which half were asked for before. The terms asked for last are kept.
    """

    def __init__(self, most: int = MOST_SCORES) -> None:
        self._most = most
        self._kept: OrderedDict[Term, Mapping[int, float]] = OrderedDict()
        self._size = 0
        self._asked: dict[Term, None] = {}

    async def best(self, database: Database, terms: Sequence[Term], limit: int) -> list[tuple[int, float]] | None:
        """Return the keys of the ``limit`` articles that score best by any of the terms, best first, with their scores.

        None where to rank by all of them at once is quicker: for a single one, or where most were never asked for.
        """
        told = [term for term in terms[:MAX_TERMS] if match_expression([term], "any") is not None]
        fresh = [term for term in dict.fromkeys(told) if term not in self._asked]
        if len(self._asked) + len(fresh) > MOST_ASKED:
            self._asked = {}
        self._asked.update(dict.fromkeys(fresh))
        if 2 * len(fresh) > len(told) or (len(told) == 1 and told[0] not in self._kept):
            return None
        total: dict[int, float] = {}
        for term in told:  # in their order: a sum of floats depends on it
            scores = await self._of(database, term)
            if total:
                known = total.get
                total.update([(key, known(key, 0.0) + score) for key, score in scores.items()])
            else:
                total = dict(scores)
        return nlargest(limit, total.items(), key=itemgetter(1))

    async def _of(self, database: Database, term: Term) -> Mapping[int, float]:
        found = self._kept.get(term)
        if found is None:
            rows = await database.fetch(
                "SELECT rowid, -bm25(articles_fts, 4.0, 1.0) FROM articles_fts WHERE articles_fts MATCH ?",
                (match_expression([term], "any"),),
            )
            found = self._kept[term] = dict(rows)
            self._size += len(found)
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1])
        else:
            self._kept.move_to_end(term)
        return found
