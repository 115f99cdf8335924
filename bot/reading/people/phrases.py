"""Noun phrases that are roles: their words, their head, where they end."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.tokens import DOTTED, Token, place_mask
from bot.reading.people.words import CALENDAR, FUNCTION, HONORIFICS, ROLES, SPEECH, VERBS

DETERMINERS = frozenset("a an the his her its their our my your this that one another some".split())
# Praise and the like is no part of an office: "our great Secretary of State".
_NO_MODIFIERS = frozenset("another one fellow said great dear beloved good own same real true".split())
LINKS = frozenset("of for to at with on".split())
INNER = frozenset("of for and the to &".split())
SMALL = INNER | LINKS
_OPENING = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_ADJECTIVES_ED = frozenset(
    """retired acting managing founding leading incoming outgoing presiding ranking elected appointed newly-elected
    newly-appointed visiting governing opposing sitting marketing banking building accounting advertising engineering
    manufacturing mining shipping training operating housing nursing planning policing ruling commanding united
    distinguished convicted accused disgraced unnamed red seed armed combined consulting investing publishing trading
    fundraising polling broadcasting farming fishing running campaigning cleared""".split()
)
_MORE_VERBS = frozenset(
    """met saw told gave got won beat led left made held sent took put let set went came ran knew found kept began
    brought bought sold paid fed hit cut lost hired quit sues sued meet meets join joins see sees thank thanks name
    names appoint appoints replace replaces tell tells ask asks including include includes against versus vs""".split()
)
NOT_IN_ROLE = (FUNCTION | SPEECH | CALENDAR | _MORE_VERBS | _NO_MODIFIERS) - {"for", "may", "last"}
SPACE = frozenset({" ", "\u00a0", "-"})


def gap(text: str, left: Token, right: Token) -> str:
    """Return what stands between two words next to each other; an abbreviation's full stop counts as a space."""
    end = left.end + 2 if left.possessive else left.end
    between = text[end : right.start] if right.start - end < 6 else "\n"
    return " " if between == ". " and left.key in DOTTED and not right.first else between


def modifier(token: Token) -> bool:
    """Tell whether a word may stand inside a role before its head: "foreign", "US", "metals", not "told" or "the"."""
    key = token.key
    if token.capital:
        return (key not in NOT_IN_ROLE or (key == "us" and token.text.isupper())) and key not in HONORIFICS
    if key in NOT_IN_ROLE or key in HONORIFICS:
        return False
    if key.endswith(("ed", "ing")) and key not in _ADJECTIVES_ED and "-" not in key:
        return False
    return not key.endswith("ly") or "-" in key


def role_at(text: str, tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """Return the index range of a role that begins at the word ``start``, after a determiner, or None."""
    index = start
    count = len(tokens)
    if index < count and tokens[index].key in DETERMINERS:
        index += 1
        if index >= count or gap(text, tokens[index - 1], tokens[index]) != " ":
            return None
    begin = index
    head = None
    while index < count and index - begin < 9:
        token = tokens[index]
        if index > begin and gap(text, tokens[index - 1], token) not in SPACE:
            break
        if token.key in ROLES and not token.possessive:
            head = index
            if index + 1 >= count or not (tokens[index + 1].key in ROLES or _noun_goes_on(text, tokens, index)):
                break
        elif (
            token.key in {"and", "of", "for", "the"}
            and index > begin
            and index + 1 < count
            and tokens[index + 1].capital
            and (tokens[index - 1].capital)
        ):
            pass
        elif not modifier(token) and not (token.possessive or of_place(tokens, index)):
            break
        index += 1
    if head is None:
        return None
    for place in range(begin, head):
        if tokens[place].possessive and not tokens[place].capital:
            begin = place + 1
    return begin, _expand_right(text, tokens, head + 1)


def of_place(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an honorific is the first word of a place here: "Sri Lanka's finance minister"."""
    return tokens[index].key in HONORIFICS and place_mask(tokens, index, min(index + 2, len(tokens)))[0]


def _noun_goes_on(text: str, tokens: Sequence[Token], index: int) -> bool:
    following = tokens[index + 1]
    return (
        gap(text, tokens[index], following) == " "
        and any(t.key in ROLES for t in tokens[index + 1 : index + 4])
        and modifier(following)
        and following.key not in LINKS
    )


def _expand_right(text: str, tokens: Sequence[Token], stop: int) -> int:
    """Add "of ...", "to ...", "for ...", "at ..." to a role whose head ends before ``stop``."""
    while (
        stop < len(tokens)
        and tokens[stop].key in LINKS
        and gap(text, tokens[stop - 1], tokens[stop]) == " "
        and not tokens[stop - 1].possessive
    ):
        reached = _link_end(text, tokens, stop)
        if reached is None:
            break
        stop = reached
    return stop


def _link_end(text: str, tokens: Sequence[Token], link: int) -> int | None:
    """Return where the phrase after a link word ends ("of the World Trade Organization"), None where it is unclear."""
    index = link + 1
    lower = 0
    count = len(tokens)
    while index < count and gap(text, tokens[index - 1], tokens[index]) in {" ", " & "}:
        token = tokens[index]
        if index - link > 9 or token.text[0].isdigit():
            return None
        opening = token.key in _OPENING and index == link + 1
        inner = token.key in {"of", "and", "for", "the"} and index + 1 < count and tokens[index + 1].capital
        if (token.capital and token.key not in CALENDAR) or (
            opening or (inner and tokens[index - 1].capital) or (token.key == "the" and tokens[index - 1].key in LINKS)
        ):
            pass
        elif modifier(token) and token.key not in VERBS and lower < 3 and tokens[link].key != "to":
            lower += 1
        else:
            break
        index += 1
    while index > link + 1 and tokens[index - 1].key in FUNCTION and not tokens[index - 1].text.isupper():
        index -= 1
    return index if index > link + 1 else None
