"""What the grammar of a rate's clause, and the rate before it, say of a place: named features."""

from __future__ import annotations

from bot.reading.tariffs.frames import Frame
from bot.reading.tariffs.sentence import Sentence

_SAID_BEFORE = frozenset(
    {"was", "was target", "opened before", "title imposer", "title payer", "home", "same", "was imposer", "turned"}
)


def framed(codes: tuple[str, ...], frame: Frame, said: list[str]) -> list[str]:
    """Return what the grammar of the rate's clause says of ``codes``."""
    if frame.code in codes:
        return [f"frame is {frame.name}", f"frame is {frame.verb}"]
    if frame.code is not None:
        return [f"frame other {frame.name}"]
    return [f"frame {frame.name} {name}" for name in said if name in _SAID_BEFORE]


def chained(sentence: Sentence, index: int, bounds: tuple[int, int], last: tuple[int, int] | None) -> str | None:
    """Return how the rate at token ``index`` follows on another one of its sentence: what joins the two and how many
    places its own words (``bounds``) name; None for the first rate of a sentence. ``last``: the offset of the sentence
    of the rate read before, and that rate's token.
    """
    if last is None or last[0] != sentence.span.start or last[1] >= index:
        return None
    between = sentence.letters[last[1] + 1 : index]
    joint = next((kind for kind in ";|?JWOpS&,:" if kind in between), "none")
    own = len({role.mention.code for role in sentence.roles if bounds[0] <= role.index < bounds[1]})
    return f"{joint} {min(own, 2)}"
