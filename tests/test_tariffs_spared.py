"""A tariff on all countries is not told of one that the article says is left out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "panels",
        "title": "Ghana to charge 25 per cent on solar panels",
        "published": "2026-03-02T09:00:00Z",
        "text": "Accra: Ghana will place a duty of 25 per cent on imported solar panels from 1 July.\n"
        "Most panels come from China. Those made in Togo, which belongs to the same customs union, will pay nothing.\n"
        "Those of Kenya are not exempt, the ministry said.",
    }
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize("typed", ["/tariff Togo", "/tariff Togo Ghana", "/tariff Ghana Togo"])
async def test_who_is_spared_is_told_of_by_the_sentence_that_says_so(newsroom: Newsroom, typed: str) -> None:
    text = (await newsroom.ask(typed)).reply.text
    assert "25 per cent announced" not in text
    assert "will pay nothing" in text


@pytest.mark.parametrize("typed", ["/tariff China", "/tariff Kenya", "/tariff China Ghana", "/tariff Ghana"])
async def test_whoever_is_not_spared_pays_what_all_pay(newsroom: Newsroom, typed: str) -> None:
    assert "25 per cent announced" in (await newsroom.ask(typed)).reply.text
