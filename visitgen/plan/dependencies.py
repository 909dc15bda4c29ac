"""What a page is made from, noted while it is planned: the ground on which a later build keeps it or makes it again.

Planning reads the archive, and what was derived from it, through mappings that note which entries are asked for. What
is made once for many pages (a card, a name) is a `Memo`, which notes what its value was made from, and is itself noted
by whoever asks for it. So a page depends on what it has read, whatever its code does, and nobody writes down an edge.

Like the language spoken, the graph that is written to is ambient for the time of a plan: `noting` sets it.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import field, replace
from functools import partial
from types import FunctionType, MethodType
from typing import Any, ClassVar, Generic, TypeVar, cast

from visitgen.load import Late
from visitgen.plan.past import Named, Node, Past
from visitgen.plan.readers import Readers
from visitgen.values import dataclass

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

WHOLE, KEYS = "\0whole", "\0keys"
"""Keys that stand for all entries of a source in their order, and for its keys alone in their order."""

THERE = "\0there"
"""Stands before a key of a mapping for whether there is one, whatever its value."""


class Numbers(dict[Hashable, int]):
    """The numbers of the nodes of one name, by their keys: one that is asked for and has none yet gets the next."""

    def __init__(self, name: str, names: list[str], keys: list[Hashable]) -> None:
        self._name = name
        self._names = names
        self._keys = keys

    def __missing__(self, key: Hashable) -> int:
        number = self[key] = len(self._names)
        self._names.append(self._name)
        self._keys.append(key)
        return number


@dataclass(slots=True)
class Graph:
    """What was read.

    Shapes: the names and the keys of all nodes by their number, numbers by name and key; `made_from` holds, for the
    node of a memo's value or of a unit, those that it read. `readers` tell the same the other way round, if that is
    worth while. It is `in_order` while none has read one that was first read after it was made.
    """

    names: list[str] = field(default_factory=list)
    keys: list[Hashable] = field(default_factory=list)
    numbers: dict[str, Numbers] = field(default_factory=dict)
    made_from: dict[int, array[int]] = field(default_factory=dict)
    readers: Readers | None = field(default=None, compare=False)
    in_order: bool = True

    def numbers_of(self, name: str) -> Numbers:
        """The numbers of the nodes of a name, those to come among them."""
        if name not in self.numbers:
            self.numbers[name] = Numbers(name, self.names, self.keys)
        return self.numbers[name]

    @property
    def names_used(self) -> Iterator[str]:
        """The names that nodes have."""
        return iter(self.numbers)

    def numbered(self, name: str) -> Mapping[Hashable, int]:
        """The numbers of the nodes of a name, by their keys."""
        return self.numbers.get(name, {})

    def node(self, number: int) -> Node:
        """The node with a number."""
        return self.names[number], self.keys[number]

    def number(self, node: Node) -> int:
        """The number of a node, a new one if it has none yet."""
        return self.numbers_of(node[0])[node[1]]

    def made(self, node: Node, make: Callable[[], V]) -> V:
        """Makes something, and notes what it read on the way."""
        global _read
        outer, _read = _read, set()
        try:
            value = make()
        finally:
            inner, _read = _read, outer
        number = self.number(node)
        self.made_from[number] = array("I", inner)
        if number + 1 < len(self.names):
            self.in_order = self.in_order and max(inner, default=0) <= number
        return value

    def copy(self) -> Graph:
        """The same, to be added to. Nodes and their numbers are those of both: one that is only in the other is no more
        than a name."""
        return Graph(self.names, self.keys, self.numbers, self.made_from.copy(), self.readers, self.in_order)

    def index(self) -> None:
        """Gets ready to find followers faster. Cost: some passes over all that was made."""
        self.readers = Readers(self.made_from)

    def followers(self, changed: Set[int]) -> set[int]:
        """These nodes, and those made from one of them, directly or not. Cost: passes over all, if without readers."""
        found = set(changed)
        if self.readers:
            waiting = list(changed)
            while waiting:
                one = waiting.pop()
                new = {number for number in self.readers.of(one) if number not in found}
                waiting += (number for number in new if one in self.made_from.get(number, ()))
                found.update(waiting)
            return found
        rest = dict(self.made_from)
        while found and (more := [number for number, read in rest.items() if not found.isdisjoint(read)]):
            found.update(more)
            for number in more:
                del rest[number]
        return found

    def past(self) -> Past:
        """The same, to be written down."""
        of = [named for named in self.numbers.items() if named[1]]
        places = {name: place for place, (name, _) in enumerate(of)}
        made = sorted(self.made_from)
        read = [*map(self.made_from.__getitem__, made)]
        return Past(
            of=tuple(Named(name=name, numbers=array("I", some.values()), keys=[*some]) for name, some in of),
            name_of=array("H", map(places.__getitem__, self.names)),
            made=array("I", made),
            sizes=array("I", map(len, read)),
            read=array("I", b"".join(read)),
            in_order=self.in_order,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return graph_of, (self.past(),)

    def join(self, other: Graph, shared: int) -> None:
        """Takes in what was noted in a copy of this graph since the two had the same first `shared` nodes."""
        known = len(self.names)
        own = [*range(shared), *map(self.number, zip(other.names[shared:], other.keys[shared:], strict=True))]
        for number, read in other.made_from.items():
            one, mine = own[number], array("I", map(own.__getitem__, read))
            self.made_from[one] = mine
            self.in_order = self.in_order and (one >= known or not mine or max(mine) < one)
            if self.readers:
                self.readers.add(one, mine)
        self.in_order = self.in_order and other.in_order


def graph_of(past: Past) -> Graph:
    """A graph again, to be added to."""
    count = len(past.name_of)
    graph = Graph([""] * count, [None] * count, in_order=past.in_order)
    for named in past.of:
        graph.numbers_of(named.name).update(zip(named.keys, named.numbers, strict=True))
        for number, key in zip(named.numbers, named.keys, strict=True):
            graph.names[number] = named.name
            graph.keys[number] = key
    parts = zip(past.made, past.sizes, itertools.accumulate(past.sizes), strict=True)
    graph.made_from = {number: past.read[end - size : end] for number, size, end in parts}
    return graph


@dataclass(slots=True, kw_only=True)
class Held(Late):
    """What one memo holds, by key."""

    LATE: ClassVar[str] = "of"
    READ_TOGETHER: ClassVar[int] = 1

    of: dict[Any, Any]

    def without(self, keys: Set[Hashable]) -> Held:
        """The same but for some keys, to be added to. Cost: a copy, when it is first asked for anything."""
        unread = getattr(self, "later", (None,))[0]
        of, gone = (unread.of, unread.keys | keys) if isinstance(unread, _Without) else (self, keys)
        held = object.__new__(Held)
        object.__setattr__(held, "later", (_Without(of, gone), 0))
        return held


@dataclass(frozen=True, slots=True)
class _Without:
    """What a memo holds but for some keys, before it is asked for."""

    of: Held
    keys: Set[Hashable]

    def put(self, into: Any, at: int) -> None:
        """Puts a copy of the rest into its place."""
        into.of = {key: value for key, value in self.of.of.items() if key not in self.keys}
        del into.later


Values = dict[str, Held]
"""What memos hold, by the name of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What was made from what: the `sources` that were read, by name; what a build has noted in its graph, and the
    `past` upon which it was built; and what memos hold."""

    sources: Mapping[str, object]
    graph: Graph = field(default_factory=Graph)
    past: Graph | Past | None = None
    values: Values = field(default_factory=dict)
    _whole: list[Graph] = field(default_factory=list, init=False, compare=False, repr=False)

    @property
    def known(self) -> Graph | Past:
        """All that was noted, by this build and those before."""
        return self.past if self.past and not self.graph.names and not self._whole else self.whole

    @property
    def whole(self) -> Graph:
        """The same as one graph. Cost: where there is a past, it is put together, or copied, the first time."""
        if not self._whole:
            self._whole.append(self._joined())
        return self._whole[0]

    def _joined(self) -> Graph:
        if self.past is None:
            return self.graph
        past = graph_of(self.past) if isinstance(self.past, Past) else self.past
        if not self.graph.names:
            return past
        joined = past.copy()
        joined.join(self.graph, 0)
        return joined

    def lasting(self, values: Values) -> Notes:
        """The same, to be written down with some of what memos hold."""
        known = self.known
        past = replace(known) if isinstance(known, Past) else known.past()
        return Notes(sources=self.sources, past=past, values=values)


_graph = Graph()
_read: set[int] = set()
_values: Values | None = None


@contextmanager
def noting(notes: Notes) -> Iterator[None]:
    """While this lasts, what is read is noted in a graph, and memos begin with the values there and add to them."""
    global _graph, _read, _values
    outer = _graph, _read, _values
    _graph, _read, _values = notes.graph, set(), notes.values
    try:
        yield
    finally:
        _graph, _read, _values = outer


class Watched(Mapping[K, V]):
    """A mapping, a sequence by its places, or a set, that notes what is read of it under its `name`."""

    __slots__ = ("_numbers", "_of")

    def __init__(self, name: str, of: Mapping[K, V] | Sequence[V] | frozenset[K]) -> None:
        self._of: Any = of
        self._numbers = _graph.numbers_of(name)

    def __getitem__(self, key: K) -> V:
        _read.add(self._numbers[key])
        found: V = self._of[key]
        return found

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or the default."""
        _read.add(self._numbers[key])
        return self._of.get(key, default)

    def __contains__(self, key: object) -> bool:
        if isinstance(self._of, Mapping):
            _read.add(self._numbers[THERE, key])
        else:
            _read.add(self._numbers[key if isinstance(self._of, frozenset) else WHOLE])
        return key in self._of

    def __iter__(self) -> Iterator[K]:
        _read.add(self._numbers[KEYS if isinstance(self._of, Mapping) else WHOLE])
        return iter(self._of)

    def __len__(self) -> int:
        _read.add(self._numbers[KEYS])
        return len(self._of)

    def values(self) -> Any:
        """All values; all of the source is read."""
        _read.add(self._numbers[WHOLE])
        return self._of.values()

    def items(self) -> Any:
        """All keys and values; all of the source is read."""
        _read.add(self._numbers[WHOLE])
        return self._of.items()


