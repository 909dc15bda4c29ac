"""One value of a record, as somebody has just written it -> what is wrong with it, before there is a record."""

from __future__ import annotations

from collections.abc import Mapping

from visitgen.diagnostics import Finding, Span
from visitgen.load import Raw
from visitgen.model.faults import Faults
from visitgen.model.fields import Choice, Cite, FieldType, Flag, Group, ListOf, Owned, RecordKind, Ref, Switch, keys_of
from visitgen.model.identity import Register
from visitgen.model.parts import Origin
from visitgen.model.references import Context
from visitgen.model.structure import reader

_ANSWER = Origin(file="")


def answer_faults(type_: FieldType, raw: Raw, register: Register) -> tuple[str, ...]:
    """What the reader of a field type says against a value, each fault in one line with its cure; empty if it is right.

    Errors: those of `structure`, as text.
    """
    try:
        reader(type_)(raw, Context(register))
    except Faults as faults:
        return tuple(one_line(fault.finding(_ANSWER)) for fault in faults.faults)
    return ()


def answer_words(type_: FieldType, ids: Mapping[RecordKind, Mapping[str, object]]) -> tuple[str, ...]:
    """The words that an answer may be, or begin with: those of a list, or ids on record."""
    match type_:
        case ListOf(item):
            return answer_words(item, ids)
        case Group(record, str() as short):
            return answer_words(keys_of(record)[short][1].type, ids)
        case Choice(words):
            return words
        case Ref(kind) | Owned(kind):
            return tuple(ids.get(kind, ()))
        case Cite():
            return tuple(ids.get("source", ()))
        case Flag():
            return ("yes", "no", "unknown")
        case Switch():
            return ("yes", "no")
    return ()


def one_line(finding: Finding) -> str:
    """A finding in one line, with the way to its place inside the value."""
    place = "" if isinstance(finding.at, Span) else ".".join(str(step) for step in finding.at.path)
    named = f"{place}: " if place and not place.isdecimal() else ""
    return f"{named}{finding.message}" + (f"; {finding.help}" if finding.help else "")
