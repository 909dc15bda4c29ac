"""Pages of what happened: a visit, a meeting, a journey, an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from visitgen.model.counting import COUNTED, Journey, counts_of
from visitgen.model.parts import MeetingWhen, PlaceMention, When
from visitgen.model.records import Event, Itinerary, Meeting, Visit
from visitgen.model.vocabulary import MeetingId, VisitId
from visitgen.plan.cards import Cardfile
from visitgen.plan.links import Linker
from visitgen.plan.notes import Footnotes, about, claim_groups, statement_views, status_lines
from visitgen.plan.urls import index_address, record_address
from visitgen.plan.views import (
    Badge,
    EventView,
    Fact,
    ItineraryView,
    JourneyView,
    Link,
    MeetingPageView,
    MeetingView,
    Page,
    Person,
    StopView,
    VisitView,
    Way,
)
from visitgen.plan.words import (
    FLAG_LABELS,
    FORMAT,
    MODE,
    TYPE,
    capital,
    counted,
    date_words,
    language_words,
    listed,
    meeting_words,
    plain,
    range_words,
    status_badge,
    status_words,
    when_words,
    with_article,
)

HOME = Link(text="Home", address="")
TIMELINE = Link(text="Chronology", address="timeline/")


def visit_pages(linker: Linker, cards: Cardfile) -> Iterator[Page]:
    """A page for every visit, in order of time."""
    archive = linker.archive
    ids = tuple(archive.visits)
    own_place = {id: index for of in archive.visits_by.values() for index, id in enumerate(of)}
    for index, (id, visit) in enumerate(archive.visits.items()):
        own = archive.visits_by[visit.visitor]
        ways = (
            _way(linker, f"Visits of {archive.leaders[visit.visitor].name}", own, own_place[id]),
            _way(linker, "All visits", ids, index),
        )
        yield _visit_page(linker, cards, visit, ways)


def _visit_page(linker: Linker, cards: Cardfile, visit: Visit, ways: tuple[Way, ...]) -> Page:
    archive = linker.archive
    day = visit.when.first
    notes = Footnotes(linker)
    notes.cite(*visit.meta.sources)
    person = linker.visitor(visit)
    headline = _headline(linker, visit, person)
    when = when_words(visit.when)
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
            Fact(label=label, text=getattr(visit.flags, name))
            for name, label in FLAG_LABELS.items()
            if getattr(visit.flags, name) != "unknown"
        )
        if visit.flags
        else (),
        journey=_journey(linker, cards, visit),
        relation=linker.relation(home, visit.host, day) if home else None,
        ways=ways,
        about=about(linker, "visit", visit.id, f"{headline}, {plain(when)}", visit.meta, notes),
    )
    return Page(
        kind="visit",
        address=record_address("visit", visit.id),
        template="pages/visit.html",
        title=f"{headline}, {plain(when)}",
        description=_visit_description(linker, visit, headline, plain(when)),
        view=view,
        breadcrumbs=(
            HOME,
            Link(text="Leaders", address=index_address("leader")),
            linker.leader(visit.visitor),
        ),
        section="timeline/",
    )


def meeting_pages(linker: Linker, cards: Cardfile) -> Iterator[Page]:
    """A page for every meeting, in order of time."""
    archive = linker.archive
    for meeting in archive.meetings.values():
        notes = Footnotes(linker)
        notes.cite(*meeting.meta.sources)
        visits = archive.visits_of_meeting.get(meeting.id, ())
        fallback = archive.visits[visits[0]].when.first if visits else archive.as_of
        view = meeting_view(linker, meeting, notes, fallback)
        facts = []
        if meeting.event:
            facts.append(Fact(label="Event", links=(linker.event(meeting.event),)))
        title = f"{view.headline}, {plain(view.when)}" if meeting.when.first else view.headline
        yield Page(
            kind="meeting",
            address=record_address("meeting", meeting.id),
            template="pages/meeting.html",
            title=title,
            description=f"{title}: who took part, in which role, where, and what is known of it, with sources.",
            view=MeetingPageView(
                meeting=view,
                facts=tuple(facts),
                visits=cards.of_visits(visits),
                about=about(linker, "meeting", meeting.id, title, meeting.meta, notes),
            ),
            breadcrumbs=(HOME, *(linker.visit(archive.visits[id]) for id in visits[:1])) if visits
            else (HOME, Link(text="Meetings", address="meetings/")),
            section="timeline/",
        )  # fmt: skip


def meeting_view(linker: Linker, meeting: Meeting, notes: Footnotes, fallback: date) -> MeetingView:
    """A meeting as its own page and its visits' pages show it; `fallback` is the day for roles when it has none."""
    archive = linker.archive
    first = meeting.when.first or fallback
    last = meeting.when.last or first
    badges = []
    if badge := status_badge(archive.status[meeting.id], meeting.status_history):
        badges.append(badge)
    if meeting.meta.verification in ("contested", "unverified"):
        badges.append(Badge(kind="doubt", text=meeting.meta.verification))
    return MeetingView(
        anchor=f"meeting-{meeting.id}",
        address=record_address("meeting", meeting.id),
        headline=linker.meeting_title(meeting),
        when=meeting_words(meeting.when),
        time=_clock(linker, meeting.when, meeting.place),
        place=_place(linker, meeting.place, first) if meeting.place else None,
        badges=tuple(badges),
        mode=MODE[meeting.mode],
        format=FORMAT[meeting.format],
        participants=tuple(linker.participant(person, first, last) for person in meeting.participants),
        status=capital(status_words(archive.status[meeting.id], meeting.status_history)),
        status_history=status_lines(linker, meeting.status_history, notes),
        languages=listed(language_words(tag) for tag in meeting.language),
        summary=linker.prose(meeting.summary),
        statements=statement_views(linker, (archive.statements[id] for id in meeting.statements), notes, first),
        claims=claim_groups(linker, (archive.claims[id] for id in meeting.claims), notes),
        topics=linker.topics(meeting.meta.topics),
        notes=linker.prose(meeting.meta.notes),
        cites=notes.cite(*meeting.meta.sources),
    )


