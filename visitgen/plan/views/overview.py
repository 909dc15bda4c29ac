"""Pages over the whole archive."""

from __future__ import annotations

from visitgen.plan.views.cards import Card, Cards
from visitgen.plan.views.figures import Bar, Chart
from visitgen.plan.views.words import Fact, Link, Prose, Way
from visitgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The front page."""

    scope: Prose | None
    counts: tuple[Fact, ...]
    years: Chart | None
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

    chart: Chart | None
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
class IndexEntry:
    """A line of an index; `names` are the other names of what it is about, `remark` a note in the words of its record.

    Shapes: a place without a position is `unplaced`, as its `note` says too; where the note says nothing else it is
    `quiet`, for the style tells the same.
    """

    link: Link
    note: str = ""
    remark: str = ""
    count: str = ""
    names: tuple[Link, ...] = ()
    unplaced: bool = False
    quiet: bool = False


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
class StatisticsView:
    """The counting rules, and what comes of them."""

    rules: tuple[Fact, ...]
    counts: tuple[Fact, ...]
    charts: tuple[Chart, ...]


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
