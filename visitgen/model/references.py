"""References: the id of another record, alone or inside prose, checked against all that is on record."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import field
from functools import cache

from visitgen.diagnostics import Related, codes, did_you_mean
from visitgen.load import Raw
from visitgen.model.faults import Fault, Faults
from visitgen.model.fields import RecordKind
from visitgen.model.identity import CLASSES, Register, names_of, slug
from visitgen.model.scalars import Reader, fail, line
from visitgen.values import dataclass

NEAR_LIMIT = 50
"""The most unknown ids for which the nearest known one is looked for: it takes long where there are many records."""

SCHEMES = ("http", "https", "mailto")
"""The schemes a link in prose may have."""

REFERENCE = re.compile(r"\[\[([a-z]+):([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
"""A link to a record in prose: `[[leader:ID]]` or `[[leader:ID|words]]`."""

_LINK = re.compile(r"(?:\]\(\s*<?|^\s{0,3}\[[^\[\]]+\]:\s*<?|<)([A-Za-z][A-Za-z0-9+.-]*):", re.MULTILINE)


@dataclass(slots=True)
class Context:
    """What a reader may ask while it reads one record: its id, and whether it is hidden itself."""

    register: Register
    id: str = ""
    hidden: bool = False
    near: dict[tuple[RecordKind, str], str | None] = field(default_factory=dict)

    def nearest(self, kind: RecordKind, text: str) -> str | None:
        """A help line for an unknown id, found once; after very many of them, none."""
        if (kind, text) not in self.near and len(self.near) < NEAR_LIMIT:
            self.near[kind, text] = _nearest(kind, text, self.register)
        return self.near.get((kind, text))


def prose(raw: Raw, context: Context) -> str:
    """Reads Markdown; every link to a record must find it, and every link out must have an allowed scheme."""
    text = line(raw, context) if raw != "" else ""
    faults: list[Fault] = []
    if "[[" in text:
        for match in {match[0]: match for match in REFERENCE.finditer(text)}.values():
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
    """A reader of the id of a published record of one kind."""

    def read(raw: Raw, context: Context) -> str:
        text = line(raw, context)
        register = context.register
        if kind == "country":
            text = register.country_codes.get(text, text)
        item = register.items[kind].get(text)
        if item is None and kind in register.unread:
            return text  # there is no archive then, and the file that cannot be read has been told of
        if item is None:
            raise fail(codes.UNKNOWN_REFERENCE, f"there is no {kind} `{text}`", context.nearest(kind, text))
        if item.hidden and not context.hidden:
            raise fail(
                codes.REFERS_TO_UNPUBLISHED,
                f"{kind} `{text}` is not published",
                "make this record a draft, give it the same embargo, or take the reference out",
                related=(Related(at=item.origin.at(), label="a draft, or under embargo"),),
            )
        return text

    return read


@cache
def owned_reader(kind: RecordKind) -> Reader:
    """Reads a reference to a record of one's own; one that is written in place and hidden is passed over."""
    refer = reference_reader(kind)

    def read(raw: Raw, context: Context) -> str:
        item = context.register.items[kind].get(raw) if isinstance(raw, str) else None
        if item and item.hidden and not context.hidden and item.owner == context.id:
            raise Faults([])
        found: str = refer(raw, context)
        return found

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
        if plain and any(plain == slug(name) for name in names_of(item.raw)):
            return f"did you mean `{item.id}`?"
    fallback = f"add a record with this id, as `{_folder(kind)}{plain or 'id'}.yaml`"
    if kind == "topic":
        fallback = f"add `{plain or 'id'}: …` to topics.yaml"
    return did_you_mean(plain or text, items) or fallback


def _folder(kind: RecordKind) -> str:
    plurals = {"country": "countries", "itinerary": "itineraries"}
    return f"{plurals.get(kind, kind + 's')}/"
