"""Questions about tariffs: which countries, in which direction, on what goods."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from bot import countries
from bot.asking.line import Line
from bot.asking.phrases import pattern
from bot.dates import read_day
from bot.matching import Found, Names
from bot.matching.office_words import foreign_place
from bot.question import Direction, Question

TARIFF = pattern(r"\b{tariff}\b")
# Without the word: "do Indians pay 50 % to the US", "how much does Mexico charge India". Two places must be named.
_PAYING = re.compile(r"\b(?:pay|pays|paying|paid|charge[sd]?|charging|tax(?:es|ed|ing)?|slap(?:s|ped)?)\b")
# Who trades, and what is traded: no kind of goods by itself.
_TRADERS = frozenset(
    """exporter exporters importer importers maker makers producer producers grower growers farmer farmers seller
    sellers trader traders shipper shippers firm firms company companies mill mills goods imports exports products
    shipments""".split()
)
_PAYS = re.compile(
    rf"(?:(?:\w+ ){{0,2}}(?:{'|'.join(sorted(_TRADERS))}) )?"
    r"(?:still |really |now |have to |has to |must )*(?:pay|pays|paying|paid|face[sd]?|facing)\b"
)
_RATE = re.compile(
    r"\d ?(?:%|per ?cent)|\b(?:how much|what rate|per ?cent|goods|imports?|exports?|products)\b"
    r"|\btax(?:es)?(?: \w+){0,3} on\b"
)
_FACT_WORD = re.compile(
    r"(?:when|why|who|whom|how long|where|did|will|how much .* worth$"
    r"|(?:what|which) (?:value|share|amount|volume|quantity|number|part))\b"
)
_AS_OF = re.compile(r"\b(?:as of|as at|as on|on the day of)\s+(?P<day>[^,;]{2,30})$", re.IGNORECASE)
_SAYING = re.compile(r"\b(?:said|say|says|quotes?|called)\b")
_CHARGED_ON = re.compile(
    r"(?:on|for|against|from|face[sd]?|hit|hits|facing|of goods from|pay|pays)"
    r"(?: (?:the|goods from|imports from|exports from|all))*$"
)
_CHARGED_BY = re.compile(
    r"^(?:(?:charge|impose|put|levy|place|demand|collect|slap)(?:s|d|ed|es)?\b"
    r"|(?:own |new )?(?:tariffs?|duty|duties|levies|levy) (?:\w+ )?(?:on|against)\b)"
)
_FOREIGN = pattern(r"\b{foreign tariff}\b")
# "spared from the US tariff", "goods that face Chinese duties": whose tariff it is stands before the word.
_OF_ITS_OWN = re.compile(
    r"(?:new |own |latest |import )*(?:tariffs?|duty|duties|levy|levies)\b(?! (?:on|for|against)\b)"
)
_UNDER = re.compile(
    r"\b(?:from|under|by|of|to|escape[sd]?|avoid(?:s|ed)?|dodge[sd]?|face[sd]?|facing|pay|pays|paying|despite|outside)"
    r"(?: the| a| any| all)*$"
)
_FILLER = frozenset(
    """
    what whats which is are the a an of on for in to from and or how much high big large current new latest now
    rate rates tariff tariffs duty duties levy levies customs import imports export exports tax taxes goods us
    me tell show give about does do did charge charges charged impose imposes imposed put puts pay pays face
    faces hit by against any there percent per cent products total today present apply applies applied have has
    total fall falls fallen come comes under escape escapes escaped avoid avoids avoided dodge dodges outside
    exempt exempted exemption exempts spared excluded included covered affected subject free
    were was been s it its at between with my our your know i
    """.split()
).union(_TRADERS)


@cache
def _countries() -> Names:
    return Names.build(())


def read_tariff(line: Line, _: Names) -> Question | None:
    """Return a tariff question where a message speaks of tariffs and names a country, else None."""
    plain = line.plain
    named = TARIFF.search(plain) is not None
    if not named and not (_PAYING.search(plain) and _RATE.search(line.raw.lower())):
        return None
    if _FACT_WORD.match(plain) or _SAYING.search(plain):
        return None
    found = _places(line)
    if len(found) < (1 if named else 2):
        return None
    product = _product(line, found)
    (start, end, _code), *others = found
    before, after = plain[:start].rstrip(), plain[end:].lstrip()
    direction: Direction | None = None
    if others:
        other = others[0]
        if _PAYS.match(after):  # "do Indians pay 50 % to the US": who pays is charged
            return _question(line, found[0], other, product, "charged_on")
        if _CHARGED_BY.match(after) or (
            re.search(r"\b(?:by|does|do|did|is)(?: the)?$", before) and not _CHARGED_ON.search(before)
        ):
            # "US tariffs on India": the one that is charged is the subject, the one that charges the partner.
            return _question(line, other, found[0], product, "charged_on")
        if re.search(r"\b(?:by|from|to|into|in|with|charged by|imposed by)(?: the)?$", plain[: other[0]].rstrip()):
            return _question(line, found[0], other, product, "charged_on")
        return _question(line, found[0], other, product, None)
    if _CHARGED_BY.match(after) or (_OF_ITS_OWN.match(after) and _UNDER.search(before)):
        direction = "charged_by"
    elif _CHARGED_ON.search(before):
        direction = "charged_on"
    return _question(line, found[0], None, product, direction)


def country_in(line: Line) -> str | None:
    """Return the name of the first country that the words name, or None."""
    found = _places(line)
    return countries.name_of(found[0][2]) if found else None


def day_asked(text: str, now: dt.datetime, zone: dt.tzinfo) -> tuple[dt.date, int, int] | None:
    """Return the day that "as of ..." at the end of a question names, with the offsets of those words, or None."""
    match = _AS_OF.search(text)
    day = read_day(match["day"].strip(" ?.!"), now, zone) if match is not None else None
    return (day, match.start(), len(text)) if match is not None and day is not None else None


_Place = tuple[int, int, str]


def _question(
    line: Line, subject: _Place, partner: _Place | None, product: str | None, direction: Direction | None
) -> Question:
    return Question(
        "tariff",
        line.raw,
        subject=countries.name_of(subject[2]),
        partner=None if partner is None else countries.name_of(partner[2]),
        product=product,
        direction=direction,
    )


def _places(line: Line) -> list[_Place]:
    """Find the countries in the words, longest forms first; a short code counts only where it was typed in capitals."""
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", line.plain)]
    found: list[_Place] = []
    place = 0
    while place < len(words):
        for size in range(min(4, len(words) - place), 0, -1):
            start, end = words[place][0], words[place + size - 1][1]
            code = _country(line, start, end)
            if code is not None:
                if all(code != other for _, _, other in found):
                    found.append((start, end, code))
                place += size
                break
        else:
            place += 1
    return found


def _country(line: Line, start: int, end: int) -> str | None:
    plain = line.plain[start:end]
    typed = line.slice(start, end)
    if len(plain.replace(" ", "")) <= 3:
        if plain in {"us", "usa", "uk", "eu", "uae", "u s", "u k", "e u"} and (
            typed.isupper() or plain != "us" or _us(line, start)
        ):
            return countries.code_of(plain)
        return countries.code_of(plain) if typed.isupper() else None
    if (code := countries.code_of(plain) or foreign_place(plain)) is not None:
        return code
    if " " in plain or plain in _FILLER or len(plain) < 5:
        return None
    outcome = _countries().resolve(plain)
    return outcome.entity.id if isinstance(outcome, Found) and outcome.score >= 0.85 else None


def _us(line: Line, start: int) -> bool:
    """Tell whether a lower-case "us" is the country: not after a verb that takes a person ("tell us")."""
    before = line.plain[:start].split()
    return not before or before[-1] not in {"tell", "show", "give", "let", "for", "of", "brief", "update", "with"}


def _product(line: Line, found: list[_Place]) -> str | None:
    taken = [(start, end) for start, end, _ in found]
    kept: list[tuple[int, int]] = []
    for match in re.finditer(r"\S+", line.plain):
        inside = any(start <= match.start() < end for start, end in taken)
        if not inside and match.group() not in _FILLER and not match.group().isdigit():
            kept.append(match.span())
    if _FOREIGN.search(line.plain) is not None:
        return None  # what the goods are called in other languages isn't known here
    return line.slice(kept[0][0], kept[-1][1]) if 1 <= len(kept) <= 3 else None
