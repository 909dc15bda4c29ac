"""Pages of visits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from visitgen.model import Archive
from visitgen.model.counting import COUNTED, counts_of
from visitgen.model.parts import PlaceMention
from visitgen.model.records import Visit
from visitgen.model.vocabulary import MeetingId, VisitId
from visitgen.plan.cards import DOUBT, Cardfile
from visitgen.plan.grammar import in_country, to_country
from visitgen.plan.landmarks import HOME, INDEXES
from visitgen.plan.language import comma, say, say_as, say_count, to_say_as
from visitgen.plan.links import Linker
from visitgen.plan.maps import Maps
from visitgen.plan.meetings import clock_words, meeting_view, place_link
from visitgen.plan.notes import Footnotes, about, claim_groups, statement_views, status_lines
from visitgen.plan.urls import record_address
from visitgen.plan.views import (
    Badge,
    Fact,
    JourneyView,
    Link,
    MeetingView,
    Page,
    Person,
    StopView,
    VisitView,
    Way,
)
from visitgen.plan.words import (
    FLAG_LABELS,
    TYPE,
    capital,
    date_words,
    listed,
    plain,
    range_words,
    status_badge,
    status_words,
    when_words,
)

LISTED = 30
"""The most visits of a journey that are listed on the page of each."""

PURPOSES = (
    to_say_as("purpose of a visit", "bilateral"), to_say_as("purpose of a visit", "summit"),
    to_say_as("purpose of a visit", "negotiation"), to_say_as("purpose of a visit", "mediation"),
    to_say_as("purpose of a visit", "solidarity"), to_say_as("purpose of a visit", "funeral"),
    to_say_as("purpose of a visit", "inauguration"), to_say_as("purpose of a visit", "ceremony"),
    to_say_as("purpose of a visit", "cultural site"), to_say_as("purpose of a visit", "business"),
    to_say_as("purpose of a visit", "troops"), to_say_as("purpose of a visit", "medical"),
    to_say_as("purpose of a visit", "holiday"), to_say_as("purpose of a visit", "address"),
    to_say_as("purpose of a visit", "signing"), to_say_as("purpose of a visit", "award"),
)  # fmt: skip
"""The purposes of visits, in words."""

ANSWERS = (to_say_as("answer", "yes"), to_say_as("answer", "no"))
"""What a flag of a visit is."""


Beside = tuple[VisitId | None, VisitId | None]
"""The visits before and after another."""


def neighbours_of(archive: Archive) -> Mapping[VisitId, tuple[Beside, Beside]]:
    """What comes before and after each visit, among its visitor's and among all. Cost: one pass over the visits."""
    own = {id: beside for ids in archive.visits_by.values() for id, beside in _in_a_row(ids)}
    return {id: (own[id], beside) for id, beside in _in_a_row(tuple(archive.visits))}


def _in_a_row(ids: Sequence[VisitId]) -> Iterator[tuple[VisitId, Beside]]:
    return zip(ids, zip([None, *ids], [*ids[1:], None], strict=False), strict=False)


