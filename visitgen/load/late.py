"""Objects that are there before all of their parts are: these are read when one is first asked for."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol


class Unread(Protocol):
    """Parts that have not been read."""

    def put(self, into: Any, at: int) -> None:
        """Reads those at a place, and puts them into their object."""
        ...


class Late:
    """May have parts that come late: `later` tells where they are, and which of them.

    That is the part named by `LATE`, which is read for so many objects at a time; or all, for `READ_WHOLE` objects at
    a time where that is not nought. Where they are in their places, as they are in all objects that are made in the
    usual way, nothing else is asked.
    """

    __slots__ = ("later",)

    LATE: ClassVar[str] = ""
    READ_TOGETHER: ClassVar[int] = 100
    READ_WHOLE: ClassVar[int] = 0

    later: tuple[Unread, int]

    def __getattr__(self, name: str) -> Any:
        kind: Any = type(self)
        if name not in kind.__dataclass_fields__:
            raise AttributeError(f"'{kind.__name__}' object has no attribute '{name}'")
        unread, at = self.later
        unread.put(self, at)
        return getattr(self, name)
