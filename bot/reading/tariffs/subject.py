"""What an article's tariffs are about: what is levied at the border, or prices and taxes at home."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from bot.reading.tariffs.lexicon import phrases_of
from bot.reading.tariffs.sentence import Sentence

# Words for tariffs, in lower case: those that tell by themselves, and those that must stand alone or before a number.
_TELLING = (
    "tariff", "surcharge", "surtax", "import tax", "border tax", "customs", "anti-dumping", "antidumping",
    "countervailing", "ad valorem",
)  # fmt: skip
# They begin with letters and look behind them then: the search runs over all other letters fast.
_EXTRA = r"\s(?:an?\s)?(?:extra\s|additional\s)?\d"
_TOLD_BY_PATTERN = (
    re.compile(r"dut(?<!\wdut)(?:y|ies)\b"),
    re.compile(r"lev(?<!\wlev)(?:y|ies|ying|ied)\b"),
    re.compile(rf"charg(?<!\wcharg)(?:e|es|ed|ing){_EXTRA}"),
    re.compile(rf"collect(?<!\wcollect)(?:s|ed|ing)?{_EXTRA}"),
    re.compile(r"tax(?<!\wtax)(?:es|ed)?\b[^.\n]{0,20}?\bimport"),
)


# Verbs of paying and assessing with a percentage after them, or a percentage on what is brought in, and words of trade
# between countries: together they tell of tariffs where no word does. No drop, stake or interest is paid at a border.
_NUMBER = (
    r"(?:\d[\d.,]*"
    r"|(?:ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)[a-z -]{0,12}?)"
    r"(?:%|\s?per\s?cent\b|\s?pct\b)"
    r"(?!\s(?:drop|fall|rise|cut|increase|decline|jump|gain|more|less|fewer|higher|lower|interest|commission|dividend|stake"
    r"|shares?|chance|growth|of\s(?!(?:the|its|their)\s(?:\w+\s)?value)))"
)
_CHARGED = re.compile(
    r"\b(?:pay(?:s|ing)?|paid|fac(?:es?|ed|ing)|charg(?:es?|ed|ing)|carr(?:y|ies|ied|ying)|ow(?:es?|ed|ing)|bear(?:s|ing)?|borne"
    r"|tax(?:es|ed|ing)?|assess(?:ed|es|ing)?|levie[ds]|enter(?:s|ed|ing)?|subject\sto|let\sin|hit\swith|slapped|collect(?:s|ed|ing)?"
    rf"|comes?\sin|came\sin|lands?|landed|dumping\smargins?)\b[^.;\n%]{{0,40}}?\b{_NUMBER}"
    rf"|\b{_NUMBER}\son\s(?:all\s|every\s|any\s)?(?:import|foreign|goods\b)"
)
_TRADE = re.compile(
    r"\b(?:import(?:s|ed|ers?|ing)?\b|at\sthe\sborder|exporters?\b|exports?\b|exported\b|dumping\b|quotas?\b"
    r"|trade\s(?:minister|ministry|representative|deal|agreement|pact|commission|talks|war|body|secretary|partners?|accord"
    r"|consultant|negotiators?)|(?:minister|secretary)\s(?:for|of)\strade|section\s(?:122|201|232|301)\b|from\sabroad"
    r"|foreign-made|at\s(?:\w+\s)?ports?\b|shipments?\b|shipped\b|wto\b|proclamation\b|commerce\s(?:department|ministry)"
    r"|(?:department|ministry)\sof\scommerce|trans-?ship|free-trade|goods\s(?:from|enter)|retaliat|reciproc)"
)


def names_tariffs(text: str) -> bool:
    """Tell whether a text has any word for tariffs."""
    low = text.lower()
    return any(word in low for word in _TELLING) or any(pattern.search(low) for pattern in _TOLD_BY_PATTERN)


def tells_of_charges(text: str) -> bool:
    """Tell whether a text tells of percentages that are charged in trade between countries, by whatever name."""
    low = text.lower()
    if low.count("%") + low.count("percent") + low.count("per cent") < 2:
        return False
    charged = len(list(islice(_CHARGED.finditer(low), 2)))
    return charged > 0 and charged + len(set(_TRADE.findall(low))) > 2


_REMEDY = re.compile(r"dump(?:ed|ing)\b|countervail|subsid(?:y|ies|ised|ized)\b")


def tells_of_remedy(text: str) -> bool:
    """Tell whether a text tells of dumping or of subsidies, against which each firm gets a rate of its own."""
    return _REMEDY.search(text.lower()) is not None


_LEAST = 4  # words of prices and taxes at home from which an article may be about those
_AHEAD = 3  # and by how many they have to outnumber those of trade between countries

_ABROAD, _AT_HOME = phrases_of("abroad"), phrases_of("at_home")


def of_home(sentences: Iterable[Sentence]) -> bool:
    """Tell whether an article speaks of prices and taxes at home (electricity, drink, fares, payrolls) and hardly of
    trade between countries: its tariffs and duties are not levied at a border.
    """
    said = {word for sentence in sentences for text in sentence.texts for word in text.split()}
    at_home = len(said & _AT_HOME)
    return at_home >= _LEAST and at_home >= len(said & _ABROAD) + _AHEAD
