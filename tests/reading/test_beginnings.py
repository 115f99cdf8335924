"""An article's beginning as it is shown: by one sentence, by two as one stretch, or not at all."""

from __future__ import annotations

import pytest

from bot.reading.beginnings import brings_in, head, near_beginning
from bot.reading.longer import lead
from bot.reading.onward import following, run_on
from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.standalone import Standing
from bot.reading.summary import summarise
from bot.reading.telling import tells_which
from bot.reading.text import analyse
from storage.records import Span

NEXT = "Efua Mensah of Tema had asked for a bridge since 2019."
BELOW = "Efua Mensah, a mayor of Tema, opened a bridge over a lagoon with Kojo Asante on Friday."


def standing_of(*sentences: str) -> Standing:
    document = analyse("\n".join(sentences))
    return Standing(document, find_people(document), ())


def shown(standing: Standing, span: Span | None) -> str | None:
    return None if span is None else standing.document.text[slice(*span)]


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("Ghana opened a bridge over the lagoon of Tema on Friday.", True),
        ("A bridge over the lagoon opened after nine years of work.", True),
        ("Mayor Efua Mensah opened a bridge over the lagoon on Friday.", True),
        ("The mayor of Tema opened a bridge over a lagoon in Ghana.", True),
        ("The mayor opened a bridge over a lagoon in Ghana on Friday.", False),
        ("The President opened a bridge over a lagoon in Ghana on Friday.", False),
        ("For Grace, a walk to school over the lagoon takes an hour.", False),
        ("On Friday there was a long queue at the foot of the lagoon.", False),
        ("Ghana opened a bridge on Friday.", False),
        ("Fishermen in the region waited nine years for Mayor Efua Mensah.", False),
        ("TEMA, Ghana — It was a sight that stopped Mayor Efua Mensah on Friday.", False),
        ("Mayor Efua Mensah did something on Friday that no mayor had done.", False),
        ("One of the country's longest bridges is to be shut on Friday.", False),
        ("One important thing is lost in all that Mayor Efua Mensah said.", False),
        ("Mayor Efua Mensah told us on Friday that a bridge is open.", False),
    ],
)
def test_a_first_sentence_that_brings_in_what_it_is_about_is_shown_alone(sentence: str, alone: bool) -> None:
    standing = standing_of(sentence, NEXT)
    assert brings_in(standing, standing.document.sentences[0]) is alone
    if "told us" not in sentence:
        assert shown(standing, head(standing)) == (sentence if alone else f"{sentence}\n{NEXT}")


def test_one_that_says_he_needs_his_name_in_the_next() -> None:
    he = "He is a fisherman who never learned to swim in his life."
    named = "At 70 Kojo Asante, who lives on the lagoon of Tema, wants to."
    standing = standing_of(he, named)
    assert shown(standing, head(standing)) == f"{he}\n{named}"
    standing = standing_of(he, "At 70 the lagoon of Tema is all that he wants.")
    assert head(standing) is None


@pytest.mark.parametrize(
    "first",
    [
        "I grew up on the lagoon of Tema with Kojo Asante and his boats.",
        "“We have waited for that,” said Kojo Asante of Tema on Friday.",
        "Kojo Asante gave us plenty to think about on the lagoon of Tema.",
        "But Kojo Asante of Tema had never learned to swim in the lagoon.",
        "Fishermen on the lagoon of Tema told the Ghana senator on Friday to go.",
        "They are to guard the lagoon of Tema for nine more years.",
        "These pictures of the lagoon of Tema were taken by Kojo Asante.",
        "In this forlorn old town Kojo Asante is known for his boats and nets.",
        "In this town Kojo Asante is known for his boats and nets.",
    ],
)
def test_a_beginning_that_nobody_could_place_gives_way_to_a_sentence_near_it(first: str) -> None:
    standing = standing_of(first, "They took nine years to be built.", BELOW, "Few had known of that.")
    assert head(standing) is None
    assert shown(standing, near_beginning(standing)) == BELOW
    # What goes on behind it may go on from what stands above it.
    assert [shown(standing, span) for span in summarise(standing.document, standing.people)] == [BELOW]


def test_it_is_not_told_by_it() -> None:
    it = "At first glance, it looks like nothing much to anybody."
    assert head(standing_of(it, "Behind a door in Accra, it could be taken for a school of Kojo Asante.")) is None
    assert head(standing_of(it, "Behind a door in Accra, Kojo Asante of Tema has opened a school.")) is not None


def test_two_sentences_that_name_nothing_begin_no_text() -> None:
    assert head(standing_of("The aim would be to cross in nine minutes.", "People in a hurry would like that.")) is None
    assert (
        head(
            standing_of(
                "The aim would be to cross in nine minutes.",
                "Fishermen of Ghana had waited for Kojo Asante since 2019.",
            )
        )
        is not None
    )


