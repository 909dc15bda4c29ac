"""Writes the parts of `docs/` that the code knows: `docs/records.md` and `docs/problems.md`.

Run by hand, `python tools/docs/build.py`, after a change to the record classes or the table of codes; a test compares.
"""

from __future__ import annotations

from pathlib import Path

from visitgen.diagnostics import CODES
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
    Language,
    ListOf,
    Number,
    Owned,
    Prose,
    Ref,
    Switch,
    Text,
    Web,
    Words,
    Zone,
    keys_of,
)
from visitgen.model.settings import Site

DOCS = Path(__file__).resolve().parents[2] / "docs"

KINDS = (
    ("Visits", "visits/", records.Visit), ("Meetings", "meetings/", records.Meeting),
    ("Itineraries", "itineraries/", records.Itinerary), ("Events", "events/", records.Event),
    ("Leaders", "leaders/", records.Leader), ("Organisations", "organisations/", records.Organisation),
    ("Places", "places/", records.Place), ("Countries", "countries/", records.Country),
    ("Statements", "statements/, or inside a visit or meeting", records.Statement),
    ("Claims", "claims/, or inside a visit, meeting or organisation", records.Claim),
    ("Sources", "sources/", records.Source), ("Topics", "topics.yaml", records.Topic),
    ("Free pages", "pages/*.md", records.FreePage), ("Settings", "site.yaml", Site),
)  # fmt: skip

_INTRO = """# What a record may say

Every key of every kind of record. A key in **bold** is required. `[…]` is a list; one value may stand without its
brackets. Dates are written as in EDTF level 1: `2023-10-24`, `2023-10`, `2023`, `2023-10-24?` (uncertain), `1874~`
(about), `195X` (the 1950s); an interval is `2023-10-07/2023-10-24`, with `..` for an open end.

This page is made from the code by `tools/docs/build.py`.
"""


def records_page() -> str:
    """`docs/records.md`: every key of every kind, and of the groups that stand inside them."""
    lines = [_INTRO]
    groups: dict[str, type] = {}
    common = keys_of(parts.Meta)
    for title, place, record in KINDS:
        lines += [f"## {title}\n", f"In `{place}`.\n" if "," not in place else f"In {place}.\n", _head()]
        for name, (attribute, key) in keys_of(record).items():
            if not attribute.startswith("meta."):
                lines.append(_row(name, key.type, key.help, key.required and not isinstance(key.type, Id)))
                _collect(key.type, groups)
        lines.append("")
    lines += ["## What every record may carry\n", _head()]
    for name, (_, key) in common.items():
        lines.append(_row(name, key.type, key.help, False))
        _collect(key.type, groups)
    lines.append("")
    for name in sorted(groups):
        lines += [f"## {name}\n", _head()]
        keys = keys_of(groups[name]).items()
        lines += [_row(spelling, key.type, key.help, key.required) for spelling, (_, key) in keys]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def problems_page() -> str:
    """`docs/problems.md`: every code, what it says, why it matters, and the cure."""
    lines = ["# Problems, and how to mend them\n", "Each problem that visitgen tells has a code that never changes.\n",
             "This page is made from the code by `tools/docs/build.py`.\n"]  # fmt: skip
    for code in CODES.values():
        lines += [f"## {code.number} {code.name}\n", f"*{code.severity}.* {code.what}\n", f"{code.why}\n",
                  f"**Cure.** {code.cure}\n"]  # fmt: skip
    return "\n".join(lines).rstrip() + "\n"


def _head() -> str:
    return "| key | holds | meaning |\n|---|---|---|"


def _row(name: str, type_: FieldType, help: str, required: bool) -> str:
    shown = f"**`{name}`**" if required else f"`{name}`"
    return f"| {shown} | {_words(type_)} | {help} |"


def _words(type_: FieldType) -> str:
    match type_:
        case ListOf(item):
            return f"[{_words(item)}]"
        case Group(record, short):
            also = f", or its `{short}` alone" if short else ""
            return f"{_a(record.__name__, '[')}](#{record.__name__.lower()}){also}"
        case Ref(kind):
            return f"id of {_a(kind)}" + (", or an ISO code" if kind == "country" else "")
        case Owned(kind):
            return f"{_a(kind)}, or the id of one"
        case Choice(words):
            return "one of " + ", ".join(f"`{word}`" for word in words)
        case Number(low, high, whole):
            return f"{'whole ' if whole else ''}number, {low:g} to {high:g}"
        case Words(keys):
            return "`language: text` lines" if keys == "language" else "`key: text` lines"
        case Csl(part):
            return "names" if part == "names" else "date"
    return {
        Text: "text", Prose: "Markdown", Flag: "`yes`, `no` or `unknown`", Switch: "`yes` or `no`", DateField: "date",
        IntervalField: "interval", AsOf: "a day, or `today`", Clock: "`14:30`", Zone: "IANA time zone",
        Web: "web address", Language: "language tag", Figure: "number", Id: "id",
        Cite: "a citation: a source's id, a web address, or a [Citation](#citation)",
    }[type(type_)]  # fmt: skip


def _a(name: str, bracket: str = "") -> str:
    return f"{'an' if name[0] in 'aeioAEIO' else 'a'} {bracket}{name}"


def _collect(type_: FieldType, groups: dict[str, type]) -> None:
    """Adds the groups that a type speaks of, and those inside them."""
    match type_:
        case ListOf(item):
            _collect(item, groups)
        case Cite():
            groups["Citation"] = parts.Citation
        case Group(record, _) if record.__name__ not in groups:
            groups[record.__name__] = record
            for _, (_, key) in keys_of(record).items():
                _collect(key.type, groups)


if __name__ == "__main__":
    (DOCS / "records.md").write_text(records_page(), encoding="utf-8")
    (DOCS / "problems.md").write_text(problems_page(), encoding="utf-8")
