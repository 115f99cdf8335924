# ruff: noqa: E501
"""Typed commands: where options begin and end, and what is said when something is missing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import COMMANDS, parse_command
from bot.question import Question
from bot.typed_options import split_options

NOW = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)
TARIFF = ("country", "partner", "product", "as_of")


def parse(text: str) -> Question:
    return parse_command(text, NOW, dt.UTC)


@pytest.mark.parametrize(
    ("rest", "values"),
    [
        ("India", {"country": "India"}),
        ("south korea partner:US", {"country": "south korea", "partner": "US"}),
        ("country:south korea partner:US", {"country": "south korea", "partner": "US"}),
        ("partner:US country:India", {"partner": "US", "country": "India"}),
        ('India product:"steel partner:x" as_of:2026-01-13', {"country": "India", "product": "steel partner:x", "as_of": "2026-01-13"}),
        ('India product:"steel" bars', {"country": "India", "product": '"steel" bars'}),
        ('India product:"steel', {"country": "India", "product": '"steel'}),
        ('"India"', {"country": '"India"'}),
        ("India country:Peru", {"country": "India country:Peru"}),
        ("India product:cars product:vans", {"country": "India", "product": "cars product:vans"}),
        ("India partner:US product:cars partner:EU", {"country": "India", "partner": "US", "product": "cars partner:EU"}),
        ("India xpartner:US", {"country": "India xpartner:US"}),
        ("Côte d'Ivoire: now partner: US", {"country": "Côte d'Ivoire: now", "partner": "US"}),
        ("India partner:", {"country": "India"}),
        ("", {}),
    ],
)  # fmt: skip
def test_options(rest: str, values: dict[str, str]) -> None:
    assert split_options(rest, TARIFF) == values


def test_every_command_of_the_table_is_understood_by_its_own_example() -> None:
    for command in COMMANDS:
        question = parse(command.example)
        if command.kind is None:
            assert question.problem is not None
            assert "Discord" in question.problem
        else:
            assert (question.kind, question.problem) == (command.kind, None)


@pytest.mark.parametrize(
    ("text", "country", "since", "until"),
    [
        ("/changes", None, None, None),
        ("/changes monday", None, "2026-03-09", None),
        ("/changes last 7 days country:Korea", "Korea", "2026-03-08", None),
        ("/changes India", "India", None, None),
        ("/changes Indai", "Indai", None, None),
        ("/changes for India last month", "India", "2026-02-01", "2026-03-01"),
    ],
)
def test_changes_take_a_time_a_country_or_both(
    text: str, country: str | None, since: str | None, until: str | None
) -> None:
    question = parse(text)
    dates = [None if moment is None else moment.date().isoformat() for moment in (question.since, question.until)]
    assert (question.kind, question.subject, dates, question.problem) == ("changes", country, [since, until], None)
    assert "can't read" in (parse("/changes someday").problem or "")


def test_a_missing_option_is_a_sentence_and_keeps_the_intent() -> None:
    question = parse("/who")
    assert question.kind == "who"
    assert question.problem is not None
    assert "/who Rubio" in question.problem


def test_a_slip_in_a_command_is_taken_for_the_nearest() -> None:
    question = parse("/tarrif India")
    assert (question.kind, question.subject, question.problem) == ("tariff", "India", None)
    assert "/help" in (parse("/xyzzy").problem or "")
    assert parse("/").kind == "help"


def test_dates() -> None:
    assert parse("/brief energy since:monday").since == dt.datetime(2026, 3, 9, tzinfo=dt.UTC)
    assert parse("/tariff India as_of:13 January").as_of == dt.date(2026, 1, 13)
    assert "“someday”" in (parse("/brief energy since:someday").problem or "")
    brief = parse("/brief energy this week")
    assert (brief.subject, brief.since) == ("energy", dt.datetime(2026, 3, 9, tzinfo=dt.UTC))


def test_direction() -> None:
    assert parse("/tariff India direction:charged_by").direction == "charged_by"
    assert parse("/tariff India direction:sideways").problem is not None


@given(st.text(max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    assert parse("/" + text).typed == "/" + text
    split_options(text, TARIFF)
