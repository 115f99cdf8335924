"""Roles as an article words them: before a name, after it, and by "as" or "is"."""

from __future__ import annotations

from collections.abc import Container, Sequence

from bot.reading.people.phrases import DETERMINERS, LINKS, NOT_IN_ROLE, SMALL, SPACE, gap, modifier, of_place, role_at
from bot.reading.people.tokens import Token
from bot.reading.people.words import FUNCTION, HONORIFICS, ROLE_MODIFIERS, ROLES, SPEECH, is_common

_PREPOSITIONS = frozenset("to by with from of for at on in as against about".split())
_AS_VERBS = frozenset(
    """appointed named elected chosen picked nominated installed appoint name nominate serves served serving serve works
    worked sworn confirmed re-elected reelected job role post office charge took take takes known hired selected tapped
    follow follows succeed career time position tenure term stint sacked fired dismissed resign resigns resigned quit
    quits stepped steps retire retired retires ousted begin began start started return returned""".split()
)
# What ends in "-ing" and belongs to a title even at the beginning of a sentence.
_HELD = frozenset(
    "acting visiting sitting incoming outgoing leading managing founding presiding ruling reigning commanding".split()
)
_OF_SOMEBODY = frozenset(
    """supporter supporters critic critics opponent opponents ally allies aide aides friend friends adviser advisers
    advisor advisors backer backers rival rivals wife husband lawyer lawyers donor donors""".split()
)
_COPULA = frozenset("is was becomes became become remains remained be has had".split())
_WAYS = frozenset("previously formerly once currently now also long".split())
_GIVEN_OFFICE = frozenset("named appointed elected chosen nominated re-elected made sworn".split())
# "X will be the next R", "is to become R", "is leaving the bank to become R".
_FAR = 16
_ADVERBS = frozenset({"also", "soon", "now", "then", "who"})
_NEXT = frozenset({"next", "incoming", "new"})
_SETTLED = frozenset(
    """leaving leaves left leave quits quitting quit resigns resigned resigning resign stepped steps stepping moves
    moved moving returns returned returning departing departs set due appointed named chosen picked elected selected
    nominated promoted tapped hired confirmed""".split()
)
_UNSETTLED = frozenset(
    """not never no nobody hopes hoped hoping wants wanted wanting refused refuses refusing declined declines failed
    fails trying tried tries expected tipped likely unlikely may might could would should said says that who asked urged
    if whether bid bidding running ran runs""".split()
)
# "X will succeed Y as R": R is the office of X.
SUCCEEDING = frozenset(
    "succeed succeeds succeeded succeeding replace replaces replaced replacing follow follows followed".split()
)


def role_before(
    text: str, tokens: Sequence[Token], name: int, after: int, named: Container[int] = ()
) -> tuple[int, int] | None:
    """Return the index range of the role that ends right before the name ``[name, after)``, or None.

    ``named`` holds the words of all names in the text: a role does not reach over "and" into another person's.
    """
    stop = name
    while stop > 0 and tokens[stop - 1].key in HONORIFICS and tokens[stop - 1].key not in ROLES:
        stop -= 1
    if stop == 0:
        return None
    between = gap(text, tokens[stop - 1], tokens[stop])
    if between not in SPACE and between not in {", ", " – ", " — "}:
        return None
    apposed = between not in SPACE
    if tokens[stop - 1].key in SMALL or tokens[stop - 1].possessive:
        return None
    head = _head_before(text, tokens, stop, apposed)
    if head is None:
        return None
    start = _expand_left(text, tokens, head, named)
    if apposed and not _may_be_apposed(tokens, start, after):
        return None
    for index in range(head - 1, start, -1):  # "candidate former Secretary of State": the latter is the title
        if tokens[index].key == "former":
            start = index
            break
    if tokens[stop - 1].key in ROLES:  # "Supporter of Presidential Candidate": the latter is the title
        titled = [place for place in range(start + 1, stop - 1) if tokens[place].key in _PREPOSITIONS]
        if titled and tokens[titled[-1] - 1].key in _OF_SOMEBODY:
            start = titled[-1] + 1
    while start < head and tokens[start].key in SMALL:
        start += 1
    if start < head and tokens[start].first and tokens[start].key.endswith("ing") and tokens[start].key not in _HELD:
        start += 1  # "Watching President Cruz"
    return start, stop


def _may_be_apposed(tokens: Sequence[Token], start: int, after: int) -> bool:
    """Tell whether a phrase before a comma stands for the name after it: "India’s chief negotiator, K. V. Raman, said".

    Not "Calling India an old partner, Mutua said" nor "According to the minister, Rubio said".
    """
    before = start - 1
    opening = start
    while opening > 0 and start - opening < 14 and not tokens[opening].first:
        opening -= 1
    if opening < start and (tokens[opening].key.endswith("ing") or tokens[opening].key in SPEECH):
        return False
    if tokens[start].possessive or tokens[start].first:
        return True
    if before < 0 or not (tokens[before].key in DETERMINERS or tokens[before].possessive):
        return False
    if before > 0 and tokens[before - 1].key in _PREPOSITIONS and tokens[before].joined:
        return after >= len(tokens) or tokens[after].gap != " "
    return True


def _head_before(text: str, tokens: Sequence[Token], stop: int, apposed: bool) -> int | None:
    """Return the head noun of a role that ends before ``stop``: "Minister" in "Minister of State for Trade"."""
    last = stop - 1
    if tokens[last].key in ROLES and not tokens[last].possessive:
        return last
    index, linked = last, False
    while index >= 0 and last - index < 10:
        token = tokens[index]
        if index < last and gap(text, token, tokens[index + 1]) not in SPACE:
            return None
        if token.key in ROLES and linked and not token.possessive:
            return index
        linked = linked or token.key in LINKS
        plain = apposed and not linked and index == last and is_common(token.key)
        if token.key not in SMALL and (token.key in NOT_IN_ROLE or not (token.capital or plain)):
            return None
        index -= 1
    return None


