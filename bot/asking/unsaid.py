"""Messages that speak of "it", "she" or "that one" and name nothing: what stood before them isn't remembered."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.asking.line import Line
from bot.matching import Names, fold
from bot.question import Question
from bot.searching.terms import topic_search

_PRONOUN = r"(?:(?:that|this) one|it|that|this|these|those|he|she|they|him|her|them)"
_AFTER = r"(?: (?:again|now|then|exactly|anyway|all|up|over|to|for|about|with|in|on))*"
_BE = r"(?:is|are|was|were|s|re)"
# "When is it", "how long did that one last": with at most a verb behind it. "Is that ferry late" names a ferry.
_ASKS = re.compile(
    rf"(?:(?:and|so|but|ok|then|also) )*(?:(?:how|what|where|when|why|who|which)(?: \w+)? )?"
    rf"(?:{_BE} (?P<is>{_PRONOUN})|(?:did|does|do|will|would|can|could|has|have|had|should|must) (?P<does>{_PRONOUN})"
    rf"(?: (?:not|ever|really|all|get|be|been))*(?: (?P<verb>\w+))?(?: (?:it|that|this|so))?){_AFTER}"
)
_SHORT = 3
_WHOM = frozenset({"he", "she", "they", "him", "her", "them"})


def unsaid(question: Question, line: Line, names: Names) -> Question:
    """Return the question with a sentence that asks back, where it asks about something that it doesn't name."""
    if question.problem is not None or question.kind not in {"search", "who", "quote"}:
        return question
    subject = fold(question.subject or "")
    pronoun = subject if subject in _WHOM and not question.words else None
    if pronoun is None and question.kind == "search":
        match = _ASKS.fullmatch(line.plain)
        if match is None or topic_search(line.plain).passing or _names(names, match["verb"] or ""):
            return question
        pronoun = match["is"] or match["does"]
    if pronoun is None:
        return question
    asked = f"whom you mean by “{pronoun}”" if pronoun in _WHOM else f"what you mean by “{pronoun}”"
    return replace(question, problem=f"I don't remember earlier messages. Say {asked}.", alternatives=())


def _names(names: Names, word: str) -> bool:
    """Tell whether a word names something; "do" and "it" are no countries here."""
    return len(word) > _SHORT and names.has_word(word)
