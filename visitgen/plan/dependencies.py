"""What a page is made from, noted while it is planned: the ground on which a later build keeps it or makes it again.

Planning reads the archive, and what was derived from it, through mappings that note which entries are asked for. What
is made once for many pages (a card, a name) is a `Memo`, which notes what its value was made from, and is itself noted
by whoever asks for it. So a page depends on what it has read, whatever its code does, and nobody writes down an edge.

Like the language spoken, the graph that is written to is ambient for the time of a plan: `noting` sets it.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import FunctionType, MethodType
from typing import Any, Generic, TypeVar, cast

from visitgen.plan.readers import Readers

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Node = tuple[str, Hashable]
"""Something that can be read: the name of a source and a key in it, or of a memo and a key."""

WHOLE, KEYS = "\0whole", "\0keys"
"""Keys that stand for all entries of a source in their order, and for its keys alone in their order."""


@dataclass(slots=True)
class Graph:
    """What was read.

    Shapes: nodes by their number, numbers by name and key; `made_from` holds, for the node of a memo's value or of a
    unit, those that it read. `readers` tell the same the other way round, if that is worth while.
    """

    nodes: list[Node] = field(default_factory=list)
    numbers: dict[str, dict[Hashable, int]] = field(default_factory=dict)
    made_from: dict[int, array[int]] = field(default_factory=dict)
    readers: Readers | None = field(default=None, compare=False)

    def number(self, node: Node) -> int:
        """The number of a node, a new one if it has none yet."""
        name, key = node
        of_name = self.numbers.setdefault(name, {})
        found = of_name.get(key)
        if found is None:
            found = of_name[key] = len(self.nodes)
            self.nodes.append(node)
        return found

    def made(self, node: Node, make: Callable[[], V]) -> V:
        """Makes something, and notes what it read on the way."""
        global _read
        outer, _read = _read, set()
        try:
            value = make()
        finally:
            inner, _read = _read, outer
        number = self.number(node)
        self.made_from[number] = array("I", sorted(inner))
        if self.readers:
            self.readers.add(number, inner)
        return value

    def copy(self) -> Graph:
        """The same, to be added to. Nodes and their numbers are those of both: one that is only in the other is no more
        than a name."""
        return Graph(self.nodes, self.numbers, self.made_from.copy(), self.readers)

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

    def apart(self) -> tuple[Any, ...]:
        """The same in few pieces, to be written down: there are tens of thousands of nodes."""
        names = {name: (list(of_name), array("I", of_name.values())) for name, of_name in self.numbers.items()}
        sizes = array("I", map(len, self.made_from.values()))
        return names, array("I", self.made_from), sizes, b"".join(self.made_from.values())

    @classmethod
    def together(
        cls, names: dict[str, tuple[list[Hashable], array[int]]], made: array[int], sizes: array[int], read: bytes
    ) -> Graph:
        """The graph again, from its parts."""
        nodes: dict[int, Node] = {}
        for name, (keys, numbers) in names.items():
            nodes.update(zip(numbers, zip(itertools.repeat(name), keys, strict=False), strict=True))
        all_read = array("I", read)
        ends = itertools.accumulate(sizes)
        return cls(
            [nodes[number] for number in range(len(nodes))],
            {name: dict(zip(keys, numbers, strict=True)) for name, (keys, numbers) in names.items()},
            {number: all_read[end - size : end] for number, size, end in zip(made, sizes, ends, strict=True)},
        )

    def join(self, other: Graph, shared: int) -> None:
        """Takes in what was noted in a copy of this graph since the two had the same first `shared` nodes."""
        own = [*range(shared), *(self.number(node) for node in other.nodes[shared:])]
        for number, read in other.made_from.items():
            self.made_from[own[number]] = array("I", (own[one] for one in read))
        self.readers = None


Values = dict[str, dict[Any, Any]]
"""What memos hold, by the name of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What was made from what: the `sources` that were read, by name; the graph; and what memos hold."""

    sources: Mapping[str, object]
    graph: Graph = field(default_factory=Graph)
    values: Values = field(default_factory=dict)


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
        self._numbers = _Numbers(name)

    def __getitem__(self, key: K) -> V:
        _read.add(self._numbers[key])
        found: V = self._of[key]
        return found

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or the default."""
        _read.add(self._numbers[key])
        return self._of.get(key, default)

    def __contains__(self, key: object) -> bool:
        _read.add(self._numbers[key])
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


