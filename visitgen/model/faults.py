"""What is wrong inside one record, before the record's own place is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from visitgen.diagnostics import Code, Finding, Path, Related
from visitgen.model.parts import Origin
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding whose path begins at the value being read; `others` are further paths of the same record."""

    code: Code
    message: str
    path: Path = ()
    on: Literal["value", "key"] = "value"
    label: str = ""
    help: str | None = None
    text: str | None = None
    related: tuple[Related, ...] = ()
    others: tuple[tuple[Path, str], ...] = ()

    def under(self, step: str | int) -> Fault:
        """The same fault as the holder of the value sees it."""
        return replace(
            self, path=(step, *self.path), others=tuple(((step, *path), label) for path, label in self.others)
        )

    def finding(self, origin: Origin) -> Finding:
        """The fault at its place in a file."""
        further = tuple(Related(at=origin.at(*path), label=label) for path, label in self.others)
        return Finding(
            code=self.code,
            message=self.message,
            at=origin.at(*self.path, on=self.on, text=self.text),
            label=self.label,
            related=(*further, *self.related),
            help=self.help,
        )


class Faults(Exception):
    """Everything wrong inside one value."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults
