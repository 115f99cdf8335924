"""How an article's beginning is shown: its first sentence, and the sentences that go on right behind it.

Whoever writes news has a reader in mind who knows only what stands above: sentences shown in a row from the first on,
as they were written, leave open what the article leaves open, and no more. Of a single one from further down nobody
can say that for certain. So the beginning tells the news where it can: alone where the first sentence brings in by
itself whom or what it is about, else as one stretch with the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.anchors import POINTS_AT
from bot.reading.definites import BODY_NOUNS, PERSON_NOUNS, PROPER_ADJECTIVE, Part, inside
from bot.reading.holders import has_bare_name, has_bare_surname, has_stranger
from bot.reading.onward import asks, following, goes_on, says_i
from bot.reading.people.words import CALENDAR, PLACES, fold, name_gender
from bot.reading.references import beginning
from bot.reading.standalone import Standing
from bot.reading.telling import tells_which
from bot.reading.terms import STOP_WORDS
from bot.reading.things import region
from bot.reading.whole import has_verb, is_above
from storage.records import Span

_NOUNS = PERSON_NOUNS | BODY_NOUNS
_FEWEST_WORDS = 9
# Who writes and where, and what a first sentence keeps for the next one: "did something that nobody had done".
_KEPT = re.compile(
    r"\b(?:[Ww]e|us|[Oo]ur|[Yy]ou|here|[Ss]omething|[Oo]ne (?:[a-z]+ )?(?:thing|person|question))"
    r"(?:[’'](?:m|ve|d|ll|re))?\b(?![.-])"
)
_NAME = re.compile(r"[A-Z](?<![\w’'-][A-Z])[\w.&-]*(?: (?:of |the |de |al-|bin )?[A-Z][\w.&-]*)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_NEAR = 7  # sentences
_MOST_ABOVE, _SET_ABOVE = 20, 5  # lines above the text, words of each
_DATELINE = re.compile(r"[A-Z]{3,}[A-Za-z., ]{0,30} (?:--|[-–—]) ")  # "TEMA, Ghana — "
_IT = re.compile(r"\b[Ii]t\b")
# "The Vermont senator", "the GOP nominee": who that is, a reader of this sentence alone must know.
HOLDER = re.compile(
    r"\b[Tt]he (?:[A-Z][\w.]* ){1,2}(?:senator|governor|mayor|congressman|congresswoman|representative|lawmaker"
    r"|nominee|candidate|front-runner|frontrunner|leader|president|minister|coach|star|singer|actor|actress)\b"
    r"(?!,? [A-Z]|[’'])"
)
_BESIDE = re.compile(r"\b[Tt]hese (?:[a-z-]+ )?(letters|photographs|photos|pictures|images|videos|clips|maps|charts)\b")
_THEY = re.compile(r"\b(?:[Tt]hey|[Tt]hem|[Tt]heir)\b")
_AREA_S = re.compile(r"\b[Tt]he (?:country|nation|city|state|region|town|island)[’']s\b")
_GOES_ON = re.compile(
    r"(?:And|But|Or|Nor|So|Yet|Then|However|Still|Instead|Otherwise)\b"
)  # a text begins in the middle
_BACK = re.compile(r"(?:They|It|This|That|These|Those|He|She|His|Her|Its|Their)\b")
_HE = re.compile(r"(?:(?P<m>He|His)|(?P<f>She|Her))(?:[’'][sd])?(?![\w-])")
_FEW_SIGNS = 1
_AS_KNOWN = re.compile(
    r"The (?:[A-Z][\w’'-]+|[a-z]+ of [a-z]+) (?=[a-z])"
)  # "The Aurora sailed", "The price of failure is"
# "The president", "The group", and nothing behind it that tells which.
DEFINITE = re.compile(
    r"The (?:[a-z]+ ){0,2}(?:"
    + "|".join(sorted(_NOUNS | {noun.title() for noun in _NOUNS}, key=len, reverse=True))
    + r")\b"
    r"(?! (?:of|in|for|at|from|who|whose|that|which|behind|accused|charged)\b|[’']s| [A-Z])"
)
_BRINGS_IN = re.compile(
    r"(?:An?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Some|Several|Many|Most|Dozens|Hundreds|Thousands|Millions"
    r"|More|Fewer|\d[\d,.]*) "
)


def brings_in(standing: Standing, sentence: Span) -> bool:
    """Tell whether a sentence says by itself whom or what it is about.

    It has a name of several words, a place or something brought in by "a"; no first name alone ("For Ana"), no "The
    president" at its beginning, and it keeps nothing for the next one.
    """
    text = standing.document.text[sentence.start : sentence.end]
    at = len(text) - len(beginning(text))
    speech = standing.speech(sentence)
    if len(text[at:].split()) < _FEWEST_WORDS or _keeps(text, at, speech) or DEFINITE.match(text, at) is not None:
        return False
    if _BACK.match(_DATELINE.sub("", text[at:], count=1)) is not None:
        return False
    if region(text, speech) is not None or (_AREA_S.search(text) is not None and not _has_name(standing, sentence)):
        return False
    return _names_something(standing, sentence)


def _names_something(standing: Standing, sentence: Span) -> bool:
    """Tell whether a sentence has a name of several words, a place or something brought in by "a" at its beginning."""
    text = standing.document.text[sentence.start : sentence.end]
    at = len(text) - len(beginning(text))
    if _BRINGS_IN.match(text, at) is not None:
        return True
    speech = standing.speech(sentence)
    runs = [_words(match.group()) for match in _NAME.finditer(text, at) if not inside(match.start(), speech)]
    runs = [words for words in runs if words]
    if any(len(words) > 1 for words in runs):
        return True
    if runs and name_gender(runs[0][0]) is not None:
        return False
    return any(word.isupper() or fold(word) in PLACES or PROPER_ADJECTIVE.match(word) for word, *_ in runs)


def _has_name(standing: Standing, sentence: Span) -> bool:
    """Tell whether a sentence has a name of one word behind its first that is nobody's first name."""
    text = standing.document.text[sentence.start : sentence.end]
    at = len(text) - len(beginning(text)) + 1
    runs = [_words(match.group()) for match in _NAME.finditer(text, at)]
    return any(words and name_gender(words[0]) is None for words in runs)


