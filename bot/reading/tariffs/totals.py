"""A percentage taken for a rate, and which of them are sums of several."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Sentence


@dataclass(slots=True)
class Rate:
    """A percentage taken for a tariff rate: the token ``index``, how sure (``weight``), what it is to its neighbours.

    ``previous_of`` is the index of the rate that takes its place, ``lower`` and ``top`` mark the
    ends of a range, ``total`` a stated sum, ``attributive`` a rate that stands before its noun ("the 25% duty").
    """

    index: int
    value: float
    weight: float
    previous_of: int | None = None
    previous: float | None = None
    lower: bool = False
    top: bool = False
    total: bool = False
    attributive: bool = False
    zero: bool = False


_PUT_TOGETHER = re.compile(r",S(?:[,;|]|\Z)")  # "pays 15%, all in, under the deal"
# "is charged 50%, half of it as a penalty"
_PARTLY = re.compile(
    r"(?:\s[\w.]+){0,4}?,\s(?:(?:about|nearly|almost|more than|over|at least)\s)?"
    r"(?:half|two thirds|two-thirds|a (?:third|quarter|fifth)|part|some|most|much|\d+ points) of (?:it|which)\b"
    r"|(?:,?\s[\w.]+){0,7}?,?\s(?:(?:which|that)\s(?:already\s)?(?:includes?|takes? in|contains?|absorbs?)|including"
    r"|inclusive of)\s(?:the\s|its\s)?(?:[\w-]+\s){0,2}?(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|surcharges?|cess|mfn)\b"
    r"|\s(?:with|once|when)\s(?:the\s)?(?:[\w-]+\s){1,5}?(?:is |are )?(?:included|added|counted)\b"
    r"|(?:\s[\w.]+){0,4}?,\sof which (?:half|two thirds|two-thirds|a (?:third|quarter|fifth)|\d+ points)\b"
)
# "on top of the tariffs that Peruvian goods already pay, about 30%"
_ALL_OF_THEM = re.compile(r"T[?]?[.]?C[.'GPK]{0,3}[NwdB.]{0,3}f,[zUO.]{0,2}\Z")


def mark_totals(sentence: Sentence, rates: list[Rate]) -> None:
    """Mark in ``rates`` those that are a stated sum of several."""
    letters = sentence.letters
    taken = [rate.index for rate in rates]
    for rate in rates:
        if rate.zero or rate.lower:
            continue
        before = max((index for index in taken if index < rate.index), default=-1)
        after = min((index for index in taken if index > rate.index), default=len(letters))
        left = letters[max(before + 1, rate.index - 12) : rate.index]
        right = letters[rate.index + 1 : min(after, rate.index + 6)]
        s_left, s_right = "S" in left, "S" in right and not compiled(r"[,;:|&]").search(right[: right.find("S")])
        s_right = s_right or _PUT_TOGETHER.match(letters, rate.index + 1) is not None
        if s_left and before < 0 and _only_moves(sentence, rate.index):
            s_left = False
        if s_left and sentence.texts[letters.rfind("S", 0, rate.index)].startswith("stack"):
            s_left = "n" not in left[left.rfind("S") :]  # "stacked on the ordinary 10%"
        if s_left or s_right or _made_up(sentence, rate.index, left):
            rate.total = True
    for before_it, rate in itertools.pairwise(rates):
        if before_it.total and compiled(r"&[?~]n[^A]*\Z").search(letters[before_it.index + 1 : rate.index]):
            rate.total = True  # "the total duty on crude oils is 27.5% and that on refined oils 35.75%"
    for extra, rate in itertools.pairwise(rates):
        raised = compiled(r"r[.~]{0,2}[TR][^A,;|]{0,6}t[zUO]?\Z").search(letters[extra.index + 1 : rate.index])
        if raised and rate.value > extra.value and "O" in letters[max(0, extra.index - 3) : extra.index]:
            rate.total = True  # "an extra 25% came into effect, raising the duty on carpets to 50%"
            rate.previous = None
            extra.previous_of = None
    for rate in rates:
        others = [o.value for o in rates if o is not rate and not o.lower and o.previous_of is None and not o.total]
        summed = any(abs(a + b - rate.value) < 0.01 for k, a in enumerate(others) for b in others[k + 1 :])
        if summed and ("O" in letters or "(" in letters):
            rate.total = True


_COUNTED_IN = frozenset({"counted", "added", "included"})
# "once the ordinary 12% is counted a box of pork owes 62%"
_COUNTED = re.compile(
    r"\b(?:with|once|when|after)\b[^,;]{1,30}(?:\b(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|cess|per ?cent)\b|%)"
    r"[^,;]{0,20}\b(?:counted|added|included)\b,?[^,;\d%]{1,60}\Z",
    re.IGNORECASE,
)


def _made_up(sentence: Sentence, index: int, left: str) -> bool:
    """Tell whether the words beside a rate say that it is made up of several. ``left``: the classes before it."""
    if _PARTLY.match(sentence.text, sentence.row[index].end) is not None:
        return True
    counted = not _COUNTED_IN.isdisjoint(sentence.texts)
    if counted and _COUNTED.search(sentence.text, sentence.span.start, sentence.row[index].start):
        return True
    found = _ALL_OF_THEM.search(left)
    return found is not None and sentence.texts[index - len(left) + found.start()].endswith("s")


def _only_moves(sentence: Sentence, index: int) -> bool:
    """Tell whether the word for a total before the first rate is only a verb: "would bring the tariff to 15%"."""
    place = sentence.letters.rfind("S", 0, index)
    text = sentence.row[place].text
    return text.startswith(("bring", "tak", "lift")) and "total" not in text
