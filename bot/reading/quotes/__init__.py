"""Quotations and who speaks them.

The stages, each in a module of its own: quotation spans (:mod:`marks`), the article as rows of word classes with
mentions (:mod:`scene`), whom pronouns and noun phrases stand for (:mod:`resolve`), features of each candidate
(:mod:`features`), the learned table (:mod:`model`) and the choice (:mod:`choice`). docs/READING.md has the figures.
"""

from bot.reading.quotes.reader import read_quotes

__all__ = ["read_quotes"]
