"""Which sentences answer a search, which quotation was half remembered, and what an article is about."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.text import analyse
from bot.searching import Telling, aboutness, best_passages, parse_search, recall, topic_search
from bot.searching.relevance import ABOUT
from storage.records import Span

NOW = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)
TEXT = (
    "Lisbon: The harbour board closed the old ferry line on Monday.\n"
    "It had carried 4,300 people a day, the board said. The ferry was built in 1958.\n"
    "A new line opens on 2 May. Tickets will cost a little more.\n"
    "One captain called the farewell a game of chess, with everyone waiting."
)
SENTENCES = analyse(TEXT).sentences
QUOTES = (
    "We count the boats twice, and then we count the fishermen.",
    "Friends can disagree about herring.",
    "A lamp, not a lighthouse",
    "I told her, 'Keep the key until you come back.'",
    "I told him, 'No, Father, I am only painting the boat.'",
)


def answer(question: str) -> str:
    found = best_passages(TEXT, SENTENCES, parse_search(question, NOW, dt.UTC))
    return TEXT[slice(*found[0].span)] if found else ""


def test_a_question_for_a_number_or_a_day_gets_a_sentence_that_has_one() -> None:
    assert "4,300" in answer("how many people did the ferry carry")
    assert "2 May" in answer("when does the new line open")
    assert answer("zeppelin") == ""


def test_matches_are_the_words_themselves() -> None:
    best = best_passages(TEXT, SENTENCES, parse_search("opening tickets", NOW, dt.UTC))
    assert {TEXT[slice(*span)] for passage in best for span in passage.matches} == {"opens", "Tickets"}


def test_a_phrase_must_stand_together() -> None:
    assert "ferry line" in answer('"ferry line"')
    assert answer('"line ferry"') == ""


@pytest.mark.parametrize(
    ("remembered", "place"),
    [
        ("count the boats twice", 0),
        ("a lamp not a lighthouse", 2),
        ("friends can disagree", 1),
        ("they counted the boats and the fishermen", 0),
        ("keep the key until you come back", 3),
        ("I am only painting the boat", 4),
        ("kepe the key untill you come back", 3),
    ],
)
def test_half_remembered_words_find_their_quotation(remembered: str, place: int) -> None:
    assert [found.place for found in recall(remembered, QUOTES)][:1] == [place]


@pytest.mark.parametrize(
    "invented",
    [
        "friends can never disagree",
        "we never count the boats twice, and then we count the fishermen",
        "a lighthouse, not a lamp",
        "count the herring",
        "we sold the boats twice",
        "the",
        "",
    ],
)
def test_a_made_up_quotation_is_not_confirmed(invented: str) -> None:
    assert recall(invented, QUOTES) == []


def test_a_word_in_passing_is_not_the_topic() -> None:
    paragraphs = analyse(TEXT).paragraphs
    assert aboutness("Ferry line closes", TEXT, paragraphs, topic_search("ferry")) == 1
    assert aboutness("A closing", TEXT, paragraphs, topic_search("ferry")) >= 0.5
    assert aboutness("A closing", TEXT, paragraphs, topic_search("chess")) < 0.5


def test_what_one_quotation_alone_names_is_hardly_what_an_article_is_about() -> None:
    said = "“A court without judges is a furniture shop,” she said of the empty chairs."
    told = said.replace("“", "").replace("”", "")
    for text, about in ((said, False), (told, True)):
        whole = f"The court met.\n{text}\nChairs and tables stood there."
        found = aboutness("Chairs at a court", whole, analyse(whole).paragraphs, topic_search("furniture"))
        assert (found > ABOUT) is about


def test_a_quotation_answers_by_its_words_or_those_around_it() -> None:
    def answers(said: str, around: str, title: str = "") -> float:
        text = f"Nothing here.\n{around} {said}\nInterest rates."
        start = text.index(said)
        telling = Telling(topic_search("interest rates"), text, title)
        return telling.relevance((Span(start, start + len(said)),), Span(14, start + len(said)))

    assert answers("Rates will stay.", "") >= 0.5
    assert answers("It is a slow cure.", "She spoke of interest rates.") >= 0.5
    assert answers("It is a slow cure.", "She spoke of fish.") < 0.5
    assert 0 < answers("It is a slow cure.", "She spoke of fish.", "Interest rates") < 0.5


@given(st.text(max_size=400), st.text(max_size=80))
def test_for_any_text_spans_are_in_range(text: str, question: str) -> None:
    document = analyse(text)
    for passage in best_passages(text, document.sentences, parse_search(question, NOW, dt.UTC), heading=question):
        assert passage.span in document.sentences
        for span in passage.matches:
            assert passage.span.start <= span.start < span.end <= passage.span.end
    recall(question, [text])
    assert 0 <= aboutness(question, text, document.paragraphs, topic_search(question)) <= 1
    whole = Span(0, len(text))
    assert 0 <= Telling(topic_search(question), text, question).relevance((whole,), whole) <= 1


def test_a_title_lends_its_words_to_the_next_sentence_alone() -> None:
    def own(text: str) -> float:
        return max(each.own for each in best_passages(text, analyse(text).sentences, topic_search("sofas price")))

    assert own("Sofas. The price is forty francs.") == 1
    assert own("Sofas. Nothing new. The price is forty francs.") < 1


def test_quotations_are_judged_each_by_their_own_words() -> None:
    text = "Orr said that interest rates fall. Later she said it would rain."
    whole = Span(0, len(text))
    one, other = (Span(14, 33),), (Span(49, 63),)

    def judged(telling: Telling, said: tuple[Span, ...]) -> tuple[float, bool]:
        return telling.relevance(said, whole, titled=False), telling.close(said)

    def new() -> Telling:
        return Telling(topic_search("interest rates"), text, "")

    telling = new()
    assert [judged(telling, each) for each in (one, other, one)] == [judged(new(), each) for each in (one, other, one)]
    assert judged(telling, one) != judged(telling, other)
