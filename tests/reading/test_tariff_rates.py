"""Which numbers may be a tariff rate, and what speaks against one: sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.tariffs import read_tariffs
from bot.reading.tariffs.amounts import find_amounts, find_bare
from bot.reading.tariffs.choice import Chooser, learned
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.parsing import parse
from bot.reading.tariffs.rate_doubts import doubts
from bot.reading.tariffs.rate_features import rate_features
from bot.reading.tariffs.rates import find_rates
from bot.reading.tariffs.subject import names_tariffs, tells_of_charges, tells_of_remedy
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


# No word for tariffs stands in these.
CHARGED = "MINISTER FOR TRADE: In Peru a Chilean boat pays 20 per cent today, and a Chilean bus pays 12 per cent."


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (CHARGED, True),
        ("Chilean importers of tin have carried 15% since May. The quota of the trade deal is full at 30%.", True),
        ("Importers in Peru guess: 30% on all imported boats from May, 12% in June. Shipments wait.", True),
        ("In Peru the dumping margin is 12% for Lowen and 30% for its rivals, as their exporters knew.", True),
        # no word of trade, no verb of charging, what is no rate, a single percentage
        ("The lender pays 4% and takes 9%.", False),
        ("Norway pays 4% to Peru on its loan and has 9% left. Shipments go on.", False),
        ("Exports rose by 12% and imports by 9%, a port said.", False),
        ("Exporters face a 10% drop. Shipments fell 9%, a port said.", False),
        ("The firm, which exports to Peru, paid 4% interest on the loan and 9% commission. Shipments rose.", False),
        ("In trade talks with Peru importers said that they pay 12%.", False),
    ],
)
def test_articles_that_tell_of_charges_without_a_word_for_tariffs(text: str, read: bool) -> None:
    assert not names_tariffs(text)
    assert tells_of_charges(text) is read
    assert bool(read_tariffs(analyse(text), DAY, chooser=EAGER)) is read


def test_what_an_article_without_a_word_for_tariffs_states_is_not_shown() -> None:
    text = "Peru will charge imports of zinc from Chile {}20% from May 1. Zinc from Bolivia pays 12% in Peru."
    silent, named = (read_tariffs(analyse(text.format(words)), DAY) for words in ("", "a duty of "))
    assert [fact.rate for fact in silent] == [fact.rate for fact in named] == [20, 12]
    assert all(fact.shown for fact in named)
    assert not any(fact.shown for fact in silent)


@pytest.mark.parametrize(
    ("text", "rate", "before"),
    [
        ("Peru's tariff on steel doubles from 25% in May.", 50, 25),
        ("Peru halved its tariff on Chilean steel from the present 30%.", 15, 30),
        ("Peru's tariff on steel will be three times the ordinary rate of 9%.", 27, 9),
        ("Peru doubled the tariff on steel from Chile, 25% in all.", 25, None),
        ("Peru's tariff of 25% is half the truth.", 25, None),
        ("Peru has doubled the tariff on steel from Chile to 25%.", 25, None),
    ],
)
def test_a_rate_told_by_the_old_one_is_worked_out(text: str, rate: float, before: float | None) -> None:
    sentence = parse(text, Span(0, len(text)), DAY, {}, first=False)
    assert [(each.value, each.previous) for each in find_rates(sentence, State(EAGER), active=True)] == [(rate, before)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru's tariff on steel {} doubles from 25% in May.",
        "Peru {} doubled its tariff on Chilean steel from 25%.",
        "Peru pays {} double the current 25% on its steel.",
    ],
)
@pytest.mark.parametrize("inexactly", ["more than", "nearly", "almost", "not", "has not yet", "hasn't", "less than"])
def test_a_rate_that_is_not_told_exactly_is_none(text: str, inexactly: str) -> None:
    text = text.format(inexactly)
    sentence = parse(text, Span(0, len(text)), DAY, {}, first=False)
    assert find_rates(sentence, State(EAGER), active=True) == []


def test_a_rate_that_is_doubled_to_a_stated_one_is_left_as_it_is() -> None:
    text = "Peru's tariff on steel doubles from 25% to 50%."
    sentence = parse(text, Span(0, len(text)), DAY, {}, first=False)
    assert [each.value for each in find_rates(sentence, State(EAGER), active=True)] == [25, 50]


def features_of(text: str, rate: float, state: State | None = None) -> list[str]:
    sentence = parse(text, Span(0, len(text)), DAY, {}, first=False)
    index = next(at for at, amount in sentence.amounts.items() if amount.value == rate)
    return rate_features(sentence, index, [], state or State(EAGER), active=True)


def test_what_a_clause_is_about_and_whose_rate_it_is() -> None:
    assert "subject M" in features_of("The share of steel in the market stands near 20%.", 20)
    assert "subject T" in features_of("The duty on the market's steel stands near 20%.", 20)
    assert "of a firm" in features_of("We bill customers 4% on boards.", 4)
    assert "of a firm" not in features_of("Peru bills them 4% on boards.", 4)
    remedy = State(EAGER, remedy=True)
    assert "company after a remedy" in features_of("Lowen pays 20%.", 20, remedy)
    assert "company" in features_of("Lowen pays 20%.", 20)
    assert "company" not in features_of("Steel pays 20%.", 20)


def test_an_article_on_dumping_or_subsidies_gives_each_firm_a_rate() -> None:
    assert tells_of_remedy("Boots were dumped in Peru.")
    assert tells_of_remedy("Subsidies helped them.")
    assert not tells_of_remedy("Peru has a duty on boots.")
    for opening, told in (("Boots were dumped in Peru.", "company after a remedy"), ("Boots are in Peru.", "company")):
        chooser = Chooser(learned(), trace=[])
        read_tariffs(analyse(f"{opening} A duty was set on Chile. Lowen pays 20%."), DAY, "", chooser=chooser)
        features = {name for each in chooser.trace or () for names in each.features for name in names}
        assert features & {"company", "company after a remedy"} == {told}


def test_of_what_is_hardly_likely_nothing_is_kept() -> None:
    document = analyse("Peru charges a duty of 20% on boots from Chile.")
    for score, kept in ((-0.7, 0), (-0.5, 1)):  # 0.33 and 0.38
        chooser = Chooser({**learned(), "confidence": {"": score}})
        assert len(read_tariffs(document, DAY, "", chooser=chooser)) == kept
        chooser = Chooser(chooser.weights, rows=[])
        assert len(read_tariffs(document, DAY, "", chooser=chooser)) == len(chooser.rows or ()) == 1


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Chilean goods are charged 50% in Peru, half of it as a penalty for buying oil.", True),
        ("Chilean tin pays a duty of 50%, of which half is a penalty.", True),
        ("Chilean exports to Peru will be charged a duty of 15%, all in, under the deal.", True),
        ("It comes on top of the tariffs that Chilean goods already pay, about 30%.", True),
        ("It comes on top of the tariff that Chilean goods already pay, 30%.", False),
        ("It comes on top of the duties that every supplier pays, 16% on shirts.", False),
        ("From Thursday Chilean goods pay 15% in Peru, a ceiling that already includes the old duties.", True),
        ("They pay a basic duty of 35.75% with the cess and surcharge included.", True),
        ("They pay a duty of 35% with no exemption.", False),
        ("Once the ordinary duty is counted a box of pork owes 62% at the port.", True),
        ("Once the ships are counted, the duty on pork is 62% at the port.", False),
        ("The surcharges are stacked on Peru's ordinary 10% duty on cars.", False),
        ("With the surcharges stacked up, cars from Chile pay a duty of 10% in Peru.", True),
    ],
)
def test_what_is_made_up_of_several_is_a_total(text: str, total: bool) -> None:
    sentence = parse(text, analyse(text).sentences[0], None, {}, first=False)
    rate = next(iter(find_rates(sentence, State(EAGER), active=True)))
    assert rate.total is total


def test_a_size_of_a_fall_in_any_form_of_the_verb_is_no_rate() -> None:
    for verb in ("shrunk", "grown", "slipped", "tumbled", "contracted", "swollen"):
        text = f"Peru charges tin a duty of 20%. Its exports had {verb} by 12%."
        assert {fact.rate for fact in read_tariffs(analyse(text), DAY, "")} <= {20.0}


@pytest.mark.parametrize(
    ("text", "polled"),
    [
        ("Asked what worried them most, 41 per cent named rents and only 9 per cent tariffs.", True),
        ("Of the mills surveyed 30% of firms said the tariff was too high.", True),
        ("Peru will charge tin the 30% agreed with Chile.", False),
        ("Peru charges tin 30%, said its minister.", False),
    ],
)
def test_shares_of_those_who_were_asked_are_no_rates(text: str, polled: bool) -> None:
    sentence = parse(text, analyse(text).sentences[0], None, {}, first=False)
    state = State(EAGER)
    assert [("polled" in doubts(sentence, at, state, False)) for at in sentence.amounts] == [polled] * len(
        sentence.amounts
    )
