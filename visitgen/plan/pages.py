"""Archive -> Pages: every page of the site, each complete with all it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from visitgen.diagnostics import Finding
from visitgen.load import Base
from visitgen.model import Archive
from visitgen.plan.countries import country_pages, relation_page
from visitgen.plan.dependencies import Notes, noting
from visitgen.plan.indexes import index_pages
from visitgen.plan.journeys import event_page, itinerary_page
from visitgen.plan.landmarks import ABOUT, COMPARE, DATA, INDEXES, MAP, RELATIONS, SEARCH, STATISTICS, TIMELINE
from visitgen.plan.language import say, say_as, spoken, to_say_as
from visitgen.plan.leaders import leader_pages
from visitgen.plan.meetings import meeting_page
from visitgen.plan.origins import origin_of
from visitgen.plan.overview import (
    about_page,
    data_page,
    free_page,
    moved,
    not_found_page,
    redirect_pages,
    withdrawn_page,
)
from visitgen.plan.past import Node
from visitgen.plan.periods import home_page, timeline_page, year_pages
from visitgen.plan.search import search_pages
from visitgen.plan.statistics import statistics_page
from visitgen.plan.structured_data import structured_data
from visitgen.plan.subjects import organisation_page, place_page, source_page, topic_page
from visitgen.plan.survey import Derived, Survey, derived_of, survey_of
from visitgen.plan.urls import clashes, record_address
from visitgen.plan.views import Download, Edition, Heading, Link, Page, SiteView
from visitgen.plan.visits import visit_page
from visitgen.plan.words import day_words
from visitgen.plan.worldmap import world_page
from visitgen.values import dataclass

_KINDS = (
    to_say_as("kind of page", "home"), to_say_as("kind of page", "timeline"), to_say_as("kind of page", "index"),
    to_say_as("kind of page", "search"), to_say_as("kind of page", "compare"), to_say_as("kind of page", "statistics"),
    to_say_as("kind of page", "data"), to_say_as("kind of page", "about"), to_say_as("kind of page", "page"),
    to_say_as("kind of page", "not-found"), to_say_as("kind of page", "year"), to_say_as("kind of page", "month"),
    to_say_as("kind of page", "decade"), to_say_as("kind of page", "map"), to_say_as("kind of page", "visit"),
    to_say_as("kind of page", "meeting"), to_say_as("kind of page", "itinerary"), to_say_as("kind of page", "event"),
    to_say_as("kind of page", "leader"), to_say_as("kind of page", "country"), to_say_as("kind of page", "relation"),
    to_say_as("kind of page", "place"), to_say_as("kind of page", "organisation"), to_say_as("kind of page", "topic"),
    to_say_as("kind of page", "source"), to_say_as("kind of page", "withdrawn"),
)  # fmt: skip
"""What tells apart two pages of one title: their kinds, which are said as they are in English."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is planned as one: a record with its pages, a year with its months. `group` is its place in the order."""

    group: int
    key: Hashable

    @property
    def node(self) -> Node:
        """What stands for it among the dependencies."""
        return _NAMES[self.group], self.key


@dataclass(frozen=True, slots=True)
class Group:
    """Units of a kind: the keys there are, and the pages of one."""

    keys: Callable[[Derived], Iterable[Any]]
    pages: Callable[[Survey, Any], Iterable[Page]]


OVERVIEW: Mapping[str, Callable[[Survey], Iterable[Page]]] = {
    "home": lambda s: [home_page(s.linker, s.cards, s.tallies, _doors(s.linker.archive))],
    "timeline": lambda s: [timeline_page(s.time, s.cards)],
    "indexes": lambda s: index_pages(s.linker, s.usage),
    "search": lambda s: search_pages(s.linker, s.cards, s.usage),
    "statistics": lambda s: [statistics_page(s.linker, s.tallies)],
    "data": lambda s: [data_page(s.linker, s.downloads)],
    "about": lambda s: [about_page(s.linker)],
}
"""The pages there is one each of, by what they are."""

GROUPS: tuple[Group, ...] = (
    Group(lambda d: OVERVIEW, lambda s, key: OVERVIEW[key](s)),
    Group(lambda d: d.archive.pages, lambda s, id: [free_page(s.linker, id)]),
    Group(lambda d: ("not-found",), lambda s, _: [not_found_page(_doors(s.linker.archive))]),
    Group(lambda d: d.time.years, lambda s, year: year_pages(s.time, s.cards, year)),
    Group(lambda d: d.world.received, lambda s, decade: [world_page(s.maps, s.base, s.world, decade)]),
    Group(lambda d: d.archive.visits, lambda s, id: [visit_page(s.linker, s.cards, s.maps, s.neighbours, id)]),
    Group(lambda d: d.archive.meetings, lambda s, id: [meeting_page(s.linker, s.cards, id)]),
    Group(lambda d: d.archive.itineraries, lambda s, id: [itinerary_page(s.linker, s.cards, s.maps, id)]),
    Group(lambda d: d.archive.events, lambda s, id: [event_page(s.linker, s.cards, id)]),
    Group(lambda d: d.archive.leaders,
          lambda s, id: leader_pages(s.linker, s.cards, s.maps, s.tallies, s.circles, id)),
    Group(lambda d: sorted(d.countries),
          lambda s, id: country_pages(s.linker, s.cards, s.maps, s.tallies, s.officers, id)),
    Group(lambda d: d.relations, lambda s, pair: [relation_page(s.linker, s.cards, s.tallies, pair)]),
    Group(lambda d: d.archive.places, lambda s, id: [place_page(s.linker, s.cards, s.usage, s.maps, id)]),
    Group(lambda d: d.archive.organisations, lambda s, id: [organisation_page(s.linker, s.cards, s.usage, id)]),
    Group(lambda d: d.archive.topics, lambda s, id: [topic_page(s.linker, s.cards, s.usage, id)]),
    Group(lambda d: d.archive.sources, lambda s, id: [source_page(s.linker, s.cards, s.usage, id)]),
    Group(lambda d: moved(d.archive), lambda s, record: redirect_pages(s.linker, *record)),
    Group(lambda d: range(len(d.archive.site.withdrawn)), lambda s, number: [withdrawn_page(s.linker, number)]),
)  # fmt: skip
"""The groups in the order of the site: overview first, then the chronology, then records by kind.

A function of pages gets its key and the survey, and nothing else: so all that a page is made from is noted.
"""


