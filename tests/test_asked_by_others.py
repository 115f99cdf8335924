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
        "The old lighthouse lost its lamp in May. It now stands in a museum in Levuka.\n"
        "Ferry crews wait for spare parts. Two ferries had stopped in Suva for want of them.\n"
        "Pilots take a course of nine weeks. Each pilot pays $300 and may steer four boats.",
    },
    {
        "id": "mines",
        "title": "Peru's new face for mines",
        "published": "2026-03-10T09:00:00Z",
        "text": "Lima: Peru's Minister of Mines, Rosa Quispe, took office on Tuesday. The finance ministry called her "
        "first budget “a small boat on a large sea”.\n"
        "Major Ana Quispe, no relation, was promoted as well. Quispe the minister spoke with Mensah by telephone.\n"
        "Of the new harbour wall, Major Ana Quispe said: “Paint it gray.”",
    },
    {
        "id": "honey",
        "title": "Fiji taxes honey from Ghana",
        "published": "2026-03-11T09:00:00Z",
        "text": "Suva: Fiji imposed a tariff of 12 per cent on honey from Ghana on 11 March 2026, customs said. "
        "The tariff of 12 per cent took effect at once.\n"
        "Depot. Fiji’s customs hired 40 people to store honey.",
    },
    {
        "id": "cloth",
        "title": "Cloth",
        "published": "2026-03-12T09:00:00Z",
        "text": "Weavers wait for cotton to be sent up the river. Four barges are at the pier.",
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


async def test_a_sentence_is_shown_with_the_next_that_goes_on_with_it(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("where is the lamp of the old lighthouse")).reply.text
    assert "It now stands in a museum in Levuka." in text


async def test_a_sentence_is_shown_with_the_one_that_it_leans_on(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("why did two ferries stop in Suva")).reply.text
    assert "Ferry crews wait for spare parts. Two ferries had stopped in Suva for want of them." in text


async def test_words_that_a_search_finds_are_given_to_whoever_said_them(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("charts that can be read")).reply.text
    assert "I can read my own charts" in text
    assert "— Efua Mensah" in text


@pytest.mark.parametrize(
    "typed",
    [
        "how many dollars did the budget of Quispe cost",
        "how long did the telephone talk between Mensah and Quispe last",
        "how many ropes does the Suva harbour have",
        "how much is the lighthouse lamp worth",
    ],
)
async def test_a_sentence_without_such_a_figure_is_no_answer(newsroom: Newsroom, typed: str) -> None:
    answered = await newsroom.ask(typed)
    assert answered.citations == ()
    assert "Nothing in the articles" in answered.reply.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("how long is the pilot course", "a course of nine weeks"),
        ("how much does a pilot pay", "pays $300"),
        ("how many boats may they steer", "four boats"),
    ],
)
async def test_a_sentence_with_such_a_figure_is(newsroom: Newsroom, typed: str, words: str) -> None:
    assert words in (await newsroom.ask(typed)).reply.text


async def test_what_an_article_does_not_name_is_not_answered_from_it(newsroom: Newsroom) -> None:
    assert "spare parts" in (await newsroom.ask("ferry crews spare parts suva")).reply.text
    assert (await newsroom.ask("ferry crews spare parts lima")).citations == ()


async def test_slips_in_goods_and_countries(newsroom: Newsroom) -> None:
    for typed in ("/tariff Ghanian honey", "/tariff Ghana hony", "how much does fiji charge ghanaian honey makers"):
        assert "12 per cent" in (await newsroom.ask(typed)).reply.text, typed


async def test_a_topic_is_found_in_another_spelling_and_with_a_slip(newsroom: Newsroom) -> None:
    assert "read my own charts" in (await newsroom.ask("what did mensah say about chrats")).reply.text
    assert "Paint it gray" in (await newsroom.ask("what did Ana Quispe say about the harbor")).reply.text


async def test_what_was_searched_for_instead_is_a_word(newsroom: Newsroom) -> None:
    assert "searched for “lighthouse lamp” instead" in (await newsroom.ask("lighthuose lamp")).reply.text


async def test_who_said_nothing_on_it_can_be_asked_for_all_their_words(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("what did Efua Mensah say about volcanoes")
    assert answered.citations == ()
    choice = answered.reply.choices[0]
    assert choice.command == "/quotes Efua Mensah"
    assert "read my own charts" in (await newsroom.ask(choice.command)).reply.text


async def test_a_time_asked_for_in_words_limits_a_search(newsroom: Newsroom) -> None:
    now = await newsroom.ask("minister harbour wall since 10 march")
    assert [source.id for source in now.citations] == ["mines"]
    last = await newsroom.ask("pilot school lighthouse lamp since 10 march")  # nothing since then: what there is
    assert [source.id for source in last.citations] == ["harbour"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("how mnay ppl does the depot employ", "hired 40 people"),
        ("do the articles agree on how many weeks the pilot course takes", "nine weeks"),
        ("depot", "Depot. Fiji’s customs hired 40 people"),
        ("wats the course of a pilot", "a course of nine weeks"),
    ],
)
async def test_what_strangers_find(newsroom: Newsroom, typed: str, words: str) -> None:
    assert words in (await newsroom.ask(typed)).reply.text


