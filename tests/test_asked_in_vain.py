"""Near misses of what the articles tell: the wrong place, kind, reason, day or words get an honest no."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from bot.searching.wanting import asked_of
from tests.newsrooms import newsroom_of

ARTICLES = [
    {
        "id": "rowing",
        "title": "Corrado's crew win the women's cup",
        "published": "2026-03-02T09:00:00Z",
        "text": "Split: Zadar won the women's rowing cup on Sunday, beating Rijeka by two lengths.\n"
        "Dorothea Corrado, the cox, was asked about the protest. "
        "“I will not sign what I have not read,” Corrado said.\n"
        "“The gate shuts before the flood,” Corrado added.\n"
        "Livia Perrin rowed at bow. The boathouse has been shut since 2021.\n"
        "Boris Hafner, who runs the club, paid 900 euros for new oars. Hafner refused to resign on Monday.\n"
        "Anke van der Veld, a rower, spoke on Monday.",
    },
    {
        "id": "bank",
        "title": "Peru's central bank cuts its rate",
        "published": "2026-03-10T09:00:00Z",
        "text": "Lima: Peru's central bank cut its key rate to 4 per cent on Tuesday because prices had fallen.\n"
        "The solar farm at Tacna got a loan of 30 million dollars for batteries.\n"
        "The dam took two years to build. In chess Lima beat Ilo 3-1.\n"
        "A child sold stamps at the bank.\n"
        "The old quay was closed. Divers had found cracks in the wall after a storm, so that ships went to Ilo.",
    },
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom_of(tmp_path, ARTICLES) as found:
        yield found


@pytest.mark.parametrize(
    ("in_vain", "told", "answer"),
    [
        ("who won the men's rowing cup", "who won the women's rowing cup", "Zadar won"),
        ("what is Chile's central bank key rate", "what is Peru's central bank key rate", "to 4 per cent"),
        (
            "how big is the solar farm loan for batteries in Rajasthan",
            "how big is the solar farm loan for batteries in Tacna",
            "30 million",
        ),
        ("why has the boathouse been shut since 2021", "why was the old quay closed", "cracks in the wall"),
        ("when did Hafner resign", "when did Peru's bank cut the rate", "Tuesday"),
        ("when did the solar farm at Tacna get a loan for batteries", "when did Zadar win the rowing cup", "on Sunday"),
        ("what was the score of the rowing cup", "who won the rowing cup", "Zadar won"),
        ("did Hafner pay for a motor", "did Hafner pay for oars", "900 euros"),
        ("when did Anke van der Veld marry", "when did Anke van der Veld speak", "on Monday"),
        ("solar farm loan cooking recipe", "solar farm loan batteries", "30 million"),
        ("what was the score in water polo", "what was the score in chess", "3-1"),
        ("where did Hafner hide the oars of the committee", "where did divers find cracks", "in the wall"),
        ("where did Zadar, Rijeka and Corrado celebrate the cup", "where did divers find cracks", "in the wall"),
        ("how did Zadar celebrate the cup on the quay", "how were cracks found after the storm", "Divers had found"),
        (
            "how many euros did Hafner pay for oars in 2019",
            "how many euros did Hafner pay for oars in 2026",
            "900 euros",
        ),
        ("how big was the loan for batteries in Galicia", "how big was the loan for batteries in Tacna", "30 million"),
        ("oars budget committee", "new oars club", "900 euros"),
    ],
)
async def test_a_near_miss_is_not_answered_with_its_neighbour(
    newsroom: Newsroom, in_vain: str, told: str, answer: str
) -> None:
    missed = await newsroom.ask(in_vain)
    assert not missed.reply.references, missed.reply.text
    found = await newsroom.ask(told)
    assert answer in found.reply.text


@pytest.mark.parametrize(
    "typed",
    [
        "when did Corrado say “I will sign what I have not read”?",
        "Corrado said “I will sign what I have not read”, right? where was that",
    ],
)
async def test_words_in_marks_are_asked_for_as_they_stand(newsroom: Newsroom, typed: str) -> None:
    reply = (await newsroom.ask(typed)).reply
    assert "Nobody is quoted with those words" in reply.text
    assert "I will sign" not in reply.text.replace("“I will not sign", "")
    right = (await newsroom.ask(typed.replace("I will sign", "I will not sign"))).reply
    assert "Nobody is quoted" not in right.text
    assert "“I will not sign what I have not read,”" in right.text


async def test_a_given_name_with_another_surname_is_somebody_else(newsroom: Newsroom) -> None:
    assert "I will not sign" not in (await newsroom.ask("/quotes Dorothea Perrin")).reply.text
    assert "I will not sign" in (await newsroom.ask("/quotes Corrado protest")).reply.text


async def test_a_line_from_somebody_is_a_quotation(newsroom: Newsroom) -> None:
    reply = (await newsroom.ask("a line from Corrado please")).reply
    assert "“I will not sign what I have not read,”" in reply.text
    assert not (await newsroom.ask("a line from Corrado on oars please")).reply.references


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("when is it", "what you mean by “it”"),
        ("and how long did that one last?", "what you mean by “that one”"),
        ("how old is she", "whom you mean by “she”"),
        ("what did he say", "whom you mean by “he”"),
        ("who is she", "whom you mean by “she”"),
        ("ok but why did he do that tho", "whom you mean by “he”"),
    ],
)
async def test_what_isnt_named_is_asked_back(newsroom: Newsroom, typed: str, asked: str) -> None:
    assert (await newsroom.ask(typed)).reply.text == f"I don't remember earlier messages. Say {asked}."


@pytest.mark.parametrize("typed", ["is that boathouse shut", "will it rain in Split", "when did that cup end"])
async def test_what_is_named_is_not_asked_back(newsroom: Newsroom, typed: str) -> None:
    assert "earlier messages" not in (await newsroom.ask(typed)).reply.text


async def test_two_questions_in_one_breath_are_both_answered_from_one_article(newsroom: Newsroom) -> None:
    both = (await newsroom.ask("how much was the loan for the solar farm and how long did the dam take to build")).reply
    assert "30 million" in both.text
    assert "The dam took two years to build." in both.text
    assert "You also asked" not in both.text
    half = (await newsroom.ask("how much was the loan for the solar farm and when does the mayor resign")).reply
    assert "30 million" in half.text
    assert "You also asked: Search when does the mayor resign." in half.text
    vague = (
        await newsroom.ask("how much was the loan for the solar farm and how long did the quay take to build")
    ).reply
    assert "two years" not in vague.text


@pytest.mark.parametrize(
    ("typed", "span", "told"),
    [
        ("what was in the news from 1 to 3 march", "1 article from 1 March 2026 to 3 March 2026.", "women's cup"),
        ("/brief between March 9 and March 12", "1 article from 9 March 2026 to 12 March 2026.", "central bank"),
        ("/brief on 2 march", "1 article of 2 March 2026.", "women's cup"),
        (
            "/brief from 3 to 5 march",
            "No article from 3 March 2026 to 5 March 2026; the newest is of 10 March 2026.",
            None,
        ),
    ],
)
async def test_a_stretch_of_days_has_an_end(newsroom: Newsroom, typed: str, span: str, told: str | None) -> None:
    reply = (await newsroom.ask(typed)).reply
    assert span in reply.text
    assert len(reply.references) == (told is not None)
    assert told is None or told in reply.text


async def test_a_stretch_that_ends_before_it_begins_is_none(newsroom: Newsroom) -> None:
    text = (await newsroom.ask("/brief from 18 to 16 december")).reply.text
    assert "Nothing in the articles on “from 18 to 16 december”." in text


async def test_a_dictated_question_mark_is_none_of_the_words(newsroom: Newsroom) -> None:
    reply = (await newsroom.ask("what did Corrado say about the protest question mark")).reply
    assert "“I will not sign what I have not read,”" in reply.text


async def test_tell_me_on_what_day_asks_for_a_day(newsroom: Newsroom) -> None:
    answered = await newsroom.ask("could you kindly tell me on what day Peru's bank cut the rate")
    assert answered.intent == "search"
    assert "Tuesday" in answered.reply.text


@pytest.mark.parametrize(
    ("typed", "confirmed"),
    [
        ("which rower smiled and said “I will not sign what I have not read”", True),
        ("which rower smiled and said “I will not sign what I have not seen”", False),
        ("who said “the gate shuts before the flood”", True),
        ("who said “the gate shuts after the flood”", False),
    ],
)
async def test_one_word_changed_may_make_it_nobodys(newsroom: Newsroom, typed: str, confirmed: bool) -> None:
    answered = await newsroom.ask(typed)
    assert answered.intent == "quote"
    assert (len(answered.reply.references) > 0) == confirmed, answered.reply.text


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("who said “a letter of anger that is written at midnight should be read at noon”", "Who said it"),
        ("who said letters of anger written at midnight should be read at noon", "Who said it"),
        (
            "who said “a letter of anger that is written at midnight should be burned at noon”",
            "Quoted, but not quite in these words",
        ),
    ],
)
async def test_a_quotation_with_a_word_changed_is_not_told_as_said_so(tmp_path: Path, typed: str, title: str) -> None:
    said = "“A letter of anger that is written at midnight should be read at noon,”"
    text = f"Split: Mayor Dorin Iskra took his resignation back on Friday.\n{said} Iskra said."
    article = {"id": "letter", "title": "Mayor stays", "published": "2026-03-02T09:00:00Z", "text": text}
    async with newsroom_of(tmp_path, [article]) as newsroom:
        reply = (await newsroom.ask(typed)).reply
        assert reply.title == title
        assert said in reply.text


async def test_words_that_only_stand_beside_a_topic_are_not_told_as_on_it(newsroom: Newsroom) -> None:
    beside = (await newsroom.ask("what did Corrado say about the protest")).reply
    assert beside.title == "Dorothea Corrado"
    assert "No words quoted name “the protest”; these stand beside it in the articles:" in beside.text
    assert "“I will not sign what I have not read,”" in beside.text
    named = (await newsroom.ask("what did Corrado say about the gate")).reply
    assert named.title == "Dorothea Corrado on “the gate”"
    assert "beside" not in named.text


@pytest.mark.parametrize(
    ("in_vain", "told"),
    [
        ("who designed the Tacna solar farm", "who got a loan for the Tacna solar farm"),
        ("who's paying for the Tacna solar farm batteries", "who paid for new oars"),
        ("who filmed the women's rowing cup", "who won the women's rowing cup"),
    ],
)
async def test_who_did_what_no_article_tells_is_nobody(newsroom: Newsroom, in_vain: str, told: str) -> None:
    assert (await newsroom.ask(in_vain)).citations == ()
    assert (await newsroom.ask(told)).citations != ()


def test_how_much_somebody_got_paid_is_told_in_money() -> None:
    assert asked_of("how much did Perrin get paid for the cup") == ("number", "money")
    assert asked_of("how much did Hafner pay for new oars") == ("number", "money")
    assert asked_of("how much rain fell on those who paid") == ("number", None)


async def test_who_wrote_a_work_asks_for_no_quotation(newsroom: Newsroom) -> None:
    assert (await newsroom.ask("who wrote the music for the cup")).intent == "search"
    assert (await newsroom.ask("who wrote that the gate shuts before the flood")).intent == "quote"
