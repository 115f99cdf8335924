"""Tariffs that no rate is sure of: told in an article on something else, or asked for with a slip in the goods."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "visit",
        "title": "Peru and Chile talk of ports",
        "published": "2026-03-02T09:00:00Z",
        "text": "Lima: Ministers of Peru and Chile met on Monday to talk of ports.\n"
        "Peru imposes no special tariff on Chilean wine, which is sold in all its towns.\n"
        "Read More: New tariff puts Fiji and its sugar in doubt\n"
        "They dined in the port.",
    },
    {
        "id": "cocoa",
        "title": "Ghana asks EU to drop cocoa powder duty",
        "published": "2026-03-03T09:00:00Z",
        "text": "Accra: Ghana has asked the European Union to scrap the 7.7 per cent duty that it places on cocoa "
        "powder, Trade Minister Abena Quist said on Wednesday.\n“It is a tax on work,” Quist said.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


async def test_what_an_article_on_something_else_tells_of_a_tariff_is_shown(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("/tariff Peru")
    assert "Peru imposes no special tariff on Chilean wine" in answered.reply.text
    assert [each.id for each in answered.citations] == ["visit"]


async def test_a_link_to_another_article_tells_of_no_tariff(newsroom: Newsroom) -> None:
    assert not (await newsroom.ask("/tariff Fiji")).citations


async def test_a_slip_in_goods_of_which_nothing_is_sure_is_mended(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("how much does the eu charge ghana for coco powder")
    assert "7.7 per cent duty that it places on cocoa powder" in answered.reply.text
    assert not (await newsroom.ask("how much does the eu charge ghana for tea powder")).citations
