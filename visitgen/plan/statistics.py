"""The counting rules, and what comes of them."""

from __future__ import annotations

from decimal import Decimal

from visitgen.model.counting import counts_of
from visitgen.plan.exchanges import WHAT_COUNTS, reciprocity_chart, regions_chart
from visitgen.plan.figures import count_facts, years_chart
from visitgen.plan.landmarks import HOME, STATISTICS
from visitgen.plan.language import number_words, say, say_count, to_say
from visitgen.plan.links import Linker
from visitgen.plan.quality import quality_chart
from visitgen.plan.rankings import (
    destinations_chart,
    envoys_chart,
    first_visits_chart,
    natures_chart,
    travellers_chart,
)
from visitgen.plan.tallies import Tallies
from visitgen.plan.views import Chart, Fact, Page, StatisticsView


def statistics_page(linker: Linker, tallies: Tallies) -> Page:
    """The counting rules, and what comes of them."""
    archive = linker.archive
    visits = tuple(archive.outlines.values())
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
        address=STATISTICS.address,
        template="pages/statistics.html",
        title=STATISTICS.name,
        description=say_count(
            counts.visits,
            "Counting rules and figures for {n} visit: per year, destinations, travellers, days abroad, quality of "
            "the data.",
            "Counting rules and figures for {n} visits: per year, destinations, travellers, days abroad, quality of "
            "the data.",
        ),
        view=StatisticsView(
            rules=tuple(Fact(label=say(label), text=say(text)) for label, text in _RULES),
            counts=count_facts(counts.journeys, counts.visits, counts.days, counts.undated, counts.others),
            charts=tuple(chart for chart in charts if chart),
        ),
        breadcrumbs=(HOME.link,),
        section=STATISTICS.address,
    )


def visits_chart(tallies: Tallies) -> Chart | None:
    """Visits per year of the whole archive."""
    return years_chart(
        tallies.years,
        anchor="per-year",
        title=say("Visits per year"),
        rule=say("{what_counts} Each in the year it began.", what_counts=say(WHAT_COUNTS)),
    )


def _days_chart(tallies: Tallies) -> Chart | None:
    days = sum(tallies.days.values())
    rules = [say("Distinct days of each leader, those of all leaders added up; a day in two countries counts once.")]
    if days and tallies.row_days > days:
        more = 100 * (tallies.row_days - days) / days
        rules.append(
            say(
                "Adding up visit by visit would give {number}, {percent} % too many.",
                number=number_words(tallies.row_days),
                percent=number_words(Decimal(f"{more:.1f}")),
            )
        )
    if tallies.undated:
        rules.append(
            say_count(tallies.undated, "{n} visit of unknown days apart.", "{n} visits of unknown days apart.")
        )
    return years_chart(
        tallies.days,
        anchor="days",
        title=say("Days abroad"),
        rule=" ".join(rules),
        total=say_count(days, "{n} day abroad", "{n} days abroad"),
        column=say("Days abroad"),
    )


_RULES = (
    (
        to_say("Journeys"),
        to_say(
            "A journey is what a traveller does between leaving and returning home. Journeys are recorded as a whole, "
            "or derived: visits of one traveller are joined when the next begins on the last day of the one before, or "
            "on the day after it."
        ),
    ),
    (
        to_say("Visits"),
        to_say("A visit is one visitor in one host country. A journey through three countries is three visits."),
    ),
    (
        to_say("Days abroad"),
        to_say(
            "Distinct days, the first and the last included: a day spent in two countries counts once. Only visits "
            "whose first and last day are known are counted; the others are told apart."
        ),
    ),
    (
        to_say("What counts"),
        to_say(
            "Only visits that are completed or under way. Planned, postponed and cancelled ones are kept on record and "
            "not counted. Transit, private and multilateral visits count, and are told apart."
        ),
    ),
    (
        to_say("Destinations and travellers"),
        to_say(
            "Rankings are of bilateral visits alone: transit, private and multilateral visits, and those made in the "
            "name of an international organisation, are counted in a table of their own."
        ),
    ),
)
"""The rules by which charts and tables count: a heading and a text each, as messages."""
