"""`visitgen check`: every stage of a build but the writing."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal

import visitgen
from visitgen.commands.build import Made, Options, Reach, make, theme_folders
from visitgen.commands.recall import recalled
from visitgen.commands.report import MOST, Progress, print_findings
from visitgen.diagnostics import CODES, Code, Diagnostic
from visitgen.diagnostics.formats import Checked, as_gitlab, as_json, last_line, moved
from visitgen.diagnostics.github import ANNOTATIONS, SUMMARY_BYTES, as_annotations, as_summary
from visitgen.diagnostics.sarif import as_sarif
from visitgen.model import Site
from visitgen.model.rules import FIXED, RULE_CODES

Form = Literal["full", "concise", "json", "sarif", "github", "gitlab"]
"""The forms of output: two for people, four for programs."""

ROOTS: Mapping[Form, str] = {"github": "GITHUB_WORKSPACE", "sarif": "GITHUB_WORKSPACE", "gitlab": "CI_PROJECT_DIR"}
"""The variable with which the host of a form names the folder that file names are relative to; else the present one."""

_RUN: Mapping[Reach, tuple[str, ...]] = {"each": ("L1", "L2", "M1", "M2"), "together": ("L1", "L2", "M")}
"""How the codes begin whose rules were run, where not all were."""


def check(
    options: Options, *, form: Form = "full", paths: Sequence[str] = (), everything: bool = False,
    held: list[object] | None = None,
) -> int:  # fmt: skip
    """Prints every problem, or those that concern some paths, and what was checked.

    What has not changed since the last build of the output folder is not gone through again: what is told is the same.

    The exit status: 0 when what was printed holds no error, and with `strict` no warning, else 1. Errors of the
    settings, the theme and the content folder itself are printed whatever the paths: they stand in the way of all.
    Of the warnings and notes of one rule people are shown ten, or `everything`; programs get all. What it went through
    is put among what is `held`, as a build does.
    """
    began = time.monotonic()
    with Progress() as progress:
        last = recalled(options.output)
        made = make(options, progress, last.memory, last.damaged) if last else make(options, progress)
    if held is not None:
        held += (last, made)
    found = _within(made.diagnostics, options.content, paths)
    checked = _checked(made, found, options, paths)
    line = last_line(found, checked, time.monotonic() - began)
    match form:
        case "full" | "concise":
            print_findings(found, in_full=form == "full", to=sys.stdout, most=None if everything else MOST)
            print(line)
        case _:
            _print_for_programs(form, found, checked, line)
    fatal = ("error", "warning") if options.strict else ("error",)
    return 1 if any(diagnostic.severity in fatal for diagnostic in found) else 0


def rules_run(reach: Reach, off: Collection[str] = ()) -> tuple[Code, ...]:
    """The rules that a check has run when it got so far, those that are `off` left out. Shapes: in order of number."""
    reached = (code for code in every_rule() if reach == "pages" or code.number.startswith(_RUN[reach]))
    return tuple(code for code in reached if code.name not in off)


def switched_off(site: Site | None) -> tuple[str, ...]:
    """The names of the rules that the settings switch off, in order; those that cannot be are never among them."""
    rules = site.rules if site else ()
    return tuple(sorted(name for name, severity in rules if severity == "off" and name in RULE_CODES.keys() - FIXED))


def every_rule() -> tuple[Code, ...]:
    """The rules that a check runs: all but those of an import and of writing the site."""
    return tuple(code for code in CODES.values() if not code.number.startswith(("L3", "W")))


def _within(diagnostics: Sequence[Diagnostic], content: Path, paths: Sequence[str]) -> tuple[Diagnostic, ...]:
    """The problems with a place inside one of the paths, and the errors that lie in no record."""
    if not paths:
        return tuple(diagnostics)
    roots = [_ways(path) for path in paths]
    held: dict[str, bool] = {}

    def inside(file: str) -> bool:
        if file not in held:
            held[file] = any(_holds(root, _ways(file)) for root in roots)
        return held[file]

    return tuple(
        found
        for found in diagnostics
        if any(inside(place.span.file) for place in (found.primary, *found.others))
        or (found.severity == "error" and _of_no_record(found.primary.span.file, content))
    )


def _of_no_record(file: str, content: Path) -> bool:
    """Whether a file is the settings, the content folder itself, or outside it."""
    return file in (content.as_posix(), (content / "site.yaml").as_posix()) or not _holds(_ways(content), _ways(file))


def _ways(path: str | Path) -> tuple[str, str]:
    """A path in full, as named and with its links followed."""
    return (os.path.normcase(os.path.abspath(path)), os.path.normcase(os.path.realpath(path)))


def _holds(outer: tuple[str, str], inner: tuple[str, str]) -> bool:
    """Whether one path is the other or a folder above it, either way of naming them."""
    return any(i == o or i.startswith(o.rstrip(os.sep) + os.sep) for o, i in zip(outer, inner, strict=True))


def _checked(made: Made, found: Sequence[Diagnostic], options: Options, paths: Sequence[str]) -> Checked:
    read = [_ways(folder) for folder in (options.content, *theme_folders(options.content))]
    shown = set(map(id, found))
    return Checked(
        version=visitgen.__version__,
        content=options.content.as_posix(),
        as_of=made.as_of,
        records=made.records,
        rules=rules_run(made.reach, switched_off(made.site)),
        rule_count=len(every_rule()),
        off=switched_off(made.site),
        complete=made.reach == "pages",
        page_count=made.page_count,
        paths=tuple(paths),
        outside=tuple(
            path for path in paths if not any(_holds(of, _ways(path)) or _holds(_ways(path), of) for of in read)
        ),
        elsewhere=tuple(diagnostic for diagnostic in made.diagnostics if id(diagnostic) not in shown),
    )


def _print_for_programs(form: Form, found: Sequence[Diagnostic], checked: Checked, line: str) -> None:
    """Prints a form for programs and nothing else to standard output, the last line to standard error."""
    root = os.environ.get(ROOTS.get(form, ""), "") or os.getcwd()
    found = moved(found, lambda file: _from(root, file)) if form in ROOTS else found
    match form:
        case "json":
            text = as_json(found, checked)
        case "sarif":
            text = as_sarif(found, checked)
        case "gitlab":
            text = as_gitlab(found)
        case _:
            text = as_annotations(found)
            _append_summary(found, line)
            if len(found) > ANNOTATIONS:  # whatever has no annotation of its own is in the log
                print_findings(found, in_full=False, to=sys.stderr)
    sys.stdout.write(text)
    sys.stdout.flush()
    print(line, file=sys.stderr)


def _from(root: str, file: str) -> str:
    """A file relative to a root, with `/`; in full when it lies outside."""
    whole = os.path.abspath(file)
    folder, name = os.path.split(whole)
    for start, path in ((root, whole), (os.path.realpath(root), os.path.join(os.path.realpath(folder), name))):
        above = start.rstrip(os.sep) + os.sep
        if path.startswith(above):
            return path.removeprefix(above).replace(os.sep, "/")
    return whole.replace(os.sep, "/")


def _append_summary(found: Sequence[Diagnostic], line: str) -> None:
    """Adds the summary of a job to the file that GitHub names, if it names one, as far as there is room in it."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    try:
        taken = os.path.getsize(file) if os.path.exists(file) else 0
        with open(file, "a", encoding="utf-8", newline="\n") as summary:
            summary.write(as_summary(found, line, SUMMARY_BYTES - taken))
    except OSError as error:
        print(f"The summary cannot be written to {file}: {error.strerror or error}", file=sys.stderr)
