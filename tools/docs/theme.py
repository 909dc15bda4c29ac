"""`docs/theme-reference.md`: every template, block, macro, view field and custom property of the default theme."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path

from visitgen.load import load_content, load_register
from visitgen.model import archive_of, site_of
from visitgen.plan import pages, views

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "themes" / "chronicle"

_INTRO = """# What a theme can use

Every template, block, macro, field and custom property of the default theme `chronicle`. A theme with
`parent = "chronicle"` may replace any of the files, or extend a template and fill one of its blocks; `docs/theming.md`
says how.

This page is made from the code by `tools/docs/build.py`.
"""

_EXAMPLE = """\
title: Example
withdrawn: {visit:gone: It never was.}
"""
_RECORDS = {
    "leaders/a.yaml": "name: A\nformerly: b\nterms: [{title: president, country: italy}]\n",
    "visits/v.yaml": "visitor: a\nhost: france\nstart: 2023-10-24\nevent: e\nstops: [p]\ntopics: t\nsources: s\n",
    "meetings/m.yaml": "date: 2023-10-24\nparticipants: [a, {organisation: o}]\n",
    "itineraries/i.yaml": "traveller: a\nvisits: [v]\n",
    "events/e.yaml": "name: E\nstart: 2023\n",
    "places/p.yaml": "name: P\ncountry: france\n",
    "organisations/o.yaml": "name: O\n",
    "sources/s.yaml": "title: S\n",
    "topics.yaml": "t: {label: T}\n",
    "pages/x.md": "---\ntitle: X\n---\nText\n",
}
_BLOCK = re.compile(r"{%-?\s*block (\w+)")
_EXTENDS = re.compile(r'{%-?\s*extends "([^"]+)"')
_MACRO = re.compile(r"(?:{#-?\s*([^#]*?)\s*-?#}\s*)?{%-?\s*macro (\w+)\((.*?)\) *-?%}")
_PROPERTY = re.compile(r"^ +(--[\w-]+):\s*(.+?);(?:\s*/\*\s*(.+?)\s*\*/)?$", re.MULTILINE)


def theme_reference(folder: Path) -> str:
    """The page. `folder` is an empty one, where an archive with a page of each kind is made."""
    templates = {path.relative_to(THEME).as_posix(): path.read_text(encoding="utf-8") for path in THEME.rglob("*.html")}
    view_of = _views(folder)
    lines = [_INTRO, "## Templates\n", "| file | extends | blocks | view |", "|---|---|---|---|"]
    for name, text in sorted(templates.items()):
        if name.startswith("parts/"):
            continue
        extends = _EXTENDS.search(text)
        blocks = ", ".join(f"`{block}`" for block in dict.fromkeys(_BLOCK.findall(text)))
        view = view_of.get(name)
        parent = f"`{extends[1]}`" if extends else ""
        lines.append(f"| `{name}` | {parent} | {blocks} | {f'[{view}](#{view.lower()})' if view else ''} |")
    lines += ["", "## Macros\n", "| file | macro | |", "|---|---|---|"]
    for name, text in sorted(templates.items()):
        if name.startswith("parts/"):
            for comment, macro, arguments in _MACRO.findall(text):
                lines.append(f"| `{name}` | `{macro}({arguments})` | {' '.join(comment.split())} |")
    lines += ["", "## Views\n"]
    for name in views.__all__:
        kind = getattr(views, name)
        if dataclasses.is_dataclass(kind):
            lines += _view(kind)
    lines += ["## Custom properties\n", "Set them in a stylesheet of your own, or replace `static/chronicle.css`.\n",
              "| property | value | |", "|---|---|---|"]  # fmt: skip
    styles = (THEME / "static" / "chronicle.css").read_text(encoding="utf-8")
    root = styles[styles.index(":root {") : styles.index("\n  }", styles.index(":root {"))]
    lines += [f"| `{name}` | `{value}` | {comment} |" for name, value, comment in _PROPERTY.findall(root)]
    return "\n".join(lines).rstrip() + "\n"


def _view(kind: type) -> list[str]:
    what = " ".join((kind.__doc__ or "").split())
    lines = [f"### {kind.__name__}\n", f"{what}\n", "| field | type |", "|---|---|"]
    for field in dataclasses.fields(kind):
        lines.append(f"| `{field.name}` | `{str(field.type).replace('|', 'or')}` |")
    return [*lines, ""]


def _views(folder: Path) -> dict[str, str]:
    """The class of the view that each template of a page is given."""
    for name, text in {"site.yaml": _EXAMPLE, **_RECORDS}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    content, _ = load_content(folder)
    site, _ = site_of(content)
    archived, _ = archive_of(content, load_register(), site, date(2023, 12, 31))
    assert archived, "the example has a fault"
    return {page.template: type(page.view).__name__ for page in pages(archived.archive, ())[0]}
