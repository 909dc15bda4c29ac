"""Pages of meetings, and meetings as the pages of their visits show them."""

from __future__ import annotations

from datetime import date

from visitgen.model.parts import MeetingWhen, PlaceMention, When
from visitgen.model.records import Meeting
from visitgen.model.vocabulary import MeetingId
from visitgen.plan.cards import DOUBT, Cardfile
from visitgen.plan.landmarks import HOME, INDEXES
from visitgen.plan.language import say
from visitgen.plan.links import Linker
from visitgen.plan.notes import Footnotes, about, claim_groups, statement_views, status_lines
from visitgen.plan.urls import record_address
from visitgen.plan.views import (
    Badge,
    Fact,
    Link,
    MeetingPageView,
    MeetingView,
    Page,
)
from visitgen.plan.words import (
    FORMAT,
    MODE,
    capital,
    language_words,
    listed,
    meeting_words,
    plain,
    status_badge,
    status_words,
)


def meeting_page(linker: Linker, cards: Cardfile, id: MeetingId) -> Page:
    """The page of a meeting."""
    archive = linker.archive
    meeting = archive.meetings[id]
    notes = Footnotes(linker)
    notes.cite(*meeting.meta.sources)
    visits = archive.visits_of_meeting.get(meeting.id, ())
    fallback = archive.outlines[visits[0]].when.first if visits else archive.as_of
    view = meeting_view(linker, meeting, notes, fallback)
    facts = []
    if meeting.event:
        facts.append(Fact(label=say("Event"), links=(linker.event(meeting.event),)))
    title = f"{view.headline}, {plain(view.when)}" if meeting.when.first else view.headline
    return Page(
        kind="meeting",
        address=record_address("meeting", meeting.id),
        template="pages/meeting.html",
        title=title,
        description=say(
            "{meeting}: who took part, in which role, where, and what is known of it, with sources.", meeting=title
        ),
        view=MeetingPageView(
            meeting=view,
            facts=tuple(facts),
            visits=cards.of_visits(visits),
            about=about(linker, "meeting", meeting.id, title, meeting.meta, notes),
        ),
        breadcrumbs=(HOME.link, *(linker.visit(archive.outlines[id]) for id in visits[:1])) if visits
        else (HOME.link, INDEXES["meeting"].link),
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
    if meeting.meta.verification in DOUBT:
        badges.append(Badge(kind="doubt", text=say(DOUBT[meeting.meta.verification])))
    headline, format = linker.meeting_title(meeting), say(FORMAT[meeting.format])
    return MeetingView(
        anchor=f"meeting-{meeting.id}",
        address=record_address("meeting", meeting.id),
        headline=headline,
        when=meeting_words(meeting.when),
        time=clock_words(linker, meeting.when, meeting.place),
        place=place_link(linker, meeting.place, first) if meeting.place else None,
        badges=tuple(badges),
        mode=say(MODE[meeting.mode]),
        in_person=meeting.mode == "in_person",
        format="" if format in headline else format,
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


def place_link(linker: Linker, mention: PlaceMention, day: date) -> Link:
    """A place, with the word that its status is disputed where it is."""
    link = linker.place(mention, day)
    disputed = mention.place and linker.archive.places[mention.place].disputed == "yes"
    return Link(text=say("{place} (status disputed)", place=link.text), address=link.address) if disputed else link


def clock_words(linker: Linker, when: When | MeetingWhen, place: PlaceMention | None) -> str:
    """A time of day in words, with its zone: the one given, else the place's."""
    if not when.time:
        return ""
    zone = when.tz or (linker.archive.places[place.place].tz if place and place.place else None)
    if zone:
        return say("{time} local time ({zone})", time=when.time, zone=zone)
    return say("{time} local time", time=when.time)
