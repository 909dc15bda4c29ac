"""Archive -> Survey: all that pages draw on, derived once for all of them, and watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from visitgen.load import Base
from visitgen.model import Archive, linked_alike
from visitgen.model.vocabulary import CountryId, LeaderId, VisitId
from visitgen.plan.cards import Cardfile, cardfile
from visitgen.plan.countries import officers_of
from visitgen.plan.dependencies import Watched, watched
from visitgen.plan.language import say
from visitgen.plan.leaders import Circles, circles_of
from visitgen.plan.links import Linker, linker_of
from visitgen.plan.maps import Maps, capitals_of, maps_of
from visitgen.plan.periods import Chronology, chronology
from visitgen.plan.positions import Positions, positions_of
from visitgen.plan.projection import Place
from visitgen.plan.tallies import Tallies, tallies_of
from visitgen.plan.usage import Usage, usage_of
from visitgen.plan.views import Download
from visitgen.plan.visits import Beside, neighbours_of
from visitgen.plan.worldmap import World, world_of
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """The archive, and what is derived from it by going through it whole. What pages read of it is noted by field."""

    archive: Archive
    countries: frozenset[CountryId]
    relations: Mapping[tuple[CountryId, CountryId], tuple[VisitId, ...]]
    usage: Usage
    tallies: Tallies
    time: Chronology
    neighbours: Mapping[VisitId, tuple[Beside, Beside]]
    circles: Circles
    officers: Mapping[CountryId, tuple[LeaderId, ...]]
    positions: Positions
    capitals: Mapping[CountryId, tuple[str, Place]]
    world: World
    downloads: tuple[Download, ...]

    @property
    def sources(self) -> Mapping[str, object]:
        """The fields by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What pages are planned from. Whatever is read of it is noted in the graph of the time; `base` never changes."""

    linker: Linker
    cards: Cardfile
    usage: Usage
    tallies: Tallies
    time: Chronology
    neighbours: Mapping[VisitId, tuple[Beside, Beside]]
    circles: Circles
    officers: Mapping[CountryId, tuple[LeaderId, ...]]
    maps: Maps
    world: World
    downloads: Sequence[Download]
    base: Base | None


def derived_of(archive: Archive, downloads: Sequence[Download], before: Mapping[str, object] | None = None) -> Derived:
    """What is derived from an archive. Cost: some passes over it, and a sort.

    `before` are the `sources` of the last time: nothing is derived again from an archive that was only retold.
    """
    said = tuple(replace(one, title=say(one.title), description=say(one.description)) for one in downloads)
    if before:
        last = Derived(**before)  # type: ignore[arg-type]
        if linked_alike(archive, last.archive):
            return replace(last, archive=archive, downloads=said)
    linker, positions = linker_of(archive), positions_of(archive)
    return Derived(
        archive=archive,
        countries=frozenset(linker.countries),
        relations=linker.relations,
        usage=usage_of(archive),
        tallies=tallies_of(archive),
        time=chronology(archive),
        neighbours=neighbours_of(archive),
        circles=circles_of(archive),
        officers=officers_of(archive),
        positions=positions,
        capitals=capitals_of(archive, positions),
        world=world_of(archive),
        downloads=said,
    )


def survey_of(derived: Derived, base: Base | None = None) -> Survey:
    """The survey of an archive. Maps are drawn on `base`; without one, only the pages of the world have maps."""
    linker = Linker(
        watched("archive", derived.archive),
        Watched("countries", derived.countries),  # type: ignore[arg-type]
        Watched("relations", derived.relations),
    )
    return Survey(
        linker=linker,
        cards=cardfile(linker),
        usage=Watched("usage", derived.usage),
        tallies=watched("tallies", derived.tallies),
        time=watched("time", derived.time),
        neighbours=Watched("neighbours", derived.neighbours),
        circles=watched("circles", derived.circles),
        officers=Watched("officers", derived.officers),
        maps=maps_of(linker, watched("positions", derived.positions), Watched("capitals", derived.capitals), base),
        world=watched("world", derived.world),
        downloads=Watched("downloads", derived.downloads),  # type: ignore[arg-type]
        base=base,
    )
