"""The counting rules, and what comes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from visitgen.model.counting import APART, COUNTED, counts_of
from visitgen.model.records import Visit
from visitgen.plan.figures import count_facts, years_chart
from visitgen.plan.landmarks import HOME, STATISTICS
from visitgen.plan.links import Linker
from visitgen.plan.views import (
    Bars,
    Fact,
    Link,
    Page,
    StatisticsView,
    Table,
)
from visitgen.plan.words import VERIFICATION, counted

TOP = 25
"""The rows of a table of those with most visits."""


def statistics_page(linker: Linker) -> Page:
    """The counting rules, and what comes of them."""
    archive = linker.archive
    visits = tuple(archive.visits.values())
    counted_visits = [visit for visit in visits if archive.status[visit.id] in COUNTED]
    bilateral = [visit for visit in counted_visits if visit.type not in APART and visit.event is None]
    counts = counts_of(visits, archive.journey_of, archive.status)
    years = years_chart(visits, "Visits per year", archive.status)
    return Page(
        kind="statistics",
        address=STATISTICS.address or "",
        template="pages/statistics.html",
        title="Statistics",
        description=f"Counting rules and figures for {counted(counts.visits, 'visit')}: per year, destinations, "
        "travellers, days abroad, quality of the data.",
        view=StatisticsView(
            rules=_RULES,
            counts=(
                *count_facts(counts.journeys, counts.visits, counts.days, counts.undated, counts.others),
                Fact(label="Of the visits, apart", text=f"{counts.apart:,}", note="transit, private and multilateral"),
            ),
            years=years or Bars(title="Visits per year", finding="No visit is on record yet.", unit="visits", bars=()),
            tables=(
                _top_table(linker, bilateral),
                _travellers(linker, bilateral),
                _quality(linker, visits),
            ),
        ),
        breadcrumbs=(HOME,),
        section=STATISTICS.address or "",
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
            "The tables of destinations and travellers leave out transit, private and multilateral visits.",
        ),
    )
)


def _top_table(linker: Linker, visits: Sequence[Visit]) -> Table:
    hosts = Counter(visit.host for visit in visits)
    travellers: dict[str, set[str]] = {}
    for visit in visits:
        travellers.setdefault(visit.host, set()).add(visit.visitor)
    rows = sorted(hosts.items(), key=lambda item: (-item[1], item[0]))[:TOP]
    return Table(
        title="Destinations",
        note=f"The {len(rows)} countries with most visits received, of {len(hosts):,}; transit, private and "
        "multilateral visits left out.",
        columns=("Country", "Visits", "Visitors"),
        rows=tuple(
            (linker.country(id, linker.archive.as_of), (f"{count:,}", f"{len(travellers[id]):,}")) for id, count in rows
        ),
    )


def _travellers(linker: Linker, visits: Sequence[Visit]) -> Table:
    archive = linker.archive
    by_leader: dict[str, list[Visit]] = {}
    for visit in visits:
        by_leader.setdefault(visit.visitor, []).append(visit)
    rows = sorted(by_leader.items(), key=lambda item: (-len(item[1]), item[0]))[:TOP]
    lines = []
    for _, made in rows:
        counts = counts_of(made, archive.journey_of, archive.status)
        figures = (f"{counts.visits:,}", f"{counts.journeys:,}", f"{counts.days:,}", f"{len({v.host for v in made}):,}")
        lines.append((linker.leader(made[0].visitor), figures))
    return Table(
        title="Travellers",
        note=f"The {len(rows)} leaders with most visits made, of {len(by_leader):,}; transit, private and multilateral "
        "visits left out. Days abroad are distinct days of visits whose days are known.",
        columns=("Leader", "Visits", "Journeys", "Days abroad", "Countries"),
        rows=tuple(lines),
    )


def _quality(linker: Linker, visits: Sequence[Visit]) -> Table:
    checked = Counter(visit.meta.verification for visit in visits)
    sources = Counter(min(len({c.source or c.url for c in visit.meta.sources}), 2) for visit in visits)
    undated = sum(not visit.when.known_days for visit in visits)
    total = len(visits) or 1

    def row(label: str, number: int) -> tuple[Link, tuple[str, ...]]:
        return Link(text=label), (f"{number:,}", f"{number * 100 / total:.1f} %")

    rows = [row("Two sources or more", sources[2]), row("One source", sources[1]), row("No source", sources[0]),
            row("Days not known", undated)]  # fmt: skip
    rows += [row(VERIFICATION[word], checked[word]) for word in VERIFICATION if checked[word]]
    return Table(
        title="Quality of the data",
        note=f"Of all {counted(len(visits), 'visit')} on record, planned and cancelled ones included.",
        columns=("Property", "Visits", "Share"),
        rows=tuple(rows),
    )
