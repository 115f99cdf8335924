"""An article's tariff facts: sentence by sentence, with what was said before kept in mind."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from bot import goods
from bot.countries import EU_MEMBERS
from bot.reading.tariffs.basis import INSTRUMENTS, strongest
from bot.reading.tariffs.confidence import SHOWN_FROM, confidence_of
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.lexicon import product_of_makers
from bot.reading.tariffs.parties import (
    ALL,
    company_of,
    parties_of,
    product_in_turn,
    product_of,
    products_by_place,
    respectively,
)
from bot.reading.tariffs.rates import Rate, find_rates
from bot.reading.tariffs.sentence import Sentence, parse
from bot.reading.tariffs.status import NO_ACT, effective_of, sentence_date, status_of, zone
from bot.reading.text import Document
from storage.records import Span, TariffFact

_GATE = re.compile(
    r"tariff|\bdut(?:y|ies)\b|\blev(?:y|ies|ying|ied)\b|surcharge|surtax|import tax|border tax|customs"
    r"|\b(?:charg|collect)ing\s(?:an?\s)?(?:extra\s|additional\s)?\d",
    re.IGNORECASE,
)
MAX_SENTENCE = 2000  # characters; a longer one is a table or noise and is not read
MAX_FACTS = 300  # statements read of one article; more is a schedule of rates, not news
_REACH = 6  # sentences for which tariffs stay the subject after one that speaks of them


def read_tariffs(document: Document, published: dt.date | None) -> tuple[TariffFact, ...]:
    """Return the tariff facts that ``document`` states, in its order. Relative dates count from ``published``.

    An article without a word for tariffs costs one search. Linear in the text; raises for no text.
    """
    text = document.text
    if not _GATE.search(text):
        return ()
    state = State()
    sentences: list[Sentence] = []
    starts = [paragraph.start for paragraph in document.paragraphs]
    for number, span in enumerate(document.sentences):
        if span.end - span.start <= MAX_SENTENCE:
            sentence = parse(text, span, published, state.known, first=number == 0)
            sentence.paragraph = bisect_right(starts, span.start)
            if number == 0:
                state.home = next(iter(state.known), None)
            state.known.update(role.mention.code for role in sentence.roles)
            sentences.append(sentence)
    _survey(sentences, state)
    drafts: list[Draft] = []
    for number, sentence in enumerate(sentences):
        if len(drafts) >= MAX_FACTS:
            break
        drafts.extend(_read_sentence(sentence, state, number, published, drafts))
    _settle(drafts, sentences, state, published)
    return _finish(drafts)


def _survey(sentences: list[Sentence], state: State) -> None:
    """Learn from the whole article who imposes, who else is in it, and whether it tells of an agreement."""
    imposers: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for number, sentence in enumerate(sentences):
        codes = set()
        for role in sentence.roles:
            if not sentence.reason[role.index]:
                codes.add(role.mention.code)
            if role.imposer > role.target:
                weight = 4 if "T" in sentence.letters else 1
                imposers[role.mention.code] += weight * (2 if number < 2 else 1)
        for code in codes:
            counts[code] += 2 if number == 0 else 1
        if "L" in sentence.letters and _agreed(sentence):
            beside = {
                role.mention.code
                for other in sentences[max(0, number - 1) : number + 2]
                for role in other.roles
                if not other.reason[role.index]
            }
            state.deals.append(frozenset(beside if len(codes) < 2 else codes))
        if re.search(r"Q", sentence.letters) and "T" in sentence.letters:
            state.everyone = True
    state.deal = bool(state.deals)
    state.main = [code for code, _ in imposers.most_common()]
    state.seen = list(counts)
    state.order = [code for code, count in counts.most_common() if count >= 2]


_NOT_AGREED = frozenset(
    "no not yet without outside cannot qualify use under unless if until failed fails fail collapse comply rescue "
    "close talks towards possible pending ending".split()
)


def _agreed(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of an agreement that was reached."""
    at = sentence.letters.index("L")
    if sentence.letters[at + 1 : at + 2] in {"G", "P", "K"}:
        return False
    return not _NOT_AGREED & set(sentence.words(at - 7, at))


