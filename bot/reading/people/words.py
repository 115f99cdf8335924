"""What is known of words: given names, surnames, titles, places, common words. Read once, at import, from ``data/``."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bot.countries import forms

Gender = Literal["m", "f"]

_DATA = Path(__file__).resolve().parent.parent / "data"
# Letters that the compatibility decomposition leaves whole.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "’": "'", "‘": "'"}
)
_LETTERS.update(str.maketrans({"ʻ": "'", "ʼ": "'", "‐": "-", "‑": "-"}))


def _plain(text: str) -> str:
    low = text.lower().translate(_LETTERS)
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, with straight marks. Hyphens and apostrophes stay."""
    return _plain(text)


def _sections(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section = ""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(section, set()).update(line.split())
    return {key: frozenset(words) for key, words in found.items()}


def _given() -> dict[str, Gender | None]:
    names: dict[str, Gender | None] = {}
    for file in ("given_names.txt", "world_names.txt"):
        sections = _sections(file)
        names.update(dict.fromkeys(sections["u"]))
        names.update(dict.fromkeys(sections["m"], "m"))
        names.update(dict.fromkeys(sections["f"], "f"))
        for name in sections["m"] & sections["f"]:
            names[name] = None
    return names


def _cities() -> frozenset[str]:
    lines = (_DATA / "cities.txt").read_text(encoding="utf-8").splitlines()
    joined = " ".join(line for line in lines if not line.startswith("#"))
    return frozenset(fold(name.strip()) for name in joined.split(";") if name.strip())


def _formal() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in (_DATA / "nicknames.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            formal, *short = line.split()
            for word in (formal, *short):
                found.setdefault(word, set()).add(formal)
    return {word: frozenset(names) for word, names in found.items()}


_FORMAL = _formal()


def formal_names(word: str) -> frozenset[str]:
    """Return the given names that a folded given name may be short for ("ted": edward, theodore), else itself."""
    return _FORMAL.get(word) or frozenset((word,))


_CLASSES = _sections("people_words.txt")
GIVEN = _given()
SURNAMES = _sections("surnames.txt")[""]
SPANISH_SURNAMES = _sections("spanish_surnames.txt")[""]
_COMMON = _sections("common_words.txt")[""]
PLACES = frozenset(forms()) | _cities()
# Places that news writes with full stops; "M.K." and "P.K." are initials, though countries have such codes.
SHORT_PLACES = frozenset("us uk eu un uae usa ussr dc ny la nyc nj nh nm nc nd sc sd ri wv pr nz".split())
PLACE_HEADS = frozenset(place.split()[0] for place in PLACES if " " in place)

HONORIFICS_M = _CLASSES["honorific_m"]
HONORIFICS_F = _CLASSES["honorific_f"]
HONORIFICS = _CLASSES["honorific"] | HONORIFICS_M | HONORIFICS_F
SUFFIXES = _CLASSES["suffix"]
PARTICLES = _CLASSES["particle"]
ROLE_M = _CLASSES["role_m"]
ROLE_F = _CLASSES["role_f"]
ROLES = _CLASSES["role"] | ROLE_M | ROLE_F
ROLES_ALSO_NAMES = _CLASSES["role_also_name"]
TITLES = _CLASSES["role_title"]  # roles that may stand before a lone surname ("Minister Gutiérrez")
ROLE_MODIFIERS = _CLASSES["role_modifier"]
PARTY_PEOPLE = frozenset(
    "democrat republican conservative liberal labourite independent tory socialist libertarian".split()
)
KIN = _CLASSES["kin"]  # words for people that are no role
# Relatives whose gender the word tells.
KIN_F = frozenset("wife mother daughter sister widow aunt niece grandmother granddaughter".split())
KIN_M = frozenset("husband father son brother widower uncle nephew grandfather grandson".split())
VERBS = _CLASSES["verb"]
SPEECH = _CLASSES["speech"]
FUNCTION = _CLASSES["function"]
CALENDAR = _CLASSES["month"]
SEASONS = frozenset({"winter", "summer"})  # surnames too, behind a given name
ORGANISATIONS = _CLASSES["organisation"]
PLACE_WORDS = _CLASSES["place_word"]
COMPANY_NAMES = _CLASSES["company_named_like_people"]  # words joined by hyphens
BRANDS = _CLASSES["brand"]
FAMILY_FIRST = _CLASSES["family_first"]
PLURAL_ROLES = (
    frozenset(
        plural
        for role in ROLES
        for plural in (f"{role}s", f"{role[:-1]}ies", f"{role[:-3]}men")
        if role[-3:] == "man" or plural[-3:] != "men"
    )
    - ROLES
    - GIVEN.keys()
    - SURNAMES
)
THINGS_AFTER = _CLASSES["after_is_thing"]
SHIPS = _CLASSES["ship"]

_SURNAME_STARTS = ("o'", "mc", "mac", "fitz", "al-", "el-", "ibn-", "bin-")
_SURNAME_ENDS = (
    "ski", "sky", "ska", "wicz", "ovic", "evic", "enko", "chuk", "czyk", "sson", "dottir", "escu", "opoulos", "idis",
    "oglu", "shvili", "adze", "yan", "ov", "ova", "eva", "berg", "stein", "mann", "feld", "nen", "gaard", "wala",
)  # fmt: skip


def like_surname(word: str) -> bool:
    """Tell whether a folded word is built as only family names are: "o'shea", "kovalenko"."""
    if len(word) < 6 or is_common(word):
        return False
    return word.startswith(_SURNAME_STARTS) or word.endswith(_SURNAME_ENDS)


_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("er", ""), ("er", "e"),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def is_common(word: str) -> bool:
    """Tell whether the folded ``word`` is a common English word or a regular inflection of one."""
    if word in _COMMON or word in FUNCTION:
        return True
    if word in GIVEN:  # "Carly" is not "car" with an ending
        return False
    for ending, base in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: len(word) - len(ending)]
            if stem + base in _COMMON or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in _COMMON):
                return True
    return False


@lru_cache(maxsize=4_000)
def name_gender(name: str) -> Gender | None:
    """Return the gender that the given name in ``name`` mostly goes with, or None where it tells nothing."""
    for word in name.replace(".", " ").split():
        folded = fold(word)
        if folded in HONORIFICS_M or folded in ROLE_M:
            return "m"
        if folded in HONORIFICS_F or folded in ROLE_F:
            return "f"
        if len(folded) > 1 and folded not in HONORIFICS:
            for part in (folded, *folded.split("-")):
                if (gender := GIVEN.get(part)) is not None:
                    return gender
            return None
    return None
