"""Records -> Archive: statuses settled, journeys joined, and every index that pages need made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from typing import Any, TypeVar

from visitgen.model.counting import Journey, journeys_of, visit_order
from visitgen.model.dates import date_order
from visitgen.model.fields import RecordKind
from visitgen.model.parts import Origin
from visitgen.model.records import (
    Claim,
    Country,
    Event,
    FreePage,
    Itinerary,
    Leader,
    Meeting,
    Organisation,
    Place,
    Record,
    Source,
    Statement,
    Topic,
    Visit,
)
from visitgen.model.settings import Site
from visitgen.model.terms import Role, home_of, role_on
from visitgen.model.vocabulary import (
    ClaimId,
    CountryId,
    EventId,
    ItineraryId,
    LeaderId,
    MeetingId,
    OrganisationId,
    PageId,
    PlaceId,
    SourceId,
    StatementId,
    TopicId,
    VisitId,
)
from visitgen.values import dataclass

V = TypeVar("V")


@dataclass(frozen=True, slots=True, eq=False)
class Outlines(Mapping[VisitId, Visit]):
    """The visits without what is told on their own pages alone: prose, what came of them, their place in a file.

    Most pages name and count visits, and are the same whatever else is written of them. Each is made when it is first
    asked for.
    """

    visits: Mapping[VisitId, Visit]
    _made: dict[VisitId, Visit] = field(default_factory=dict)

    def __getitem__(self, id: VisitId) -> Visit:
        found = self._made.get(id)
        if found is None:
            visit = self.visits[id]
            meta = replace(visit.meta, notes=None) if visit.meta.notes else visit.meta
            found = self._made[id] = replace(
                visit, summary=None, outcomes=(), statements=(), claims=(), meta=meta, origin=_NOWHERE
            )
        return found

    def __iter__(self) -> Iterator[VisitId]:
        return iter(self.visits)

    def __len__(self) -> int:
        return len(self.visits)

    def differing(self, other: Outlines) -> set[VisitId]:
        """The visits whose outlines are not the same in both. Cost: outlines are made of those visits that differ."""
        mine, theirs = self.visits, other.visits
        if mine is theirs:
            return set()
        both = {id for id, one in mine.items() if one is not (of := theirs.get(id, one)) and one != of}
        return {*(mine.keys() ^ theirs.keys()), *(id for id in both if self[id] != other[id])}

    def apart(self) -> tuple[Mapping[VisitId, Visit]]:
        """The visits alone, to be written down."""
        return (self.visits,)

    @classmethod
    def together(cls, visits: Mapping[VisitId, Visit]) -> Outlines:
        """The same again."""
        return cls(visits)


_NOWHERE = Origin(file="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """All published records, linked.

    Shapes: visits, meetings and events in order of time (undated meetings last), the rest by id. `status` holds the
    status of every visit and meeting as of `as_of`. `journeys` are by the first visit of each, in order of time, and
    `journey_of` names a visit's journey by that. `visitor_role` and `home` tell what each visit's visitor was and stood
    for on its date. The `…_by`, `…_to`, `…_from` indexes keep the order of time. `owner_of` tells which visit, meeting
    or organisation a statement or a claim belongs to, as (kind, id).
    """

    site: Site
    as_of: date
    leaders: Mapping[LeaderId, Leader]
    countries: Mapping[CountryId, Country]
    organisations: Mapping[OrganisationId, Organisation]
    places: Mapping[PlaceId, Place]
    visits: Mapping[VisitId, Visit]
    outlines: Outlines
    itineraries: Mapping[ItineraryId, Itinerary]
    meetings: Mapping[MeetingId, Meeting]
    events: Mapping[EventId, Event]
    statements: Mapping[StatementId, Statement]
    claims: Mapping[ClaimId, Claim]
    sources: Mapping[SourceId, Source]
    topics: Mapping[TopicId, Topic]
    pages: Mapping[PageId, FreePage]
    status: Mapping[str, str]
    visitor_role: Mapping[VisitId, Role]
    home: Mapping[VisitId, CountryId | None]
    visits_by: Mapping[LeaderId, tuple[VisitId, ...]]
    visits_received_by: Mapping[LeaderId, tuple[VisitId, ...]]
    visits_to: Mapping[CountryId, tuple[VisitId, ...]]
    visits_from: Mapping[CountryId, tuple[VisitId, ...]]
    visits_for: Mapping[EventId, tuple[VisitId, ...]]
    meetings_on: Mapping[VisitId, tuple[MeetingId, ...]]
    meetings_of: Mapping[LeaderId, tuple[MeetingId, ...]]
    meetings_for: Mapping[EventId, tuple[MeetingId, ...]]
    visits_of_meeting: Mapping[MeetingId, tuple[VisitId, ...]]
    owner_of: Mapping[str, tuple[RecordKind, str]]
    journeys: Mapping[VisitId, Journey]
    journey_of: Mapping[VisitId, VisitId]


PLURALS: Mapping[RecordKind, str] = {
    "leader": "leaders", "country": "countries", "organisation": "organisations", "place": "places",
    "visit": "visits", "itinerary": "itineraries", "meeting": "meetings", "event": "events", "statement": "statements",
    "claim": "claims", "source": "sources", "topic": "topics", "page": "pages",
}  # fmt: skip
"""The attribute of an archive that holds the records of a kind."""


def by_kind(archive: Archive) -> Mapping[RecordKind, Mapping[Any, Record]]:
    """The records of every kind. Shapes: each kind in the order of the archive."""
    return {kind: getattr(archive, plural) for kind, plural in PLURALS.items()}


def linked(site: Site, records: Mapping[RecordKind, Mapping[str, Record]], as_of: date) -> Archive:
    """The archive that these records make on a day. Errors: none; the records have been checked."""

    def kind(name: RecordKind) -> dict[Any, Any]:
        return dict(records.get(name, {}))

    visits: dict[VisitId, Visit] = {v.id: v for v in sorted(kind("visit").values(), key=visit_order)}
    meetings: dict[MeetingId, Meeting] = {m.id: m for m in sorted(kind("meeting").values(), key=_meeting_order)}
    leaders: dict[LeaderId, Leader] = _by_id(kind("leader"))
    countries: dict[CountryId, Country] = _by_id(kind("country"))
    itineraries: dict[ItineraryId, Itinerary] = _by_id(kind("itinerary"))
    dated: tuple[Mapping[Any, Visit | Meeting], ...] = (visits, meetings)
    status: dict[str, str] = {
        id: record.status or _assumed_status(record.when.last, as_of) for of in dated for id, record in of.items()
    }
    role = {
        visit.id: role_on(leaders[visit.visitor], visit.when.first, visit.when.last, countries, visit.role)
        for visit in visits.values()
    }
    home = {visit.id: home_of(leaders[visit.visitor], role[visit.id]) for visit in visits.values()}
    on, of = _meetings_and_visits(visits, meetings)
    journeys = journeys_of(visits.values(), itineraries.values(), status)
    return Archive(
        site=site,
        as_of=as_of,
        leaders=leaders,
        countries=countries,
        organisations=_by_id(kind("organisation")),
        places=_by_id(kind("place")),
        visits=visits,
        outlines=Outlines(visits),
        itineraries=itineraries,
        meetings=meetings,
        events={
            e.id: e
            for e in sorted(
                kind("event").values(), key=lambda e: (date_order(e.when.first, e.when.precision), str(e.id))
            )
        },
        statements=_by_id(kind("statement")),
        claims=_by_id(kind("claim")),
        sources=_by_id(kind("source")),
        topics=_by_id(kind("topic")),
        pages=_by_id(kind("page")),
        status=status,
        visitor_role=role,
        home=home,
        visits_by=_index((visit.visitor, visit.id) for visit in visits.values()),
        visits_received_by=_index(
            (leader, visit.id)
            for visit in visits.values()
            for leader in _receivers(visit, (meetings[id] for id in on.get(visit.id, ())), leaders, countries)
        ),
        visits_to=_index((visit.host, visit.id) for visit in visits.values()),
        visits_from=_index((home[visit.id], visit.id) for visit in visits.values() if home[visit.id]),
        visits_for=_index((visit.event, visit.id) for visit in visits.values() if visit.event),
        meetings_on=on,
        meetings_of=_index(
            (leader, meeting.id)
            for meeting in meetings.values()
            for leader in dict.fromkeys(person.leader for person in meeting.participants if person.leader)
        ),
        meetings_for=_index((meeting.event, meeting.id) for meeting in meetings.values() if meeting.event),
        visits_of_meeting=of,
        owner_of=_owners(visits, meetings, kind("organisation")),
        journeys=journeys,
        journey_of={visit: first for first, journey in journeys.items() for visit in journey.visits},
    )


def _assumed_status(last: date | None, as_of: date) -> str:
    """`completed` only where the latest date is not after the as-of date (content model, section 4)."""
    if last is None:
        return "unknown"
    return "completed" if last <= as_of else "announced"


def _meeting_order(meeting: Meeting) -> tuple[date, int, str, str]:
    first = meeting.when.first or date.max
    return (*date_order(first, meeting.when.precision), meeting.when.time or "", meeting.id)


def _meetings_and_visits(
    visits: Mapping[VisitId, Visit], meetings: Mapping[MeetingId, Meeting]
) -> tuple[dict[VisitId, tuple[MeetingId, ...]], dict[MeetingId, tuple[VisitId, ...]]]:
    """Which meetings took place on which visits, said on either side; in the order the visit gives, then in time."""
    on: dict[VisitId, dict[MeetingId, None]] = {}
    of: dict[MeetingId, dict[VisitId, None]] = {}
    for visit in visits.values():
        for id in visit.meetings:
            if id in meetings:
                on.setdefault(visit.id, {})[id] = None
                of.setdefault(id, {})[visit.id] = None
    for meeting in meetings.values():
        if meeting.visit and meeting.visit in visits:
            on.setdefault(meeting.visit, {})[meeting.id] = None
            of.setdefault(meeting.id, {})[meeting.visit] = None
    return {id: tuple(found) for id, found in on.items()}, {id: tuple(found) for id, found in of.items()}


def _receivers(
    visit: Visit,
    meetings: Iterable[Meeting],
    leaders: Mapping[LeaderId, Leader],
    countries: Mapping[CountryId, Country],
) -> Iterable[LeaderId]:
    """Who received a visitor: the hosts named, and those met who then held office in the host country."""
    found = dict.fromkeys(visit.hosts)
    for meeting in meetings:
        for person in meeting.participants:
            if person.leader is None or person.leader == visit.visitor or person.leader in found:
                continue
            first, last = meeting.when.first or visit.when.first, meeting.when.last or visit.when.last
            role = role_on(leaders[person.leader], first, last, countries, person.role)
            if person.side == "host" or (person.side is None and role.country == visit.host):
                found[person.leader] = None
    return found


def _owners(
    visits: Mapping[VisitId, Visit], meetings: Mapping[MeetingId, Meeting], organisations: Mapping[Any, Organisation]
) -> dict[str, tuple[RecordKind, str]]:
    found: dict[str, tuple[RecordKind, str]] = {}
    for visit in visits.values():
        for id in (*visit.statements, *visit.claims):
            found[id] = ("visit", visit.id)
    for meeting in meetings.values():
        for id in (*meeting.statements, *meeting.claims):
            found[id] = ("meeting", meeting.id)
    for organisation in organisations.values():
        for claim in organisation.claims:
            found[claim] = ("organisation", organisation.id)
    return found


def _by_id(records: Mapping[Any, Any]) -> dict[Any, Any]:
    return {id: records[id] for id in sorted(records)}


def _index(pairs: Iterable[tuple[Any, V]]) -> dict[Any, tuple[V, ...]]:
    found: dict[Any, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
