"""Whether somebody is named in full, and whether the titles that stand before a surname are theirs."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.reading.people.words import HONORIFICS, HONORIFICS_F, HONORIFICS_M, ROLES, fold, name_gender
from storage.records import Person, Span

_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_POSSESSIVE = re.compile(r"[’']s?$")
# "President Ana Cruz", "Secretary of State Ana Cruz"; "Ana Cruz, the president", but not ", wife of President".
_OFFICE_BEFORE = re.compile(r"[^\W\d_][\w.-]*(?: (?:of|for|in) (?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)?)? $")
_OFFICE_BEHIND = re.compile(
    r",? (?:(?:is|was|who|the|an?|then|former|[a-z]+|[A-Z]\w*(?:[’']s)?) ){0,3}?[a-z]{3,}(?=[,.;]| of )"
)
NAMED_BEFORE = re.compile(r"(?<!\w)([A-Z][\w’'.-]*) $")  # "Ayatollah Ali" of somebody known by one name
_REACH = 60  # code points: an office begins within so many of a full name
_LONGEST_WORD = 40


@lru_cache(maxsize=512)
def bears_titles(text: str, person: Person) -> bool:
    """Tell whether all titles before a surname are those of the person who was read from it.

    Else somebody else may be called by it too: "Mrs" needs a woman, and an office stands beside the full name once.
    "President Cruz" is not Ana Cruz, his wife.
    """
    gender = name_gender(person.name)
    if gender is not None and person.gender not in {None, gender}:
        return False
    gender = gender or person.gender
    full = [each for each in person.mentions if says(text[slice(*each)], person.name)]
    held = [office for each in full for office in _offices(text, each)]
    for mention in person.mentions:
        if mention in full:
            continue
        before = NAMED_BEFORE.search(text, max(0, mention.start - _LONGEST_WORD), mention.start)
        titles = ([before[1]] if before is not None else []) + words_of(text, mention)[:-1]
        for word in [fold(word).strip(".") for word in titles if word[:1].isupper()]:
            if (word in HONORIFICS_M and gender == "f") or (word in HONORIFICS_F and gender == "m"):
                return False
            if word in ROLES - HONORIFICS and not any(_is_office(office, word) for office in held):
                return False
    return True


def _offices(text: str, named: Span) -> list[str]:
    """Return the words that may be an office of somebody named in full: those beside the name, and in it."""
    before = _OFFICE_BEFORE.search(text, max(0, named.start - _REACH), named.start)
    behind = _OFFICE_BEHIND.match(text, named.end)
    return _WORD.findall(
        " ".join(found.group() for found in (before, behind) if found is not None) + " " + text[slice(*named)]
    )


def _is_office(one: str, other: str) -> bool:
    """Tell whether two words are one office: "Gov." is a governor."""
    short, long = sorted((fold(one).strip("."), other), key=len)
    return short == long or (len(short) in {3, 4} and long.startswith(short))


def words_of(text: str, span: Span) -> list[str]:
    """Return the words of a name, without their possessives."""
    return [_POSSESSIVE.sub("", word) for word in _WORD.findall(text[span.start : span.end])]


def says(shown: str, name: str) -> bool:
    """Tell whether the first and the last word of a full name stand near one another in ``shown``."""
    words = name.split()
    if len(words) < 2:
        return False
    first, last = re.escape(words[0]), re.escape(words[-1])
    return re.search(rf"(?<!\w){first}(?!\w)(?:\W+\w+){{0,3}}?\W+{last}(?!\w)", shown, re.IGNORECASE) is not None
