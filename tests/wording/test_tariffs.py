"""The typed command behind "More" asks for the same report."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.values import TariffReport
from bot.commands import parse_command
from bot.wording.tariffs import command_of

NOW = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)
_DIRECTIONS: st.SearchStrategy[Literal["charged_on", "charged_by"] | None] = st.sampled_from(
    [None, "charged_on", "charged_by"]
)


@given(
    st.sampled_from([None, "United States"]),
    st.sampled_from([None, "steel", "electric cars (Acme)", "beef within the quota"]),
    st.dates(dt.date(2020, 1, 1), NOW.date()),
    _DIRECTIONS,
)
def test_more_of_a_report_is_the_same_question(
    partner: str | None, product: str | None, as_of: dt.date, direction: Literal["charged_on", "charged_by"] | None
) -> None:
    report = TariffReport("South Korea", partner, product, as_of, (), (), direction, (), None, ())
    question = parse_command(command_of(report, NOW), NOW, dt.UTC)
    assert question.problem is None
    assert (question.subject, question.partner, question.product) == ("South Korea", partner, product)
    assert question.as_of == (None if as_of == NOW.date() else as_of)
    assert question.direction == direction
