"""Wording of tariff reports. Importers pay a tariff; no sentence here says that a country does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.answers.values import Direction, Layer, Passage, TariffReport
from bot.countries import adjective_of, code_of, name_of, prose_name
from bot.wording.phrases import age, day, rate
from bot.wording.reply import Choice, Part, Reply
from bot.wording.writer import Writer

EVIDENCE_WORDS = 75
LAYERS_A_PAGE = 4

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
STATUS_WORDS = {
    "threatened": "threatened",
    "announced": "announced",
    "in_force": "in force",
    "suspended": "suspended",
    "removed": "removed",
    "none": "nothing in force",
}


def who_charges(code: str) -> str:
    """Return how an imposer is worded before "tariffs": "US", "EU", "Indian"."""
    return {"US": "US", "EU": "EU", "GB": "UK"}.get(code) or adjective_of(code) or name_of(code)


def goods_from(code: str) -> str:
    """Return how a target's goods are worded: "goods from India", "goods from all countries"."""
    return "goods from all countries" if code == "*" else f"goods from {prose_name(code)}"


def word_tariff(report: TariffReport, now: dt.datetime, page: int = 0) -> Reply:
    """Word a tariff report: headline and layers in each direction first, then what was and what is to come."""
    title = f"Tariffs: {report.country}"
    title += f" and {report.partner}" if report.partner else ""
    writer = Writer(title + (f", {report.product}" if report.product else ""), report.sources)
    pages = 2 if _has_second_page(report) else 1
    page = min(page, pages - 1)
    if page == 0:
        _first_page(writer, report, now)
    else:
        _second_page(writer, report)
    if page + 1 < pages:
        writer.choice(Choice("More", f"/tariff {report.country}", "tariff", report.country, 1))
    return writer.reply(page, pages)


def _first_page(writer: Writer, report: TariffReport, now: dt.datetime) -> None:
    told: set[tuple[str, int]] = set()
    if report.direction != "charged_by":
        for direction in report.charged_on[:3]:
            _direction(writer, direction, told)
        if not report.charged_on:
            by = _prose(report.partner) if report.partner else "other countries"
            writer.line("text", f"Tariffs of {by} on goods from {report.country}: nothing sure in the articles.")
    if report.direction != "charged_on":
        for direction in report.charged_by[:2]:
            _direction(writer, direction, told)
        if not report.charged_by:
            writer.line("text", f"{_charged_by(report)}: nothing in the articles.")
    if report.mentions:
        writer.line("section", Part(f"What they do say of {report.country}"))
        for passage in report.mentions:
            part = writer.excerpt(passage, EVIDENCE_WORDS)
            if part is not None:
                writer.line("item", part, rests_on=(passage,))
    if any(d.headline for d in (*report.charged_on, *report.charged_by)):
        writer.line("note", "Importers pay these duties to their own customs.")
    if report.note:
        writer.line("note", report.note)
    if report.newest is not None:
        writer.line("note", f"Newest article here: {day(report.newest)}, {age(report.newest, now)}.")


def _prose(name: str) -> str:
    code = code_of(name)
    return prose_name(code) if code is not None else name


def _charged_by(report: TariffReport) -> str:
    """Return whose tariffs on whose goods nothing is told of: the other way round where one other place is told of."""
    others = {direction.imposer for direction in report.charged_on}
    code = code_of(report.country)
    if len(others) != 1 or code is None:
        return f"Tariffs that {report.country} charges"
    return f"{_capital(who_charges(code))} tariffs on {goods_from(others.pop())}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _direction(writer: Writer, direction: Direction, told: set[tuple[str, int]]) -> None:
    product = f" ({direction.product})" if direction.product else ""
    subject = f"{who_charges(direction.imposer)} tariffs on {goods_from(direction.target)}{product}"
    head = direction.headline
    if head is None:
        writer.line("text", Part(f"{subject}: {STATUS_WORDS[direction.status]}", "strong"))
    else:
        rests = [head.passage]
        writer.line("text", Part(f"{subject}: {headline(direction, head)}", "strong"), rests_on=rests)
    layers = [layer for layer in direction.layers if layer != head or len(direction.layers) > 1]
    for layer in layers[:LAYERS_A_PAGE]:
        writer.line("item", *layer_parts(layer), rests_on=(layer.passage,))
    for layer in direction.coming[:2]:
        writer.line("item", *layer_parts(layer, dated=True), rests_on=(layer.passage,))
    for passage in dict.fromkeys(each.passage for each in (head, *direction.layers, *direction.coming[:2]) if each):
        _evidence(writer, passage, told)


