"""Settings from the environment and the file ``.env`` beside ``bot/``. Every mistake is named at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parent.parent
DISCORD_API = "https://discord.com/api/v10"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
KNOWN = (
    "BRIEFING_DATABASE",
    "BRIEFING_ARTICLES",
    "BRIEFING_LOG_LEVEL",
    "BRIEFING_OWNERS",
)


class SettingsError(Exception):
    """One or more settings are wrong. ``problems`` holds one sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """How this bot was set up. ``token`` never shows in ``repr``."""

    token: str | None = field(default=None, repr=False)
    api_url: str = DISCORD_API
    database: Path = ROOT / "data" / "briefing.db"
    articles: tuple[Path, ...] = (ROOT / "seeds",)
    log_level: str = "WARNING"
    owners: frozenset[int] = frozenset()

    @classmethod
    def from_mapping(cls, values: Mapping[str, str | None], root: Path = ROOT) -> Settings:
        """Build the settings from names and texts; an empty text means "not set".

        Paths that are not absolute lie beside ``bot/``. Raises :class:`SettingsError` naming every wrong value.
        """
        given = {name: text.strip() for name, text in values.items() if text is not None and text.strip()}
        problems = [
            f"{name} is no setting of this bot; it knows DISCORD_TOKEN, DISCORD_API_URL, {', '.join(KNOWN)}."
            for name in sorted(given)
            if name.startswith("BRIEFING_") and name not in KNOWN
        ]
        api_url = _api_url(given, problems)
        log_level = _log_level(given, problems)
        owners = _owners(given, problems)
        database = _path(given.get("BRIEFING_DATABASE", "data/briefing.db"), root, "BRIEFING_DATABASE", problems)
        parts = [part for part in given.get("BRIEFING_ARTICLES", "seeds").split(os.pathsep) if part.strip()]
        articles = tuple(_path(part, root, "BRIEFING_ARTICLES", problems) for part in parts)
        if "BRIEFING_ARTICLES" in given:
            problems.extend(
                f"BRIEFING_ARTICLES: there is no folder {folder}." for folder in articles if not folder.is_dir()
            )
        token = given.get("DISCORD_TOKEN")
        if token is not None and (not token.isascii() or any(sign.isspace() for sign in token)):
            # It could not even be sent in a header; its shape is not judged otherwise.
            problems.append("DISCORD_TOKEN holds a space or a sign that no token can hold; copy it again.")
        if problems:
            raise SettingsError(problems)
        return cls(
            token=token,
            api_url=api_url,
            database=database,
            articles=articles,
            log_level=log_level,
            owners=owners,
        )

    @classmethod
    def load(cls) -> Settings:
        """Read ``.env`` beside ``bot/``, then the environment, which wins."""
        env_file = ROOT / ".env"
        try:
            from_file = dotenv_values(env_file) if env_file.is_file() else {}
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError([f"{env_file} can't be read as UTF-8 text ({type(error).__name__})."]) from None
        return cls.from_mapping({**from_file, **os.environ})


def _api_url(given: Mapping[str, str], problems: list[str]) -> str:
    text = given.get("DISCORD_API_URL", DISCORD_API)
    try:
        parts = urlsplit(text)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        fits = False
    if not fits:
        problems.append(f"DISCORD_API_URL is {text!r}; it must be an address such as {DISCORD_API}.")
    return text.rstrip("/")


def _log_level(given: Mapping[str, str], problems: list[str]) -> str:
    text = given.get("BRIEFING_LOG_LEVEL", "WARNING")
    if text.upper() not in LOG_LEVELS:
        problems.append(f"BRIEFING_LOG_LEVEL is {text!r}; it must be one of {', '.join(LOG_LEVELS)}.")
    return text.upper()


def _owners(given: Mapping[str, str], problems: list[str]) -> frozenset[int]:
    parts = [part for part in given.get("BRIEFING_OWNERS", "").replace(",", " ").split() if part]
    wrong = [part for part in parts if not (part.isascii() and part.isdigit() and 15 <= len(part) <= 20)]
    if wrong:
        problems.append(f"BRIEFING_OWNERS holds {wrong[0]!r}; it must be Discord user ids, parted by commas.")
    return frozenset(int(part) for part in parts if part not in wrong)


def _path(text: str, root: Path, name: str, problems: list[str]) -> Path:
    if "\0" in text:
        problems.append(f"{name} holds a NUL character, which no path can hold.")
        return root
    try:
        return root / Path(text).expanduser()
    except RuntimeError:
        problems.append(f"{name} is {text!r}; the home folder it names is not known.")
        return root / text
