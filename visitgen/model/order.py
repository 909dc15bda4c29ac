"""The canonical order of the keys of each kind of file, made from the record classes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from functools import cache

from visitgen.model.fields import Cite, FieldType, Group, ListOf, Owned, keys_of
from visitgen.model.identity import CLASSES
from visitgen.model.parts import Citation
from visitgen.model.settings import Site
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyOrder:
    """The order of the keys of a mapping, and of the mappings inside it.

    Shapes: `inside` by key, a list standing for each of its entries; `each` is that of every value under a key that
    has none of its own, where keys are free (`topics.yaml`). `held` are the keys that may hold other records. All are
    empty where nothing is said of the order.
    """

    keys: tuple[str, ...] = ()
    inside: Mapping[str, KeyOrder] = field(default_factory=dict)
    each: KeyOrder | None = None
    held: tuple[str, ...] = ()

    def under(self, key: str) -> KeyOrder:
        """The order inside the value of a key."""
        return self.inside.get(key) or self.each or KeyOrder()

    def sorted(self, keys: tuple[str, ...], last: Collection[str] = ()) -> tuple[str, ...]:
        """These keys in the order of the model, below them those it does not know, as they stood.

        `last` are keys below which whole records stand: at the end, so that a record's own facts stay together.
        """
        known = [key for key in self.keys if key in keys]
        other = [key for key in keys if key not in self.keys]
        return (*(key for key in (*known, *other) if key not in last), *(key for key in known if key in last))


def key_order(kind: str) -> KeyOrder:
    """The order for a file of a kind: a record kind, `topics` or `site`; empty for any other word."""
    if kind == "site":
        return _of_class(Site)
    if kind == "topics":
        return KeyOrder(each=_of_class(CLASSES["topic"]))
    record = next((record for name, record in CLASSES.items() if name == kind), None)
    return _of_class(record) if record else KeyOrder()


@cache
def _of_class(record: type) -> KeyOrder:
    known = keys_of(record)
    inside = {key: order for key, (_, declared) in known.items() if (order := _of_field(declared.type))}
    held = tuple(key for key, (_, declared) in known.items() if _is_held(declared.type))
    return KeyOrder(keys=tuple(known), inside=inside, held=held)


def _is_held(type_: FieldType) -> bool:
    return isinstance(type_, ListOf) and isinstance(type_.item, Owned)


def _of_field(type_: FieldType) -> KeyOrder | None:
    match type_:
        case ListOf(item):
            return _of_field(item)
        case Group(record):
            return _of_class(record)
        case Owned(kind):
            return _of_class(CLASSES[kind])
        case Cite():
            return _of_class(Citation)
    return None
