"""Words in quotation marks that the form of the sentence shows to be no speech."""

from __future__ import annotations

from bot.reading.quotes.grammar import BOUNDARIES
from bot.reading.quotes.scene import Atom, Scene

_MOST_WORDS = 3
_REACH = 30
_SPEAKING = frozenset({"S", "T", "C", "A", "Sg", "Tg", "Cg"})
_NAMING = frozenset("so-called called dubbed known nicknamed titled entitled labelled labeled named billed".split())

_OTHER_NAMES = frozenset("alias codename nickname pseudonym".split())
_IS, _ANY = frozenset({"is", "was"}), frozenset({"a", "an"})
_WORDS = frozenset("word term phrase expression nickname".split())  # of 24 such stretches in training 2 were speech

# What is worn, waved or stuck on with words on it: "a “Not Today” hat". Of ten such stretches in training two were
# speech, both of a clause around them.
_LETTERED = frozenset(
    "armband badge badges banner banners button buttons cap caps hat hats magnet magnets mug mugs pin pins placard "
    "placards poster posters shirt shirts sign signs sticker stickers sweatshirt sweatshirts t-shirt t-shirts".split()
)


def is_scare_quote(scene: Scene, index: int) -> bool:
    """Whether a short fragment merely qualifies a noun in a sentence without a verb of speech ("reciprocal" tariff)."""
    quote = scene.quoted[index]
    text = scene.document.text
    inner = text[quote.inner.start : quote.inner.end]
    if quote.closed and _on_thing(scene, scene.rows[quote.paragraph], scene.place[index]):
        return True
    if not quote.closed or not inner or len(inner.split(None, _MOST_WORDS)) > _MOST_WORDS:
        return False
    row = scene.rows[quote.paragraph]
    at = scene.place[index]
    if inner[-1] == ":" and all(atom.kind in {"Q", "|"} for atom in row):
        return True  # a heading: "Related:"
    known = at > 1 and row[at - 1].kind == "as" and row[at - 2].word == "known"
    if known or (at and row[at - 1].word in _OTHER_NAMES):
        return True
    if inner[-1] in ".,?!":
        return False
    if _explained(scene, row, at):
        return True
    if at and (row[at - 1].word == "so-called" or row[at - 1].word in _WORDS):
        return True
    after = row[at + 1] if at + 1 < len(row) else None
    if after is None or after.kind not in {"w", "g", "G", "b", "d"} or not text[after.start].islower():
        return False
    if text[quote.outer.end : after.start] != " ":
        return False
    for step in (1, -1):
        k = at + step
        while 0 <= k < len(row) and abs(k - at) < _REACH and row[k].kind not in BOUNDARIES:
            if row[k].kind in _SPEAKING and row[k].word not in _NAMING:
                return False
            k += step
    return True


def _on_thing(scene: Scene, row: list[Atom], at: int) -> bool:
    """Whether the words stand on what the next word names: "their “Make Way for Ducks” signs"."""
    if at + 1 >= len(row) or scene.document.text[scene.quoted[row[at].ref].outer.end : row[at + 1].start] != " ":
        return False
    return row[at + 1].word in _LETTERED


def _explained(scene: Scene, row: list[Atom], at: int) -> bool:
    """Whether a sentence begins with the quotation and says what it is: "“Non-paper” is a term of diplomats"."""
    if (at and row[at - 1].kind not in BOUNDARIES) or at + 2 >= len(row) or row[at + 1].word not in _IS:
        return False
    return scene.document.text[row[at + 2].start : row[at + 2].end].split(None, 1)[0] in _ANY
