"""Corrections: made, listed, outliving a rebuild, taken back."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.correcting import CorrectionError, Corrector
from bot.exporting import export_lines
from bot.intake import Intake
from bot.newsroom import Newsroom
from storage.corrections import Report
from storage.records import Span
from storage.store import Store
from tests.test_intake import NOW, TEXTS, take_in, write


async def answers(store: Store, *questions: str) -> list[str]:
    newsroom = Newsroom(store, Clock(NOW))
    return [(await newsroom.ask(question)).reply.text for question in questions]


async def test_a_hidden_person_is_shown_nowhere_and_comes_back(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        corrector = Corrector(store)
        number = await corrector.add("hide_person", "asked to be left out", NOW, person="Rosa Quiroga")
        await Intake(store).rebuild()
        who, said = await answers(store, "/who Rosa Quiroga", "/quotes about:mine")
        assert "Nothing in the articles" in who
        assert "The mine stays open" not in said
        assert any("asked to be left out" in line for line in await corrector.lines())
        assert await corrector.withdraw(number)
        (who,) = await answers(store, "/who Rosa Quiroga")
        assert "Trade Minister" in who
        assert not await corrector.withdraw(number)


async def test_a_quotation_is_given_to_somebody_else(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        before = await answers(store, "/quotes Rosa Quiroga", "/who Rosa Quiroga")
        assert all("The mine stays open" in text for text in before)
        start = TEXTS["a"].index("The mine stays open")
        span = Span(start, start + len("The mine stays open."))
        mensahs = [p for p in await store.people.all() if p.name == "Ama Mensah"]
        corrector = Corrector(store)
        with pytest.raises(CorrectionError, match="Several people"):
            await corrector.add("speaker", "misread", NOW, article="a", span=span, person="Ama Mensah")
        await corrector.add("speaker", "misread", NOW, article="a", span=span, person=mensahs[0].id)
        await Intake(store).rebuild()
        quiroga, who, mine = await answers(
            store, "/quotes Rosa Quiroga", "/who Rosa Quiroga", "who said the mine stays open"
        )
        assert "The mine stays open" not in quiroga
        assert "“The mine stays open" not in who
        assert "Ama Mensah" in mine


async def test_two_are_merged_and_one_is_parted(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        one, two = [p.id for p in await store.people.all() if p.name == "Ama Mensah"]
        corrector = Corrector(store)
        merged = await corrector.add("merge", "she plays on Sundays", NOW, person=one, other=two)
        await Intake(store).rebuild()
        assert len([p for p in await store.people.all() if p.name == "Ama Mensah"]) == 1
        assert await corrector.withdraw(merged)
        assert len([p for p in await store.people.all() if p.name == "Ama Mensah"]) == 2
        await corrector.add("part", "two ministers of one name", NOW, person="Rosa Quiroga", article="b")
        await Intake(store).rebuild()
        parted = [p for p in await store.people.all() if p.name == "Rosa Quiroga"]
        assert sorted(p.members[0][0] for p in parted) == ["a", "b"]


async def test_what_can_not_be_corrected_gets_a_sentence(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        corrector = Corrector(store)
        for fields in (
            {"kind": "hide_person", "person": "Nobody Known"},
            {"kind": "wrong_fact", "article": "zz", "span": Span(0, 3)},
            {"kind": "wrong_fact", "article": "a", "span": Span(5, 90_000)},
            {"kind": "merge", "person": "Rosa Quiroga", "other": "Rosa Quiroga"},
        ):
            with pytest.raises(CorrectionError):
                await corrector.add(reason="x", now=NOW, **fields)
        with pytest.raises(CorrectionError, match="reason"):
            await corrector.add("hide_person", "  ", NOW, person="Rosa Quiroga")
        assert await corrector.lines() == []


async def test_a_report_is_listed_and_settled(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        made = dt.datetime(2026, 6, 2, tzinfo=dt.UTC)
        number = await store.corrections.report(
            Report("/who Quiroga", "The mine stays open.", "not hers", made, ("a",))
        )
        (line,) = await Corrector(store).lines()
        assert "not hers" in line
        assert await store.corrections.settle(number)
        assert await Corrector(store).lines() == []


async def test_a_hidden_sentence_is_in_no_answer(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, write(tmp_path / "a.jsonl", list(TEXTS)))
        (found,) = await answers(store, "/search workers")
        assert "The workers had asked for that." in found
        start = TEXTS["a"].index("The workers")
        await Corrector(store).add("hide_sentence", "wrong", NOW, article="a", span=Span(start, len(TEXTS["a"])))
        await Intake(store).rebuild()
        for text in await answers(
            store, "/search workers", "/brief workers", "/brief since:2026-01-01", "/who Quiroga"
        ):
            assert "The workers had asked" not in text


async def test_what_goes_on_behind_a_hidden_sentence_is_not_shown_in_its_place(tmp_path: Path) -> None:
    first = "Mining Minister Rosa Quiroga of Peru opened a copper mine near Puno on Monday."
    text = f"{first} It took nine years to build it. Then it was painted blue by miners."
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps({"id": "m", "title": "Puno", "text": text, "published": "2026-03-01"}) + "\n")
    async with Store.open(tmp_path / "store.db") as store:
        await take_in(store, path)
        (shown,) = await answers(store, "/brief since:2026-01-01")
        assert "painted blue" in shown
        await Corrector(store).add("hide_sentence", "wrong", NOW, article="m", span=Span(0, len(first)))
        (shown,) = await answers(store, "/brief since:2026-01-01")
        assert not any(words in shown for words in ("opened", "nine years", "painted blue"))


# The same people under other ids later on: a name known in full, a namesake, a surname alone.
BEFORE = {
    "m1": "Finance Minister Ama Mensah told reporters: “The budget is sound.”",
    "m2": "Senator Kayleigh Stott said: “The cake was on fire.” Mayor Ruth Adler of Carrow said: “We saw smoke.”",
    "m3": "Lars Bjelke, a banker, nodded. Judge Joan Marlow said: “The coffee is cold.”",
}
AFTER = {
    "n1": "Goalkeeper Ama Mensah said: “I saw the ball late.” Her team lost by one goal in Kumasi on Sunday.",
    "n2": "Senator Kayleigh Ann Stott said: “I forgive the cake.” Mayor Ruth Joan Adler of Carrow was glad.",
    "n3": "The banker Lars Erik Bjelke said: “Rates will fall.”",
}


async def fill(store: Store, path: Path, texts: dict[str, str]) -> None:
    await take_in(store, _file(path, texts))


def _file(path: Path, texts: dict[str, str]) -> Path:
    dated = {id_: f"2026-0{1 + int(id_[1])}-01" for id_ in texts}
    lines = [json.dumps({"id": id_, "text": text, "published": dated[id_]}) for id_, text in texts.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


async def ids_of(store: Store) -> dict[str, str]:
    return {p.name: p.id for p in await store.people.all()}


async def test_a_correction_holds_when_a_later_article_gives_the_person_another_id(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "before.jsonl", BEFORE)
        corrector, start = Corrector(store), BEFORE["m3"].index("The coffee")
        await corrector.add("hide_person", "asked", NOW, person="Kayleigh Stott")
        await corrector.add("hide_person", "asked", NOW, person="Ama Mensah")
        span = Span(start, start + len("The coffee is cold."))
        await corrector.add("speaker", "misread", NOW, article="m3", span=span, person="Lars Bjelke")
        await corrector.add("merge", "her married name", NOW, person="Ruth Adler", other="Lars Bjelke")
        before = await ids_of(store)
        await fill(store, tmp_path / "after.jsonl", AFTER)
        after = await ids_of(store)
        assert after.keys() == {"Ama Mensah", "Joan Marlow", "Kayleigh Ann Stott", "Ruth Joan Adler"}
        assert set(before.values()) & set(after.values()) == {"joan-marlow"}
        for _ in range(2):  # and after a rebuild
            shown = {p.members[0][0] for p in await store.people.all() if p.name == "Ama Mensah" and not p.hidden}
            assert shown == {"n1"}
            stott, mensah, adler = await answers(store, "/who Kayleigh Stott", "/who Ama Mensah", "/quotes Ruth Adler")
            assert "Nothing in the articles" in stott
            assert "Finance" not in mensah
            assert "Goalkeeper" in mensah
            assert "The coffee is cold" in adler  # given to Bjelke, who is one with her
            assert "Rates will fall" in adler
            await Intake(store).rebuild()
        for each in await store.corrections.all():
            assert await corrector.withdraw(each.id or 0)
        assert (await ids_of(store)).keys() == after.keys() | {"Lars Erik Bjelke"}
        assert not any(p.hidden for p in await store.people.all())


async def test_an_article_stays_parted_when_the_person_gets_another_id(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "before.jsonl", {"p1": "Mayor Ruth Adler spoke.", "p2": "Mayor Ruth Adler sang."})
        await Corrector(store).add("part", "two mayors", NOW, person="Ruth Adler", article="p2")
        await fill(store, tmp_path / "after.jsonl", {"p3": "Mayor Ruth Joan Adler danced."})
        known = sorted(sorted(article for article, _ in p.members) for p in await store.people.all())
        assert known == [["p1", "p3"], ["p2"]]


@pytest.mark.parametrize("hidden", ["Ruth Adler", "Kayleigh Stott"])
async def test_who_is_hidden_stays_so_when_merged(tmp_path: Path, hidden: str) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "before.jsonl", BEFORE)
        corrector = Corrector(store)
        await corrector.add("hide_person", "asked", NOW, person=hidden)
        await corrector.add("merge", "one person", NOW, person="Ruth Adler", other="Kayleigh Stott")
        for text in await answers(store, "/who Ruth Adler", "/who Kayleigh Stott", "/quotes Ruth Adler"):
            assert "Nothing in the articles" in text
        for text in await answers(store, "/search smoke", "/search cake"):
            assert "Adler" not in text
            assert "Stott" not in text


async def whole(newsroom: Newsroom, question: str) -> str:
    """An answer with all its pages."""
    first = (await newsroom.ask(question)).reply
    return "\n".join([first.text, *[(await newsroom.ask(question, page)).reply.text for page in range(1, first.pages)]])


HIDING = {
    "h1": "Mayor Ruth Adler of Carrow opened the fair. Senator Kayleigh Stott said: “Ruth Adler bakes well.” "
    "The fair was full. Mayor Ruth Adler cut a ribbon. Rain fell in the evening, and the band went home.",
    "h3": "Senator Kayleigh Stott came. “Kayleigh Stott sings in tune,” Mayor Ruth Adler of Carrow said.",
}


async def test_no_answer_names_or_quotes_whom_the_operator_hid(tmp_path: Path) -> None:
    asked = (
        "/who Ruth Adler",
        "/search bakes",
        "/search fair",
        "/brief",
        "/brief fair",
        "/quotes about:bakes",
        "/quotes Ruth Adler",
    )
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", HIDING)
        newsroom = Newsroom(store, Clock(NOW))
        before = [await whole(newsroom, question) for question in asked]
        assert sum("bakes well" in text for text in before) >= 3
        assert "Stott" in before[0]
        assert "sings in tune" in before[-1]
        start = HIDING["h1"].index("The fair was")
        source = f"h1@{len(HIDING['h1'].split())}@{start}-{start + 18}"
        assert "bakes well" in (await newsroom.choose("see", source)).reply.text
        number = await Corrector(store).add("hide_person", "asked", NOW, person="Kayleigh Stott")
        for question in asked:  # kept answers too
            text = await whole(newsroom, question)
            assert "Stott" not in text, question
            assert "bakes well" not in text, question
            assert "sings in tune" not in text, question
        assert "bakes well" not in (await newsroom.choose("see", source)).reply.text
        lines = [line async for line in export_lines(store, "people", NOW)]
        lines += [line async for line in export_lines(store, "quotes", NOW)]
        assert lines
        assert "Stott" not in json.dumps(lines)
        assert await Corrector(store).withdraw(number)
        assert [await whole(newsroom, question) for question in asked] == before


async def test_a_hidden_sentence_gives_no_role_and_stands_in_for_nothing(tmp_path: Path) -> None:
    text = "Mayor Ruth Adler of Carrow drank the harbour dry."
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", {"s1": text, "s2": "Ruth Adler waved. The band played on in the rain."})
        newsroom = Newsroom(store, Clock(NOW))
        assert "Mayor" in await whole(newsroom, "/who Ruth Adler")
        number = await Corrector(store).add("hide_sentence", "untrue", NOW, article="s1", span=Span(0, len(text)))
        for question in ("/who Ruth Adler", "/brief since:2026-01-01", "/search harbour"):
            shown = await whole(newsroom, question)
            assert "drank" not in shown, question
            assert "Mayor" not in shown, question
        assert not any(person.roles for person in await store.people.all())
        assert await Corrector(store).withdraw(number)
        assert "Mayor" in await whole(newsroom, "/who Ruth Adler")


async def test_a_name_that_changes_changes_the_answers_that_speak_of_it(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "store.db") as store:
        await fill(store, tmp_path / "a.jsonl", HIDING)
        newsroom = Newsroom(store, Clock(NOW))
        assert "Kayleigh Stott" in await whole(newsroom, "/who Ruth Adler")
        await fill(store, tmp_path / "b.jsonl", {"h2": "Senator Kayleigh Ann Stott voted no."})
        kept = await whole(newsroom, "/who Ruth Adler")
        await store.lookups.clear()
        assert await whole(newsroom, "/who Ruth Adler") == kept


async def test_who_is_hidden_stays_so_though_their_only_article_went_and_leaves_no_name(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    async with Store.open(folder / "store.db") as store:
        texts = {
            "g1": "Senator Inga Zyqqelwort said: “We quit.” Judge Tom Krazzen said: “The fish rots.”",
            "g2": "Judge Joan Marlow said: “The fish is fresh.” Judge Tom Krazzen sat. Tom Krazzen left.",
        }
        await fill(store, tmp_path / "a.jsonl", texts)
        corrector = Corrector(store)
        start = texts["g2"].index("The fish")
        span = Span(start, start + len("The fish is fresh."))
        await corrector.add("hide_person", "asked", NOW, person="Inga Zyqqelwort")
        await corrector.add("speaker", "misread", NOW, article="g2", span=span, person="Inga Zyqqelwort")
        await corrector.add("merge", "one", NOW, person="Tom Krazzen", other="Inga Zyqqelwort")
        await answers(store, "/who Tom Krazzen", "/quotes about:fish", "/search fish")
        number = await store.corrections.report(Report("/search fish", "Zyqqelwort: We quit.", "no", NOW, ("g1",)))
        await corrector.add("remove", "its outlet asked", NOW, article="g1")
        lines = await corrector.lines()
        assert [line.split()[3].rstrip(",") for line in lines[:2]] == ["person", f"g2[{span.start}:{span.end}]"]
        assert not await store.corrections.settle(number)
        for path in await asyncio.to_thread(lambda: list(folder.iterdir())):
            held = (await asyncio.to_thread(path.read_bytes)).lower()
            assert b"zyqq" not in held, path
            assert b"rots" not in held, path
        later = {"g3": "Senator Inga Zyqqelwort said: “We are back.”"}
        await fill(store, tmp_path / "b.jsonl", later)
        (who,) = await answers(store, "/who Inga Zyqqelwort")
        assert "Nothing in the articles" in who
        for each in await store.corrections.all():
            if each.kind == "hide_person":
                assert await corrector.withdraw(each.id or 0)
        (said,) = await answers(store, "/quotes Zyqqelwort")
        assert "We are back" in said
        assert "The fish is fresh" in said


async def test_a_hidden_sentence_on_tariffs_is_not_mentioned(tmp_path: Path) -> None:
    told = "Togo has no pact with Peru and pays its tariff on cloth."
    spared = "Silk is outside the tariff."
    text = f"Lima: Peru set a tariff on cloth on Monday. {told} {spared}"
    given = {"id": "duty", "title": "Peru sets a tariff on cloth", "published": "2026-05-01T09:00:00Z", "text": text}
    async with Store.open(tmp_path / "store.db") as store:
        (tmp_path / "a.jsonl").write_text(json.dumps(given), encoding="utf-8")
        await take_in(store, tmp_path / "a.jsonl")
        of_togo, of_silk = await answers(store, "/tariff Togo", "/tariff Peru silk")
        assert told in of_togo
        assert spared in of_silk
        for words in (told, spared):
            span = Span(text.index(words), text.index(words) + len(words))
            await Corrector(store).add("hide_sentence", "untrue", NOW, article="duty", span=span)
        of_togo, of_silk = await answers(store, "/tariff Togo", "/tariff Peru silk")
        assert told not in of_togo
        assert spared not in of_silk
