"""Patterns that are written where they are used, each compiled once."""

from __future__ import annotations

import re
from functools import cache

# ``re.search`` and its like look a pattern up by its flags and type too, which takes longer than many a search here.
compiled = cache(re.compile)
