"""Who is meant where a sentence, shown by itself, has only a surname or opens with "He": said only where it is certain.

A short name is certain when it belongs to one person of the article alone. "He" at the beginning is certain
when the sentence before opens with a person of that gender and speaks of nobody else: the subject goes on (Grosz, Joshi
and Weinstein, Centering, 1995). Nothing is put into the text: an answer shows the name in square brackets of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import NamedTuple

from bot.reading.author import AUTHOR
from bot.reading.definites import PERSON_NOUNS, introduced
from bot.reading.people.words import (
    BRANDS,
    CALENDAR,
    HONORIFICS,
    PLACES,
    ROLE_MODIFIERS,
    ROLES,
    SUFFIXES,
    fold,
    name_gender,
)
from bot.reading.standalone import Standing
from bot.reading.terms import STOP_WORDS
from bot.reading.titles import NAMED_BEFORE, bears_titles, says, words_of
from storage.records import Person, Span

_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_POSSESSIVE = re.compile(r"[’']s?$")
_OPENING = re.compile(r"(?:(?P<m>He|His)|(?P<f>She|Her))(?![\w-])")
_DETERMINER = re.compile(r"\b(?:the|an?|this|these|those)\s+(?:[a-z]\S*\s+)?$", re.IGNORECASE)
_MORE_NAME = re.compile(
    r"(?:[’']s)?(?:[-–]\w|\s+(?:family|home|house|brothers|sisters|twins|couple|and\s+(?:his|her)\b|vs?\.?\s+[A-Z]))"
)
# Words in capitals inside a sentence, with none before or behind: "and the Memorial Fund said".
_SHORT = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[a-z][a-z’'-]+(?: [A-Z][a-z’'-]+)?(?![\w-]| [A-Z(]|, [A-Z][a-z]+, )")
_FIRST = re.compile(r"([A-Z][a-z]+)(?:[’']s (?=[a-z])|(, \d+, )|(?: [a-z]+ly)? [a-z]+s (?=[a-z]))")
_TITLE_OF = re.compile(r"\b(?:titled|entitled|called|dubbed|named) [\"“‘]?$")
_PLACING = frozenset("of in at from near to".split())
_FAMILY = re.compile(r"[Tt](?<!\w[Tt])he ([A-Z][a-z]+)s\b(?! [A-Z])")
_BEFORE = re.compile(
    r"(?<=[a-z,] )(?!(?:The|An?|In|Mr|Mrs|Ms|Dr|President|Sir|Lord|Lady|Dame|[A-Z][a-z]+day) )[A-Z][a-z][\w’'-]* $"
)
_BEHIND = re.compile(r" [A-Z][a-z]+")
_LONGEST_WORD = 40
_ACTS = re.compile(r",? (?:said|says|told|added|explained|argued|wrote|born|who|\d+,)(?!\w)")
_NOUN = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TITLES = HONORIFICS | ROLES | ROLE_MODIFIERS
_NO_NAMES = PLACES | BRANDS
_BELOW = 1500  # code points: whom an article opens with it names in full within so many
_TITLED = 60  # code points: a title and a first mention begin within so many of a sentence


class Holder(NamedTuple):
    """Words of an article (``span``) that stand for the person of this full ``name``."""

    span: Span
    name: str


def holders(standing: Standing, shown: Span, told: Collection[str] = ()) -> tuple[Holder, ...]:
    """Return who is meant by words of a shown stretch that don't say it themselves, in order.

    ``told`` are full names that whoever reads it knows by then: they explain a surname, but no "He". A
    person is named once, at the first place. "I" is ``AUTHOR`` where that is certain.
    """
    text = standing.document.text[shown.start : shown.end]
    found = [
        Holder(mention, person.name)
        for person, mention in _first_mentions(standing.people, shown)
        if person.name not in told
        and not says(text, person.name)
        and not standing.in_marks(mention)
        and _is_certain(standing, person, mention)
    ]
    opening = opening_holder(standing, shown)
    if opening is not None:
        found = [opening, *(each for each in found if each.name != opening.name)]
    own = None if AUTHOR in told else standing.author(shown)
    if own is not None:
        found.append(Holder(own, AUTHOR))
    return tuple(sorted(found))


def has_bare_surname(standing: Standing, stretch: Span) -> bool:
    """Tell whether a stretch has a bare surname whose full name is neither in it nor certain: "Cruz said"."""
    text = standing.document.text
    shown = text[stretch.start : stretch.end]
    for person, mention in _first_mentions(standing.people, stretch):
        words = words_of(text, mention)
        if len(words) == 1 and not says(shown, person.name) and not _is_certain(standing, person, mention):
            behind = text[mention.end : mention.end + 6]
            titled = NAMED_BEFORE.search(text, max(0, mention.start - 30), mention.start)
            called = titled is not None and titled[1].lower() not in STOP_WORDS and not _is_honorific(titled[1])
            if not re.match(r", (?:an?\b|the\b)", behind) and not called:
                return True
    return False


def has_bare_name(standing: Standing, stretch: Span) -> bool:
    """Tell whether somebody's full name is not in a stretch that names them, though it may be certain."""
    shown = standing.document.text[stretch.start : stretch.end]
    return any(not says(shown, person.name) for person, _ in _first_mentions(standing.people, stretch))


