"""What the pages of records share: sources, statements, figures, meetings."""

from __future__ import annotations

from visitgen.plan.views.cards import Card
from visitgen.plan.views.words import Badge, Link, Person, Prose, Time
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """A numbered source at the foot of a page: the record's page, its address on the web, what it supports."""

    number: int
    text: str
    link: Link
    url: str | None = None
    archive_url: str | None = None
    archived: str = ""
    locator: str = ""
    supports: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """Something said. `labels` say in words how: paraphrase, conditional, does not rule out."""

    anchor: str
    speaker: Person
    when: Time
    labels: tuple[Badge, ...]
    text: Prose
    quoted: bool
    condition: str = ""
    original: str = ""
    original_lang: str | None = None
    addressed_to: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()
    notes: Prose | None = None
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One figure, with whose it is."""

    anchor: str
    figure: str
    qualifiers: str
    attributed_to: Link
    as_of: Time = ()
    rank: str = ""
    note: str = ""
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """All figures on one measure, side by side."""

    measure: str
    claims: tuple[ClaimView, ...]
    differ: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """What was said of the status, when and by whom."""

    status: str
    when: Time = ()
    said_by: str = ""
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A meeting or contact, as shown on its own page and on the pages of its visits.

    Shapes: `format` is empty where the headline has it.
    """

    anchor: str
    address: str
    headline: str
    when: Time
    time: str
    place: Link | None
    badges: tuple[Badge, ...]
    mode: str
    in_person: bool
    format: str
    participants: tuple[Person, ...]
    status: str = ""
    status_history: tuple[StatusLine, ...] = ()
    languages: str = ""
    summary: Prose | None = None
    statements: tuple[StatementView, ...] = ()
    claims: tuple[ClaimGroup, ...] = ()
    topics: tuple[Link, ...] = ()
    notes: Prose | None = None
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """A place on a visit, with the meetings held there."""

    place: Link
    when: Time = ()
    note: str = ""
    meetings: tuple[MeetingView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyView:
    """The journey a visit is part of. `link` is `None` for a derived one."""

    link: Link | None
    label: str
    derived: bool
    visits: tuple[Card, ...]
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What stands at the end of a record's page: how sure, since when, how to cite, where to object."""

    verification: str = ""
    confidence: str = ""
    notes: Prose | None = None
    topics: tuple[Link, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    cite: str = ""
    report_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """An office held."""

    title: str
    when: Time
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortraitView:
    """A leader's picture; `address` is the file's."""

    address: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """Another country's row: how many visits from and to it."""

    country: Link
    received: int
    sent: int
    relation: Link | None