def _read_sentence(
    sentence: Sentence, state: State, number: int, published: dt.date | None, before: list[Draft]
) -> list[Draft]:
    letters = sentence.letters
    active = number - state.last_tariff <= _REACH
    if sentence.paragraph != state.paragraph:
        state.paragraph = sentence.paragraph
        state.first_product = None
        common = Counter(state.pairs).most_common(2)
        if common and (len(common) == 1 or common[0][1] > common[1][1]) and common[0][0][0] == state.imposer:
            state.imposer, state.targets = common[0][0]
    drafts: list[Draft] = []
    if "A" in letters or "Z" in letters:
        rates = find_rates(sentence, active)
        rates = [rate for rate in rates if not _belongs_to_earlier(sentence, rate, rates, before)]
        indices = [rate.index for rate in rates if rate.previous_of is None and not rate.lower]
        for rate in rates:
            if rate.previous_of is None and not rate.lower:
                drafts.extend(_drafts(sentence, rate, indices, state, number, published, drafts, before))
        _share(sentence, drafts, indices, published)
    if drafts or "T" in letters:
        state.last_tariff = number
    if drafts:
        state.last_rate = number
    if not drafts:
        _remember_topic(sentence, state, number)
    _remember_words(sentence, state, drafts, before, number, published)
    return drafts


def _belongs_to_earlier(sentence: Sentence, rate: Rate, rates: list[Rate], before: list[Draft]) -> bool:
    """Give a lone "from 10 per cent" to the fact before it, and mark "the 15% figure includes ..." as a total."""
    letters = sentence.letters
    if not before:
        return False
    if len(rates) == 1 and re.search(r"[re][^AT;]{0,3}p[zUO.]{0,2}\Z", letters[: rate.index]) and "T" not in letters:
        last = before[-1]
        if last.previous is None and last.rate != rate.value:
            last.previous = rate.value
        return True
    if re.match(r"[TR.]{0,2}\.[O.~]{0,2}", letters[rate.index + 1 :]) and any(
        word in {"include", "includes", "included"} for word in sentence.words(rate.index + 1, rate.index + 4)
    ):
        same = [draft for draft in before if draft.rate == rate.value and draft.sentence >= before[-1].sentence - 2]
        for draft in same:
            draft.role = "total"
        return bool(same)
    return False


def _remember_topic(sentence: Sentence, state: State, number: int) -> None:
    """Keep the parties and the product of a sentence that gives no rate."""
    letters = sentence.letters
    place = next((letters.index(kind) for kind in "TZW" if kind in letters), None)
    if place is not None:
        index = place
        imposer, targets, explicit = parties_of(sentence, index, (0, len(sentence.row)), state)
        if imposer and ("imposer" in explicit or ("target" in explicit and not state.main)):
            state.pair(imposer, tuple(target for target in targets if target != imposer) or (ALL,))
        product, stated = product_of(sentence, index, (0, len(sentence.row)), state)
        if stated:
            state.product = product or None
            state.hint = None
        spoken = " ".join(sentence.words(0, len(sentence.row)))
        if re.search(r"\bdoubl", spoken) and "more than doubl" not in spoken and "A" not in letters:
            state.doubled = number
    products = [token.text for token in sentence.row if token.kind == "P"]
    if (
        products
        and "T" not in letters
        and re.match(r"[.OI]{0,2}P", letters)
        and not re.match(r"[.]{0,2}P[.]?[vuM]", letters)
    ):
        state.hint = products[0]
    if state.product is None and state.hint is None and "G" not in letters and number < 3:
        made = next((found for token in sentence.row if (found := product_of_makers(token.text))), None)
        state.hint = made


