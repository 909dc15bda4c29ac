"""`visitgen schema`: what an editor needs to complete and check records while they are written."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

from visitgen.commands.report import print_findings
from visitgen.diagnostics import Finding
from visitgen.load import Content, load_content, load_register, located
from visitgen.model import Register, identified
from visitgen.model.labels import known_words
from visitgen.model.schema import schemas
from visitgen.values import dataclass
from visitgen.write.schemas import write_schemas

FOLDER = Path(".visitgen/schema")
"""Where the schemas are kept, beside the content folder: hidden, so that nothing of it is read or published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """What a content folder holds, as far as it can be read, drafts included; and what stands in the way."""

    content: Content
    register: Register
    findings: tuple[Finding, ...]


def on_record(content: Path) -> OnRecord:
    """The records of a content folder, each under its id. Errors: L101 to L119, M106, M109, M202."""
    loaded, findings = load_content(content)
    register, found = identified(loaded.documents, load_register(), date.max, drafts=True, unread=loaded.unread)
    return OnRecord(content=loaded, register=register, findings=(*findings, *found))


def schema(content: Path, output: Path | None) -> int:
    """Writes the schemas, and says what they know; the exit status: 0, or 1 when nothing could be written.

    Records that cannot be read are told of in one line, and do not stop it: an editor is where they are mended.
    """
    if not content.is_dir():
        print_findings(located(load_content(content)[1], {}), in_full=True)
        return 1
    known = on_record(content)
    folder = output or schema_folder(content)
    failed = refresh(known, folder)
    if failed:
        print_findings(located(failed, {}), in_full=True)
        return 1
    counts = {kind: len(items) for kind, items in known.register.items.items() if items and kind != "page"}
    listed = ", ".join(f"{number:,} {plural(kind) if number != 1 else kind}" for kind, number in sorted(counts.items()))
    print(f"{_shown(folder)} holds a schema for every kind of record, with the ids of {listed}.")
    if known.findings:
        print("Some records cannot be read, and are not among these: `visitgen check` tells which.", file=sys.stderr)
    print("Run this again after adding records. How to set up an editor: docs/editor.md of visitgen.")
    return 0


def refresh(known: OnRecord, folder: Path) -> tuple[Finding, ...]:
    """Writes the schemas of what is on record into a folder; what failed. Errors: W103."""
    return write_schemas(folder, schemas(known_words(known.register, available_timezones())))


def refresh_if_used(content: Path) -> None:
    """Writes the schemas of a content folder anew where an editor has them already.

    Whoever does something else meanwhile, as building the site, is not told when they cannot be written.
    """
    folder = schema_folder(content)
    if folder.is_dir():
        refresh(on_record(content), folder)


def schema_folder(content: Path) -> Path:
    """The folder of the schemas of a content folder."""
    return content.absolute().parent / FOLDER


def schema_line(content: Path, name: str, kind: str) -> str:
    """The comment that tells an editor which schema a file of the content folder has, by the way from one to the other.

    `name` is the file's name inside the content folder; `kind` a kind of record, `site` or `topics`.
    """
    way = os.path.relpath(schema_folder(content) / f"{kind}.json", (content.absolute() / name).parent)
    return f"yaml-language-server: $schema={Path(way).as_posix()}"


def plural(kind: str) -> str:
    """Several records of a kind."""
    return {"country": "countries", "itinerary": "itineraries"}.get(kind, f"{kind}s")


def _shown(folder: Path) -> str:
    """A folder as somebody would type it here."""
    below = os.path.relpath(folder)
    return folder.as_posix() if below.startswith("..") else Path(below).as_posix()