def itinerary_pages(linker: Linker, cards: Cardfile) -> Iterator[Page]:
    """A page for every itinerary on record."""
    archive = linker.archive
    for itinerary in archive.itineraries.values():
        visits = [archive.visits[id] for id in itinerary.visits if id in archive.visits]
        notes = Footnotes(linker)
        notes.cite(*itinerary.meta.sources)
        first = min(visit.when.first for visit in visits)
        last = max(first, *(visit.when.first for visit in visits))
        person = linker.person(itinerary.traveller, first, last)
        title = linker.record("itinerary", itinerary.id).text
        counts = counts_of(visits, archive.journey_of, archive.status)
        ends = [visit.when.end or visit.when.start for visit in visits]
        begins = [visit.when.start for visit in visits]
        known = all(begins) and all(ends)
        start = min((b for b in begins if b), key=lambda value: value.first, default=None)
        end = max((e for e in ends if e), key=lambda value: value.last, default=None)
        yield Page(
            kind="itinerary",
            address=record_address("itinerary", itinerary.id),
            template="pages/itinerary.html",
            title=title,
            description=f"{title}: the journey of {person.link.text}, {counted(len(visits), 'visit')} in order.",
            view=ItineraryView(
                title=title,
                traveller=person,
                when=range_words(start, end if known else None),
                counts=count_facts(counts.journeys, counts.visits, counts.days, counts.undated, counts.others),
                facts=tuple(_itinerary_facts(linker, itinerary, first)),
                summary=linker.prose(itinerary.summary),
                visits=cards.of_visits(visit.id for visit in visits),
                legs=tuple(
                    f"{linker.place(leg.from_, first).text} to {linker.place(leg.to, first).text}"
                    + (f", {leg.mode}" if leg.mode else "")
                    + (f", {plain(date_words(leg.date))}" if leg.date else "")
                    for leg in itinerary.legs
                ),
                about=about(linker, "itinerary", itinerary.id, title, itinerary.meta, notes),
            ),
            breadcrumbs=(HOME, Link(text="Journeys", address=index_address("itinerary"))),
            section="timeline/",
        )


