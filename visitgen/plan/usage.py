"""Which records rest on a source, belong to a topic, name a place or an organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from visitgen.model import Archive
from visitgen.model.fields import RecordKind
from visitgen.model.parts import Citation, Meta, Party, PlaceMention
from visitgen.model.records import Meeting, Visit
from visitgen.model.vocabulary import ClaimId, StatementId
from visitgen.plan.notes import source_ids
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Uses:
    """Everything recorded of one subject, each record once, in the order of the archive."""

    visits: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    statements: tuple[StatementId, ...] = ()
    claims: tuple[ClaimId, ...] = ()
    others: tuple[tuple[RecordKind, str], ...] = ()


@dataclass(slots=True)
class _Found:
    """The uses of a subject so far."""

    visits: dict[str, None] = field(default_factory=dict)
    meetings: dict[str, None] = field(default_factory=dict)
    statements: dict[StatementId, None] = field(default_factory=dict)
    claims: dict[ClaimId, None] = field(default_factory=dict)
    others: dict[tuple[RecordKind, str], None] = field(default_factory=dict)


Usage = Mapping[tuple[RecordKind, str], Uses]
"""The uses of each subject, by (kind, id)."""


def usage_of(archive: Archive) -> Usage:
    """Every use of every source, topic, place and organisation. Cost: one pass over the archive."""
    found: dict[tuple[RecordKind, str], _Found] = defaultdict(_Found)

    def of(kind: RecordKind, id: str) -> _Found:
        return found[kind, id]

    for visit in archive.visits.values():
        for subject in _subjects(visit.meta, _visit_citations(visit), (stop.place for stop in visit.stops)):
            of(*subject).visits[visit.id] = None
        for organisation in _bodies(visit.companions):
            of("organisation", organisation).visits[visit.id] = None
    for meeting in archive.meetings.values():
        places = (meeting.place,) if meeting.place else ()
        for subject in _subjects(meeting.meta, _meeting_citations(meeting), places):
            of(*subject).meetings[meeting.id] = None
        for person in meeting.participants:
            if person.organisation:
                of("organisation", person.organisation).meetings[meeting.id] = None
    for statement in archive.statements.values():
        for subject in _subjects(statement.meta, (statement.source,), ()):
            of(*subject).statements[statement.id] = None
        speaker = statement.speaker
        for body in (speaker.organisation, speaker.of, *_bodies(statement.addressed_to)):
            if body:
                of("organisation", body).statements[statement.id] = None
    for claim in archive.claims.values():
        for subject in _subjects(claim.meta, (claim.source,), ()):
            of(*subject).claims[claim.id] = None
        if claim.attributed_to and claim.attributed_to.organisation:
            of("organisation", claim.attributed_to.organisation).claims[claim.id] = None
    for organisation_record in archive.organisations.values():
        for own in organisation_record.claims:
            of("organisation", organisation_record.id).claims[own] = None
    for kind, id, meta in _others(archive):
        for subject in _subjects(meta, (), ()):
            of(*subject).others[kind, id] = None
    for event in archive.events.values():
        for place in event.places:
            if place.place:
                of("place", place.place).others["event", event.id] = None
        if event.organisation:
            of("organisation", event.organisation).others["event", event.id] = None
    for leader in archive.leaders.values():
        for term in leader.terms:
            if term.organisation:
                of("organisation", term.organisation).others["leader", leader.id] = None
    return {
        subject: Uses(
            tuple(uses.visits), tuple(uses.meetings), tuple(uses.statements), tuple(uses.claims), tuple(uses.others)
        )
        for subject, uses in found.items()
    }


def _subjects(
    meta: Meta, citations: Iterable[Citation | None], places: Iterable[PlaceMention]
) -> Iterator[tuple[RecordKind, str]]:
    for source in source_ids(meta, *citations):
        yield "source", source
    for topic in meta.topics:
        yield "topic", topic
    for place in places:
        if place.place:
            yield "place", place.place


def _visit_citations(visit: Visit) -> tuple[Citation | None, ...]:
    plan = visit.planned.source if visit.planned else None
    return (plan, *(entry.source for entry in visit.status_history))


def _meeting_citations(meeting: Meeting) -> tuple[Citation | None, ...]:
    return tuple(entry.source for entry in meeting.status_history)


def _bodies(parties: Iterable[Party]) -> Iterator[str]:
    return (party.organisation for party in parties if party.organisation)


def _others(archive: Archive) -> Iterator[tuple[RecordKind, str, Meta]]:
    for leader in archive.leaders.values():
        yield "leader", leader.id, leader.meta
    for itinerary in archive.itineraries.values():
        yield "itinerary", itinerary.id, itinerary.meta
    for event in archive.events.values():
        yield "event", event.id, event.meta
    for organisation in archive.organisations.values():
        yield "organisation", organisation.id, organisation.meta
    for place in archive.places.values():
        yield "place", place.id, place.meta
