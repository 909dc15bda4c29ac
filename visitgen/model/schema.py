"""Record classes and the ids on record -> JSON Schemas, which an editor completes from and checks by.

A schema never refuses what visitgen accepts; visitgen itself refuses more, and is the judge. An editor guesses the
type of a plain value where visitgen reads text, so every value is told apart by its shape first (`if` a string, a list,
a mapping), and what the guess made of it, `2023` a number or `NO` a flag, is let through. That also makes an editor
point at the value that is wrong, where `anyOf` would blame all that holds it.

Ids stand in an `enum`: it completes, and it marks an unknown one. An `anyOf` whose last branch allows everything shows
the words to an editor that looks for completions before there is a value, and checks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from visitgen.model import parts, records
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
    Web,
    Words,
    Zone,
    keys_of,
)
from visitgen.model.identity import CLASSES, ID, ID_LENGTH
from visitgen.model.settings import Site
from visitgen.model.structure import CSL_OTHER

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema of draft 07, with the keys that yaml-language-server adds for words shown to people."""

DRAFT = "http://json-schema.org/draft-07/schema#"

_DAY = r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(-2[1-4]|-(0[1-9]|1[0-2]|XX)(-(0[1-9]|[12][0-9]|3[01]|XX))?)?[?~%]?"
_DATE = f"^{_DAY}$"
_INTERVAL = rf"^({_DAY}|\.\.)?/({_DAY}|\.\.)?$"
_DATE_HELP = "A date is written 2023-10-24, 2023-10, 2023, 2023-10-24? (uncertain), 1874~ (about) or 195X"
_LANGUAGE = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
_NEVER = r"[^\s\S]"

_PATTERNS: Mapping[type, tuple[str, str, tuple[str, ...]]] = {
    DateField: (_DATE, _DATE_HELP, ("2023-10-24", "2023-10", "2023", "2023-10-24?", "1874~", "195X")),
    IntervalField: (_INTERVAL, "An interval is written 2023-10-07/2023-10-24", ("2023-10-07/2023-10-24",)),
    AsOf: (r"^([0-9]{4}-[0-9]{2}-[0-9]{2}[?~%]?|today)$", "Write a day, 2023-10-24, or today", ("today",)),
    Clock: ("^([01][0-9]|2[0-3]):[0-5][0-9]$", "A time of day is written 14:30", ("14:30",)),
    Web: (r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"]+$", "A web address is written in full, with https://", ()),
    Language: (_LANGUAGE, "A language tag is written en, ar, zh-Hant", ()),
    Figure: ("^-?[0-9][0-9, .\u202f\u00a0]*$", "A figure is written in digits, 1400 or 1,400", ()),
    Id: (f"^{ID.pattern}$", "An id has the letters a to z, digits and single hyphens", ()),
}
"""What a text must look like for each simple type, what to say where it does not, and examples."""

ONE_OF: Mapping[type, tuple[str, ...]] = {
    parts.When: ("start", "within"),
    parts.Citation: ("source", "url"),
    parts.PlaceMention: ("place", "name"),
    parts.Party: ("leader", "organisation", "name"),
    parts.Participant: ("leader", "organisation", "name"),
    parts.Speaker: ("leader", "organisation", "anonymous"),
    records.Claim: ("value", "low", "high"),
}
"""The keys of which a class needs one, as `checks` has it: the first is asked for where none is given."""

MADE_IDS = frozenset({"visit", "meeting", "statement", "claim"})
"""The kinds of record that are given an id in a list; any other needs its own there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The words that an archive gives: ids by kind, each with what it stands for, and names of time zones.

    Shapes: of the kinds in `unread` some records could not be read, so that an unknown id of theirs is no fault.
    """

    ids: Mapping[RecordKind, Mapping[str, str]]
    zones: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()


