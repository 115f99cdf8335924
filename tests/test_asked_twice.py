"""Two questions in one breath: both answers are shown, though the second leaves out what the first named."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "street",
        "title": "Lorn closes Quay Street",
        "published": "2026-03-02T09:00:00Z",
        "text": "Lorn: The council will close Quay Street to cars from 2 May. The works should take eleven weeks. "
        "It rains.\n"
        "Quay Street has been closed to cars on two Sundays in May before.\n"
        "The Quay Street crane stands in the old dock. Nobody has the key. It weighs 186 tonnes.\n"
        "The council meets again on 9 April.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize(
    ("asked", "first", "second"),
    [
        ("when is Quay Street closed to cars and for how long", "from 2 May", "eleven weeks"),
        ("when is Quay Street closed to cars and when does it meet next", "from 2 May", "9 April"),
        ("where is the Quay Street crane and what does it weigh", "old dock", "186 tonnes"),
    ],
)
async def test_both_answers_are_shown(newsroom: Newsroom, asked: str, first: str, second: str) -> None:
    text = (await newsroom.ask(asked)).reply.text
    assert first in text
    assert second in text
    assert "You also asked" not in text


async def test_what_is_not_told_is_offered_as_a_question_of_its_own(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("when is Quay Street closed to cars and for how much money")).reply.text
    assert "from 2 May" in text
    assert "You also asked" in text
