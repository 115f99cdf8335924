"""Sentences that may leave something open are shown only where there is none better."""

from __future__ import annotations

import re

import pytest

from bot.reading.doubts import Told, is_doubtful, is_fragment, is_picture, points, signs
from bot.reading.people import find_people
from bot.reading.standalone import Standing
from bot.reading.summary import summarise
from bot.reading.terms import word_list
from bot.reading.text import analyse

FIRST = "Anil Ramdin of Mauritius sold a trawler and two letters to Rita Gopaul of the Reef Bank on Monday."
CLEAR = (
    "Rita Gopaul of Mahebourg told Anil Ramdin and Ana Cruz in May that corals off Grand Baie grow slowly in winter."
)
ROWS = [line.split("\t") for line in word_list("left_open.tsv")]


def standing_of(*sentences: str) -> Standing:
    document = analyse(" ".join(sentences))
    return Standing(document, find_people(document), ())


def shown(*sentences: str) -> list[str]:
    document = analyse(" ".join(sentences))
    return [document.text[slice(*span)] for span in summarise(document, find_people(document))]


@pytest.mark.parametrize(("pattern", "words", "sentence"), ROWS)
def test_each_sign_is_found_by_one_pattern_alone(pattern: str, words: str, sentence: str) -> None:
    assert [each for each, _, _ in ROWS if re.search(each, sentence)] == [pattern]
    assert not words or set(words.split()) & set(re.findall(r"\w+", sentence.lower()))
    assert is_doubtful(sentence, (), 0, Told(FIRST), len(FIRST))


@pytest.mark.parametrize(
    ("sentence", "doubtful"),
    [
        (CLEAR, False),
        ("Rita Gopaul of Mahebourg told Anil Ramdin that corals grow slowly.", True),
        (
            "Rita Gopaul of Mahebourg told Anil Ramdin and Ana Cruz in May that the trawler was sold in Grand Baie.",
            True,
        ),
        (
            "Rita Gopaul of Mahebourg told Anil Ramdin and Ana Cruz in May of the trawler that sank off Grand Baie.",
            False,
        ),
        ("Rita Gopaul of Mahebourg told Anil Ramdin of a trawler in May and sold the trawler off Grand Baie.", False),
        ("Rita Gopaul of Mahebourg denounced the letter Wednesday, and Anil Ramdin of Grand Baie told Ana Cruz.", True),
        ("Rita Gopaul of Mahebourg saw all doors in the building to ensure that Anil Ramdin and Ana Cruz left.", True),
        (
            "Rita Gopaul of Mahebourg told Anil Ramdin and Ana Cruz how the Museum in May sold corals from Grand Baie.",
            True,
        ),
        ("Rita Gopaul of Mahebourg told Ana Cruz how the Schooner passed Anil Ramdin off Grand Baie that May.", True),
        ("Rita Gopaul of Mahebourg told Anil Ramdin and Ana Cruz of SMC and of corals off Grand Baie in May.", True),
        (
            "Rita Gopaul of Mahebourg told Anil Ramdin that the Austrian company sold corals off Grand Baie in May.",
            True,
        ),
        ("Rita Gopaul of Mahebourg told Anil Ramdin and Ana Cruz in May how many copies Grand Baie had sold.", True),
        ("Rita Gopaul of Mahebourg told Anil Ramdin in May of corals at the company’s office in Grand Baie.", True),
        ("Race was established by Rita Gopaul of Mahebourg, Anil Ramdin and Ana Cruz off Grand Baie in May.", True),
    ],
)
def test_what_is_doubtful(sentence: str, doubtful: bool) -> None:
    told = "The Seychelles Marine Club (SMC) held a race and sold a blue Schooner. "
    assert is_doubtful(sentence, (), 0, Told(told), len(told)) is doubtful


def test_a_doubtful_sentence_takes_no_place_of_a_beginning_that_fails() -> None:
    doubtful = (
        "Rita Gopaul of Mahebourg told Anil Ramdin in May that the nets were sold in Grand Baie for little money."
    )
    mine = "I slept on a boat last night."
    assert shown(mine, doubtful, CLEAR) == [CLEAR]
    assert shown(mine, doubtful) == []
    assert standing_of(FIRST, doubtful).is_doubtful(analyse(f"{FIRST} {doubtful}").sentences[1])


