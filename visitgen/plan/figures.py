"""Counts and charts of years, and the sentences that charts open with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from visitgen.model import Archive
from visitgen.model.vocabulary import VisitId
from visitgen.plan.grammar import to_country, with_article
from visitgen.plan.language import number_words, say, say_as, say_count, semicolon
from visitgen.plan.tallies import number_counted
from visitgen.plan.urls import year_address
from visitgen.plan.views import Chart, Column, Columns, Fact, Link, Row, RowGroup, Rows, Table
from visitgen.plan.words import capital, listed
from visitgen.values import dataclass

SHOWN = 10
"""The bars of a chart of those with most; its table goes on."""

FEW = 24
"""The most digits that columns can carry on a narrow page, one number a column."""

LISTED = 25
"""The rows of a table of those with most."""


@dataclass(frozen=True, slots=True)
class Direction:
    """One of two directions visits go in: its name, "received", and a number of visits in it, "4 visits received"."""

    name: str
    told: Callable[[int], str]


def received() -> Direction:
    """Visits to a country."""
    return Direction(
        say_as("visits", "received"),
        lambda number: (
            say_count(number, "{n} visit received", "{n} visits received") if number else say("none received")
        ),
    )


def sent() -> Direction:
    """Visits by a country's leaders."""
    return Direction(
        say_as("visits", "sent"),
        lambda number: say_count(number, "{n} visit sent", "{n} visits sent") if number else say("none sent"),
    )


def from_to(origin: str, aim: str) -> Direction:
    """Visits from one country, by name, to another."""
    way = {"origin": with_article(origin), "to_country": to_country(aim)}

    def told(number: int) -> str:
        if not number:
            return say("none from {origin} {to_country}", **way)
        return say_count(number, "{n} visit from {origin} {to_country}", "{n} visits from {origin} {to_country}", **way)

    return Direction(say("from {origin} {to_country}", **way), told)


def count_facts(journeys: int, visits: int, days: int, undated: int, others: int) -> tuple[Fact, ...]:
    """The three counts, always named, with what they leave out."""
    apart = say_count(undated, "{n} visit of unknown days apart", "{n} visits of unknown days apart") if undated else ""
    return (
        Fact(label=say("Journeys"), text=number_words(journeys)),
        Fact(label=say("Visits"), text=number_words(visits), note=not_counted(others)),
        Fact(label=say("Days abroad"), text=number_words(days), note=apart),
    )


def number_of_visits(archive: Archive, label: str, ids: Sequence[VisitId]) -> Fact:
    """How many visits count, and how many more are on record."""
    number = number_counted(archive, ids)
    return Fact(label=label, text=number_words(number), note=not_counted(len(ids) - number))


def not_counted(others: int) -> str:
    """What a count leaves out, in words; empty when nothing."""
    if not others:
        return ""
    return say_count(others, "{n} more not counted: planned or not made", "{n} more not counted: planned or not made")


def years_chart(
    per_year: Mapping[int, int], *, anchor: str, title: str, rule: str, total: str = "", column: str = "", top: int = 0
) -> Chart | None:
    """A number per year from the first year to the last, gaps included; nothing when there is no number.

    `total` is the sum in words, "34 entries", and `column` what is counted, "Entries"; where they are empty these are
    visits. `top` is what the scale goes up to where several pages share it.
    """
    years = sorted(year for year, number in per_year.items() if number)
    if not years:
        return None
    total = total or say_count(sum(per_year.values()), "{n} visit", "{n} visits")
    when = peak(per_year)
    gaps = [year for year in range(years[0], years[-1]) if not per_year.get(year)]
    if len(years) == 1:
        finding = say("{total}, {peak}.", total=total, peak=when)
    elif gaps:
        none = _gaps(gaps, years[-1] - years[0] + 1)
        finding = say(
            "{total} from {first} to {last}, {peak}; {none}.",
            total=total, first=years[0], last=years[-1], peak=when, none=none,
        )  # fmt: skip
    else:
        finding = say("{total} from {first} to {last}, {peak}.", total=total, first=years[0], last=years[-1], peak=when)
    columns = (say_as("column", "Year"), column or say("Visits"))
    return Chart(
        anchor=anchor,
        title=title,
        finding=finding,
        rule=rule,
        drawing=_drawing(per_year, {}, top=top) if len(years) > 1 else None,
        table=Table(title=title, note="", columns=columns, rows=tuple(_year_rows(per_year)), years=True)
        if len(years) > 1 else None,
    )  # fmt: skip


