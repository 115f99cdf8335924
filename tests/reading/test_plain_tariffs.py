"""Only what an article states plainly is shown: each condition, with what the reader chose given by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.reading.tariffs import read_tariffs
from bot.reading.tariffs.choice import Chooser
from bot.reading.tariffs.confidence import COMPANY_FROM, confidence_of, is_shown
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.parsing import parse
from bot.reading.tariffs.plain import plainly
from bot.reading.text import analyse
from storage.records import Span

DAY = dt.date(2026, 1, 13)  # a Tuesday
SURE = dict.fromkeys(("rate", "imposer", "target", "product", "status"), 1.0)


def is_plain(text: str, rate: float, imposer: str, target: str, state: State | None = None, **fields: Any) -> bool:
    """Tell whether ``text`` states plainly that ``imposer`` charges goods of ``target`` at ``rate``, as far as the
    reader's choices (``fields``) go.
    """
    sentences = [parse(text, span, DAY, {}, first=False) for span in analyse(text).sentences]
    number, token = next(
        (number, at)
        for number, sentence in enumerate(sentences)
        for at, amount in sentence.amounts.items()
        if amount.value == rate
    )
    draft = Draft(imposer, target, "tin", rate, Span(0, 1), sentence=number, token=token, chances=SURE)
    draft = replace(draft, **fields)
    return plainly([draft], sentences, state or State(Chooser({})))[0]


def test_a_choice_with_a_near_rival_is_not_plain() -> None:
    text = "Peru charges a duty of 20% on tin from Chile."
    assert is_plain(text, 20, "PE", "CL")
    for name in SURE:
        assert not is_plain(text, 20, "PE", "CL", chances={**SURE, name: 0.39})


@pytest.mark.parametrize(
    ("text", "rate", "plain"),
    [
        ("Peru collects a levy on tin from Chile. For zinc the duty is 15%.", 15, True),
        ("Peru collects a levy on tin from Chile. Bolivia looks on. For zinc the duty is 15%.", 15, False),
        ("Peru is a big market. Its neighbour Chile pays a duty of 15% there.", 15, True),
        ("Peru is a big market. Bolivia is not. Its neighbour Chile pays a duty of 15% there.", 15, False),
        ("Tin from Chile is charged a duty of 15% there.", 15, False),
    ],
)
def test_places_are_carried_over_no_other(text: str, rate: float, plain: bool) -> None:
    other = Draft("BO", "CL", "tin", 9.0, Span(0, 1), chances=SURE)
    sentences = [parse(text, span, DAY, {}, first=False) for span in analyse(text).sentences]
    token = next(iter(sentences[-1].amounts))
    draft = Draft("PE", "CL", "tin", rate, Span(0, 1), sentence=len(sentences) - 1, token=token, chances=SURE)
    assert plainly([draft, other], sentences, State(Chooser({})))[0] is plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Chile sells tin. Peru charges a duty of 15% on it.", True),
        ("Chile sells tin. Bolivia sells more. Peru charges a duty of 15% on it.", False),
        ("Chile sells tin. Unlike Bolivia, Peru charges a duty of 15% on it.", False),
        # what stands behind another rate comes not in between
        ("Chile sells tin. Peru charges a duty of 15% on it, against 27% in Bolivia.", True),
    ],
)
def test_whose_goods_pay_is_carried_over_no_other(text: str, plain: bool) -> None:
    assert is_plain(text, 15, "PE", "CL") is plain


def test_a_sentence_with_more_than_three_places_is_not_plain() -> None:
    assert is_plain("In Lima, not in Quito, tin from Chile pays a duty of 20%.", 20, "PE", "CL")
    assert not is_plain("In Lima, not in Quito or La Paz, tin from Chile pays a duty of 20%.", 20, "PE", "CL")


def test_the_one_who_imposes_all_is_carried_over_others() -> None:
    assert is_plain(
        "Peru is a big market. Bolivia is not. Its neighbour Chile pays a duty of 15% there.", 15, "PE", "CL"
    )


def test_the_dateline_stands_for_the_imposer_beside_the_payer_alone() -> None:
    text = "The duty on tin from Chile is 15%."
    assert is_plain(text, 15, "PE", "CL", State(Chooser({}), home="PE", seen=["CL"]))
    assert not is_plain(text, 15, "PE", "CL", State(Chooser({}), home="PE", seen=["CL", "BO"]))
    assert is_plain(text, 15, "PE", "CL", State(Chooser({}), title=["PE", "CL"]))


def test_a_rate_for_all_is_told_of_goods_alone() -> None:
    assert is_plain("Peru has a duty of 12% on tin.", 12, "PE", "*")
    text = "Peru has a duty of 12%."
    assert not is_plain(text, 12, "PE", "*", product=None)
    assert is_plain(text, 12, "PE", "*", product=None, basis="mfn")
    assert is_plain(text, 12, "PE", "*", State(Chooser({}), everyone=True), product=None)
    assert not is_plain("Peru charges Tinko a duty of 12%.", 12, "PE", "*", product="tin (Tinko)")
    assert not is_plain("Tin from Peru pays a duty of 12%.", 12, "PE", "*")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Peru helps a mill that pays 20% on tin from Chile.", False),
        ("Peru helps mills which pay 20% on tin from Chile.", False),
        ("Peru, which makes none, charges 20% on tin from Chile.", True),
        ("Peru said that tin from Chile pays 20%.", True),
        ("Under that law Peru charges 20% on tin from Chile.", True),
        ("Peru signed an order on Monday that puts 20% on tin from Chile.", True),
        ("In Peru tin from Chile that fails the test will pay 20%.", True),
    ],
)
def test_a_rate_in_a_relative_clause_is_told_in_passing(text: str, plain: bool) -> None:
    assert is_plain(text, 20, "PE", "CL", status="announced", vague=True) is plain


@pytest.mark.parametrize(
    "text",
    [
        "Chile weighs how to respond to Peru's 20% duty on tin.",
        "Chile charges zinc in reply to Peru's 20% duty on tin.",
        "Peru lets in tin from Chile without the duty of 20%.",
        "Peru could cut the 20% duty on tin from Chile.",
        "Peru charges unlike the 20% duty on tin from Chile nothing on zinc.",
        "Without it in Peru the duty on tin from Chile is 20%.",
        "Tin from Chile pays a duty of 20% in Peru from countries without a treaty.",
    ],
)
def test_what_is_answered_spared_or_only_possible_is_told_in_passing(text: str) -> None:
    assert not is_plain(text, 20, "PE", "CL")


def test_what_may_come_is_a_plain_threat() -> None:
    assert is_plain("Peru may charge 20% on tin from Chile.", 20, "PE", "CL", status="threatened")


def test_how_far_it_has_come_is_in_the_words() -> None:
    coming = "Peru will charge 20% on tin from Chile."
    assert not is_plain(coming, 20, "PE", "CL")
    assert is_plain(coming, 20, "PE", "CL", status="announced")
    assert not is_plain(coming, 20, "PE", "CL", kept=True)
    assert is_plain("On top of the old 5% Peru keeps 20% on tin from Chile.", 20, "PE", "CL", kept=True)
    assert is_plain("In Peru the duty on tin from Chile will still be 20%.", 20, "PE", "CL")
    assert not is_plain("In Peru it is 20% on tin from Chile.", 20, "PE", "CL", status="announced")
    assert is_plain("In Peru it is 20% on tin from Chile.", 20, "PE", "CL", status="announced", effective=DAY)


@pytest.mark.parametrize(
    ("text", "fields", "plain"),
    [
        ("Peru has a duty of 20% on tin from Chile.", {}, True),
        ("In Peru the rate for tin from Chile is 20%.", {}, True),
        ("Tin from Chile met 20% in Peru.", {}, False),  # then, or today?
        ("Tin from Chile met 20% in Peru.", {"effective": DAY}, True),
        ("Tin from Chile met 20% in Peru.", {"kept": True}, True),
        ("Presently mills in Chile get 20% for tin in Peru.", {"explicit": {"product"}}, True),
        ("Presently mills in Chile get 20% for it in Peru.", {}, False),
        ("Peru charges 20% on tin from Chile.", {"explicit": {"product"}}, True),
        ("Peru charged 20% on tin from Chile.", {"explicit": {"product"}}, False),
        ("In Peru tin mills of Chile are capped at 20%.", {"explicit": {"product"}}, True),
        ("In Peru tin mills of Chile were capped at 20%.", {"explicit": {"product"}}, False),
        ("Peru signed off on the 20% levy now applied to tin from Chile.", {}, True),
        ("Peru signed off on the 20% levy now planned for tin from Chile.", {}, False),
        ("In Peru tin mills of Chile are subject to a duty of 20% under an order it signed.", {}, True),
        ("In Peru tin mills of Chile met a duty of 20% under an order it signed.", {}, False),
        ("Peru charges 20% on it; Chile sells tin.", {}, False),
        ("Peru signed a duty of 20% on tin from Chile.", {}, False),
        ("Peru threatens tin from Chile with a duty of 20%.", {}, False),
        ("Peru cuts its duty on tin from Chile to 20%.", {}, False),  # by now, or soon?
        ("Peru has cut its duty on tin from Chile to 20%.", {}, True),
        ("Peru would let tin from Chile in at the usual duty of 20%.", {"kept": True}, False),
        ("Peru will add to the duty of 9% on tin from Chile another on top of the usual 20%.", {"kept": True}, True),
        ("Peru will lift its 20% duty on tin from Chile.", {"status": "announced"}, False),
        ("Peru will lift its 20% duty on tin from Chile.", {"status": "removed"}, True),
        ("If judges agree Peru will lift its 20% duty on tin from Chile.", {"status": "removed"}, False),
        ("Peru was asked to lift its 20% duty on tin from Chile.", {"status": "removed"}, False),
        ("Peru heard a plea that its 20% duty on tin from Chile be lifted.", {"status": "removed"}, False),
        ("They meet before the 20% duty of Peru on tin from Chile begins.", {}, False),
        ("They met before the 20% duty of Peru on tin from Chile began.", {}, True),
        ("Peru puts a duty of 20% on tin from Chile.", {"status": "threatened"}, False),
        ("Peru threatens tin from Chile with a duty of 20%.", {"status": "threatened"}, True),
    ],
)
def test_what_is_charged_today_is_told_so(text: str, fields: dict[str, Any], plain: bool) -> None:
    assert is_plain(text, 20, "PE", "CL", **fields) is plain


def test_what_is_not_plain_is_not_shown() -> None:
    plain, aside = (
        read_tariffs(analyse(text), DAY)[0]
        for text in (
            "Peru charges a duty of 20% on sugar from Chile.",
            "Peru praised traders who pay a duty of 20% on sugar from Chile.",
        )
    )
    assert plain.shown
    assert not aside.shown


def test_a_stated_company_rate_needs_less_confidence() -> None:
    draft = Draft("PE", "CL", "tin (Tinko)", 20.0, Span(0, 1), plain=True)
    assert is_shown(draft, 0.65)
    assert not is_shown(replace(draft, plain=False), 0.65)
    assert not is_shown(replace(draft, product="tin"), 0.65)


def test_what_adds_up_is_shown_from_a_lower_bound_on() -> None:
    draft = Draft("PE", "CL", None, 20.0, Span(0, 1), plain=True, summed=True)
    assert is_shown(draft, COMPANY_FROM)
    assert not is_shown(replace(draft, summed=False), COMPANY_FROM)
    assert not is_shown(replace(draft, plain=False), COMPANY_FROM)


def test_who_is_said_to_pay_a_rate_imposes_it_not() -> None:
    text = "The new levy of Peru comes on the 35% in duties on tin that most Chilean producers were already paying."
    assert not is_plain(text, 35, "CL", "PE", kept=True)
    assert is_plain(text, 35, "PE", "CL", kept=True)


def test_a_day_from_another_sentence_is_doubted_where_the_verb_only_charges() -> None:
    dated: dict[str, Any] = {"status": "announced", "effective": dt.date(2026, 2, 1), "moved": True, "kept": False}
    assert not is_plain("In Peru tin from Chile attracts a duty of 20%.", 20, "PE", "CL", **dated)
    assert is_plain("Peru raised its duty on tin from Chile to 20%.", 20, "PE", "CL", **dated)
    assert is_plain("In Peru tin from Chile attracts a duty of 20%.", 20, "PE", "CL", **{**dated, "moved": False})
    assert is_plain("Peru taxes tin of Chile from Friday. It is 20%.", 20, "PE", "CL", **dated)


def test_who_is_named_only_in_the_reason_is_not_who_pays() -> None:
    text = "Peru has put a duty of 30% on peas after growers complained of cheap shipments from Chile."
    assert not is_plain(text, 30, "PE", "CL", status="announced", effective=DAY)
    told = "Prices rose on Monday after Peru put a duty of 30% on peas from Chile."
    assert is_plain(told, 30, "PE", "CL", status="announced", effective=DAY)
    assert is_plain(text.replace("on peas", "on Chilean peas"), 30, "PE", "CL", status="announced", effective=DAY)


def test_a_noun_that_no_list_knows_makes_goods_in_general_doubtful() -> None:
    assert not is_plain("In Peru Chilean wibbles attract a duty of 20%.", 20, "PE", "CL", product=None)
    assert is_plain("In Peru Chilean goods attract a duty of 20%.", 20, "PE", "CL", product=None)
    assert is_plain("In Peru Chile now faces a duty of 20%.", 20, "PE", "CL", product=None)
    listed = "In Peru Chilean tin pays a duty of 12% and wibble 20%."
    assert not is_plain(listed, 20, "PE", "CL")
    assert is_plain(listed.replace("wibble", "later"), 20, "PE", "CL")
    assert is_plain(listed.replace("wibble", "zinc"), 20, "PE", "CL", product="zinc", explicit={"product"})


def test_goods_called_by_a_word_for_those_before_are_not_shown_by_it() -> None:
    text = "Peru now charges the coffee growers of Chile a duty of 20% on their beans."
    assert not is_plain(text, 20, "PE", "CL", product="beans")
    assert is_plain(text.replace("their beans", "green beans"), 20, "PE", "CL", product="green beans")


def test_a_rate_for_all_is_doubted_where_the_article_charges_named_places() -> None:
    text = "Peru charges a duty of 20% on tin from Chile. Zinc goes to 30% from 1 February."
    sentences = [parse(text, span, DAY, {}, first=False) for span in analyse(text).sentences]
    at = [next(iter(sentence.amounts)) for sentence in sentences]
    said = Draft("PE", "CL", "tin", 20.0, Span(0, 1), token=at[0], chances=SURE, explicit={"imposer", "target"})
    zinc = Draft("PE", "*", "zinc", 30.0, Span(1, 2), sentence=1, token=at[1], chances=SURE, status="announced")
    zinc.effective, zinc.explicit = dt.date(2026, 2, 1), {"product"}
    state = State(Chooser({}))
    assert plainly([said, zinc], sentences, state) == [True, False]
    assert plainly([replace(said, target="*"), zinc], sentences, state)[1]
    assert plainly([said, replace(zinc, explicit={"product", "target"})], sentences, state)[1]


def test_a_cap_hides_a_companys_rate_too() -> None:
    row = dict.fromkeys(("rate", "imposer"), 9.0) | dict.fromkeys(("imposer not said", "other places", "huge"), 1.0)
    confidence = confidence_of(row | {"not plain": 0.0, "past": 0.0}, {"rate": 1.0})
    draft = Draft("PE", "CL", "tin (Wira)", 20.0, Span(0, 1), plain=True)
    assert not is_shown(draft, confidence)


def test_a_rate_of_which_nothing_says_that_it_is_a_tariff_is_not_shown() -> None:
    text = "Peru's went up to 15%, a surprise to Chile, and its rate to 20%."
    assert not is_plain(text, 20, "PE", "CL", product=None)
    assert is_plain(text.replace("its rate", "its rate on goods"), 20, "PE", "CL", product=None)
