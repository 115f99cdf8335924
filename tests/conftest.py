"""What holds for all tests: no property test fails for being slow; the clock of a busy machine says nothing of code."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
