"""What kind of answer a question wants, and whether a sentence gives one: a number of what, a day, an age."""

from __future__ import annotations

import re
from typing import Literal

Asked = Literal["age", "number", "date", "person", "reason", "place", "manner", "truth"]
Measure = Literal["money", "extent", "count", "share", "score"]
"""In what a number must be told: money, a time or length ("how long"), what is counted ("how many"),
a share of a hundred ("what interest rate"), the result of a match."""

NO_FIGURE = 0.4
"""What a sentence without such a figure counts where a number is asked for: it leads to one, but is no answer."""

_NUMBER = re.compile(
    r"\bhow (?:much|many|big|large|high|long|old|far|fast|often)\b"
    r"|\b(?:what|which)(?:'?s| is| was| are| were)? (?:the )?(?:\w+ )?(?:share|price|rate|number|percentage|output"
    r"|capacity|attendance|turnout|growth|size|value|cost|total|amount|yield|budget|crowd|sum|distance|length|height|weight|score)\b",
    re.I,
)
# The word after "how" or "which" tells what is asked, and is not itself looked for.
AMOUNT = re.compile(
    r"\bhow (?:much|many|big|large|high|long|old|far|fast|often|soon)\b(?: an?\b)?"
    r"|\b(?:what|which) (?:date|day|year|month)\b",
    re.I,
)
_AGE = re.compile(r"\bhow old\b|\bwhat age\b|\bwhat(?:'?s| is) (?:the|his|her|their) age\b", re.I)
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must|might|may)(?:n['’]?t)?\b"
# "When" asks where it begins the question or its clause; "the score when they met" has a time of its own.
_DATE = re.compile(
    rf"^\W*(?:\w+\W+){{0,2}}when(?:['’]?s)?\b|\bwhen(?:['’]s| {_AUXILIARY})|[,;.:?!-] when\b"
    r"|\b(?:and|know|me|since|until|till|from|exactly|just|wonder|wondering|remember|ask|find out) when\b"
    r"|\b(?:what|which) (?:date|day|time|year)\b|\bhow soon\b|\bdeadline\b|\bwhen\W*$",
    re.I,
)
_WHETHER = re.compile(rf"^\W*(?:(?:so|and|but|or|hey|hi|ok|okay|sir|well|also)\W+)*{_AUXILIARY}", re.I)
_WHERE = re.compile(r"\bwhere(?:['’]?s)?\b", re.I)
_HOW = re.compile(rf"\bhow (?:exactly |on earth )?{_AUXILIARY}", re.I)
_WHY = re.compile(r"\b(?:why|how come|what for|what (?:was|is) the reason|for (?:what|which) reason)\b", re.I)
# What tells a reason: "because of the rain", "after talks failed", "to save money"; no "since 2022", no "after two".
_REASON = re.compile(
    r"\b(?:because|(?:since|after|following|over) (?!\d|(?:last|next|one|two|three|four|five|six|that|then|noon"
    r"|midnight|the (?:first|last|next)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may"
    r"|june|july|august|september|october|november|december)\b)|due to|owing to|thanks to|amid|so (?:that|as)"
    r"|in (?:order|protest|response|return|reply|revenge|retaliation)|for (?:fear|lack|want) of|would not|could not"
    r"|reasons?|caus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|prompt(?:s|ed)|led to|explain(?:s|ed)|cit(?:es|ed|ing)"
    r"|argu(?:es|ed|ing)|to (?:save|avoid|stop|prevent|protect|make|help|keep|cut|raise|fund|pay|get|let|allow|ensure"
    r"|meet|show|fight|curb|ease|boost|free|win|punish|press|force|give))\b",
    re.I,
)
_WHO = re.compile(r"\bwho(?:'?s|m)?\b", re.I)
# "Who paid for the drill": what whoever is asked for did. A deed told in many other ways, or by
# a role, is no certain sign.
_DEED = re.compile(
    r"^\W*(?:(?:so|and|but|or|hey|hi|ok|okay|lol|bruh|well|also|then)\W+)*who(?:['’]?s)?\s+"
    r"(?:(?:is|are|was|were|will|would|has|have|had|did|exactly|actually|really|first|all|else|even)\s+)*"
    r"(?!(?:won|wins?|beat|lost|lead|leads|led|runs?|ran|running|heads?|owns?|made|makes|wrote|writes|says?|said|told|calls?|called"
    r"|gets?|got|getting|wants?|does|do|took|takes?|taking|gave|gives?|been|being|said|thinks?|plays?|played|became|becomes?"
    r"|holds?|held|sells?|the|an?|in|on|at|of|for|from|behind|against|with|there|this|that|these|those|not|no|my|his|her"
    r"|their|our|its|to|by|and|or|is|was|has)\b)"
    r"([a-z]+(?:ed|s|ing)|paid|built|drew|found|bought|brought|chose|stole|taught|sent)\b",
    re.I,
)
# "Who is the architect of the new depot": what whoever is asked for is, and of what. Of a boss there are other words.
_BEING = re.compile(
    r"\bwho(?:['’]?s| is| was| are| were) (?:(?:the|their|its|his|her|our|a|an|new|old|current|present|former|first"
    r"|next|\w+['’]s)\s+)*(?!(?:man|men|woman|women|lady|guy|girl|boy|person|people|one|ones|boss|head|chief|leader|name"
    r"|member|official|someone|somebody)\b)([a-z]+) (?:of|for|to|behind)"
    r" (?:[a-z]+ ){0,4}?([a-z]+)(?=[?!.\s]*$|,| (?:in|on|at|of|for|from|to|by|that|which|who|when|now)\b)",
    re.I,
)
# "What duty does Peru charge on steel": on what, without which an article has no answer.
_GOODS = re.compile(
    r"\b(?:duty|duties|tariffs?|levy|levies)\b.{0,60}?\bon (?:(?!from|in|to|by|and|or)[a-z]+ ){0,3}?"
    r"([a-z]+)(?=[?!.\s]*$|,| (?:from|in|to|by|if|when|now|starts?|begins?|appl(?:y|ies)|ends?|lasts?|takes?|comes?"
    r"|kicks?|goe?s?|be|being|rises?|falls?|changes?)\b)",
    re.I,
)
# "How much did the pool's petition cost": what has the price is the last word before the verb.
_PRICED = re.compile(
    r"\bhow (?:much|many \w+) (?:did|do|does|will|would|is|are|was|were|has|have|had)\b.{0,60}?\b([a-z]{3,})"
    r"(?: (?:going to|expected to|be|set to|said to|have|really|all))* (?:costs?|costing|worth|valued|priced)\b"
    r"|\b(?:price|cost|value) of (?:[a-z-]+ ){0,3}?([a-z]{3,})"
    r"(?=[?!.\s]*$| (?:for|of|in|on|at|to|from)\b)",
    re.I,
)
_HOW_MUCH = re.compile(r"\b(?:how (?:much|many)|what(?:'?s| is| was| did| does| do| are| were)?|which)\b", re.I)
_MONEY = re.compile(
    r"\b(?:dollars?|rupees?|euros?|pounds?|yuan|money|cash|costs?|priced|worth|spen[dt]|fees?|budget"
    r"|prices?(?! (?:rise|rose|fall|fell|go|went|drop|climb|jump)))\b",
    re.I,
)
_PAID = re.compile(
    r"\bhow much (?:did|does|do|was|were|is|are|has|had|will)\b.{0,60}\b(?:paid|pays?|earn(?:s|ed)?)\b", re.I
)
_RATE = re.compile(
    r"\b(?:what|which)\b(?:'?s| is| was| are| were)?(?: the| a)?"
    r"(?: (?:interest|inflation|growth|jobless|unemployment|lending|borrowing|mortgage|policy|repo|coupon|duty|tax)"
    r" rate"
    r"|(?: \w+)? percentage|(?: \w+)? per ?cent(?:age)?)\b",
    re.I,
)
_SCORE = re.compile(r"\b(?:what|which)\b(?:'?s| is| was| were)?(?: the| a)?(?: \w+)? (?:score|result)\b", re.I)
_HOW_MANY = re.compile(r"\bhow many\b(?! (?:people|persons?|men|women|folks|of)\b)", re.I)
_HOW_LONG = re.compile(r"\bhow long\b", re.I)

_FIGURE = re.compile(
    r"\d[\d.,]*|\b(?:half|third|quarter|dozen|hundred|thousand|million|billion)s?\b|\b[a-z]+(?: per cent| percent)\b",
    re.I,
)
_NUMBER_WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|twice|double)"
)
_NUMBER_WORD = re.compile(rf"\b{_NUMBER_WORDS}\b", re.I)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(
    rf"\b{_MONTH}\.? \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}\b|\b(?:19|20)\d\d\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    rf"|\b(?:next|this|last|in|until|till|by) (?:week|month|year|{_MONTH})\b",
    re.I,
)
# A day told from another one, or but roughly: "a day after", "the second week of April", "in the spring".
_ROUGHLY = re.compile(
    rf"\b(?:the|that|same) (?:next |previous )?(?:day|week|month|night|evening|morning)\b|\ba (?:day|week|month|year)\b"
    r"|\b(?:week|end|start|beginning|middle|half|part|days|course|month) of (?:the )?"
    rf"(?:{_MONTH}|year|month|week|season)\b"
    rf"|\b(?:early|late|mid|end|start|from|since)[- ](?:of )?{_MONTH}\b"
    r"|\b(?:in|within|after|for) (?:\d+|a|an|\w+) (?:days?|weeks?|fortnight|months?|years?)\b"
    r"|\b(?:days?|weeks?|months?|years?|hours?) (?:after|before|ago|later|earlier|from)\b"
    r"|\b(?:yesterday|today|tonight|tomorrow)\b"
    r"|\b(?:this|next|last|in|by|until) (?:the )?(?:spring|summer|autumn|winter)\b",
    re.I,
)
_YEARS = re.compile(
    r"\b\d{1,3}[- ]years?[- ]old\b|\baged? (?:of )?\d|, \d{1,3},|\bturn(?:s|ed|ing)? \d\d|\byears old\b"
    r"|\bborn in (?:19|20)\d\d\b"
    r"|\b(?:built|founded|opened|made|dating|dates|since|from) (?:back to |in )?(?:1\d|20)\d\d\b"
    r"|\bis [a-z]+-(?:one|two|three|four|five|six|seven|eight|nine)\b",
    re.I,
)
_SUM = re.compile(
    r"[$€£¥₹₦₩]|\bR[sp]\.? ?\d|\b(?:dollars?|euros?|pounds?|rupees?|rupiah|yuan|yen|rand|pesos?|reais|cedis?|shillings?"
    r"|dirhams?|rials?|riyals?|takas?|kron[ae]r?|francs?|cents|lakhs?|crores?|million|billion|trillion)\b",
    re.I,
)
_SOME = (
    rf"(?:\d[\d.,]*|half an?|several|a few|many|a couple of|{_NUMBER_WORDS}|(?:for|last(?:s|ed)?|over|takes?|took) an?)"
)
_PER_CENT = re.compile(r"\d ?%|\bper ?cent\b|\bpercentage points?\b|\bbasis points\b", re.I)
_EXTENT = re.compile(
    rf"\b{_SOME}[ -](?:\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?"
    r"|centur(?:y|ies)|kilomet(?:re|er)s?|km|met(?:re|er)s?|miles?|feet|foot|yards?)\b"
    r"(?! (?:after|ago|later|before|earlier|old)\b)|\d ?k?m\b|\b(?:until|since|till) \w",
    re.I,
)
_RESULT = re.compile(r"\b\d{1,3} ?[-–] ?\d{1,3}\b|\b\d+ (?:goals?|runs?|points?|wickets?|sets?)\b|\bnil\b", re.I)
_TOLD_IN = {"money": _SUM, "extent": _EXTENT, "share": _PER_CENT, "score": _RESULT}
# Figures that count nothing: the result of a match, a year, a clause's number, "the two sides".
_NO_AMOUNT = re.compile(
    r"\b\d{1,3}[-–]\d{1,3}\b|\b(?:19|20)\d\d\b|^\d{1,2}\.\s"
    r"|\b(?:the|these|those|his|her|its|their|our|other|last|first|next|of) (?:two|three|four|five)\b",
    re.IGNORECASE,
)