def _words(run: str) -> list[str]:
    """Return the words of a name, without what only the beginning of a sentence or a day makes a capital of."""
    words = [_POSSESSIVE.sub("", word).rstrip(".") for word in run.split()]
    return [word for word in words if word.lower() not in STOP_WORDS and fold(word) not in CALENDAR]


def _keeps(text: str, at: int, speech: Sequence[Part]) -> bool:
    return any(not inside(match.start(), speech) for match in _KEPT.finditer(text, at))


def head(standing: Standing) -> Span | None:
    """Return the first sentence where it can be shown alone, else the first two as one stretch, None if that fails.

    It fails where nobody could tell who writes or whom they speak of, or where the text is torn.
    """
    first = _first(standing)
    if first is None or standing.lack(first) in {"broken", "speech"} or says_i(standing, first):
        return None
    if HOLDER.search(standing.document.text, first.start, first.end) is not None and not _names_one(standing, first):
        return None
    if goes_on_from_above(beginning(standing.document.text[first.start : first.end])):
        return None
    stretch = _with_next(standing, first)
    if standing.dangling(first, author_told=True) is not None:
        return stretch
    lone = (
        not standing.leans(first)
        and standing.lack(first) is None
        and not asks(standing, first)
        and not has_bare_surname(standing, first)
    )
    if lone and brings_in(standing, first):
        return first
    words = len(standing.document.text[first.start : first.end].split())
    return stretch or (first if lone and words >= _FEWEST_WORDS and _next_is_torn(standing, first) else None)


def goes_on_from_above(text: str) -> bool:
    """Tell whether a text begins in the middle: "But ...", "Then, ..."."""
    return _GOES_ON.match(text) is not None


def _names_one(standing: Standing, sentence: Span) -> bool:
    return any(name.read for name in standing.names(sentence))


def _next_is_torn(standing: Standing, first: Span) -> bool:
    behind = following(standing, first)
    return behind is None or not goes_on(standing, behind)