def _remember_words(
    sentence: Sentence, state: State, drafts: list[Draft], before: list[Draft], number: int, published: dt.date | None
) -> None:
    """Keep instruments, dates and decisions that hold for rates said before and after."""
    letters = sentence.letters
    cues = [cue for cue in sentence.cues(*sentence.span) if not cue.weak]
    imposer = drafts[-1].imposer if drafts else state.imposer or next(iter((*state.main, state.home)), None)
    for cue in cues:
        if cue.basis == "retaliation" and not drafts:
            imposer = sentence.roles[0].mention.code if sentence.roles else imposer
        if imposer is None or cue.basis in {"trade_deal", "mfn", "baseline", "reciprocal"}:
            continue
        if drafts:
            for target in {draft.target for draft in drafts if draft.basis == cue.basis}:
                state.said.append((number, imposer, target, cue.basis, drafts[-1].product))
        elif not re.search(r"N", letters) and not sentence.text[cue.at :].lower().startswith("fentanyl"):
            state.said.append((number, imposer, None, cue.basis, state.product or state.hint))
    if not drafts and (day := sentence_date(sentence, published)) and imposer:
        named = ", ".join(token.text for token in sentence.row if token.kind == "P") or None
        state.dates.append((number, imposer, day, named, False))
        if "L" in letters or "=" in letters:
            state.dates.extend((number, target, day, named, False) for target in state.targets)
    elif drafts and drafts[0].effective and len({d.effective for d in drafts if d.effective}) == 1:
        state.dates.append((number, drafts[0].imposer, drafts[0].effective, drafts[0].product, True))
        if "L" in letters:
            state.dates.append((number, drafts[0].target, drafts[0].effective, drafts[0].product, True))
    state.decided = "E" in letters or ("L" in letters and "h" not in letters)
    if not drafts and "T" in letters:
        if "h" not in letters and re.search(r"s[^A]{0,4}T|T[^A]{0,14}s", letters):
            state.ended = "suspended"
        elif "x" in letters and "h" not in letters and re.search(r"x[^AP]{0,4}T|T[^AP]{0,6}x", letters):
            state.ended = "removed"
        elif re.search(r"[BiN]", letters):
            state.ended = None
    if not drafts and any(token.text in NO_ACT for token in sentence.row):
        for draft in before:
            if draft.sentence >= number - 3 and draft.effective is None and draft.status in {"announced", "in_force"}:
                draft.status = draft.status if draft.kept else "threatened"
    if before and not drafts and number - before[-1].sentence == 1 and _withdrawn(sentence):
        for draft in before:
            if draft.sentence == before[-1].sentence and draft.status == "threatened":
                draft.status, draft.kept = "removed", True


def _withdrawn(sentence: Sentence) -> bool:
    words = sentence.words(0, 8)
    return bool(
        {"dropped", "withdrew", "backed down", "backed off", "called off", "abandoned", "shelved"} & set(words)
        and {"it", "idea", "threat", "plan", "he", "she"} & set(words)
    )


