"""Percentages in a text: figures, words, fractions, and lists or ranges of which only the last number has the sign."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.tariffs.patterns import compiled

_ONES = {word: n for n, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_TEENS = {
    word: n
    for n, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_FRACTIONS = {"half": 50.0, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0, "third": 100 / 3}

_PARTS = {"half": 0.5, "quarter": 0.25}

_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,6}(?:\.\d{1,4})?"
_WORDS = (
    r"(?:(?:(?:one|a|two|three|four|five)[ -])?hundred(?:[ -]and)?(?:[ -](?:"
    + "|".join((*_TEENS, *_ONES))
    + r"|(?:"
    + "|".join(_TENS)
    + r")(?:[ -](?:"
    + "|".join(_ONES)
    + r"))?))?|(?:"
    + "|".join(_TENS)
    + r")(?:[ -](?:"
    + "|".join(_ONES)
    + r"))?|"
    + "|".join(("zero", "nil", *_TEENS, *_ONES))
    + r")"
)
_WORDS += rf"(?:\spoint\s(?:{'|'.join(_ONES)}|oh|zero)(?:[\s-](?:{'|'.join(_ONES)}))?\b)?"
_WORDS += r"(?:[ -]and[ -]a[ -](?:half|quarter))?"
_UNIT = r"[ \u00a0\u202f-]?(?:%|per[ \u00a0-]?cent(?:age[ -]points?)?\b|pct\b|p\.c\.|percentage[ -]points?\b)"
_SEPARATOR = r"(?:%?\s?(?:,|–|—|-|/)\s?|,?\s(?:and|or|to|from)\s|-?\sto\s)"
# one to six numbers, then the sign; the sign may stand at each of them too
AMOUNT = re.compile(
    rf"(?<![\w.,$£€¥])(?<!\s[-−])(?P<first>(?:{_FIGURE}|\b{_WORDS}))(?P<more>(?:{_SEPARATOR}(?:{_FIGURE}|{_WORDS})){{0,5}})(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"{_FIGURE}|\b{_WORDS}\b", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b(?:duty|tariff|levy|surcharge|surtax|tax|charge|rate)s?\s(?:of|at)\s(?:(?:about|around|roughly|nearly)\s)?"
    r"(?P<fraction>(?:a|one)[ -](?P<word>half|quarter|fifth|tenth|third))\b"
    r"(?!\s+of\s+(?!(?:the|its|their|a)\s+(?:\w+\s+)?(?:value|price|cost)))"
    r"|\b(?P<part>(?:a|one)[ -](?P<named>half|quarter|fifth|tenth|third))"
    r"(?=\s(?:of|on)\s(?:the|its|their)\s(?:\w+\s){0,2}(?:value|worth)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:year|phase|stage|step|round|day|month|group|band|tier|list|section)s?\s\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


@dataclass(frozen=True, slots=True)
class Amount:
    """A percentage: its value, where it stands; ``points`` counts percentage points, ``bare`` has no sign."""

    value: float
    start: int
    end: int
    points: bool = False
    bare: bool = False


def number_of(words: str) -> float:
    """Return the value of a number in figures or English words. Raises ValueError for anything else."""
    plain = words.replace(",", "").strip().lower()
    if plain and (plain[0].isdigit()):
        return float(plain)
    part = compiled(r"[ -]and[ -]a[ -](half|quarter)\Z").search(plain)
    if part is not None:
        return number_of(plain[: part.start()]) + _PARTS[part.group(1)]
    plain, _, decimals = plain.partition(" point ")
    digits = "".join(str(_ONES.get(word, 0)) for word in compiled(r"[ -]+").split(decimals) if word)
    if digits:
        return number_of(plain) + int(digits) / float("1" + "0" * len(digits))
    total = 0
    for word in compiled(r"[ -]+").split(plain):
        if word in _ONES or word == "a":
            total += _ONES.get(word, 1)
        elif word in _TEENS or word in _TENS:
            total += _TEENS.get(word) or _TENS[word]
        elif word == "hundred":
            total = (total or 1) * 100
        elif word not in {"and", "zero", "nil"}:
            raise ValueError(words)
    return float(total)


def find_amounts(text: str, start: int, end: int) -> list[Amount]:
    """Return the percentages in ``text[start:end]`` in order. Linear in the length."""
    found: list[Amount] = []
    low = text[start:end].lower()
    if "%" in low or "cent" in low or "pct" in low or "p.c." in low:  # one stands in every AMOUNT; most have none
        _find_signed(text, start, end, found)
    if not ("half" in low or "quarter" in low or "fifth" in low or "tenth" in low or "third" in low):
        return found
    for match in _FRACTION.finditer(text, start, end):
        word = (match.group("word") or match.group("named")).lower()
        found.append(Amount(_FRACTIONS[word], *match.span("fraction" if match.group("word") else "part")))
    found.sort(key=lambda amount: amount.start)
    return found


def _find_signed(text: str, start: int, end: int, found: list[Amount]) -> None:
    for match in AMOUNT.finditer(text, start, end):
        unit = match.group("unit").lower()
        points = "point" in unit
        numbers = list(_NUMBER.finditer(text, match.start("first"), match.end("more")))
        for position, number in enumerate(numbers):
            last = position == len(numbers) - 1
            raw = number.group()
            if position and _season(text, numbers[position - 1], number):
                continue
            if not last and (_YEAR.match(raw) or raw.lower() in {"a", "one"}):
                continue
            if not position and not last and _COUNTED.search(text, max(start, number.start() - 9), number.start()):
                continue  # "in year four, 15 percent"
            try:
                value = number_of(raw)
            except ValueError:
                continue
            found.append(Amount(value, number.start(), match.end() if last else number.end(), points))


def _season(text: str, before: re.Match[str], number: re.Match[str]) -> bool:
    """Tell whether ``number`` is the end of a span of years ("2023-24"), and no percentage."""
    between = text[before.end() : number.start()]
    return between in {"-", "–", "/"} and _YEAR.match(before.group()) is not None and len(number.group()) == 2


# A number that may be a rate though it has no sign: after a verb of charging, a preposition or a name ("Turkey 15"),
# and with no noun after it.
_LEADING = "|".join(
    """pay pays paid paying face faces faced bear bears bearing owe owes charge charges charged charging to at of from
    than not with put got gets us them him was is are were become becomes became remain remains stays by then now just
    only another down up against until promised offered granted given accepted agreed secured won demanded assigned
    handed named assessed""".split()
)
_DONE_TO_IT = "agreed|first|set|proposed|announced|threatened|paid|charged|imposed|demanded|still|already|now"
_FOLLOWING = "|".join(
    """and or but on for from while instead if unless to then as last next this that which it they he today tomorrow
    yesterday before until since after again once when where because so each apiece at by under in\\sall
    in\\s(?:force|place|return)""".split()
)
_BARE = re.compile(
    rf"(?:\b(?:{_LEADING})\s|[A-Z][a-z]+\s|\bthe\s(?=[\d.]{{1,5}}(?:[,;]|\s(?:that|which|it|they|he|before|{_DONE_TO_IT})\b)))"
    r"(?P<number>\d{1,3}(?:\.\d)?)(?![\d,.:]*\d)"
    rf"(?=(?:\s(?:{_FOLLOWING}|{_DONE_TO_IT})\b|\s*[,;:?!)\"”]|\s*\.(?:\s|\Z)|\s*\Z)"
    r"(?!,\d|\s(?:and|or|to)\s\d[\d.,]*\s(?!per\b)[a-z]))"
)


# The same in words, from ten on: "with fifty percent becoming twenty-five", "Vietnam pays forty-six".
_BARE_WORDS = re.compile(
    r"\b(?:pay|pays|paid|paying|face|faces|charge|charges|charged|becoming|becomes|become|handed|assigned|given|gets|got|to|at)\s"
    rf"(?P<number>(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|(?:a|one)\s(?=hundred)hundred(?:\sand\s(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?)?)"
    r"(?:\sand\sa\s(?:half|quarter))?)(?=\s*[,;:.?!)\"”]|\s(?:and|or|but|from|instead|each|apiece)\b|\s*\Z)"
)
_NUMBER_WORD = re.compile(r"t(?:een|y|en)\b|ty-|leven|twelve|hundred")  # one of these is in every such number
_DIGIT = re.compile(r"\d")


def find_bare(text: str, start: int, end: int) -> list[Amount]:
    """Return numbers without a sign in ``text[start:end]`` that stand where a rate may stand."""
    found = []
    if _DIGIT.search(text, start, end) is not None:
        found = [
            Amount(float(match.group("number")), match.start("number"), match.end("number"), bare=True)
            for match in _BARE.finditer(text, start, end)
        ]
    if _NUMBER_WORD.search(text, start, end) is not None:
        found.extend(
            Amount(number_of(match.group("number")), match.start("number"), match.end("number"), bare=True)
            for match in _BARE_WORDS.finditer(text, start, end)
        )
        found.sort(key=lambda amount: amount.start)
    return found
