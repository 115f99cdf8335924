"""What makes the goods or the places of a rate doubtful, though the reader has chosen them."""

from __future__ import annotations

import re

from bot.reading.tariffs.draft import Draft
from bot.reading.tariffs.sentence import Sentence


def only_a_reason(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether the sentence names the target only where it gives a reason: "a duty of 30% on peas, after growers
    complained of shipments from Peru".
    """
    there = [role.index for role in sentence.roles if role.mention.code == draft.target]
    return bool(there) and not sentence.reason[draft.token] and all(sentence.reason[at] for at in there)


# Behind a rate: "the 35% in duties that most Canadian producers were already paying".
_PAYERS = re.compile(r"[^A;|:]{0,12}[?][.~]{0,2}(C)[.bO]{0,2}[KG][.NwdDt]{0,4}f")


def paid_by(code: str, sentence: Sentence, index: int) -> bool:
    """Tell whether a relative clause behind the rate says that makers or goods of ``code`` pay it."""
    found = _PAYERS.match(sentence.letters, index + 1)
    return found is not None and sentence.places[found.start(1)].code == code


# Before the verb of paying: a noun that no list of goods knows ("Peruvian dates attract 7%").
_NOUN_PAYS = re.compile(r"C([.]{1,2})[wdNB]{0,2}f[^A;|:&]{0,6}\Z")
_AND_NOUN = re.compile(r"A[^AP;|:]{0,4}&([.]{1,2})\Z")  # "door handles will pay 12% and glue 4%"
_NO_NOUN = frozenset(
    """now then later also again still already another just only first last even so today tomorrow yesterday currently
    would will more up down about another next each both not can at once there who thus too here it from this since soon
    once finally recently further at in to by are is were was been be as often""".split()
)


def goods_known(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether no word that may name goods is left over where a rate is told of all goods, or of those before."""
    letters = sentence.letters
    if (found := _AND_NOUN.search(letters, 0, draft.token)) is None or "product" in draft.explicit:
        found = _NOUN_PAYS.search(letters, 0, draft.token) if draft.product is None else None
    if found is None:
        return True
    words = sentence.words(found.start(1), found.end(1))
    return any(word in _NO_NOUN or word.endswith("ly") or not word.isalpha() for word in words)


_AGAIN = frozenset({"its", "their", "same", "these", "those", "such"})
# Words for goods of one kind by their shape: which beans or machines, only what was said before tells.
_KINDS = frozenset("beans machines foods leaf leaves nuts meat seeds grain bottles plants".split())


def goods_said_again(draft: Draft, sentence: Sentence) -> bool:
    """Tell whether the goods are only called by a word for those named before: "lifted the duty on their beans"."""
    if draft.product not in _KINDS:
        return False
    return any(
        sentence.texts[at] == draft.product and sentence.texts[at - 1] in _AGAIN for at in range(1, len(sentence.row))
    )