def _with_next(standing: Standing, first: Span) -> Span | None:
    """Return a first sentence with the next as one stretch, None where that leaves open what the first does."""
    behind = following(standing, first)
    if behind is None or not goes_on(standing, behind) or asks(standing, behind):
        return None
    if standing.document.text[first.end : behind.start].strip():
        return None  # a caption stands between
    stretch = Span(first.start, behind.end)
    if has_bare_surname(standing, stretch):
        return None
    if standing.dangling(first, author_told=True) is not None:
        # "He is a fisherman who never learned to swim. At 70 Anil Ramdin": who it is comes next.
        return stretch if _tells_later(standing, first, behind) else None
    if _shows_nothing(standing.document.text[slice(*first)], standing.document.text[slice(*behind)]):
        return None
    told = _names_something(standing, behind) or _has_name(standing, behind)
    opens = beginning(standing.document.text[slice(*first)])
    if DEFINITE.match(opens) is not None and not told and not _names_one(standing, behind):
        return None  # "The president": who it is comes next, or it isn't shown
    if standing.lack(first) == "scene":
        # "It was late. A trawler of Anil Ramdin": what it is about comes next; where "this town" is doesn't.
        text = standing.document.text
        after = text[behind.start : behind.end]
        back = _BACK.match(beginning(after)) is not None or (
            _IT.search(text, first.start, first.end) is not None and _IT.search(after) is not None
        )
        told = (
            told
            and not back
            and not _speaks_of_them(text[slice(*first)], after)
            and POINTS_AT.search(text[first.start : first.end]) is None
        )
    else:
        told = told or _names_something(standing, first) or _has_name(standing, first) or _is_general(standing, first)
    return stretch if told and standing.holds(stretch) else None


def _speaks_of_them(first: str, after: str) -> bool:
    """Tell whether a text opens with "They", and its next sentence only says "they" again."""
    return beginning(first).startswith(("They ", "Their ")) and _THEY.search(after) is not None


def _shows_nothing(first: str, after: str) -> bool:
    """Tell whether a second sentence points at what stood beside the text: "As these letters reveal"."""
    return any(match[1][:-1].lower() not in first.lower() for match in _BESIDE.finditer(after))


def _is_general(standing: Standing, sentence: Span) -> bool:
    """Tell whether a sentence speaks of no certain thing that it doesn't tell of: "Naps may help babies to learn."."""
    text = standing.document.text[sentence.start : sentence.end]
    at = len(text) - len(beginning(text))
    return (
        len(text[at:].split()) >= _FEWEST_WORDS
        and tells_which(text)
        and _NAME.search(text, at + 1) is None
        and _BACK.match(text, at) is None
        and not _keeps(text, at, standing.speech(sentence))
        and region(text, standing.speech(sentence)) is None
        and _AREA_S.search(text) is None
    )


def _first(standing: Standing) -> Span | None:
    """Return the first whole sentence, with nothing but a few words above it: a name, a date, a number."""
    opening = standing.opening
    for sentence in standing.document.sentences[: _MOST_ABOVE if opening is not None else 0]:
        if opening is None or sentence.start < opening.start:
            continue
        if standing.is_whole(sentence):
            return sentence
        text = standing.document.text[sentence.start : sentence.end]
        if len(text.split()) > _SET_ABOVE or not (is_above(text) or not has_verb(text)):
            return None
    return None


def _tells_later(standing: Standing, first: Span, following: Span) -> bool:
    """Tell whether a sentence opens with "he" or "she" and the next one names a person of that gender."""
    opening = _HE.match(beginning(standing.document.text[first.start : first.end]))
    if opening is None:
        return False
    wrong = "f" if opening["m"] else "m"
    return any(name.read and name.gender not in {wrong, None} for name in standing.names(following))


def near_beginning(standing: Standing) -> Span | None:
    """Return the first of the first sentences that can be understood alone, with few signs against it if possible."""
    text = standing.document.text
    found = [
        span
        for span in standing.document.sentences[:_NEAR]
        if stands_alone(standing, span)
        and not has_bare_name(standing, span)
        and _AS_KNOWN.match(text, span.start, span.end) is None
    ]
    return min(found, key=lambda span: (max(standing.signs(span), _FEW_SIGNS), span), default=None)


def stands_alone(standing: Standing, sentence: Span) -> bool:
    """Tell whether it is certain that a sentence from anywhere in the article can be understood alone."""
    return (
        standing.is_whole(sentence)
        and not standing.speech(sentence)
        and brings_in(standing, sentence)
        and tells_which(standing.document.text[sentence.start : sentence.end])
        and standing.dangling(sentence) is None
        and standing.known(sentence) is None
        and standing.lack(sentence) is None
        and not standing.leans(sentence)
        and not standing.is_doubtful(sentence)
        and not has_stranger(standing, sentence)
    )
