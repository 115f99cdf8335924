"""How a tariff is worded: who charges whom, the headline, a layer, a step of its life.

Importers pay a tariff; no sentence here says that a country does. "In force" is said only where an article says so.
"""

from __future__ import annotations

import datetime as dt
import re

from bot.answers.values import Direction, Layer, Term
from bot.countries import adjective_of, code_of, name_of, prose_name
from bot.wording.phrases import day, rate
from bot.wording.reply import Part
from bot.wording.writer import Writer

BASIS_WORDS = {
    "reciprocal": "“reciprocal” tariff",
    "baseline": "baseline tariff",
    "penalty": "penalty",
    "ieepa": "tariff under emergency powers",
    "section_232": "Section 232 tariff",
    "section_301": "Section 301 tariff",
    "section_122": "Section 122 tariff",
    "anti_dumping": "anti-dumping duty",
    "countervailing": "anti-subsidy duty",
    "safeguard": "safeguard duty",
    "mfn": "ordinary duty",
    "retaliation": "retaliatory tariff",
    "trade_deal": "rate under a trade deal",
}
MOVE_WORDS = {
    "threatened": "threatened",
    "announced": "announced",
    "in_force": "in force",
    "raised": "raised",
    "lowered": "lowered",
    "suspended": "suspended",
    "removed": "ended",
    "struck_down": "ended with its legal basis",
    "expired": "ran out",
}
MOST_TERM_WORDS = 14
_LONG_AGO = dt.date.min
_COMPANY = re.compile(r"(?:goods|products|imports) \(([^()]+)\)", re.IGNORECASE)


def who_charges(code: str) -> str:
    """Return how an imposer is worded before "tariffs": "US", "EU", "Indian"."""
    return {"US": "US", "EU": "EU", "GB": "UK"}.get(code) or adjective_of(code) or name_of(code)


def goods_from(code: str) -> str:
    """Return how a target's goods are worded: "goods from India", "goods from all countries"."""
    return "goods from all countries" if code == "*" else f"goods from {prose_name(code)}"


def prose(name: str) -> str:
    """Return a place's name as it stands in a sentence ("the United States")."""
    code = code_of(name)
    return prose_name(code) if code is not None else name


def capital(text: str) -> str:
    """Return ``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def kind_of(layer: Layer) -> str:
    """Return what kind of measure it is, "tariff" where no article says."""
    return BASIS_WORDS.get(layer.basis or "", "tariff" if layer.role == "duty" else "in all")


def subject_of(direction: Direction) -> str:
    """Return "US tariffs on goods from India (steel)"."""
    product = f" ({goods_named(direction.product)})" if direction.product else ""
    return f"{who_charges(direction.imposer)} tariffs on {goods_from(direction.target)}{product}"


def goods_named(product: str) -> str:
    """Return a product as it is worded: what is a company's alone is "made by" it."""
    match = _COMPANY.fullmatch(product)
    return f"made by {match.group(1)}" if match is not None else product


def bounded(layer: Layer) -> str:
    """Return "up to 35 per cent", or "35 per cent" where the rate is no bound."""
    return f"{layer.bound} {rate(layer.rate)}" if layer.bound else rate(layer.rate)


def hedge(direction: Direction, head: Layer) -> str:
    """Return what stands before a rate that is no exact one: "up to ", "at least ", "about "; a sum is as its parts."""
    layers = (head, *direction.layers) if direction.status == "in_force" else (head,)
    bounds = {layer.bound for layer in layers} - {None}
    if len(bounds) == 1:
        return f"{next(iter(bounds))} "
    return "about " if bounds or any(layer.approximate for layer in layers) else ""


def headline(direction: Direction, head: Layer) -> str:
    """Return "about 50 per cent, in force since ..., as reported on ..." for what holds in one direction."""
    reported = f"as reported on {day(head.published)}{stated_by(head)}"
    about = hedge(direction, head)
    inferred = f" ({direction.inferred})" if direction.inferred else ""
    if direction.status == "in_force":
        kind = f" ({kind_of(head)})" if head.basis and len(direction.layers) == 1 else ""
        least = "at least " if direction.partial and about != "at least " else ""
        percent = f"{least}{about}{rate(direction.total)}{kind}"
        if (pair := differing(direction)) is not None:
            rates = sorted({layer.rate for layer in pair})
            percent = f"{' or '.join(rate(each) for each in rates)}{kind}, the articles differ"
        unclear = "; the articles are not clear on what comes on top" if direction.partial else ""
        if direction.doubtful:
            unclear = f"; whether {direction.product or 'these goods'} pay another is not clear from the articles"
        return f"{percent}, {_held(head, reported)}{inferred}{unclear}"
    percent = f"{about}{rate(head.rate)}" + (f" ({kind_of(head)})" if head.basis else "")
    when = head.effective
    if direction.status == "suspended":
        pause = "" if when is None else f" {'since' if when <= direction_day(direction, head) else 'from'} {day(when)}"
        return f"{percent} suspended{pause}{_until(head)}, {reported}"
    if direction.status == "removed":
        on = f" on {day(when)}" if when is not None else ""
        if head.rate == 0:
            return f"0 per cent, {_held(head, reported)}"
        if head.move == "expired":
            return f"nothing charged; {percent} was to end{on}, {reported}; no article here tells what came after"
        follows = "; this follows from the ruling, no article here names this tariff" if head.inferred else ""
        return f"nothing charged; {percent} {ended(head)}{on}, {reported}{follows}"
    begins = f", from {day(when)}" if when is not None else ""
    return f"{percent} {direction.status}{begins}, {reported}"


