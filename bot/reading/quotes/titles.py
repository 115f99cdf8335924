"""Words in quotation marks that are the title of a programme, a book or an article: nobody speaks them."""

from __future__ import annotations

from bot.reading.quotes.grammar import lemma_of
from bot.reading.quotes.lexicon import BODY_WORDS
from bot.reading.quotes.scene import Atom, Scene

_MOST_WORDS = 9
_SMALL = frozenset(
    "a an the of in on at to for and or nor but with by from vs is as into over de la le el der y".split()
)
# What has a title: "the podcast “Off Message”", "his weekly radio show, “Mornings”".
_WORKS = frozenset(
    "album anthology blockbuster book broadcast cartoon comedy docuseries documentary drama episode film flick "
    "magazine memoir miniseries movie musical newsletter novel novella opera play podcast poem program programme "
    "sequel series show sitcom soap song soundtrack special telenovela thriller trilogy".split()
)
# Who or what follows a title: "“Glass Harbour” star".
_OF_A_WORK = _WORKS | {"star", "stars", "actor", "actress", "actors", "co-star", "host", "co-host", "creator"}
_MOST_CHAINED = 4
_AROUND = 120  # characters
_HEADLINE = 0.8
_ON = frozenset({"on", "in"})
_OUTLETS = frozenset("broadcaster cable channel magazine network newspaper radio station television tv".split())
_TALKS = frozenset("appearance conversation interview sit-down".split())  # with a programme
_MAKERS = frozenset(
    "actor actress anchor author co-anchor co-author co-creator co-host creator director editor guest host moderator "
    "narrator presenter producer star writer".split()
)
# Whoever hosts or performs has a work for object; "told" has a listener: the programme.
_OF_WORKS = frozenset(
    "anchors anchored host hosts hosted hosting moderates moderated perform performs performed performing sang sing "
    "sings singing tell telling tells told".split()
)
_TITLED = frozenset({"titled", "entitled"})
_GIVEN = frozenset({"christened", "named", "renamed"})  # "a boat that she named “Slow Water”"
_NAMED = frozenset({"called", "named", "dubbed"})  # of a body: "a group called “Safe Harbour”"
_ENDS = ".,?!…;:"

_FINITE = frozenset({"VX", "S", "T", "C", "H", "to", "that"})
_PLACING = frozenset({"IN", "k", "Q"})
_LINKS = frozenset({"k", "of", "w", "n", "r", "DT"})
_TAIL = 2  # atoms behind a title that go with it: "podcast"
_SHORTEST = 3  # atoms of a clause


def is_title(scene: Scene, index: int, chained: int = 0) -> bool:
    """Whether quotation ``index`` is a title: written like one, and standing where titles stand.

    That is after whose it is ("CNN’s “New Day”"), after what it is ("the film “Glass Harbour”"), after "on" or "in"
    ("on “Meet the Press”"), after its maker or who hears it ("host of", "told “Meet the Press”"), before its star,
    behind another title, or before its author in a list of links ("“Ferry fares rise,” by Post’s Ann Lee"). ``chained``
    counts the titles behind that were asked already.
    """
    quote = scene.quoted[index]
    row = scene.rows[quote.paragraph]
    at = scene.place[index]
    if not quote.closed:
        return False
    if _by_author(scene, row, at):
        return True
    text = scene.document.text
    inner = text[quote.inner.start : quote.inner.end]
    words = inner.split(None, _MOST_WORDS)
    if len(words) > _MOST_WORDS or not inner[:1].isupper() or not all(map(_capital, words)):
        return False
    if _in_headline(scene, index):
        return False  # where everything is written like a title
    after = row[at + 1] if at + 1 < len(row) and inner[-1] not in _ENDS else None
    if after is not None and text[quote.outer.end : after.start] == " ":
        following = text[after.start : after.start + 20].split(None, 1)
        if following and following[0].lower() in _OF_A_WORK:
            return True
    return at > 0 and _where_titles_stand(scene, row, at, len(words), chained)


def clear_of_titles(scene: Scene, row: list[Atom], first: int, last: int, verb: int) -> tuple[int, int] | None:
    """Where a clause from atom ``first`` to ``last`` ends if it is not to run over where the speaker said it, or None.

    "she said the ferry is late on Sunday’s “Harbour Hour”" tells of the ferry, and where she said so. What is told to
    a programme, or in one ("In an interview on “Harbour Hour” the mayor said"), is none of the words.
    """
    titles = [k for k in range(first, last + 1) if row[k].kind == "Q" and is_title(scene, row[k].ref)]
    if not titles:
        return first, last
    if not any(atom.kind in _FINITE for atom in row[first : titles[-1]]) and (
        row[first].kind in _PLACING if last < verb else last - titles[-1] < _TAIL or row[titles[-1] + 1].word in _WORKS
    ):
        return None
    if last - titles[-1] >= _TAIL:
        return first, last
    at = titles[-1] - 1
    while at > first and (row[at].ref >= 0 or row[at].kind in _LINKS) and row[at].kind != "Q":
        at -= 1
    if at - first < _SHORTEST or row[at].word not in {"on", "with"}:
        return first, last
    return first, at - 1


