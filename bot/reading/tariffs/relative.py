"""Rates told by another rate: "the same rate", "half as much", "three times that", "the higher of the two"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.tariffs.amounts import Amount
from bot.reading.tariffs.lexicon import AMOUNT
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.totals import Rate

_PER = r"(?:as much(?! again)|that (?:rate|much|figure|level|number)|that(?= [,;.]|[,;.]| on\b| in\b| for\b))"
_TOLD = re.compile(
    r"\bthe (?P<same>same) (?:tariff |duty )?(?:rate|number|figure|percentage|tariff|duty|levy|level)\b(?! (?:of|as)\b)"
    rf"|\b(?:(?P<half>half)|(?P<twice>twice|double)|(?P<thrice>three times|treble)|(?P<four>four times)) {_PER}"
    r"|\bthe (?P<higher>higher|lower) of the two\b"
    r"|(?<!half )(?<!twice )(?<!times )\bas much (?P<again>again)\b",
    re.IGNORECASE,
)
# Before a multiple: it is not exactly that, or isn't that at all ("nearly doubled from 12%", "not half as much").
_INEXACT = re.compile(
    r"\b(?:(?:more|less|rather) than|(?:all|anything) but|over|under|above|below|nearly|almost|about|around|roughly"
    r"|some|approximately|practically|virtually|barely|hardly|close to|at (?:least|most)|up to|(?:just )?short of"
    r"|(?:refus|declin)\w+ to|(?:not|never|without|cannot)(?: \w+){0,2}|\w+n['’]t(?: \w+){0,2})\s\Z",
    re.IGNORECASE,
)
_TIMES = {"same": 1.0, "again": 1.0, "half": 0.5, "twice": 2.0, "thrice": 3.0, "four": 4.0}
_HINTS = (" same ", "half ", "twice ", "double ", " times ", "treble ", " of the two", " again")


def add_relative(sentence: Sentence, told: Sequence[float]) -> None:
    """Make an amount of each rate that ``sentence``, without a percentage, tells by another. ``told`` are the rates of
    the sentences before it, the newest last.
    """
    text = sentence.text[slice(*sentence.span)]
    if not any(hint in text for hint in _HINTS):
        return
    for match in _TOLD.finditer(text):
        name = match.lastgroup or ""
        if len(told) < (2 if name == "higher" else 1) or _INEXACT.search(text, 0, match.start()):
            continue
        at = sentence.span.start + match.start(name)
        index = next((k for k, token in enumerate(sentence.row) if token.start >= at), -1)
        if index < 0 or sentence.row[index].kind in "ACD":
            continue
        if name == "higher":
            value = (max if match.group(name).lower() == "higher" else min)(told[-2:])
        else:
            value = told[-1] * _TIMES[name]
        token = sentence.row[index]
        token.kind = AMOUNT
        sentence.letters = sentence.letters[:index] + AMOUNT + sentence.letters[index + 1 :]
        sentence.amounts[index] = Amount(value, token.start, token.end)
    sentence.amounts = dict(sorted(sentence.amounts.items()))


# "doubles from 25%", "twice the present 25%": the rate is worked out where no other of the sentence took its place
_OLD = r"(?:current|present|old|existing|previous|earlier|former|usual|ordinary|normal|standard)\s"
_MULTIPLIED = re.compile(
    r"\b(?:(?P<twice>doubl(?:es?|ed|ing))|(?P<thrice>(?:trebl|tripl)(?:es?|ed|ing))|(?P<four>quadrupl(?:es?|ed|ing))"
    r"|(?P<half>halv(?:es?|ed|ing)))\s(?:[^\d,;:.]{0,60}?\s)?from\s(?:(?:the|its|their)\s)?"
    rf"(?:{_OLD})?\Z"
    r"|\b(?:(?P<two>twice|double)|(?P<three>three\stimes|triple)|(?P<part>half))\s(?:the|its|their|that)\s"
    rf"{_OLD}(?:(?:rate|level|duty|tariff|figure)\sof\s)?\Z",
    re.IGNORECASE,
)
_FACTORS = {"twice": 2.0, "two": 2.0, "thrice": 3.0, "three": 3.0, "four": 4.0, "half": 0.5, "part": 0.5}


def work_out(sentence: Sentence, rates: list[Rate]) -> None:
    """Make the new rate of a lone old one that is said to be multiplied: 25% becomes 50%, with 25% before it. Where it
    isn't multiplied exactly ("nearly doubles from 25%") the new one isn't known and the old one no longer holds: there
    is no rate.
    """
    if len(rates) != 1:
        return
    rate = rates[0]
    said = _MULTIPLIED.search(sentence.text, sentence.span.start, sentence.row[rate.index].start)
    if said is None or rate.previous is not None:
        return
    if _INEXACT.search(sentence.text, sentence.span.start, said.start()):
        rates.clear()
        return
    rate.previous = rate.value
    rate.value *= _FACTORS[said.lastgroup or ""]
