"""Sentences that tell of a rate as one that isn't charged yet, whatever else they say: ideas, steps, talk."""

from __future__ import annotations

import re

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|several|many|equal|annual|yearly|\d+)"
# An end of steps is reached at the last one; "in three stages" tells of the whole way.
_STEPS = re.compile(
    rf"\b(?:in|over|through) {_NUMBER} (?:equal |annual |yearly )?(?:steps|stages|phases|instal?ments|tranches|years)\b"
    r"|\b(?:gradually|step by step|stage by stage|phased (?:in|out|down)|phasing)\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:has|have|had|is|are|was|were)(?: not|n[’']t)(?: yet)? (?:been )?"
    r"(?:agreed|decided|adopted|approved|settled|final)\b"
    r"|\b(?:no|without any) (?:decision|agreement)\b|\bbut (?:that|the|this) (?:idea|proposal|plan)\b"
    r"|\b(?:spoke|talked|talk|dream(?:ed|s)?|muse[sd]?) of\b"
    r"|\b(?:considering|mulling|pondering|thinking (?:about|of)|toying with|weighing(?: up)?)\s+(?:\S+\s+){0,5}?\d"
    # what somebody wants, or has offered, or what a court has stopped, up to the rate
    r"|\b(?:wants?|wanted|(?:call|ask|push|lobby|lobbie)(?:s|ed|d|es|ing)? for|demand(?:s|ed|ing)?|urg(?:es?|ed|ing)"
    r"|seeks?|sought|should|ought to|offer(?:s|ed|ing)? to|blocked|blocks|halted|quashed|annulled|overturned"
    r"|struck down|invalidated|voided)\s+(?:[^\s,;]+\s+){0,8}?(?:\d|zero\b)"
    r"|\b(?:economists|analysts|researchers|scenario)\b(?:\s+[^\s,;]+){0,6}?\s+"
    r"(?:model(?:l?ed|l?ing|s)?|simulat(?:es?|ed|ing)|assum(?:es?|ed|ing)|imagin(?:es?|ed|ing))\s+(?:[^\s,;]+\s+){0,4}?\d"
    # what somebody turned down or only feared, up to the rate
    r"|\b(?:reject(?:s|ed|ing)?|veto(?:es|ed|ing)?|vot(?:es|ed) (?:down|against)|turn(?:s|ed|ing)? down|thr[eo]ws? out"
    r"|fear(?:s|ed|ing)?|dread(?:s|ed|ing)?|brac(?:es|ed|ing) for)\s+"
    r"(?:(?!and\b|but\b)[^\s,;]+\s+){0,8}?\d[\d.,]*\s?(?:%|per\s?cent)"
    # "..., which was lifted a year later"
    r"|\b(?:which|that|before|until) (?:it |they )?(?:was|were|has been|have been|being) (?:later |since |then )?"
    r"(?:lifted|scrapped|removed|dropped|suspended|repealed|withdrawn|abolished)\b",
    re.IGNORECASE,
)
# For words as the reader cuts them: in lower case, without articles, "isn't" as "isn t".
_CHARGE = r"(?:charg|impos|lev[yi]|appl[yi]|put|collect|introduc|fac|pay|paid|plan)(?:e|ed|es|s|ing|ning|ned)?"
_NOT = r"(?:(?:do|does|did|will|has|have|had|is|are|was|were)(?: not| never|n t)|won t|never)"
_DENIED = re.compile(
    rf"\b{_NOT}(?: yet)? {_CHARGE}\b"
    rf"|\b(?:refus|declin)(?:es?|ed|ing) to {_CHARGE}\b|\bstop(?:s|ped)? short of\b|\b(?:decid|opt|vot)ed against\b"
    r"|\b(?:abandon|drop|shelv|withdr|scrap|reject|veto)[a-z]* (?:\S+ ){0,3}?(?:plans?|proposals?|idea|threats?|bid)\b"
    rf"|\bif (?:\S+ ){{1,4}}?(?:charged|imposed|levied|introduced|applied)\b"
)
_NOT_TO = re.compile(rf"\b{_NOT} (?:rais|lift|increas|hik|cut|lower|reduc|doubl)[a-z]* (?:\S+ ){{0,6}}to\Z")
_NO = re.compile(r"\b(?:no|not|rather than)\Z")
# What comes after one of these isn't what the verb before it denies.
_TURNED = re.compile(r"\b(?:but|only|instead|though|while|although)\b")
_WOULD_HAVE = re.compile(r"\b(?:would|could|might)(?: have| ve)\b")
_FORMER = re.compile(
    r"\b(?:once|previously|formerly|initially|originally)(?: [a-z]+){0,2}?(?: as high as| up to| at)?\Z"
)
_NEVER_OR_ONCE = re.compile(r"\b(?:briefly|peak(?:ed|ing)|avoid(?:ed|s|ing)?|averted|dodged|escaped)(?: [a-z]+){0,5}\Z")
_PAID = re.compile(r"\b(?:paid|faced|charged|bore)(?: [a-z]+){0,4}\Z")
_HAD_PAID = re.compile(r"\bhad (?:[a-z]+ ){0,2}?(?:paid|faced|borne|carried|attracted|cost)\b")
_A_WHILE = re.compile(r"(?:[a-z]+ ){0,5}?for (?:\w+ ){0,2}?(?:weeks|months|years)\b(?! from)")
_WAS = re.compile(r"\b(?:was|were|stood at|had been)(?: at| up to)?\Z")
_BEFORE = re.compile(r"(?:before|until|till|prior to|and is|but is|and are|but are|and now|but now)\b")
_REFUTED = re.compile(
    r"\bno such (?:\w+ )?(?:tariff|dut|lev|tax|measure|plan|rate|surcharge)"
    r"|\b(?:fake|forged|doctored|fabricated|hoax|bogus|spoof|parody|satirical)\b"
    # talk that nobody stands behind
    r"|\b(?:none|neither|nothing|not one)(?: of (?:them|these|those))? (?:has|have|had|is|was|were)(?: yet)?"
    r"(?: been)? (?:confirmed|verified|official|agreed|decided)\b"
    r"|\b(?:some|people) (?:in|at|on|around|of) [^,.;]{1,40} (?:say|said|claim|whisper)\b"
    r"|\b(?:reports?|claims?|stories|rumou?rs?|suggestions?|news) (?:of|that)\b[^.;]*\b(?:was|were|is|are) (?:\w+ )?"
    r"(?:false|untrue|wrong|incorrect|baseless|unfounded|invented|not true)\b"
    r"|\b(?:wrongly|falsely|mistakenly|incorrectly) (?:claim|report|stat|said|say|suggest|announc)"
    # "Had Peru lifted it, mills would have closed"
    r"|(?-i:\bHad )[^.;]*, [^.;]*\b(?:would|could|might)\b"
    r"|\b(?:unconfirmed|rumou?red|rumou?rs?|not(?: yet)? been confirmed|n[’']t(?: yet)? been confirmed)\b",
    re.IGNORECASE,
)

