"""A progress bar for a long taking-in, shown only where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

# Below this many bytes the work is done before a bar could be read.
LONG = 400_000


class Progress:
    """Shows how many bytes of the given files are done, articles a second, and the time left."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._total = sum(_size(path) for path in paths)
        self._bar: Bar | None = None
        self._articles = 0
        if self._total > LONG and sys.stderr.isatty():
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

    def advance(self, articles: int, size: int) -> None:
        """Count ``articles`` more, of ``size`` bytes together."""
        if self._bar is None:
            return
        self._articles += articles
        elapsed = self._bar.tasks[0].elapsed or 0.001
        self._bar.update(self._task, advance=size, articles=self._articles, rate=self._articles / elapsed)


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
        return path.stat().st_size
    except OSError:
        return 0
