"""Processes that take a part of the work, each a copy of this one from where it was divided."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from visitgen.commands.beside import divisible

if TYPE_CHECKING:  # needed by those builds alone that have enough to do
    from multiprocessing.connection import Connection

ENOUGH = 800
"""The units of pages from which a second process is worth its start."""

MOST = 4
"""The most processes that are used unasked; each has a memory of its own."""

MOST_TURNS = 1000
"""The most turns that items are divided into: few enough for a pipe to hold, and enough for all to end together."""

_BYTES = 4
"""The length of a turn's number in the pipe; a page of memory holds whole ones."""

T = TypeVar("T")
R = TypeVar("R")


def processes(units: int, asked: int | None = None) -> int:
    """How many processes to use: those asked for, else one for each processor where there is enough to do.

    Only where this process is divisible.
    """
    if not divisible():
        return 1
    if asked is not None:
        return max(1, asked)
    return min(len(os.sched_getaffinity(0)), MOST) if units >= ENOUGH else 1


class Turns(Generic[T]):
    """Items that several processes go through together: each takes the next few when it is done with those it had."""

    def __init__(self, items: Sequence[T], number: int) -> None:
        self._items = items
        self._few = len(items) if number == 1 else max(8, len(items) // MOST_TURNS + 1)
        self._left, end = os.pipe()  # what is in a pipe is read once, whoever reads it
        os.write(end, b"".join(at.to_bytes(_BYTES, "big") for at in range(0, len(items), self._few or 1)))
        os.close(end)

    def __iter__(self) -> Iterator[T]:
        while found := os.read(self._left, _BYTES):
            at = int.from_bytes(found, "big")
            yield from self._items[at : at + self._few]

    def __del__(self) -> None:
        os.close(self._left)


class Helper:
    """A process that goes through a generator: its values are the answers, what is asked is sent into it."""

    def __init__(self, work: Generator[Any, Any, None]) -> None:
        import multiprocessing

        context = multiprocessing.get_context("fork")
        self._end, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(work, there, self._end), daemon=True)
        self._process.start()
        there.close()

    def answer(self) -> Any:
        """The next value. An exception there is one here, with what was said of it there."""
        try:
            good, value = self._end.recv()
        except EOFError:
            raise RuntimeError("a process that helped to make the site has ended too soon") from None
        if not good:
            raise RuntimeError(f"in a process that helped to make the site:\n{value}")
        return value

    def ask(self, question: object) -> None:
        """Sends a value into the generator."""
        self._end.send(question)

    def end(self) -> None:
        """Ends it, whatever it is at."""
        self._end.close()
        self._process.terminate()
        self._process.join()


@contextmanager
def helpers(works: Sequence[Generator[Any, Any, None]]) -> Iterator[tuple[Helper, ...]]:
    """A process for each of these generators, ended with the block."""
    started: list[Helper] = []
    try:
        for work in works:
            started.append(Helper(work))
        yield tuple(started)
    finally:
        for helper in started:
            helper.end()


def shared(
    items: Sequence[T], work: Callable[[Iterable[T]], R], number: int, before: Callable[[], None] = lambda: None
) -> list[R]:
    """What came of `work` in each of so many processes, which go through the items together.

    The first has something to do `before` it takes part.
    """
    turns = Turns(items, number)
    with helpers([_once(work, turns) for _ in range(number - 1)]) as others:
        before()
        return [work(turns), *(other.answer() for other in others)]


def _once(work: Callable[[Iterable[T]], R], items: Iterable[T]) -> Generator[R, None, None]:
    yield work(items)


def _serve(work: Generator[Any, Any, None], end: Connection, not_ours: Connection) -> None:
    not_ours.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears the interrupt, and ends this one
    try:
        end.send((True, next(work)))
        while True:
            end.send((True, work.send(end.recv())))
    except (StopIteration, EOFError, BrokenPipeError):
        return
    except BaseException:
        end.send((False, traceback.format_exc()))
