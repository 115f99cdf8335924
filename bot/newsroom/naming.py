"""Whom or what typed words mean where a name alone tells too little: who held an office when; country and goods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.matching import Entity, Found, Names, fold
from bot.matching import Tie as Even
from bot.question import Question
from bot.searching.kin import is_english
from bot.searching.words import STOP_WORDS

SURE = 0.85
"""A slip of a country's name beside goods must be so near."""


def in_turn(names: Names, question: Question, typed: str) -> Entity | None:
    """Return who held somebody's office after them, or before, where the articles name one such person."""
    known = names.resolve(question.besides or "", kinds=("person",))
    others = known.entities if isinstance(known, Even) else (known.entity,) if isinstance(known, Found) else ()
    held: dict[str, Entity] = {}
    for other in others:
        for office in [typed] if typed != question.besides else other.roles:
            held |= {each.id: each for each in names.in_turn(other, office, later=not question.earlier)}
    return next(iter(held.values())) if len(held) == 1 else None


def with_product(names: Names, question: Question) -> Question:
    """Part "india russian oil" into the country, named by its first words, and the product; "india us steel" into
    country, partner and product.
    """
    words = (question.subject or "").split()
    if question.product is not None or _named_country(names, words):
        return question
    for slips in (False, True):  # "ghanian cocoa": a slip in the country, where nothing names one rightly
        if (parted := _parted(names, question, words, slips=slips)) is not None:
            return parted if question.partner is not None else _with_partner(names, parted, words)
    return question


_JOINTS = frozenset({"and", "vs", "vs.", "versus", "with", "&", "-", "/"})


def _with_partner(names: Names, question: Question, words: Sequence[str]) -> Question:
    """Take a second country out of what is left of ``words`` beside the first; who is named first stays the first."""
    first = (question.subject or "").split()
    ends = list(words[-len(first) :]) == first and list(words[: len(first)]) != first
    rest = list(words[: -len(first)] if ends else words[len(first) :])
    while rest and fold(rest[-1 if ends else 0]) in _JOINTS:
        rest.pop(-1 if ends else 0)
    for size in range(len(rest), 0, -1):
        for country, others in ((rest[:size], rest[size:]), (rest[-size:], rest[:-size])):
            if _named_country(names, country) and not _a_word(country):
                pair = (" ".join(country), question.subject) if ends else (question.subject, " ".join(country))
                return replace(question, subject=pair[0], partner=pair[1], product=_goods(others))
    return question


def _a_word(country: Sequence[str]) -> bool:
    """Tell whether what may name a country is a word for goods as well, typed small: "car", "turkey"."""
    return len(country) == 1 and country[0].islower() and country[0] != "us" and is_english(country[0])


def _parted(names: Names, question: Question, words: Sequence[str], *, slips: bool) -> Question | None:
    for size in range(len(words) - 1, 0, -1):
        if _named_country(names, words[:size], slips=slips):
            return replace(question, subject=" ".join(words[:size]), product=_goods(words[size:]))
        if _named_country(names, words[-size:], slips=slips):
            return replace(question, subject=" ".join(words[-size:]), product=_goods(words[:-size]))
    return None


def _goods(words: Sequence[str]) -> str | None:
    """Return what is left of words beside a country's name as goods: "the" of "the Dutch" is none."""
    return " ".join(word for word in words if fold(word) not in STOP_WORDS) or None


def _named_country(names: Names, words: Sequence[str], *, slips: bool = False) -> bool:
    typed = " ".join(words)
    found = names.resolve(typed, kinds=("country",))
    if not isinstance(found, Found):
        return False
    return found.how in {"exact", "alias"} or (slips and found.score >= SURE and not is_english(fold(typed)))


_SPEAKS = re.compile(r"\b(?P<f>she|her|hers|herself|shes|shell|shed)\b|\b(?P<m>he|his|him|himself|hes)\b")


def by_pronoun(entities: Sequence[Entity], question: Question, names: Names) -> Entity | None:
    """Return the only one of several namesakes who may be "she" in what is asked of them: "why she's stopping".

    Nobody where the words name somebody else, whose the pronoun may be.
    """
    told = fold(question.about or "").replace("'", "").replace("’", "")
    found = {match.lastgroup for match in _SPEAKS.finditer(told)}
    if len(found) != 1 or any(names.has_word(word) for word in told.split()):
        return None
    fitting = [each for each in entities if each.gender in found]
    others = [each for each in entities if each.gender is None]
    return fitting[0] if len(fitting) == 1 and not (others and found == {"m"}) else None


def held_then(entities: Sequence[Entity], office: str, question: Question) -> Entity | None:
    """Return the only one who held an office in the time asked about, by the dates of the articles that say so."""
    if question.since is None and question.until is None:
        return None
    words = set(fold(office).split())
    fitting = [
        each
        for each in entities
        if any(
            held is not None
            and words <= set(fold(role).split())
            and (question.until is None or held[0] < question.until)
            and (question.since is None or held[1] >= question.since)
            for role, held in zip(each.roles, each.held, strict=False)
        )
    ]
    return fitting[0] if len(fitting) == 1 else None