def headline(direction: Direction, head: Layer) -> str:
    """Return "about 50 per cent, as reported on 13 January 2026; ..." for what holds in one direction."""
    about = "about " if head.approximate else ""
    total = direction.total if direction.status == "in_force" else head.rate
    reported = f"as reported on {day(head.published)}"
    inferred = f" ({direction.inferred})" if direction.inferred else ""
    if direction.status == "in_force":
        if head.inferred and head.effective is not None:
            announced = f"announced to start on {day(head.effective)}, {reported}"
            return f"{about}{rate(total)}, {announced}; no article here confirms that it did{inferred}"
        if head.effective is not None:
            return f"{about}{rate(total)}, in force since {day(head.effective)}, {reported}{inferred}"
        deadline = f" ({day(head.deadline)} is named as a deadline)" if head.deadline else ""
        return f"{about}{rate(total)}, {reported}; in force as of that day, start date not stated{deadline}{inferred}"
    begins = ""
    if head.effective is not None:
        begins = (
            f", from {day(head.effective)}" if direction.status != "suspended" else f", since {day(head.effective)}"
        )
    return f"{about}{rate(total)} {STATUS_WORDS[direction.status]}{begins}, {reported}{inferred}"


def layer_parts(layer: Layer, *, dated: bool = False) -> tuple[Part, ...]:
    """Return one layer as parts: rate, what kind of measure, reason, dates."""
    kind = BASIS_WORDS.get(layer.basis or "", "tariff" if layer.role == "duty" else "in all")
    parts = [Part(f"{rate(layer.rate)} {kind}")]
    if layer.product:
        parts.extend((Part(" on "), Part(layer.product, "article")))
    if layer.reason:
        parts.extend((Part(", over "), Part(layer.reason, "article")))
    if layer.previous_rate is not None:
        parts.append(Part(f", in place of {rate(layer.previous_rate)}"))
    if dated or layer.status != "in_force":
        parts.append(Part(f", {STATUS_WORDS[layer.status]}"))
    if layer.inferred and layer.effective is not None:
        parts.append(Part(f", announced to start on {day(layer.effective)}"))
    elif layer.effective is not None:
        parts.append(Part(f", {'since' if layer.status == 'in_force' else 'from'} {day(layer.effective)}"))
    if layer.expires is not None:
        parts.append(Part(f", until {day(layer.expires)}"))
    if dated:
        parts.append(Part(f", as reported on {day(layer.published)}"))
    return tuple(parts)


def _evidence(writer: Writer, passage: Passage, told: set[tuple[str, int]]) -> None:
    if (passage.article, passage.start) in told:
        return
    told.add((passage.article, passage.start))
    part = writer.excerpt(passage, EVIDENCE_WORDS)
    if part is not None:
        writer.line("quote", Part("“"), part, Part("”"), rests_on=(passage,))


def _has_second_page(report: TariffReport) -> bool:
    directions = (*report.charged_on, *report.charged_by)
    return bool(
        report.unclear
        or len(report.charged_on) > 3
        or len(report.charged_by) > 2
        or any(d.before or len(d.history) > 1 or len(d.coming) > 2 for d in directions)
    )


def _second_page(writer: Writer, report: TariffReport) -> None:
    for direction in (*report.charged_on, *report.charged_by):
        past = [*direction.before, *direction.coming[2:]]
        if not past and len(direction.history) < 2:
            continue
        writer.line("section", Part(f"{who_charges(direction.imposer)} tariffs on {goods_from(direction.target)}"))
        if len(direction.history) > 1:
            steps = "; ".join(_step(total.total, total.since) for total in direction.history)
            writer.line("text", f"Charged in turn, as the articles tell it: {steps}.")
        _layers(writer, past[:6])
    if report.unclear:
        writer.line("section", Part("Also mentioned, unclear"))
        for layer in report.unclear[:3]:
            _evidence(writer, layer.passage, set())


def _step(total: float, since: dt.date | None) -> str:
    return f"{rate(total)} from {day(since)}" if since else rate(total)


def _layers(writer: Writer, layers: Sequence[Layer]) -> None:
    for layer in layers:
        writer.line("item", *layer_parts(layer, dated=True), rests_on=(layer.passage,))