def test_many_lesser_signs_make_a_sentence_doubtful() -> None:
    many = "“Corals grow slowly in winter,” she said of fishermen who still dive in summer."
    assert signs(many, [(0, 32)], 0) == 7
    assert signs(CLEAR, (), 0) == 0
    assert standing_of(FIRST, many).is_doubtful(analyse(f"{FIRST} {many}").sentences[1])


@pytest.mark.parametrize(
    ("sentence", "fragment"),
    [
        ("A fisherman whose boat sank after he left Grand Baie.", True),
        ("A father of four killed by a trawler in Grand Baie.", True),
        ("A fisherman whose boat sank off Grand Baie was rescued.", False),
        ("Rita Gopaul said at a market in Grand Baie, according to the Reef Post.", True),
        ("Rita Gopaul said on Friday, as Anil Ramdin sold a trawler.", True),
        ("Rita Gopaul said on Friday the trawler was sold.", False),
    ],
)
def test_fragments(sentence: str, fragment: bool) -> None:
    assert is_fragment(sentence) is fragment
    assert not fragment or standing_of(FIRST, sentence).is_doubtful(analyse(f"{FIRST} {sentence}").sentences[1])


@pytest.mark.parametrize(
    ("sentence", "picture"),
    [
        ("Fishermen cross a street as a storm swept over Grand Baie, on Wednesday.", True),
        ("Rita Gopaul ushers Anil Ramdin into her office on Feb. 8.", True),
        ("Fishermen crossed a street as a storm swept over Grand Baie, on Wednesday.", False),
        ("Parliament votes on a law for fishermen on Wednesday.", False),
    ],
)
def test_what_stands_below_a_picture(sentence: str, picture: bool) -> None:
    assert is_picture(sentence) is picture


@pytest.mark.parametrize(
    ("sentence", "pointing"),
    [
        ("“I am not thinking about that,” Rita Gopaul told Anil Ramdin.", True),
        ("“I knew I would lose this in the end,” Rita Gopaul told Anil Ramdin.", True),
        ("“A term like that hurts fishermen,” Rita Gopaul told Anil Ramdin.", True),
        ("“I am thinking of Grand Baie,” Rita Gopaul told Anil Ramdin.", False),
    ],
)
def test_a_quotation_that_points_at_something(sentence: str, pointing: bool) -> None:
    end = sentence.index("”") + 1
    assert points(sentence, [(0, end)]) is pointing


def test_a_quotation_whose_speaker_stands_elsewhere() -> None:
    assert points('"Anything can happen," perhaps a nod to the boats of Grand Baie.', ())
    assert not points('"Anything can happen," Rita Gopaul told Anil Ramdin.', ())


def test_an_article_that_begins_as_if_it_went_on_is_told_by_its_first_two_sentences() -> None:
    text = "It was a day like any other. Anil Ramdin sold two boats."
    assert shown(text) == [text]


def test_an_article_is_read_from_where_its_text_begins() -> None:
    document = analyse("Boats sold\nBy Ana Cruz\nThe clerk of Grand Baie has sold her boats to Anil Ramdin. So be it.")
    standing = Standing(document, (), ())
    assert standing.opening == document.sentences[2]
    assert standing.dangling(document.sentences[2]) is None


def test_a_leading_clause_with_a_name_holds_no_pronoun_behind_it() -> None:
    document = analyse("So it went. With Anil Ramdin selling all of it, his boats are gone. And so on.")
    assert Standing(document, find_people(document), ()).dangling(document.sentences[1]) is not None


def test_a_first_sentence_names_whom_its_pronouns_mean() -> None:
    for text in ("The clerk of Grand Baie sold her boats on Monday.", "In his best deal yet, Anil Ramdin sold boats."):
        document = analyse(text)
        assert Standing(document, (), ()).dangling(document.sentences[0]) is None
    document = analyse("Critics charge that she sold boats to Anil Ramdin.")
    assert Standing(document, (), ()).dangling(document.sentences[0]) is not None
