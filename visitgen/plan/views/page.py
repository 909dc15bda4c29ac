"""A page, and the site around it."""

from __future__ import annotations

from dataclasses import field

from visitgen.plan.views.maps import WorldView
from visitgen.plan.views.overview import (
    AboutView,
    DataView,
    HomeView,
    IndexView,
    NotFoundView,
    PeriodView,
    RedirectView,
    StatisticsView,
    TextView,
    TimelineView,
    WithdrawnView,
)
from visitgen.plan.views.records import (
    CountryView,
    EventView,
    ItineraryView,
    LeaderView,
    MeetingPageView,
    RelationView,
    SubjectView,
    VisitView,
)
from visitgen.plan.views.search import CompareView, SearchView
from visitgen.plan.views.words import Link, Time
from visitgen.values import dataclass

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
    | SearchView
    | CompareView
    | StatisticsView
    | DataView
    | AboutView
    | TextView
    | NotFoundView
    | RedirectView
    | WithdrawnView
    | WorldView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The site in one language. `folder` is where it lies, below the top: empty, or `fr/`; `name` is its own word."""

    tag: str
    name: str
    direction: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page shows of the site, in one of its editions.

    Shapes: `records_language` is that of the records' prose where it is not the edition's own.
    `base_url` is the edition's, `top_url` that of the whole site. `translated` tells that scripts need a catalogue.
    """

    title: str
    tagline: str
    language: str
    direction: str
    folder: str
    editions: tuple[Edition, ...]
    records_language: str | None
    translated: bool
    base_url: str | None
    top_url: str | None
    as_of: Time
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    license: str
    version: str
    generator: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What other pages and files of the site know of a page."""

    kind: str
    address: str
    template: str
    title: str
    description: str
    feed: str | None


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

    @property
    def heading(self) -> Heading:
        """What the rest of the site knows of it."""
        return Heading(kind=self.kind, address=self.address, template=self.template, title=self.title,
                       description=self.description, feed=self.feed)  # fmt: skip
