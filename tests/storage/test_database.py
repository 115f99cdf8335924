# Files are looked at between awaits, where nothing else runs.
# ruff: noqa: ASYNC240
from __future__ import annotations

import asyncio
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from storage import backups, codec, migrations
from storage.database import Database
from storage.errors import (
    BackupRefusedError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreForeignError,
    StoreFullError,
    StoreIsFolderError,
    StoreMissingError,
    StoreNewerError,
    StoreOlderError,
    StoreReadOnlyError,
)
from storage.intake import TakenIn, quoted_mentions
from storage.opening import APPLICATION_ID
from storage.records import Reading
from storage.store import Store
from storage.terms import Term
from tests.storage.samples import BLOCKS, NOW, TEXT, article, projected, reading

ROOT = Path(__file__).resolve().parents[2]


def writer(path: Path, first: int, count: int, size: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.storage.writing", str(path), str(first), str(count), str(size)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


async def fill(path: Path, count: int = 30) -> None:
    async with Store.open(path) as store:
        await store.articles.put_batch([TakenIn(article(number), reading(), 1, BLOCKS) for number in range(count)])


# ---- nothing confirmed is lost ----


@pytest.mark.parametrize(("size", "after"), [(1, 1), (1, 7), (5, 10), (50, 50)])
async def test_a_killed_process_loses_nothing_that_it_named(path: Path, size: int, after: int) -> None:
    process = writer(path, 0, 100_000, size)
    assert process.stdout
    named = []
    with process.stdout as lines:
        assert next(lines) == "ready\n"
        for line in lines:
            named.append(line.strip())
            if len(named) == after:
                process.kill()
    process.wait()
    async with Store.open(path) as store:
        assert await store.database.integrity_check() == []
        kept = await store.articles.ids()
        assert set(named) <= set(kept)
        assert len(kept) % size == 0  # a batch is there whole or not at all
        for one in kept:
            assert await store.articles.reading(one) == reading()
        assert len(await store.articles.search([Term("harbour")], now=NOW.replace(year=2999), limit=10**6)) == len(kept)
        assert (await store.people.dirty()).blocks == ("bjelke", "okafor")


async def test_a_process_killed_while_it_makes_the_store_leaves_none_or_a_whole_one(path: Path) -> None:
    for delay in (0.0, 0.15, 0.25, 0.3, 0.35):
        process = writer(path, 0, 100_000, 1)
        await asyncio.sleep(delay)
        process.kill()
        assert process.stdout
        process.stdout.close()
        process.wait()
        async with Store.open(path) as store:
            assert await store.database.integrity_check() == []


async def test_two_processes_write_at_once(path: Path) -> None:
    processes = [writer(path, first, 60, 3) for first in (0, 1000)]
    async with Store.open(path) as store:
        while any(process.poll() is None for process in processes):
            await store.articles.put(article(2000), Reading(), 1)
            await store.articles.count()
            await asyncio.sleep(0.01)
        for process in processes:
            assert process.stdout
            assert len(process.stdout.readlines()) == 61
            process.stdout.close()
            assert process.returncode == 0
        assert await store.articles.count() == 121
        assert await store.edition() == 121  # no change was counted twice, none was missed
        assert await store.database.integrity_check() == []


async def test_two_processes_make_one_store(path: Path) -> None:
    processes = [writer(path, first, 5, 5) for first in (0, 10, 20)]
    for process in processes:
        assert process.stdout
        process.stdout.read()
        process.stdout.close()
        assert process.wait() == 0
    async with Store.open(path) as store:
        assert await store.articles.count() == 15


# ---- transactions ----


async def test_an_error_rolls_back_and_the_next_goes_on(store: Store) -> None:
    async def fails() -> None:
        async with store.database.transaction() as connection:
            await connection.execute("UPDATE editions SET number = 99")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fails()
    assert await store.edition() == 0
    async with store.database.transaction() as connection:
        await connection.execute("UPDATE editions SET number = 7")
    assert await store.edition() == 7


async def test_a_cancelled_task_rolls_back_wherever_it_stands(store: Store) -> None:
    async def change() -> None:
        async with store.database.transaction() as connection:
            for number in range(50):
                await connection.execute("UPDATE editions SET number = ?", (1000 + number,))
            await asyncio.sleep(10)

    for steps in range(12):
        task = asyncio.create_task(change())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await store.edition() == 0
    await store.articles.put(article(), Reading(), 1)
    assert await store.edition() == 1


async def test_coroutines_do_not_share_a_transaction(store: Store) -> None:
    async def put(number: int) -> None:
        await store.articles.put(article(number), reading(), 1, BLOCKS)

    async def fails() -> None:
        async with store.database.transaction() as connection:
            await connection.execute("DELETE FROM articles")
            await asyncio.sleep(0)
            raise RuntimeError

    results = await asyncio.gather(*map(put, range(10)), fails(), *map(put, range(10, 20)), return_exceptions=True)
    assert sum(isinstance(result, RuntimeError) for result in results) == 1
    assert await store.articles.count() == 20


async def test_another_program_that_holds_the_store_is_told_after_waiting(path: Path) -> None:
    await fill(path, 1)
    async with Database.open(path, busy_seconds=0.1) as database:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusyError, match="held by another program"):
                async with database.transaction():
                    pass
            assert len(await database.fetch("SELECT id FROM articles")) == 1  # readers don't wait
            other.execute("ROLLBACK")
        async with database.transaction():
            pass


