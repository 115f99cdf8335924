"""What holds on a day, from facts of several articles."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

from bot.ledger import Holding, build, holds
from storage.records import Article, Span, TariffFact, TariffRole, TariffStatus

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
    assert [total for total, _ in answers[-1].history] == [15, 20]


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
    retold = told("2025-07-01", 20, "in_force")
    assert ask([*LIFE[:4], retold], "2025-07-15").states == ask(LIFE[:4], "2025-07-15").states


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