def visit_page(
    linker: Linker, cards: Cardfile, maps: Maps, neighbours: Mapping[VisitId, tuple[Beside, Beside]], id: VisitId
) -> Page:
    """The page of a visit."""
    archive = linker.archive
    visit = archive.visits[id]
    own, all_ = neighbours[id]
    journey = _journey(linker, cards, id)
    ways = (
        _way(linker, say("Visits of {leader}", leader=archive.leaders[visit.visitor].name), own),
        _way(linker, say("All visits"), all_),
    )
    day = visit.when.first
    notes = Footnotes(linker)
    notes.cite(*visit.meta.sources)
    person = linker.visitor(visit)
    headline = _headline(linker, visit, person)
    when = when_words(visit.when)
    title = say("{visit}, {date}", visit=headline, date=plain(when))
    stops, rest = _stops(linker, visit, notes)
    home = archive.home[visit.id]
    view = VisitView(
        headline=headline,
        visitor=person,
        host=linker.country(visit.host, day),
        when=when,
        length=_length(visit),
        badges=_visit_badges(visit, archive.status[visit.id]),
        facts=tuple(_visit_facts(linker, visit, notes)),
        status=capital(status_words(archive.status[visit.id], visit.status_history)),
        status_history=status_lines(linker, visit.status_history, notes),
        stops=stops,
        meetings=rest,
        summary=linker.prose(visit.summary),
        statements=statement_views(linker, (archive.statements[id] for id in visit.statements), notes, day),
        claims=claim_groups(linker, (archive.claims[id] for id in visit.claims), notes),
        flags=tuple(
            Fact(label=say(label), text=say_as("answer", value))
            for name, label in FLAG_LABELS.items()
            if (value := getattr(visit.flags, name)) != "unknown"
        )
        if visit.flags
        else (),
        journey=journey,
        relation=linker.relation(home, visit.host, day) if home else None,
        ways=ways,
        about=about(linker, "visit", visit.id, title, visit.meta, notes),
        map=maps.of_visit(visit),
    )
    return Page(
        kind="visit",
        address=record_address("visit", visit.id),
        template="pages/visit.html",
        title=title,
        description=_visit_description(linker, visit, title),
        view=view,
        breadcrumbs=(
            HOME.link,
            INDEXES["leader"].link,
            linker.leader(visit.visitor),
        ),
        section="timeline/",
    )


def _headline(linker: Linker, visit: Visit, person: Person) -> str:
    if not person.role:
        return linker.headline(visit)
    host = linker.country_name(visit.host, visit.when.first)
    where = in_country(host) if linker.archive.status[visit.id] in COUNTED else to_country(host)
    return say_as(
        "visit", "{leader}, {role}, {in_country}", leader=person.link.text, role=person.role, in_country=where
    )


def _length(visit: Visit) -> str:
    if not visit.when.known_days:
        return ""
    days = (visit.when.last - visit.when.first).days + 1
    if days == 1:
        return say_count(days, "{n} day", "{n} days")
    return say_count(days, "{n} day, first and last included", "{n} days, first and last included")


def _visit_badges(visit: Visit, status: str) -> tuple[Badge, ...]:
    badges = [Badge(kind="type", text=visit.type_label or say(TYPE[visit.type]))]
    if badge := status_badge(status, visit.status_history):
        badges.insert(0, badge)
    if visit.when.within:
        badges.append(Badge(kind="doubt", text=say("day not known")))
    if visit.meta.verification in DOUBT:
        badges.append(Badge(kind="doubt", text=say(DOUBT[visit.meta.verification])))
    return tuple(badges)


def _visit_facts(linker: Linker, visit: Visit, notes: Footnotes) -> Iterator[Fact]:
    archive = linker.archive
    sources = visit.meta.sources
    day, last = visit.when.first, visit.when.last
    person = linker.visitor(visit)
    yield Fact(label=say("Visitor"), links=(person.link,), note=person.role, cites=notes.supporting(sources, "visitor"))
    host = linker.country(visit.host, day)
    yield Fact(label=say("Host country"), links=(host,), cites=notes.supporting(sources, "host"))
    clock = clock_words(linker, visit.when, visit.stops[0].place if visit.stops else None)
    begins = say_as("time of day", "from {time}", time=clock) if clock else ""
    note = comma().join(part for part in (begins, _length(visit)) if part)
    yield Fact(label=say("Dates"), when=when_words(visit.when), note=note, cites=notes.supporting(sources, "start"))
    status = status_words(archive.status[visit.id], visit.status_history)
    yield Fact(label=say("Status"), text=capital(status), cites=notes.supporting(sources, "status"))
    wording = say("the host’s wording: {wording}", wording=visit.type_label) if visit.type_label else ""
    type_ = capital(say(TYPE[visit.type]))
    yield Fact(label=say_as("visit", "Type"), text=type_, note=wording, cites=notes.supporting(sources, "type"))
    if visit.purposes:
        purposes = comma().join(say_as("purpose of a visit", purpose.replace("_", " ")) for purpose in visit.purposes)
        yield Fact(label=say("Purpose"), text=capital(purposes), cites=notes.supporting(sources, "purposes"))
    if visit.hosts:
        yield Fact(label=say("Received by"), links=tuple(linker.person(id, day, last).link for id in visit.hosts))
    if visit.event:
        yield Fact(label=say("Event"), links=(linker.event(visit.event),))
    if visit.companions:
        yield Fact(label=say("Accompanied by"), links=tuple(linker.party(party) for party in visit.companions))
    if visit.planned:
        plan = visit.planned
        places = listed(linker.place(place, day).text for place in plan.places)
        when = range_words(plan.start, plan.end or plan.start)
        yield Fact(label=say_as("visit", "Planned"), when=when, text=places, cites=notes.cite(plan.source))
    for outcome in visit.outcomes:
        when = date_words(outcome.date) if outcome.date else ()
        label = capital(outcome.kind or say_as("visit", "outcome"))
        yield Fact(label=label, links=(Link(text=outcome.title, url=outcome.url),), when=when)


