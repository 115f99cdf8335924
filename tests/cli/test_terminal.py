"""What a person at a terminal sees: colours unless NO_COLOR is set, a prompt, choices by number."""

from __future__ import annotations

import os
import select
import sys

import pytest

from tests.cli.running import ROOT, SEED_CLOCK, Program

pty = pytest.importorskip("pty", reason="pseudo-terminals are a thing of Unix")
PATIENCE = 60.0
# With this the prompt says that it takes pasted text: it is ready to be typed into.
PROMPT = b"\x1b[?2004h"


def converse(program: Program, typed: list[tuple[str, str]], **environment: str) -> str:
    """Type each line once its awaited text and a new prompt are seen; return all that the terminal showed."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        variables = program.environment(TERM="xterm-256color", COLUMNS="100", LINES="40", **environment)
        os.execve(sys.executable, [sys.executable, "-m", "bot", "--now", SEED_CLOCK], variables)
    shown, seen = b"", 0
    for awaited, line in typed:
        while not _ready(shown[seen:], awaited) and (more := _read(terminal)):
            shown += more
        seen = len(shown)
        os.write(terminal, line.encode())
    while more := _read(terminal):
        shown += more
    os.close(terminal)
    os.waitpid(pid, 0)
    return shown.decode(errors="replace")


def _ready(shown: bytes, awaited: str) -> bool:
    return PROMPT in shown.partition(awaited.encode())[2]


def _read(terminal: int) -> bytes:
    """Return what comes next, nothing at the end or when it takes too long."""
    if not select.select([terminal], [], [], PATIENCE)[0]:
        return b""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_colours_and_choices(program: Program) -> None:
    shown = converse(
        program, [("no outlet or link given", "/who Rubio\r"), ("(1) More", "1\r"), ("What others say", "\x04")]
    )
    assert "\x1b[1;36mMarco Rubio" in shown
    assert "What others say of Marco Rubio" in shown


def test_no_colour_where_it_is_not_wanted(program: Program) -> None:
    shown = converse(program, [("no outlet or link given", "/who Rubio\r"), ("(1) More", "\x04")], NO_COLOR="1")
    assert "Marco Rubio" in shown
    assert "36mMarco Rubio" not in shown
