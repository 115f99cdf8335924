"""The runs of capitalised words of a text: each may hold a name."""

from __future__ import annotations

import re

from bot.reading.people.tokens import Token, is_initials
from bot.reading.people.words import (
    FUNCTION,
    GIVEN,
    HONORIFICS,
    PARTICLES,
    ROLES,
    SPEECH,
    SUFFIXES,
    SURNAMES,
    VERBS,
    is_common,
)

_NICK_OPENS = frozenset({' "', " “", " ‘", " '", " («", " (", " «"})
_NICK_CLOSES = frozenset({'" ', "” ", "’ ", "' ", ") ", "» "})
_GLUED = re.compile(r"[a-z][A-Z]")  # words run together by a web page: "FlagShareLikeReplyPaige"
_MAY_OPEN = PARTICLES - {"e", "y", "do", "das", "la", "le", "da"}  # particles that a name may begin with
_SMALL_IN_TITLE = PARTICLES | {"of", "for", "and", "to", "the"}


def runs(tokens: list[Token]) -> list[tuple[int, int]]:
    """Return runs of capitalised words as index ranges: particles inside are kept ("Khalid bin Salem al-Harthy"), and
    the small words inside a title ("Minister of State for External Affairs Harpreet Kaur Sandhu").
    """
    found: list[tuple[int, int]] = []
    index, count = 0, len(tokens)
    while index < count:
        token = tokens[index]
        if (not token.capital and not (token.key in _MAY_OPEN or "-" in token.text)) or not _opens(tokens, index):
            index += 1
            continue
        stop = index + 1
        titled = tokens[index].key in ROLES
        if tokens[index].headline and _plain(tokens, index):
            index += 1
            continue
        while stop < count and (tokens[stop].joined or _nickname(tokens, stop)) and stop - index < 24:
            token = tokens[stop]
            if token.headline and _plain(tokens, stop):
                break
            if token.joined and _continues(tokens, stop):
                titled = titled or token.key in ROLES
                stop += 1
                continue
            if _nickname(tokens, stop):
                token.nick = True
                stop += 2
                continue
            reach = _over_small_words(tokens, stop, titled)
            if not reach:
                break
            stop = reach
        found.append((index, stop))
        index = stop
    return found


def _plain(tokens: list[Token], index: int) -> bool:
    """Tell whether a word of a headline is a plain word and so ends a name: "Paul Ryan Joins Growing List"."""
    token = tokens[index]
    key = token.key
    if key in ROLES or key in HONORIFICS or key in GIVEN or key in SUFFIXES:
        return False
    if key in SPEECH or key in VERBS or key in FUNCTION:
        return key not in PARTICLES
    before = tokens[index - 1] if index else None
    surname = key in SURNAMES and before is not None and (before.key in GIVEN or is_initials(before))
    named = tokens[index - 1].key not in GIVEN or (index > 1 and tokens[index - 2].key in GIVEN)
    verb = key.endswith(("es", "ed", "ing", "ly", "n't")) or (key.endswith("s") and len(key) > 4 and named)
    if _told_with(tokens, index):
        return verb or is_common(key)
    return not surname and (is_common(key) or (verb and index > 0 and key not in SURNAMES))


def _told_with(tokens: list[Token], index: int) -> bool:
    """Tell whether the word stands between a full name and a small word: "Hillary Clinton Sides With ..."."""
    if index < 2 or index + 1 >= len(tokens) or not tokens[index + 1].joined:
        return False
    full = tokens[index - 1].key in SURNAMES and tokens[index - 2].key in GIVEN
    return full and tokens[index + 1].key in FUNCTION and tokens[index + 1].key not in PARTICLES


def _nickname(tokens: list[Token], index: int) -> bool:
    """Tell whether the word is a nickname set in marks between given name and surname: Maria "Mimi" Delgado."""
    if index + 1 >= len(tokens) or tokens[index].gap not in _NICK_OPENS or tokens[index + 1].gap not in _NICK_CLOSES:
        return False
    return (
        tokens[index].capital
        and tokens[index + 1].capital
        and not tokens[index].possessive
        and tokens[index - 1].key in GIVEN
        and tokens[index - 1].capital
    )


def _opens(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.text[0] == "@" or token.text[0].isdigit():
        return False
    if token.capital:
        return not (len(token.text) > 12 and len(_GLUED.findall(token.text)) > 1)
    lead, mark, _ = token.key.partition("-")
    if mark and lead in {"al", "el", "ar", "as", "an", "bin", "ibn"} and token.text[len(lead) + 1].isupper():
        return True
    following = tokens[index + 1 : index + 3]
    return (
        token.key in _MAY_OPEN
        and bool(following)
        and following[0].joined
        and (
            following[0].capital
            or (len(following) > 1 and following[0].key in PARTICLES and following[1].capital and following[1].joined)
        )
    )


def _continues(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.text[0] in "@" or token.text[0].isdigit():
        return False
    if token.capital:
        return not (len(token.text) > 12 and len(_GLUED.findall(token.text)) > 1)
    if len(token.text) > 3 and token.text[1] in "’'" and token.text[0] in "dl" and token.text[2].isupper():
        return True
    lead, _, rest = token.text.partition("-")
    return rest[:1].isupper() and lead in {"al", "el", "ar", "as", "an", "ash", "bin", "ibn", "de", "e"}


def _over_small_words(tokens: list[Token], index: int, titled: bool) -> int:
    """Return the index after small words and the capitalised word that they lead to, or 0."""
    small = _SMALL_IN_TITLE if titled else PARTICLES
    stop = index
    while stop < len(tokens) and stop - index < 3 and tokens[stop].joined and tokens[stop].key in small:
        stop += 1
    if stop == index or stop >= len(tokens) or not tokens[stop].joined or not tokens[stop].capital:
        return 0
    return stop + 1
