"""Words that govern a clause about what somebody says, thinks, wants or judges.

Those of speech are the cues of ``cues.tsv``. Others, in ``attitudes.tsv``, tell what somebody holds without saying that
they uttered it ("endorsed", "is eager", "his belief"); they are no cues for words in quotation marks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.reading.quotes.lexicon import CUES, forms_of, plural_of, rows_of
from bot.reading.quotes.scene import Atom


class Holder(NamedTuple):
    """A governing word: base form, class, and form (f finite or participle, b base, g -ing, p plural).

    Classes are those of atoms for cues (S say, T tell, C call, H hold, A according to), and v verb, a adjective, n noun
    for attitudes.
    """

    lemma: str
    group: str
    form: str


def _load() -> tuple[dict[str, Holder], dict[str, Holder]]:
    words: dict[str, Holder] = {}
    nouns: dict[str, Holder] = {}
    for word, group, *rest in rows_of("attitudes.tsv"):
        if group == "noun":
            nouns[word] = Holder(word, "n", "")
            nouns.setdefault(plural_of(word), Holder(word, "n", "p"))
        elif group == "adjective":
            words.setdefault(word, Holder(word, "a", ""))
        else:
            words[word] = Holder(word, "v", "b")
            for form in rest[0].split() if rest else forms_of(word):
                words[form] = Holder(word, "v", "g" if form.endswith("ing") else "f")
    return words, nouns


_WORDS, _NOUNS = _load()
_SAID = {kind: {word: Holder(cue.lemma, kind, cue.form) for word, cue in CUES.items()} for kind in "STCH"} | {
    "A": {"according to": Holder("according", "A", "")}
}
# All words that may govern; few words of a text are one of them.
GOVERNING = frozenset(_WORDS.keys() | _NOUNS.keys() | {word for said in _SAID.values() for word in said})
_FIRST_WORDS = frozenset(word.split()[0] for word in GOVERNING)
_RUN = re.compile(r"\w+")


def may_report(text: str) -> bool:
    """Tell whether ``text`` has a word that may govern: most words in marks have none, and need not be parsed."""
    return not _FIRST_WORDS.isdisjoint(_RUN.findall(text.lower()))


def holder_of(atom: Atom) -> Holder | None:
    """The governing word that an atom is, or None."""
    kind = atom.kind
    if kind == "w":
        return _WORDS.get(atom.word)
    if kind in {"x", "d", "b"}:
        return _NOUNS.get(atom.word)
    said = _SAID.get(kind[0])
    return said.get(atom.word) if said is not None else None
