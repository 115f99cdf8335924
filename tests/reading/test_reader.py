"""All of reading together: any text whatever, and languages that are not read."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.quotes import marks, reported
from bot.reading.reader import read
from bot.reading.text import analyse
from storage.records import Reading, Span

DAY = dt.date(2026, 3, 15)
HOSTILE = {
    "nothing": "",
    "marks": "“" * 20_000,
    "straight marks": '"' * 20_000,
    "nested marks": "“‘" * 8_000 + "x" + "’”" * 8_000,
    "control characters": "".join(map(chr, range(32))) * 50,
    "surrogates": "\ud800 said “\udfff” to 25 per cent tariffs" * 50,
    "right to left": "قال الوزير “نعم” \u202e 25% \u202c " * 200,
    "emoji": "👩‍👩‍👧 said “🐟” 🇮🇳 tariffs of 25 % " * 200,
    "one long word": "a" * 50_000,
    "capitals": "John Smith " * 4_000,
    "initials": "A. B. C. D. " * 3_000,
    "percentages": "25 per cent tariff " * 2_000,
    "commas": "tariff, " * 4_000,
    "said": "said " * 6_000,
    "quote after quote": "“a,” he said. " * 2_000,
    "unbalanced": "He said “this " * 2_000,
    "one line of dashes": "-" * 30_000,
}


def spans_of(reading: Reading) -> list[Span]:
    spans = [span for person in reading.people for span in (*person.mentions, *(role.span for role in person.roles))]
    for quote in reading.quotes:
        spans += [*quote.content, *quote.cue, *quote.speaker]
    return [*spans, *(fact.evidence for fact in reading.tariffs), *reading.summary]


def assert_fits(text: str, reading: Reading) -> None:
    for span in spans_of(reading):
        assert 0 <= span.start < span.end <= len(text)
    for person in reading.people:
        for role in person.roles:
            assert role.text == text[role.span.start : role.span.end]
    for quote in reading.quotes:
        assert quote.content
        assert 0 <= quote.confidence <= 1
        assert quote.person is None or 0 <= quote.person < len(reading.people)
        assert quote.within is None or 0 <= quote.within < len(reading.quotes)
        if quote.person is not None:
            assert quote.speaker_name == reading.people[quote.person].name
    assert len(reading.summary) <= 12


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_without_harm(text: str) -> None:
    assert_fits(text, read(text, DAY))


def test_what_is_looked_at_of_one_article_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ana Cruz said that it rained. “It rained,” said Ana Cruz.\n" * 6
    assert len(read(text, DAY).quotes) == 12
    monkeypatch.setattr(marks, "MOST_QUOTED", 4)
    kinds = [quote.kind for quote in read(text, DAY).quotes]
    assert (kinds.count("direct"), kinds.count("indirect")) == (4, 6)
    monkeypatch.setattr(reported, "MOST_OPENINGS", 4)
    kinds = [quote.kind for quote in read(text, DAY).quotes]
    assert kinds.count("direct") == 4
    assert 0 < kinds.count("indirect") < 6


NEWS = st.lists(
    st.sampled_from(
        [
            *"“”\"‘’',.\n:—()!?…",
            *("said", "he", "she", "Ana Ruiz", "Minister", "Mr Okoro", "told reporters", "25 per cent", "tariff"),
            *("on goods from", "India", "the United States", "according to", "in force", "from 1 March", "posted on X"),
            *("added", "who", "the minister", "10%", "“We will go"),
        ]
    ),
    max_size=60,
)


@settings(max_examples=200, deadline=None)
@given(NEWS.map(" ".join) | st.text(max_size=400))
def test_any_text_is_read_and_every_offset_fits(text: str) -> None:
    reading = read(text, DAY)
    assert_fits(text, reading)
    assert read(text, DAY) == reading


def test_another_language_is_not_read() -> None:
    text = "“Subiremos los aranceles al 25 por ciento”, dijo el ministro Juan Pérez sobre los productos de India."
    assert read(text, DAY, "es") == Reading()


DRIVER = """
import datetime as dt, sys
from bot.reading.reader import read
from bot.reading.text import analyse
print([read(text, dt.date(2026, 3, 15)) for text in sys.stdin.read().split("\\f")])
"""
TIES = (
    "OSLO/LIMA - The European Commission has opened an inquiry into Moroccan wheels, saying that Chinese money built"
    " the works in Kenitra. It may take 13 months. A lawyer in Rabat expects a further duty of 25% at the end of it.",
    "QUITO/HANOI - A duty of 9% on shoes is planned. Peru, Chile, Ghana, Kenya and Nepal said that they would answer.",
    "“We wait,” said Ana Cruz and Ben Cruz. Officials from Peru, Chile, Ghana and Nepal spoke of tariffs of 5% on tea.",
)


def test_a_text_is_read_the_same_in_every_process() -> None:
    """Sets of strings have another order in every process; nothing that is read may depend on it."""
    seen = set()
    for seed in ("0", "1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", DRIVER],
            input="\f".join(TIES),
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They moved to Tampa, Fla. Okafor hated it.",
        "Ana imitates W.C. Okafor well.",
        "LYNN, Mass. — Ana Okafor hated it.",
        "RACINE, Wisc. -- Ana Okafor hated it.",
    ],
)
def test_a_state_or_initials_with_points_end_no_sentence(text: str) -> None:
    assert len(analyse(text).sentences) == 1


def test_a_state_ends_a_sentence_before_a_word_that_begins_one() -> None:
    assert len(analyse("They moved to Tampa, Fla. The heat came.").sentences) == 2