# A free entry that is over, or may be, by the words of its clause.
_FREE_BEFORE = re.compile(
    r"\b(?:had|until|till|so far|hitherto|terminat(?:ed|es|ing)|lost|loses?|ended|ends|revoked|used to|no longer)\b"
)
_ONCE = re.compile(
    r"\buntil\b.*\b(?:paid|faced|charged|was|were)\b|\bused to\b"
    r"|\bhad (?:\w+ )?(?:threatened|planned|proposed|mooted|floated)\b"
)
_AS_THREATENED = re.compile(r"(?:\S+ ){0,3}had (?:\w+ )?(?:threatened|planned|proposed|mooted|floated|announced)\b")


# An end to come.
_ENDS_LATER = re.compile(
    r"\b(?:due|set|scheduled|expected|meant|supposed) to "
    r"(?:be \w+ed|be withdrawn|end|expire|lapse|fall away|disappear|go)\b",
    re.IGNORECASE,
)


def passed(left: str, right: str, free: bool) -> bool:
    """Tell whether a rate is told of as one that was, that was only to be, that might have been, or that isn't
    charged. ``left`` and ``right`` are the words of its clause before and after it, in lower case; ``free`` says that
    it is a rate of nothing.
    """
    if free and (_FREE_BEFORE.search(left) or _FREE_BEFORE.search(right)):
        return True
    denied = _DENIED.search(left)
    if denied is not None and _TURNED.search(left, denied.end()) is None:
        return True
    if _NOT_TO.search(left) or _NO.search(left):
        return True
    if _WOULD_HAVE.search(left) or _FORMER.search(left) or (_WAS.search(left) and _BEFORE.match(right)):
        return True
    if _NEVER_OR_ONCE.search(left) or (_PAID.search(left) and _A_WHILE.match(right)):
        return True
    if _HAD_PAID.search(left) and "since" not in right:
        return True
    return _ONCE.search(left) is not None or _AS_THREATENED.match(right) is not None


def refuted(sentence: str) -> bool:
    """Tell whether a sentence calls what it tells of forged or mere rumour, or says that there is no such thing."""
    return _REFUTED.search(sentence) is not None


def unsettled(sentence: str) -> bool:
    """Tell whether a rate that is said to be charged stands in a sentence that tells of steps or of mere ideas."""
    return _STEPS.search(sentence) is not None or _UNDECIDED.search(sentence) is not None


def ends_later(sentence: str) -> bool:
    """Tell whether a sentence tells of an end that is still to come."""
    return _ENDS_LATER.search(sentence) is not None
