"""Text from outside as Discord shows it: literally. It can't mention, link, format, or break out of its line.

discord.py's own ``escape_markdown`` leaves numbered lists, timestamps, command mentions and bare addresses as they are.
The rules here are those of Discord's documented markdown ("Markdown Text 101", "Message Formatting"): a backslash
before any sign that isn't a letter, digit or white space shows that sign as it is.
"""

from __future__ import annotations

import re
import unicodedata

NOT_MENTION = "\u200b"  # between "@" and "everyone" a backslash would not stop a ping, a zero-width space does
_ALWAYS = re.compile(r"[\\*_~|`\[<]")
_MASS_MENTION = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.|(?<=discord)\.(?=gg|com|new)|(?<=discordapp)\.", re.IGNORECASE)
_EMOJI = re.compile(r":(?=[\w+-]+:)")
_LINE_MARK = re.compile(r"^[^\S\n]*([#>+-]|[0-9]{1,20}(?=\.))", re.MULTILINE)
# Signs that show nothing but steer how text looks: controls, fillers that are blank letters, tags.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
_JOINERS = frozenset("\u200c\u200d")


def _hidden(sign: str) -> bool:
    return sign in _BLANK_LETTERS or unicodedata.category(sign) in {"Cc", "Cf"}


def clean(text: str) -> str:
    """Return ``text`` on one line: white space folded, invisible signs taken out, lone surrogates replaced.

    Joiners stay between two signs beyond ASCII, where scripts and emoji need them. Spaces at either end stay.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    text = re.sub(r"[\ud800-\udfff]", "\ufffd", re.sub(r"\s+", " ", text))
    last = len(text) - 1
    kept = [
        sign
        for at, sign in enumerate(text)
        if not _hidden(sign) or (sign in _JOINERS and 0 < at < last and min(text[at - 1], text[at + 1]) > "\x7f")
    ]
    return re.sub(r" {2,}", " ", "".join(kept))


def guards(text: str) -> dict[int, str]:
    """Return what to put before which offset of ``text`` so that Discord shows it literally. Each line start counts."""
    found = {match.start(): "\\" for match in _ALWAYS.finditer(text)}
    found.update((match.start(), "\\") for match in _ADDRESS.finditer(text))
    found.update((match.start(), "\\") for match in _EMOJI.finditer(text))
    for match in _LINE_MARK.finditer(text):
        found[match.end(1) if match[1].isdigit() else match.start(1)] = "\\"
    found.update((match.end(), NOT_MENTION) for match in _MASS_MENTION.finditer(text))
    return found


def escape(text: str) -> str:
    """Return ``text`` on one line, so that Discord shows exactly its visible signs and acts on none."""
    text = clean(text)
    before = guards(text)
    return "".join(before.get(at, "") + sign for at, sign in enumerate(text))
