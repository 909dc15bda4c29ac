"""A check as SARIF 2.1.0, the form that code scanning services and editors take."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from visitgen.diagnostics.codes import CODES, Code
from visitgen.diagnostics.diagnostic import Diagnostic, Excerpt, Span
from visitgen.diagnostics.formats import Checked, dumped, fingerprints

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "visitgenProblem/v1"
"""The key of our fingerprints. GitHub's action makes its own, `primaryLocationLineHash`, when it sends a file up."""

_ROOT = "%SRCROOT%"


def as_sarif(diagnostics: Sequence[Diagnostic], checked: Checked) -> str:
    """The check as one SARIF run, with the rules that were run and what they found.

    Shapes: files by address relative to `%SRCROOT%`, the folder that the repository is checked out to; absolute file
    names, of what lies outside it, as `file:` addresses. Braces in messages stand as they are, not doubled: there are
    no placeholders, and readers show what they get. Units: columns in code points, the end exclusive, as in `Span`.
    Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
    """
    listed = {code.number: code for code in checked.rules} | {found.code.number: found.code for found in diagnostics}
    rules = [listed[number] for number in sorted(listed)]
    index = {code.number: place for place, code in enumerate(rules)}
    results = [
        _result(found, index[found.code.number], fingerprint)
        for found, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    run = {
        "tool": {"driver": {
            "name": "visitgen",
            "version": checked.version,
            "semanticVersion": checked.version,
            "rules": [_rule(code) for code in rules],
        }},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that the repository is checked out to."}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {
            "as_of": checked.as_of.isoformat(),
            "checked": {kind: number for kind, number in checked.records.items() if number},
            "rules": checked.rule_count,
            "rules_run": len(checked.rules),
            "complete": checked.complete,
        },
    }  # fmt: skip
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: Code) -> dict[str, object]:
    known = CODES.get(code.number, code)
    return {
        "id": code.number,
        "name": code.name,
        "shortDescription": {"text": code.what},
        "fullDescription": {"text": f"{code.what} {code.why}"},
        "help": {
            "text": f"{code.why}\n\n{code.cure}",
            "markdown": f"{code.why}\n\n**Cure.** {code.cure}\n\n`visitgen explain {code.number}` prints this.",
        },
        "defaultConfiguration": {"level": known.severity},
        "properties": {"problem.severity": "recommendation" if known.severity == "note" else known.severity},
    }


def _result(found: Diagnostic, rule_index: int, fingerprint: str) -> dict[str, object]:
    label = f" ({found.primary.label})" if found.primary.label else ""
    help = f"\nhelp: {found.help}" if found.help else ""
    made: dict[str, object] = {
        "ruleId": found.code.number,
        "ruleIndex": rule_index,
        "level": found.severity,
        "message": {"text": f"{found.message}{label}{help}"},
        "locations": [_location(found.primary.span)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if found.others:
        made["relatedLocations"] = [_related(other, number) for number, other in enumerate(found.others, 1)]
    return made


def _related(place: Excerpt, number: int) -> dict[str, object]:
    message = {"message": {"text": place.label}} if place.label else {}
    return {"id": number, **_location(place.span), **message}


def _location(span: Span) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(span.file),
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }
    }


def _artifact(file: str) -> dict[str, str]:
    """A file as an address: percent-encoded, relative to the root unless its name is absolute."""
    address = quote(file, safe="/", errors="surrogateescape")
    if file.startswith("/"):
        return {"uri": f"file://{address}"}
    if address[1:5] == "%3A/":  # a drive of Windows
        return {"uri": f"file:///{file[0]}:{address[4:]}"}
    return {"uri": address.removeprefix("./"), "uriBaseId": _ROOT}
