"""Who has read what, found without going through all that was made: for builds that follow one another in a process."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

_BITS = 32


class Readers:
    """The readers of each node of a graph, by their numbers. Cost: a sort of all that was read, when it is made.

    What is read later is added; what is not read any more stays, as does what a build read that came to nothing: who
    asks must look whether it still is.
    """

    def __init__(self, made_from: Mapping[int, Iterable[int]]) -> None:
        self._edges = array("Q", sorted(one << _BITS | number for number, read in made_from.items() for one in read))
        self._later: dict[int, set[int]] = {}

    def add(self, number: int, read: Iterable[int]) -> None:
        """Something has been made by reading these."""
        for one in read:
            self._later.setdefault(one, set()).add(number)

    def of(self, one: int) -> Iterator[int]:
        """Those that have read a node at some time; some perhaps twice."""
        for at in range(bisect_left(self._edges, one << _BITS), len(self._edges)):
            if self._edges[at] >> _BITS != one:
                break
            yield self._edges[at] & ((1 << _BITS) - 1)
        yield from self._later.get(one, ())
