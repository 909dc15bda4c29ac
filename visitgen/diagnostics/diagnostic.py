"""A problem as a value, in two forms: as a stage found it, and complete for the reader."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

from visitgen.diagnostics.codes import Code, Severity
from visitgen.values import dataclass

LONGEST_WORD = 200
"""The most characters of a word that is looked for among known ones."""

Path = tuple[str | int, ...]
"""The way to a value inside one document: keys and list positions, outermost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a file. Units: lines and columns count from 1, columns in characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A value named by its way through a document; `load.located` turns it into a span.

    `on` chooses the value or its key; `text`, if given, narrows to its first occurrence inside the value.
    """

    file: str
    path: Path
    on: Literal["value", "key"] = "value"
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A second place that explains a finding."""

    at: Pointer | Span
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem as a stage found it: its place may still be a way through a document.

    `severity` is the site's own; `None` leaves the code's.
    """

    code: Code
    message: str
    at: Pointer | Span
    label: str = ""
    related: tuple[Related, ...] = ()
    help: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A place with the line it is on (`None` when the file has no such line) and what to say there."""

    span: Span
    line_text: str | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A problem complete for showing: where it is, the line it is on, and the cure."""

    code: Code
    severity: Severity
    message: str
    primary: Excerpt
    others: tuple[Excerpt, ...]
    help: str | None


def whole_file(file: str) -> Span:
    """The place of a problem that concerns a file and no line of it."""
    return Span(file=file, line=1, column=1, end_line=1, end_column=1)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics by file, line, column, code and message, each kept once."""

    def place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
        span = diagnostic.primary.span
        return (span.file, span.line, span.column, diagnostic.code.number, diagnostic.message)

    return tuple(sorted(dict.fromkeys(diagnostics), key=place))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A help line with the nearest known spelling, or `None` when nothing is near."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known spelling nearest to a word, or `None` when nothing is near."""
    near = get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.7) if len(word) <= LONGEST_WORD else []
    return near[0] if near else None
