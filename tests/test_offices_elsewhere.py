"""An office of another country than the one whose holder the articles name."""

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
        "text": "ACCRA — Ghana will charge a duty on rice from Vietnam, trade minister Kofi Asante said on Monday. "
        "“Our farmers can wait no longer,” Asante said.",
    },
    {
        "id": "answer",
        "title": "Vietnam is sorry",
        "published": "2026-03-03T09:00:00Z",
        "text": "HANOI — Vietnam is sorry about the duty on rice, a trade ministry official said on Tuesday.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize(
    "asked",
    [
        "what did the trade minister of vietnam say",
        "what did vietnam's trade minister say",
        "what did the trade minister of vietnam say about rice",
        "who is the trade minister of vietnam",
    ],
)
async def test_the_minister_of_one_country_is_not_that_of_another(newsroom: Newsroom, asked: str) -> None:
    assert "Asante" not in (await newsroom.ask(asked)).reply.text.split("The articles do speak of")[0]


@pytest.mark.parametrize("asked", ["what did the trade minister of ghana say", "/quotes Asante rice"])
async def test_its_own_minister_is_found(newsroom: Newsroom, asked: str) -> None:
    assert "Our farmers can wait no longer" in (await newsroom.ask(asked)).reply.text
