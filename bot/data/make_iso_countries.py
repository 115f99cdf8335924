"""Write ``iso_countries.tsv`` and ``regions.txt`` anew from pycountry (ISO 3166-1, 3166-2):
starting the program needs no import of it.

Run: ``python -m bot.data.make_iso_countries``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pycountry

HEADER = (
    "# Made by make_iso_countries.py from pycountry (ISO 3166-1): alpha-2, alpha-3, name, common name, official name.\n"
)
REGIONS = "# Made by make_iso_countries.py from pycountry (ISO 3166-2): states, provinces and districts of one word.\n"


def rows() -> list[str]:
    """Return one line a country, sorted by its alpha-2 code, five columns parted by tabs."""
    return [
        "\t".join(
            (
                country.alpha_2,
                country.alpha_3,
                country.name,
                getattr(country, "common_name", ""),
                getattr(country, "official_name", ""),
            )
        )
        for country in sorted(pycountry.countries, key=lambda country: country.alpha_2)
    ]


def regions() -> list[str]:
    """Return the one-word names of states, provinces and districts, at least five letters long, each once."""
    names = (name.strip(" ])") for each in pycountry.subdivisions for name in re.split(r"[\[(/,]", each.name))
    return sorted({name for name in names if name.isalpha() and len(name) >= 5})


def main() -> None:
    """Write the tables beside this script."""
    beside = Path(__file__)
    beside.with_name("iso_countries.tsv").write_text(HEADER + "\n".join(rows()) + "\n", encoding="utf-8")
    beside.with_name("regions.txt").write_text(REGIONS + "\n".join(regions()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