def _drafts(
    sentence: Sentence,
    rate: Rate,
    indices: list[int],
    state: State,
    number: int,
    published: dt.date | None,
    earlier: list[Draft],
    everything: list[Draft],
) -> list[Draft]:
    bounds = zone(sentence, rate.index, indices)
    imposer, targets, explicit = parties_of(sentence, rate.index, bounds, state)
    if imposer is None:
        return []
    targets = tuple(t for t in targets if t != imposer and not (imposer == "EU" and t in EU_MEMBERS)) or (ALL,)
    if (own := respectively(sentence, rate.index, indices)) is not None:
        targets = (own,)
    product, stated = product_of(sentence, rate.index, bounds, state)
    if (turn := product_in_turn(sentence, rate.index, indices)) is not None:
        product, stated = turn, True
    company = company_of(sentence, rate.index, bounds)
    another = "target" in explicit and state.targets and not set(targets) & set(state.targets)
    if not stated and another and "~" not in sentence.letters[bounds[0] : bounds[1]] and not state.hint:
        product = None  # "Kenya got off with 10%": another country, not the product of the one before
    if stated:
        state.product, state.hint = product or None, None
    product = product or None
    if not stated and state.first_product is not None and re.match(r"[.N]{0,2}T", sentence.letters):
        product = state.first_product[0]  # "The duty now stands at": the one the paragraph is about
    if state.first_product is None:
        state.first_product = (product,)
    if company:
        product = f"{(product or 'goods').split(' (')[0]} ({company})"
    effective, deadline, until = effective_of(sentence, rate.index, bounds, published)
    kin = earlier
    status, sure = status_of(
        sentence,
        rate.index,
        bounds,
        effective,
        published,
        _decided(state, imposer, targets),
        kin[-1].status if kin else None,
    )
    words = sentence.words(bounds[0], bounds[1])
    around = sentence.words(*sentence.clause_bounds(rate.index))
    had = any(word in {"had", "stood", "amounted"} or word.startswith("had ") for word in around)
    if status == "removed" and product is None and _QUALIFIES.search(" ".join(around)):
        product = "qualifying goods"
    if state.ended and (status == "removed" or (status == "in_force" and had)):
        status = state.ended
    if effective is None and _same_date(sentence, bounds) and state.last_day:
        effective = state.last_day
        if published is not None and status in {"in_force", "announced"}:
            status = "announced" if effective > published else "in_force"
    if kin and kin[-1].status == "threatened" and rate.previous == kin[-1].rate:
        status = "threatened"
    basis = _basis(sentence, rate.index, bounds)
    if basis is None and kin and re.fullmatch(r"[,&.nCPKo']{1,8}", sentence.letters[kin[-1].token + 1 : rate.index]):
        basis = kin[-1].basis
    kept = _kept(sentence, rate.index, bounds)
    if basis == "mfn" and status in {"announced", "in_force", "threatened"} and rate.previous is None:
        status, effective, kept = "in_force", None, True
    vague = _vague(sentence, rate.index, bounds)
    state.pair(imposer, targets)
    by_place = products_by_place(sentence, rate.index, bounds)
    previous = rate.previous
    if previous is None and _doubles(sentence, rate.index, state, rate.value, number):
        previous = rate.value / 2
    if previous is None:
        previous = _moved(sentence, rate.index, imposer, targets, product, everything, rate.value)
    state.rates.add(rate.value)
    if effective is not None:
        state.last_day = effective
    had = any(word == "had" or word.startswith("had ") for word in words)
    if had and re.search(r"i[CKzUOn.']{0,4}\Z", sentence.letters[bounds[0] : rate.index]):
        successor = _successor(everything, imposer, targets, product)
        if successor is not None:
            successor.previous = rate.value
            return []
    if had and re.search(r"\b(?:scheduled|due|set|planned|supposed|meant)\b", " ".join(words)) and state.ended:
        status, effective, kept = "removed", None, True
    result = []
    for target in targets:
        draft = Draft(
            imposer,
            target,
            by_place.get(target, product),
            rate.value,
            sentence.span,
            role="total" if rate.total else "duty",
            status=status,
            effective=effective,
            previous=previous,
            basis=None if rate.total else basis,
            reason=None if rate.total else _reason(sentence, bounds),
            approximate="z" in sentence.letters[max(0, rate.index - 3) : rate.index],
            deadline=deadline if until is None or status in {"suspended", "threatened"} else None,
            expires=_expiry(sentence, bounds, effective, until) if status in {"announced", "in_force"} else None,
            stated_by=_stated_by(sentence),
            weight=rate.weight,
            explicit=set(explicit),
            sentence=number,
            at=sentence.row[rate.index].start,
            token=rate.index,
            kept=kept,
            vague=vague,
            present="f" in sentence.letters[bounds[0] : rate.index]
            and "w" not in sentence.letters[bounds[0] : rate.index],
        )
        if stated:
            draft.explicit.add("product")
        draft.crowd = len(indices)
        draft.gap = number - state.last_rate
        draft.rivals = len({role.mention.code for role in sentence.roles} - {imposer, *targets})
        if not sure:
            draft.doubts.add("status")
        result.append(draft)
    if _both_ways(sentence, bounds) and len(targets) == 1 and targets[0] != ALL:
        result.append(replace(result[0], imposer=targets[0], target=imposer, explicit=set(explicit)))
    return result


def _decided(state: State, imposer: str, targets: tuple[str, ...]) -> bool:
    """Tell whether an order, or a deal between these parties, stands behind a "would"."""
    return state.decided or any(imposer in deal and deal & set(targets) for deal in state.deals)


_LASTS = re.compile(r"\b(\d{2,3})\s+days\b", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"\b(?:ministry|government|commission|white house|officials?|notification|notice|decree|proclamation|executive order"
    r"|state council|customs|department|gazette|president|treasury|minister|supreme court)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:people (?:familiar|briefed)|according to (?:people|a draft|sources|media|reports)|reportedly|sources said|draft seen"
    r"|is said to|are said to|insiders?)\b",
    re.IGNORECASE,
)


def _expiry(
    sentence: Sentence, bounds: tuple[int, int], effective: dt.date | None, until: dt.date | None
) -> dt.date | None:
    """Return the day on which the rate is said to end: "until 31 March", "for 150 days" from a known beginning."""
    if until is not None and (effective is None or until > effective):
        return until
    text = sentence.text[sentence.row[bounds[0]].start : sentence.row[bounds[1] - 1].end]
    match = _LASTS.search(text)
    if (
        match is None
        or effective is None
        or not re.search(r"\b(?:for|last|than|within|to)\b[^.]{0,20}\Z", text[: match.start()])
    ):
        return None
    try:
        return effective + dt.timedelta(days=int(match.group(1)))
    except OverflowError:
        return None