def _expand_left(text: str, tokens: Sequence[Token], head: int, named: Container[int]) -> int:
    start = head
    while start > 0 and head - start < 7:
        token = tokens[start - 1]
        between = gap(text, token, tokens[start])
        if between not in SPACE:
            break
        if token.possessive:
            if token.capital:
                start -= 1
                while (
                    start > 0
                    and tokens[start - 1].capital
                    and gap(text, tokens[start - 1], tokens[start]) == " "
                    and (not tokens[start - 1].first or modifier(tokens[start - 1]) or of_place(tokens, start - 1))
                    and tokens[start - 1].key not in FUNCTION
                ):
                    start -= 1
            break
        if (
            token.key in {"of", "for", "and"}
            and start > 1
            and (start - 2) not in named
            and tokens[start - 2].capital
            and tokens[start].capital
            and (gap(text, tokens[start - 2], token) == " ")
            and not tokens[start - 2].possessive
            and tokens[start - 2].key not in NOT_IN_ROLE
        ):
            start -= 2
            continue
        if not modifier(token) or (token.first and token.key in FUNCTION and not token.text.isupper()):
            break
        # "met US Ambassador": a plain word before a title in capitals is no part of it.
        if not token.capital and tokens[start].capital and token.key not in ROLE_MODIFIERS:
            break
        start -= 1
    return start


def role_after(text: str, tokens: Sequence[Token], after: int) -> tuple[int, int] | None:
    """Return the index range of a role in apposition: the word before index ``after`` ends the name."""
    if after >= len(tokens):
        return None
    between = gap(text, tokens[after - 1], tokens[after])
    if between.lstrip(".") not in {", ", " (", " – ", " — ", " - "} or tokens[after - 1].possessive:
        return None
    start = after
    if tokens[start].text.isdigit() and start + 1 < len(tokens) and gap(text, tokens[start], tokens[start + 1]) == ", ":
        start += 1
    if tokens[start].key in {"who", "whom", "which"}:
        copula = start + 1
        if copula < len(tokens) and tokens[copula].key in {"is", "was", "became", "remains"}:
            return role_at(text, tokens, copula + 1)
        if (
            copula + 1 < len(tokens)
            and tokens[copula].key in {"serves", "served", "works", "worked"}
            and (tokens[copula + 1].key == "as")
        ):
            return role_at(text, tokens, copula + 2)
        return None
    found = role_at(text, tokens, start)
    if found is None:
        return None
    # "Gor, US Ambassador Sergio's deputy": a name right after the role makes it another person's title.
    stop = found[1]
    if stop < len(tokens) and gap(text, tokens[stop - 1], tokens[stop]) == " " and tokens[stop].capital:
        return None
    return found


def role_by_verb(text: str, tokens: Sequence[Token], after: int, limit: int) -> list[tuple[int, int]]:
    """Return roles given by "... appointed as R", "was named R", "is the R" after a name, up to ``limit``."""
    found: list[tuple[int, int]] = []
    if after < limit and tokens[after].key in _COPULA and gap(text, tokens[after - 1], tokens[after]) == " ":
        index = after + 1
        if index < limit and tokens[index].key == "been":
            index += 1
        if index < limit and tokens[index].key in _WAYS:
            index += 1
        bare = index > after + 1 or tokens[after].key in {"becomes", "became", "remains"}
        if index < limit and tokens[index].key in _GIVEN_OFFICE:
            index, bare = index + 1, True
        bare = bare or (index < limit and tokens[index].key in ROLES and tokens[after].key in {"is", "was"})
        determined = index < limit and (tokens[index].key in DETERMINERS or tokens[index].possessive)
        if (bare or determined) and (role := role_at(text, tokens, index)) is not None:
            return [role]
    if (role := _coming(text, tokens, after, limit)) is not None:
        return [role]
    for index in range(after, min(limit, after + 16)):
        if tokens[index].key == "as" and index + 1 < limit and gap(text, tokens[index - 1], tokens[index]) == " ":
            window = tokens[max(after - 8, 0) : index]
            if any(t.key in _AS_VERBS for t in window) and (role := role_at(text, tokens, index + 1)) is not None:
                found.append(role)
            break
    return found


def _coming(text: str, tokens: Sequence[Token], after: int, limit: int) -> tuple[int, int] | None:
    """Return the office that is yet to be held: "will be the next R" is "next R", "is leaving to become R" and the like
    keep the words that say so.

    Only what is settled: nobody who hopes to become minister, or is expected to, is the next one.
    """
    for index in range(after, min(limit - 1, after + _FAR)):
        if tokens[index + 1].key not in {"be", "become"}:
            continue
        before = [token.key for token in tokens[after:index]]
        clause = after < index and tokens[after].gap == tokens[index].gap == ", "
        will = tokens[index].key == "will" and (clause or _ADVERBS.issuperset(before))
        settled = tokens[index].key == "to" and not _SETTLED.isdisjoint(before) and _UNSETTLED.isdisjoint(before)
        is_to = tokens[index].key == "to" and before in (["is"], ["are"], ["is", "now"])
        if not (will or settled or is_to):
            return None
        office = index + 2
        office += office < limit and (tokens[office].key in DETERMINERS or tokens[office].possessive)
        told = office < limit and tokens[office].key in _NEXT
        role = role_at(text, tokens, office + 1 if told else index + 2)
        if not told:
            return role and (index, role[1])
        return role and (office - tokens[office - 1].possessive, role[1])
    return None
