"""`visitgen import`: the published data of others, added to a content folder that keeps what it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from visitgen.commands.report import print_findings
from visitgen.diagnostics import Finding, codes
from visitgen.load import Raw, Source, load_content, load_register, located
from visitgen.load.foreign import (
    OUTCOMES,
    Countries,
    Existing,
    RecordFile,
    Section,
    Tally,
    history_state_records,
    read_history_state,
)
from visitgen.model import identified
from visitgen.write.records import NewFile, add_files, record_text

SECTIONS: tuple[Section, ...] = ("presidents", "secretaries", "visits")

_COMMENT = """\
Imported from the data of the Office of the Historian, U.S. Department of State (public domain, CC0 1.0), by
`visitgen import history-state`; positions of capitals are of GeoNames (CC BY 4.0). The file is yours to edit: no
import changes a file that exists."""


def run_import(folder: Path, into: Path, *, only: frozenset[str], facts_only: bool) -> int:
    """Imports the travels and visits of the Office of the Historian and prints the account of every row.

    `only` names sections (`presidents`, `secretaries`, `visits`); none means all.
    Shapes: 0 when all went well, 1 after problems; nothing is written after a problem of reading.
    Errors: L301; L101 to L117 and M106 to M202 of the content folder as it is; W103.
    """
    chosen = tuple(section for section in SECTIONS if not only or section in only)
    rows, findings = read_history_state(folder, chosen)
    existing, broken, sources = _existing(into)
    if findings or broken:
        return _reported((*findings, *broken), sources)
    countries = Countries(_records(load_register().value))
    files, tally = history_state_records(rows, countries, existing, only=chosen, facts_only=facts_only)
    written, failed = add_files(into, [_new_file(file) for file in files])
    if failed:
        print(f"{len(written)} of {len(files)} files were written before this:")
        return _reported(failed, {})
    print("\n".join(report(tally, folder, into, written)))
    return 0


def report(tally: Tally, folder: Path, into: Path, written: Iterable[str]) -> list[str]:
    """The account of an import in lines of plain text, numbers under each other."""
    names = tuple(written)
    head = ("", "read", *OUTCOMES)
    body = [
        (section, str(tally.read(section)), *(str(tally.rows[section][outcome]) for outcome in OUTCOMES))
        for section in SECTIONS
        if section in tally.rows
    ]
    total = (
        "all rows",
        str(sum(tally.read(section) for section in tally.rows)),
        *(str(sum(counts[outcome] for counts in tally.rows.values())) for outcome in OUTCOMES),
    )
    kinds = [(kind, str(new), str(known)) for kind, (new, known) in tally.records.items()]
    seen = [(str(entry.count), entry.reason, entry.example) for entry in tally.noticed]
    return [
        f"Import of {folder.as_posix()} into {into.as_posix()}: {len(names)} files written",
        "",
        "Rows",
        *_table([head, *body, total]),
        "",
        "Records",
        *_table([("", "new", "already there"), *kinds]),
        "",
        "Noticed, with one example each",
        *(f"  {count:>5}  {reason}\n         {example}" for count, reason, example in seen),
    ]


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    """The rows with their columns aligned, the first to the left and the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  "
        + "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _new_file(file: RecordFile) -> NewFile:
    return NewFile(name=file.name, text=record_text(file.records, _COMMENT))


def _existing(into: Path) -> tuple[Existing, tuple[Finding, ...], Mapping[str, Source]]:
    """What the content folder has; a folder that is not there yet, or has no settings yet, has nothing."""
    content, found = load_content(into)
    found = tuple(finding for finding in found if finding.code is not codes.NO_CONTENT)
    register, faults = identified(content.documents, load_register(), date.max, drafts=True)
    items = register.items
    keys: dict[tuple[str, str, str], frozenset[str]] = {}
    for id, item in items["visit"].items():
        host = str(item.raw.get("host"))
        day = item.raw.get("start") or item.raw.get("within")
        key = (str(item.raw.get("visitor")), register.country_codes.get(host, host), str(day))
        keys[key] = keys.get(key, frozenset()) | {id}
    existing = Existing(
        leaders={id: frozenset(_titles(item.raw)) for id, item in items["leader"].items()},
        places={
            id: frozenset(register.country_codes.get(country, country) for country in _countries(item.raw))
            for id, item in items["place"].items()
        },
        sources=frozenset(items["source"]),
        visits=frozenset(items["visit"]),
        visit_keys=keys,
    )
    return existing, (*found, *faults), content.sources


def _titles(leader: Mapping[str, Raw]) -> Iterable[str]:
    return (str(term["title"]) for term in _mappings(leader.get("terms")) if "title" in term)


def _countries(place: Mapping[str, Raw]) -> Iterable[str]:
    value = place.get("country")
    for entry in value if isinstance(value, list) else [value]:
        country = entry.get("country") if isinstance(entry, dict) else entry
        if isinstance(country, str):
            yield country


def _mappings(value: Raw) -> list[dict[str, Raw]]:
    return [entry for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, dict)]


def _records(value: Raw) -> list[Mapping[str, Any]]:
    return [dict(entry) for entry in _mappings(value)]


def _reported(findings: Iterable[Finding], sources: Mapping[str, Source]) -> int:
    """Prints the problems; the exit status that goes with them."""
    print_findings(located(findings, sources), in_full=True)
    return 1
