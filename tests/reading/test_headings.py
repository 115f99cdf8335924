"""Where the running text begins: titles with a full stop, second lines and labels stand above it."""

from __future__ import annotations

import pytest

from bot.reading.headings import opening
from bot.reading.standalone import Standing
from bot.reading.text import analyse

TEXT = "Anil Ramdin of Mauritius sold a trawler and two nets to Rita Gopaul of the Reef Bank in Grand Baie on Monday."


@pytest.mark.parametrize(
    "above",
    [
        "Ramdin Sells Two Boats To Reef Bank.\n\n",
        "Ramdin sells trawler to Reef Bank.\n\n",
        "Reef Bank says Ramdin can wait.\n\n",
        "Ramdin sells a trawler to the Reef Bank.\n\n",
        "Fishermen face hard winter;\n\nTrawler goes to Reef Bank.\n\n",
        "Ramdin Sells Two Boats To Reef Bank.\n\nPromise to mend nets is met with relief among fishermen.\n\n",
        "How a fisherman lost his heart.\n\n",
        "5 things to know about fishing.\n\n",
        "EXCLUSIVE: The old man and his nets.\n\n",
        "Fishermen face hard winter.\n\nABSTRACT.\n\nThe bank bought a trawler in May.\n\nFULL TEXT.\n\n",
        "Fishermen face hard winter.\n\nGRAND BAIE (Reuters) - ",
    ],
)
def test_what_stands_above_is_no_sentence_of_the_text(above: str) -> None:
    document = analyse(above + TEXT)
    first = opening(document)
    assert first is not None
    assert document.text[slice(*first)].endswith(TEXT)
    standing = Standing(document, (), ())
    assert [standing.is_whole(each) for each in document.sentences] == [each == first for each in document.sentences]


@pytest.mark.parametrize(
    "first",
    [
        "Two boats were sold in Grand Baie.",
        "Fishermen stay on land as winter comes.",
        "Ramdin sells trawler to Reef Bank on Monday.",
        "Reef Bank chose Ramdin as its captain.",
        "Reef Bank picked Ramdin as its captain.",
    ],
)
def test_a_short_first_sentence_is_no_title(first: str) -> None:
    document = analyse(f"{first}\n\n{TEXT}")
    assert opening(document) == document.sentences[0]


def test_what_the_next_sentence_goes_on_from_is_no_title() -> None:
    document = analyse(f"Ramdin is to leave Reef Bank in Grand Baie.\n\nHe came to Grand Baie in May. {TEXT}")
    assert opening(document) == document.sentences[0]


def test_a_title_stands_on_its_own_line() -> None:
    document = analyse(f"Ramdin sells trawler to Reef Bank. {TEXT}")
    assert opening(document) == document.sentences[0]


def test_an_empty_text_has_no_opening() -> None:
    assert opening(analyse("")) is None
