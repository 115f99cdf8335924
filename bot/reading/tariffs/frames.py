"""The verb that governs a rate, and who or what is its subject: the grammar of the rate's clause, by its letters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.roles import ABBREVIATED
from bot.reading.tariffs.sentence import Sentence

_KINDS = {
    "i": "imposes", "W": "imposes", "r": "changes", "c": "changes", "x": "ends", "s": "ends", "h": "threatens",
    "E": "decides", "f": "pays", "B": "begins", "u": "moves", "v": "moves", "e": "moves", "g": "moves",
}  # fmt: skip
_BE = frozenset("was were is are be been being get got gets".split())
_CHARGING = frozenset({"place", "official", "relative", "agent", "owner"})
_PAYING = frozenset({"pays", "moves", "imposes passive", "changes passive"})
_PREPOSITIONS = frozenset("nofFtIjayp")
_PREPOSITION_WORDS = frozenset("from under through via within between over without like including".split())
_ADVERBS = frozenset(
    """has have had also not said never then still just even only again instead did does do been being be was were is
    are immediately once soon later first ever further so yet too""".split()
)
_PERSONS = frozenset({"he", "she"})
_DESCRIBED = frozenset(
    """country nation kingdom republic island bloc principality neighbour neighbor state union economy government
    capital""".split()
)
_OFFICIALS = frozenset(
    """ministry ministries minister ministers cabinet parliament senate senators lawmakers officials official customs
    commission council authorities authority regulators regulator investigators agency treasury president premier
    chancellor legislators deputies mps commerce department""".split()
)
_PUT = frozenset("put set hit levied charged taxed fixed assessed confirmed".split())
_WHOSE = re.compile(r"C'?[.]{0,2}\Z")  # "Peru's trade ministry"
_REACH = 30  # tokens looked back for the subject


@dataclass(frozen=True, slots=True)
class Frame:
    """The clause of a rate: ``verb`` what its verb does ("imposes", "pays", "moves" and so on; "none"), ``head`` what
    its subject is ("place", "goods", "tariff", "rate", "official", "other", "none"), ``code`` the place that is that
    subject or whose it is, ``pronoun`` whether a pronoun or a description stands for it.
    """

    verb: str
    head: str
    code: str | None
    pronoun: bool

    @property
    def charges(self) -> bool:
        """Whether ``code`` is the one who imposes."""
        return self.head in _CHARGING and self.verb in {"imposes", "changes", "ends", "threatens"}

    @property
    def pays(self) -> bool:
        """Whether ``code`` is the one whose goods pay."""
        return self.head == "goods" or (self.head in {"place", "relative"} and self.verb in _PAYING)

    @property
    def name(self) -> str:
        """Return the frame without its place, as part of a feature's name."""
        return f"{self.head}{' ~' if self.pronoun else ''} {self.verb}"


_NOTHING = Frame("none", "none", None, False)


def frame_of(sentence: Sentence, index: int) -> Frame:
    """Return the frame of the rate at token ``index``."""
    first = sentence.clause_bounds(index)[0]
    if (told := _told(sentence, index)) is not None:
        return told
    at = _verb(sentence, index, first)
    if at is None:
        return _NOTHING
    verb = _KINDS.get(sentence.letters[at], "changes")
    between = sentence.letters[at + 1 : index]
    if "J" in between or ("," in between and sentence.letters[max(0, at - 1) : at] == "?"):
        return _NOTHING  # the rate is what the act answers, or stands behind a relative clause
    if verb in {"imposes", "changes", "ends", "decides"} and _passive(sentence, at):
        verb += " passive"
    elif verb == "pays" and sentence.texts[at].startswith(("let in", "admit")) and not _passive(sentence, at):
        verb = "imposes"
    if verb == "pays" and any(
        sentence.letters[k] == "Q"
        and not _ANYBODY.isdisjoint(sentence.texts[k].split())
        and "," not in sentence.letters[k:at]
        and _DESCRIBED.isdisjoint(sentence.texts[k + 1 : at])
        for k in range(first, at)
    ):
        return Frame(verb, "all", None, False)  # "any country that buys from Peru will pay"
    if (other := _elliptic(sentence, at, index)) is not None:
        return Frame(verb, "place", other, False)
    found = _subject(sentence, at, first, verb)
    compared = _MORE.search(sentence.letters, at, index) is not None
    if found.code is not None and found.pays and (compared or "Q" in sentence.letters[first:at]):
        return replace(found, code=None)
    return found