def _where_titles_stand(scene: Scene, row: list[Atom], at: int, words: int, chained: int) -> bool:
    """Whether what goes before the quotation at ``at`` of ``row`` has a title."""
    text = scene.document.text
    left = row[at - 1]
    if left.word in _TITLED or (words > 1 and left.word in _GIVEN):
        return True
    if left.word in _NAMED and at > 1 and row[at - 2].kind in "bd" and words > 1:
        return True
    if left.kind in {",", "-", "&"} and at > 1:
        other = row[at - 2]
        if left.kind == "&" and other.kind == "," and at > 2:
            other = row[at - 3]
        return (left.kind != "&" and _is_work(text, other)) or _behind_title(scene, other, chained)
    if left.kind == "Q":
        return _behind_title(scene, left, chained)
    if left.ref >= 0 and left.kind in "NB" and scene.mentions[left.ref].possessive:
        owner = text[left.start : left.end].split()
        return any(_initials(word) for word in owner) or not (BODY_WORDS | _OUTLETS).isdisjoint(map(str.lower, owner))
    if left.possessive and left.kind in {"k", "w"}:
        return left.kind == "k" or left.word in _OUTLETS  # "on Monday’s “Night Shift”"
    if left.ref >= 0 and left.kind == "b" and scene.mentions[left.ref].possessive:
        return left.word in _OUTLETS
    if left.ref >= 0:
        return _is_work(text, left)
    if left.word in _ON or left.word in {"with", "of"}:
        return words > 1 and _led_to(left, row[at - 2] if at > 1 else None)
    return (words > 1 and left.word in _OF_WORKS) or _is_work(text, left)


def _led_to(link: Atom, atom: Atom | None) -> bool:
    """Whether a preposition that a title may follow has before it what goes with titles."""
    if link.word in _ON:
        return atom is None or atom.kind[0] not in "SC" or (link.word == "on" and lemma_of(atom) == "say")
    return atom is not None and atom.word in (_TALKS if link.word == "with" else _MAKERS)


def _behind_title(scene: Scene, atom: Atom, chained: int) -> bool:
    """Whether an atom is a quotation that is a title."""
    return atom.kind == "Q" and chained < _MOST_CHAINED and is_title(scene, atom.ref, chained + 1)


def _by_author(scene: Scene, row: list[Atom], at: int) -> bool:
    """Whether the author's name follows, in a line that begins with the title or has a dash before it."""
    if not (at == 0 or row[at - 1].kind == "-") or at + 2 >= len(row) or row[at + 1].kind != "by":
        return False
    author = row[at + 2]
    named = scene.document.text[author.start : author.end].removeprefix("the ")
    return author.ref >= 0 and author.kind != "Q" and named[:1].isupper()


def _is_work(text: str, atom: Atom) -> bool:
    """Whether an atom is, or ends in, a noun for what has a title."""
    if atom.kind == "Q" or atom.end <= atom.start:
        return False
    return text[max(atom.start, atom.end - 20) : atom.end].rsplit(None, 1)[-1].lower() in _WORKS


def _capital(word: str) -> bool:
    bare = word.strip("“”‘’'\"()!?.,:;…")
    return not bare[:1].isalpha() or bare[:1].isupper() or bare in _SMALL


def _initials(word: str) -> bool:
    """Whether a word is written in capitals, as networks are: "CNN", "MSNBC"."""
    bare = word.replace("’s", "").replace("'s", "").strip(_ENDS)
    return len(bare) > 1 and bare.isupper()


def _in_headline(scene: Scene, index: int) -> bool:
    """Whether nearly all words around quotation ``index`` are in capitals."""
    quote = scene.quoted[index]
    paragraph = scene.document.paragraphs[quote.paragraph]
    text = scene.document.text
    before = text[max(paragraph.start, quote.outer.start - _AROUND) : quote.outer.start]
    words = before.split() + text[quote.outer.end : min(paragraph.end, quote.outer.end + _AROUND)].split()
    words = [word for word in words if word[:1].isalpha() and word not in _SMALL]
    return bool(words) and sum(word[:1].isupper() for word in words) > _HEADLINE * len(words)
