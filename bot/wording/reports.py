"""Wording of reports: what a person who found a mistake is asked and told, and what the owners are told."""

from __future__ import annotations

from bot.wording.reply import Line, Part, Reply

TITLE = "Report a mistake"
ASK_REASON = "What is wrong?"
ASK_SENTENCE = "Which sentence is it about?"
THANKS = "Thank you. It is kept for those who run this bot, without your name."
TOO_OFTEN = "That was quick! Please wait a few seconds before the next report."


def word_report(number: int, asked: str, sentence: str, reason: str) -> Reply:
    """Tell an owner of a new report."""
    lines = [Line("text", (Part(reason, "strong"),))]
    if sentence:
        lines.append(Line("quote", (Part(sentence, "article"),)))
    lines.append(Line("note", (Part(f"Answer to: {asked}" if asked else "Which answer is not known any more."),)))
    lines.append(Line("note", (Part("/correct list shows all; /correct settle closes one."),)))
    return Reply(f"Report {number}", tuple(lines))
