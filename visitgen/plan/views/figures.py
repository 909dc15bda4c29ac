"""Charts and tables."""

from __future__ import annotations

from dataclasses import dataclass

from visitgen.plan.views.words import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart, and one row of its table. `share` is its length, 0 to 100."""

    label: str
    value: int
    share: int
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A row of bars: its title, its finding in a sentence, and what one unit is."""

    title: str
    finding: str
    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of figures; the first column is the row's name."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Link, tuple[str, ...]], ...]
