"""Runs the program as a person or script does: a process of its own, its own store, nothing else in the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
SEED_CLOCK = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.split("\n") if line]


@dataclass(frozen=True, slots=True)
class Program:
    """The program with one store and its articles folders."""

    database: Path
    articles: Path

    def environment(self, **more: str) -> dict[str, str]:
        """Return all the environment that a run gets."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "HOME") if name in os.environ}
        return {
            **kept,
            "BRIEFING_DATABASE": str(self.database),
            "BRIEFING_ARTICLES": str(self.articles),
            "DISCORD_TOKEN": "",
            **more,
        }

    def run(self, *arguments: str, stdin: str | bytes = b"", **environment: str) -> Ran:
        """Run ``python -m bot`` with these arguments."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=ROOT,
            env=self.environment(**environment),
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def ask(self, *questions: str, now: str = SEED_CLOCK) -> list[dict[str, Any]]:
        """Ask these questions in one run and return the answers' objects."""
        lines = "".join(question + "\n" for question in questions)
        ran = self.run("ask", "-", "--json", "--now", now, stdin=lines)
        assert ran.status == 0, ran.err
        assert len(ran.objects) == len(questions)
        return ran.objects
