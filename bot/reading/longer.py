"""A longer beginning: the first sentences up to the one that says by itself what they are about, as one stretch.

"Four years. Millions have fled. A court in Tema is to hear ...": whoever reads such a beginning from its first word on
knows what its reader was to know. A sentence from further down, shown without it, may go on from what stands above.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from bot.reading.anchors import AT_PICTURE, AT_TOWN, POINTS_AT
from bot.reading.beginnings import DEFINITE, HOLDER, brings_in, goes_on_from_above
from bot.reading.holders import has_bare_surname, has_stranger
from bot.reading.onward import asks, says_i
from bot.reading.references import LATER, beginning
from bot.reading.standalone import Standing
from bot.reading.telling import tells_which
from bot.reading.whole import is_above, is_running_text
from storage.records import Span

_MOST = 5  # sentences
_LATER = 10  # sentences: a bare lead that begins in the middle may begin as far down instead
_MOST_WORDS = 100
_SHORT = 8  # words: "Four years.", "Blatantly."
_FEW = re.compile(r"[\"“‘']?[A-Z\d][^|\n:]*[.?!…][\"”’']?")
# Whose or what it is, no later sentence can be trusted to tell.
_MIDDLE = re.compile(r"(?:They|Their|And|But|Or|Nor|So|Yet|Then|However|Still|Instead|Otherwise)\b")
# "He has called China provocative", "The former Mexican leader".
_SOMEBODY = re.compile(r"(?:He|She|His|Her|The (?:former |then-)?(?:[A-Z][a-z]+ )?(?:leader|president|minister))\b")
_BACK = re.compile(r"(?:They|It|This|That|These|Those|He|She|His|Her|Its|Their|Here|There)\b")


def longer(standing: Standing) -> Span | None:
    """Return the first two to five sentences as one stretch that can be shown alone, None where nothing tells that.

    The last of them brings in what it is about. None of them is a caption, torn, or says "I" of nobody knows whom.
    """
    opening = standing.opening
    if opening is None:
        return None
    sentences = standing.document.sentences
    text = standing.document.text
    at = bisect_left(sentences, opening)
    first = sentences[at]
    if not _is_text(standing, first):
        return None  # also because it may be endless
    words = beginning(text[first.start : first.end])
    if _BACK.match(words) is not None or goes_on_from_above(words) or HOLDER.search(words) is not None:
        return None
    if standing.dangling(first, author_told=True) is not None or standing.lack(first) == "speech":
        return None
    if POINTS_AT.search(words) is not None or DEFINITE.match(words) is not None:
        return None
    for last in sentences[at : at + _MOST]:
        if not _is_text(standing, last) or says_i(standing, last):
            return None
        stretch = Span(first.start, last.end)
        if len(text[first.start : last.end].split()) > _MOST_WORDS or standing.is_cut(last):
            return None
        if last is not first and _explains(standing, last) and standing.holds(stretch):
            return None if has_bare_surname(standing, stretch) else stretch
    return None


def _is_text(standing: Standing, sentence: Span) -> bool:
    """Tell whether this is a sentence of the running text, or a few words of it: "Blatantly."."""
    text = standing.document.text[sentence.start : sentence.end]
    if standing.is_whole(sentence):
        return standing.lack(sentence) not in {"broken", "call"}
    few = beginning(text)
    return len(few.split()) <= _SHORT and _FEW.fullmatch(few) is not None and not is_above(text)


def _explains(standing: Standing, sentence: Span) -> bool:
    """Tell whether a sentence says what it is about."""
    text = standing.document.text[sentence.start : sentence.end]
    return (
        standing.is_whole(sentence)
        and brings_in(standing, sentence)
        and tells_which(text)
        and not asks(standing, sentence)
        and not goes_on_from_above(beginning(text))
    )


def lead(standing: Standing, together: int, most: int) -> list[Span]:
    """Return the first sentences of the running text, for an article of which nothing tells that they can be shown.

    Up to ``together`` of them are one stretch, as far as nothing stands between them, with the few words among them.
    Where the first goes on from something that isn't there, or one speaks of a picture beside it, the stretch begins
    with the first one that doesn't.
    """
    sentences = standing.document.sentences[:most]
    text = standing.document.text
    whole = [sentence for sentence in sentences if standing.is_whole(sentence)]
    if not whole:  # where a mark of a quotation is missing, none may be
        whole = [each for each in sentences if is_running_text(text[each.start : each.end], each is sentences[0])]
    if not whole:
        return []
    start = _start(standing, sentences, whole[0])
    middle = start != standing.opening or _MIDDLE.match(beginning(text[start.start : start.end])) is not None
    if middle or any(AT_PICTURE.search(text, *each) is not None for each in whole[:together]):
        start = next((each for each in whole[:_LATER] if _begins(standing, each)), start)
    elif _refers_back(standing, [start, *whole[1:together]]):
        start = next((each for each in whole[:_LATER] if _brings_in(standing, each)), start)
    end, taken = start.end, 0
    for sentence in sentences[bisect_left(sentences, start) :]:
        if taken == together or not (sentence in whole or _is_text(standing, sentence)):
            break
        end = sentence.end
        taken += sentence in whole
    return [Span(start.start, end), *(each for each in whole if each.start >= end)]


def _start(standing: Standing, sentences: Sequence[Span], first: Span) -> Span:
    """Return where the text begins: with its first whole sentence, or the few words right above it."""
    opening = standing.opening
    found = first
    for sentence in reversed(sentences[: bisect_left(sentences, first)]):
        if opening is None or sentence.start < opening.start or not _is_text(standing, sentence):
            break
        if not standing.is_cut(Span(sentence.start, first.end)):
            found = sentence
    return found


def _brings_in(standing: Standing, sentence: Span) -> bool:
    """Tell whether a sentence goes on from nothing, isn't somebody's words, and says what it is about."""
    return _begins(standing, sentence) and not standing.speech(sentence) and brings_in(standing, sentence)


def _refers_back(standing: Standing, first: Sequence[Span]) -> bool:
    """Tell whether the first of these sentences speaks of a time, a town or somebody that none of them names."""
    text = standing.document.text
    words = beginning(text[first[0].start : first[0].end])
    if LATER.match(words) is not None or AT_TOWN.search(words) is not None:
        return True
    if _SOMEBODY.match(words) is None and HOLDER.search(words) is None:
        return False
    return not any(
        name.read and " " in text[each.start + name.start : each.start + name.end]
        for each in first
        for name in standing.names(each)
    )


def _begins(standing: Standing, sentence: Span) -> bool:
    """Tell whether nothing shows that a sentence goes on from something."""
    words = beginning(standing.document.text[sentence.start : sentence.end])
    return (
        _MIDDLE.match(words) is None
        and AT_PICTURE.search(words) is None
        and LATER.match(words) is None
        and not goes_on_from_above(words)
        and not says_i(standing, sentence)
        and standing.dangling(sentence, author_told=True) is None
        and standing.known(sentence) is None
        and standing.lack(sentence) is None
        and not standing.leans(sentence)
        and not has_stranger(standing, sentence)
    )
