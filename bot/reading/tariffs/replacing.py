"""What rates of one sentence are to each other: ends of a range, the old rate and the new, layers and their sum."""

from __future__ import annotations

import itertools
import re

from bot.reading.tariffs.choice import Chooser
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.totals import Rate, mark_totals


def relate(sentence: Sentence, found: list[Rate], chooser: Chooser) -> None:
    """Mark in ``found`` (in order) lower ends of ranges, rates that another takes the place of, and totals."""
    _ranges(sentence, found)
    _replaced(sentence, found)
    _choose_replaced(sentence, found, chooser)
    _link(sentence, found)
    _denied(sentence, found)
    mark_totals(sentence, found)


def _denied(sentence: Sentence, rates: list[Rate]) -> None:
    """Take from a rate the one it is said not to be: "is 15%, not the 20% that its minister named"."""
    for rate in rates:
        denied = any(word.split()[0] == "not" for word in sentence.words(rate.index - 2, rate.index))
        if denied and rate.previous_of is not None:
            for other in rates:
                if other.index == rate.previous_of and other.previous == rate.value:
                    other.previous = None


def _choose_replaced(sentence: Sentence, rates: list[Rate], chooser: Chooser) -> None:
    """Decide for each rate whether the one before or after it took its place; the rules' answer is one feature."""
    for position, rate in enumerate(rates):
        others: list[tuple[str, Rate]] = []
        if position and not rates[position - 1].lower:
            others.append(("before", rates[position - 1]))
        elif position > 1:
            others.append(("before", rates[position - 2]))
        following = next((other for other in rates[position + 1 :] if not other.lower), None)
        if following is not None:
            others.append(("after", following))
        if rate.lower or not others:
            continue
        values: list[tuple[float, float | None]] = [(rate.value, None)]
        features = [["stands", f"stands rules {rate.previous_of is None}"]]
        for where, other in others:
            values.append((rate.value, other.value))
            features.append(_pair_features(sentence, rate, other, where))
        at = sentence.row[rate.index].start
        chances = chooser.chances("old", sentence.span.start, at, values, features)
        best = max(range(len(values)), key=lambda k: chances[k])
        if following is not None and _COMES_TO.fullmatch(sentence.letters, rate.index + 1, following.index):
            best = len(values) - 1
        rate.previous_of = others[best - 1][1].index if best else None


# "the present 110 per cent comes down to 30", "with 50 percent becoming 25"
_COMES_TO = re.compile(r"[TR]?(?:[nF][.CPG]{1,4})?(?:w[.]?)?g[zUO]{0,2}|[TR]?e[zU]?")
_ASIDE = re.compile(r",\??[wNfia.]{1,4}[zUO]{0,2}\Z")


def _pair_features(sentence: Sentence, rate: Rate, other: Rate, where: str) -> list[str]:
    """Return what speaks for ``rate`` being the one that ``other``, which stands ``where``, took the place of."""
    letters, row = sentence.letters, sentence.row
    low, high = sorted((rate.index, other.index))
    between = letters[low + 1 : high]
    found = [where, f"{where} rules {rate.previous_of == other.index}", f"{where} gap {min(len(between) // 4, 4)}"]
    found.extend(f"{where} btw {letter}" for letter in sorted(set(between) & set("rcuvegtfiwNpBdxTPC;|?:,&FnEDGM")))
    if where == "after" and (moved := between.rfind("g")) >= 0:
        form = "participle" if row[low + 1 + moved].text.split()[0].endswith("ing") else "finite"
        found.append(f"after {form} g")
        if rate.attributive:
            found.append(f"after {form} g attributive")
    if where == "after" and between.startswith(",") and _ASIDE.search(letters, 0, rate.index):
        found.append("after aside")  # "wine, taxed at 150 per cent, comes down to 75"
    before = compiled(r"p[zUTRS.ob~O'NPGhC]{0,5}\Z").search(letters[: rate.index])
    if before is not None:
        cue = row[before.start()].text
        found.extend((f"{where} cue", f"{where} cue {cue}"))
    now = compiled(r"[N][f.]{0,3}[zUO.aj]{0,4}\Z|[fh][.]{0,2}[zU]?\Z").search(letters[: rate.index])
    if now is not None:
        found.append(f"{where} led by {letters[now.start()]}")
    found.append(f"{where} then {letters[rate.index + 1 : rate.index + 2] or '$'}")
    found.append(f"{where} other after {letters[other.index - 1 : other.index] or '^'}")
    words = set(sentence.words(rate.index - 8, rate.index)) | set(sentence.words(rate.index + 1, rate.index + 4))
    found.extend(f"{where} word {word}" for word in words & _TIMES)
    found.append(f"{where} {'less' if rate.value < other.value else 'more' if rate.value > other.value else 'equal'}")
    if rate.attributive:
        found.append(f"{where} attributive")
    if other.attributive:
        found.append(f"{where} other attributive")
    if sentence.clause[rate.index] != sentence.clause[other.index]:
        found.append(f"{where} other clause")
    return found


