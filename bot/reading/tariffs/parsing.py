"""From the text of a sentence to its row of tokens, cut into clauses."""

from __future__ import annotations

import datetime as dt
import itertools
import re

from bot.reading.tariffs.amounts import Amount, find_amounts, find_bare
from bot.reading.tariffs.dates import DateMention, find_dates
from bot.reading.tariffs.lexicon import AMOUNT, DATE, PLACE, Token, settle, tokens
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.places import Mention, find_mentions
from bot.reading.tariffs.roles import find_roles
from bot.reading.tariffs.sentence import Sentence
from storage.records import Span

_VERBS = frozenset("ifrcxsBwdegmuv")


def parse(text: str, span: Span, published: dt.date | None, known: dict[str, None], first: bool) -> Sentence:
    """Return the sentence at ``span`` as tokens with clauses and roles. ``known`` are the places named so far."""
    start = _after_dateline(text, span) if first else span.start
    at = find_mentions(text, span.start, start, known) if start > span.start else []
    known.update((mention.code, None) for mention in at)
    mentions = find_mentions(text, start, span.end, known)
    signed = find_amounts(text, start, span.end)
    amounts = signed + find_bare(text, start, span.end)
    dates = find_dates(text, start, span.end, published)
    fixed: list[Token] = []
    marks = sorted(
        [(a.start, a.end, AMOUNT, a) for a in amounts]
        + [(d.start, d.end, DATE, d) for d in dates]
        + [(m.start, m.end, PLACE, m) for m in mentions],
        key=lambda mark: (mark[0], isinstance(mark[3], Amount) and mark[3].bare, -mark[1]),
    )
    held: dict[int, object] = {}
    for begin, end, kind, what in marks:
        if fixed and begin < fixed[-1].end:
            continue
        held[begin] = what
        fixed.append(Token(kind, text[begin:end].lower(), begin, end))
    row = tokens(text, start, span.end, fixed)
    if _SET_OFF.search(text, start, span.end) is not None:
        row = _without_asides(row)
    settle(row)
    sentence = Sentence(
        text, span, row, [token.text for token in row], "".join([token.kind for token in row]), {}, {}, {}
    )
    sentence.home = at[0].code if at else None
    for index, token in enumerate(row) if held else ():
        if token.kind not in _HELD:
            continue
        thing = held.get(token.start)
        if token.kind == AMOUNT and isinstance(thing, Amount):
            sentence.amounts[index] = thing
        elif token.kind == DATE and isinstance(thing, DateMention):
            sentence.dates[index] = thing
        elif token.kind == PLACE and isinstance(thing, Mention):
            sentence.places[index] = thing
    _clauses(sentence)
    find_roles(sentence)
    return sentence


_HELD = frozenset({AMOUNT, DATE, PLACE})
_DASHES = frozenset("—–-")
_SET_OFF = re.compile(r"[—–(]|(?<=\s)-")  # without one of these nothing is set off
_ASIDES = ((_DASHES, _DASHES), (frozenset("("), frozenset(")")))


def _without_asides(row: list[Token]) -> list[Token]:
    """Leave out what stands between two dashes or in brackets, where it holds no percentage."""
    texts = {token.text for token in row}
    for opening, closing in _ASIDES:
        if texts.isdisjoint(opening):
            continue
        marks = [index for index, token in enumerate(row) if token.text in opening or token.text in closing]
        if len(marks) == 2 and row[marks[0]].text in opening and row[marks[1]].text in closing:
            inside = row[marks[0] : marks[1] + 1]
            if not any(token.kind in "AZ" for token in inside):
                row = row[: marks[0]] + row[marks[1] + 1 :]
    return row


_DATELINE = re.compile(
    r"[A-Z][^\n.!?]{1,60}?(?:\.[^\n.!?]{0,30}?)?\s?(?:—|–|\s-|:|\s--)\s(?=[\"'“‘]?[A-Z0-9])", re.DOTALL
)


def _after_dateline(text: str, span: Span) -> int:
    """Return where the sentence starts after a dateline ("NEW DELHI/WASHINGTON, Aug 27 - ", a town in capitals)."""
    match = _DATELINE.match(text, span.start, min(span.end, span.start + 110))
    if match is None:
        return span.start
    head = match.group()
    first = compiled(r"[\s/,(:]").split(head, maxsplit=1)[0]
    colon = head.rstrip().endswith(":")
    if (first.isupper() and len(first) > 2) or (colon and len(head.split()) <= 3):
        return match.end()
    return span.start


_LISTED = re.compile(r"P,&?[.]{0,2}P|C,&?C")  # a comma that ends no phrase: "after duties on steel, tin and oil"
_PARTING = re.compile(r"[;:|&?JFQ]")  # without any of these a sentence has one clause, and gives no reason


def _clauses(sentence: Sentence) -> None:
    row, letters = sentence.row, sentence.letters
    if _PARTING.search(letters) is None:
        sentence.clause, sentence.reason = [0] * len(row), [False] * len(row)
        sentence.reach = [(0, len(row))] * len(row)
        return
    number = 0
    reason = False
    for index, token in enumerate(row):
        buying = (token.kind == "?" and _buyers(row, index)) or (token.text in _DEALING and _anybody(row, index))
        boundary = token.kind in ";:|" or (token.kind == "&" and _joins_clauses(letters, index))
        if boundary:
            number += 1
            reason = False
        elif (
            token.kind == "J"
            or buying
            or (token.kind == "F" and row[index + 1 : index + 2] and _gerund(row[index + 1]))
        ):
            reason = True
        elif reason and (
            (token.kind == "," and _LISTED.match(letters, index - 1) is None)
            or (token.kind == "w" and "J" not in letters[:index])
        ):
            reason = False
        sentence.clause.append(number)
        sentence.reason.append(reason)
    for index in sentence.places:
        if letters[index + 1 : index + 3] == ",?":
            sentence.reason[index] = False  # "after talks with Peru, which will charge 20%"
    first = 0
    for _, alike in itertools.groupby(sentence.clause):
        last = first + len(list(alike))
        sentence.reach.extend([(first, last)] * (last - first))
        first = last


_BUYING = frozenset("buy buys import imports trade trades deal deals do does".split())


def _buyers(row: list[Token], index: int) -> bool:
    """Tell whether "that" after countries in general tells what they do ("any country that buys oil from Iran")."""
    before = [token.kind for token in row[max(0, index - 3) : index]]
    return "Q" in before and any(token.text in _BUYING for token in row[index + 1 : index + 3])


_DEALING = frozenset("doing buying trading dealing importing".split())


def _anybody(row: list[Token], index: int) -> bool:
    """Tell whether the word stands right after countries in general: "any country doing business with Iran"."""
    return index > 0 and row[index - 1].kind == "Q"


def _gerund(token: Token) -> bool:
    """Tell whether "for" before this word gives a reason: "for buying Russian oil"."""
    return token.kind in ".if" and token.text.endswith("ing") and len(token.text) > 4


def _joins_clauses(letters: str, index: int) -> bool:
    """Tell whether the "and" at ``index`` joins two clauses that each have a percentage and a verb."""
    left = compiled(r"[;:|]").split(letters[:index])[-1]
    right = compiled(r"[;:|]").split(letters[index + 1 :])[0]
    if not ({"A", "Z"} & set(left) and {"A", "Z"} & set(right)):
        return False
    before = compiled(r"[AZ]").split(right, maxsplit=1)[0]
    return bool(_VERBS & set(left)) and bool(_VERBS & set(before)) and bool(set("CPTGR~K") & set(before))
