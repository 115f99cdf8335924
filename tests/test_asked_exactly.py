"""Questions for one of several (the second, that of a year, of a country) get no neighbour's answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from bot.searching.exactly import Exact
from bot.searching.terms import topic_search
from bot.searching.wanting import deed_asked, goods_asked, office_asked
from storage.records import Span
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "mill",
        "title": "Mill at Lorn to pay for libraries",
        "published": "2026-03-02T09:00:00Z",
        "text": "Lorn: The Corvan paper mill made a profit of 40 million euros last year, its owners said on Monday.\n"
        "In 2022 the Corvan mill had a loss of 3 million euros. The town has been proud of it since 2019.\n"
        "Two new boilers are on their way. The first boiler will be fitted in June.\n"
        "The second chimney was lit on Friday. Yes, in the second week of March nothing is due.\n"
        "Its new school is to open in May.\n"
        "Ketria charges a duty of 12 per cent on Corvan paper.\n"
        "Some 900 people signed a petition for the pool of the school. It was long and the weather was poor.\n"
        "The pool will get 2 million euros for its roof.\n"
        "A crane fell over, but nobody was hurt. The noise was heard in the next valley.\n"
        "The night watchman, the poet Ida Brell, wrote an ode.",
    },
    {
        "id": "tea",
        "title": "Kenya lowers its duty on tea from India",
        "published": "2026-03-05T09:00:00Z",
        "text": "Nairobi: Kenya will lower its duty on tea from India in June, its trade ministry said.\n"
        "Kenyans drink 30,000 tonnes of tea a year and export the rest.\n"
        "India sold 9,000 tonnes of tea to Kenya in 2025.",
    },
    {
        "id": "cup",
        "title": "Galway reach the oar cup final",
        "published": "2026-03-06T09:00:00Z",
        "text": "Galway: Galway beat Sligo 3-2 on Friday to reach the final of the oar cup.\n"
        "Orla Finn scored twice for Galway. In the final they meet Athlone, who have won it before.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize(
    ("in_vain", "told", "answer"),
    [
        ("what was the Corvan mill's loss in 2026", "what was the Corvan mill's loss in 2022", "3 million"),
        ("what was the Corvan mill's profit in 2019", "what was the Corvan mill's loss in 2022", "3 million"),
        ("when will the second boiler be fitted", "when will the first boiler be fitted", "in June"),
        ("who is the watchman of the Lorn school", "who is the watchman of the Corvan mill", "Corvan"),
        ("when will the fourth boiler be fitted", "when was the second chimney lit", "on Friday"),
        ("what duty does Ketria charge on Corvan glass", "what duty does Ketria charge on Corvan paper", "12 per cent"),
        ("who scored for Athlone in the oar cup", "who scored for Galway in the oar cup", "Orla Finn"),
        ("how much did the pool petition cost", "how much does the pool cost", "2 million"),
        ("what was the price of the petition for the pool", "what is the price of the pool roof", "2 million"),
        ("who is the watchman of the oar cup", "who is the watchman of the Corvan mill", "Corvan"),
        ("who is the watchman of the Corvan school", "who is the watchman of the Corvan mill", "Corvan"),
    ],
)
async def test_one_of_several_is_not_answered_with_another(
    newsroom: Newsroom, in_vain: str, told: str, answer: str
) -> None:
    missed = await newsroom.ask(in_vain)
    assert not missed.reply.references, missed.reply.text
    assert answer in (await newsroom.ask(told)).reply.text


async def test_a_number_of_another_country_is_no_answer(newsroom: Newsroom) -> None:
    assert "30,000" not in (await newsroom.ask("how much tea does india drink a year")).reply.text
    assert "30,000" in (await newsroom.ask("how much tea does kenya drink a year")).reply.text
    assert "9,000" in (await newsroom.ask("how many tonnes of tea did india sell")).reply.text


def test_what_somebody_is_or_has_is_no_deed() -> None:
    assert deed_asked("who was India's envoy") is None
    assert deed_asked("who scored for Athlone") == "scored"
    assert office_asked("who is the architect of the new depot in Lorn") == ("architect", "depot")
    assert office_asked("who's the boss of the depot") == ()
    assert goods_asked("when does Peru's duty on flat glass from Chile start") == "glass"
    assert goods_asked("when does Peru's duty on flat glass start") == "glass"
    assert goods_asked("how long did the talks on glass go on") is None


async def test_a_mended_topic_is_written_as_the_articles_write_it(newsroom: Newsroom) -> None:
    brief = await newsroom.ask("/brief librarries")
    assert (brief.entity, brief.reply.title) == ("libraries", "Briefing: libraries")


@pytest.mark.parametrize(
    ("asked", "sentence", "told"),
    [
        ("when will the second gate of the dam open", "Yes, in the second half of May.", False),
        ("when will the second gate of the dam open", "The second gate opens in May.", True),
        ("when will the second gate of the dam open", "The other gate opens in May.", True),
        ("what was the profit in 2021", "The profit was small last year.", False),
        ("what was the profit in 2026", "The profit was small last year.", True),
        ("what was the profit in 2026", "In 2022 the profit was small.", False),
        ("what was the profit in 2026", "The profit is larger than that of 2022.", False),
        ("what was the profit in 2026", "The profit of 2026 is larger than that of 2022.", True),
        ("what was the profit in 2026", "The profit has grown since 2022.", True),
        ("what was the profit in 2026", "The profit came of 2022 tins of paint.", True),
    ],
)
def test_a_sentence_tells_of_what_is_asked_exactly(asked: str, sentence: str, told: bool) -> None:
    exact = Exact.of(topic_search(asked))
    assert exact.asks
    assert exact.told("Of dams", sentence, Span(0, len(sentence)), 2026) is told
