"""Problems as values: found by every stage, shown by `commands` alone."""

from visitgen.diagnostics import codes
from visitgen.diagnostics.codes import CODES, Code, Severity
from visitgen.diagnostics.diagnostic import (
    Diagnostic,
    Excerpt,
    Finding,
    Path,
    Pointer,
    Related,
    Span,
    did_you_mean,
    nearest,
    ordered,
    whole_file,
)

__all__ = [
    "CODES",
    "Code",
    "Diagnostic",
    "Excerpt",
    "Finding",
    "Path",
    "Pointer",
    "Related",
    "Severity",
    "Span",
    "codes",
    "did_you_mean",
    "nearest",
    "ordered",
    "whole_file",
]
