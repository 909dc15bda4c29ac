"""Pages of journeys and events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from visitgen.model.counting import counts_of
from visitgen.model.parts import Leg
from visitgen.model.records import Event, Itinerary
from visitgen.model.vocabulary import EventId, ItineraryId
from visitgen.plan.cards import Cardfile
from visitgen.plan.figures import count_facts
from visitgen.plan.landmarks import HOME, INDEXES
from visitgen.plan.language import comma, say, say_as, say_count, to_say_as
from visitgen.plan.links import Linker
from visitgen.plan.maps import Maps
from visitgen.plan.meetings import place_link
from visitgen.plan.notes import Footnotes, about
from visitgen.plan.routes import route_map
from visitgen.plan.urls import record_address
from visitgen.plan.views import (
    EventView,
    Fact,
    ItineraryView,
    Page,
)
from visitgen.plan.words import date_words, plain, range_words, when_words

MODES = (
    to_say_as("way of travelling", "air"), to_say_as("way of travelling", "sea"),
    to_say_as("way of travelling", "rail"), to_say_as("way of travelling", "road"),
)  # fmt: skip
"""The usual ways of travelling; records may have others, in their own words."""


def itinerary_page(linker: Linker, cards: Cardfile, maps: Maps, id: ItineraryId) -> Page:
    """The page of an itinerary."""
    archive = linker.archive
    itinerary = archive.itineraries[id]
    visits = [archive.outlines[visit] for visit in itinerary.visits if visit in archive.outlines]
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
    return Page(
        kind="itinerary",
        address=record_address("itinerary", itinerary.id),
        template="pages/itinerary.html",
        title=title,
        description=say_count(
            len(visits),
            "{title}: the journey of {leader}, {n} visit in order.",
            "{title}: the journey of {leader}, {n} visits in order.",
            title=title,
            leader=person.link.text,
        ),
        view=ItineraryView(
            title=title,
            traveller=person,
            when=range_words(start, end if known else None),
            counts=count_facts(counts.journeys, counts.visits, counts.days, counts.undated, counts.others),
            facts=tuple(_itinerary_facts(linker, itinerary, first)),
            summary=linker.prose(itinerary.summary),
            visits=cards.of_visits(visit.id for visit in visits),
            legs=tuple(_leg_words(linker, leg, first) for leg in itinerary.legs),
            about=about(linker, "itinerary", itinerary.id, title, itinerary.meta, notes),
            map=route_map(maps, itinerary, visits),
        ),
        breadcrumbs=(HOME.link, INDEXES["itinerary"].link),
        section="timeline/",
    )


def event_page(linker: Linker, cards: Cardfile, id: EventId) -> Page:
    """The page of an event."""
    archive = linker.archive
    event = archive.events[id]
    notes = Footnotes(linker)
    notes.cite(*event.meta.sources)
    visits = archive.visits_for.get(event.id, ())
    meetings = archive.meetings_for.get(event.id, ())
    people = {archive.outlines[visit].visitor: linker.visitor(archive.outlines[visit]) for visit in visits}
    for meeting in meetings:
        for person in archive.meetings[meeting].participants:
            if person.leader:
                people.setdefault(
                    person.leader, linker.person(person.leader, event.when.first, event.when.last, person.role)
                )
    return Page(
        kind="event",
        address=record_address("event", event.id),
        template="pages/event.html",
        title=f"{event.name}, {plain(when_words(event.when))}",
        description=say("{event}: who came, who met whom, with dates and sources.", event=event.name),
        view=EventView(
            name=event.name,
            when=when_words(event.when),
            facts=tuple(_event_facts(linker, event)),
            summary=linker.prose(event.summary),
            visits=cards.of_visits(visits),
            meetings=tuple(cards.meetings[meeting] for meeting in meetings),
            people=tuple(sorted(people.values(), key=lambda person: person.link.text)),
            about=about(linker, "event", event.id, event.name, event.meta, notes),
        ),
        breadcrumbs=(HOME.link, INDEXES["event"].link),
        section="timeline/",
    )


def _leg_words(linker: Linker, leg: Leg, day: date) -> str:
    start, end = linker.place(leg.from_, day).text, linker.place(leg.to, day).text
    parts = [say_as("leg of a journey", "{start} to {end}", start=start, end=end)]
    if leg.mode:
        parts.append(say_as("way of travelling", leg.mode))
    if leg.date:
        parts.append(plain(date_words(leg.date)))
    return comma().join(parts)


def _itinerary_facts(linker: Linker, itinerary: Itinerary, day: date) -> Iterator[Fact]:
    for label, end in ((say("Departs"), itinerary.departs), (say("Returns"), itinerary.returns)):
        if end:
            place = (linker.place(end.place, day),) if end.place else ()
            yield Fact(label=label, links=place, when=date_words(end.date) if end.date else ())


def _event_facts(linker: Linker, event: Event) -> Iterator[Fact]:
    day = event.when.first
    if event.series:
        yield Fact(label=say("Series"), text=event.series)
    if event.host:
        yield Fact(label=say("Host country"), links=(linker.country(event.host, day),))
    if event.organisation:
        yield Fact(label=say("Organisation"), links=(linker.organisation(event.organisation),))
    if event.places:
        yield Fact(label=say("Places"), links=tuple(place_link(linker, place, day) for place in event.places))
