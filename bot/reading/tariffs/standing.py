"""Wordings that settle by themselves how far a tariff has come: that it goes on, or that it is no longer charged."""

from __future__ import annotations

import re

from bot.reading.tariffs.lexicon import DATE
from bot.reading.tariffs.sentence import Sentence
from storage.records import TariffStatus

_ON = (
    r"(?:goes on|go on|going on|remains?|remaining|stays?|staying|continues?|continuing|keeps?|keeping|persists?"
    r"|still appl(?:y|ies)|(?:is|are|was|were) to (?:remain|stay|continue)|will (?:remain|stay|continue))"
)
_LEVIED = (
    r"(?:pay(?:s|ing)?|charge[sd]?|charging|fac(?:es?|ing)|lev(?:y|ies|ied|ying)|attracts?|attracting|bears?|bearing"
    r"|carr(?:y|ies|ying)|collect(?:s|ed|ing)?|tax(?:es|ed|ing)?|subject to|dutiable|stands? at)"
)
# "cars go on paying 25%", "wine remains subject to 10%"
_ON_BEFORE = re.compile(
    rf"\b{_ON}(?: (?:on|to|at|be|under|in (?:place|force|effect)|{_LEVIED})){{1,4}}"
    r"(?: (?:up|extra|additional|about|dut(?:y|ies)|tariffs?|levy|levies|rate|of)){0,3}\Z"
)
# Words between the rate and the verb whose subject it is: none that begins another clause.
_OTHER = "who|which|that|will|would|could|may|might|and|but|than|he|she|it|they|while|so|though"
_NOUN_PHRASE = rf"(?:, |(?!(?:{_OTHER}) )[a-z]+ ){{0,11}}?"
# "the 25% tariff goes on", "the 10% on wine, imposed in April, is to remain"
_ON_BEHIND = re.compile(
    rf"{_NOUN_PHRASE}{_ON}\b(?! (?:suspended|on hold|paused|frozen|unclear|open|possible|undecided|pending|to "
    r"|promising|threatening|a threat|threat|off|out))"
)
_SPARED = re.compile(
    rf"\b(?:no longer|let off|rid of|(?:freed|excused|relieved) (?:from|of)|released from)(?: (?:be|being|to))?"
    rf"(?: {_LEVIED})?(?: (?:extra|additional|whole|full|old|up|to)){{0,2}}\Z"
)
_GONE_BEHIND = re.compile(
    rf"{_NOUN_PHRASE}(?:disappears?|vanish(?:es|ed)?|(?:goes?|went|is|are) (?:away|gone|altogether)|falls? away"
    r"|fell away|ceased? to be (?:collected|charged|levied)|lapsed|expired"
    r"|(?:is|are|was|were) (?:to be |being )?(?:lifted|scrapped|abolished|removed|dropped|repealed|withdrawn"
    r"|cancelled))\b"
)
_OPEN = re.compile(
    r"\b(?:if|unless|would|could|may|might|can|not|t|asked?|wants?|wanted|urged?|unclear|whether|suspend\w*|paus\w+)\b"
)


# Without one of these no wording is worth looking for.
_ANY = re.compile(
    r"\b(?:go(?:es|ing)? on|remain|stay|continu|keep|persist|still|no longer|let off|rid of|freed|excused|relieved"
    r"|released|disappear|vanish|away|gone|altogether|ceased?\b|lapsed|expired|lifted|scrapped|abolished|removed|dropped"
    r"|repealed|withdrawn|cancelled)"
)


def told_by_wording(sentence: Sentence, index: int) -> TariffStatus | None:
    """Return "in_force" where the words around the rate at ``index`` say that it goes on, "removed" where they say that
    it is no longer charged, None where they say neither or only what may be.
    """
    first, last = sentence.clause_bounds(index)
    if _ANY.search(" ".join(sentence.words(first, last))) is None:
        return None
    # "since May" is not what may be
    words = ["day" if sentence.letters[at] == DATE else sentence.texts[at] for at in range(first, last)]
    left, right = " ".join(words[: index - first]), " ".join(words[index + 1 - first :])
    if _OPEN.search(left) or _OPEN.search(right):
        return None
    if _ON_BEFORE.search(left) or _ON_BEHIND.match(right):
        return "in_force"
    if _SPARED.search(left) or _GONE_BEHIND.match(right):
        return "removed"
    return None
