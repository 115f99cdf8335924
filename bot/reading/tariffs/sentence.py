"""One sentence as a row of tokens, with its clauses and the parts that places play in it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.reading.tariffs.amounts import Amount, find_amounts, find_bare
from bot.reading.tariffs.basis import Cue, find_basis, first_words
from bot.reading.tariffs.dates import DateMention, find_dates
from bot.reading.tariffs.lexicon import AMOUNT, DATE, PLACE, Token, settle, tokens
from bot.reading.tariffs.places import Mention, find_mentions
from storage.records import Span

if TYPE_CHECKING:
    from bot.reading.tariffs.product_features import Group

_VERBS = frozenset("ifrcxsBwdegmuv")
_BE = frozenset({"was", "were", "is", "are", "be", "been", "being", "to be", "get", "got"})
_MADE = frozenset(
    "made built produced grown assembled manufactured originating shipped bought sourced arriving coming".split()
)
_INTO = frozenset(
    "exports export exported exporting sell sells sold selling ship shipped shipping shipments enter "
    "entering enters entry "
    "access sent send sends sales imported import imports brought bound".split()
)
_DECISIONS = frozenset(
    "decision move plan order bid threat vow proposal promise offer intention decree proclamation".split()
)
_PORTS = frozenset("port ports border customs market shores soil".split())
_ABBREVIATED = frozenset({"us", "u.s.", "u.s", "uk", "u.k.", "eu", "e.u."})


@dataclass(slots=True)
class Role:
    """How strongly a place is the one who imposes, or the one whose goods pay, in its clause."""

    mention: Mention
    index: int
    imposer: float = 0.0
    target: float = 0.0
    group: int = 0
    local: list[str] | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence of an article made ready: ``row`` of tokens, ``letters`` their classes, ``clause`` the number of each
    token's clause, ``reason`` whether it stands in a phrase that gives a reason.
    """

    text: str
    span: Span
    row: list[Token]
    letters: str
    amounts: dict[int, Amount]
    dates: dict[int, DateMention]
    places: dict[int, Mention]
    clause: list[int] = field(default_factory=list)
    reason: list[bool] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    paragraph: int = 0
    named: list[Cue] | None = None
    goods: list[Group] | None = None

    def cues(self, start: int, end: int) -> list[Cue]:
        """Return the words that name an instrument between two offsets of the text. The sentence is searched once."""
        if self.named is None:
            known = first_words()
            spoken = any(word in known for token in self.row for word in token.text.split())
            self.named = find_basis(self.text, *self.span) if spoken else []
        return [cue for cue in self.named if start <= cue.at < end]

    def forget(self, index: int) -> None:
        """Make the amount at token ``index`` a plain word: it is no percentage after all."""
        self.row[index].kind = "."
        self.letters = self.letters[:index] + "." + self.letters[index + 1 :]
        del self.amounts[index]

    def words(self, first: int, last: int) -> list[str]:
        """Return the lower-case texts of the tokens from ``first`` up to, not including, ``last``."""
        return [token.text for token in self.row[max(0, first) : last]]

    def clause_bounds(self, index: int) -> tuple[int, int]:
        """Return the first token of the clause that holds token ``index``, and the one after its last."""
        number = self.clause[index]
        first = index
        while first > 0 and self.clause[first - 1] == number:
            first -= 1
        last = index + 1
        while last < len(self.clause) and self.clause[last] == number:
            last += 1
        return first, last


def parse(text: str, span: Span, published: dt.date | None, known: dict[str, None], first: bool) -> Sentence:
    """Return the sentence at ``span`` as tokens with clauses and roles. ``known`` are the places named so far."""
    start = _after_dateline(text, span) if first else span.start
    if start > span.start:
        known.update((mention.code, None) for mention in find_mentions(text, span.start, start, known))
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
    row = _without_asides(tokens(text, start, span.end, fixed))
    settle(row)
    sentence = Sentence(text, span, row, "".join(token.kind for token in row), {}, {}, {})
    for index, token in enumerate(row):
        thing = held.get(token.start)
        if token.kind == AMOUNT and isinstance(thing, Amount):
            sentence.amounts[index] = thing
        elif token.kind == DATE and isinstance(thing, DateMention):
            sentence.dates[index] = thing
        elif token.kind == PLACE and isinstance(thing, Mention):
            sentence.places[index] = thing
    _clauses(sentence)
    _roles(sentence)
    return sentence


_DASHES = frozenset("—–-")
_ASIDES = ((_DASHES, _DASHES), (frozenset("("), frozenset(")")))


def _without_asides(row: list[Token]) -> list[Token]:
    """Leave out what stands between two dashes or in brackets, where it holds no percentage."""
    for opening, closing in _ASIDES:
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
    first = re.split(r"[\s/,(:]", head, maxsplit=1)[0]
    colon = head.rstrip().endswith(":")
    if (first.isupper() and len(first) > 2) or (colon and len(head.split()) <= 3):
        return match.end()
    return span.start