class _Numbers(dict[Hashable, int]):
    """The numbers of a source's nodes in the graph that is written to, each looked for once."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __missing__(self, key: Hashable) -> int:
        number = self[key] = _graph.number((self._name, key))
        return number


class _Fields:
    """An object whose mappings and sequences are watched, and whose other attributes are noted when they are read.

    Its methods are those of the object, and read it as anybody does.
    """

    def __init__(self, name: str, of: object) -> None:
        self._name = name
        self._of = of

    def __getattr__(self, attribute: str) -> Any:
        method = getattr(type(self._of), attribute, None)
        if isinstance(method, FunctionType):
            return MethodType(method, self)
        value = getattr(self._of, attribute)
        if isinstance(value, Mapping | tuple | frozenset):
            value = Watched[Any, Any](f"{self._name}.{attribute}", value)
            setattr(self, attribute, value)
            return value
        _read.add(_graph.number((self._name, attribute)))
        return value


def watched(name: str, of: V) -> V:
    """An object that reads like this one, its parts under `name` and a dot. It lasts as long as one graph."""
    return cast(V, _Fields(name, of))


class Memo(Generic[K, V]):
    """Values made when they are first asked for. `name` tells it from other memos."""

    __slots__ = ("_made", "_make", "_name")

    def __init__(self, name: str, make: Callable[[K], V]) -> None:
        self._name = name
        self._make = make
        self._made: dict[K, tuple[V, int]] = {}

    def __getitem__(self, key: K) -> V:
        known = self._made.get(key)
        if known is None:
            known = self._made[key] = self._found(key)
        _read.add(known[1])
        return known[0]

    def _found(self, key: K) -> tuple[V, int]:
        """The value made by an earlier build from what has not changed since, or one made now."""
        node = (self._name, key)
        values = {} if _values is None else _values.setdefault(self._name, {})
        if key not in values:
            values[key] = _graph.made(node, lambda: self._make(key))
        return values[key], _graph.number(node)


def resumed(before: Notes | None, sources: Mapping[str, object]) -> tuple[Notes, Set[int]]:
    """Notes that begin with those of an earlier build, and the nodes that have changed since.

    Memos lose the values of these. The earlier notes stay as they are, since this build may come to nothing.
    """
    if before is None:
        return Notes(sources=sources), frozenset()
    changed = changed_nodes(before.graph, before.sources, sources)
    if not changed:  # what may be made again all the same is made from the same
        return replace(before, sources=sources), changed
    graph = before.graph.copy()
    values = {name: of.copy() for name, of in before.values.items()}
    for number in changed:
        name, key = graph.nodes[number]
        values.get(name, {}).pop(key, None)
    return Notes(sources=sources, graph=graph, values=values), changed


def changed_nodes(
    graph: Graph, before: Mapping[str, object], now: Mapping[str, object], known: Set[int] = frozenset()
) -> Set[int]:
    """The nodes of a graph that have changed, or were made from something that has, besides those `known` to have.

    `before` and `now` are the sources by name, as they were when the graph was noted, and as they are. Cost: one
    comparison of the sources, and some passes over what was made.
    """
    differences = _Differences(before, now)
    changed = set(known)
    for name, of_name in graph.numbers.items():
        changed.update(of_name[key] for key in differences.of(name, of_name))
    return graph.followers(changed)


class _Differences:
    """What differs between two states of some sources, found once for each source that is asked about.

    A source that is not given is taken to be as it was.
    """

    def __init__(self, before: Mapping[str, object], now: Mapping[str, object]) -> None:
        self._before = before
        self._now = now
        self._keys: dict[str, Set[Hashable]] = {}

    def has(self, node: Node) -> bool:
        """Whether a node is another now."""
        return node[1] in self._of(node[0])

    def of(self, name: str, asked: Set[Hashable] | Mapping[Hashable, int]) -> list[Hashable]:
        """The keys of a source that were asked for and differ."""
        different = self._of(name)
        if isinstance(different, _Attributes):
            return [key for key in asked if key in different]
        return [key for key in different if key in asked]

    def _of(self, name: str) -> Set[Hashable]:
        if name not in self._keys:
            given = name.partition(".")[0] in self._now
            different = _different(_source(name, self._before), _source(name, self._now)) if given else frozenset()
            self._keys[name] = different
        return self._keys[name]


def _different(old: object, new: object) -> Set[Hashable]:
    """The keys of a source that differ, `WHOLE` and `KEYS` among them; of an object, the attributes."""
    if old is new:
        return frozenset()
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        same_order = list(old) == list(new)
        differing = getattr(new, "differing", None)
        keys: set[Hashable]
        if differing:
            keys = differing(old)
        elif same_order:
            pairs = zip(old.items(), new.values(), strict=True)
            keys = {key for (key, before), now in pairs if before is not now and before != now}
        else:
            keys = {key for key in (*old, *new) if old.get(key, _ABSENT) != new.get(key, _ABSENT)}
        if same_order and not keys:
            return frozenset()
        return keys | {WHOLE} | (set() if same_order else {KEYS})
    if isinstance(old, frozenset) and isinstance(new, frozenset):
        return (old ^ new) | {WHOLE, KEYS} if old != new else frozenset()
    if isinstance(old, tuple) and isinstance(new, tuple):
        in_turn = itertools.zip_longest(old, new, fillvalue=_ABSENT)
        places = {at for at, (before, now) in enumerate(in_turn) if before != now}
        return {*places, *([WHOLE] if places else ()), *([KEYS] if len(old) != len(new) else ())}
    return _Attributes(old, new)


class _Attributes(frozenset[Hashable]):
    """The attributes that differ between two objects, each compared when it is asked for."""

    def __new__(cls, *objects: object) -> _Attributes:
        made = super().__new__(cls)
        made.objects = objects
        return made

    objects: tuple[object, ...]

    def __contains__(self, attribute: object) -> bool:
        old, new = (getattr(one, str(attribute), _ABSENT) for one in self.objects)
        return old != new


def reached(graph: Graph, nodes: Iterable[Node]) -> list[Node]:
    """What some nodes were made from, directly or not, and that was not made from anything itself."""
    waiting = [number for name, key in nodes if (number := graph.numbers.get(name, {}).get(key)) is not None]
    seen: set[int] = set()
    leaves = []
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            read = graph.made_from.get(number)
            leaves += [graph.nodes[number]] if read is None else []
            waiting += read or ()
    return leaves


def reasons(before: Notes, now: Mapping[str, object], node: Node) -> tuple[list[Node], int]:
    """What a node was made from, directly or not, that has changed; and how many things it was made from at all."""
    leaves = reached(before.graph, [node])
    differences = _Differences(before.sources, now)
    changed = [leaf for leaf in leaves if differences.has(leaf)]
    return sorted(changed, key=str), len(leaves)


_ABSENT = object()


def _source(name: str, sources: Mapping[str, object]) -> Any:
    if name in sources:
        return sources[name]
    whole, _, attribute = name.rpartition(".")
    return getattr(sources[whole], attribute)
