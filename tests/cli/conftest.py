"""A program with a store of its own and a folder of articles."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import ROOT, Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A program whose articles folder holds the seed."""
    folder = tmp_path / "articles"
    folder.mkdir()
    shutil.copy(next((ROOT / "seeds").glob("*.txt")), folder)
    return Program(tmp_path / "store" / "briefing.db", folder)
