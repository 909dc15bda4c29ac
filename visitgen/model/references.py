"""References: the id of another record, alone or inside prose, checked against all that is on record."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from visitgen.diagnostics import Related, codes, did_you_mean
from visitgen.load import Raw
from visitgen.model.faults import Fault, Faults
from visitgen.model.fields import RecordKind
from visitgen.model.identity import CLASSES, Item, Register, slug
from visitgen.model.scalars import Reader, fail, line

SCHEMES = ("http", "https", "mailto")
"""The schemes a link in prose may have."""

REFERENCE = re.compile(r"\[\[([a-z]+):([^\]|\n]+)(?:\|([^\]\n]+))?\]\]")
"""A link to a record in prose: `[[leader:ID]]` or `[[leader:ID|words]]`."""

_LINK = re.compile(r"(?:\]\(\s*<?|^\s{0,3}\[[^\]]+\]:\s*<?|<)([A-Za-z][A-Za-z0-9+.-]*):", re.MULTILINE)


@dataclass(slots=True)
class Context:
    """What a reader may ask while it reads one record."""

    register: Register
    hidden: bool = False


def prose(raw: Raw, context: Context) -> str:
    text = line(raw, context) if raw != "" else ""
    faults: list[Fault] = []
    if "[[" in text:
        for match in REFERENCE.finditer(text):
            kind, id = match[1], match[2].strip()
            if kind not in CLASSES:
                faults.append(
                    Fault(
                        codes.UNKNOWN_REFERENCE,
                        f"`{kind}` is no kind of record",
                        text=match[0],
                        help=did_you_mean(kind, CLASSES) or f"the kinds are {', '.join(CLASSES)}",
                    )
                )
                continue
            try:
                reference_reader(kind)(id, context)
            except Faults as inner:
                faults += (dataclasses.replace(fault, text=match[0]) for fault in inner.faults)
    if ":" in text:
        for match in _LINK.finditer(text):
            if match[1].lower() not in SCHEMES:
                faults.append(
                    Fault(
                        codes.LINK_SCHEME,
                        f"a link may not begin with `{match[1]}:`",
                        text=match[0],
                        help="link to an http or https address",
                    )
                )
    if faults:
        raise Faults(faults)
    return text


@cache
def reference_reader(kind: RecordKind) -> Reader:
    def read(raw: Raw, context: Context) -> str:
        text = line(raw, context)
        register = context.register
        if kind == "country":
            text = register.country_codes.get(text, text)
        item = register.items[kind].get(text)
        if item is None:
            raise fail(codes.UNKNOWN_REFERENCE, f"there is no {kind} `{text}`", _nearest(kind, text, register))
        if item.hidden and not context.hidden:
            raise fail(
                codes.REFERS_TO_UNPUBLISHED,
                f"{kind} `{text}` is not published",
                "make this record a draft, give it the same embargo, or take the reference out",
                related=(Related(at=item.origin.at(), label="a draft, or under embargo"),),
            )
        return text

    return read


def _nearest(kind: RecordKind, text: str, register: Register) -> str | None:
    """What somebody who wrote an unknown id may have meant."""
    if new := register.former[kind].get(text):
        return f"its id is now `{new}`"
    items = register.items[kind]
    plain = slug(text)
    if plain in items:
        return f"did you mean `{plain}`?"
    if kind == "country" and (id := register.country_codes.get(text.upper())):
        return f"did you mean `{id}`?"
    for item in items.values():
        if plain and any(plain == slug(name) for name in _called(item)):
            return f"did you mean `{item.id}`?"
    fallback = f"add a record with this id, as `{_folder(kind)}{plain or 'id'}.yaml`" if kind != "topic" else None
    return did_you_mean(plain or text, items) or fallback


def _called(item: Item) -> Iterable[str]:
    """The names an item goes by, as written."""
    for key in ("name", "title", "label"):
        if isinstance(name := item.raw.get(key), str):
            yield name
    for key in ("names", "other_names", "aliases"):
        entries = item.raw.get(key)
        for entry in entries if isinstance(entries, list) else [entries]:
            name = entry.get("name") if isinstance(entry, dict) else entry
            if isinstance(name, str):
                yield name


def _folder(kind: RecordKind) -> str:
    plurals = {"country": "countries", "itinerary": "itineraries"}
    return f"{plurals.get(kind, kind + 's')}/"
