"""Which numbers may be a tariff rate, and what speaks against one: sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.tariffs import read_tariffs
from bot.reading.tariffs.amounts import find_amounts, find_bare
from bot.reading.tariffs.choice import Chooser
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.parsing import parse
from bot.reading.tariffs.rate_doubts import doubts
from bot.reading.tariffs.rates import find_rates
from bot.reading.text import analyse
from storage.records import Span

DAY = dt.date(2026, 1, 13)
EAGER = Chooser({"rate": {"": 9.0}})  # takes every percentage for a rate that nothing rules out


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Peru pays 12 per cent, while Chile was offered 9 last year.", [9]),
        ("Chile bears 9 today and Peru owes 7.5.", [9, 7.5]),
        ("Tin drops to 8 percent from the 30 that shut its mines.", [30]),
        ("It falls to 20%, then 15 and, at last, to 10.", [15, 10]),
        ("Rather than the 30 announced in May, it is 12%.", [30]),
        ("The duty applies from 12:01 on Friday.", []),
        ("Peru put the 30 ships in dock.", []),
        ("The 30 miners that stayed were paid.", []),
    ],
)
def test_numbers_without_a_sign(text: str, values: list[float]) -> None:
    assert [amount.value for amount in find_bare(text, 0, len(text))] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Tin pays 20 percent and, in year three, 15 percent.", [20, 15]),
        ("Boots pay a quarter of their value at the border.", [25]),
        ("A third on the declared value is due.", [100 / 3]),
        ("A quarter of their workers left.", []),
    ],
)
def test_counted_years_and_parts_of_a_value(text: str, values: list[float]) -> None:
    assert [amount.value for amount in find_amounts(text, 0, len(text))] == values


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Lowen comes off worst at 12%.", "unheard"),
        ("The papers say Peru will charge 38% more.", "above or below"),
        ("Of the duty the 10% falls away.", "size of a change"),
    ],
)
def test_doubts_that_are_weighed(text: str, doubt: str) -> None:
    sentence, state = parse(text, Span(0, len(text)), DAY, {}, first=False), State(EAGER)
    (index,) = sentence.amounts
    assert list(doubts(sentence, index, state, begun=False)) == [doubt]
    assert [rate.value for rate in find_rates(sentence, state, active=False)] != []
    firm = State(Chooser({"rate": {"": 9.0, f"doubt {doubt}": -18.0}}))
    assert find_rates(sentence, firm, active=False) == []


def test_a_doubt_that_is_certain_rules_a_rate_out() -> None:
    text = "Exports to Peru dropped 37%."
    sentence = parse(text, Span(0, len(text)), DAY, {}, first=False)
    assert "moved" in list(doubts(sentence, next(iter(sentence.amounts)), State(EAGER), begun=False))
    assert find_rates(sentence, State(EAGER), active=True) == []


HOME = (
    "Peru's brewers pay a new duty today. A pint of beer at 5% strength is taxed more than a bottle of wine at 12%. "
    "The Chancellor expects drinkers to pay. {}Pubs will close."
)
TRADE = "Importers of Chilean wine pay customs the same on each shipment at the border, exporters say. "


def test_taxes_and_prices_at_home_are_not_read() -> None:
    home, both = HOME.format(""), HOME.format(TRADE)
    assert read_tariffs(analyse(home), DAY, chooser=EAGER) == ()
    assert read_tariffs(analyse(both), DAY, chooser=EAGER) != ()