def test_near_the_beginning_one_that_tells_which_comes_before_one_that_does_not() -> None:
    vague = "Efua Mensah of Tema, Kojo Asante of Accra and Ama Owusu of Kumasi met the Ghanaian press by the shore."
    standing = standing_of("I grew up on the lagoon.", vague, BELOW)
    assert shown(standing, near_beginning(standing)) == BELOW


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Efua Mensah met the mayor of Tema.", True),
        ("Efua Mensah met the Ghanaian mayor.", False),
        ("Efua Mensah crossed the long bridge.", False),
        ("Efua Mensah crossed the Adomi bridge.", True),
        ("Efua Mensah crossed the bridge that was opened in May.", True),
        ("Efua Mensah crossed the bridge in Tema on Friday.", True),
        ("Efua Mensah crossed the bridge in May with a boat.", False),
        ("Efua Mensah crossed the longest bridge.", False),
        ("Efua Mensah was the first to cross.", True),
    ],
)
def test_a_definite_noun_tells_which_one_is_meant(sentence: str, tells: bool) -> None:
    assert tells_which(sentence) is tells


def test_names_and_dates_above_the_text_are_passed_over() -> None:
    first = "Ghana opened a bridge over the lagoon of Tema on Friday."
    standing = standing_of("By .", "Ama Owusu .", "PUBLISHED: .", "14:11 GMT, 25 October .", first, NEXT)
    assert shown(standing, head(standing)) == first
    assert head(standing_of("“It is late, mayor.”", first, NEXT)) is None


FIRST = "Ghana opened a bridge over the lagoon of Tema on Friday."


@pytest.mark.parametrize(
    ("behind", "shown_behind"),
    [
        (("It took nine years to build it.", "Then it was painted blue."), 2),
        (("It took nine years to build it.", "We were there with our children."), 1),
        (("It took nine years to build it.", "But who will pay?"), 1),
        (("It was late.", "Then it was painted blue by fishermen."), 2),
        (("The bet: if it fell, the mayor would pay.", "Then it was painted blue."), 0),
    ],
)
def test_what_is_shown_behind_ends_where_it_can_not_be_understood(behind: tuple[str, ...], shown_behind: int) -> None:
    standing = standing_of(FIRST, *behind)
    first = head(standing)
    assert first is not None
    found = run_on(standing, first, 2)
    assert [shown(standing, span) for span in found] == list(behind[:shown_behind])


def test_what_is_shown_behind_ends_before_a_surname_that_nobody_told() -> None:
    told = "Kojo Asante, an engineer, drew it nine years ago."
    stranger = "It was too dear, Asante told a paper in May."
    standing = standing_of(FIRST, told, stranger)
    first = head(standing)
    assert first is not None
    assert len(run_on(standing, first, 2)) == 2
    standing = standing_of(FIRST, "It took nine years to build it.", stranger, told)
    first = head(standing)
    assert first is not None
    assert len(run_on(standing, first, 2)) == 1


def test_captions_and_short_sentences_do_not_end_what_goes_on() -> None:
    first = "Mayor Efua Mensah opened a bridge over the lagoon of Tema on Friday."
    standing = standing_of(first, "Scroll down for video .", "She is glad.", "It took nine years of work and a loan.")
    opening = standing.document.sentences[0]
    assert [shown(standing, span) for span in run_on(standing, opening, 3)] == [
        "She is glad.",
        "It took nine years of work and a loan.",
    ]


def test_a_quotation_of_several_sentences_is_one_stretch() -> None:
    first = "Mayor Efua Mensah opened a bridge over the lagoon of Tema on Friday."
    said = "“The bridge took nine years. We never gave up on it,” Mensah said."
    document = analyse(f"{first}\n{said}")
    people = find_people(document)
    standing = Standing(document, people, read_quotes(document, people))
    assert shown(standing, following(standing, document.sentences[0])) == said


def test_words_of_nobody_end_what_goes_on() -> None:
    first = "Mayor Efua Mensah opened a bridge over the lagoon of Tema on Friday."
    said = "“The bridge took nine years of work.”"
    standing = standing_of(first, said)
    assert run_on(standing, standing.document.sentences[0], 2) == []
    standing = standing_of(first.replace("on Friday.", "and said:"), said)
    assert len(run_on(standing, standing.document.sentences[0], 2)) == 1


def test_the_lead_is_one_stretch_as_far_as_nothing_stands_between() -> None:
    first, second = "I was a boy of nine when a bridge was opened.", "My mother cried on the day that it fell."
    third = "We have never crossed the lagoon of Tema since."
    standing = standing_of(first, second, "Scroll down for video .", third)
    assert [shown(standing, span) for span in lead(standing, 3, 9)] == [f"{first}\n{second}", third]


@pytest.mark.parametrize(("day", "told"), [("the 18th with Efua Mensah", False), ("the 18th bridge in Tema", True)])
def test_an_ordinal_alone_tells_nothing(day: str, told: bool) -> None:
    assert tells_which(f"Kojo Asante wept on {day}.") is told


@pytest.mark.parametrize(
    ("first", "general"),
    [
        ("A nap may help babies to learn what they saw on a day.", True),
        ("Naps may help small babies to learn what they saw on a day.", True),
        ("Naps may help babies to learn what the teacher told them.", False),
        ("Naps may help small babies like Grace to learn what they saw.", False),
        ("Naps helped us to learn as babies what is seen on a day.", False),
    ],
)
def test_a_first_sentence_of_no_certain_thing_needs_no_name(first: str, general: bool) -> None:
    standing = standing_of(first, "It takes an hour or two of sleep for that to work.")
    assert (head(standing) is not None) is general


def test_no_caption_stands_in_a_stretch() -> None:
    first = "The mayor opened a bridge over a lagoon in Ghana on Friday."
    standing = standing_of(first, "Scroll down for video .", NEXT)
    assert head(standing) is None