def asked_of(text: str) -> tuple[Asked | None, Measure | None]:
    """Return what kind of answer a question wants, and in what a number must be told; None where any will do."""
    kinds: tuple[tuple[re.Pattern[str], Asked], ...] = (
        (_AGE, "age"), (_NUMBER, "number"), (_WHY, "reason"), (_DATE, "date"), (_WHO, "person"),
        (_WHERE, "place"), (_HOW, "manner"), (_WHETHER, "truth"),
    )  # fmt: skip
    asked = next((kind for pattern, kind in kinds if pattern.search(text)), None)
    if asked != "number":
        return asked, None
    if _HOW_LONG.search(text):
        return asked, "extent"
    if _RATE.search(text):
        return asked, "share"
    if _SCORE.search(text):
        return asked, "score"
    if (_MONEY.search(text) and _HOW_MUCH.search(text)) or _PAID.search(text):
        return asked, "money"
    return asked, "count" if _HOW_MANY.search(text) else None


def deed_asked(text: str) -> str | None:
    """Return the verb of what whoever is asked for did ("who paid for the drill"), None where nobody is."""
    found = _DEED.match(text)
    return None if found is None else found[1]


def office_asked(text: str) -> tuple[str, ...]:
    """Return what whoever is asked for is, and of what ("architect", "depot"); nothing where neither is named."""
    found = _BEING.search(text)
    return () if found is None else (found[1], found[2])


