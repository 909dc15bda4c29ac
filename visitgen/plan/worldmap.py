"""The pages of the world: visits received, in all years and in each ten of them, and every place on record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from visitgen.load import Base
from visitgen.model import Archive
from visitgen.model.counting import COUNTED
from visitgen.model.vocabulary import CountryId, PlaceId
from visitgen.plan.atlas import atlas_of
from visitgen.plan.cards import year_of
from visitgen.plan.drawing import Pin, Sketch, Table, class_words, drawn, size_class
from visitgen.plan.figures import countries
from visitgen.plan.folding import folded
from visitgen.plan.frames import Frame, frame_of, world_frame
from visitgen.plan.grammar import with_article
from visitgen.plan.landmarks import HOME, MAP
from visitgen.plan.language import comma, number_words, say, say_as, say_count, to_say_as
from visitgen.plan.maps import Maps, not_mapped, visits_words
from visitgen.plan.projection import Place
from visitgen.plan.urls import map_address, record_address
from visitgen.plan.views import Decade, IndexEntry, IndexGroup, Link, MapClass, MapView, Page, WorldRow, WorldView
from visitgen.plan.words import capital, listed
from visitgen.values import dataclass

WIDTH = 1000
"""The breadth of a map of the world, in its own units."""

PARTS: tuple[tuple[str, str, str, tuple[Place, Place]], ...] = (
    ("map-europe", to_say_as("part of the world", "Europe"), to_say_as("part of the world", "in Europe"),
     ((-11.0, 35.0), (38.0, 62.5))),
    ("map-the-middle-east", to_say_as("part of the world", "The Middle East"),
     to_say_as("part of the world", "in the Middle East"), ((25.0, 13.0), (63.0, 42.5))),
    ("map-central-america-and-the-caribbean", to_say_as("part of the world", "Central America and the Caribbean"),
     to_say_as("part of the world", "in Central America and the Caribbean"), ((-100.0, 7.0), (-58.0, 27.5))),
)  # fmt: skip
"""The parts of the world that have maps of their own, because countries lie close together there: anchor, name, being
there, corners."""

NO_BASE = Base(digest="", source="", units=1, finest=1.0, step=2.0, land=(), borders=(), disputed=())
"""What the world is drawn on where the theme has no base: nothing."""

NICE = tuple(n * 10**power for power in range(6) for n in (1, 2, 5))
"""Numbers a class can begin at."""


@dataclass(slots=True)
class Received:
    """The counted visits of some years: by host country, and by place with a record, once for each visit."""

    visits: int = 0
    hosts: Counter[CountryId] = field(default_factory=Counter)
    places: Counter[PlaceId] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class World:
    """Visits received. Shapes: of all years under `None`, then of each ten years with visits by the first of them;
    `sizes` are the numbers of visits of the latter."""

    received: Mapping[int | None, Received]
    sizes: Mapping[int, int]


def world_of(archive: Archive) -> World:
    """Where visits led. Cost: one pass over the visits."""
    found: dict[int | None, Received] = defaultdict(Received)
    found[None] = Received()
    for visit in archive.visits.values():
        if archive.status[visit.id] in COUNTED:
            places = {stop.place.place for stop in visit.stops if stop.place.place}
            for years in (None, year_of(visit) // 10 * 10):
                one = found[years]
                one.visits += 1
                one.hosts[visit.host] += 1
                one.places.update(places)
    decades = sorted(years for years in found if years is not None)
    return World({years: found[years] for years in (None, *decades)}, {years: found[years].visits for years in decades})


def world_page(maps: Maps, base: Base | None, world: World, decade: int | None) -> Page:
    """The map of all years, or of ten of them. Cost: linear in places."""
    breaks = classes(world.received[None].hosts.values())
    table = maps.table or Table(atlas_of(NO_BASE), {})
    sizes = dict(world.sizes.items())
    most = max(sizes.values(), default=1)
    lines = tuple(
        Decade(label=_decade(year), count=sizes.get(year, 0), share=-(-sizes.get(year, 0) * 100 // most),
               address=map_address(year) if year in sizes else None)
        for year in range(min(sizes), max(sizes) + 1, 10)
    ) if sizes else ()  # fmt: skip
    credit = base.source.partition(";")[0] if base else ""
    return _page(maps, table, decade, world.received[decade], lines, breaks, credit)


def classes(counts: Iterable[int]) -> tuple[int, ...]:
    """Where the classes of counts begin: 1, and up to four rounder numbers that the largest count reaches."""
    most = max(counts, default=1)
    reached = [number for number in NICE if 1 < number <= most]
    if len(reached) > 4:
        reached = [reached[round(1 + (len(reached) - 2) * n / 3)] for n in range(4)]
    return (1, *reached)


def _page(
    maps: Maps, table: Table, decade: int | None, received: Received, lines: tuple[Decade, ...],
    breaks: tuple[int, ...], credit: str,
) -> Page:  # fmt: skip
    archive = maps.linker.archive
    hosts = received.hosts
    order = sorted(hosts.items(), key=lambda entry: (-entry[1], maps.linker.country_name(entry[0], archive.as_of)))
    pins = [
        Pin(at=at, kind=f"host {size_class(count, breaks)}", name=name,
            title=say("{country}: {visits}", country=name, visits=say_count(count, "{n} visit", "{n} visits")))
        for id, count in order
        if (at := maps.positions.countries.get(id)) and (name := maps.linker.country_name(id, archive.as_of))
    ]  # fmt: skip
    lost = [maps.linker.country_name(id, archive.as_of) for id, _ in order if id not in maps.positions.countries]
    legend = tuple(
        MapClass(kind=f"host c{index}", text=visits_words(number, words))
        for index, (number, words) in enumerate(class_words(breaks), 1)
    )
    frame = world_frame(WIDTH, [pin.at for pin in pins])
    if decade is None:
        title, heading = say("Visits received"), say("Map of visits received")
    else:
        title = say("Visits received, {decade}", decade=_decade(decade))
        heading = say("Map of visits received, {decade}", decade=_decade(decade))
    world = drawn(
        table, Sketch(frame=frame, pins=tuple(pins), lettered=False), anchor="world", title=title,
        finding=say("Each disc is a country, at its capital; the larger it is, the more visits it received."),
        legend=legend, notes=not_mapped(lost),
    )  # fmt: skip
    places, groups = _places(maps, table, decade, received.places, frame)
    told = {
        "visits": say_count(received.visits, "{n} visit", "{n} visits"),
        "when": say("in the {decade}s", decade=decade) if decade is not None else say("in all years"),
        "countries": countries(len(hosts)),
    }
    summary = say("{visits} {when}, in {countries}.", **told)
    if order:
        leading = listed(
            say_as(
                "country and number", "{country} ({number})",
                country=with_article(maps.linker.country_name(id, archive.as_of)), number=number_words(number),
            )
            for id, number in order[:3]
        )  # fmt: skip
        summary = say("{visits} {when}, in {countries}; most in {leading}.", **told, leading=leading)
    return Page(
        kind="map",
        address=map_address(decade),
        template="pages/map.html",
        title=heading,
        description=say(
            "The world by visits received {when}: {visits}, {countries}, every place with a link.", **told
        ),
        view=WorldView(
            heading=heading,
            summary=capital(summary),
            decades=lines,
            world=world,
            parts=tuple(_parts(table, pins)),
            rows=tuple(
                WorldRow(country=maps.linker.country(id, archive.as_of), count=count, size=size_class(count, breaks),
                         note="" if id in maps.positions.countries else say("not on the map"))
                for id, count in order
            ),
            rule=say(
                "Counted are visits that took place or are under way: one visitor in one country. The classes are the "
                "same for every range of years."
            ),
            places=places,
            place_groups=groups,
            policy=say("Land and borders: {credit}.", credit=credit) if credit else "",
        ),
        breadcrumbs=(HOME.link, MAP.link) if decade is not None else (HOME.link,),
        section=MAP.address,
    )  # fmt: skip


def _decade(year: int) -> str:
    """Ten years by the first of them: "1990s"."""
    return say("{year}s", year=year)


def _parts(table: Table, pins: Sequence[Pin]) -> Iterator[MapView]:
    for anchor, name, where, corners in PARTS:
        frame: Frame = frame_of(corners, 720, 3000, (0.6, 0.8))
        inside = [pin for pin in pins if frame.holds(frame.at(pin.at), 8)]
        if len(inside) > 2:
            finding = say_count(
                len(inside),
                "{n} country with visits received, {where} and around it.",
                "{n} countries with visits received, {where} and around it.",
                where=say_as("part of the world", where),
            )
            title = say_as("part of the world", name)
            yield drawn(table, Sketch(frame=frame, pins=tuple(inside)), anchor=anchor, title=title, finding=finding)


def _places(
    maps: Maps, table: Table, decade: int | None, uses: Mapping[PlaceId, int], frame: Frame
) -> tuple[MapView | None, tuple[IndexGroup, ...]]:  # fmt: skip
    """Every place on record (or visited in these ten years) as a dot, and in lists by country."""
    archive = maps.linker.archive
    ids = [id for id in archive.places if decade is None or id in uses]
    if not ids:
        return None, ()
    mapped = [id for id in ids if id in maps.positions.places]
    pins = [
        Pin(at=maps.positions.places[id],
            kind="spot disputed" if archive.places[id].disputed == "yes" else "spot",
            title=maps.linker.place_name(archive.places[id], archive.as_of))
        for id in mapped
    ]  # fmt: skip
    finding = say_count(
        len(ids),
        "{n} place, each a dot, and in the list below.",
        "{n} places, each a dot, and in the list below.",
    )
    if len(mapped) < len(ids):
        finding = say_count(
            len(ids) - len(mapped),
            "{mapped} of {places}, each a dot; {n} has no position on record and stand only in the list below.",
            "{mapped} of {places}, each a dot; {n} have no position on record and stand only in the list below.",
            mapped=number_words(len(mapped)),
            places=say_count(len(ids), "{n} place", "{n} places"),
        )
    title = say("Places on record") if decade is None else say("Places visited in the {decade}s", decade=decade)
    own = world_frame(WIDTH, [pin.at for pin in pins])
    view = drawn(
        table, Sketch(frame=own, pins=tuple(pins), lettered=False), anchor="places-map", title=title, finding=finding
    )
    if own == frame:
        view = replace(view, land="", borders="", disputed="", ground="world-ground")
    return view if mapped else None, _place_groups(maps, ids, uses)


def _place_groups(maps: Maps, ids: Sequence[PlaceId], uses: Mapping[PlaceId, int]) -> tuple[IndexGroup, ...]:
    linker, archive = maps.linker, maps.linker.archive
    groups: dict[str, tuple[CountryId | None, list[IndexEntry]]] = {}
    for id in ids:
        place = archive.places[id]
        country = place.country[-1].country if place.country else None
        heading = linker.country_name(country, archive.as_of) if country else say("In no country")
        notes = []
        unplaced = id not in maps.positions.places
        if place.disputed == "yes":
            notes.append(say_as("place", "disputed"))
        if unplaced:
            notes.append(say("not on the map"))
        groups.setdefault(heading, (country, []))[1].append(
            IndexEntry(
                link=Link(text=linker.place_name(place, archive.as_of), address=record_address("place", id)),
                note=comma().join(notes), count=number_words(uses[id]) if id in uses else "", unplaced=unplaced,
                quiet=unplaced and len(notes) == 1,
            )
        )  # fmt: skip
    return tuple(
        IndexGroup(
            heading=heading,
            anchor=f"in-{country or 'no-country'}",
            entries=tuple(sorted(entries, key=lambda entry: (folded(entry.link.text), entry.link.address or ""))),
        )
        for heading, (country, entries) in sorted(groups.items(), key=lambda group: (folded(group[0]), group[0]))
    )
