"""Where the running text begins: behind titles, their second lines, credits and captions that stand above it.

A title with a full stop looks like a sentence. It stands on a line of its own, in the title case or in the short
style of headlines, without articles and pronouns (Mårdh, Headlinese, 1980), and the text below says its words again.
"""

from __future__ import annotations

import re

from bot.reading.definites import PAST
from bot.reading.terms import STOP_WORDS
from bot.reading.text import Document
from bot.reading.whole import is_above
from storage.records import Span

_ABOVE = 6  # sentences at most that stand above the text, behind the credits at its very top
_MOST_CREDITS = 12  # lines: who wrote it, "PUBLISHED:", when, "UPDATED:", when
_MOST_WORDS = 15  # of a line in the style of headlines
_FEWEST_CAPITALS = 4
_BELOW = 600  # code points in which the text says again what its title said
_AGAIN, _MUCH = 0.5, 0.6  # of the words
_ROOT = 5  # letters: "caucus" and "caucuses"
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_TOLD = frozenset("was were had has have said told who which there".split())
_NOT_TERSE = frozenset("a an the this that these those his her its their our my your he she it they we i".split())
# "LEEDS (Reuters) - ", "LEEDS, England — "; "ABSTRACT.": the text begins behind it.
_DATELINE = re.compile(
    r"[A-Z][\w.,’' ]{1,40}\([A-Z][\w/ ]{1,19}\) ?(?:--|[-–—])|[A-Z]{4,}(?:, [A-Z][\w. ]{1,20})? (?:--|[–—]) "
    r"|[A-Z]{4,}(?: [A-Z]{4,})?[.:]?$"
)
_BEGINS = re.compile(r"FULL (?:TEXT|STORY|ARTICLE)[.:]?$")
# "How boats are sold.", "5 things to know.", "EXCLUSIVE: "
_TITLE = re.compile(r"(?:How|Why|Where|When) [^?,]*\.$|\d+ [a-z]+ (?:to|that|who|about)\b|[A-Z]{5,}: ")
_GOES_ON = re.compile(r"\s*(?:he|she|it|they|this|that|his|her|its|their|these)\b")
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def opening(document: Document) -> Span | None:
    """Return the first sentence of the running text, the first of all where none is found, None of an empty text."""
    credits = 0
    for sentence in document.sentences[:_MOST_CREDITS]:
        if not is_above(document.text[sentence.start : sentence.end]):
            break
        credits += 1
    above = document.sentences[: credits + _ABOVE]
    starts = [i for i, each in enumerate(above) if _DATELINE.match(document.text, each.start, each.end)]
    marked = [i for i, each in enumerate(above) if _BEGINS.match(document.text, each.start, each.end)]
    below_title = False
    for index, sentence in enumerate(above):
        text = document.text[sentence.start : sentence.end]
        if is_above(text) or (marked and index <= marked[-1]):
            continue
        known = bool(starts) and index < starts[-1]
        if not _is_title(document, index, text, below_title, known):
            return sentence
        below_title = True
    return document.sentences[0] if document.sentences else None


def _is_title(document: Document, index: int, text: str, below_title: bool, known: bool) -> bool:
    """Tell whether a line above the text is a title or its second line: "Boats sold in Grand Baie.".

    ``known``: the text is seen to begin further down.
    """
    sentence = document.sentences[index]
    words = _WORD.findall(text)
    telling = [word for word in words if word.lower() not in STOP_WORDS]
    if len(telling) >= _FEWEST_CAPITALS and not any(word[0].islower() for word in telling):
        return True
    if sentence not in document.paragraphs[: index + 1]:
        return False
    if text.rstrip(".: ").isupper() and len(words) < _FEWEST_CAPITALS:
        return True  # "ABSTRACT."
    if len(words) > _MOST_WORDS or _DAY.search(text) is not None:
        return False
    if known:
        return True
    if text[:1] in "\"“‘'":
        return False
    if _TITLE.match(text) is not None:
        return True
    small = {word.lower().split("’")[0].split("'")[0] for word in words}
    if not _TOLD.isdisjoint(small):
        return False
    terse = _NOT_TERSE.isdisjoint(small)
    if not terse and any(word.endswith("ed") or word in PAST for word in words):
        return False  # "Reef Bank picked Ana Cruz as its head."
    if below_title and terse:
        return True
    below = document.text[sentence.end : sentence.end + _BELOW].lower()
    if _GOES_ON.match(below) is not None:
        return False
    again = sum(word.lower()[:_ROOT] in below for word in telling)
    return again >= (_AGAIN if terse else _MUCH) * len(telling)
