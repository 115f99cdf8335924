"""Tariffs: which import duties an article states, by whom, on whose goods, at what rate, since when.

The definition of a fact and of its fields is that of docs/TARIFFS.md. Stages: :mod:`lexicon` (a sentence as classed
tokens), :mod:`amounts` and :mod:`dates`, :mod:`sentence` (clauses, parts that places play), :mod:`rates` (which
percentages are tariff rates), :mod:`parties`, :mod:`status`, :mod:`basis`, and :mod:`reader`, which keeps the state of
the discourse from sentence to sentence.
"""

from bot.reading.tariffs.reader import read_tariffs

__all__ = ["read_tariffs"]
