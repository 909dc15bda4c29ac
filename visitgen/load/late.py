"""Objects that are there before all of their parts are: one is read when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar


class Late:
    """Has a part, named by `LATE`, that may come late: then `later` tells of what it is the value, and at which place.
    Those of so many objects are `READ_TOGETHER`.

    Where it is in its place, as it is in all objects that are made in the usual way, nothing else is asked.
    """

    __slots__ = ("later",)

    LATE: ClassVar[str]
    READ_TOGETHER: ClassVar[int] = 100
    later: tuple[Sequence[Any], int]

    def __getattr__(self, name: str) -> Any:
        if name != self.LATE:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        values, at = self.later
        object.__setattr__(self, name, values[at])
        return values[at]
