"""Wording of what moved in tariffs."""

from __future__ import annotations

import datetime as dt

from bot.answers.values import Change, TariffChanges
from bot.wording.phrases import age, counted, day, joined, rate
from bot.wording.rates import (
    MOVE_WORDS,
    bounded,
    capital,
    ended,
    goods_from,
    goods_named,
    kind_of,
    stated_by,
    who_charges,
)
from bot.wording.reply import Choice, Part, Reply
from bot.wording.writer import Writer

MOVES_A_PAGE = 8


def word_changes(answer: TariffChanges, now: dt.datetime, page: int = 0) -> Reply:
    """Word the moves of tariffs, newest first, each with its day and the article that tells of it."""
    title = "Tariff changes" + (f": {answer.country}" if answer.country else "")
    writer = Writer(title, answer.sources)
    pages = max(1, -(-len(answer.changes) // MOVES_A_PAGE))
    page = min(page, pages - 1)
    if page == 0:
        writer.line("text", Part(_heading(answer), "strong"))
    for change in answer.changes[page * MOVES_A_PAGE : (page + 1) * MOVES_A_PAGE]:
        writer.line("item", *_move(change), rests_on=(change.layer.passage,))
    if page + 1 < pages:
        writer.choice(Choice("More", _command(answer), "changes", "", page + 1))
    if page == 0 and answer.newest is not None:
        writer.line("note", f"Newest article on tariffs here: {day(answer.newest)}, {age(answer.newest, now)}.")
    return writer.reply(page, pages)


def _heading(answer: TariffChanges) -> str:
    span = f"since {day(answer.since)}"
    if answer.until is not None:
        span = f"from {day(answer.since)} to {day(answer.until - dt.timedelta(microseconds=1))}"
    if answer.fresh:
        return f"{counted(len(answer.changes), 'move')} {span}, newest first"
    return f"No move {span} in the articles. The last before that, newest first"


def _command(answer: TariffChanges) -> str:
    command = f"/changes {answer.since.date().isoformat()}"
    return command + (f' country:"{answer.country}"' if answer.country else "")


def _move(change: Change) -> tuple[Part, ...]:
    layer = change.layer
    parts = [Part(f"{day(change.on)}: "), Part(f"{capital(who_charges(layer.imposer))} {kind_of(layer)}", "strong")]
    parts.append(Part(f" on {goods_from(layer.target)}"))
    if change.products:
        parts.extend(
            (Part(" ("), Part(joined([goods_named(product) for product in change.products]), "article"), Part(")"))
        )
    parts.append(Part(f": {_happened(change)}{stated_by(layer)}"))
    return tuple(parts)


def _happened(change: Change) -> str:
    layer = change.layer
    percent, move, when = bounded(layer), layer.move or layer.status, layer.effective
    told = (
        ""
        if layer.published is None or layer.published.date() == change.on
        else f", as reported on {day(layer.published)}"
    )
    later = f" from {day(when)}" if when is not None and when != change.on else ""
    if move == "in_force":
        if layer.inferred:
            return f"{percent} was announced to start on this day{told}; no article here confirms that it did"
        return f"{percent} in force{_from(layer.previous_rate)}{told}"
    if move in {"raised", "lowered"}:
        return f"{move} to {percent}{_from(layer.previous_rate)}{told}"
    if move == "expired":
        return f"{percent} was to end{told}; no article here tells what came after"
    if move == "struck_down" and layer.inferred:
        return f"{percent} {MOVE_WORDS[move]}{told}; this follows, no article here names this tariff"
    happened = ended(layer) if move == "removed" else MOVE_WORDS[move]
    return f"{percent} {happened}{later}{_from(layer.previous_rate)}{told}"


def _from(previous: float | None) -> str:
    return f", in place of {rate(previous)}" if previous is not None else ""
