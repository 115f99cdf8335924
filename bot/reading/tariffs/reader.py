"""An article's tariff facts: sentence by sentence, with what was said before kept in mind."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from bot.reading.tariffs.choice import Chooser
from bot.reading.tariffs.choice import chooser as usual
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.drafts import drafts_of
from bot.reading.tariffs.memory import only_others, remember_topic, remember_words, return_to_topic, survey
from bot.reading.tariffs.parsing import parse
from bot.reading.tariffs.patterns import compiled
from bot.reading.tariffs.product_features import groups_of
from bot.reading.tariffs.rates import find_rates
from bot.reading.tariffs.relative import add_relative
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.settle import finish, settle, share
from bot.reading.tariffs.subject import names_tariffs, of_home, tells_of_charges, tells_of_remedy
from bot.reading.tariffs.terms import claimant_in, terms_by_sentence
from bot.reading.tariffs.totals import Rate
from bot.reading.tariffs.unsettled import ends_later, refuted, unsettled
from bot.reading.text import Document
from storage.records import Span, TariffFact

MAX_SENTENCE = 2000  # characters; a longer one is a table or noise and is not read


MAX_FACTS = 300  # statements read of one article; more is a schedule of rates, not news


_NEAR = 2  # sentences back in which a rate is looked for that "the same rate" stands for
_REACH = 6  # sentences for which tariffs stay the subject after one that speaks of them


def read_tariffs(
    document: Document, published: dt.date | None, title: str = "", chooser: Chooser | None = None
) -> tuple[TariffFact, ...]:
    """Return the tariff facts that ``document`` states, in its order. Relative dates count from ``published``.

    The headline ``title`` states no facts, but tells who charges whom; the text may begin with it or not. An article
    without a word for tariffs, or for what is charged in trade, costs two searches; one without the first shows none.
    Linear in the text; raises for no text. ``chooser`` brings other weights than the learned ones.
    """
    text = document.text
    named = names_tariffs(text) or names_tariffs(title)
    if not named and not tells_of_charges(text):
        return ()
    state = State(chooser or usual(), remedy=tells_of_remedy(text))
    sentences: list[Sentence] = []
    starts = [paragraph.start for paragraph in document.paragraphs]
    titled = bool(document.sentences) and text[slice(*document.sentences[0])].strip() == title.strip()
    # A title made of the text's own beginning, cut short ("..."), is no headline.
    made = text.lstrip().startswith(title.strip().removesuffix("…").rstrip())
    headline = None if made else _headline(title, published)
    if headline is not None:
        state.known.update((role.mention.code, None) for role in headline.roles)
    for number, span in enumerate(document.sentences):
        if span.end - span.start <= MAX_SENTENCE:
            sentence = parse(text, span, published, state.known, first=number <= titled)
            sentence.paragraph = bisect_right(starts, span.start)
            state.home = state.home or sentence.home
            state.known.update((role.mention.code, None) for role in sentence.roles)
            sentences.append(sentence)
    every = [headline, *sentences] if headline is not None else sentences
    if only_others(every) or of_home(every):
        return ()
    survey(every, state)
    state.ahead = published is not None and any(
        date.day is not None and date.day > published for sentence in every for date in sentence.dates.values()
    )
    if headline is not None:
        _take_in(headline, state, published)
    drafts: list[Draft] = []
    for number, sentence in enumerate(sentences):
        if len(drafts) >= MAX_FACTS:
            break
        drafts.extend(_read_sentence(sentence, state, number, published, drafts))
    settle(drafts, sentences, state, published)
    facts = _with_terms(text, list(document.sentences), finish(drafts, sentences, state))
    return tuple(
        facts if named else [replace(fact, shown=False) for fact in facts]
    )  # of those without a name 0.7 are right


def _headline(title: str, published: dt.date | None) -> Sentence | None:
    """Return a headline that the text doesn't begin with as a sentence of its own; None where there is none."""
    return None if len(title) > MAX_SENTENCE else parse(title, Span(0, len(title)), published, {}, first=False)


def _take_in(headline: Sentence, state: State, published: dt.date | None) -> None:
    """Remember what a headline says, as if the text began with it. Its choices are not for learning."""
    chooser = state.chooser
    trace, chooser.trace = chooser.trace, None
    _read_sentence(headline, state, -1, published, [])
    chooser.trace = trace


