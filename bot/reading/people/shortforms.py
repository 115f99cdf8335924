"""Short forms joined to who they are short for: surnames, given names, nicknames, handles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bot.reading.people.draft import MAX_COMPARED, Draft, Found
from bot.reading.people.scores import Candidate
from bot.reading.people.tokens import place_mask
from bot.reading.people.words import (
    FAMILY_FIRST,
    KIN,
    ORGANISATIONS,
    PLACE_WORDS,
    SPEECH,
    THINGS_AFTER,
    VERBS,
    is_common,
)
from storage.records import Span

_KIN_REACH = 6  # words between "of" and the name: "brother of the late Hollywood actor Ron Hale"


def join_lone(draft: Draft, lone: Sequence[Candidate]) -> None:
    """Give each lone name to its holder: of several, who agrees with honorific and title and was named last."""
    tokens = draft.tokens
    for item in lone:
        fits = draft.holders(item)
        if not fits or not _is_mention(draft, item, fits):
            continue
        if len(fits) > 1 and item.honorific is not None:
            fits = [p for p in fits if p.likely_gender in {item.honorific, None}] or fits
        if len(fits) > 1 and item.titled and not item.polite:
            title = tokens[item.start - 1].key
            same = [
                p for p in fits if any(m[0] > 0 and tokens[m[0] - 1].key == title for m in p.mentions[:MAX_COMPARED])
            ]
            fits = same or fits
        if len(fits) > 1:
            fits = [p for p in fits if not _as_relative(draft, p, item.start)] or fits
        if len(fits) > 1 and item.honorific is None and not item.titled:
            fits = _chiefly([p for p in fits if p.mentions[0][0] < item.start] or fits)
        draft.mention(draft.nearest(fits, item.start), item)


def _chiefly(fits: list[Found]) -> list[Found]:
    """Return the one whom the article names in full twice as often as any other of the surname, else all of ``fits``.

    A surname alone means whom the article is about; the husband or the namesake is called by more than that.
    """
    if len(fits) < 2:
        return fits
    often = sorted(((sum(end - start > 1 for start, end in p.mentions), k) for k, p in enumerate(fits)), reverse=True)
    (most, first), (second, _) = often[:2]
    return [fits[first]] if most >= 2 * second else fits


def _as_relative(draft: Draft, person: Found, index: int) -> bool:
    """Tell whether ``person`` was last named only to say whose relative another is: "brother of the actor Ron Hale"."""
    place = bisect_left(person.mentions, (index, 0))
    if not place:
        return False
    tokens, start = draft.tokens, person.mentions[place - 1][0]
    for back in range(start, max(0, start - _KIN_REACH), -1):
        if tokens[back].first or not tokens[back].joined:
            return False
        if tokens[back - 1].key in {"of", "to"} and tokens[back].joined:
            return back > 1 and tokens[back - 2].key in KIN
    return False


def _is_mention(draft: Draft, item: Candidate, fits: Sequence[Found]) -> bool:
    """Tell whether a lone word is used as a name and not as a word, a place, or part of another name."""
    tokens = draft.tokens
    first, last = tokens[item.start], tokens[item.stop - 1]
    if item.titled or item.polite:
        return True
    before = tokens[item.start - 1] if item.start else None
    after = tokens[item.stop] if item.stop < len(tokens) else None
    following = after if after is not None and after.gap == " " and not last.possessive else None
    if before is not None and first.joined and before.key in {"the", "a", "an"}:
        return False
    if following is not None:
        body = following.key in ORGANISATIONS or following.key in PLACE_WORDS
        if following.key in THINGS_AFTER or (following.capital and body):
            return False
    surname = any(last.key in _called_by(p.words) for p in fits)
    if last.text.isupper() and len(last.text) > 3 and not any(p.name.isupper() for p in fits):
        return surname
    if place_mask(tokens, item.start, item.stop)[-1]:
        where = before is not None and before.key in {"in", "at", "from", "near", "to"}
        if where or not surname:
            return False
    if is_common(last.key) and first.first and item.single:
        if last.possessive or draft.acts(item):
            return True
        verb = following is not None and (following.key in SPEECH | VERBS or following.key.endswith("ed"))
        return verb and following is not None and not following.capital
    return surname or not is_common(last.key) or (after is not None and after.key in SPEECH)


def _called_by(words: tuple[str, ...]) -> set[str]:
    """Return the words by which the holder may be called alone: the last, or a family name that comes first."""
    return {words[-1], words[0]} if words[0] in FAMILY_FIRST else {words[-1]}


def join_nicknames(draft: Draft) -> None:
    """Join "Teddy Macaraeg" to Teodora Macaraeg where the article says that Macaraeg is known as Teddy."""
    tokens = draft.tokens
    for index, token in enumerate(tokens):
        if (
            not token.capital
            or not token.joined
            or tokens[index - 1].key not in {"as", "nicknamed", "dubbed", "him", "her"}
        ):
            continue
        before = {one.key for one in tokens[max(0, index - 5) : index]}
        if not (before & {"nicknamed", "dubbed"} or {"known", "as"} <= before or {"call", "friends"} <= before):
            continue
        short = [p for p in draft.bearers(token.key) if len(p.words) > 1 and p.words[0] == token.key]
        if len(short) != 1:
            continue
        whole = [p for p in draft.bearers(short[0].words[-1]) if len(p.words) > 1 and p.words[-1] == short[0].words[-1]]
        whole = [p for p in whole if p is not short[0]]
        if len(whole) == 1:
            draft.join(short[0], whole[0], token.key)


def join_handles(draft: Draft) -> None:
    """Give "@SecRubio" to the one person whose surname it holds."""
    if "@" not in draft.text:
        return
    people = draft.people[: 8 * MAX_COMPARED]
    known: dict[str, Found | None] = {}
    for token in draft.tokens:
        if token.text[0] != "@":
            continue
        letters = "".join(c for c in token.key if c.isalnum())
        if letters not in known:
            known[letters] = _handle_holder(letters, people) if len(known) < 8 * MAX_COMPARED else None
        if (holder := known[letters]) is not None:
            holder.spans.add(Span(token.start, token.end))
            holder.forms.setdefault(token.text)


def _handle_holder(letters: str, people: Sequence[Found]) -> Found | None:
    fits = [p for p in people if _handle_fits(letters, p)]
    if len(fits) > 1:
        best = max(_letters_shared(letters, p) for p in fits)
        fits = [p for p in fits if _letters_shared(letters, p) == best]
    return fits[0] if len(fits) == 1 else None


def _letters_shared(letters: str, person: Found) -> int:
    parts = {part for word in person.words for part in word.replace(".", "").split("-")}
    return sum(len(part) for part in parts if part in letters)


def _handle_fits(letters: str, person: Found) -> bool:
    surname = "".join(c for c in person.words[-1] if c.isalnum())
    whole = "".join(c for word in person.words for c in word if c.isalnum())
    return (len(surname) >= 4 and surname in letters) or (len(surname) >= 2 and letters == whole)
