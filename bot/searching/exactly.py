"""Which of several a question asks about: the second, that of a year, that of a country; and who tells of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, Self

from bot.countries import find_places
from bot.searching.kin import country_named
from bot.searching.terms import Search
from bot.searching.words import stems_in, words_by_span, words_in
from storage.records import Span

_ORDINALS = {
    each: re.compile(rf"\b(?:{each}|other|another|next|last|latter)\b", re.IGNORECASE)
    for each in ("second", "third", "fourth", "fifth", "sixth")
}
_YEAR = re.compile(r"(?:19|20)\d\d")
# Of which years a sentence tells. "Since 2019" and "until 2030" tell of others too.
_TOLD_OF = re.compile(
    r"\b(?:in|during|of|for|throughout) (?P<year>(?:19|20)\d\d)\b(?! (?!is\b|was\b|has\b)\w+s\b)", re.I
)


class Exact(NamedTuple):
    """What a sentence must tell of: an ordinal, years, and for a number the country that is asked about.

    ``besides`` are the stems of what else is asked: the second of what.
    """

    ordinals: tuple[str, ...]
    besides: frozenset[str]
    years: tuple[str, ...]
    countries: frozenset[str]

    @classmethod
    def of(cls, wanted: Search) -> Self:
        """Return what a search asks for exactly."""
        words = [word.lower() for word in wanted.words]
        codes = [code for word in words if (code := country_named(word)) is not None]
        ordinals = tuple(word for word in words if word in _ORDINALS)
        return cls(
            ordinals,
            frozenset(key for word, key in zip(words, wanted.stems, strict=True) if word not in ordinals),
            tuple(word for word in words if _YEAR.fullmatch(word)),
            frozenset(codes) if wanted.asked == "number" else frozenset(),
        )

    @property
    def asks(self) -> bool:
        """Whether anything is asked for exactly."""
        return bool(self.ordinals or self.years or self.countries)

    def told(self, heading: str, text: str, span: Span, year: int | None) -> bool:
        """Tell whether a sentence of an article of ``year`` may tell of what is asked."""
        sentence = text[span.start : span.end]
        if self.ordinals and not stems_in(sentence, self.besides):
            return False
        if any(not _ORDINALS[each].search(sentence) and each not in heading.lower() for each in self.ordinals):
            return False
        if any(int(asked) != year and asked not in sentence and asked not in heading for asked in self.years):
            return False
        if self.years and (there := set(_TOLD_OF.findall(sentence))) and there.isdisjoint(self.years):
            return False
        if self.countries:
            named = {place.code for place in find_places(text, *span)}
            return not named or not named.isdisjoint(self.countries)
        return True


def together(
    text: str, sentences: Sequence[Span], one: AbstractSet[str], other: AbstractSet[str], reach: int = 0
) -> bool:
    """Tell whether a sentence has a word of both, or one within ``reach`` of it the other.

    Who scored in another match is not who scored for the Dutch.
    """
    ones, others = list[int](), list[int]()
    for place, words in enumerate(words_by_span(words_in(text, only=one | other), sentences)):
        there = {word.stem for word in words}
        if not there.isdisjoint(one):
            ones.append(place)
        if not there.isdisjoint(other):
            others.append(place)
    return any(abs(here - there) <= reach for here in ones for there in others)
