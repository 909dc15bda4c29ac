"""Counts and charts as pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from visitgen.model.counting import COUNTED
from visitgen.model.records import Visit
from visitgen.plan.cards import year_of
from visitgen.plan.urls import year_address
from visitgen.plan.views import (
    Bar,
    Bars,
    Fact,
)
from visitgen.plan.words import (
    counted,
    listed,
)


def count_facts(journeys: int, visits: int, days: int, undated: int, others: int) -> tuple[Fact, ...]:
    """The three counts, always named, with what they leave out."""
    not_counted = f"{others:,} more not counted: planned or not made" if others else ""
    apart = f"{counted(undated, 'visit')} of unknown days apart" if undated else ""
    return (
        Fact(label="Journeys", text=f"{journeys:,}"),
        Fact(label="Visits", text=f"{visits:,}", note=not_counted),
        Fact(label="Days abroad", text=f"{days:,}", note=apart),
    )


def years_chart(visits: Sequence[Visit], title: str, status: Mapping[str, str]) -> Bars | None:
    """Counted visits per year from the first year to the last, gaps included; nothing when no visit counts."""
    per_year = Counter(year_of(visit) for visit in visits if status[visit.id] in COUNTED)
    if not per_year:
        return None
    top = max(per_year.values())
    busiest = [f"{year}" for year in sorted(per_year) if per_year[year] == top]
    years = range(min(per_year), max(per_year) + 1)
    most = f"most in {listed(busiest)}, with {top:,}" if len(busiest) < 4 else f"at most {top:,} a year"
    finding = f"{counted(sum(per_year.values()), 'visit')} from {years[0]} to {years[-1]}; {most}."
    if len(years) == 1:
        finding = f"{counted(top, 'visit')}, all in {years[0]}."
    return Bars(
        title=title,
        finding=finding,
        unit="visits",
        bars=tuple(
            Bar(
                label=f"{year}", value=per_year[year], share=-(-per_year[year] * 100 // top),
                address=year_address(year) if per_year[year] else None,
            )
            for year in years
        ),
    )  # fmt: skip
