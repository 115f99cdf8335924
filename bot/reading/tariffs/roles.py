"""The part each place plays in its clause: how strongly it is the one who imposes, or the one whose goods pay."""

from __future__ import annotations

import re

from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.sentence import Role, Sentence

_BE = frozenset({"was", "were", "is", "are", "be", "been", "being", "to be", "get", "got"})
_MADE = frozenset(
    "made built produced grown assembled manufactured originating shipped bought sourced arriving coming".split()
)
_INTO = frozenset(
    "exports export exported exporting sell sells sold selling ship shipped shipping shipments enter "
    "entering enters entry "
    "access sent send sends sales imported import imports brought bound".split()
)
_DECISIONS = frozenset(
    "decision move plan order bid threat vow proposal promise offer intention decree proclamation answer reply "
    "response retaliation countermeasures list".split()
)
_WARES = frozenset("imports goods exports products articles merchandise wares".split())
PORTS = frozenset("port ports border customs market shores soil".split())
_EVERY = (["everything"], ["nearly everything"], ["anything"])
ABBREVIATED = frozenset({"us", "u.s.", "u.s", "uk", "u.k.", "eu", "e.u."})


def find_roles(sentence: Sentence) -> None:
    """Add to ``sentence``, whose clauses are cut, the role of each place that it names."""
    letters = sentence.letters
    previous: Role | None = None
    listed = compiled(r"[.]?C(?:,?&?C){0,3}[:(,][zU]?A").match(letters) is not None and len(letters) <= 12
    for index, mention in sentence.places.items():
        role = Role(mention, index)
        _look_right(sentence, role)
        _look_left(sentence, role)
        if listed:
            role.imposer, role.target = 0.0, 2.5
        if mention.kind == "demonym" and sentence.texts[index - 1 : index] in _EVERY:
            role.imposer, role.target, role.every = 0.0, 3.0, True  # "a tariff on everything Peruvian"
        if compiled(r"Q[^CA;|]{0,5}L[.]?j\Z").search(letters[:index]):
            role.imposer, role.target = role.imposer + 3, 0.0  # "countries without a trade agreement with Mexico"
        if mention.kind == "actor":
            role.imposer, role.target = role.imposer + 1, 0.0
        if mention.kind == "capital":
            role.target *= 0.7
        if sentence.reason[index] and not _rated_reason(sentence, index):
            role.imposer *= 0.3
            role.target *= 0.3
        if previous is not None and _one_group(
            letters[previous.index + 1 : index], sentence.words(previous.index + 1, index)
        ):
            role.group = previous.group
        else:
            role.group = index
        sentence.roles.append(role)
        previous = role
    _pronouns(sentence)
    _spans(sentence)
    for role in sentence.roles:
        same = [other for other in sentence.roles if other.group == role.group]
        if len(same) > 1 and "&" in letters[same[0].index : same[-1].index]:
            for other in same:  # "Brussels and Beijing have agreed": neither is the one who imposes
                if other.imposer <= 2.5 and other.mention.kind != "actor":
                    other.imposer = 0.0
        if len(same) > 1:
            target = max(other.target for other in same)
            for other in same:
                other.target = max(other.target, target)


_SPAN = re.compile(r"C[.P]{0,2}t[.]?C")


def _spans(sentence: Sentence) -> None:
    """Take their weight from places that only span a range: "everything from German sedans to Italian oil", "allies
    from Brussels to Seoul", but not "exports from Brazil to Peru".
    """
    for match in _SPAN.finditer(sentence.letters):
        start, last = match.start(), match.end() - 1
        carried = match.group() in {"CtC", "Ct.C"} and sentence.letters[start - 2 : start - 1] in {*"GPK"}
        if carried or sentence.words(start - 1, start) != ["from"]:
            continue
        for role in sentence.roles:
            if role.index in {start, last}:
                role.imposer = role.target = 0.0


def _rated_reason(sentence: Sentence, index: int) -> bool:
    """Tell whether the phrase of reason that holds ``index`` holds a rate too ("after it announced a 50% tariff")."""
    first, last = index, index
    while first > 0 and sentence.reason[first - 1]:
        first -= 1
    while last < len(sentence.row) and sentence.reason[last]:
        last += 1
    return "A" in sentence.letters[first:last]


def _pronouns(sentence: Sentence) -> None:
    """Give "it has charged" to the place that opens the sentence, where no other stands between."""
    if not sentence.roles:
        return
    first = sentence.roles[0]
    stop = sentence.roles[1].index if len(sentence.roles) > 1 else len(sentence.row)
    if first.index <= 3 and compiled(r"~[.wdN]{0,2}[ircxsZ]").search(sentence.letters[first.index : stop]):
        first.imposer += 1.5
    if compiled(r"C[^,;:|A]{1,8}C&[ircxs]").match(sentence.letters[first.index :]) and first.index <= 2:
        first.imposer += 2.5
    alone = len(sentence.roles) == 1 and first.index == 0 and first.mention.kind == "capital"
    if alone and first.imposer == first.target == 0:
        first.imposer = 1.0  # "Brussels has a list ready": a seat of government as the subject


def _one_group(between: str, words: list[str]) -> bool:
    return (
        between in {",", "&", ",&", "P,", "P&", "P,&"}
        or (between in {".", ",.", ".,"} and words and "like" in words)
        or between in {",.,"}
    )


