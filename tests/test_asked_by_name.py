"""Who is asked for by a name or an office: people who are only mentioned, judges, heads of bodies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "pool",
        "title": "Lorn keeps its pool",
        "published": "2026-03-02T09:00:00Z",
        "text": "Lorn: The pool in Lorn will stay open, the town council said on Monday.\n"
        "Some 900 people had signed a petition got up by Amira Noor, who swims there. Nobody read it.\n"
        "The council leader, Rosa Vel, said that it was late.",
    },
    {
        "id": "court",
        "title": "Water firm fined in Torvik",
        "published": "2026-03-03T09:00:00Z",
        "text": "Torvik: Torvik Water was fined 4 million crowns on Tuesday for fouling the river.\n"
        "Mrs Justice Ruth Page found that it had known of the leak since 2020.\n"
        "“A leak that nobody stops is a choice. It is a habit,” the judge told the directors.",
    },
    {
        "id": "coach",
        "title": "Hanna Lind steps down",
        "published": "2026-03-04T09:00:00Z",
        "text": "Lorn: Hanna Lind will leave the Lorn ferry team in May. She has been its coach for nine years.\n"
        "Why stop now?\n"
        "“Because I like the bus better than the boats,” Lind says. “That is a sign.”",
    },
    {
        "id": "vet",
        "title": "Sund keeps its hens indoors",
        "published": "2026-03-05T09:00:00Z",
        "text": "Sund: Hens in Sund must stay indoors, its chief veterinary officer, Karl Lind, said.\n"
        "“A virus reads no maps, so we have stopped drawing them,” Mr Lind said. He looked tired.\n"
        "Ida Moss, who heads the mill owners, said that local mills could not grind so much. “We are told to eat at "
        "home, and there is no kitchen,” she said. Moss then left for Sund, where she was born. “I like "
        "trains,” Moss said on Friday.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize("asked", ["/who Amira Noor", "who is amira noor?"])
async def test_whoever_is_only_mentioned_is_told_of_in_that_sentence(newsroom: Newsroom, asked: str) -> None:
    answered = await newsroom.ask(asked)
    assert (answered.intent, answered.entity) == ("who", "Amira Noor")
    assert "petition got up by Amira Noor" in answered.reply.text
    assert [each.id for each in answered.citations] == ["pool"]


@pytest.mark.parametrize("asked", ["/who Amira Nour Vel", "/who Amina Noor", "/who Noor Amira Lind"])
async def test_a_name_that_is_not_whole_finds_nobody_mentioned(newsroom: Newsroom, asked: str) -> None:
    assert not (await newsroom.ask(asked)).citations


async def test_the_judge_is_the_justice_who_is_named(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("who said a leak that nobody stops is a choice")
    assert answered.entity == "Ruth Page"


async def test_what_was_said_to_somebody_whom_the_first_paragraph_names_in_full(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("what did the judge say to the Torvik directors")
    assert answered.entity == "Ruth Page"
    assert "A leak that nobody stops is a choice" in answered.reply.text


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("what did lind say about why shes stopping", "Hanna Lind"),
        ("what did lind say about why he's stopped drawing maps", "Karl Lind"),
    ],
)
async def test_a_pronoun_tells_which_namesake_is_meant(newsroom: Newsroom, asked: str, name: str) -> None:
    assert (await newsroom.ask(asked)).entity == name


async def test_the_words_that_go_on_with_what_is_reported_are_shown_with_it(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("what did moss say about the local mils")).reply.text  # a slip of "mills"
    assert "local mills could not grind so much" in text
    assert "We are told to eat at home" in text
    assert "I like trains" not in text


@pytest.mark.parametrize("asked", ["/who noor", "who is Noor", "what did noor say"])
async def test_a_surname_that_one_alone_has_names_whoever_is_only_mentioned(newsroom: Newsroom, asked: str) -> None:
    answered = await newsroom.ask(asked)
    assert answered.entity == "Amira Noor"
    assert [each.id for each in answered.citations] == ["pool"]


async def test_of_two_who_are_only_mentioned_a_surname_names_neither(tmp_path: Path) -> None:
    text = "Lorn: A petition got up by Amira Noor was read. Nobody but Peter Noor, who swims there, signed it."
    pool = {"id": "pool", "title": "Lorn keeps its pool", "published": "2026-03-02T09:00:00Z", "text": text}
    async with newsroom_of(tmp_path, [pool]) as newsroom:
        assert (await newsroom.ask("/who Peter Noor")).entity == "Peter Noor"
        assert not (await newsroom.ask("/who noor")).citations


async def test_what_is_asked_of_somebody_only_mentioned_is_not_told_by_a_mention(newsroom: Newsroom) -> None:
    assert not (await newsroom.ask("what did noor say about the mills")).citations


async def test_an_office_is_found_beside_its_body_without_the_apostrophe(tmp_path: Path) -> None:
    text = "Lorn: Tideline has bought nine boats. Ada Sund, its finance chief, was glad. “It floats,” she said."
    boats = {"id": "boats", "title": "Tideline buys boats", "published": "2026-03-02T09:00:00Z", "text": text}
    async with newsroom_of(tmp_path, [boats]) as newsroom:
        for asked in ("tideline's", "tidelines"):
            answered = await newsroom.ask(f"what did {asked} finance chief say")
            assert answered.entity == "Ada Sund"
        assert (await newsroom.ask("what did tidewaters finance chief say")).entity is None


async def test_a_long_word_that_begins_like_a_name_asks_for_somebody(tmp_path: Path) -> None:
    text = "Lorn: Ada Torvaldsen, the mayor of Lorn, was glad. “It floats,” she said. The Torvaldheim ferry is late."
    boats = {"id": "boats", "title": "Tideline buys boats", "published": "2026-03-02T09:00:00Z", "text": text}
    async with newsroom_of(tmp_path, [boats]) as newsroom:
        assert (await newsroom.ask("torvaldova")).intent == "who"
        assert (await newsroom.ask("zorvaldova")).intent == "search"
        assert [each.id for each in (await newsroom.ask("torvaldheim")).citations] == ["boats"]


async def test_who_runs_a_firm_is_not_the_chief_of_a_part_of_it(tmp_path: Path) -> None:
    text = (
        "Lorn: Tideline has bought nine boats. “It floats,” said Ole Brask, chief executive of Tideline. Ada Sund, "
        "finance chief of Tideline, was glad. “It is paid for,” she said."
    )
    boats = {"id": "boats", "title": "Tideline buys boats", "published": "2026-03-02T09:00:00Z", "text": text}
    async with newsroom_of(tmp_path, [boats]) as newsroom:
        assert (await newsroom.ask("who runs tideline")).entity == "Ole Brask"
        assert (await newsroom.ask("who is tideline's finance chief")).entity == "Ada Sund"
