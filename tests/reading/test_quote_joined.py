"""Speakers in phrases that "and" joins, owners of words, credits below an extract, words on things, titles in clauses.

Small texts of our own.
"""

from __future__ import annotations

import pytest

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.quotes.choice import fixed
from bot.reading.quotes.grammar import subject_of
from bot.reading.quotes.marks import find_quoted
from bot.reading.quotes.reader import read_scene
from bot.reading.quotes.scene import Scene
from bot.reading.quotes.titles import clear_of_titles
from bot.reading.text import analyse


def scene_of(text: str) -> Scene:
    document = analyse(text)
    return read_scene(document, find_people(document))


def mentions(text: str, kinds: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in scene_of(text).mentions if m.kind in kinds]


def named(text: str) -> list[str | None]:
    """Whom the form of the text alone gives each quotation."""
    scene = scene_of(text)
    chosen = [fixed(scene, index) for index in range(len(scene.quoted))]
    return [
        None if choice is None or choice.mention is None else text[slice(*scene.mentions[choice.mention].core)]
        for choice in chosen
    ]


def clauses(text: str) -> list[str]:
    document = analyse(text)
    found = read_quotes(document, find_people(document))
    return [text[quote.span.start : quote.span.end] for quote in found if quote.kind == "indirect"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Union leader and former crane driver Rosa Quill waved.", "Union leader and former crane driver Rosa Quill"),
        ("The late actor and director Rosa Quill waved.", "The late actor and director Rosa Quill"),
        ("Site engineer and project lead Rosa Quill waved.", "Site engineer and project lead Rosa Quill"),
        ("The minister and President Rosa Quill waved.", "President Rosa Quill"),
        ("Police chief and Mayor Rosa Quill waved.", "Mayor Rosa Quill"),
        ("The officer and Rosa Quill waved.", "Rosa Quill"),
        ("“Rooms cost more,” Ohio state senator Rosa Quill said.", "Ohio state senator Rosa Quill"),
        ("The officer, and crane driver Rosa Quill, waved.", "driver Rosa Quill"),
    ],
)
def test_one_person_may_be_two_things(sentence: str, speaker: str) -> None:
    assert mentions(sentence, "P") == [speaker]


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        (
            "The Ohio senator and Labour presidential candidate waved.",
            ["The Ohio senator and Labour presidential candidate"],
        ),
        ("The senator and the candidate waved.", ["The senator", "the candidate"]),
        ("Band member Flo waved.", ["Band member Flo"]),
    ],
)
def test_phrases_without_a_name(sentence: str, phrases: list[str]) -> None:
    assert mentions(sentence, "g") == phrases


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("At a rally in Orsova, Istria, on Sunday fans cheered, with Cole reportedly yelling, “Get them out!”", "Cole"),
        ("At a rally in Orsova, Istria, on Sunday fans cheered, with Cole yelling, “Get them out!”", "Cole"),
        ("Yesterday grumpy Cole of Orsova’s Office for Tides and Sea Safety said, “Get them out!”", "Cole"),
        ("In Orsova, Cole angrily said, “Get them all out of here!”", "Cole"),
        ("In Orsova, Reid spoke to Cole saying, “Get them all out of here!”", "Reid"),
        ("Reid and Cole said, “Get them all out of here!”", "Reid"),
        ("“Get them all out of here!” pilots Cole and Reid of the Office for Tides and Sea Safety said.", "Cole"),
    ],
)
def test_the_subject_of_a_verb_behind_an_adverb(sentence: str, subject: str) -> None:
    scene = scene_of(f"Tom Cole met Ann Reid.\n\n{sentence}")
    row = scene.rows[1]
    verb = next(k for k, atom in enumerate(row) if atom.word in {"said", "yelling", "saying"})
    found = subject_of(scene, row, verb)
    assert found is not None
    assert scene.document.text[slice(*scene.mentions[row[found].ref].core)] == subject


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("Cole’s answer was: “Not this year, and not next.”", ["Cole"]),
        ("Cole’s advice to his crew (he gave it often) was, “Look before you row.”", ["Cole"]),
        ("Cole’s “no new ports” promise is two years old.", ["Cole"]),
        ("Cole’s “no new ports” coat is two years old.", [None]),
        ("Cole’s boat was “not new,” Reid said.", [None]),
        ("When Reid left the port, Cole released the following statement: “She was the best of us.”", ["Cole"]),
        ("When Reid left the port, Cole released the following statement:\n\n“She was the best of us.”", ["Cole"]),
    ],
)
def test_an_owner_of_words_speaks_them(sentence: str, speakers: list[str | None]) -> None:
    assert named(f"Tom Cole met Ann Reid. {sentence}") == speakers


