"""The list of every kind of record that has pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from visitgen.model.records import Country, Leader
from visitgen.plan.landmarks import HOME, INDEX_NAMES
from visitgen.plan.links import Linker
from visitgen.plan.scripts import name_link
from visitgen.plan.tallies import number_counted
from visitgen.plan.urls import index_address, record_address
from visitgen.plan.usage import Usage, Uses
from visitgen.plan.views import (
    IndexEntry,
    IndexGroup,
    IndexView,
    Link,
    Page,
)
from visitgen.plan.words import counted, meeting_words, plain, when_words


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
        (body.name, IndexEntry(link=linker.organisation(body.id), names=tuple(map(name_link, body.aliases)),
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
                (link.text, IndexEntry(link=link, count=counted(number_counted(archive, ids), "visit")))
                for (one, other), ids in linker.relations.items()
                if (link := linker.relation(one, other, archive.as_of))
            ),
        ),
        breadcrumbs=(HOME, Link(text="Countries", address=index_address("country"))),
        section=index_address("country"),
    )


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
    made = number_counted(archive, archive.visits_by.get(leader.id, ()))
    received = number_counted(archive, archive.visits_received_by.get(leader.id, ()))
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
        received = number_counted(archive, archive.visits_to.get(country.id, ()))
        sent = number_counted(archive, archive.visits_from.get(country.id, ()))
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
        entry = IndexEntry(
            link=linker.record("itinerary", itinerary.id), note=note, count=counted(len(visits), "visit")
        )
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
