"""Two countries typed one after the other, and rates that are only a bound, as they are answered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "rice",
        "title": "Ghana puts duties on rice",
        "published": "2026-03-02T09:00:00Z",
        "text": "Accra: Ghana charges a duty of 20% on rice from Vietnam.\n"
        "The United States charges a duty of 10% on rice from Vietnam.\n"
        "Ghana will charge duties of up to 35% on rice from Vietnam from July 1.",
    }
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize(
    "typed",
    [
        "/tariff Vietnam Ghana",
        "/tariff vietnam and ghana",
        "/tariff Vietnam vs Ghana",
        "/tariff Vietnam Ghana rice",
        "/tariff Vietnam rice Ghana",
        "/tariff Vietnam partner:Ghana",
    ],
)
async def test_the_second_country_is_the_partner(newsroom: Newsroom, typed: str) -> None:
    text = (await newsroom.ask(typed)).reply.text
    assert "Vietnam and Ghana" in text.splitlines()[0]
    assert "20 per cent" in text
    assert "10 per cent" not in text
    assert ("rice" in text.splitlines()[0]) is ("rice" in typed)


@pytest.mark.parametrize("typed", ["/tariff Vietnam US", "/tariff Vietnam United States", "/tariff Vietnam us rice"])
async def test_a_country_of_several_words_or_letters_is_the_partner(newsroom: Newsroom, typed: str) -> None:
    text = (await newsroom.ask(typed)).reply.text
    assert (
        "Vietnam and the United States" in text.splitlines()[0] or "Vietnam and United States" in text.splitlines()[0]
    )
    assert "20 per cent" not in text


async def test_who_is_typed_first_stays_the_first(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("/tariff Vietnam Ghana")).reply.text
    assert text.splitlines()[0].startswith("Tariffs: Vietnam and Ghana")
    text = (await newsroom.ask("/tariff Ghana Vietnam")).reply.text
    assert text.splitlines()[0].startswith("Tariffs: Ghana and Vietnam")


async def test_a_bound_is_told_wherever_the_rate_is(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("/tariff Vietnam Ghana rice")).reply.text
    assert "up to 35 per cent tariff on rice" in text
    assert text.count("35 per cent") == text.count("up to 35 per cent")


async def test_a_word_for_goods_is_no_partner(newsroom: Newsroom) -> None:
    title = (await newsroom.ask("/tariff vietnamese car parts")).reply.text.splitlines()[0]
    assert "Central African" not in title
    assert title == "Nothing in the articles" or "car parts" in title
