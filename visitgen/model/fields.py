"""What a field may hold, as values: read by `structure`, and by whatever describes records to people or editors."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal, TypeAlias

from visitgen.values import dataclass

RecordKind = Literal[
    "leader",
    "country",
    "organisation",
    "place",
    "visit",
    "itinerary",
    "meeting",
    "event",
    "statement",
    "claim",
    "source",
    "topic",
    "page",
]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of plain text."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown without raw HTML; `[[kind:id]]` makes a checked link."""


@dataclass(frozen=True, slots=True)
class Flag:
    """`yes`, `no` or `unknown`; an absent flag is unknown."""


@dataclass(frozen=True, slots=True)
class Switch:
    """`yes` or `no`, for instructions to visitgen rather than facts."""


@dataclass(frozen=True, slots=True)
class DateField:
    """One EDTF level 1 date."""


@dataclass(frozen=True, slots=True)
class IntervalField:
    """An EDTF level 1 interval."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day, or `today`."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, hours and minutes."""


@dataclass(frozen=True, slots=True)
class Zone:
    """An IANA time zone name."""


@dataclass(frozen=True, slots=True)
class Web:
    """An http or https address."""


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 language tag."""


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number between two bounds, both included."""

    low: float
    high: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as its source gives it: the digits are kept, thousands may be set apart."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a fixed list, the default first."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Id:
    """The permanent id of this record."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of a record of one kind; a country may be named by its ISO code."""

    kind: RecordKind


@dataclass(frozen=True, slots=True)
class Owned:
    """A record of one kind, written in place, or the id of one filed elsewhere."""

    kind: RecordKind


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; one value may stand without its brackets."""

    item: FieldType


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping with the keys of a class, or, if `short` is set, one value for that key alone."""

    record: type
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A mapping from free keys to text."""

    keys: Literal["language", "any"] = "any"


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: a source's id, a bare web address, or a mapping with a locator."""


@dataclass(frozen=True, slots=True)
class Csl:
    """A CSL-JSON name list or date, as Zotero exports it, or plain text."""

    part: Literal["names", "date"]


FieldType: TypeAlias = (
    Text
    | Prose
    | Flag
    | Switch
    | DateField
    | IntervalField
    | AsOf
    | Clock
    | Zone
    | Web
    | Language
    | Number
    | Figure
    | Choice
    | Id
    | Ref
    | Owned
    | ListOf
    | Group
    | Words
    | Cite
    | Csl
)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: how it is spelt, what it may hold, and what it says."""

    name: str
    type: FieldType
    help: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A class whose keys stand among those of the record that holds it."""

    record: type


def key(type: FieldType, help: str, *, name: str = "", default: Any = None, required: bool = False) -> Any:
    """A data class field that is a key of the record; its spelling is the attribute's unless `name` is given."""
    metadata = {"key": Key(name, type, help, required)}
    if required:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def part(record: type) -> Any:
    """A data class field that gathers the keys of another class."""
    return dataclasses.field(metadata={"part": Part(record)})


def keys_of(record: type) -> dict[str, tuple[str, Key]]:
    """The keys of a record class by their spelling, with the attribute that holds each, in the canonical order.

    Shapes: keys of a part carry a dotted attribute, `when.start`.
    """
    found: dict[str, tuple[str, Key]] = {}
    for field in dataclasses.fields(record):
        if "key" in field.metadata:
            declared: Key = field.metadata["key"]
            spelling = declared.name or field.name
            found[spelling] = (field.name, dataclasses.replace(declared, name=spelling))
        elif "part" in field.metadata:
            for spelling, (attribute, declared) in keys_of(field.metadata["part"].record).items():
                found[spelling] = (f"{field.name}.{attribute}", declared)
    return found
