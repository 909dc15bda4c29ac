"""`visitgen new`: one record more, asked for or given, checked before it is written."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from visitgen.commands.asking import Leaving, answer_value, asked, line_from_terminal, option
from visitgen.commands.build import as_of_day
from visitgen.commands.report import print_findings
from visitgen.commands.schema import OnRecord, on_record, plural, refresh, schema_folder, schema_line
from visitgen.diagnostics import Diagnostic, codes
from visitgen.diagnostics.show import tally
from visitgen.load import Document, Raw, Source, load_register, located
from visitgen.load.source import read_value
from visitgen.model import archive_of, site_of
from visitgen.model.answers import answer_faults
from visitgen.model.fields import ListOf, RecordKind, keys_of
from visitgen.model.identity import CLASSES, ID_LENGTH, bad_id
from visitgen.model.naming import likely_ids, proposed_id, subfolder, taken
from visitgen.model.schema import needed
from visitgen.plan.urls import record_address
from visitgen.values import dataclass
from visitgen.write.records import NewFile, Plain, add_files, record_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A record that is not written yet, and the file that it is to have."""

    kind: RecordKind
    content: Path
    id: str
    file: NewFile


def new(kind: RecordKind, given: Mapping[str, Sequence[str]], content: Path, id: str | None, *, ask: bool) -> int:
    """Writes one new record; the exit status: 0, or 1 when it was not written because something is wrong or missing.

    `given` are values by key, as text. With `ask`, what they lack is asked for on the terminal, if they are none, or
    lack what is needed.
    """
    known = on_record(content)
    if known.content.site is None and any(found.code is codes.NO_CONTENT for found in known.findings):
        print_findings(located(known.findings[:1], known.content.sources), in_full=True)
        print("To begin an archive: visitgen init FOLDER", file=sys.stderr)
        return 1
    raw, faults = _values(kind, given, known)
    if ask and not faults and (not given or _missing(kind, raw)):
        try:
            raw = asked(kind, raw, known.register, line_from_terminal, print)
            id = id or _chosen_id(kind, raw, known)
        except Leaving:
            print("\nNothing was written.")
            return 1
    faults = faults or _missing(kind, raw) or _id_faults(kind, raw, id, known)
    if faults:
        print(f"No {kind} was written:\n" + "\n".join(f"  {fault}" for fault in faults), file=sys.stderr)
        return 1
    return _written(_draft(kind, raw, content, id or proposed_id(kind, raw, known.register) or ""), known)


def _values(kind: RecordKind, given: Mapping[str, Sequence[str]], known: OnRecord) -> tuple[dict[str, Raw], list[str]]:
    """The values given on the command line, in the canonical order, and what is wrong with them."""
    raw: dict[str, Raw] = {}
    faults: list[str] = []
    for name, (_, key) in keys_of(CLASSES[kind]).items():
        values: list[Raw] = []
        for text in given.get(name, ()):
            value, wrong = answer_value(key.type, text)
            wrong = wrong or answer_faults(key.type, value, known.register)
            faults += (f"{option(name)} {text}: {fault}" for fault in wrong)
            values += value if isinstance(value, list) else [value]
        if len(values) > 1 and not isinstance(key.type, ListOf):
            faults.append(f"{option(name)}: one value is wanted here, not {len(values)}")
        if values:
            raw[name] = values[0] if len(values) == 1 and not _listed(kind, name) else values
    return raw, faults


def _listed(kind: RecordKind, name: str) -> bool:
    """Whether one value of a key is written as a list too, so that another can be added to it."""
    return name not in ("country", "author") and isinstance(keys_of(CLASSES[kind])[name][1].type, ListOf)


def _missing(kind: RecordKind, raw: Mapping[str, Raw]) -> list[str]:
    """What the record cannot do without, each with the option that gives it and what it says."""
    helps = {name: key.help for name, (_, key) in keys_of(CLASSES[kind]).items()}
    return [
        f"{' or '.join(option(name) for name in names)} is missing: {helps[names[0]]}"
        for names in needed(CLASSES[kind])
        if not any(name in raw for name in names)
    ]