def event_pages(linker: Linker, cards: Cardfile) -> Iterator[Page]:
    """A page for every event, in order of time."""
    archive = linker.archive
    for event in archive.events.values():
        notes = Footnotes(linker)
        notes.cite(*event.meta.sources)
        visits = archive.visits_for.get(event.id, ())
        meetings = archive.meetings_for.get(event.id, ())
        people = {archive.visits[id].visitor: linker.visitor(archive.visits[id]) for id in visits}
        for id in meetings:
            for person in archive.meetings[id].participants:
                if person.leader:
                    people.setdefault(
                        person.leader, linker.person(person.leader, event.when.first, event.when.last, person.role)
                    )
        yield Page(
            kind="event",
            address=record_address("event", event.id),
            template="pages/event.html",
            title=f"{event.name}, {plain(when_words(event.when))}",
            description=f"{event.name}: who came, who met whom, with dates and sources.",
            view=EventView(
                name=event.name,
                when=when_words(event.when),
                facts=tuple(_event_facts(linker, event)),
                summary=linker.prose(event.summary),
                visits=cards.of_visits(visits),
                meetings=tuple(cards.meeting(id) for id in meetings),
                people=tuple(sorted(people.values(), key=lambda person: person.link.text)),
                about=about(linker, "event", event.id, event.name, event.meta, notes),
            ),
            breadcrumbs=(HOME, Link(text="Events", address=index_address("event"))),
            section="timeline/",
        )


def count_facts(journeys: int, visits: int, days: int, undated: int, others: int) -> tuple[Fact, ...]:
    """The three counts, always named, with what they leave out."""
    return (
        Fact(label="Journeys", text=f"{journeys:,}"),
        Fact(label="Visits", text=f"{visits:,}", note=f"{others:,} more not counted: planned or not made" if others else ""),
        Fact(label="Days abroad", text=f"{days:,}", note=f"{counted(undated, 'visit')} of unknown days apart" if undated else ""),
    )  # fmt: skip


def _headline(linker: Linker, visit: Visit, person: Person) -> str:
    host = with_article(linker.country_name(visit.host, visit.when.first))
    verb = "in" if linker.archive.status[visit.id] in COUNTED else "to"
    role = f", {person.role}," if person.role else ""
    return f"{person.link.text}{role} {verb} {host}"


def _length(visit: Visit) -> str:
    if not visit.when.known_days:
        return ""
    days = (visit.when.last - visit.when.first).days + 1
    return f"{days:,} days, first and last included" if days > 1 else "1 day"


def _visit_badges(visit: Visit, status: str) -> tuple[Badge, ...]:
    badges = [Badge(kind="type", text=visit.type_label or TYPE[visit.type])]
    if badge := status_badge(status, visit.status_history):
        badges.insert(0, badge)
    if visit.when.within:
        badges.append(Badge(kind="doubt", text="day not known"))
    if visit.meta.verification in ("contested", "unverified"):
        badges.append(Badge(kind="doubt", text=visit.meta.verification))
    return tuple(badges)


def _visit_facts(linker: Linker, visit: Visit, notes: Footnotes) -> Iterator[Fact]:
    archive = linker.archive
    sources = visit.meta.sources
    day, last = visit.when.first, visit.when.last
    person = linker.visitor(visit)
    yield Fact(label="Visitor", links=(person.link,), note=person.role, cites=notes.supporting(sources, "visitor"))
    yield Fact(label="Host country", links=(linker.country(visit.host, day),), cites=notes.supporting(sources, "host"))
    clock = _clock(linker, visit.when, visit.stops[0].place if visit.stops else None)
    note = ", ".join(part for part in (f"from {clock}" if clock else "", _length(visit)) if part)
    yield Fact(label="Dates", when=when_words(visit.when), note=note, cites=notes.supporting(sources, "start"))
    status = status_words(archive.status[visit.id], visit.status_history)
    yield Fact(label="Status", text=capital(status), cites=notes.supporting(sources, "status"))
    label = capital(TYPE[visit.type])
    wording = f"the host’s wording: {visit.type_label}" if visit.type_label else ""
    yield Fact(label="Type", text=label, note=wording, cites=notes.supporting(sources, "type"))
    if visit.purposes:
        purposes = ", ".join(purpose.replace("_", " ") for purpose in visit.purposes)
        yield Fact(label="Purpose", text=capital(purposes), cites=notes.supporting(sources, "purposes"))
    if visit.hosts:
        yield Fact(label="Received by", links=tuple(linker.person(id, day, last).link for id in visit.hosts))
    if visit.event:
        yield Fact(label="Event", links=(linker.event(visit.event),))
    if visit.companions:
        yield Fact(label="Accompanied by", links=tuple(linker.party(party) for party in visit.companions))
    if visit.planned:
        plan = visit.planned
        places = listed(linker.place(place, day).text for place in plan.places)
        yield Fact(label="Planned", when=range_words(plan.start, plan.end or plan.start), text=places,
                   cites=notes.cite(plan.source))  # fmt: skip
    for outcome in visit.outcomes:
        when = date_words(outcome.date) if outcome.date else ()
        yield Fact(label=capital(outcome.kind or "outcome"), links=(Link(text=outcome.title, url=outcome.url),), when=when)


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
                place=_place(linker, stop.place, day),
                when=range_words(stop.start, stop.end or stop.start) if stop.start else (),
                note=stop.note or "",
                meetings=tuple(left.pop(id) for id in here),
            )
        )
    return tuple(stops), tuple(left.values())


