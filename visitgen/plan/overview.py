"""Pages over the whole archive: the downloads, what it is, pages of prose, and ways from old addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from visitgen.model import by_kind
from visitgen.model.rules.published import withdrawn_record
from visitgen.plan.landmarks import ABOUT, DATA, HOME
from visitgen.plan.links import Linker
from visitgen.plan.urls import FOLDERS, record_address
from visitgen.plan.views import (
    AboutView,
    DataView,
    Download,
    Fact,
    Link,
    NotFoundView,
    Page,
    Prose,
    RedirectView,
    TextView,
    WithdrawnView,
)
from visitgen.plan.words import day_words


def data_page(linker: Linker, downloads: Sequence[Download]) -> Page:
    """Every download and feed."""
    return Page(
        kind="data",
        address=DATA.address or "",
        template="pages/data.html",
        title="Data",
        description="The records as files to download, with their licence, size and checksum, and the feeds.",
        view=DataView(
            downloads=tuple(downloads),
            feeds=(Link(text="Latest visits (Atom)", address="feed.xml"),),
            license=linker.archive.site.license or "",
        ),
        breadcrumbs=(HOME,),
        section=DATA.address or "",
    )


def about_page(linker: Linker) -> Page:
    """What the archive is."""
    site = linker.archive.site
    facts = []
    if site.editors:
        facts.append(Fact(label="Editors", links=tuple(
            Link(text=e.name, url=e.url or (f"https://orcid.org/{e.orcid}" if e.orcid else None)) for e in site.editors
        )))  # fmt: skip
    facts.append(Fact(label="As of", when=day_words(linker.archive.as_of)))
    if site.version:
        facts.append(Fact(label="Version", text=site.version))
    if site.license:
        facts.append(Fact(label="Licence of the records", text=site.license))
    if site.doi:
        facts.append(Fact(label="DOI", links=(Link(text=site.doi, url=f"https://doi.org/{site.doi}"),)))
    if site.repository:
        facts.append(Fact(label="Records kept at", links=(Link(text=site.repository, url=site.repository),)))
    facts.append(Fact(label="Positions of capitals", text="GeoNames, CC BY 4.0"))
    return Page(
        kind="about",
        address=ABOUT.address or "",
        template="pages/about.html",
        title=f"About {site.title}",
        description=f"What {site.title} covers, what is taken in, how places and people are named, and how to cite it.",
        view=AboutView(
            scope=linker.prose(site.scope),
            inclusion_rules=linker.prose(site.inclusion_rules),
            naming_policy=linker.prose(site.naming_policy),
            facts=tuple(facts),
            citation=site.citation or "",
        ),
        breadcrumbs=(HOME,),
        section=ABOUT.address or "",
    )


def free_pages(linker: Linker) -> Iterator[Page]:
    """The pages of prose."""
    for page in linker.archive.pages.values():
        yield Page(
            kind="page",
            address=record_address("page", page.id),
            template="pages/text.html",
            title=page.title,
            description=f"{page.title}: {linker.archive.site.title}.",
            view=TextView(heading=page.title, text=linker.prose(page.text) or Prose(markdown="")),
            breadcrumbs=(HOME,),
            section=record_address("page", page.id),
        )


def not_found_page(doors: Iterable[Link]) -> Page:
    """The page for an address that leads nowhere."""
    return Page(
        kind="not-found",
        address="404.html",
        template="pages/not-found.html",
        title="Page not found",
        description="There is no page at this address.",
        view=NotFoundView(doors=tuple(doors)),
    )


def redirect_pages(linker: Linker) -> Iterator[Page]:
    """A page at every former address, which leads to the present one."""
    archive = linker.archive
    for kind, records in by_kind(archive).items():
        if kind not in (*FOLDERS, "page"):
            continue
        for record in records.values():
            for old in record.meta.formerly:
                target = linker.record(kind, record.id)
                if target.address is None:  # a country that no record names has no page
                    continue
                yield Page(
                    kind="redirect",
                    address=record_address(kind, old),
                    template="pages/redirect.html",
                    title=target.text,
                    description=f"This page has moved: {target.text}.",
                    view=RedirectView(target=target),
                )


def withdrawn_pages(linker: Linker) -> Iterator[Page]:
    """A page at the address of every record that was taken back."""
    for text, reason in linker.archive.site.withdrawn:
        record = withdrawn_record(text)
        assert record, "the rules have reported one that names none"
        kind, id = record
        title = f"Withdrawn: {kind} {id}"
        yield Page(
            kind="withdrawn",
            address=record_address(kind, id),
            template="pages/withdrawn.html",
            title=title,
            description=f"This {kind} has been withdrawn: {reason}",
            view=WithdrawnView(heading=f"This {kind} has been withdrawn", reason=reason),
            breadcrumbs=(HOME,),
        )
