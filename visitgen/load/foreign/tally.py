"""What an import did with every row, and what it noticed on the way: a value that `commands` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from visitgen.load.foreign.rows import Section
from visitgen.values import dataclass

Outcome = Literal["written", "merged", "already there", "unusable"]
OUTCOMES: tuple[Outcome, ...] = ("written", "merged", "already there", "unusable")
"""What can become of a row: exactly one of these. Unusable is a row without a date, or of a country nobody knows."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing noticed: why, and where for example."""

    reason: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """How often a thing was noticed, and the first example."""

    reason: str
    count: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The account of an import.

    Shapes: `rows` has a count for each outcome of each section read, and their sum is the number of rows read;
    `records` counts what is new and what the archive had, by kind.
    """

    rows: Mapping[Section, Mapping[Outcome, int]]
    records: Mapping[str, tuple[int, int]]
    noticed: tuple[Noticed, ...]

    def read(self, section: Section) -> int:
        """How many rows of a section were read."""
        return sum(self.rows[section].values())


def counted(remarks: Iterable[Remark]) -> tuple[Noticed, ...]:
    """The remarks by reason, the reasons in the order of their names."""
    found: dict[str, tuple[int, str]] = {}
    for remark in remarks:
        count, example = found.get(remark.reason, (0, remark.example))
        found[remark.reason] = (count + 1, example)
    return tuple(
        Noticed(reason=reason, count=count, example=example) for reason, (count, example) in sorted(found.items())
    )
