"""Questions as strangers word them: asides, titles cut short, quotations remembered by half, figures and reasons."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from bot.searching import parted, recall
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "harbour",
        "title": "Ghana and Fiji to share a harbour pilot school",
        "published": "2026-03-02T09:00:00Z",
        "text": "Suva: Fijian Transport Minister Ratu Vuki Seruvatu said on Monday that the school would open in "
        "June. “Patience is no plan; it is what is left without a plan,” Seruvatu told the Harbour Forum.\n"
        "Rear Admiral Efua Mensah of Ghana came along. “Nobody rang me. I can read my own charts,” she said. "
        "“We are tied not only by ropes, but by habit,” she added.\n"
        "The old lighthouse lost its lamp in May. It now stands in a museum in Levuka.",
    },
    {
        "id": "mines",
        "title": "Peru's new face for mines",
        "published": "2026-03-10T09:00:00Z",
        "text": "Lima: Peru's Minister of Mines, Rosa Quispe, took office on Tuesday. The finance ministry called her "
        "first budget “a small boat on a large sea”.\n"
        "Major Ana Quispe, no relation, was promoted as well. Quispe the minister spoke with Mensah by telephone.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("who is seruvatu rn", "Ratu Vuki Seruvatu"),
        ("transport minister of fiji whats his name", "Ratu Vuki Seruvatu"),
        ("who is the fijian transport minister, asking for a friend", "Ratu Vuki Seruvatu"),
        ("/who Adm. Mensah", "Efua Mensah"),
        ("/who Maj Quispe", "Ana Quispe"),
        ("/who Peru mining minister", "Rosa Quispe"),
        ('who goes "i can read my own charts"', "Efua Mensah"),
        ("who said nobody phoned her or smth", "Efua Mensah"),
        ("who said we are bound by more than ropes", None),
        ("who said they are tied by more than ropes, by habit", "Efua Mensah"),
        ("who said patience is no plan, at the harbour forum i think", "Ratu Vuki Seruvatu"),
        ("who said patience is no plan, at the bakers guild", None),
        ("give me the exact words of Efua Mensah", "Efua Mensah"),
    ],
)
async def test_whom_a_stranger_means(newsroom: Newsroom, typed: str, name: str | None) -> None:
    assert (await newsroom.ask(typed)).entity == name


async def test_what_something_was_called_with_the_thing_before_it(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("who called the first budget of Quispe a small boat on a big sea")).reply.text
    assert "a small boat on a large sea" in text
    assert "finance ministry" in text


async def test_a_part_of_a_month_is_a_time(newsroom: Newsroom) -> None:
    first = (await newsroom.ask("/brief first week of March")).reply.text
    second = (await newsroom.ask("/brief mid March")).reply.text
    assert "harbour pilot" in first
    assert "mines" not in first
    assert "harbour pilot" not in second


@pytest.mark.parametrize("typed", ["what happen last with the harbour school", "wats new on the harbour school"])
async def test_chat_words_ask_for_news(newsroom: Newsroom, typed: str) -> None:
    assert "harbour pilot" in (await newsroom.ask(typed)).reply.text


def test_not_only_denies_nothing() -> None:
    said = ["We are tied not only by ropes, but by habit."]
    assert [each.place for each in recall("tied by more than ropes, by habit", said)] == [0]
    assert recall("not tied by ropes and habit", said) == []


def test_half_of_a_saying_that_comes_back_to_its_words() -> None:
    said = ["Patience is not a plan; it is what is left when there is no plan."]
    assert [each.place for each in recall("patience is not a plan", said)] == [0]
    assert recall("patience is a plan", said) == []


def test_no_setting_holds_a_number_or_a_denial() -> None:
    assert parted("the lamp is new, in Suva", called=False) == [("the lamp is new", "in Suva")]
    assert parted("the lamp costs gold, at 50 dollars", called=False) == []
    assert parted("the lamp shines, not in Suva", called=False) == [("the lamp shines, not", "in Suva")]
