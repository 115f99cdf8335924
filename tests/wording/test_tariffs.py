"""The typed command behind "More" asks for the same report."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.books import Books
from bot.answers.tariffs import Asked, compose_tariffs
from bot.answers.values import TariffReport
from bot.commands import parse_command
from bot.wording.rates import headline
from bot.wording.tariffs import command_of
from storage.records import Article, Span, StoredTariff, TariffBound, TariffFact

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


def _headline(
    product: str | None, *stated: tuple[str, float, str | None, bool], bound: TariffBound | None = None
) -> str:
    """Return the headline on Thai goods in Japan for statements (sentence, rate, goods, whether it is sure); the first
    rate may be a ``bound`` only.
    """
    articles: dict[str, Article] = {}
    facts: list[StoredTariff] = []
    for number, (sentence, rate, goods, sure) in enumerate(stated):
        published = dt.datetime(2025, 2, 1 + number, tzinfo=dt.UTC)
        articles[str(number)] = Article(str(number), sentence, "Title", published)
        span = Span(0, len(sentence))
        fact = TariffFact(
            "JP", "TH", goods, rate, "duty", "in_force", span, confidence=0.9 if sure else 0.5, shown=sure
        )
        facts.append(StoredTariff(str(number), 0, replace(fact, bound=None if number else bound)))
    report = compose_tariffs(Asked("TH", product=product), Books("TH", None, dt.date(2025, 3, 1), facts, articles))
    assert report is not None
    direction = report.charged_on[0]
    assert direction.headline is not None
    return headline(direction, direction.headline)


def test_a_headline_says_where_a_layer_or_the_goods_own_rate_is_unclear() -> None:
    general = ("Japan charges 15% on goods.", 15.0, None, True)
    assert _headline(None, general).startswith("15 per cent, ")
    extra = ("It is on top of the ordinary 5%.", 5.0, None, False)
    line = _headline(None, general, extra)
    assert line.startswith("at least 15 per cent, ")
    assert line.endswith("; the articles are not clear on what comes on top")
    cars = ("Cars are charged 27.5%.", 27.5, "cars", False)
    assert _headline("cars", general, cars).endswith("; whether cars pay another is not clear from the articles")
    assert "not clear" not in _headline(None, general, cars)


def test_a_headline_says_where_a_rate_is_only_the_top_or_the_least() -> None:
    stated = ("Thai tin pays a duty of 20%.", 20.0, "tin", True)
    assert _headline("tin", stated).startswith("20 per cent")
    assert _headline("tin", stated, bound="up to").startswith("up to 20 per cent")
    assert _headline("tin", stated, bound="at least").startswith("at least 20 per cent")
