"""Records told in other words: an archive in which nothing but prose differs is not linked and judged again.

Prose is shown where it is told. No rule judges it, nothing is counted or ordered by it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from visitgen.model.fields import Prose, RecordKind
from visitgen.model.link import PLURALS, Archive, by_kind
from visitgen.model.records import Record
from visitgen.model.settings import Site


def retold(
    before: Archive, site: Site, records: Mapping[RecordKind, Mapping[str, Record]]
) -> Archive | None:  # fmt: skip
    """The archive with these records on the day of `before`; `None` if they differ from its own in more than prose.

    Shapes: whatever is made by linking is the very same object as in `before`, the outlines of visits too, as are the
    records of each kind of which none differs. Cost: one comparison by identity for each record.
    """
    if site != before.site:
        return None
    changed: dict[str, Any] = {}
    for kind, old in by_kind(before).items():
        new = records.get(kind, {})
        if old.keys() != new.keys():
            return None
        differing = {id: record for id, record in new.items() if record is not old[id] and record != old[id]}
        if not all(_same_but_for_prose(record, old[id]) for id, record in differing.items()):
            return None
        if differing:
            changed[PLURALS[kind]] = {**old, **differing}
    return replace(before, **changed) if changed else before


def linked_alike(one: Archive, other: Archive) -> bool:
    """Whether one archive is the other retold: what was made of it without reading prose is still right."""
    return (one.site, one.as_of) == (other.site, other.as_of) and all(
        getattr(one, name) is getattr(other, name) for name in _LINKS
    )


_LINKS = tuple(
    field.name
    for field in dataclasses.fields(Archive)
    if field.name not in ("site", "as_of", *PLURALS.values())
)
"""What linking makes beside the records in their order."""


def _same_but_for_prose(one: Any, other: Any) -> bool:
    return type(one) is type(other) and _without_prose(one) == _without_prose(other)


def _without_prose(value: Any) -> Any:
    """A record, or a part of one, with no prose in it."""
    kind: type = type(value)
    prose, parts = _declared(kind)
    return replace(value, **dict.fromkeys(prose), **{name: _without_prose(getattr(value, name)) for name in parts})


@cache
def _declared(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a class that hold prose, and those that are parts of it."""
    declared = dataclasses.fields(kind)
    prose = tuple(
        field.name for field in declared if "key" in field.metadata and isinstance(field.metadata["key"].type, Prose)
    )
    return prose, tuple(field.name for field in declared if "part" in field.metadata)
