"""Writes the parts of `docs/` that the code knows: `docs/records.md`, `docs/rules/` and `docs/theme-reference.md`.

Run by hand, `python tools/docs/build.py`, after a change to the record classes, the table of codes or an example in
`tests/broken/`; a test compares.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from visitgen.diagnostics import CODES, Code
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

BROKEN = DOCS.parent / "tests" / "broken"
MOST_LINES = 40
"""The longest file that is shown whole in an example, in lines."""

STAGES = {
    "L1": "Reading the content folder", "L2": "Reading the theme", "L3": "Reading what is imported",
    "M1": "What a record says", "M2": "What records call each other", "M3": "What cannot be true",
    "M4": "What is probably wrong", "M5": "What is worth a look", "P": "Planning the pages", "R": "Making the pages",
    "W": "Writing the site",
}  # fmt: skip
"""How the codes begin, and the part of the work that finds them."""

_PLACE = re.compile(r"^ *(?:-->|:::) (.+):\d+:\d+$", re.MULTILINE)
_RULES_INTRO = """# Rules, and how to mend what breaks them

Each problem that visitgen tells has a number and a name that never change. `visitgen explain RULE` prints what is here
about one, without the example. Errors stop a build; warnings do so with `--strict`; notes never do.

These pages are made from the code by `tools/docs/build.py`.
"""

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


def rule_pages() -> dict[str, str]:
    """`docs/rules/`: a page for every code, and the list of them all, by file name."""
    pages = {f"{_rule(code)}.md": rule_page(code) for code in CODES.values()}
    return {"README.md": rules_index(), **pages}


def rules_index() -> str:
    """`docs/rules/README.md`: every code with what it says, under the stage that finds it."""
    lines = [_RULES_INTRO]
    for stage, title in STAGES.items():
        codes = [code for code in CODES.values() if code.number.startswith(stage)]
        if codes:
            lines += [f"## {title}\n", "| rule | severity | says |\n|---|---|---|"]
            lines += [
                f"| [{code.number} {code.name}]({_rule(code)}.md) | {code.severity} | {_cell(code.what)} |"
                for code in codes
            ]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def rule_page(code: Code) -> str:
    """`docs/rules/M201-unknown-reference.md`: what a code says, why it matters, the cure, and an example.

    The example is the code's first folder in `tests/broken/`: its records, and the exact text that a test holds it to.
    """
    lines = [f"# {code.number} {code.name}\n", f"*{code.severity.capitalize()}.* {code.what}\n", f"{code.why}\n",
             f"**Cure.** {code.cure}\n"]  # fmt: skip
    folder = BROKEN / _rule(code)
    if (folder / "expected.txt").is_file():
        output = (folder / "expected.txt").read_text(encoding="utf-8")
        lines.append("## Example\n")
        for name, text in _example_files(folder, output):
            lines += [f"`{name}`:\n", *_fenced(text, name.rpartition(".")[2])]
        stated = folder / "command.txt"
        command = stated.read_text(encoding="utf-8").strip() if stated.is_file() else "check"
        lines += [f"`visitgen {command}` prints:\n", *_fenced(output, "text")]
    lines += ["[All rules](README.md). This page is made from the code by `tools/docs/build.py`."]
    return "\n".join(lines) + "\n"


def _example_files(folder: Path, output: str) -> list[tuple[str, str]]:
    """The files that an output points into, by name, each once; left out what is not text or too long to print."""
    found = {}
    for name in _PLACE.findall(output):
        file = folder / name
        data = file.read_bytes() if file.is_file() else b""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        lines = text.splitlines()
        if 0 < len(lines) <= MOST_LINES and all(line.replace("\t", "").isprintable() for line in lines):
            found[name] = text
    return list(found.items())


def _fenced(text: str, language: str) -> list[str]:
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return [f"{fence}{language}", text.rstrip("\n"), f"{fence}\n"]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _rule(code: Code) -> str:
    return f"{code.number}-{code.name}"


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
    from theme import theme_reference  # beside this script

    (DOCS / "records.md").write_text(records_page(), encoding="utf-8")
    rules = rule_pages()
    (DOCS / "rules").mkdir(exist_ok=True)
    for page in (DOCS / "rules").glob("*.md"):
        if page.name not in rules:
            page.unlink()
    for name, text in rules.items():
        (DOCS / "rules" / name).write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (DOCS / "theme-reference.md").write_text(theme_reference(Path(folder)), encoding="utf-8")
