"""Whether two product words mean the same goods."""

from __future__ import annotations

import re
from functools import lru_cache

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
