"""`visitgen init`: a small archive to begin with, which builds as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from visitgen.commands.build import Options, make
from visitgen.commands.report import Progress, print_findings
from visitgen.commands.schema import on_record, plural, refresh, schema_folder, schema_line
from visitgen.diagnostics.show import tally
from visitgen.load import FOLDERS, located
from visitgen.load.sample import load_sample
from visitgen.model.fields import RecordKind
from visitgen.model.identity import CLASSES
from visitgen.model.settings import Site
from visitgen.model.specimen import specimen
from visitgen.write.records import NewFile, add_files

EXAMPLES: Mapping[RecordKind, str] = {
    "leader": "emmanuel-macron",
    "country": "israel",
    "place": "jerusalem",
    "visit": "macron-israel",
    "meeting": "macron-netanyahu-2023-10-24",
    "source": "times-of-israel-2023-10-24",
    "topic": "solidarity",
}
"""The records of the sample that its commented records name."""


def init(folder: Path) -> int:
    """Writes a new archive into an empty or new folder and checks it; the exit status: 0, or 1 when it is refused.

    Nothing is ever overwritten. Errors: W103.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        why = "is not empty" if folder.is_dir() else "is a file"
        print(f"`{folder.as_posix()}` {why}: name a new folder. Nothing was written.", file=sys.stderr)
        return 1
    content = folder / "content"
    written, failed = add_files(folder, [*_sample(content), *_reference(folder)])
    failed = failed or refresh(on_record(content), schema_folder(content))
    if failed:
        print_findings(located(failed, {}), in_full=True)
        return 1
    with Progress() as progress:
        made = make(Options(content=content, output=folder / "site"), progress)
    print_findings(made.diagnostics, in_full=True)
    print(f"{folder.as_posix()} holds a small archive of {len(written)} files: {tally(made.diagnostics)}.")
    print(f"Begin with {(folder / 'README.md').as_posix()}. To see the site:")
    print(f"\n  cd {folder.as_posix()}\n  visitgen serve\n")
    return 1 if made.archive is None else 0


def _sample(content: Path) -> Iterator[NewFile]:
    """The files of the sample, each record with the line that names its schema."""
    for name, text in load_sample().items():
        inside = name.removeprefix("content/")
        if inside != name and inside.endswith(".yaml"):
            kind = FOLDERS.get(inside.partition("/")[0], inside.removesuffix(".yaml"))
            text = f"# {schema_line(content, inside, kind)}\n{text}"
        yield NewFile(name=name, text=text)


def _reference(folder: Path) -> Iterator[NewFile]:
    """A commented record of each kind with every key, made from the record classes."""
    content = folder / "content"
    for kind, record in (*CLASSES.items(), ("site", Site)):
        schema = "topics" if kind == "topic" else kind
        name = f"{schema}.yaml"
        if kind == "page":
            where = "Every key at the head of a page, which is a file in content/pages/ that ends in .md"
        elif kind in ("site", "topic"):
            where = f"Every key of content/{name}" + (", below the id of the topic" if kind == "topic" else "")
        else:
            where = f"Every key of a record in content/{plural(kind)}/"
        head = [
            schema_line(content, f"../reference/{name}", schema),
            f"{where}. visitgen does not read this file:",
            "copy the lines you need. `##` explains the line below it.",
        ]
        left_out = frozenset({"text"} if kind == "page" else ())
        text = "".join(f"# {line}\n" for line in head) + "\n" + specimen(record, EXAMPLES, leave_out=left_out)
        yield NewFile(name=f"reference/{name}", text=text)