def schemas(known: Known) -> dict[str, Schema]:
    """The schema of every kind of record, of `site.yaml` (`site`) and of `topics.yaml` (`topics`), by name.

    Shapes: the same records give the same schemas, key for key.
    """
    made: dict[str, Schema] = {kind: _record_file(kind, known) for kind in CLASSES if kind != "topic"}
    made["page"] = _page(known)
    return {**made, "site": _site(known), "topics": _topics(known)}


def needed(record: type) -> tuple[tuple[str, ...], ...]:
    """The keys that a class cannot do without: of each group, one is enough."""
    keys = {name: key for name, (_, key) in keys_of(record).items()}
    own = [name for name, key in keys.items() if key.required and not isinstance(key.type, Id)]
    some = [names for part, names in ONE_OF.items() if names[0] in keys and _holds(record, part)]
    return (*((name,) for name in own), *some)


def _head(what: str) -> Schema:
    comment = "Made by `visitgen schema` from the record classes and the ids on record: run it after adding records."
    return {"$schema": DRAFT, "$comment": comment, "title": what}


def _record_file(kind: RecordKind, known: Known) -> Schema:
    """A file of one record, or of a list of them."""
    work = _Work(known)
    one = work.record(kind)
    entry: Schema = one if kind in MADE_IDS else {"allOf": [one, {"required": ["id"]}]}
    return {
        **_head(f"{kind} record"),
        **_by_shape("array", {"items": entry}, one),
        "definitions": work.sorted_definitions(),
    }


def _site(known: Known) -> Schema:
    work = _Work(known)
    return {**_head("site.yaml"), **work.mapping(Site), "definitions": work.sorted_definitions()}


def _page(known: Known) -> Schema:
    """The front matter of a page: its text stands below it."""
    work = _Work(known)
    page = work.mapping(records.FreePage)
    del page["properties"]["text"]
    return {**_head("front matter of a page"), **page, "definitions": work.sorted_definitions()}


def _topics(known: Known) -> Schema:
    work = _Work(known)
    entry = _by_shape("object", work.record("topic"), _plain("A topic is its label, or `label: …` and more"))
    return {
        **_head("topics.yaml"),
        "type": "object",
        "propertyNames": {"pattern": f"^{ID.pattern}$"},
        "additionalProperties": entry,
        "definitions": work.sorted_definitions(),
    }


