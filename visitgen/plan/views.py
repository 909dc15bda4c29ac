"""What templates see: small frozen values that hold everything a page says, in words.

Addresses are relative to the site's root and end in `/` (a page), or name a file; the root itself is the empty text.
Prose is Markdown whose links to records are resolved; the template's filter `prose` makes HTML of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to a page of the site (`address`) or elsewhere (`url`); plain text when both are `None`."""

    text: str
    address: str | None = None
    url: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePart:
    """A stretch of a date in words; `datetime` is its machine value where HTML's `time` element can carry one."""

    text: str
    datetime: str | None = None


Time = tuple[TimePart, ...]
"""A date in words, as the parts that stand one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Markdown, its links to records resolved."""

    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A word that sets a record apart. `kind` is for style only: planned, now, doubt, off, type."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone at a meeting or on a visit, with what they were that day."""

    link: Link
    role: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One line of a chronology: a visit, or a meeting that belongs to none. Unique by `anchor` in any list.

    For a visit `people` is the visitor alone and `where` the host country; `detail` names places.
    """

    kind: str
    anchor: str
    address: str
    when: Time
    people: tuple[Person, ...]
    verb: str
    where: Link | None
    detail: str = ""
    badges: tuple[Badge, ...] = ()
    journey: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Cards under one heading: a year, a month, a direction. `more` leads to the whole list."""

    heading: str
    anchor: str
    cards: tuple[Card, ...]
    address: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart, and one row of its table. `share` is its length, 0 to 100."""

    label: str
    value: int
    share: int
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A row of bars: its title, its finding in a sentence, and what one unit is."""

    title: str
    finding: str
    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One labelled fact: a count, a date, a list of links."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()
    when: Time = ()
    note: str = ""
    cites: tuple[int, ...] = ()


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
    """A meeting or contact, as shown on its own page and on the pages of its visits."""

    anchor: str
    address: str
    headline: str
    when: Time
    time: str
    place: Link | None
    badges: tuple[Badge, ...]
    mode: str
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
class Way:
    """A step to a neighbour: `label` says along which line (of this leader, of all)."""

    label: str
    previous: Link | None
    next: Link | None


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
class HomeView:
    """The front page."""

    scope: Prose | None
    counts: tuple[Fact, ...]
    years: Bars
    upcoming: tuple[Card, ...]
    latest: tuple[Card, ...]
    doors: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """A year of the chronology; a gap has no address and no entries."""

    year: int
    count: int
    address: str | None
    share: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The whole chronology; `groups` is empty when it is too long for one page, and the years lead on."""

    years: tuple[YearLine, ...]
    groups: tuple[Cards, ...]
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """A year or a month of the chronology: its entries by month or by day."""

    heading: str
    summary: str
    groups: tuple[Cards, ...]
    parts: tuple[Bar, ...]
    way: Way


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
class LeaderView:
    """One leader."""

    name: str
    other_names: tuple[Link, ...]
    lives: Time
    portrait: PortraitView | None
    terms: tuple[TermView, ...]
    counts: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    years: Bars | None
    bio: Prose | None
    made: tuple[Cards, ...]
    received: tuple[Cards, ...]
    meetings: tuple[Cards, ...]
    statements: tuple[Link, ...]
    company: tuple[Fact, ...]
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """Another country's row: how many visits from and to it."""

    country: Link
    received: int
    sent: int
    relation: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryView:
    """One country."""

    name: str
    kind: str
    note: str
    names: tuple[TermView, ...]
    counts: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    years: Bars | None
    leaders: tuple[Fact, ...]
    partners: tuple[PartnerLine, ...]
    received: tuple[Cards, ...]
    sent: tuple[Cards, ...]
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """Two countries: both directions, and the chronology of the two."""

    first: Link
    second: Link
    counts: tuple[Fact, ...]
    balance: str
    first_to_second: tuple[Card, ...]
    second_to_first: tuple[Card, ...]
    chronology: tuple[Cards, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A line of an index."""

    link: Link
    note: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexGroup:
    """Lines of an index under one heading; `inner` groups stand below it."""

    heading: str
    anchor: str
    entries: tuple[IndexEntry, ...] = ()
    inner: tuple[IndexGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """A list of pages of one kind, in one or more orders."""

    heading: str
    intro: str
    groups: tuple[IndexGroup, ...]
    orders: tuple[IndexGroup, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of figures; the first column is the row's name."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Link, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsView:
    """The counting rules, and what comes of them."""

    rules: tuple[Fact, ...]
    counts: tuple[Fact, ...]
    years: Bars
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A data file. Units: `size` in bytes."""

    address: str
    title: str
    description: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """Every download."""

    downloads: tuple[Download, ...]
    feeds: tuple[Link, ...]
    license: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView:
    """What the archive is."""

    scope: Prose | None
    inclusion_rules: Prose | None
    naming_policy: Prose | None
    facts: tuple[Fact, ...]
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A page of prose."""

    heading: str
    text: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """The page for an address that leads nowhere."""

    doors: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """The page at an old address."""

    target: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnView:
    """The page at the address of a record that was taken back, with the reason."""

    heading: str
    reason: str


View = (
    HomeView
    | TimelineView
    | PeriodView
    | VisitView
    | MeetingPageView
    | ItineraryView
    | EventView
    | LeaderView
    | CountryView
    | RelationView
    | IndexView
    | SubjectView
    | StatisticsView
    | DataView
    | AboutView
    | TextView
    | NotFoundView
    | RedirectView
    | WithdrawnView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page shows of the site."""

    title: str
    tagline: str
    language: str
    base_url: str | None
    as_of: Time
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    license: str
    version: str
    generator: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page to render: where it goes, by which template, and all it says.

    Shapes: `breadcrumbs` from the front page to the parent, this page left out; `section` is the address of the
    navigation entry it belongs to; `feed` the address of its feed; `data` JSON-LD, ready to embed.
    """

    kind: str
    address: str
    template: str
    title: str
    description: str
    view: View
    breadcrumbs: tuple[Link, ...] = ()
    section: str = ""
    feed: str | None = None
    data: str = field(default="")
