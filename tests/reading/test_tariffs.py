"""Tariff facts: sentences of our own, each a way in which news states a rate."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.tariffs import read_tariffs
from bot.reading.text import analyse
from storage.records import TariffFact

PUBLISHED = dt.date(2026, 1, 13)


def read(text: str, published: dt.date | None = PUBLISHED) -> tuple[TariffFact, ...]:
    return read_tariffs(analyse(text), published)


def brief(fact: TariffFact) -> tuple[str, str, float, str, str | None, str]:
    return fact.imposer, fact.target, fact.rate, fact.role, fact.basis, fact.status


LAYERS = (
    "HANOI: Thailand and Japan have fallen out over a stalled pact. After weeks of talks before a 3 May "
    "2025 deadline for "
    'tariff enforcement, the Ishiba government imposed broad duties on Thai goods, including a 15 percent "reciprocal" '
    "tariff and an additional 20 percent penalty tied to Thailand's continued imports of Iranian oil, "
    "bringing the total to "
    "about 35 percent, one of the highest rates faced by any partner."
)


def test_two_layers_and_their_total() -> None:
    facts = read(LAYERS)
    assert [brief(fact) for fact in facts] == [
        ("JP", "TH", 15.0, "duty", "reciprocal", "in_force"),
        ("JP", "TH", 20.0, "duty", "penalty", "in_force"),
        ("JP", "TH", 35.0, "total", None, "in_force"),
    ]
    assert [fact.approximate for fact in facts] == [False, False, True]
    assert all(fact.effective is None and fact.deadline == dt.date(2025, 5, 3) for fact in facts)
    assert all(fact.shown for fact in facts)


def test_the_evidence_is_the_sentence() -> None:
    fact = read(LAYERS)[0]
    assert LAYERS[fact.evidence.start : fact.evidence.end].startswith("After weeks of talks")


def test_an_article_without_tariffs_has_no_facts() -> None:
    assert read("Shares in Tokyo rose 3% while growth in India slowed to 5%.") == ()
    assert read("Electricity tariffs in India will rise 12% and VAT goes to 18%.") == ()


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=400), st.dates() | st.none())
def test_any_text_is_taken(text: str, published: dt.date | None) -> None:
    text = "The US tariff on India is 25% from Friday. " + text + " a 10 per cent duty"
    for fact in read(text, published):
        assert 0 <= fact.evidence.start < fact.evidence.end <= len(text)
        assert 0 <= fact.confidence <= 1
