"""The sentences of an article that answer a search, best first, with the words that match."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bot.searching.terms import Search
from bot.searching.wanting import NO_FIGURE, fits
from bot.searching.words import Word, stem, stems_in, words_in, words_in_spans
from storage.records import Span

RELATED = 0.35
"""What a related word counts beside one that was asked for."""
TITLE = 3
"""A sentence of so few words is the title of what follows: "Sofas." names what the next one speaks of."""
# What is refused or hasn't happened has no day.
_DENIED = re.compile(r"(?:\b(?:not|never|(?:refus|declin)\w+ to|without)|n['’]t)(?: \w+)? $", re.IGNORECASE)
_BEFORE = re.compile(r"\d[\d.,]*(?: (?:million|billion|thousand|hundred))? (?:\w+ )?$")


class Passage(NamedTuple):
    """One sentence: where it is, how well it answers (0 to about 1), and the spans of the words that match.

    ``share`` is how much of what was asked, by weight, it answers with its article's title, ``own`` without it,
    ``core`` with it of what are no names: 0 to 1.
    ``tells`` is false where a number was asked for and the sentence has none.
    """

    span: Span
    score: float
    matches: tuple[Span, ...]
    share: float = 1.0
    own: float = 0.0
    core: float = 1.0
    tells: bool = True


def best_passages(
    text: str,
    sentences: Sequence[Span],
    search: Search,
    frequency: Mapping[str, int] | None = None,
    total: int = 1,
    limit: int = 3,
    heading: str = "",
    names: AbstractSet[str] = frozenset(),
) -> list[Passage]:
    """Return the sentences of one text that answer ``search``: see :class:`Answering`."""
    return Answering(search, frequency or {}, total, names).best(text, sentences, limit, heading)


class Answering:
    """What a search looks for, weighed once and looked for in many texts.

    ``frequency`` tells in how many of ``total`` articles a stem stands: rare words count more. ``names`` are stems of
    persons and places that were asked for.
    """

    def __init__(
        self, search: Search, frequency: Mapping[str, int], total: int, names: AbstractSet[str] = frozenset()
    ) -> None:
        self._search = search
        self._weights = weights = _weights(search, frequency, total)
        if search.asked == "number" and len(weights) > 1 and (counted := _counted(search)) in weights:
            weights[counted] /= 3  # in "how many people watched" it is not the people that tell
        self._whole = sum(weights.values())
        self._bare = {key: weight for key, weight in weights.items() if key not in names}
        self._bare_whole = sum(self._bare.values())
        # The order of all words matters for phrases alone.
        self._telling = None if search.phrases else search.related.union(weights)
        self._phrases = [[stem(part) for part in phrase.split()] for phrase in search.phrases]
        self._marked = weights.keys() - {part for phrase in self._phrases for part in phrase}

    def best(self, text: str, sentences: Sequence[Span], limit: int = 3, heading: str = "") -> list[Passage]:
        """Return the sentences of ``text`` that answer, best first; none where no word of the search stands there.

        ``heading`` (the title) lends its words to all sentences at a fifth of their worth, so that in an article on the
        final "a crowd of 21,000" can win.
        """
        search, weights, whole, phrases = self._search, self._weights, self._whole, self._phrases
        if whole == 0:
            return []
        if (
            phrases
            and not search.words
            and sentences
            and not _any_phrase(text, search)
            and _any_phrase(heading, search)
        ):
            return [Passage(sentences[0], 1.0, ())]  # the title alone holds it: the first sentence stands for it
        telling = self._telling
        above = {word.stem for word in words_in(heading)} if telling is None else stems_in(heading, telling)
        all_words = words_in(text, only=telling)
        everywhere = above.union([word.stem for word in all_words])
        framed: AbstractSet[str] = above
        if search.asked in {"number", "date"} and len(weights) > 2:
            # "How many people has Tapti hired": whom the article names, its sentences need not name again.
            framed = above | {word.stem for word in all_words if word.stem in weights and text[word.start].isupper()}
        covered = sum([weight for key, weight in weights.items() if key in everywhere]) / whole
        found = self._answering(text, sentences, heading, all_words, above, covered)
        if phrases:
            exact = [each for each in found if each.runs]
            found = exact or ([] if not search.words else found)
        if not found and sentences and not phrases and weights.keys() <= above and search.asked != "age":
            return [Passage(sentences[0], 1.0, ())]  # the title alone holds the words
        found.sort()  # the best first, of equals the one that stands first
        return [self._passage(each, above, framed) for each in found[:limit]]

    def _passage(self, found: _Found, above: AbstractSet[str], framed: AbstractSet[str]) -> Passage:
        """Return a sentence that answers; ``framed`` are the stems that it need not have itself."""
        search, there = self._search, found.there
        share = core = _share(self._weights, self._whole, there | framed, search.kin)
        if framed is not above or len(self._bare) < len(self._weights):
            core = _share(self._bare, self._bare_whole, there | above, search.kin) if self._bare else 1.0
        return Passage(
            found.span,
            -found.least,
            _matches(found, self._marked, search.related),
            share,
            _share(self._weights, self._whole, there, search.kin),
            core,
            found.tells,
        )

    def _answering(
        self,
        text: str,
        sentences: Sequence[Span],
        heading: str,
        all_words: Sequence[Word],
        above: AbstractSet[str],
        covered: float,
    ) -> list[_Found]:
        """Return the sentences that answer, in order. ``above`` are the stems of the heading."""
        search, weights, whole, phrases = self._search, self._weights, self._whole, self._phrases
        found: list[_Found] = []
        kin = search.related
        a_word = whole / max(1, len(weights))
        before: AbstractSet[str] = frozenset()
        last = -1
        for place, words in words_in_spans(all_words, sentences):
            sentence = sentences[place]
            if place != last + 1:
                before = frozenset()
            last = place
            if search.asked == "date":
                words = [
                    word for word in words if not _DENIED.search(text, max(sentence.start, word.start - 24), word.start)
                ]
            there = {word.stem for word in words}
            if before and _is_title(text, sentences[place - 1]):
                there |= before
            runs = [run for phrase in phrases for run in _runs(words, phrase)] if phrases else ()
            own = lent = 0.0
            for key, weight in weights.items():
                if key in there:
                    own += weight
                elif key in above or key in before:
                    lent += weight
            if runs:
                own += 2.0
            related = 0.0 if kin.isdisjoint(there) else min(1.0, len(there & kin) * RELATED) * a_word
            before = there
            if own == 0 and not (related and lent):
                continue
            score = (own + 0.2 * lent + related) / whole
            tells = True
            if search.asked is not None:
                told = text[sentence.start : sentence.end]
                if search.asked == "reason":  # the sentence behind it may tell, or the title
                    told = f"{heading}\n{text[sentence.start : sentences[min(place + 1, len(sentences) - 1)].end]}"
                fitting = fits(told, search.asked, search.measure, related=related > 0)
                if fitting == 0:
                    continue
                tells = fitting != NO_FIGURE and (search.measure != "count" or _counts(search, there))
                if search.asked == "number" and _is_counted(text, words, search):
                    fitting *= 1.5  # "2,300 people", where it is asked how many people
                score *= fitting
            score = score * (0.4 + 0.6 * covered) + 0.02 / (1 + place)
            found.append(_Found(-score, sentence, words, there, runs, tells))
        return found


def _is_title(text: str, sentence: Span) -> bool:
    """Tell whether a sentence is so short that it is the title of the next."""
    return len(text[sentence.start : sentence.end].split(None, TITLE)) <= TITLE


class _Found(NamedTuple):
    """A sentence that answers: its score below zero (the best sorts first), and what of it is looked at again."""

    least: float
    span: Span
    words: Sequence[Word]
    there: AbstractSet[str]
    runs: Sequence[Span]
    tells: bool


def _matches(found: _Found, wanted: AbstractSet[str], related: AbstractSet[str]) -> tuple[Span, ...]:
    """Return the spans to mark: words that were asked for and whole phrases; where there is none, what is related."""
    spans = [Span(word.start, word.end) for word in found.words if word.stem in wanted]
    spans += found.runs
    return _apart(spans or [Span(word.start, word.end) for word in found.words if word.stem in related])


def _any_phrase(text: str, search: Search) -> bool:
    return any(_holds(text, Span(0, len(text)), [stem(part) for part in each.split()]) for each in search.phrases)


def _share(
    weights: Mapping[str, float], whole: float, there: AbstractSet[str], kin: Mapping[str, AbstractSet[str]]
) -> float:
    """Return the share of the weights (``whole`` in all) whose words, or whose kin, are there.

    A word that is kin to none in particular answers for the heaviest that is not there.
    """
    if weights.keys() <= there:
        return 1.0
    missing = [weight for key, weight in weights.items() if key not in there and there.isdisjoint(kin.get(key, ()))]
    if missing and not there.isdisjoint(kin.get("", ())):
        missing.remove(max(missing))
    return (whole - sum(missing)) / whole


def _weights(search: Search, frequency: Mapping[str, int], total: int) -> dict[str, float]:
    keys = [*search.stems, *(stem(part) for phrase in search.phrases for part in phrase.split())]
    return {key: math.log(1 + (total + 1) / (frequency.get(key, 0) + 0.5)) for key in keys if key}


def _counted(search: Search) -> str:
    """Return the stem of what "how many" counts: the first word after it."""
    return search.stems[0] if search.stems else ""


def _counts(search: Search, there: AbstractSet[str]) -> bool:
    """Tell whether what "how many" counts, or its kin, stands in a sentence: "12 per cent" is no number of ropes."""
    counted = _counted(search)
    return counted in there or not there.isdisjoint(search.kin.get(counted, frozenset()))


def _is_counted(text: str, words: Sequence[Word], search: Search) -> bool:
    """Tell whether a figure stands before what "how many" counts."""
    counted = _counted(search)
    return any(word.stem == counted and _BEFORE.search(text, max(0, word.start - 20), word.start) for word in words)


def _runs(words: Sequence[Word], phrase: Sequence[str]) -> list[Span]:
    size = len(phrase)
    return [
        Span(words[place].start, words[place + size - 1].end)
        for place in range(len(words) - size + 1)
        if all(words[place + offset].stem == part for offset, part in enumerate(phrase))
    ]


def _holds(text: str, span: Span, phrase: Sequence[str]) -> bool:
    return bool(_runs(words_in(text, *span), phrase))


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    if len(spans) == 1:
        return tuple(spans)
    kept: list[Span] = []
    for span in sorted(spans):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(span.end, kept[-1].end))
        else:
            kept.append(span)
    return tuple(kept)