def _with_terms(text: str, sentences: list[Span], facts: tuple[TariffFact, ...]) -> list[TariffFact]:
    """Add what bounds each rate, even from the next sentence, and who states it; hide what isn't charged yet."""
    terms = terms_by_sentence(text, sentences, {fact.evidence for fact in facts})
    return [
        replace(
            fact,
            terms=terms.get(fact.evidence, ()),
            stated_by=claimant_in(text, fact.evidence) or fact.stated_by,
            shown=fact.shown and not _doubted(fact, text[slice(*fact.evidence)]),
        )
        for fact in facts
    ]


def _doubted(fact: TariffFact, sentence: str) -> bool:
    if refuted(sentence) or (fact.status == "in_force" and unsettled(sentence)):
        return True
    return fact.status == "removed" and fact.effective is None and ends_later(sentence)


def _read_sentence(
    sentence: Sentence, state: State, number: int, published: dt.date | None, before: list[Draft]
) -> list[Draft]:
    letters = sentence.letters
    active = number - state.last_tariff <= _REACH
    if sentence.paragraph != state.paragraph:
        state.paragraph = sentence.paragraph
        state.first_product = None
        here = {role.mention.code for role in sentence.roles}
        if len(here) >= 2 and not here & {state.imposer, *state.targets}:
            state.imposer, state.targets, state.product, state.hint = None, (), None, None  # a roundup: another story
        common = Counter(state.pairs).most_common(1)
        if common and common[0][0] != (state.imposer, state.targets):
            state.imposer, state.targets = common[0][0]
            state.product = state.products.get(common[0][0])
    drafts: list[Draft] = []
    near = [draft.rate for draft in before[-4:] if number - draft.sentence <= _NEAR]
    if active and near and sentence.places and "A" not in letters:
        add_relative(sentence, near)
        letters = sentence.letters
    if "A" in letters or "Z" in letters:
        rates = find_rates(sentence, state, active)
        rates = [rate for rate in rates if not _belongs_to_earlier(sentence, rate, rates, before)]
        indices = [rate.index for rate in rates if rate.previous_of is None and not rate.lower]
        for rate in rates:
            if rate.previous_of is None and not rate.lower:
                drafts.extend(drafts_of(sentence, rate, indices, state, number, published, drafts, before))
        share(sentence, drafts, indices, published)
    if drafts or "T" in letters:
        state.last_tariff = number
    if drafts:
        state.last_rate = number
    if not drafts:
        remember_topic(sentence, state, number)
    return_to_topic(sentence, state, drafts)
    remember_words(sentence, state, drafts, before, number, published)
    short = len(sentence.letters) <= 8 or sentence.text[sentence.span.end - 1] in "?:"
    state.lead = "".join(sorted(set(sentence.letters))) if short and not drafts else ""
    at, kind = max((sentence.letters.rfind(kind), kind) for kind in "TXM")
    if at >= 0:
        state.topic = kind
    if "T" in sentence.letters or "X" in sentence.letters:
        state.another = sentence.letters.rfind("X") > sentence.letters.rfind("T")
    state.averages = not drafts and (state.averages or "V" in sentence.letters)
    if groups := groups_of(sentence):
        state.last_goods = groups[0].text
    if sentence.roles:
        state.last_first = sentence.roles[0].mention.code
    return drafts


# "it is an increase from 10 per cent", "the rate had been 5%"
_BEFORE = re.compile(r"[re][^AT;]{0,3}p[zUO.]{0,2}\Z|\A[.]{0,2}[TR~]p[zUO.]{0,2}\Z")


def _belongs_to_earlier(sentence: Sentence, rate: Rate, rates: list[Rate], before: list[Draft]) -> bool:
    """Give a lone "from 10 per cent" to the fact before it, and mark "the 15% figure includes ..." as a total."""
    letters = sentence.letters
    if not before:
        return len(rates) == 1 and _BEFORE.match(letters[: rate.index]) is not None
    if len(rates) == 1 and _BEFORE.search(letters[: rate.index]) and "T" not in letters[rate.index :]:
        last = before[-1]
        if last.previous is None and last.rate != rate.value:
            last.previous = rate.value
        return True
    if compiled(r"[TR.]{0,2}\.[O.~]{0,2}").match(letters[rate.index + 1 :]) and any(
        word in {"include", "includes", "included"} for word in sentence.words(rate.index + 1, rate.index + 4)
    ):
        same = [draft for draft in before if draft.rate == rate.value and draft.sentence >= before[-1].sentence - 2]
        for draft in same:
            draft.role = "total"
        return bool(same)
    return False
