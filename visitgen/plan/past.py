"""What an earlier build has read, as it was written down: what follows from a change is found in it as it is.

At a hundred thousand visits a build reads millions of things. To put all of them into mappings again would take longer
than everything else that one edit costs.
"""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect, bisect_left
from collections.abc import Hashable, Iterator, Mapping, Set
from dataclasses import field
from typing import ClassVar

from visitgen.load import Late
from visitgen.values import dataclass

Node = tuple[str, Hashable]
"""Something that can be read: the name of a source and a key in it, or of a memo and a key."""


@dataclass(slots=True, kw_only=True)
class Named(Late):
    """The nodes of one name: their keys, which come late, and the numbers of these, ascending."""

    LATE: ClassVar[str] = "keys"
    READ_TOGETHER: ClassVar[int] = 1

    name: str
    numbers: array[int]
    keys: list[Hashable]


@dataclass(slots=True, kw_only=True)
class Past:
    """What was read, in few pieces.

    Shapes: `of` are the names, `name_of` holds the place of its name for each node by its number. `made` are the nodes
    that were made of others, ascending; `sizes` tell how many others, and `read` which, one after the other. Where it
    is `in_order`, all of these have lower numbers.
    """

    of: tuple[Named, ...]
    name_of: array[int]
    made: array[int]
    sizes: array[int]
    read: array[int]
    in_order: bool
    _numbers: dict[str, Mapping[Hashable, int]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def names_used(self) -> Iterator[str]:
        """The names that nodes have."""
        return (named.name for named in self.of)

    def numbered(self, name: str) -> Mapping[Hashable, int]:
        """The numbers of the nodes of a name, by their keys."""
        if name not in self._numbers:
            found = (zip(named.keys, named.numbers, strict=True) for named in self.of if named.name == name)
            self._numbers[name] = dict(itertools.chain.from_iterable(found))
        return self._numbers[name]

    def node(self, number: int) -> Node:
        """The node with a number."""
        named = self.of[self.name_of[number]]
        return named.name, named.keys[bisect_left(named.numbers, number)]

    def followers(self, changed: Set[int]) -> set[int]:
        """These nodes, and those made from one of them, directly or not. Cost: one pass over those made later than the
        first of them; several over all where these are not in order."""
        found = set(changed)
        known = -1
        while len(found) > max(known, 0):
            known = len(found)
            first = bisect(self.made, min(found)) if self.in_order else 0
            made, sizes = self.made[first:], self.sizes[first:]
            ends = itertools.accumulate(sizes, initial=sum(self.sizes[:first]))
            for number, size, start in zip(made, sizes, ends, strict=False):  # one more end than there are
                if not found.isdisjoint(self.read[start : start + size]):
                    found.add(number)
            if self.in_order:
                break
        return found