@pytest.mark.parametrize(
    ("credit", "speaker"),
    [("Ann Cole, director of the port.”", "Ann Cole"), ("Ann Cole said so.”", None), ("Ann Cole lives here.", None)],
)
def test_a_name_below_an_extract_is_its_speaker(credit: str, speaker: str | None) -> None:
    extract = "“The pier is falling into the sea and nobody at the port will say so."
    assert named(f"Ann Cole runs the port.\n\n{extract}\n\n{credit}\n\nThe crowd went home.") == [speaker]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("PORTS STAY SHUT IN THE NORTH - Ann Cole and Bo Lind: “We have no date for it.”", "Ann Cole"),
        ("NOBODY knows when the ports will open - Orsova Post: “They have no date for it.”", "Orsova Post"),
        ("Ports stay shut - More from Lind: “We have no date for it.”", "Lind"),
        ("Orsova - Fiume: “We have no date for it.”", None),
    ],
)
def test_a_label_behind_a_headline(line: str, speaker: str | None) -> None:
    assert named(f"{line}\n\nAnn Cole runs the port with Bo Lind.") == [speaker]


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("“A grizzly bear?” Reid repeated.", ["Reid"]),
        ("The port, as Cole strongly denies — “why would they want it?” asked Reid, now a pilot.", ["Reid"]),
        ("“Out!” Reid shouted.", ["Reid"]),
        ("“A grizzly bear?” Reid said that was enough.", [None]),
    ],
)
def test_who_stands_right_behind_a_question_asks_it(sentence: str, speakers: list[str | None]) -> None:
    assert named(f"Tom Cole met Ann Reid. {sentence}") == speakers


def test_a_boat_that_is_named_has_a_title() -> None:
    scene = scene_of("Ann Reid has a boat in the harbour, which she christened “Slow Water”, and a dog.")
    choice = fixed(scene, 0)
    assert choice is not None
    assert choice.speech == 0.0


def test_a_thing_with_words_on_it_says_nothing_more() -> None:
    text = "Ann Reid wore a hat that said “Not Today” at the port.\n\n“Nobody has to eat it.”"
    document = analyse(text)
    found = read_quotes(document, find_people(document))
    assert all(not text[slice(*q.speaker[0])].startswith(("a hat", "that")) for q in found[1:] if q.speaker)


@pytest.mark.parametrize("thing", ["hat", "T-shirts", "banner"])
def test_words_on_a_thing_are_no_speech(thing: str) -> None:
    scene = scene_of(f"Ann Cole said she would not wear a “Make Way for the Ducks Again” {thing} at home.")
    choice = fixed(scene, 0)
    assert choice is not None
    assert choice.speech == 0.0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ann Cole said that the ferry would be late again on Sunday’s “Harbour Hour.”",
            ["the ferry would be late again"],
        ),
        ("Ann Cole said in an interview with “Harbour Hour.”", []),
        ("In an interview on her podcast “Harbour Hour,” Ann Cole said that the ferry would be late.", None),
    ],
)
def test_where_it_was_said_is_none_of_the_words(text: str, found: list[str] | None) -> None:
    here = clauses(f"Ann Cole runs the ferry.\n\n{text}")
    if found is None:
        assert not any("Harbour Hour" in clause for clause in here)
    else:
        assert [clause.removeprefix("that ") for clause in here] == found


def test_a_single_mark_typed_for_a_double_one_ends_the_words() -> None:
    text = "Ann Cole wrote: “Be calm. We sail at six.’ Cole left. Her film, “Slack Water,” is out."
    assert [text[slice(*quote.inner)] for quote in find_quoted(analyse(text))] == [
        "Be calm. We sail at six.",
        "Slack Water,",
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Ann Cole said in a talk for RTV’s “Harbour Hour” podcast, as the ferry docked.", "RTV", "the ferry docked"),
        ("In a talk on RTV’s “Harbour Hour” Ann Cole said the ferry was late.", "In", "“Harbour Hour”"),
    ],
)
def test_a_programme_that_hears_the_words_is_none_of_them(text: str, first: str, last: str) -> None:
    scene = scene_of(text)
    row = scene.rows[0]
    words = [text[atom.start : atom.end] for atom in row]
    assert clear_of_titles(scene, row, words.index(first), words.index(last), words.index("said")) is None


@pytest.mark.parametrize(("words", "shown"), [("And the first boat?", False), ("And the first boat sank.", True)])
def test_a_question_alone_may_be_the_others_turn(words: str, shown: bool) -> None:
    text = f"Ann Reid builds boats.\n\n“Because nobody wanted it,” Reid said. “The roof had gone.”\n\n“{words}”"
    document = analyse(text)
    found = [
        quote for quote in read_quotes(document, find_people(document)) if text[quote.span.start :].startswith(words)
    ]
    assert [quote.shown for quote in found] == [shown]


def test_a_verb_behind_who_is_no_person() -> None:
    assert mentions("Ann Reid, who chairs the panel, waved.", "gG") == []


def test_a_body_that_somebody_has_keeps_its_whole_name() -> None:
    found = mentions("Ann Reid left Orsova’s Institute for Tides and Sea Safety in May.", "b")
    assert found == ["Orsova’s Institute for Tides and Sea Safety"]


def test_a_body_goes_with_the_name_that_belongs_to_it() -> None:
    found = mentions("“It is late,” Ann Reid of Orsova’s Institute for Tides and Sea Safety wrote.", "Pb")
    assert found == ["Ann Reid of Orsova’s Institute for Tides and Sea Safety"]
