"""What commands print: problems, and a progress line where somebody watches."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import TracebackType
from typing import TextIO

from visitgen.commands.profile import Profile
from visitgen.diagnostics import Code, Diagnostic, Finding
from visitgen.diagnostics.show import concise, full
from visitgen.load import Source, located
from visitgen.values import dataclass

PATIENCE = 0.5
"""Seconds before the progress line appears."""

MOST = 10
"""How many warnings and notes of one rule are printed for people, unless they ask for all."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was found on the way to something, and the sources of the files it is in, by file."""

    findings: tuple[Finding, ...]
    sources: Mapping[str, Source]

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The same with the line of each. Cost: reading again each file that a problem is in, so only when shown."""
        return located(self.findings, self.sources)


def print_findings(
    diagnostics: Sequence[Diagnostic], *, in_full: bool, to: TextIO | None = None, most: int | None = None
) -> None:
    """Prints problems, in full with a blank line after each, or one a line.

    `most` is how many warnings and notes of one rule are printed, at least one; a line says how many more there are.
    Errors are always printed.
    """
    stream = to or sys.stderr
    seen: Counter[Code] = Counter()
    for diagnostic in diagnostics:
        seen[diagnostic.code] += diagnostic.severity != "error"
        if most is None or diagnostic.severity == "error" or seen[diagnostic.code] <= most:
            print(full(diagnostic) if in_full else concise(diagnostic), end="\n" if in_full else "", file=stream)
    if most is not None:
        stream.write(_numbered({code: number - most for code, number in seen.items() if number > most}, " more"))
    stream.flush()


def distinct(findings: Sequence[Finding], more: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each once, of which the first are each there once already."""
    return tuple(dict.fromkeys((*findings, *more))) if more else tuple(findings)


def counts(findings: Iterable[Finding]) -> str:
    """A line for each rule that was found broken, with how many times."""
    return _numbered(Counter(finding.code for finding in findings))


def _numbered(numbers: Mapping[Code, int], more: str = "") -> str:
    in_order = sorted(numbers.items(), key=lambda item: item[0].number)
    return "".join(f"{number:,}{more} of {code.severity}[{code.number}] {code.name}\n" for code, number in in_order)


class Progress:
    """One line on a terminal that says what is going on, after half a second; silent anywhere else.

    A `profile` is told of the stages and the pages too.
    """

    def __init__(self, profile: Profile | None = None) -> None:
        self.profile = profile
        self.began = time.monotonic()
        self.shown = sys.stderr.isatty()
        self.name = ""
        self.total = 0
        self.last = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown and self.last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def stage(self, name: str, total: int = 0) -> None:
        """The next stage, and how many steps it has if that is known."""
        self.name, self.total = name, total
        if self.profile:
            self.profile.stage(name)
        self._show(0)

    def turn(self, name: str) -> None:
        """A short part of the stage, which is profiled under a name of its own."""
        if self.profile:
            self.profile.stage(name)

    def page(self, kind: str, template: str) -> None:
        """A page of this kind has been rendered."""
        if self.profile:
            self.profile.page(kind, template)

    def step(self, count: int) -> None:
        """So many steps of the stage are done."""
        if self.shown and count % 64 == 0:
            self._show(count)

    def _show(self, count: int) -> None:
        now = time.monotonic()
        if self.shown and now - self.began > PATIENCE and now - self.last > 0.1:
            self.last = now
            how_far = f" {count:,} of {self.total:,}" if self.total else ""
            sys.stderr.write(f"\r\x1b[K{self.name}{how_far} …")
            sys.stderr.flush()
