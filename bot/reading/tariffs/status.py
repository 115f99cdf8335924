"""Status and date of a rate, from the words of its clause."""

from __future__ import annotations

import datetime as dt
import re

from bot.reading.tariffs.dates import DateMention, resolve_weekday
from bot.reading.tariffs.sentence import Sentence
from storage.records import TariffStatus

_REPORTING = frozenset(
    "said says told announced announces agreed posted tweeted wrote declared confirmed notified voted approved signed "
    "ruled unveiled warned threatened published issued reported met decided passed sealed".split()
)
_NOUN = re.compile(r"[.PzbOKG'\"UCN]{0,5}[TR]")
_FROM = frozenset("from since starting beginning effective begins begin began starts start".split())


def zone(sentence: Sentence, index: int, rates: list[int]) -> tuple[int, int]:
    """Return the tokens that belong to the rate at ``index``: its clause, cut at the neighbouring rates."""
    first, last = sentence.clause_bounds(index)
    before = max((other for other in rates if other < index), default=-1)
    after = min((other for other in rates if other > index), default=len(sentence.row))
    start = before + 1
    if before >= 0 and (noun := _NOUN.match(sentence.letters, start, index)):
        start = noun.end()
    return max(first, start), min(last, after)


def effective_of(
    sentence: Sentence, index: int, bounds: tuple[int, int], published: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """Return the date from which the rate at ``index`` applies and a deadline, each None where none is named."""
    best: tuple[int, dt.date] | None = None
    deadline: dt.date | None = None
    for at, date in sentence.dates.items():
        if "deadline" in sentence.words(at + 1, at + 3):
            deadline = date.day
            continue
        if not bounds[0] <= at < bounds[1]:
            continue
        words = sentence.words(at - 4, at)
        letters = sentence.letters
        if letters[at - 1 : at] == "D":
            words = sentence.words(at - 5, at - 1)
        day = _ahead(sentence, at, date, published)
        if day is None:
            continue
        tail = words[-2:]
        if {"until", "till", "deadline", "before"} & set(words[-2:]):
            deadline = day
            continue
        if "by" in tail[-1:]:
            if re.search(r"[h]", letters[bounds[0] : bounds[1]]):
                deadline = day
                continue
        elif not _takes_effect(sentence, at, index, bounds):
            continue
        distance = abs(at - index)
        if best is None or distance < best[0]:
            best = (distance, day)
    return (best[1] if best else None), deadline


def _ahead(sentence: Sentence, at: int, date: DateMention, published: dt.date | None) -> dt.date | None:
    """Resolve a weekday (or "midnight") forward where the words before it look ahead."""
    if date.weekday is None or published is None or date.word:
        if date.word == "midnight" and published is not None and _future(sentence, at):
            return published + dt.timedelta(days=1) if published < dt.date.max else None
        return date.day
    if sentence.letters[at + 1 : at + 2] == "D" or sentence.letters[at + 1 : at + 3] == ",D":
        return None  # "Friday, August 1": the full date says it
    return resolve_weekday(date.weekday, published) if _future(sentence, at) else date.day


def _future(sentence: Sentence, at: int) -> bool:
    first, last = sentence.clause_bounds(at)
    left = sentence.letters[max(first, at - 14) : at]
    words = sentence.words(at - 14, at)
    if re.search(r"w", left) or {"starts", "begins", "start", "begin", "applies", "takes effect", "goes up"} & set(
        words[-4:]
    ):
        return True
    if "w" in sentence.letters[at:last]:
        return bool({"from", "starting", "beginning"} & set(words[-2:]))
    if words[-1:] == ["from"] and not re.search(r"[iB]", left[-6:]):
        return True
    return bool({"starting", "beginning"} & set(words[-1:]) and "N" not in left)


def _takes_effect(sentence: Sentence, at: int, index: int, bounds: tuple[int, int]) -> bool:
    words = sentence.words(at - 3, at)
    if _FROM & set(words[-2:]) or "as of" in " ".join(words[-2:]):
        return True
    near = sentence.words(at - 8, at)
    if sentence.letters[max(0, at - 8) : at].rfind("B") >= 0:
        return True
    reporting = max((k for k, word in enumerate(near) if word in _REPORTING), default=-1)
    if reporting >= len(near) - 3 and reporting >= 0:
        return False
    if "on" in words[-1:] and index < at:
        return True
    letters = sentence.letters
    if at < index and "B" in letters[at:index]:
        return True
    if index < at and re.fullmatch(r"[.nGCPT'&,]{0,8}", letters[index + 1 : at]) and words[-1:] != ["on"]:
        return "w" in letters[bounds[0] : index] or "i" in letters[bounds[0] : index]
    return False


def status_of(
    sentence: Sentence,
    index: int,
    bounds: tuple[int, int],
    effective: dt.date | None,
    published: dt.date | None,
    deal: bool,
) -> tuple[TariffStatus, bool]:
    """Return the status that the clause shows, and whether a word of it says so (else it is the default)."""
    first, last = sentence.clause_bounds(index)
    letters = sentence.letters
    own = letters[bounds[0] : bounds[1]]
    clause = letters[first:last]
    sure = True
    later = effective is not None and published is not None and effective > published
    words = sentence.words(bounds[0], bounds[1])
    text = " ".join(words)
    if "x" in own and not re.search(r"x[^AT]{0,4}[t][zUO]*A", own):
        if not _removes_something_else(own, sentence, bounds, index):
            return ("removed" if "h" not in own or "w" in own else "removed"), True
    if "s" in own:
        return "suspended", True
    if re.search(r"h", own) and not re.search(r"N[^h]{0,3}A", own):
        return "threatened", True
    if "d" in own and not re.search(r"N", own):
        if deal or re.search("[L]", letters) or (later and "E" in letters):
            return "announced", True
        return "threatened", True
    if later:
        return "announced", True
    if effective is not None and published is not None:
        return "in_force", True
    if "w" in own:
        return "announced", True
    if re.search(r"[N]", own) or re.search(r"B", own):
        return "in_force", True
    if "w" in clause:
        return "announced", True
    if re.search(r"E", own):
        return "announced", True
    sure = bool(re.search(r"[if]", own)) or "T" in own
    del text
    return "in_force", sure


def _removes_something_else(own: str, sentence: Sentence, bounds: tuple[int, int], index: int) -> bool:
    return "N" in own and abs(own.find("N") + bounds[0] - index) < abs(own.find("x") + bounds[0] - index)
