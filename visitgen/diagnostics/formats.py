"""A check as text for programs: the JSON of visitgen itself, GitLab's code quality report; and its last line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from visitgen.diagnostics.codes import Code, Severity
from visitgen.diagnostics.diagnostic import Diagnostic, Excerpt
from visitgen.diagnostics.show import tally, visible
from visitgen.values import dataclass

SCHEMA = 1
"""The version of the JSON form; it grows by one when a key is renamed, removed or changes its meaning."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""Worst first."""

_GITLAB: Mapping[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}
_MOST_PATHS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check looked at, so that "nothing found" means something.

    Shapes: `records` by kind in the plural, zeros included; `rules` those that were run, by number, of `rule_count`
    that there are; `off` names those that the settings switch off; `complete` is whether all others were run;
    `page_count` is 0 when no site could be made. `paths` are those the check was restricted to, as typed, empty for
    all, and `outside` those of them where nothing is read; `elsewhere` are the problems that lie in none of them.
    """

    version: str
    content: str
    as_of: date
    records: Mapping[str, int]
    rules: tuple[Code, ...]
    rule_count: int
    off: tuple[str, ...] = ()
    complete: bool
    page_count: int
    paths: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    elsewhere: tuple[Diagnostic, ...] = ()


def counted(records: Mapping[str, int]) -> str:
    """The records by kind: "1,204 visits, 1 leader"; "no records"."""
    shown = (f"{number:,} {kind if number != 1 else _singular(kind)}" for kind, number in records.items() if number)
    return ", ".join(shown) or "no records"


def last_line(shown: Sequence[Diagnostic], checked: Checked, seconds: float) -> str:
    """What was checked and how much was found. Units: seconds."""
    found = tally(shown)
    if checked.paths:
        found += f" in {_few(checked.paths, 'paths')}"
    if checked.outside:
        found += f" (nothing is read in {_few(checked.outside, 'of them')})"
    if checked.elsewhere:
        found += f", {tally(checked.elsewhere)} elsewhere"
    of = f"of {checked.rule_count:,} " if checked.off or not checked.complete else ""
    rules = f"{len(checked.rules):,} {of}rules"
    whys = [f"switched off: {', '.join(checked.off)}"] if checked.off else []
    whys += [] if checked.complete else ["the others need records without errors"]
    rules += f" ({'; '.join(whys)})" if whys else ""
    rules += f", {checked.page_count:,} pages" if checked.page_count else ""
    return (
        f"Checked {counted(checked.records)} in {visible(checked.content)}; as of {checked.as_of.isoformat()}: "
        f"{found}; {rules}, {seconds:.1f} s"
    )


def moved(diagnostics: Sequence[Diagnostic], file: Callable[[str], str]) -> tuple[Diagnostic, ...]:
    """The diagnostics with every file named anew, in the same order."""

    def place(excerpt: Excerpt) -> Excerpt:
        return replace(excerpt, span=replace(excerpt.span, file=file(excerpt.span.file)))

    return tuple(
        replace(found, primary=place(found.primary), others=tuple(place(other) for other in found.others))
        for found in diagnostics
    )


def worst_first(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics by severity; those of one severity in the order they had."""
    return tuple(sorted(diagnostics, key=lambda found: SEVERITIES.index(found.severity)))


def fingerprints(diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    """A name for each diagnostic, unique, and the same as long as the problem is.

    Shapes: one for one; 64 hexadecimal digits. They rest on the code, the file, the message and the words of the line,
    never on its number, so that lines added above change nothing; what is equal in all of these is counted from above.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    made = []
    for found in diagnostics:
        line = " ".join((found.primary.line_text or "").split())
        parts = (found.code.number, found.primary.span.file, found.message, line)
        made.append(sha256("\0".join((*parts, str(seen[parts]))).encode(errors="surrogatepass")).hexdigest())
        seen[parts] += 1
    return tuple(made)


def as_json(diagnostics: Sequence[Diagnostic], checked: Checked) -> str:
    """The check in visitgen's own form. Source: docs/check-output.md."""
    return dumped({
        "tool": "visitgen",
        "version": checked.version,
        "schema": SCHEMA,
        "as_of": checked.as_of.isoformat(),
        "checked": {
            "content": checked.content,
            "paths": list(checked.paths),
            "records": {kind.replace(" ", "_"): number for kind, number in checked.records.items()},
            "rules_run": len(checked.rules),
            "rules": checked.rule_count,
            "rules_off": list(checked.off),
            "pages": checked.page_count,
            "complete": checked.complete,
        },
        "found": _tallied(diagnostics),
        "found_elsewhere": _tallied(checked.elsewhere),
        "diagnostics": [
            {
                "code": found.code.number,
                "name": found.code.name,
                "severity": found.severity,
                "message": found.message,
                "help": found.help,
                "primary": _place(found.primary),
                "related": [_place(other) for other in found.others],
            }
            for found in diagnostics
        ],
    })  # fmt: skip


def as_gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """The problems as a code quality report of GitLab: a list, empty when there are none.

    Source: GitLab, "Code Quality", report format: `description`, `check_name`, `fingerprint`, `severity`, `location`.
    """
    return dumped([
        {
            "description": f"{found.message} ({found.help})" if found.help else found.message,
            "check_name": f"{found.code.number} {found.code.name}",
            "fingerprint": fingerprint,
            "severity": _GITLAB[found.severity],
            "location": {"path": found.primary.span.file, "lines": {"begin": found.primary.span.line}},
        }
        for found, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ])  # fmt: skip


def dumped(value: object) -> str:
    """A value as JSON that any terminal, pipe and strict reader takes: ASCII, and no half of a surrogate pair."""
    return json.dumps(_whole(value), indent=2) + "\n"


def _whole(value: object) -> object:
    """The value with what no text may hold replaced: names of files on disk can have it."""
    match value:
        case str():
            return value.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")
        case dict():
            return {key: _whole(inner) for key, inner in value.items()}
        case list():
            return [_whole(inner) for inner in value]
    return value


def _place(place: Excerpt) -> dict[str, object]:
    span = place.span
    return {
        "file": span.file, "line": span.line, "column": span.column, "end_line": span.end_line,
        "end_column": span.end_column, "label": place.label,
    }  # fmt: skip


def _tallied(diagnostics: Sequence[Diagnostic]) -> dict[str, int]:
    """How many there are of each severity, zeros included."""
    counts = Counter(found.severity for found in diagnostics)
    return {f"{severity}s": counts[severity] for severity in SEVERITIES}


def _few(paths: Sequence[str], many: str) -> str:
    return visible(", ".join(paths)) if len(paths) <= _MOST_PATHS else f"{len(paths):,} {many}"


def _singular(kind: str) -> str:
    return f"{kind[:-3]}y" if kind.endswith("ies") else kind[:-1]