async def test_faults_of_this_program_are_not_dressed_up(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await store.database.fetch("SELECT 1 FROM no_table")
    with pytest.raises(sqlite3.OperationalError, match="attempt to write"):
        await store.database.fetch("DELETE FROM articles")


async def test_readers_only_read(store: Store) -> None:
    async with store.database.reader() as connection:
        with pytest.raises(sqlite3.OperationalError):
            await connection.execute("DELETE FROM articles")


# ---- files that won't do ----


async def refused(path: Path, kind: type[StoreError], migrate: bool = True) -> str:
    with pytest.raises(kind) as caught:
        async with Database.open(path, migrate):
            pass
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def header(path: Path, pragma: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(pragma)


async def test_a_newer_store_is_refused_and_left_as_it_is(path: Path) -> None:
    await fill(path, 1)
    header(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    assert "newer" in await refused(path, StoreNewerError)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"garbage",
        b"\x00" * 4096,
        b"SQLite format 3\x00",
        b"SQLite format 2\x00" * 300,
        random.Random(1).randbytes(9000),
    ],
)
async def test_what_is_no_database_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    await refused(path, StoreDamagedError)
    assert path.read_bytes() == content


async def test_a_header_alone_is_damaged(path: Path) -> None:
    await fill(path, 1)
    path.write_bytes(path.read_bytes()[:100])
    await refused(path, StoreDamagedError)


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.95])
async def test_a_truncated_store_is_refused(path: Path, kept: float) -> None:
    await fill(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    await refused(path, StoreDamagedError)


async def test_an_empty_file_is_a_new_store_unless_its_log_says_otherwise(path: Path) -> None:
    path.touch()
    await fill(path, 1)
    other = path.with_name("other.db")
    other.touch()
    other.with_name("other.db-wal").write_bytes(b"x" * 5000)
    await refused(other, StoreDamagedError)
    assert other.with_name("other.db-wal").stat().st_size == 5000


async def test_damage_in_the_middle_is_told_when_met_and_by_the_check(path: Path) -> None:
    await fill(path, 200)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8 * 4096] = b"\xa5" * 8 * 4096
    path.write_bytes(content)
    async with Store.open(path) as store:
        problems = await store.database.integrity_check()
        assert problems
        with pytest.raises(StoreDamagedError):
            await store.database.backup(path.with_name("copy.db"))
        assert not path.with_name("copy.db").exists()


async def test_an_index_that_does_not_fit_its_articles_is_found(path: Path) -> None:
    await fill(path, 3)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER articles_fts_update")
        connection.execute("UPDATE articles SET text = 'Other words.' WHERE key = 2")
        connection.commit()
    async with Store.open(path) as store:
        assert any("index" in problem for problem in await store.database.integrity_check())


