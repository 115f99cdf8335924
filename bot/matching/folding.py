"""The form in which names are compared: lower case, no accents, no marks, single spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")

# Letters that canonical decomposition leaves whole (Unicode has no base letter for them), as plain keyboards have them.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ə": "e"}
)
_DROPPED = re.compile(r"['’‘ʼʻ`´]")
_POSSESSIVE = re.compile(r"['’ʼ]s(?![^\W_])", re.IGNORECASE)
_BETWEEN = re.compile(r"[\W_]+")


def read_list(name: str) -> list[str]:
    """Return the lines of a word list of this package, without comments and empty lines."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def read_groups(name: str) -> list[tuple[str, ...]]:
    """Return the lines of a list whose words are parted by commas, each as a tuple of folded words."""
    return [tuple(fold(word) for word in line.split(",") if word.strip()) for line in read_list(name)]


_SCRIPTS = {
    letter: latin for letter, _, latin in (line.partition("\t") for line in read_list("letters.tsv") if "\t" in line)
}
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u0900-\u097f]+")


def in_other_script(text: str) -> bool:
    """Tell whether some of the text is Cyrillic or Devanagari, which :func:`fold` writes in Latin letters."""
    return _OTHER_SCRIPT.search(text) is not None


def _latin(match: re.Match[str]) -> str:
    """Return a Cyrillic or Devanagari word in Latin letters."""
    word = ""
    for letter in match.group():
        latin = _SCRIPTS.get(letter, letter)
        # A vowel sign takes the place of the vowel that the consonant before it carries.
        word = word.removesuffix("a") + latin[1:] if latin.startswith("+") else word + latin
    # The last consonant of a Hindi word is spoken without its vowel.
    devanagari = "\u0900" <= match.group()[-1] <= "\u097f" and _SCRIPTS.get(match.group()[-1], "").endswith("a")
    return word.removesuffix("a") if devanagari and not _SCRIPTS[match.group()[-1]].startswith("+") else word


def _unaccented(text: str) -> str:
    composed = _OTHER_SCRIPT.sub(_latin, unicodedata.normalize("NFC", text).lower())
    plain = unicodedata.normalize("NFKD", composed).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return ``text`` with case, accents, apostrophes and possessive "'s" dropped and all other marks made spaces."""
    bare = text.lower() if text.isascii() else _unaccented(text)
    return " ".join(_BETWEEN.sub(" ", _DROPPED.sub("", _POSSESSIVE.sub("", bare))).split())
