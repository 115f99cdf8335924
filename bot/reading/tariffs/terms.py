"""What bounds a rate beside its number: money per unit, quotas, exemptions, how long it lasts; and who states it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.records import Span, TariffTerm, TermKind

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONEY = (
    rf"(?:(?:US|C|A|NZ|HK|R)?[$€£¥₹₩]|Rs\.?|RM|kr|CHF|USD|EUR|INR)\s?(?:{_NUMBER})(?:\s(?:million|billion|cents?))?"
    rf"|(?:{_NUMBER})\s(?:cents?|dollars?|rupees?|euros?|pounds?|pence|yuan|yen|won|pesos?|reais|real|francs?|krone[rn]?"
    r"|kronor|shillings?|lira|rand|ringgit|baht|rupiah)"
)
_UNIT = (
    r"(?:kilos?|kilograms?|kg|(?:metric\s)?tons?|tonnes?|litres?|liters?|hectolitres?|barrels?|bushels?|heads?|items?"
    r"|pairs?|pieces?|parcels?|packages?|units?|vehicles?|cars?|pounds?|100\skg|hundredweight|square\smet(?:re|er)s?)"
)
_PATTERNS: tuple[tuple[TermKind, re.Pattern[str]], ...] = (
    ("per_unit", re.compile(rf"(?:{_MONEY})\s?(?:per|an?|for\s(?:each|every)|on\s(?:each|every)|/)\s?{_UNIT}\b")),
    (
        "quota",
        re.compile(
            r"\b(?:(?:within|inside|outside|above|over|beyond|under|in\sexcess\sof|out\sof)\s(?:(?:the|a|an|its|that|this)"
            r"\s)?(?:[\w-]+\s){0,2}quotas?|(?:in|out-of|over)-quota|quotas?\sof\s[^,.;]{3,50}"
            rf"|(?:the\sfirst|up\sto)\s(?:{_NUMBER})\s(?:[a-z-]+\s){{0,2}}(?:(?:metric\s)?tons?|tonnes?|vehicles|cars"
            r"|units))\b"
        ),
    ),
    (
        "exemption",
        re.compile(
            r"(?:[^,.;:\n—]{0,90}\b(?:(?:is|are|was|were|be|been|remains?|stays?)\s(?:[\w]+\s){0,2}(?:exempt(?:ed)?|excluded"
            r"|spared|carved\sout|left\sout)|(?:gets?|got|won|has|have)\s(?:an?\s)?exemptions?)\b[^,.;:\n—]{0,60}"
            r"|\b(?:except(?:ing)?(?:\sfor|\sthat)?|excluding|exempting|with\sexemptions?\sfor|apart\sfrom|other\sthan"
            r"|with\sthe\sexception\sof|barring)\s[^,.;:\n—]{2,80})"
        ),
    ),
    (
        "duration",
        re.compile(
            r"\bfor\s(?:up\sto\s|at\sleast\s|the\snext\s|an?\s(?:further|initial)\s|another\s)?"
            r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a)[\s-](?:days?|weeks?|months?|years?)\b"
        ),
    ),
)
_PER_UNIT = re.compile(rf"(?:\b(?:per|an?|each|every)|/)\s?{_UNIT}\b")
# One of these stands in whatever a pattern finds; most sentences have none and are not searched.
_PARTS: dict[TermKind, tuple[str, ...]] = {
    "quota": ("quota", "the first", "up to"),
    "exemption": ("exempt", "exclu", "spared", "carved", "left", "except", "apart", "other", "barring"),
    "duration": ("for",),
}
# Terms that a sentence of their own may add to the rate before: "Energy is exempt."
_FOLLOWING = frozenset({"exemption", "quota", "duration"})
_NAMED = r"[A-Z][\w’'-]*\.?(?:\s(?:[A-Z][\w’'-]*\.?|de|da|van|von|bin|al)){1,3}"
_SPEAKER = re.compile(
    rf"\b(?P<a>{_NAMED})(?:,\s[^,.;\n]{{3,70}},)?\s(?:said|says|told|claimed|claims|posted|wrote|tweeted|insisted|boasted)\b"
    rf"|\b(?:said|says|claimed|claims|according\sto)\s(?P<b>{_NAMED})"
)
_TITLES = re.compile(
    r"^(?:(?:The|Mr|Mrs|Ms|Dr|President|Prime|Minister|Finance|Trade|Commerce|Secretary|Treasury|Senator|Premier"
    r"|Chancellor|Ambassador|Commissioner|Governor|Chief|Foreign)\.?\s)+"
)


def terms_in(text: str, span: Span) -> Iterator[TariffTerm]:
    """Yield what bounds the rates of the sentence ``span``, in the order of the kinds. Linear in its length."""
    sentence = text[span.start : span.end]
    for kind, pattern in _PATTERNS:
        if kind == "per_unit":
            if _PER_UNIT.search(sentence) is None:
                continue
        elif not any(part in sentence for part in _PARTS[kind]):
            continue
        for match in pattern.finditer(text, span.start, span.end):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield TariffTerm(kind, Span(start, match.start() + len(match.group().rstrip())))


def terms_by_sentence(text: str, sentences: list[Span], with_facts: set[Span]) -> dict[Span, tuple[TariffTerm, ...]]:
    """Return the terms of each sentence that states a fact: its own, and those of the one or two sentences after it
    that state none.
    """
    found: dict[Span, list[TariffTerm]] = {}
    last: Span | None = None
    gap = 0
    for span in sentences:
        if span in with_facts:
            last, gap = span, 0
            found.setdefault(span, []).extend(terms_in(text, span))
        elif last is not None and gap < 2:
            gap += 1
            found[last].extend(term for term in terms_in(text, span) if term.kind in _FOLLOWING)
    return {span: tuple(terms) for span, terms in found.items()}


def claimant_in(text: str, span: Span) -> str | None:
    """Return the name of the one whose words the sentence gives ("Zoe Adams said"), without titles, or None."""
    match = _SPEAKER.search(text, span.start, span.end)
    if match is None:
        return None
    return _TITLES.sub("", match.group("a") or match.group("b")) or None
