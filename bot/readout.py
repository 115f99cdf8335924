"""A reading as ``read`` shows it: as an object for scripts, or in colours for a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.chat import clean
from storage.records import Article, Person, Quote, Reading, Span, TariffFact

SPEAKER_COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")


def published_text(article: Article) -> str | None:
    """Return the article's time as ISO 8601: a date where only the day is known."""
    if article.published is None:
        return None
    if article.published_day_only:
        return article.published.date().isoformat()
    return article.published.isoformat().replace("+00:00", "Z")


def fact_object(fact: TariffFact) -> dict[str, Any]:
    """Return a tariff fact as scripts read it; dates are ISO 8601."""
    return {
        "imposer": fact.imposer,
        "target": fact.target,
        "product": fact.product,
        "rate": fact.rate,
        "role": fact.role,
        "status": fact.status,
        "effective": _date(fact.effective),
        "previous_rate": fact.previous_rate,
        "basis": fact.basis,
        "reason": fact.reason,
        "evidence": list(fact.evidence),
        "approximate": fact.approximate,
        "bound": fact.bound,
        "deadline": _date(fact.deadline),
        "expires": _date(fact.expires),
        "stated_by": fact.stated_by,
        "terms": [{"kind": term.kind, "span": list(term.span)} for term in fact.terms],
        "confidence": round(fact.confidence, 4),
        "shown": fact.shown,
    }


def _date(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _person_object(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "aliases": list(person.aliases),
        "roles": [role.text for role in person.roles],
        "mentions": _spans(person.mentions),
    }


def _quote_object(quote: Quote) -> dict[str, Any]:
    return {
        "content": _spans(quote.content),
        "cue": _spans(quote.cue) or None,
        "speaker": _spans(quote.speaker) or None,
        "speaker_name": quote.speaker_name,
        "speaker_kind": quote.speaker_kind,
        "type": quote.kind,
        "confidence": round(quote.confidence, 4),
        "shown": quote.shown,
        "within": quote.within,
    }


def reading_object(article: Article, reading: Reading) -> dict[str, Any]:
    """Return what was read of one article as scripts read it. Offsets count code points of the article's text."""
    return {
        "id": article.id,
        "title": article.title,
        "published": published_text(article),
        "language": article.language,
        "derived": sorted(article.derived),
        "people": [_person_object(person) for person in reading.people],
        "quotes": [_quote_object(quote) for quote in reading.quotes],
        "tariffs": [fact_object(fact) for fact in reading.tariffs],
        "summary": _spans(reading.summary),
    }


def show_reading(article: Article, reading: Reading, console: Console) -> None:
    """Print what was read: people, quotations with a colour for each speaker, tariffs, summary sentences."""
    colours = {person.name: SPEAKER_COLOURS[i % len(SPEAKER_COLOURS)] for i, person in enumerate(reading.people)}
    dated = published_text(article) or "undated"
    derived = f" (derived: {', '.join(sorted(article.derived))})" if article.derived else ""
    console.print(Text(clean(article.title), style="bold"))
    console.print(Text(clean(f"{article.id} — {dated}{derived}"), style="dim"))
    if article.language != "en":
        console.print(Text(f"In {article.language}: kept and searched, but not read.", style="yellow"))
    for person in reading.people:
        line = Text("  ").append(clean(person.name), style=f"bold {colours[person.name]}")
        forms = ", ".join(alias for alias in person.aliases if alias != person.name)
        roles = "; ".join(role.text for role in person.roles)
        line.append(clean(f" ({forms})" if forms else "")).append(clean(f" — {roles}" if roles else ""), style="italic")
        console.print(line)
    for quote in reading.quotes:
        if quote.kind == "indirect" and not quote.shown:
            continue
        console.print(_quote_line(article.text, quote, colours))
    for fact in reading.tariffs:
        console.print(Text(clean(_fact_line(fact)), style="" if fact.shown else "dim"))
    for span in reading.summary[:3]:
        console.print(Text(clean("  • " + " ".join(article.text[span.start : span.end].split()))))
    console.print()


def _quote_line(text: str, quote: Quote, colours: dict[str, str]) -> Text:
    speaker = quote.speaker_name or " ".join(text[span.start : span.end] for span in quote.speaker)
    speaker = speaker if quote.shown and speaker else "speaker not identified"
    words = " … ".join(" ".join(text[span.start : span.end].split()) for span in quote.content)
    line = Text("  ").append(clean(f"{speaker} ({quote.kind}, {quote.confidence:.2f}): "), style="bold")
    return line.append(clean(words), style=colours.get(speaker, "dim"))


def _fact_line(fact: TariffFact) -> str:
    product = f" on {fact.product}" if fact.product else ""
    since = f" from {fact.effective}" if fact.effective else ""
    basis = f", {fact.basis}" if fact.basis else ""
    sure = "" if fact.shown else ", unclear"
    status = fact.status.replace("_", " ")
    return f"  {fact.imposer} → {fact.target}{product}: {fact.rate:g}% {fact.role}, {status}{since}{basis}{sure}"