async def test_a_path_that_no_system_takes_is_refused() -> None:
    with pytest.raises(StoreReadOnlyError):
        async with Database.open(Path("a\0b")):
            pass


async def test_a_full_disk_is_told(store: Store) -> None:
    async with store.database.transaction() as connection:
        await connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(StoreFullError, match="full"):
        await store.articles.put(article(text="A long text. " * 10_000), Reading(), 1)
    async with store.database.transaction() as connection:
        await connection.execute("PRAGMA max_page_count = 1000000")
    assert await store.articles.put(article(), Reading(), 1) == "new"


async def test_a_folder_is_refused(tmp_path: Path) -> None:
    await refused(tmp_path, StoreIsFolderError)


async def test_another_programs_database_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    await refused(path, StoreForeignError)
    assert path.read_bytes() == before


async def test_nothing_is_made_where_making_was_not_asked_for(path: Path) -> None:
    await refused(path, StoreMissingError, migrate=False)
    assert not path.exists()


async def test_folders_are_made_for_a_new_store(tmp_path: Path) -> None:
    path = tmp_path / "data" / "of mine #1?" / "briefing%20.db"
    await fill(path, 1)
    assert path.is_file()


async def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    await refused(tmp_path / "file" / "briefing.db", StoreReadOnlyError)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of POSIX")
@pytest.mark.parametrize("what", ["folder", "file", "new"])
def test_a_read_only_place_is_refused(what: str) -> None:
    # Its own folder in the system's temporary one, as another user must reach it when the tests are run by root.
    folder = Path(tempfile.mkdtemp())
    path = folder / "briefing.db"
    try:
        if what != "new":
            asyncio.run(fill(path, 1))
        path.with_name("briefing.db-shm").unlink(missing_ok=True)
        if what != "folder" and what != "new":
            path.chmod(0o444)
        folder.chmod(0o555 if what != "file" else 0o777)
        user = os.geteuid()
        os.seteuid(65534 if user == 0 else user)
        try:
            sentence = asyncio.run(refused(path, StoreReadOnlyError))
        finally:
            os.seteuid(user)
        assert "can't be written" in sentence
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


# ---- migrations ----


