"""What a sentence explains itself is not taken for something left open, and what only seems to be explained is."""

from __future__ import annotations

import pytest

from bot.reading.people import find_people
from bot.reading.standalone import Standing
from bot.reading.text import analyse

FIRST = "Anil Ramdin of Mauritius sold a trawler and two letters to Rita Gopaul of the Reef Bank on Monday."


def standing_of(sentence: str, before: str = FIRST) -> tuple[Standing, int]:
    document = analyse(f"{before} {sentence} So said Anil Ramdin.")
    at = next(number for number, each in enumerate(document.sentences) if document.text[slice(*each)] == sentence)
    return Standing(document, find_people(document), ()), at


@pytest.mark.parametrize(
    ("sentence", "open_"),
    [
        ("Rita Gopaul won the Republican nomination in Grand Baie.", False),
        ("Rita Gopaul said the Republican won in Grand Baie.", True),
        ("Rita Gopaul wrote to the American people from Grand Baie.", False),
        ("Democrats said the party had sold boats.", False),
        ("Fishermen said the party had sold boats.", True),
        ("In the face of a conservative opposition, he sold boats in May.", True),
        ("Asked by a conservative, he sold boats in May.", False),
        ("Rita Gopaul’s success, coupled with that of her bank, grew in May.", False),
        ("Rita Gopaul was pleased with that in Grand Baie.", True),
        ("Anil Ramdin was his uncle, and corals grow slowly.", True),
        ("Anil Ramdin said his uncle knew that corals grow slowly.", False),
        ("Born in May to Anil Ramdin, he was taught in Grand Baie.", True),
    ],
)
def test_what_needs_an_earlier_sentence(sentence: str, open_: bool) -> None:
    standing, at = standing_of(sentence)
    assert (standing.dangling(standing.document.sentences[at]) is not None) is open_


def test_an_office_is_held_by_whoever_is_named_behind_it() -> None:
    before = "President Anil Ramdin sold a trawler in Grand Baie on Monday."
    for sentence, open_ in (
        ("Though fishermen look to the president for help, Ramdin spoke of corals.", False),
        ("Though fishermen look to the president for help, Rita Gopaul spoke of corals.", True),
    ):
        standing, at = standing_of(sentence, before)
        assert (standing.dangling(standing.document.sentences[at]) is not None) is open_


@pytest.mark.parametrize(
    ("sentence", "lack"),
    [
        ("Anil Ramdin caught ten fish on the trawler he bought in May.", None),
        ("Anil Ramdin caught ten fish on the trawler needed to pay Rita Gopaul.", None),
        ("Anil Ramdin caught ten fish on the trawler over one winter.", "given"),
    ],
)
def test_a_clause_behind_a_noun_tells_which_it_is(sentence: str, lack: str | None) -> None:
    standing, at = standing_of(sentence)
    assert standing.lack(standing.document.sentences[at]) == lack


@pytest.mark.parametrize(
    ("sentence", "lack"),
    [
        ("Anil Ramdin sold ten boats in this border town on Monday.", "scene"),
        ("GRAND BAIE (Reuters) - Anil Ramdin sold ten boats in this border town on Monday.", None),
        ("Anil Ramdin posted the following picture on Monday.", "scene"),
        ("Anil Ramdin said on Monday that Rita Gopaul was sent the same letter.", "scene"),
        ("Anil Ramdin said on Monday that Rita Gopaul was sent the same letter as he.", None),
    ],
)
def test_even_a_first_sentence_may_point_at_what_nobody_sees(sentence: str, lack: str | None) -> None:
    document = analyse(f"{sentence} {FIRST}")
    assert Standing(document, (), ()).lack(document.sentences[0]) == lack


@pytest.mark.parametrize(
    "sentence",
    [
        "“Both boats sank off Grand Baie in May,” Rita Gopaul said.",
        "“I fully agree,” Rita Gopaul told Anil Ramdin in May.",
    ],
)
def test_a_quotation_may_answer_somebody(sentence: str) -> None:
    standing, at = standing_of(sentence)
    assert standing.lack(standing.document.sentences[at]) == "speech"


def test_what_somebody_was_asked_is_no_answer() -> None:
    standing, at = standing_of(
        "Anil Ramdin told Reef Radio in a talk aired on Monday when asked how corals would fare."
    )
    assert standing.is_doubtful(standing.document.sentences[at])