class _Work:
    """One schema in the making: it gathers the definitions that it refers to."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.definitions: dict[str, Schema] = {}

    def sorted_definitions(self) -> Schema:
        """All that was referred to, by name."""
        return dict(sorted(self.definitions.items()))

    def record(self, kind: RecordKind) -> Schema:
        """A reference to the schema of one record."""
        return self.group(CLASSES[kind], kind)

    def group(self, record: type, name: str = "") -> Schema:
        """A reference to the schema of a class."""
        name = name or record.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a class may hold itself
            self.definitions[name] = self.mapping(record)
        return {"$ref": f"#/definitions/{name}"}

    def mapping(self, record: type) -> Schema:
        """The schema of a mapping with the keys of a class."""
        keys = {name: key for name, (_, key) in keys_of(record).items()}
        required = [names[0] for names in needed(record) if len(names) == 1]
        properties = {name: self.property(key, name in required) for name, key in keys.items()}
        if record is records.Source:
            properties |= dict.fromkeys(sorted(CSL_OTHER - keys.keys()), _CSL_KEY)
        made: Schema = {
            "description": (record.__doc__ or "").strip().splitlines()[0],
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
        if rules := [_one_of(names) for names in needed(record) if len(names) > 1]:
            made["allOf"] = rules
        return made

    def property(self, key: Key, required: bool) -> Schema:
        """The schema of a key's value, with what it says; an optional key may stand with nothing after it."""
        value = self.value(key.type, empty=not required)
        if required and isinstance(key.type, ListOf):
            value["then"] = {**value["then"], "minItems": 1}
        return {"description": key.help, **_begun(key.type, value)}

    def value(self, type_: FieldType, *, empty: bool = False) -> Schema:
        """The schema of a field type. `empty` lets nothing at all stand for a value."""
        words = self.words(type_)
        return {**({"anyOf": [*words, {}]} if words else {}), **self.shape(type_, empty)}

    def shape(self, type_: FieldType, empty: bool) -> Schema:
        """What a value of a field type may be, whatever its words."""
        match type_:
            case ListOf(item):
                return _by_shape("array", {"items": self.value(item)}, self.shape(item, empty))
            case Group(record, short):
                return self.grouped(record, short, empty)
            case Owned(kind):
                return _by_shape("object", self.record(kind), self.shape(Ref(kind), empty))
            case Ref(kind) if kind in self.known.unread:
                return _plain(f"The id of a {kind} is wanted here", empty)
            case Zone() if not self.known.zones:
                return _plain(empty=empty)
            case Choice() | Flag() | Switch() | Ref() | Zone():
                said = "One value is wanted here, not a list or keys"
                return _by_shape("string", self.words(type_)[0], _plain(said, empty))
            case Cite():
                address = _by_pattern(_PATTERNS[Web][0], {}, self.shape(Ref("source"), empty))
                return _by_shape("object", self.group(parts.Citation), address)
            case Words(keys):
                names = {"propertyNames": {"pattern": _LANGUAGE}} if keys == "language" else {}
                said = "`key: text` lines are wanted here"
                return _by_shape("object", {**names, "additionalProperties": _plain()}, _nothing(said, empty))
            case Number(low, high, whole):
                return _number(low, high, whole, empty)
            case Csl(part):
                return _csl_names(empty) if part == "names" else _csl_date(empty)
        if type(type_) not in _PATTERNS:
            return _plain(empty=empty)
        return _patterned(type(type_), empty)

    def grouped(self, record: type, short: str | None, empty: bool) -> Schema:
        """A mapping, or the value of its short key alone, or the mapping that this short key holds."""
        whole = self.group(record)
        if short is None:
            return _by_shape("object", whole, _nothing("Keys and values are wanted here", empty))
        inner = keys_of(record)[short][1].type
        if isinstance(inner, Group):
            own = {"properties": {name: {} for name in keys_of(inner.record)}, "additionalProperties": False}
            # Asked the other way round, so that an editor offers the keys of both before there are any.
            other = {"anyOf": [{"maxProperties": 0}, {"required": [short]}, {"not": own}]}
            whole = {"if": other, "then": whole, "else": self.group(inner.record)}
        return _by_shape("object", whole, self.shape(inner, empty))

    def words(self, type_: FieldType) -> list[Schema]:
        """The lists of words that a value may be one of."""
        match type_:
            case ListOf(item):
                return self.words(item)
            case Group(record, str() as short):
                return self.words(keys_of(record)[short][1].type)
            case Choice(words):
                return [_enum(words, f"The words here are {', '.join(words)}")]
            case Flag():
                return [_enum(("yes", "no", "unknown"), "A flag is yes, no or unknown")]
            case Switch():
                return [_enum(("yes", "no"), "Write yes or no")]
            case Ref(kind) | Owned(kind):
                return self.ids(kind)
            case Cite():
                return self.ids("source")
            case Zone() if self.known.zones:
                said = "There is no such time zone: write an IANA name, Asia/Jerusalem"
                return [self.defined("zone", _enum(self.known.zones, said))]
        return []

    def ids(self, kind: RecordKind) -> list[Schema]:
        """The ids of one kind that are on record."""
        ids = self.known.ids.get(kind, {})
        said = f"No {kind} with this id was on record when `visitgen schema` last ran"
        listed: Schema = _enum(ids, said) if ids else {"pattern": _NEVER, "patternErrorMessage": said}
        if any(ids.values()):
            listed["enumDescriptions"] = list(ids.values())
        return [self.defined(f"{kind}-id", listed)]

    def defined(self, name: str, schema: Schema) -> Schema:
        """A reference to a schema that stands among the definitions."""
        self.definitions.setdefault(name, schema)
        return {"$ref": f"#/definitions/{name}"}


