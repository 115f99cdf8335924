"""What an article has said so far, and what it says as a whole: parties, goods, dates, instruments, agreements."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from bot import goods
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.lexicon import product_of_makers
from bot.reading.tariffs.parties import parties_of
from bot.reading.tariffs.party_features import AMERICAN
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.product_features import groups_of
from bot.reading.tariffs.products import product_of
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.status_rules import NO_ACT
from bot.reading.tariffs.when import own_dates, sentence_date

_NOT_AGREED = frozenset(
    "no not yet without outside cannot qualify use under unless if until failed fails fail collapse comply rescue "
    "close talks towards possible pending ending".split()
)


_SUPPOSING = frozenset({"suppose", "supposing", "imagine", "hypothetical", "thought experiment"})


_ON_EXPORTS = re.compile(r"\b(?:tariffs?|duty|duties|taxe?s?|levy|levies) on exports\b")


def only_others(sentences: list[Sentence]) -> bool:
    """Tell whether the tariffs of an article are prices of electricity, telephones or transport, or its levies all fall
    on exports: no customs duty is spoken of.
    """
    others = {token.text for sentence in sentences for token in sentence.row if token.kind == "X"}
    own = {token.text for sentence in sentences for token in sentence.row if token.kind == "T"}
    if any(text.endswith(("tariff", "tariffs")) and not text.startswith("export") for text in others):
        return own <= {"tariff", "tariffs"}
    if any(text.startswith("export") for text in others):
        return own <= {"levy", "levies", "duty", "duties", "surcharge"} and not any(
            "import" in sentence.text[slice(*sentence.span)].lower() for sentence in sentences
        )
    # "tariffs on exports", and nothing on what comes in
    said = " ".join(sentence.text[slice(*sentence.span)].lower() for sentence in sentences)
    return _ON_EXPORTS.search(said) is not None and "import" not in said


def survey(sentences: list[Sentence], state: State) -> None:
    """Learn from the whole article who imposes, who else is in it, and whether it tells of an agreement."""
    imposers: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for number, sentence in enumerate(sentences):
        codes: dict[str, None] = {}  # in order, for those first named come first among equals
        for role in sentence.roles:
            if not sentence.reason[role.index]:
                codes[role.mention.code] = None
            if role.imposer > role.target:
                weight = 4 if "T" in sentence.letters else 1
                imposers[role.mention.code] += weight * (2 if number < 2 else 1)
        for code in codes:
            counts[code] += 2 if number == 0 else 1
        if "L" in sentence.letters and agreed(sentence):
            beside = {
                role.mention.code
                for other in sentences[max(0, number - 1) : number + 2]
                for role in other.roles
                if not other.reason[role.index]
            }
            state.deals.append(frozenset(beside if len(codes) < 2 else codes))
        if compiled(r"Q").search(sentence.letters) and "T" in sentence.letters:
            state.everyone = True
        if any(cue.basis in AMERICAN for cue in sentence.cues(*sentence.span)):
            state.american = True
        state.tariff_words += sentence.letters.count("T")
        state.other_words += sentence.letters.count("X") + sentence.letters.count("V")
        if not NO_ACT.isdisjoint(sentence.texts):
            state.no_act = True
        if not _SUPPOSING.isdisjoint(sentence.texts):
            state.supposes = True
        if number == 0:
            state.title_letters = "".join(sorted(set(sentence.letters)))
            state.title_goods = next((group.text for group in groups_of(sentence)), None)
            state.title = list(dict.fromkeys(role.mention.code for role in sentence.roles))
            best = max(sentence.roles, key=lambda role: role.imposer - role.target, default=None)
            if best is not None and best.imposer > best.target:
                state.title_imposer = best.mention.code
            best = max(sentence.roles, key=lambda role: role.target - role.imposer, default=None)
            if best is not None and best.target > best.imposer:
                state.title_payer = best.mention.code
    state.deal = bool(state.deals)
    state.main = [code for code, _ in imposers.most_common()]
    state.seen = list(counts)
    state.order = [code for code, count in counts.most_common() if count >= 2]


def agreed(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of an agreement that was reached."""
    at = sentence.letters.index("L")
    if sentence.letters[at + 1 : at + 2] in {"G", "P", "K"}:
        return False
    return not _NOT_AGREED & set(sentence.words(at - 7, at))


def remember_topic(sentence: Sentence, state: State, number: int) -> None:
    """Keep the parties and the product of a sentence that gives no rate."""
    letters = sentence.letters
    place = next((letters.index(kind) for kind in "TZW" if kind in letters), None)
    if place is not None:
        index = place
        parties = parties_of(sentence, index, (0, len(sentence.row)), state, rated=False)
        if parties.imposer and parties.explicit & {"imposer", "target"}:
            state.pair(parties.imposer, parties.targets)
        product, stated, _ = product_of(sentence, index, (0, len(sentence.row)), state, rated=False)
        if stated:
            state.product = product or None
            state.hint = None
        spoken = " ".join(sentence.words(0, len(sentence.row)))
        if compiled(r"\bdoubl").search(spoken) and "more than doubl" not in spoken and "A" not in letters:
            state.doubled = number
    products = [token.text for token in sentence.row if token.kind == "P"]
    if (
        products
        and "T" not in letters
        and compiled(r"[.OI]{0,2}P").match(letters)
        and not compiled(r"[.]{0,2}P[.]?[vuM]").match(letters)
    ):
        state.hint = products[0]
    if state.product is None and state.hint is None and "G" not in letters and number < 3:
        made = next((found for token in sentence.row if (found := product_of_makers(token.text))), None)
        state.hint = made


