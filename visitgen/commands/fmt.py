"""`visitgen fmt`: record files in the one canonical layout."""

from __future__ import annotations

import difflib
import importlib.util
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from visitgen.commands.report import Progress, print_findings
from visitgen.diagnostics import Finding, codes
from visitgen.load import Content, Document, load_content, located
from visitgen.model.order import key_order
from visitgen.write.layout import laid_out
from visitgen.write.rewrite import replace_file

INSTALL = "python -m pip install 'ruamel.yaml>=0.18'"
"""What installs the library that `fmt` needs, should somebody have left it out."""

_BOM = b"\xef\xbb\xbf"


def fmt(content: Path, paths: Sequence[Path] = (), *, check: bool = False) -> int:
    """Lays out the YAML record files of a content folder, or those at some paths, and prints which ones changed.

    `check` writes nothing, and prints what would change. Files with problems of their YAML are left as they are.
    The exit status: 0, or 1 after problems and, with `check`, when a file would change; 2 for paths that are not in
    the content folder and without ruamel.yaml.
    Errors: L101 to L113, L117, L119, W103, W104.
    """
    if importlib.util.find_spec("ruamel") is None or importlib.util.find_spec("ruamel.yaml") is None:
        print(f"visitgen fmt needs ruamel.yaml, which is not installed here: {INSTALL}", file=sys.stderr)
        return 2
    outside = [path for path in paths if not _is_within(path, content)]
    if outside:
        print(f"{outside[0].as_posix()} is not in the content folder `{content.as_posix()}`", file=sys.stderr)
        return 2
    with Progress() as progress:
        progress.stage("reading records")
        loaded, found = load_content(content)
        findings = [finding for finding in found if _stands_in_the_way(finding, content, paths)]
        chosen = [document for document in _documents(loaded) if _is_chosen(document.file, paths)]
        sound = [document for document in chosen if document.file not in loaded.broken]
        progress.stage("laying out", len(sound))
        changed: list[str] = []
        for count, document in enumerate(sound):
            progress.step(count)
            problem = _lay_out(document, loaded, check, changed)
            findings += [problem] if problem else []
    print_findings(located(findings, loaded.sources), in_full=True)
    left = {finding.at.file for finding in findings}
    print(_last_line(len(changed), len(left.union(document.file for document in chosen)), len(left), check))
    return 1 if findings or (check and changed) else 0


def _lay_out(document: Document, loaded: Content, check: bool, changed: list[str]) -> Finding | None:
    """Lays out one file, or prints how it would change; what stands in the way."""
    source = loaded.sources[document.file]
    new = laid_out(source, key_order(document.kind))
    if isinstance(new, Finding):
        return new
    if new == source.text:
        return None
    if check:
        print(_difference(document.file, source.text, new))
    else:
        data = Path(document.file).read_bytes()
        mark = _BOM if data.startswith(_BOM) else b""
        if problem := replace_file(document.file, mark + source.text.encode(), mark + new.encode()):
            return problem
        print(f"laid out {document.file}")
    changed.append(document.file)
    return None


def _documents(loaded: Content) -> Iterable[Document]:
    """The YAML files read: settings first, then records in the order of their names."""
    documents = (loaded.site, *loaded.documents) if loaded.site else loaded.documents
    return (document for document in documents if loaded.sources[document.file].form == "yaml")


def _stands_in_the_way(finding: Finding, content: Path, paths: Sequence[Path]) -> bool:
    """Whether a problem of loading keeps a file from being laid out that should be."""
    file = finding.at.file
    if finding.code is codes.NO_CONTENT:
        return not content.is_dir()
    aside = (codes.STRAY_FILE, codes.NOT_JSON, codes.NO_FRONT_MATTER)
    return finding.code not in aside and not file.endswith((".json", ".md")) and _is_chosen(file, paths)


def _is_chosen(file: str, paths: Sequence[Path]) -> bool:
    return not paths or any(_is_within(Path(file), path) for path in paths)


def _is_within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or lies below it, links not followed."""
    return Path(os.path.abspath(path)).is_relative_to(os.path.abspath(folder))


def _difference(file: str, old: str, new: str) -> str:
    """How a file would change, as a unified diff."""
    lines = difflib.unified_diff(
        old.split("\n"), new.split("\n"), f"{file} (as it is)", f"{file} (laid out)", lineterm=""
    )
    return "\n".join(lines)


def _last_line(changed: int, files: int, left: int, check: bool) -> str:
    """How many files there were, and what became of them."""
    verb = "would be" if check else "was" if changed == 1 else "were"
    parts = [f"{changed:,} {verb} laid out anew"] if changed else []
    if left:
        parts.append(f"{left:,} left as {'it is' if left == 1 else 'they are'}, for the problems above")
    if not changed:
        parts.append("the others are in canonical layout" if left else "all in canonical layout")
    return f"{files:,} {'file' if files == 1 else 'files'}: {'; '.join(parts)}"
