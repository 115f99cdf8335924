"""How far a tariff has come (threatened, announced, in force, suspended, removed): a learned choice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from bot.reading.tariffs.dates import MONTHS
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.status_rules import ASKED, NO_ACT, by_rules, negated
from bot.reading.tariffs.totals import Rate
from storage.records import TariffStatus

STATUSES: tuple[TariffStatus, ...] = ("threatened", "announced", "in_force", "suspended", "removed")
_CUES = "xshdwNBEigrceLHWfJ"
_CONDITION = frozenset(
    {
        "if",
        "unless",
        "the moment",
        "until",
        "once",
        "when",
        "not",
        "had",
        "has",
        "have",
        "was",
        "were",
        "is",
        "are",
        "said",
        "says",
        "wants",
        "called",
        "asked",
        "urged",
        "agreed",
        "still",
        "yet",
        "been",
        "already",
        "never",
        "no",
        "campaign",
        "plan",
        "draft",
        "bill",
        "proposal",
        "letter",
        "floated",
        "mused",
        "promised",
        "vowed",
        "hinted",
        "considering",
        "weighing",
        "ready",
        "list",
    }
)


def status_of(sentence: Sentence, rate: Rate, state: State, found: Collection[str]) -> tuple[TariffStatus, float]:
    """Return the status of the rate, and how likely the choice is, by what :func:`status_features` found."""
    at = sentence.row[rate.index].start
    chances = state.chooser.shared("status", sentence.span.start, at, STATUSES, found)
    best = max(range(len(STATUSES)), key=lambda k: chances[k])
    return STATUSES[best], chances[best]


def status_features(
    sentence: Sentence,
    rate: Rate,
    bounds: tuple[int, int],
    effective: dt.date | None,
    published: dt.date | None,
    state: State,
    decided: bool,
    kin: TariffStatus | None,
    basis: str | None,
) -> set[str]:
    """Return what speaks for one status or another. ``decided`` says that a deal or an order stands behind a "would";
    ``kin`` is the status of the rate before it in the sentence.
    """
    letters, row, index = sentence.letters, sentence.row, rate.index
    first, last = sentence.clause_bounds(index)
    told, sure = by_rules(sentence, index, bounds, effective, published, decided, kin)
    found = {"always", f"rules {told}", f"rules {told} {'sure' if sure else 'unsure'}"}
    if effective is None or published is None:
        found.add("undated")
    else:
        found.add("later" if effective > published else "today" if effective == published else "past")
    for place in range(first, last):
        token = row[place]
        where = "zone" if bounds[0] <= place < bounds[1] else "clause"
        side = "L" if place < index else "R"
        if side == "R" and "," in letters[index:place] and where == "zone":
            where = "beyond"
        if token.kind in "xs" and negated(sentence, place):
            found.add(f"{where} {side} not {token.kind}")
        elif token.kind in _CUES:
            near = abs(place - index) <= 4
            found.update((f"{where} {side} {token.kind}", f"{where} {side} {token.text}"))
            if near:
                found.add(f"near {side} {token.kind}")
        elif token.text in _CONDITION:
            found.add(f"{where} {side} {token.text}")
    for side, part in (("L", letters[bounds[0] : index]), ("R", letters[index + 1 : bounds[1]])):
        cues = [letter for letter in part if letter in _CUES]
        if cues:
            found.add(f"{side} nearest {cues[-1] if side == 'L' else cues[0]}")
            found.add(f"{side} pair {''.join(cues[-2:] if side == 'L' else cues[:2])}")
        else:
            found.add(f"{side} no cue")
    found.update(_vaguely(sentence, first, last, published))
    found.update(_in_context(sentence, rate, bounds, state, kin, published))
    for place, token in enumerate(row):
        if not first <= place < last and token.kind in "xshdwNBEL":
            found.add(f"elsewhere {token.kind}")
    words = {word for token in row for word in token.text.split()}
    found.update(f"sentence {word}" for word in ("if", "unless", "had", "said", "says") if word in words)
    if not NO_ACT.isdisjoint(sentence.texts):
        found.add("no act here")
    if ASKED & set(sentence.words(first, index)):
        found.add("asked")
    if state.no_act:
        found.add("no act")
    found.add("article " + _article(sentence.text, row[index].start))
    if kin is not None:
        found.add(f"kin {kin}")
    elif state.last_status is not None:
        found.add(f"before {state.last_status}")
    if state.ended is not None:
        found.update((f"ended {state.ended}", f"ended {state.ended} {'had' if 'had' in words else 'no had'}"))
    found.update(f"lead {letter}" for letter in state.lead if letter in "xshdwNBEgrci")
    if decided:
        found.add("decided")
    if state.deal:
        found.add("deal")
    found.update(f"title {letter}" for letter in state.title_letters if letter in "xshdwNBELgrci")
    found.add(f"basis {basis}")
    if rate.attributive:
        found.add("attributive")
    if rate.previous is not None:
        found.add("replaces")
    if rate.total:
        found.add("total")
    if rate.zero:
        found.add("zero")
    ends = sentence.text[max(sentence.span.start, sentence.span.end - 3) : sentence.span.end]
    if "?" in ends:
        found.add("question")
    return found


_OWN = frozenset("xshdwNBE")  # classes of words by which a rate's own words tell how far it has come


def _in_context(
    sentence: Sentence,
    rate: Rate,
    bounds: tuple[int, int],
    state: State,
    kin: TariffStatus | None,
    published: dt.date | None,
) -> set[str]:
    """Return what speaks for a status by more than one word: what is carried on where the rate's own words tell
    nothing, the verb of a sentence that begins with the rate, a verb in the present where a day to come was named.
    """
    letters, row, index = sentence.letters, sentence.row, rate.index
    found: set[str] = set()
    own = letters[bounds[0] : bounds[1]]
    if _OWN.isdisjoint(own):
        found.add(f"quiet {kin or state.last_status}")
        if not set("rcgei").isdisjoint(own):
            found.add(f"quiet, moved {kin or state.last_status}")
    if rate.attributive:
        found.add(f"attributive {_article(sentence.text, row[index].start)}")
    if index <= 3 and _OWN.isdisjoint(letters[:index]):
        cues = [letter for letter in letters[index:] if letter in _CUES]
        found.add(f"begins, ends {cues[-1] if cues else 'none'}")
    verb = next((at for at in range(index - 1, bounds[0] - 1, -1) if letters[at] in "ifrcge"), None)
    ahead = state.ahead
    tense = "none" if verb is None else _tense(row[verb].text)
    found.add(f"{tense} {'ahead' if ahead else 'not ahead'}")
    for step in (-3, -2, -1, 1, 2, 3):
        at = index + step
        # a name tells of one article, not of how far a tariff has come
        if 0 <= at < len(row) and letters[at] in ".T" and not sentence.text[row[at].start].isupper():
            found.add(f"word {'L' if step < 0 else 'R'} {row[index + step].text}")
    return found


def _tense(words: str) -> str:
    """Return a guess at the form of a verb phrase by the end of its first word."""
    verb = words.split()[0]
    if verb.endswith("ing"):
        return "going"
    if verb.endswith("s") and not verb.endswith("ss"):
        return "present"
    return "past" if verb.endswith("ed") else "plain"


def _vaguely(sentence: Sentence, first: int, last: int, published: dt.date | None) -> set[str]:
    """Return what the clause says of a time that is no day: "next year", "in March", "later"."""
    found: set[str] = set()
    for at, date in sentence.dates.items():
        if date.day is not None or not first <= at < last or published is None:
            continue
        words = sentence.texts[at].split()
        month = MONTHS.get(words[0].rstrip("."))
        year = next((int(word) for word in words if word.isdigit() and len(word) == 4), None)
        if month is None and year is None:
            found.add(f"vague {words[0]}")
            continue
        ahead = 12 * ((year or published.year) - published.year) + ((month or published.month) - published.month)
        if year is None and abs(ahead) > 6:
            ahead += -12 if ahead > 0 else 12  # the nearest such month
        if year is None and ahead > 0 and sentence.texts[at - 1 : at] == ["since"]:
            ahead -= 12
        found.add("month " + ("ahead" if ahead > 0 else "past" if ahead < 0 else "same"))
    return found


def _article(text: str, start: int) -> str:
    """Return the little word right before the rate ("a", "the", "its"), which the row of tokens leaves out."""
    match = re.search(
        r"\b(an?|the|its|their|his|another|any)\s+[“\"]?\Z", text[max(0, start - 12) : start], re.IGNORECASE
    )
    return match.group(1).lower() if match else "none"
