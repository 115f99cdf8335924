"""From a rate of a sentence to the facts it states."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from bot.countries import EU_MEMBERS
from bot.reading.tariffs.beside import (
    QUALIFIES,
    basis_of,
    both_ways,
    bound_of,
    expiry_of,
    kept_before,
    reason_of,
    same_date,
    stated_by,
    vague_time,
)
from bot.reading.tariffs.companies import company_of
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.parties import ALL, parties_of, respectively
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.previous import doubles, moved, successor
from bot.reading.tariffs.products import product_in_turn, product_of, products_by_place
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.standing import told_by_wording
from bot.reading.tariffs.status import status_features, status_of
from bot.reading.tariffs.totals import Rate
from bot.reading.tariffs.unsettled import passed
from bot.reading.tariffs.when import effective_of, zone
from storage.records import TariffStatus


@dataclass(frozen=True, slots=True)
class _Rated:
    """A rate in its place: the sentence, its ``number`` in the article, the zone that belongs to the rate, the drafts
    of this sentence (``earlier``) and of the whole article (``before``) so far.
    """

    sentence: Sentence
    number: int
    rate: Rate
    indices: list[int]
    bounds: tuple[int, int]
    state: State
    published: dt.date | None
    earlier: list[Draft]
    before: list[Draft]

    @property
    def left(self) -> str:
        """The classes of the zone's tokens before the rate."""
        return self.sentence.letters[self.bounds[0] : self.rate.index]


@dataclass(slots=True)
class _Time:
    """When and how far a rate has come."""

    status: TariffStatus
    chance: float
    effective: dt.date | None
    deadline: dt.date | None
    until: dt.date | None
    kept: bool


def drafts_of(
    sentence: Sentence,
    rate: Rate,
    indices: list[int],
    state: State,
    number: int,
    published: dt.date | None,
    earlier: list[Draft],
    before: list[Draft],
) -> list[Draft]:
    """Return the facts that ``rate`` states, one for each target, and remember in ``state`` what later sentences need.

    ``indices`` are the tokens of the sentence's rates, ``earlier`` the drafts of this sentence, ``before`` those of the
    article so far.
    """
    here = _Rated(
        sentence, number, rate, indices, zone(sentence, rate.index, indices), state, published, earlier, before
    )
    parties = parties_of(sentence, rate.index, here.bounds, state)
    imposer, targets, explicit = parties.imposer, parties.targets, set(parties.explicit)
    if imposer is None:
        return []
    own = respectively(sentence, rate.index, indices)
    targets = (own,) if own is not None else targets
    targets = tuple(t for t in targets if t != imposer and not (imposer == "EU" and t in EU_MEMBERS)) or (ALL,)
    product, stated, goods_chance = _goods(here, targets, explicit)
    basis = _instrument(here)
    time = _time(here, imposer, targets, product, basis)
    if time.status == "removed" and product is None and QUALIFIES.search(" ".join(_around(here))):
        product = "qualifying goods"
    state.pair(imposer, targets)
    state.products[imposer, targets] = product
    previous = _previous(here, imposer, targets, product)
    state.rates.add(rate.value)
    state.last_status = time.status
    state.last_day = time.effective or state.last_day
    if _was_imposed(here) and (replaced := successor(before, imposer, targets, product)) is not None:
        replaced.previous = rate.value
        return []
    first = _draft(here, imposer, product, basis, time, previous)
    first.explicit = explicit | ({"product"} if stated else set())
    first.chances = {
        "rate": rate.weight,
        "imposer": parties.imposer_chance,
        "target": parties.target_chance,
        "product": goods_chance,
        "status": time.chance,
    }
    first.rivals = len({role.mention.code for role in sentence.roles} - {imposer, *targets})
    by_place = products_by_place(sentence, rate.index, here.bounds)
    result = [
        replace(first, target=target, product=by_place.get(target, product), explicit=set(first.explicit))
        for target in targets
    ]
    if both_ways(sentence, here.bounds) and len(targets) == 1 and targets[0] != ALL:
        result.append(replace(result[0], imposer=targets[0], target=imposer, explicit=set(explicit)))
    return result


def _around(here: _Rated) -> list[str]:
    return here.sentence.words(*here.sentence.clause_bounds(here.rate.index))


def _before(here: _Rated) -> list[str]:
    return here.sentence.words(here.bounds[0], here.rate.index)


def _goods(here: _Rated, targets: tuple[str, ...], explicit: set[str]) -> tuple[str | None, bool, float]:
    """Return the product, whether the clause names it (or goods in general), and how likely the choice is."""
    sentence, state, index = here.sentence, here.state, here.rate.index
    product, stated, chance = product_of(sentence, index, here.bounds, state, targets, "target" in explicit)
    if (turn := product_in_turn(sentence, index, here.indices)) is not None:
        product, stated = turn, True
    if stated:
        state.product, state.hint = product, None
    if state.first_product is None:
        state.first_product = (product,)
    if company := company_of(sentence, index, here.bounds):
        product = product or state.product or state.last_goods or state.title_goods  # a firm's rate is on its wares
        product, stated = f"{(product or 'goods').split(' (')[0]} ({company})", True
    return product, stated, chance


def _instrument(here: _Rated) -> str | None:
    """Return the instrument: that beside the rate, else that of the rate before it in the same list."""
    basis = basis_of(here.sentence, here.rate.index, here.bounds)
    if basis is None and here.earlier:
        between = here.sentence.letters[here.earlier[-1].token + 1 : here.rate.index]
        if compiled(r"[,&.nCPKo']{1,8}").fullmatch(between):
            return here.earlier[-1].basis
    return basis


