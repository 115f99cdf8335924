from __future__ import annotations

from bot.reading.remembered import Remembered


def test_what_was_asked_for_is_remembered_until_there_is_too_much_of_it() -> None:
    asked: list[str] = []

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    table = Remembered(length, 2)
    assert [table[text] for text in ("one", "three", "one")] == [3, 5, 3]
    assert asked == ["one", "three"]
    assert table["eleven"] == 6
    assert len(table) == 1
    assert table["one"] == 3
    assert asked == ["one", "three", "eleven", "one"]


def test_what_is_too_long_for_a_word_is_not_kept() -> None:
    table = Remembered(len, 2)
    assert table["x" * 1000] == 1000
    assert not table
