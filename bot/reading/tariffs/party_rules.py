"""Who imposes and whose goods pay, by rules: a second opinion, which the learned choice weighs as one feature."""

from __future__ import annotations

from bot.countries import EU_MEMBERS
from bot.reading.tariffs.draft import State
from bot.reading.tariffs.party_features import ALL
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.place_features import elliptic
from bot.reading.tariffs.sentence import Role, Sentence


def parties_by_rules(
    sentence: Sentence, index: int, bounds: tuple[int, int], state: State
) -> tuple[str | None, tuple[str, ...], set[str]]:
    """Return the imposer (None where nobody is known), the targets, and which of the two the sentence itself names."""
    first, last = sentence.clause_bounds(index)
    explicit: set[str] = set()
    targets = _targets(sentence, index, bounds, (first, last))
    imposer = _imposer(sentence, index, (first, last), set(targets))
    if compiled(r"I[.]?C").match(sentence.letters[index + 1 :]):  # "27.5% in the United States"
        place = sentence.letters.index("C", index + 1)
        imposer = sentence.places[place].code
        targets = tuple(code for code in targets if code != imposer)
    subjects, kind = elliptic(sentence, index, bounds)
    if kind == "f":
        targets = targets or subjects
    elif kind == "i" and len(subjects) == 1:
        imposer = subjects[0]
    if imposer is None and not targets:
        imposer = _imposer(sentence, index, (0, first), set())
        targets = _targets(sentence, index, (0, first), (0, first)) if imposer is None else ()
    elif imposer is None:
        imposer = _imposer(sentence, index, (0, index), set(targets))
    elif not targets:
        other = _targets(sentence, index, (0, bounds[1]), (0, bounds[1]))
        targets = tuple(code for code in other if code != imposer)
    everyone = _everyone(sentence, index, bounds) or (not targets and "Q" in sentence.letters[first:index])
    if targets:
        explicit.add("target")
    elif everyone:
        targets = (ALL,)
        explicit.add("target")
    if imposer:
        explicit.add("imposer")
    if imposer and not targets and compiled(r"T[.]?n[.]?P").search(sentence.letters[first:last]):
        others = set(state.order) - {imposer}
        if not others and imposer not in (state.imposer, *state.targets) and not state.targets_of(imposer):
            targets = (ALL,)  # "the American tariff on steel": on everybody's
    found, whom, guessed = _carried(imposer, targets, state)
    if guessed:
        explicit.add("guess")
    return found, whom, explicit


def _everyone(sentence: Sentence, index: int, bounds: tuple[int, int]) -> bool:
    right = compiled(r"[,;:|]").split(sentence.letters[index : bounds[1]])[0]
    own = sentence.row[bounds[0] : index + 1 + len(right)]
    return "Q" in sentence.letters[bounds[0] : index] + right or any(
        token.text in {"import surcharge", "import surcharges", "global tariff"} for token in own
    )


def _targets(sentence: Sentence, index: int, bounds: tuple[int, int], clause: tuple[int, int]) -> tuple[str, ...]:
    right = index + 1 + len(compiled(r"[,&;]").split(sentence.letters[index + 1 : bounds[1]])[0])
    zones = ((index, right), (bounds[0], index), (index, bounds[1]), (clause[0], bounds[1]))
    for low, high in zones:
        found = [
            role
            for role in sentence.roles
            if low <= role.index < high
            and role.target > max(role.imposer, 0.9)
            and (sentence.reason[index] or not sentence.reason[role.index])
        ]
        if found:
            best = max(found, key=lambda role: role.target - abs(role.index - index) * 0.08)
            group = [role.mention.code for role in sentence.roles if role.group == best.group]
            return tuple(dict.fromkeys(group))
    return ()


def _imposer(sentence: Sentence, index: int, bounds: tuple[int, int], targets: set[str]) -> str | None:
    found: list[tuple[float, Role]] = []
    for role in sentence.roles:
        if bounds[0] <= role.index < bounds[1] and role.imposer > role.target and role.mention.code not in targets:
            if role.imposer < 0.9 or (sentence.reason[role.index] and not sentence.reason[index]):
                continue
            found.append((role.imposer - abs(role.index - index) * 0.08, role))
    return max(found, key=lambda pair: pair[0])[1].mention.code if found else None


def _carried(imposer: str | None, targets: tuple[str, ...], state: State) -> tuple[str | None, tuple[str, ...], bool]:
    """Fill in what the sentence doesn't say from what the article said before, or (a guess) says elsewhere."""
    if imposer and targets:
        return imposer, targets, False
    if targets:
        new = not any(set(targets) & {payer, *payers} for payer, payers in state.pairs)
        if new and state.main and state.main[0] not in targets and state.main[0] != state.imposer:
            return state.main[0], targets, True  # a third country is told of for comparison with the article's subject
        if state.imposer and state.imposer not in targets:
            return state.imposer, targets, False
        known = next((found for target in targets if (found := state.imposer_on(target))), None)
        if known and known not in targets:
            return known, targets, False
        if state.imposer in targets and len(state.targets) == 1 and state.targets[0] != ALL:
            return state.targets[0], targets, False
        rest = [code for code in (*state.main, state.home, *state.order) if code and code not in targets]
        return (rest[0] if rest else None), targets, True
    if imposer:
        if state.imposer == imposer and state.targets:
            return imposer, state.targets, False
        if imposer in state.targets and state.imposer:
            return imposer, (state.imposer,), False
        known_targets = state.targets_of(imposer)
        if known_targets:
            return imposer, known_targets, False
        others = set(state.seen) - {imposer} - (EU_MEMBERS if imposer == "EU" else frozenset())
        often = others & set(state.order)
        return imposer, _counterpart(imposer, state), len(others) > 1 and len(often) != 1
    if state.imposer:
        return state.imposer, state.targets or (ALL,), not state.targets
    main = state.main[:1] or [code for code in (state.home,) if code] or state.seen[:1]
    return (main[0], _counterpart(main[0], state), True) if main else (None, targets, True)


def _counterpart(imposer: str, state: State) -> tuple[str, ...]:
    """Return the other place of an article that is about two, else all countries."""
    others = [code for code in state.order if code != imposer and not (imposer == "EU" and code in EU_MEMBERS)]
    if state.everyone:
        return (ALL,)
    if not others:
        others = [code for code in state.seen if code != imposer and not (imposer == "EU" and code in EU_MEMBERS)]
        others = others if len(others) == 1 else []
    return (others[0],) if others else (ALL,)
