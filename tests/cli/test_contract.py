"""The command line as scripts rely on it: JSON lines, exit statuses, one clear sentence for what is wrong."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import SEED_CLOCK, Program


def test_each_line_is_a_question_also_a_blank_one(program: Program) -> None:
    answers = program.ask("/who Rubio", "", "/sources", "\x00\x0b\x85\u2028 junk", "/who Rubio")
    assert [answer["intent"] for answer in answers] == ["who", "none", "search", answers[3]["intent"], "who"]
    assert answers[3]["input"] == "\x00\x0b\x85\u2028 junk"
    assert answers[0]["cached"] is False
    assert answers[4]["cached"] is True
    assert answers[0]["text"] == answers[4]["text"]


def test_json_is_ascii_and_alone_on_standard_output(program: Program) -> None:
    (program.articles / "broken.jsonl").write_text("{no json\n", encoding="utf-8")
    ran = program.run("ask", "/who", "Rubio", "--json", "--now", SEED_CLOCK)
    assert ran.status == 0
    assert ran.out.isascii()
    assert len(ran.objects) == 1
    assert "broken.jsonl, line 1" in ran.err
    assert "Traceback" not in ran.err


def test_bytes_that_are_no_utf8_are_a_question_too(program: Program) -> None:
    ran = program.run("ask", "-", "--json", stdin=b"\xff\xfe\xfd\n/who Rubio\n")
    assert ran.status == 0
    assert len(ran.objects) == 2


def test_the_object_has_all_its_fields(program: Program) -> None:
    (answer,) = program.ask("/who Rubio")
    assert set(answer) == {
        "input",
        "intent",
        "entity",
        "candidates",
        "text",
        "data",
        "citations",
        "cached",
        "ms",
    }
    (citation,) = answer["citations"]
    assert set(citation) == {"id", "title", "published", "source", "url"}


@pytest.mark.parametrize(
    ("typed", "intent", "says"),
    [
        ("/who", "who", "/who"),
        ("/tariff", "tariff", "/tariff"),
        ("/daily set", "none", "Discord"),
        ("/nonsense", "none", "/help"),
        ("/tariff India as_of:someday", "tariff", "someday"),
        ("/tariff India direction:sideways", "tariff", "sideways"),
    ],
)
def test_a_command_that_lacks_something_gets_a_sentence(program: Program, typed: str, intent: str, says: str) -> None:
    (answer,) = program.ask(typed)
    assert answer["intent"] in {intent, "help", "none"}
    assert says in answer["text"]
    assert answer["citations"] == []


@pytest.mark.parametrize(
    "typed",
    [
        '/tariff India partner:"United States"',
        "/tariff country:India partner:US",
        "/tariff India product:steel",
        "/tariff India as_of:2026-02-01",
        "/tariff India direction:charged_on",
    ],
)
def test_options_are_read_as_typed(program: Program, typed: str) -> None:
    (answer,) = program.ask(typed)
    assert answer["intent"] == "tariff"
    assert answer["entity"] == "India"


def test_before_the_first_article_nothing_is_known(program: Program) -> None:
    (answer,) = program.ask("/tariff India as_of:2020-01-01")
    assert answer["citations"] == []
    assert "50 per cent" not in answer["text"]


def test_an_article_dated_after_the_clock_is_seen_by_no_answer(program: Program) -> None:
    program.ask("/brief")  # takes the seed in, dated 13 January 2026
    for answer in program.ask("/who Rubio", "/tariff India", "/brief", "/search reciprocity", now="2025-12-31"):
        assert answer["citations"] == []
    ran = program.run("export", "people", "--json", "--now", "2025-12-31T00:00:00Z")
    assert ran.out == ""
    assert ran.status == 0


def test_add_says_what_became_of_each(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "a.txt").write_text("One.\n\nTwo people met on 3 May 2026.", encoding="utf-8")
    (folder / "b.jsonl").write_text(
        '{"id": "x", "text": "Text of x."}\n{"id": "y"}\n{"id": "z", "text": "Text of z."}\n', encoding="utf-8"
    )
    (folder / "c.txt").write_bytes(b"\x00\x01\x02\x03")
    ran = program.run("add", str(folder))
    assert ran.status == 1
    assert "3 new" in ran.out
    assert "2 refused" in ran.out
    assert "b.jsonl, line 2" in ran.err
    assert "c.txt" in ran.err
    again = program.run("add", str(folder), str(tmp_path / "nowhere.txt"))
    assert "3 same" in again.out
    assert "nowhere.txt" in again.err
    (folder / "b.jsonl").write_text('{"id": "x", "text": "Another text of x."}\n', encoding="utf-8")
    changed = program.run("add", str(folder / "b.jsonl"))
    assert changed.status == 0
    assert "1 changed" in changed.out


def test_a_removed_article_leaves_nothing_and_stays_out(program: Program) -> None:
    program.ask("/who Rubio", "/brief")
    (article,) = program.run("export", "articles", "--json").objects
    removed = program.run("remove", article["id"])
    assert removed.status == 0
    answers = program.ask("/who Rubio", "/search reciprocity", "/tariff India")
    assert all(answer["citations"] == [] for answer in answers)
    for kind in ("people", "quotes", "tariffs", "articles", "stories"):
        assert program.run("export", kind, "--json").out == ""
    for file in program.database.parent.iterdir():
        held = file.read_bytes()
        assert b"reciprocity" not in held
        assert b"Jaishankar" not in held
    assert program.run("remove", "no-such-id").status == 1


def test_a_file_that_is_gone_does_not_remove_its_article(program: Program) -> None:
    program.ask("/brief")
    next(program.articles.glob("*.txt")).unlink()
    (answer,) = program.ask("/who Rubio")
    assert answer["entity"] == "Marco Rubio"


def test_read_stores_nothing_and_its_quotes_are_exact_slices(program: Program) -> None:
    file = next(program.articles.glob("*.txt"))
    ran = program.run("read", str(file), "--json", "--now", SEED_CLOCK)
    assert ran.status == 0
    assert not program.database.exists()
    (reading,) = ran.objects
    text = file.read_text(encoding="utf-8")
    for quote in reading["quotes"]:
        for start, end in quote["content"]:
            assert 0 <= start < end <= len(text)
    assert {person["name"] for person in reading["people"]} == {"S Jaishankar", "Marco Rubio", "Sergio Gor"}
    assert len(reading["summary"]) <= 12
    shown = program.run("read", str(file), "--now", SEED_CLOCK)
    assert "Sergio Gor" in shown.out
    # A clause without a sure speaker, or about what somebody wants, is in the JSON only.
    assert any(quote["type"] == "indirect" and not quote["shown"] for quote in reading["quotes"])
    assert "speaker not identified (indirect" not in shown.out


def test_rebuild_changes_no_answer(program: Program) -> None:
    questions = ("/who Gor", "/tariff India", "/brief", "what did jaishankar say?")
    before = [answer["text"] for answer in program.ask(*questions)]
    people = program.run("export", "people", "--json").out
    assert program.run("rebuild").status == 0
    assert [answer["text"] for answer in program.ask(*questions)] == before
    assert program.run("export", "people", "--json").out == people


def test_deleting_the_cache_changes_no_answer(program: Program) -> None:
    before = program.ask("/who Gor", "/tariff India")
    with sqlite3.connect(program.database) as connection:
        connection.execute("DELETE FROM lookups")
    after = program.ask("/who Gor", "/tariff India")
    assert [answer["text"] for answer in after] == [answer["text"] for answer in before]
    assert not any(answer["cached"] for answer in after)


def test_backup_is_a_whole_store(program: Program, tmp_path: Path) -> None:
    before = program.ask("/who Gor")[0]["text"]
    copy = tmp_path / "copy.db"
    assert program.run("backup", str(copy)).status == 0
    assert Program(copy, program.articles).ask("/who Gor")[0]["text"] == before


def test_check_tells_a_line_each(program: Program) -> None:
    program.ask("/brief")
    ran = program.run("check", "--now", SEED_CLOCK)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert any("313 days old" in line for line in lines)
    assert any("token" in line and "none set" in line for line in lines)
    wrong = program.run("check", BRIEFING_LOG_LEVEL="LOUD", DISCORD_API_URL="nowhere")
    assert wrong.status == 1
    assert "LOUD" in wrong.out
    assert "DISCORD_API_URL" in wrong.out


def test_wrong_settings_are_all_named_at_once(program: Program) -> None:
    ran = program.run("ask", "hello", BRIEFING_LOG_LEVEL="LOUD", BRIEFING_ARTICLES="/no/such/folder")
    assert ran.status == 2
    assert "LOUD" in ran.err
    assert "/no/such/folder" in ran.err
    assert "Traceback" not in ran.err


def test_a_store_that_is_none_gets_one_sentence(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "folder.db"
    folder.mkdir()
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(b"this is no database, whatever its name may say" * 100)
    newer = tmp_path / "newer.db"
    Program(newer, program.articles).ask("/brief")
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 9999")
    for path in (folder, garbage, newer):
        ran = Program(path, program.articles).run("ask", "hello")
        assert ran.status == 2, path
        assert len(ran.err.strip().splitlines()) == 1, ran.err
        assert str(path) in ran.err
    assert garbage.read_bytes().startswith(b"this is no database")


@pytest.mark.parametrize(
    "arguments", [["ask"], ["add"], ["read"], ["export", "colours", "--json"], ["wash"], ["--now", "x"]]
)
def test_wrong_usage_is_status_two(program: Program, arguments: list[str]) -> None:
    ran = program.run(*arguments)
    assert ran.status == 2
    assert "Traceback" not in ran.err


def test_without_a_token_it_talks_here_and_says_so(program: Program) -> None:
    ran = program.run("--now", SEED_CLOCK, stdin="/who Gor\nbye\n")
    assert ran.status == 0
    assert "No DISCORD_TOKEN" in ran.out
    assert "Nothing new since 13 January 2026" in ran.out
    assert "Sergio Gor" in ran.out
    assert "\x1b" not in ran.out
    assert program.run("chat", stdin="").status == 0


def test_two_processes_at_once_are_both_served(program: Program) -> None:
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(program.ask("/who Gor")[0]["text"])) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 3
    assert len(set(answers)) == 1


def test_a_killed_add_loses_none_that_it_had_named(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    body = "Ana Ruiz said on Monday: “We will open the port in spring.” The port lies in the north. "
    with file.open("w", encoding="utf-8") as out:
        for number in range(400):
            out.write(json.dumps({"id": f"a{number}", "text": body * 20, "published": "2026-01-01"}) + "\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "add", str(file), "--json"],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
        env=program.environment(),
    )
    assert process.stdout is not None
    named = [json.loads(process.stdout.readline())["id"] for _ in range(40)]
    process.send_signal(signal.SIGKILL)
    named += [json.loads(line)["id"] for line in process.stdout.read().splitlines() if line.endswith(b"}")]
    process.wait()
    process.stdout.close()
    kept = {article["id"] for article in program.run("export", "articles", "--json").objects}
    assert set(named) <= kept
    assert program.run("check").status == 0
    (answer,) = program.ask("/who Ana Ruiz")
    assert answer["entity"] == "Ana Ruiz"


READING_ANEW = """
import asyncio
from bot.cli.house import open_house, reading_anew
from bot.clock import Clock
from bot.settings import Settings

