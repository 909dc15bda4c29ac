"""Where places and countries are: by their records, or at the capital that the register of countries has."""

from __future__ import annotations

from visitgen.model import Archive
from visitgen.model.parts import PlaceMention
from visitgen.model.vocabulary import CountryId, PlaceId
from visitgen.plan.folding import folded_words
from visitgen.plan.projection import Place
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions of an archive's places and countries, in degrees of longitude and latitude.

    Shapes: `places` are those whose record has a position, and those that have the name of their country's capital;
    the latter are in `capitals` too. `countries` stand at their capitals.
    """

    places: dict[PlaceId, Place]
    capitals: frozenset[PlaceId]
    countries: dict[CountryId, Place]
    disputed: frozenset[PlaceId] = frozenset()

    def kind(self, mention: PlaceMention, kind: str) -> str:
        """The kind of a place's sign, that of a disputed place told apart."""
        return f"{kind} disputed" if mention.place in self.disputed else kind

    def of(self, mention: PlaceMention) -> Place | None:
        """Where a place that a record names is, if that is known."""
        return self.places.get(mention.place) if mention.place else None


def positions_of(archive: Archive) -> Positions:
    """Every position that is known. Cost: one pass over places and countries."""
    countries = {
        id: (country.lon, country.lat)
        for id, country in archive.countries.items()
        if country.lon is not None and country.lat is not None
    }
    places: dict[PlaceId, Place] = {}
    capitals: set[PlaceId] = set()
    for id, place in archive.places.items():
        if place.lon is not None and place.lat is not None:
            places[id] = (place.lon, place.lat)
            continue
        names = {_folded(place.name), *(_folded(name.name) for name in place.names)}
        for belonging in place.country:
            seat = archive.countries[belonging.country].capital
            if seat and _folded(seat) in names and belonging.country in countries:
                places[id] = countries[belonging.country]
                capitals.add(id)
                break
    disputed = frozenset(id for id, place in archive.places.items() if place.disputed == "yes")
    return Positions(places, frozenset(capitals), countries, disputed)


def _folded(name: str) -> str:
    """A name without accents, case and punctuation: "N’Djamena" is "ndjamena"."""
    return "".join(folded_words(name))
