"""Which articles can't answer a search, though they hold words of it: they lack whom, what or where it asks about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from bot.matching import Names, Unknown
from bot.searching import Search
from bot.searching.exactly import Exact, together
from bot.searching.excluding import excluded, places_asked
from bot.searching.kin import is_english
from bot.searching.passages import Passage
from bot.searching.wanting import tells_money
from bot.searching.words import forms_in, stems_in
from storage.records import Article, Span

_YEAR = re.compile(r"(?:19|20)\d\d")
# So many articles tell whether a word is a name.
MOST_LOOKED_AT = 8
SENTENCES, SENTENCES_EXACT = 2, 6


class Bars:
    """What an article must have to answer a search.

    ``named`` are the stems of the names that were asked for, ``places`` those of countries, regions and towns.
    """

    def __init__(self, wanted: Search, names: Names, articles: Iterable[Article]) -> None:
        self.named = _people_among(wanted, names) | _proper(wanted, articles)
        self._places, self._contrasts = places_asked(wanted), excluded(wanted)
        self.places = frozenset().union(*self._places)
        self._years = frozenset(word for word in wanted.words if _YEAR.fullmatch(word))
        self._office = wanted.office if wanted.office.keys() <= set(wanted.stems) else {}
        office = [
            forms for key, forms in {**wanted.office, **wanted.goods}.items() if key in wanted.stems
        ]  # a slip is no longer there
        self._deed = wanted.deed
        self._priced = wanted.priced if not wanted.priced.isdisjoint(wanted.stems) else frozenset[str]()
        self._needed = [each for each in (wanted.deed, *office) if each]
        self._exact = Exact.of(wanted)
        self._telling = self.named.union(*self._places, *(one | other for one, other in self._contrasts), *self._needed)

    def together(self, heading: str, text: str, sentences: Sequence[Span]) -> bool:
        """Tell whether an article tells of what whoever is asked for did there, or is of that, and not of others."""
        places = self.named | self.places
        if self._deed and places and not together(text, sentences, self._deed, places):
            return False
        if self._priced and not self._has_price(heading, text, sentences):
            return False
        if len(self._office) < 2:
            return True
        held, owner = self._office.values()
        return bool(stems_in(heading, owner)) or together(text, sentences, held, owner, 1)

    def _has_price(self, heading: str, text: str, sentences: Sequence[Span]) -> bool:
        """Tell whether a sum stands near what has the price asked for: what the pool costs, its petition doesn't."""
        if stems_in(heading, self._priced):
            return True
        near = False
        for each in sentences:
            sentence = text[slice(*each)]
            here = bool(stems_in(sentence, self._priced))
            if (near or here) and tells_money(sentence):
                return True
            near = here
        return False

    @property
    def looked_at(self) -> int:
        """How many sentences of an article to look at: more where the best may tell of another year or thing."""
        return SENTENCES if not self._exact.asks else SENTENCES_EXACT

    def telling(self, best: Sequence[Passage], heading: str, text: str, year: int | None) -> list[Passage]:
        """Return those sentences of an article, best first, that don't tell of another year, country or one of several.

        ``year`` is that of the article.
        """
        if not self._exact.asks:
            return list(best)
        return [each for each in best if self._exact.told(heading, text, each.span, year)][:SENTENCES]

    def keep_out(self, heading: str, text: str, year: int | None) -> bool:
        """Tell whether an article, its titles and its text, has no answer: "tickets sold" is none to what Pinto sold,
        nor is Peru's rate to what Chile's is, nor the women's final to who won the men's, nor this year's crop to that
        of 2022, nor who built a bridge to who paid for it. ``year`` is that of the article.
        """
        if any(int(asked) != year and asked not in text and asked not in heading for asked in self._years):
            return True
        if not self._telling:
            return False
        there = stems_in(text, self._telling) | stems_in(heading, self._telling)
        return (
            not self.named <= there
            or any(there.isdisjoint(forms) for forms in self._needed)
            or any(there.isdisjoint(forms) for forms in self._places)
            or any(there.isdisjoint(one) and not there.isdisjoint(other) for one, other in self._contrasts)
        )


def _people_among(wanted: Search, names: Names) -> frozenset[str]:
    """Return the stems of what was asked for that name somebody known and are no words of the language."""
    return frozenset(
        key
        for word, key in zip(wanted.words, wanted.stems, strict=True)
        if not is_english(word) and not isinstance(names.resolve(word, ("person",), spelt=True), Unknown)
    )


def _proper(wanted: Search, articles: Iterable[Article]) -> frozenset[str]:
    """Return the stems of what was asked for that these articles write with a capital letter only: names of things.

    Where a name may be said in another way, as a country's, it is none that must stand there.
    """
    keys = frozenset(
        key
        for word, key in zip(wanted.words, wanted.stems, strict=True)
        if len(word) > 3 and not is_english(word) and not wanted.kin.get(key)
    )
    if not keys:
        return keys
    small, large = set[str](), set[str]()
    for article in islice(articles, MOST_LOOKED_AT):
        for word, key in forms_in(article.text, keys):
            (large if word[0].isupper() else small).add(key)
    return frozenset(large - small)