def goods_asked(text: str) -> str | None:
    """Return the last word of that on which a duty is asked for ("flat glass"), None where there is none."""
    found = _GOODS.search(text)
    return None if found is None else found[1]


def priced_asked(text: str) -> str | None:
    """Return the word for that whose price is asked for ("petition"), None where none is."""
    found = _PRICED.search(text)
    return None if found is None else found[1] or found[2]


def tells_money(sentence: str) -> bool:
    """Tell whether a sentence has a sum of money."""
    return _SUM.search(sentence) is not None


def fits(sentence: str, asked: Asked, measure: Measure | None, *, related: bool) -> float:
    """Return what a sentence counts for the kind of answer that is wanted: 1 as it is, more where it gives one.

    0 is no answer, :data:`NO_FIGURE` one that may lead to it. For a reason ``sentence`` may go on with the next and the
    title. ``related`` tells that words stand there that such answers have.
    """
    if asked == "number":
        amounts = _NO_AMOUNT.sub(" ", _DAY.sub(" ", sentence))
        told = _TOLD_IN.get(measure or "")
        if told is not None and not told.search(amounts if measure == "money" else sentence):
            return NO_FIGURE
        if measure == "score":
            return 1.5
        if not _FIGURE.search(amounts):
            return 1.0 if _NUMBER_WORD.search(amounts) or measure == "extent" else NO_FIGURE
        return 2.0 if related else 1.5
    if asked == "age":
        return 1.5 if _YEARS.search(sentence) else 0.0
    if asked == "reason":
        return 1.5 if gives_reason(sentence) else NO_FIGURE
    if asked == "date":
        return 1.5 if _DAY.search(sentence) or _ROUGHLY.search(sentence) else NO_FIGURE
    return 1.0


def gives_reason(sentence: str) -> bool:
    """Tell whether a sentence has words that give a reason."""
    return _REASON.search(sentence) is not None
