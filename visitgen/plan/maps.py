"""The small maps: of a visit, a leader, a country, a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from visitgen.load import Base
from visitgen.model.counting import COUNTED
from visitgen.model.parts import PlaceMention
from visitgen.model.records import Place as PlaceRecord
from visitgen.model.records import Visit
from visitgen.model.terms import exists_on
from visitgen.model.vocabulary import CountryId, VisitId
from visitgen.plan.atlas import atlas_of
from visitgen.plan.drawing import BREAKS, Pin, Sketch, Table, class_words, drawn, size_class
from visitgen.plan.frames import frame_of
from visitgen.plan.links import Linker
from visitgen.plan.positions import Positions, positions_of
from visitgen.plan.projection import Place, great_circle
from visitgen.plan.views import IndexEntry, MapClass, MapView
from visitgen.plan.words import counted, listed, with_article

WIDTH = 720
"""The breadth of a small map, in its own units."""


DISPUTED = "A ring marks a place whose status is disputed; where the map puts it says nothing of whose it is."


@dataclass(frozen=True, slots=True)
class Maps:
    """What small maps are made of. `table` is `None` when the theme has no base: then there are none."""

    linker: Linker
    positions: Positions
    table: Table | None

    def of_visit(self, visit: Visit) -> MapView | None:
        """The stops of a visit, numbered; the host's capital where no stop has a position."""
        day = visit.when.first
        mentions = [stop.place for stop in visit.stops]
        known = [(n, m, at) for n, m in enumerate(mentions, 1) if (at := self.positions.of(m))]
        lost = [m for m in mentions if not self.positions.of(m)]
        host = self.linker.archive.countries[visit.host]
        country = with_article(self.linker.country_name(visit.host, day))
        if not known:
            at = self.positions.countries.get(visit.host)
            if self.table is None or at is None:
                return None
            seat = host.capital or self.linker.country_name(visit.host, day)
            why = (
                "No place is on record" if not mentions else f"No position is on record for {self._named(lost, visit)}"
            )
            finding = f"{why}: the sign stands at the capital of {country}, {seat}."
            pin = Pin(at=at, kind="place", title=seat, name=seat)
            return self.drawn([pin], 2400, title=f"Where {country} is", finding=finding)
        alone = len(mentions) == 1
        pins = [
            Pin(at=at, kind=self.positions.kind(mention, "stop"), title=name if alone else f"{n}. {name}", name=name,
                number=0 if alone else n)
            for n, mention, at in known if (name := self.linker.place(mention, day).text)
        ]  # fmt: skip
        names = listed(dict.fromkeys(pin.name for pin in pins))
        finding = f"The stops of the visit to {country}, numbered in their order: {names}."
        if alone:
            finding = f"The stop of the visit to {country}: {names}."
        notes = [f"{len(lost)} of {counted(len(mentions), 'stop')} {_have(len(lost))} no position on record: "
                 f"{self._named(lost, visit)}."] if lost else []  # fmt: skip
        if any(mention.place in self.positions.disputed for _, mention, _ in known):
            notes.append(DISPUTED)
        title = f"Where {names} is" if alone else "Where the visit led"
        return self.drawn(pins, 2000, title=title, finding=finding, notes=notes)

    def of_leader(self, name: str, made: Iterable[Visit]) -> MapView | None:
        """The countries a leader visited, each at its capital, by the number of visits."""
        counts = Counter(v.host for v in made if self.linker.archive.status[v.id] in COUNTED)
        if not counts:
            return None
        pins, lost = self._countries(counts, "made")
        where = "shown at its capital" if len(counts) == 1 else "each shown at its capital"
        finding = f"{counted(len(counts), 'country', 'countries')} visited, {where}."
        return self.drawn(pins, 3000, title=f"Countries visited by {name}", finding=finding, notes=_lost(lost),
                           legend=_legend("made", counts.values(), "visit", "visits"),
                           entries=self._entries(counts))  # fmt: skip

    def of_country(self, id: CountryId, received: Iterable[VisitId], sent: Iterable[VisitId]) -> MapView | None:
        """Where a country is, where its visitors came from, and where its leaders went."""
        archive = self.linker.archive
        came = Counter(
            home for v in received if archive.status[v] in COUNTED and (home := archive.home[v]) and home != id
        )
        went = Counter(
            host for v in sent if archive.status[v] in COUNTED and (host := archive.visits[v].host) != id
        )  # fmt: skip
        at = self.positions.countries.get(id)
        if at is None:
            return None
        name = self.linker.country_name(id, archive.as_of)
        from_, lost = self._countries(came, "received")
        to, lost_to = self._countries(went, "sent")
        own = Pin(at=at, kind="home", title=name, name=name)
        finding = (
            f"Visitors came from {counted(len(came), 'country', 'countries')}, and its leaders went to {len(went):,}."
        )
        if not came or not went:
            finding = f"Its leaders went to {counted(len(went), 'country', 'countries')}." if went else ""
            finding = f"Visitors came from {counted(len(came), 'country', 'countries')}." if came else finding
        finding = finding or "No visit with another country counts so far."
        legend = (*_legend("received", came.values(), "visit received from there", "visits received from there"),
                  *_legend("sent", went.values(), "visit made there", "visits made there"))  # fmt: skip
        return self.drawn([*to, *from_, own], 4000, title=f"Where {with_article(name)} is, and its visits",
                           finding=f"{finding} Each country is shown at its capital.", notes=_lost([*lost, *lost_to]),
                           legend=legend)  # fmt: skip

    def of_place(self, place: PlaceRecord) -> MapView | None:
        """A place in its surroundings."""
        at = self.positions.places.get(place.id)
        if at is None:
            return None
        archive = self.linker.archive
        countries = listed(with_article(self.linker.country_name(t.country, archive.as_of)) for t in place.country)
        where = f", {countries}" if countries and not _within(place.name, countries) else ""
        finding = f"{place.name}{where}, with the capitals around it."
        notes = []
        if place.id in self.positions.capitals:
            notes.append("The position is that of the capital in the register of countries.")
        if place.disputed == "yes":
            notes.append("The status of this place is disputed; where the map puts it says nothing of whose it is.")
        kind = "place disputed" if place.disputed == "yes" else "place"
        pin = Pin(at=at, kind=kind, title=place.name, name=place.name)
        return self.drawn([pin], 2000, title=f"Where {place.name} is", finding=finding, notes=notes)

    def drawn(
        self, pins: Sequence[Pin], least: float, *, anchor: str = "map", title: str, finding: str,
        notes: Iterable[str] = (), ways: tuple[tuple[Place, Place], ...] = (), legend: Sequence[MapClass] = (),
        entries: Sequence[IndexEntry] = (),
    ) -> MapView | None:  # fmt: skip
        """The view of a map at least so many kilometres broad with room around its pins; none without a base."""
        if self.table is None:
            return None
        on_the_way = [point for one, two in ways for point in great_circle(one, two, 6)]
        frame = frame_of([*(pin.at for pin in pins), *on_the_way], WIDTH, least)
        return drawn(self.table, Sketch(frame=frame, pins=tuple(pins), ways=ways), anchor=anchor, title=title,
                     finding=finding, notes=notes, legend=legend, entries=entries)  # fmt: skip

    def _countries(self, counts: Mapping[CountryId, int], kind: str) -> tuple[list[Pin], list[str]]:
        """The signs of countries, largest first so that small ones lie on top; the names of those without position."""
        pins: list[Pin] = []
        lost: list[str] = []
        for id, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
            name = self.linker.country_name(id, self.linker.archive.as_of)
            if at := self.positions.countries.get(id):
                title = f"{name}: {count:,} {kind}"
                label = name if len(counts) <= 12 else ""
                pins.append(Pin(at=at, kind=f"{kind} {size_class(count)}", title=title, name=label))
            else:
                lost.append(name)
        return pins, lost

    def _entries(self, counts: Mapping[CountryId, int]) -> tuple[IndexEntry, ...]:
        day = self.linker.archive.as_of
        return tuple(
            IndexEntry(link=self.linker.country(id, day), count=f"{count:,}")
            for id, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        )

    def _named(self, mentions: Iterable[PlaceMention], visit: Visit) -> str:
        return listed(dict.fromkeys(self.linker.place(mention, visit.when.first).text for mention in mentions))


def maps_of(linker: Linker, base: Base | None) -> Maps:
    """What the small maps of an archive are made of."""
    archive = linker.archive
    positions = positions_of(archive)
    if base is None:
        return Maps(linker, positions, None)
    capitals = tuple(
        (country.capital, positions.countries[id])
        for id, country in archive.countries.items()
        if id in positions.countries and country.capital and country.kind in ("state", "partially_recognised")
        and exists_on(country, archive.as_of, archive.as_of)
    )  # fmt: skip
    return Maps(linker, positions, Table(atlas_of(base), capitals))


def _legend(kind: str, counts: Iterable[int], one: str, many: str) -> tuple[MapClass, ...]:
    used = {size_class(count) for count in counts}
    return tuple(
        MapClass(kind=f"{kind} c{index}", text=f"{words} {one if words == '1' else many}")
        for index, words in enumerate(class_words(BREAKS), 1)
        if f"c{index}" in used
    )


def _lost(names: Iterable[str]) -> list[str]:
    found = listed(dict.fromkeys(names))
    return [f"Not on the map, for want of a position: {found}."] if found else []


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _within(name: str, other: str) -> bool:
    return name in other or other in name
