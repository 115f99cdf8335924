"""The garbage collector waits while articles are read, and works again afterwards."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.reading import reader
from bot.reading.text import Document, analyse
from bot.reading.undisturbed import undisturbed


def test_the_collector_waits_while_an_article_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def analysed(text: str) -> Document:
        seen.append(gc.isenabled())
        return analyse(text)

    monkeypatch.setattr(reader, "analyse", analysed)
    reader.read("Ann Hale said that it rained.", None)
    assert seen == [False]
    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="torn"), undisturbed:
        raise ValueError("torn")
    assert gc.isenabled()


def test_it_waits_for_the_last_of_several_readers() -> None:
    together = Barrier(4)

    def read(number: int) -> bool:
        with undisturbed:
            together.wait(10)
            waits = not gc.isenabled()
            together.wait(10)
        return waits

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(read, range(4)))
    assert gc.isenabled()


def test_where_it_was_switched_off_it_stays_so() -> None:
    gc.disable()
    try:
        with undisturbed:
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
