"""Pure: tariff facts of many articles to measures with their life, and what holds on a day."""

from bot.ledger.holding import holds, rate_on
from bot.ledger.measures import build
from bot.ledger.values import Holding, Layer, Measure, Move, Source, Step

__all__ = ["Holding", "Layer", "Measure", "Move", "Source", "Step", "build", "holds", "rate_on"]