def _same_place(one: PlaceMention, other: PlaceMention) -> bool:
    return (one.place, one.name) == (other.place, other.name)


def _place(linker: Linker, mention: PlaceMention, day: date) -> Link:
    """A place, with the word that its status is disputed where it is."""
    link = linker.place(mention, day)
    disputed = mention.place and linker.archive.places[mention.place].disputed == "yes"
    return Link(text=f"{link.text} (status disputed)", address=link.address) if disputed else link


def _clock(linker: Linker, when: When | MeetingWhen, place: PlaceMention | None) -> str:
    """A time of day in words, with its zone: the one given, else the place's."""
    if not when.time:
        return ""
    zone = when.tz or (linker.archive.places[place.place].tz if place and place.place else None)
    return f"{when.time} local time ({zone})" if zone else f"{when.time} local time"


def _journey(linker: Linker, cards: Cardfile, visit: Visit) -> JourneyView | None:
    archive = linker.archive
    if visit.id not in archive.journey_of:
        return None
    journey: Journey = archive.journeys[archive.journey_of[visit.id]]
    if len(journey.visits) == 1 and journey.itinerary is None:
        return None
    counts = counts_of((archive.visits[id] for id in journey.visits), archive.journey_of, archive.status)
    link = linker.record("itinerary", journey.itinerary) if journey.itinerary else None
    words = listed(
        part for part in (
            counted(counts.visits, "visit"), counted(counts.days, "day") + " abroad",
            f"{counts.others} planned or not made" if counts.others else "",
        ) if part
    )  # fmt: skip
    return JourneyView(
        link=link,
        label=link.text if link else "Derived journey: visits of one traveller with at most a day between them",
        derived=journey.itinerary is None,
        visits=cards.of_visits(journey.visits),
        counts=words,
    )


def _itinerary_facts(linker: Linker, itinerary: Itinerary, day: date) -> Iterator[Fact]:
    for label, end in (("Departs", itinerary.departs), ("Returns", itinerary.returns)):
        if end:
            place = (linker.place(end.place, day),) if end.place else ()
            yield Fact(label=label, links=place, when=date_words(end.date) if end.date else ())


def _event_facts(linker: Linker, event: Event) -> Iterator[Fact]:
    day = event.when.first
    if event.series:
        yield Fact(label="Series", text=event.series)
    if event.host:
        yield Fact(label="Host country", links=(linker.country(event.host, day),))
    if event.organisation:
        yield Fact(label="Organisation", links=(linker.organisation(event.organisation),))
    if event.places:
        yield Fact(label="Places", links=tuple(_place(linker, place, day) for place in event.places))


def _way(linker: Linker, label: str, ids: tuple[VisitId, ...], index: int) -> Way:
    visits = linker.archive.visits
    return Way(
        label=label,
        previous=linker.visit(visits[ids[index - 1]]) if index else None,
        next=linker.visit(visits[ids[index + 1]]) if index + 1 < len(ids) else None,
    )


def _visit_description(linker: Linker, visit: Visit, headline: str, when: str) -> str:
    places = listed(dict.fromkeys(linker.place(stop.place, visit.when.first).text for stop in visit.stops))
    stops = f" Stops: {places}." if places else ""
    return f"{headline}, {when}.{stops} Meetings, statements and sources."

