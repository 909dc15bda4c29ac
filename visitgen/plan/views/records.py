"""The page of each kind of record."""

from __future__ import annotations

from visitgen.plan.views.cards import Card, Cards
from visitgen.plan.views.figures import Chart
from visitgen.plan.views.maps import MapView
from visitgen.plan.views.overview import IndexGroup
from visitgen.plan.views.parts import (
    About,
    ClaimGroup,
    JourneyView,
    MeetingView,
    PartnerLine,
    PortraitView,
    StatementView,
    StatusLine,
    StopView,
    TermView,
)
from visitgen.plan.views.words import Badge, Fact, Link, Person, Prose, Time, Way
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """One visit."""

    headline: str
    visitor: Person
    host: Link
    when: Time
    length: str
    badges: tuple[Badge, ...]
    facts: tuple[Fact, ...]
    status: str
    status_history: tuple[StatusLine, ...]
    stops: tuple[StopView, ...]
    meetings: tuple[MeetingView, ...]
    summary: Prose | None
    statements: tuple[StatementView, ...]
    claims: tuple[ClaimGroup, ...]
    flags: tuple[Fact, ...]
    journey: JourneyView | None
    relation: Link | None
    ways: tuple[Way, ...]
    about: About
    map: MapView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPageView:
    """One meeting."""

    meeting: MeetingView
    facts: tuple[Fact, ...]
    visits: tuple[Card, ...]
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class ItineraryView:
    """One journey."""

    title: str
    traveller: Person
    when: Time
    counts: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    summary: Prose | None
    visits: tuple[Card, ...]
    legs: tuple[str, ...]
    about: About
    map: MapView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One multilateral event."""

    name: str
    when: Time
    facts: tuple[Fact, ...]
    summary: Prose | None
    visits: tuple[Card, ...]
    meetings: tuple[Card, ...]
    people: tuple[Person, ...]
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderView:
    """One leader."""

    name: str
    other_names: tuple[Link, ...]
    lives: Time
    portrait: PortraitView | None
    terms: tuple[TermView, ...]
    counts: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    career: Chart | None
    years: Chart | None
    bio: Prose | None
    made: tuple[Cards, ...]
    received: tuple[Cards, ...]
    meetings: tuple[Cards, ...]
    statements: tuple[Link, ...]
    company: tuple[Fact, ...]
    compare: Link
    about: About
    map: MapView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryView:
    """One country."""

    name: str
    kind: str
    note: str
    names: tuple[TermView, ...]
    counts: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    years: Chart | None
    leaders: tuple[Fact, ...]
    exchange: Chart | None
    partners: tuple[PartnerLine, ...]
    received: tuple[Cards, ...]
    sent: tuple[Cards, ...]
    compare: Link
    about: About
    map: MapView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """Two countries: both directions, and the chronology of the two. `directions` is what these are called."""

    first: Link
    second: Link
    directions: tuple[str, str]
    counts: tuple[Fact, ...]
    balance: str
    years: Chart | None
    first_to_second: tuple[Card, ...]
    second_to_first: tuple[Card, ...]
    chronology: tuple[Cards, ...]
    compare: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectView:
    """A place, an organisation, a topic or a source: its facts, and all that is recorded of it."""

    heading: str
    kind: str
    other_names: tuple[Link, ...]
    note: str
    facts: tuple[Fact, ...]
    lists: tuple[Cards, ...]
    statements: tuple[StatementView, ...]
    claims: tuple[ClaimGroup, ...]
    links: tuple[IndexGroup, ...]
    about: About
    map: MapView | None = None
