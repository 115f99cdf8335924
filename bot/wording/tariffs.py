"""Wording of tariff reports: what holds first, then what was, what is to come, and where each of it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from bot.answers.values import Direction, Layer, Passage, TariffReport
from bot.countries import code_of
from bot.wording.phrases import age, day, joined, rate
from bot.wording.rates import (
    bounded,
    capital,
    differing,
    goods_from,
    headline,
    hedge,
    layer_parts,
    prose,
    subject_of,
    who_charges,
)
from bot.wording.reply import Choice, Part, Reply
from bot.wording.writer import Writer

EVIDENCE_WORDS = 75
STEP_WORDS = 40
LAYERS_A_PAGE = 4
STEPS_A_PAGE = 6
FIRST_ON, FIRST_BY = 3, 2
MOST_BEFORE = 3

Told = set[tuple[str, int]]


def within_union(country: str, partner: str) -> str:
    """Say why there is nothing to look up between two places of the European Union."""
    return (
        f"{country} and {partner} belong to one customs union, the European Union: no tariffs are charged between them."
    )


def word_tariff(report: TariffReport, now: dt.datetime, page: int = 0) -> Reply:
    """Word a tariff report: headline and layers in each direction first, then the timeline and what is unclear."""
    title = f"Tariffs: {report.country}"
    title += f" and {report.partner}" if report.partner else ""
    title += f", {report.product}" if report.product else ""
    title += f", as of {day(report.as_of)}" if report.as_of != now.date() else ""
    writer = Writer(title, report.sources)
    steps = list(_steps(report))
    pages = 1 + -(-len(steps) // STEPS_A_PAGE)
    unclear = report.unclear if any(each.headline for each in (*report.charged_on, *report.charged_by)) else ()
    pages += 1 if unclear else 0
    page = min(page, pages - 1)
    if page == 0:
        _first_page(writer, report, now)
    elif unclear and page == pages - 1:
        _unclear(writer, unclear)
    else:
        _timeline(writer, steps[(page - 1) * STEPS_A_PAGE : page * STEPS_A_PAGE])
    if page + 1 < pages:
        writer.choice(Choice("More", command_of(report, now), "tariff", "", page + 1))
    return writer.reply(page, pages)


def command_of(report: TariffReport, now: dt.datetime) -> str:
    """Return the typed command that asks for this report again, with all its options."""
    command = f"/tariff {report.country}"
    command += f' partner:"{report.partner}"' if report.partner else ""
    command += f' product:"{report.product}"' if report.product else ""
    command += f" as_of:{report.as_of.isoformat()}" if report.as_of != now.date() else ""
    return command + (f" direction:{report.direction}" if report.direction else "")


def _first_page(writer: Writer, report: TariffReport, now: dt.datetime) -> None:
    told: Told = set()
    on, by = report.charged_on, report.charged_by
    goods = f" on {report.product}" if report.product else ""
    if report.direction != "charged_by":
        for direction in on[:FIRST_ON]:
            _direction(writer, direction, told)
        if not on:
            others = prose(report.partner) if report.partner else "other countries"
            by_others = f"Tariffs of {others} on goods from {prose(report.country)}{goods and f' ({report.product})'}"
            writer.line("text", f"{by_others}: nothing sure in the articles.")
    if report.direction != "charged_on":
        for direction in by[:FIRST_BY]:
            _direction(writer, direction, told)
        if not by:
            writer.line("text", f"{_charged_by(report)}{goods and f' ({report.product})'}: nothing in the articles.")
    if report.mentions:
        writer.line("section", Part(f"What they do say of {report.product or report.country}"))
        for passage in report.mentions:
            part = writer.excerpt(passage, EVIDENCE_WORDS)
            if part is not None:
                writer.line("item", part, rests_on=(passage,))
    if not any(each.headline for each in (*on, *by)):
        _unclear(writer, report.unclear)
    if report.product and report.goods:
        writer.line("note", f"Goods that the articles do tell of here: {joined(report.goods)}.")
    _notes(writer, report, now, on[FIRST_ON:], by[FIRST_BY:])


def _notes(
    writer: Writer, report: TariffReport, now: dt.datetime, more_on: Sequence[Direction], more_by: Sequence[Direction]
) -> None:
    rest = list(dict.fromkeys(_short(each) for each in (*more_on, *more_by)))
    if rest:
        writer.line("note", f"Also in the articles: {'; '.join(rest[:4])}{'; …' if len(rest) > 4 else ''}.")
    if any(each.headline for each in (*report.charged_on, *report.charged_by)):
        writer.line("note", "Importers pay these duties to their own customs.")
    if report.member:
        writer.line("note", _for_member(report))
    if report.future is not None:
        writer.line("note", f"{day(report.future)} is still to come: this is what holds today, and what is announced.")
    if report.newest is not None:
        writer.line("note", f"Newest article here: {day(report.newest)}, {age(report.newest, now)}.")


def _for_member(report: TariffReport) -> str:
    why = f"{report.member} is a member of the European Union, which sets its members’ tariffs"
    whole = report.member not in {report.country, report.partner}
    return f"{why}: these are the Union’s." if whole else f"{why}: the Union’s are given as well."


def _short(direction: Direction) -> str:
    """Return one direction in few words: "Indian on goods from the US (steel) 12 per cent"."""
    subject = subject_of(direction)
    if direction.status == "in_force":
        about = hedge(direction, direction.headline) if direction.headline is not None else ""
        return f"{subject} {about}{rate(direction.total)}"
    return f"{subject} {'ended' if direction.status == 'removed' else direction.status}"


def _charged_by(report: TariffReport) -> str:
    """Return whose tariffs on whose goods nothing is told of: the other way round where one other place is told of."""
    others = {direction.imposer for direction in report.charged_on}
    code = code_of(report.country)
    if report.partner is not None and (partner := code_of(report.partner)) is not None:
        others = {partner}
    if len(others) != 1 or code is None:
        return f"Tariffs that {prose(report.country)} charges"
    return f"{capital(who_charges(code))} tariffs on {goods_from(others.pop())}"


def _direction(writer: Writer, direction: Direction, told: Told) -> None:
    head = direction.headline
    subject = capital(subject_of(direction))
    if head is None:
        writer.line("text", Part(f"{subject}: nothing charged by what the articles say", "strong"))
    else:
        line = f"{subject}: {headline(direction, head)}"
        announced = (head.announced,) if head.announced else ()
        writer.line("text", Part(line, "strong"), rests_on=(head.passage, *announced))
    _fit(writer, direction)
    alone = len(direction.layers) == 1 and direction.layers[0] == head
    for layer in direction.layers[:LAYERS_A_PAGE]:
        if (
            not alone
            or layer.reason
            or layer.expires
            or layer.terms
            or (layer.previous_rate and not direction.history[:-1])
        ):
            writer.line("item", *layer_parts(writer, layer), rests_on=(layer.passage,))
    _before(writer, direction)
    for layer in direction.coming[:2]:
        writer.line("item", *layer_parts(writer, layer, dated=True), rests_on=(layer.passage,))
    differ = differing(direction) or ()
    if differ:
        _differ(writer, *differ)
    used = [each.passage for each in (head, *direction.layers, *direction.coming[:2], *differ) if each is not None]
    for passage in dict.fromkeys(used):
        _evidence(writer, passage, told, EVIDENCE_WORDS)


def _fit(writer: Writer, direction: Direction) -> None:
    """Say where the rates are stated for other goods than those asked about."""
    if direction.fit == "own":
        return
    stated = [layer.product for layer in (direction.headline, *direction.layers) if layer is not None]
    named = next((product for product in stated if product), None)
    if named is None:
        text = f"No rate for {direction.product} of its own in the articles: this is the one on goods in general."
    else:
        whole = "of its own" if direction.fit == "broader" else "as a whole"
        text = f"No rate for {direction.product} {whole} in the articles: this one is on {named}."
    writer.line("item", text)


def _before(writer: Writer, direction: Direction) -> None:
    """Say what was charged before what is charged now."""
    past = list(direction.history[:-1] if direction.status == "in_force" else direction.history)[-MOST_BEFORE:]
    if past:
        steps = ", ".join(
            f"{rate(total.total)} from {day(total.since)}" if total.since else rate(total.total)
            for total in reversed(past)
        )
        passages = dict.fromkeys(passage for total in reversed(past) for passage in total.passages)
        writer.line("item", f"Before: {steps}", rests_on=passages)


def _differ(writer: Writer, one: Layer, other: Layer) -> None:
    """Put two statements that contradict each other side by side."""

    def said(layer: Layer) -> str:
        since = f" since {day(layer.effective)}" if layer.effective else ""
        return f"{bounded(layer)}{since}, as reported on {day(layer.published)}"

    same = "Two statements in one article" if one.passage.article == other.passage.article else "The articles"
    writer.line("item", f"{same} differ: {said(one)}; {said(other)}", rests_on=(one.passage, other.passage))


def _evidence(writer: Writer, passage: Passage, told: Told, most: int) -> None:
    if (passage.article, passage.start) in told:
        return
    told.add((passage.article, passage.start))
    part = writer.excerpt(passage, most)
    if part is not None:
        writer.line("quote", Part("“"), part, Part("”"), rests_on=(passage,))


def _steps(report: TariffReport) -> Iterator[tuple[Direction, Layer]]:
    """Yield the steps of every direction's timeline, and its other contradictions' sides, oldest first."""
    for direction in (*report.charged_on, *report.charged_by):
        # One step that is the headline itself says nothing more.
        if len(direction.timeline) > 1:
            yield from ((direction, layer) for layer in direction.timeline)


def _timeline(writer: Writer, steps: Iterable[tuple[Direction, Layer]]) -> None:
    subject = None
    told: Told = set()
    for direction, layer in steps:
        if subject_of(direction) != subject:
            subject = subject_of(direction)
            writer.line("section", Part(f"{capital(subject)}, step by step"))
        writer.line("item", *layer_parts(writer, layer, dated=True), rests_on=(layer.passage,))
        _evidence(writer, layer.passage, told, STEP_WORDS)


def _unclear(writer: Writer, unclear: Iterable[Layer]) -> None:
    lines = list(dict.fromkeys(unclear))
    if not lines:
        return
    writer.line("section", Part("Also mentioned, unclear"))
    told: Told = set()
    for layer in reversed(lines):
        if (layer.passage.article, layer.passage.start) in told:
            continue
        told.add((layer.passage.article, layer.passage.start))
        part = writer.excerpt(layer.passage, STEP_WORDS)
        if part is not None:
            parts = (Part("“"), part, Part(f"”, {day(layer.published)}"))
            writer.line("quote", *parts, rests_on=(layer.passage,))
