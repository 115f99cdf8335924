"""Nicknames that an article tells of: 'Ada Bello, whom colleagues call “Kite”', 'She is known as “Mama Grain”'."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from bot.reading.people.draft import Draft, Found
from bot.reading.people.words import HONORIFICS, KIN, ROLES, TITLES, fold
from storage.records import Span

_CUES = ("nickname", "dubbed", "known ", " call", "@")
_CALLED = tuple(f"{call} {whom}" for call in ("call", "nickname", "nicknamed", "dubbed") for whom in ("him ", "her "))
_MADE_KNOWN = ("known ", "nicknamed ", "dubbed ")
_WORD = r"[\w'’-]+"
_WHOM = rf"(?: {_WORD}){{1,7}}?"
_CAPITAL = r"[^\W\da-z_][\w'’-]*"
# In marks, each word with a capital: "a liar" is an opinion; without marks behind "the" alone.
_MARKED = rf" [“\"‘']((?:[Tt]he )?{_CAPITAL}(?: (?:of |the )*{_CAPITAL}){{0,3}}),?[”\"’']"
_NAME = rf"(?:{_MARKED}| (the {_CAPITAL}(?: (?:of )?{_CAPITAL}){{0,3}}))"
_MUCH = r"(?:(?:also|better|best|widely|popularly|affectionately|fondly|locally|still|often|simply|now|once) )*"
_KNOWN = rf"(?:known(?:{_WHOM})? as|nicknamed|dubbed)(?: simply)?"
# "He called her “the Devil”" and "calls" are one man's insult: what many call somebody is a nickname.
_CALL = r"(?:call|nickname|nicknamed|dubbed)"
_ALL_CALL = r" (?:(?:almost|nearly|practically|just about) )?every(?:one|body)(?: (?!call)[\w'’-]+){0,4} calls"
# A plain name ends where its clause does, or before whoever uses it: "known as Abe,", "nicknamed Ma Kite by sailors".
_PLAIN = rf" ({_CAPITAL}(?: {_CAPITAL}){{0,2}})(?=[,.;)]|(?: (?:by|to|in|among|since|for|because|when)\b))"
# Behind a name: "Bello, known to her crew as “Kite”", "Bello is nicknamed ...", "Bello, whom colleagues call ...",
# "Bello, the banker known as ..."; there also a plain name.
_BEHIND = re.compile(
    # "Bello, who kept goal as a girl, is known to ...": a clause may stand between.
    rf"(?:,? who (?:is|was) |(?:, (?:who|a|an|the|once|now|then)\b[^,.;:“”\"\n]{{2,90}},) (?:is|was) "
    rf"|, (?:the|a|an) (?:{_WORD} ){{1,4}}?|,? (?:is |was )?){_MUCH}{_KNOWN}(?:{_NAME}|{_PLAIN})"
    rf"|,? whom?(?:{_WHOM} {_CALL}|{_ALL_CALL})(?:{_NAME}|{_PLAIN})"
)
# Around a name: "The press dubbed Bello “the Abacus”".
_CALL_BEFORE = re.compile(rf"\b{_CALL} $")
_LONGEST_CALL = 10
_AFTER = re.compile(_NAME)
# "nicknamed Bu Kapal, or Mrs Ship, by sailors": what stands behind "or" is the same nickname in other words.
_OR = re.compile(r",? or (?:the )?(?:M(?:rs?|s|iss)\.? )?")
# From where somebody posts is a name of theirs: "she posted from @kite".
_POSTED = (
    r"(?:has |had |have )?(?:posted|tweeted|shared|wrote|written|writes|posts|tweets)\b[^.;:“”\"\n@]{0,60}?"
    r" (?:from|as|under) "
)
_HANDLE = r"(@\w{2,30})"
_POSTS = re.compile(rf"(?:,[^,.;:“”\"\n]{{2,90}},)? {_POSTED}{_HANDLE}")
# Of somebody meant: "Friends call her “Kite”", "She is known as “Mama Grain”".
# They begin with a letter and look behind it then: the search runs over all other letters fast. Each with strings of
# which one stands in every match: most texts have none of them.
_MEANT = (
    (("@",), re.compile(rf"(H(?<!\wH)e|h(?<!\wh)e|S(?<!\wS)he|s(?<!\ws)he) {_POSTED}{_HANDLE}")),
    (
        _CALLED,
        re.compile(rf"(?:c(?<!\wc)all|n(?<!\wn)ickname|n(?<!\wn)icknamed|d(?<!\wd)ubbed) (him|her){_NAME}"),
    ),
    (
        _MADE_KNOWN,
        re.compile(rf"(H(?<!\wH)e|h(?<!\wh)e|S(?<!\wS)he|s(?<!\ws)he) (?:is|was) {_MUCH}{_KNOWN}{_NAME}"),
    ),
)

_SENTENCES_BACK = 8
_CLOSE = 40  # characters

Mentions = list[tuple[Span, int]]


def find_nicknames(draft: Draft, sentences: Sequence[Span]) -> None:
    """Add to each person the nicknames that the article tells of; where it isn't plain whose it is, nobody's."""
    text = draft.text
    if not any(cue in text for cue in _CUES):
        return
    people = list(draft.people)
    mentions = sorted((span, place) for place, person in enumerate(people) for span in person.spans)
    told = 0
    for span, place in mentions:
        if span.end < told:
            continue  # "Bello, who followed Gatt, is known as ...": who is named in the clause between is not
        match = _BEHIND.match(text, span.end)
        if match is None and _CALL_BEFORE.search(text, max(0, span.start - _LONGEST_CALL), span.start):
            match = _AFTER.match(text, span.end)
        if match is None and "@" in text:
            match = _POSTS.match(text, span.end)
        if match is not None:
            told = match.end()
            _add(people[place], match)
            _drop_named(draft, match)
    for needed, pattern in _MEANT:
        for match in pattern.finditer(text) if any(part in text for part in needed) else ():
            gender: Literal["m", "f"] = "m" if match[1].lower() in {"he", "him"} else "f"
            person = meant(people, mentions, sentences, match.start(1), gender)
            if person is not None:
                _add(person, match)


def meant(
    people: Sequence[Found], mentions: Mentions, sentences: Sequence[Span], at: int, gender: Literal["m", "f"]
) -> Found | None:
    """Return whom "she" at a place means: the one of that gender in the nearest sentence before that names any."""
    own = bisect_left(sentences, (at + 1, 0)) - 1
    until = at
    for sentence in sentences[max(0, own - _SENTENCES_BACK) : own + 1][::-1]:
        first, last = bisect_left(mentions, (Span(sentence.start, 0), 0)), bisect_left(mentions, (Span(until, 0), 0))
        named = {place for _, place in mentions[first:last]}
        genders = {place: people[place].gender or people[place].likely_gender for place in named}
        fitting = [place for place in named if genders[place] in {gender, None}]
        if fitting:
            # Far back it must be known to be a woman.
            sure = len(fitting) == 1 and (genders[fitting[0]] is not None or sentence.end > at - _CLOSE)
            return people[fitting[0]] if sure else None
        until = sentence.start
    return None


def _add(person: Found, match: re.Match[str]) -> None:
    name = match[match.lastindex or 0]
    words = fold(name).removeprefix("the ").split()
    # "called him “Sir”", "known as the Minister of Works": an address or an office is no nickname.
    if not any(word in group for word in words for group in (HONORIFICS, TITLES, ROLES, KIN)):
        person.nicknames_told.setdefault(name)


def _drop_named(draft: Draft, match: re.Match[str]) -> None:
    """Take out who seems to be named by a nickname, or by it in other words behind it: ", or Mrs Ship,"."""
    again = _OR.match(draft.text, match.end())
    starts = {match.start(match.lastindex or 0), again.end() if again is not None else -1}
    draft.people = [each for each in draft.people if not {span.start for span in each.spans} <= starts]
