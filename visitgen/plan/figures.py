"""Counts and charts of years, and the sentences that charts open with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from visitgen.plan.urls import year_address
from visitgen.plan.views import Chart, Column, Columns, Fact, Link, Row, RowGroup, Rows, Table
from visitgen.plan.words import capital, counted, listed

SHOWN = 10
"""The bars of a chart of those with most; its table goes on."""

FEW = 24
"""The most digits that columns can carry on a narrow page, one number a column."""

LISTED = 25
"""The rows of a table of those with most."""


def count_facts(journeys: int, visits: int, days: int, undated: int, others: int) -> tuple[Fact, ...]:
    """The three counts, always named, with what they leave out."""
    apart = f"{counted(undated, 'visit')} of unknown days apart" if undated else ""
    return (
        Fact(label="Journeys", text=f"{journeys:,}"),
        Fact(label="Visits", text=f"{visits:,}", note=not_counted(others)),
        Fact(label="Days abroad", text=f"{days:,}", note=apart),
    )


def not_counted(others: int) -> str:
    """What a count leaves out, in words; empty when nothing."""
    return f"{others:,} more not counted: planned or not made" if others else ""


def years_chart(
    per_year: Mapping[int, int], *, anchor: str, title: str, rule: str, unit: str = "visit", units: str = "visits",
    top: int = 0,
) -> Chart | None:  # fmt: skip
    """A number per year from the first year to the last, gaps included; nothing when there is no number.

    `top` is what the scale goes up to where several pages share it.
    """
    years = sorted(year for year, number in per_year.items() if number)
    if not years:
        return None
    total = counted(sum(per_year.values()), unit, units)
    if len(years) == 1:
        finding = f"{total}, {peak(per_year)}."
    else:
        gaps = [year for year in range(years[0], years[-1]) if not per_year.get(year)]
        none = f"; none in {_gaps(gaps, years[-1] - years[0] + 1)}" if gaps else ""
        finding = f"{total} from {years[0]} to {years[-1]}, {peak(per_year)}{none}."
    return Chart(
        anchor=anchor,
        title=title,
        finding=finding,
        rule=rule,
        drawing=_drawing(per_year, {}, top=top) if len(years) > 1 else None,
        table=Table(title=title, note="", columns=("Year", capital(units)), rows=tuple(_year_rows(per_year)))
        if len(years) > 1 else None,
    )  # fmt: skip


def two_way_chart(
    above: Mapping[int, int], below: Mapping[int, int], *, anchor: str, title: str, rule: str, words: tuple[str, str]
) -> Chart | None:
    """Visits per year in two directions, on one scale; `words` name them: "received", "sent"."""
    years = {year for per_year in (above, below) for year, number in per_year.items() if number}
    if not years:
        return None
    told = (
        f"{counted(number, 'visit')} {word}, {peak(per_year)}" if (number := sum(per_year.values())) else f"none {word}"
        for per_year, word in zip((above, below), words, strict=True)
    )
    several = len(years) > 1
    made = any(above.values())  # where there is only the other direction, it stands upright
    columns = ("Year", *(capital(word) for word in words))
    return Chart(
        anchor=anchor,
        title=title,
        finding=f"{capital('; '.join(told))}.",
        rule=rule,
        drawing=_drawing(above, below, words=words) if several and made else _drawing(below, {}) if several else None,
        table=Table(title=title, note="", columns=columns, rows=tuple(_year_rows(above, below))) if several else None,
    )


def peak(per_year: Mapping[int, int]) -> str:
    """When most was, in words: "most in 2009, with 34"; `per_year` holds at least one number above 0."""
    years = sorted(year for year, number in per_year.items() if number)
    top = max(per_year.values())
    if len(years) == 1:
        return f"all in {years[0]}" if top > 1 else f"in {years[0]}"
    busiest = [f"{year}" for year in years if per_year[year] == top]
    if len(busiest) == len(years):
        return f"never more than {top:,} a year" if len(years) > 2 else f"{top:,} each in {listed(busiest)}"
    if len(busiest) > 3:
        return f"never more than {top:,} a year"
    return f"most in {listed(busiest)}, with {top:,}{' each' if len(busiest) > 1 else ''}"


def most(numbers: Sequence[tuple[str, int]], total: int, done: str, many: str) -> str:
    """Who has most of the visits, as a sentence; `done` is what befell them: "received by".

    Shapes: `numbers` falling, at least one, `total` their sum.
    """
    if len(numbers) == 1:
        return f"{'The one visit was' if total == 1 else f'All {total:,} visits were'} {done} {numbers[0][0]}."
    return f"Most visits were {done} {leading(numbers, total, many)}."


def leading(numbers: Sequence[tuple[str, int]], total: int, many: str) -> str:
    """Who has most, in words: "France, with 12 of 40"; of more than three that tie, how many."""
    top = numbers[0][1]
    names = [name for name, number in numbers if number == top]
    if len(names) > 3:
        return f"{len(names):,} {many}, with {top:,} each"
    return f"{listed(names)}, with {top:,}{' each' if len(names) > 1 else ''} of {total:,}"


def rows_of(numbers: Sequence[tuple[Link, int]]) -> Rows:
    """Bars that lie, for the first of some numbers. Shapes: `numbers` falling."""
    top = numbers[0][1] if numbers else 1
    rows = (Row(link=link, text=f"{number:,}", share=share(number, top)) for link, number in numbers[:SHOWN])
    return Rows(groups=(RowGroup(heading="", rows=tuple(rows)),))


def share(number: int, of: int) -> float:
    """How much a number is of another. Units: percent, two decimals."""
    return round(100 * number / of, 2) if of else 0


def year_tick(year: int, all: int) -> Literal[0, 1, 2]:
    """Whether a year of `all` years in a row is named under a chart: 1 yes, 2 if there is room, 0 no."""
    always, roomy = next((steps for most, *steps in _STEPS if all <= most), _STEPS[-1][1:])
    return 1 if year % always == 0 else 2 if year % roomy == 0 else 0


_STEPS = (
    (7, 1, 1),
    (14, 2, 1),
    (35, 5, 5),
    (70, 10, 5),
    (140, 20, 10),
    (350, 50, 10),
    (700, 100, 50),
    (9999, 500, 100),
)
"""For up to so many years: one in how many is named always, and one in how many if there is room."""


def _drawing(
    above: Mapping[int, int], below: Mapping[int, int], *, top: int = 0, words: tuple[str, str] = ("", "")
) -> Columns:
    years = [year for per_year in (above, below) for year, number in per_year.items() if number]
    all = max(years) - min(years) + 1
    most = max(*above.values(), *below.values(), 0)
    top, bottom = max(top, *above.values(), 0), max(*below.values(), 0, 0)
    few = all * len(f"{most}") <= FEW
    return Columns(
        columns=tuple(
            Column(
                label=f"{year}", value=above.get(year, 0), below=below.get(year, 0), tick=year_tick(year, all),
                address=year_address(year) if above.get(year) or below.get(year) else None,
            )
            for year in range(min(years), max(years) + 1)
        ),
        top=top,
        bottom=bottom,
        few=few,
        grid=() if few else _grid(top, bottom),
        words=words,
    )  # fmt: skip


def _grid(top: int, bottom: int) -> tuple[int, ...]:
    """At most four round values to either side of the line, those below it negative; the line itself left out."""
    most = max(top, bottom)
    step = next(unit * 10**power for power in range(9) for unit in (1, 2, 5) if most / (unit * 10**power) <= 4)
    return tuple(value for value in range(-(bottom // step) * step, top + 1, step) if value)


def _year_rows(*numbers: Mapping[int, int]) -> Iterator[tuple[Link, tuple[str, ...]]]:
    """A row a year; years without any number in a row are one row: "1919–1921"."""
    before: int | None = None
    for year in sorted({year for per_year in numbers for year, number in per_year.items() if number}):
        if before is not None and year - before > 1:
            text = f"{before + 1}" if year - before == 2 else f"{before + 1}–{year - 1}"
            yield Link(text=text), ("0",) * len(numbers)
        yield Link(text=f"{year}", address=year_address(year)), tuple(f"{of.get(year, 0):,}" for of in numbers)
        before = year


def _gaps(years: Sequence[int], all: int) -> str:
    return listed(f"{year}" for year in years) if len(years) < 4 else f"{len(years):,} of the {all:,} years"
