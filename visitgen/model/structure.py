"""Items -> records: every value read by its field's type, strictly, and every fault told at its place.

The readers are compiled once from the record classes. A reader returns its value or raises `Faults`, whose paths grow
from the inside out; nothing outside this package sees the exception, only the findings.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Set
from dataclasses import field
from functools import cache
from typing import Any

from visitgen.diagnostics import Finding, codes, nearest
from visitgen.load import Raw
from visitgen.model.checks import CHECKS
from visitgen.model.csl import csl_date, csl_names
from visitgen.model.faults import Fault, Faults
from visitgen.model.fields import (
    Choice,
    Cite,
    Csl,
    FieldType,
    Group,
    Id,
    Key,
    ListOf,
    Number,
    Owned,
    Part,
    Prose,
    RecordKind,
    Ref,
    Words,
    keys_of,
)
from visitgen.model.identity import CLASSES, Item, Register
from visitgen.model.parts import Citation, Meta, Origin
from visitgen.model.records import Record
from visitgen.model.references import NEAR_LIMIT, Context, owned_reader, prose, reference_reader
from visitgen.model.scalars import (
    SIMPLE,
    WEB,
    Reader,
    article,
    choice_reader,
    fail,
    number_reader,
    words_reader,
)
from visitgen.model.settings import Site
from visitgen.values import dataclass

_COMMON = frozenset(keys_of(Meta))
"""The keys that every record may carry."""

# CSL-JSON variables that Zotero exports and no page shows.
CSL_OTHER = frozenset((
    "annote", "archive-place", "archive_collection", "available-date", "call-number", "categories", "chair",
    "chapter-number", "citation-key", "citation-label", "collection-editor", "collection-number", "compiler",
    "composer", "container-author", "container-title-short", "contributor", "curator", "custom", "dimensions",
    "director", "division", "editorial-director", "event", "event-date", "event-place", "event-title",
    "executive-producer", "first-reference-note-number", "guest", "host", "illustrator", "interviewer",
    "journalAbbreviation", "jurisdiction", "keyword", "license", "locator", "medium", "narrator", "number-of-pages",
    "number-of-volumes", "organizer", "original-author", "original-date", "original-publisher",
    "original-publisher-place", "original-title", "page-first", "part", "part-title", "performer", "PMCID", "PMID",
    "printing", "producer", "recipient", "references", "reviewed-author", "reviewed-genre", "reviewed-title",
    "scale", "script-writer", "section", "series-creator", "shortTitle", "source", "status", "submitted",
    "supplement", "title-short", "translator", "version", "volume-title", "volume-title-short", "year-suffix",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a key's value goes: which part of the record (0 is the record itself), and which attribute."""

    part: int
    attribute: str
    read: Reader


@dataclass(slots=True)
class _Plan:
    """How to read a mapping into a class."""

    record: type
    slots: dict[str, _Slot] = field(default_factory=dict)
    required: list[tuple[str, Key]] = field(default_factory=list)
    parts: list[tuple[str, type]] = field(default_factory=list)
    ignored: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Structured:
    """Every published record by kind and id, with the register that they were read from."""

    register: Register
    records: Mapping[RecordKind, Mapping[str, Record]]


def structured(
    register: Register, before: Structured | None = None, same: Set[str] = frozenset()
) -> tuple[Structured, tuple[Finding, ...]]:
    """Every published record.

    Hidden records are read too, so that their faults are told, but are not among the records returned. A record that
    was read `before` without a fault, from what is the same now, is not read again; `same` are the files of which all
    is the same.
    Errors: M101 to M108, M201, M301, M305, M306, M308, M309.
    """
    found: dict[RecordKind, Mapping[str, Record]] = {}
    findings: list[Finding] = []
    context = Context(register)
    doubted = _doubted(register, before.register, same) if before else None
    if doubted is None:
        before, doubted = None, frozenset()
    for kind, record in CLASSES.items():
        plan, items = _plan(record), register.items[kind]
        if before and items is before.register.items[kind] and not doubted:
            found[kind] = before.records[kind]
            continue
        known, old = (before.records[kind], before.register.items[kind]) if before else ({}, {})
        in_order = list(items) == list(old) and not doubted
        others = [item for item, was in zip(items.values(), old.values(), strict=False) if item is not was]
        records = dict(known) if in_order else {}
        for item in others if in_order else items.values():
            value = known.get(item.id)
            as_was = value is not None and (item.origin.file in same or _unchanged(item, old[item.id]))
            if value is None or not as_was or (doubted and _names(item.raw, doubted)):
                context.id, context.hidden = item.id, item.hidden
                try:
                    value = _read_mapping(plan, item.raw, context, {"id": item.id, "origin": item.origin})
                except Faults as faults:
                    findings += (fault.finding(item.origin) for fault in faults.faults)
                    continue
            if not item.hidden:
                records[item.id] = value
        found[kind] = records
    return Structured(register, found), tuple(findings)


