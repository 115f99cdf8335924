"""What people put around a question: a lead-in ("quick q - ..."), a clause after it, a pronoun for what came before.

A message that no reading knows as a whole is cut where its marks cut it. The part that asks for something is read
alone; where it asks for "she" or for "his name", the part before or after it says whom.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from bot.asking.line import Line
from bot.asking.parts import named_in
from bot.asking.phrases import pattern
from bot.matching import Found, Names, Tie, fold
from bot.question import Question

PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them"})
# A full stop after an initial or a title ends nothing.
_BREAK = re.compile(r"\s+[-–—]+\s+|[–—]|(?:(?<!\b\w)(?<!\b[DMJS][rst])\.|[,;:!?()])+(?=\s|$)")
# "... who was she again", "name pls", "what was his name": whom the other part names.
_WHO_THEN = pattern(
    r"(?:{asking} )*(?:(?:who|whos)(?: exactly)?(?: (?:is|was|are|were|r|s))?(?: {them})?(?: {again})*"
    r"|(?:whats|what is|what was)?(?: ?(?:his|her|their|the))? ?(?:names?|roles?|jobs?|titles?|position|bio|background)"
    r"(?: {again})*)"
)
_CLAUSE = re.compile(r" (?:that|who|whom|whose|which|everyone|everybody|people|i|we|they|keeps?|mentioned)(?= )")
_SOMEBODY = pattern(r"(?:(?:this|that|the|a|an|some|these|those) )*(?:{somebody} )?(?:(?:called|named) )?(?:mr )?")
_SOMEBODY_AFTER = pattern(r"(?: (?:{somebody}|again|anyway|exactly|now|then))+$")
_MOST_PARTS = 6

Reading = Callable[[Line], Question | None]


def framed(line: Line, names: Names, read: Reading) -> Question | None:
    """Return the question that one part of a message asks, read with ``read``, or None where no part asks one."""
    parts = _parts(line)
    if len(parts) < 2:
        return None
    then = next((part for part in parts if _WHO_THEN.fullmatch(part.plain)), None)
    if then is not None:
        for part in parts:
            person = (person_in(_whole(part), names) or named_in(part, names)) if part is not then else None
            if person is not None:
                return Question("who", line.raw, subject=person)
    if len(parts) == 2 and (described := _told_apart(parts, names)) is not None:
        return replace(described, typed=line.raw)
    found = [(part, question) for part in parts if (question := read(part)) is not None]
    for part, question in found:
        if question.subject is not None and fold(question.subject) in PRONOUNS:
            others = (person_in(_whole(other), names) for other in parts if other is not part)
            person = next((each for each in others if each is not None), None)
            if person is not None:
                return replace(question, subject=person)
    return next((question for _, question in found if _tells(question, names)), None)


def _told_apart(parts: list[Line], names: Names) -> Question | None:
    """Read "Raman, the fish one": a name that several have, and after it which of them is meant."""
    name, which = _whole(parts[0]), _whole(parts[1])
    if not isinstance(names.resolve(name, ("person",)), Tie):
        return None
    told = names.resolve(name, ("person",), which)
    return Question("who", name, subject=name, hint=which) if isinstance(told, Found) else None


def _parts(line: Line) -> list[Line]:
    """Return the message cut at its marks, without empty parts."""
    edges = [0, *(match.start() for match in _BREAK.finditer(line.raw)), len(line.raw)]
    parts: list[Line] = []
    for start, end in pairwise(edges):
        places = [place for place in line.places if start <= place[1] < end]
        if places:
            after = next((place[0] for place in line.places if place[1] >= end), len(line.plain) + 1)
            parts.append(line.cut(places[0][0], after))
    return parts[:_MOST_PARTS]


def _whole(part: Line) -> str:
    return part.slice(0, len(part.plain))


def _tells(question: Question, names: Names) -> bool:
    """Tell whether a part is surely a question: of a person, somebody's words, a place's tariffs, a topic."""
    if question.kind in {"who", "quote"} and question.subject is not None:
        return isinstance(names.resolve(question.subject, ("person",)), Found | Tie)
    return question.kind in {"tariff", "changes", "quote", "help"} or (
        question.kind == "brief" and question.subject is not None
    )


def person_in(typed: str, names: Names) -> str | None:
    """Return the words of ``typed`` that name somebody known, without what is said around a name; else None.

    "this deshmukh person that keeps popping up" names Deshmukh. What is left out must say nothing of who it is.
    """
    words = typed
    for _ in range(2):
        for form in (words, _without_somebody(words)):
            if form and isinstance(names.resolve(form, ("person",)), Found | Tie):
                return form
        clause = _CLAUSE.search(f"{fold(words)} ")
        if clause is None or clause.start() == 0:
            return None
        words = " ".join(words.split()[: len(fold(words)[: clause.start()].split())])
    return None


def _without_somebody(words: str) -> str:
    """Leave out "this guy" before a name and "person" after it."""
    plain = fold(words)
    start = _SOMEBODY.match(plain)
    end = _SOMEBODY_AFTER.search(plain)
    first = len(plain[: start.end()].split()) if start is not None else 0
    last = len(plain[: end.start()].split()) if end is not None else len(plain.split())
    return " ".join(words.split()[first:last]) if len(words.split()) == len(plain.split()) else ""
