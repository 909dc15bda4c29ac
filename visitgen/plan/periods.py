"""The front page and the chronology: all of it, a year, a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from visitgen.model import Archive
from visitgen.model.counting import COUNTED, counts_of
from visitgen.model.vocabulary import MeetingId, VisitId
from visitgen.plan.cards import Cardfile, year_of
from visitgen.plan.figures import count_facts, years_chart
from visitgen.plan.landmarks import HOME, INDEXES, TIMELINE
from visitgen.plan.language import number_words, say, say_count, spoken
from visitgen.plan.links import Linker
from visitgen.plan.statistics import visits_chart
from visitgen.plan.tallies import Tallies
from visitgen.plan.urls import day_anchor, month_address, year_address
from visitgen.plan.views import (
    Bar,
    Card,
    Cards,
    Fact,
    HomeView,
    Link,
    Page,
    PeriodView,
    TimelineView,
    Way,
    YearLine,
)
from visitgen.plan.words import capital, month_words, weekday_words
from visitgen.values import dataclass

K = TypeVar("K")

LATEST = 12
"""The visits shown on the front page."""

LONGEST_TIMELINE = 600
"""The most entries the chronology shows on one page; a longer one leads to its years."""

PLANNED = frozenset({"announced", "confirmed"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A visit or a meeting of no visit, at its place in time. Unknown, `month` is 0 and `day` `None`."""

    year: int
    month: int
    day: date | None
    visit: VisitId | None = None
    meeting: MeetingId | None = None


Month = tuple[int, int]
"""A year and a month."""


@dataclass(frozen=True, slots=True)
class Chronology:
    """All entries by year, each in order of time. What has entries is followed by what is next: years and months."""

    years: Mapping[int, tuple[Entry, ...]]
    year_ways: Mapping[int, tuple[int | None, int | None]]
    month_ways: Mapping[Month, tuple[Month | None, Month | None]]


def chronology(archive: Archive) -> Chronology:
    """Every visit, and every dated meeting that belongs to none, in order of time. Cost: one sort of all."""
    found: list[tuple[tuple[date, int, str], Entry]] = []
    for visit in archive.visits.values():
        known = visit.when.start if visit.when.within is None else None
        precision = known.precision if known else "month"
        entry = Entry(*_place_in_time(year_of(visit), visit.when.first, precision), visit=visit.id)
        found.append(((visit.when.first, 0, visit.id), entry))
    for meeting in archive.meetings.values():
        first = meeting.when.first
        if first and meeting.id not in archive.visits_of_meeting:
            year = meeting.when.last.year if first == date.min and meeting.when.last else first.year
            entry = Entry(*_place_in_time(year, first, meeting.when.precision), meeting=meeting.id)
            found.append(((first, 1, meeting.id), entry))
    years: dict[int, list[Entry]] = {}
    for _, entry in sorted(found, key=lambda pair: pair[0]):
        years.setdefault(entry.year, []).append(entry)
    months = sorted({(entry.year, entry.month) for entries in years.values() for entry in entries if entry.month})
    return Chronology(
        years={year: tuple(years[year]) for year in sorted(years)},
        year_ways=_neighbours(sorted(years)),
        month_ways=_neighbours(months),
    )


def _neighbours(places: Sequence[K]) -> dict[K, tuple[K | None, K | None]]:
    """What comes before and after each, in their order."""
    return dict(zip(places, zip([None, *places], [*places[1:], None], strict=False), strict=False))


def _place_in_time(year: int, first: date, precision: str) -> tuple[int, int, date | None]:
    known_month = precision in ("day", "month") and first.year == year and first != date.min
    return year, first.month if known_month else 0, first if precision == "day" else None


def _card(cards: Cardfile, entry: Entry) -> Card:
    if entry.visit is not None:
        return cards.visits[entry.visit]
    assert entry.meeting is not None
    return cards.meetings[entry.meeting]


def home_page(linker: Linker, cards: Cardfile, tallies: Tallies, doors: Iterable[Link]) -> Page:
    """The front page."""
    archive = linker.archive
    site = archive.site
    visits = tuple(archive.outlines.values())
    counts = counts_of(visits, archive.journey_of, archive.status)
    happened = [visit.id for visit in visits if archive.status[visit.id] in COUNTED]
    upcoming = [
        visit.id for visit in visits if archive.status[visit.id] in PLANNED and visit.when.first >= archive.as_of
    ]
    description = site.tagline or say_count(
        len(visits),
        "A chronology of {n} diplomatic visit, with sources.",
        "A chronology of {n} diplomatic visits, with sources.",
    )
    return Page(
        kind="home",
        address="",
        template="pages/home.html",
        title=site.title,
        description=description,
        view=HomeView(
            scope=linker.prose(site.scope),
            counts=(
                Fact(label=INDEXES["leader"].name, text=number_words(len(archive.leaders))),
                Fact(label=INDEXES["country"].name, text=number_words(len(linker.countries))),
                *count_facts(counts.journeys, counts.visits, counts.days, counts.undated, counts.others),
            ),
            years=visits_chart(tallies),
            upcoming=cards.of_visits(upcoming),
            latest=cards.of_visits(reversed(happened[-LATEST:])),
            doors=tuple(Fact(label=door.text, links=(door,)) for door in doors),
        ),
        feed="feed.xml",
    )


