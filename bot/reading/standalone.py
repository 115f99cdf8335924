"""Whether a sentence can be shown by itself: a whole one, with everybody it speaks of named in it.

The rules look for what sends a reader back to the sentence before: a pronoun, "the minister" or "the man" whose holder
isn't named, "this deal", a linking "However", a quotation that began earlier. They would rather drop a good sentence
than keep one that dangles.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.reading.people.words import CALENDAR, FUNCTION, PLACES, fold
from bot.reading.terms import STOP_WORDS, word_list
from bot.reading.text import Document
from storage.records import Person, Quote, Span

_LISTS: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "data" / "dangling.json").read_text(encoding="utf-8")
)
_JUNK = tuple(word_list("not_running_text.txt"))


def _any_of(words: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


_OPENER = re.compile(_any_of(_LISTS["openers"]) + r"(?![\w’'-])", re.IGNORECASE)
_LINKING = re.compile(_any_of(_LISTS["linking"]) + r"(?![\w’'-])", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_HE = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)(?:[’'](?:s|d|ll))?\b(?![’'-])", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|them|their|theirs|themselves)(?:[’'](?:re|ve|d|ll))?\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|its|itself)(?:[’'](?:s|d|ll))?\b", re.IGNORECASE)
# "It" that stands for no thing: "it is unclear whether", "it was not until May that", "it took years to".
_EMPTY_IT = re.compile(
    r"it(?:[’']s| is| was| will be| would be| has been| remains| seems| appears| became| took| takes)(?: [^ ]+){1,6}? "
    r"(?:that|to|whether|if|how|why|who|when|what)\b|it (?:seems|appears|turns out|emerged|rained|snowed)",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(
    r"(?:As|After|At|Before|By|Despite|During|For|From|In|On|Since|To|Under|Until|With|[A-Z]\w+ing)\b"
)
_EITHER = re.compile(r"\b(?:Both|Either|Neither)\b(?! of (?:the|[A-Z]))")
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Mm]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]ine|[Oo]urs|[Mm]yself|[Oo]urselves)(?:[’'](?:m|ve|d|ll|re))?\b"
)
_THIS = re.compile(r"\b(?:this|these|those)\b(?:[ ]+(\w+))?", re.IGNORECASE)
_THAT = re.compile(
    r"\b(?:(?:in|at|on|of|for|by|from|with|after|before|since|during|under) that\b(?! \w+(?:ed|s)\b)|"
    r"that (?:day|night|time|year|month|week|point|case|reason|kind|sort|same|way|number|figure|amount)\b)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:the (?:former|latter|aforementioned|(?:other )?(?:two|three|four|five)|others|rest)"
    r"(?=[,.;]| (?:is|are|was|were|had|have|has|will|would|said)\b)|as such\b|another such\b|"
    r"there(?=[,.;]|$)|thereafter\b)",
    re.IGNORECASE,
)
_MODIFIERS = r"(?:[^\W_][\w’'.-]*[ ]){0,3}?"
_ROLE = re.compile(
    rf"\b[Tt]he[ ]({_MODIFIERS}){_any_of(_LISTS['roles'])}s?\b(?P<after>[ ]?[^ ]*[ ]?[^ ]*)", re.IGNORECASE
)
_PERSON = re.compile(rf"\b[Tt]he[ ]({_MODIFIERS}){_any_of(_LISTS['persons'])}\b(?P<after>[ ]?[^ ]*)", re.IGNORECASE)
_BODY = re.compile(
    rf"(?:^[Tt]he[ ]{_MODIFIERS}{_any_of(_LISTS['bodies'])}|, (?:and )?the {_any_of(_LISTS['bodies'])})\b"
    r"(?P<after>[ ]?[^ ]*)"
)
_INDEFINITE = re.compile(
    rf"\b(?:an?|one|two|three|four|five|some|several|many)[ ]{_MODIFIERS}"
    rf"{_any_of([*_LISTS['roles'], *_LISTS['persons']])}s?\b",
    re.IGNORECASE,
)
_SPECIFIED = re.compile(
    r"[ ](?:who|whose|whom|which|that|of|in|with|from|behind|accused|charged|killed|shot|suspected|responsible|named|"
    r"called|for|to|at|on|against)\b",
    re.IGNORECASE,
)
_OF_NAME = re.compile(r"[ ](?:of|for|to|in|at)[ ](?:[A-Z]|the\b)")
_PROPER_ADJECTIVE = re.compile(
    r"\b(?:[A-Z]\w*(?:an|ish|ese|eek|iss|utch|rench|aqi|ani|eli|emi|ari|hai|ni)|U\.?S\.?|U\.?K\.?|EU|UN)\b"
)
_TEMPORAL = frozenset(_LISTS["times"])
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*[^\W\d_](?: [A-Z][\w’'-]*[^\W\d_])*")
_ANTECEDENT = re.compile(r"(?<!^)\b[A-Z]\w+|\b(?:an?|the|some|no|any|its|\d[\d,.]*) \w+|\b\w{3,}s\b")
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*[^\W\d_]")
_NO_NAMES = CALENDAR | FUNCTION | PLACES
_DATELINE = re.compile(r"^(?:[^\W\d_][^()\n:]{0,40} )?\([^()\n]{2,20}\)\s*(?:--|[-–—])?\s*")
_MARKS = re.compile(r"[\"“”«»]")
_ENDS = (".", "!", "?", "…")
_CLOSERS = "\"'”’»)]"


@dataclass(frozen=True)
class Standing:
    """Looks at the sentences of one article. ``people`` and ``quotes`` are what was read from the same document."""

    document: Document
    people: Sequence[Person]
    quotes: Sequence[Quote]

    @cached_property
    def _mentions(self) -> list[Span]:
        return sorted({mention for person in self.people for mention in person.mentions})

    @cached_property
    def _said(self) -> list[Span]:
        return sorted({span for quote in self.quotes if quote.kind != "indirect" for span in quote.content})

    @cached_property
    def _open_stretches(self) -> list[Span]:
        """The stretches from an opening double quotation mark to its closing one, within a paragraph each.

        A straight mark opens when a word follows it directly, and closes otherwise. A quotation that is never closed is
        taken to end with its sentence when another opens later in the paragraph, else with the paragraph.
        """
        text = self.document.text
        found: list[Span] = []
        for start, end in self.document.paragraphs:
            opening: int | None = None
            for mark in _MARKS.finditer(text, start, end):
                at = mark.start()
                if _opens(text, at, opening is not None):
                    if opening is not None:
                        found.append(Span(opening, self._sentence_end(opening)))
                    opening = at
                elif opening is not None:
                    found.append(Span(opening, at + 1))
                    opening = None
            if opening is not None:
                found.append(Span(opening, end))
        return found

    def _sentence_end(self, offset: int) -> int:
        sentence = self.document.sentence_at(offset)
        return sentence.end if sentence is not None else offset + 1

    @cached_property
    def _name_words(self) -> frozenset[str]:
        """The words that are capitalised inside a sentence too and stand for no place, day or abbreviation."""
        found: set[str] = set()
        for start, end in self.document.sentences:
            found.update(match.group() for match in _CAPITAL.finditer(self.document.text, start + 1, end))
        return frozenset(word for word in found if not (word.isupper() or fold(word) in _NO_NAMES))

    def is_whole(self, sentence: Span) -> bool:
        """Tell whether this is a sentence of the running text: complete, and not cut out of a quotation."""
        text = self.document.text[sentence.start : sentence.end]
        lowered = text[:60].lower().lstrip("-–—*•>#| ")
        words = _WORD.findall(text)
        if not 5 <= len(words) <= 80 or len(text) > 700 or lowered.startswith(_JUNK):
            return False
        if not text.rstrip(_CLOSERS).endswith(_ENDS) or text.endswith((" .", " |")):
            return False
        if not text.lstrip("\"'“‘«([")[:1].isupper() and not text[:1].isdigit():
            return False
        if not any(word.islower() for word in words[1:]) or "http" in text or " | " in text:
            return False
        return not any(
            span.start < sentence.start < span.end or span.start < sentence.end < span.end
            for spans in (self._open_stretches, self._said)
            for span in self._near(spans, sentence)
        )

    def dangling(self, sentence: Span) -> str | None:
        """Return the first thing that sends the reader back to earlier sentences, or None when there is none."""
        text = self.document.text[sentence.start : sentence.end]
        if opener := _OPENER.match(_beginning(text)):
            return opener.group()
        return next(self._dangling(sentence, text), None)

    def leans(self, sentence: Span) -> bool:
        """Tell whether the sentence, though all in it is named, reads as a part of something: "But ...", "...?"."""
        text = self.document.text[sentence.start : sentence.end]
        if _LINKING.match(_beginning(text)) or text.rstrip(_CLOSERS).endswith("?"):
            return True
        speech = self._speech(sentence)
        return any(not _inside(match.start(), speech) for match in _FIRST_PERSON.finditer(text))

    def _dangling(self, sentence: Span, text: str) -> Iterator[str]:
        mentions = self._names(sentence, text)
        speech = self._speech(sentence)
        if speech and not self._has_speaker(text, mentions, speech):
            yield "speaker"
        for match in _HE.finditer(text):
            if not self._has_holder(text, match.start(), mentions, speech):
                yield match.group()
        for match in _EITHER.finditer(text):
            if not _inside(match.start(), speech) and not re.search(
                r"^(?: [^ ]+){1,8} (?:and|or|nor) ", text[match.end() :]
            ):
                yield match.group()
        for pattern in (_THEY, _IT):
            for match in pattern.finditer(text):
                if not (
                    _inside(match.start(), speech)
                    or _has_antecedent(text, match)
                    or _EMPTY_IT.match(text, match.start())
                ):
                    yield match.group()
        for match in _THIS.finditer(text):
            if not _inside(match.start(), speech) and (match[1] or "").lower() not in _TEMPORAL | {
                "who",
                "in",
                "with",
                "from",
            }:
                yield match.group()
        for pattern in (_THAT, _BACK):
            for match in pattern.finditer(text):
                if not _inside(match.start(), speech):
                    yield match.group()
        for match in _ROLE.finditer(text):
            if not (
                _has_small_word(match[1])
                or self._is_held(text, match, mentions)
                or _OF_NAME.match(match["after"])
                or _PROPER_ADJECTIVE.search(match[1])
            ):
                yield match.group()
        for match in _PERSON.finditer(text):
            if not (
                _has_small_word(match[1])
                or _SPECIFIED.match(match["after"])
                or re.search(r"[A-Z]", match.group()[5:])
                or self._is_held(text, match, mentions)
            ):
                yield match.group()
        for match in _BODY.finditer(text):
            if not (_SPECIFIED.match(match["after"]) or re.search(r"[A-Z]", match.group()[5:])):
                yield match.group()

    def _names(self, sentence: Span, text: str) -> list[tuple[int, int]]:
        """Return where people are named in the sentence: the mentions that were read, and other likely names."""
        found = [
            (span.start - sentence.start, span.end - sentence.start)
            for span in self._near(self._mentions, sentence)
            if span.start >= sentence.start
        ]
        taken = {offset for start, end in found for offset in range(start, end)}
        likely = [
            match.span()
            for match in _CAPITALISED.finditer(text)
            if match.start() not in taken and any(word in self._name_words for word in match.group().split())
        ]
        return sorted(found + likely)

    @staticmethod
    def _near(spans: list[Span], sentence: Span) -> list[Span]:
        low = bisect_left(spans, Span(sentence.start, 0))
        return spans[max(0, low - 2) : bisect_left(spans, Span(sentence.end, 0))]

    def _speech(self, sentence: Span) -> list[tuple[int, int]]:
        """Return the quotations, marks included, counted from the sentence's beginning."""
        near = self._near(self._open_stretches, sentence)
        return [(a - sentence.start, b - sentence.start) for a, b in near if a >= sentence.start]

    @staticmethod
    def _has_speaker(text: str, mentions: list[tuple[int, int]], speech: list[tuple[int, int]]) -> bool:
        """A sentence that is little more than a quotation needs a name, or an indefinite source, outside of it."""
        outside = len(text) - sum(end - start for start, end in speech)
        if outside > 40:
            return True
        return any(not _inside(start, speech) for start, _ in mentions)

    @staticmethod
    def _has_holder(text: str, at: int, mentions: list[tuple[int, int]], speech: list[tuple[int, int]]) -> bool:
        before = [span for span in mentions if span[1] <= at]
        if _inside(at, speech):  # whom a speaker calls "he" is somebody else than the speaker
            return len(before) >= 2 or any(_inside(start, speech) for start, _ in before)
        if before or any(match.end() <= at for match in _INDEFINITE.finditer(text, 0, at)):
            return True
        comma = text.find(",", at)
        return comma >= 0 and at < 60 and any(comma < start < comma + 40 for start, _ in mentions)

    @staticmethod
    def _is_held(text: str, match: re.Match[str], mentions: list[tuple[int, int]]) -> bool:
        """The holder stands right after ("the minister, Ana Cruz") or was named or introduced before."""
        end = match.start("after")
        if any(start < match.start() or end <= start <= end + 3 for start, _ in mentions):
            return True
        return _INDEFINITE.search(text, 0, match.start()) is not None


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _has_small_word(words: str) -> bool:
    """Tell whether a function word stands among modifiers: then they belong to another noun ("the pursuit of")."""
    return any(word in STOP_WORDS for word in words.lower().split())


def _has_antecedent(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    if len(_WORD.findall(before)) >= 3 and _ANTECEDENT.search(before) is not None:
        return True
    # "In its latest report, the bank said": the subject follows the first comma.
    if _LEADS_IN.match(_beginning(before)) is None or match.group().lower() not in {"its", "their"}:
        return False
    return re.search(r"^[^,]{1,80}, (?:the|an?|[A-Z])", text[match.end() :]) is not None


def _beginning(text: str) -> str:
    """Return the sentence without the dateline it may begin with: "(CNN)She", "NEW DELHI (Wire) - The"."""
    return _DATELINE.sub("", text, count=1).lstrip("\"'“‘«([-–— ")


def _opens(text: str, at: int, inside: bool) -> bool:
    if text[at] in "“«":
        return True
    if text[at] in "”»":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    spaced_before = not before or before.isspace() or before in "([-–—"
    spaced_after = not after or after.isspace() or after in ")],.;:!?-–—"
    return not inside if spaced_before == spaced_after else spaced_before