def _id_faults(kind: RecordKind, raw: Mapping[str, Raw], id: str | None, known: OnRecord) -> list[str]:
    """Why the record cannot have its id."""
    if id is None:
        if proposed_id(kind, raw, known.register):
            return []
        made = next(likely_ids(kind, raw, known.register), None)
        why = f"there is a {kind} `{made}`, or once was" if made else "no id can be made of what was given"
        return [f"--id is missing: {why}, so choose one"]
    if fault := bad_id(id):
        rule = f"ids have the letters a to z, digits and single hyphens, {ID_LENGTH} characters at most"
        return [f"--id {id}: this {fault}; {rule}"]
    return [f"--id {id}: another {kind} has this id, or once had it"] if taken(kind, id, known.register) else []


def _chosen_id(kind: RecordKind, raw: Mapping[str, Raw], known: OnRecord) -> str:
    """The id that somebody at the terminal agrees to, or writes instead."""
    made = proposed_id(kind, raw, known.register)
    print("\nid: Permanent: it is the file's name, and stands in the page's address.")
    while True:
        id = line_from_terminal(f"[{made}] > " if made else "> ").strip() or made
        faults = _id_faults(kind, raw, id, known)
        if id and not faults:
            return id
        print("\n".join(f"  {fault.removeprefix('--id ')}" for fault in faults))


def _draft(kind: RecordKind, raw: Mapping[str, Raw], content: Path, id: str) -> Draft:
    name = f"{plural(kind)}/{subfolder(kind, raw)}{id}.yaml"
    text = record_text(_plain(dict(raw)), schema_line(content, name, kind))
    return Draft(kind=kind, content=content, id=id, file=NewFile(name=name, text=text))


def _plain(value: Raw) -> Plain:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if inner is not None}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value or ""


def _written(draft: Draft, known: OnRecord) -> int:
    """Checks the record among the others, writes it if it is no error, and says what came of it."""
    path = draft.content / draft.file.name
    found, elsewhere = _checked(draft, known)
    if path.exists():
        print(f"There is a file `{path.as_posix()}`: choose another --id. Nothing was written.", file=sys.stderr)
        return 1
    if any(diagnostic.severity == "error" for diagnostic in found):
        print_findings(found, in_full=True)
        print(f"No {draft.kind} was written: {tally(found)}.", file=sys.stderr)
        return 1
    _, failed = add_files(draft.content, [draft.file])
    if not failed and schema_folder(draft.content).is_dir():
        failed = refresh(on_record(draft.content), schema_folder(draft.content))
    print_findings((*found, *located(failed, {})), in_full=True)
    if failed:
        return 1
    print(f"Wrote {path.as_posix()}: {tally(found)} in it.")
    print(f"Its id is `{draft.id}`, for good: the page will be at /{record_address(draft.kind, draft.id)}.")
    if elsewhere:
        print("Other records have errors, so that this one was checked alone: see visitgen check.")
    return 0


def _checked(draft: Draft, known: OnRecord) -> tuple[tuple[Diagnostic, ...], bool]:
    """The problems with a place in the new record, and whether errors elsewhere kept it from being checked fully."""
    file = (draft.content / draft.file.name).as_posix()
    source = Source(file=file, text=draft.file.text)
    value, findings = read_value(source)
    document = Document(kind=draft.kind, file=file, stem=draft.id, value=value)
    content = replace(
        known.content, documents=(*known.content.documents, document), sources={**known.content.sources, file: source}
    )
    site, _ = site_of(content)
    archived, found = archive_of(content, load_register(), site, as_of_day(None, site))
    all_found = located((*findings, *found), content.sources)
    here = tuple(
        diagnostic
        for diagnostic in all_found
        if file in (diagnostic.primary.span.file, *(other.span.file for other in diagnostic.others))
    )
    return here, archived is None