async def test_a_figure_of_something_else_is_no_answer(newsroom: Newsroom) -> None:
    typed = "how many barges did weavers load with cotton up the river"
    assert (await newsroom.ask(typed)).citations == ()


async def test_the_last_week_of_a_month_is_not_last_week(newsroom: Newsroom) -> None:
    assert "harbour pilot" not in (await newsroom.ask("/brief last week of February")).reply.text
    assert "mines" in (await newsroom.ask("/brief second week of March")).reply.text


async def test_a_next_page_of_a_search_keeps_its_time(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("minister harbour wall since 10 march")
    assert answered.reply.title == "Search: minister harbour wall since:2026-03-10"
    again = await newsroom.ask("/search minister harbour wall since:2026-03-10")
    assert again.citations == answered.citations


async def test_a_place_before_a_report_says_nothing(tmp_path: Path) -> None:
    told = "Suva: “We met Ana Cruz, the pilot. Cruz said, ‘The reef will feed us all.’” The words stood on a wall."
    article = {"id": "reef", "title": "Reef", "published": "2026-03-02T09:00:00Z", "text": told}
    async with newsroom_of(tmp_path, [article]) as newsroom:
        text = (await newsroom.ask("reef will feed us all")).reply.text
    assert "The reef will feed us all" in text
    assert "—" not in text.split("[1]")[0]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/quotes Mensah charts", "read my own charts"),
        ("/quotes mensha ropes", "tied not only by ropes"),
        ("/quotes Efua Mensah volcanoes", None),
        ("/quotes Zebedee charts", None),
        ("/quotes Efua Rossi", None),  # nobody of that name: not Efua Mensah
        ("/quotes Mensah Seruvatu", None),
    ],
)
async def test_a_topic_typed_behind_a_speaker(newsroom: Newsroom, typed: str, words: str | None) -> None:
    answered = await newsroom.ask(typed)
    assert (words in answered.reply.text) if words else answered.citations == ()
    if words is None and "volcanoes" not in typed:
        assert answered.entity is None


async def test_nothing_of_somebody_unknown_is_not_nothing_of_anybody(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("what did the Guild of Bakers say about charts")).reply.text
    assert "Nothing in the articles by “Guild of Bakers” about “charts”." in text
    assert "Nobody is quoted" not in text
    assert "Nobody is quoted about “volcanoes”" in (await newsroom.ask("who said something about volcanoes")).reply.text


async def test_who_has_the_job_that_somebody_had(tmp_path: Path) -> None:
    texts = [
        ("2026-02-01", "Lima: Peru's Mines Minister Ana Soto spoke on Sunday. “Copper is a slow river,” she said."),
        ("2026-03-01", "Lima: Peru's Mines Minister Luis Paz spoke on Sunday. “Copper is a fast river,” he said."),
    ]
    articles = [{"id": day, "title": "Copper", "published": f"{day}T09:00:00Z", "text": text} for day, text in texts]
    async with newsroom_of(tmp_path, articles) as newsroom:
        assert (await newsroom.ask("who got ana soto's old job in lima")).entity == "Luis Paz"
        assert (await newsroom.ask("who took Soto's post")).entity == "Luis Paz"


async def test_a_rate_asked_for_is_told_in_per_cent(tmp_path: Path) -> None:
    texts = [
        "Suva: The bank lends Fiji $90 million for solar roofs in Levuka.",
        "The harbour loan has an interest rate of 4 per cent.",
    ]
    articles = [
        {"id": f"loan-{n}", "title": "Loan", "published": "2026-03-02T09:00:00Z", "text": text}
        for n, text in enumerate(texts)
    ]
    async with newsroom_of(tmp_path, articles) as newsroom:
        assert "4 per cent" in (await newsroom.ask("what interest rate has the harbour loan")).reply.text
        assert (await newsroom.ask("what interest rate do the solar roofs in levuka carry")).citations == ()


async def test_nothing_in_a_time_is_not_nothing_at_all(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("news on levuka since 20 march")).reply.text
    assert "Only articles from 20 March 2026 on were looked at." in text
    assert "looked at" not in (await newsroom.ask("news on zanzibar")).reply.text
    early = (await newsroom.ask("what did Efua Mensah say in february")).reply.text
    assert "Only articles from 1 February 2026 on up to 28 February 2026 were looked at." in early
