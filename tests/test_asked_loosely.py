"""Questions as people really word them, over a small store: with words around, of two people, of what nobody wrote."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from bot.searching import recall
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "ferry",
        "title": "Estonia and Malta agree on a ferry line",
        "published": "2026-03-02T09:00:00Z",
        "text": "Tallinn: Estonian Transport Minister Liisa Tamm said on Monday that a ferry would sail in June. "
        "“A ship is a bridge that moves,” Tamm said.\n"
        "Malta's fisheries secretary, Karmenu Zerafa, came along. “We counted nine ports and two storms,” he said. "
        "Nobody is to talk about the weather on board, he joked. Zerafa, 61, was born in Gozo.",
    },
    {
        "id": "envoy",
        "title": "Ireland and Estonia open a school",
        "published": "2026-03-03T09:00:00Z",
        "text": "Tallinn: Ireland and Estonia opened a school on Tuesday. Ambassador Niamh Daly cut the ribbon with "
        "Estonian firms. “We will open the doors,” she said. The first pupils will arrive on 4 September.\n"
        "Estonia's football coach, Peeter Saar, and Deputy Bank Governor Kadri Rand sent flowers.",
    },
    {
        "id": "new",
        "title": "A new face on the quay",
        "published": "2026-03-04T09:00:00Z",
        "text": "Valletta: Malta's fisheries secretary, Maria Borg, took office on Wednesday. “I like fish,” Borg "
        "said.\nCaptain Joe Vella carried her bags. “My grandmother packed them,” Vella said. "
        "The Maltese captain laughed.",
    },
    {
        "id": "duty",
        "title": "Chile sets a tariff on tyres from countries without a pact",
        "published": "2026-03-05T09:00:00Z",
        "text": "Santiago: Chile will charge a 12 per cent tariff on tyres from countries with which it has no trade "
        "pact from 1 May 2026, the finance ministry said on Thursday.\n"
        "Turkey and Egypt are among them. Japan, which has a pact with Chile, is not touched.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("quick q - who is this tamm person that everyone mentions", "Liisa Tamm"),
        ("the estonian transport minister, who was she again?", "Liisa Tamm"),
        ("karmenu zerafa... who's that?", "Karmenu Zerafa"),
        ("who is this guy zerafa", "Karmenu Zerafa"),
        ("malta's fisheries guy", "Maria Borg"),
        ("malta's former fisheries guy", "Karmenu Zerafa"),
        ("who is the transport boss of estonia", "Liisa Tamm"),
        ("I forgot: who is Liisa Tamm?", "Liisa Tamm"),
        ("the estonian minister who talked of bridges", "Liisa Tamm"),
        ("the irish ambassador in tallinn", "Niamh Daly"),
        ("who coaches the estonian national team", "Peeter Saar"),
        ("teh maltese fisheries secretery", "Maria Borg"),
        ("wer ist der botschafter in tallinn", "Niamh Daly"),
        ("who replaced karmenu zerafa as fisheries secretary", "Maria Borg"),
        ("who took over from zerafa", "Maria Borg"),
        ("who is the captain of malta", "Joe Vella"),
        ("tamm - role?", "Liisa Tamm"),
        ("Good morning! Could somebody tell me who Liisa Tamm is?", "Liisa Tamm"),
        ("isn't rand the deputy bank governor?", "Kadri Rand"),
        ("zerrafa fisheries secretary", "Karmenu Zerafa"),
        ("top estonian transport official", "Liisa Tamm"),
        ("which minister is called Liisa?", "Liisa Tamm"),
        ("who the heck is zerafa", "Karmenu Zerafa"),
        ("what's the job of liisa tamm", "Liisa Tamm"),
        ("who does niamh daly work for", "Niamh Daly"),
        ("whats up with this tamm lady", "Liisa Tamm"),
        ("any info on the estonian transport minister?", "Liisa Tamm"),
        ("which official heads the transport portfolio in estonia?", "Liisa Tamm"),
        ("what do we know about niamh daly", "Niamh Daly"),
        ("I keep reading about a Karmenu Zerafa. Who's he?", "Karmenu Zerafa"),
        ("irish ambassador name", "Niamh Daly"),
    ],
)
async def test_what_stands_around_a_question_is_left_out(newsroom: Newsroom, typed: str, name: str) -> None:
    answered = await newsroom.ask(typed)
    assert (answered.intent, answered.entity) == ("who", name)


async def test_a_pronoun_is_whom_the_other_part_names(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("zerafa: what did he say about storms?")
    assert (answered.intent, answered.entity) == ("quote", "Karmenu Zerafa")


@pytest.mark.parametrize("typed", ["who is the iron guy", "the guy", "who is the transport guy of japan", "old man"])
async def test_anybody_is_nobody_in_particular(newsroom: Newsroom, typed: str) -> None:
    assert (await newsroom.ask(typed)).citations == ()


@pytest.mark.parametrize("typed", ["who are Tamm and Zerafa", "Tamm and Zerafa, who are they?"])
async def test_of_two_people_the_second_is_named_and_offered(newsroom: Newsroom, typed: str) -> None:
    answered = await newsroom.ask(typed)
    assert answered.entity == "Liisa Tamm"
    assert "You also asked: Who is Zerafa." in answered.reply.text
    assert any(choice.command == "/who Zerafa" for choice in answered.reply.choices)


@pytest.mark.parametrize(
    "typed",
    [
        "weather in tallinn tomorrow",
        "what time is it in malta",
        "population of estonia",
        "capital of malta",
        "where was tamm born",
        "how old is liisa tamm",
        "who said nine ports and three storms",
        "who said we counted ten ports",
        "/tariff Brazil",
        "/tariff Germany",
    ],
)
async def test_what_no_article_tells_gets_an_honest_no(newsroom: Newsroom, typed: str) -> None:
    answered = await newsroom.ask(typed)
    assert answered.citations == ()
    assert "Nothing in the articles" in answered.reply.text


async def test_words_that_nobody_said_are_not_said_again(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("where did zerafa say hockey is war without bullets")).reply.text
    assert "quote no such words of" in text
    assert "war without bullets" not in text
    assert "“hockey”" in (await newsroom.ask("what did zerafa say about hockey")).reply.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("where was zerafa born", "Gozo"),
        ("how old is zerafa", "61"),
        ("who said 9 ports and 2 storms", "Zerafa"),
        ("/tariff Egypt", "12 per cent"),
    ],
)
async def test_what_an_article_tells_is_found(newsroom: Newsroom, typed: str, words: str) -> None:
    assert words in (await newsroom.ask(typed)).reply.text


async def test_a_place_that_is_spared_is_not_said_to_be_charged(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("/tariff Japan")
    assert "goods from Japan (tyres): 12 per cent" not in answered.reply.text
    assert "Japan, which has a pact with Chile, is not touched" in answered.reply.text


@pytest.mark.parametrize("typed", ["who leads the bank", "bank boss", "who is the head of the bank"])
async def test_a_deputy_heads_nothing(newsroom: Newsroom, typed: str) -> None:
    assert (await newsroom.ask(typed)).entity != "Kadri Rand"
    assert (await newsroom.ask("the bank guy")).entity == "Kadri Rand"


async def test_an_apostrophe_left_out(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("zerafas words on storms")
    assert (answered.intent, answered.entity) == ("quote", "Karmenu Zerafa")


async def test_who_pays_is_charged(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("does egypt pay 12% to chile for tyres?")
    assert (answered.intent, answered.entity) == ("tariff", "Egypt")
    assert "Chilean tariffs on goods from Egypt" in answered.reply.text


async def test_a_verb_of_two_words_is_one(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("when do the pupils of the school show up")
    assert "4 September" in answered.reply.text


@pytest.mark.parametrize("typed", ["who replaced borg", "who replaced tamm as minister", "who succeeded daly"])
async def test_nobody_came_after_who_is_still_there(newsroom: Newsroom, typed: str) -> None:
    answered = await newsroom.ask(typed)
    assert answered.entity is None
    assert answered.citations == ()


async def test_a_familiar_word_finds_the_written_one(newsroom: Newsroom) -> None:
    assert "My grandmother packed them" in (await newsroom.ask("what did vella say about his grandma")).reply.text


async def test_words_that_were_not_said_are_not_confirmed(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("did zerafa say we counted ten ports and two storms")).reply.text
    assert "Nobody is quoted with those words. Quoted on it:" in text
    assert "nine ports" in text
    assert "ten ports" not in text
    assert "Nobody is quoted" not in (await newsroom.ask("did zerafa say we counted nine ports")).reply.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("find me the line where zerafa talks about storms", "nine ports and two storms"),
        ("somebody said a ship is a bridge that moves. who was it?", "Liisa Tamm"),
        ("have you got anything from tamm on bridges", "A ship is a bridge"),
        ("what was it that zerafa told us about ports", "nine ports"),
        ("what did the estonians say about ships", "A ship is a bridge"),
        ("what did malta say", "I like fish"),
        ("what did daly say when asked about doors", "We will open the doors"),
        ("who was so bold as to say a ship is a bridge that moves?", "Liisa Tamm"),
        ("what has been said by zerafa on storms", "two storms"),
        ("the storms quote", "two storms"),
    ],
)
async def test_words_are_found_however_they_are_asked_for(newsroom: Newsroom, typed: str, words: str) -> None:
    answered = await newsroom.ask(typed)
    assert answered.intent == "quote"
    assert words in answered.reply.text


@pytest.mark.parametrize(
    "typed",
    [
        "estonian ambassador to ireland",
        "what did the transport ministry say",
        "who is the chief minister of estonia",
        "what did putin say about tamm",
        "prime minister of malta",
        "the minister of magic",
        "who is zerafa from canada",
        "who is tamm's wife",
        "what did norway say about ships",
        "tamm and the price of eggs",
        "who won the ferry prize",
        "zerafa + elephants",
    ],
)
async def test_who_is_near_is_not_who_was_asked_for(newsroom: Newsroom, typed: str) -> None:
    answered = await newsroom.ask(typed)
    assert answered.citations == ()
    assert "Nothing in the articles" in answered.reply.text


async def test_a_deputy_is_suggested(newsroom: Newsroom) -> None:
    assert "Nearest names in the articles: Kadri Rand" in (await newsroom.ask("who is the bank governor")).reply.text


async def test_near_countries_are_not_said_to_be_in_the_articles(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("/tariff Wakanda")).reply.text
    assert "Nearest names that I know: Rwanda" in text
    assert "in the articles: Rwanda" not in text


async def test_what_is_denied_of_one_thing_is_not_denied_of_the_next() -> None:
    said = ["We did not come for a photograph. We came for ships and for jobs."]
    assert recall("we never came for ships", said) == []
    assert recall("we did not come for a photograph we came for ships", said)
    assert recall("did not come for a photograph", said)


async def test_an_office_that_nobody_is_read_to_hold(newsroom: Newsroom) -> None:
    assert "charge a 12 per cent" in (await newsroom.ask("chile finance ministry")).reply.text


async def test_more_of_a_brief_keeps_the_time(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("what is new from 2026-03-02")
    reply = (await newsroom.ask("/brief since:2026-03-02 until:2026-03-05")).reply
    assert "3 articles from 2 March 2026 to 4 March 2026" in reply.text
    assert all("since:" in choice.command for choice in answered.reply.choices if choice.page)
