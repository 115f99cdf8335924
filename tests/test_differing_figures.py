"""A figure that is given in two ways is shown in both: in the next sentence, or in another article."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from bot.searching.differing import Amount, amounts, gives_another
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "ministry",
        "title": "Lorn to build a wave farm",
        "published": "2026-03-02T09:00:00Z",
        "text": "Lorn: The wave farm off Lorn will cost 1.9 billion crowns, the ministry said on Monday.\n"
        "It will have 30 floats and a quota of 4,000 tonnes of steel.\n"
        "The wave museum in Sund cost 900 billion crowns.",
    },
    {
        "id": "union",
        "title": "Boats of Lorn must move for the wave farm",
        "published": "2026-03-03T09:00:00Z",
        "text": "Lorn: Fishermen are angry about the wave farm.\n"
        "The ministry gave the price of the museum as 40 million crowns. A filing of the partner says 52 million. "
        "It has 12 rooms.\n"
        "The union is sure that the farm, its line to the shore included, is worth 2.4 billion crowns.\n"
        "A tram in Sund cost 2.2 billion crowns in 1990. Some 5,200 tonnes of steel go into the wave farm, it counts.",
    },
    {
        "id": "tram",
        "title": "Sund buys trams",
        "published": "2026-03-04T09:00:00Z",
        "text": "Sund: The trams of Sund cost 2.1 billion crowns, its mayor said. They use 4,500 tonnes of steel.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


async def test_another_article_may_give_another_figure(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("how much will the wave farm cost?")
    assert [each.id for each in answered.citations] == ["ministry", "union"]
    assert "1.9 billion" in answered.reply.text
    assert "2.4 billion" in answered.reply.text
    assert "trams" not in answered.reply.text
    counted = await newsroom.ask("how many tonnes of steel does the wave farm need?")
    assert "4,000 tonnes" in counted.reply.text
    assert "5,200 tonnes" in counted.reply.text


async def test_the_next_sentence_may_give_another_figure(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("what was the price of the museum")
    assert "40 million crowns. A filing of the partner says 52 million." in answered.reply.text
    assert "12 rooms" not in answered.reply.text


def test_figures_of_another_thing_are_no_other_figures() -> None:
    known = amounts("It will cost $1.5 million and take 3 years from 4 May 2026.")
    assert known[0] == Amount(1.5e6, "dollar", scaled=True)
    assert gives_another("But the town says 2 million.", known)
    assert gives_another("It put the sum at $900,000.", known)
    assert not gives_another("It put the sum at 900,000 tonnes.", known)
    assert not gives_another("It put the sum at $40 million.", known)
    assert not gives_another("It said again that $1.5 million was too much, not $2 million.", known)
