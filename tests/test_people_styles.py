"""Two people of one name, a name that is a word, a changed title, a hidden person: each in five styles of writing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.correcting import Corrector
from bot.newsroom import Newsroom
from storage.store import Store
from tests.test_intake import NOW, take_in

# Each style: (name, first article, second article).
ONE_NAME = {
    "wire": (
        "Karim Haddad",
        "TUNIS, Feb 2 - Tunisian Health Minister Karim Haddad said on Monday the hospital would open in May.",
        "CAIRO, March 3 - Striker Karim Haddad scored twice on Tuesday. “I never slept so well,” Haddad said.",
    ),
    "broadsheet": (
        "Helen Marsh",
        "The Bishop of Carrow, the Right Reverend Helen Marsh, preached to an empty nave. “We wait,” she said.",
        "Helen Marsh, a surgeon at St Brannock’s, told the inquiry that nobody had read the chart.",
    ),
    "tabloid": (
        "Danny Ford",
        "CABBIE Danny Ford, 52, found a python under his seat. ‘I screamed like a kettle,’ he said.",
        "Soap star Danny Ford, 24, has dumped his fiancée. ‘I’m heartbroken,’ Danny said.",
    ),
    "trade press": (
        "Wei Chen",
        "Wei Chen, chief executive of Orlo Shipping, said box rates would ease. “Nobody is booking,” Chen said.",
        "Taiwanese Agriculture Minister Wei Chen said pineapple exports had doubled since January.",
    ),
    "transcript": (
        "Maria Lopes",
        "MARIA LOPES, MAYOR OF SANTARA: We will rebuild the bridge.\nREPORTER: When?\nLOPES: Before the rains.",
        "Goalkeeper Maria Lopes met the press. “I saw the ball late,” Maria Lopes said.",
    ),
}


async def ask(tmp_path: Path, articles: tuple[str, ...], *questions: str) -> list[str]:
    """Answers from a store that holds just these articles, a month between them."""
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path, articles)
        newsroom = Newsroom(store, Clock(NOW))
        return [(await newsroom.ask(question)).reply.text for question in questions]


async def fill(store: Store, tmp_path: Path, articles: tuple[str, ...]) -> None:
    lines = [
        json.dumps({"id": f"a{number}", "text": text, "published": f"2026-0{2 + number}-03"})
        for number, text in enumerate(articles)
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert await take_in(store, tmp_path / "articles.jsonl") == ["new"] * len(articles)


@pytest.mark.parametrize("style", ONE_NAME)
async def test_two_people_of_one_name_are_asked_back(tmp_path: Path, style: str) -> None:
    name, *articles = ONE_NAME[style]
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path, tuple(articles))
        assert [p.name for p in await store.people.all()].count(name) == 2
        answer = await Newsroom(store, Clock(NOW)).ask(f"/who {name}")
        assert answer.entity is None
        assert len(answer.reply.choices) == 2
        assert not answer.citations


# Each: (name, a text where it is a person's, a text where it is a word).
NAME_THAT_IS_A_WORD = {
    "wire": (
        "Will Price",
        "OSLO - Trade envoy Will Price said on Friday the talks had gone well. “We are close,” Price said.",
        "OSLO - Whether the government will price carbon at the border is open. The price may rise in May.",
    ),
    "broadsheet": (
        "May Lim",
        "The conductor May Lim laid down her baton after forty years. “I am not tired,” she said.",
        "Ministers may limit the sale of fireworks, which in May last year led to two fires.",
    ),
    "tabloid": (
        "Grant Rich",
        "Builder Grant Rich, 44, won the lottery TWICE. ‘The wife won’t believe it,’ said Grant.",
        "Mums fumed as a council grant made rich landlords richer.",
    ),
    "trade press": (
        "Rose Field",
        "Rose Field, head of research at Norbank, sees copper at a high. “China is buying,” Field said.",
        "Prices rose; field trials followed, and mills said orders would hold.",
    ),
    "transcript": (
        "Oh Jin",
        "ANCHOR: We go to Trade Minister Oh Jin in Seoul. Minister Oh, will you sign?\nOH: When the text is ready.",
        "CALLER: Oh, it was a terrible night. HOST: Oh dear. CALLER: We had gin and then the roof went.",
    ),
}


@pytest.mark.parametrize("style", NAME_THAT_IS_A_WORD)
async def test_a_name_that_is_a_word_is_a_person_only_where_it_is_one(tmp_path: Path, style: str) -> None:
    name, person, word = NAME_THAT_IS_A_WORD[style]
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path, (person, word))
        known = {p.name: [article for article, _ in p.members] for p in await store.people.all()}
        assert known.get(name) == ["a0"]
        assert all("a1" not in articles for articles in known.values())
        answer = await Newsroom(store, Clock(NOW)).ask(f"/who {name}")
        assert (answer.entity, [source.id for source in answer.citations]) == (name, ["a0"])


# Each: (name, the earlier role, the later one, the two articles).
CHANGED_TITLE = {
    "wire": (
        "Ana Teixeira",
        "Deputy Foreign Minister",
        "Foreign Minister",
        "LISBON, Feb 3 - Deputy Foreign Minister Ana Teixeira said on Tuesday that the embassy would reopen.",
        "LISBON, March 3 - Foreign Minister Ana Teixeira said on Tuesday the embassy was open.",
    ),
    "broadsheet": (
        "Tobias Wray",
        "the shadow chancellor",
        "the Chancellor",
        "Tobias Wray, the shadow chancellor, called the budget “a raffle” yesterday.",
        "Tobias Wray, the Chancellor, presented his first budget. “It is no raffle,” he told the House.",
    ),
    "tabloid": (
        "Stacey Bloom",
        "weather presenter",
        "breakfast presenter",
        "Weather presenter Stacey Bloom got soaked live on air. ‘I saw it coming,’ she joked.",
        "Breakfast presenter Stacey Bloom overslept. ‘Whoops,’ she posted.",
    ),
    "trade press": (
        "Piotr Nowik",
        "chief financial officer",
        "chief executive",
        "Piotr Nowik, chief financial officer of Baltic Rail, said margins would hold.",
        "Piotr Nowik, chief executive of Baltic Rail, said margins had held.",
    ),
    "transcript": (
        "Lena Okafor",
        "State Senator",
        "Governor",
        "Evening Hour, February 3\nMODERATOR: Please welcome State Senator Lena Okafor.\nOKAFOR: Glad to be here.",
        "Evening Hour, March 3\nMODERATOR: Please welcome Governor Lena Okafor.\nOKAFOR: Glad to be back.",
    ),
}


@pytest.mark.parametrize("style", CHANGED_TITLE)
async def test_a_changed_title_shows_both_with_their_dates(tmp_path: Path, style: str) -> None:
    name, earlier, later, *articles = CHANGED_TITLE[style]
    (shown,) = await ask(tmp_path, tuple(articles), f"/who {name}")
    lines = [line.casefold() for line in shown.splitlines() if "as of" in line]
    assert any(later.removeprefix("the ").casefold() in line and "3 march 2026" in line for line in lines)
    assert any(earlier.removeprefix("the ").casefold() in line and "3 february 2026" in line for line in lines)
    assert lines.index(next(line for line in lines if "3 march" in line)) == 0


HIDDEN = {
    "wire": ("Ines Duarte", "PORTO - Union leader Ines Duarte said: “The strike goes on.” Trains stood still."),
    "broadsheet": ("Sir Miles Penn", "Sir Miles Penn, a former judge, declined to comment. “Not today,” he said."),
    "tabloid": ("Kayleigh Stott", "Bride Kayleigh Stott, 29, sobbed: ‘The cake was on FIRE.’"),
    "trade press": ("Arjun Mehra", "“Cotton is dear,” said Arjun Mehra, managing director of Deccan Mills."),
    "transcript": ("Ruth Adler", "RUTH ADLER, EPIDEMIOLOGIST: Wash your hands.\nHOST: Thank you.\nADLER: My pleasure."),
}


@pytest.mark.parametrize("style", HIDDEN)
async def test_a_hidden_person_has_no_profile_and_no_words(tmp_path: Path, style: str) -> None:
    name, article = HIDDEN[style]
    name = name.removeprefix("Sir ")
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path, (article,))
        newsroom = Newsroom(store, Clock(NOW))
        before = await newsroom.ask(f"/who {name}")
        assert before.entity == name
        await Corrector(store).add("hide_person", "asked to be left out", NOW, person=name)
        for question in (f"/who {name}", f"/quotes {name}", f"what did {name} say?"):
            after = await newsroom.ask(question)
            assert after.entity is None
            assert not after.citations
            assert name not in after.reply.text.replace(f"“{name}”", "")  # what was typed may be said back
        assert name not in {entity.name for entity in (await newsroom.names()).complete(name[:4])}
