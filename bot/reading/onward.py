"""What goes on right behind a sentence that is shown: the next of the running text, or the whole quotation there.

Whoever wrote the next sentence knew that its reader had read those above it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from bot.reading.author import first_person
from bot.reading.definites import inside
from bot.reading.holders import has_bare_surname
from bot.reading.standalone import Standing
from bot.reading.whole import has_verb, is_above
from storage.records import Span

_WE = re.compile(r"\b(?:[Ww]e|us|[Oo]ur)(?:[’'](?:ve|d|ll|re))?\b(?!\.)")
# "He was 71.": too short to be shown alone.
_SHORT = re.compile(r"[\"“‘']?[A-Z][\w’']*(?:,? [\w’'$.,]+){1,5}(?<![ .])[.!][\"”’']?")
# A law or a body by the last word of its name.
_CUT_SHORT = re.compile(
    r"\bthe (Act|Bill|Accord|Agreement|Treaty|Convention|Charter|Court|Committee|Commission|Board|Council|Department"
    r"|Ministry|Fund|Foundation|Institute|Agency|Bureau|Association|Authority|Trust)(?![\w-]| of\b| [A-Z])"
)
_QUOTES = "\"'”’»)"
_MOST_BETWEEN = 3  # lines between two sentences of the text: captions, credits, titles
_MOST_SAID = 4  # sentences of one quotation


def run_on(standing: Standing, shown: Span, most: int) -> list[Span]:
    """Return up to ``most`` stretches right behind one that is shown, each for a line of its own below the others.

    Each is a sentence, or those of one quotation. They end before what is no sentence of the running text, and before
    whoever writes speaks of themselves.
    """
    found: list[Span] = []
    last = shown
    while len(found) < most:
        behind = following(standing, last)
        if behind is None or not goes_on(standing, behind):
            break
        stretch = Span(shown.start, behind.end)
        if has_bare_surname(standing, stretch) or _has_body_cut_short(standing.document.text[shown.start : behind.end]):
            break
        if _lacks_speaker(standing, last, behind):
            break
        found.append(behind)
        last = behind
    while found and asks(standing, found[-1]):
        found.pop()
    return found


def _has_body_cut_short(shown: str) -> bool:
    """Tell whether a text has "the Act" and not, before it, the act's whole name."""
    return any(
        re.search(rf"(?<!\b[Tt]he) {short[1]}\b", shown[: short.start()]) is None
        for short in _CUT_SHORT.finditer(shown)
    )


def following(standing: Standing, shown: Span) -> Span | None:
    """Return the next sentence, or those of the quotation that it begins, below captions and other lines between."""
    sentences = standing.document.sentences
    text = standing.document.text
    place = bisect_left(sentences, shown.end, key=lambda each: each.start)
    for sentence in sentences[place : place + _MOST_BETWEEN]:
        words = text[sentence.start : sentence.end]
        if standing.is_cut(sentence):
            return _quotation(standing, sentence)
        if standing.is_whole(sentence) or _is_short(words):
            return sentence
        if not is_above(words) and has_verb(words):
            return None
    return None


def _is_short(words: str) -> bool:
    return _SHORT.fullmatch(words) is not None and has_verb(words) and not is_above(words)


def _quotation(standing: Standing, first: Span) -> Span | None:
    """Return the sentences of a quotation of several that begins in ``first``, to the end of its last one."""
    sentences = standing.document.sentences
    place = bisect_left(sentences, first)
    whole = (Span(first.start, last.end) for last in sentences[place + 1 : place + _MOST_SAID])
    return next((span for span in whole if standing.is_whole(span)), None)


def goes_on(standing: Standing, sentence: Span) -> bool:
    """Tell whether a sentence is one of the running text in which "I" and "we" are those it quotes, or its author."""
    text = standing.document.text[sentence.start : sentence.end]
    if not _is_short(text) and standing.lack(sentence) in {"broken", "call"}:
        return False
    return not says_i(standing, sentence)


def says_i(standing: Standing, sentence: Span) -> bool:
    """Tell whether a sentence says "we", or "I" where it isn't certain that this is the author."""
    text = standing.document.text[sentence.start : sentence.end]
    speech = standing.speech(sentence)
    if any(not inside(match.start(), speech) for match in _WE.finditer(text)):
        return True
    return first_person(text, speech) is not None and not standing.is_by_author


def asks(standing: Standing, sentence: Span) -> bool:
    """Tell whether a sentence ends with a question mark or a colon."""
    return standing.document.text[sentence.start : sentence.end].rstrip(_QUOTES).endswith(("?", ":"))


def _lacks_speaker(standing: Standing, above: Span, sentence: Span) -> bool:
    """Tell whether a sentence is nothing but somebody's words, below one that quotes nobody and ends with no colon."""
    return standing.in_marks(sentence) and not standing.speech(above) and not asks(standing, above)
