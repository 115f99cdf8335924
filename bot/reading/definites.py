"""Persons and bodies that a sentence speaks of as known, "the minister", and whether it says itself who is meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from bot.reading.people.words import PLACES, ROLES, fold
from bot.reading.terms import STOP_WORDS, word_list

LISTS: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "dangling.json").read_text(encoding="utf-8"))


def _person_nouns() -> frozenset[str]:
    listed = (line.split("\t") for line in word_list("speaker_nouns.tsv"))
    found = {word for kind, *words in listed if kind == "person" for word in " ".join(words).split()}
    found = (found | ROLES | set(LISTS["more_persons"])) - set(LISTS["person_not"])
    return frozenset(found | {word + "s" for word in found} | {"men", "women", "children", "people", "wives"})


PERSON_NOUNS = _person_nouns()
BODY_NOUNS = frozenset(LISTS["bodies"])
PAST = frozenset(LISTS["past"])  # irregular past forms
WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_THE = re.compile(r"[Tt](?<!\w[Tt])he\b")  # looks behind the letter: the search for that one is fast
_INDEFINITE_START = re.compile(
    r"\b(?:an?|one|two|three|four|five|some|several|many|another|whose|former)\b", re.IGNORECASE
)
_OWNERS = re.compile(r"[\w-]+s[’'](?!\w)|(?:children|women|men|people)[’']s\b", re.IGNORECASE)
_AGED = re.compile(r"\d+-year-olds?$")
_SPECIFIED = re.compile(
    r"[ ](?:who|whose|whom|which|that|of|in|with|from|behind|accused|charged|killed|shot|suspected|responsible|named|"
    r"called|for|at|on|against)\b(?! (?:several|some|many|all|her|his|their|its)\b)"
    r"(?! (?:mon|tues|wednes|thurs|fri|satur|sun)day\b)",
    re.IGNORECASE,
)
_OF_NAME = re.compile(r"[ ](?:of|for|to|in|at)[ ](?:[A-Z]|the\b)")
PROPER_ADJECTIVE = re.compile(
    r"(?:[A-Z]\w*(?:an|ish|ese|eek|iss|utch|rench|aqi|ani|eli|emi|ari|hai|ni)|U\.?S\.?|U\.?K\.?|EU|UN)$"
)
_LOWER = re.compile(r"[a-z]+")
_PARTIES = re.compile(
    r"\b(?:Republicans?|Democrats?|Democratic|GOP|G\.O\.P\.|RNC|DNC|Labour|Labor|Tory|Tories|Conservatives?|Liberals?"
    r"|Greens?|[A-Z]\w+ [Pp]arty|Congress)\b"
)
_ADJECTIVE = re.compile(r"(?:ive|al|ist|ian|can|male|veteran|human|expert|student|child)$")  # "a liberal cause"
_SAYING = re.compile(r" (?:said|says|told|added|adds|reported)\b")
_OFFICES = frozenset(LISTS["offices"])
_OFTEN_CAPITAL = ROLES | frozenset(LISTS["more_persons"])

Part = tuple[int, int]


class Name(NamedTuple):
    """Where a person is named in a sentence, from its beginning, with the gender and the words of the roles, in lower
    case, that the article gives them.
    """

    start: int
    end: int
    gender: Literal["m", "f"] | None = None
    roles: frozenset[str] = frozenset()
    read: bool = False  # as a person, and not only likely to be one


class Reference(NamedTuple):
    """Words of a sentence that stand for something named before it.

    ``kind`` is "m" or "f" for a pronoun of a person, "role" for "the minister", "speaker" for a quotation without one,
    "author" for "I", "other" for what no name can mend.
    """

    start: int
    end: int
    kind: Literal["m", "f", "role", "speaker", "author", "other"]


def definite(text: str, names: Sequence[Name], speech: Sequence[Part]) -> Iterator[Reference]:
    """Yield each "the ..." whose head is a person or a body that the sentence doesn't name."""
    known_ones: list[Part] | None = None
    for match in _THE.finditer(text):
        if inside(match.start(), speech):
            continue
        modifiers: list[str] = []
        end = match.end()
        for _ in range(5):
            word = WORD.match(text, end + 1 + (text[end + 1 : end + 2] in {'"', "“", "'", "‘"}))
            if word is None or text[end : end + 1] not in {" ", '"', "”", "’"}:
                break
            bare = _bare(word.group())
            lowered = bare.lower()
            if lowered in STOP_WORDS:
                break
            if _OWNERS.match(text, word.start()):
                modifiers.append(bare.title())  # "the exporters' council" is as good as a name
                end = word.end() + (text[word.end() : word.end() + 1] in {"’", "'"})
                continue
            if _describes(text, word.end(), bare):
                modifiers.append(bare)
                end = word.end()
                continue
            person = lowered in PERSON_NOUNS or _AGED.search(lowered) is not None
            if person or lowered in BODY_NOUNS:
                after = text[word.start() + len(bare) :]
                known_ones = introduced(text, speech) if known_ones is None else known_ones
                held = _is_held(text, (match.start(), word.start() + len(bare)), lowered, names, known_ones, speech)
                proper = bare[0].isupper() and (bool(modifiers) or match.start() > 0) and lowered not in _OFTEN_CAPITAL
                placed = any(PROPER_ADJECTIVE.match(word) or fold(word) in PLACES for word in modifiers)
                known = (
                    held
                    or proper
                    or (_OF_NAME if lowered in ROLES else _SPECIFIED).match(after) is not None
                    or re.match(r" [A-Z]", after) is not None
                    or (placed and (lowered in _OFFICES or lowered.endswith("s") or lowered == "people" or not person))
                    or (not person and any(modifier[0].isupper() for modifier in modifiers))
                )
                if not known:
                    yield Reference(match.start(), word.start() + len(bare), "role" if person else "other")
                break
            modifiers.append(bare)
            end = word.end()


