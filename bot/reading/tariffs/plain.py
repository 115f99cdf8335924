"""Whether an article states a fact plainly. Only such facts are shown: what a reader would have to puzzle out is not.

A fact is plain where

- whoever imposes and whose goods pay are named in its sentence, or carried over from one before with no other place in
  between, the sentence names three places at most, and a rate is one for all countries only where the article says so
  or names goods alone;
- the rate is told of for itself: not in a relative clause about something else, not as what another measure answers,
  not as what is spared, not as what may be;
- the words of its sentence show how far it has come; and
- no other candidate comes near in any of the reader's choices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.tariffs.doubtful import goods_known, goods_said_again, only_a_reason, paid_by
from bot.reading.tariffs.draft import Draft, State
from bot.reading.tariffs.lexicon import AMOUNT, DATE
from bot.reading.tariffs.parties import ALL
from bot.reading.tariffs.sentence import Sentence
from bot.reading.tariffs.status_rules import ASKED

_CLEAR = 0.7  # the least chance of rate, imposer, target and goods
_TOLD = 0.4  # the least chance of how far it has come: one of five
FOR_ALL = frozenset({"mfn", "baseline", "section_122"})  # instruments that make no difference between countries
_PLACES = 3  # more in one sentence: who charges whom is easily mixed up
_FAR = 40  # sentences; who was named earlier than that isn't carried over

_PREPOSITIONS = frozenset("under of above below with in on at to for by from beyond over than like".split())
_SAID = frozenset("said says say announced confirmed told wrote warned decided ruled agreed declared reported".split())
# In the words of its clause before a rate: what may be, what is spared, what another measure answers.
_ASIDE = re.compile(
    r"\b(?:without|unlike|reply|replie[sd]|respon(?:se|ds?|ded|ding)|answer(?:ing|ed|s)?|matching"
    r"|retaliat\w+ (?:for|to|against))\b"
)
_MAY = frozenset({"may", "might", "could"})
_ENDED = re.compile(r"[,;]|\?[^w]+w")
_OPEN = frozenset("wdhE")  # classes of words for what will or may be, for threats and for decisions
_RATES_ALONE = re.compile(r"[^TGPKif]*")  # "its rate goes to 10%": of tariffs nothing is said
_TARIFF = frozenset("TR")  # classes of nouns for a tariff or a rate
_ORDER = re.compile(r"[EL][^,;?ACT]{0,4}\Z")
_ANNOUNCED = re.compile(r"(?:announc|unveil)(?:e[ds]?|ing)")
# Behind a rate: "the 25% levy now applied to cars".
_NOW = re.compile(
    r"(?:[a-z]+ ){0,4}(?:now|already|currently)"
    r" (?:applied|charged|collected|paid|levied|imposed|in (?:force|place|effect))\b"
)
_STAYS = re.compile(
    r"\b(?:continues?|continued|goes? on|keeps?|remains?|stays?|still|currently|now|already|at present|today)\b"
)


def plainly(drafts: Sequence[Draft], sentences: Sequence[Sentence], state: State) -> list[bool]:
    """Tell of each of an article's ``drafts`` whether it is stated plainly. ``sentences`` are the article's."""
    named = [frozenset(role.mention.code for role in sentence.roles) for sentence in sentences]
    alone = len({draft.imposer for draft in drafts}) == 1
    paired = _paired(drafts)
    return [
        _clear(draft)
        and len(named[draft.sentence]) <= _PLACES
        and _placed(draft, [*named[: draft.sentence], _nearer(draft, sentences[draft.sentence])], state, alone)
        and _whose(draft, sentences[draft.sentence], state)
        and goods_known(draft, sentences[draft.sentence])
        and not goods_said_again(draft, sentences[draft.sentence])
        and not (_unsaid(draft) and draft.imposer in paired)
        and _for_itself(draft, sentences[draft.sentence])
        and _definite(draft, sentences[draft.sentence])
        for draft in drafts
    ]


def _unsaid(draft: Draft) -> bool:
    """Tell whether a rate is one for all countries though nothing says so."""
    return draft.target == ALL and "target" not in draft.explicit and draft.basis not in FOR_ALL


def _paired(drafts: Sequence[Draft]) -> set[str]:
    """Return who charges, in words, the goods of named places only: what such an article says of their rates without
    a place ("solar cells go to 50%") is likely on the goods of those.
    """
    said = [draft for draft in drafts if "target" in draft.explicit]
    return {draft.imposer for draft in said if draft.target != ALL} - {d.imposer for d in said if d.target == ALL}


def _clear(draft: Draft) -> bool:
    """Tell whether no other candidate comes near in any choice."""
    chances = draft.chances
    sure = all(chances.get(name, 0.0) >= _CLEAR for name in ("rate", "imposer", "target", "product"))
    return sure and chances.get("status", 0.0) >= _TOLD


def _placed(draft: Draft, named: Sequence[frozenset[str]], state: State, alone: bool) -> bool:
    """Tell whether both places are named here, or before with no other place in between. The one place that imposes
    anything in the article (``alone``) is carried over any others; the dateline's stands for the imposer where the
    article names no place but the one whose goods pay.
    """
    imposer = _carried(draft.imposer, draft, named)
    if imposer is None:
        titled = draft.imposer in state.title and draft.target in {*state.title, ALL}
        only = draft.imposer == state.home and set(state.seen) <= {draft.imposer, draft.target}
        if not titled and not only and not (draft.imposer == "US" and state.american):
            return False
    elif imposer and not alone:
        return False
    return draft.target == ALL or _carried(draft.target, draft, named) == 0


def _nearer(draft: Draft, sentence: Sentence) -> frozenset[str]:
    """Return the places that the sentence names before the next percentage: what stands behind another rate ("pays
    10%, against 27% in Peru") comes not between this one and who was named before.
    """
    following = sentence.letters.find(AMOUNT, draft.token + 1)
    return frozenset(role.mention.code for role in sentence.roles if following < 0 or role.index < following)


def _carried(code: str, draft: Draft, named: Sequence[frozenset[str]]) -> int | None:
    """Return how many other places are named since ``code`` was; None where it wasn't."""
    others: set[str] = set()
    for number in range(draft.sentence, max(-1, draft.sentence - _FAR), -1):
        if code in named[number]:
            return len(others - {draft.imposer, draft.target})
        others |= named[number]
    return None


def _whose(draft: Draft, sentence: Sentence, state: State) -> bool:
    """Tell whether a rate for all countries is one by the words, by its instrument or by naming goods alone. A
    company's own rate is on the goods of one place.
    """
    if paid_by(draft.imposer, sentence, draft.token):
        return False
    if draft.target not in state.title and only_a_reason(draft, sentence):
        return False
    if draft.target != ALL or "target" in draft.explicit or draft.basis in FOR_ALL:
        return True
    here = [role for role in sentence.roles if role.mention.code == draft.imposer]
    if here and all(role.target > role.imposer for role in here):
        return False  # "goods from Peru pay 20%": where, isn't said
    company = draft.product is not None and draft.product.endswith(")")
    return not company and (state.everyone or (draft.product is not None and "K" not in sentence.letters))


def _for_itself(draft: Draft, sentence: Sentence) -> bool:
    first, last = sentence.clause_bounds(draft.token)
    words = " ".join(sentence.words(first, draft.token))
    possible = any(
        sentence.letters[at] != DATE and not _MAY.isdisjoint(sentence.texts[at].split())
        for at in range(first, draft.token)
    )
    if sentence.texts[0] == "without" or _others(draft, sentence.words(draft.token + 1, last)):
        return False
    if _ASIDE.search(words) or (draft.status != "threatened" and possible):
        return False
    return not _relative(sentence, first, draft.token)


def _others(draft: Draft, after: list[str]) -> bool:
    """Tell whether a rate of one place is said to be that of countries of some kind ("pays 10% from countries without
    an agreement").
    """
    return draft.target != ALL and not _COUNTRIES.isdisjoint(" ".join(after[:6]).split())


_COUNTRIES = frozenset({"countries", "nations", "everyone", "everybody", "anyone"})


def _relative(sentence: Sentence, first: int, index: int) -> bool:
    """Tell whether the rate at ``index`` stands in a relative clause that began before it: "a maker that pays 20%". A
    comma ends one, and so does the verb of the main clause ("potash that fails will pay 20%"); one about an order or a
    deal says what it lays down; "that" may also point ("under that law") or begin what somebody said.
    """
    at = sentence.letters.rfind("?", first, index)
    if at < 0 or _ENDED.search(sentence.letters, at, index) or _ORDER.search(sentence.letters, first, at):
        return False
    if sentence.texts[at] != "that":
        return True
    before = sentence.words(max(first, at - 3), at)
    return bool(before) and before[-1] not in _PREPOSITIONS and not _SAID & set(before)


def _charges(sentence: Sentence, first: int, index: int) -> bool:
    """Tell whether the verb before the rate at ``index`` is in the present: "charges", "pays", "are capped at"."""
    verb = next((at for at in range(index - 1, first - 1, -1) if sentence.letters[at] in "ifrcxs"), None)
    if verb is None or sentence.letters[verb] not in "if":
        return False
    words = sentence.texts[verb].split()
    return words[0].endswith("s") or words[0] == "are" or sentence.texts[verb - 1 : verb] in (["are"], ["is"])


_IF = frozenset({"if", "unless"})
_ENDS = re.compile(r"[xs][.~'CKzUOG]{0,3}\Z")  # an end whose object is the rate
_OPEN_TOO = frozenset("wd")


def _coming(sentence: Sentence, first: int, index: int) -> bool:
    """Tell whether the rate is told of by a change in the present: "trims its duty to 10%", "cars go to 25%"."""
    letters = sentence.letters
    if "N" in letters[first:index]:
        return False
    verb = next((at for at in range(index - 1, first - 1, -1) if letters[at] in "rceg"), None)
    if verb is None or _TO.match(letters[verb + 1 : index]) is None:
        return False
    word = sentence.texts[verb].split()[0]
    return not word.endswith("ed") and word not in _PAST


_BEGINS = frozenset("begins begin starts start takes take comes come enters enter goes go kicks kick".split())
_TO = re.compile(r"(?:[^f]*t)?[.zUO]*\Z")
_ADDED = re.compile(r"O[^fiAT]{0,4}\Z")  # "on top of the ordinary 10%"
_PAST = frozenset("cut went came rose fell took taken became set brought grew hit put risen fallen gone".split())


_CHARGED = 0.6  # the chance of "in force" from which a day in another sentence makes it doubtful
_THEY = frozenset({"they", "it", "these", "those"})  # "The duties start on Friday. They are 17% for tin."
_CHANGES = re.compile(r"[ricgEBw]")


def _definite(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether words say how far it has come: nothing that "will" be charged is charged, unless it was before; what
    is charged has a day, or a clause that names a tariff or a rate, or goods with "now" or a verb in the present, and
    that tells of nothing which will or may be and of no decision; what is announced has a day, a decision or a "will".
    """
    first, last = sentence.clause_bounds(draft.token)
    letters = sentence.letters
    called = draft.moved and draft.chances.get("status", 0.0) >= _CHARGED and sentence.texts[0] not in _THEY
    if called and not _CHANGES.search(letters[first:last]):
        return False  # "rice attracts 70%": the day of another measure, maybe
    ended = draft.status in {"removed", "suspended"}
    if draft.status == "threatened":
        return not set("hd").isdisjoint(letters)
    if ended and not (_IF | ASKED).isdisjoint(sentence.texts):
        return False  # "gone, if the judgment survives appeal", "asked to scrap the 8% duty"
    if not ended and _ENDS.search(letters[first : draft.token]):
        return False  # "will lift its 20% duty"
    if draft.status == "in_force":
        clause = letters[first:last]
        before = letters[first : draft.token]
        stays = _STAYS.search(" ".join(sentence.words(first, draft.token))) is not None
        stays = stays or _NOW.match(" ".join(sentence.words(draft.token + 1, last))) is not None
        undated = draft.effective is None and not stays and _ADDED.search(before) is None
        if undated and (_coming(sentence, first, draft.token) or not _OPEN_TOO.isdisjoint(before)):
            return False  # "would let cars in at the ordinary 6.1%"
        if undated and any(
            letters[at] == "B" and sentence.texts[at].split()[0] in _BEGINS for at in range(first, last)
        ):
            return False  # "a week before the 14% duty begins"
        if draft.kept or stays:
            return True
        if draft.effective is not None:
            return "w" not in sentence.letters[first : draft.token]
        charges = _charges(sentence, first, draft.token)
        named = not _TARIFF.isdisjoint(clause) and not _RATES_ALONE.fullmatch(letters)
        named = named or ("product" in draft.explicit and ("N" in clause or charges))
        return named and _OPEN.isdisjoint(before if charges else clause)
    if draft.status == "announced" and draft.effective is None:
        said = any(_ANNOUNCED.match(word) for word in sentence.words(first, draft.token))
        return draft.vague or said or not set("wELhd").isdisjoint(sentence.letters)
    return True
