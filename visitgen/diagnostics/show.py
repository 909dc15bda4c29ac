"""Diagnostics as text: in full, with the line and carets below it, or one line each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from visitgen.diagnostics.diagnostic import Diagnostic, Excerpt, Finding

WIDEST = 160
"""The most characters of a source line that are shown."""

LONGEST_VALUE = 100
"""The most characters of a quoted value that are shown in a message."""

_VALUE = re.compile(r"`([^`]*)`")


def full(diagnostic: Diagnostic) -> str:
    """A diagnostic with the places it is about, as `error[M201]: …`, and its help."""
    primary = diagnostic.primary
    width = max(len(str(place.span.line)) for place in (primary, *diagnostic.others))
    lines = [f"{diagnostic.severity}[{diagnostic.code.number}]: {words(diagnostic.message)}"]
    lines += _place(primary, "-->", "^", width)
    for other in diagnostic.others:
        lines += _place(other, ":::", "-", width)
    if diagnostic.help:
        lines.append(f"help: {words(diagnostic.help)}")
    return "\n".join(lines) + "\n"


def concise(diagnostic: Diagnostic) -> str:
    """A diagnostic on one line: `file:line:column: error[M201] message (help)`."""
    span = diagnostic.primary.span
    tail = f" ({words(diagnostic.help)})" if diagnostic.help else ""
    return (
        f"{visible(span.file)}:{span.line}:{span.column}: {diagnostic.severity}[{diagnostic.code.number}] "
        f"{words(diagnostic.message)}{tail}\n"
    )


def tally(found: Iterable[Diagnostic | Finding]) -> str:
    """How many there are of each severity: "2 errors, 1 warning"; "no problems"."""
    counts = Counter(one.severity or one.code.severity for one in found)
    parts = [
        f"{counts[severity]:,} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in ("error", "warning", "note")
        if counts[severity]
    ]
    return ", ".join(parts) or "no problems"


def _place(place: Excerpt, arrow: str, mark: str, width: int) -> list[str]:
    span = place.span
    lines = [f"{' ' * width}{arrow} {visible(span.file)}:{span.line}:{span.column}"]
    line = parted(place)
    if line is None:
        return [*lines, f"{' ' * width} = {words(place.label)}"] if place.label else lines
    before, meant, after = line
    carets = mark * max(1, _columns(meant))
    label = f" {words(place.label)}" if place.label else ""
    gutter = " " * width
    return [
        *lines,
        f"{gutter} |",
        f"{span.line:>{width}} | {before}{meant}{after}".rstrip(),
        f"{gutter} | {' ' * _columns(before)}{carets}{label}",
    ]


def parted(place: Excerpt) -> tuple[str, str, str] | None:
    """The line of a place in three parts, the second being what is meant; `None` when there is no line to show.

    Units: together at most `WIDEST` characters, all of which can be shown.
    """
    text, span = place.line_text, place.span
    if text is None or not text.strip():
        return None
    start = min(span.column - 1, len(text))
    end = min(span.end_column - 1, len(text)) if span.end_line == span.line else len(text.rstrip())
    cut = max(0, start - WIDEST // 2)
    last = cut + WIDEST
    end = min(max(end, start + 1), last)
    return _shown(text[cut:start]), _shown(text[start:end]), _shown(text[end:last])


def _shown(text: str) -> str:
    return visible(text.replace("\t", " "))


def words(text: str) -> str:
    """A message on one line: what is invisible replaced, quoted values cut in the middle when they are long."""

    def cut(value: re.Match[str]) -> str:
        inner = value[1]
        return value[0] if len(inner) <= LONGEST_VALUE else f"`{inner[:LONGEST_VALUE - 20]}…{inner[-19:]}`"

    return visible(_VALUE.sub(cut, text))


def visible(text: str) -> str:
    """The text with everything that a terminal would act on, or not show, replaced by one column each."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _columns(text: str) -> int:
    """The terminal columns a text takes, shown as `visible` makes it: wide letters two, combining marks none."""
    return sum(
        0
        if unicodedata.category(letter) in ("Mn", "Me")
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )
