"""Whether two product words mean the same goods."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

_GENERIC = frozenset(
    "good product import export item merchandise article most all other made and of the from certain some many "
    "semi finished any general".split()
)
# One word for goods that news calls by several names. Written by hand.
_SAME = {
    "auto": "car", "automobile": "car", "vehicle": "car", "aluminum": "aluminium", "lorry": "truck",
    "pharmaceutical": "drug", "medicine": "drug", "timber": "lumber", "wood": "lumber", "softwood": "lumber",
    "chip": "semiconductor", "whiskey": "whisky", "bourbon": "whisky", "scotch": "whisky", "maize": "corn",
    "soyabean": "soybean", "airplane": "aircraft", "plane": "aircraft", "jet": "aircraft", "clothing": "garment",
    "apparel": "garment", "clothes": "garment", "crude": "oil", "petroleum": "oil", "tire": "tyre", "film": "movie",
    "prawn": "shrimp", "masur": "lentil", "rapeseed": "canola", "cognac": "brandy",
}  # fmt: skip
# A broad word holds the narrow ones. Written by hand.
_WITHIN = {
    "oil": "energy", "gas": "energy", "coal": "energy", "electricity": "energy", "steel": "metal", "aluminium": "metal",
    "copper": "metal", "truck": "vehicle", "table": "furniture", "bed": "furniture", "chair": "furniture",
    "sofa": "furniture", "desk": "furniture", "cabinet": "furniture", "vanity": "furniture", "wardrobe": "furniture",
}  # fmt: skip


@lru_cache(maxsize=4096)
def split(product: str | None) -> tuple[frozenset[str], str | None]:
    """Return the words that tell a product apart (empty for goods in general), and the company named in brackets."""
    if product is None:
        return frozenset(), None
    company = re.search(r"\(([^)]*)\)", product)
    bare = re.sub(r"\([^)]*\)", " ", product.lower())
    bare = re.sub(r"\b(?:battery[- ])?electric[- ](?:cars?|vehicles?)\b|\bb?evs?\b", " evcar ", bare)
    words: set[str] = set()
    for raw in re.findall(r"[a-z0-9]+", bare):
        word = raw
        if len(word) > 4 and word.endswith("ies"):
            word = word[:-3] + "y"
        elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            word = word[:-1]
        if word == "evcar":
            words |= {"ev", "car"}
        elif word not in _GENERIC:
            words.add(_SAME.get(word, word))
    return frozenset(words), company.group(1) if company else None


def same(one: str | None, other: str | None) -> bool:
    """Tell whether two products share a word that tells goods apart, and name no different companies."""
    words, company = split(one)
    others, rival = split(other)
    if company and rival and company.lower() != rival.lower():
        return False
    if company and rival:
        return True
    if not words or not others:
        return not words and not others
    return (
        bool(words & others)
        or bool({_WITHIN.get(word) for word in words} & others)
        or bool({_WITHIN.get(word) for word in others} & words)
    )


Fit = Literal["own", "broader", "narrower", "other"]
# Words that tell a kind of the goods named next: "medium and heavy trucks" are two kinds of trucks.
_DESCRIBING = frozenset(
    "medium heavy light large small fresh frozen raw cooked finished hot cold new used upholstered unwrought".split()
)
_LIST = re.compile(r"\s*(?:,|;|&|\band\b|\bor\b|\bplus\b)\s*")


@lru_cache(maxsize=4096)
def items(product: str | None) -> tuple[str | None, ...]:
    """Return the kinds of goods that a product lists, each once: "steel, aluminium" is two. None is goods in general.

    A company in brackets stays with each of them.
    """
    if product is None:
        return (None,)
    named = re.search(r"\s*(\([^)]*\))\s*$", product)
    company = f" {named.group(1)}" if named else ""
    listed = _LIST.split(product[: named.start()] if named else product)
    kinds: dict[frozenset[str], str] = {}
    for item, following in zip(listed, [*listed[1:], ""], strict=True):
        if item.strip().lower() in _DESCRIBING and following:
            item = f"{item.strip()} {following.split()[-1]}"
        words, _ = split(item)
        if words:
            kinds.setdefault(words, item.strip() + company)
    return tuple(kinds.values()) or ((product.strip(),) if company else (None,))


@lru_cache(maxsize=16384)
def fit(wanted: str | None, stated: str | None) -> Fit:
    """Tell how one kind of goods that is stated fits one that is wanted; companies are left aside.

    "own" are the same goods, "broader" goods that hold the wanted ones (metals for steel), "narrower" goods that are
    some of them (flat steel for steel). Goods in general are broader than any others.
    """
    words, others = split(wanted)[0], split(stated)[0]
    if words == others:
        return "own"
    if others <= _widened(words):
        return "broader"
    return "narrower" if words and words <= _widened(others) else "other"


def _widened(words: frozenset[str]) -> frozenset[str]:
    return words | {_WITHIN[word] for word in words if word in _WITHIN}
