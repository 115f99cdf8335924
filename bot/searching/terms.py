"""What a search asks for: words, phrases, filters. What is typed is cut into terms and never handed on raw."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot import countries
from bot.dates import read_moment
from bot.matching import fold
from bot.matching.typos import likeness, near_words
from bot.searching.kin import alike, country_named, country_stems, is_common, kin_of
from bot.searching.passing import is_passing
from bot.searching.spelling import mistyped, other_spellings
from bot.searching.wanting import AMOUNT, Asked, Measure, asked_of, deed_asked, goods_asked, office_asked, priced_asked
from bot.searching.words import NEGATIONS, stem, words_in

LIMIT = 400
"""No more characters than this of a search are read."""
MOST_TERMS = 16

# A filter as it is typed: "speaker:gor", "since:monday".
FILTER = re.compile(
    r"(?<!\S)(speaker|country|from|since|sort|order):\s?(?:\"([^\"]*)\"|“([^“”]*)”|(\S+))", re.IGNORECASE
)
_PHRASE = re.compile(r"\"([^\"]{2,})\"|“([^“”]{2,})”|«([^«»]{2,})»")

_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
"""Words of query languages, which people type in capitals; they are not looked for."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search taken apart.

    ``words`` are single words as typed and ``phrases`` runs that must stand together. ``stems`` belong to
    ``words``, one each. ``related`` are stems that may answer instead, worth less; ``kin`` tells for which of ``stems``
    ("" where for any) each of them may. ``asked`` tells what kind of answer the question wants, ``measure`` in what a
    number must be. ``passing`` marks what changes by the hour (the weather, the time of day): a newspaper of some other
    day has no answer to that. ``deed`` are the stems of which an article must have one: what whoever is asked for did;
    ``office`` tells by what whoever is asked for is, and of what, which stems it may be told with;
    ``goods`` the same for that on which a duty is asked for; ``priced`` are those of what has the price asked for.
    ``mended`` are pairs of a typed word and the one taken for it. ``problem`` is a sentence
    for the person.
    """

    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    related: frozenset[str] = frozenset()
    asked: Asked | None = None
    measure: Measure | None = None
    kin: Mapping[str, frozenset[str]] = field(default_factory=dict)
    passing: bool = False
    deed: frozenset[str] = frozenset()
    office: Mapping[str, frozenset[str]] = field(default_factory=dict)
    goods: Mapping[str, frozenset[str]] = field(default_factory=dict)
    priced: frozenset[str] = frozenset()
    speaker: str | None = None
    country: str | None = None
    source: str | None = None
    since: dt.datetime | None = None
    newest_first: bool = False
    mended: tuple[tuple[str, str], ...] = ()
    problem: str | None = None

    @property
    def terms(self) -> tuple[str, ...]:
        """Words and phrases, for the store's query (which puts each in quotation marks of its own)."""
        return (*self.phrases, *self.words)

    @property
    def instead(self) -> str | None:
        """What was looked for instead of what was typed, for "did you mean"; None where nothing was mended."""
        if not self.mended:
            return None
        return " ".join((*(f"“{phrase}”" for phrase in self.phrases), *self.words))


def parse_search(text: str, now: dt.datetime, zone: dt.tzinfo) -> Search:
    """Take a search apart. Raises for no text; with no word left, ``terms`` is empty: nothing is searched."""
    filters: dict[str, str] = {}
    for match in FILTER.finditer(text[:LIMIT]):
        value = next((group for group in match.groups()[1:] if group is not None), "").strip()
        if value:
            filters.setdefault(match.group(1).lower(), value)
    rest = FILTER.sub(" ", text[:LIMIT])
    search = topic_search(rest)
    since, problem = None, None
    typed = filters.get("since")
    if typed is not None:
        since = read_moment(typed.replace("-", " ") if not typed[:1].isdigit() else typed, now, zone)
        if since is None:
            problem = (
                f"I can't read “{typed[:40]}” as a date. Write it like 2026-01-13, monday, yesterday or “last 3 days”."
            )
    return replace(
        search,
        speaker=filters.get("speaker"),
        country=filters.get("country"),
        source=filters.get("from"),
        since=since,
        newest_first=fold(filters.get("sort") or filters.get("order") or "") in {"new", "newest", "latest", "date"},
        problem=problem,
    )


