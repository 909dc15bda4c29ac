"""Charts and tables: what is drawn, what it shows in a sentence, and the same numbers in rows."""

from __future__ import annotations

from typing import Literal

from visitgen.plan.views.words import Link, Time
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A month or a year of the chronology, with its entries. `share` is the length of its bar, 0 to 100."""

    label: str
    value: int
    share: int
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of figures; the first column is the row's name. `years` tells that each row is of a year, or of several."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Link, tuple[str, ...]], ...]
    years: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One year: `value` stands above the line, `below` hangs under it. A gap is 0 and has no address.

    Shapes: `tick` is 1 where the year is named, 2 where it is named if there is room, else 0.
    """

    label: str
    value: int
    below: int = 0
    address: str | None = None
    tick: Literal[0, 1, 2] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Upright columns, one a year, none left out. `top` and `bottom` are what the scale goes up and down to.

    Shapes: where the columns are `few`, each has its number; else `grid` names some values, those below the line
    negative. `words` tell the two directions apart.
    """

    columns: tuple[Column, ...]
    top: int
    bottom: int = 0
    few: bool = False
    grid: tuple[int, ...] = ()
    words: tuple[str, str] = ("", "")
    kind: Literal["columns"] = "columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One bar that lies, with its number in words. `share` is its length, 0 to 100."""

    link: Link
    text: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """Bars under one heading; no heading where they are alone."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Bars that lie, all on one scale."""

    groups: tuple[RowGroup, ...]
    kind: Literal["rows"] = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two numbers of one row, drawn away from a middle line. `shares` are lengths, in percent of the whole width."""

    link: Link
    values: tuple[int, int]
    shares: tuple[float, float]
    names: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Two directions, back to back on one scale, from a line at `middle`, 0 to 100.

    Shapes: `words` say what lies to either side, where that is the same in all rows.
    """

    pairs: tuple[Pair, ...]
    middle: float
    words: tuple[str, str] = ("", "")
    kind: Literal["pairs"] = "pairs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number in a matrix; `shade` 0 (none) to 5 repeats its size."""

    value: int
    shade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Counts from each row to each column, with sums. `shades` say what each shade means, from 1 up."""

    corner: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...], int], ...]
    sums: tuple[int, ...]
    shades: tuple[str, ...]
    kind: Literal["matrix"] = "matrix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a lane, from `begin` to `end`, 0 to 100; `sure` unless it only may belong to it."""

    begin: float
    end: float
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One line of a strip of time: an office with its spans, or visits with their days.

    Shapes: `before` and `after` tell of a beginning or an end not on record; a lane without `spans` is not drawn.
    """

    kind: Literal["office", "visits"]
    title: str
    when: Time = ()
    note: str = ""
    spans: tuple[Span, ...] = ()
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """Lanes above one axis of time; `years` are where years begin, each (year, place 0 to 100).

    Shapes: `ticks` are the years named, each (year, place, tick) with `tick` as for columns.
    """

    lanes: tuple[Lane, ...]
    years: tuple[tuple[int, float], ...]
    ticks: tuple[tuple[int, float, int], ...]
    kind: Literal["lanes"] = "lanes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A figure: its finding in a sentence, how it was counted and in what unit, and the same numbers in a table.

    Shapes: `drawing` is `None` where there is too little to draw, and `table` where the drawing is one.
    """

    anchor: str
    title: str
    finding: str
    rule: str
    drawing: Columns | Rows | Pairs | Matrix | Lanes | None
    table: Table | None
