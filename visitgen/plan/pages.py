"""Archive -> Pages: every page of the site, each complete with all it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from visitgen.diagnostics import Finding
from visitgen.load import Base
from visitgen.model import Archive
from visitgen.plan.cards import cardfile
from visitgen.plan.countries import country_pages, relation_pages
from visitgen.plan.indexes import index_pages
from visitgen.plan.journeys import event_pages, itinerary_pages
from visitgen.plan.landmarks import ABOUT, COMPARE, DATA, INDEXES, MAP, RELATIONS, SEARCH, STATISTICS, TIMELINE
from visitgen.plan.language import say, say_as, spoken, to_say_as
from visitgen.plan.leaders import leader_pages
from visitgen.plan.links import linker_of
from visitgen.plan.maps import maps_of
from visitgen.plan.meetings import meeting_pages
from visitgen.plan.origins import origin_of
from visitgen.plan.overview import about_page, data_page, free_pages, not_found_page, redirect_pages, withdrawn_pages
from visitgen.plan.periods import chronology, home_page, period_pages, timeline_page
from visitgen.plan.search import search_pages
from visitgen.plan.statistics import statistics_page
from visitgen.plan.structured_data import structured_data
from visitgen.plan.subjects import subject_pages
from visitgen.plan.tallies import tallies_of
from visitgen.plan.urls import clashes, record_address
from visitgen.plan.usage import usage_of
from visitgen.plan.views import Download, Edition, Link, Page, SiteView
from visitgen.plan.visits import visit_pages
from visitgen.plan.words import day_words
from visitgen.plan.worldmap import world_pages

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


def pages(
    archive: Archive, downloads: Sequence[Download], base: Base | None = None, folders: Sequence[str] = ()
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Every page of the site. Maps are drawn on `base`; without one, only the pages of the world have maps.

    `folders` are those of the site's other editions, which no page may have for its address.

    Shapes: in a fixed order: overview first, then the chronology, then records by kind; titles are unique, but for
    those of redirects.
    Errors: P101 for two pages at one address.
    """
    linker = linker_of(archive)
    cards = cardfile(linker)
    usage = usage_of(archive)
    tallies = tallies_of(archive)
    time = chronology(linker, cards)
    doors = _doors(archive)
    maps = maps_of(linker, base)
    planned = (
        home_page(linker, cards, tallies, doors),
        timeline_page(time),
        *index_pages(linker, usage),
        *search_pages(linker, cards, usage),
        statistics_page(linker, tallies),
        data_page(linker, [_described(download) for download in downloads]),
        about_page(linker),
        *free_pages(linker),
        not_found_page(doors),
        *period_pages(linker, time),
        *world_pages(linker, maps, base),
        *visit_pages(linker, cards, maps),
        *meeting_pages(linker, cards),
        *itinerary_pages(linker, cards, maps),
        *event_pages(linker, cards),
        *leader_pages(linker, cards, maps, tallies),
        *country_pages(linker, cards, maps, tallies),
        *relation_pages(linker, cards, tallies),
        *subject_pages(linker, cards, usage, maps),
        *redirect_pages(linker),
        *withdrawn_pages(linker),
    )
    told = (
        *((page.address, f"the {page.kind} “{page.title}”") for page in planned),
        *((folder, f"the edition in `{folder.rstrip('/')}`") for folder in folders),
    )
    shown = tuple(replace(page, data=structured_data(page, linker)) for page in _told_apart(planned))
    return shown, tuple(clashes(told, lambda address: origin_of(archive, address)))


def _described(download: Download) -> Download:
    return replace(download, title=say(download.title), description=say(download.description))


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


def _told_apart(planned: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages with unique titles: "Bermuda (place)" beside the country; the id where one kind has a title twice."""
    shown = [page for page in planned if page.kind != "redirect"]
    titles = Counter(page.title for page in shown)
    of_kind = Counter((page.title, page.kind) for page in shown)

    def titled(page: Page) -> Page:
        if titles[page.title] == 1 or page.kind == "redirect":
            return page
        alone = of_kind[page.title, page.kind] == 1
        if alone and page.kind == "country":
            return page
        apart = say_as("kind of page", page.kind) if alone else page.address.rstrip("/").rpartition("/")[2]
        title = say("{title} ({apart})", title=page.title, apart=apart)
        return replace(page, title=title, description=page.description.replace(page.title, title, 1))

    return tuple(titled(page) for page in planned)


def _doors(archive: Archive) -> tuple[Link, ...]:
    doors = [TIMELINE.link, *(INDEXES[kind].link for kind in ("leader", "country"))]
    if archive.topics:
        doors.append(INDEXES["topic"].link)
    return (*doors, MAP.link, STATISTICS.link, DATA.link, ABOUT.link)
