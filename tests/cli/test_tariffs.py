# ruff: noqa: E501
"""Tariffs over the program itself: what holds, what moved, and what is said to a question that has no answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.running import Program

NOW = "2025-12-01T12:00:00Z"
ARTICLES = (
    (
        "2025-02-03",
        "Norway will impose a 10% tariff on imports from Peru from March 1, 2025, it was decided on Monday.",
    ),
    ("2025-03-02", "Norway's 10% tariff on goods from Peru took effect on Saturday, March 1, 2025."),
    ("2025-05-03", "Kenya has charged a 6% tariff on tea from Peru since May 2, 2025."),
    (
        "2025-06-10",
        "Norway on Tuesday raised its tariff on goods from Peru to 25% from 10%, over a quarrel about fish meal.",
    ),
    (
        "2025-06-20",
        "Peru will impose a retaliatory tariff of 8% on Norwegian salmon from July 15, 2025, its ministry said.",
    ),
    ("2025-09-01", "Norway threatened to raise its tariff on goods from Peru to 40% if talks fail."),
    ("2025-10-05", "Norway has charged a 12% tariff on steel from Peru since October 1, 2025."),
    ("2025-10-09", "Norway has charged a 15% tariff on steel from Peru since October 1, 2025."),
    ("2025-11-01", "Chile, some in the harbour say of tariffs, may soon want 33% from Peru."),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program whose articles tell of a quarrel between two countries."""
    rows = [
        {"id": f"t{n}", "title": f"Tariffs {n}", "text": text, "published": day, "source": "Oslo Post"}
        for n, (day, text) in enumerate(ARTICLES)
    ]
    folder = tmp_path_factory.mktemp("articles")
    (folder / "told.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Program(folder.parent / "told.db", folder)


def one(program: Program, question: str) -> dict[str, Any]:
    """Ask one question."""
    return program.ask(question, now=NOW)[0]


def test_what_holds_what_was_and_what_is_threatened_stand_in_the_first_lines(told: Program) -> None:
    text = one(told, "/tariff Peru")["text"]
    assert "Norwegian tariffs on goods from Peru: 25 per cent, as reported on 10 June 2025" in text[:600]
    assert "Before: 10 per cent from 1 March 2025" in text[:600]
    assert "40 per cent tariff, threatened, as reported on 1 September 2025" in text[:600]
    assert "30 days old" in text
    assert "country pays" not in text


def test_only_what_an_article_says_is_in_force_is_called_so(told: Program) -> None:
    announced = one(told, "/tariff Peru as_of:2025-02-10")
    assert [(each["total"], each["status"]) for each in announced["data"]] == [(0, "announced")]
    assert "10 per cent announced, from 1 March 2025, as reported on 3 February 2025" in announced["text"]
    assert "in force" not in announced["text"]
    salmon = one(told, "/tariff Norway product:salmon direction:charged_on")
    assert "announced to start on 15 July 2025" in salmon["text"]
    assert "no article here confirms that it did" in salmon["text"]
    assert "in force" not in salmon["text"]


def test_two_statements_that_contradict_are_both_shown(told: Program) -> None:
    text = one(told, "/tariff Peru product:steel")["text"]
    assert "12 per cent or 15 per cent, the articles differ" in text
    assert "12 per cent since 1 October 2025, as reported on 5 October 2025" in text
    assert "15 per cent since 1 October 2025, as reported on 9 October 2025" in text


def test_both_directions_with_a_partner_the_country_as_target_first(told: Program) -> None:
    both, on, by = told.ask(
        "/tariff PE partner:Norway", "/tariff PE partner:NO direction:charged_on",
        "/tariff Peru partner:Norway direction:charged_by", now=NOW,
    )  # fmt: skip
    pairs = [(each["imposer"], each["target"]) for each in both["data"]]
    assert pairs == sorted(pairs, key=lambda pair: pair != ("NO", "PE"))
    assert set(pairs) == {("NO", "PE"), ("PE", "NO")}
    assert {(each["imposer"], each["target"]) for each in on["data"]} == {("NO", "PE")}
    assert {(each["imposer"], each["target"]) for each in by["data"]} == {("PE", "NO")}
    (general,) = (each for each in on["data"] if each["product"] is None)
    assert general["total"] == 25
    assert [step["total"] for step in general["history"]] == [10, 25]
    assert general["history"][0]["from"] == "2025-03-01"


def test_a_product_comes_first_and_says_where_its_rate_is_the_general_one(told: Program) -> None:
    steel, bananas = told.ask("/tariff Peru product:steel", "/tariff Peru product:bananas", now=NOW)
    assert [(each["product"], each["total"]) for each in steel["data"]] == [("steel", 15)]
    assert [(each["product"], each["total"]) for each in bananas["data"]] == [("bananas", 25)]
    assert "No rate for bananas of its own in the articles" in bananas["text"]


def test_what_bounds_a_rate_and_who_states_it_is_shown(program: Program) -> None:
    texts = (
        "Norway charges a 35% tariff on beef from Brazil outside the quota; within a quota of 20,000 tonnes the rate is 5%.",
        "Japan imposed a 20% tariff on sugar from Thailand on March 1, 2025, plus 30 yen a kilo. Organic sugar is exempt.",
        "Kenya charges a 50% tariff on maize from Zambia, Zoe Adams said.",
        "Chile has charged a tariff of 0% on goods from Bolivia since April 1, 2025, down from 6%.",
        "Brazil's 18% anti-dumping duty on steel from India expires on April 30, 2025.",
    )
    rows = [{"id": f"b{n}", "title": "T", "text": text, "published": "2025-04-10"} for n, text in enumerate(texts)]
    (program.articles / "b.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    asked = (
        "/tariff BR product:beef",
        "/tariff Thailand",
        "/tariff Zambia",
        "/tariff Bolivia",
        "/tariff IN partner:BR",
    )
    beef, sugar, maize, zero, steel = (answer["text"] for answer in program.ask(*asked, now=NOW))
    assert "(beef): 35 per cent" in beef
    assert "(beef within the quota): 5 per cent" in beef
    assert "“30 yen a kilo”" in sugar
    assert "“Organic sugar is exempt”" in sugar
    assert "50 per cent, as reported on 10 April 2025 (stated by Zoe Adams)" in maize
    assert "0 per cent, in force since 1 April 2025" in zero
    assert "nothing charged; 18 per cent (anti-dumping duty) was to end on 30 April 2025" in steel


def test_a_country_is_known_by_many_forms(told: Program) -> None:
    forms = ("the Norwegians", "NO", "nor", "Norwy", "Oslo", "kingdom of norway")
    answers = told.ask(*(f"/tariff {form} direction:charged_by" for form in forms), now=NOW)
    assert {answer["entity"] for answer in answers} == {"Norway"}


def test_an_unsure_fact_makes_no_total_and_stands_as_unclear(told: Program) -> None:
    answer = one(told, "/tariff Chile")
    assert answer["data"] == []
    assert "Also mentioned, unclear" in answer["text"]
    assert "“Chile, some in the harbour say" in answer["text"]


def test_moves_are_listed_newest_first_within_the_time_and_the_country_asked(told: Program) -> None:
    summer, peru, plain = told.ask(
        "/changes 2025-06-10", "/changes since:2025-06-15 country:Norway", "what changed in tariffs since 15 June 2025?",
        now=NOW,
    )  # fmt: skip
    days = [each["on"] for each in summer["data"]]
    assert days == sorted(days, reverse=True)
    assert min(days) == "2025-06-10"
    assert (
        "10 June 2025: Norwegian tariff on goods from Peru: raised to 25 per cent, in place of 10 per cent"
        in summer["text"]
    )
    assert [(each["on"], each["move"], each["rate"]) for each in peru["data"]][-1] == ("2025-06-20", "announced", 8)
    assert peru["data"] == plain["data"]
    assert peru["intent"] == "tariff"


def test_nothing_moved_lately_is_said_and_the_last_moves_stand_in(told: Program) -> None:
    answer = one(told, "/changes yesterday country:Peru")
    assert "No move since 30 November 2025" in answer["text"]
    assert answer["data"][0]["on"] == "2025-10-01"
    assert "no country that I know" in one(told, "/changes country:Atlantis")["text"]
    assert "tell of no move in tariffs of Japan" in one(told, "/changes country:Japan")["text"]


SENTENCES = {
    "/tariff Wakanda": "no country that I know",
    "/tariff Peru as_of:2024-05-01": "the first one that does is of 3 February 2025",
    "/tariff Peru as_of:2030-01-01": "1 January 2030 is still to come",
    "/tariff Peru as_of:soonish": "can't read “soonish” as a date",
    "/tariff Peru partner:Peru": "name two different ones",
    "/tariff Peru direction:sideways": "is no direction",
    "/tariff Peru product:tea partner:Chile": "Peruvian tariffs on goods from Chile (tea): nothing in the articles",
    "/tariff Peru product:tea direction:charged_by": "Goods that the articles do tell of here: salmon",
    "/tariff Germany partner:France": "one customs union",
    "/tariff EU partner:Ireland": "one customs union",
    "/changes tomorrowish": "can't read “tomorrowish” as a date",
    "/changes 2030-01-01": "still to come",
    "/tariff Bhutan": "The articles do state tariffs for: Peru, Norway and Kenya.",
    "/tariff the Swiss": "goods from Switzerland",
}


def test_a_question_without_an_answer_gets_a_sentence(told: Program) -> None:
    for (asked, said), answer in zip(SENTENCES.items(), told.ask(*SENTENCES, now=NOW), strict=True):
        assert said in answer["text"], asked
        assert answer["intent"] == "tariff", asked


def test_a_law_that_falls_by_an_article_on_another_country_ends_its_tariffs_here(program: Program) -> None:
    texts = (
        (
            "2025-08-07",
            "Since August 7, 2025 the United States has charged a “reciprocal” tariff of 19% on goods from Kenya.",
        ),
        (
            "2026-02-24",
            "U.S. customs on Tuesday stopped collecting emergency tariffs such as the 35% on Canadian goods, after the Supreme Court ruled them illegal.",
        ),
    )
    rows = [{"id": f"l{n}", "title": "T", "text": text, "published": day} for n, (day, text) in enumerate(texts)]
    (program.articles / "l.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    before, after = program.ask("/tariff Kenya as_of:2025-12-01", "/tariff Kenya", now="2026-03-01")
    assert [(each["total"], each["status"]) for each in before["data"]] == [(19, "in_force")]
    assert [(each["total"], each["status"]) for each in after["data"]] == [(0, "removed")]
    assert "this follows from the ruling, no article here names this tariff" in after["text"]
    assert "in force" not in after["text"]


def test_what_the_union_charges_changes_an_answer_on_a_member_that_was_kept(program: Program) -> None:
    def add(name: str, text: str) -> None:
        row = {"id": name, "title": name, "text": text, "published": "2025-09-01"}
        (program.articles / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")

    add("u1", "The United States has imposed a 15% tariff on imports from the European Union since August 7, 2025.")
    assert [each["total"] for each in one(program, "/tariff Germany")["data"]] == [15]
    assert one(program, "/tariff Germany")["cached"]  # kept by the process before
    add("u2", "The United States raised its tariff on goods from the European Union to 30% on September 1, 2025.")
    assert [each["total"] for each in one(program, "/tariff Germany")["data"]] == [30]
