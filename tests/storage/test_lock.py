from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import StoreInUseError, StoreReadOnlyError
from storage.lock import bot_lock
from storage.store import Store
from tests.storage.test_database import ROOT

HOLDER = (
    "import sys\nfrom pathlib import Path\nfrom storage.lock import bot_lock\n"
    "with bot_lock(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
)


def holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


async def test_a_second_bot_is_refused_and_told_of_the_first(path: Path) -> None:
    process = holder(path)
    try:
        with pytest.raises(StoreInUseError, match=f"process {process.pid}"), bot_lock(path):
            pass
        link = path.with_name("link.db")
        link.symlink_to(path)
        with pytest.raises(StoreInUseError), bot_lock(link):
            pass
        with bot_lock(path.with_name("other.db")):  # another store has its own
            pass
        async with Store.open(path) as store:  # other commands work beside it
            assert await store.articles.count() == 0
    finally:
        process.kill()
        process.communicate()
    with bot_lock(path):  # kill -9 lets it go
        pass


def test_an_orderly_end_lets_go(path: Path) -> None:
    with bot_lock(path):
        with pytest.raises(StoreInUseError), bot_lock(path):
            pass
        with pytest.raises(StoreInUseError, match="process"), bot_lock(path):
            pass
    with bot_lock(path):
        pass


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreReadOnlyError), bot_lock(tmp_path / "file" / "briefing.db"):
        pass
