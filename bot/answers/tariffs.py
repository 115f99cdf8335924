"""A country's tariff report through the ledger, both directions kept apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from bot import goods, ledger
from bot.answers.books import EVERYONE, Books, Pair
from bot.answers.heads import Head, head_of
from bot.answers.passages import passage_of, passage_start, sources_for
from bot.answers.steps import fact_layer, held_layer, step_layer
from bot.answers.values import Direction, Layer, TariffReport, Total
from bot.countries import name_of
from storage.records import Article, TariffFact

MOST_DIRECTIONS = 12
MOST_UNCLEAR = 6
MOST_STEPS = 24
MOST_GOODS = 6
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
ADDED_UP = "added up from what the articles state"


class Asked(NamedTuple):
    """A resolved tariff question; places are alpha-2 codes or "EU"."""

    country: str
    partner: str | None = None
    product: str | None = None
    as_of: dt.date | None = None
    direction: Literal["charged_on", "charged_by"] | None = None


def compose_tariffs(asked: Asked, books: Books) -> TariffReport | None:
    """Compose the report of ``asked.country`` from its books, or None where the articles state nothing of it."""
    told, as_of = books.told, books.as_of
    # An unsure statement on goods of all countries tells nothing of this one.
    if not any(fact.shown or asked.country in (fact.imposer, fact.target) for _, fact in told):
        return None
    drafts = sorted(_drafts(asked, books), key=lambda each: _order(each, asked))
    sides = [[each for each in drafts if (each.book.imposer == asked.country) is by] for by in (False, True)]
    on, by = (tuple(each.finished() for each in side[:MOST_DIRECTIONS]) for side in sides)
    on, by = on if asked.direction != "charged_by" else (), by if asked.direction != "charged_on" else ()
    unclear = _unclear(asked, told)
    return TariffReport(
        country=name_of(asked.country),
        partner=name_of(asked.partner) if asked.partner else None,
        product=asked.product,
        as_of=as_of,
        charged_on=on,
        charged_by=by,
        direction=asked.direction,
        unclear=unclear,
        goods=() if on or by else _goods([pair for pair in told if _sided(asked, pair[1])]),
        newest=max((article.published for article, _ in told if article.published), default=None),
        sources=sources_for(books.articles, _used((*on, *by), unclear)),
    )


def _unclear(asked: Asked, told: Sequence[Pair]) -> tuple[Layer, ...]:
    """Return the newest statements that are too unsure to count, on the goods asked about."""
    sources = [
        ledger.Source(article, fact)
        for article, fact in told
        if (not fact.shown or article.published is None)
        and asked.country in (fact.imposer, fact.target)
        and _sided(asked, fact)
        and (_on_goods(asked, fact) or _names_goods(asked, article, fact))
    ]
    sources.sort(key=lambda each: (each.day, each.article.id, each.fact.evidence.start))
    return tuple(fact_layer(source) for source in sources[-MOST_UNCLEAR:])


def _goods(told: Sequence[Pair]) -> tuple[str, ...]:
    """Return the kinds of goods that sure statements are on, those told of last first."""
    newest = sorted(told, key=lambda pair: (pair[0].published or _LONG_AGO, pair[0].id), reverse=True)
    named = (item for _, fact in newest if fact.shown for item in goods.items(fact.product) if item is not None)
    return tuple(dict.fromkeys(named))[:MOST_GOODS]


def _sided(asked: Asked, fact: TariffFact) -> bool:
    return asked.direction is None or (fact.imposer == asked.country) == (asked.direction == "charged_by")


def _names_goods(asked: Asked, article: Article, fact: TariffFact) -> bool:
    """Tell whether the sentence itself has the goods asked about: "cocoa powder", where cocoa was read."""
    said = article.text[fact.evidence.start : fact.evidence.end].casefold()
    return asked.product is not None and asked.product.casefold() in said


def _on_goods(asked: Asked, fact: TariffFact) -> bool:
    return asked.product is None or any(
        goods.fit(asked.product, item) in {"own", "narrower"} for item in goods.items(fact.product)
    )


def _used(directions: Sequence[Direction], unclear: Sequence[Layer]) -> Iterator[str]:
    """Yield the ids of the articles that an answer may rest on, those of the headlines first."""
    for each in directions:
        head = (each.headline,) if each.headline else ()
        differing = (layer for pair in each.contradictions for layer in pair)
        for layer in (*head, *each.layers, *each.coming, *each.timeline, *differing):
            yield layer.passage.article
            if layer.announced is not None:
                yield layer.announced.article
        for total in each.history:
            yield from (passage.article for passage in total.passages)
    yield from (layer.passage.article for layer in unclear)


class _Draft(NamedTuple):
    """What is charged on some goods, before it is put into words: of many kinds of goods only some are shown.

    ``goods`` names them, alike kinds after each other; ``head`` is what the headline rests on.
    """

    holding: ledger.Holding
    book: ledger.Book
    goods: str | None
    head: Head

    def finished(self) -> Direction:
        """Return the direction with the totals charged in turn; a total that was added up begins with the last."""
        history = tuple(
            Total(past.total, past.since, tuple(passage_of(s.article, s.fact.evidence) for s in past.sources))
            for past in self.book.past(self.holding.product)
        )
        made = _direction(self.holding, self.head)
        head = made.headline
        if head is not None and made.inferred == ADDED_UP:
            head = msgspec.structs.replace(head, effective=history[-1].since if history else None)
        return msgspec.structs.replace(made, product=self.goods, history=history, headline=head)


def _drafts(asked: Asked, books: Books) -> Iterator[_Draft]:
    """Yield what each pair of places charges, once for each kind of goods; alike kinds of one source are one."""
    for imposer, target in _pairs(asked, books.told):
        book = books.between(imposer, target)
        found = [holding for holding in _holdings(book, asked.product) if holding.status is not None]
        yield from _joined([_Draft(each, book, each.product, head_of(each)) for each in found])


def _holdings(book: ledger.Book, product: str | None) -> list[ledger.Holding]:
    """Return what holds for each kind of goods; with a product asked about for it, then for kinds of it.

    Where it has no rate of its own the ledger answers with that of broader goods; where only several kinds of it have,
    each stands for itself.
    """
    if product is None:
        return [book.holds(each, past=False) for each in book.products()]
    kinds = [each for each in book.products() if _kind_of(product, each)]
    whole = book.holds(product, past=False)
    several = whole.fit == "narrower" and len(kinds) > 1
    parts = [book.holds(each, past=False) for each in kinds if several or whole.fit != "narrower"]
    return [*(() if several else (whole,)), *parts]


def _kind_of(product: str, other: str | None) -> bool:
    """Tell whether other goods are some of the asked ones: flat steel of steel, one firm's cars of cars."""
    company, rival = goods.split(product)[1], goods.split(other)[1]
    fit = goods.fit(product, other)
    return (fit == "narrower" and rival == company) or (fit == "own" and company is None and rival is not None)


