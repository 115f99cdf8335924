"""Dates and instruments from other sentences, and facts stated twice: from drafts to facts."""

from __future__ import annotations

import datetime as dt
import itertools
import re

from bot import goods
from bot.reading.tariffs.basis import INSTRUMENTS
from bot.reading.tariffs.confidence import LEAST, confidence_features, confidence_of, is_shown
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.parties import ALL
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.plain import plainly
from bot.reading.tariffs.sentence import Sentence
from storage.records import Span, TariffFact

_SURE = 0.7  # a status that keeps two statements of one rate apart
_ON_GOODS = frozenset({"anti_dumping", "countervailing", "safeguard"})


def share(sentence: Sentence, drafts: list[Draft], indices: list[int], published: dt.date | None) -> None:
    """Let the rates of one sentence share a date that leads them in or closes them ("all from 1 May")."""
    if len(drafts) < 2:
        return
    for earlier, later in itertools.pairwise(drafts):
        if later.effective is None and earlier.effective is not None and later.token != earlier.token:
            leading = min(sentence.dates, default=len(sentence.row)) < indices[0]
            if (leading and not later.kept and later.status == earlier.status) or later.token == earlier.token:
                later.effective, later.status = earlier.effective, earlier.status
    if (drafts[-1].token != drafts[0].token and drafts[-1].basis != "mfn") or len(indices) > 2:
        for earlier, later in reversed(list(itertools.pairwise(drafts))):
            between = sentence.letters[earlier.token + 1 : later.token]
            alone = earlier.effective is None and not earlier.kept and not compiled(r"[wiBNxsghd;|]").search(between)
            if alone and later.effective is not None and later.token > earlier.token:
                earlier.effective, earlier.status = later.effective, later.status
            elif alone and later.status == "threatened" and earlier.status == "announced":
                earlier.status = "threatened"
    _sums(sentence, drafts)
    _totals_with_layers(drafts)
    closing = sentence.clause_bounds(indices[-1])[1]
    tail = sentence.words(indices[-1], closing)
    if {"if", "unless"} & set(tail) and "&" not in sentence.letters[indices[-1] : closing]:
        for draft in drafts:
            if draft.status == "announced" and sentence.clause[draft.token] == sentence.clause[indices[-1]]:
                draft.status = "threatened"
    tail = sentence.words(indices[-1], len(sentence.row))
    if drafts[-1].effective is not None and {"all", "both", "each"} & set(tail):
        for draft in drafts:
            if draft.effective is None:
                draft.effective, draft.status = drafts[-1].effective, drafts[-1].status


_ADDED_UP = re.compile(r"[SO:(]|~o")  # words for a sum or for more, what is laid out, "half of it"


def _sums(sentence: Sentence, drafts: list[Draft]) -> None:
    """Make a total of a rate that is the sum of the sentence's other rates on the same goods of the same place: "pays
    70%: a duty of 10%, topped by a levy of 60%"; not of the last of several steps ("5% in May, 10% in June, 15% in
    July") or grades.
    """
    if _ADDED_UP.search(sentence.letters) is None or len({draft.effective for draft in drafts} - {None}) > 1:
        return
    for draft in drafts:
        parts = {d.token: d.rate for d in drafts if d is not draft and d.target == draft.target and d.role == "duty"}
        own = [d for d in drafts if d.target == draft.target and d.product not in {draft.product, None}]
        if len(parts) >= 2 and not own and abs(sum(parts.values()) - draft.rate) < _NEAR and 0 not in parts.values():
            draft.role, draft.summed = "total", True
            for part in drafts:
                part.summed = part.summed or part.token in parts


_NEAR = 0.01  # per cent


def _totals_with_layers(drafts: list[Draft]) -> None:
    """Let a total begin when the layer begins that brings it about: "adds 40% from 6 August, for a total of 50%"."""
    coming = [d for d in drafts if d.role == "duty" and d.status in {"announced", "threatened"} and not d.kept]
    for draft in drafts:
        if draft.role == "total" and draft.status == "in_force" and draft.effective is None and not draft.kept:
            layer = next((d for d in reversed(coming) if d.token < draft.token and d.target == draft.target), None)
            if layer is not None:
                draft.status, draft.effective = layer.status, layer.effective


def settle(drafts: list[Draft], sentences: list[Sentence], state: State, published: dt.date | None) -> None:
    """Fill in dates and instruments that other sentences give, and bring each status in line with its date."""
    for draft in drafts:
        dated = draft.effective is not None or draft.vague
        if not dated and not draft.kept and draft.status in {"in_force", "announced", "removed"}:
            day = _date_for(draft, state, published)
            if day is not None and not (draft.status == "announced" and published is not None and day <= published):
                draft.effective = day
                if published is not None and draft.status == "in_force" and day > published:
                    draft.status, draft.moved = "announced", True
            elif (
                day is not None
                and published is not None
                and (day == published or not _moves(sentences[draft.sentence], draft))
                and not _looks_ahead(sentences[draft.sentence], draft)
            ):
                draft.effective, draft.status = day, "in_force"  # "The deal starts today. The duty falls to 10%."
        if draft.status == "announced" and draft.effective is not None and published is not None:
            draft.status = "announced" if draft.effective > published else "in_force"
        if draft.basis is None and draft.role == "duty":
            draft.basis = _basis_for(draft, state)