def _stated_by(sentence: Sentence) -> str | None:
    """Return "reported" where the sentence rests on unnamed people, "official" where an office or its head speaks."""
    start, end = sentence.span
    if _REPORTED.search(sentence.text, start, end):
        return "reported"
    return "official" if _OFFICIAL.search(sentence.text, start, end) else None


def _both_ways(sentence: Sentence, bounds: tuple[int, int]) -> bool:
    return "both directions" in " ".join(sentence.words(*bounds)) or "both ways" in " ".join(sentence.words(*bounds))


# goods that meet a condition are let off; the rest still pay
_QUALIFIES = re.compile(r"(?<!don t )(?<!not )\b(?:satisf(?:y|ies)|meets?|compl(?:y|ies)|qualif(?:y|ies)|conforms?)\b")
_STILL = frozenset(
    "remains remain remained remaining stays stay stayed already continues continue unchanged existing "
    "current currently "
    "stands stand stood maintained maintains".split()
)


def _kept(sentence: Sentence, index: int, bounds: tuple[int, int]) -> bool:
    """Tell whether the rate is said to have been there before ("existing", "remains")."""
    for place in range(max(bounds[0], index - 7), min(bounds[1], index + 5)):
        between = sentence.letters[min(place, index) + 1 : max(place, index)]
        if sentence.row[place].text in _STILL and "A" not in between and "," not in between:
            return True
    return False


def _vague(sentence: Sentence, index: int, bounds: tuple[int, int]) -> bool:
    """Tell whether the zone names a time that is no day ("last August", "in 2018", "since the summer")."""
    replaced = sentence.letters.find("p", index)
    last = bounds[1] if replaced < 0 else min(bounds[1], replaced)
    return any(
        bounds[0] <= at < last and date.day is None and date.word == "" and date.weekday is None
        for at, date in sentence.dates.items()
    )


def _same_date(sentence: Sentence, bounds: tuple[int, int]) -> bool:
    return any(
        bounds[0] <= at < bounds[1] and date.word.endswith(("same day", "same date", "that day", "that date"))
        for at, date in sentence.dates.items()
    )


def _doubles(sentence: Sentence, index: int, state: State, value: float, number: int) -> bool:
    words = sentence.words(index - 6, index)
    stated = any(word.startswith("doubl") for word in words) and value / 2 in state.rates
    return stated or (value % 2 == 0 and 0 < number - state.doubled <= 1)


def _moved(
    sentence: Sentence,
    index: int,
    imposer: str,
    targets: tuple[str, ...],
    product: str | None,
    before: list[Draft],
    value: float,
) -> float | None:
    """Return the rate that "lift it to 15%" or "scheduled to rise to 50%" starts from: the last one of that measure."""
    left = sentence.letters[max(0, index - 6) : index]
    again = re.search(r"[rcxg]~?[.]?t?[zUO]*\Z", left[-4:]) and "~" in left[-4:]
    if not again and not re.search(r"(?:[rcx]~|[wdr~x.t]g|trt|tut)[^AP]{0,3}\Z", left):
        return None
    for draft in reversed(before):
        if draft.imposer == imposer and draft.target in targets and draft.product == product and draft.role == "duty":
            return draft.rate if draft.rate != value else None
    return None


def _successor(before: list[Draft], imposer: str, targets: tuple[str, ...], product: str | None) -> Draft | None:
    """Return an earlier fact about the same goods without a previous rate: a rate once imposed is what it replaces."""
    for draft in reversed(before):
        free = draft.imposer == imposer and draft.target in targets and draft.previous is None
        if free and goods.same(draft.product, product):
            return draft
    return None


