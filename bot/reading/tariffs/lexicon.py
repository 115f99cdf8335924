"""The cue words of trade reporting, and a sentence as a row of classed tokens.

Each token has one class, written as one letter, so that a whole sentence is a short string over which patterns run; the
letters' meaning stands in :data:`LETTERS`. A phrase of several words is one token. The word lists are data files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_DATA = Path(__file__).parent.parent / "data"

# class in tariff_lexicon.tsv -> letter in the row
LETTERS = {
    "tariff": "T",  # a noun for an import tariff
    "ratenoun": "R",  # a noun that is a tariff only in its context: rate, charge, penalty
    "other_levy": "X",  # taxes and tariffs that are no import tariff
    "average": "V",
    "goods": "G",  # goods in general
    "makers": "K",  # firms that make or trade goods
    "market": "M",  # things with a percentage that is no tariff
    "move_up": "u",
    "move_down": "v",
    "raise": "r",
    "cut": "c",
    "change": "e",
    "impose": "i",
    "pay": "f",
    "remove": "x",
    "suspend": "s",
    "threat": "h",
    "may": "d",
    "will": "w",
    "now": "N",
    "begin": "B",
    "decided": "E",
    "deal": "L",
    "total": "S",
    "ontop": "O",
    "approx": "z",
    "least": "z",
    "upto": "U",
    "prevcue": "p",
    "changeto": "g",
    "swap": "W",
    "reasoncut": "J",
    "all": "Q",
    "denial": "H",
    "quota": "q",
    "annual": "Y",
    "points": "k",
    "zero": "Z",
    "no_goods": ".",  # phrases with a word for goods in them that are none
}
PLACE, AMOUNT, DATE, PRODUCT = "C", "A", "D", "P"


@dataclass(slots=True)
class Token:
    """One word, phrase or mark: ``kind`` its letter, ``text`` in lower case, the span in the article's text."""

    kind: str
    text: str
    start: int
    end: int


_SMALL = {
    "of": "o", "on": "n", "for": "F", "against": "n", "to": "t", "at": "a", "by": "y", "in": "I", "into": "I",
    "and": "&", "or": "&", "as": "j", "with": "j", "than": "j",
    "it": "~", "its": "~", "their": "~", "they": "~", "them": "~", "those": "~", "these": "~", "this": "~", "that": "?",
    "which": "?", "who": "?", "while": "|", "but": "|", "although": "|", "whereas": "|", "though": "|", "where": "|",
    "when": "|", "both": "=", "the": "", "a": "", "an": "",
}  # fmt: skip


