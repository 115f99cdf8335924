"""Full-text search over the articles: an FTS5 index of stems without accents, kept true by triggers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Literal, NamedTuple

from storage.database import Database
from storage.instants import to_number, to_number_or_none
from storage.records import Hit
from storage.rows import raw
from storage.scores import Scores
from storage.terms import Term, match_expression

# BM25 costs about a microsecond an article; of more matches than these only the newest are ranked. To find out which
# those are costs half as much an article: where a caller knows that no more than twice as many match, all are ranked.
MOST_RANKED = 2000
# Beyond the best so many more are looked at, as of equally good ones the newest come first.
MORE = 40

# The articles that match and that the question may see.
_MATCHING = (
    "FROM articles_fts CROSS JOIN articles AS a INDEXED BY articles_seen ON a.key = articles_fts.rowid "
    "WHERE articles_fts MATCH ?1 AND (a.published IS NULL AND ?3 IS NULL AND ?4 IS NULL "
    "OR a.published <= ?2 AND (?3 IS NULL OR a.published >= ?3) AND (?4 IS NULL OR a.published < ?4)) "
    "AND (?5 IS NULL OR a.source = CAST(?5 AS TEXT) COLLATE NOCASE) "
)


class Word(NamedTuple):
    """A word of the index (a stem in lower case without accents), in how many articles it stands and how often."""

    text: str
    articles: int
    times: int


class Searching:
    """The index of one store's articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def search(
        self,
        terms: Sequence[Term],
        *,
        now: dt.datetime,
        since: dt.datetime | None = None,
        until: dt.datetime | None = None,
        source: str | None = None,
        limit: int = 20,
        match: Literal["all", "any"] = "all",
        order: Literal["best", "newest"] = "best",
        at_most: int | None = None,
        scores: Scores | None = None,
    ) -> list[Hit]:
        """Find articles whose title or text holds the terms (all of them, or any), best or newest first.

        ``Hit.score`` is BM25 (higher is better; the title weighs fourfold), ``Hit.spans`` is empty. Articles are those
        with ``since <= published < until``, none dated after ``now``; with a bound, those without a date are left out.
        ``source`` is an outlet's name in any case. Where more than 2,000 match, the newest 2,000 are ranked; all are
        where the caller knows that ``at_most`` 4,000 match. ``scores`` are those of this state of the store, where the
        caller keeps them. No term with a letter or digit in it: nothing is found.
        Nothing that is typed raises.
        """
        expression = match_expression(terms, match)
        if expression is None:
            return []
        few = at_most is not None and at_most <= 2 * MOST_RANKED
        if few and order == "best" and since is until is None and source is None:
            any_of = terms if match == "any" or len(terms) == 1 else ()
            best = await self._best(expression, any_of, now, limit, scores)
            if best is not None:
                return best
        rows = await self._database.fetch(
            f"WITH edge AS (SELECT a.published AS since {_MATCHING} AND ?8 >= 0 "  # noqa: S608 - a constant
            "ORDER BY a.published DESC LIMIT 1 OFFSET ?8) "
            f"SELECT a.id, -bm25(articles_fts, 4.0, 1.0) AS score {_MATCHING} "
            "AND (?8 < 0 OR (SELECT since FROM edge) IS NULL OR a.published >= (SELECT since FROM edge)) "
            "ORDER BY CASE ?6 WHEN 'best' THEN score ELSE 0 END DESC, a.published DESC, a.id LIMIT ?7",
            (
                expression,
                to_number(now),
                to_number_or_none(since),
                to_number_or_none(until),
                None if source is None else raw(source),
                order,
                limit,
                -1 if few else MOST_RANKED - 1,
            ),
        )
        return [Hit(article_id, score) for article_id, score in rows]

    async def _best(
        self, expression: str, any_of: Sequence[Term], now: dt.datetime, limit: int, scores: Scores | None
    ) -> list[Hit] | None:
        """Return the best of all matches without looking up every article that matches.

        ``any_of`` are the terms where one is enough. None where what is found isn't enough: some articles are dated
        after ``now``, or more than a few are equally good.
        """
        later = "SELECT 1 FROM articles WHERE published > ? LIMIT 1"
        if limit < 1 or await self._database.fetch(later, (to_number(now),)):
            return None
        best = await scores.best(self._database, any_of, limit + MORE) if scores is not None and any_of else None
        if best is None:
            best = await self._database.fetch(
                "SELECT rowid, -bm25(articles_fts, 4.0, 1.0) AS score FROM articles_fts "
                "WHERE articles_fts MATCH ?1 ORDER BY score DESC LIMIT ?2",
                (expression, limit + MORE),
            )
        if len(best) == limit + MORE and best[limit - 1][1] == best[-1][1]:
            return None
        score = dict(best)
        rows = await self._database.fetch(
            "SELECT a.key, a.id FROM json_each(?) AS best "
            "CROSS JOIN articles AS a INDEXED BY articles_seen ON a.key = best.value ORDER BY a.published DESC, a.id",
            (json.dumps(list(score)),),
        )
        hits = [Hit(article_id, score[key]) for key, article_id in rows]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    async def vocabulary(self) -> list[Word]:
        """Return every word of the index with its counts, in order: what a mistyped word may be mended to."""
        rows = await self._database.fetch("SELECT term, doc, cnt FROM articles_vocabulary ORDER BY term")
        return [Word(*row) for row in rows]