def _time(here: _Rated, imposer: str, targets: tuple[str, ...], product: str | None, basis: str | None) -> _Time:
    """Return status and dates, as the clause and what was said before tell them."""
    sentence, state, rate, published = here.sentence, here.state, here.rate, here.published
    effective, deadline, until = effective_of(sentence, rate.index, here.bounds, published)
    if effective is not None and _STAGED & set(_around(here)) and rate.previous is not None:
        effective = None  # "to 10 per cent in three stages, the first on 1 February": not the day of the last
    if effective is None and state.last_day and same_date(sentence, here.bounds):
        effective = state.last_day
    kin = here.earlier[-1].status if here.earlier else None
    decided = _decided(state, imposer, targets)
    found = status_features(sentence, rate, here.bounds, effective, published, state, decided, kin, basis)
    status, chance = status_of(sentence, rate, state, found)
    if kin is not None and effective is None and _listed(here):
        status = kin  # "pay 25% on steel and 10% on zinc"
    told = told_by_wording(sentence, rate.index)
    if told is not None and not (told == "removed" and status == "suspended"):
        status, effective = told, (None if told == "in_force" else effective)
    if status == "in_force" and effective is not None and published is not None and effective > published:
        status = "announced"  # what begins on a day to come isn't charged yet
    if status in {"announced", "in_force"} and "if" in _around(here) and _MAY.search(" ".join(_before(here))):
        status = "threatened"  # "may impose up to 20% if the inquiry finds dumping"
    kept = kept_before(sentence, rate.index, here.bounds) or told == "in_force"
    if kept and status == "announced" and _ALREADY.search(" ".join(sentence.words(*here.bounds))):
        status, effective = "in_force", None  # "on top of the 10% already charged"
    if basis == "mfn" and status in {"announced", "in_force", "threatened"} and rate.previous is None:
        status, effective, kept = "in_force", None, True
    if state.ended and _had(here) and _PLANNED.search(" ".join(sentence.words(*here.bounds))):
        status, effective, kept = "removed", None, True
    return _Time(status, chance, effective, deadline, until, kept)


def _listed(here: _Rated) -> bool:
    """Tell whether the rate only goes on with the list of the one before it."""
    return _LIST.fullmatch(here.sentence.letters[here.earlier[-1].token + 1 : here.rate.index]) is not None


_LIST = re.compile(r"[nFoPCKG.']{0,6}[,&]{1,2}[.zUO]{0,2}")
_MAY = re.compile(r"\b(?:may|might|could)\b")
_ALREADY = re.compile(r"\b(?:already|existing|currently)\b")
_MORE = frozenset({"further", "another", "additional", "remaining", "rest", "extra", "second", "next"})
_STAGED = frozenset({"stages", "steps", "phases", "instalments", "tranches"})
_PLANNED = re.compile(r"\b(?:scheduled|due|set|planned|supposed|meant)\b")


def _had(here: _Rated) -> bool:
    return any(word == "had" or word.startswith("had ") for word in here.sentence.words(*here.bounds))


def _was_imposed(here: _Rated) -> bool:
    """Tell whether "had imposed" stands before the rate: a state that is over, or may be."""
    return _had(here) and compiled(r"i[CKzUOn.']{0,4}\Z").search(here.left) is not None


def _previous(here: _Rated, imposer: str, targets: tuple[str, ...], product: str | None) -> float | None:
    """Return the rate that this one takes the place of, where the article says so."""
    rate = here.rate
    if rate.previous is not None:
        return rate.previous
    if doubles(here.sentence, rate.index, here.state, rate.value, here.number):
        return rate.value / 2
    return moved(here.sentence, rate.index, imposer, targets, product, here.before, rate.value)


def _draft(
    here: _Rated, imposer: str, product: str | None, basis: str | None, time: _Time, previous: float | None
) -> Draft:
    sentence, rate, bounds = here.sentence, here.rate, here.bounds
    pending = time.status in {"suspended", "threatened"}
    bound = bound_of(sentence, rate)
    return Draft(
        imposer,
        ALL,
        product,
        rate.value,
        sentence.span,
        role="total" if rate.total else "duty",
        status=time.status,
        effective=time.effective,
        previous=previous,
        basis=None if rate.total else basis,
        reason=None if rate.total else reason_of(sentence, bounds),
        approximate=bound is None and "z" in sentence.letters[max(0, rate.index - 3) : rate.index],
        bound=bound,
        deadline=time.deadline if time.until is None or pending else None,
        expires=expiry_of(sentence, bounds, time.effective, time.until)
        if time.status in {"announced", "in_force"}
        else None,
        stated_by=stated_by(sentence),
        weight=rate.weight,
        sentence=here.number,
        token=rate.index,
        kept=time.kept,
        vague=vague_time(sentence, rate.index, bounds),
        present="f" in here.left and "w" not in here.left,
        adds=bool(_MORE & set(sentence.words(*bounds))),
        crowd=len(here.indices),
        past=_passed(sentence, rate),
        gap=here.number - here.state.last_rate,
    )


def _passed(sentence: Sentence, rate: Rate) -> bool:
    first, last = sentence.clause_bounds(rate.index)
    left, right = sentence.words(first, rate.index), sentence.words(rate.index + 1, last)
    return passed(" ".join(left), " ".join(right), rate.zero)


def _decided(state: State, imposer: str, targets: tuple[str, ...]) -> bool:
    """Tell whether an order, or a deal between these parties, stands behind a "would"."""
    return state.decided or any(imposer in deal and deal & set(targets) for deal in state.deals)
