"""The figure that another article gives for what was asked: whoever asks what something costs should see both."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from bot.newsroom.hiding import Unfit, fit
from bot.newsroom.texts import document
from bot.searching import Search
from bot.searching.differing import amounts, told_otherwise
from bot.searching.passages import Passage
from bot.searching.words import stems_in
from storage.records import Article

MOST_OTHERS = 2
# So much of what was asked must stand somewhere in an article that is to be on the same thing.
_SAME_THING = 0.6


def asks_figure(wanted: Search) -> bool:
    """Tell whether a figure is asked for that another article may give differently: money, a number of something."""
    return wanted.asked == "number" and wanted.measure in {"money", "count", None}


def otherwise(
    wanted: Search,
    best: str,
    ranked: Mapping[str, list[Passage]],
    others: Mapping[str, Article],
    hidden: Unfit,
    named: AbstractSet[str],
) -> dict[str, list[Passage]]:
    """Return what was found with the sentences of ``others`` that give another figure, right behind the first.

    ``best`` is the text of the first article found; ``named`` are stems of persons and places that were asked for.
    """
    first, *_ = ranked
    span = ranked[first][0].span
    known, asked = amounts(best[span.start : span.end]), frozenset(wanted.stems)
    found: dict[str, list[Passage]] = {}
    for id_, article in others.items() if known and len(asked) > 1 else ():
        there = stems_in(article.text, asked) | stems_in(article.title, asked)
        if len(found) == MOST_OTHERS or len(there) < _SAME_THING * len(asked) or (named and named.isdisjoint(there)):
            continue
        sentences = [each for each in document(article.text).sentences if fit(each, hidden.get(id_, ()))]
        other = told_otherwise(article.text, sentences, known, asked - named, money=wanted.measure == "money")
        if other is not None:
            found[id_] = [other]
    return {first: ranked[first], **found, **ranked}
