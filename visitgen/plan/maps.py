"""The small maps: of a visit, a leader, a country, a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from visitgen.load import Base
from visitgen.model import Archive
from visitgen.model.counting import COUNTED
from visitgen.model.parts import PlaceMention
from visitgen.model.records import Place as PlaceRecord
from visitgen.model.records import Visit
from visitgen.model.terms import exists_on
from visitgen.model.vocabulary import CountryId, VisitId
from visitgen.plan.atlas import atlas_of
from visitgen.plan.drawing import BREAKS, Pin, Sketch, Table, class_words, drawn, size_class
from visitgen.plan.figures import countries
from visitgen.plan.frames import frame_of
from visitgen.plan.grammar import of_country, to_country, with_article
from visitgen.plan.language import number_words, say, say_count, to_say
from visitgen.plan.links import Linker
from visitgen.plan.positions import Positions
from visitgen.plan.projection import Place, great_circle
from visitgen.plan.views import IndexEntry, MapClass, MapView
from visitgen.plan.words import listed
from visitgen.values import dataclass

WIDTH = 720
"""The breadth of a small map, in its own units."""


DISPUTED = to_say("A ring marks a place whose status is disputed; where the map puts it says nothing of whose it is.")

Kind = Literal["made", "received", "sent"]
"""What the sign of a country counts: a leader's visits there, or a country's visits from there and to there."""


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
        host = self.linker.country_name(visit.host, day)
        if not known:
            at = self.positions.countries.get(visit.host)
            if self.table is None or at is None:
                return None
            capital = self.linker.archive.countries[visit.host].capital
            finding = self._stand_in(host, capital, self._named(lost, visit) if mentions else "")
            seat = capital or host
            pin = Pin(at=at, kind="place", title=seat, name=seat)
            title = say("Where {country} is", country=with_article(host))
            return self.drawn([pin], 2400, title=title, finding=finding)
        alone = len(mentions) == 1
        pins = [
            Pin(at=at, kind=self.positions.kind(mention, "stop"), title=name if alone else f"{n}. {name}", name=name,
                number=0 if alone else n)
            for n, mention, at in known if (name := self.linker.place(mention, day).text)
        ]  # fmt: skip
        names = listed(dict.fromkeys(pin.name for pin in pins))
        to = to_country(host)
        if alone:
            title = say("Where {place} is", place=names)
            finding = say("The stop of the visit {to_country}: {place}.", to_country=to, place=names)
        else:
            title = say("Where the visit led")
            finding = say(
                "The stops of the visit {to_country}, numbered in their order: {places}.", to_country=to, places=names
            )
        notes = []
        if lost:
            notes.append(
                say_count(
                    len(lost),
                    "{n} of {stops} has no position on record: {places}.",
                    "{n} of {stops} have no position on record: {places}.",
                    stops=say_count(len(mentions), "{n} stop", "{n} stops"),
                    places=self._named(lost, visit),
                )
            )
        if any(mention.place in self.positions.disputed for _, mention, _ in known):
            notes.append(say(DISPUTED))
        return self.drawn(pins, 2000, title=title, finding=finding, notes=notes)

    def _stand_in(self, host: str, capital: str | None, places: str) -> str:
        """What a sign of the whole country says: no place is on record, or none of these `places` has a position."""
        if capital:
            where = {"of_country": of_country(host), "capital": capital}
            if places:
                return say(
                    "No position is on record for {places}: the sign stands at the capital {of_country}, {capital}.",
                    places=places,
                    **where,
                )
            return say("No place is on record: the sign stands at the capital {of_country}, {capital}.", **where)
        country = with_article(host)
        if places:
            return say(
                "No position is on record for {places}: the sign stands for {country}.", places=places, country=country
            )
        return say("No place is on record: the sign stands for {country}.", country=country)

    def of_leader(self, name: str, made: Iterable[Visit]) -> MapView | None:
        """The countries a leader visited, each at its capital, by the number of visits."""
        counts = Counter(v.host for v in made if self.linker.archive.status[v.id] in COUNTED)
        if not counts:
            return None
        pins, lost = self._countries(counts, "made")
        finding = say_count(
            len(counts),
            "{n} country visited, shown at its capital.",
            "{n} countries visited, each shown at its capital.",
        )
        return self.drawn(pins, 3000, title=say("Countries visited by {leader}", leader=name), finding=finding,
                          notes=not_mapped(lost), legend=_legend("made", counts.values()),
                          entries=self._entries(counts))  # fmt: skip

    def of_country(self, id: CountryId, received: Iterable[VisitId], sent: Iterable[VisitId]) -> MapView | None:
        """Where a country is, where its visitors came from, and where its leaders went."""
        archive = self.linker.archive
        came = Counter(
            home for v in received if archive.status[v] in COUNTED and (home := archive.home[v]) and home != id
        )
        went = Counter(
            host for v in sent if archive.status[v] in COUNTED and (host := archive.outlines[v].host) != id
        )  # fmt: skip
        at = self.positions.countries.get(id)
        if at is None:
            return None
        name = self.linker.country_name(id, archive.as_of)
        from_, lost = self._countries(came, "received")
        to, lost_to = self._countries(went, "sent")
        own = Pin(at=at, kind="home", title=name, name=name)
        if came and went:
            finding = say_count(
                len(went),
                "Visitors came from {countries}, and its leaders went to {n}.",
                "Visitors came from {countries}, and its leaders went to {n}.",
                countries=countries(len(came)),
            )
        elif came:
            finding = say_count(len(came), "Visitors came from {n} country.", "Visitors came from {n} countries.")
        elif went:
            finding = say_count(len(went), "Its leaders went to {n} country.", "Its leaders went to {n} countries.")
        else:
            finding = say("No visit with another country counts so far.")
        legend = (*_legend("received", came.values()), *_legend("sent", went.values()))
        return self.drawn([*to, *from_, own], 4000,
                          title=say("Where {country} is, and its visits", country=with_article(name)),
                          finding=say("{finding} Each country is shown at its capital.", finding=finding),
                          notes=not_mapped([*lost, *lost_to]), legend=legend)  # fmt: skip

    def of_place(self, place: PlaceRecord) -> MapView | None:
        """A place in its surroundings."""
        at = self.positions.places.get(place.id)
        if at is None:
            return None
        day = self.linker.archive.as_of
        name = self.linker.place_name(place, day)
        owners = listed(with_article(self.linker.country_name(time.country, day)) for time in place.country)
        finding = say("{place}, with the capitals around it.", place=name)
        if owners and not _within(name, owners):
            finding = say("{place}, {countries}, with the capitals around it.", place=name, countries=owners)
        notes = []
        if place.id in self.positions.capitals:
            notes.append(say("The position is that of the capital in the register of countries."))
        if place.disputed == "yes":
            notes.append(
                say("The status of this place is disputed; where the map puts it says nothing of whose it is.")
            )
        kind = "place disputed" if place.disputed == "yes" else "place"
        pin = Pin(at=at, kind=kind, title=name, name=name)
        return self.drawn([pin], 2000, title=say("Where {place} is", place=name), finding=finding, notes=notes)

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

    def _countries(self, counts: Mapping[CountryId, int], kind: Kind) -> tuple[list[Pin], list[str]]:
        """The signs of countries, largest first so that small ones lie on top; the names of those without position."""
        pins: list[Pin] = []
        lost: list[str] = []
        for id, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
            name = self.linker.country_name(id, self.linker.archive.as_of)
            if at := self.positions.countries.get(id):
                title = _sign_words(kind, name, count)
                label = name if len(counts) <= 12 else ""
                pins.append(Pin(at=at, kind=f"{kind} {size_class(count)}", title=title, name=label))
            else:
                lost.append(name)
        return pins, lost

    def _entries(self, counts: Mapping[CountryId, int]) -> tuple[IndexEntry, ...]:
        day = self.linker.archive.as_of
        return tuple(
            IndexEntry(link=self.linker.country(id, day), count=number_words(count))
            for id, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        )

    def _named(self, mentions: Iterable[PlaceMention], visit: Visit) -> str:
        return listed(dict.fromkeys(self.linker.place(mention, visit.when.first).text for mention in mentions))


def maps_of(
    linker: Linker, positions: Positions, capitals: Mapping[CountryId, tuple[str, Place]], base: Base | None
) -> Maps:
    """What the small maps of an archive are made of."""
    return Maps(linker, positions, Table(atlas_of(base), capitals) if base else None)


def capitals_of(archive: Archive, positions: Positions) -> Mapping[CountryId, tuple[str, Place]]:
    """The capitals of today's states, with their positions. Cost: one pass over the countries."""
    return {
        id: (country.capital, positions.countries[id])
        for id, country in archive.countries.items()
        if id in positions.countries and country.capital and country.kind in ("state", "partially_recognised")
        and exists_on(country, archive.as_of, archive.as_of)
    }  # fmt: skip


