"""Offices without a name whose holder the article names: "the American ambassador to India" is US Ambassador Gor."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from bot.countries import code_of
from bot.reading.people.phrases import role_at
from bot.reading.people.tokens import Token
from bot.reading.people.words import ROLES, VERBS

# Words for one office; "high commissioner" is what members of the Commonwealth send each other as ambassador.
_SAME_OFFICE = {"envoy": "ambassador", "chairwoman": "chairman", "chair": "chairman", "chairperson": "chairman"}
_SAME_OFFICE |= {"spokeswoman": "spokesman", "spokesperson": "spokesman", "premier": "prime-minister"}
_MAX_HELD = 100  # roles with one head word, above which nothing is resolved: keeps hostile texts linear
_EMPTY = frozenset(
    "the a an of for s and at on new next then current acting outgoing incoming his her its their".split()
)


@dataclass(frozen=True, slots=True)
class _Office:
    head: str
    own: frozenset[str]  # countries served
    to: frozenset[str]  # words after "to": where a diplomat is sent
    rest: frozenset[str]


def described(
    text: str,
    tokens: Sequence[Token],
    held: Sequence[Sequence[tuple[int, int]]],
    named: Container[int],
) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield word ranges of offices that name no holder, each with the index of the one person who holds it.

    ``held`` are the ranges of the roles of each person, ``named`` the words of names. A country, a seat or a portfolio
    must agree, not only the head word: "the minister" is left to whoever reads the sentence.
    """
    offices = [{office for role in roles if (office := _office(tokens, *role))} for roles in held]
    if not any(offices):
        return
    by_head: dict[str, list[tuple[int, _Office]]] = {}
    for place, one in enumerate(offices):
        for office in one:
            by_head.setdefault(office.head, []).append((place, office))
    heads = ROLES & (by_head.keys() | {word for word, head in _SAME_OFFICE.items() if head in by_head})
    taken = {role for roles in held for role in roles}
    for index, token in enumerate(tokens):
        if not (token.key == "the" or (token.possessive and token.capital and index not in named)):
            continue
        if heads.isdisjoint([near.key for near in tokens[index + 1 : index + 6]]):
            continue
        role = role_at(text, tokens, index)
        if role is None or role in taken or any(word in named for word in range(role[0], role[1])):
            continue
        if role[1] in named or (asked := _office(tokens, *role)) is None:
            continue
        known = by_head.get(asked.head, ())
        fits = {place for place, office in known if _agree(asked, office)} if len(known) <= _MAX_HELD else set()
        if len(fits) == 1:
            yield role, fits.pop()


def _office(tokens: Sequence[Token], start: int, stop: int) -> _Office | None:
    head = next((k for k in range(start, stop) if tokens[k].key in ROLES and not _goes_on(tokens, k, stop)), None)
    if head is None:
        return None
    own: set[str] = set()
    to: set[str] = set()
    rest: set[str] = set()
    sent = False
    index = start
    while index < stop:
        key = tokens[index].key
        sent = sent or (key == "to" and index > head)
        country, width = _country(tokens, index, stop)
        if sent and key not in _EMPTY and key != "to":
            to.add(country or key)
        elif country:
            own.add(country)
        elif index != head and key not in _EMPTY and key not in VERBS:
            rest.add(key)
        index += width
    name = tokens[head].key
    if name == "commissioner" and "high" in rest:
        name, rest = "ambassador", rest - {"high"}
    return _Office(_SAME_OFFICE.get(name, name), frozenset(own), frozenset(to), frozenset(rest))


def _goes_on(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Tell whether another title follows at once: the head of "Attorney General" or "deputy minister" is the last."""
    return index + 1 < stop and tokens[index + 1].key in ROLES and tokens[index + 1].joined


def _country(tokens: Sequence[Token], index: int, stop: int) -> tuple[str | None, int]:
    if not tokens[index].capital:
        return None, 1
    for width in (2, 1):
        if index + width <= stop:
            words = " ".join(token.text for token in tokens[index : index + width])
            if code := code_of(words):
                return code, width
    return None, 1


def _agree(asked: _Office, held: _Office) -> bool:
    if asked.head != held.head or asked.own - held.own or asked.to - held.to:
        return False
    if not (asked.rest <= held.rest or (asked.own and held.rest <= asked.rest)):
        return False
    return bool(asked.own or asked.to or asked.rest)