_CSL_KEY: Schema = {"description": "CSL-JSON, as Zotero exports it; no page shows it.", "doNotSuggest": True}


def _begun(type_: FieldType, value: Schema) -> Schema:
    """The schema of a key with the sign of what an editor is to begin behind it: a text, keys, or a list."""
    match type_:
        case ListOf(Group(_, None)):
            return {**value, "items": value["then"]["items"], "then": {}}
        case Group(_, None) | Words():
            return {"properties": {}, **value}
    return value if "anyOf" in value else {"anyOf": [{"type": "string"}, {}], **value}


def _holds(record: type, part: type) -> bool:
    """Whether a class is another, or gathers its keys."""
    if record is part:
        return True
    fields: Iterable[Any] = record.__dataclass_fields__.values()  # type: ignore[attr-defined]
    return any("part" in field.metadata and field.metadata["part"].record is part for field in fields)


def _one_of(names: tuple[str, ...]) -> Schema:
    """Asks for the first of several keys where none of the others is given."""
    others = [{"required": [name]} for name in names[1:]]
    return {"if": {"not": {"anyOf": others}}, "then": {"required": [names[0]]}}


def _by_shape(shape: str, then: Schema, otherwise: Schema) -> Schema:
    return {"if": {"type": shape}, "then": then, "else": otherwise}


def _by_pattern(pattern: str, then: Schema, otherwise: Schema) -> Schema:
    return {"if": {"type": "string", "pattern": pattern}, "then": then, "else": otherwise}


def _plain(said: str = "Text is wanted here, not a list or keys", empty: bool = False) -> Schema:
    """Any plain value: an editor may have made a number or a flag of it."""
    return {"if": {"type": ["array", "object"] if empty else ["array", "object", "null"]},
            "then": {"type": "string", "errorMessage": said}}  # fmt: skip


def _nothing(said: str, empty: bool) -> Schema:
    """Nothing at all, or not even that."""
    shapes = ["string", "number", "boolean", "array", *(() if empty else ("null",))]
    return {"if": {"type": shapes},
            "then": {"type": "object", "errorMessage": said}}  # fmt: skip


def _patterned(type_: type, empty: bool) -> Schema:
    """A text of a pattern. A bare year reaches an editor as a number."""
    pattern, said, examples = _PATTERNS[type_]
    text: Schema = {"pattern": pattern, "patternErrorMessage": said}
    if type_ is Id:
        text["maxLength"] = ID_LENGTH
    plain = _plain(said, empty)
    if type_ is DateField:
        year = {"type": "integer", "minimum": 1, "maximum": 9999}
        plain["if"] = {"anyOf": [plain["if"], {"type": "number", "not": year}]}
    return {**({"examples": list(examples)} if examples else {}), **text, **plain}


def _number(low: float, high: float, whole: bool, empty: bool) -> Schema:
    """A number, which may stand in quotes."""
    span = f"A {'whole ' if whole else ''}number from {low:g} to {high:g} is wanted here"
    digits = "^[+-]?[0-9]+$" if whole else r"^[+-]?[0-9]+(\.[0-9]+)?$"
    made: Schema = {"minimum": low, "maximum": high, "pattern": digits, "patternErrorMessage": span}
    return {**made, **({"multipleOf": 1} if whole else {}), **_plain(span, empty)}


def _csl_names(empty: bool) -> Schema:
    name = {"properties": {"family": _plain(), "given": _plain(), "literal": _plain()}}
    one = _by_shape("object", name, _plain("A name is text, or `{family: …, given: …}`", empty))
    return _by_shape("array", {"items": one}, one)


def _csl_date(empty: bool) -> Schema:
    parts_ = {"anyOf": [{"required": [name]} for name in ("date-parts", "literal", "raw")]}
    return {"examples": ["2023-10-24"], **_by_shape("object", parts_, _patterned(DateField, empty))}


def _enum(words: Iterable[str], said: str) -> Schema:
    return {"enum": list(words), "errorMessage": said}
