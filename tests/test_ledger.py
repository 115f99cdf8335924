"""What holds on a day, from facts of several articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import goods
from bot.ledger import Holding, agreeing, build, holds
from storage.records import Article, Span, TariffFact, TariffRole, TariffStatus, TariffTerm

Pair = tuple[Article, TariffFact]


def told(
    day: str,
    rate: float,
    status: TariffStatus,
    sentence: str = "It says so.",
    *,
    imposer: str = "JP",
    target: str = "TH",
    product: str | None = None,
    effective: str | None = None,
    previous: float | None = None,
    basis: str | None = None,
    role: TariffRole = "duty",
    shown: bool = True,
) -> Pair:
    published = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
    article = Article(f"{day}", sentence, "Title", published)
    fact = TariffFact(
        imposer,
        target,
        product,
        rate,
        role,
        status,
        Span(0, len(sentence)),
        effective=dt.date.fromisoformat(effective) if effective else None,
        previous_rate=previous,
        basis=basis,
        confidence=0.9,
        shown=shown,
    )
    return article, fact


def ask(facts: list[Pair], day: str, product: str | None = None, target: str = "TH") -> Holding:
    return holds(facts, "JP", target, product, dt.date.fromisoformat(day))


LIFE = [
    told("2025-01-10", 15, "threatened"),
    told("2025-02-01", 15, "announced", effective="2025-03-01"),
    told("2025-03-01", 15, "in_force", effective="2025-03-01"),
    told("2025-05-01", 20, "in_force", effective="2025-05-01", previous=15),
    told("2025-08-01", 20, "removed", effective="2025-08-01"),
]


def test_a_life_is_told_in_order() -> None:
    days = ["2025-01-20", "2025-02-10", "2025-03-05", "2025-06-01", "2025-09-01"]
    answers = [ask(LIFE, day) for day in days]
    assert [answer.status for answer in answers] == ["threatened", "announced", "in_force", "in_force", "removed"]
    assert [answer.total for answer in answers] == [0, 0, 15, 20, 0]
    assert [total for total, *_ in answers[-1].history] == [15, 20]


def test_the_order_in_which_articles_came_in_does_not_matter() -> None:
    first = ask(LIFE, "2025-06-01")
    for facts in permutations(LIFE):
        assert ask(list(facts), "2025-06-01") == first


def test_nothing_of_later_articles_is_used() -> None:
    assert ask(LIFE, "2025-04-30").total == 15
    assert ask(LIFE, "2025-01-01").status is None


def test_an_announced_day_that_has_come_is_an_inference() -> None:
    (layer,) = ask(LIFE[:2], "2025-04-01").layers
    assert layer.rate == 15
    assert layer.inferred


def test_two_layers_are_added_only_where_an_article_adds_them() -> None:
    plain = [
        told("2025-03-01", 15, "in_force", basis="reciprocal"),
        told("2025-03-02", 5, "in_force", basis="penalty"),
    ]
    assert ask(plain, "2025-04-01").total == 5
    stacked = [plain[0], told("2025-03-02", 5, "in_force", "An additional 5% was laid on top of it.", basis="penalty")]
    assert ask(stacked, "2025-04-01").total == 20


def test_a_product_has_its_own_rate_before_the_general_one() -> None:
    facts = [told("2025-03-01", 15, "in_force"), told("2025-03-02", 40, "in_force", product="steel")]
    assert ask(facts, "2025-04-01", "steel").total == 40
    assert ask(facts, "2025-04-01").total == 15
    assert ask(facts, "2025-04-01", "rice").total == 15


def test_a_rate_for_all_countries_holds_for_each() -> None:
    facts = [told("2025-03-01", 10, "in_force", target="*")]
    assert ask(facts, "2025-04-01", target="VN").total == 10


def test_direction_is_kept() -> None:
    assert holds(LIFE, "TH", "JP", None, dt.date(2025, 6, 1)).status is None


def test_an_unsure_fact_makes_no_total() -> None:
    answer = ask([told("2025-03-01", 90, "in_force", shown=False)], "2025-04-01")
    assert answer.total == 0
    assert [source.fact.rate for source in answer.unclear] == [90]


def test_a_retelling_moves_nothing() -> None:
    def moves(facts: list[Pair]) -> list[tuple[str, float, dt.date]]:
        return [(step.move, step.rate, step.day) for _, step in ask(facts, "2025-07-15").states]

    retold = told("2025-07-01", 20, "in_force")
    older = told("2025-07-02", 15, "in_force")
    assert moves([*LIFE[:4], retold, older]) == moves(LIFE[:4])
    assert ask([*LIFE[:4], retold, older], "2025-07-15").total == 20


def test_a_law_that_falls_takes_its_measures_with_it_and_says_it_is_inferred() -> None:
    facts = [
        told("2025-04-05", 15, "in_force", imposer="US", target="TH", basis="reciprocal", effective="2025-04-05"),
        told("2025-04-06", 25, "in_force", imposer="US", target="TH", basis="section_232", product="cars"),
        told(
            "2026-02-24",
            10,
            "in_force",
            "A 10% surcharge began, replacing the emergency tariffs that the court threw out.",
            imposer="US",
            target="*",
            basis="section_122",
            effective="2026-02-24",
        ),
    ]
    day = dt.date(2026, 3, 1)
    answer = holds(facts, "US", "TH", None, day)
    assert answer.total == 10
    assert [step.inferred for _, step in answer.states if step.move == "struck_down"] == [True]
    assert holds(facts, "US", "TH", "cars", day).total == 25
    assert holds(facts, "US", "TH", None, dt.date(2026, 2, 1)).total == 15


def test_a_trade_remedy_comes_on_top_of_the_ordinary_duty() -> None:
    facts = [
        told("2025-03-01", 10, "in_force", product="cars", basis="mfn"),
        told("2025-03-02", 17, "in_force", product="cars (Acme)", basis="countervailing"),
    ]
    assert ask(facts, "2025-04-01", "cars (Acme)").total == 27
    assert ask(facts, "2025-04-01", "cars (Other)").total == 10


def test_a_beginning_that_was_put_off_before_it_came_does_not_come() -> None:
    facts = [
        told("2026-01-20", 20, "announced", product="wooden furniture", effective="2026-03-01"),
        told("2026-01-21", 20, "announced", product="tables, beds", effective="2026-03-01"),
        told("2026-02-18", 20, "announced", product="furniture", effective="2026-04-01"),
    ]
    answer = ask(facts, "2026-03-15", "furniture")
    assert (answer.total, answer.status) == (0, "announced")
    assert ask(facts, "2026-04-02", "furniture").total == 20
    assert ask(facts[:1], "2026-03-15", "furniture").total == 20


def test_measures_can_be_built_as_of_a_day() -> None:
    (measure,) = build(LIFE, dt.date(2025, 3, 1))
    assert [step.move for step in measure.steps] == ["threatened", "announced", "in_force"]
    assert measure.newest.rate == 15


def test_two_statements_that_differ_are_both_kept() -> None:
    facts = [
        told("2025-03-02", 15, "in_force", effective="2025-03-01"),
        told("2025-03-03", 18, "in_force", effective="2025-03-01"),
    ]
    ((one, other),) = ask(facts, "2025-04-01").contradictions
    assert {one.fact.rate, other.fact.rate} == {15, 18}


_DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
_SENTENCES = st.sampled_from(
    [
        "It says so.",
        "An additional rate was laid on top of it.",
        "The emergency tariffs were struck down by the court.",
        "A rate agreed instead of the one announced.",
    ]
)


@st.composite
def _facts(draw: st.DrawFn) -> list[Pair]:
    found = []
    for number in range(draw(st.integers(1, 9))):
        published = draw(_DAYS)
        article, fact = told(
            published.isoformat(),
            draw(st.sampled_from([0.0, 5.0, 10.0, 15.0, 25.0, 50.0])),
            draw(st.sampled_from(["threatened", "announced", "in_force", "suspended", "removed"])),
            draw(_SENTENCES),
            target=draw(st.sampled_from(["TH", "*", "VN"])),
            product=draw(st.sampled_from([None, "steel", "steel, aluminium", "metals", "cars (Acme)", "cars"])),
            effective=draw(st.none() | _DAYS.map(dt.date.isoformat)),
            previous=draw(st.none() | st.sampled_from([5.0, 15.0, 25.0])),
            basis=draw(st.none() | st.sampled_from(["mfn", "ieepa", "reciprocal", "countervailing"])),
            role=draw(st.sampled_from(["duty", "duty", "total"])),
            shown=draw(st.sampled_from([True, True, False])),
        )
        expires = draw(st.none() | _DAYS)
        found.append((replace(article, id=f"{number}"), replace(fact, expires=expires)))
    return found


@settings(max_examples=150, deadline=None)
@given(
    _facts(), _DAYS, st.sampled_from([None, "steel", "flat steel", "cars (Acme)"]), st.randoms(use_true_random=False)
)
def test_any_facts_in_any_order_give_one_answer_and_none_of_a_later_day(
    facts: list[Pair], day: dt.date, product: str | None, random: Random
) -> None:
    answer = holds(facts, "JP", "TH", product, day)
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert holds(shuffled, "JP", "TH", product, day) == answer
    known = [(article, fact) for article, fact in facts if article.published and article.published.date() <= day]
    assert holds(known, "JP", "TH", product, day) == answer
    assert answer.total == pytest.approx(sum(layer.rate for layer in answer.layers)) or answer.stated_total
    assert (answer.status == "in_force") == bool(answer.total)
    assert all(layer.source.fact.shown for layer in answer.layers)
    assert all(layer.source.fact.rate == layer.rate for layer in answer.layers)
    assert all(since is None or since <= day for _, since, _ in answer.history)
    assert all(step.reported <= day for _, step in answer.states)


def test_goods_that_share_a_word_are_not_one_measure() -> None:
    facts = [
        told("2025-03-20", 100, "in_force", product="canola oil, meal"),
        told("2025-08-14", 75.8, "in_force", product="canola seed"),
    ]
    assert ask(facts, "2025-09-01", "canola oil").total == 100
    assert ask(facts, "2025-09-01", "canola seed").total == 75.8
    assert ask(facts, "2025-09-01", "canola seed").fit == "own"


def test_one_of_two_goods_told_together_goes_its_own_way() -> None:
    facts = [
        told("2025-03-12", 25, "in_force", product="steel, aluminium"),
        told("2025-06-04", 50, "in_force", product="steel", previous=25, effective="2025-06-04"),
    ]
    assert ask(facts, "2025-07-01", "steel").total == 50
    assert ask(facts, "2025-07-01", "aluminium").total == 25


def test_goods_are_answered_for_by_broader_ones_and_that_is_said() -> None:
    facts = [told("2025-03-12", 25, "in_force", product="metals"), told("2025-03-12", 10, "in_force")]
    assert (ask(facts, "2025-07-01", "steel").total, ask(facts, "2025-07-01", "steel").fit) == (25, "broader")
    assert (ask(facts, "2025-07-01", "rice").total, ask(facts, "2025-07-01", "rice").fit) == (10, "broader")
    narrow = [told("2025-03-12", 12, "in_force", product="flat steel")]
    assert ask(narrow, "2025-07-01", "steel").fit == "narrower"


def test_a_term_that_has_run_out_ends_the_rate_and_an_extension_does_not() -> None:
    article, fact = told("2025-04-21", 12, "in_force", effective="2025-04-21")
    term = (article, replace(fact, expires=dt.date(2025, 11, 7)))
    assert ask([term], "2025-11-01").total == 12
    after = ask([term], "2025-12-01")
    assert (after.total, after.status) == (0, "removed")
    assert [(step.move, step.inferred) for _, step in after.states] == [("in_force", False), ("expired", True)]
    assert ask([term, told("2025-11-20", 12, "in_force")], "2025-12-01").total == 12


def test_a_rate_for_a_stretch_of_days_ends_with_it_and_a_pause_of_as_many_ends_nothing() -> None:
    def lasting(sentence: str, words: str) -> Pair:
        article, fact = told("2026-02-24", 10, "in_force", sentence, effective="2026-02-24")
        start = sentence.index(words)
        return article, replace(fact, terms=(TariffTerm("duration", Span(start, start + len(words))),))

    surcharge = lasting("A surcharge of 10% applies to all goods for 150 days.", "for 150 days")
    assert (ask([surcharge], "2026-07-23").total, ask([surcharge], "2026-07-24").total) == (10, 0)
    years = lasting("The duty of 10% is charged for five years.", "for five years")
    assert (ask([years], "2031-02-23").total, ask([years], "2031-02-24").total) == (10, 0)
    paused = lasting("The 10% stays while the rest is paused for 90 days.", "for 90 days")
    assert ask([paused], "2026-12-01").total == 10


def test_a_later_article_can_give_the_day_on_which_a_rate_began() -> None:
    facts = [told("2025-08-28", 50, "in_force"), told("2025-09-05", 50, "in_force", effective="2025-08-27")]
    (layer,) = ask(facts, "2025-09-10").layers
    assert layer.effective == dt.date(2025, 8, 27)
    assert layer.source.article.id == "2025-09-05"
    announced = [told("2025-07-01", 50, "announced", effective="2025-08-01"), told("2025-08-28", 50, "in_force")]
    (layer,) = ask(announced, "2025-09-10").layers
    assert (layer.effective, layer.inferred) == (dt.date(2025, 8, 1), False)
    assert layer.step.announced is not None


def test_an_announced_day_gives_way_to_a_later_word_that_the_old_rate_is_still_charged() -> None:
    facts = [
        told("2025-01-10", 10, "in_force", effective="2025-01-10"),
        told("2025-02-01", 25, "announced", effective="2025-03-01"),
        told("2025-03-20", 10, "in_force"),
    ]
    assert ask(facts[:2], "2025-03-25").total == 25
    assert ask(facts, "2025-03-25").total == 10


def test_a_late_article_about_an_earlier_day_is_put_in_its_place() -> None:
    late = told("2025-09-01", 15, "in_force", effective="2025-03-01")
    answer = ask([LIFE[3], late], "2025-10-01")
    assert answer.total == 20
    assert [total for total, *_ in answer.history] == [15, 20]


def test_an_announced_rate_in_whose_place_another_came_was_never_charged() -> None:
    facts = [
        told("2025-04-05", 10, "in_force", effective="2025-04-05"),
        told("2025-07-08", 25, "announced", effective="2025-08-01"),
        told("2025-08-07", 15, "in_force", "15%, agreed in place of 25%, began.", effective="2025-08-07", previous=25),
    ]
    assert [total for total, *_ in ask(facts, "2025-09-01").history] == [10, 15]
    assert ask(facts[:2], "2025-08-03").layers[0].inferred


def test_a_start_that_was_put_off_is_the_new_start_and_a_pause_is_a_pause() -> None:
    put_off = [
        told("2025-02-01", 25, "announced", effective="2025-02-04"),
        told("2025-02-03", 25, "suspended", effective="2025-03-04"),
    ]
    assert (ask(put_off, "2025-02-10").total, ask(put_off, "2025-02-10").status) == (0, "suspended")
    assert ask(put_off, "2025-03-10").layers[0].inferred
    paused = [told("2025-02-01", 25, "in_force"), told("2025-02-20", 25, "suspended", effective="2025-03-04")]
    assert (ask(paused, "2025-02-25").total, ask(paused, "2025-03-10").total) == (25, 0)


def test_a_challenge_in_court_ends_nothing() -> None:
    rate = told("2025-04-05", 15, "in_force", imposer="US", basis="reciprocal")
    sentence = "A court asked whether the emergency tariffs, such as the 12% on tin, are illegal."
    asked = told("2025-06-01", 12, "in_force", sentence, imposer="US", target="*", product="tin", basis="ieepa")
    assert holds([rate, asked], "US", "TH", None, dt.date(2025, 7, 1)).total == 15


def test_a_total_of_layers_that_ended_since_does_not_stand() -> None:
    facts = [
        told("2025-08-28", 50, "in_force", role="total"),
        told("2025-08-28", 25, "in_force", "An additional 25%.", basis="reciprocal"),
        told("2026-02-24", 25, "removed", basis="reciprocal", effective="2026-02-24"),
    ]
    assert ask(facts, "2025-09-01").total == 50
    assert (ask(facts, "2026-03-01").total, ask(facts, "2026-03-01").status) == (0, "removed")


def test_the_rate_within_a_quota_is_not_that_on_the_goods_as_a_whole() -> None:
    sentence = "The duty on beef is 35% outside the quota; within a quota of 20,000 tonnes it is 5%."
    terms = tuple(
        TariffTerm("quota", Span(sentence.index(words), sentence.index(words) + len(words)))
        for words in ("outside the quota", "within a quota")
    )
    facts = [
        (article, replace(fact, terms=terms))
        for article, fact in (told("2025-03-01", rate, "in_force", sentence, product="beef") for rate in (35, 5))
    ]
    assert ask(facts, "2025-04-01", "beef").total == 35
    assert ask(facts, "2025-04-01", "beef within the quota").total == 5
    assert not ask(facts, "2025-04-01", "beef").contradictions
    assert (ask(facts[1:], "2025-04-01", "beef").total, ask(facts[1:], "2025-04-01", "beef").fit) == (5, "narrower")


def test_of_one_instrument_the_countrys_own_rate_alone_counts() -> None:
    sentence = "An additional duty is charged on top of the ordinary one."
    facts = [
        told("2025-03-01", 10, "in_force", sentence, target="*", basis="section_122"),
        told("2025-03-01", 15, "in_force", sentence, basis="section_122"),
    ]
    assert ask(facts, "2025-04-01").total == 15
    assert ask(facts, "2025-04-01", target="VN").total == 10


def test_an_article_that_looks_back_on_an_announced_rate_does_not_bring_it_back() -> None:
    facts = [
        told("2021-12-20", 14, "announced", effective="2021-12-25", basis="safeguard"),
        told("2022-06-10", 9, "in_force", effective="2022-06-10", basis="safeguard"),
        told("2022-07-02", 14, "in_force"),
    ]
    answer = ask(facts, "2022-08-01")
    assert (answer.total, [total for total, *_ in answer.history]) == (9, [14, 9])


def test_a_rate_on_top_of_another_is_a_measure_of_its_own_and_goods_can_be_freed_from_it() -> None:
    facts = [
        told("2025-04-07", 10, "in_force", basis="baseline", effective="2025-04-05"),
        told("2025-07-30", 40, "announced", "An additional 40% on top of the 10%.", effective="2025-08-06"),
        told("2025-08-06", 50, "in_force", role="total", effective="2025-08-06"),
        told("2025-11-20", 40, "removed", "The additional 40% on coffee was removed.", product="coffee"),
    ]
    assert [ask(facts, day).total for day in ("2025-08-01", "2025-09-01", "2025-12-01")] == [10, 50, 50]
    assert [total for total, *_ in ask(facts, "2025-09-01").history] == [10, 50]
    assert ask(facts, "2025-12-01", "coffee").total == 10
    assert ask(facts, "2025-11-01", "coffee").total == 50


def test_a_total_that_an_article_states_is_part_of_the_history() -> None:
    facts = [
        told("2020-05-19", 80.5, "in_force", role="total", product="barley", effective="2020-05-19"),
        told("2023-08-04", 80.5, "removed", product="barley", effective="2023-08-05"),
    ]
    assert [total for total, *_ in ask(facts, "2023-09-01", "barley").history] == [80.5]
    assert (ask(facts, "2023-09-01", "barley").total, ask(facts, "2023-09-01", "barley").status) == (0, "removed")


def test_a_trade_remedy_on_nobody_by_name_is_on_no_other_country() -> None:
    facts = [told("2025-03-01", 20.7, "in_force", target="*", basis="countervailing")]
    assert ask(facts, "2025-04-01").status is None
    named = [*facts, told("2025-02-01", 17, "in_force", basis="countervailing", product="cars (Acme)")]
    assert ask(named, "2025-04-01").total == 20.7


def test_goods_are_told_apart_as_lists() -> None:
    assert goods.items("steel, aluminium and copper (Acme)") == ("steel (Acme)", "aluminium (Acme)", "copper (Acme)")
    assert goods.items("medium and heavy trucks") == ("medium trucks", "heavy trucks")
    assert goods.items("all goods") == goods.items(None) == (None,)
    assert [goods.fit("steel", other) for other in ("steels", "metals", "flat steel", "tin", None)] == [
        "own",
        "broader",
        "narrower",
        "other",
        "broader",
    ]


def unsure(pair: Pair, confidence: float, name: str | None = None) -> Pair:
    article, fact = pair
    article = replace(article, id=name or article.id)
    return article, replace(fact, shown=False, confidence=confidence)


def test_what_two_articles_state_in_words_of_their_own_is_surer_than_one() -> None:
    first = unsure(told("2025-02-01", 15, "in_force", "Japan takes 15% on top."), 0.55)
    second = unsure(told("2025-03-01", 15, "in_force", "The 15% is being charged."), 0.55)
    day = dt.date(2025, 4, 1)
    assert [fact.shown for _, fact in agreeing([first, second], day)] == [True, True]
    assert [fact.shown for _, fact in agreeing([first], day)] == [False]
    # the same sentence twice, another rate, another direction, or an article still to come is no second witness
    copied = unsure(told("2025-03-01", 15, "in_force", "Japan takes 15% on top."), 0.55)
    other = unsure(told("2025-03-01", 16, "in_force", "The 16% is being charged."), 0.55)
    turned = unsure(told("2025-03-01", 15, "in_force", "Thai 15%.", imposer="TH", target="JP"), 0.55)
    for each in (copied, other, turned):
        assert not any(fact.shown for _, fact in agreeing([first, each], day))
    assert not agreeing([first, second], dt.date(2025, 2, 15))[0][1].shown
    # what is hidden though sure (an idea, steps) stays hidden, and what is hardly sure at all adds nothing
    hidden = (first[0], replace(first[1], confidence=0.95))
    assert not agreeing([hidden, second], day)[0][1].shown
    faint = unsure(told("2025-03-01", 15, "in_force", "Some say 15%."), 0.4)
    assert not agreeing([first, faint], day)[0][1].shown


def test_what_another_article_states_surely_backs_a_fainter_statement() -> None:
    sure = told("2025-02-01", 15, "announced", "Japan will take 15%.", effective="2025-03-01")
    day = dt.date(2025, 4, 1)
    put_off = unsure(told("2025-02-20", 15, "suspended", "The 15% has been put off."), 0.4)
    assert [fact.shown for _, fact in agreeing([sure, put_off], day)] == [True, True]
    assert ask(agreeing([sure, put_off], day), "2025-04-01").status == "suspended"
    # not one that is a mere guess, nor one of another rate, nor two faint ones together
    for other in (
        unsure(told("2025-02-20", 15, "suspended", "The 15% has been put off."), 0.2),
        unsure(told("2025-02-20", 16, "suspended", "The 16% has been put off."), 0.4),
    ):
        assert not agreeing([sure, other], day)[1][1].shown
    also = unsure(told("2025-02-21", 15, "suspended", "No 15% for now."), 0.7)
    assert not agreeing([put_off, also], day)[0][1].shown


def test_a_total_says_where_a_further_layer_is_unclear() -> None:
    sure = told("2025-02-01", 20, "in_force", "Japan charges 20%.", effective="2025-02-01")
    extra = unsure(told("2025-02-02", 5, "in_force", "It is on top of the ordinary 5%."), 0.5)
    assert not ask([sure], "2025-03-01").partial
    holding = ask([sure, extra], "2025-03-01")
    assert (holding.total, holding.partial) == (20, True)
    assert not ask([sure, extra], "2025-02-01").partial  # not published yet
    assert not ask([sure, unsure(extra, 0.1)], "2025-03-01").partial
    same = unsure(told("2025-02-02", 20, "in_force", "It charges an additional 20%."), 0.5)
    assert not ask([sure, same], "2025-03-01").partial
    alone = unsure(told("2025-02-02", 5, "in_force", "Some speak of 5%."), 0.5)
    assert not ask([sure, alone], "2025-03-01").partial  # nothing says that it is added
    higher = unsure(told("2025-02-02", 45, "in_force", "In all 45%.", role="total"), 0.5)
    assert ask([sure, higher], "2025-03-01").partial


def test_a_rate_of_broader_goods_says_where_that_of_the_goods_themselves_is_unclear() -> None:
    general = told("2025-02-01", 15, "in_force", "Japan charges 15% on goods.", effective="2025-02-01")
    own = unsure(told("2025-02-02", 27.5, "in_force", "Cars are charged 27.5%.", product="cars"), 0.5)
    assert ask([general, own], "2025-03-01", "cars").doubtful
    assert not ask([general, own], "2025-03-01").doubtful
    assert not ask([general, own], "2025-03-01", "rice").doubtful
    sure = (own[0], replace(own[1], shown=True))
    assert not ask([general, sure], "2025-03-01", "cars").doubtful
