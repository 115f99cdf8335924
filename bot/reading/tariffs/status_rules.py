"""How far a tariff has come, by rules over the cue words of its clause: the strongest feature of the learned choice."""

from __future__ import annotations

import datetime as dt

from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Sentence
from storage.records import TariffStatus

NO_ACT = frozenset(
    {"no order", "no executive order", "nothing has been signed", "no formal notice", "no decree", "no document"}
)


def by_rules(
    sentence: Sentence,
    index: int,
    bounds: tuple[int, int],
    effective: dt.date | None,
    published: dt.date | None,
    decided: bool,
    before: TariffStatus | None,
) -> tuple[TariffStatus, bool]:
    """Return the status that the words show, and whether a word says so (else it is carried over or the default).

    ``decided`` says that a deal or an order stands behind a "would"; ``before`` is the status of the rate that stands
    before this one in the same clause.
    """
    first, last = sentence.clause_bounds(index)
    letters = sentence.letters
    own, at = _own(sentence, index, bounds)
    clause = letters[first:last]
    later = effective is not None and published is not None and effective > published
    past = effective is not None and published is not None and effective <= published
    if compiled(r"[.TR]{0,4}N|[.TRP]{0,4}\?[.C~]{0,3}f").match(own[at + 1 :]):
        return "in_force", True  # "the 18% tariff that Peru has paid since August"
    if not NO_ACT.isdisjoint(sentence.texts):
        return "threatened", True
    if compiled(r"[cr][.~]?\Z").search(own[:at]) and compiled(r"[.PzbO]{0,3}T").match(own[at + 1 :]):
        return "in_force", True  # "a deal that would lower the 50% tariffs": they are there
    if compiled(r"[w][.]?r").search(own[:at]) and {"not", "t"} & set(sentence.words(bounds[0], index)):
        return "removed", True  # "will not raise its tariff to 30 per cent"
    if compiled(r"[.]{0,2}T[^,;]{0,8}d[.]?[vc]").match(own[at + 1 :]):
        return "in_force", True  # "the 145% tariff could fall": it is there
    ended = _near(own, "xs", at)
    if ended is not None and ended < at and compiled(r",.*[crg]").search(own[ended:at]):
        ended = None
    if ended is not None and not compiled(r"x[^AT,]{0,5}t[zUO]*A").match(own[ended:]) and not _kept(own, ended, at):
        return ("removed" if own[ended] == "x" else "suspended"), True
    if ended is None and any(mute(sentence, k) and letters[k] in "xs" for k in range(bounds[0], index)):
        return "in_force", True  # "asked to annul the duties": they are there
    threat = _near(own, "h", at)
    if threat is None and _conditional(sentence, index, bounds):
        return "threatened", True
    if threat is not None and not _kept(own, threat, at):
        return "threatened", True
    if "d" in own and not compiled(r"N[^d]{0,3}A").search(own):
        if decided or (later and "E" in letters):
            return "announced", True
        return "threatened", True
    if later:
        return "announced", True
    if past:
        return "in_force", True
    if (
        before is not None
        and not compiled(r"[wNB]").search(own)
        and (before != "in_force" or not compiled(r"[fgi]").search(own))
    ):
        return before, True
    if compiled(r"N[^,;]{0,8}\Z").search(own[:at]) or compiled(r".{0,4}N").match(own[at + 1 :]):
        return "in_force", True
    if "w" in own or compiled(r"g[zUO]*\Z").search(own[:at]):
        return "announced", True
    if compiled(r"[NB]").search(own):
        return "in_force", True
    if "w" in clause:
        return "announced", True
    if "E" in own:
        return "announced", True
    return "in_force", bool(compiled(r"[if]").search(own)) or "T" in own


def _own(sentence: Sentence, index: int, bounds: tuple[int, int]) -> tuple[str, int]:
    """Return the classes of the rate's zone without asides that say something else, and the rate's place in them.

    Left out are a relative clause that doesn't hold the rate (", which was due to expire,") and what follows the rate
    after a comma or "and" with a verb of its own. Words like "existing" don't speak of the status here.
    """
    row = "".join("." if mute(sentence, place) else sentence.letters[place] for place in range(bounds[0], bounds[1]))
    at = index - bounds[0]
    for match in reversed(list(compiled(r",\?[^,]*(?:,|\Z)").finditer(row))):
        if not match.start() < at < match.end():
            row = row[: match.start()] + "," + row[match.end() :]
            if match.end() <= at:
                at -= len(match.group()) - 1
    joint = row.rfind("&", 0, at)
    if joint >= 0 and compiled(r"&[.]{0,2}[crxsg]").match(row[joint:]):
        row, at = row[joint:], at - joint
    inside = row.rfind(",?", 0, at) >= 0 and "," not in row[row.rfind(",?", 0, at) + 2 : at]
    if inside:
        start = row.rfind(",?", 0, at)
        row, at = row[start:], at - start
    else:
        cut = compiled(r",|&[.~]{0,2}[dw]|&[ix]").search(row[at + 1 :])
        if cut and not _conditional(sentence, index, bounds):
            row = row[: at + 1 + cut.start()]
    if not compiled(r"[wNBdhxsfEigrce]").search(row):
        before = "".join("." if mute(sentence, place) else sentence.letters[place] for place in range(index))
        row, at = before + row[at:], index
    return row, at


def _conditional(sentence: Sentence, index: int, bounds: tuple[int, int]) -> bool:
    """Tell whether "if" or "unless" follows the rate, in the same breath."""
    for place in range(index + 1, bounds[1]):
        if sentence.row[place].text in _CONDITION:
            return "&" not in sentence.letters[index:place]
    return False


def mute(sentence: Sentence, place: int) -> bool:
    """Tell whether a cue doesn't speak of what is so: "existing", or an ending that is only asked for or offered."""
    token = sentence.row[place]
    if token.kind == "N":
        return token.text in _PLAIN
    if token.kind in "xs":
        if negated(sentence, place) or (
            token.text == "struck" and "L" in sentence.letters[max(0, place - 4) : place + 4]
        ):
            return True  # "has not lifted", "the deals that they struck"
        back = sentence.words(place - 9, place)
        if {"during", "for"} & set(back[-2:]):
            return True
        return bool(ASKED & set(back)) or "in return for" in back[-3:] or "in exchange for" in back[-3:]
    return False


_NOT = frozenset({"not", "t", "never", "without", "nor", "refused", "declined", "yet"})


def negated(sentence: Sentence, place: int) -> bool:
    """Tell whether an end is denied: "has not lifted", "refused to suspend"."""
    return sentence.texts[place] != "no longer" and not _NOT.isdisjoint(sentence.words(place - 3, place))


ASKED = frozenset(
    "asked ask asks wants want wanted urged urge urges calls called demanded demands seek seeks sought "
    "petitioned hopes hope "
    "hoped pressed pressing lobbied lobbying offer offered request requests requested plea pleas".split()
)
_CONDITION = frozenset({"if", "unless", "the moment"})
_PLAIN = frozenset({"existing", "current", "present", "since"})


def _near(own: str, kinds: str, at: int) -> int | None:
    """Return the place of the letter among ``kinds`` that stands nearest to ``at`` in ``own``, or None."""
    places = [place for place, letter in enumerate(own) if letter in kinds]
    return min(places, key=lambda place: abs(place - at), default=None)


def _kept(own: str, cue: int, at: int) -> bool:
    """Tell whether a word like "now" or "remains" stands between a cue and the rate, nearer to the rate."""
    still = _near(own, "N", at)
    return still is not None and abs(still - at) < abs(cue - at) and (still < at) == (cue < at)
