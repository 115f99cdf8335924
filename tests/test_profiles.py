"""What a profile says of how much more there is, and who has one: real stores."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.answers.profile import MOST_QUOTES
from bot.answers.values import Profile
from bot.clock import Clock
from bot.correcting import Corrector
from bot.newsroom import Newsroom
from bot.wording.people import PROFILE_QUOTES
from storage.records import Span
from storage.store import Store
from tests.newsrooms import newsroom_of
from tests.test_intake import NOW, take_in

SAID = "Harbour Minister Lena Okafor said: “Pier {} opens in {} days.” Rain fell."


def file(path: Path, texts: dict[str, str]) -> Path:
    lines = [
        {"id": id_, "text": text, "published": f"2026-02-{1 + n % 28:02}"}
        for n, (id_, text) in enumerate(texts.items())
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


async def pages(newsroom: Newsroom, question: str) -> list[str]:
    first = (await newsroom.ask(question)).reply
    return [first.text, *[(await newsroom.ask(question, page)).reply.text for page in range(1, first.pages)]]


@pytest.mark.parametrize("count", [MOST_QUOTES, MOST_QUOTES + 1, 59, 60, 61, 130])
async def test_quotations_beyond_a_profile_are_counted(tmp_path: Path, count: int) -> None:
    texts = {f"q{n:03}": SAID.format(n, n + 3) for n in range(count)}
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, file(tmp_path / "a.jsonl", texts))
        newsroom = Newsroom(store, Clock(NOW))
        told = await pages(newsroom, "/who Okafor")
        shown = [len(set(re.findall(r"“Pier \d+", page))) for page in told]
        # The first page may have one less than the others, so that one more page holds the last.
        assert sum(shown[: MOST_QUOTES // PROFILE_QUOTES + 1]) == MOST_QUOTES
        said = [int(number) for number in re.findall(r"(\d+) more quotations? beyond these", "\n".join(told))]
        assert said == ([count - MOST_QUOTES] if count > MOST_QUOTES else [])
        start = texts["q000"].index("Pier")
        await Corrector(store).add("hide_sentence", "untrue", NOW, article="q000", span=Span(start, start + 4))
        told = await pages(newsroom, "/who Okafor")
        said = [int(number) for number in re.findall(r"(\d+) more quotations? beyond these", "\n".join(told))]
        assert said == ([count - 1 - MOST_QUOTES] if count - 1 > MOST_QUOTES else [])


@pytest.mark.parametrize(
    ("texts", "has_one"),
    [
        ({"a": "Rain fell on Ann Oduya and her dog. Ann Oduya cried."}, False),
        ({"a": "Rain fell on Ann Oduya and her dog.", "b": "Ann Oduya, 44, was there again."}, True),
        ({"a": "Rain fell on Ann Oduya. “I am wet,” Ann Oduya said."}, True),
        ({"a": "Trade Minister Ann Oduya waved."}, True),
    ],
)
async def test_who_has_a_profile(tmp_path: Path, texts: dict[str, str], has_one: bool) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, file(tmp_path / "a.jsonl", texts))
        answered = await Newsroom(store, Clock(NOW)).ask("/who Ann Oduya")
        assert isinstance(answered.answer, Profile) is has_one  # else the sentence that names her stands for it
        assert (answered.entity, answered.reply.references[0].article) == ("Ann Oduya", sorted(texts)[-1])
        assert [p.has_profile for p in await store.people.all() if p.name == "Ann Oduya"] == [has_one]


async def test_company_is_told_whoever_was_last_first(tmp_path: Path) -> None:
    texts = {
        "old": "Harbour Minister Lena Okafor met Mayor Piers Holt.",
        "older": "Harbour Minister Lena Okafor and Mayor Piers Holt dined.",
        "later": "Harbour Minister Lena Okafor met Mayor Piers Holt and Governor Ines Duarte.",
        "new": "Harbour Minister Lena Okafor sued Senator Wiktor Malik.",
    }
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, file(tmp_path / "a.jsonl", texts))
        told = "\n".join(await pages(Newsroom(store, Clock(NOW)), "/who Okafor"))
        line = next(line for line in told.splitlines() if "Named together" in line)
        # Malik stands in one article and Holt in three, but his is the newest; of one article the oftener named first.
        assert re.findall(r"Malik|Holt|Duarte", line) == ["Malik", "Holt", "Duarte"]


@pytest.mark.parametrize(
    "said",
    [
        "“As our mayor, Ann Oduya, stated, this year will be a year of boats,” Harbour Minister Lena Okafor said.",
        "Harbour Minister Lena Okafor met Ann Oduya, 44, in a year of boats.",
    ],
)
async def test_what_two_articles_say_in_the_same_words_is_shown_once(tmp_path: Path, said: str) -> None:
    articles = [{"id": id_, "text": f"{said} Rain {id_} fell.", "published": "2026-02-01"} for id_ in ("a", "b")]
    async with newsroom_of(tmp_path, articles) as newsroom:
        assert (await newsroom.ask("/who Ann Oduya")).reply.text.count("year of boats") == 1


async def test_a_brief_on_a_topic_tells_the_newest_first_and_by_its_best_sentence(tmp_path: Path) -> None:
    opened = "Lena Okafor opened a canal in Port Ilka on Monday, with a band. Canal fees fall."
    shut = "Harbour Minister Lena Okafor closed all locks in Port Ilka on Sunday because of ice. A canal needs salt."
    articles = [
        {"id": "old", "title": "Minister opens canal in Port Ilka", "text": opened, "published": "2026-02-02"},
        {"id": "new", "title": "Canal shut by ice", "text": shut, "published": "2026-02-09"},
    ]
    async with newsroom_of(tmp_path, articles) as newsroom:
        text = (await newsroom.ask("/brief canal")).reply.text
    assert text.index("shut by ice") < text.index("opens canal")
    assert "closed all locks" in text


async def test_a_topic_that_most_articles_name_a_town_by_is_no_surname_first(tmp_path: Path) -> None:
    texts = [
        "Clinics in Ilka shut on Monday, a mayor said.",
        "Roads in Ilka flooded on Sunday.",
        "Coach Lena Ilka quit.",
    ]
    articles = [
        {
            "id": f"t{n}",
            "title": f"{text.split(' ', 1)[0]} of Ilka",
            "text": f"{text} Ilka is on it.",
            "published": f"2026-02-{n + 1:02}",
        }
        for n, text in enumerate(texts)
    ]
    async with newsroom_of(tmp_path, articles) as newsroom:
        text = (await newsroom.ask("/brief Ilka")).reply.text
    assert text.index("Roads") < text.index("Clinics") < text.index("Coach")


async def test_a_mention_is_a_sentence_that_reads_well(tmp_path: Path) -> None:
    text = (
        "She met Mayor Ann Oduya in May.\nA band played for Ann Oduya on Monday.\nRain fell on Ann Oduya and her dog."
    )
    async with newsroom_of(tmp_path, [{"id": "a", "text": text, "published": "2026-02-01"}]) as newsroom:
        reply = (await newsroom.ask("/who Ann Oduya")).reply.text
    assert "A band played" in reply
    assert "She met" not in reply


async def test_untitled_articles_have_no_heading_of_their_own(tmp_path: Path) -> None:
    texts = {f"u{n}": SAID.format(n, n + 3) for n in range(3)}
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, file(tmp_path / "a.jsonl", texts))
        assert "Elsewhere" not in (await Newsroom(store, Clock(NOW)).ask("/who Okafor")).reply.text


async def test_untitled_articles_below_a_titled_one_have_one_heading(tmp_path: Path) -> None:
    told = [
        ("ferries sail to Ilka again", "Ferries had been tied up since the gale tore their moorings in January."),
        ("schools in Ponta close", "Teachers walked out over wages that nobody has paid them since autumn."),
        ("a dry dock in Maru needs steel", "Shipwrights wait for plates ordered from a foundry abroad."),
        ("cod has gone from Tessa bank", "Biologists count fewer young fish every spring."),
        ("the road to Bela floods", "Lorries turn back at a bridge that the river covers."),
    ]
    articles = [
        {
            "id": f"u{n}",
            "text": f"Harbour Minister Lena Okafor said: “I know that {what}.” {more}",
            "published": f"2026-02-{20 - 4 * n:02}",
            **({"title": "Dry dock lacks steel"} if n == 2 else {}),
        }
        for n, (what, more) in enumerate(told)
    ]
    async with newsroom_of(tmp_path, articles) as newsroom:
        page = (await newsroom.ask("/who Okafor", 1)).reply.text
    lines = [line.split(" — ")[0] for line in page.splitlines()[2:7]]
    assert lines == [
        "Dry dock lacks steel",
        "• “I know that a dry dock in Maru needs steel.”",
        "Elsewhere",
        "• “I know that cod has gone from Tessa bank.”",
        "• “I know that the road to Bela floods.”",
    ]


async def test_under_a_title_on_the_topic_the_articles_best_sentence_comes_first(tmp_path: Path) -> None:
    text = (
        "Harbour Minister Lena Okafor closed all locks in Port Ilka on Sunday because of ice. Canal fees in Port Ilka "
        "rise in March, Lena Okafor told ships in Ilka."
    )
    article = {"id": "new", "title": "Canal shut by ice", "text": text, "published": "2026-02-09"}
    other = {
        "id": "old",
        "title": "Minister opens canal in Port Ilka",
        "text": "Lena Okafor opened a canal in Port Ilka on Monday, with a band. Canal fees fall.",
        "published": "2026-02-02",
    }
    async with newsroom_of(tmp_path, [article, other]) as newsroom:
        assert "Canal shut by ice — Harbour Minister" in (await newsroom.ask("/brief canal")).reply.text
