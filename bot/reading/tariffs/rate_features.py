"""What speaks for and against a percentage being a tariff rate: named features of the words around it."""

from __future__ import annotations

import re

from bot.reading.tariffs.companies import company_of
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.rate_doubts import FIRMS
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.totals import Rate

_NOUN_RIGHT = re.compile(r"[.PzbORKG'~U&C]{0,5}?[TXV]")
_COMPARED = frozenset(
    "higher lower weaker stronger more less fewer cheaper dearer bigger smaller above below up down "
    "larger ahead off".split()
)
_CHANGE = ("increase", "rise", "jump", "hike", "cut", "drop", "fall", "reduction", "decline", "surge", "gain", "rebate")
# words right beside a percentage that are worth a feature of their own
_BESIDE = frozenset(
    """of on from to at by in for with and or not than under about over around up share cess stake chance odds most each
    value worth fee year years tax rate between against said now plus as is was be are it them us""".split()
)


def rate_features(sentence: Sentence, index: int, found: list[Rate], state: State, active: bool) -> list[str]:
    """Return the features of the percentage at token ``index``. ``found`` are the rates before it in the sentence,
    ``active`` says that tariffs were spoken of shortly before.
    """
    first, last = sentence.clause_bounds(index)
    letters, row = sentence.letters, sentence.row
    amount = sentence.amounts.get(index)
    left, right = letters[first:index], letters[index + 1 : last]
    bare_left = left.rstrip("zUO")
    result = [
        f"left {bare_left[-1:] or '^'}", f"left {bare_left[-2:]}", f"right {right[:1] or '$'}", f"right {right[:2]}",
        "active" if active else "not active",
    ]  # fmt: skip
    if amount is not None and amount.bare:
        result.extend(("bare", f"bare left {bare_left[-1:] or '^'}"))
        result.append("bare beside" if any(not a.bare for a in sentence.amounts.values()) else "bare alone")
    for side, place in (("before", index - 1), ("after", index + 1)):
        if 0 <= place < len(row):
            words = row[place].text.split()
            word = words[-1 if side == "before" else 0]
            if word in _BESIDE:
                result.append(f"{side} {word}")
    noun = _NOUN_RIGHT.match(right)
    if noun is not None:
        result.append(f"noun {noun.group()[-1]}")
    nouns = [(left.rfind(kind), kind) for kind in "TXMVR"]
    at, kind = max(nouns)
    if at >= 0:
        gap = len(left) - at
        result.append(f"nearest left {kind}")
        result.append(f"nearest left {kind} {'1' if gap <= 4 else '2' if gap <= 9 else '3'}")
        between = left[at:]
        result.extend(f"{kind} then {letter}" for letter in "uvrcftgaeiy" if letter in between)
    else:
        result.append("nearest left none")
    after = compiled(r"[TXMVR]").search(right)
    if after is not None:
        gap = after.start()
        result.append(f"nearest right {after.group()}")
        result.append(f"nearest right {after.group()} {'1' if gap <= 3 else '2' if gap <= 8 else '3'}")
    result.extend(f"clause {letter}" for letter in "TXMVHCGPQKifrcuvxswdBENhqkSL" if letter in left or letter in right)
    result.extend(f"near {letter}" for letter in "uvrcifaxMTCRGP" if letter in left[-5:])
    result.append("sentence T" if "T" in letters else "sentence no T")
    result.append(
        f"sentence {'X' if 'X' in letters else ''}{'V' if 'V' in letters else ''}{'M' if 'M' in letters else ''}"
    )
    if found:
        since = letters[found[-1].index + 1 : index]
        result.append(f"after rate {min(len(since) // 4, 3)}")
        if re.fullmatch(r"[,&CPKGoznatFIp().'~=QbRDfg:;\"zON|TUijL]{1,22}", since):
            result.append("in line")
        if ";" in since or "|" in since:
            result.append("after rate parted")
    elif any(other < index for other in sentence.amounts):
        result.append("after no rate")
        if compiled(r"p[zUO]{0,2}\Z").search(left):
            result.append("after no rate, from")
    words = sentence.words(index + 1, index + 3)
    if any(word.startswith(_CHANGE) for word in words):
        result.append("change after")
    if _COMPARED & set(words[:1]):
        result.append("compared")
    if compiled(r"F[.]").match(right) and _named(sentence, index + 2):
        result.append("for a name")
    if len(re.findall(r"A[,&]{0,2}(?:F[.]|[.]{1,2}A)", letters)) >= 2:
        result.append("list of names")
    if compiled(r"~f").match(letters):
        result.append("they are")
    pairs = len(re.findall(r"C[^CA;|]{0,5}A", letters))
    if pairs >= 2:
        result.append("list of places" if "M" not in letters else "list of places with market")
    if len(re.findall(r"P[^PA;|]{0,5}A|A[^PA;|]{0,3}P", letters)) >= 2:
        result.append("list of goods")
    if right.startswith("o"):
        goods = compiled(r"o[.~C'Q]{0,3}[GP]").match(right)
        result.append(
            "of goods"
            if goods
            else "of value"
            if {"value", "values"} & set(sentence.words(index + 2, index + 5))
            else "of other"
        )
    if compiled(r"(?:[.]?C(?:,?&?C){0,3}|[.]{0,2}P(?:[,&]{1,2}P){0,3})[:(,]").match(letters[:index]) and index <= 10:
        result.append("list item")
    ends = sentence.text[max(sentence.span.start, sentence.span.end - 3) : sentence.span.end]
    if "?" in ends:
        result.append("asked")
    result.append(f"topic {state.topic}")
    result.append(f"article {min(state.tariff_words, 4)} {min(state.other_words, 3)}")
    subject = _SUBJECT.search(left)
    result.append(f"subject {subject.group() if subject is not None else 'none'}")
    if not FIRMS.isdisjoint(sentence.texts):
        result.append("of a firm")
    if company_of(sentence, index, (first, last)) is not None:
        result.append("company after a remedy" if state.remedy else "company")
    result.append("place here" if sentence.places else "place in article" if state.seen else "no place")
    value = amount.value if amount is not None else 0.0
    result.append("huge" if value > 300 else "large" if value >= 60 else "low" if value < 2 else "middle")
    if value in state.rates:
        result.append("said before")
    result.append("fraction" if value % 1 else "five" if value % 5 == 0 else "whole")
    return result


_SUBJECT = re.compile(r"[TXMRVGPK~]")  # what a clause is about: the first noun of these


def _named(sentence: Sentence, place: int) -> bool:
    """Tell whether a word with a capital stands at token ``place``."""
    return place < len(sentence.row) and sentence.text[sentence.row[place].start].isupper()


def zero_features(sentence: Sentence, index: int, active: bool) -> list[str]:
    """Return the features of words for no tariff at token ``index``, as an applied or agreed rate."""
    first, last = sentence.clause_bounds(index)
    letters = sentence.letters
    left, right = letters[first:index], letters[index + 1 : last]
    result = [f"zero {sentence.row[index].text}", "zero active" if active else "zero not active"]
    result.extend(f"zero left {letter}" for letter in "fwdBNrcxsCGPKTHqLgAi" if letter in left)
    result.extend(f"zero right {letter}" for letter in "CGPKTHqLAM" if letter in right)
    if compiled(r"A[^,;]{0,3}o[^A]*\Z").search(left):
        result.append("zero share")
    result.append(f"zero before {left[-1:] or '^'}")
    result.append(f"zero after {right[:1] or '$'}")
    return result
