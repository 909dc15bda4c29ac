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
from typing import Any

from visitgen.model import parts, records
from visitgen.model.fields import (
    Choice,
    Cite,
    Csl,
    FieldType,
    Flag,
    Group,
    Id,
    Key,
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
from visitgen.model.identity import CLASSES, ID
from visitgen.model.rules import FIXED, RULE_CODES, SEVERITIES
from visitgen.model.settings import Site
from visitgen.model.shapes import (
    LANGUAGE,
    NEVER,
    PATTERNS,
    Schema,
    by_pattern,
    by_shape,
    csl_date,
    csl_names,
    enum,
    nothing,
    number,
    patterned,
    plain,
)
from visitgen.model.structure import CSL_OTHER
from visitgen.values import dataclass

DRAFT = "http://json-schema.org/draft-07/schema#"

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

ASIDE = {name: code for name, code in RULE_CODES.items() if name not in FIXED}
"""The rules that a record may waive and an archive may set otherwise, by name."""


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
        **by_shape("array", {"items": entry}, one),
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
    entry = by_shape("object", work.record("topic"), plain("A topic is its label, or `label: …` and more"))
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
        if record is parts.Waiver:
            properties["rule"] = {"description": keys["rule"].help, **self.rule()}
        if record is Site:
            properties["rules"] = {"description": keys["rules"].help, **_severities()}
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
                return by_shape("array", {"items": self.value(item)}, self.shape(item, empty))
            case Group(record, short):
                return self.grouped(record, short, empty)
            case Owned(kind):
                return by_shape("object", self.record(kind), self.shape(Ref(kind), empty))
            case Ref(kind) if kind in self.known.unread:
                return plain(f"The id of a {kind} is wanted here", empty)
            case Zone() if not self.known.zones:
                return plain(empty=empty)
            case Choice() | Flag() | Switch() | Ref() | Zone():
                said = "One value is wanted here, not a list or keys"
                return by_shape("string", self.words(type_)[0], plain(said, empty))
            case Cite():
                address = by_pattern(PATTERNS[Web][0], {}, self.shape(Ref("source"), empty))
                return by_shape("object", self.group(parts.Citation), address)
            case Words(keys):
                names = {"propertyNames": {"pattern": LANGUAGE}} if keys == "language" else {}
                said = "`key: text` lines are wanted here"
                return by_shape("object", {**names, "additionalProperties": plain()}, nothing(said, empty))
            case Number(low, high, whole):
                return number(low, high, whole, empty)
            case Csl(part):
                return csl_names(empty) if part == "names" else csl_date(empty)
        if type(type_) not in PATTERNS:
            return plain(empty=empty)
        return patterned(type(type_), empty)

    def grouped(self, record: type, short: str | None, empty: bool) -> Schema:
        """A mapping, or the value of its short key alone, or the mapping that this short key holds."""
        whole = self.group(record)
        if short is None:
            return by_shape("object", whole, nothing("Keys and values are wanted here", empty))
        inner = keys_of(record)[short][1].type
        if isinstance(inner, Group):
            own = {"properties": {name: {} for name in keys_of(inner.record)}, "additionalProperties": False}
            # Asked the other way round, so that an editor offers the keys of both before there are any.
            other = {"anyOf": [{"maxProperties": 0}, {"required": [short]}, {"not": own}]}
            whole = {"if": other, "then": whole, "else": self.group(inner.record)}
        return by_shape("object", whole, self.shape(inner, empty))

    def words(self, type_: FieldType) -> list[Schema]:
        """The lists of words that a value may be one of."""
        match type_:
            case ListOf(item):
                return self.words(item)
            case Group(record, str() as short):
                return self.words(keys_of(record)[short][1].type)
            case Choice(words):
                return [enum(words, f"The words here are {', '.join(words)}")]
            case Flag():
                return [enum(("yes", "no", "unknown"), "A flag is yes, no or unknown")]
            case Switch():
                return [enum(("yes", "no"), "Write yes or no")]
            case Ref(kind) | Owned(kind):
                return self.ids(kind)
            case Cite():
                return self.ids("source")
            case Zone() if self.known.zones:
                said = "There is no such time zone: write an IANA name, Asia/Jerusalem"
                return [self.defined("zone", enum(self.known.zones, said))]
        return []

    def ids(self, kind: RecordKind) -> list[Schema]:
        """The ids of one kind that are on record."""
        ids = self.known.ids.get(kind, {})
        said = f"No {kind} with this id was on record when `visitgen schema` last ran"
        listed: Schema = enum(ids, said) if ids else {"pattern": NEVER, "patternErrorMessage": said}
        if any(ids.values()):
            listed["enumDescriptions"] = list(ids.values())
        return [self.defined(f"{kind}-id", listed)]

    def rule(self) -> Schema:
        """The name of a rule that may be waived, each with what it says."""
        names = enum(ASIDE, "There is no such rule, or it cannot be waived: write its name, as `very-long-stay`")
        names["enumDescriptions"] = [code.what for code in ASIDE.values()]
        listed = self.defined("rule", names)
        return {"anyOf": [listed, {}], **by_shape("string", listed, plain("The name of a rule is wanted here"))}

    def defined(self, name: str, schema: Schema) -> Schema:
        """A reference to a schema that stands among the definitions."""
        self.definitions.setdefault(name, schema)
        return {"$ref": f"#/definitions/{name}"}


_CSL_KEY: Schema = {"description": "CSL-JSON, as Zotero exports it; no page shows it.", "doNotSuggest": True}


def _severities() -> Schema:
    """A mapping from names of rules to severities, each name with what the rule says."""
    words = enum(("off", *SEVERITIES), "The words here are off, note, warning, error")
    words["enumDescriptions"] = ["Never tells of it.", "Tells of it at the end.", "Tells of it.", "Stops the build."]
    value = {"anyOf": [words, {}], **by_shape("string", words, plain("A severity is wanted here"))}
    rules = {
        name: {"description": f"{code.what} Without this line: {code.severity}.", **value}
        for name, code in ASIDE.items()
    }
    said = "`rule: severity` lines are wanted here"
    whole = {"properties": rules, "additionalProperties": False}
    return {"properties": {}, **by_shape("object", whole, nothing(said, empty=True))}


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