# Verbs of two words, whose words apart say something else.
_TWO_WORDS = {
    "arrive": r"(?:show|turn)(?:s|ed|ing)? up",
    "start": r"kick(?:s|ed|ing)? (?:in|off)|(?:come|go)(?:es|s|ing)? into (?:force|effect)|tak(?:e|es|ing) effect",
    "cancel": r"call(?:s|ed|ing)? off",
    "postpone": r"put(?:s|ting)? off|push(?:es|ed|ing)? back",
    "scrap": r"(?:get|got|getting) rid of|do(?:ne|ing)? away with",
    "rise": r"(?:go|went|gone|going)(?:es)? up",
    "fall": r"(?:go|come|went|came|gone|going|coming)(?:es)? down",
    "resign": r"step(?:s|ped|ping)? down",
}
_PHRASAL = [(re.compile(rf"\b(?:{forms})\b", re.IGNORECASE), verb) for verb, forms in _TWO_WORDS.items()]


def topic_search(text: str) -> Search:
    """Take free words apart without reading filters in them: the topic of a brief, what a quotation is about."""
    text = text[:LIMIT]
    for forms, verb in _PHRASAL:
        text = forms.sub(verb, text)
    phrases = tuple(
        " ".join(next(group for group in match.groups() if group is not None).split())
        for match in _PHRASE.finditer(text)
    )
    rest = AMOUNT.sub(" ", _PHRASE.sub(" ", text))
    words: dict[str, str] = {}
    spare: dict[str, str] = {}
    for word in words_in(rest):
        typed = rest[word.start : word.end]
        said_little = word.empty and not _is_country(typed, rest, word.start)
        (spare if said_little or typed in _OPERATORS else words).setdefault(word.stem, typed)
    chosen = words or ({} if phrases else spare)
    chosen = dict(list(chosen.items())[:MOST_TERMS])
    phrases = tuple(phrase for phrase in phrases if words_in(phrase))[:MOST_TERMS]
    asked, measure = asked_of(text)
    kin = kin_of(chosen, text)
    related = frozenset(key for found in kin.values() for key in found) - set(chosen) - NEGATIONS
    done = deed_asked(text) if asked == "person" else None
    # A slip may be of any word that isn't common.
    deed = _forms(done) if done is not None and is_common(stem(done)) else frozenset[str]()
    office = {stem(word): _forms(word) for word in (office_asked(text) if asked == "person" else ())}
    goods = goods_asked(text)
    priced = priced_asked(text) if measure == "money" else None
    return Search(
        tuple(chosen.values()),
        tuple(chosen),
        phrases,
        related,
        asked,
        measure,
        kin,
        is_passing(rest, chosen),
        deed,
        office,
        {stem(goods): _forms(goods)} if goods is not None else {},
        _forms(priced) if priced is not None and stem(priced) in chosen else frozenset(),
    )


def _forms(word: str) -> frozenset[str]:
    """Return the stem of a word with those that may be said for it."""
    key = stem(word)
    return frozenset({key}).union(kin_of({key: word}, word)[key], alike(key))


def _is_country(typed: str, text: str, start: int) -> bool:
    """Tell whether "us" is the country: in capitals, or right after the name of another ("india us trade")."""
    if typed.lower() != "us":
        return False
    before = re.split(r"[\s\-–/]+", text[:start].strip(" -–/"))[-1]
    return typed == "US" or (bool(before) and countries.code_of(before, ("name", "demonym")) is not None)


# What people call anything that is quarrelled or written about; the articles have other words for it.
_AFFAIR = re.compile(
    r"\b(?:row|spat|feud|saga|dispute|quarrel|fight|fuss|drama|scandal|affair|debacle|fiasco|standoff|mess|kerfuffle)s?\b",
    re.IGNORECASE,
)


def without_affair(topic: str) -> str | None:
    """Return "the tile row with Egypt" as "the tile with Egypt", where two words or more are left; else None."""
    less = " ".join(_AFFAIR.sub(" ", topic).split())
    return less if less != " ".join(topic.split()) and len(topic_search(less).stems) > 1 else None


