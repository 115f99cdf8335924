"""A list that is made when it is first asked for: most sentences need no list of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload

Item = TypeVar("Item")


class Lazily(Sequence[Item]):
    """The sequence that ``make`` returns, called once at most."""

    def __init__(self, make: Callable[[], Sequence[Item]]) -> None:
        self._make = make

    @cached_property
    def _found(self) -> Sequence[Item]:
        return self._make()

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._found[index]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
