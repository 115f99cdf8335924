"""Write ``iso_countries.tsv`` anew from pycountry (ISO 3166-1), so that starting the program needs no import of it.

Run: ``python -m bot.data.make_iso_countries``.
"""

from __future__ import annotations

from pathlib import Path

import pycountry

HEADER = (
    "# Made by make_iso_countries.py from pycountry (ISO 3166-1): alpha-2, alpha-3, name, common name, official name.\n"
)


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


def main() -> None:
    """Write the table beside this script."""
    target = Path(__file__).with_name("iso_countries.tsv")
    target.write_text(HEADER + "\n".join(rows()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
