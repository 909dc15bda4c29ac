"""Journeys and the three counts: journeys, visits, days abroad (content model, sections 3 and 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from visitgen.model.dates import date_order
from visitgen.model.records import Itinerary, Visit
from visitgen.model.vocabulary import ItineraryId, LeaderId, VisitId
from visitgen.values import dataclass

COUNTED = frozenset({"completed", "under_way"})
"""The statuses of visits that count."""

APART = frozenset({"transit", "private", "multilateral"})
"""The visit types that are counted and can be set apart."""

JOINED = frozenset({*COUNTED, "reported", "announced", "confirmed", "unknown"})
"""The statuses of visits that can be part of a derived journey: those that took place, or still may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """The visits of one traveller between leaving and returning home.

    Shapes: at least one visit, in order. `itinerary` is `None` for a derived journey.
    """

    traveller: LeaderId
    visits: tuple[VisitId, ...]
    itinerary: ItineraryId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Units: `days` are distinct days abroad, both ends included; `undated` are visits whose days are not known."""

    journeys: int
    visits: int
    days: int
    undated: int
    apart: int
    others: int


def visit_order(visit: Visit) -> tuple[tuple[date, int], str]:
    """What puts visits in order of time: earliest bound, precision, id."""
    return (date_order(visit.when.first, visit.when.precision), visit.id)


def journeys_of(
    visits: Iterable[Visit], itineraries: Iterable[Itinerary], status: Mapping[str, str]
) -> dict[VisitId, Journey]:
    """Every journey: the itineraries on record, and those derived from the visits that are in none.

    Shapes: `visits` in order of time; the journeys by the first visit of each, in that order. Visits that did not take
    place make no derived journey. A derived journey joins visits of known days whose gap, from the last day of one to
    the first of the next, is at most one day; a visit of unknown days is a journey of its own. Of two visits that begin
    on one day, the one that ends first came first.
    """
    ordered = tuple(visits)
    present = {visit.id for visit in ordered}
    recorded: list[Journey] = []
    taken: set[VisitId] = set()
    for itinerary in itineraries:
        kept = tuple(id for id in itinerary.visits if id in present)
        if kept:
            recorded.append(Journey(traveller=itinerary.traveller, visits=kept, itinerary=itinerary.id))
            taken.update(kept)
    open_: dict[LeaderId, tuple[list[VisitId], date]] = {}
    derived: list[tuple[LeaderId, list[VisitId]]] = []
    for visit in ordered:
        if visit.id in taken or status[visit.id] not in JOINED:
            continue
        current = open_.get(visit.visitor)
        if visit.when.known_days and current and (visit.when.first - current[1]).days <= 1:
            current[0].append(visit.id)
            open_[visit.visitor] = (current[0], max(current[1], visit.when.last))
            continue
        group = [visit.id]
        derived.append((visit.visitor, group))
        if visit.when.known_days:
            open_[visit.visitor] = (group, visit.when.last)
    days = {visit.id: (visit.when.first, visit.when.last, visit.id) for visit in ordered}
    made = [
        Journey(traveller=traveller, visits=tuple(sorted(group, key=days.__getitem__))) for traveller, group in derived
    ]
    found = {journey.visits[0]: journey for journey in (*recorded, *made)}
    return {visit.id: found[visit.id] for visit in ordered if visit.id in found}


def counts_of(visits: Iterable[Visit], journey_of: Mapping[VisitId, VisitId], status: Mapping[str, str]) -> Counts:
    """The counts over some visits: only those completed or under way count, the others are told apart.

    `journey_of` names the journey of each visit. Source: content model, section 5.
    """
    journeys: set[VisitId] = set()
    stays: dict[LeaderId, list[tuple[date, date]]] = {}
    counted = undated = apart = others = 0
    for visit in visits:
        if status[visit.id] not in COUNTED:
            others += 1
            continue
        counted += 1
        apart += visit.type in APART
        if visit.id in journey_of:
            journeys.add(journey_of[visit.id])
        if visit.when.known_days:
            stays.setdefault(visit.visitor, []).append((visit.when.first, visit.when.last))
        else:
            undated += 1
    days = sum(_distinct_days(spans) for spans in stays.values())
    return Counts(journeys=len(journeys), visits=counted, days=days, undated=undated, apart=apart, others=others)


def _distinct_days(spans: Iterable[tuple[date, date]]) -> int:
    """How many days lie in at least one of some spans of time. Units: both ends of a span are included."""
    days = 0
    reached = 0  # the day before the first of all
    for first, last in sorted(spans):
        days += max(0, last.toordinal() - max(reached, first.toordinal() - 1))
        reached = max(reached, last.toordinal())
    return days
