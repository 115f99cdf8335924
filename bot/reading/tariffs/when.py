"""Which words belong to a rate, and the day from which it applies or until which it lasts, as they tell it."""

from __future__ import annotations

import datetime as dt
import re

from bot.reading.tariffs.dates import DateMention, resolve_weekday
from bot.reading.tariffs.lexicon import Token
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Sentence

_REPORTING = frozenset(
    "said says told announced announces agreed posted tweeted wrote declared confirmed notified voted approved signed "
    "ruled unveiled warned threatened published issued reported met decided passed sealed raised ordered "
    "authorised authorized directed".split()
)
_FROM = frozenset("from since starting beginning effective begins begin began starts start".split())
_NOUN = re.compile(r"[.PzbOKG'\"UCN]{0,5}[TR]")


def zone(sentence: Sentence, index: int, rates: list[int]) -> tuple[int, int]:
    """Return the tokens that belong to the rate at ``index``: its clause, cut at the neighbouring rates."""
    first, last = sentence.clause_bounds(index)
    before = max((other for other in rates if other < index), default=-1)
    after = min((other for other in rates if other > index), default=len(sentence.row))
    start = before + 1
    if before >= 0 and (noun := _NOUN.match(sentence.letters, start, index)):
        start = noun.end()
    listed = sentence.letters.rfind(",&", start, index)
    if listed >= 0:
        start = listed + 1
    return max(first, start), min(last, after)


def effective_of(
    sentence: Sentence, index: int, bounds: tuple[int, int], published: dt.date | None
) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
    """Return the date from which the rate at ``index`` applies, a deadline, and the date until which something lasts,
    each None where none is named.
    """
    best: tuple[int, dt.date] | None = None
    deadline: dt.date | None = None
    until: dt.date | None = None
    for at, date in sentence.dates.items():
        if "deadline" in sentence.words(at + 1, at + 3):
            deadline = date.day
            continue
        if not bounds[0] <= at < bounds[1] or _elsewhere(sentence, index, at) or _joined(sentence, index, at):
            continue
        day, is_deadline = resolve(sentence, at, date, published)
        if day is None:
            continue
        if is_deadline:
            if {"until", "till"} & set(sentence.words(at - 2, at)):
                until = day
            deadline = day
            continue
        if not _takes_effect(sentence, at, index, bounds):
            continue
        distance = abs(at - index)
        if best is None or distance < best[0]:
            best = (distance, day)
    if best is None and deadline is None:
        led = _leading(sentence, bounds[0], published)
        return led, None, None
    return (best[1] if best else None), deadline, until


def _leading(sentence: Sentence, start: int, published: dt.date | None) -> dt.date | None:
    """Return the only day before the colon that leads in what follows: "what comes on 1 May: the 30%"."""
    letters = sentence.letters
    colon = letters.rfind(":", 0, start + 1)
    if colon < 2 or "D" in letters[colon:] or "A" in letters[:colon]:
        return None
    days = [at for at in sentence.dates if at < colon]
    if len(days) != 1 or not {"on", "from", "since"} & set(sentence.words(days[0] - 1, days[0])):
        return None
    day, is_deadline = resolve(sentence, days[0], sentence.dates[days[0]], published)
    told = _REPORTING & set(sentence.words(days[0] - 4, days[0]))
    return None if is_deadline or told or "E" in letters[:colon] else day


def _elsewhere(sentence: Sentence, index: int, at: int) -> bool:
    """Tell whether the date stands in a relative clause after the rate (", which was due to expire on 9 July")."""
    return index < at and ",?" in sentence.letters[index:at]


def _joined(sentence: Sentence, index: int, at: int) -> bool:
    """Tell whether "and" stands between the rate and a date after it, and another rate follows at once: "is in
    force, and on 22 October a levy of 25% will join it".
    """
    between = sentence.letters[index + 1 : at]
    follows = compiled(r"[^;|]*?A").match(sentence.letters[at + 1 :])
    return index < at and follows is not None and bool(compiled(r"&[^A]{0,3}\Z").search(between))


def resolve(sentence: Sentence, at: int, date: DateMention, published: dt.date | None) -> tuple[dt.date | None, bool]:
    """Return the day that the date at token ``at`` names, and whether it is a deadline rather than a beginning."""
    words = sentence.words(at - 4, at)
    if sentence.letters[at - 1 : at] == "D":
        words = sentence.words(at - 5, at - 1)
    elif sentence.letters[at - 2 : at] == "D,":
        words = sentence.words(at - 6, at - 2)
    day = _ahead(sentence, at, date, published)
    if {"until", "till", "deadline"} & set(words[-2:]) or words[-1:] == ["before"]:
        return day, True
    if "by" in words[-1:]:
        first, last = sentence.clause_bounds(at)
        return day, bool(compiled(r"h|no ").search(sentence.letters[first:last])) or "if" in sentence.words(first, last)
    return day, False


def own_dates(sentence: Sentence, published: dt.date | None) -> list[tuple[dt.date, str]]:
    """Return each day from which something starts in a sentence without a rate that names several ("the baseline starts
    on Saturday, the country rates on 9 April"), with the words before it.
    """
    if sentence_date(sentence, published) is None:
        return []
    found: list[tuple[dt.date, str]] = []
    first = 0
    for at, date in sorted(sentence.dates.items()):
        day, is_deadline = resolve(sentence, at, date, published)
        words = " ".join(sentence.words(first, at))
        if day is not None and not is_deadline and compiled(r"[TRBP~]").search(sentence.letters[first:at]):
            found.append((day, words))
        first = at + 1
    return found if len({day for day, _ in found}) > 1 else []


