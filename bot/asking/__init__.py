"""A person's message -> a :class:`Question`. Pure, deterministic: word lists and patterns, no model."""

from bot.asking.understanding import understand
from bot.question import Direction, Question

__all__ = ["Direction", "Question", "understand"]