def _clauses(sentence: Sentence) -> None:
    row, letters = sentence.row, sentence.letters
    number = 0
    reason = False
    for index, token in enumerate(row):
        buying = token.kind == "?" and _buyers(row, index)
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
        elif reason and (token.kind == "," or (token.kind == "w" and "J" not in letters[:index])):
            reason = False
        sentence.clause.append(number)
        sentence.reason.append(reason)


_BUYING = frozenset("buy buys import imports trade trades deal deals do does".split())


def _buyers(row: list[Token], index: int) -> bool:
    """Tell whether "that" after countries in general tells what they do ("any country that buys oil from Iran")."""
    before = [token.kind for token in row[max(0, index - 3) : index]]
    return "Q" in before and any(token.text in _BUYING for token in row[index + 1 : index + 3])


def _gerund(token: Token) -> bool:
    """Tell whether "for" before this word gives a reason: "for buying Russian oil"."""
    return token.kind in ".if" and token.text.endswith("ing") and len(token.text) > 4


def _joins_clauses(letters: str, index: int) -> bool:
    """Tell whether the "and" at ``index`` joins two clauses that each have a percentage and a verb."""
    left = re.split(r"[;:|]", letters[:index])[-1]
    right = re.split(r"[;:|]", letters[index + 1 :])[0]
    if not ({"A", "Z"} & set(left) and {"A", "Z"} & set(right)):
        return False
    before = re.split(r"[AZ]", right, maxsplit=1)[0]
    return bool(_VERBS & set(left)) and bool(_VERBS & set(before)) and bool(set("CPTGR~K") & set(before))


def _roles(sentence: Sentence) -> None:
    letters = sentence.letters
    previous: Role | None = None
    listed = re.match(r"[.]?C(?:,?&?C){0,3}[:(,][zU]?A", letters) is not None and len(letters) <= 12
    for index, mention in sentence.places.items():
        role = Role(mention, index)
        _look_right(sentence, role)
        _look_left(sentence, role)
        if listed:
            role.imposer, role.target = 0.0, 2.5
        if re.search(r"Q[^CA;|]{0,5}L[.]?j\Z", letters[:index]):
            role.imposer, role.target = role.imposer + 3, 0.0  # "countries without a trade agreement with Mexico"
        if mention.kind == "actor":
            role.imposer, role.target = role.imposer + 1, 0.0
        if mention.kind == "capital":
            role.target *= 0.7
        if sentence.reason[index] and not _rated_reason(sentence, index):
            role.imposer *= 0.3
            role.target *= 0.3
        if previous is not None and _one_group(
            letters[previous.index + 1 : index], sentence.words(previous.index + 1, index)
        ):
            role.group = previous.group
        else:
            role.group = index
        sentence.roles.append(role)
        previous = role
    _pronouns(sentence)
    for role in sentence.roles:
        same = [other for other in sentence.roles if other.group == role.group]
        if len(same) > 1 and "&" in letters[same[0].index : same[-1].index]:
            for other in same:  # "Brussels and Beijing have agreed": neither is the one who imposes
                if other.imposer <= 2.5 and other.mention.kind != "actor":
                    other.imposer = 0.0
        if len(same) > 1:
            target = max(other.target for other in same)
            for other in same:
                other.target = max(other.target, target)


def _rated_reason(sentence: Sentence, index: int) -> bool:
    """Tell whether the phrase of reason that holds ``index`` holds a rate too ("after it announced a 50% tariff")."""
    first, last = index, index
    while first > 0 and sentence.reason[first - 1]:
        first -= 1
    while last < len(sentence.row) and sentence.reason[last]:
        last += 1
    return "A" in sentence.letters[first:last]


def _pronouns(sentence: Sentence) -> None:
    """Give "it has charged" to the place that opens the sentence, where no other stands between."""
    if not sentence.roles:
        return
    first = sentence.roles[0]
    stop = sentence.roles[1].index if len(sentence.roles) > 1 else len(sentence.row)
    if first.index <= 3 and re.search(r"~[.wdN]{0,2}[ircxsZ]", sentence.letters[first.index : stop]):
        first.imposer += 1.5
    if re.match(r"C[^,;:|A]{1,8}C&[ircxs]", sentence.letters[first.index :]) and first.index <= 2:
        first.imposer += 2.5
    alone = len(sentence.roles) == 1 and first.index == 0 and first.mention.kind == "capital"
    if alone and first.imposer == first.target == 0:
        first.imposer = 1.0  # "Brussels has a list ready": a seat of government as the subject


def _one_group(between: str, words: list[str]) -> bool:
    return (
        between in {",", "&", ",&", "P,", "P&", "P,&"}
        or (between in {".", ",.", ".,"} and words and "like" in words)
        or between in {",.,"}
    )


