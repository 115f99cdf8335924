"""From the ledger's layers and steps to the statements that an answer shows."""

from __future__ import annotations

import datetime as dt

import msgspec

from bot import ledger
from bot.answers.passages import passage_of
from bot.answers.values import Layer, Term
from storage.records import Span, TariffStatus

MOVED: dict[ledger.Move, TariffStatus] = {
    "threatened": "threatened",
    "announced": "announced",
    "in_force": "in_force",
    "raised": "in_force",
    "lowered": "in_force",
    "suspended": "suspended",
    "removed": "removed",
    "struck_down": "removed",
    "expired": "removed",
}


def held_layer(layer: ledger.Layer) -> Layer:
    """Return a rate that is charged, as it is shown."""
    made = step_layer(layer.basis, layer.product, layer.step)
    return msgspec.structs.replace(made, status="in_force", effective=layer.effective)


def step_layer(basis: str | None, product: str | None, step: ledger.Step) -> Layer:
    """Return a step of a measure's life, as it is shown."""
    made = _layer(step.source, step.rate, MOVED[step.move], step.since, basis)
    return msgspec.structs.replace(
        made,
        product=product,
        inferred=step.inferred,
        move=step.move,
        expires=step.expires,
        announced=passage_of(step.announced.article, step.announced.fact.evidence) if step.announced else None,
    )


def fact_layer(source: ledger.Source) -> Layer:
    """Return a statement by itself, as it is shown."""
    fact = source.fact
    return _layer(source, fact.rate, fact.status, fact.effective, fact.basis)


def _inside(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end


def _layer(
    source: ledger.Source, rate: float, status: TariffStatus, effective: dt.date | None, basis: str | None
) -> Layer:
    fact, article = source.fact, source.article
    quota = ledger.portion(source)
    return Layer(
        imposer=fact.imposer,
        target=fact.target,
        product=fact.product,
        rate=rate,
        role=fact.role,
        status=status,
        effective=effective,
        previous_rate=fact.previous_rate,
        basis=basis,
        reason=fact.reason,
        approximate=fact.approximate,
        deadline=fact.deadline,
        expires=fact.expires,
        published=article.published,
        passage=passage_of(article, fact.evidence),
        stated_by=fact.stated_by,
        bound=fact.bound,
        terms=tuple(
            Term(term.kind, passage_of(article, term.span))
            for term in fact.terms
            if term.kind != "quota" or term == quota or not _inside(term.span, fact.evidence)
        ),
    )