def return_to_topic(sentence: Sentence, state: State, drafts: list[Draft]) -> None:
    """Go back to what the sentence is about after a rate that is only what another measure answers: "Peru laid duties
    on 28 Chilean goods, in reply to Chile's 25% on tin" goes on with Peru's.
    """
    if not drafts or not sentence.reason[drafts[-1].token]:
        return
    main = [draft for draft in drafts if not sentence.reason[draft.token]]
    if main:
        state.imposer, state.targets = main[-1].imposer, tuple(d.target for d in main if d.token == main[-1].token)
        return
    index = next((k for k, kind in enumerate(sentence.letters) if kind in "TZW" and not sentence.reason[k]), None)
    if index is None:
        return
    parties = parties_of(sentence, index, (0, len(sentence.row)), state, rated=False)
    if parties.imposer and "imposer" in parties.explicit:
        state.pair(parties.imposer, parties.targets)


def remember_words(
    sentence: Sentence, state: State, drafts: list[Draft], before: list[Draft], number: int, published: dt.date | None
) -> None:
    """Keep instruments, dates and decisions that hold for rates said before and after."""
    letters = sentence.letters
    cues = [cue for cue in sentence.cues(*sentence.span) if not cue.weak]
    imposer = drafts[-1].imposer if drafts else state.imposer or next(iter((*state.main, state.home)), None)
    for cue in cues:
        if cue.basis == "retaliation" and not drafts:
            before_it = [role for role in sentence.roles if sentence.row[role.index].start < cue.at]
            imposer = before_it[0].mention.code if before_it else imposer
        if imposer is None or cue.basis in {"trade_deal", "mfn", "baseline", "reciprocal"}:
            continue
        if drafts:
            for target in {draft.target for draft in drafts if draft.basis == cue.basis}:
                state.said.append((number, imposer, target, cue.basis, drafts[-1].product, frozenset()))
        elif not compiled(r"N").search(letters) and not sentence.text[cue.at :].lower().startswith("fentanyl"):
            named = frozenset(role.mention.code for role in sentence.roles)
            state.said.append((number, imposer, None, cue.basis, state.product or state.hint, named))
    if not drafts and (day := sentence_date(sentence, published)) and imposer:
        wares = ", ".join(token.text for token in sentence.row if token.kind == "P") or None
        state.dates.append((number, imposer, day, wares, False))
        if "L" in letters or "=" in letters:
            state.dates.extend((number, target, day, wares, False) for target in state.targets)
        if _EVERY.match(sentence.text, sentence.span.start):
            state.dates.extend((draft.sentence + 1, draft.imposer, day, None, False) for draft in before)
        for other, words in own_dates(sentence, published):
            _date_by_words(before, other, words, published)
    elif drafts and drafts[0].effective and len({d.effective for d in drafts if d.effective}) == 1:
        state.dates.append((number, drafts[0].imposer, drafts[0].effective, drafts[0].product, True))
        ahead = published is not None and drafts[0].effective > published
        if "L" in letters and ahead:
            state.dates.append((number, drafts[0].target, drafts[0].effective, drafts[0].product, True))
    state.decided = "E" in letters or ("L" in letters and "h" not in letters)
    if not drafts and "T" in letters:
        if "h" not in letters and compiled(r"s[^A]{0,4}T|T[^A]{0,14}s").search(letters):
            state.ended = "suspended"
        elif "x" in letters and "h" not in letters and compiled(r"x[^AP]{0,4}T|T[^AP]{0,6}x").search(letters):
            state.ended = "removed"
        elif compiled(r"[BiN]").search(letters):
            state.ended = None
    if not drafts and not NO_ACT.isdisjoint(sentence.texts):
        for draft in before:
            if draft.sentence >= number - 3 and draft.effective is None and draft.status in {"announced", "in_force"}:
                draft.status = draft.status if draft.kept else "threatened"
    if before and not drafts and number - before[-1].sentence == 1 and _withdrawn(sentence):
        for draft in before:
            if draft.sentence == before[-1].sentence and draft.status == "threatened":
                draft.status, draft.kept = "removed", True


_EVERY = re.compile(r"(?:All|Both)\b(?!\s+(?:but|except|other))|The\s(?:changes|cuts|increases|new\srates)\b")
_KINDS = re.compile(r"\b(?:baseline|universal|global|general|reciprocal|country|higher|second|first)\b")


def _date_by_words(before: list[Draft], day: dt.date, words: str, published: dt.date | None) -> None:
    """Give a day to those rates before that the words before it name by kind or goods ("the baseline")."""
    kinds = set(_KINDS.findall(words))
    for draft in before:
        if draft.effective is not None or draft.kept or draft.status not in {"in_force", "announced"}:
            continue
        general = draft.basis == "baseline" or draft.target == "*"
        told = (
            (bool(kinds & {"baseline", "universal", "global", "general"}) and general)
            or (bool(kinds & {"country", "reciprocal", "higher"}) and not general)
            or bool(goods.split(draft.product)[0] & goods.split(words)[0])
        )
        if told:
            draft.effective = day
            if published is not None and day > published:
                draft.status = "announced"


def _withdrawn(sentence: Sentence) -> bool:
    words = sentence.words(0, 8)
    return bool(
        {"dropped", "withdrew", "backed down", "backed off", "called off", "abandoned", "shelved"} & set(words)
        and {"it", "idea", "threat", "plan", "he", "she"} & set(words)
    )