def _unchanged(item: Item, old: Item) -> bool:
    if item is old:
        return True
    return (item.origin, item.owner, item.hidden) == (old.origin, old.owner, old.hidden) and _same(item.raw, old.raw)


def _same(one: object, other: object) -> bool:
    """Whether two values say the same in the same order: the order of keys is that of what is shown."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(map(_same, one.values(), other.values()))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


def _doubted(register: Register, before: Register, same: Set[str]) -> frozenset[str] | None:
    """The ids of which a register may not tell a reader what one `before` told; `None` where it may be of any.

    An id that was not there before is none of them: what named it was a fault then. `same` are files that are the same.
    """
    if (register.country_codes, register.unread) != (before.country_codes, before.unread):
        return None
    return frozenset(
        id
        for kind, old in before.items.items()
        if (now := register.items[kind]) is not old
        for id, item in old.items()
        if (one := now.get(id)) is not item
        and (one is None or (one.origin.file not in same and _hides(one) != _hides(item)))
    )


def _names(raw: object, ids: Set[str]) -> bool:
    """Whether a value may name one of these: some text of it holds the id, be it for a reference or not."""
    if isinstance(raw, Mapping):
        return any(_names(value, ids) for value in raw.values())
    if isinstance(raw, list):
        return any(_names(value, ids) for value in raw)
    return isinstance(raw, str) and any(id in raw for id in ids)


def tells_alike(one: Register, other: Register) -> bool:
    """Whether two registers tell a reader the same of other records than its own: which there are, and what hides."""
    if (one.country_codes, one.former, one.unread) != (other.country_codes, other.former, other.unread):
        return False
    both = ((items, other.items[kind]) for kind, items in one.items.items())
    return all(mine is theirs or _hide_alike(mine, theirs) for mine, theirs in both)


def _hide_alike(one: Mapping[str, Item], other: Mapping[str, Item]) -> bool:
    """Whether the same items are there, and the same of them hidden for the same."""
    if one.keys() != other.keys():
        return False
    pairs = ((item, other[id]) for id, item in one.items())
    return all(mine is theirs or _hides(mine) == _hides(theirs) for mine, theirs in pairs)


def _hides(item: Item) -> tuple[bool, str | None]:
    return item.hidden, item.owner if item.hidden else None


def structured_site(raw: Raw, origin: Origin, register: Register) -> tuple[Site | None, tuple[Finding, ...]]:
    """The settings of `site.yaml`, or `None` when they cannot be read.

    Errors: L114, M101 to M108.
    """
    if not isinstance(raw, dict):
        wrong = Finding(
            code=codes.NOT_A_RECORD,
            message="site.yaml holds no settings",
            at=origin.at(),
            help="write at least `title: …`",
        )
        return None, (wrong,)
    try:
        site: Site = _read_mapping(_plan(Site), raw, Context(register), {"origin": origin})
    except Faults as faults:
        return None, tuple(fault.finding(origin) for fault in faults.faults)
    return site, ()


@cache
def _plan(record: type) -> _Plan:
    plan = _Plan(record)
    _fill(plan, record, 0)
    if record is CLASSES["source"]:
        plan.ignored = CSL_OTHER - plan.slots.keys()
    return plan


def _fill(plan: _Plan, record: type, index: int) -> None:
    for declared in dataclasses.fields(record):
        if "part" in declared.metadata:
            inner: Part = declared.metadata["part"]
            plan.parts.append((declared.name, inner.record))
            _fill(plan, inner.record, len(plan.parts))
        elif "key" in declared.metadata:
            key: Key = declared.metadata["key"]
            spelling = key.name or declared.name
            plan.slots[spelling] = _Slot(index, declared.name, reader(key.type))
            if key.required and not isinstance(key.type, Id):
                plan.required.append((spelling, key))


def _read_mapping(plan: _Plan, raw: Mapping[str, Raw], context: Context, given: dict[str, Any]) -> Any:
    values: list[dict[str, Any]] = [given, *({} for _ in plan.parts)]
    faults: list[Fault] = []
    slots = plan.slots
    misspelt: set[str] = set()
    for key, value in raw.items():
        slot = slots.get(key)
        if slot is None:
            if key not in plan.ignored:
                near = nearest(key, plan.slots) if len(faults) < NEAR_LIMIT else None
                misspelt.add(near or "")
                faults.append(_unknown_key(key, near, plan))
        elif value is not None and slot.attribute != "id":
            try:
                values[slot.part][slot.attribute] = slot.read(value, context)
            except Faults as inner:
                faults += (fault.under(key) for fault in inner.faults)
    for spelling, key_ in plan.required:
        if raw.get(spelling) in (None, []) and spelling not in misspelt:
            faults.append(
                Fault(
                    codes.MISSING_FIELD,
                    f"`{spelling}` is {'empty' if spelling in raw else 'missing'}",
                    path=(spelling,) if spelling in raw else (),
                    help=f"add `{spelling}: …` ({_lowered(key_.help)})",
                )
            )
    if faults:
        raise Faults(faults)
    for (attribute, inner_record), inner_values in zip(plan.parts, values[1:], strict=True):
        given[attribute] = inner_record(**inner_values)
        faults += CHECKS[inner_record](given[attribute]) if inner_record in CHECKS else ()
    record = plan.record(**given)
    faults += CHECKS[plan.record](record) if plan.record in CHECKS else ()
    if faults:
        raise Faults(faults)
    return record


def _unknown_key(key: str, near: str | None, plan: _Plan) -> Fault:
    shown = [name for name in plan.slots if name not in _COMMON]
    help = f"did you mean `{near}`?" if near else f"the keys here are {', '.join(shown[:30])}"
    return Fault(codes.UNKNOWN_KEY, f"unknown key `{key}`", path=(key,), on="key", help=help)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def reader(type_: FieldType) -> Reader:
    """The function that reads a value of a field type."""
    match type_:
        case ListOf(item):
            return _list_reader(reader(item))
        case Group(record, short):
            return _group_reader(record, short)
        case Ref(kind):
            return reference_reader(kind)
        case Owned(kind):
            return owned_reader(kind)
        case Choice(words):
            return choice_reader(words)
        case Number(low, high, whole):
            return number_reader(low, high, whole)
        case Words(keys):
            return words_reader(keys)
        case Csl(part):
            return csl_names if part == "names" else csl_date
        case Prose():
            return prose
        case Cite():
            return _cite
    return SIMPLE[type(type_)]


def _cite(raw: Raw, context: Context) -> Citation:
    if isinstance(raw, str) and WEB.fullmatch(raw):
        return Citation(url=raw)
    if isinstance(raw, str):
        return Citation(source=reference_reader("source")(raw, context))
    if not isinstance(raw, dict):
        raise fail(
            codes.WRONG_TYPE,
            "a citation is a source's id, a web address or a mapping",
            "write `{source: ID, locator: …}`",
        )
    citation: Citation = _read_mapping(_plan(Citation), raw, context, {})
    return citation


def _list_reader(read_item: Reader) -> Reader:
    def read(raw: Raw, context: Context) -> tuple[Any, ...]:
        if raw.__class__ is not list:
            return (read_item(raw, context),)
        values: list[Any] = []
        faults: list[Fault] = []
        assert isinstance(raw, list)
        for index, entry in enumerate(raw):
            try:
                if entry is None:
                    raise fail(codes.WRONG_TYPE, "this entry is empty", "write a value, or delete the line")
                values.append(read_item(entry, context))
            except Faults as inner:
                faults += (fault.under(index) for fault in inner.faults)
        if faults:
            raise Faults(faults)
        return tuple(values)

    return read


def _group_reader(record: type, short: str | None) -> Reader:
    def read(raw: Raw, context: Context) -> Any:
        plan = _plan(record)
        if isinstance(raw, dict):
            # `{name: …, country: …}` is short for the group under the short key: some key is that group's, none ours.
            if short and short in plan.slots and short not in raw and _belongs_inside(record, short, raw):
                return _read_mapping(plan, {short: raw}, context, {})
            return _read_mapping(plan, raw, context, {})
        if short and isinstance(raw, str):
            try:
                return _read_mapping(plan, {short: raw}, context, {})
            except Faults as faults:
                raise Faults([dataclasses.replace(fault, path=()) for fault in faults.faults]) from None
        keys = ", ".join(list(plan.slots)[:12])
        raise fail(codes.WRONG_TYPE, f"keys and values are wanted here, not {article(raw)}", f"the keys are {keys}")

    return read


def _belongs_inside(record: type, short: str, raw: Mapping[str, Raw]) -> bool:
    declared = next(f for f in dataclasses.fields(record) if (f.metadata.get("key") and f.name == short))
    inner = declared.metadata["key"].type
    if not isinstance(inner, Group):
        return False
    return not raw.keys().isdisjoint(_plan(inner.record).slots) and raw.keys().isdisjoint(_plan(record).slots)
