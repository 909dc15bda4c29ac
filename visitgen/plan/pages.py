"""Archive -> Pages: every page of the site, each complete with all it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from visitgen.diagnostics import Finding
from visitgen.load import Base
from visitgen.model import Archive
from visitgen.plan.cards import Cardfile, cardfile
from visitgen.plan.countries import country_pages, relation_pages
from visitgen.plan.indexes import index_pages
from visitgen.plan.journeys import event_pages, itinerary_pages
from visitgen.plan.landmarks import ABOUT, COMPARE, DATA, INDEXES, MAP, RELATIONS, SEARCH, STATISTICS, TIMELINE
from visitgen.plan.language import say, say_as, spoken, to_say_as
from visitgen.plan.leaders import leader_pages
from visitgen.plan.links import Linker, linker_of
from visitgen.plan.maps import Maps, maps_of
from visitgen.plan.meetings import meeting_pages
from visitgen.plan.origins import origin_of
from visitgen.plan.overview import about_page, data_page, free_pages, not_found_page, redirect_pages, withdrawn_pages
from visitgen.plan.periods import Chronology, chronology, home_page, period_pages, timeline_page
from visitgen.plan.portion import WHOLE, Portion
from visitgen.plan.search import search_pages
from visitgen.plan.statistics import statistics_page
from visitgen.plan.structured_data import structured_data
from visitgen.plan.subjects import subject_pages
from visitgen.plan.tallies import Tallies, tallies_of
from visitgen.plan.urls import clashes, record_address
from visitgen.plan.usage import Usage, usage_of
from visitgen.plan.views import Download, Edition, Heading, Link, Page, SiteView
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the pages of a site draw on, made once for all of them."""

    linker: Linker
    cards: Cardfile
    usage: Usage
    tallies: Tallies
    time: Chronology
    doors: tuple[Link, ...]
    maps: Maps
    base: Base | None
    downloads: tuple[Download, ...]


def survey_of(archive: Archive, downloads: Sequence[Download], base: Base | None = None) -> Survey:
    """The survey of an archive. Maps are drawn on `base`; without one, only the pages of the world have maps."""
    linker = linker_of(archive)
    cards = cardfile(linker)
    return Survey(
        linker=linker,
        cards=cards,
        usage=usage_of(archive),
        tallies=tallies_of(archive),
        time=chronology(linker, cards),
        doors=_doors(archive),
        maps=maps_of(linker, base),
        base=base,
        downloads=tuple(_described(download) for download in downloads),
    )


def planned_pages(survey: Survey, portion: Portion = WHOLE) -> Iterator[tuple[int, Page]]:
    """The pages of a portion, titles not yet told apart, each with the number of its group.

    Shapes: groups are in a fixed order: overview first, then the chronology, then records by kind; so are the pages of
    a group, whose portions follow each other.
    """
    linker, cards, maps, tallies = survey.linker, survey.cards, survey.maps, survey.tallies
    groups: tuple[Iterable[Page], ...] = (
        _overview(survey) if portion.first else (),
        period_pages(linker, survey.time) if portion.last else (),
        world_pages(linker, maps, survey.base) if portion.last else (),
        visit_pages(linker, cards, maps, portion),
        meeting_pages(linker, cards) if portion.last else (),
        itinerary_pages(linker, cards, maps) if portion.last else (),
        event_pages(linker, cards) if portion.last else (),
        leader_pages(linker, cards, maps, tallies, portion),
        country_pages(linker, cards, maps, tallies, portion),
        relation_pages(linker, cards, tallies, portion),
        *subject_pages(linker, cards, survey.usage, maps, portion),
        redirect_pages(linker) if portion.first else (),
        withdrawn_pages(linker) if portion.first else (),
    )
    return ((number, page) for number, group in enumerate(groups) for page in group)


def _overview(survey: Survey) -> Iterator[Page]:
    linker, cards, usage, tallies = survey.linker, survey.cards, survey.usage, survey.tallies
    yield home_page(linker, cards, tallies, survey.doors)
    yield timeline_page(survey.time)
    yield from index_pages(linker, usage)
    yield from search_pages(linker, cards, usage)
    yield statistics_page(linker, tallies)
    yield data_page(linker, survey.downloads)
    yield about_page(linker)
    yield from free_pages(linker)
    yield not_found_page(survey.doors)


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
    """A planned page with its title as told apart, and its data for machines."""
    if page.title != heading.title:
        page = replace(page, title=heading.title, description=heading.description)
    return replace(page, data=structured_data(page, survey.linker))


def pages(
    archive: Archive, downloads: Sequence[Download], base: Base | None = None, folders: Sequence[str] = ()
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Every page of the site, complete, in the order of `planned_pages`. Errors: P101."""
    survey = survey_of(archive, downloads, base)
    planned = [page for _, page in planned_pages(survey)]
    headings = [page.heading for page in planned]
    shown = (finished(page, one, survey) for page, one in zip(planned, told_apart(headings), strict=True))
    return tuple(shown), address_clashes(archive, headings, folders)


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


def _doors(archive: Archive) -> tuple[Link, ...]:
    doors = [TIMELINE.link, *(INDEXES[kind].link for kind in ("leader", "country"))]
    if archive.topics:
        doors.append(INDEXES["topic"].link)
    return (*doors, MAP.link, STATISTICS.link, DATA.link, ABOUT.link)
