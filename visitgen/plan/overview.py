"""Pages over the whole archive: the indexes, the statistics, the downloads, what the archive is."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from visitgen.model.counting import APART, COUNTED, counts_of
from visitgen.model.records import Country, Leader, Visit
from visitgen.plan.encounters import HOME, count_facts
from visitgen.plan.links import Linker
from visitgen.plan.people import years_chart
from visitgen.plan.subjects import INDEX_NAMES
from visitgen.plan.urls import index_address, record_address
from visitgen.plan.usage import Usage, Uses
from visitgen.plan.views import (
    AboutView,
    Bars,
    DataView,
    Download,
    Fact,
    IndexEntry,
    IndexGroup,
    IndexView,
    Link,
    NotFoundView,
    Page,
    Prose,
    RedirectView,
    StatisticsView,
    Table,
    TextView,
)
from visitgen.plan.words import VERIFICATION, counted, day_words, meeting_words, plain, when_words

TOP = 25
"""The rows of a table of those with most visits."""

ABOUT = Link(text="About", address="about/")
STATISTICS = Link(text="Statistics", address="statistics/")
DATA = Link(text="Data", address="data/")


def index_pages(linker: Linker, usage: Usage) -> Iterator[Page]:
    """The list of every kind of record that has pages, and of the pairs of countries."""
    archive = linker.archive
    yield _index("leader", f"{counted(len(archive.leaders), 'leader')}, by name and by country.",
                 _by_letter(_leader_entries(linker)), _leaders_by_country(linker))  # fmt: skip
    yield _index("country", f"{counted(len(linker.countries), 'country', 'countries')} on record, by region. "
                 "The figures are visits received and made.", _by_region(linker))  # fmt: skip
    yield _index("place", f"{counted(len(archive.places), 'place')}.", _by_letter(
        (place.name, IndexEntry(link=linker.record("place", place.id),
                                note=", ".join(linker.country_name(t.country, archive.as_of) for t in place.country),
                                count=_uses(usage.get(("place", place.id)))))
        for place in archive.places.values()))  # fmt: skip
    yield _index("organisation", f"{counted(len(archive.organisations), 'organisation')}.", _by_letter(
        (body.name, IndexEntry(link=linker.organisation(body.id), note=", ".join(body.aliases),
                               count=_uses(usage.get(("organisation", body.id)))))
        for body in archive.organisations.values()))  # fmt: skip
    yield _index("topic", f"{counted(len(archive.topics), 'topic')}.", _by_letter(
        (topic.label, IndexEntry(link=linker.topic(topic.id), note=topic.note or "",
                                 count=_uses(usage.get(("topic", topic.id)))))
        for topic in archive.topics.values()))  # fmt: skip
    yield _index("source", f"{counted(len(archive.sources), 'source')}.", _by_letter(
        (source.title, IndexEntry(link=linker.source(source.id), note=source.container_title or source.publisher or "",
                                  count=_uses(usage.get(("source", source.id)))))
        for source in archive.sources.values()))  # fmt: skip
    yield _index("event", f"{counted(len(archive.events), 'event')}, oldest first.", _by_year(
        (event.when.first.year, IndexEntry(link=linker.event(event.id), note=plain(when_words(event.when)),
                                           count=counted(len(archive.visits_for.get(event.id, ())), "visit")))
        for event in archive.events.values()))  # fmt: skip
    yield _index("meeting", f"{counted(len(archive.meetings), 'meeting')} and contacts, oldest first.", _by_year(
        (meeting.when.first.year if meeting.when.first else None,
         IndexEntry(link=linker.meeting(meeting.id), note=plain(meeting_words(meeting.when))))
        for meeting in archive.meetings.values()))  # fmt: skip
    yield _index("itinerary", f"{counted(len(archive.itineraries), 'journey')} recorded as a whole, oldest first.",
                 _by_year(_itinerary_entries(linker)))  # fmt: skip
    yield Page(
        kind="index",
        address="relations/",
        template="pages/index.html",
        title="Pairs of countries",
        description=f"{counted(len(linker.relations), 'pair')} of countries with visits between them.",
        view=IndexView(
            heading="Pairs of countries",
            intro=f"{counted(len(linker.relations), 'pair')} with visits on record between them.",
            groups=_by_letter(
                (link.text, IndexEntry(link=link, count=counted(len(ids), "visit")))
                for (one, other), ids in linker.relations.items()
                if (link := linker.relation(one, other, archive.as_of))
            ),
        ),
        breadcrumbs=(HOME, Link(text="Countries", address=index_address("country"))),
        section=index_address("country"),
    )


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


def data_page(linker: Linker, downloads: Sequence[Download]) -> Page:
    """Every download and feed."""
    return Page(
        kind="data",
        address=DATA.address or "",
        template="pages/data.html",
        title="Data",
        description="The records as files to download, with their licence, size and checksum, and the feeds.",
        view=DataView(
            downloads=tuple(downloads),
            feeds=(Link(text="Latest visits (Atom)", address="feed.xml"),),
            license=linker.archive.site.license or "",
        ),
        breadcrumbs=(HOME,),
        section=DATA.address or "",
    )


def about_page(linker: Linker) -> Page:
    """What the archive is."""
    site = linker.archive.site
    facts = []
    if site.editors:
        facts.append(Fact(label="Editors", links=tuple(
            Link(text=e.name, url=e.url or (f"https://orcid.org/{e.orcid}" if e.orcid else None)) for e in site.editors
        )))  # fmt: skip
    facts.append(Fact(label="As of", when=day_words(linker.archive.as_of)))
    if site.version:
        facts.append(Fact(label="Version", text=site.version))
    if site.license:
        facts.append(Fact(label="Licence of the records", text=site.license))
    if site.doi:
        facts.append(Fact(label="DOI", links=(Link(text=site.doi, url=f"https://doi.org/{site.doi}"),)))
    if site.repository:
        facts.append(Fact(label="Records kept at", links=(Link(text=site.repository, url=site.repository),)))
    facts.append(Fact(label="Positions of capitals", text="GeoNames, CC BY 4.0"))
    return Page(
        kind="about",
        address=ABOUT.address or "",
        template="pages/about.html",
        title=f"About {site.title}",
        description=f"What {site.title} covers, what is taken in, how places and people are named, and how to cite it.",
        view=AboutView(
            scope=linker.prose(site.scope),
            inclusion_rules=linker.prose(site.inclusion_rules),
            naming_policy=linker.prose(site.naming_policy),
            facts=tuple(facts),
            citation=site.citation or "",
        ),
        breadcrumbs=(HOME,),
        section=ABOUT.address or "",
    )


def free_pages(linker: Linker) -> Iterator[Page]:
    """The pages of prose."""
    for page in linker.archive.pages.values():
        yield Page(
            kind="page",
            address=record_address("page", page.id),
            template="pages/text.html",
            title=page.title,
            description=f"{page.title}: {linker.archive.site.title}.",
            view=TextView(heading=page.title, text=linker.prose(page.text) or Prose(markdown="")),
            breadcrumbs=(HOME,),
            section=record_address("page", page.id),
        )


def not_found_page(doors: Iterable[Link]) -> Page:
    """The page for an address that leads nowhere."""
    return Page(
        kind="not-found",
        address="404.html",
        template="pages/not-found.html",
        title="Page not found",
        description="There is no page at this address.",
        view=NotFoundView(doors=tuple(doors)),
    )


def redirect_pages(linker: Linker) -> Iterator[Page]:
    """A page at every former address, which leads to the present one."""
    archive = linker.archive
    kinds: tuple[tuple[str, Iterable[object]], ...] = (
        ("leader", archive.leaders.values()), ("organisation", archive.organisations.values()),
        ("place", archive.places.values()), ("visit", archive.visits.values()),
        ("meeting", archive.meetings.values()), ("itinerary", archive.itineraries.values()),
        ("event", archive.events.values()), ("source", archive.sources.values()), ("topic", archive.topics.values()),
        ("page", archive.pages.values()),
        ("country", (archive.countries[id] for id in sorted(linker.countries))),
    )  # fmt: skip
    for kind, records in kinds:
        for record in records:
            for old in record.meta.formerly:  # type: ignore[attr-defined]
                target = linker.record(kind, record.id)  # type: ignore[arg-type, attr-defined]
                yield Page(
                    kind="redirect",
                    address=record_address(kind, old),  # type: ignore[arg-type]
                    template="pages/redirect.html",
                    title=target.text,
                    description=f"This page has moved: {target.text}.",
                    view=RedirectView(target=target),
                )


_RULES = (
    Fact(label="Journeys", text="A journey is what a traveller does between leaving and returning home. Journeys are "
         "recorded as a whole, or derived: visits of one traveller are joined when the next begins on the last day of the "
         "one before, or on the day after it."),
    Fact(label="Visits", text="A visit is one visitor in one host country. A journey through three countries is three "
         "visits."),
    Fact(label="Days abroad", text="Distinct days, the first and the last included: a day spent in two countries counts "
         "once. Only visits whose first and last day are known are counted; the others are told apart."),
    Fact(label="What counts", text="Only visits that are completed or under way. Planned, postponed and cancelled ones are "
         "kept on record and not counted. Transit, private and multilateral visits count, and are told apart."),
    Fact(label="Destinations and travellers", text="The tables of destinations and travellers leave out transit, private "
         "and multilateral visits."),
)  # fmt: skip


def _index(
    kind: str, intro: str, groups: tuple[IndexGroup, ...], orders: tuple[IndexGroup, ...] = ()
) -> Page:  # fmt: skip
    heading = INDEX_NAMES[kind]  # type: ignore[index]
    address = index_address(kind)  # type: ignore[arg-type]
    return Page(
        kind="index",
        address=address,
        template="pages/index.html",
        title=heading,
        description=f"{heading}: {intro}",
        view=IndexView(heading=heading, intro=intro, groups=groups, orders=orders),
        breadcrumbs=(HOME,),
        section=address,
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold() or text.casefold()


def _by_letter(entries: Iterable[tuple[str, IndexEntry]]) -> tuple[IndexGroup, ...]:
    """Entries by the first letter of their sort name, accents folded; what is no Latin letter comes last."""
    groups: dict[str, list[tuple[str, IndexEntry]]] = {}
    for name, entry in entries:
        folded = _folded(name)
        letter = folded[:1].upper()
        groups.setdefault(letter if letter.isascii() and letter.isalpha() else "#", []).append((folded, entry))
    order: Callable[[str], tuple[bool, str]] = lambda letter: (letter == "#", letter)  # noqa: E731
    return tuple(
        IndexGroup(
            heading=letter, anchor=f"letter-{letter.lower()}" if letter != "#" else "letter-other",
            entries=tuple(e for _, e in sorted(groups[letter], key=lambda pair: (pair[0], pair[1].link.address or ""))),
        )
        for letter in sorted(groups, key=order)
    )  # fmt: skip


def _by_year(entries: Iterable[tuple[int | None, IndexEntry]]) -> tuple[IndexGroup, ...]:
    groups: dict[int | None, list[IndexEntry]] = {}
    for year, entry in entries:
        groups.setdefault(year, []).append(entry)
    return tuple(
        IndexGroup(
            heading=f"{year}" if year else "Date not recorded", anchor=f"y{year}" if year else "date-not-recorded",
            entries=tuple(groups[year]),
        )
        for year in sorted(groups, key=lambda year: year or 9999)
    )  # fmt: skip


def sort_name(leader: Leader) -> str:
    """The name a leader is listed under: the one given, or the last word of the name first."""
    if leader.sort_name:
        return leader.sort_name
    first, _, last = leader.name.rpartition(" ")
    return f"{last}, {first}" if first else last


def _leader_entries(linker: Linker) -> Iterator[tuple[str, IndexEntry]]:
    for leader in linker.archive.leaders.values():
        yield sort_name(leader), _leader_entry(linker, leader, sort_name(leader))


def _leader_entry(linker: Linker, leader: Leader, text: str) -> IndexEntry:
    archive = linker.archive
    made = len(archive.visits_by.get(leader.id, ()))
    received = len(archive.visits_received_by.get(leader.id, ()))
    last = leader.terms[-1] if leader.terms else None
    parts = [counted(made, "visit") if made else "", f"{received:,} received" if received else ""]
    return IndexEntry(
        link=Link(text=text, address=record_address("leader", leader.id)),
        note=linker.term(last, last.from_.first if last.from_ else archive.as_of) if last else "",
        count=", ".join(part for part in parts if part),
    )


def _leaders_by_country(linker: Linker) -> tuple[IndexGroup, ...]:
    archive = linker.archive
    groups: dict[str, list[Leader]] = {}
    for leader in archive.leaders.values():
        countries = dict.fromkeys(term.country for term in leader.terms if term.country)
        bodies = dict.fromkeys(term.organisation for term in leader.terms if term.organisation)
        names = [linker.country_name(id, archive.as_of) for id in countries]
        names += [archive.organisations[id].name for id in bodies]
        for name in names or ["No office on record"]:
            groups.setdefault(name, []).append(leader)
    return tuple(
        IndexGroup(
            heading=name, anchor=f"in-{''.join(c if c.isalnum() else '-' for c in _folded(name))}",
            entries=tuple(
                _leader_entry(linker, leader, leader.name)
                for leader in sorted(groups[name], key=lambda leader: (_folded(sort_name(leader)), leader.id))
            ),
        )
        for name in sorted(groups, key=_folded)
    )  # fmt: skip


def _by_region(linker: Linker) -> tuple[IndexGroup, ...]:
    archive = linker.archive
    regions: dict[str, dict[str, list[Country]]] = {}
    for id in linker.countries:
        country = archive.countries[id]
        region = country.region or "Elsewhere"
        regions.setdefault(region, {}).setdefault(country.subregion or region, []).append(country)

    def entry(country: Country) -> IndexEntry:
        received, sent = len(archive.visits_to.get(country.id, ())), len(archive.visits_from.get(country.id, ()))
        ended = f"until {country.valid_to.first.year}" if country.valid_to else ""
        return IndexEntry(link=linker.country(country.id, archive.as_of), note=ended,
                          count=f"{received:,} received, {sent:,} made")  # fmt: skip

    return tuple(
        IndexGroup(
            heading=region, anchor=f"region-{_folded(region).replace(' ', '-')}",
            inner=tuple(
                IndexGroup(
                    heading=sub, anchor=f"subregion-{_folded(sub).replace(' ', '-')}",
                    entries=tuple(entry(c) for c in sorted(
                        countries, key=lambda c: (_folded(linker.country_name(c.id, archive.as_of)), c.id)
                    )),
                )
                for sub, countries in sorted(regions[region].items())
            ),
        )
        for region in sorted(regions)
    )  # fmt: skip


def _itinerary_entries(linker: Linker) -> Iterator[tuple[int | None, IndexEntry]]:
    archive = linker.archive
    found = []
    for itinerary in archive.itineraries.values():
        visits = [archive.visits[id] for id in itinerary.visits if id in archive.visits]
        first = min(visit.when.first for visit in visits)
        note = archive.leaders[itinerary.traveller].name
        entry = IndexEntry(link=linker.record("itinerary", itinerary.id), note=note, count=counted(len(visits), "visit"))
        found.append((first, itinerary.id, entry))
    for first, _, entry in sorted(found, key=lambda item: item[:2]):
        yield first.year, entry


def _uses(uses: Uses | None) -> str:
    if uses is None:
        return ""
    parts = [
        counted(len(uses.visits), "visit") if uses.visits else "",
        counted(len(uses.meetings), "meeting") if uses.meetings else "",
        counted(len(uses.statements), "statement") if uses.statements else "",
    ]
    return ", ".join(part for part in parts if part)


def _top_table(linker: Linker, visits: Sequence[Visit]) -> Table:
    hosts = Counter(visit.host for visit in visits)
    travellers: dict[str, set[str]] = {}
    for visit in visits:
        travellers.setdefault(visit.host, set()).add(visit.visitor)
    rows = sorted(hosts.items(), key=lambda item: (-item[1], item[0]))[:TOP]
    return Table(
        title="Destinations",
        note=f"The {len(rows)} countries with most visits received, of {len(hosts):,}; transit, private and multilateral "
        "visits left out.",
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

