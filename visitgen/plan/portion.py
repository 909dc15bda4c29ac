"""A part of the pages of a site, for one of several processes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """The part with this `number`, counted from 0, `of` so many; together they are the whole, each page in one."""

    number: int = 0
    of: int = 1

    def cut(self, things: Iterable[T]) -> Sequence[T]:
        """This part of some things, in their order."""
        whole = tuple(things)
        return whole[len(whole) * self.number // self.of : len(whole) * (self.number + 1) // self.of]

    @property
    def first(self) -> bool:
        """Whether it is the part that has the pages of which there is one each."""
        return self.number == 0

    @property
    def last(self) -> bool:
        """Whether it is the part at the end."""
        return self.number == self.of - 1


WHOLE = Portion()
