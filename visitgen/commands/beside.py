"""Something done by a process of its own while this one goes on. Nothing is imported: a build that has nothing to do
would notice."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

KILL = 9
"""The signal that ends a process; to have it by its name would cost a tenth of all there is to do."""


def divisible() -> bool:
    """Whether this process can be divided in two safely: on Linux, with a single thread."""
    threading = sys.modules.get("threading")
    return sys.platform == "linux" and not (threading and threading.active_count() > 1)


class Beside:
    """What a function gives, called in another process where this one is `divisible`, and where that is `worth` it.

    With the block the other process is ended, whatever it is at.
    """

    def __init__(self, work: Callable[[], bytes], worth: bool = True) -> None:
        self._work = work
        self._child = 0
        if not worth or not divisible():
            return
        self._end, there = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            try:
                os.close(self._end)
                with open(there, "wb") as stream:
                    stream.write(work())
                os._exit(0)
            finally:
                os._exit(1)
        os.close(there)

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *error: object) -> None:
        if self._child:
            os.kill(self._child, KILL)
            self._ended()

    @property
    def apart(self) -> bool:
        """Whether there is another process, and its answer is still to come."""
        return bool(self._child)

    def answer(self) -> bytes:
        """What the function gave. Where the other process failed it is called here, and its exception is one here."""
        if not self._child:
            return self._work()
        with open(self._end, "rb", closefd=False) as stream:
            found = stream.read()
        return found if self._ended() == 0 else self._work()

    def _ended(self) -> int:
        os.close(self._end)
        child, self._child = self._child, 0
        return os.waitpid(child, 0)[1]