def _is_honorific(word: str) -> bool:
    return fold(word).strip(".") in HONORIFICS - ROLES


def has_stranger(standing: Standing, sentence: Span) -> bool:
    """Tell whether a sentence has a bare surname, or a name cut short, that nothing in it explains."""
    text = standing.document.text
    shown = text[sentence.start : sentence.end]
    if has_bare_surname(standing, sentence):
        return True
    called = frozenset(word for person in standing.people for word in _called(person))
    first = _FIRST.match(shown)
    if (
        first is not None
        and first[1] not in called
        and fold(first[1]) not in _NO_NAMES
        and fold(first[1]) not in CALENDAR
    ) and (first[2] or (not _is_longer(shown, first[1]) and _is_longer(text, first[1]))):
        return True  # "Ana's brother" after "Ana Cruz", "City plays" after "Reef City"
    if any(_is_cut(text, shown, match, called) for match in _SHORT.finditer(shown)):
        return True
    return any(
        person.name.split()[-1] == match[1] and not says(shown, person.name)
        for match in _FAMILY.finditer(shown)
        for person in standing.people
    )


def _is_cut(text: str, shown: str, short: re.Match[str], called: frozenset[str]) -> bool:
    """Tell whether one or two words in capitals end a longer name of the article: "the Memorial Fund".

    ``called`` are the words of its people's names: those are told with brackets.
    """
    word = _POSSESSIVE.sub("", short.group())
    if not called.isdisjoint(word.split()) or fold(word) in _NO_NAMES or fold(word) in CALENDAR:
        return False
    if word.lower() in PERSON_NOUNS or word.lower() in STOP_WORDS or shown[: short.start()].split()[-1][:1].isupper():
        return False
    if (
        _ACTS.match(shown, short.end()) is not None
        and " " not in word
        and shown[: short.start()].split()[-1] not in _PLACING
        and not _is_longer(shown, word)
    ):
        return fold(word) not in _TITLES
    return not _is_longer(shown, word, begins=False) and _is_longer(text, word, begins=False)


def _is_longer(text: str, word: str, begins: bool = True) -> bool:
    """Tell whether a name in ``text`` has one more word before this one, or behind it where it ``begins`` one."""
    at = -1
    while (at := text.find(word, at + 1)) >= 0:
        end = at + len(word)
        if text[at - 1 : at].isalnum() or text[end : end + 1].isalnum():
            continue
        if _BEFORE.search(text, max(0, at - _LONGEST_WORD), at) and not (_BEHIND.match(text, end) and not begins):
            return True
        if begins and _BEHIND.match(text, end):
            return True
    return False


def opening_holder(standing: Standing, sentence: Span) -> Holder | None:
    """Return who "He", "She", "His" or "Her" at the beginning of a sentence is, None where that isn't certain."""
    document = standing.document
    pronoun = _OPENING.match(document.text, sentence.start, sentence.end)
    place = bisect_left(document.sentences, sentence.start, key=lambda each: each.start)
    if pronoun is None or place == 0 or place >= len(document.sentences):
        return None
    before = document.sentences[place - 1]
    text = document.text[before.start : before.end]
    named = list(_first_mentions(standing.people, before))
    if len(named) != 1 or introduced(text, ()) or any(mark in text for mark in '"“”‘«'):
        return None
    person, mention = named[0]
    gender = person.gender or name_gender(person.name)
    own = {word for each in (person.name, *person.aliases) for word in _WORD.findall(each)}
    if (
        gender != pronoun.lastgroup
        or not _is_whole(person.name)
        or not _opens(document.text, before, mention)
        or any(name.start + before.start >= mention.end for name in standing.names(before) if not _of(text, name, own))
        or any(word in PERSON_NOUNS for word in _NOUN.findall(text[mention.end - before.start :]))
    ):
        return None
    return Holder(Span(*pronoun.span()), person.name)


