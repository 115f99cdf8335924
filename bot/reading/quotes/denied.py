"""Words in quotation marks that the text itself says nobody spoke: denied ("never said ...") or forged."""

from __future__ import annotations

from bot.reading.quotes.grammar import BOUNDARIES, lemma_of
from bot.reading.quotes.scene import Atom, Scene

_FORGED = frozenset("forged fabricated fake faked doctored bogus falsified hoax deepfake counterfeit".split())
_READING = frozenset(
    "read reads reading said says saying stating stated claiming claimed quoted quotes quoting showed shows showing "
    "attributed declared announced".split()
)
_LINK = frozenset({":", ",", "that", "r", "h"})  # between the verb and its words
_AUXILIARY = frozenset({"VX", "r"})
_WITHIN = frozenset({"that", "who", "VX", "r", "w", "IN", "of", "to", "by"})  # between a forgery and its verb
_LINKING = frozenset({"IN", "of", "to", "by"})
_TEXTS = frozenset({"post", "tweet", "report"})  # nouns that look like verbs of speech
_STOPS = BOUNDARIES | {",", ";", "&", "but", "Q", "(", "-"}
_NOT_ONLY = frozenset({"only", "just", "merely", "simply"})
_DOUBTS = frozenset({"deny", "dispute", "doubt", "hide"})
_REACH = 12  # atoms


def is_denied(scene: Scene, index: int) -> bool:
    """Whether the words of quotation ``index`` are denied by its own sentence, or those of a forgery."""
    row = scene.rows[scene.quoted[index].paragraph]
    at = scene.place.get(index, 0)
    verb = at - 1
    while verb >= 0 and at - verb < 4 and row[verb].kind in _LINK:
        verb -= 1
    return (verb >= 0 and _negated(row, verb)) or _forged(scene, row, at)


def _negated(row: list[Atom], verb: int) -> bool:
    """Whether a verb of speech is denied: "never said", "did not tell", "denied saying", "denied having said"."""
    if row[verb].kind[0] not in "ST" or lemma_of(row[verb]) in _DOUBTS:
        return False
    at = verb - 1
    while at >= 0 and verb - at < 5 and row[at].kind in _AUXILIARY:
        if row[at].word in _NOT_ONLY:
            return False
        at -= 1
    if at < 0:
        return False
    having = row[verb].kind.endswith("g") or (at + 1 < verb and row[at + 1].word == "having")
    return row[at].kind == "not" or (having and lemma_of(row[at]) == "deny")


def _forged(scene: Scene, row: list[Atom], at: int) -> bool:
    """Whether a forgery holds the words: "a forged letter that read ...", "a fake post quoted her as saying ..."."""
    text = scene.document.text
    for k in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if row[k].kind in _STOPS and not (k == at - 1 and row[k].kind == ","):
            return False
        atom = row[k]
        if atom.ref < 0:
            forged = atom.word in _FORGED
        else:
            forged = not _FORGED.isdisjoint(text[atom.start : min(atom.end, atom.start + 200)].lower().split())
        if forged and _reads(row, k + 1, at):
            return True
    return False


def _reads(row: list[Atom], first: int, at: int) -> bool:
    """Whether a verb of reading follows at ``first``, with nobody between who could be its subject."""
    for k in range(first, at):
        if row[k].word in _READING:
            return True
        if (
            row[k].kind not in _WITHIN
            and row[k].word not in _TEXTS
            and not (row[k].ref >= 0 and row[k - 1].kind in _LINKING)
        ):
            return False
    return False
