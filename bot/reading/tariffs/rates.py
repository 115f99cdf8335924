"""Which percentages of a sentence are tariff rates, and which of them is replaced by another."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from bot.reading.tariffs.sentence import Sentence

_NOUN_RIGHT = re.compile(r"[.PzbORKG'~U&C]{0,5}?[TXV]")
_PASS = "zUO."


@dataclass(slots=True)
class Rate:
    """A percentage taken for a tariff rate: the token ``index``, how sure (``weight``), what it is to its neighbours.

    ``previous_of`` is the index of the rate that takes its place, ``lower`` marks the lower end of a range, ``total`` a
    stated sum, ``attributive`` a rate that stands before its noun ("the 25% duty").
    """

    index: int
    value: float
    weight: float
    previous_of: int | None = None
    previous: float | None = None
    lower: bool = False
    total: bool = False
    attributive: bool = False
    zero: bool = False


def find_rates(sentence: Sentence, active: bool) -> list[Rate]:
    """Return the tariff rates of ``sentence``; ``active`` says that tariffs were the subject right before it."""
    found: list[Rate] = []
    for index, amount in sentence.amounts.items():
        if amount.points or amount.value > 4000:
            continue
        weight = _weight(sentence, index, found, active)
        if weight >= 1.5:
            found.append(Rate(index, amount.value, weight))
    for index, token in enumerate(sentence.row):
        if token.kind == "Z" and _zero_counts(sentence, index):
            found.append(Rate(index, 0.0, 2.0, zero=True))
    found.sort(key=lambda rate: rate.index)
    for rate in found:
        rate.attributive = bool(re.match(r"[.PzbOK'\"U]{0,3}[TR]", sentence.letters[rate.index + 1 :]))
    _ranges(sentence, found)
    _replaced(sentence, found)
    _totals(sentence, found)
    return found


def _weight(sentence: Sentence, index: int, found: list[Rate], active: bool) -> float:
    """Return how strongly the words around token ``index`` show a tariff rate; 0 where they speak against it."""
    first, last = sentence.clause_bounds(index)
    letters, row = sentence.letters, sentence.row
    left, right = letters[first:index], letters[index + 1 : last]
    whole_left = letters[:index]
    if re.match(r"[.]?[rcuv]", right) and _is_change(sentence, index):
        return 0.0
    if _asked(sentence) or _COMPARED & set(sentence.words(index + 1, index + 2)):
        return 0.0
    if re.search(r"[rcuv]o[zU]*\Z", left):  # "an increase of 6%"
        return 0.0
    if "H" in left[-24:]:
        return 0.0
    if right.startswith("o") and not _of_value(sentence, index):
        return 0.0
    if right.startswith("k"):
        return 0.0
    noun = _NOUN_RIGHT.match(right)
    if noun is not None:
        return 0.0 if noun.group()[-1] in "XV" else 3.0
    if active and len(letters) <= 10 and re.fullmatch(r"[.]?(?:C(?:,?&?C){0,3}|P)[:(,]", whole_left):
        return 2.0
    if sentence.words(index - 2, index) == ["put", "on"] or re.match(r"t[.]?M", right):
        return 0.0
    if "V" in left or re.match(r"[.]{0,2}V", right):
        return 0.0
    before = left.rstrip(_PASS)
    if before.endswith("y") or re.search(r"y[zUO.]{0,2}\Z", left):
        return 0.0
    nouns = [(left.rfind(kind), kind) for kind in "TXM"]
    at, nearest = max(nouns)
    if at < 0:
        nearest = ""
    if nearest == "M" and re.search(r"f[Ro.]{0,3}[zUO]*\Z", left[at:]) and not re.search(r"[uv]", left[at:]):
        nearest = ""
    if nearest in {"X", "M"}:
        return 0.0
    if re.search(r"[uv][zUO]*\Z", left):
        return 0.0
    if re.match(r"[zO.]{0,2}[M]", right) and not nearest:
        return 0.0
    weight = 0.0
    if nearest == "T":
        between = left[at + 1 :]
        weight = 3.0 if len(between) <= 6 else 2.5
        if re.search(r"[uv]", between) and not re.search(r"[tgap][zUO.]*\Z", between):
            weight = 0.0
    elif (
        found
        and found[-1].index < index
        and re.fullmatch(r"[,&CPKGoznatFIp().'~=QbRDfg:;\"zON|TUijL]{1,22}", letters[found[-1].index + 1 : index])
    ):
        weight = 2.0
    elif re.search(r"f[zUOaj.]{0,3}\Z", left) or re.search(r"i[CKzUOn.']{0,3}\Z", left):
        weight = 2.0 if active or "T" in whole_left or "T" in right else 1.0
        verb = " ".join(sentence.words(index - 4, index))
        if re.match(r"n[.oPG]{0,4}p?C", right) or re.search(r"\blevying|\bcharging|\bcollecting", verb):
            weight = 2.0
        if "f" in left[-4:] and re.match(r"[.]{0,3}(?:M)", right):
            weight = 0.0
    elif re.search(r"R[.o&~BDNCt]{0,4}[zUO]*\Z", left) or re.match(r"R", right):
        weight = 2.0 if active or "T" in letters else 0.0
    elif (re.match(r"[zU]?S|(?:[~C][.]?)i", right) and (active or "T" in letters)) or (
        active and re.search(r"~[.N]{1,2}[zU]?\Z", left)
    ):
        weight = 2.0
    elif re.search(r"[atg][zUO]*\Z", left) and re.search(r"[rcegifRwsB~N]", left):
        weight = 1.7 if active or "T" in letters else 0.0
    elif (re.match(r"[.]?[nF]", right) and (active or "T" in letters)) or (
        active and re.search(r"p[zUO]*\Z", left) and (found or re.search(r"[~RT]", left))
    ):
        weight = 1.6
    elif "T" in right and "M" not in left and re.search(r"[ijf]", left):
        weight = 1.5
    del row
    return weight


_COMPARED = frozenset(
    "higher lower weaker stronger more less fewer cheaper dearer bigger smaller above below up down "
    "larger ahead".split()
)


def _is_change(sentence: Sentence, index: int) -> bool:
    """Tell whether "an 87 percent increase" follows: the size of a change, no rate."""
    return any(
        word.startswith(
            ("increase", "rise", "jump", "hike", "cut", "drop", "fall", "reduction", "decline", "surge", "gain")
        )
        for word in sentence.words(index + 1, index + 3)
    )


def _asked(sentence: Sentence) -> bool:
    """Tell whether the sentence is a question about what would be."""
    ends = sentence.text[max(sentence.span.start, sentence.span.end - 3) : sentence.span.end]
    return "?" in ends and ("d" in sentence.letters or "h" in sentence.letters)


def _of_value(sentence: Sentence, index: int) -> bool:
    words = sentence.words(index + 2, index + 5)
    return any(word in {"value", "values"} for word in words) and "goods" not in words and "imports" not in words


def _zero_counts(sentence: Sentence, index: int) -> bool:
    """Tell whether "duty-free", "zero" at ``index`` is an applied or agreed rate rather than a manner of speaking."""
    first, last = sentence.clause_bounds(index)
    left, right = sentence.letters[first:index], sentence.letters[index + 1 : last]
    text = sentence.row[index].text
    if "q" in left or "q" in right or "H" in left:
        return False
    if text == "to zero":
        return "T" in left and bool(re.search(r"[cervgxwe.]", left))
    if left.endswith("g"):  # "that would go to zero"
        return "M" not in left
    if right.startswith("A") or right[:1] == "k":
        return False
    if (text.endswith(("nothing", "no duty", "no tariff")) and "charged" in text) or text.startswith("pa"):
        return bool(re.search("[CGPK]", left + right)) and "A" not in sentence.letters
    return (
        bool(re.search(r"[fwB](?:[^;:|]{0,7})\Z", left))
        and ("w" in left or "d" in left)
        and bool(re.search("[CGPK]", left))
    )


def _ranges(sentence: Sentence, rates: list[Rate]) -> None:
    for low, high in itertools.pairwise(rates):
        between = sentence.letters[low.index + 1 : high.index]
        left = sentence.letters[: low.index]
        words = sentence.words(low.index - 3, low.index)
        ranged = between in {"t", "&", ":", ""} and low.value < high.value
        if not ranged:
            continue
        if between == "&":
            low.lower = "between" in words
        elif words and words[-1] == "from":
            low.lower = bool(re.search(r"\brang", " ".join(sentence.words(low.index - 4, low.index))))
        else:
            low.lower = not re.search(r"[rc]\Z", left)


def _replaced(sentence: Sentence, rates: list[Rate]) -> None:
    letters = sentence.letters
    for position, rate in enumerate(rates):
        if rate.lower:
            continue
        start = (position and rates[position - 1].lower and rates[position - 1].index) or rate.index
        left = letters[:start]
        words = sentence.words(start - 7, start)
        earlier = [other for other in rates[:position] if not other.lower and other.previous_of is None]
        later = [other for other in rates[position + 1 :] if not other.lower]
        cue = re.search(r"p[zUTRS.ob~O'NPGhC]{0,5}\Z", left)
        near = words[-1:] + words[-2:-1]
        if cue is not None and not _dated_from(sentence, start, cue.start()):
            same = [o for o in earlier if sentence.clause[o.index] == sentence.clause[rate.index]] or earlier
            if "from" in near and later and re.match(r"[.N()]{0,2}t", letters[rate.index + 1 :]):
                rate.previous_of = later[0].index
            elif (
                same
                and ";" not in letters[same[-1].index : rate.index]
                and _replaces(sentence, rate.index, start, near)
            ):
                rate.previous_of = same[-1].index
            elif later and "from" in near and re.search(r"[rcuvge]", left[-14:]):
                rate.previous_of = later[0].index
        if rate.previous_of is None and later:
            nxt = later[0]
            between = letters[rate.index + 1 : nxt.index]
            if len(between) <= 22 and not re.search(r"[;|]", between):
                changed = re.search(r"[rcevuxwf]", between) and (
                    re.search(r"[te][zUO.]*\Z", between) or nxt.zero or re.search(r"g[zUO]*\Z", between)
                )
                subject = rate.attributive or re.search(r"T[oU.z]{0,3}\Z", left)
                now = re.search(r"N[fzUO.aj]{0,4}\Z", left) or re.search(r"N[f.]{0,3}[CT.Uo]{0,5}\Z", left)
                both = re.search(r",(?:[.~]{0,3}|[.RT]{0,2}\?w?)g", between) or re.match(
                    r"[T.PDNnGC&]{0,9},?[D]?,?g", between
                )
                if changed and ((subject and "," not in between) or now) and (not both or (subject and "w" in between)):
                    rate.previous_of = nxt.index
    by_index = {rate.index: rate for rate in rates}
    for rate in rates:
        if rate.previous_of is not None and rate.previous_of in by_index:
            target = by_index[rate.previous_of]
            if target.previous is None:
                target.previous = rate.value
    for rate in rates:
        if rate.previous is None and re.match(r"p[.]?Z", letters[rate.index + 1 :]):
            rate.previous = 0.0
    _years(sentence, rates)
    for before, after in itertools.pairwise(rates):
        if (
            re.fullmatch(r"(?:F[.]{1,2})?\(", letters[before.index + 1 : after.index])
            and letters[after.index + 1 : after.index + 2] == ")"
        ):
            after.previous_of, before.previous = before.index, after.value
    # "25%, rising to 50%": both stand, the second after the first
    for before, after in itertools.pairwise(rates):
        between = letters[before.index + 1 : after.index]
        free = after.previous is None and before.previous_of is None and not before.lower
        if free and len(between) <= 16 and "P" not in between and not re.search(r"C.*C", between):
            moved = re.search(r"g[zUO]*\Z|[rcuv][^AC]{0,3}t[zUO]*\Z", between)
            after.previous = before.value if moved else None


_YEARS = ("first", "second", "third", "fourth", "fifth")


def _years(sentence: Sentence, rates: list[Rate]) -> None:
    """In "12% in the first year, 11.5% in the second" each rate takes the place of the one before."""
    named: list[tuple[int, Rate]] = []
    for rate in rates:
        words = sentence.words(rate.index + 1, rate.index + 4)
        found = next((number for number, word in enumerate(_YEARS) if word in words), None)
        if found is not None and words[:1] == ["in"]:
            named.append((found, rate))
    for (number, before), (following, after) in itertools.pairwise(named):
        if following == number + 1 and after.previous is None:
            after.previous = before.value


def _replaces(sentence: Sentence, index: int, start: int, near: list[str]) -> bool:
    """Tell whether the words before a rate say that an earlier one took its place, rather than only name it."""
    letters = sentence.letters
    at = letters.rfind("p", 0, start)
    if at > 0 and letters[at - 1] == "&":
        return False
    cue = sentence.row[at].text
    if cue.endswith(("twice the", "double the", "half the")) and re.match(r"\??[.C]{0,3}[Cf]", letters[index + 1 :]):
        return "C" not in letters[index + 1 : index + 5]
    if cue.startswith(("against", "compared", "versus", "vs")) and re.match(r"[I][.]?C", letters[index + 1 :]):
        return False
    if cue == "from":
        return bool(re.search(r"[rcuvgt]", letters[max(0, at - 16) : at]))
    return True


def _dated_from(sentence: Sentence, index: int, cue: int) -> bool:
    return any(kind == "D" for kind in sentence.letters[cue:index])


def _totals(sentence: Sentence, rates: list[Rate]) -> None:
    letters = sentence.letters
    taken = [rate.index for rate in rates]
    for rate in rates:
        if rate.zero or rate.lower:
            continue
        before = max((index for index in taken if index < rate.index), default=-1)
        after = min((index for index in taken if index > rate.index), default=len(letters))
        left = letters[max(before + 1, rate.index - 12) : rate.index]
        right = letters[rate.index + 1 : min(after, rate.index + 6)]
        s_left, s_right = "S" in left, "S" in right and not re.search(r"[,;:|&]", right[: right.find("S")])
        if s_left or s_right:
            rate.total = True
    for rate in rates:
        others = [o.value for o in rates if o is not rate and not o.lower and o.previous_of is None and not o.total]
        summed = any(abs(a + b - rate.value) < 0.01 for k, a in enumerate(others) for b in others[k + 1 :])
        if summed and ("O" in letters or "(" in letters):
            rate.total = True
