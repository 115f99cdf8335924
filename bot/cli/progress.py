"""A progress bar for a long taking-in, shown only where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

# Fewer articles are done before a bar could be read.
LONG = 200


class Progress:
    """Shows how many of the articles in the given files are done, how many a second, and the time left."""

    def __init__(self, paths: Sequence[Path]) -> None:
        watched = sys.stderr.isatty()
        self._total = sum(_articles(path) for path in paths) if watched else 0
        self._bar: Bar | None = None
        self._articles = 0
        if self._total > LONG:
            self._bar = Bar(
                TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:.0f} a second"),
                BarColumn(),
                TaskProgressColumn(),
                TextColumn("left"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task("", total=self._total, articles=0, rate=0.0)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, articles: int) -> None:
        """Count ``articles`` more."""
        if self._bar is None:
            return
        self._articles += articles
        elapsed = self._bar.tasks[0].elapsed or 0.001
        self._bar.update(self._task, advance=articles, articles=self._articles, rate=self._articles / elapsed)


def _articles(path: Path) -> int:
    """Return how many articles ``path`` holds: a file is one, a .jsonl one a line."""
    try:
        if path.is_dir():
            return sum(_articles(each) for each in path.rglob("*") if each.is_file())
        if path.suffix.lower() != ".jsonl":
            return 1
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0
