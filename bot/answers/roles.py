"""A person's roles as a profile shows them: several wordings of one role stand on one line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.answers.values import NamedRole
from bot.countries import find_places
from bot.projecting.roles import office
from bot.reading.people.words import fold
from storage.records import DatedRole

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# These make another office of the same words: a deputy minister is no minister, a former one is none any more.
_ANOTHER = frozenset(
    "former ex deputy vice assistant acting interim shadow designate elect prime first junior minority majority "
    "associate sub co under then retired outgoing incoming nominee candidate".split()
)
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_NAME = re.compile(r"\b[A-Z]\w+(?: (?:of |for |and |the )*[A-Z]\w+){1,5}")
_EMPTY = frozenset("the a an of for to s and at in on new current next his her its their our my".split())


@dataclass(slots=True)
class _Held:
    """One role with all its wordings, newest first; ``words`` are those of the fullest."""

    words: frozenset[str]
    head: str | None
    wordings: list[NamedRole]

    def takes(self, words: frozenset[str], head: str | None) -> bool:
        """Whether these words name the same role: all of them stand in the other wording, under the same head."""
        if words == self.words:
            return True
        fewer, more = sorted((words, self.words), key=len)
        return head is not None and head == self.head and fewer < more and not (more - fewer) & _ANOTHER


def join_wordings(roles: Iterable[DatedRole], most: int) -> tuple[NamedRole, ...]:
    """Return at most ``most`` roles, newest first, each under its fullest wording with the newest article that has it.

    Two wordings are one role where one holds all words of the other, countries and their people alike ("US Ambassador",
    "American ambassador to India"), under the same head word. A shorter wording that is newer stands in ``later``.
    ``roles`` come newest first.
    """
    held: list[_Held] = []
    roles = tuple(roles)
    spelled = _spelled(role.text for role in roles)
    for role in roles:
        full = _CAPITALS.sub(lambda match: spelled.get(match.group(), match.group()), role.text)
        words, head = _key(full), office(role.text).head
        named = NamedRole(role.text, role.article, role.published)
        same = next((one for one in held if one.takes(words, head)), None)
        if same is None:
            held.append(_Held(words, head, [named]))
            continue
        if len(words) > len(same.words):
            same.words = words
        same.wordings.append(named)
    return tuple(_shown(one) for one in held[:most])


def _spelled(texts: Iterable[str]) -> dict[str, str]:
    """Return the names that these have in full, by their first letters: "RBI" for "Reserve Bank of India"."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _NAME.finditer(text):
            words = match.group().split()
            for end in range(len(words), 2, -1):  # "Reserve Bank of India Deputy Governor" has it too
                initials = "".join(word[0] for word in words[:end] if word[0].isupper())
                found.setdefault(initials, " ".join(words[:end]))
    return found


@lru_cache(maxsize=8192)
def _key(text: str) -> frozenset[str]:
    """The words of a role, folded, each place and its people as one code; "former" counts, "the" does not."""
    places = find_places(text)
    plain, last = [], 0
    for place in places:
        plain.append(text[last : place.span.start])
        last = place.span.end
    plain.append(text[last:])
    words = {fold(word) for part in plain for word in _WORD.findall(part)}
    return frozenset({word for word in words if word not in _EMPTY} | {place.code for place in places})


def _shown(held: _Held) -> NamedRole:
    fullest = next((one for one in held.wordings if _key(one.text) == held.words), held.wordings[0])
    newest = held.wordings[0]
    if newest is fullest or _day(newest.published) == _day(fullest.published):
        return fullest
    return NamedRole(fullest.text, fullest.article, fullest.published, newest)


def _day(published: dt.datetime | None) -> dt.date | None:
    return published.date() if published else None
