"""An article's tariff facts: sentence by sentence, with what was said before kept in mind."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right

from bot.countries import EU_MEMBERS
from bot.reading.tariffs.basis import find_basis, strongest
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.parties import ALL, parties_of, product_of
from bot.reading.tariffs.rates import Rate, find_rates
from bot.reading.tariffs.sentence import Sentence, parse
from bot.reading.tariffs.status import effective_of, status_of, zone
from bot.reading.text import Document
from storage.records import Span, TariffFact

_GATE = re.compile(
    r"tariff|\bdut(?:y|ies)\b|\blev(?:y|ies)\b|surcharge|surtax|import tax|border tax|customs", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"\d\s?%|per[ \u00a0-]?cent|\bpct\b|duty[- ]free|tariff[- ]free|\bfree of\b|\bzero\b|\bnil\b|\bto \d|quarter|tenth",
    re.IGNORECASE,
)
MAX_SENTENCE = 2000  # characters; a longer one is a table or noise and is not read
SHOWN_FROM = 0.7


def read_tariffs(document: Document, published: dt.date | None) -> tuple[TariffFact, ...]:
    """Return the tariff facts that ``document`` states, in its order; ``published`` is the day relative dates count from.

    An article without a word for tariffs costs one search. Linear in the text; raises for no text.
    """
    text = document.text
    if not _GATE.search(text):
        return ()
    state = State()
    drafts: list[Draft] = []
    starts = [paragraph.start for paragraph in document.paragraphs]
    paragraph = -1
    for number, span in enumerate(document.sentences):
        if span.end - span.start > MAX_SENTENCE:
            continue
        here = bisect_right(starts, span.start)
        sentence = parse(text, span, published, state.known, first=number == 0)
        sentence.paragraph = here
        drafts.extend(_read_sentence(sentence, state, number, published, new_paragraph=here != paragraph))
        paragraph = here
    return _finish(drafts)


def _read_sentence(
    sentence: Sentence, state: State, number: int, published: dt.date | None, new_paragraph: bool
) -> list[Draft]:
    for role in sentence.roles:
        state.known.add(role.mention.code)
        if role.mention.code not in state.order:
            state.order.append(role.mention.code)
    if "L" in sentence.letters:
        state.deal = True
    active = number - state.last_tariff <= 1 or (number - state.last_tariff <= 2)
    drafts: list[Draft] = []
    if "A" in sentence.letters or "Z" in sentence.letters:
        rates = find_rates(sentence, active)
        indices = [rate.index for rate in rates]
        for rate in rates:
            if rate.previous_of is None and not rate.lower:
                drafts.extend(_drafts(sentence, rate, indices, state, number, published))
    if drafts or "T" in sentence.letters:
        state.last_tariff = number
    if not drafts:
        _remember_topic(sentence, state)
    return drafts


def _remember_topic(sentence: Sentence, state: State) -> None:
    """Keep the parties of a sentence that speaks of a tariff without a rate."""
    if "T" not in sentence.letters:
        return
    index = sentence.letters.index("T")
    imposer, targets, explicit = parties_of(sentence, index, (0, len(sentence.row)), state)
    if imposer and "imposer" in explicit:
        state.pair(imposer, tuple(t for t in targets if t != imposer) or (ALL,))
    product, stated = product_of(sentence, index, (0, len(sentence.row)), state)
    if stated:
        state.product = product or None


def _drafts(
    sentence: Sentence, rate: Rate, indices: list[int], state: State, number: int, published: dt.date | None
) -> list[Draft]:
    bounds = zone(sentence, rate.index, indices)
    imposer, targets, explicit = parties_of(sentence, rate.index, bounds, state)
    if imposer is None:
        return []
    targets = tuple(
        target for target in targets if target != imposer and not (imposer == "EU" and target in EU_MEMBERS)
    )
    if not targets:
        targets = (ALL,)
    product, stated = product_of(sentence, rate.index, bounds, state)
    product = product or None
    effective, deadline = effective_of(sentence, rate.index, bounds, published)
    status, sure = status_of(sentence, rate.index, bounds, effective, published, state.deal)
    begin = sentence.row[bounds[0]].start
    end = sentence.row[bounds[1] - 1].end
    found = [name for _, name in find_basis(sentence.text, begin, end)]
    basis = strongest(found)
    state.pair(imposer, targets)
    if stated:
        state.product = product
    reason = _reason(sentence, bounds)
    near = sentence.letters[max(0, rate.index - 3) : rate.index]
    result = []
    for target in targets:
        draft = Draft(
            imposer,
            target,
            product,
            rate.value,
            sentence.span,
            role="total" if rate.total else "duty",
            status=status,
            effective=effective,
            previous=rate.previous,
            basis=None if rate.total else basis,
            reason=None if rate.total else reason,
            approximate="z" in near,
            deadline=deadline,
            weight=rate.weight,
            explicit=set(explicit),
            sentence=number,
            at=sentence.row[rate.index].start,
        )
        if stated:
            draft.explicit.add("product")
        if not sure:
            draft.doubts.add("status")
        result.append(draft)
    return result


_CAUSE = re.compile(r"(?:tied|linked|due) to|to punish|punishing|over|citing|for its|because of|as punishment for")


def _reason(sentence: Sentence, bounds: tuple[int, int]) -> str | None:
    """Return the words after "tied to", "over", "to punish" within ``bounds``, up to the phrase's end."""
    for index in range(*bounds):
        if sentence.letters[index] == "J" and _CAUSE.fullmatch(sentence.row[index].text):
            last = index
            while last + 1 < bounds[1] and sentence.reason[last + 1]:
                last += 1
            if last > index:
                return sentence.text[sentence.row[index + 1].start : sentence.row[last].end][:120]
    return None


def _finish(drafts: list[Draft]) -> tuple[TariffFact, ...]:
    """Merge what is stated twice and turn drafts into facts."""
    kept: list[Draft] = []
    for draft in drafts:
        first = next((other for other in kept if _same(other, draft)), None)
        if first is None:
            kept.append(draft)
            continue
        first.effective = first.effective or draft.effective
        first.previous = draft.previous if first.previous is None else first.previous
        first.basis = first.basis or draft.basis
        first.weight = max(first.weight, draft.weight)
        first.explicit |= draft.explicit
    return tuple(_fact(draft) for draft in kept)


def _same(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts state one fact: two layers of one rate differ in their instrument."""
    return (
        (one.imposer, one.target, one.rate, one.role) == (other.imposer, other.target, other.rate, other.role)
        and one.product == other.product
        and (one.basis == other.basis or one.basis is None or other.basis is None)
    )


def _fact(draft: Draft) -> TariffFact:
    confidence = min(
        0.99, 0.3 + 0.12 * draft.weight + 0.12 * ("imposer" in draft.explicit) + 0.12 * ("target" in draft.explicit)
    )
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
        deadline=draft.deadline,
        expires=draft.expires,
        stated_by=draft.stated_by,
        confidence=round(confidence, 2),
        shown=confidence >= SHOWN_FROM,
    )