def _of(text: str, name: tuple[int, int, object, object, object], own: Collection[str]) -> bool:
    return all(_POSSESSIVE.sub("", word) in own for word in _WORD.findall(text[name[0] : name[1]]))


def _opens(text: str, sentence: Span, mention: Span) -> bool:
    """Tell whether nothing but a title stands before the mention: capitalised words and "the"."""
    if mention.start - sentence.start > _TITLED:
        return False
    return all(word[:1].isupper() for word in _WORD.findall(text[sentence.start : mention.start]))


def _first_mentions(people: Sequence[Person], shown: Span) -> list[tuple[Person, Span]]:
    found = []
    for person in people:
        inside = [each for each in person.mentions if shown.start <= each.start and each.end <= shown.end]
        if inside:
            found.append((person, min(inside)))
    return found


def _is_certain(standing: Standing, person: Person, mention: Span) -> bool:
    """Tell whether a mention is a title, or nothing, and a surname that only this person of the article is called by.

    The article must have said the full name before, or give the surname a title: "Mercury" may be the planet first.
    """
    text = standing.document.text
    words = words_of(text, mention)
    full = person.name.split()
    if full and fold(full[-1]).strip(".") in SUFFIXES:
        return False  # there is another one of that name
    if not words or not _is_whole(person.name) or words[-1] not in {full[0], full[-1]}:
        return False
    title = [word for word in words if word not in full]
    called = words[len(title) :]
    if words[: len(title)] != title or any(fold(word).strip(".") not in _TITLES for word in title):
        return False
    if called not in (full[:1], full[-len(called) :]) or called == full:
        return False  # "Del Piero" is as good as a surname, "Ana Cruz" needs nothing
    if called == full[:1] and (title or any(words_of(text, each) == full[-1:] for each in person.mentions)):
        return False  # they are called by their surname: "James" alone is another
    introduced_before = any(says(text[slice(*each)], person.name) for each in person.mentions if each < mention) or (
        called == full[:1] and _is_first_named(standing, person, mention)
    )
    behind = _WORD.findall(text[max(0, mention.start - 20) : mention.start])[-1:]
    titled = any(fold(word).strip(".") in _TITLES for word in [*title, *behind])
    if not bears_titles(text, person):
        return False
    if not titled and (fold(words[-1]) in _NO_NAMES or not introduced_before):
        return False
    if any(words[-1] in _called(other) for other in standing.people if other is not person):
        return False
    if _TITLE_OF.search(text, max(0, mention.start - 20), mention.start) is not None:
        return False  # "a film called Cruz"
    if text[max(0, mention.start - 1) : mention.start] in {"-", "–", "@", "#"}:
        return False  # "pro-Cruz"
    if _MORE_NAME.match(text, mention.end) is not None:
        return False  # "the Cruz family"
    return _DETERMINER.search(text, max(0, mention.start - 30), mention.start) is None


def _is_first_named(standing: Standing, person: Person, mention: Span) -> bool:
    """Tell whether a text opens with somebody who is a man or a woman, and names them in full right below.

    A first name is theirs then. A surname may be something else: "As planets go, Mercury", and a singer of that name.
    """
    opening = standing.opening
    if opening is None or mention.start > opening.end or (person.gender or name_gender(person.name)) is None:
        return False
    text = standing.document.text
    full = [each for each in person.mentions if says(text[slice(*each)], person.name)]
    return bool(full) and min(full).start - mention.end <= _BELOW


def _called(person: Person) -> set[str]:
    return {word for name in (person.name, *person.aliases) for word in name.split()}


def _is_whole(name: str) -> bool:
    words = name.split()
    return (
        len(words) > 1
        and fold(words[0]) not in CALENDAR
        and words[0].lower() not in PERSON_NOUNS  # "Americans Francis" is two
        and words[0][:1].isupper()
        and (len(words) < 3 or len({name_gender(word) for word in words[:2]} - {None}) < 2)  # "Marine John Cruz"
        and not any(part in name for part in ("-year-", "’s ", "'s "))
    )