def mend(search: Search, vocabulary: Mapping[str, int]) -> Search:
    """Take the nearest word of the store for each word that the store does not hold.

    ``vocabulary`` maps the stems of the store to the number of articles they stand in. A word with no near one stays
    as it was typed: better nothing found than something else.
    """
    words: list[str] = []
    stems: list[str] = []
    mended: list[tuple[str, str]] = []
    known: list[str] | None = None
    for word, key in zip(search.words, search.stems, strict=True):
        if (spelt := _spelt(word, key, vocabulary)) is not None:
            words.append(spelt)
            stems.append(stem(spelt))
            continue
        # What is an English word was meant, even where no article has it: "rice" is no slip of "rise".
        if key in vocabulary or len(word) < 4 or key[0].isdigit() or is_common(key):
            words.append(word)
            stems.append(key)
            continue
        if (code := country_named(word)) is not None:  # "Mexican", where the articles say only "Mexico"
            other = next((form for form in sorted(country_stems().get(code, ())) if form in vocabulary), None)
            words.append(other or word)
            stems.append(other or key)
            continue
        known = list(vocabulary) if known is None else known
        near = _nearest(key, fold(word).replace(" ", ""), known, vocabulary)
        if near is None and not _formed(key, vocabulary):
            near = mistyped(word, vocabulary)
        words.append(near or word)
        stems.append(near or key)
        if near is not None:
            mended.append((word, near))
    moved = {new: search.kin.get(key, frozenset()) for key, new in zip(search.stems, stems, strict=True)}
    return replace(search, words=tuple(words), stems=tuple(stems), mended=tuple(mended), kin={**search.kin, **moved})


def _spelt(word: str, key: str, vocabulary: Mapping[str, int]) -> str | None:
    """Return the spelling in which the store has a word ("defence" for "defense"), None where it has it as typed."""
    if key in vocabulary:
        return None
    return next((other for other in other_spellings(word.lower()) if stem(other) in vocabulary), None)


def family(search: Search, vocabulary: Mapping[str, int]) -> Search:
    """Add to the related stems those that the store has of the same word: "seizur" (seizure) for "seiz" (seized)."""
    more = {
        key: frozenset(
            longer
            for ending in _ENDINGS
            for longer in ((key + ending), key.removesuffix(ending) if len(key) - len(ending) >= 4 else "")
            if longer and longer != key and longer in vocabulary
        )
        for key in search.stems
        if len(key) >= 4 and not key[0].isdigit()
    }
    found = frozenset(longer for words in more.values() for longer in words) - set(search.stems)
    if not found:
        return search
    kin = {key: search.kin.get(key, frozenset()) | more.get(key, frozenset()) for key in {*search.kin, *more}}
    return replace(search, related=search.related | found, kin=kin)


# What is left of endings that make another word of the same: seiz-ur(e), negoti-ator, refin-eri (refinery), miner-al.
_ENDINGS = ("ur", "er", "or", "eri", "ment", "al", "ator", "ist", "ion", "ant")


def _formed(key: str, vocabulary: Mapping[str, int]) -> bool:
    """Tell whether a stem is another word's with an ending, and so no slip: "founder" of "found"."""
    bases = [key.removesuffix(ending) for ending in _ENDINGS if key.endswith(ending) and len(key) - len(ending) >= 4]
    return any(base in vocabulary or is_common(base) for base in bases)


def _nearest(key: str, typed: str, known: list[str], vocabulary: Mapping[str, int]) -> str | None:
    pool = [other for other in known if abs(len(other) - len(key)) <= 2 and not other[0].isdigit()]
    scored = [
        (max(likeness(key, other), likeness(typed, other)), vocabulary[other], other) for other in near_words(key, pool)
    ]
    scored = sorted((row for row in scored if row[0] >= 0.75), reverse=True)
    if not scored:
        return None
    return max((row for row in scored if row[0] > scored[0][0] - 0.03), key=lambda row: (row[1], row[0]))[2]


def most_matching(terms: Iterable[str], vocabulary: Mapping[str, int]) -> int:
    """Return how many articles hold any of the terms at most, by the number of articles in which each stem stands."""
    return sum(
        min((vocabulary.get(word.stem, 0) for word in words_in(term)), default=0) for term in dict.fromkeys(terms)
    )