def timeline_page(chronology: Chronology, cards: Cardfile) -> Page:
    """The whole chronology, or its years when it is long."""
    years = chronology.years
    total = sum(len(entries) for entries in years.values())
    top = max((len(entries) for entries in years.values()), default=1)
    span = range(min(years), max(years) + 1) if years else range(0)
    lines = tuple(
        YearLine(
            year=year, count=len(years.get(year, ())), address=year_address(year) if year in years else None,
            share=-(-len(years.get(year, ())) * 100 // top),
        )
        for year in span
    )  # fmt: skip
    groups = tuple(
        Cards(
            heading=f"{year}", anchor=f"y{year}", cards=tuple(_card(cards, entry) for entry in years[year]),
            address=year_address(year), note=_entries(len(years[year])),
        )
        for year in sorted(years)
    ) if total <= LONGEST_TIMELINE else ()  # fmt: skip
    return Page(
        kind="timeline",
        address=TIMELINE.address,
        template="pages/timeline.html",
        title=TIMELINE.name,
        description=say_count(
            total, "All {n} entry from {first} to {last}, oldest first.",
            "All {n} entries from {first} to {last}, oldest first.", first=span[0], last=span[-1],
        ) if span else say("No entries yet."),
        view=TimelineView(
            chart=years_chart(
                {year: len(entries) for year, entries in years.items()}, anchor="per-year",
                title=say("Entries per year"),
                total=_entries(total), column=say("Entries"),
                rule=say("Visits, and meetings that belong to none; planned and cancelled ones too."),
            ),
            years=lines, groups=groups, total=_entries(total),
        ),
        breadcrumbs=(HOME.link,),
        section="timeline/",
        feed="feed.xml",
    )  # fmt: skip


def year_pages(chronology: Chronology, cards: Cardfile, year: int) -> Iterator[Page]:
    """The page of a year, and of every month of it that has entries."""
    entries = chronology.years[year]
    yield _year_page(year, entries, cards, _year_way(chronology.year_ways[year]))
    for month in sorted({entry.month for entry in entries if entry.month}):
        inside = [entry for entry in entries if entry.month == month]
        yield _month_page(year, month, inside, cards, _month_way(chronology.month_ways[year, month]))


def _year_page(year: int, entries: Sequence[Entry], cards: Cardfile, way: Way) -> Page:
    per_month = Counter(entry.month for entry in entries)
    top = max(per_month.values())
    groups = tuple(
        Cards(
            heading=capital(month_words(year, month)) if month else say("{year}, month not known", year=year),
            anchor=f"m{month:02}" if month else "month-not-known",
            cards=tuple(_card(cards, entry) for entry in entries if entry.month == month),
            address=month_address(year, month) if month else None,
            note=_entries(per_month[month]),
        )
        for month in sorted(per_month, key=lambda month: month or 13)
    )
    return Page(
        kind="year",
        address=year_address(year),
        template="pages/year.html",
        title=f"{year}",
        description=say_count(
            len(entries), "Diplomatic visits and meetings of {year}: {n} entry by month.",
            "Diplomatic visits and meetings of {year}: {n} entries by month.", year=year,
        ),
        view=PeriodView(
            heading=f"{year}",
            summary=_entries(len(entries)),
            groups=groups,
            parts=tuple(
                Bar(
                    label=capital(spoken().months[month - 1]), value=per_month[month],
                    share=-(-per_month[month] * 100 // top),
                    address=f"{year_address(year)}#m{month:02}" if per_month[month] else None,
                )
                for month in range(1, 13)
            ),
            way=way,
        ),
        breadcrumbs=(HOME.link, TIMELINE.link),
        section="timeline/",
    )  # fmt: skip


def _month_page(year: int, month: int, entries: Sequence[Entry], cards: Cardfile, way: Way) -> Page:
    days: dict[date | None, list[Card]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(_card(cards, entry))
    name = month_words(year, month)
    groups = tuple(
        Cards(
            heading=capital(weekday_words(day) if day else say("{month}, day not known", month=name)),
            anchor=day_anchor(day) if day else "day-not-known",
            cards=tuple(of_day),
        )
        for day, of_day in sorted(days.items(), key=lambda item: item[0] or date.max)
    )
    return Page(
        kind="month",
        address=month_address(year, month),
        template="pages/month.html",
        title=capital(name),
        description=say_count(
            len(entries),
            "Diplomatic visits and meetings of {month}: {n} entry by day.",
            "Diplomatic visits and meetings of {month}: {n} entries by day.",
            month=name,
        ),
        view=PeriodView(heading=capital(name), summary=_entries(len(entries)), groups=groups, parts=(), way=way),
        breadcrumbs=(HOME.link, TIMELINE.link, Link(text=f"{year}", address=year_address(year))),
        section="timeline/",
    )


def _year_way(beside: tuple[int | None, int | None]) -> Way:
    before, after = (Link(text=f"{year}", address=year_address(year)) if year is not None else None for year in beside)
    return Way(label=say("Years"), previous=before, next=after)


def _month_way(beside: tuple[Month | None, Month | None]) -> Way:
    before, after = (
        Link(text=capital(month_words(*month)), address=month_address(*month)) if month else None for month in beside
    )
    return Way(label=say("Months"), previous=before, next=after)


def _entries(number: int) -> str:
    return say_count(number, "{n} entry", "{n} entries")
