"""Where words leave open what is meant: what they were taken for, and what else they may be."""

from bot.question import Question
from bot.wording.reply import Line, Part, Reply
from bot.wording.understood import offer_others

REPLY = Reply("Nothing in the articles", (Line("text", (Part("Nothing."),)),))
OTHERS = (Question("search", "", words="ferry line"), Question("brief", "", subject="ferry line"))


def test_the_two_nearest_readings_are_offered() -> None:
    question = Question("who", "ferry line", subject="ferry line", alternatives=OTHERS)
    offered = offer_others(REPLY, question, nothing=True)
    assert (
        "Taken for a question about a person. It may also be: Search ferry line; Brief me on ferry line."
        in offered.text
    )
    assert [choice.command for choice in offered.choices] == ["/search ferry line", "/brief ferry line"]


def test_what_was_found_is_followed_by_choices_alone() -> None:
    question = Question("who", "ferry line", subject="ferry line", alternatives=OTHERS)
    offered = offer_others(REPLY, question, nothing=False)
    assert "It may also be" not in offered.text
    assert len(offered.choices) == 2


def test_sentences_found_by_their_words_are_not_told_as_an_answer() -> None:
    question = Question("search", "x", words="ferry line", alternatives=OTHERS)
    told = "Taken for words to search for; these sentences may not answer it."
    assert told in offer_others(REPLY, question, nothing=False).text
    assert told not in offer_others(REPLY, question, nothing=True).text


def test_a_reading_without_words_is_not_offered() -> None:
    question = Question("who", "x", subject="x", alternatives=(Question("help", ""), Question("brief", "")))
    assert offer_others(REPLY, question, nothing=True) == REPLY
