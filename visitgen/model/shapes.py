"""What a plain value may look like, as pieces of JSON Schemas, and what an editor is to say where one does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from visitgen.model.fields import AsOf, Clock, DateField, Figure, Id, IntervalField, Language, Web
from visitgen.model.identity import ID, ID_LENGTH

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema of draft 07, with the keys that yaml-language-server adds for words shown to people."""

_DAY = r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(-2[1-4]|-(0[1-9]|1[0-2]|XX)(-(0[1-9]|[12][0-9]|3[01]|XX))?)?[?~%]?"
_DATE = f"^{_DAY}$"
_INTERVAL = rf"^({_DAY}|\.\.)?/({_DAY}|\.\.)?$"
_DATE_HELP = "A date is written 2023-10-24, 2023-10, 2023, 2023-10-24? (uncertain), 1874~ (about) or 195X"
LANGUAGE = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
NEVER = r"[^\s\S]"
"""What no text matches."""

PATTERNS: Mapping[type, tuple[str, str, tuple[str, ...]]] = {
    DateField: (_DATE, _DATE_HELP, ("2023-10-24", "2023-10", "2023", "2023-10-24?", "1874~", "195X")),
    IntervalField: (_INTERVAL, "An interval is written 2023-10-07/2023-10-24", ("2023-10-07/2023-10-24",)),
    AsOf: (r"^([0-9]{4}-[0-9]{2}-[0-9]{2}[?~%]?|today)$", "Write a day, 2023-10-24, or today", ("today",)),
    Clock: ("^([01][0-9]|2[0-3]):[0-5][0-9]$", "A time of day is written 14:30", ("14:30",)),
    Web: (r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"]+$", "A web address is written in full, with https://", ()),
    Language: (LANGUAGE, "A language tag is written en, ar, zh-Hant", ()),
    Figure: ("^-?[0-9][0-9, .\u202f\u00a0]*$", "A figure is written in digits, 1400 or 1,400", ()),
    Id: (f"^{ID.pattern}$", "An id has the letters a to z, digits and single hyphens", ()),
}
"""What a text must look like for each simple type, what to say where it does not, and examples."""


def by_shape(shape: str, then: Schema, otherwise: Schema) -> Schema:
    """One schema for values of a shape, another for the rest."""
    return {"if": {"type": shape}, "then": then, "else": otherwise}


def by_pattern(pattern: str, then: Schema, otherwise: Schema) -> Schema:
    """One schema for texts of a pattern, another for the rest."""
    return {"if": {"type": "string", "pattern": pattern}, "then": then, "else": otherwise}


def plain(said: str = "Text is wanted here, not a list or keys", empty: bool = False) -> Schema:
    """Any plain value: an editor may have made a number or a flag of it."""
    return {"if": {"type": ["array", "object"] if empty else ["array", "object", "null"]},
            "then": {"type": "string", "errorMessage": said}}  # fmt: skip


def nothing(said: str, empty: bool) -> Schema:
    """Nothing at all, or not even that."""
    shapes = ["string", "number", "boolean", "array", *(() if empty else ("null",))]
    return {"if": {"type": shapes},
            "then": {"type": "object", "errorMessage": said}}  # fmt: skip


def patterned(type_: type, empty: bool) -> Schema:
    """A text of a pattern. A bare year reaches an editor as a number."""
    pattern, said, examples = PATTERNS[type_]
    text: Schema = {"pattern": pattern, "patternErrorMessage": said}
    if type_ is Id:
        text["maxLength"] = ID_LENGTH
    value = plain(said, empty)
    if type_ is DateField:
        year = {"type": "integer", "minimum": 1, "maximum": 9999}
        value["if"] = {"anyOf": [value["if"], {"type": "number", "not": year}]}
    return {**({"examples": list(examples)} if examples else {}), **text, **value}


def number(low: float, high: float, whole: bool, empty: bool) -> Schema:
    """A number, which may stand in quotes."""
    span = f"A {'whole ' if whole else ''}number from {low:g} to {high:g} is wanted here"
    digits = "^[+-]?[0-9]+$" if whole else r"^[+-]?[0-9]+(\.[0-9]+)?$"
    made: Schema = {"minimum": low, "maximum": high, "pattern": digits, "patternErrorMessage": span}
    return {**made, **({"multipleOf": 1} if whole else {}), **plain(span, empty)}


def csl_names(empty: bool) -> Schema:
    """A CSL-JSON list of names, or plain text."""
    name = {"properties": {"family": plain(), "given": plain(), "literal": plain()}}
    one = by_shape("object", name, plain("A name is text, or `{family: …, given: …}`", empty))
    return by_shape("array", {"items": one}, one)


def csl_date(empty: bool) -> Schema:
    """A CSL-JSON date, or plain text."""
    parts_ = {"anyOf": [{"required": [name]} for name in ("date-parts", "literal", "raw", "season")]}
    return {"examples": ["2023-10-24"], **by_shape("object", parts_, patterned(DateField, empty))}


def enum(words: Iterable[str], said: str) -> Schema:
    """One of some words."""
    return {"enum": list(words), "errorMessage": said}
