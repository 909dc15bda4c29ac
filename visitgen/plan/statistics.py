"""The counting rules, and what comes of them."""

from __future__ import annotations

from visitgen.model.counting import counts_of
from visitgen.plan.exchanges import WHAT_COUNTS, reciprocity_chart, regions_chart
from visitgen.plan.figures import count_facts, years_chart
from visitgen.plan.landmarks import HOME, STATISTICS
from visitgen.plan.links import Linker
from visitgen.plan.rankings import (
    destinations_chart,
    envoys_chart,
    first_visits_chart,
    natures_chart,
    quality_chart,
    travellers_chart,
)
from visitgen.plan.tallies import Tallies
from visitgen.plan.views import Chart, Fact, Page, StatisticsView
from visitgen.plan.words import counted


def statistics_page(linker: Linker, tallies: Tallies) -> Page:
    """The counting rules, and what comes of them."""
    archive = linker.archive
    visits = tuple(archive.visits.values())
    counts = counts_of(visits, archive.journey_of, archive.status)
    charts = (
        visits_chart(tallies),
        _days_chart(tallies),
        natures_chart(tallies),
        destinations_chart(linker, tallies),
        travellers_chart(linker, tallies),
        envoys_chart(linker, tallies),
        regions_chart(tallies),
        reciprocity_chart(linker, tallies),
        first_visits_chart(linker, tallies),
        quality_chart(visits),
    )
    return Page(
        kind="statistics",
        address=STATISTICS.address or "",
        template="pages/statistics.html",
        title="Statistics",
        description=f"Counting rules and figures for {counted(counts.visits, 'visit')}: per year, destinations, "
        "travellers, days abroad, quality of the data.",
        view=StatisticsView(
            rules=_RULES,
            counts=count_facts(counts.journeys, counts.visits, counts.days, counts.undated, counts.others),
            charts=tuple(chart for chart in charts if chart),
        ),
        breadcrumbs=(HOME,),
        section=STATISTICS.address or "",
    )


def visits_chart(tallies: Tallies) -> Chart | None:
    """Visits per year of the whole archive."""
    return years_chart(
        tallies.years, anchor="per-year", title="Visits per year", rule=f"{WHAT_COUNTS} Each in the year it began."
    )


def _days_chart(tallies: Tallies) -> Chart | None:
    days = tallies.days.total()
    rule = "Distinct days of each leader, those of all leaders added up; a day in two countries counts once."
    if days and tallies.row_days > days:
        more = 100 * (tallies.row_days - days) / days
        rule += f" Adding up visit by visit would give {tallies.row_days:,}, {more:.1f} % too many."
    if tallies.undated:
        rule += f" {counted(tallies.undated, 'visit')} of unknown days apart."
    return years_chart(
        tallies.days, anchor="days", title="Days abroad", rule=rule, unit="day abroad", units="days abroad"
    )


_RULES = tuple(
    Fact(label=label, text=" ".join(text.split()))
    for label, text in (
        (
            "Journeys",
            """A journey is what a traveller does between leaving and returning home. Journeys are recorded as a
            whole, or derived: visits of one traveller are joined when the next begins on the last day of the
            one before, or on the day after it.""",
        ),
        (
            "Visits",
            "A visit is one visitor in one host country. A journey through three countries is three visits.",
        ),
        (
            "Days abroad",
            """Distinct days, the first and the last included: a day spent in two countries counts once. Only
            visits whose first and last day are known are counted; the others are told apart.""",
        ),
        (
            "What counts",
            """Only visits that are completed or under way. Planned, postponed and cancelled ones are kept on
            record and not counted. Transit, private and multilateral visits count, and are told apart.""",
        ),
        (
            "Destinations and travellers",
            """Rankings are of bilateral visits alone: transit, private and multilateral visits, and those made in
            the name of an international organisation, are counted in a table of their own.""",
        ),
    )
)
