"""Answers to JSON and back; the cache of lookups and the command line use the same form."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.answers.values import Answer

_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def to_json(answer: Answer) -> str:
    """Return the answer as one line of JSON."""
    return _ENCODER.encode(answer).decode()


def from_json(text: str) -> Answer:
    """Return the answer that :func:`to_json` wrote. Raises ``msgspec.ValidationError`` for any other text."""
    return _DECODER.decode(text)


def read_json(text: str) -> Answer | None:
    """Return the answer kept as ``text``; None for a text that is no answer of this version."""
    try:
        return from_json(text)
    except msgspec.DecodeError:
        return None


def to_builtins(answer: Answer) -> Any:
    """Return the answer as plain dicts, lists, texts and numbers."""
    return msgspec.to_builtins(answer)
