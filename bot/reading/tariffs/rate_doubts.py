"""What speaks against a percentage being a tariff rate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.reading.tariffs.draft import State
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Sentence

_NOUN_RIGHT = re.compile(r"[.PzbORKG'~U&C]{0,5}?[TXV]")
_COMPARED = frozenset(
    "higher lower weaker stronger more less fewer cheaper dearer bigger smaller above below up down larger "
    "ahead off".split()
)
_PLACED = frozenset({"more", "above", "below", "up", "down"})
_TRADED = frozenset({"exports", "imports"})
_DISCOUNTED = frozenset({"less", "minus", "fewer", "down", "up"})
_MOVED = (
    "cut", "lower", "rais", "reduc", "increas", "slash", "hike", "hiking", "trim", "rise", "rising", "rose", "fell",
    "fall", "drop", "grow", "grew", "jump", "surg", "soar", "plung", "slid", "slump", "climb", "shrank", "shrink",
    "shrunk", "grown", "sank", "sunk", "slip", "dip", "tumbl", "plummet", "contract", "dwindl", "expand", "swell",
    "swollen", "edged", "offset", "declin",
)  # fmt: skip
_NUMBERED = frozenset("section article chapter rule annex phase resolution proclamation order flight page".split())
_CHANGE = ("increase", "rise", "jump", "hike", "cut", "drop", "fall", "reduction", "decline", "surge", "gain")


def doubts(sentence: Sentence, index: int, state: State, begun: bool) -> Iterator[str]:
    """Yield what speaks against a percentage being a rate: that it is the size of a change, a tax that is no import
    tariff, an average, a thought experiment, a denial, a comparison.
    """
    first, last = sentence.clause_bounds(index)
    letters = sentence.letters
    left, right = letters[first:index], letters[index + 1 : last]
    noun = _NOUN_RIGHT.match(right)
    if noun is not None and noun.group()[-1] in "XV":
        yield "other noun"
    if compiled(r"[.]?[rcuv]").match(right) and any(
        w.startswith(_CHANGE) for w in sentence.words(index + 1, index + 3)
    ):
        yield "size of a change"
    if _supposed(sentence, index, state):
        yield "supposed"
    if _ANSWERED.search(sentence.text, *sentence.span):
        yield "polled"
    if _of_another_levy(letters[first:last], state):
        yield "another levy"
    if _of_a_firm(sentence, first, index, letters[first:last]):
        yield "of a firm"
    after = sentence.words(index + 1, index + 3)
    if not _STATES.isdisjoint(after[:1]) or (after[:1] == ["by"] and after[-1].endswith("ing")):
        yield "state"  # "stores are 65% full", "make good 30% by moving work"
    amount = sentence.amounts[index]
    if amount.bare and not _NUMBERED.isdisjoint(sentence.words(index - 1, index)):
        yield "numbered"  # "under Section 232"
    bare = left.rstrip("zU")
    before = sentence.words(max(first, index - 7), first + len(bare))
    if before[-1:] == ["by"] and any(word.startswith(_MOVED) for word in before):
        yield "moved by"  # "cut its tariff by 20%", "exports dropped by more than 70%"
    if compiled(r"Xo[zU~.]?\Z").search(left):
        yield "of another levy"  # "its VAT of 17% is no tariff"
    if compiled(r"[rcuv]o[zU]*\Z").search(left) or compiled(r"[,.]{0,3}V").match(right):
        yield "move of"
    if "H" in left[-24:]:
        yield "denied"
    traded = _TRADED & set(sentence.words(index - 1, index)) and "i" not in left[-4:]
    if traded or left.endswith(("Gy", "My")):
        yield "traded"  # "all exports by 7.7%", "from where it exports 70%"
    compared = _COMPARED.intersection(" ".join(after[:1]).split()[:1])
    if compared:
        bound = compared <= _PLACED and "than" not in " ".join(after)
        yield "above or below" if bound else "compared"  # "pays 100% above five dollars", "bring the 70% down"
    if _DISCOUNTED & set(sentence.words(index - 1, index)):
        yield "discounted"
    if compiled(r"[uv][zU]?\Z").search(left):
        yield "moved"  # "exports dropped 37%": what moved, not where it stands
    if not begun and left.endswith("p") and any(other < index for other in sentence.amounts):
        yield "from no rate"  # "70% of the tomatoes, up from 30%": the number before it was no rate
    ends = sentence.text[max(sentence.span.start, sentence.span.end - 3) : sentence.span.end]
    if "?" in ends and ("d" in letters or "h" in letters):
        yield "asked"
    if "V" in left[-10:] or _AVERAGED.search(left):
        yield "averaged"
    if right.startswith("o") and not _of_value(sentence, index):
        yield "of"
    unheard = state.last_tariff < 0 and not begun and "T" not in state.title_letters and "T" not in letters
    if unheard and not compiled(r"[if][CKzUOn.'~]{0,4}\Z").search(left) and not _names_instrument(sentence):
        yield "unheard"  # nobody has spoken of tariffs yet
    if left.rfind("X") > left.rfind("T") and noun is None:
        yield "levy before"


def _names_instrument(sentence: Sentence) -> bool:
    """Tell whether a sentence names an instrument: "an extra 55% under a safeguard"."""
    return any(not cue.weak for cue in sentence.cues(*sentence.span))


# "Asked what worried them most, 41 per cent named food, 22 per cent housing and nine tariffs."
_ANSWERED = re.compile(
    r"(?:%|\bper ?cent)(?: of (?:them|those|(?:respondents|voters|readers|firms|companies|people|adults|members)))?"
    r"(?: [a-z]+ly)? (?:said|say|named|chose|think|thought|want|blamed?|opposed?|favou?r|believed?|knew|answered"
    r"|replied|disapproved?|felt)\b",
    re.IGNORECASE,
)


_IF_IT_WERE = re.compile(r"\bif\b[^,;]*\bwere\b[^,;]*\Z", re.IGNORECASE)


_IMAGINED = re.compile(
    r"\b(?:imagin(?:es?|ed|ing)|simulat(?:es?|ed|ing|ions?)|model(?:s|l?ed|l?ing) (?:an?|the effects? of)|scenarios?"
    r"|thought experiments?)\b[^.;]*\Z",
    re.IGNORECASE,
)
_AVERAGED = re.compile(r"V[.]{0,2}[TR][^TR]*\Z")  # "the average effective tariff there, says a bank, stands at 17.4%"


def _supposed(sentence: Sentence, index: int, state: State) -> bool:
    """Tell whether the rate is only thought of: "if the duty were 15%", "at 50% we would leave"."""
    words = sentence.words(index - 1, index + 5)
    if index <= 3 and words[:1] == ["at"] and "would" in words:
        return True
    before = sentence.text[sentence.span.start : sentence.row[index].start]
    if _IF_IT_WERE.search(before) or _IMAGINED.search(before):
        return True
    return state.supposes and "d" in sentence.letters and not compiled(r"[wNBE]").search(sentence.letters)


_STATES = frozenset(
    "full empty complete owned likely sure certain vacant filled recycled organic behind ahead done built sold among "
    "amongst".split()
)


def _of_another_levy(clause: str, state: State) -> bool:
    """Tell whether another tax or an average is spoken of, and the clause has no word for tariffs or paying them."""
    if state.another and not compiled(r"[TZ]").search(clause):
        return True
    return state.averages and not compiled(r"[TRifZ]").search(clause)


# Who speaks of what they did, not of what customs charge: "we put through 12 percent", "vendors took maybe 20".
FIRMS = frozenset(
    """we ve ll our ours vendors vendor suppliers supplier customers shoppers consumers retailers stores households
    families drivers workers employees respondents readers voters investors analysts""".split()
)
_OWN_DOING = re.compile(
    r"\b(?:mitigat|absorb|pass(?:ed|ing)? (?:on|through)|put through|push(?:ed|ing)? through|took|takes?|taken|offset"
    r"|exit|were|shift|mov|sourc|chang|surveyed|expect|said|think|believe|back|oppos|support|sav|spen[dt]|hir|laid off"
    r"|rais(?:e|ed|ing) (?:our |their |its |my )?prices?)"
)


def _of_a_firm(sentence: Sentence, first: int, index: int, clause: str) -> bool:
    """Tell whether a clause without a word for tariffs tells what firms or people do themselves."""
    if compiled(r"[TRXi]").search(clause):
        return False
    words = sentence.words(first, index)
    start = next((place for place, word in enumerate(words[:4]) if word.split()[0] in FIRMS), None)
    return start is not None and _OWN_DOING.search(" ".join(words[start + 1 :])) is not None


def _of_value(sentence: Sentence, index: int) -> bool:
    """Tell whether "of the value" follows, and not "of the goods"."""
    words = sentence.words(index + 2, index + 5)
    return any(word in {"value", "values"} for word in words) and "goods" not in words and "imports" not in words
