"""A reply in a terminal, and lines typed there."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator, Iterator
from typing import BinaryIO

from prompt_toolkit import PromptSession
from rich.console import Console
from rich.text import Text

from bot.wording.reply import Choice, Line, Reply

# Characters that would move the cursor or colour the screen; text from articles must not steer a terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
STYLES = {"plain": "", "strong": "bold", "article": "", "quote": "italic", "match": "bold yellow", "title": "bold cyan"}
INDENT = {"text": "", "section": "", "item": "• ", "quote": "  ", "note": ""}
PROMPT = "> "


def question_lines(stream: BinaryIO) -> Iterator[str]:
    """Yield the lines of ``stream``; they end at ``\\n`` only, and bytes that are no UTF-8 become U+FFFD."""
    for line in stream:
        yield line.removesuffix(b"\n").decode("utf-8", errors="replace")


def clean(text: str) -> str:
    """Return ``text`` without characters that steer a terminal."""
    return _CONTROL.sub("\ufffd", text)


class Terminal:
    """Where replies are shown and questions typed. Colour only where a person watches and NO_COLOR is not set."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        self._choices: tuple[Choice, ...] = ()

    def show(self, reply: Reply) -> None:
        """Print one reply; what may be chosen next can be typed by its number."""
        self._choices = reply.choices
        if reply.title:
            self._console.print(Text(clean(reply.title), style="bold cyan"))
        for line in reply.lines:
            self._console.print(self._line(line))
        for reference in reply.references:
            self._console.print(Text(clean(reference.text), style="dim"))
        for number, choice in enumerate(reply.choices, 1):
            self._console.print(Text(clean(f"({number}) {choice.label}"), style="green"))
        self._console.print()

    def _line(self, line: Line) -> Text:
        text = Text(INDENT[line.kind])
        for part in line.parts:
            text.append(clean(part.text), style=STYLES[part.style])
        for number in line.cites:
            text.append(f" [{number}]", style="dim")
        text.stylize({"section": "bold", "note": "dim"}.get(line.kind, ""))
        return text

    def expand(self, line: str) -> tuple[str, int]:
        """Return the command and page behind a typed number of the last reply's choices, else the line itself."""
        number = line.strip()
        if number.isascii() and number.isdigit() and 1 <= int(number[:4]) <= len(self._choices):
            choice = self._choices[int(number[:4]) - 1]
            return choice.command, choice.page
        return line, 0

    async def lines(self) -> AsyncIterator[str]:
        """Yield typed lines until the input ends. With line editing and history where a person types."""
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            for line in question_lines(sys.stdin.buffer):
                yield line
            return
        session: PromptSession[str] = PromptSession(PROMPT)
        while True:
            try:
                line = await session.prompt_async()
            except (EOFError, KeyboardInterrupt):
                return
            yield line