_MORE = re.compile(r"[AJW]")  # another rate, or what is compared with
_RELATIVE = re.compile(
    r"(?:I[TR])?[.zTRbO]{0,3}(?:n[.=~]{0,2}[GPKC,&.]{0,9}|[pF][C,&G]{1,7})?,?[?]"
    r"(?:(C)|[.~]{0,2}(C)[.bO]{0,2}[KG])[.NwdDBtEp,]{0,4}?([ircxsf])"
)
_BARE_RELATIVE = re.compile(r"[.zbO]{0,2}[TR](?:n[.=]{0,2}[GPKC,&.]{0,9})?(~)[.NwdBt]{0,3}([ircx])")
_AGENT = re.compile(r"[^A;|:?]{0,12}[ircxhsE]y(C)")
_OWNER_AFTER = re.compile(r"[.zbO]{0,1}(C)[.bOR]?T")
_OWNER_BEFORE = re.compile(r"(C)[.bO]?T[.]?o?[.zU]{0,2}\Z")


def _told(sentence: Sentence, index: int) -> Frame | None:
    """Return the frame that the words next to the rate give: "the 25% that Peru imposed", "the 25% tariff it puts on
    tin", "25% tariffs ordered by Peru", "Peruvian tariffs of 25%", "a 25% Peruvian tariff".
    """
    letters, places = sentence.letters, sentence.places
    if (found := _RELATIVE.match(letters, index + 1)) is not None:
        place = places[found.start(1 if found[1] else 2)].code
        return Frame("pays" if found[3] == "f" else "imposes", "relative", place, False)
    if (found := _BARE_RELATIVE.match(letters, index + 1)) is not None:
        return Frame("imposes", "relative", _antecedent(sentence, index, False), False)
    if (found := _AGENT.match(letters, index + 1)) is not None:
        return Frame("imposes", "agent", places[found.start(1)].code, False)
    for found in (_OWNER_AFTER.match(letters, index + 1), _OWNER_BEFORE.search(letters, 0, index)):
        if found is not None:
            owner = places[found.start(1)]
            if owner.kind == "demonym" or sentence.texts[found.start(1)] in ABBREVIATED:
                return Frame("imposes", "owner", owner.code, False)
    return None


_NEXT = re.compile(r"A[^AC]*?[,;&]{1,2}[.,]{0,2}(C)(?:[GPK,&C]|['][.GPK]{0,2})*[,DNzUOjFa]{0,5}\Z")


def _elliptic(sentence: Sentence, at: int, index: int) -> str | None:
    """Return the place that shares the verb at ``at`` with the rate before: "Kenya pays 20% and Ghana 15%"."""
    before = sentence.letters.rfind("A", at, index)
    found = _NEXT.match(sentence.letters, before, index) if before >= 0 else None
    return sentence.places[found.start(1)].code if found else None


def _verb(sentence: Sentence, index: int, first: int) -> int | None:
    letters = sentence.letters
    for at in range(index - 1, max(first, index - _REACH) - 1, -1):
        text = sentence.texts[at]
        if text in _BRINGS and _OWN_TARIFF.match(letters, at + 1) and sentence.texts[at + 1] in {"its", "their"}:
            return at
        if text in _BRINGS and sentence.texts[at + 1] == "what":
            return at  # "will bring what wine pays down to 8%"
        if letters[at] not in _KINDS:
            continue
        before = letters[at - 1] if at > first else ""
        if letters[at] == "f" and "what" in sentence.texts[max(first, at - 4) : at]:
            continue
        if letters[at + 1] in ",&" and letters[at] == "f":
            return None  # "the 10% that Peru paid and the 15%"
        if text in _HOLDS and not _HELD.match(letters, at + 1):
            continue  # "has a list ready"
        modifier = letters[at + 1] in "TRGP" and (before in _KINDS or before in _PREPOSITIONS) and text.endswith("ed")
        noun = letters[at] in "hEW" and before in _PREPOSITIONS | {"'", "~"}
        if not modifier and not noun:
            return at
    return None


_ANYBODY = frozenset("country countries nation nations partner partners everyone everybody comers suppliers".split())
_BRINGS = frozenset(
    """bring brings brought bringing keep keeps kept keeping leave leaves left leaving hold holds held holding let lets
    take takes taken took""".split()
)
_OWN_TARIFF = re.compile(r"~[.bNO]{0,2}[TR]")
_HOLDS = frozenset({"has a", "have a", "had a", "has had", "have had", "get", "see", "saw"})
_HELD = re.compile(r"[.zUO]{0,3}[ATR]")


def _passive(sentence: Sentence, at: int) -> bool:
    if sentence.texts[at].endswith("ing"):
        return False
    if sentence.letters[at - 1 : at] == "," and sentence.texts[at] in _PUT:
        return True  # "Peru, put at 25%"
    return not _BE.isdisjoint(sentence.words(at - 2, at))