def _basis(sentence: Sentence, index: int, bounds: tuple[int, int]) -> str | None:
    """Return the instrument named beside the rate: in its noun phrase first, then in the rest of its zone."""
    text, row, letters = sentence.text, sentence.row, sentence.letters
    phrase = re.match(r"[.PzbOKG'\"UCN]{0,5}[TR]", letters[index + 1 : bounds[1]])
    if phrase:
        found = sentence.cues(row[index].end, row[index + phrase.end()].end)
        if found:
            return strongest(found)
    back = max(letters.rfind("T", bounds[0], index), letters.rfind("R", bounds[0], index))
    if back >= 0:
        start = back
        while start > bounds[0] and row[start - 1].kind in ".'OUb":
            start -= 1
        found = sentence.cues(row[start].start, row[back].end)
        if found:
            return strongest(found)
    first, last = bounds
    while last - 1 > index and last < len(row) and letters[last] == "A" and letters[last - 1] in ".b":
        last -= 1
    cut = re.search(r"O", letters[index + 1 : last])
    if cut and index + 1 + cut.start() > index + 3:
        last = index + 1 + cut.start()
    cut = re.search(r",[.]{0,3}[px]", letters[index + 1 : last])
    if cut:
        last = index + 1 + cut.start()
    found = sentence.cues(row[first].start, row[last - 1].end)
    agreed = "L" in letters and "h" not in letters and _agreed(sentence)
    found = [cue for cue in found if not cue.weak or cue.basis != "mfn" or _ORDINARY.match(text, cue.at)]
    if not found:
        whole = [cue for cue in sentence.cues(*sentence.span) if not cue.weak and cue.at < row[last - 1].end]
        after = [cue for cue in sentence.cues(*sentence.span) if cue.basis == "retaliation" and not cue.weak]
        found = whole if letters.count("A") == 1 else after
    return strongest([cue for cue in found if cue.basis != "trade_deal" or agreed])


_ORDINARY = re.compile(r"\w+\s(?:\d|import|customs|tariff|dut|rate|levy)", re.IGNORECASE)
_CAUSE = re.compile(r"(?:tied|linked|due) to|to punish|punishing|citing|for its|because of|as punishment for|over")


def _reason(sentence: Sentence, bounds: tuple[int, int]) -> str | None:
    """Return the words after "tied to", "over", "to punish" within ``bounds``, up to the phrase's end."""
    for index in range(*bounds):
        token = sentence.row[index]
        if token.kind in "J." and _CAUSE.fullmatch(token.text):
            last = index
            while last + 1 < bounds[1] and sentence.letters[last + 1] not in ",;:|A()":
                last += 1
            if last > index and "D" not in sentence.letters[index + 1 : index + 2]:
                return sentence.text[sentence.row[index + 1].start : sentence.row[last].end][:120]
    return None


def _share(sentence: Sentence, drafts: list[Draft], indices: list[int], published: dt.date | None) -> None:
    """Let the rates of one sentence share a date that leads them in or closes them ("all from 1 May")."""
    if len(drafts) < 2:
        return
    for earlier, later in itertools.pairwise(drafts):
        if later.effective is None and earlier.effective is not None and later.token != earlier.token:
            leading = min(sentence.dates, default=len(sentence.row)) < indices[0]
            if (leading and not later.kept and later.status == earlier.status) or later.token == earlier.token:
                later.effective, later.status = earlier.effective, earlier.status
    if (drafts[-1].token != drafts[0].token and drafts[-1].basis != "mfn") or len(indices) > 2:
        for earlier, later in reversed(list(itertools.pairwise(drafts))):
            between = sentence.letters[earlier.token + 1 : later.token]
            alone = earlier.effective is None and not earlier.kept and not re.search(r"[wiBNxsghd;|]", between)
            if alone and later.effective is not None and later.token > earlier.token:
                earlier.effective, earlier.status = later.effective, later.status
            elif alone and later.status == "threatened" and earlier.status == "announced":
                earlier.status = "threatened"
    closing = sentence.clause_bounds(indices[-1])[1]
    tail = sentence.words(indices[-1], closing)
    if {"if", "unless"} & set(tail) and "&" not in sentence.letters[indices[-1] : closing]:
        for draft in drafts:
            if draft.status == "announced" and sentence.clause[draft.token] == sentence.clause[indices[-1]]:
                draft.status = "threatened"
    tail = sentence.words(indices[-1], len(sentence.row))
    if drafts[-1].effective is not None and {"all", "both", "each"} & set(tail):
        for draft in drafts:
            if draft.effective is None:
                draft.effective, draft.status = drafts[-1].effective, drafts[-1].status