def old_store(path: Path, version: int) -> None:
    """Make a store as the program of that version left it, with an article in it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for step in migrations.migrations()[:version]:
            for statement in step.statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(
            "INSERT INTO articles (id, published_day_only, language, derived, fingerprint, content_hash, title, text) "
            "VALUES ('old', 0, 'en', '[]', '', '', 'A title', 'An old harbour.')"
        )
        connection.execute("INSERT INTO readings (article, reader_version, rest) VALUES (1, 1, '{}')")
        connection.executemany(
            "INSERT INTO read_people (article, position, block, name, data) VALUES (1, ?, 'b', ?, ?)",
            [(place, person.name, codec.dumps(person)) for place, person in enumerate(reading().people)],
        )
        connection.executemany(
            "INSERT INTO read_quotes (article, position, person, start_at, end_at, confidence, shown, data) "
            "VALUES (1, ?, ?, ?, ?, 1, 1, ?)",
            [(place, quote.person, *quote.span, codec.dumps(quote)) for place, quote in enumerate(reading().quotes)],
        )
        if version >= 3:
            named = [(1, *pair) for pair in sorted(quoted_mentions(reading()))]
            connection.executemany("INSERT INTO quoted_mentions (article, person, quote) VALUES (?, ?, ?)", named)
        if version >= 2:  # and a correction of a person who was known then
            connection.execute("INSERT INTO known_people (key, id, name, data) VALUES (1, 'okafor', 'Okafor', '{}')")
            connection.execute("INSERT INTO members (article, position, person, ordinal) VALUES (1, 0, 1, 0)")
            connection.execute(
                "INSERT INTO corrections (kind, person, reason, made) VALUES ('hide_person', 'okafor', 'asked', 0)"
            )
        if version >= 4:
            anchor = (reading().people[0].name,)
            connection.execute("INSERT INTO correction_anchors VALUES (1, 'person', 'old', ?)", anchor)


LATEST = len(migrations.migrations())


@pytest.mark.parametrize("version", range(1, LATEST))
async def test_every_older_store_is_brought_up_to_date_after_a_backup(path: Path, version: int) -> None:
    old_store(path, version)
    await refused(path, StoreOlderError, migrate=False)
    async with Store.open(path) as store:
        assert await store.articles.ids() == ["old"]
        assert [hit.article for hit in await store.articles.search([Term("harbour")], now=NOW)] == ["old"]
        assert await store.articles.reading("old") == Reading(reading().people, reading().quotes)
        await store.people.replace_blocks(["b"], projected("old"))
        assert [one.index for one in await store.people.quotes_mentioning("okafor", NOW, 5)] == [1]
        assert await store.people.quotes_mentioning("bjelke", NOW, 5) == []
        anchors = [each.anchors for each in await store.corrections.of_people()]
        assert anchors == ([(("old", reading().people[0].name),)] if version >= 2 else [])
        assert await store.database.integrity_check() == []
    (copy,) = backups.automatic_copies(path)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT id FROM articles").fetchall() == [("old",)]
    async with Store.open(path):
        pass
    assert backups.automatic_copies(path) == [copy]  # none is made where nothing is changed
    # The way back: the copy in the place of the store. The next upgrade keeps this copy too.
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.copy(copy, path)
    async with Store.open(path) as store:
        assert await store.articles.count() == 1
    assert len(backups.automatic_copies(path)) == 2


async def test_a_step_that_fails_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await fill(path, 2)
    broken = migrations.Migration(LATEST + 1, "broken", ("DELETE FROM articles", "CREATE TABLE articles (id)"))
    steps = (*migrations.migrations(), broken)
    monkeypatch.setattr("storage.opening.migrations", lambda: steps)
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        async with Database.open(path):
            pass
    monkeypatch.undo()
    async with Store.open(path) as store:
        assert await store.articles.count() == 2


async def test_two_that_upgrade_at_once_take_each_step_once(path: Path) -> None:
    old_store(path, 1)

    async def count() -> int:
        async with Store.open(path) as store:
            return await store.articles.count()

    assert await asyncio.gather(*(count() for _ in range(4))) == [1] * 4
    async with Store.open(path) as store:
        assert await store.database.integrity_check() == []
    assert len(backups.automatic_copies(path)) >= 1


def test_migrations_must_be_numbered_without_a_gap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "__file__", str(tmp_path / "__init__.py"))
    (tmp_path / "0002_second.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match="gap"):
        migrations.migrations.__wrapped__()
    (tmp_path / "0001-first.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match="no name"):
        migrations.migrations.__wrapped__()


async def test_a_new_store_needs_no_backup(path: Path) -> None:
    await fill(path, 1)
    assert backups.automatic_copies(path) == []


def test_scripts_are_split_into_whole_statements() -> None:
    script = (
        "-- A comment; with a semicolon.\nCREATE TABLE a (b); -- after\n\nCREATE TRIGGER c AFTER INSERT ON a BEGIN\n"
    )
    script += "    SELECT 1;\n    SELECT 2;\nEND;\n"
    assert len(migrations.statements(script)) == 2
    with pytest.raises(ValueError, match="middle"):
        migrations.statements("CREATE TABLE a (b)")


# ---- backups ----


async def test_a_backup_is_whole_while_others_write(path: Path) -> None:
    process = writer(path, 0, 100_000, 5)
    assert process.stdout
    for _ in range(30):
        process.stdout.readline()
    async with Store.open(path) as store:
        for number in range(3):
            copy = path.with_name(f"copy{number}.db")
            await store.database.backup(copy)
            with closing(sqlite3.connect(copy)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                assert connection.execute("SELECT count(*) % 5 FROM articles").fetchone() == (0,)
    process.kill()
    process.stdout.close()
    process.wait()
    async with Store.open(copy) as store:
        assert await store.articles.count() >= 30
    assert sorted(file.name for file in path.parent.glob("copy*")) == ["copy0.db", "copy1.db", "copy2.db"]


async def test_a_backup_replaces_an_older_one_and_nothing_else(store: Store, path: Path) -> None:
    await store.articles.put(article(), reading(), 1, BLOCKS)
    copy = path.with_name("copy.db")
    await store.database.backup(copy)
    first = copy.read_bytes()
    await store.articles.put(article(2), reading(), 1, BLOCKS)
    await store.database.backup(copy)
    assert copy.read_bytes() != first
    letter = path.with_name("letter.txt")
    letter.write_text("Dear reader")
    link = path.with_name("link.db")
    link.symlink_to(path)
    hard = path.with_name("hard.db")
    hard.hardlink_to(path)
    wrong = [path, link, hard, path.parent / "." / path.name, path.parent, letter, path.with_name("briefing.db-wal")]
    for target in [*wrong, path.parent / "no" / "copy.db", letter / "copy.db", Path("/proc/copy.db"), Path("a\0b")]:
        with pytest.raises(BackupRefusedError) as caught:
            await store.database.backup(target)
        assert str(caught.value).endswith(".")
    assert letter.read_text() == "Dear reader"
    assert await store.articles.count() == 2
    assert await store.database.integrity_check() == []
    assert not list(path.parent.glob("*.part*"))


# ---- removal ----


async def test_removal_leaves_nothing_of_the_text_in_any_file(path: Path) -> None:
    secret = "Zyqqelwort Quexxal " * 400 + TEXT.replace("Okafor", "Wumblefritz")
    hidden = article(7, text=secret, title="Zyqqelwort title", author="Quexxal")
    read = reading(TEXT)
    async with Store.open(path) as store:
        await store.articles.put_batch([TakenIn(article(number), read, 1, BLOCKS) for number in range(5)])
        await store.articles.put(hidden, read, 1, ("zyqqelwort", "wumblefritz"))
        await store.people.replace_blocks(["zyqqelwort", "wumblefritz"], [])
        await store.people.replace_blocks(
            [*BLOCKS, "zyqqelwort", "wumblefritz"],
            [
                *projected(article(1).id),
                projected(hidden.id)[0].__class__("x", "Zyqqelwort", ("Wumblefritz",), members=((hidden.id, 0),)),
            ],
        )
        await store.lookups.put("who:x", "who", '{"text":"Zyqqelwort"}', NOW)
        await store.articles.put_batch([TakenIn(article(number), read, 1, BLOCKS) for number in range(10, 15)])
        assert found_in(path, "zyqqel")
        async with Store.open(path) as other:  # another process beside it
            assert await store.articles.remove(hidden.id)
            assert await other.articles.get(hidden.id) is None
        for word in ("zyqqel", "quexxal", "wumblefritz"):
            assert not found_in(path, word), word
        assert not await store.articles.remove(hidden.id)
        assert await store.articles.put(hidden, read, 1, BLOCKS) == "removed"
        assert await store.articles.put(article(99, text=secret), read, 1, BLOCKS) == "removed"  # its content as well
        assert await store.articles.put(article(98), read, 1, BLOCKS) == "new"
        assert not found_in(path, "zyqqel")
        assert await store.database.integrity_check() == []
        assert await store.people.get("okafor")  # others stay as they were


def found_in(path: Path, word: str) -> list[str]:
    return [
        file.name
        for file in path.parent.iterdir()
        if word.encode() in file.read_bytes().lower() or word[:5].encode() in file.read_bytes().lower()
    ]


async def test_the_log_is_emptied_as_soon_as_nobody_reads_the_old_state(path: Path) -> None:
    async with Database.open(path, busy_seconds=0.1) as database:
        store = Store(database)
        await store.articles.put(article(text="Zyqqelwort."), Reading(), 1)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM articles").fetchone()
            assert await store.articles.remove(article().id)
            assert not await database.forget_deleted()
            assert found_in(path, "zyqqel")
            other.execute("ROLLBACK")
            await store.articles.put(article(2), Reading(), 1)
            assert not found_in(path, "zyqqel")


async def test_an_id_can_be_blocked_before_it_came(store: Store) -> None:
    assert not await store.articles.remove(article().id)
    assert await store.articles.put(article(), Reading(), 1) == "removed"
    assert await store.articles.put(article(2), Reading(), 1) == "new"  # no hash is known, so no content is blocked
