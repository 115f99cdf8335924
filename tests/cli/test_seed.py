"""What a new user sees with the seed alone, and with the seed rewritten: other names, countries, rates and order."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ROOT, Program

SEEDLIKE = ROOT / "tests" / "corpus" / "seedlike"


@dataclass(frozen=True, slots=True)
class Seedlike:
    """A seed, and what an attentive person reads in it."""

    file: Path
    date: str
    minister: str
    counterpart: str
    counterpart_role: str
    envoy: str
    envoy_words: str
    envoy_attribution: str
    carried_on: str
    reported: str
    minister_words: tuple[str, ...]
    country: str
    partner: str
    imposed: str
    other_way: str
    total: str
    layers: tuple[str, str]
    penalty_over: str
    deadline: str
    days_old: int


SEED = Seedlike(
    file=ROOT / "seeds" / "india-us-2026-01-13.txt",
    date="13 January 2026",
    minister="S Jaishankar",
    counterpart="Marco Rubio",
    counterpart_role="United States Secretary of State",
    envoy="Sergio Gor",
    envoy_words="a consequential global partnership of this century",
    envoy_attribution="the American ambassador to India",
    carried_on="bound not just by shared interest",
    reported="this year will be a year of reciprocity",
    minister_words=("concluded a good conversation", "Agreed to remain in touch on these and other issues"),
    country="India",
    partner="United States",
    other_way="Indian tariffs on goods from the United States",
    imposed="US tariffs on goods from India: about 50 per cent",
    total="50 per cent",
    layers=("25 per cent “reciprocal”", "25 per cent penalty"),
    penalty_over="Russian oil",
    deadline="1 August 2025",
    days_old=313,
)
BRAZIL = Seedlike(
    file=SEEDLIKE / "brazil-canada.txt",
    date="12 March 2026",
    minister="Teresa Quintana",
    counterpart="Hugh Pelletier",
    counterpart_role="Minister of Foreign Affairs",
    envoy="Rowena Sloane",
    envoy_words="a friendship that has outgrown its clothes",
    envoy_attribution="the Canadian ambassador to Brazil",
    carried_on="bound not just by markets",
    reported="this year will be a year of patience",
    minister_words=("held a frank and friendly call", "Agreed to speak again before the summer"),
    country="Brazil",
    partner="Canada",
    other_way="Brazilian tariffs on goods from Canada",
    imposed="Canadian tariffs on goods from Brazil: about 35 per cent",
    total="35 per cent",
    layers=("15 per cent “reciprocal”", "20 per cent penalty"),
    penalty_over="Venezuelan oil",
    deadline="3 March 2025",
    days_old=255,
)
VIETNAM = Seedlike(
    file=SEEDLIKE / "vietnam-norway.txt",
    date="18 February 2026",
    minister="Lê Thanh Bình",
    counterpart="Astrid Haugland",
    counterpart_role="Foreign Minister",
    envoy="Henrik Dahle",
    envoy_words="a quiet partnership with loud results",
    envoy_attribution="the Norwegian ambassador to Vietnam",
    carried_on="tied not just by ships",
    reported="this year will be a year of harvest",
    minister_words=("ended a useful conversation", "Agreed to meet in the autumn"),
    country="Vietnam",
    partner="Norway",
    other_way="Vietnamese tariffs on goods from Norway",
    imposed="Norwegian tariffs on goods from Vietnam: about 20 per cent",
    total="20 per cent",
    layers=("12 per cent baseline", "8 per cent penalty"),
    penalty_over="Belarusian potash",
    deadline="1 December 2025",
    days_old=277,
)

Asked = tuple[Seedlike, Program]


@pytest.fixture(scope="module", params=[SEED, BRAZIL, VIETNAM], ids=["seed", "brazil", "vietnam"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """A program whose only article is one seed."""
    seed: Seedlike = request.param
    folder = tmp_path_factory.mktemp("articles")
    shutil.copy(seed.file, folder)
    return seed, Program(folder.parent / f"{folder.name}.db", folder)


def one(program: Program, question: str) -> dict[str, Any]:
    """Ask one question."""
    return program.ask(question)[0]


def test_tariff(asked: Asked) -> None:
    seed, program = asked
    answer = one(program, f"/tariff {seed.country}")
    text = answer["text"]
    assert answer["intent"] == "tariff"
    assert answer["entity"] == seed.country
    assert f"{seed.imposed}, as reported on {seed.date}" in text
    for layer in seed.layers:
        assert layer in text
    assert seed.penalty_over in text
    assert "start date not stated" in text
    assert f"{seed.deadline} is named as a deadline" in text
    assert f"{seed.other_way}: nothing in the articles" in text
    assert f"{seed.days_old} days old" in text
    assert "in force" not in text.replace("in force as of", "")
    assert f"{seed.country} pays" not in text
    assert len(answer["citations"]) == 1
    assert [row["total"] for row in answer["data"]] == [float(seed.total.split()[0])]


def test_who_is_named_but_not_quoted(asked: Asked) -> None:
    seed, program = asked
    surname = seed.counterpart.split()[-1]
    doubled = f"{surname[:3]}{surname[2]}{surname[3:]}".lower()
    for typed in (surname, doubled):
        answer = one(program, f"/who {typed}")
        text = answer["text"]
        assert answer["entity"] == seed.counterpart
        assert seed.counterpart_role in text
        assert f"as of {seed.date}" in text
        assert "is not quoted in the articles" in text
        assert seed.reported in text
        assert f"as {seed.envoy} reports it" in text
        (told,) = [line for line in text.splitlines() if seed.reported in line]
        assert f"— {seed.counterpart} (" in told
        assert seed.envoy_words not in text


def test_who_speaks(asked: Asked) -> None:
    seed, program = asked
    text = one(program, f"/who {seed.envoy.split()[-1]}")["text"]
    assert seed.envoy_words in text
    assert f"“{seed.envoy_attribution}" in text
    assert seed.carried_on in text
    for words in seed.minister_words:
        assert words not in text


def test_what_did_they_say(asked: Asked) -> None:
    seed, program = asked
    answer = one(program, f"what did {seed.minister.split()[-1].lower()} say?")
    assert answer["intent"] == "quote"
    assert answer["entity"] == seed.minister
    for words in seed.minister_words:
        assert words in answer["text"]
    assert seed.envoy_words not in answer["text"]


def test_an_unknown_name(asked: Asked) -> None:
    _, program = asked
    answer = one(program, "/who Zebulon Quax")
    assert answer["entity"] is None
    assert answer["citations"] == []
    assert "Nothing in the articles" in answer["text"]


def test_brief(asked: Asked) -> None:
    seed, program = asked
    answer = one(program, "/brief")
    assert f"Nothing new since {seed.date}" in answer["text"]
    assert len(answer["citations"]) == 1
    assert seed.file.name in answer["text"]
    assert "paragraph" in answer["text"]


def test_the_date_is_derived_and_marked(asked: Asked) -> None:
    _, program = asked
    ran = program.run("export", "articles", "--json", "--now", "2026-11-22")
    (article,) = ran.objects
    assert "published" in article["derived"]
    assert "text" not in article
