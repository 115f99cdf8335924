"""Words that point back: "Both", "that plan", "the latter"; each pattern with the words of which it needs one."""

from __future__ import annotations

import re

_EITHER = re.compile(r"\b(?:Both|Either|Neither)\b(?! of (?:the|[A-Z]))(?!(?: [^ ]+){1,8} (?:and|or|nor) )")
THAT = re.compile(
    r"\b(?:take|takes|took) that\b"
    r"|\b(?:in|at|on|aboard|inside|near|behind|of|for|by|to|from|with|after|before|since|during|under|than|like|about)"
    r" that\b(?! \w+(?:ed|s)\b| of\b)"
    r"|\bthat (?:day|night|time|year|month|week|point|case|reason|kind|sort|same|way|number|figure|amount)\b"
    r"|\b(?:do|did|does|doing|done|say|said|mean|means|all) (?:that|so)(?=[,.;:]|$| [A-Z][a-z]+day)"
    r"|(?:^|, )that (?!is\b|was\b)[a-z]{4,} (?:has|have|had|is|was|will|would|could|may|can)\b"
    r"|\b[a-z]+ed that [a-z]+(?=[,.;])"
    r"|\b(?:bought|took|gave|sold|made|held|built|left|hit) that [a-z]+\b"
    r"|, that (?:may|might|could|would|will) (?!be\b)"
    r"|\b[a-z]+ed that (?:is|was) (?:the|an?)\b|\bthat(?=[,.;]|$)"
    r"|\b(?:if|whether|when|while|because) that (?=[a-z]+s\b|is\b|was\b)",
    re.IGNORECASE,
)
_BEFORE_THAT = """
    take takes took in at on aboard inside near behind of for by to from with after before since during under than like
    about bought gave sold made held built left hit if whether when while because
""".split()
# Finds a place in the text in lower case wherever that pattern finds one, and is far faster.
BESIDE_THAT = re.compile(
    r"t(?<!\wt)hat\b(?:(?=[,.;:]|$| \w*day\b)"
    r"|(?= (?:night|time|year|month|week|point|case|reason|kind|sort|same|way|number|figure|amount)\b)"
    r"|(?<=ed that)(?= [^ ]+[,.;]| is | was )|(?<=, that)|(?<=\Athat)|"
    + "|".join(rf"(?<={word} that)" for word in _BEFORE_THAT)
    + r")|s(?<!\ws)o(?=[,.;:]|$| \w+day)"
)
_BACK = (
    r"\bthe (?:former|latter|aforementioned|(?:other )?(?:two|three|four|five)|others|rest)"
    r"(?=[,.;]| (?:is|are|was|were|had|have|has|will|would|said)\b)",
    r"\bas such\b|\banother such\b|\bsuch an?\b|^[^,;]{0,40}\b(?:no|any) such\b",
    r"\bthere(?=[,.;]|$)|^[A-Z][a-z]+ there\b|\bthereafter\b|\bthere,? too\b",
    r"\bthe (?:first|second|last|next|new|old) ones?\b|\bthe other (?:day|time|thing|man|woman|one|way)\b"
    r"|\bno other [a-z]+ [a-z]+(?=[,.;]|$)|^Other [a-z]+s\b"
    r"|^(?:(?!and\b)[^ ]+ ){0,4}(?:\d+|dozen|hundreds?|dozens|many|several|some) others\b",
    r"^Any [a-z]+ (?:would|will)\b|^Each (?!of\b)[a-z]+\b",
    r"\bthe new (?:law|rules?|policy|bill|plan|measures?) (?!of|on|that|which|to|in|for|will)",
    r"\bhere(?=[,.;]|$)|\bthe same [a-z]+(?=[,.;]|$)|\bunrelated (?!to\b)[a-z]+",
    r"\bthe (?:next|last|first|second),|\bthe (?:proposed|resulting|ensuing|above|said) [a-z]+",
    r"\bthat (?:view|idea|claim|argument|notion|question|approach|plan|decision|statement|position|sentiment|message|"
    r"promise|pledge|story|report|law|rule|policy|warning|threat|goal)\b"
    r"|\b(?:says|said|believes|thinks|told (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)"
    r" that (?:does|is|was|did|has|had|will|would)(?:n['’]t)?\b"
    r"|\bthat (?:public|young|old|very|particular) [a-z]+ (?:is|was|has|had|will)\b",
)
_BACK_WORDS = (
    "former latter aforementioned two three four five others rest",
    "such",
    "there thereafter",
    "one ones other others",
    "any each",
    "new",
    "here same unrelated",
    "next last first second proposed resulting ensuing above said",
    "that",
)
POINTING = (
    (_EITHER, frozenset("both either neither".split())),
    (THAT, frozenset("that so".split())),
    *(
        (re.compile(pattern, re.IGNORECASE), frozenset(words.split()))
        for pattern, words in zip(_BACK, _BACK_WORDS, strict=True)
    ),
)