def _subject(sentence: Sentence, verb_at: int, first: int, verb: str) -> Frame:
    letters, texts, places = sentence.letters, sentence.texts, sentence.places
    at, behind = verb_at - 1, None  # behind: the place of a phrase passed over ("goods from Peru")
    stop = max(0, verb_at - _REACH)
    unknown = 0
    while at >= stop:
        kind, text = letters[at], texts[at]
        if kind in ";:|" or (at < first and kind == "&"):
            break
        if kind in ",&" and unknown > 1:
            break
        if kind == ",":
            opening = letters.rfind(",", max(stop, at - 14), at)
            if opening >= 0 and "A" not in letters[opening:at]:
                at = opening - 1  # an aside
                continue
            at -= 1
            continue
        if kind == "?" and compiled(r"C,?\Z").search(letters[:at]):
            owner = letters.rfind("C", 0, at)  # "an accord with Peru, which will charge"
            return Frame(verb, "place", places[owner].code, False)
        if kind == "&":
            earlier = next((k for k in range(at - 1, stop - 1, -1) if letters[k] in "ircxsfEwd"), None)
            if earlier is not None and letters[at + 1] not in "CGPKT~":
                at = earlier - 1  # "Peru will follow Chile and charge"
                continue
            at -= 1
            continue
        if kind == "C":
            start = _group(letters, at)
            if _prepositional(sentence, start):
                behind = places[at].code
                at = start - 2
                continue
            generic = (
                places[at].kind == "actor" and sentence.text[places[at].start : places[at].end].split()[-1].islower()
            )
            return Frame(verb, "place", None if generic else places[at].code, False)
        if kind in "GPKTRA":
            if _prepositional(sentence, at):
                at -= 2
                continue
            head = "goods" if kind in "GPK" else "tariff" if kind in "TR" else "rate"
            return _owned(sentence, at, head, behind, verb)
        if kind == "~" or text in _PERSONS:
            if _prepositional(sentence, at):
                at -= 2
                continue
            return Frame(verb, "place", _antecedent(sentence, at, text in _PERSONS), True)
        if text in _DESCRIBED:
            if _prepositional(sentence, at):
                at -= 2
                continue
            return _described(sentence, at, verb)
        if text in _OFFICIALS:
            whose = _WHOSE.search(letters, max(0, at - 4), at)
            return Frame(verb, "official", places[whose.start()].code if whose else behind, False)
        if kind == "M":
            return Frame(verb, "other", None, False)
        unknown += kind == "." and not (text in _ADVERBS or text.endswith("ly"))
        at -= 1
    return Frame(verb, "none", None, False)


def _group(letters: str, at: int) -> int:
    """Return where the list of places that ends at ``at`` begins."""
    start = at
    while start > 1 and letters[start - 1] in ",&" and "C" in letters[max(0, start - 3) : start - 1]:
        start = letters.rfind("C", 0, start)
    while start > 0 and letters[start - 1] == "=":
        start -= 1
    return start


def _prepositional(sentence: Sentence, at: int) -> bool:
    if at == 0 or sentence.texts[at - 1] == "as":
        return False  # "mills rejoice as Peru agrees to drop"
    return sentence.letters[at - 1] in _PREPOSITIONS or sentence.texts[at - 1] in _PREPOSITION_WORDS


def _owned(sentence: Sentence, at: int, head: str, behind: str | None, verb: str) -> Frame:
    """Return the frame whose subject is the noun at ``at``, with the place whose it is."""
    letters = sentence.letters
    start = at
    while start > 0 and letters[start - 1] in "GPKTRbOz." and at - start < 4:
        start -= 1
    if start > 0 and letters[start - 1] == "C":
        return Frame(verb, head, sentence.places[start - 1].code, False)
    if start > 1 and letters[start - 2 : start] == "C'":
        return Frame(verb, head, sentence.places[start - 2].code, False)
    if start > 0 and sentence.texts[start - 1] in {"its", "their"}:
        return Frame(verb, head, _antecedent(sentence, start - 1, False), True)
    return Frame(verb, head, behind, False)


def _described(sentence: Sentence, at: int, verb: str) -> Frame:
    letters = sentence.letters
    found = compiled(r"C,[.]{0,2}\Z").search(letters[max(0, at - 4) : at])
    if found is not None:  # "Peru, a country that"
        return Frame(verb, "place", sentence.places[max(0, at - 4) + found.start()].code, False)
    return Frame(verb, "place", _antecedent(sentence, at, False), True)


def _antecedent(sentence: Sentence, at: int, person: bool) -> str | None:
    """Return the place before ``at`` that a pronoun there may stand for: the nearest one that is a subject."""
    letters = sentence.letters
    for index in sorted((place for place in sentence.places if place < at), reverse=True):
        if person and sentence.places[index].kind != "actor":
            continue
        if letters[index + 1] in "GPKT'" or _prepositional(sentence, _group(letters, index)):
            continue
        return sentence.places[index].code
    return None
