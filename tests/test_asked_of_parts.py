"""A part is not the whole: the boss is no head of chemistry; a short title belongs to the sentence behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "firm",
        "title": "Tarnex hires again",
        "published": "2026-03-02T09:00:00Z",
        "text": "Tarnex, a maker of lamps, will hire 40 people, said Vera Holm, chief executive of Tarnex.\n"
        "“We need hands,” Holm said.\n"
        "Governor Ruta Zemgalen welcomed it. “Lamps are light work,” Zemgalen said.\n"
        "“And heads,” said Otto Brandl, Tarnex's head of chemistry.",
    },
    {
        "id": "digest",
        "title": "Four things to know",
        "published": "2026-03-09T09:00:00Z",
        "text": "Cholera. There were 31 new cases in the delta on Friday. The clinics are open.\n"
        "Ferries. The night boat to Lorn starts again on Monday.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


async def test_the_boss_of_a_firm_is_not_the_head_of_a_part(newsroom: Newsroom) -> None:
    assert (await newsroom.ask("who is the boss of Tarnex")).entity == "Vera Holm"
    assert (await newsroom.ask("who is the head of chemistry at Tarnex")).entity == "Otto Brandl"


async def test_the_title_of_a_digests_item_counts_for_the_sentence_behind_it(newsroom: Newsroom) -> None:
    assert "31 new cases" in (await newsroom.ask("how many cholera cases are there")).reply.text
    assert (await newsroom.ask("how many ferries cases are there")).citations == ()


async def test_a_slip_of_a_title_before_a_slip_of_a_name(newsroom: Newsroom) -> None:
    assert (await newsroom.ask("/quotes governer zemgallen")).entity == "Ruta Zemgalen"
    assert (await newsroom.ask("/who gardener zemgallen")).entity is None


async def test_an_article_before_a_country_is_no_kind_of_goods(newsroom: Newsroom) -> None:
    assert "“" not in (await newsroom.ask("/tariff the Dutch")).reply.lines[0].parts[0].text
    assert "“the steel”" not in (await newsroom.ask("/tariff the Dutch steel")).reply.text
    assert "steel" in (await newsroom.ask("/tariff Dutch steel")).reply.text
