"""Diagnostics as the overlay shows them: values for JSON, all of them plain text."""

from __future__ import annotations

from typing import TypedDict

from visitgen.diagnostics import Diagnostic, Excerpt
from visitgen.diagnostics.show import parted, visible, words


class Place(TypedDict):
    """A place in a file. `line` is its text in three, the middle being what is meant; empty when there is no line."""

    where: str
    number: int
    line: tuple[str, str, str] | tuple[()]
    label: str


class Problem(TypedDict):
    """A problem. `severity` is error, warning, note, or fault for one of visitgen itself; then `trace` has lines."""

    severity: str
    code: str
    message: str
    help: str
    places: list[Place]
    trace: str


def problem(diagnostic: Diagnostic) -> Problem:
    """A diagnostic, its own place first."""
    return Problem(
        severity=diagnostic.severity,
        code=diagnostic.code.number,
        message=words(diagnostic.message),
        help=words(diagnostic.help or ""),
        places=[_place(place) for place in (diagnostic.primary, *diagnostic.others)],
        trace="",
    )


def fault(summary: str, trace: str) -> Problem:
    """A fault of visitgen itself, with the lines of its code."""
    lines = "\n".join(visible(line) for line in trace.splitlines())
    return Problem(severity="fault", code="", message=visible(summary), help="", places=[], trace=lines)


def _place(place: Excerpt) -> Place:
    span = place.span
    where = f"{visible(span.file)}:{span.line}:{span.column}"
    return Place(where=where, number=span.line, line=parted(place) or (), label=words(place.label))
