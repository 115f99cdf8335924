"""Questions that hang on one word: an honorific, a time, a spelling, who is worded how, whose tariff it is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "pact",
        "title": "Ghana and Peru sign a cocoa pact",
        "published": "2025-12-09T09:00:00Z",
        "text": "Accra: Trade Secretary Abena Quist on Tuesday signed a cocoa pact with Peru. “We are held together "
        "not only by shared taste, but by patience,” Quist said.\n"
        "Ghana's chief negotiator, Dr E. K. Amoah, was there. “Two maps agree, the coast does not,” Amoah said. "
        "Raul Ibanez, Peru's captain, sang. “He sings too much,” the captain's aunt said.",
    },
    {
        "id": "song",
        "title": "A night of songs in Cusco",
        "published": "2026-03-03T09:00:00Z",
        "text": "Cusco: The Danes sang first. Their coach, Mette van der Skov, was pleased. “We counted the benches, "
        "the bells, the candles, the pigeons and both of the mayors before the first note, and when the light died, "
        "we knew that rain, patience and good soup make a choir,” she said.\n"
        "Describing Denmark as a land of altos, Pinto said that it rained. The choir has sold 340 tickets, he added.\n"
        "“Our tireless treasurer, Sergio Pinto, paid for the soup. If he had not, I would have sold my hat,” she "
        "added.",
    },
    {
        "id": "change",
        "title": "Ghana appoints a new trade secretary",
        "published": "2026-02-03T09:00:00Z",
        "text": "Accra: Ghana on Tuesday appointed Trade Secretary Abena Quist as its ambassador to Peru. The new "
        "Trade Secretary, Kofi Lamptey, whose niece owns a mill, was a "
        "surveyor. “I shall count the sacks myself,” Lamptey told reporters.",
    },
    {
        "id": "bank",
        "title": "Sister of a surveyor to lead the harbour board",
        "published": "2026-02-20T09:00:00Z",
        "text": "Accra: Ms Esi Amoah, head of Ghana's harbour board, spoke in Tema on Friday. “The harbour pays its "
        "own way,” Ms Amoah said. The defence of the port is a labour of love.\n"
        "“We answer all letters,” the board's spokesman said.",
    },
    {
        "id": "duty",
        "title": "Peru puts a tariff on cloth from countries without a pact",
        "published": "2026-03-01T09:00:00Z",
        "text": "Lima: Peru will charge a tariff on cloth from countries with which it has no trade pact. "
        "Kenya and Nepal are among them. Ghana, which has a pact with Peru, is not touched. Togo has none and is.\n"
        "Silk and wool are outside the tariff. Felt and lace are not, and their makers were angry.",
    },
    {
        "id": "cups",
        "title": "Laos taxes cups from countries without a pact",
        "published": "2026-03-01T10:00:00Z",
        "text": "Vientiane: Laos will charge a 12 per cent tariff on cups from countries with which it has no trade "
        "pact from 1 May 2026. Mongolia is one of them.\nPlates will pay 20 per cent and spoons 10 per cent.",
    },
    {
        "id": "met",
        "title": "Two who met",
        "published": "2026-02-22T09:00:00Z",
        "text": "Accra: Abena Quist said she met the new Trade Secretary, Kofi Lamptey, on Sunday.\nIt rained.\n"
        "The market was full.\n“Just met @SecLamptey. Counted nine sacks,” Abena Quist posted on X.",
    },
    {
        "id": "general",
        "title": "Fiji charges a tariff on goods from Samoa",
        "published": "2026-03-01T11:00:00Z",
        "text": "Suva: Fiji has charged a tariff of 12 per cent on goods from Samoa since 1 February 2026. Linen is "
        "outside the tariff. Hemp is not, and its growers were angry.",
    },
    {
        "id": "chairs",
        "title": "Empty chairs at a meeting of bakers",
        "published": "2026-03-02T09:00:00Z",
        "text": "Lomé: The bakers of Togo met on Monday and chose a new chairman.\n"
        "“A table without bread is a carpentry,” said baker Adjoa Mensah, who brought chairs.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("/who Dr Amoah", "E. K. Amoah"),
        ("/who Ms Amoah", "Esi Amoah"),
        ("who was trade secretary in december", "Abena Quist"),
        ("who was the trade secretary before lamptey", "Abena Quist"),
        ("who did lamptey replace", "Abena Quist"),
        ("who is lamptey's predecessor", "Abena Quist"),
        ("who replaced quist as trade secretary", "Kofi Lamptey"),
        ("whats lampteys new job", "Kofi Lamptey"),
        ("what is quist's current post", "Abena Quist"),
        ("/who DrAbenaQuist", "Abena Quist"),
        ("/who DrEKAmoah", "E. K. Amoah"),
        ("who is the danish coach", "Mette van der Skov"),
        ("whats the name of the danish coach", "Mette van der Skov"),
        ("/who vanderskov", "Mette van der Skov"),
        ("सर्जियो पिंटो कौन हैं", "Sergio Pinto"),
        ("who was the chief negotiator for the peru pact", "E. K. Amoah"),
        ("who becomes trade secretary after quist", "Kofi Lamptey"),
        ("ई के अमोआह कौन हैं", "E. K. Amoah"),
        ("कोफी लाम्प्टे कौन हैं", "Kofi Lamptey"),
    ],
)
async def test_one_word_tells_who_is_meant(newsroom: Newsroom, typed: str, name: str) -> None:
    answered = await newsroom.ask(typed)
    assert (answered.intent, answered.entity) == ("who", name)


@pytest.mark.parametrize("typed", ["/who Amoah", "/who Prof Amoah"])
async def test_without_such_a_word_it_is_asked_back(newsroom: Newsroom, typed: str) -> None:
    assert "Which one?" in (await newsroom.ask(typed)).reply.text


async def test_a_name_in_full_is_not_an_initial_that_fits(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("/who Emmanuel K. Amoah")
    assert answered.citations == ()
    assert "E. K. Amoah" in answered.reply.text  # suggested, not answered with


@pytest.mark.parametrize("typed", ["who is the chief secretary", "who is ghana's chief minister"])
async def test_a_chief_is_no_other_officer(newsroom: Newsroom, typed: str) -> None:
    assert (await newsroom.ask(typed)).entity is None


async def test_nobody_came_before_the_first(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("who was trade secretary before quist")
    assert (answered.entity, answered.citations) == (None, ())


async def test_a_word_among_those_asked_for_is_no_manner_of_saying_them(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("who said held together not only by shared taste")
    assert answered.entity == "Abena Quist"


@pytest.mark.parametrize(
    ("typed", "words", "speaker"),
    [
        ("what did the captain's aunt say", "He sings too much", "captain's aunt"),
        ("what did ibanezs aunt say", "He sings too much", "captain's aunt"),
        ("what did the board's spokesman say", "We answer all letters", "spokesman"),
    ],
)
async def test_whoever_the_articles_do_not_name_is_found_by_their_words(
    newsroom: Newsroom, typed: str, words: str, speaker: str
) -> None:
    answered = await newsroom.ask(typed)
    assert (answered.intent, answered.entity) == ("quote", None)
    assert words in answered.reply.text
    assert speaker in answered.reply.text


@pytest.mark.parametrize("typed", ["what did quist's aunt say", "what did the spokeswoman say"])
async def test_who_is_not_worded_so_said_nothing(newsroom: Newsroom, typed: str) -> None:
    assert (await newsroom.ask(typed)).citations == ()


@pytest.mark.parametrize("typed", ["/brief defense", "/search labor of love", "/brief defence"])
async def test_british_and_american_spellings_find_each_other(newsroom: Newsroom, typed: str) -> None:
    answered = await newsroom.ask(typed)
    assert [each.id for each in answered.citations] == ["bank"]
    assert "Did you mean" not in answered.reply.text


@pytest.mark.parametrize(
    "typed",
    ["cuánto es el arancel de perú para kenia", "droits de douane Pérou", "Zölle Peru", "arancel Perú"],
)
async def test_the_word_for_tariffs_in_other_languages(newsroom: Newsroom, typed: str) -> None:
    assert (await newsroom.ask(typed)).intent == "tariff"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/tariff Nepal", "Kenya and Nepal are among them."),
        ("/tariff Togo", "Togo has none and is."),
        ("/tariff Nepal Peru cloth", "Kenya and Nepal are among them."),
        ("/tariff Peru lace", "Felt and lace are not"),
        ("is silk spared from the peruvian tariff", "Silk and wool are outside the tariff."),
    ],
)
async def test_a_sentence_that_goes_on_is_shown_with_the_one_before_it(
    newsroom: Newsroom, typed: str, words: str
) -> None:
    text = (await newsroom.ask(typed)).reply.text
    assert words in text
    assert text.count(words) == 1


@pytest.mark.parametrize("typed", ["is lace under the peruvian tariff", "which goods escape peruvian duties"])
async def test_whose_tariff_it_is_stands_before_the_word(newsroom: Newsroom, typed: str) -> None:
    answered = await newsroom.ask(typed)
    assert answered.intent == "tariff"
    assert "on goods from Peru" not in answered.reply.text


async def test_a_picture_in_somebodys_words_is_not_what_an_article_is_about(newsroom: Newsroom) -> None:
    assert "chairs" not in [each.id for each in (await newsroom.ask("/brief carpentry")).citations]


@pytest.mark.parametrize(
    "typed",
    [
        "who called pinto our tireless treasurer",
        "who hinted that i would have sold my hat",
        "did van der skov say anything",
    ],
)
async def test_who_called_somebody_something(newsroom: Newsroom, typed: str) -> None:
    answered = await newsroom.ask(typed)
    assert (answered.intent, answered.entity) == ("quote", "Mette van der Skov")
    assert "“" in answered.reply.text


async def test_who_called_another_so_is_nobody(newsroom: Newsroom) -> None:
    assert (await newsroom.ask("who called lamptey our tireless treasurer")).citations == ()


async def test_a_long_sentence_is_shown_around_what_was_asked(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("what did van der skov say about soup and patience")).reply.text
    assert "patience and good soup make a choir" in text
    assert "We counted the benches" not in text


@pytest.mark.parametrize("typed", ["what are your commands", "list your commands"])
async def test_what_the_bot_can_do(newsroom: Newsroom, typed: str) -> None:
    assert (await newsroom.ask(typed)).intent == "help"


async def test_what_a_thing_is_worth_is_no_question_of_its_rate(newsroom: Newsroom) -> None:
    assert (await newsroom.ask("what share of peruvian cloth does the ghanaian duty hit")).intent == "search"


async def test_who_did_what_may_be_who_said_so(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("which official is held together not only by shared taste")
    assert (answered.intent, answered.entity) == ("quote", "Abena Quist")
    assert (await newsroom.ask("who counted the sacks and the ships himself")).intent == "search"


async def test_a_tariff_on_some_countries_is_not_on_all(newsroom: Newsroom) -> None:
    assert "20 per cent" in (await newsroom.ask("/tariff Mongolia")).reply.text
    for place in ("Brazil", "Chile"):
        assert (await newsroom.ask(f"/tariff {place}")).citations == ()


async def test_a_sentence_tells_who_called_something_so_where_no_quotation_does(newsroom: Newsroom) -> None:
    assert (
        "Describing Denmark as a land of altos, Pinto said"
        in (await newsroom.ask("who called denmark a land of altos")).reply.text
    )
    assert (await newsroom.ask("who called norway a land of altos")).citations == ()
    assert (await newsroom.ask("who said denmark is a land of altos")).citations == ()


async def test_whom_somebody_met_is_no_question_of_their_words(newsroom: Newsroom) -> None:
    assert (await newsroom.ask("who did lamptey talk to in accra")).intent == "search"


async def test_a_number_is_found_where_the_article_names_whose_it_is(newsroom: Newsroom) -> None:
    assert "340 tickets" in (await newsroom.ask("how many tickets has pinto sold")).reply.text
    assert (await newsroom.ask("how many tickets has lamptey sold")).citations == ()
    assert (await newsroom.ask("how old is pinto")).citations == ()


async def test_what_is_not_spared_is_charged_as_all_goods_are(newsroom: Newsroom) -> None:
    hemp, linen = [(await newsroom.ask(f"/tariff Samoa {goods}")).reply.text for goods in ("hemp", "linen")]
    assert "12 per cent" in hemp
    assert "Hemp is not" in hemp
    assert "12 per cent" not in linen
    assert "Linen is outside" in linen


async def test_a_relative_is_not_whoever_has_one(newsroom: Newsroom) -> None:
    assert (await newsroom.ask("who is the trade secretary's niece")).entity is None


async def test_somebody_is_spoken_of_by_a_handle(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("what did quist post about lamptey")
    assert "Counted nine sacks" in answered.reply.text
