"""Finding over a small store: topics, stories, offices that changed hands, searches that must not answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from bot.newsroom.service import Answered
from bot.newsroom.topics import heat
from tests.newsrooms import newsroom_of
from tests.test_intake import NOW

ARTICLES = [
    {
        "id": "copper",
        "title": "Zambia and Peru talk about copper",
        "published": "2026-03-02T09:00:00Z",
        "text": "Lusaka: Zambia and Peru began talks on copper on Monday. Zambian Mines Minister Grace Mulenga said "
        "that the two would share a smelter. “A mine without a road is a hole,” Mulenga said.\n"
        "Peru's envoy, Tomas Quispe, nodded. “We brought a road,” he said. Copper prices hardly moved.",
    },
    {
        "id": "copper-2",
        "title": "Copper talks between Zambia and Peru enter their second day",
        "published": "2026-03-03T09:00:00Z",
        "text": "Lusaka: Talks on copper between Zambia and Peru entered their second day on Tuesday. "
        "Zambian Mines Minister Grace Mulenga said that the smelter would be shared. "
        "Tomas Quispe, Peru's envoy, said that copper had kept him awake.",
    },
    {
        "id": "minister",
        "title": "Zambia names a new mines minister",
        "published": "2026-03-05T09:00:00Z",
        "text": "Lusaka: Zambia's new mines minister, Joseph Banda, took office on Thursday. "
        "“I shall begin with the road,” Zambian Mines Minister Joseph Banda said.\n"
        "He promised a “quiet year for energy and for mines”. Solar power would pay for the pumps, Banda said.",
    },
    {
        "id": "chess",
        "title": "Chess: a draw in Lusaka",
        "published": "2026-03-06T09:00:00Z",
        "text": "Lusaka: Two grandmasters drew on Friday after 60 moves. A crowd of 300 watched in the rain.\n"
        "“I was cold,” said Ada Gor, who played white. “She was colder,” said Li Gorman, who played black.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


def cited(answered: Answered) -> set[str]:
    return {source.id for source in answered.citations}


async def test_a_topic_is_found_in_spite_of_slips_and_offered(newsroom: Newsroom) -> None:
    assert cited(await newsroom.ask("/brief copper")) == {"copper", "copper-2"}
    typed = await newsroom.ask("/brief coper")
    assert (typed.entity, cited(typed)) == ("copper", {"copper", "copper-2"})
    names = await newsroom.names()
    offered = {(entity.kind, entity.name) for entity in names.complete("")}
    assert ("topic", "copper") in offered
    assert ("country", "Zambia") in offered
    assert ("story", "Copper talks between Zambia and Peru enter their second day") in offered
    assert names.complete("cop", ("topic",))[0].name == "copper"
    # What is in the news now comes before what is only mentioned.
    topics = [entity.name for entity in names.complete("", ("topic",))]
    assert topics.index("copper") < topics.index("energy")
    assert "tennis" not in topics


async def test_a_story_is_briefed_by_its_headline(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("/brief Copper talks between Zambia and Peru enter their second day")
    assert answered.intent == "brief"
    assert "copper-2" in cited(answered)
    assert "minister" not in cited(answered)


async def test_a_topic_that_only_a_title_names(newsroom: Newsroom) -> None:
    assert cited(await newsroom.ask("any news on chess?")) == {"chess"}
    assert cited(await newsroom.ask('/search "a draw in lusaka"')) == {"chess"}


async def test_the_later_holder_of_an_office_is_meant(newsroom: Newsroom) -> None:
    assert (await newsroom.ask("who is the zambian mines minister")).entity == "Joseph Banda"
    assert (await newsroom.ask("former zambian mines minister")).entity == "Grace Mulenga"


async def test_half_of_what_was_asked_is_needed(newsroom: Newsroom) -> None:
    assert cited(await newsroom.ask("bitcoin prices")) == set()
    assert "copper" in cited(await newsroom.ask("copper prices"))


async def test_the_nearest_name_is_suggested_first(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("/who Gro")
    assert answered.entity is None
    assert cited(answered) == set()
    assert answered.answer.nearest[0].name == "Ada Gor"  # type: ignore[union-attr]


async def test_of_two_questions_one_is_answered_and_one_offered(newsroom: Newsroom) -> None:
    for text in ("who is joseph banda and what did he say about the road", "who is joseph banda? what did he say?"):
        answered = await newsroom.ask(text)
        assert answered.entity == "Joseph Banda"
        assert any(choice.kind == "quote" and choice.target == "joseph banda" for choice in answered.reply.choices)


async def test_a_field_that_no_article_names(newsroom: Newsroom) -> None:
    # No article says "sport" or "mining"; one is all about mines.
    assert cited(await newsroom.ask("/brief mining")) >= {"copper"}


async def test_a_product_may_follow_the_country(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("/tariff zambia copper wire")
    assert answered.entity == "Zambia"
    assert "copper wire" in answered.reply.text


async def test_filters_narrow_a_search(newsroom: Newsroom) -> None:
    assert (await newsroom.ask("speaker:banda road")).entity == "Joseph Banda"
    assert cited(await newsroom.ask("/search country:peru talks")) <= {"copper", "copper-2"}
    assert cited(await newsroom.ask("/search from:nobody copper")) == set()
    assert "date" in (await newsroom.ask("/search since:blursday copper")).reply.text


async def test_words_on_a_topic_have_it_in_themselves(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("what did banda say about the road")).reply.text
    assert "I shall begin with the road" in text
    assert "quiet year" not in text


def test_news_cools_with_time() -> None:
    week = dt.timedelta(days=7)
    assert heat(NOW, NOW) == heat(NOW + week, NOW) == 1.0
    assert heat(NOW - week, NOW) == 0.5
    assert heat(NOW - 4 * week, NOW) < heat(NOW - 3 * week, NOW)
    assert heat(None, NOW) == 0.0