def two_way_chart(
    above: Mapping[int, int], below: Mapping[int, int], *, anchor: str, title: str, rule: str,
    directions: tuple[Direction, Direction],
) -> Chart | None:  # fmt: skip
    """Visits per year in two directions, on one scale."""
    years = {year for per_year in (above, below) for year, number in per_year.items() if number}
    if not years:
        return None
    clauses = []
    for per_year, direction in zip((above, below), directions, strict=True):
        number = sum(per_year.values())
        told = direction.told(number)
        clauses.append(say("{visits}, {peak}", visits=told, peak=peak(per_year)) if number else told)
    several = len(years) > 1
    made = any(above.values())  # where there is only the other direction, it stands upright
    words = (directions[0].name, directions[1].name)
    columns = (say_as("column", "Year"), capital(words[0]), capital(words[1]))
    return Chart(
        anchor=anchor,
        title=title,
        finding=say_as("sentence", "{text}.", text=capital(semicolon().join(clauses))),
        rule=rule,
        drawing=_drawing(above, below, words=words) if several and made else _drawing(below, {}) if several else None,
        table=Table(title=title, note="", columns=columns, rows=tuple(_year_rows(above, below)), years=True)
        if several else None,
    )  # fmt: skip


def peak(per_year: Mapping[int, int]) -> str:
    """When most was, in words: "most in 2009, with 34"; `per_year` holds at least one number above 0."""
    years = sorted(year for year, number in per_year.items() if number)
    top = max(per_year.values())
    if len(years) == 1:
        return say("all in {year}", year=years[0]) if top > 1 else say("in {year}", year=years[0])
    busiest = [f"{year}" for year in years if per_year[year] == top]
    number = number_words(top)
    if len(busiest) > 3 or len(busiest) == len(years) > 2:
        return say("never more than {number} a year", number=number)
    if len(busiest) == len(years):
        return say("{number} each in {years}", number=number, years=listed(busiest))
    if len(busiest) > 1:
        return say("most in {years}, with {number} each", years=listed(busiest), number=number)
    return say("most in {year}, with {number}", year=busiest[0], number=number)


def leading(numbers: Sequence[tuple[str, int]], total: int, counted: Callable[[int], str]) -> str:
    """Who has most, in words: "France, with 12 of 40"; of more than three that tie, how many, as `counted` says it.

    Shapes: `numbers` falling, at least one, `total` their sum.
    """
    top = numbers[0][1]
    names = [name for name, number in numbers if number == top]
    number = number_words(top)
    if len(names) > 3:
        return say("{names}, with {number} each", names=counted(len(names)), number=number)
    if len(names) > 1:
        return say(
            "{names}, with {number} each of {total}", names=listed(names), number=number, total=number_words(total)
        )
    return say("{name}, with {number} of {total}", name=names[0], number=number, total=number_words(total))


def countries(number: int) -> str:
    """A number of countries in words."""
    return say_count(number, "{n} country", "{n} countries")


def leaders(number: int) -> str:
    """A number of leaders in words."""
    return say_count(number, "{n} leader", "{n} leaders")


def rows_of(numbers: Sequence[tuple[Link, int]]) -> Rows:
    """Bars that lie, for the first of some numbers. Shapes: `numbers` falling."""
    top = numbers[0][1] if numbers else 1
    rows = (Row(link=link, text=number_words(number), share=share(number, top)) for link, number in numbers[:SHOWN])
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
            yield Link(text=text), (number_words(0),) * len(numbers)
        yield Link(text=f"{year}", address=year_address(year)), tuple(number_words(of.get(year, 0)) for of in numbers)
        before = year


def _gaps(years: Sequence[int], all: int) -> str:
    """The years with nothing, of `all` years in a row, in words."""
    if len(years) < 4:
        return say("none in {years}", years=listed(f"{year}" for year in years))
    number = number_words(len(years))
    return say_count(all, "none in {number} of the {n} years", "none in {number} of the {n} years", number=number)
