"""Names that an article gives before it says whose they are: "Kite, as the whole harbour calls the pilot, ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.people.draft import Draft, Found
from bot.reading.people.nicknames import Mentions, meant
from bot.reading.people.words import FUNCTION, GIVEN, fold
from storage.records import Span

_NAME = r"[^\W\da-z_][\w’'-]+(?: [^\W\da-z_][\w’'-]+)?"
_CALLED = re.compile(
    rf"(?<![\w’'-])(?P<name>(?:[Tt]he )?{_NAME}|[“\"‘](?:[Tt]he )?{_NAME},?[”\"’]),? as (?:[\w’'-]+ ){{1,8}}?"
    r"(?:calls?|called|knows?|knew) (?P<whom>him|her|the (?:[\w’'-]+ ){0,4}[\w’'-]+|[^\W\da-z_][\w’' -]+)(?=[,.;])"
)
_MARKS = ' “”"‘’,'


def find_called(draft: Draft, sentences: Sequence[Span]) -> None:
    """Add such a name to whom it is for: named, meant by "her", or the one holder of the office told.

    The roles must be known by then. Where it isn't plain whose it is, it is nobody's.
    """
    text = draft.text
    if ", as " not in text and "” as " not in text:
        return
    mentions: Mentions = sorted((span, place) for place, person in enumerate(draft.people) for span in person.spans)
    for match in _CALLED.finditer(text):
        name = match["name"].strip(_MARKS)
        words = fold(name).split()
        person = _holder(draft, mentions, sentences, match)
        # "Then, as everybody calls her, ...": a plain word is no name.
        if person is None or all(word in FUNCTION for word in words) or (words[0] in person.words and len(words) > 1):
            continue
        person.nicknames_told.setdefault(name)
        draft.people = [each for each in draft.people if each is person or not _only(each, match)]


def _holder(draft: Draft, mentions: Mentions, sentences: Sequence[Span], match: re.Match[str]) -> Found | None:
    whom, start = match["whom"], match.start("whom")
    if whom in {"him", "her"}:
        return meant(draft.people, mentions, sentences, match.start(), "m" if whom == "him" else "f")
    if whom.startswith("the "):
        office = fold(whom[4:])
        held = [p for p in draft.people if any(fold(draft.text[slice(*role)]) == office for role in p.roles)]
        return held[0] if len(held) == 1 else None
    return next((draft.people[place] for span, place in mentions if span.start == start), None)


def _only(person: Found, match: re.Match[str]) -> bool:
    """Tell whether somebody seems to be named by that name alone."""
    alone = all(match.start("name") <= span.start < match.end("name") for span in person.spans)
    return alone and not any(word in GIVEN for word in person.words[1:])
