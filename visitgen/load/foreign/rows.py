"""The XML files of the Office of the Historian -> rows: one value for each trip, visit and presidency, all text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal

from visitgen.diagnostics import Finding, codes, whole_file
from visitgen.load.foreign.elements import Element, foreign_finding, parsed_xml
from visitgen.values import dataclass

Section = Literal["presidents", "secretaries", "visits"]
FOLDERS: dict[Section, tuple[str, str, str]] = {
    "presidents": ("president-travels", "trips", "trip"),
    "secretaries": ("secretary-travels", "trips", "trip"),
    "visits": ("visits", "visits", "visit"),
}
"""Where each section of the data lies: folder, root element, row element."""

_BOOKKEEPING = frozenset(
    {
        "created-by",
        "created-datetime",
        "last-modified-by",
        "last-modified-datetime",
        "created-date",
        "last-modified-date",
    }
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_COMMON = _BOOKKEEPING | {"id", "start-date", "end-date", "locale"}
_READ: dict[Section, frozenset[str]] = {
    "presidents": _COMMON | {"role", "name", "country", "remarks"},
    "secretaries": _COMMON | {"role", "name", "country", "remarks"},
    "visits": _COMMON | {"visitor", "from", "description"},
}
"""The elements of a row that have a place in `Row`, and those that say who edited it."""
_ROLES: dict[Section, str] = {"presidents": "president", "secretaries": "secretary", "visits": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One traveller in one country, as the source files it. Shapes: `extra` are elements nobody expected."""

    section: Section
    stem: str
    number: str
    who: str
    traveller: str
    start: str
    end: str
    country: str
    label: str
    locale: str
    prose: str
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Presidency:
    """One presidency. Shapes: an empty text is not on record."""

    who: str
    name: str
    born: str
    died: str
    took_office: str
    left_office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All that was read. Shapes: rows in the order of sections, files and places in the file."""

    rows: tuple[Row, ...]
    presidencies: tuple[Presidency, ...]


def read_history_state(folder: Path, needed: Iterable[Section]) -> tuple[Rows, tuple[Finding, ...]]:
    """The rows of a folder with `president-travels`, `secretary-travels`, `visits` and `presidents`.

    Every folder that exists is read, whatever is needed, so that ids do not depend on the choice.
    Errors: L301 for a missing folder, a file that cannot be read, XML that is broken or of another form.
    """
    rows: list[Row] = []
    presidencies: list[Presidency] = []
    findings: list[Finding] = []
    if not folder.is_dir():
        return Rows(rows=(), presidencies=()), (_missing(folder, "there is no such folder"),)
    wanted = frozenset(needed)
    for section, (name, root, row) in FOLDERS.items():
        if not (folder / name).is_dir():
            if section in wanted:
                findings.append(_missing(folder / name, "this folder of the published data is missing"))
            continue
        for path, element in _roots(folder / name, root, findings):
            for child in element.children:
                if child.name != row:
                    findings.append(
                        foreign_finding(
                            str(path), f"`<{child.name}>` where `<{row}>` belongs", child.line, child.column
                        )
                    )
                elif isinstance(made := _row(child, section, path), Row):
                    rows.append(made)
                else:
                    findings.append(made)
    for _, element in _roots(folder / "presidents", "presidents", findings):
        presidencies += [_presidency(child) for child in element.children if child.name == "president"]
    return Rows(rows=tuple(rows), presidencies=tuple(presidencies)), tuple(findings)


def folded(text: str) -> str:
    """The text on one line: every run of white space is one space, and none after a hyphen.

    Shapes: no-break spaces and control characters, which no record may hold, are white space.
    Source: the published files break lines inside values, also after a hyphen (`St. Mere- Eglise`); `Four- and` stays.
    """
    return re.sub(r"(?<=\w)- (?!(?:and|or|to)\b)(?=\w)", "-", " ".join(_CONTROL.sub(" ", text).split()))


def straight(text: str) -> str:
    """The text with one sort of apostrophe and quotation mark, as names are written in ids and compared."""
    return text.replace("'", "’").replace("ʼ", "’").replace("`", "’")


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, `1874-12-12`."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return False
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _roots(folder: Path, root: str, findings: list[Finding]) -> list[tuple[Path, Element]]:
    """The root elements of a folder's XML files, in the order of their names."""
    found: list[tuple[Path, Element]] = []
    for path in sorted(folder.glob("*.xml")) if folder.is_dir() else ():
        try:
            element = parsed_xml(str(path), path.read_bytes())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            findings.append(foreign_finding(str(path), f"this file cannot be read: {reason}"))
            continue
        if isinstance(element, Finding):
            findings.append(element)
        elif element.name != root:
            findings.append(
                foreign_finding(
                    str(path), f"the root is `<{element.name}>`, not `<{root}>`", element.line, element.column
                )
            )
        else:
            found.append((path, element))
    return found


def _row(element: Element, section: Section, path: Path) -> Row | Finding:
    """The row of an element, or what it lacks."""
    country = element.child("from" if section == "visits" else "country")
    number = _text(element, "id")
    traveller = _text(element, "visitor" if section == "visits" else "name")
    lacking = [name for name, value in (("id", number), ("country", country), ("traveller", traveller)) if not value]
    if lacking or country is None:
        return foreign_finding(str(path), f"this row has no {' and no '.join(lacking)}", element.line, element.column)
    return Row(
        section=section,
        stem=path.stem,
        number=number,
        who=element.attribute("who"),
        traveller=traveller,
        start=_text(element, "start-date"),
        end=_text(element, "end-date"),
        country=country.attribute("id").strip(),
        label=country.text,
        locale=_raw(element, "locale"),
        prose=_raw(element, "description" if section == "visits" else "remarks"),
        extra=_extra(element, section),
    )


def _extra(element: Element, section: Section) -> tuple[tuple[str, str], ...]:
    """Elements nobody expected, second ones of a kind, a `role` that is not the folder's, and text between elements."""
    seen: set[str] = set()
    extra: list[tuple[str, str]] = []
    loose, rest = "", element.text
    for child in element.children:
        text = folded(child.text)
        known = child.name in _READ[section] and child.name not in seen
        if text and (not known or (child.name == "role" and text != _ROLES[section])):
            extra.append((child.name, text))
        seen.add(child.name)
        between, _, rest = rest.partition(child.text) if child.text else ("", "", rest)
        loose += between
    if folded(loose + rest):
        extra.append((element.name, folded(loose + rest)))
    return tuple(extra)


def _presidency(element: Element) -> Presidency:
    return Presidency(
        who=_text(element, "id"),
        name=folded(_text(element, "name")),
        born=_text(element, "birth-year"),
        died=_text(element, "death-year"),
        took_office=_text(element, "took-office-date"),
        left_office=_text(element, "left-office-date"),
    )


def _text(element: Element, name: str) -> str:
    return _raw(element, name).strip()


def _raw(element: Element, name: str) -> str:
    child = element.child(name)
    return child.text if child else ""


def _missing(path: Path, message: str) -> Finding:
    return Finding(
        code=codes.FOREIGN_FILE,
        message=message,
        at=whole_file(str(path)),
        help="name the folder that holds `president-travels`, `secretary-travels` and `visits`",
    )
