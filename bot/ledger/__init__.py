"""Pure: tariff facts of many articles to measures with their life, and what holds on a day."""

from bot.ledger.agreeing import agreeing
from bot.ledger.charging import rate_on
from bot.ledger.falling import falls
from bot.ledger.holding import Book, holds
from bot.ledger.measures import build
from bot.ledger.quotas import portion
from bot.ledger.values import Holding, Layer, Measure, Move, Source, Step

__all__ = [
    "Book",
    "Holding",
    "Layer",
    "Measure",
    "Move",
    "Source",
    "Step",
    "agreeing",
    "build",
    "falls",
    "holds",
    "portion",
    "rate_on",
]