def _pairs(asked: Asked, told: Sequence[Pair]) -> list[tuple[str, str]]:
    """Return each (imposer, target) of the facts, those told of last first; goods of all are the asked ones."""
    pairs: dict[tuple[str, str], tuple[dt.datetime, str]] = {}
    for article, fact in told:
        if not fact.shown or not _sided(asked, fact):
            continue
        target = asked.country if fact.target == EVERYONE and fact.imposer != asked.country else fact.target
        if target == EVERYONE and asked.partner:
            target = asked.partner
        stamp = (article.published or _LONG_AGO, article.id)
        pairs[fact.imposer, target] = max(stamp, pairs.get((fact.imposer, target), stamp))
    newest = sorted(pairs, key=lambda pair: (pairs[pair], pair), reverse=True)
    sides = [[pair for pair in newest if (pair[0] == asked.country) is by][:MOST_DIRECTIONS] for by in (False, True)]
    return [pair for side in sides for pair in side]


def _joined(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Join directions that differ in nothing but their goods: what one sentence says of steel and of aluminium."""
    joined: dict[object, _Draft] = {}
    for draft in drafts:
        each = draft.holding
        steps = tuple(
            (
                step.source.article.id,
                passage_start(step.source.article, step.source.fact.evidence),
                step.rate,
                step.move,
            )
            for _, step in each.states[-MOST_STEPS:]
        )
        key = each.product and (each.total, each.status, each.fit, steps)
        same = joined.get(key)
        if same is None or not key:
            joined[key] = draft
        else:
            joined[key] = same._replace(goods=f"{same.goods}, {each.product}")
    return list(joined.values())


def _order(draft: _Draft, asked: Asked) -> tuple[bool, bool, bool, bool, float]:
    holding, head = draft.holding, draft.head
    wanted = asked.product is not None and draft.goods == asked.product
    # What the newest article speaks of first: a rate put off in February goes before one last named in January.
    stated = [
        *(layer.step.source for layer in holding.layers),
        *(step.source for _, step in holding.upcoming),
        *(step.source for _, step in holding.states[-MOST_STEPS:]),
    ]
    dates = {source.article.published for source in stated} | {head.source.article.published if head.source else None}
    age = -max((date.timestamp() for date in dates if date), default=0.0)
    # What only follows goes behind what an article says.
    said = head.source is not None and not head.inferred and not head.added_up
    charged = holding.status == "in_force" and said
    return (not wanted, holding.fit != "own", draft.goods is not None, not charged, age)


def _direction(holding: ledger.Holding, head: Head) -> Direction:
    headline = head.shown()
    coming = tuple(step_layer(measure.basis, measure.product, step) for measure, step in holding.upcoming)
    timeline = tuple(step_layer(measure.basis, measure.product, step) for measure, step in holding.states[-MOST_STEPS:])
    return Direction(
        imposer=holding.imposer,
        target=holding.target,
        product=holding.product,
        total=holding.total,
        status=holding.status or "none",
        headline=headline,
        layers=tuple(held_layer(layer) for layer in holding.layers),
        timeline=timeline,
        coming=tuple(layer for layer in coming if layer != headline),
        history=(),
        inferred=ADDED_UP if head.added_up else None,
        fit=holding.fit,
        partial=holding.partial,
        doubtful=holding.doubtful,
        contradictions=tuple((fact_layer(one), fact_layer(other)) for one, other in holding.contradictions),
    )
