"""Wording of the owners' ``/correct``."""

from __future__ import annotations

from collections.abc import Sequence

from bot.wording.reply import Line, Part, Reply

OWNERS_ONLY = "Only those who run this bot can correct it. “Report” below an answer tells them what is wrong."
NOT_FOUND = "These words don't stand in that article. Copy them from its text, as long a stretch as you like."


def word_list(lines: Sequence[str]) -> Reply:
    """List corrections and open reports, the newest of each first."""
    if not lines:
        return Reply("Corrections", (Line("text", (Part("No corrections, and no open reports."),)),))
    return Reply("Corrections", tuple(Line("item", (Part(line),)) for line in lines))


def made(number: int) -> str:
    """Confirm a correction."""
    return f"Correction {number} holds from the next answer on. /correct withdraw takes it back."


def withdrawn(number: int, found: bool) -> str:
    """Tell what became of taking a correction back."""
    return f"Correction {number} is taken back." if found else f"There is no correction {number}."


def settled(number: int, found: bool) -> str:
    """Tell what became of closing a report."""
    return f"Report {number} is closed." if found else f"There is no open report {number}."
