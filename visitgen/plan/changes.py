"""What has changed since an earlier build: in the sources that pages are made from, and in what was made of them."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Mapping, Set
from typing import Any

from visitgen.plan.dependencies import KEYS, THERE, WHOLE, Graph, Notes
from visitgen.plan.past import Node, Past


def resumed(before: Notes | None, sources: Mapping[str, object]) -> tuple[Notes, Set[Node]]:
    """Notes upon those of an earlier build, and the nodes that have changed since.

    Memos lose the values of these. The earlier notes stay as they are, since this build may come to nothing.
    """
    if before is None:
        return Notes(sources=sources), frozenset()
    changed = changed_nodes(before.known, before.sources, sources)
    if not changed:  # what may be made again all the same is made from the same
        return Notes(sources=sources, past=before.known, values=before.values), frozenset()
    keys: dict[str, set[Hashable]] = {}
    for name, key in changed:
        keys.setdefault(name, set()).add(key)
    values = {name: held.without(keys.get(name, frozenset())) for name, held in before.values.items()}
    return Notes(sources=sources, past=before.known, values=values), changed.keys()


def changed_nodes(
    graph: Graph | Past, before: Mapping[str, object], now: Mapping[str, object], known: Iterable[Node] = ()
) -> dict[Node, None]:
    """The nodes of a graph that have changed, or were made from something that has, besides those `known` to have; in
    the order in which they were first read.

    `before` and `now` are the sources by name, as they were when the graph was noted, and as they are. Cost: one
    comparison of the sources, and some passes over what was made.
    """
    differences = _Differences(before, now)
    changed = {graph.numbered(name)[key] for name, key in known}
    for name in graph.names_used:
        if differences.any(name):
            numbers = graph.numbered(name)
            changed.update(numbers[key] for key in differences.of(name, numbers))
    return dict.fromkeys(map(graph.node, sorted(graph.followers(changed))))


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

    def any(self, name: str) -> bool:
        """Whether anything of a source may differ."""
        different = self._of(name)
        return bool(different) or isinstance(different, _Attributes)

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
            both = ((key, old.get(key, _ABSENT), now) for key, now in new.items())
            keys = {key for key, before, now in both if before is not now and before != now}
            keys |= old.keys() - new.keys()
        if same_order and not keys:
            return frozenset()
        others = frozenset() if same_order else old.keys() ^ new.keys()
        return keys | {WHOLE, *((THERE, key) for key in others)} | (set() if same_order else {KEYS})
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
    waiting = [graph.number((name, key)) for name, key in nodes if key in graph.numbers.get(name, ())]
    seen: set[int] = set()
    leaves = []
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            read = graph.made_from.get(number)
            leaves += [graph.node(number)] if read is None else []
            waiting += read or ()
    return leaves


def reasons(before: Notes, now: Mapping[str, object], node: Node) -> tuple[list[Node], int]:
    """What a node was made from, directly or not, that has changed; and how many things it was made from at all."""
    leaves = reached(before.whole, [node])
    differences = _Differences(before.sources, now)
    changed = [leaf for leaf in leaves if differences.has(leaf)]
    return sorted(changed, key=str), len(leaves)


_ABSENT = object()


def _source(name: str, sources: Mapping[str, object]) -> Any:
    if name in sources:
        return sources[name]
    whole, _, attribute = name.rpartition(".")
    return getattr(sources[whole], attribute)
