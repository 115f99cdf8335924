"""Reported speech: whose clause it is, where it begins and ends, and what may be shown as said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import Clock
from bot.newsroom import Newsroom
from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.quotes.grammar import subject_of
from bot.reading.quotes.holders import may_report
from bot.reading.quotes.openings import anchors, openings
from bot.reading.quotes.reader import read_scene
from bot.reading.quotes.stretches import stretches
from bot.reading.text import analyse
from storage.records import Quote
from storage.store import Store
from tests.benchmarks.own_quotes import plain
from tests.test_intake import NOW, take_in

CORPUS = Path(__file__).parents[1] / "corpus" / "quotes"

WORDS = (
    "Gor said told reporters that he she the minister was , “ ” . and but according to by hopes belief announced is "
    "not ( ) adding who Rubio Monday would"
).split()


def clauses(text: str) -> list[tuple[str, str, Quote]]:
    """Speaker as worded, words and quote of each reported clause."""
    document = analyse(text)
    return [
        (
            " ".join(text[span.start : span.end] for span in quote.speaker),
            text[quote.span.start : quote.span.end],
            quote,
        )
        for quote in read_quotes(document, find_people(document))
        if quote.kind == "indirect"
    ]


def test_a_title_with_a_full_stop_belongs_to_the_name() -> None:
    text = "Anna Holt met farmers. Mrs. Holt has said that the dam would be finished by June."
    ((speaker, words, _),) = clauses(text)
    assert (speaker, words) == ("Mrs. Holt", "the dam would be finished by June")


def test_what_stands_in_brackets_is_nobody_who_speaks() -> None:
    text = "Rep. Paula Renner (D-Ohio) said that the bill would not pass this year."
    ((speaker, words, quote),) = clauses(text)
    assert (speaker, words) == ("Rep. Paula Renner", "the bill would not pass this year")
    assert quote.speaker_name == "Paula Renner"


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        # a clause with "that", past a hearer, a day or a place
        (
            "Finance Secretary Meera Nair told reporters in Kochi on Monday that the tax would be cut.",
            "Finance Secretary Meera Nair",
            "the tax would be cut",
        ),
        # no "that"
        (
            "Mayor Tom Hadley said the pool would stay shut until spring.",
            "Mayor Tom Hadley",
            "the pool would stay shut until spring",
        ),
        # the clause before, whole and after a joining word
        (
            "The bridge will reopen in May, engineer Lucy Marsh said.",
            "engineer Lucy Marsh",
            "The bridge will reopen in May",
        ),
        (
            "The river had never been so low, according to farmer Ben Ochieng.",
            "farmer Ben Ochieng",
            "The river had never been so low",
        ),
        # brackets, a relative clause and an apposition between speaker and verb
        (
            "Senator Ruth Vance (R-Iowa), who chairs the panel, said that the hearing was only the beginning.",
            "Senator Ruth Vance",
            "the hearing was only the beginning",
        ),
        # a question and an order
        (
            "Ms Priya Sethi asked whether the ministry had read the report.",
            "Ms Priya Sethi",
            "whether the ministry had read the report",
        ),
        # the second of two verbs with one subject
        (
            "Judge Alan Crewe thanked the jury and warned that the case would be long.",
            "Judge Alan Crewe",
            "the case would be long",
        ),
    ],
)
def test_a_clause_has_its_speaker_and_its_bounds(text: str, speaker: str, said: str) -> None:
    assert (speaker, said) in [(who, words) for who, words, _ in clauses(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Helen Brand hopes that the strike will end by Friday.",
        "Helen Brand wants the strike to end by Friday.",
        "Helen Brand is confident that the strike will end by Friday.",
        "Helen Brand endorsed the union's plan for a longer strike.",
        "Helen Brand did not say that the strike would end by Friday.",
        "Helen Brand would say that the strike must end by Friday.",
        "Helen Brand denied two counts of criminal damage to a shop.",
        "Helen Brand predicted a long and bitter winter for farmers.",
        "Helen Brand said the firm would keep its plant open but declined to name a date.",
        "It was said that the strike would end by Friday.",
    ],
)
def test_what_nobody_is_told_to_have_said_is_never_shown(text: str) -> None:
    assert not any(quote.shown for *_, quote in clauses(text))


def test_what_somebody_hopes_is_found_all_the_same() -> None:
    ((speaker, words, quote),) = clauses("Helen Brand hopes that the strike will end by Friday.")
    assert (speaker, words) == ("Helen Brand", "the strike will end by Friday")
    assert quote.confidence > 0.3


def test_a_clause_within_anothers_is_not_shown_as_a_saying_of_its_own() -> None:
    found = clauses("Karl Voss said Maria Lund had warned that the harbour would close in May.")
    assert [words for _, words, quote in found if quote.shown] == [
        "Maria Lund had warned that the harbour would close in May"
    ]
    assert [words for _, words, quote in found if not quote.shown] == ["the harbour would close in May"]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.txt")), ids=lambda path: path.stem)
def test_clauses_nest_or_stand_apart(path: Path) -> None:
    spans = [quote.span for *_, quote in clauses(plain(path.read_text(encoding="utf-8"))[0]) if quote.within is None]
    assert len(spans) == len(set(spans))
    for number, one in enumerate(spans):
        for other in spans[number + 1 :]:
            apart = one.end <= other.start or other.end <= one.start
            inside = one.start <= other.start and other.end <= one.end
            assert apart or inside or (other.start <= one.start and one.end <= other.end)


def test_adding_that_ends_a_clause_and_begins_another() -> None:
    text = "Dr Amina Bello said that the vaccine was safe, adding that her own children had been given it."
    found = [(who, words) for who, words, _ in clauses(text)]
    assert ("Dr Amina Bello", "the vaccine was safe") in found
    assert ("Dr Amina Bello", "her own children had been given it") in found


def test_words_that_follow_in_marks_leave_nothing_before_the_verb() -> None:
    text = "As the crowd pushed forward, Omar Diallo said, “Please stand back.”"
    assert clauses(text) == []


def test_words_in_marks_inside_a_clause_are_surer_than_alone() -> None:
    text = "Nora Field said that the merger was “a gift to nobody” and would be fought."
    quotes = read_quotes(analyse(text), find_people(analyse(text)))
    marked = next(quote for quote in quotes if quote.kind == "mixed")
    assert marked.speaker_name == "Nora Field"
    assert marked.shown


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_clauses_are_slices_of_any_text(words: list[str]) -> None:
    text = " ".join(words)
    assert all(0 <= quote.span.start < quote.span.end <= len(text) for *_, quote in clauses(text))


def test_words_that_may_govern_are_seen_wherever_they_stand() -> None:
    assert may_report("According to Tom Reed it was shut")
    assert may_report("Tom Reed's “CLAIM”: it was shut")
    assert not may_report("Tom Reed and the gates of Leeds")


def test_a_clause_has_a_longest_length() -> None:
    document = analyse("Ann Hale said that " + "dogs ran and " * 3000 + "cats slept.")
    scene = read_scene(document, find_people(document))
    (row,) = scene.rows
    (opening,) = [each for each in openings(scene, row) if each.side == "after"]
    found = [each for anchor in anchors(row, opening) for each in stretches(row, opening, anchor)[0]]
    assert found
    assert all(last - first < 100 for first, last, _, _ in found)


def test_what_stands_in_brackets_is_no_subject() -> None:
    document = analyse("Anna Holt (Ohio) said that it was over.")
    scene = read_scene(document, find_people(document))
    (row,) = scene.rows
    verb = next(at for at, atom in enumerate(row) if atom.word == "said")
    subject = subject_of(scene, row, verb)
    assert subject is not None
    assert scene.mentions[row[subject].ref].person == 0


async def test_what_somebody_hopes_is_nobodys_answer(tmp_path: Path) -> None:
    hopes, says = (tmp_path / f"{name}.txt" for name in ("hopes", "says"))
    hopes.write_text("Ferry\n\nHelen Brand hopes that the winter ferry will be saved by the council.", encoding="utf-8")
    says.write_text("Bus\n\nKarl Voss said that the summer bus would be saved by the council.", encoding="utf-8")
    async with Store.open(tmp_path / "store.db") as store:
        assert await take_in(store, hopes) == ["new"]
        assert await take_in(store, says) == ["new"]
        newsroom = Newsroom(store, Clock(NOW))
        asked = (await newsroom.ask("who said the winter ferry will be saved by the council")).reply
        assert not [line for line in asked.lines if line.kind == "quote"]
        asked = (await newsroom.ask("who said the summer bus would be saved by the council")).reply
        assert "Karl Voss" in asked.text
