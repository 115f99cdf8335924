"""What the commands share: the options, standard output as JSON lines, running the event loop."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import click

from bot.clock import parse_instant

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


class Instant(click.ParamType[dt.datetime]):
    """An ISO 8601 time on the command line."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """Return an aware UTC instant; a text that is none is wrong usage."""
        if isinstance(value, dt.datetime):
            return value
        try:
            return parse_instant(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def now_option(command: F) -> F:
    """Give a command ``--now TIME``."""
    return click.option("--now", type=Instant(), default=None, help="Take it to be this time (ISO 8601).")(command)


def any_now(command: F) -> F:
    """Take ``--now`` where the time makes no difference, so that a script may always give it."""
    return click.option("--now", type=Instant(), expose_value=False, hidden=True)(command)


def json_option(command: F) -> F:
    """Give a command ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="JSON lines on standard output, nothing else.")(command)


def emit(value: Any) -> None:
    """Write one JSON object as one ASCII line, at once: who reads it may be waiting for the answer."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True, separators=(", ", ": ")) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Write a line for a person to standard error."""
    click.echo(text, err=True)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work`` in an event loop of its own."""
    return asyncio.run(work)
