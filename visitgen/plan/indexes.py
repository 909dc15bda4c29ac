"""The list of every kind of record that has pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from visitgen.model.fields import RecordKind
from visitgen.model.records import Country, Leader
from visitgen.plan.folding import folded
from visitgen.plan.landmarks import HOME, INDEXES, RELATIONS
from visitgen.plan.language import comma, say, say_as, say_count, spoken, to_say_as
from visitgen.plan.links import Linker
from visitgen.plan.scripts import name_link, script_of
from visitgen.plan.tallies import number_counted
from visitgen.plan.urls import index_address, record_address
from visitgen.plan.usage import Usage, Uses
from visitgen.plan.views import IndexEntry, IndexGroup, IndexView, Link, Page
from visitgen.plan.words import meeting_words, plain, when_words

_LARGE = (None, "Hani", "Hang", "Jpan")
"""The scripts whose letters head no lists: Latin ones that do not fold, and those of China, Korea and Japan."""

_ELSEWHERE = to_say_as("region", "Elsewhere")
"""Where a country without a region is listed."""

_SUBREGIONS = (
    to_say_as("region", "Australia and New Zealand"), to_say_as("region", "Caribbean"),
    to_say_as("region", "Central America"), to_say_as("region", "Central Asia"), to_say_as("region", "Eastern Africa"),
    to_say_as("region", "Eastern Asia"), to_say_as("region", "Eastern Europe"), to_say_as("region", "Melanesia"),
    to_say_as("region", "Micronesia"), to_say_as("region", "Middle Africa"), to_say_as("region", "Northern Africa"),
    to_say_as("region", "Northern America"), to_say_as("region", "Northern Europe"), to_say_as("region", "Polynesia"),
    to_say_as("region", "South America"), to_say_as("region", "South-eastern Asia"),
    to_say_as("region", "Southern Africa"), to_say_as("region", "Southern Asia"),
    to_say_as("region", "Southern Europe"), to_say_as("region", "Western Africa"), to_say_as("region", "Western Asia"),
    to_say_as("region", "Western Europe"),
)  # fmt: skip
"""The subregions of the register, by the names of UN M49; those that records add are said as they are written."""


def index_pages(linker: Linker, usage: Usage) -> Iterator[Page]:
    """The list of every kind of record that has pages, and of the pairs of countries."""
    archive = linker.archive
    intro = say_count(
        len(archive.leaders), "{n} leader, by name and by country.", "{n} leaders, by name and by country."
    )
    yield _index("leader", intro, _by_letter(_leader_entries(linker)), _leaders_by_country(linker))
    intro = say_count(
        len(linker.countries),
        "{n} country on record, by region. The figures are visits received and made.",
        "{n} countries on record, by region. The figures are visits received and made.",
    )
    yield _index("country", intro, _by_region(linker))
    yield _index("place", say_count(len(archive.places), "{n} place.", "{n} places."), _by_letter(
        IndexEntry(link=linker.record("place", place.id),
                   note=comma().join(linker.country_name(time.country, archive.as_of) for time in place.country),
                   count=_uses(usage.get(("place", place.id))))
        for place in archive.places.values()))  # fmt: skip
    intro = say_count(len(archive.organisations), "{n} organisation.", "{n} organisations.")
    yield _index("organisation", intro, _by_letter(
        IndexEntry(link=linker.organisation(body.id), names=tuple(map(name_link, body.aliases)),
                   count=_uses(usage.get(("organisation", body.id))))
        for body in archive.organisations.values()))  # fmt: skip
    yield _index("topic", say_count(len(archive.topics), "{n} topic.", "{n} topics."), _by_letter(
        IndexEntry(link=linker.topic(topic.id), remark=topic.note or "", count=_uses(usage.get(("topic", topic.id))))
        for topic in archive.topics.values()))  # fmt: skip
    yield _index("source", say_count(len(archive.sources), "{n} source.", "{n} sources."), _by_letter(
        IndexEntry(link=linker.source(source.id), note=source.container_title or source.publisher or "",
                   count=_uses(usage.get(("source", source.id))))
        for source in archive.sources.values()))  # fmt: skip
    intro = say_count(len(archive.events), "{n} event, oldest first.", "{n} events, oldest first.")
    yield _index("event", intro, _by_year(
        (event.when.first.year, IndexEntry(link=linker.event(event.id), note=plain(when_words(event.when)),
                                           count=_visits(len(archive.visits_for.get(event.id, ())))))
        for event in archive.events.values()))  # fmt: skip
    intro = say_count(
        len(archive.meetings), "{n} meeting and contacts, oldest first.", "{n} meetings and contacts, oldest first."
    )
    yield _index("meeting", intro, _by_year(
        (meeting.when.first.year if meeting.when.first else None,
         IndexEntry(link=linker.meeting(meeting.id), note=plain(meeting_words(meeting.when))))
        for meeting in archive.meetings.values()))  # fmt: skip
    intro = say_count(
        len(archive.itineraries),
        "{n} journey recorded as a whole, oldest first.",
        "{n} journeys recorded as a whole, oldest first.",
    )
    yield _index("itinerary", intro, _by_year(_itinerary_entries(linker)))
    pairs = len(linker.relations)
    yield Page(
        kind="index",
        address=RELATIONS.address,
        template="pages/index.html",
        title=RELATIONS.name,
        description=say_count(
            pairs, "{n} pair of countries with visits between them.", "{n} pairs of countries with visits between them."
        ),
        view=IndexView(
            heading=RELATIONS.name,
            intro=say_count(
                pairs, "{n} pair with visits on record between them.", "{n} pairs with visits on record between them."
            ),
            groups=_by_letter(
                IndexEntry(link=link, count=_visits(number_counted(archive, ids)))
                for (one, other), ids in linker.relations.items()
                if (link := linker.relation(one, other, archive.as_of))
            ),
        ),
        breadcrumbs=(HOME.link, INDEXES["country"].link),
        section=index_address("country"),
    )


def _index(
    kind: RecordKind, intro: str, groups: tuple[IndexGroup, ...], orders: tuple[IndexGroup, ...] = ()
) -> Page:  # fmt: skip
    index = INDEXES[kind]
    return Page(
        kind="index",
        address=index.address,
        template="pages/index.html",
        title=index.name,
        description=say("{heading}: {intro}", heading=index.name, intro=intro),
        view=IndexView(heading=index.name, intro=intro, groups=groups, orders=orders),
        breadcrumbs=(HOME.link,),
        section=index.address,
    )


def _visits(number: int) -> str:
    return say_count(number, "{n} visit", "{n} visits")


def _folded(text: str) -> str:
    """A text as it is put in order: small, without accents; in its own script where it begins in one not Latin."""
    if script_of(next(filter(str.isalpha, text), "")):
        return folded(text)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold() or text.casefold()


def _by_letter(entries: Iterable[IndexEntry]) -> tuple[IndexGroup, ...]:
    """Entries by the first letter of their text, accents folded: those of the language's script, then Latin ones.

    All others come last, and those of scripts with more letters than an index can have.
    """
    own = script_of(spoken().name)
    groups: dict[str, list[tuple[str, IndexEntry]]] = {}
    for entry in entries:
        name = _folded(entry.link.text)
        letter = name[:1].upper()
        known = letter.isalpha() and (letter.isascii() or (own not in _LARGE and own == script_of(letter)))
        groups.setdefault(letter if known else "#", []).append((name, entry))
    order: Callable[[str], tuple[bool, bool, str]] = lambda letter: (  # noqa: E731
        letter == "#", own is not None and letter.isascii(), letter
    )  # fmt: skip
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
            heading=f"{year}" if year else say("Date not recorded"), anchor=f"y{year}" if year else "date-not-recorded",
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


def _leader_entries(linker: Linker) -> Iterator[IndexEntry]:
    for leader in linker.archive.leaders.values():
        yield _leader_entry(linker, leader, sort_name(leader))


def _leader_entry(linker: Linker, leader: Leader, text: str) -> IndexEntry:
    archive = linker.archive
    made = number_counted(archive, archive.visits_by.get(leader.id, ()))
    received = number_counted(archive, archive.visits_received_by.get(leader.id, ()))
    last = leader.terms[-1] if leader.terms else None
    parts = [_visits(made) if made else "", say_count(received, "{n} received", "{n} received") if received else ""]
    return IndexEntry(
        link=Link(text=text, address=record_address("leader", leader.id)),
        note=linker.term(last, last.from_.first if last.from_ else archive.as_of) if last else "",
        count=comma().join(part for part in parts if part),
    )


def _leaders_by_country(linker: Linker) -> tuple[IndexGroup, ...]:
    archive = linker.archive
    none = say("No office on record")
    groups: dict[str, list[Leader]] = {}
    for leader in archive.leaders.values():
        countries = dict.fromkeys(term.country for term in leader.terms if term.country)
        bodies = dict.fromkeys(term.organisation for term in leader.terms if term.organisation)
        names = [linker.country_name(id, archive.as_of) for id in countries]
        names += [archive.organisations[id].name for id in bodies]
        for name in names or [none]:
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
        region = country.region or _ELSEWHERE
        regions.setdefault(region, {}).setdefault(country.subregion or region, []).append(country)

    def entry(country: Country) -> IndexEntry:
        received = number_counted(archive, archive.visits_to.get(country.id, ()))
        sent = number_counted(archive, archive.visits_from.get(country.id, ()))
        counts = (say_count(received, "{n} received", "{n} received"), say_count(sent, "{n} made", "{n} made"))
        ended = say("until {date}", date=country.valid_to.first.year) if country.valid_to else ""
        return IndexEntry(link=linker.country(country.id, archive.as_of), note=ended, count=comma().join(counts))

    return tuple(
        IndexGroup(
            heading=say_as("region", region), anchor=f"region-{_folded(region).replace(' ', '-')}",
            inner=tuple(
                IndexGroup(
                    heading=say_as("region", sub), anchor=f"subregion-{_folded(sub).replace(' ', '-')}",
                    entries=tuple(entry(c) for c in sorted(
                        countries, key=lambda c: (_folded(linker.country_name(c.id, archive.as_of)), c.id)
                    )),
                )
                for sub, countries in sorted(regions[region].items(), key=lambda item: _region_order(item[0]))
            ),
        )
        for region in sorted(regions, key=_region_order)
    )  # fmt: skip


def _region_order(region: str) -> str:
    return _folded(say_as("region", region))


def _itinerary_entries(linker: Linker) -> Iterator[tuple[int | None, IndexEntry]]:
    archive = linker.archive
    found = []
    for itinerary in archive.itineraries.values():
        visits = [archive.outlines[id] for id in itinerary.visits if id in archive.outlines]
        first = min(visit.when.first for visit in visits)
        note = archive.leaders[itinerary.traveller].name
        entry = IndexEntry(link=linker.record("itinerary", itinerary.id), note=note, count=_visits(len(visits)))
        found.append((first, itinerary.id, entry))
    for first, _, entry in sorted(found, key=lambda item: item[:2]):
        yield first.year, entry


def _uses(uses: Uses | None) -> str:
    if uses is None:
        return ""
    parts = [
        _visits(len(uses.visits)) if uses.visits else "",
        say_count(len(uses.meetings), "{n} meeting", "{n} meetings") if uses.meetings else "",
        say_count(len(uses.statements), "{n} statement", "{n} statements") if uses.statements else "",
    ]
    return comma().join(part for part in parts if part)
