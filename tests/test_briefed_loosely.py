"""Briefs on a topic by other words than the articles have, or by a paragraph of an article on several things."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "tiles",
        "title": "Lorn puts a duty on tiles from Torvik",
        "published": "2026-02-02T09:00:00Z",
        "text": "Lorn: Tiles from Torvik will pay a duty of 8 per cent, the council said on Monday.\n"
        "Torvik said that its tiles were cheap because its clay was near.",
    },
    {
        "id": "syrup",
        "title": "Sund recalls 900 bottles of cough syrup",
        "published": "2026-02-12T09:00:00Z",
        "text": "Sund: A recall of cough syrup began on Thursday.\nThe bottles had green caps.",
    },
    {
        "id": "week",
        "title": "The week ahead: cough syrup, a bell and a ferry",
        "published": "2026-05-30T09:00:00Z",
        "text": "Five things to look at.\nThe bell of Lorn is to be hung on Friday, if the rope holds.\n"
        "The recall of cough syrup in Sund will run to 4 June, since the roads are cut.\n"
        "A ferry is late.\nThe museum has a new roof.\nThe market is closed on Sunday.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize("asked", ["catch me up on the tile row with torvik", "brief me on the torvik tile dispute"])
async def test_what_people_call_a_quarrel_need_not_stand_in_the_articles(newsroom: Newsroom, asked: str) -> None:
    answered = await newsroom.ask(asked)
    assert answered.intent == "brief"
    assert [each.id for each in answered.citations] == ["tiles"]


@pytest.mark.parametrize("asked", ["brief me on the row", "brief me on the ferry row", "brief me on the slate row"])
async def test_a_quarrel_alone_is_no_topic(newsroom: Newsroom, asked: str) -> None:
    assert "tiles" not in [each.id for each in (await newsroom.ask(asked)).citations]


async def test_a_paragraph_tells_of_a_topic_that_the_title_has_most_words_of(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("brief me on the cough syrup recall in the last 7 days")
    assert [each.id for each in answered.citations] == ["week"]
    assert "4 June" in answered.reply.text


async def test_a_paragraph_of_an_article_on_other_things_is_no_brief(newsroom: Newsroom) -> None:
    assert not (await newsroom.ask("brief me on the new museum roof in the last 7 days")).citations