def _moves(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether the clause of a rate tells of a change: that may come later than what it follows on has come."""
    first, _ = sentence.clause_bounds(draft.token)
    return not set("rceg").isdisjoint(sentence.letters[first : draft.token])


def _looks_ahead(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether the clause of a rate has a "will" or a "would"."""
    first, last = sentence.clause_bounds(draft.token)
    return not {"w", "d"}.isdisjoint(sentence.letters[first:last])


def _date_for(draft: Draft, state: State, published: dt.date | None) -> dt.date | None:
    best: tuple[int, dt.date] | None = None
    words = goods.split(draft.product)[0]
    for number, imposer, day, product, from_rate in state.dates:
        gap = number - draft.sentence
        if imposer != draft.imposer or not -4 <= gap <= 2 or gap == 0 or (gap > 0 and from_rate):
            continue
        other = goods.split(product)[0]
        if other and not words & other:
            if from_rate and not words:
                continue
            if published is not None and day > published and draft.present:
                continue
        rank = abs(gap) + (0 if gap < 0 else 1)
        if best is None or rank < best[0]:
            best = (rank, day)
    return best[1] if best else None


def _basis_for(draft: Draft, state: State) -> str | None:
    words = goods.split(draft.product)[0]
    # what a sentence without a rate names is the instrument of the article's own measure, not of every country's rate
    usual = state.common is None or draft.target == ALL or draft.target in state.common[1] or ALL in state.common[1]
    said = [
        (abs(number - draft.sentence), basis)
        for number, imposer, target, basis, product, places in state.said
        if imposer == draft.imposer
        and target in {None, draft.target}
        and (usual or draft.target in places or abs(number - draft.sentence) <= 1)
        and not (product is not None and (basis in _ON_GOODS or target) and not words & goods.split(product)[0])
        and not (product is None and basis in _ON_GOODS and abs(number - draft.sentence) > 2)
    ]
    if draft.status == "removed" and said:
        return min(said)[1]
    instruments = {basis for _, basis in said} & INSTRUMENTS
    if len(instruments) == 1 and not draft.kept:
        return next(iter(instruments))
    near = [(gap, basis) for gap, basis in said if gap <= 3 and basis != "penalty"]
    if near and not draft.kept:
        return min(near)[1]
    parties = {draft.imposer, draft.target}
    if draft.status != "threatened" and not draft.kept and any(parties <= deal for deal in state.deals):
        return "trade_deal"
    return None


def finish(drafts: list[Draft], sentences: list[Sentence], state: State) -> tuple[TariffFact, ...]:
    """Merge what is stated twice and turn drafts into facts."""
    kept: list[Draft] = []
    for draft, plain in zip(drafts, plainly(drafts, sentences, state), strict=True):
        draft.plain = plain
        first = next((other for other in kept if _same(other, draft)), None)
        if first is None:
            kept.append(draft)
            continue
        if first.evidence == draft.evidence and first.token == draft.token:
            continue
        first.effective = first.effective or draft.effective
        first.previous = draft.previous if first.previous is None else first.previous
        first.basis = first.basis or draft.basis
        first.weight = max(first.weight, draft.weight)
        first.explicit |= draft.explicit
        first.plain |= draft.plain and draft.status == first.status
    kept = [draft for draft in kept if not _vaguer(draft, kept)]
    rows = [confidence_features(draft, kept, state) for draft in kept]
    least = LEAST
    if state.chooser.rows is not None:  # what is learned from is all that was read
        state.chooser.rows.extend(rows)
        least = 0.0
    weights = state.chooser.weights.get("confidence", {})
    found = [_fact(draft, confidence_of(row, weights)) for draft, row in zip(kept, rows, strict=True)]
    return tuple(fact for fact in found if fact.confidence >= least)


def _vaguer(draft: Draft, kept: list[Draft]) -> bool:
    """Tell whether a rate "for all" that names no target repeats a country's own rate in other words."""
    return (
        draft.target == ALL
        and "target" not in draft.explicit
        and any(
            other is not draft
            and (other.imposer, other.rate, other.role) == (draft.imposer, draft.rate, draft.role)
            and "target" in other.explicit
            and goods.same(other.product, draft.product)
            for other in kept
        )
    )


def _same(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts state one fact: two layers of one rate differ in their instrument."""
    if {one.status, other.status} == {"threatened", "in_force"} and one.sentence != other.sentence:
        sure = min(one.chances.get("status", 0.0), other.chances.get("status", 0.0))
        if sure >= _SURE and other.adds:
            return False
    return (
        (one.imposer, one.target, one.rate, one.role) == (other.imposer, other.target, other.rate, other.role)
        and one.product == other.product
        and (one.basis == other.basis or one.basis is None or other.basis is None)
    )


def _fact(draft: Draft, confidence: float) -> TariffFact:
    return TariffFact(
        imposer=draft.imposer,
        target=draft.target,
        product=draft.product,
        rate=draft.rate,
        role=draft.role,
        status=draft.status,
        evidence=Span(*draft.evidence),
        effective=draft.effective,
        previous_rate=draft.previous,
        basis=draft.basis,
        reason=draft.reason,
        approximate=draft.approximate,
        bound=draft.bound,
        deadline=draft.deadline,
        expires=draft.expires,
        stated_by=draft.stated_by,
        confidence=confidence,
        shown=is_shown(draft, confidence),
    )
