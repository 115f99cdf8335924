"""Tariff facts: sentences of our own, each a way in which news states a rate."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.tariffs import read_tariffs
from bot.reading.tariffs.amounts import find_amounts
from bot.reading.tariffs.choice import Chooser, learned
from bot.reading.tariffs.dates import find_dates
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.parsing import parse
from bot.reading.tariffs.status import status_features
from bot.reading.tariffs.totals import Rate
from bot.reading.text import analyse
from storage.records import Span, TariffFact

PUBLISHED = dt.date(2026, 1, 13)  # a Tuesday


def read(text: str, published: dt.date | None = PUBLISHED) -> tuple[TariffFact, ...]:
    return read_tariffs(analyse(text), published)


def roles(text: str) -> dict[str, tuple[float, float]]:
    """Return, for each place named, how strongly it imposes and how strongly its goods pay."""
    sentence = parse(text, Span(0, len(text)), PUBLISHED, {}, first=False)
    return {role.mention.code: (role.imposer, role.target) for role in sentence.roles}


def brief(fact: TariffFact) -> tuple[str, str, str | None, float, str]:
    return fact.imposer, fact.target, fact.product, fact.rate, fact.status


LAYERS = (
    "HANOI: Thailand and Japan have fallen out over a stalled pact. After weeks of talks before a 3 May 2025 deadline "
    "for tariff enforcement, the Ishiba government imposed broad duties on Thai goods, including a 15 percent "
    '"reciprocal" tariff '
    "and an additional 20 percent penalty tied to Thailand's continued imports of Iranian oil, bringing the total "
    "to about 35 percent, one of the highest rates faced by any partner."
)


def test_two_layers_and_their_total() -> None:
    facts = read(LAYERS)
    assert [(fact.imposer, fact.target, fact.rate, fact.role, fact.basis, fact.status) for fact in facts] == [
        ("JP", "TH", 15.0, "duty", "reciprocal", "in_force"),
        ("JP", "TH", 20.0, "duty", "penalty", "in_force"),
        ("JP", "TH", 35.0, "total", None, "in_force"),
    ]
    assert [fact.approximate for fact in facts] == [False, False, True]
    assert facts[1].reason == "Thailand's continued imports of Iranian oil"
    assert all(fact.effective is None and fact.deadline == dt.date(2025, 5, 3) for fact in facts)
    assert all(fact.shown for fact in facts)


def test_the_evidence_is_the_sentence() -> None:
    fact = read(LAYERS)[0]
    assert LAYERS[fact.evidence.start : fact.evidence.end].startswith("After weeks of talks")


@pytest.mark.parametrize(
    "text",
    [
        "Shares in Tokyo rose 3% while growth in India slowed to 5%.",
        "Electricity tariffs in India will rise 12% and VAT goes to 18%.",
        "The average tariff of India stands at 12%, and customs duties brought in 6% more.",
        "What would happen if Japan put a duty of 40% on Thai rice?",
        "India cut its export duty on onions to 20% from 40%. The tariff had been disputed.",
        "About 30% of the goods that face a tariff come from Vietnam.",
        "The EU will scrap tariffs on 98% of Kenyan goods.",
        "Tokyo denied that a 25% tariff on Thai rice was planned; no plan for a duty of 30% exists.",
        "Thailand sells 70% of its rice to Japan, up from 30% before the tariff was agreed.",
        "Thai rice exports to Japan have dropped 37% since the tariff came in.",
        "Importers pay the tariff; the customs broker charges its fixed fee, less 15 per cent for members.",
        "Thailand shipped rice worth $77 million to Japan in 2023-24, before the tariff.",
    ],
)
def test_other_percentages_are_no_facts(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "India raised its tariff on Chilean copper to 20% from 5%.",
            [("IN", "CL", "copper", 20.0, "in_force")],
        ),
        (
            "Japan will charge 12 per cent on rice from Thailand from Friday.",
            [("JP", "TH", "rice", 12.0, "announced")],
        ),
        (
            "Kenya has threatened a tariff of thirty percent on Ugandan milk.",
            [("KE", "UG", "milk", 30.0, "threatened")],
        ),
        (
            "Brazil scrapped its 18% duty on Indian tyres on Monday.",
            [("BR", "IN", "tyres", 18.0, "removed")],
        ),
        (
            "Turkey has suspended its 40% tariff on American almonds.",
            [("TR", "US", "almonds", 40.0, "suspended")],
        ),
        (
            "Mexico's duty on cars from China, India and South Korea goes up to 50% on Feb. 1.",
            [("MX", code, "cars", 50.0, "announced") for code in ("CN", "IN", "KR")],
        ),
        (
            "Canada charges 25% on steel and 10% on aluminium from Brazil. Both tariffs remain.",
            [("CA", "BR", "steel", 25.0, "in_force"), ("CA", "BR", "aluminium", 10.0, "in_force")],
        ),
        (
            "The Swiss tariff on wine from any country is 5%.",
            [("CH", "*", "wine", 5.0, "in_force")],
        ),
    ],
)
def test_ways_of_stating_a_rate(text: str, expected: list[tuple[str, str, str | None, float, str]]) -> None:
    assert [brief(fact) for fact in read(text)] == expected


def test_the_replaced_rate_is_no_fact_of_its_own() -> None:
    (fact,) = read("India's 150% tariff on Scottish salmon will be cut to 75% under the deal.")
    assert (fact.rate, fact.previous_rate) == (75.0, 150.0)


def test_a_later_step_is_a_second_fact() -> None:
    first, second = read("Imported Thai rice is being charged 25% in Japan, a duty that will climb to 30% on March 1.")
    assert (first.rate, first.previous_rate) == (25.0, None)
    assert (second.rate, second.previous_rate, second.effective) == (30.0, 25.0, dt.date(2026, 3, 1))


def test_dates_count_from_publication() -> None:
    (fact,) = read("The new Japanese tariff of 12% on Thai rice took effect on Friday.")
    assert fact.effective == dt.date(2026, 1, 9)
    (fact,) = read("The new Japanese tariff of 12% on Thai rice will take effect on Friday.")
    assert fact.effective == dt.date(2026, 1, 16)
    (fact,) = read("The new Japanese tariff of 12% on Thai rice took effect on Friday.", None)
    assert fact.effective is None


def test_parties_and_dates_carry_over_sentences() -> None:
    facts = read(
        "Japan's new tariffs on Thai goods start on Friday. Rice will be charged 12%. Sugar pays 30%.\n"
        "In return, Thailand will put 8% on Japanese cars."
    )
    assert [(fact.imposer, fact.target, fact.product, fact.rate) for fact in facts] == [
        ("JP", "TH", "Rice".lower(), 12.0),
        ("JP", "TH", "sugar", 30.0),
        ("TH", "JP", "cars", 8.0),
    ]
    assert facts[0].effective == dt.date(2026, 1, 16)


def test_companies_have_their_own_rates() -> None:
    facts = read(
        "The EU will levy anti-dumping duties on electric bikes from Vietnam: 17% for Acme and 35.5% for Zenith."
    )
    assert [(fact.product, fact.rate) for fact in facts] == [
        ("electric bikes (Acme)", 17.0),
        ("electric bikes (Zenith)", 35.5),
    ]


def test_numbers_in_words_lists_and_ranges() -> None:
    def values(text: str) -> list[float]:
        return [amount.value for amount in find_amounts(text, 0, len(text))]

    assert values("twenty-five per cent") == [25.0]
    assert values("10, 25 and 50%") == [10.0, 25.0, 50.0]
    assert values("1,200.5 percent") == [1200.5]
    assert values("from 5 to 7.5 per cent") == [5.0, 7.5]
    assert values("a tariff of a quarter") == [25.0]
    assert values("$25% 3.5x% of 2020") == []


def test_a_year_is_the_nearest() -> None:
    text = "from January 2 and until Dec. 30"
    days = [date.day for date in find_dates(text, 0, len(text), dt.date(2025, 12, 31))]
    assert days == [dt.date(2026, 1, 2), dt.date(2025, 12, 30)]


_WORDS = st.sampled_from(
    """tariff duty of on from to 25% 10 percent China Indian goods steel and , . the will cut raised ( ) : ; —
    which zero Friday August 1 2025 respectively duty-free doubled by suspended “ ” all countries per cent $ 5
    in until if""".split()
)


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet=st.characters(), max_size=300) | st.lists(_WORDS, max_size=80).map(" ".join),
    st.dates() | st.none(),
)
def test_any_text_is_taken(text: str, published: dt.date | None) -> None:
    text = "The US tariff on India is 25% from Friday. " + text + " a 10 per cent duty"
    for fact in read(text, published):
        assert 0 <= fact.evidence.start < fact.evidence.end <= len(text)
        assert 0 <= fact.confidence <= 1
        assert fact.imposer != fact.target


def test_a_sentence_with_places_of_its_own_takes_no_sure_imposer_from_before() -> None:
    facts = read(
        "Norway put a tariff of 20% on Thai furniture.\n"
        "There was no word from Lima on Ghana's wish that the 7.7% duty on cocoa powder be dropped."
    )
    assert [fact.shown for fact in facts if fact.rate == 7.7] in ([False], [])


def test_goods_that_no_list_knows_are_not_goods_in_general() -> None:
    (fact,) = read("Kenya will charge a 20% tariff on the hairpins and whistles they make in Uganda.")
    assert fact.product == "hairpins, whistles"
    first, second = read("Kenya's tariffs on Uganda change. Brake pads will pay 20% and glass 10%.")
    assert (first.product, first.rate, second.product, second.rate) == ("brake pads", 20.0, "glass", 10.0)


def test_a_present_rate_that_will_go_elsewhere_is_the_previous_one() -> None:
    (fact,) = read("Kenya will raise tariffs on Uganda. Sofas, already taxed at 10%, will go to 20% on March 1.")
    assert (fact.product, fact.rate, fact.previous_rate) == ("sofas", 20.0, 10.0)


def test_the_first_of_several_stages_is_not_the_day_of_the_last() -> None:
    (fact,) = read("India will cut its duty on Chilean wine from 30% to 10% in three stages, the first on 1 February.")
    assert (fact.rate, fact.previous_rate, fact.effective) == (10.0, 30.0, None)


def test_what_comes_in_return_falls_on_the_other_party() -> None:
    facts = read(
        "Japan put a 12% tariff on Thai rice on Monday. In return, Thailand will charge a tariff of 8% on cars."
    )
    assert [(fact.imposer, fact.target, fact.product) for fact in facts] == [("JP", "TH", "rice"), ("TH", "JP", "cars")]


def terms(text: str) -> list[tuple[str, str]]:
    return [(term.kind, text[term.span.start : term.span.end]) for fact in read(text) for term in fact.terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway's tariff on Chilean lamb is 20% plus 35 cents a kilo.", [("per_unit", "35 cents a kilo")]),
        ("Japan puts a 60% duty on Thai rice outside the quota.", [("quota", "outside the quota")]),
        (
            "Japan put a 12% tariff on Thai goods for 90 days. Rubber and gold are exempt.",
            [("duration", "for 90 days"), ("exemption", "Rubber and gold are exempt")],
        ),
        ("Kenya charges 25% on all goods from Uganda except milk.", [("exemption", "except milk")]),
        ("Kenya charges a 25% tariff on goods from Uganda. Beer cost 30 shillings a litre.", []),
    ],
)
def test_what_bounds_a_rate_is_kept_in_the_words_of_the_article(text: str, expected: list[tuple[str, str]]) -> None:
    assert terms(text) == expected


def test_who_states_a_rate() -> None:
    (fact,) = read("Kenya will put a 25% tariff on milk from Uganda, Prime Minister Ana Roe said.")
    assert fact.stated_by == "Ana Roe"
    (fact,) = read("Kenya put a 25% tariff on milk from Uganda, the ministry said.")
    assert fact.stated_by == "official"


def test_no_careful_person_takes_such_a_rate_for_sure() -> None:
    assert [fact.shown for fact in read("Kenya imposed a tariff of 4,000% on Ugandan milk.")] == [False]
    assert read("Kenya will put a -25% tariff on milk from Uganda.") == ()


def test_an_export_duty_is_no_tariff_though_the_tariff_is_spoken_of() -> None:
    assert read("Kenya has a tariff, and its export duty on hides goes to 12% on Monday.") == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Norway charges a 10% tariff on tea from Peru.", True),
        ("Norway's duty on tea from Peru falls in three steps, from 30% to 10%.", False),
        ("Norway gradually lowers its tariff on tea from Peru to 10%.", False),
        ("Norway charges a 10% tariff on tea from Peru, but that idea has not been agreed.", False),
    ],
)
def test_a_rate_on_its_way_is_not_shown_as_charged(text: str, shown: bool) -> None:
    facts = read_tariffs(analyse(text), dt.date(2026, 1, 5))
    assert [fact.rate for fact in facts if fact.shown and fact.status == "in_force"] == ([10.0] if shown else [])


def test_a_reason_is_no_party() -> None:
    facts = read("Japan will charge goods from Thailand a tariff of 25% for the purchase of Iranian oil.")
    assert [(fact.imposer, fact.target) for fact in facts] == [("JP", "TH")]


def test_the_country_that_others_have_no_agreement_with_is_the_one_who_charges() -> None:
    facts = read(
        "The Senate approved an import duty of 35% on shoes from countries that have no trade agreement with Mexico."
    )
    assert [(fact.imposer, fact.rate) for fact in facts] == [("MX", 35)]


@pytest.mark.parametrize(
    "text",
    [
        "Japan charges a tariff of 20% on Thai rice, and not the 30% that it had threatened.",
        "Until January Japan charged Thai rice a tariff of 30%, and was thanked for it.",
        "Thai rice had entered Japan duty-free since the tariff treaty.",
    ],
)
def test_what_was_or_was_only_to_be_is_not_shown_as_charged(text: str) -> None:
    assert [fact.rate for fact in read(text) if fact.shown and fact.rate in {30, 0}] == []


def test_an_extra_duty_that_raises_the_whole_to_a_rate_makes_that_rate_a_sum() -> None:
    text = "Japan's extra 25% duty on Thai rice came into effect, raising the duty on it to 40%."
    assert [(fact.rate, fact.role) for fact in read(text)] == [(25, "duty"), (40, "total")]


def test_a_year_far_away_is_the_one_that_is_written() -> None:
    (fact,) = read("Japan will impose a 25% tariff on Thai rice from 1 March 2199.")
    assert fact.effective == dt.date(2199, 3, 1)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("six point one per cent", 6.1),
        ("thirty-five point two five per cent", 35.25),
        ("a hundred and twenty-five per cent", 125),
        ("the hundred per cent", 100),
        ("two hundred and eighteen per cent", 218),
    ],
)
def test_long_numbers_in_words(words: str, value: float) -> None:
    assert [amount.value for amount in find_amounts(words, 0, len(words))] == [value]


def test_a_span_of_years_is_no_percentage() -> None:
    text = "in 2023-24, 18 per cent"
    assert [amount.value for amount in find_amounts(text, 0, len(text))] == [18]


def rates(text: str) -> set[tuple[str, str, float]]:
    return {(fact.imposer, fact.target, fact.rate) for fact in read(text)}


def test_a_rate_told_by_another_rate() -> None:
    first = "Japan charges a tariff of 24% on goods from Thailand. "
    assert ("JP", "VN", 24) in rates(first + "Goods from Vietnam pay the same rate in Japan.")
    assert ("JP", "VN", 12) in rates(first + "Goods from Vietnam pay half as much in Japan.")
    assert ("JP", "VN", 72) in rates(first + "Goods from Vietnam pay three times as much in Japan.")
    assert rates("Goods from Vietnam pay the same rate in Japan.") == set()  # the same as what?
    for words in ("about the same rate", "almost half as much", "more than three times as much", "half as much again"):
        assert {pair[1:] for pair in rates(f"{first}Goods from Vietnam pay {words} in Japan.")} == {("TH", 24)}
    assert rates(first + "Goods from Vietnam don't pay the same rate in Japan.") == {("JP", "TH", 24)}


def test_a_list_with_for_names_those_who_pay() -> None:
    text = "Japan has anti-dumping duties on steel. For Thailand they reach 26%, for Vietnam 37% and for India 9%."
    assert rates(text) == {("JP", "TH", 26), ("JP", "VN", 37), ("JP", "IN", 9)}


def test_what_goods_pay_in_a_place_is_charged_by_that_place() -> None:
    text = "Japan raised its tariff on Thai rice to 20%. Japanese distillers have paid 25% in India since June."
    assert ("IN", "JP", 25) in rates(text)


def test_whom_the_words_leave_no_choice_about_needs_no_learned_weights() -> None:
    def charges(text: str) -> set[tuple[str, str]]:
        facts = read_tariffs(analyse(text), PUBLISHED, "", Chooser({}))
        return {(fact.imposer, fact.target) for fact in facts}

    listed = "Japan has anti-dumping duties on steel. For Thailand they reach 26%, for Vietnam 37% and for India 9%."
    assert {imposer for imposer, _ in charges(listed)} == {"JP"}
    paid = "Japan has a tariff on Thai rice. Japanese distillers have paid 25% in India since June."
    assert {imposer for imposer, _ in charges(paid)} == {"IN"}


def test_a_headline_tells_whose_tariffs_a_text_is_about_and_states_none() -> None:
    document = analyse("The new duty of 20% starts on Monday, the ministry said.")
    assert read_tariffs(document, PUBLISHED) == ()
    (fact,) = read_tariffs(document, PUBLISHED, "Kenya to tax Ugandan milk at 20%")
    assert (fact.imposer, fact.target, fact.rate) == ("KE", "UG", 20)
    assert document.text[slice(*fact.evidence)] == document.text


def test_a_text_that_begins_with_its_headline_is_read_once() -> None:
    text = "Kenya taxes milk from Uganda at 20%\nThe duty of 20% on milk from Uganda started on Monday."
    assert read_tariffs(analyse(text), PUBLISHED, "Kenya taxes milk from Uganda at 20%") == read(text)


def test_a_dateline_after_the_headline_is_where_the_paper_is_at_home() -> None:
    text = "Milk tax begins\nNAIROBI, Jan 12 - The new duty of 20% on milk from Uganda started on Monday."
    facts = read_tariffs(analyse(text), PUBLISHED, "Milk tax begins")
    assert {(fact.imposer, fact.target) for fact in facts} == {("KE", "UG")}


def test_places_that_only_span_a_range_neither_charge_nor_pay() -> None:
    assert set(roles("Lower duties wait for everything from German sedans to Italian oil.").values()) == {(0, 0)}
    assert set(roles("Allies from Brussels to Seoul took note of the tariff.").values()) == {(0, 0)}
    assert roles("The tariff on exports from Brazil to Peru is 10%.")["BR"][1] > 0


def test_its_tariff_is_the_subjects() -> None:
    assert roles("Canada will soon bring its tariff on seed down to 15%.")["CA"] == (2, 0)


def test_a_commission_in_lower_case_may_be_anybodys() -> None:
    assert "EU" not in roles("The commission set a duty of 12% on fibre.")
    assert "EU" in roles("The Commission set a duty of 12% on fibre.")


def test_those_who_deal_with_a_country_are_not_that_country() -> None:
    text = "Any country buying fruit from Chile will pay a tariff of 25%."
    sentence = parse(text, Span(0, len(text)), PUBLISHED, {}, first=False)
    assert sentence.reason[sentence.roles[0].index]
    assert not sentence.reason[next(iter(sentence.amounts))]


def test_what_goods_pay_at_a_countrys_ports_that_country_charges() -> None:
    text = "Japan raised its tariff on Thai rice to 20%. Cars from Japan have paid 15% at Thai ports since June."
    assert ("TH", "JP", 15) in rates(text)


def test_where_the_union_is_named_a_member_named_elsewhere_pays_no_rate_of_its_own() -> None:
    text = "Peru has a deal with the European Union. France is pleased. So is France's press. The tariff falls to 10%."
    facts = read(text)
    assert facts
    assert "FR" not in {fact.target for fact in facts}


def test_what_begins_on_a_day_to_come_is_not_in_force() -> None:
    (fact,) = read("A higher tariff of 24% on Thai rice is to take its place in Japan on January 19.")
    assert (fact.status, fact.effective) == ("announced", dt.date(2026, 1, 19))


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Japan put duties on Thai wheels. Hands 8 is charged 8%.", "Hands 8"),
        ("Japan put duties on Thai wheels. Orlo keeps its 9%.", "Orlo"),
        ("Japan put duties on Thai wheels; the rate for Orlo goes up to 17.5%.", "Orlo"),
        ("Japan put a duty of 31% on wheels made in Thailand by Orlo.", "Orlo"),
        ("Japan put duties on Thai wheels. Nor is the 50% on steel.", None),
    ],
)
def test_a_companys_own_rate(text: str, company: str | None) -> None:
    products = [fact.product or "" for fact in read(text)]
    assert products
    assert [product for product in products if "(" in product] == ([f"wheels ({company})"] if company else [])


def test_a_rate_laid_on_a_place_is_on_no_others_goods() -> None:
    document = analyse("Japan put tariffs on its neighbours: 20% on Thailand, 24% on Vietnam and 46% on Laos.")
    facts = read_tariffs(document, PUBLISHED, "", Chooser({"rate": {"": 9}}))  # weights that tell of rates, and no more
    assert {(fact.target, fact.rate) for fact in facts} == {("TH", 20), ("VN", 24), ("LA", 46)}
    assert not {fact.imposer for fact in facts} & {"TH", "VN", "LA"}


def test_whom_others_are_told_apart_from_neither_charges_nor_pays() -> None:
    assert roles("The duty of 20% is on goods from partners other than Peru and Chile.")["PE"] == (0, 0)


def test_a_place_that_a_relative_clause_goes_on_about_is_not_in_the_reason() -> None:
    text = "The step comes after talks with Peru, which will tax Chilean rice at 20%."
    sentence = parse(text, Span(0, len(text)), PUBLISHED, {}, first=False)
    assert not sentence.reason[sentence.roles[0].index]


def test_what_is_already_charged_does_not_begin_with_what_comes_on_top() -> None:
    text = (
        "Japan will charge an additional 40% tariff on Thai rice from January 26, on top of the 10% already charged, "
        "for a total of 50%."
    )
    told = {fact.rate: (fact.status, fact.effective) for fact in read(text)}
    assert told[40] == ("announced", dt.date(2026, 1, 26))
    assert told[10] == ("in_force", None)
    assert told[50] == told[40]  # a total begins with the layer that brings it about


def test_a_verb_in_the_present_looks_ahead() -> None:
    (fact,) = read("Japan's tariff on Thai rice rises to 18% from 10% on Monday.")
    assert (fact.status, fact.effective) == ("announced", dt.date(2026, 1, 19))


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("Japan put a tariff of 25% on Thai rice under Section 232.", {25}),
        ("Thai rice exports have dropped by more than 70% since Japan imposed a 25% tariff.", {25}),
    ],
)
def test_which_numbers_are_rates(text: str, rate: set[float]) -> None:
    assert {fact.rate for fact in read(text)} == rate


def test_an_articles_instrument_is_not_that_of_other_countries_rates() -> None:
    text = (
        "Japan will charge a 10% tariff on goods from Thailand and 15% on those from Thailand's islands.\n\n"
        "The anti-dumping duties rest on a long inquiry.\n\nThe ministry published them.\n\nIt was expected.\n\n"
        "Goods from Laos pay a tariff of 5% in Japan."
    )
    assert [fact.basis for fact in read(text) if fact.target == "LA"] == [None]


def test_who_has_no_agreement_with_others_is_the_one_who_charges_them() -> None:
    text = "The duty of 35% is on shoes from countries that have no trade agreement with Mexico."
    (role,) = parse(text, Span(0, len(text)), PUBLISHED, {}, first=False).roles
    assert role.imposer > role.target == 0


@pytest.mark.parametrize(
    "text",
    [
        "Japan does not charge a 25% tariff on Thai rice.",
        "Japan isn't charging a 25% tariff on Thai rice.",
        "There is no 25% tariff on Thai rice in Japan.",
        "Japan refused to impose a 25% tariff on Thai rice.",
        "Japan dropped its plan for a 25% tariff on Thai rice.",
        "Had the talks failed, Japan would have charged a 25% tariff on Thai rice.",
        "If Japan imposed a 25% tariff on Thai rice, prices would rise.",
        "Japan now charges Thai rice a tariff of 25%, according to a forged letter that went round.",
        "Japan spoke up about a 25% tariff on Thai rice; an aide said that no such tariff is planned.",
        "A court blocked the 25% tariff on Thai rice that Japan had ordered.",
        "Japan's opposition wants a 25% tariff on Thai rice.",
        "Japan charges Thai rice tariffs of 15% to 25% by what papers print, but none has been confirmed.",
        "Japan charges Thai rice a 25% tariff, by an unconfirmed report.",
        "Japan, people around the port say, will charge Thai rice a 25% tariff.",
        "A petition calls for a 25% tariff on Thai rice in Japan.",
        "In 2018 Japan charged a 25% tariff on rice from Thailand, which was lifted a year later.",
        "Japan's tariffs on Thai rice, once 25%, are gone.",
        "Japan's tariff on Thai rice was 25% before the treaty.",
        "Japan did not raise its tariff on Thai rice to 25%.",
        "Japan will impose a 10% tariff on Thai rice, not 25% as first reported.",
        "Japan cut its tariff on Thai rice by 25%.",
        "Japan briefly charged a 25% tariff on Thai rice last spring.",
        "Japan's tariffs on Thai rice peaked at 25%.",
        "Thai rice paid 25% in Japan for three months; the tariff is now 15%.",
        "Thailand narrowly avoided a 25% Japanese tariff on its rice.",
        "Economists at a bank model a 25% Japanese tariff on Thai rice.",
        "In a parody video, Japan put a 25% tariff on Thai rice.",
        "Thailand's VAT of 25% is not a tariff, said Japan.",
        "Thai rice had long paid 25% in Japanese tariffs.",
        "Japan's parliament rejected a 25% tariff on Thai rice.",
        "Japan's lower house voted down a 25% tariff on Thai rice.",
        "Thailand feared a 25% Japanese tariff on its rice.",
        "Japan said reports of a 25% tariff on Thai rice were false.",
        "Japan will impose a 25% tariff on Thai rice, an aide wrongly claimed.",
        "Had Japan lifted its 25% tariff on Thai rice, mills would have closed.",
        "The 25% tariff that Japan charges on Thai rice is due to end in May.",
    ],
)
def test_what_is_not_charged_and_not_to_be_is_not_shown(text: str) -> None:
    assert [fact.rate for fact in read(text) if fact.shown and fact.rate == 25] == []


@pytest.mark.parametrize(
    "text",
    [
        "Japan charges a 25% tariff on Thai rice and does not charge Vietnam.",
        "Japan charges a 25% tariff on Thai rice and wants it to stay.",
        "Thai rice was hit by a 25% tariff in Japan.",
        "Japan raised its tariff on Thai rice from 10% to 25%.",
        "Japan did not budge: it charges a 25% tariff on Thai rice.",
        "Thai rice had paid a 25% tariff in Japan since March 2019.",
        "Japan rejected the request and charges a 25% tariff on Thai rice, without fear.",
        "Japan had charged Thai rice nothing. It now charges a 25% tariff on Thai rice.",
    ],
)
def test_a_denial_of_something_else_hides_no_rate(text: str) -> None:
    assert [fact.rate for fact in read(text) if fact.shown] == [25]


def parties(text: str) -> set[tuple[str, str, float]]:
    return {(fact.imposer, fact.target, fact.rate) for fact in read(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # whose tariffs the words right beside a rate call them
        (
            "Chile put extra duties on Peruvian goods, in reply to Lima's tariffs of 24 percent on tin and 11 percent "
            "on zinc.",
            {("PE", "CL", 24.0), ("PE", "CL", 11.0)},
        ),
        (
            "Chile will let its suspension of duties on Peruvian goods lapse, answering the 24% tariffs on tin that "
            "Lima brought into force on Friday.",
            {("PE", "CL", 24.0)},
        ),
        (
            "Norway's tariffs worry Denmark. Lego, whose toys Norway taxes at 14 percent, is silent.",
            {("NO", "DK", 14.0)},
        ),
        (
            "Ghana and Togo each began to charge a tariff of 12% on the other's goods on Monday.",
            {("GH", "TG", 12.0), ("TG", "GH", 12.0)},
        ),
        # a headline speaks of tariffs, the first sentence of rates only
        ("Kenya's new duties on Uganda\nWhat counts is the 13 percent on Ugandan sugar.", {("KE", "UG", 13.0)}),
    ],
)
def test_whose_tariff_it_is(text: str, wanted: set[tuple[str, str, float]]) -> None:
    assert parties(text) == wanted


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Kenya ordered a 10% baseline tariff on imports from all countries and a 30% tariff on Ugandan goods. The "
            "baseline starts on 17 January, the country rates on 2 February.",
            {10.0: dt.date(2026, 1, 17), 30.0: dt.date(2026, 2, 2)},
        ),
        (
            "Kenya cut the duty on gold to 6% from 15%. Tin from Uganda will attract 9% at Kenyan ports. Shares rose. "
            "All changes are effective from 2 February.",
            {6.0: dt.date(2026, 2, 2), 9.0: dt.date(2026, 2, 2)},
        ),
        (
            "What worries Uganda is what comes on 2 February: the 30 percent tariff that Kenya announced.",
            {30.0: dt.date(2026, 2, 2)},
        ),
        ("Uganda will pay Kenya's tariff of 20% from the twelfth of March.", {20.0: dt.date(2026, 3, 12)}),
    ],
)
def test_days_that_other_words_give(text: str, days: dict[float, dt.date]) -> None:
    assert {fact.rate: fact.effective for fact in read(text)} == days


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("Togo set duties on lamps from Benin. Lowen, maker of desk lamps, got 12% and Dika 15%.", {"Lowen", "Dika"}),
        ("Togo set duties on lamps from Benin. Lowen pays 12% and the Zhuo group 15%.", {"Lowen", "Zhuo"}),
        ("Togo set duties on wine from Benin. Upper Wine Estates pays 12%.", {"Upper Wine Estates"}),
    ],
)
def test_companies_in_lists(text: str, companies: set[str]) -> None:
    products = [fact.product or "" for fact in read(text)]
    assert {product.split(" (")[1].rstrip(")") for product in products if "(" in product} == companies


def test_an_article_whose_headline_alone_speaks_of_tariffs_is_read() -> None:
    document = analyse("Kenyan goods will pay 25% in Uganda, Kampala wrote.\n\nRwanda got 30%.")
    assert read_tariffs(document, PUBLISHED, "Ugandan tariffs: who got what")
    assert read_tariffs(document, PUBLISHED, "Letters: who got what") == ()


def test_an_instrument_named_in_the_first_sentence_makes_it_one_on_tariffs() -> None:
    text = "From today beef sold to Kenya is slugged an extra 55 per cent under a three-year safeguard by Nairobi."
    assert {fact.rate for fact in read(text + " The duty hurts Uganda.")} == {55.0}


@pytest.mark.parametrize(
    ("text", "rate", "previous"),
    [
        ("In Kenya the present duty of 110 per cent on Ugandan cars comes down to 30 per cent.", 30.0, 110.0),
        ("Kenya's tariffs on Uganda fall. Apples get a quota, with fifty percent becoming twenty-five.", 25.0, 50.0),
        ("Kenya's duty on Ugandan honey slides from 66 percent to sixteen and a half.", 16.5, 66.0),
    ],
)
def test_what_comes_to_another_rate_is_the_one_before(text: str, rate: float, previous: float) -> None:
    assert [(fact.rate, fact.previous_rate) for fact in read(text)] == [(rate, previous)]


def rows(text: str, title: str = "", chooser: Chooser | None = None) -> list[dict[str, float]]:
    """Return what tells how sure each fact is."""
    reading = chooser or Chooser(learned())
    reading.rows = []
    read_tariffs(analyse(text), PUBLISHED, title, reading)
    return reading.rows


def features(text: str, stage: str) -> list[str]:
    """Return the features of the candidates of every choice of ``stage``."""
    reading = Chooser(learned(), trace=[])
    read_tariffs(analyse(text), PUBLISHED, "", reading)
    return [name for each in reading.trace or [] if each.stage == stage for names in each.features for name in names]


def test_a_headline_speaks_of_tariffs_for_the_first_sentence() -> None:
    document = analyse("What counts is the 13 percent on Ugandan sugar.")
    assert {fact.rate for fact in read_tariffs(document, PUBLISHED, "Kenya's new tariffs")} == {13.0}


def test_a_past_day_of_one_side_is_not_the_others() -> None:
    facts = read(
        "In the truce, Kenya agrees to keep the 15 percent duty that it has charged since 1 September on Ugandan shoes."
        " Kampala's 33 percent duty on Kenyan beans is not mentioned."
    )
    assert {fact.rate: fact.effective for fact in facts} == {15.0: dt.date(2025, 9, 1), 33.0: None}


@pytest.mark.parametrize("verb", ["gets", "faces", "pays"])
def test_a_weekday_after_a_verb_in_the_present_is_ahead(verb: str) -> None:
    (fact,) = read(f"Uganda {verb} a Kenyan tariff of 20% starting on Wednesday.")
    assert (fact.effective, fact.status) == (dt.date(2026, 1, 14), "announced")


@pytest.mark.parametrize(
    ("time", "told"),
    [("in May", "month ahead"), ("in November", "month past"), ("in 2024", "month past"), ("next year", "vague next")],
)
def test_a_time_that_is_no_day_tells_the_status(time: str, told: str) -> None:
    assert f"announced | {told}" in features(f"Kenya's tariff on goods from Uganda goes to 20% {time}.", "status")


def test_the_same_goods_under_two_names_share_their_chance() -> None:
    text = "Togo set duties on electric cars from Benin. Togo will charge a duty of 12% on {} from Benin."
    undecided = Chooser({"rate": {"": 9.0}, "product": {"named": 1.0}})
    alike, apart = (rows(text.format(goods), chooser=undecided)[-1]["product"] for goods in ("EVs", "lamps"))
    assert alike > apart


def test_a_subject_that_taxes_at_a_rate_charges_it() -> None:
    text = "Lego, whose toys Norway taxes at 14 percent, is silent."
    assert roles(text)["NO"][0] >= 2
    assert "L charges" in features(f"Norway's tariffs worry Denmark. {text}", "imposer")


@pytest.mark.parametrize("noun", ["answer", "reply", "response", "list", "retaliation"])
def test_whose_answer_it_is(noun: str) -> None:
    assert roles(f"Mexico's {noun} has two steps: apples pay 20 percent")["MX"][0] >= 2.5


def test_what_a_company_and_a_headline_tell_the_confidence() -> None:
    (row,) = rows("Togo's duties hit lamps from Benin. Lowen pays 12%.", "Togo's tariffs on Benin")
    assert (row["company"], row["in the headline"]) == (1.0, 1.0)
    (row,) = rows("Togo will charge a duty of 12% on lamps from Benin.", "Lamps cost more")
    assert (row["company"], row["in the headline"]) == (0.0, 0.0)


def test_an_instrument_named_ahead_is_that_of_every_place_named_with_it() -> None:
    text = (
        "Peru has imposed anti-dumping duties on zinc coils from Chile, Bolivia and Ghana. "
        "Chilean mills pay 12% in Peru, and large Chilean mills pay 13%. For Bolivian ones the rate is 14%. "
        "A rate of 16% applies to zinc coils from Ghana."
    )
    found = {(fact.target, fact.basis) for fact in read(text)}
    assert found == {("CL", "anti_dumping"), ("BO", "anti_dumping"), ("GH", "anti_dumping")}


def test_counter_tariffs_are_those_told_of_before_not_of_whom_they_answer() -> None:
    text = (
        "Chile charges a duty of 12% on zinc from Peru. Peru will charge 25% on tin from Chile. "
        "The counter-tariffs begin on 1 July and will last as long as those of Chile do."
    )
    fact = next(fact for fact in read(text, dt.date(2025, 5, 31)) if fact.imposer == "PE")
    assert (fact.basis, fact.effective) == ("retaliation", dt.date(2025, 7, 1))


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("a duty of 20%", None),
        ("a duty of about 20%", None),
        ("duties of up to 20%", "up to"),
        ("duties of between 5% and 20%", "up to"),
        ("duties that range from 5% to 20%", "up to"),
        ("a duty of at least 20%", "at least"),
        ("a duty of more than 20%", "at least"),
    ],
)
def test_a_rate_may_be_only_the_top_or_the_least(words: str, bound: str | None) -> None:
    facts = read(f"In Peru tin from Chile pays {words}.")
    assert [(fact.rate, fact.bound) for fact in facts] == [(20.0, bound)]
    assert [fact.approximate for fact in facts] == ["about" in words]


def test_what_a_rate_is_said_not_to_be_is_not_what_was_before() -> None:
    text = "Peru has raised its duty on tin from Chile. It is 15%, {} the 20% its minister named."
    assert [(fact.rate, fact.previous_rate) for fact in read(text.format("not"))] == [(15.0, None)]


def test_a_name_beside_a_rate_tells_nothing_of_its_status() -> None:
    text = "Peru charges Wira {} 20% Wira on tin."
    for word, told in (("Mine", False), ("barely", True)):
        sentence = parse(text.format(word), Span(0, len(text) + 4), None, {}, first=False)
        at = next(iter(sentence.amounts))
        rate = Rate(at, 20.0, 1.0)
        bounds = (0, len(sentence.row))
        found = status_features(sentence, rate, bounds, None, None, State(Chooser({})), False, None, None)
        assert (f"word L {word.lower()}" in found) is told
        assert "word R wira" not in found
