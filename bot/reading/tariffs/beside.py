"""What stands beside a rate: instrument, reason, who says so, how long it lasts, whether it was there before."""

from __future__ import annotations

import datetime as dt
import re

from bot.reading.tariffs.basis import strongest
from bot.reading.tariffs.memory import agreed
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.totals import Rate
from storage.records import TariffBound

_ORDINARY = re.compile(r"\w+\s(?:\d|import|customs|tariff|dut|rate|levy)", re.IGNORECASE)


_CAUSE = re.compile(r"(?:tied|linked|due) to|to punish|punishing|citing|for its|because of|as punishment for|over")


_LASTS = re.compile(r"\b(\d{2,3})\s+days\b", re.IGNORECASE)


_OFFICIAL = re.compile(
    r"\b(?:ministry|government|commission|white house|officials?|notification|notice|decree|proclamation"
    r"|executive order"
    r"|state council|customs|department|gazette|president|treasury|minister|supreme court)\b",
    re.IGNORECASE,
)


_REPORTED = re.compile(
    r"\b(?:people (?:familiar|briefed)|according to (?:people|a draft|sources|media|reports)|reportedly"
    r"|sources said|draft seen"
    r"|is said to|are said to|insiders?)\b",
    re.IGNORECASE,
)


# goods that meet a condition are let off; the rest still pay
QUALIFIES = re.compile(r"(?<!don t )(?<!not )\b(?:satisf(?:y|ies)|meets?|compl(?:y|ies)|qualif(?:y|ies)|conforms?)\b")


_STILL = frozenset(
    "remains remain remained remaining stays stay stayed already continues continue unchanged existing "
    "current currently "
    "goes stands stand stood maintained maintains".split()
)


_LEAST = frozenset({"more than", "at least", "upwards of", "in excess of", "above"})


def bound_of(sentence: Sentence, rate: Rate) -> TariffBound | None:
    """Tell whether a rate is only the top ("up to 30%", "between 10% and 30%") or the least of what is charged."""
    if rate.top:
        return "up to"
    before = range(max(0, rate.index - 2), rate.index)
    if any(sentence.letters[at] == "U" for at in before):
        return "up to"
    return "at least" if any(sentence.texts[at] in _LEAST for at in before) else None


def basis_of(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return the instrument named beside the rate: in its noun phrase first, then in the rest of its zone."""
    text, row, letters = sentence.text, sentence.row, sentence.letters
    phrase = re.match(r"[.PzbOKG'\"UCN]{0,5}[TR]", letters[index + 1 : bounds[1]])
    if phrase:
        found = sentence.cues(row[index].end, row[index + phrase.end()].end)
        if found:
            return strongest(found)
    back = max(letters.rfind("T", bounds[0], index), letters.rfind("R", bounds[0], index))
    if back >= 0:
        start = back
        while start > bounds[0] and row[start - 1].kind in ".'OUb":
            start -= 1
        found = sentence.cues(row[start].start, row[back].end)
        if found:
            return strongest(found)
    first, last = bounds
    while last - 1 > index and last < len(row) and letters[last] == "A" and letters[last - 1] in ".b":
        last -= 1
    cut = compiled(r"O").search(letters[index + 1 : last])
    if cut and index + 1 + cut.start() > index + 3:
        last = index + 1 + cut.start()
    cut = compiled(r",[.]{0,3}[px]").search(letters[index + 1 : last])
    if cut:
        last = index + 1 + cut.start()
    found = sentence.cues(row[first].start, row[last - 1].end)
    struck = "L" in letters and "h" not in letters and agreed(sentence)
    found = [cue for cue in found if not cue.weak or cue.basis != "mfn" or _ORDINARY.match(text, cue.at)]
    if not found:
        whole = [cue for cue in sentence.cues(*sentence.span) if not cue.weak and cue.at < row[last - 1].end]
        after = [cue for cue in sentence.cues(*sentence.span) if cue.basis == "retaliation" and not cue.weak]
        found = whole if letters.count("A") == 1 else after
    return strongest([cue for cue in found if cue.basis != "trade_deal" or struck])


def reason_of(sentence: Sentence, bounds: tuple[int, int]) -> str | None:
    """Return the words after "tied to", "over", "to punish" within ``bounds``, up to the phrase's end."""
    for index in range(*bounds):
        token = sentence.row[index]
        if token.kind in "J." and _CAUSE.fullmatch(token.text):
            last = index
            while last + 1 < bounds[1] and sentence.letters[last + 1] not in ",;:|A()":
                last += 1
            if last > index and "D" not in sentence.letters[index + 1 : index + 2]:
                return sentence.text[sentence.row[index + 1].start : sentence.row[last].end][:120]
    return None


def expiry_of(
    sentence: Sentence, bounds: tuple[int, int], effective: dt.date | None, until: dt.date | None
) -> dt.date | None:
    """Return the day on which the rate is said to end: "until 31 March", "for 150 days" from a known beginning."""
    if until is not None and (effective is None or until > effective):
        return until
    text = sentence.text[sentence.row[bounds[0]].start : sentence.row[bounds[1] - 1].end]
    match = _LASTS.search(text)
    if (
        match is None
        or effective is None
        or not compiled(r"\b(?:for|last|than|within|to)\b[^.]{0,20}\Z").search(text[: match.start()])
    ):
        return None
    try:
        return effective + dt.timedelta(days=int(match.group(1)))
    except OverflowError:
        return None


def stated_by(sentence: Sentence) -> str | None:
    """Return "reported" where the sentence rests on unnamed people, "official" where an office or its head speaks."""
    start, end = sentence.span
    if _REPORTED.search(sentence.text, start, end):
        return "reported"
    return "official" if _OFFICIAL.search(sentence.text, start, end) else None


def both_ways(sentence: Sentence, bounds: tuple[int, int]) -> bool:
    """Tell whether the rate holds "in both directions"."""
    spoken = " ".join(sentence.words(*bounds))
    if "both directions" in spoken or "both ways" in spoken:
        return True
    return _EACH_OTHERS.search(sentence.text, *sentence.span) is not None


_EACH_OTHERS = re.compile(r"(?<= )(?:each other|one another|the other)['’]s\s(?:\w+\s)?(?:goods|products|exports)")


def kept_before(sentence: Sentence, index: int, bounds: tuple[int, int]) -> bool:
    """Tell whether the rate is said to have been there before ("existing", "remains")."""
    for place in range(max(bounds[0], index - 7), min(bounds[1], index + 5)):
        between = sentence.letters[min(place, index) + 1 : max(place, index)]
        if sentence.row[place].text in _STILL and "A" not in between and "," not in between:
            return True
    return False


def vague_time(sentence: Sentence, index: int, bounds: tuple[int, int]) -> bool:
    """Tell whether the zone names a time that is no day ("last August", "in 2018", "since the summer")."""
    replaced = sentence.letters.find("p", index)
    last = bounds[1] if replaced < 0 else min(bounds[1], replaced)
    return any(
        bounds[0] <= at < last and date.day is None and date.word == "" and date.weekday is None
        for at, date in sentence.dates.items()
    )


def same_date(sentence: Sentence, bounds: tuple[int, int]) -> bool:
    """Tell whether the rate begins "on the same date" as the one before."""
    return any(
        bounds[0] <= at < bounds[1] and date.word.endswith(("same day", "same date", "that day", "that date"))
        for at, date in sentence.dates.items()
    )
