"""One build at a time in an output folder: the others wait."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE = 60.0
"""Seconds that a build waits for another one to be done."""


class Busy(Exception):
    """Another build has not been done in time."""


@contextmanager
def locked(file: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Holds a file as a lock, and deletes it afterwards. `waiting` is called again and again while another has it.

    The system lets go of a lock when its process ends, however it ends: a file that was left behind locks nothing.
    Where the file system has no locks, nothing is waited for. Raises `Busy`, and `OSError` when there can be no file.
    """
    until = time.monotonic() + PATIENCE
    while (held := _held(file)) is None:
        if time.monotonic() > until:
            raise Busy
        waiting()
        time.sleep(0.05)
    try:
        yield
    finally:
        if sys.platform == "win32":  # which deletes no file that is open
            os.close(held)
            with suppress(OSError):
                file.unlink()
        else:
            file.unlink(missing_ok=True)
            os.close(held)


def _held(file: Path) -> int | None:
    """The open lock, or `None` when another has it."""
    number = os.open(file, os.O_RDWR | os.O_CREAT)
    try:
        if sys.platform == "win32":
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(number)
        return None
    except OSError:
        return number
    # Whoever had it may have deleted the file since it was opened here: that would be the lock of nothing.
    with suppress(FileNotFoundError):
        if os.path.samestat(os.fstat(number), os.stat(file)):
            return number
    os.close(number)
    return None
