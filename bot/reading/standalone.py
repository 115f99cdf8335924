"""Whether a sentence can be shown by itself: a whole one, with everybody it speaks of named in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.reading.anchors import Lack, lack
from bot.reading.author import first_person, is_by_author
from bot.reading.definites import PERSON_NOUNS, PROPER_ADJECTIVE, Name, Part
from bot.reading.doubts import MOST_SIGNS, Told, is_doubtful, is_fragment, is_picture, points, signs
from bot.reading.headings import opening
from bot.reading.lazily import Lazily
from bot.reading.people.words import BRANDS, CALENDAR, FUNCTION, PLACES, fold, name_gender
from bot.reading.references import beginning, leans, references
from bot.reading.spans import Spans, quoted
from bot.reading.terms import STOP_WORDS
from bot.reading.text import Document
from bot.reading.things import known_thing, mentioned
from bot.reading.whole import is_running_text
from storage.records import Person, Quote, Span

_NO_NAMES = BRANDS | CALENDAR | FUNCTION | PLACES
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
# It begins with the letter and looks behind it then: the search runs over all other letters fast.
_CAPITAL = re.compile(r"[A-Z](?<![\w’'-][A-Z])[\w’'-]*[^\W\d_]")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*[^\W\d_](?: [A-Z][\w’'-]*[^\W\d_])*")
_SMALL = re.compile(r"(?<![\w’'.-])[a-z]{3,}(?![\w’'-])")
_DETERMINED = re.compile(r"\b(?:the|an?|this|that|its|their|our) (?:[a-z]+-[a-z]+ )?$", re.IGNORECASE)
_NO_NAME = re.compile(r"[A-Z][a-z]*['’][a-z]")
_LEADING = 2  # sentences that may be shown so that another stands


@dataclass(frozen=True)
class Standing:
    """Looks at the sentences of one article. ``people`` and ``quotes`` are what was read from the same document."""

    document: Document
    people: Sequence[Person]
    quotes: Sequence[Quote]

    def is_whole(self, sentence: Span) -> bool:
        """Tell whether this is a sentence of the running text: complete, and not cut out of a quotation."""
        if sentence.start < self._beginning:
            return False
        text = self.document.text[sentence.start : sentence.end]
        return is_running_text(text, sentence.start <= self._beginning) and not self.is_cut(sentence)

    def is_cut(self, stretch: Span) -> bool:
        """Tell whether a stretch begins or ends inside a quotation."""
        return any(
            span.start < stretch.start < span.end or span.start < stretch.end < span.end
            for spans in (self._quoted, self._said)
            for span in spans.near(stretch)
        )

    def dangling(self, sentence: Span, author_told: bool = False) -> str | None:
        """Return the first thing that needs an earlier sentence, None when there is none: then it stands alone.

        ``author_told``: an "I" that is certainly the author's will be told as such (``holders``).
        """
        text = self.document.text[sentence.start : sentence.end]
        first = sentence.start <= self._beginning
        names = Lazily(lambda: self.names(sentence))
        found = next(
            (
                each
                for each in references(text, names, self.speech(sentence), first)
                if not (author_told and each.kind == "author" and self.is_by_author)
            ),
            None,
        )
        return None if found is None else text[found.start : found.end] or found.kind

    def known(self, sentence: Span) -> str | None:
        """Return the first thing that the sentence speaks of as known ("the video"), None when there is none.

        The first sentence of an article was written to be read without one before it.
        """
        if sentence.start <= self._beginning:
            return None
        text = self.document.text[sentence.start : sentence.end]

        def before(noun: str) -> bool:
            return mentioned(self._lowered, noun, sentence.start)

        at = len(text) - len(beginning(text))
        thing = known_thing(text, self.speech(sentence), at, before)
        return None if thing is None else text[slice(*thing)]

    def lack(self, sentence: Span) -> Lack | None:
        """Return what a reader of the sentence alone would miss, None when there is nothing (``anchors``)."""
        text = self.document.text[sentence.start : sentence.end]
        at = len(text) - len(beginning(text))
        first = sentence.start <= self._beginning

        def before(noun: str) -> bool:
            return mentioned(self._lowered, noun, sentence.start)

        def named(word: str, opens: bool) -> bool:
            # "City leaders say": the first word has a capital anyway.
            return self._is_name(word) and not (opens and word.lower() in self._small_words)

        found = lack(text, self.speech(sentence), at, first, named, before)
        if found is not None:
            return found
        speech = self.speech(sentence)
        if first:
            if text[at - 1 : at] in {'"', "“"} and points(text, speech):
                return "speech"
            return "broken" if is_fragment(text) or is_picture(text) else None
        if points(text, speech):
            return "speech"
        if is_picture(text):
            return "broken"
        return None

    def is_doubtful(self, sentence: Span) -> bool:
        """Tell whether it is doubtful that a reader understands the sentence alone (``doubts``)."""
        if sentence.start <= self._beginning:
            return False
        text = self.document.text[sentence.start : sentence.end]
        at = len(text) - len(beginning(text))
        if self.signs(sentence) > MOST_SIGNS:
            return True
        return is_doubtful(text, self.speech(sentence), at, self._told, sentence.start)

    def signs(self, sentence: Span) -> int:
        """Return how many lesser signs there are that a reader of the sentence alone would miss something."""
        if sentence not in self._signs:
            text = self.document.text[sentence.start : sentence.end]
            self._signs[sentence] = signs(text, self.speech(sentence), len(text) - len(beginning(text)))
        return self._signs[sentence]

    def _is_name(self, word: str) -> bool:
        """Tell whether a capitalised word is a name wherever it stands: of a person, a place, a body."""
        bare = word.removesuffix("’s").removesuffix("'s").rstrip(".’'")
        if fold(bare) in CALENDAR or bare.lower() in STOP_WORDS:
            return False
        return bare in self._capital_words or (bare.isupper() and len(bare) > 1) or fold(bare) in PLACES

    def holds(self, passage: Span) -> bool:
        """Tell whether every "he" and "she" of several sentences that follow one another has its holder in them."""
        text = self.document.text[passage.start : passage.end]
        first = passage.start <= self._beginning
        found = references(text, self.names(passage), self.speech(passage), first)
        return not any(reference.kind in {"m", "f"} for reference in found)

    def passage(self, sentence: Span) -> Span | None:
        """Return the sentence, with as many of the two before it as it needs to stand alone; None if that fails.

        What several sentences speak of is taken to be explained when the first stands alone and every "he" and "she"
        has its holder in them.
        """
        sentences = self.document.sentences
        last = bisect_left(sentences, sentence)
        for first in range(last, max(-1, last - 1 - _LEADING), -1):
            if first >= len(sentences) or not self.is_whole(sentences[first]):
                return None
            whole = Span(sentences[first].start, sentence.end)
            if self.dangling(sentences[first]) is None and self.known(sentences[first]) is None and self.holds(whole):
                return whole
        return None

    def in_marks(self, stretch: Span) -> bool:
        """Tell whether the stretch stands in quotation marks: somebody's words, into which nothing may be put."""
        return any(span.start <= stretch.start and stretch.end <= span.end for span in self._quoted.near(stretch))

    def leans(self, sentence: Span) -> bool:
        """Tell whether the sentence reads as a part of something, though all in it is named."""
        return leans(self.document.text[sentence.start : sentence.end], self.speech(sentence))

    def reads_as_part(self, passage: Span) -> bool:
        """Tell whether a passage that can be shown opens as a part of something, or is hard to understand alone."""
        first = self.document.sentence_at(passage.start)
        return first is not None and (self.leans(first) or self.lack(first) is not None)

    def author(self, sentence: Span) -> Span | None:
        """Return where the sentence first says "I", "me" or "my" and its author is meant, None where it doesn't."""
        text = self.document.text[sentence.start : sentence.end]
        found = first_person(text, self.speech(sentence))
        if found is None or not self.is_by_author:
            return None
        return Span(sentence.start + found[0], sentence.start + found[1])

    def names(self, sentence: Span) -> list[Name]:
        """Return where people are named in the sentence: the mentions that were read, and other likely names."""
        text = self.document.text[sentence.start : sentence.end]
        found = [
            Name(span.start - sentence.start, span.end - sentence.start, *self._mentions[span], read=True)
            for span in self._mention_spans.near(sentence)
            if span.start >= sentence.start
        ]
        read = [(name.start, name.end) for name in found]
        likely = self._name_words
        for match in _CAPITALISED.finditer(text):
            start, words = match.start(), match.group()
            while " " in words and words.split(" ", 1)[0].lower() in STOP_WORDS:  # "The Guardian", "In Scottish terms"
                start += words.index(" ") + 1
                words = words.split(" ", 1)[1]
            if likely.isdisjoint(words.split()) or any(begin < match.end() and start < end for begin, end in read):
                continue
            if _DETERMINED.search(text, max(0, start - 30), start):
                continue  # "the Hummer"
            if not text[:start].strip() and words.lower() in self._small_words:
                continue  # "Rather, ..."
            if _NO_NAME.fullmatch(words) and words[:-2].lower() in STOP_WORDS:
                continue  # "It's"
            if PROPER_ADJECTIVE.match(words) or (words.endswith("s") and words.lower() in PERSON_NOUNS):
                continue  # "Scottish", "Republicans"
            found.append(Name(start, match.end()))
        return sorted(found, key=lambda name: name.start)

    def speech(self, sentence: Span) -> list[Part]:
        """Return the quotations, marks included, counted from the sentence's beginning."""
        found = self._speeches.get(sentence)
        if found is None:
            near = self._quoted.near(sentence)
            found = [(a - sentence.start, b - sentence.start) for a, b in near if a >= sentence.start]
            self._speeches[sentence] = found
        return found

    @cached_property
    def opening(self) -> Span | None:
        """The first sentence of the running text, behind a title, a credit and the like that stand above it."""
        return opening(self.document)

    @cached_property
    def is_by_author(self) -> bool:
        """Whether "I" outside the article's quotations is certainly whoever wrote it."""
        return is_by_author(self.document, self._quoted)

    @cached_property
    def _beginning(self) -> int:
        return 0 if self.opening is None else self.opening.start

    @cached_property
    def _told(self) -> Told:
        return Told(self.document.text)

    @cached_property
    def _speeches(self) -> dict[Span, list[Part]]:
        return {}

    @cached_property
    def _signs(self) -> dict[Span, int]:
        return {}

    @cached_property
    def _mentions(self) -> dict[Span, tuple[Literal["m", "f"] | None, frozenset[str]]]:
        found: dict[Span, tuple[Literal["m", "f"] | None, frozenset[str]]] = {}
        for person in self.people:
            roles = frozenset(word.lower() for role in person.roles for word in _WORD.findall(role.text))
            gender = person.gender or name_gender(person.name)
            found.update(dict.fromkeys(person.mentions, (gender, roles)))
        return found

    @cached_property
    def _lowered(self) -> str:
        """The text in lower case, offset by offset: a few letters grow when lowered and are kept as they are."""
        text = self.document.text
        lowered = text.lower()
        if len(lowered) == len(text):
            return lowered
        return "".join(low if len(low := char.lower()) == 1 else char for char in text)

    @cached_property
    def _mention_spans(self) -> Spans:
        return Spans(self._mentions)

    @cached_property
    def _said(self) -> Spans:
        return Spans({span for quote in self.quotes if quote.kind != "indirect" for span in quote.content})

    @cached_property
    def _capital_words(self) -> frozenset[str]:
        """The words that are capitalised inside a sentence too."""
        found: set[str] = set()
        for start, end in self.document.sentences:
            found.update(_CAPITAL.findall(self.document.text, start + 1, end))
        return frozenset(found)

    @cached_property
    def _small_words(self) -> frozenset[str]:
        """The words that the article has in lower case."""
        return frozenset(_SMALL.findall(self.document.text))

    @cached_property
    def _name_words(self) -> frozenset[str]:
        """The words that are capitalised inside a sentence too and stand for no place, day or abbreviation."""
        return frozenset(word for word in self._capital_words if not (word.isupper() or fold(word) in _NO_NAMES))

    @cached_property
    def _quoted(self) -> Spans:
        return quoted(self.document)
