"""What the choices of the tariff reader weigh: candidates, features and roles, each on a sentence of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.reading.tariffs import read_tariffs
from bot.reading.tariffs.choice import Chooser
from bot.reading.tariffs.confidence import confidence_features
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.parsing import parse
from bot.reading.tariffs.place_features import elliptic
from bot.reading.tariffs.product_features import candidates
from bot.reading.tariffs.products import product_of
from bot.reading.tariffs.sentence import Sentence
from bot.reading.text import analyse
from storage.records import Span

DAY = dt.date(2026, 1, 13)
EAGER = Chooser({"rate": {"": 9.0}})  # takes every percentage for a rate that no rule forbids


def sentence_of(text: str) -> Sentence:
    return parse(text, Span(0, len(text)), DAY, {}, first=False)


def place_of(sentence: Sentence, rate: float) -> int:
    return next(at for at, amount in sentence.amounts.items() if amount.value == rate)


def goods_at(text: str, rate: float, state: State | None = None) -> dict[str | None, set[str]]:
    """Return the features of each kind of goods that the ``rate`` may fall on."""
    sentence = sentence_of(text)
    bounds = (0, len(sentence.row))
    state = state or State(Chooser({}))
    names, features, _ = candidates(sentence, place_of(sentence, rate), bounds, state, ("CL",), False)
    return dict(zip(names, features, strict=True))


def test_goods_that_another_rate_lies_on_are_not_those_of_the_first() -> None:
    text = "The 25% duty on Chile, and the 10% on oil, had been ordered."
    assert "oil" not in goods_at(text, 25)
    assert "oil" in goods_at(text, 10)
    assert "oil" in goods_at("Peru charges 10% and 25% on oil.", 10)


def test_the_instrument_tells_whether_a_rate_is_on_goods_in_general() -> None:
    assert "general by mfn" in goods_at("Imports pay the normal duty of 10% in Peru.", 10)[None]
    assert "general by reciprocal" in goods_at("Peru has a reciprocal tariff of 10%.", 10)[None]
    assert not any(name.startswith("general by") for name in goods_at("Peru has a tariff of 10%.", 10)[None])


def test_the_instrument_named_before_speaks_where_none_is_named() -> None:
    state = State(
        Chooser({}),
        said=[(0, "PE", "CL", "penalty", "tin", frozenset()), (1, "PE", None, "anti_dumping", None, frozenset())],
    )
    assert "general after anti_dumping" in goods_at("Chilean mills will pay 10%.", 10, state)[None]
    assert "general after anti_dumping" not in goods_at("Chilean mills will pay a reciprocal 10%.", 10, state)[None]
    assert not any(name.startswith("general after") for name in goods_at("Chilean mills will pay 10%.", 10)[None])


@pytest.mark.parametrize("whose", ["Chile", "Chilean ones", "Chilean mills", "Chilean goods", "Chilean steel"])
def test_places_that_share_a_verb_with_the_rate_before_pay(whose: str) -> None:
    sentence = sentence_of(f"Kenyan mills pay 20% in Peru and {whose} 15%.")
    index = place_of(sentence, 15)
    assert elliptic(sentence, index, (place_of(sentence, 20) + 3, len(sentence.row))) == (("CL",), "f")


def test_bare_imports_at_the_beginning_may_be_those_spoken_of_before() -> None:
    assert "general opens" in goods_at("Imports now pay 10% in Peru.", 10)[None]
    assert "general opens" not in goods_at("Imports of all kinds from Chile pay 10% in Peru.", 10)[None]


@pytest.mark.parametrize("wares", ["products", "articles", "merchandise"])
def test_what_is_a_product_of_a_place_pays(wares: str) -> None:
    (role,) = sentence_of(f"All {wares} of Peru will be charged 40%.").roles
    assert role.target > role.imposer


def test_an_instrument_for_all_says_whose_goods_pay() -> None:
    state = State(Chooser({}))
    for basis, unsaid in (("section_122", 0.0), ("baseline", 0.0), (None, 1.0)):
        draft = Draft("US", "*", None, 10.0, Span(0, 1), basis=basis, explicit={"imposer", "product"})
        assert confidence_features(draft, [draft], state)["target not said"] == unsaid
    named = Draft("US", "PE", None, 10.0, Span(0, 1), basis="baseline", explicit={"imposer"})
    assert confidence_features(named, [named], state)["target not said"] == 1.0


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Peru lays an ad valorem rate of 40% on goods from Chile.", True),
        ("Peru takes 40% on tin from Chile, which it says is being dumped, as an anti-dumping measure.", True),
        ("Peru will charge a countervailing rate of 40% on tin from Chile.", True),
        ("Peru puts 40%, taxes on imports from Chile, in its budget.", True),
        ("Peru puts 40% on shares from Chile.", False),
    ],
)
def test_an_article_speaks_of_tariffs_by_the_names_of_instruments(text: str, read: bool) -> None:
    assert bool(read_tariffs(analyse(text), DAY, chooser=EAGER)) is read


def test_an_ad_valorem_rate_is_one_word_for_a_tariff() -> None:
    assert "ToA" in sentence_of("Goods from Peru are subject to an ad valorem rate of 40%.").letters


def test_goods_with_an_article_of_their_own_after_a_comma_are_no_list() -> None:
    assert set(goods_at("In the chair, a British car pays 12% in Peru.", 12)) >= {"chair", "car"}
    assert "steel, zinc, lorry" in goods_at("On steel, zinc and a Peruvian lorry 12% is paid.", 12)


def test_goods_named_again_and_goods_in_an_aside() -> None:
    assert "said again" in goods_at("Peru freed the same fruit from the 10% duty.", 10)["fruit"]
    assert "said again" not in goods_at("Peru freed the fruit from the 10% duty.", 10)["fruit"]
    assert "in aside" in goods_at("Chile, whose steel is cheap, pays a duty of 10%.", 10)["steel"]
    assert "in aside" in goods_at("Chile, which sells steel, pays a duty of 10%.", 10)["steel"]
    assert "in aside" not in goods_at("In Chile steel, once cheap, pays a duty of 10%.", 10)["steel"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru raised the duty on it to 10%.", "last on it"),
        ("In Peru they will pay 10%.", "last it pays"),
        ("Every tonne beyond that pays 10% in Peru.", "last unit"),
        ("Peru freed those from the duty of 10%.", "last again"),
        ("Peru freed the same fruit from the duty of 10%.", "last goods said again"),
    ],
)
def test_how_goods_said_before_are_spoken_of(text: str, told: str) -> None:
    assert told in goods_at(text, 10, State(Chooser({}), product="zinc"))["zinc"]
    assert told not in goods_at("Peru has a duty of 10%.", 10, State(Chooser({}), product="zinc"))["zinc"]


def test_phrases_with_a_word_for_goods_that_are_none() -> None:
    assert list(goods_at("After a phone call on drug trafficking Peru charges a duty of 10%.", 10)) == [None]
    assert list(goods_at("Peru charges a duty of 10% on the revised chart.", 10)) == [None]
    assert list(goods_at("Peru charges a duty of 10% on the revised wickets.", 10)) == [None, "revised wickets"]
    assert list(goods_at("For a glass of juice Peru charges a duty of 10%.", 10)) == [None, "juice"]


def test_a_comma_in_a_list_ends_no_reason() -> None:
    sentence = sentence_of("Peru, after duties on steel, zinc and oil, will charge 10% on fruit.")
    reason = dict(zip(sentence.texts, sentence.reason, strict=True))
    assert reason["steel"] == reason["zinc"] == reason["oil"]
    assert not reason["fruit"]


def test_what_a_place_only_makes_is_not_what_the_rate_is_on() -> None:
    made = "Chile, which grows vanilla and sews jeans, was given a duty of 15% in Peru."
    assert set(goods_at(made, 15)) == {None}
    assert "vanilla" in goods_at(made.replace("grows vanilla and sews jeans", "sells vanilla"), 15)
    paid = "Chile, which pays a duty of 20% on vanilla, was given 15% in Peru."
    assert "vanilla" in goods_at(paid, 15)


def test_whoever_lives_on_a_continent_is_no_goods() -> None:
    assert set(goods_at("Everyone on the continent is charged 10% by Peru.", 10)) == {None}


def test_everything_else_is_not_the_goods_named_before() -> None:
    state = State(Chooser({"product": {"last undated": 9.0, "named": 9.0, "L claimed": 9.0}}))
    state.product = "tin"
    sentence = sentence_of("Tin still pays 10% and everything else 35%.")
    at = place_of(sentence, 35)
    assert product_of(sentence, at, (5, len(sentence.row)), state)[0] is None
    sentence = sentence_of("Tin still pays 10% and 35%.")
    at = place_of(sentence, 35)
    assert product_of(sentence, at, (5, len(sentence.row)), state)[0] == "tin"