def _describes(text: str, end: int, word: str) -> bool:
    """Tell whether "Republican" or "American" stands before a noun: "the Republican nomination"."""
    return PROPER_ADJECTIVE.match(word) is not None and _stands_before_noun(text, end)


def _stands_before_noun(text: str, end: int) -> bool:
    """Tell whether a word that ends here has a noun behind it, as far as its form tells: no verb, no adverb."""
    if text[end : end + 1] != " ":
        return False
    following = _LOWER.match(text, end + 1)
    noun = following.group() if following is not None else ""
    return len(noun) > 2 and noun not in STOP_WORDS and noun not in PAST and not noun.endswith(("ed", "s", "ly"))


def _is_held(
    text: str,
    part: Part,
    noun: str,
    names: Sequence[Name],
    introduced: Sequence[Part],
    speech: Sequence[Part],
) -> bool:
    """Tell whether the sentence itself says who "the minister" is: in apposition, or introduced before ("a minister").

    For a body ("the bank") a name before is enough, but for a source at the end (", the bank said").
    """
    start, end = part
    if any(
        (name.read and start - 3 <= name.end < start - 1)
        or (end <= name.start <= end + 3 and _SAYING.match(text, name.end) is None)  # "..., Cruz said" is its source
        for name in names
    ):
        return True
    later = noun in _OFFICES and noun not in text[end:].lower()  # "the president's fault, Cruz said", who is it
    if any(noun in name.roles and (name.start < start or later) for name in names):
        return True
    if noun == "party" and _PARTIES.search(text, 0, start) is not None:
        return True
    if any(at < start and text[at:stop].lower().endswith(noun.removesuffix("s")) for at, stop in introduced):
        return True
    if noun in PERSON_NOUNS or _AGED.search(noun):
        return False
    source = text[:start].rstrip().endswith((",", "”", '"')) and re.match(
        r" (?:said|says|reported|added)\b", text[end:]
    )
    return not source and any(name.start < start and not inside(name.start, speech) for name in names)


def introduced(text: str, speech: Sequence[Part]) -> list[Part]:
    """Return where a person is introduced without a name, outside of quotations: "a man", "two former ministers"."""
    found: list[Part] = []
    for match in _INDEFINITE_START.finditer(text):
        end = match.end()
        for _ in range(5):
            word = WORD.match(text, end + 1)
            lowered = _bare(word.group().lower()) if word is not None else ""
            if word is None or lowered in STOP_WORDS:
                break
            if _ADJECTIVE.search(lowered) is not None and _stands_before_noun(text, word.end()):
                end = word.end()
                continue
            if lowered in PERSON_NOUNS or lowered in BODY_NOUNS or _AGED.search(lowered):
                if not inside(match.start(), speech):
                    found.append((match.start(), word.start() + len(lowered)))
                break
            end = word.end()
    return found


def _bare(word: str) -> str:
    """Return ``word`` without the possessive."""
    if word.endswith(("'s", "’s")):
        return word[:-2]
    return word[:-1] if word.endswith(("'", "’")) else word


def inside(at: int, spans: Sequence[Part]) -> bool:
    """Tell whether the offset lies in one of these parts."""
    return any(start <= at < end for start, end in spans)