_NAMES = tuple(f"unit {number}" for number in range(len(GROUPS)))
_GROUPS = {name: number for number, name in enumerate(_NAMES)}


def unit_of(node: Node) -> Unit | None:
    """The unit that a node stands for, if any."""
    name, key = node
    return Unit(_GROUPS[name], key) if name in _GROUPS else None


def units_of(derived: Derived) -> tuple[Unit, ...]:
    """Every unit of the site, in order."""
    return tuple(Unit(number, key) for number, group in enumerate(GROUPS) for key in group.keys(derived))


def planned(survey: Survey, unit: Unit) -> tuple[Page, ...]:
    """The pages of a unit, each with its data for machines; titles are not yet told apart."""
    return tuple(
        replace(page, data=structured_data(page, survey.linker)) for page in GROUPS[unit.group].pages(survey, unit.key)
    )


def address_clashes(archive: Archive, headings: Iterable[Heading], folders: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The addresses that two pages have, or a page and one of the `folders` of the site's other editions.

    Errors: P101.
    """
    told = (
        *((one.address, f"the {one.kind} “{one.title}”") for one in headings),
        *((folder, f"the edition in `{folder.rstrip('/')}`") for folder in folders),
    )
    return tuple(clashes(told, lambda address: origin_of(archive, address)))


def told_apart(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings with unique titles: "Bermuda (place)" beside the country; the id where one kind has a title twice.

    Titles of redirects are left as they are.
    """
    titles = Counter(one.title for one in headings if one.kind != "redirect")
    of_kind = Counter((one.title, one.kind) for one in headings)

    def titled(one: Heading) -> Heading:
        if titles[one.title] < 2 or one.kind == "redirect":
            return one
        alone = of_kind[one.title, one.kind] == 1
        if alone and one.kind == "country":
            return one
        apart = say_as("kind of page", one.kind) if alone else one.address.rstrip("/").rpartition("/")[2]
        title = say("{title} ({apart})", title=one.title, apart=apart)
        return replace(one, title=title, description=one.description.replace(one.title, title, 1))

    return tuple(titled(one) for one in headings)


def finished(page: Page, heading: Heading, survey: Survey) -> Page:
    """A planned page with its title as told apart."""
    if page.title == heading.title:
        return page
    page = replace(page, title=heading.title, description=heading.description)
    return replace(page, data=structured_data(page, survey.linker))


def pages(
    archive: Archive, downloads: Sequence[Download], base: Base | None = None, folders: Sequence[str] = ()
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Every page of the site, complete, in the order of its units. Errors: P101."""
    derived = derived_of(archive, downloads)
    with noting(Notes(sources=derived.sources)):
        survey = survey_of(derived, base)
        found = [page for unit in units_of(derived) for page in planned(survey, unit)]
        headings = [page.heading for page in found]
        shown = [finished(page, one, survey) for page, one in zip(found, told_apart(headings), strict=True)]
    return tuple(shown), address_clashes(archive, headings, folders)


def site_view(
    archive: Archive, options: Sequence[tuple[str, str]], generator: str, editions: Sequence[Edition], folder: str = ""
) -> SiteView:
    """What every page of the edition in a folder shows of the site.

    `options` are the theme's, with the site's own over its defaults.
    """
    site = archive.site
    language = spoken()
    base_url = f"{site.base_url.rstrip('/')}/" if site.base_url else None
    foreign = site.language.partition("-")[0] != language.tag.partition("-")[0]
    own = sorted(
        (page for page in archive.pages.values() if page.nav), key=lambda page: (page.order, page.title, page.id)
    )
    return SiteView(
        title=site.title,
        tagline=site.tagline or "",
        language=language.tag,
        direction=language.direction,
        folder=folder,
        editions=tuple(editions),
        records_language=site.language if foreign else None,
        translated=bool(language.messages),
        base_url=base_url,
        top_url=base_url.removesuffix(folder) if base_url else None,
        as_of=day_words(archive.as_of),
        navigation=(
            TIMELINE.link,
            INDEXES["leader"].link,
            INDEXES["country"].link,
            INDEXES["place"].link,
            MAP.link,
            INDEXES["topic"].link,
            STATISTICS.link,
            *(Link(text=page.title, address=record_address("page", page.id)) for page in own),
            ABOUT.link,
        ),
        footer=(
            *(INDEXES[kind].link
              for kind in ("itinerary", "meeting", "event", "organisation", "source")),
            RELATIONS.link,
            COMPARE.link,
            SEARCH.link,
            DATA.link,
            ABOUT.link,
        ),
        license=site.license or "",
        version=site.version or "",
        generator=generator,
        options=tuple(options),
    )  # fmt: skip


def _doors(archive: Archive) -> tuple[Link, ...]:
    doors = [TIMELINE.link, *(INDEXES[kind].link for kind in ("leader", "country"))]
    if archive.topics:
        doors.append(INDEXES["topic"].link)
    return (*doors, MAP.link, STATISTICS.link, DATA.link, ABOUT.link)