def differing(direction: Direction) -> tuple[Layer, Layer] | None:
    """Return the two statements that differ on what is charged now by one measure alone, or None."""
    head = direction.headline
    if head is None or direction.status != "in_force" or len(direction.layers) != 1:
        return None
    return next((pair for pair in direction.contradictions if any(each.passage == head.passage for each in pair)), None)


def ended(layer: Layer) -> str:
    """Return "ended", or "was to end" where the article came before the day."""
    move = MOVE_WORDS[layer.move or "removed"]
    ahead = layer.effective is not None and layer.published is not None and layer.effective > layer.published.date()
    return "was to end" if ahead and move == "ended" else move


def direction_day(direction: Direction, head: Layer) -> dt.date:
    """Return the newest day that the direction's articles tell of."""
    published = (layer.published.date() for layer in (head, *direction.timeline) if layer.published is not None)
    return max(published, default=_LONG_AGO)


def _held(head: Layer, reported: str) -> str:
    if head.inferred and head.effective is not None:
        return f"announced to start on {day(head.effective)}, {reported}; no article here confirms that it did"
    if head.announced is not None and head.effective is not None:
        return f"in force, {reported}; announced to start on {day(head.effective)}"
    if head.effective is not None:
        return f"in force since {day(head.effective)}, {reported}"
    deadline = f" ({day(head.deadline)} is named as a deadline)" if head.deadline else ""
    return f"{reported}; in force as of that day, start date not stated{deadline}"


def stated_by(layer: Layer) -> str:
    """Return who states it where that is nobody official: " from unnamed sources", " (stated by NAME)"."""
    if layer.stated_by in {None, "official"}:
        return ""
    return " from unnamed sources" if layer.stated_by == "reported" else f" (stated by {layer.stated_by})"


def _until(layer: Layer) -> str:
    return f" until {day(layer.expires)}" if layer.expires is not None else ""


def layer_parts(writer: Writer, layer: Layer, *, dated: bool = False) -> tuple[Part, ...]:
    """Return one layer as parts: rate, what kind of measure, goods, reason, dates, what bounds it."""
    parts = [Part(f"{bounded(layer)} {kind_of(layer)}")]
    if layer.product:
        parts.extend((Part(" on goods " if _COMPANY.fullmatch(layer.product) else " on "),))
        parts.append(Part(goods_named(layer.product), "article"))
    if layer.reason:
        parts.extend((Part(", over "), Part(layer.reason, "article")))
    if layer.previous_rate is not None:
        parts.append(Part(f", in place of {rate(layer.previous_rate)}"))
    if dated or layer.status != "in_force":
        parts.append(Part(f", {_moved(layer)}"))
    elif layer.inferred and layer.effective is not None:
        parts.append(Part(f", announced to start on {day(layer.effective)}"))
    elif layer.effective is not None:
        parts.append(Part(f", since {day(layer.effective)}"))
    if layer.expires is not None and layer.move != "expired":
        parts.append(Part(f", until {day(layer.expires)}"))
    parts.extend(terms_of(writer, layer))
    if dated:
        parts.append(Part(f", as reported on {day(layer.published)}{stated_by(layer)}"))
    return tuple(parts)


def _moved(layer: Layer) -> str:
    """Return what happened and when: "announced to start on 1 August 2025", "ended on ...", "in force since ..."."""
    move, when = layer.move or layer.status, layer.effective
    on = "" if when is None else f" on {day(when)}"
    if move == "in_force":
        if layer.inferred:
            return f"announced to start{on}"
        return f"in force since {day(when)}" if when is not None else "in force"
    if move in {"threatened", "announced"}:
        return f"{move}{f' to start{on}' if on else ''}"
    if move == "suspended":
        return f"suspended{f' from {day(when)}' if when is not None else ''}"
    if move == "expired":
        return f"was to end{on}"
    words = f"{ended(layer) if move == 'removed' else MOVE_WORDS[move]}{on}"
    return f"{words} (this follows; no article here names this tariff)" if layer.inferred else words


def terms_of(writer: Writer, layer: Layer) -> list[Part]:
    """Return what bounds a rate, in the article's words: those that its sentence doesn't show already."""
    parts: list[Part] = []
    for term in layer.terms:
        if term.kind == "duration" and layer.expires is not None:
            continue
        if _apart(term, layer):
            shown = writer.excerpt(term.passage, MOST_TERM_WORDS)
        else:
            shown = Part(" ".join(term.passage.text.split()), "article")
        if shown is not None:
            parts.extend((Part("; with “" if term.kind == "per_unit" else "; “"), shown, Part("”")))
    return parts


def _apart(term: Term, layer: Layer) -> bool:
    """Tell whether the words stand outside the sentence that is shown anyway."""
    return not (layer.passage.start <= term.passage.start and term.passage.end <= layer.passage.end)
