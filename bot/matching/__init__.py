"""A typed name -> the person, country, topic or story meant. Pure; the only user of rapidfuzz."""

from bot.matching.entities import Entity, Found, How, Kind, Outcome, Tie, Unknown
from bot.matching.folding import fold
from bot.matching.names import Names
from bot.matching.tables import country_entities

__all__ = ["Entity", "Found", "How", "Kind", "Names", "Outcome", "Tie", "Unknown", "country_entities", "fold"]
