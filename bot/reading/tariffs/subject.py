"""What an article's tariffs are about: what is levied at the border, or prices and taxes at home."""

from __future__ import annotations

from collections.abc import Iterable

from bot.reading.tariffs.lexicon import phrases_of
from bot.reading.tariffs.sentence import Sentence

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