async def main():
    async with open_house(Settings.load(), Clock(), take_in=False) as house, reading_anew(house):
        await asyncio.sleep(60)

asyncio.run(main())
"""


def test_a_kill_while_articles_are_read_anew_harms_nothing(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    body = "Ana Ruiz said on Monday: “We will open the port in spring.” The port lies in the north. "
    rows = [{"id": f"a{n}", "text": body * 20, "published": "2026-01-01"} for n in range(200)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert program.run("add", str(file)).status == 0
    assert program.run("ask", "/brief").status == 0  # takes in the articles folders too
    before = [program.run("export", what, "--json").out for what in ("people", "quotes")]

    def counted(sql: str) -> int:
        with closing(sqlite3.connect(program.database)) as connection, connection:
            return int(connection.execute(sql).fetchone()[0])

    with closing(sqlite3.connect(program.database)) as connection, connection:
        connection.execute("UPDATE readings SET reader_version = 0")
    everything, unread = "SELECT count(*) FROM readings", "SELECT count(*) FROM readings WHERE reader_version = 0"
    number = counted(everything)
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", READING_ANEW], cwd=Path(__file__).resolve().parents[2], env=program.environment()
        )
        left = counted(unread)
        while process.poll() is None and counted(unread) > left - 5:
            time.sleep(0.01)
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert counted(everything) == number
        assert [program.run("export", what, "--json").out for what in ("people", "quotes")] == before
    assert 0 < counted(unread) < number
    (answer,) = program.ask("/who Ana Ruiz")
    assert answer["entity"] == "Ana Ruiz"
    assert program.run("check").status == 0
