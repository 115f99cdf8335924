"""Whom a pronoun or a noun phrase stands for, where the article names the holder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.countries import code_of
from bot.reading.quotes.grammar import before
from bot.reading.quotes.model import PRONOUN_WEIGHTS, softmax, weigh
from bot.reading.quotes.pronouns import Antecedent, Antecedents, teller_of
from bot.reading.quotes.scene import Mention, Scene
from bot.reading.remembered import Remembered
from storage.records import Person, Span

Holders = dict[str, list[tuple[int, frozenset[str]]]]

_DEFINITE = frozenset("the his her their its this that".split())
_OWNERS = {"his ": "m", "His ": "m", "HIS ": "m", "her ": "f", "Her ": "f", "HER ": "f"}
_EMPTY = frozenset("the a an of to for in at and former then new top chief senior his her their its s 's".split())
_BACK = 60  # mentions
_PHRASES = frozenset("gGbdx")
_INSIDE = frozenset({"as", "IN", "of", "to", "by", "C", "Cg", "Cb", "N", "B", "P", "w"})
# The penalty in learning leaves probabilities too even; this factor maximises the likelihood in five-fold.
_SHARPENING = 1.5
# What offices are called for short. Written for this program from general knowledge of news English.
_SHORT = {
    "ceo": "chief executive",
    "cfo": "chief financial officer",
    "cm": "chief minister",
    "dg": "director general",
    "eam": "external affairs minister",
    "gm": "general manager",
    "md": "managing director",
    "mp": "member parliament",
    "pm": "prime minister",
}
_SEATS = "mp mep mla senator congressman congresswoman congressperson assemblyman assemblywoman"
_IN_FULL = [(short, frozenset(full.split())) for short, full in _SHORT.items()] + [
    (word, frozenset({seat})) for word in ("lawmaker", "legislator") for seat in _SEATS.split()
]
_JUDGES = frozenset({"justice", "magistrate"})
_NO_JUDGES = frozenset({"minister", "secretary", "ministry", "department", "campaigner", "spokesman", "spokeswoman"})
_FULL_WORDS = frozenset(word for _, full in _IN_FULL for word in full)
_TELLER = 0.9  # of "Hale said he ...": the gold names no such pronouns, so this is an estimate
# One office under several names: a high commissioner is the ambassador of one Commonwealth country in another.
_ENVOYS = frozenset({"ambassador", "envoy", "commissioner"})
_MOST_HOLDERS = 40  # of one word, so that a long text stays linear


def resolve(scene: Scene, people: Sequence[Person], weights: Mapping[str, float] = PRONOUN_WEIGHTS) -> None:
    """Set ``person`` on pronouns and noun phrases of ``scene.mentions`` where it can be told. In reading order."""
    holders = _holders(people)
    antecedents = Antecedents(scene, people)
    for index, mention in enumerate(scene.mentions):
        if mention.kind == "p":
            settle_pronoun(antecedents, index, weights)
        elif mention.kind == "who":
            mention.person = scene.mentions[mention.of].person
            mention.gender = scene.mentions[mention.of].gender
        note_owner(antecedents, index)
        if mention.kind == "P" and mention.person is not None and mention.span.start < mention.core.start:
            _learn(scene, holders, mention.person, Span(mention.span.start, mention.core.start))
        if mention.kind in "gx":
            mention.person = _apposed(scene, mention)
            if mention.person is not None:
                _learn(scene, holders, mention.person, Span(mention.span.start, mention.core.end))
            if mention.person is None and mention.kind == "g":
                mention.person = _phrase(scene, index, holders)


def settle_pronoun(antecedents: Antecedents, index: int, weights: Mapping[str, float]) -> None:
    """Set whom the pronoun that is mention ``index`` stands for, and how likely each is."""
    mention = antecedents.scene.mentions[index]
    teller = teller_of(antecedents.scene, mention)
    if teller is not None:
        mention.person, mention.spread = teller, ((teller, _TELLER),)
        if mention.gender:
            antecedents.last[mention.gender] = teller
        return
    found = antecedents.of(index)
    if not found:
        return
    shares: dict[int, float] = {}
    for antecedent, probability in zip(found, _likely(found, weights), strict=True):
        shares[antecedent.person] = shares.get(antecedent.person, 0.0) + probability
    ordered = sorted(shares.items(), key=lambda item: -item[1])
    mention.person = ordered[0][0]
    mention.spread = tuple(item for item in ordered if item[1] > 0.01)
    if mention.gender:
        antecedents.last[mention.gender] = mention.person


def _learn(scene: Scene, holders: Holders, person: int, phrase: Span) -> None:
    """Keep what a person is called right beside the name, so that the description alone is known again."""
    role = _role_words[scene.document.text[phrase.start : phrase.end]]
    if role:
        for word in role - _EMPTY:
            known = holders.setdefault(word, [])
            if len(known) < _MOST_HOLDERS:
                known.append((person, role))


def note_owner(antecedents: Antecedents, index: int) -> None:
    """Note whom "his" means: right after a name of its paragraph that name, and "he" most likely the same."""
    mentions = antecedents.scene.mentions
    mention = mentions[index]
    if mention.kind not in _PHRASES:
        return
    text, start = antecedents.scene.document.text, mention.span.start
    gender = _OWNERS.get(text[start : start + 4])
    if gender is None:
        return
    for back in range(index - 1, max(-1, index - 6), -1):
        other = mentions[back]
        if other.paragraph != mention.paragraph:
            return
        if other.person is not None and other.kind in {"P", "p", "who"} and other.gender in {None, gender}:
            antecedents.last[gender] = other.person
            antecedents.owner[gender] = (other.person, mention.paragraph)
            return


def _likely(found: Sequence[Antecedent], weights: Mapping[str, float]) -> list[float]:
    return softmax([_SHARPENING * weigh(weights, antecedent.terms) for antecedent in found])


def _apposed(scene: Scene, mention: Mention) -> int | None:
    """Who stands in apposition to a phrase: "her rival, Peter Hahn," or "Peter Hahn, her rival,"."""
    row = scene.rows[mention.paragraph]
    for comma, name in ((mention.atom + 1, mention.atom + 2), (mention.atom - 1, mention.atom - 2)):
        if 0 <= name < len(row) and row[comma].kind == "," and row[name].kind == "P":
            other = scene.mentions[row[name].ref]
            if name > mention.atom and before(row, mention.atom) in _INSIDE:
                continue  # "calling India a friend, Gor said": the phrase belongs to what goes before
            if not other.possessive:
                return other.person
    return None


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """A word for comparing roles: countries and their adjectives as codes ("American" and "US" are one)."""
    code = code_of(word) if word[:1].isupper() and word.lower() not in _SHORT else None
    return code or word.lower()


def _words(text: str) -> list[str]:
    return [_folded(word) for word in text.replace("’s", "").replace("'s", "").replace("-", " ").split()]


def _with_short(role: str) -> frozenset[str]:
    """The words of a role, and what it is called for short: "the MD" is the managing director."""
    whole = frozenset(_words(role))
    if not _JUDGES.isdisjoint(whole) and _NO_JUDGES.isdisjoint(whole):
        return whole | {"judge"}  # Justice Ann Lee, but no justice minister
    if _FULL_WORDS.isdisjoint(whole):
        return whole
    return whole | {short for short, full in _IN_FULL if full <= whole}


_role_words = Remembered(_with_short, 4_000)  # a phrase for somebody comes again and again in an article


def _holders(people: Sequence[Person]) -> Holders:
    """Head nouns of roles -> who holds one, with the words of the role."""
    found: Holders = {}
    for index, person in enumerate(people):
        for role in person.roles:
            words = _role_words[role.text]
            for word in words:
                found.setdefault(word, []).append((index, words))
    return found


def _sole_envoy(wanted: set[str], holders: Holders) -> int | None:
    """The only envoy of an article, called otherwise: "the Kenyan envoy to India" where it names a high commissioner.

    ``wanted`` are the other words of the phrase: countries alone, and none that contradict what the article says.
    """
    roles = [each for word in _ENVOYS for each in holders.get(word, ()) if word != "commissioner" or "high" in each[1]]
    if len({person for person, _ in roles}) != 1 or not all(_is_code(word) for word in wanted):
        return None
    said = {word for _, role in roles for word in role if _is_code(word)}
    return roles[0][0] if not said or said <= wanted or wanted <= said else None


def _is_code(word: str) -> bool:
    return len(word) == 2 and word.isupper()


def _phrase(scene: Scene, index: int, holders: Holders) -> int | None:
    """The holder of the role that a definite phrase names ("the Canadian ambassador to Brazil"), where one is."""
    mentions = scene.mentions
    mention = mentions[index]
    text = scene.document.text
    first = text[mention.span.start : mention.core.start].split(None, 1)
    if not first or first[0].lower() not in _DEFINITE:
        return None
    head = text[mention.core.start : mention.core.end].lower()
    wanted = set(_words(text[mention.span.start : mention.span.end])) - _EMPTY
    rivals = holders.get(head)
    if not rivals:
        return _sole_envoy(wanted - _ENVOYS, holders) if head in _ENVOYS else None
    near: dict[int, int] = {}
    for back in range(index - 1, max(-1, index - 1 - _BACK), -1):
        person = mentions[back].person
        if person is not None:
            near.setdefault(person, index - back)
    best: tuple[float, int] | None = None
    for person, role in rivals:
        missing = len(wanted - role)
        score_ = len(wanted & role) - 1.5 * missing - near.get(person, _BACK) / 100
        if best is None or score_ > best[0]:
            best = (score_, person)
    return best[1] if best and best[0] > -0.5 else None
