"""How far an article is about a topic, and a quotation about what was asked: a word in passing is not the topic."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from bot.searching.terms import Search
from bot.searching.words import Word, stem, stems_in, words_by_span, words_in
from storage.records import Span

ABOUT = 0.5
"""From this on an article is about a topic, and a quotation answers a question about it."""


def aboutness(title: str, text: str, paragraphs: Sequence[Span], search: Search) -> float:
    """Return how far an article is about what ``search`` looks for, 0 to 1.

    The title settles it; else it is where and how often the words stand: all of them in one paragraph, more at the
    top than at the end. A name of several words, or a word with a capital letter inside a sentence, tells more than a
    common word in passing. Words of the topic's field count where the topic itself is named at least once.
    """
    wanted = {*search.stems, *(stem(part) for phrase in search.phrases for part in phrase.split())}
    if not wanted:
        return 0.0
    telling = wanted | search.related
    above = stems_in(title, telling)
    if wanted <= above:
        return 1.0
    score, named, told = 0.0, 0, 0
    field = 0.2 * min(2, len(above & search.related))
    for place, words in enumerate(words_by_span(words_in(text, only=telling), paragraphs)):
        there = {word.stem for word in words}
        field += 0.1 * min(3, len(there & search.related))
        if not _all_there(wanted, there, search):
            continue
        named += 1
        told += not all(_in_marks(text, paragraphs[place].start, word.start) for word in words if word.stem in wanted)
        proper = any(text[word.start].isupper() and _inside(text, word.start) for word in words if word.stem in wanted)
        score += 0.5 if place == 0 else 0.4 if place < len(paragraphs) / 3 else 0.25
        score += 0.25 if proper else 0.0
        score += 0.1 if len(wanted) > 1 else 0.0
        # Several words side by side, as asked, are the name of the thing and no chance.
        score += 0.2 if len(wanted) > 1 and _together(text, words, search.stems) else 0.0
    if named:
        score += min(0.5, field)
        # A title that has most of the words means them: "The week ahead: ... eye drops" over a paragraph on a recall.
        score += 0.2 if len(wanted) > 2 and 3 * len(wanted & above) >= 2 * len(wanted) else 0.0
        if named == 1 and not told:  # "a court with empty chairs is a furniture shop": a picture in somebody's words
            score = min(score, ABOUT)
    elif field >= 0.6:
        score = min(0.55, field / 2 + 0.1)
    return min(1.0, score)


class Telling:
    """The words of an article that tell whether what is said in it is about ``search``: found once, asked often."""

    def __init__(self, search: Search, text: str, title: str) -> None:
        self._wanted = dict.fromkeys((*search.stems, *(stem(part) for each in search.phrases for part in each.split())))
        self._related = search.related
        self._kin = search.kin
        telling = frozenset(self._wanted.keys() | search.related)
        words = words_in(text, only=telling)
        self._starts = [word.start for word in words]
        self._stems = [word.stem for word in words]
        lead = text.find("\n")  # what the first paragraph names, the others need not
        self._above = stems_in(title, telling).union(
            self._stems[: bisect_left(self._starts, lead if lead >= 0 else len(text))]
        )
        self._near: dict[Span, set[str]] = {}  # by the text around a quotation: several have the same
        self._heard: tuple[tuple[Span, ...], set[str]] = (
            (),
            set(),
        )  # of one quotation several things are asked in turn

    def _within(self, spans: Iterable[Span]) -> set[str]:
        there: set[str] = set()
        for start, end in spans:
            first = bisect_left(self._starts, start)
            there.update(self._stems[first : bisect_left(self._starts, end, first)])
        return there

    def _own(self, said: tuple[Span, ...]) -> set[str]:
        if said is not self._heard[0]:
            self._heard = said, self._within(said)
        return self._heard[1]

    def close(self, said: tuple[Span, ...]) -> bool:
        """Tell whether a word of the topic's field is among the words said."""
        return not self._related.isdisjoint(self._own(said))

    def relevance(self, said: tuple[Span, ...], around: Span, *, titled: bool = True) -> float:
        """Return how far a quotation answers a question about the search, 0 to 1.

        ``said`` are the stretches of its words, ``around`` the text around them; with ``titled`` the article's title
        and first paragraph count too. Each further out counts less. A quotation is about a topic when most of the
        topic's words are found.
        """
        if not self._wanted or not (self._stems or self._above):
            return 0.0
        above = self._above if titled else frozenset()
        near = self._near.get(around)
        if near is None:
            near = self._near[around] = self._within((around,))
        if not near:
            return 0.4 * len(self._wanted.keys() & above) / len(self._wanted)
        own = self._own(said)
        total = 0.0
        for key in self._wanted:
            if key in own:
                total += 1.0
            elif key in near or (own and not own.isdisjoint(self._kin.get(key, ()))):
                total += 0.75
            elif key in above:
                total += 0.4
        score = total / len(self._wanted)
        if score < 1.0 and not (self._related.isdisjoint(near) and self._related.isdisjoint(own)):
            score = min(1.0, score + 0.2)
        return score


def _all_there(wanted: AbstractSet[str], there: AbstractSet[str], search: Search) -> bool:
    """Tell whether a paragraph has all words of a topic; of several, kin of one may stand for it ("cocoa prices")."""
    missing = wanted - there
    if not missing:
        return True
    return len(missing) < len(wanted) and all(not there.isdisjoint(search.kin.get(key, ())) for key in missing)


def _together(text: str, words: Sequence[Word], stems: Sequence[str]) -> bool:
    """Tell whether the words of a search stand side by side in their order."""
    size = len(stems)
    for place in range(len(words) - size + 1):
        run = words[place : place + size]
        beside = all(len(text[one.end : other.start].strip("-–—")) <= 1 for one, other in pairwise(run))
        if beside and [word.stem for word in run] == list(stems):
            return True
    return False


def _in_marks(text: str, start: int, at: int) -> bool:
    """Tell whether a double quotation mark that opened since ``start`` is still open at ``at``."""
    before = text[start:at]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def _inside(text: str, start: int) -> bool:
    """Tell whether the word at ``start`` follows another word of its sentence."""
    before = text[max(0, start - 2) : start]
    return bool(before) and before[-1] == " " and before[0] not in '.!?:\n”"'
