"""Free words -> what to look for, and the sentences and quotations that answer them. Pure."""

from bot.searching.passages import Answering, Passage, best_passages
from bot.searching.recall import Recalled, parted, recall
from bot.searching.relevance import Telling, aboutness
from bot.searching.terms import Search, family, mend, most_matching, parse_search, topic_search

__all__ = [
    "Answering",
    "Passage",
    "Recalled",
    "Search",
    "Telling",
    "aboutness",
    "best_passages",
    "family",
    "mend",
    "most_matching",
    "parse_search",
    "parted",
    "recall",
    "topic_search",
]