def _look_right(sentence: Sentence, role: Role) -> None:
    row, letters = sentence.row, sentence.letters
    index = role.index + 1
    possessive = index < len(row) and row[index].kind == "'"
    if possessive:
        index += 1
    form = row[role.index].text
    adjective = role.mention.kind == "demonym" or form in _ABBREVIATED
    if any(word in _PORTS for word in sentence.words(index, index + 1)):
        if not {"through", "via"} & set(sentence.words(role.index - 1, role.index)):
            role.imposer += 2.0
        return
    for offset, token in enumerate(row[index : index + 8]):
        kind = token.kind
        if kind == "T" and offset < 6:
            weight = 3.0 if possessive or adjective else 1.0 if role.mention.kind != "name" else 0.5
            role.imposer += weight
            if weight == 0.5:
                role.target += 2.0
            return
        if kind in "GPK" and offset < 5:
            if letters[index + offset + 1 : index + offset + 2] == "T":
                continue
            if possessive or adjective:
                role.target += 3.0 if kind != "K" else 2.2
            if kind == "P" or possessive or adjective:
                break
            break
        if kind in "ircxshE" or kind == "f":
            if possessive or (adjective and role.mention.kind == "demonym"):
                break
            break
        if kind not in ".AbzNORUD&Q":
            break
        if kind == "&" and not adjective:
            break
    if letters[index : index + 1] == "," and sentence.words(index + 1, index + 2) == ["whose"] and not possessive:
        role.target += 2.5
        return
    if possessive:
        if any(word in _DECISIONS for word in sentence.words(index, index + 3)):
            role.imposer += 2.5
        return
    if role.index and (row[role.index - 1].kind in "tInFyo" or row[role.index - 1].text in {"from", "into", "through"}):
        return
    position = role.index + 1
    limit = role.index + 12
    joined = True
    while position < min(limit, len(row)):
        kind = row[position].kind
        if kind == "," and letters[position + 1 : position + 2] == "?":
            close = letters.find(",", position + 1)
            if close < 0 or "A" in letters[position:close]:
                position += 2
                continue
            position, limit = close + 1, close + 12
            continue
        if kind in "ircxshE" or (kind == "B" and row[position].text.startswith(("began", "begin", "start"))):
            passive = any(word in _BE for word in sentence.words(position - 2, position))
            if passive and not row[position].text.endswith("ing"):
                role.target += 2.0
            else:
                role.imposer += 1.4 if kind == "E" else 2.5
            return
        holds = row[position].text.startswith(("has", "have")) and kind == "f"
        if holds and not re.match(r"f[.zUO]{0,2}[AR]", letters[position:]):
            position += 1
            continue
        if kind == "f":
            passive = any(word in _BE for word in sentence.words(position - 2, position))
            if row[position].text.startswith(("let in", "admit")) and not passive:
                role.imposer += 2.5
            else:
                role.target += 2.5
            return
        if kind == "&" and letters[position + 1 : position + 2] in tuple("ircxs") and sentence.places:
            first = min(sentence.places)
            if first < role.index and "," not in letters[first : role.index]:
                return  # "Canada will follow the United States and impose": the first place does
        if kind in ";:|TAZ" or (kind == "C" and not joined) or (kind == "G" and not (adjective)):
            return
        joined = joined and kind in ",&.C=PGK"
        position += 1


def _look_left(sentence: Sentence, role: Role) -> None:
    row, letters = sentence.row, sentence.letters
    index = role.index - 1
    # a group's earlier members, and plain words between preposition and place, are passed over
    steps = 0
    while index >= 0 and row[index].kind in "C,&=" and steps < 6:
        index -= 1
        steps += 1
    while (
        index >= 0
        and row[index].kind in "GQP."
        and row[index].text not in _MADE
        and steps < 3
        and letters[index + 1] != "C"
    ):
        index -= 1
        steps += 1
    if index < 0:
        return
    token = row[index]
    before = sentence.words(index - 4, index)
    if token.text in {"outside", "anywhere but", "except"}:
        role.imposer, role.target = 1.5, 0.0  # "built outside the United States": whose customs are meant
        return
    if token.kind == "n" or token.text == "from":
        role.target += 3.0
    elif token.text in {"of"} and before and before[-1] in {"imports", "goods", "exports"}:
        role.target += 1.0
    elif token.kind == "F":
        role.target += 2.0
    elif token.kind == "y":
        role.imposer += 3.0
    elif token.kind == "I":
        if _MADE & set(before[-2:]):
            role.target += 3.0
        elif set("TfA") & set(letters[:index]):
            role.imposer += 1.5
    elif token.text.startswith("enter"):
        role.imposer += 3.0
    elif token.text in {"through", "via"}:
        role.target += 1.5
    elif token.text in {"including", "like", "as", "with"} and role.mention.kind == "name":
        if re.search(r"[nF][^A]{0,8}\Z|from [^A]{0,30}\Z", letters[:index]):
            role.target += 1.5
    elif token.kind == "t" or token.text == "into":
        if _INTO & set(before):
            role.imposer += 2.5
    elif token.kind == "i" and role.mention.kind != "demonym":
        role.target += 3.0
    elif token.text in _MADE:
        role.target += 2.0
