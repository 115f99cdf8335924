"""Searches taken apart: words, phrases, filters, typos."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.searching import mend, parse_search, topic_search
from bot.searching.words import stem

NOW = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)


def test_filters_are_taken_out_of_the_words() -> None:
    search = parse_search('ferry speaker:"Ana Lind" country:Norway from:Wire since:monday sort:newest', NOW, dt.UTC)
    assert search.words == ("ferry",)
    assert (search.speaker, search.country, search.source) == ("Ana Lind", "Norway", "Wire")
    assert search.since == dt.datetime(2026, 3, 9, tzinfo=dt.UTC)
    assert search.newest_first


def test_phrases_and_function_words() -> None:
    search = parse_search('how much is the "sea wall" worth', NOW, dt.UTC)
    assert (search.phrases, search.words, search.asked) == (("sea wall",), ("worth",), "number")
    assert topic_search("the who").words == ("the", "who")


@pytest.mark.parametrize("text", ["", '"', '""', "***", "AND", "speaker:", "🐟"])
def test_nothing_to_look_for(text: str) -> None:
    assert all(any(c.isalnum() for c in term) for term in parse_search(text, NOW, dt.UTC).terms)


def test_query_syntax_is_words() -> None:
    assert topic_search('lithium" AND NOT (chile*').words == ("lithium", "chile")


def test_a_typo_is_mended_from_the_words_of_the_store() -> None:
    vocabulary = {stem(word): count for word, count in {"lithium": 4, "litigation": 9, "ferry": 1}.items()}
    mended = mend(topic_search("lithum ferry"), vocabulary)
    assert mended.stems == (stem("lithium"), stem("ferry"))
    assert [typed for typed, _ in mended.mended] == ["lithum"]
    assert mended.instead == "lithium ferry"
    assert mend(topic_search("zeppelin"), vocabulary).mended == ()


@pytest.mark.parametrize(
    ("typed", "meant"), [("electricty", "electricity"), ("harbourrs", "harbours"), ("inquirries", "inquiry")]
)
def test_a_slip_that_hides_the_stem_is_mended_by_the_whole_word(typed: str, meant: str) -> None:
    vocabulary = {stem(meant): 2, "ferri": 1}
    assert mend(topic_search(typed), vocabulary).stems == (stem(meant),)


@pytest.mark.parametrize("typed", ["founders", "lectricity", "eletrcty"])
def test_another_form_of_a_word_and_what_is_far_from_any_are_no_slips(typed: str) -> None:
    vocabulary = {stem(word): 2 for word in ("found", "electricity", "ferry")}
    assert mend(topic_search(typed), vocabulary).mended == ()


def test_us_is_a_country_after_another() -> None:
    assert topic_search("india us trade").words == ("india", "us", "trade")
    assert topic_search("tell us of trade").words == ("trade",)


@given(st.text(max_size=500))
def test_no_text_makes_it_raise(text: str) -> None:
    search = parse_search(text, NOW, dt.UTC)
    assert len(search.words) == len(search.stems)
    mend(search, {"lithium": 3})
