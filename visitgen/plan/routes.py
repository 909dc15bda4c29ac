"""The map of a journey: its stops in order, joined by great circles, from home to home."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from visitgen.model.parts import PlaceMention
from visitgen.model.records import Itinerary, Visit
from visitgen.model.vocabulary import CountryId
from visitgen.plan.drawing import Pin
from visitgen.plan.grammar import with_article
from visitgen.plan.language import say, say_as, say_count
from visitgen.plan.maps import DISPUTED, Maps
from visitgen.plan.projection import Place, distance
from visitgen.plan.views import MapView
from visitgen.plan.words import listed
from visitgen.values import dataclass

CLOSER = 2.5
"""How many times farther than the stops from each other home must be for the stops to have a map of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a journey led: the stops that have a position, in order, each with the kind of its sign; the names of those
    that have none, and of the countries shown at their capitals because no stop in them has one."""

    stops: tuple[tuple[Place, str, str], ...]
    lost: tuple[str, ...]
    seats: tuple[str, ...]


def route_map(maps: Maps, itinerary: Itinerary, visits: Sequence[Visit]) -> MapView | None:
    """A journey's stops, numbered in order, joined by great circles; closer too, when home is far away."""
    route = route_of(maps, visits)
    if not route.stops:
        return None
    home = maps.linker.archive.home[visits[0].id]
    start, start_name = _end(maps, itinerary.departs.place if itinerary.departs else None, home)
    end, end_name = _end(maps, itinerary.returns.place if itinerary.returns else None, home)
    stops = [at for at, _, _ in route.stops]
    ways = _ways([*([start] if start else []), *stops, *([end] if end else [])])
    pins = [
        Pin(at=at, kind=kind, title=f"{n}. {name}", name=name, number=n)
        for n, (at, name, kind) in enumerate(route.stops, 1)
    ]
    ends = [
        Pin(at=at, kind="home", title=say_as("journey", "Home: {place}", place=name), name=name)
        for at, name in dict.fromkeys(((start, start_name), (end, end_name)))
        if at
    ]
    if start and end:
        finding = say_count(
            len(stops),
            "{n} stop in order, from {start} and back to {end}, each joined to the next by the shortest way.",
            "{n} stops in order, from {start} and back to {end}, each joined to the next by the shortest way.",
            start=start_name,
            end=end_name,
        )
    else:
        finding = say_count(
            len(stops),
            "{n} stop in order, each joined to the next by the shortest way.",
            "{n} stops in order, each joined to the next by the shortest way.",
        )
    whole = maps.drawn([*pins, *ends], 2400, title=say("The way of the journey"), ways=ways,
                       notes=_notes(itinerary, route, ends), finding=finding)  # fmt: skip
    apart = max(distance(stops[0], other) for other in stops)
    far = max((distance(stops[0], pin.at) for pin in ends), default=0.0)
    if whole is None or len(stops) < 2 or far < CLOSER * max(apart, 500):
        return whole
    closer = maps.drawn(pins, 1200, anchor="map-closer", title=say("The stops of the journey, closer"),
                        finding=say("The stops, closer."), ways=_ways(stops))  # fmt: skip
    return replace(whole, closer=closer)


def route_of(maps: Maps, visits: Sequence[Visit]) -> Route:
    """Where some visits led. Shapes: a place stayed at is one stop, a place come back to is two."""
    stops: list[tuple[Place, str, str]] = []
    lost: list[str] = []
    seats: list[str] = []
    for visit in visits:
        found = False
        for stop in visit.stops:
            name = maps.linker.place(stop.place, visit.when.first).text
            at = maps.positions.of(stop.place)
            if at is None:
                lost.append(name)
                continue
            found = True
            if not stops or stops[-1][0] != at:
                stops.append((at, name, maps.positions.kind(stop.place, "stop")))
        if not found and (at := maps.positions.countries.get(visit.host)):
            name = maps.linker.country_name(visit.host, visit.when.first)
            seats.append(with_article(name))
            stops.append((at, name, "stop"))
    return Route(stops=tuple(stops), lost=tuple(dict.fromkeys(lost)), seats=tuple(dict.fromkeys(seats)))


def _ways(places: Sequence[Place]) -> tuple[tuple[Place, Place], ...]:
    return tuple((one, two) for one, two in itertools.pairwise(places) if one != two)


def _notes(itinerary: Itinerary, route: Route, ends: Sequence[Pin]) -> list[str]:
    notes = []
    if route.lost:
        notes.append(say("No position is on record for {places}.", places=listed(route.lost)))
    if route.seats:
        notes.append(
            say("Shown at the capital, for want of a place on record: {countries}.", countries=listed(route.seats))
        )
    if any(kind != "stop" for _, _, kind in route.stops):
        notes.append(say(DISPUTED))
    known = itinerary.departs and itinerary.departs.place and itinerary.returns and itinerary.returns.place
    if ends and not known:
        notes.append(say("Where it began or ended is not on record: the capital of the home country stands for it."))
    return notes


def _end(maps: Maps, mention: PlaceMention | None, home: CountryId | None) -> tuple[Place | None, str]:
    """Where a journey began or ended: at the place on record, or else at the capital of the home country."""
    archive = maps.linker.archive
    if mention and (at := maps.positions.of(mention)):
        return at, maps.linker.place(mention, archive.as_of).text
    if home is None:
        return None, ""
    country = archive.countries[home]
    return maps.positions.countries.get(home), country.capital or maps.linker.country_name(home, archive.as_of)