class _Fields:
    """An object whose mappings and sequences are watched, and whose other attributes are noted when they are read.

    Its methods are those of the object, and read it as anybody does.
    """

    def __init__(self, name: str, of: object) -> None:
        self._name = name
        self._of = of
        self._numbers = _graph.numbers_of(name)

    def __getattr__(self, attribute: str) -> Any:
        method = getattr(type(self._of), attribute, None)
        if isinstance(method, FunctionType):
            return MethodType(method, self)
        value = getattr(self._of, attribute)
        if isinstance(value, Mapping | tuple | frozenset):
            value = Watched[Any, Any](f"{self._name}.{attribute}", value)
            setattr(self, attribute, value)
            return value
        _read.add(self._numbers[attribute])
        return value


def watched(name: str, of: V) -> V:
    """An object that reads like this one, its parts under `name` and a dot. It lasts as long as one graph."""
    return cast(V, _Fields(name, of))


class Memo(Generic[K, V]):
    """Values made when they are first asked for. `name` tells it from other memos; it lasts as long as one graph."""

    __slots__ = ("_graph", "_held", "_make", "_name", "_numbers")

    def __init__(self, name: str, make: Callable[[K], V]) -> None:
        self._name = name
        self._make = make
        self._graph = _graph
        self._numbers = _graph.numbers_of(name)
        self._held = Held(of={}) if _values is None else _values.setdefault(name, Held(of={}))

    def __getitem__(self, key: K) -> V:
        values: dict[K, V] = self._held.of
        if key not in values:  # nor was it made by an earlier build from what has not changed since
            values[key] = self._graph.made((self._name, key), partial(self._make, key))
        _read.add(self._numbers[key])
        return values[key]
