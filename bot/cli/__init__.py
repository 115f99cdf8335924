"""The command line, and the one place where everything is put together."""

from __future__ import annotations

import os
import sys

from bot.cli.app import app
from bot.settings import SettingsError
from storage.errors import StoreError


def main() -> None:
    """Run the command line. Expected errors are one clear sentence each on standard error, exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="python -m bot")
    except (SettingsError, StoreError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read our output has had enough. Python would complain once more while closing standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
