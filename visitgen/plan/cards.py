"""Records -> Cards: the one line a record has in every list, and lists grouped under headings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from visitgen.model.counting import COUNTED
from visitgen.model.records import Meeting, Visit
from visitgen.model.vocabulary import MeetingId, VisitId
from visitgen.plan.dependencies import Memo
from visitgen.plan.grammar import before
from visitgen.plan.language import comma, say, say_count, to_say
from visitgen.plan.links import Linker
from visitgen.plan.urls import record_address, year_address
from visitgen.plan.views import Badge, Card, Cards
from visitgen.plan.words import FORMAT, MODE, TYPE, meeting_words, status_badge, when_words
from visitgen.values import dataclass

TYPES_WORTH_A_BADGE = frozenset({"state", "official", "official_working", "working", "private", "transit", "pastoral"})

DOUBT = {"contested": to_say("contested"), "unverified": to_say("unverified")}
"""The verifications that a card warns of."""


CARD = "visit card"
"""The memo of the cards of visits."""


@dataclass(frozen=True, slots=True)
class Cardfile:
    """Every visit's and meeting's card, made once and reused on every list."""

    linker: Linker
    visits: Memo[VisitId, Card]
    meetings: Memo[MeetingId, Card]

    def of_visits(self, ids: Iterable[VisitId]) -> tuple[Card, ...]:
        """The cards of some visits, in the order given."""
        return tuple(self.visits[id] for id in ids)

    def by_year(self, ids: Iterable[VisitId], prefix: str, *, latest_first: bool = False) -> tuple[Cards, ...]:
        """Visits grouped by year, each group leading to the year's page."""
        groups: dict[int, list[Card]] = {}
        for id in ids:
            groups.setdefault(year_of(self.linker.archive.outlines[id]), []).append(self.visits[id])
        return tuple(
            Cards(
                heading=f"{year}", anchor=f"{prefix}-{year}", cards=tuple(groups[year]), address=year_address(year),
                note=say_count(len(groups[year]), '{n} visit', '{n} visits'),
            )
            for year in sorted(groups, reverse=latest_first)
        )  # fmt: skip


def cardfile(linker: Linker) -> Cardfile:
    """The cards of an archive, each made when it is first asked for."""
    archive = linker.archive
    return Cardfile(
        linker,
        Memo(CARD, lambda id: _visit_card(linker, archive.outlines[id])),
        Memo("meeting card", lambda id: _meeting_card(linker, archive.meetings[id])),
    )


def year_of(visit: Visit) -> int:
    """The year a visit is listed under: that of its earliest day, or of its latest where no earliest is known."""
    return visit.when.last.year if visit.when.first == date.min else visit.when.first.year


def _visit_card(linker: Linker, visit: Visit) -> Card:
    archive = linker.archive
    day = visit.when.first
    status = archive.status[visit.id]
    badges: list[Badge] = []
    if badge := status_badge(status, visit.status_history):
        badges.append(badge)
    if visit.type in TYPES_WORTH_A_BADGE:
        badges.append(Badge(kind="type", text=say(TYPE[visit.type])))
    if visit.when.within:
        badges.append(Badge(kind="doubt", text=say("day not known")))
    if visit.meta.verification in DOUBT:
        badges.append(Badge(kind="doubt", text=say(DOUBT[visit.meta.verification])))
    places = comma().join(dict.fromkeys(linker.place(stop.place, day).text for stop in visit.stops))
    journey = archive.journeys[archive.journey_of[visit.id]] if visit.id in archive.journey_of else None
    part = ""
    if journey and len(journey.visits) > 1:
        place = journey.visits.index(visit.id) + 1
        message = say("stop {number} of {all}") if journey.itinerary else say("derived journey, {number} of {all}")
        part = message.format(number=place, all=len(journey.visits))
    where = linker.country(visit.host, day)
    ahead = before(where.text)
    return Card(
        kind="visit",
        anchor=visit.id,
        address=record_address("visit", visit.id),
        when=when_words(visit.when),
        people=(linker.visitor(visit),),
        verb=ahead.at if status in COUNTED else ahead.to,
        where=where,
        detail=places,
        badges=tuple(badges),
        journey=part,
    )


def _meeting_card(linker: Linker, meeting: Meeting) -> Card:
    first = meeting.when.first or linker.archive.as_of
    last = meeting.when.last or first
    badges = []
    if badge := status_badge(linker.archive.status[meeting.id], meeting.status_history):
        badges.append(badge)
    if meeting.mode != "in_person":
        badges.append(Badge(kind="type", text=say(MODE[meeting.mode])))
    return Card(
        kind="meeting",
        anchor=f"meeting-{meeting.id}",
        address=record_address("meeting", meeting.id),
        when=meeting_words(meeting.when),
        people=tuple(linker.participant(person, first, last) for person in meeting.participants),
        verb=meeting.title or say(FORMAT[meeting.format] if meeting.mode == "in_person" else to_say("Contact")),
        where=linker.place(meeting.place, first) if meeting.place else None,
        badges=tuple(badges),
    )
