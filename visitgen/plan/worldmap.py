"""The pages of the world: visits received, in all years and in each ten of them, and every place on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from visitgen.load import Base
from visitgen.model.counting import COUNTED
from visitgen.model.records import Visit
from visitgen.model.vocabulary import CountryId, PlaceId
from visitgen.plan.atlas import atlas_of
from visitgen.plan.cards import year_of
from visitgen.plan.drawing import Pin, Sketch, Table, class_words, drawn, size_class
from visitgen.plan.frames import Frame, frame_of, world_frame
from visitgen.plan.landmarks import HOME, MAP
from visitgen.plan.links import Linker
from visitgen.plan.maps import Maps
from visitgen.plan.projection import Place
from visitgen.plan.urls import map_address, record_address
from visitgen.plan.views import Decade, IndexEntry, IndexGroup, Link, MapClass, MapView, Page, WorldRow, WorldView
from visitgen.plan.words import capital, counted, listed, with_article

WIDTH = 1000
"""The breadth of a map of the world, in its own units."""

PARTS: tuple[tuple[str, str, tuple[Place, Place]], ...] = (
    ("Europe", "in Europe", ((-11.0, 35.0), (38.0, 62.5))),
    ("The Middle East", "in the Middle East", ((25.0, 13.0), (63.0, 42.5))),
    ("Central America and the Caribbean", "in Central America and the Caribbean", ((-100.0, 7.0), (-58.0, 27.5))),
)
"""The parts of the world that have maps of their own, because countries lie close together there: corners."""

NO_BASE = Base(source="", units=1, finest=1.0, step=2.0, land=(), borders=(), disputed=())
"""What the world is drawn on where the theme has no base: nothing."""

NICE = tuple(n * 10**power for power in range(6) for n in (1, 2, 5))
"""Numbers a class can begin at."""


def world_pages(linker: Linker, maps: Maps, base: Base | None) -> Iterator[Page]:
    """The map of all years, then of each ten years with visits, oldest first.

    Cost: linear in visits and places for the page of all years, and again for those of ten years together.
    """
    archive = linker.archive
    decades: dict[int, list[Visit]] = {}
    everything: list[Visit] = []
    for visit in archive.visits.values():
        if archive.status[visit.id] in COUNTED:
            everything.append(visit)
            decades.setdefault(year_of(visit) // 10 * 10, []).append(visit)
    breaks = classes(Counter(visit.host for visit in everything).values())
    table = maps.table or Table(atlas_of(NO_BASE), ())
    most = max((len(visits) for visits in decades.values()), default=1)
    first, last = (min(decades), max(decades)) if decades else (0, 0)
    lines = tuple(
        Decade(label=f"{year}s", count=len(decades.get(year, ())), share=-(-len(decades.get(year, ())) * 100 // most),
               address=map_address(year) if year in decades else None)
        for year in range(first, last + 1, 10)
    ) if decades else ()  # fmt: skip
    credit = base.source.partition(";")[0] if base else ""
    for decade, visits in ((None, everything), *sorted(decades.items())):
        yield _page(maps, table, decade, visits, lines, breaks, credit)


def classes(counts: Iterable[int]) -> tuple[int, ...]:
    """Where the classes of counts begin: 1, and up to four rounder numbers that the largest count reaches."""
    most = max(counts, default=1)
    reached = [number for number in NICE if 1 < number <= most]
    if len(reached) > 4:
        reached = [reached[round(1 + (len(reached) - 2) * n / 3)] for n in range(4)]
    return (1, *reached)


def _page(
    maps: Maps, table: Table, decade: int | None, visits: Sequence[Visit], lines: tuple[Decade, ...],
    breaks: tuple[int, ...], credit: str,
) -> Page:  # fmt: skip
    archive = maps.linker.archive
    hosts = Counter(visit.host for visit in visits)
    when = f"in the {decade}s" if decade is not None else "in all years"
    span = f"{decade}s" if decade is not None else ""
    order = sorted(hosts.items(), key=lambda entry: (-entry[1], maps.linker.country_name(entry[0], archive.as_of)))
    pins = [
        Pin(at=at, kind=f"host {size_class(count, breaks)}", title=f"{name}: {counted(count, 'visit')}", name=name)
        for id, count in order
        if (at := maps.positions.countries.get(id)) and (name := maps.linker.country_name(id, archive.as_of))
    ]
    lost = [maps.linker.country_name(id, archive.as_of) for id, _ in order if id not in maps.positions.countries]
    notes = [f"Not on the map, for want of a position: {listed(lost)}."] if lost else []
    finding = f"{counted(len(visits), 'visit')} {when}, in {counted(len(hosts), 'country', 'countries')}"
    if order:
        leaders = [f"{with_article(maps.linker.country_name(id, archive.as_of))} ({n:,})" for id, n in order[:3]]
        finding = f"{finding}; most in {listed(leaders)}"
    legend = tuple(
        MapClass(kind=f"host c{index}", text=f"{words} {'visit' if words == '1' else 'visits'}")
        for index, words in enumerate(class_words(breaks), 1)
    )
    frame = world_frame(WIDTH, [pin.at for pin in pins])
    world = drawn(
        table, Sketch(frame=frame, pins=tuple(pins), lettered=False), anchor="world",
        title=f"Visits received{f', {span}' if span else ''}",
        finding="Each disc is a country, at its capital; the larger it is, the more visits it received.", legend=legend,
        notes=notes,
    )  # fmt: skip
    places, groups = _places(maps, table, decade, visits, frame)
    title = f"Map of visits received{f', {span}' if span else ''}"
    return Page(
        kind="map",
        address=map_address(decade),
        template="pages/map.html",
        title=title,
        description=f"The world by visits received {when}: {counted(len(visits), 'visit')}, "
        f"{counted(len(hosts), 'country', 'countries')}, every place with a link.",
        view=WorldView(
            heading=title,
            summary=f"{capital(finding)}.",
            decades=lines,
            world=world,
            parts=tuple(_parts(table, pins)),
            rows=tuple(
                WorldRow(country=maps.linker.country(id, archive.as_of), count=count, size=size_class(count, breaks),
                         note="" if id in maps.positions.countries else "not on the map")
                for id, count in order
            ),
            rule="Counted are visits that took place or are under way: one visitor in one country. The classes are the "
            "same for every range of years.",
            places=places,
            place_groups=groups,
            policy=f"Land and borders: {credit}." if credit else "",
        ),
        breadcrumbs=(HOME, MAP) if decade is not None else (HOME,),
        section=MAP.address or "",
    )  # fmt: skip


def _parts(table: Table, pins: Sequence[Pin]) -> Iterator[MapView]:
    for name, where, corners in PARTS:
        frame: Frame = frame_of(corners, 720, 3000, (0.6, 0.8))
        inside = [pin for pin in pins if frame.holds(frame.at(pin.at), 8)]
        if len(inside) > 2:
            finding = f"{counted(len(inside), 'country', 'countries')} with visits received, {where} and around it."
            yield drawn(table, Sketch(frame=frame, pins=tuple(inside)), anchor=f"map-{name.lower().replace(' ', '-')}",
                        title=name, finding=finding)  # fmt: skip


def _places(
    maps: Maps, table: Table, decade: int | None, visits: Sequence[Visit], frame: Frame
) -> tuple[MapView | None, tuple[IndexGroup, ...]]:  # fmt: skip
    """Every place on record (or visited in these ten years) as a dot, and in lists by country."""
    archive = maps.linker.archive
    uses: Counter[PlaceId] = Counter(
        place for visit in visits for place in {stop.place.place for stop in visit.stops} if place
    )
    ids = [id for id in archive.places if decade is None or id in uses]
    if not ids:
        return None, ()
    mapped = [id for id in ids if id in maps.positions.places]
    pins = [
        Pin(at=maps.positions.places[id],
            kind="spot disputed" if archive.places[id].disputed == "yes" else "spot", title=archive.places[id].name)
        for id in mapped
    ]  # fmt: skip
    finding = f"{counted(len(ids), 'place')}, each a dot, and in the list below."
    if len(mapped) < len(ids):
        apart = len(ids) - len(mapped)
        finding = (
            f"{len(mapped):,} of {counted(len(ids), 'place')}, each a dot; {apart:,} {'have' if apart > 1 else 'has'} "
            "no position on record and stand only in the list below."
        )
    own = world_frame(WIDTH, [pin.at for pin in pins])
    view = drawn(
        table, Sketch(frame=own, pins=tuple(pins), lettered=False), anchor="places-map",
        title="Places on record" if decade is None else f"Places visited in the {decade}s", finding=finding,
    )  # fmt: skip
    if own == frame:
        view = replace(view, land="", borders="", disputed="", ground="world-ground")
    return view if mapped else None, _place_groups(maps, ids, uses)


def _place_groups(maps: Maps, ids: Sequence[PlaceId], uses: Mapping[PlaceId, int]) -> tuple[IndexGroup, ...]:
    linker, archive = maps.linker, maps.linker.archive
    groups: dict[str, tuple[CountryId | None, list[IndexEntry]]] = {}
    for id in ids:
        place = archive.places[id]
        country = place.country[-1].country if place.country else None
        heading = linker.country_name(country, archive.as_of) if country else "In no country"
        notes = []
        if place.disputed == "yes":
            notes.append("disputed")
        if id not in maps.positions.places:
            notes.append("not on the map")
        groups.setdefault(heading, (country, []))[1].append(
            IndexEntry(
                link=Link(text=place.name, address=record_address("place", id)), note=", ".join(notes),
                count=f"{uses[id]:,}" if id in uses else "",
            )
        )  # fmt: skip
    return tuple(
        IndexGroup(
            heading=heading,
            anchor=f"in-{country or 'no-country'}",
            entries=tuple(sorted(entries, key=lambda entry: (entry.link.text, entry.link.address or ""))),
        )
        for heading, (country, entries) in sorted(groups.items())
    )