def read_table(name: str) -> Iterator[list[str]]:
    """Yield the tab-parted rows of a data file, comments and blank lines left out."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def plurals(phrase: str) -> Iterator[str]:
    """Yield ``phrase`` and its regular plural (the last word's)."""
    yield phrase
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        yield phrase[:-1] + "ies"
    elif phrase.endswith(("s", "x", "ch", "sh", "z", "o")):
        yield phrase + "es"
        if phrase.endswith("o"):
            yield phrase + "s"
    elif phrase.endswith("f"):
        yield phrase[:-1] + "ves"
        yield phrase + "s"
    else:
        yield phrase + "s"


def inflections(phrase: str) -> Iterator[str]:
    """Yield the regular forms of a verb phrase (the first word's)."""
    verb, space, rest = phrase.partition(" ")
    tail = space + rest
    yield phrase
    if verb.endswith("e"):
        stems = (verb + "s", verb + "d", verb[:-1] + "ing")
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        stems = (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb.endswith(("s", "x", "ch", "sh")):
        stems = (verb + "es", verb + "ed", verb + "ing")
    else:
        stems = (verb + "s", verb + "ed", verb + "ing")
    for stem in stems:
        yield stem + tail
    if len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
        yield verb + verb[-1] + "ed" + tail
        yield verb + verb[-1] + "ing" + tail


# first word -> its own letter (None where it has none), and by the second word what follows that one, with the letter;
# the longest phrase wins
Trie = dict[str, tuple[str | None, dict[str, list[tuple[list[str], str]]]]]


def _trie(entries: dict[tuple[str, ...], str]) -> Trie:
    alone = {words[0]: letter for words, letter in entries.items() if len(words) == 1}
    found: Trie = {words[0]: (alone.get(words[0]), {}) for words in entries}
    for words, letter in sorted(entries.items(), key=lambda entry: -len(entry[0])):
        if len(words) > 1:
            found[words[0]][1].setdefault(words[1], []).append((list(words[2:]), letter))
    return found


def _phrases(cell: str) -> Iterable[str]:
    return (phrase.strip() for phrase in cell.split(";") if phrase.strip())


def _load() -> Trie:
    entries: dict[tuple[str, ...], str] = {}
    for name, how, cell in read_table("tariff_lexicon.tsv"):
        letter = LETTERS.get(name)
        if letter is None:
            continue
        for phrase in _phrases(cell):
            for form in plurals(phrase) if how == "n" else inflections(phrase) if how == "v" else (phrase,):
                entries.setdefault(tuple(form.split()), letter)
    for line in (_DATA / "tariff_products.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", ">")):
            continue
        for phrase in _phrases(line):
            for form in plurals(phrase):
                entries.setdefault(tuple(form.split()), PRODUCT)
    for word, letter in _SMALL.items():
        entries[(word,)] = letter
    return _trie(entries)


def _load_modifiers() -> frozenset[str]:
    for line in (_DATA / "tariff_products.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(">"):
            return frozenset(_phrases(line[1:]))
    return frozenset()


def phrases_of(name: str) -> frozenset[str]:
    """Return the phrases of those lines of the lexicon that give their words no class ("abroad", "at_home")."""
    rows = read_table("tariff_lexicon.tsv")
    return frozenset(phrase for kind, _, cell in rows if kind == name for phrase in _phrases(cell))


TRIE = _load()
MODIFIERS = _load_modifiers()
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+|['’](?:s|d|ll)\b|[,;:()—–]|(?<=\s)-(?=\s)")
_MARKS = {",": ",", ";": ";", ":": ":", "—": ":", "–": ":", "-": ":", "(": "(", ")": ")", "'s": "'"}


def tokens(text: str, start: int, end: int, fixed: list[Token]) -> list[Token]:
    """Return the tokens of ``text[start:end]``; the ``fixed`` ones (amounts, dates, places, in order) stay as they are.

    Articles ("the") leave no token; a word of no class has the letter ".".
    """
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    row: list[Token] = []
    position = 0
    following = fixed[0].start if fixed else end  # where the next fixed token begins
    for match in _TOKEN.finditer(text, start, end):
        begin, finish = span = match.span()
        if finish > following:
            while position < len(fixed) and fixed[position].end <= begin:
                _flush(words, spans, row)
                row.append(fixed[position])
                position += 1
            following = fixed[position].start if position < len(fixed) else end
            if finish > following and begin < fixed[position].end:
                continue
        words.append(match.group())
        spans.append(span)
    _flush(words, spans, row)
    row.extend(fixed[position:])
    return row


def _flush(words: list[str], spans: list[tuple[int, int]], row: list[Token]) -> None:
    """Class the plain ``words`` gathered so far, append them to ``row``, and empty both lists."""
    if not words:
        return
    low = "\n".join(words).lower().replace("’", "'").split("\n")
    index, count = 0, len(low)
    while index < count:
        word = low[index]
        begin, finish = spans[index]
        index += 1
        entry = TRIE.get(word)
        if entry is None:
            row.append(Token(_MARKS.get(word, "."), word, begin, finish))
            continue
        letter, longer = entry
        if index < count and (phrases := longer.get(low[index])) is not None:
            for rest, found in phrases:
                last = index + 1 + len(rest)
                if low[index + 1 : last] == rest:
                    letter, word = found, " ".join(low[index - 1 : last])
                    finish = spans[last - 1][1]
                    index = last
                    break
        if letter is None:
            letter = "."
        if letter == PRODUCT and row and row[-1].kind in "m.P" and _joins(row[-1], begin):
            _extend(row, word, finish)
        elif letter:
            row.append(Token(letter, word, begin, finish))
    words.clear()
    spans.clear()


# nouns that are verbs after "to" or "will"
_NOUN_OR_VERB = frozenset({"charge", "charges", "levy", "levies", "tax", "taxes", "cap", "caps", "order", "measure"})
_TIMES = frozenset("weekend year years month months next decade time past last week weeks two three four".split())
_MAKERS = {
    "winemaker": "wine", "winemakers": "wine", "carmaker": "cars", "carmakers": "cars", "automaker": "cars",
    "automakers": "cars", "distiller": "spirits", "distillers": "spirits", "shoemakers": "shoes", "chipmakers": "chips",
    "drugmakers": "drugs", "steelmakers": "steel", "truckmakers": "trucks", "watchmakers": "watches",
}  # fmt: skip


def product_of_makers(word: str) -> str | None:
    """Return what makers named by one word make ("winemakers": wine), or None."""
    return _MAKERS.get(word)


_TWOFOLD = _NOUN_OR_VERB | {"drop", "drops", "outside", "over", "against"}


def settle(row: list[Token]) -> None:
    """Decide what words of two classes are by their neighbours: "to charge" is a verb, "a charge of" a noun."""
    for index, token in enumerate(row):
        if token.text not in _TWOFOLD:
            continue
        before = row[index - 1] if index else None
        after = row[index + 1] if index + 1 < len(row) else None
        if token.text in _NOUN_OR_VERB:
            # "Peru charges a duty of", but "Peru's charges", "Peru's tax tariffs"
            behind = "AzUO~naT" if token.text in {"charges", "levies", "taxes"} else "AzUO~na"
            told = before is not None and before.kind in "C~,?" and after is not None and after.kind in behind
            if told or (before is not None and before.kind in "twd") or (after is not None and after.kind == "C"):
                token.kind = "i"
            elif token.text == "order":
                token.kind = "E"
            elif token.text in {"levy", "levies"}:
                token.kind = "T"
        elif token.text in {"drop", "drops"} and any(later.kind == "T" for later in row[index + 1 : index + 5]):
            token.kind = "x"
        elif token.text == "outside":
            token.kind = "Q" if after is not None and after.kind == "C" else "."
        elif token.text == "over" and after is not None:
            if after.kind in "CPKTG." and after.text not in _TIMES and not after.text[0].isdigit():
                token.kind = "J"
        elif token.text == "against" and after is not None:
            near = [later.kind for later in row[index + 1 : index + 4]]
            if "A" in near and "C" not in near[: near.index("A")]:
                token.kind = "p"


def _joins(before: Token, begin: int) -> bool:
    return begin - before.end <= 1 and (before.kind == PRODUCT or before.text in MODIFIERS)


def _extend(row: list[Token], word: str, finish: int) -> None:
    """Make one product of ``word`` and what stands right before it and belongs to it ("flat steel", "yellow peas")."""
    last = row.pop()
    text, begin = f"{last.text} {word}", last.start
    while row and row[-1].kind in ".P" and row[-1].text in MODIFIERS and begin - row[-1].end <= 1:
        last = row.pop()
        text, begin = f"{last.text} {text}", last.start
    row.append(Token(PRODUCT, text, begin, finish))