def _settle(drafts: list[Draft], sentences: list[Sentence], state: State, published: dt.date | None) -> None:
    """Fill in dates and instruments that other sentences give, and bring each status in line with its date."""
    for draft in drafts:
        dated = draft.effective is not None or draft.vague
        if not dated and not draft.kept and draft.status in {"in_force", "announced", "removed"}:
            day = _date_for(draft, state, published)
            if day is not None and not (draft.status == "announced" and published is not None and day <= published):
                draft.effective = day
                if published is not None and draft.status == "in_force" and day > published:
                    draft.status = "announced"
        if draft.basis is None and draft.role == "duty":
            draft.basis = _basis_for(draft, state)


def _date_for(draft: Draft, state: State, published: dt.date | None) -> dt.date | None:
    best: tuple[int, dt.date] | None = None
    words = goods.split(draft.product)[0]
    for number, imposer, day, product, from_rate in state.dates:
        gap = number - draft.sentence
        if imposer != draft.imposer or not -4 <= gap <= 2 or gap == 0 or (gap > 0 and from_rate):
            continue
        other = goods.split(product)[0]
        if other and not words & other:
            if from_rate and not words:
                continue
            if published is not None and day > published and draft.present:
                continue
        rank = abs(gap) + (0 if gap < 0 else 1)
        if best is None or rank < best[0]:
            best = (rank, day)
    return best[1] if best else None


_ON_GOODS = frozenset({"anti_dumping", "countervailing", "safeguard"})


def _basis_for(draft: Draft, state: State) -> str | None:
    words = goods.split(draft.product)[0]
    said = [
        (abs(number - draft.sentence), basis)
        for number, imposer, target, basis, product in state.said
        if imposer == draft.imposer
        and target in {None, draft.target}
        and not (product is not None and (basis in _ON_GOODS or target) and not words & goods.split(product)[0])
    ]
    if draft.status == "removed" and said:
        return min(said)[1]
    instruments = {basis for _, basis in said} & INSTRUMENTS
    if len(instruments) == 1 and not draft.kept:
        return next(iter(instruments))
    near = [(gap, basis) for gap, basis in said if gap <= 3 and basis != "penalty"]
    if near and not draft.kept:
        return min(near)[1]
    parties = {draft.imposer, draft.target}
    if draft.status != "threatened" and not draft.kept and any(parties <= deal for deal in state.deals):
        return "trade_deal"
    return None


def _finish(drafts: list[Draft]) -> tuple[TariffFact, ...]:
    """Merge what is stated twice and turn drafts into facts."""
    kept: list[Draft] = []
    for draft in drafts:
        first = next((other for other in kept if _same(other, draft)), None)
        if first is None:
            kept.append(draft)
            continue
        if first.evidence == draft.evidence and first.token == draft.token:
            continue
        first.effective = first.effective or draft.effective
        first.previous = draft.previous if first.previous is None else first.previous
        first.basis = first.basis or draft.basis
        first.weight = max(first.weight, draft.weight)
        first.explicit |= draft.explicit
    return tuple(_fact(draft) for draft in kept if not _vaguer(draft, kept))


def _vaguer(draft: Draft, kept: list[Draft]) -> bool:
    """Tell whether a rate "for all" that names no target repeats a country's own rate in other words."""
    return (
        draft.target == ALL
        and "target" not in draft.explicit
        and any(
            other is not draft
            and (other.imposer, other.rate, other.role) == (draft.imposer, draft.rate, draft.role)
            and "target" in other.explicit
            and goods.same(other.product, draft.product)
            for other in kept
        )
    )


def _same(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts state one fact: two layers of one rate differ in their instrument."""
    return (
        (one.imposer, one.target, one.rate, one.role) == (other.imposer, other.target, other.rate, other.role)
        and one.product == other.product
        and (one.basis == other.basis or one.basis is None or other.basis is None)
    )


def _fact(draft: Draft) -> TariffFact:
    confidence = confidence_of(draft)
    return TariffFact(
        imposer=draft.imposer,
        target=draft.target,
        product=draft.product,
        rate=draft.rate,
        role=draft.role,
        status=draft.status,
        evidence=Span(*draft.evidence),
        effective=draft.effective,
        previous_rate=draft.previous,
        basis=draft.basis,
        reason=draft.reason,
        approximate=draft.approximate,
        deadline=draft.deadline,
        expires=draft.expires,
        stated_by=draft.stated_by,
        confidence=confidence,
        shown=confidence >= SHOWN_FROM,
    )