def not_mapped(names: Iterable[str]) -> list[str]:
    """The note on countries that have no position; none where all have one."""
    found = listed(dict.fromkeys(names))
    return [say("Not on the map, for want of a position: {countries}.", countries=found)] if found else []


def _legend(kind: Kind, counts: Iterable[int]) -> tuple[MapClass, ...]:
    used = {size_class(count) for count in counts}
    return tuple(
        MapClass(kind=f"{kind} c{index}", text=_class_words(kind, number, words))
        for index, (number, words) in enumerate(class_words(BREAKS), 1)
        if f"c{index}" in used
    )


def _class_words(kind: Kind, number: int, words: str) -> str:
    """What a sign of a class stands for; shapes as in `class_words`."""
    match kind:
        case "made":
            return visits_words(number, words)
        case "received":
            return say_count(
                number, "{range} visit received from there", "{range} visits received from there", range=words
            )
        case "sent":
            return say_count(number, "{range} visit made there", "{range} visits made there", range=words)


def visits_words(number: int, words: str) -> str:
    """A class of numbers of visits: "2–4 visits"; shapes as in `class_words`."""
    return say_count(number, "{range} visit", "{range} visits", range=words)


def _sign_words(kind: Kind, country: str, count: int) -> str:
    match kind:
        case "made":
            return say_count(count, "{country}: {n} made", "{country}: {n} made", country=country)
        case "received":
            return say_count(count, "{country}: {n} received", "{country}: {n} received", country=country)
        case "sent":
            return say_count(count, "{country}: {n} sent", "{country}: {n} sent", country=country)


def _within(name: str, other: str) -> bool:
    return name in other or other in name
