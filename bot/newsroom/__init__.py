"""The service that every border asks: resolve -> cache -> store -> compose. Knows no Discord and no terminal."""

from bot.newsroom.service import Answered, Newsroom

__all__ = ["Answered", "Newsroom"]