_TIMES = frozenset(
    """had have has been until before since earlier previously threatened formerly now current currently today was were
    paid faced paying facing who which already still originally first initially proposed pledged imposed""".split()
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
            low.lower = bool(compiled(r"\brang").search(" ".join(sentence.words(low.index - 4, low.index))))
        else:
            low.lower = not compiled(r"[rc]\Z").search(left)
        high.top = low.lower


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
        cue = compiled(r"p[zUTRS.ob~O'NPGhC]{0,5}\Z").search(left)
        near = words[-1:] + words[-2:-1]
        if cue is not None and not _dated_from(sentence, start, cue.start()):
            same = [o for o in earlier if sentence.clause[o.index] == sentence.clause[rate.index]] or earlier
            if "from" in near and later and compiled(r"[.N()]{0,2}t").match(letters[rate.index + 1 :]):
                rate.previous_of = later[0].index
            elif (
                same
                and ";" not in letters[same[-1].index : rate.index]
                and _replaces(sentence, rate.index, start, near)
            ):
                rate.previous_of = same[-1].index
            elif later and "from" in near and compiled(r"[rcuvge]").search(left[-14:]):
                rate.previous_of = later[0].index
        if rate.previous_of is None and later:
            nxt = later[0]
            between = letters[rate.index + 1 : nxt.index]
            if len(between) <= 22 and not compiled(r"[;|]").search(between):
                changed = compiled(r"[rcevuxwf]").search(between) and (
                    compiled(r"[te][zUO.]*\Z").search(between) or nxt.zero or compiled(r"g[zUO]*\Z").search(between)
                )
                subject = rate.attributive or compiled(r"T[oU.z]{0,3}\Z").search(left)
                now = compiled(r"N[fzUO.aj]{0,4}\Z").search(left) or compiled(r"N[f.]{0,3}[CT.Uo]{0,5}\Z").search(left)
                both = compiled(r",(?:[.~]{0,3}|[.RT]{0,2}\?w?)g").search(between) or compiled(
                    r"[T.PDNnGC&]{0,9},?[D]?,?g"
                ).match(between)
                if changed and ((subject and "," not in between) or now) and (not both or (subject and "w" in between)):
                    rate.previous_of = nxt.index


def _link(sentence: Sentence, rates: list[Rate]) -> None:
    """Give each rate the one whose place it takes."""
    letters = sentence.letters
    by_index = {rate.index: rate for rate in rates}
    for rate in rates:
        if rate.previous_of is not None and rate.previous_of in by_index:
            target = by_index[rate.previous_of]
            if target.previous is None:
                target.previous = rate.value
    for rate in rates:
        if rate.previous is None and compiled(r"p[.]?Z").match(letters[rate.index + 1 :]):
            rate.previous = 0.0
    _years(sentence, rates)
    for before, after in itertools.pairwise(rates):
        if (
            compiled(r"(?:F[.]{1,2})?\(").fullmatch(letters[before.index + 1 : after.index])
            and letters[after.index + 1 : after.index + 2] == ")"
        ):
            after.previous_of, before.previous = before.index, after.value
    # "25%, rising to 50%": both stand, the second after the first
    for before, after in itertools.pairwise(rates):
        between = letters[before.index + 1 : after.index]
        free = after.previous is None and before.previous_of is None and not before.lower
        if free and len(between) <= 16 and "P" not in between and not compiled(r"C.*C").search(between):
            moved = compiled(r"g[zUO]*\Z|[rcuv][^AC]{0,3}t[zUO]*\Z").search(between)
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
    if cue.endswith(("twice the", "double the", "half the")) and compiled(r"\??[.C]{0,3}[Cf]").match(
        letters[index + 1 :]
    ):
        return "C" not in letters[index + 1 : index + 5]
    if cue.startswith(_COMPARING) and _OTHERS_RATE.match(letters, index + 1):
        return False  # "39% on Swiss goods, against 15% on those of Japan"
    if cue == "from":
        return bool(compiled(r"[rcuvgt]").search(letters[max(0, at - 16) : at]))
    return True


_COMPARING = ("against", "as against", "compared", "versus", "vs")
_OTHERS_RATE = re.compile(r"I[.]?C|[nF][.~=o]{0,3}[CGPQK]")


def _dated_from(sentence: Sentence, index: int, cue: int) -> bool:
    return any(kind == "D" for kind in sentence.letters[cue:index])
