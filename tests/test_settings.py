"""Settings: defaults, every mistake named at once, the token never shown."""

import os
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError


def test_nothing_set_gives_the_defaults(tmp_path: Path) -> None:
    settings = Settings.from_mapping({}, tmp_path)
    assert settings.token is None
    assert settings.database == tmp_path / "data" / "briefing.db"
    assert settings.articles == (tmp_path / "seeds",)
    assert settings.api_url == "https://discord.com/api/v10"


def test_paths_lie_beside_the_bot_and_several_folders_are_parted_as_in_path(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    settings = Settings.from_mapping({"BRIEFING_ARTICLES": os.pathsep.join(["a", str(tmp_path / "b")])}, tmp_path)
    assert settings.articles == (tmp_path / "a", tmp_path / "b")


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    wrong = {
        "BRIEFING_LOG_LEVEL": "LOUD",
        "DISCORD_API_URL": "discord",
        "BRIEFING_ARTICLES": "nowhere",
        "BRIEFING_OWNERS": "me",
        "BRIEFING_COLOUR": "blue",
        "DISCORD_TOKEN": "two words",
    }
    with pytest.raises(SettingsError) as caught:
        Settings.from_mapping(wrong, tmp_path)
    assert len(caught.value.problems) == len(wrong)
    for name in wrong:
        assert any(name in problem for problem in caught.value.problems)


def test_a_wrong_token_is_not_repeated_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_mapping({"DISCORD_TOKEN": "very secret"}, tmp_path)
    assert "secret" not in str(caught.value)


def test_the_token_does_not_show_in_repr(tmp_path: Path) -> None:
    settings = Settings.from_mapping({"DISCORD_TOKEN": "hush"}, tmp_path)
    assert settings.token == "hush"
    assert "hush" not in repr(settings)
