"""What a person at a terminal sees: colours unless NO_COLOR is set, a prompt, choices by number."""

from __future__ import annotations

import os
import select
import sys
import time

import pytest

from tests.cli.running import ROOT, SEED_CLOCK, Program

pty = pytest.importorskip("pty", reason="pseudo-terminals are a thing of Unix")
PATIENCE = 60.0


def converse(program: Program, typed: list[tuple[str, str]], **environment: str) -> str:
    """Type each line once its prompt text has been seen; return all that the terminal showed."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        variables = program.environment(TERM="xterm-256color", COLUMNS="100", LINES="40", **environment)
        os.execve(sys.executable, [sys.executable, "-m", "bot", "--now", SEED_CLOCK], variables)
    shown = b""
    end = time.monotonic() + PATIENCE
    for awaited, line in [*typed, ("", "")]:
        seen = len(shown)
        while time.monotonic() < end and (not awaited or awaited.encode() not in shown[max(0, seen - 400) :]):
            ready, _, _ = select.select([terminal], [], [], 0.2)
            if not ready:
                continue
            try:
                more = os.read(terminal, 65536)
            except OSError:
                more = b""
            if not more:
                break
            shown += more
        if line:
            os.write(terminal, line.encode())
    os.close(terminal)
    os.waitpid(pid, 0)
    return shown.decode(errors="replace")


def test_colours_and_choices(program: Program) -> None:
    shown = converse(program, [("paragraph 1", "/who Rubio\r"), ("(1) More", "1\r"), ("What others say", "\x04")])
    assert "\x1b[1;36mMarco Rubio" in shown
    assert "What others say of Marco Rubio" in shown


def test_no_colour_where_it_is_not_wanted(program: Program) -> None:
    shown = converse(program, [("paragraph 1", "/who Rubio\r"), ("(1) More", "\x04")], NO_COLOR="1")
    assert "Marco Rubio" in shown
    assert "36mMarco Rubio" not in shown