_OF_A_MEASURE = frozenset(
    """measure measures change changes cut cuts increase increases order orders decree proclamation regulation rule
    rules act law move step package schedule notification decision it that this both all they new first second
    reduction reductions rise rises hike hikes action penalty penalties restrictions safeguard steps""".split()
)


def sentence_date(sentence: Sentence, published: dt.date | None) -> dt.date | None:
    """Return the day that a sentence without a rate gives for a measure ("The new duties start Friday")."""
    if not compiled(r"[TRLB~]").search(sentence.letters) or "h" in sentence.letters:
        return None
    if compiled(r"[TRL~]").search(sentence.letters) is None and not _OF_A_MEASURE.intersection(sentence.texts):
        return None  # "The strike starts today."
    found: dt.date | None = None
    for at, date in sentence.dates.items():
        day, is_deadline = resolve(sentence, at, date, published)
        if day is None or is_deadline or sentence.reason[at]:
            continue
        before = sentence.letters[max(0, at - 9) : at]
        words = sentence.words(at - 3, at)
        if (
            "B" in before
            or (_FROM & set(words[-2:]) and compiled(r"[BTRwrcxs]").search(before))
            or compiled(r"[.,]{0,3}B").match(sentence.letters[at + 1 :])
        ):
            found = found or day
    return found


def _ahead(sentence: Sentence, at: int, date: DateMention, published: dt.date | None) -> dt.date | None:
    """Resolve a weekday (or "midnight") forward where the words before it look ahead."""
    if date.word == "midnight" and published is not None:
        if sentence.letters[at + 1 : at + 3] in {"nD", ".D"} or sentence.letters[at + 1 : at + 2] == "D":
            return None
        if _future(sentence, at) and published < dt.date.max:
            return published + dt.timedelta(days=1)
        return date.day
    if date.weekday is None or published is None or date.word:
        return date.day
    if sentence.letters[at + 1 : at + 2] == "D" or sentence.letters[at + 1 : at + 3] == ",D":
        return None  # "Friday, August 1": the full date says it
    if sentence.letters[at - 1 : at] == "D" and sentence.dates[at - 1].weekday is None and sentence.dates[at - 1].day:
        return None
    return resolve_weekday(date.weekday, published) if _future(sentence, at) else date.day


def _future(sentence: Sentence, at: int) -> bool:
    first, last = sentence.clause_bounds(at)
    left = sentence.letters[max(first, at - 14) : at]
    words = sentence.words(at - 14, at)
    near = words[-4:]
    if {"starts", "begins", "start", "begin", "applies", "apply", "takes effect", "take effect", "goes up"} & set(near):
        return "B" not in left or not {"began", "started", "took effect"} & set(near)
    if "w" in left or any(_present(token) for token in sentence.row[max(first, at - 8) : at]):
        return True
    if "w" in sentence.letters[at:last]:
        return bool({"from", "starting", "beginning"} & set(words[-2:]))
    if words[-1:] == ["from"] and not compiled(r"[iB]").search(left[-6:]):
        return True
    if words[-2:] in (["as", "of"], ["of"]):
        return bool(compiled(r"[x]").search(left)) and "N" not in left
    return bool({"starting", "beginning"} & set(words[-1:]) and "N" not in left)


def _present(token: Token) -> bool:
    """Tell whether a verb of change stands in the present: "the tax rises to 18% on Monday" looks ahead."""
    verb = token.text.split()[0]
    return token.kind in "rcuvgfe" and verb.endswith("s") and not verb.endswith("ss")


# The beginning of a sentence or a part of it, with "on" or without; a change or a payment; decisions and threats.
_OPENS = re.compile(r"(?:\A|[,;:&])[.]?n?\Z")
_MOVES = re.compile(r"[^fgecr]*[fgecr]|[.][zUO]*\Z")
_OTHER = re.compile(r"[EhdDs]")


def _takes_effect(sentence: Sentence, at: int, index: int, bounds: tuple[int, int]) -> bool:
    words = sentence.words(at - 3, at)
    if sentence.letters[at - 2 : at] == "D,":
        words = sentence.words(at - 5, at - 2)
    if _FROM & set(words[-2:]) or "as of" in " ".join(words[-2:]):
        return True
    if words[-1:] == ["by"]:
        return True
    near = sentence.words(at - 8, at)
    letters = sentence.letters
    if compiled(r"[EL][^A]{0,2}\Z").search(letters[max(0, at - 4) : at]) and "B" not in letters[max(0, at - 4) : at]:
        return False
    reporting = max((k for k, word in enumerate(near) if word in _REPORTING), default=-1)
    if reporting >= max(0, len(near) - 3):
        return False
    began = letters[max(bounds[0], at - 8) : at].rfind("B")
    if began >= 0:
        return True
    first = sentence.clause_bounds(index)[0]
    if index < at and "E" in letters[first:index] and not compiled(r"[BNfwr]").search(letters[first:at]):
        return False
    if index < at and words[-1:] == ["on"] and not letters[index:at].count("|"):
        return True
    if at < index:
        between = letters[at + 1 : index]
        moves = _MOVES.match(between) and not _OTHER.search(between)
        if _OPENS.search(letters[:at]) and moves and _REPORTING.isdisjoint(sentence.words(at + 1, index)):
            return True  # "On 9 November cranes become dutiable at 100%", "Jan. 1 brings 100%"
        return bool(compiled(r"B").search(letters[at:index][:8])) and not compiled(r"^D[.]{0,2}E").search(
            letters[at:index]
        )
    if words[-1:] == ["at"] and sentence.dates[at].word == "midnight":
        return True
    if compiled(r"[.nGCPTFR'&,oz]{0,9}").fullmatch(letters[index + 1 : at]) and words[-1:] != ["on"]:
        return bool(compiled(r"[wiB]").search(letters[bounds[0] : index]))
    return False
