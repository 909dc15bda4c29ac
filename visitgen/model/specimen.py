"""Record classes -> a record with every key, as comments: what to look at, and to copy lines from."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Iterator, Mapping

from visitgen.model.fields import (
    AsOf,
    Choice,
    Cite,
    Clock,
    Csl,
    DateField,
    FieldType,
    Figure,
    Flag,
    Group,
    Id,
    IntervalField,
    Key,
    Language,
    ListOf,
    Number,
    Owned,
    RecordKind,
    Ref,
    Switch,
    Text,
    Web,
    Words,
    Zone,
    keys_of,
)

WIDTH = 100
_SIMPLE: Mapping[type, str] = {
    Flag: "yes",
    Switch: "no",
    DateField: "2023-10-24",
    IntervalField: "2023-10-07/2023-10-24",
    AsOf: "today",
    Clock: '"14:30"',
    Zone: "Asia/Jerusalem",
    Web: "https://example.org/",
    Language: "en",
    Figure: "1400",
    Id: "my-own-id",
}
_SPECIAL = {"formerly": "my-old-id", "rule": "very-long-stay"}
"""Examples of texts that are not free, by key."""

_HINTS: Mapping[type, str] = {
    Flag: "`yes`, `no` or `unknown`.",
    Switch: "`yes` or `no`.",
    DateField: "A date: `2023-10-24`, `2023-10`, `1874~`.",
}


def specimen(record: type, ids: Mapping[RecordKind, str], *, leave_out: frozenset[str] = frozenset()) -> str:
    """Every key of a class with what it says, each line a comment; with their `# ` taken away they are a record.

    Lines of explanation begin with `## `, so that they stay comments then. `ids` are examples of references by kind.
    Shapes: keys in their canonical order; ends with one line break.
    """
    lines: list[str] = []
    for name, (_, key) in keys_of(record).items():
        if name not in leave_out:
            lines += ["", *_key(name, key, ids, record)]
    return "\n".join(f"# {line}" if line and not line.startswith("##") else line for line in lines[1:]) + "\n"


def _key(name: str, key: Key, ids: Mapping[RecordKind, str], record: type) -> Iterator[str]:
    """The lines of one key, below what it says; explanations begin with `## `."""
    required = key.required and not isinstance(key.type, Id)
    alone = _alone(name, key, ids, record)
    yield from _said("Required." if required else "", key.help, _hint(key.type), alone)
    match key.type:
        case Group(inner, _):
            yield f"{name}:"
            yield from (f"  {line}" for line in _inside(inner, ids))
        case ListOf(Group(inner, _)):
            first, *rest = _inside(inner, ids)
            yield from (f"{name}:", f"  - {first}", *(f"    {line}" for line in rest))
        case Words(keys):
            yield from (f"{name}:", f"  {'fr' if keys == 'language' else 'name'}: …")
        case _:
            yield f"{name}: {_value(key, ids, record)}"


def _alone(name: str, key: Key, ids: Mapping[RecordKind, str], record: type) -> str:
    """The short form of a key, if it has one."""
    match key.type:
        case Group(_, str() as short) | ListOf(Group(_, str() as short)):
            return f"Its `{short}` may stand alone: `{name}: {_value(key, ids, record)}`."
    return ""


def _inside(record: type, ids: Mapping[RecordKind, str]) -> Iterator[str]:
    """The lines of a group of keys, each with what it says behind it, or above it if that is long."""
    for index, (name, (_, key)) in enumerate(keys_of(record).items()):
        words = isinstance(key.type, Words)
        entry = f"{name}:" if words else f"{name}: {_value(key, ids, record)}"
        parts = ("Required." if key.required else "", key.help, _hint(key.type) if isinstance(key.type, Choice) else "")
        said = " ".join(filter(None, parts))
        if index and len(entry) + len(said) > WIDTH:
            yield from _said(*parts)
            yield entry
        else:
            yield f"{entry}  # {said}"
        if words:
            yield "  fr: …"


def _said(*parts: str) -> list[str]:
    """Lines of explanation."""
    return textwrap.wrap(" ".join(filter(None, parts)), WIDTH, initial_indent="## ", subsequent_indent="## ")


def _value(key: Key, ids: Mapping[RecordKind, str], record: type) -> str:
    """An example of a key's value, on one line."""
    match key.type:
        case ListOf(item):
            return f"[{_value(dataclasses.replace(key, type=item), ids, record)}]"
        case Group(inner, str() as short):
            return _value(dataclasses.replace(key, type=keys_of(inner)[short][1].type), ids, inner)
        case Group(inner, None):
            first = next(key for _, key in keys_of(inner).values())
            return f"{{{first.name}: {_value(first, ids, inner)}}}"
        case Choice(words):
            return words[min(1, len(words) - 1)]
        case Ref(kind) | Owned(kind):
            return ids.get(kind, f"id-of-{'an' if kind[0] in 'aeio' else 'a'}-{kind}")
        case Cite():
            return ids.get("source", "id-of-a-source")
        case Number(low, high, whole):
            middle = min(max(3.0 if whole else 31.77, low), high)
            return f"{middle:g}"
        case Csl("date"):
            return "2023-10-24"
        case Text() if key.name in _SPECIAL:
            return _SPECIAL[key.name]
    return _SIMPLE.get(type(key.type), "…")


def _hint(type_: FieldType) -> str:
    """What a value may be, where its key does not say."""
    match type_:
        case ListOf(Owned(kind)):
            return f"The id of a {kind}, or the {kind} itself: see {kind}.yaml. Several in a list."
        case ListOf(item):
            return " ".join(filter(None, (_hint(item), "Several in a list.")))
        case Choice(words):
            return f"One of: {', '.join(words)}."
    return _HINTS.get(type(type_), "")