def _stops(
    linker: Linker, visit: Visit, notes: Footnotes
) -> tuple[tuple[StopView, ...], tuple[MeetingView, ...]]:  # fmt: skip
    """The stops with the meetings held at each, and the meetings of no stop. A meeting stands at one stop only."""
    archive = linker.archive
    day = visit.when.first
    left: dict[MeetingId, MeetingView] = {
        id: meeting_view(linker, archive.meetings[id], notes, day) for id in archive.meetings_on.get(visit.id, ())
    }
    stops: list[StopView] = []
    for stop in visit.stops:
        here = [
            id for id in left
            if (place := archive.meetings[id].place) and _same_place(place, stop.place)
        ]  # fmt: skip
        stops.append(
            StopView(
                place=place_link(linker, stop.place, day),
                when=range_words(stop.start, stop.end or stop.start) if stop.start else (),
                note=stop.note or "",
                meetings=tuple(left.pop(id) for id in here),
            )
        )
    return tuple(stops), tuple(left.values())


def _same_place(one: PlaceMention, other: PlaceMention) -> bool:
    return (one.place, one.name) == (other.place, other.name)


def _journey(linker: Linker, cards: Cardfile, id: VisitId) -> JourneyView | None:
    """The journey that a visit is part of; a visit that was a journey by itself has none.

    Of a journey with very many visits those around the visit are listed.
    """
    archive = linker.archive
    first = archive.journey_of.get(id)
    if first is None:
        return None
    journey = archive.journeys[first]
    if len(journey.visits) == 1 and journey.itinerary is None:
        return None
    begin = 0 if len(journey.visits) <= LISTED else max(0, journey.visits.index(id) - LISTED // 2)
    counts = counts_of((archive.outlines[id] for id in journey.visits), archive.journey_of, archive.status)
    link = linker.record("itinerary", journey.itinerary) if journey.itinerary else None
    words = listed(
        part for part in (
            say_count(counts.visits, "{n} visit", "{n} visits"),
            say_count(counts.days, "{n} day abroad", "{n} days abroad"),
            say_count(counts.others, "{n} planned or not made", "{n} planned or not made") if counts.others else "",
        ) if part
    )  # fmt: skip
    return JourneyView(
        link=link,
        label=link.text if link else say("Derived journey: visits of one traveller with at most a day between them"),
        derived=journey.itinerary is None,
        visits=cards.of_visits(journey.visits[begin : begin + LISTED]),
        counts=words,
    )


def _way(linker: Linker, label: str, beside: Beside) -> Way:
    before, after = (linker.visit(linker.archive.outlines[id]) if id else None for id in beside)
    return Way(label=label, previous=before, next=after)


def _visit_description(linker: Linker, visit: Visit, title: str) -> str:
    places = listed(dict.fromkeys(linker.place(stop.place, visit.when.first).text for stop in visit.stops))
    stops = (say("Stops: {places}.", places=places),) if places else ()
    return " ".join((f"{title}.", *stops, say("Meetings, statements and sources.")))
