"""In which language a text is written.

English, the language that is read for people, quotations and tariffs, is told from its commonest words, without a
model. Only where that fails is the model of py3langid asked (shipped with the package, no network, the same answer
every time), restricted to languages in which news is commonly written: among all it knows, short English texts go to
Nigerian Pidgin.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

# Words that make up about a fifth of running English and are rare in other languages (so neither "in" nor "was").
_ENGLISH = frozenset(
    """the of and to that for with from by his her their said has have had been this which would not are were it he
    she they who after about when also will more than into its""".split()
)
_LANGUAGES = """
    ar bg bn cs da de el en es et fa fi fr gu he hi hr hu id it ja kn ko lt lv mk ml mr ms nl no pa pl pt ro ru sk sl sq
    sr sv sw ta te th tl tr uk ur vi zh
""".split()
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000  # code points looked at: enough to be sure, and flat for a long text
_ENGLISH_SHARE = 0.15  # of the words; other languages stay under 0.05
_SURE = 0.75  # probability from which a text without common English words is taken for another language
_SHORT = 30  # letters; below, only another script or near certainty speaks against English
_SURE_SHORT = 0.95


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of ``text``; "en" where too little speaks for another."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if not words:
        return "en"
    if len(words) >= 5 and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    identifier = _identifier()
    code, probability = identifier.classify(sample)
    letters = sum(map(len, words))
    latin = sum(letter < "\u0250" for word in words for letter in word)
    sure = _SURE_SHORT if letters < _SHORT and latin * 2 > letters else _SURE
    return str(code) if probability >= sure else "en"


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second to load: only when it is needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
