"""A typed name, taken apart: its words, without honorifics and suffixes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.matching.folding import fold, read_list

LIMIT = 200
"""No more characters than this of a typed name are looked at: no name is longer."""
PARTICLES = frozenset(
    """van der den de del della di da dos das do du la le von zu al el bin bint ibn abu ben ter ten st the of and y
    e""".split()
)
LINKING = frozenset({"of", "the", "and", "y", "e", "la", "du", "le", "st", "al"})
"""Particles that link other words more often than names."""
_GENDERS = dict(line.split(",") for line in read_list("honorifics.txt"))
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# How titles are cut short before a name ("Adm. Bell"), and inside an office ("sec of state").
_SHORT_TITLES = {
    "adm": "admiral", "gen": "general", "col": "colonel", "capt": "captain", "maj": "major", "cmdr": "commander",
    "gov": "governor", "sen": "senator", "amb": "ambassador", "pres": "president", "sec": "secretary",
    "min": "minister", "insp": "inspector", "sgt": "sergeant", "lt": "lieutenant",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed name: its folded words, those without honorifics, the gender that an honorific shows, and honorifics
    that show none ("Dr")."""

    words: tuple[str, ...]
    core: tuple[str, ...]
    gender: str | None
    titles: frozenset[str] = frozenset()


def parse(typed: str) -> Typed:
    """Take a typed name apart. Raises for no text."""
    words = tuple(fold(typed[:LIMIT]).split())
    core = words
    gender = None
    titles: set[str] = set()
    while len(core) > 1 and core[0] in _GENDERS:
        shown = {"m": "m", "f": "f"}.get(_GENDERS[core[0]])
        gender = gender or shown
        titles |= {core[0]} if shown is None else set()
        core = core[1:]
    while len(core) > 1 and core[-1] in _SUFFIXES:
        core = core[:-1]
    if len(core) > 1 and not _SHORT_TITLES.keys().isdisjoint(core):
        core = tuple(
            _SHORT_TITLES.get(word, word) if place == 0 or word == "sec" else word for place, word in enumerate(core)
        )
    return Typed(words, core, gender, frozenset(titles))


def replace_core(query: Typed, core: tuple[str, ...]) -> Typed:
    """Return the query with other words in place of its own."""
    return Typed(core, core, query.gender, query.titles)