def _look_right(sentence: Sentence, role: Role) -> None:
    row, letters = sentence.row, sentence.letters
    index = role.index + 1
    possessive = index < len(row) and row[index].kind == "'"
    if possessive:
        index += 1
    form = row[role.index].text
    adjective = role.mention.kind == "demonym" or form in ABBREVIATED
    if any(word in PORTS for word in sentence.words(index, index + 1)):
        if not {"through", "via"} & set(sentence.words(role.index - 1, role.index)):
            role.imposer += 2.0
        return
    for offset, token in enumerate(row[index : index + 8]):
        kind = token.kind
        if kind == "T" and offset < 6:
            weight = 3.0 if possessive or adjective else 1.0 if role.mention.kind != "name" else 0.5
            role.imposer += weight
            if weight == 0.5:
                role.target += 2.0
            return
        if kind in "GPK" and offset < 5:
            if letters[index + offset + 1 : index + offset + 2] == "T":
                continue
            if possessive or adjective:
                role.target += 3.0 if kind != "K" else 2.2
            if kind == "P" or possessive or adjective:
                break
            break
        if kind in "ircxshE" or kind == "f":
            if possessive or (adjective and role.mention.kind == "demonym"):
                break
            break
        if kind not in ".AbzNORUD&Q":
            break
        if kind == "&" and not adjective:
            break
    if letters[index : index + 1] == "," and sentence.words(index + 1, index + 2) == ["whose"] and not possessive:
        role.target += 2.5
        return
    if possessive:
        if any(word in _DECISIONS for word in sentence.words(index, index + 3)):
            role.imposer += 2.5
        return
    if role.index and (row[role.index - 1].kind in "tInFyo" or row[role.index - 1].text in {"from", "into", "through"}):
        return
    position = role.index + 1
    limit = role.index + 12
    joined = True
    while position < min(limit, len(row)):
        kind = row[position].kind
        if kind == "," and letters[position + 1 : position + 2] == "?":
            close = letters.find(",", position + 1)
            if close < 0 or "A" in letters[position:close]:
                position += 2
                continue
            position, limit = close + 1, close + 12
            continue
        if kind in "ircxshE" or (kind == "B" and row[position].text.startswith(("began", "begin", "start"))):
            passive = any(word in _BE for word in sentence.words(position - 2, position))
            if passive and not row[position].text.endswith("ing"):
                role.target += 2.0
            else:
                role.imposer += 1.4 if kind == "E" else 2.5
            return
        if kind == "~" and row[position].text in _OWN and _ITS_TARIFF.match(letters, position):
            role.imposer += 2.0  # "China will bring its tariff down"
            return
        holds = row[position].text.startswith(("has", "have")) and kind == "f"
        if holds and not compiled(r"f[.zUO]{0,2}[AR]").match(letters[position:]):
            position += 1
            continue
        if kind == "f":
            passive = any(word in _BE for word in sentence.words(position - 2, position))
            if row[position].text.startswith(("let in", "admit")) and not passive:
                role.imposer += 2.5
            else:
                role.target += 2.5
            return
        if kind == "&" and letters[position + 1 : position + 2] in tuple("ircxs") and sentence.places:
            first = min(sentence.places)
            if first < role.index and "," not in letters[first : role.index]:
                return  # "Canada will follow the United States and impose": the first place does
        if kind in ";:|TAZ" or (kind == "C" and not joined) or (kind == "G" and not (adjective)):
            return
        joined = joined and kind in ",&.C=PGK"
        position += 1


_OWN = frozenset({"its", "their"})
_ITS_TARIFF = re.compile(r"~[.]?T")


def _look_left(sentence: Sentence, role: Role) -> None:
    row, letters = sentence.row, sentence.letters
    index = role.index - 1
    # a group's earlier members, and plain words between preposition and place, are passed over
    steps = 0
    while index >= 0 and row[index].kind in "C,&=" and steps < 6:
        index -= 1
        steps += 1
    while (
        index >= 0
        and row[index].kind in "GQP."
        and row[index].text not in _MADE
        and steps < 3
        and letters[index + 1] != "C"
    ):
        index -= 1
        steps += 1
    if index < 0:
        return
    token = row[index]
    before = sentence.words(index - 4, index)
    if token.text in {"than", "other than", "apart from", "excluding"} and (
        token.text != "than" or "other" in before[-1:]
    ):
        role.imposer = role.target = 0.0  # "partners other than Peru and Chile"
        return
    if token.text in {"outside", "anywhere but", "except"}:
        role.imposer, role.target = 1.5, 0.0  # "built outside the United States": whose customs are meant
        return
    if token.kind == "n" or token.text == "from":
        role.target += 3.0
    elif token.text in {"of"} and before and before[-1] in _WARES:
        role.target += 1.0
    elif token.kind == "F":
        role.target += 2.0
    elif token.kind == "y":
        role.imposer += 3.0
    elif token.kind == "I":
        if _MADE & set(before[-2:]):
            role.target += 3.0
        elif set("TfA") & set(letters[:index]):
            role.imposer += 1.5
    elif token.text.startswith("enter"):
        role.imposer += 3.0
    elif token.text in {"through", "via"}:
        role.target += 1.5
    elif token.text in {"including", "like", "as", "with"} and role.mention.kind == "name":
        if compiled(r"[nF][^A]{0,8}\Z|from [^A]{0,30}\Z").search(letters[:index]):
            role.target += 1.5
    elif token.kind == "t" or token.text == "into":
        if _INTO & set(before):
            role.imposer += 2.5
    elif token.kind == "i" and role.mention.kind != "demonym":
        role.target += 3.0
    elif token.text in _MADE:
        role.target += 2.0
