"""Whom a pronoun or a noun phrase stands for, where the article names the holder."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.quotes.scene import Mention, Scene
from storage.records import Person

_LOOK_BACK = 24  # mentions
_PARAGRAPHS = 6


def resolve(scene: Scene, people: Sequence[Person]) -> None:
    """Set ``person`` on pronouns and noun phrases of ``scene.mentions`` where it can be told. In reading order."""
    holders = _holders(people)
    mentions = scene.mentions
    last: dict[str, int] = {}
    for index, mention in enumerate(mentions):
        if mention.kind == "p":
            mention.person = _pronoun(scene, mentions, index, last.get(mention.gender or ""))
            if mention.person is not None and mention.gender:
                last[mention.gender] = mention.person
        elif mention.kind in "gx":
            mention.person = _apposed(scene, mention)
            if mention.person is None and mention.kind == "g":
                mention.person = _phrase(scene, mentions, index, holders)


def _pronoun(scene: Scene, mentions: list[Mention], index: int, last: int | None) -> int | None:
    mention = mentions[index]
    scores: dict[int, float] = {}
    seen: set[int] = set()
    for back in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
        other = mentions[back]
        distance = mention.paragraph - other.paragraph
        if distance > _PARAGRAPHS:
            break
        if other.person is None or other.kind not in "Ppg":
            continue
        if other.gender is not None and mention.gender is not None and other.gender != mention.gender:
            continue
        score = -0.25 * len(seen | {other.person}) - 0.3 * min(distance, 4)
        row = scene.rows[other.paragraph]
        before = row[other.atom - 1].kind if other.atom > 0 else "^"
        if before in "^|":
            score += 1.0
        if other.possessive:
            score -= 0.5
        if other.kind == "p":
            score += 0.5
        if other.gender is not None:
            score += 0.3
        if other.person == last:
            score += 0.3
        scores[other.person] = max(scores.get(other.person, -9.0), score)
        seen.add(other.person)
    return max(scores, key=lambda person: scores[person]) if scores else None


def _apposed(scene: Scene, mention: Mention) -> int | None:
    """Who stands in apposition to a phrase: "her rival, Peter Hahn," or "Peter Hahn, her rival,"."""
    row = scene.rows[mention.paragraph]
    for comma, name in ((mention.atom + 1, mention.atom + 2), (mention.atom - 1, mention.atom - 2)):
        if 0 <= name < len(row) and row[comma].kind == "," and row[name].kind == "P":
            other = scene.mentions[row[name].ref]
            if not other.possessive:
                return other.person
    return None


def _holders(people: Sequence[Person]) -> dict[str, list[tuple[int, frozenset[str]]]]:
    """Head nouns of roles -> who holds one, with the words of the role."""
    found: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for index, person in enumerate(people):
        for role in person.roles:
            words = frozenset(role.text.lower().replace("’", "'").split())
            for word in words:
                found.setdefault(word, []).append((index, words))
    return found


def _phrase(
    scene: Scene, mentions: list[Mention], index: int, holders: dict[str, list[tuple[int, frozenset[str]]]]
) -> int | None:
    mention = mentions[index]
    text = scene.document.text
    words = text[mention.span.start : mention.span.end].lower().replace("’", "'").split()
    if not words or words[0] not in {"the", "his", "her", "their", "its", "this", "that"}:
        return None
    head = text[mention.core.start : mention.core.end].lower()
    rivals = holders.get(head)
    if not rivals:
        return None
    wanted = set(words[1:-1])
    best: tuple[float, int] | None = None
    recent: dict[int, int] = {}
    for back in range(index - 1, max(-1, index - 1 - 60), -1):
        person = mentions[back].person
        if person is not None and person not in recent:
            recent[person] = back
    for person, role in rivals:
        score = len(wanted & role) - len(wanted - role) + (recent.get(person, -60) - index) / 100
        if best is None or score > best[0]:
            best = (score, person)
    return best[1] if best and best[0] > -1.5 else None
